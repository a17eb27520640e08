from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.formats import atomic, journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage import saving
from cjm_desktop.storage.backups import Backups
from cjm_desktop.storage.saving import ABSENT, ChangedOnDisk, NeedsConsent, NotForced, save
from tests.maps import random_map

OURS, THEIRS = random_map(1, 5), random_map(2, 6)
OURS_BYTES, THEIRS_BYTES = journey_file.dumps(OURS), journey_file.dumps(THEIRS)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def failing(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def refused(path: Path, **named: str | None) -> str:
    """What the save said that did not come to be; the folder is as it was."""
    before = {one: one.read_bytes() for one in path.parent.glob("*") if one.is_file()} if path.parent.is_dir() else {}
    with pytest.raises(FileProblem) as caught:
        save(OURS, path, expected=named.get("expected"), backups=None)
    if path.parent.is_dir():
        assert {one: one.read_bytes() for one in path.parent.glob("*") if one.is_file()} == before
    assert caught.value.path == path
    return str(caught.value)


# ---- what is written


@pytest.mark.parametrize(
    "name", ["a.cjm", "große Karte – 猫 🐈.cjm", "e\u0301.cjm", "‮mjc.exe.cjm", "x" * 251 + ".cjm", "$(ls)&;'.cjm"]
)
def test_a_map_is_saved_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert save(OURS, path, expected=ABSENT, backups=Backups(tmp_path / "v")) == digest(OURS_BYTES)
    again = save(THEIRS, path, expected=digest(OURS_BYTES), backups=Backups(tmp_path / "v"))
    assert again == journey_file.load(path).digest
    assert os.listdir(tmp_path) == [name, "v"] or os.listdir(tmp_path) == ["v", name]
    (kept,) = Backups(tmp_path / "v").versions(path)
    assert Backups(tmp_path / "v").read(kept) == OURS_BYTES


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=60))
def test_any_name_that_the_system_takes_is_taken(tmp_path: Path, name: str) -> None:
    path = tmp_path / (name + ".cjm")
    try:
        path.write_bytes(b"")
    except OSError:
        return
    save(OURS, path, expected=None, backups=Backups(tmp_path.parent / "versions"))
    assert path.read_bytes() == OURS_BYTES
    path.unlink()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x" * 252 + ".cjm", "the name is too long; choose a shorter one."),
        ("a\0b.cjm", "the name is not one of a file; choose another."),
        ("\ud800.cjm", "the name is not one of a file; choose another."),
    ],
)
def test_names_that_cannot_be(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(FileProblem) as caught:
        save(OURS, tmp_path / name, expected=None, backups=Backups(tmp_path / "v"))
    assert str(caught.value).endswith(f"was not saved: {said}")
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_opened_again_touches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(THEIRS_BYTES)
    with pytest.raises(FileProblem, match="holds a value that cannot be written"):
        save(OURS.model_copy(update={"title": "\ud800"}), path, expected=None, backups=Backups(tmp_path / "v"))
    assert path.read_bytes() == THEIRS_BYTES
    assert os.listdir(tmp_path) == ["a.cjm"]


# ---- somebody else's work


def test_what_somebody_else_saved_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    opened = save(OURS, path, expected=ABSENT, backups=None)
    path.write_bytes(THEIRS_BYTES)
    with pytest.raises(ChangedOnDisk, match="somebody else changed it") as caught:
        save(Journey(title="mine"), path, expected=opened, backups=Backups(tmp_path / "v"))
    assert caught.value.digest == digest(THEIRS_BYTES)
    assert path.read_bytes() == THEIRS_BYTES
    assert os.listdir(tmp_path) == ["a.cjm"]
    save(OURS, path, expected=caught.value.digest, backups=Backups(tmp_path / "v"))
    assert path.read_bytes() == OURS_BYTES


def test_the_very_same_map_is_no_conflict(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(OURS_BYTES)
    assert save(OURS, path, expected=digest(b"earlier"), backups=Backups(tmp_path / "v")) == digest(OURS_BYTES)
    assert Backups(tmp_path / "v").versions(path) == ()


def test_a_file_that_came_to_be_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(THEIRS_BYTES)
    with pytest.raises(ChangedOnDisk, match="has come to be meanwhile"):
        save(OURS, path, expected=ABSENT, backups=None)
    save(OURS, path, expected=None, backups=None)
    assert path.read_bytes() == OURS_BYTES


def test_a_file_that_is_gone_is_made_anew_and_that_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    save(OURS, tmp_path / "a.cjm", expected=digest(THEIRS_BYTES), backups=Backups(tmp_path / "v"), tell=told.append)
    assert told == ["“a.cjm” was not there any more and was made anew."]
    assert (tmp_path / "a.cjm").read_bytes() == OURS_BYTES


@pytest.mark.parametrize("links", [1, 2])
def test_who_writes_in_the_midst_without_asking_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: int
) -> None:
    """Between the look at the file and its replacement: another program knows nothing of our lock."""
    path = tmp_path / "a.cjm"
    path.write_bytes(OURS_BYTES)
    if links == 2:
        os.link(path, tmp_path / "b.cjm")
    keep = Backups.keep

    def slow(self: Backups, *arguments: object) -> object:
        path.write_bytes(THEIRS_BYTES)
        return keep(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Backups, "keep", slow)
    with pytest.raises(ChangedOnDisk) as caught:
        save(Journey(), path, expected=digest(OURS_BYTES), backups=Backups(tmp_path / "v"), in_place=links == 2)
    assert caught.value.digest == digest(THEIRS_BYTES)
    assert path.read_bytes() == THEIRS_BYTES


def test_who_makes_the_file_in_the_midst_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.cjm"
    real = atomic._fill

    def slow(*arguments: object) -> object:
        path.write_bytes(THEIRS_BYTES)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(atomic, "_fill", slow)
    with pytest.raises(ChangedOnDisk, match="has come to be"):
        save(OURS, path, expected=ABSENT, backups=None)
    assert path.read_bytes() == THEIRS_BYTES


def test_a_touch_without_a_change_is_no_conflict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(OURS_BYTES)
    keep = Backups.keep

    def slow(self: Backups, *arguments: object) -> object:
        os.utime(path)
        return keep(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Backups, "keep", slow)
    save(THEIRS, path, expected=digest(OURS_BYTES), backups=Backups(tmp_path / "v"))
    assert path.read_bytes() == THEIRS_BYTES


# ---- earlier versions


def test_the_old_bytes_are_kept_even_of_another_program_and_a_failure_of_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, backups = tmp_path / "a.cjm", Backups(tmp_path / "v")
    path.write_bytes(b"not even a map")
    save(OURS, path, expected=None, backups=backups)
    assert [backups.read(one) for one in backups.versions(path)] == [b"not even a map"]
    monkeypatch.setattr(Backups, "keep", failing(errno.ENOSPC))
    told: list[str] = []
    save(THEIRS, path, expected=None, backups=backups, tell=told.append)
    assert path.read_bytes() == THEIRS_BYTES
    assert told == [
        "a.cjm is saved, but its earlier version could not be kept: the disk is full; "
        "free some space or choose another folder."
    ]


def test_a_file_that_is_no_map_by_its_size_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, told = tmp_path / "a.cjm", list[str]()
    path.write_bytes(THEIRS_BYTES + b" " * 100)
    monkeypatch.setattr(saving, "SIZE_LIMIT", len(THEIRS_BYTES))
    with pytest.raises(ChangedOnDisk) as caught:
        save(OURS, path, expected=digest(b""), backups=None)
    assert caught.value.digest == digest(path.read_bytes())
    save(OURS, path, expected=None, backups=Backups(tmp_path / "v"), tell=told.append)
    assert path.read_bytes() == OURS_BYTES
    assert told == ["The earlier a.cjm was not kept: it is larger than 0 MB."]


# ---- where a file cannot be replaced


def test_names_of_one_file_stay_together_once_that_is_agreed_to(tmp_path: Path) -> None:
    path, other = tmp_path / "a.cjm", tmp_path / "b.cjm"
    path.write_bytes(OURS_BYTES)
    os.link(path, other)
    with pytest.raises(NeedsConsent, match=r"it has 2 names \(hard links\)"):
        save(THEIRS, path, expected=None, backups=Backups(tmp_path / "v"))
    assert path.read_bytes() == OURS_BYTES
    save(THEIRS, path, expected=None, backups=Backups(tmp_path / "v"), in_place=True)
    assert other.read_bytes() == THEIRS_BYTES
    assert path.stat().st_ino == other.stat().st_ino
    (kept,) = Backups(tmp_path / "v").versions(path)
    assert Backups(tmp_path / "v").read(kept) == OURS_BYTES


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOSYS, errno.EXDEV, errno.EBUSY])
def test_a_drive_that_cannot_rename_is_written_in_place_by_consent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, exists: bool
) -> None:
    path = tmp_path / "a.cjm"
    if exists:
        path.write_bytes(OURS_BYTES)
    monkeypatch.setattr(os, "replace", failing(code))
    with pytest.raises(NeedsConsent, match="its folder or drive lets no file be replaced"):
        save(THEIRS, path, expected=None, backups=None)
    assert os.listdir(tmp_path) == (["a.cjm"] if exists else [])
    assert not exists or path.read_bytes() == OURS_BYTES
    save(THEIRS, path, expected=None, backups=None, in_place=True)
    assert path.read_bytes() == THEIRS_BYTES
    assert os.listdir(tmp_path) == ["a.cjm"]


