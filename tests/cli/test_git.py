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
        typed = self.told(0)
        assert typed.count("git config") == 4
        self.type(typed)

    @staticmethod
    def told(block: int) -> str:
        """What README.md tells to type, block by block."""
        section = _README.read_text(encoding="utf-8").partition("### Maps in git")[2].partition("\n#")[0]
        return section.split("```\n")[2 * block + 1]

    def type(self, words: str) -> None:
        subprocess.run(words, shell=True, check=True, cwd=self.folder, env=self._settings, stdin=subprocess.DEVNULL)

    @property
    def map(self) -> Journey:
        return load(self.folder / "day.cjm").journey

    @property
    def texts(self) -> list[str]:
        return [card.text for card in self.map.cards.values()]

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


def test_commits_are_put_on_top_of_others_and_picked(repository: Repository) -> None:
    repository.branches(
        ("Eats", "Sleeps", "Plays"), ("Eats a lot", "Sleeps", "Plays"), ("Eats", "Sleeps well", "Plays")
    )
    repository.git("checkout", "-q", "other")
    repository.commit("Eats", "Sleeps well", "Plays alone")
    repository.git("rebase", "-q", "main")
    assert repository.texts == ["Eats a lot", "Sleeps well", "Plays alone"]
    repository.git("checkout", "-q", "-b", "picked", "main")
    repository.git("cherry-pick", "other")
    assert repository.texts == ["Eats a lot", "Sleeps", "Plays alone"]


def test_a_conflict_that_is_left_open_stops_no_later_merge(repository: Repository) -> None:
    repository.branches(("Eats", "Sleeps"), ("Drinks", "Sleeps"), ("Hunts", "Sleeps"))
    repository.git("checkout", "-q", "other")
    repository.commit("Hunts", "Sleeps well")
    assert "CONFLICT" in repository.git("rebase", "main", fails=True)
    assert repository.texts == ["Drinks", "Sleeps"]
    repository.git("add", "day.cjm")
    assert "1 conflict of an earlier merge still to decide on" in repository.git(
        "-c", "core.editor=true", "rebase", "--continue"
    )
    assert repository.texts == ["Drinks", "Sleeps well"]
    assert len(repository.map.conflicts) == 1


def test_a_map_with_the_marks_of_git_is_put_together_anew(repository: Repository) -> None:
    (repository.folder / ".gitattributes").write_text("")
    repository.branches(("Eats", "Sleeps"), ("Drinks", "Sleeps"), ("Hunts", "Sleeps well"))
    repository.git("merge", "other", fails=True)
    assert "<<<<<<<" in (repository.folder / "day.cjm").read_text(encoding="utf-8")
    repository.type(repository.told(1))
    assert repository.texts == ["Drinks", "Sleeps well"]
    assert [(one.base, one.ours, one.theirs) for one in repository.map.conflicts] == [("Eats", "Drinks", "Hunts")]
    assert repository.git("status", "--porcelain").startswith("M  day.cjm")


def test_maps_of_an_older_format_are_merged(repository: Repository) -> None:
    def write(version: str, *texts: str) -> None:
        path = repository.folder / "day.cjm"
        write_map(feeding(*texts), path)
        told = path.read_text(encoding="utf-8").replace('"version": "1.1"', f'"version": "{version}"')
        path.write_text(told, encoding="utf-8")
        repository.git("add", "-A")
        repository.git("commit", "-q", "-m", version)

    write("1.0", "Eats", "Sleeps")
    repository.git("checkout", "-q", "-b", "other")
    write("1.0", "Eats", "Sleeps well")
    repository.git("checkout", "-q", "main")
    write("1.1", "Eats a lot", "Sleeps")
    repository.git("merge", "-q", "other", "-m", "both")
    assert repository.texts == ["Eats a lot", "Sleeps well"]
    assert repository.map.version == "1.1"


def test_a_broken_map_in_the_history_does_not_end_the_log(repository: Repository) -> None:
    repository.commit("Eats")
    (repository.folder / "day.cjm").write_text("<<<<<<< no map")
    repository.git("commit", "-q", "-a", "-m", "broken")
    repository.commit("Eats a lot")
    said = repository.git("log", "-p")
    assert "+No map that can be read: " in said
    assert "+  Doing: Action “Eats a lot”" in said


def test_another_name_and_other_rights_are_told(repository: Repository) -> None:
    repository.commit("Eats")
    repository.git("mv", "day.cjm", "night.cjm")
    assert repository.git("diff", "--cached", "-M").splitlines() == [
        "cjm diff day.cjm",
        "  it is called night.cjm now",
        "  the map itself is the same",
    ]
    repository.git("mv", "night.cjm", "day.cjm")
    (repository.folder / "day.cjm").chmod(0o755)
    assert repository.git("diff").splitlines() == [
        "cjm diff day.cjm",
        "  its mode was 100644 (no program) and is 100755 (a program)",
        "  the map itself is the same",
    ]
