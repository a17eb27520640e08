"""The drivers as README.md tells to set them up, with the real git in a repository of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cjm_desktop.formats.journey_file import load
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Stage
from tests.maps import write_map

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

_README = Path(__file__).parents[2] / "README.md"


def feeding(*texts: str) -> Journey:
    return Journey(
        stages=Table.of([Stage(id="need", name="Need")]),
        lanes=Table.of([Lane(id="does", role="actions", label="Doing")]),
        cards=Table.of([Card(id=f"c{n}", lane="does", stage="need", text=text) for n, text in enumerate(texts)]),
    )


class Repository:
    """A repository in which the lines of README.md have been typed; `cjm` is this very program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        tools = folder.parent / "tools"
        tools.mkdir()
        command = tools / "cjm"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cjm_desktop.cli "$@"\n')
        command.chmod(0o755)
        self._settings = {
            **os.environ,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
        } | {f"GIT_{who}_{what}": "masha" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        self.git("init", "-q", "-b", "main")
        section = _README.read_text(encoding="utf-8").partition("### Maps in git")[2].partition("\n#")[0]
        typed = section.split("```\n")[1]
        assert typed.count("git config") == 4
        subprocess.run(typed, shell=True, check=True, cwd=folder, env=self._settings)

    def git(self, *words: str, fails: bool = False) -> str:
        ended = subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env=self._settings,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert (ended.returncode != 0) == fails, ended.stderr
        return ended.stdout + ended.stderr

    def commit(self, *texts: str) -> None:
        write_map(feeding(*texts), self.folder / "day.cjm")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "day")

    def branches(self, base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
        self.commit(*base)
        self.git("checkout", "-q", "-b", "other")
        self.commit(*theirs)
        self.git("checkout", "-q", "main")
        self.commit(*ours)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    folder = tmp_path / "maps"
    folder.mkdir()
    return Repository(folder)


def test_git_shows_words_and_merges_by_record(repository: Repository) -> None:
    repository.branches(("Eats", "Sleeps"), ("Eats a lot", "Sleeps"), ("Eats", "Sleeps well"))
    assert "~ Action “Eats” now reads “Eats a lot”" in repository.git("diff", "HEAD~1")
    assert "-  Doing: Action “Eats”\n+  Doing: Action “Eats a lot”" in repository.git("log", "-1", "-p")
    repository.git("merge", "-q", "other", "-m", "both")
    found = load(repository.folder / "day.cjm").journey
    assert [card.text for card in found.cards.values()] == ["Eats a lot", "Sleeps well"]
    assert repository.git("status", "--porcelain") == ""


def test_a_conflict_is_one_for_git_and_stays_readable_in_the_map(repository: Repository) -> None:
    repository.branches(("Eats",), ("Drinks",), ("Sleeps",))
    said = repository.git("merge", "other", fails=True)
    assert "CONFLICT" in said
    assert "ours:   “Drinks”" in said
    found = load(repository.folder / "day.cjm").journey
    assert [(one.ours, one.theirs) for one in found.conflicts] == [("Drinks", "Sleeps")]
    assert repository.git("status", "--porcelain").startswith("UU day.cjm")
    repository.git("add", "day.cjm")
    repository.git("commit", "-q", "-m", "decided")


def test_new_deleted_and_broken_maps_do_not_stop_git(repository: Repository) -> None:
    repository.commit("Eats")
    write_map(feeding("New"), repository.folder / "new.cjm")
    (repository.folder / "day.cjm").write_text("<<<<<<< no map")
    repository.git("add", "-N", "new.cjm")
    said = repository.git("diff")
    assert "cannot be compared: day.cjm" in said
    assert "the map is new" in said
    (repository.folder / "day.cjm").unlink()
    assert "the map is deleted" in repository.git("diff", "--", "day.cjm")