def test_consent_is_not_used_where_a_file_can_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(OURS_BYTES)
    before = path.stat().st_ino
    save(THEIRS, path, expected=None, backups=None, in_place=True)
    assert path.stat().st_ino != before


def test_a_drive_without_names_links_locks_and_forcing_still_gets_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    path = tmp_path / "a.cjm"
    path.write_bytes(OURS_BYTES)
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL))
    monkeypatch.setattr(os, "fchmod", failing(errno.EPERM))
    monkeypatch.setattr(os, "listxattr", failing(errno.ENOTSUP), raising=False)
    monkeypatch.setattr(fcntl, "flock", failing(errno.ENOLCK))
    told: list[str] = []
    save(THEIRS, path, expected=digest(OURS_BYTES), backups=Backups(tmp_path / "v"), tell=told.append)
    assert path.read_bytes() == THEIRS_BYTES
    assert sorted(os.listdir(tmp_path)) == ["a.cjm", "v"]
    assert told == ["a.cjm is saved, but its permissions could not be kept."]


def test_a_disk_that_does_not_confirm_is_told_and_the_next_save_is_no_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(OURS_BYTES)
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_sync_folder", failing(errno.EIO))
        with pytest.raises(NotForced, match="the disk did not confirm it") as caught:
            save(THEIRS, path, expected=digest(OURS_BYTES), backups=None)
    assert path.read_bytes() == THEIRS_BYTES
    save(Journey(), path, expected=caught.value.digest, backups=None)


