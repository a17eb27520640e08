from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cjm_desktop.formats import atomic
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.storage import backups as module
from cjm_desktop.storage.backups import Backups, Version

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


class Clock:
    """What the backups take for the time."""

    def __init__(self) -> None:
        self.time = NOON

    def forward(self, **named: float) -> None:
        self.time += timedelta(**named)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()

    class Set(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
            return made.time

    monkeypatch.setattr(module, "datetime", Set)
    return made


def contents(backups: Backups, path: Path) -> list[bytes]:
    return [backups.read(version) for version in backups.versions(path)]


def test_versions_come_newest_first_and_say_when_and_how_large(tmp_path: Path, clock: Clock) -> None:
    backups, path = Backups(tmp_path / "v"), tmp_path / "a.cjm"
    assert backups.versions(path) == ()
    saved = NOON - timedelta(days=400)
    for data in (b"one", b"second", b"3"):
        kept = backups.keep(path, data, saved)
        assert isinstance(kept, Version)
        assert (kept.when, kept.saved, kept.size) == (clock.time, saved, len(data))
        clock.forward(minutes=1)
    assert contents(backups, path) == [b"3", b"second", b"one"]
    assert backups.versions(path)[0] == kept
    assert contents(backups, tmp_path / "b.cjm") == []


def test_the_most_and_the_oldest_go(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "a.cjm"
    backups = Backups(tmp_path / "v", most=3, days=10)
    for number in range(5):
        backups.keep(path, b"%d" % number)
        clock.forward(days=1)
    assert contents(backups, path) == [b"4", b"3", b"2"]
    clock.forward(days=8.5)
    backups.keep(path, b"new")
    assert contents(backups, path) == [b"new", b"4"]
    clock.forward(days=100)
    assert backups.versions(path)  # only a save or `tidy` lets anything go
    everything = Backups(tmp_path / "v", most=None, days=None)
    for number in range(100):
        clock.forward(days=30)
        everything.keep(path, b"all %d" % number)
    assert len(everything.versions(path)) == 102


def test_none_are_kept_where_none_are_wanted(tmp_path: Path) -> None:
    assert Backups(tmp_path / "v", most=0).keep(tmp_path / "a.cjm", b"x") is None
    assert not (tmp_path / "v").exists()


def test_what_is_wanted_less_is_let_go_at_the_next_save(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "a.cjm"
    for number in range(5):
        Backups(tmp_path / "v").keep(path, b"%d" % number)
        clock.forward(seconds=1)
    Backups(tmp_path / "v", most=1).keep(path, b"5")
    assert contents(Backups(tmp_path / "v"), path) == [b"5"]


def test_equal_bytes_are_kept_once_as_the_newest(tmp_path: Path, clock: Clock) -> None:
    backups, path = Backups(tmp_path / "v", most=3), tmp_path / "a.cjm"
    for data in (b"a", b"b", b"a", b"a"):
        backups.keep(path, data)
        clock.forward(minutes=1)
    assert contents(backups, path) == [b"a", b"b"]
    assert backups.versions(path)[0].when == NOON + timedelta(minutes=3)


def test_damaged_equal_bytes_are_kept_again(tmp_path: Path, clock: Clock) -> None:
    backups, path = Backups(tmp_path / "v"), tmp_path / "a.cjm"
    kept = backups.keep(path, b"good")
    assert kept is not None
    kept.file.write_bytes(b"evil")
    clock.forward(minutes=1)
    backups.keep(path, b"good")
    newest, damaged = backups.versions(path)
    assert backups.read(newest) == b"good"
    with pytest.raises(FileProblem, match=r"This version of “a” is damaged on the disk.*choose another one\."):
        backups.read(damaged)


def test_foreign_and_cut_files_are_passed_over(tmp_path: Path) -> None:
    backups, path = Backups(tmp_path / "v"), tmp_path / "a.cjm"
    kept = backups.keep(path, b"good")
    assert kept is not None
    place = kept.file.parent
    (place / "notes.txt").write_text("mine")
    (place / kept.file.name.replace("-4-", "-5-")).write_bytes(b"good")
    (place / kept.file.name.replace(kept.file.name[:8], "20269901")).write_bytes(b"good")
    (place / ("1" + kept.file.name)).write_bytes(b"good")
    (place / kept.file.name.replace(kept.file.name[:4], "2031")).mkdir()
    size = len(os.fsencode(kept.file))  # that of the link
    (place / kept.file.name.replace(kept.file.name[:4], "2032").replace("-4-", f"-{size}-")).symlink_to(kept.file)
    assert backups.versions(path) == (kept,)
    (tmp_path / "v" / "stray").write_text("mine")
    backups.tidy()
    assert (tmp_path / "v" / "stray").exists()
    assert (place / "notes.txt").exists()


def test_a_version_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    backups, path = Backups(tmp_path / "v"), tmp_path / "a.cjm"
    kept = backups.keep(path, b"x")
    assert kept is not None
    backups.remove(kept)
    assert backups.versions(path) == ()
    backups.remove(kept)
    with pytest.raises(FileProblem, match="cannot be read: there is no such file"):
        backups.read(kept)


def test_a_failure_leaves_what_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups, path = Backups(tmp_path / "v", most=1), tmp_path / "a.cjm"
    backups.keep(path, b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic, "write", full)
    with pytest.raises(OSError, match="No space"):
        backups.keep(path, b"new")
    assert contents(backups, path) == [b"old"]


def test_old_versions_of_maps_that_nobody_saves_go_too(tmp_path: Path, clock: Clock) -> None:
    backups = Backups(tmp_path / "v", days=10)
    backups.keep(tmp_path / "old.cjm", b"old")
    clock.forward(days=6)
    backups.keep(tmp_path / "new.cjm", b"new")
    clock.forward(days=6)
    Backups(tmp_path / "v", days=None).tidy()
    assert len(list((tmp_path / "v").iterdir())) == 2
    backups.tidy()
    assert [place.name.rpartition("-")[0] for place in (tmp_path / "v").iterdir()] == ["new"]
    Backups(tmp_path / "nowhere", days=1).tidy()


def test_the_file_is_known_by_where_it_really_is(tmp_path: Path) -> None:
    backups = Backups(tmp_path / "v")
    (tmp_path / "link.cjm").symlink_to(tmp_path / "a.cjm")
    backups.keep(tmp_path / "link.cjm", b"x")
    backups.keep(tmp_path / "no" / ".." / "a.cjm", b"y")
    assert contents(backups, tmp_path / "a.cjm") == [b"y", b"x"]
    backups.keep(tmp_path / "sub" / "a.cjm", b"z")
    assert len(backups.versions(tmp_path / "a.cjm")) == 2


@pytest.mark.parametrize("name", ["x" * 255, "猫" * 85, "..cjm", ".cjm", " .cjm", "a\nb.cjm"])
def test_any_name_of_a_map_makes_a_folder(tmp_path: Path, name: str) -> None:
    backups = Backups(tmp_path / "v")
    backups.keep(tmp_path / name, b"x")
    assert contents(backups, tmp_path / name) == [b"x"]


@pytest.mark.skipif(os.name != "posix", reason="this system has no permission bits")
def test_nobody_else_may_look(tmp_path: Path) -> None:
    kept = Backups(tmp_path / "v").keep(tmp_path / "a.cjm", b"x")
    assert kept is not None
    for folder in (kept.file.parent, tmp_path / "v"):
        assert folder.stat().st_mode & 0o077 == 0