# ---- words


def test_every_refusal_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "folder.cjm").mkdir()
    assert refused(tmp_path / "folder.cjm") == "folder.cjm was not saved: it is a folder; choose another name."
    nowhere = tmp_path / "no" / "a.cjm"
    assert refused(nowhere) == f"a.cjm was not saved: there is no folder “{nowhere.parent}”; choose another folder."
    file = tmp_path / "file"
    file.write_bytes(b"")
    assert refused(file / "a.cjm") == "a.cjm was not saved: a part of its path is no folder; choose another folder."
    path = tmp_path / "a.cjm"
    path.write_bytes(THEIRS_BYTES)
    path.chmod(0o444)
    assert refused(path) == "a.cjm was not saved: the file is write-protected; choose another folder or another name."


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "the disk is full; free some space or choose another folder."),
        (errno.EDQUOT, "your share of the disk is full; free some space or choose another folder."),
        (errno.EIO, "the disk reports an error; choose another disk."),
        (errno.EROFS, "the disk can only be read; choose another folder."),
        (errno.ESTALE, "its drive does not answer any more; connect it again or choose another folder."),
        (errno.EMFILE, "the program has too many files open; close some windows and try again."),
    ],
)
def test_what_the_disk_says_is_put_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(THEIRS_BYTES)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(code))
        assert refused(path) == f"a.cjm was not saved: {said}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.cjm")
    with pytest.raises(FileProblem, match="it is not a regular file but a device or a pipe"):
        save(OURS, tmp_path / "a.cjm", expected=digest(b""), backups=Backups(tmp_path / "v"))
    assert stat.S_ISFIFO((tmp_path / "a.cjm").stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="links want rights here")
def test_a_link_stays_wherever_it_leads(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    link = tmp_path / "link.cjm"
    link.symlink_to(shelf / "real.cjm")
    first = save(OURS, link, expected=ABSENT, backups=Backups(tmp_path / "v"))  # it leads to nothing yet
    save(THEIRS, link, expected=first, backups=Backups(tmp_path / "v"))
    assert link.is_symlink()
    assert (shelf / "real.cjm").read_bytes() == THEIRS_BYTES
    assert len(Backups(tmp_path / "v").versions(shelf / "real.cjm")) == 1
    away = tmp_path / "away.cjm"
    away.symlink_to(tmp_path / "no" / "real.cjm")
    assert refused(away) == f"away.cjm was not saved: there is no folder “{tmp_path / 'no'}”; choose another folder."
