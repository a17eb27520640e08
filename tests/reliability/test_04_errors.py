"""Row 4: whatever call of a save fails, the file is the old one or the new one, whole, and the user is told."""

from __future__ import annotations

import builtins
import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cjm_desktop.formats import atomic, journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.storage import saving
from cjm_desktop.storage.backups import Backups
from tests.maps import random_map
from tests.reliability.programme import Tally

ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES)
#: Every call of the system that a save makes, by the module that Python keeps it in.
CALLS = [(os, name) for name in ("open", "read", "write", "lseek", "ftruncate", "posix_fallocate", "fsync", "close")]
CALLS += [(os, name) for name in ("link", "replace", "rename", "unlink", "mkdir", "utime", "fchmod", "fchown")]
CALLS += [(os, name) for name in ("stat", "lstat", "fstat", "scandir", "listdir", "access")]
CALLS += [(os, name) for name in ("listxattr", "getxattr", "setxattr", "removexattr")]
CALLS += [(fcntl, "flock"), (builtins, "open")]
#: A failure of these is never got around: it must be told.
NEVER_SILENT = {"write", "fsync", "replace"}
OLD, NEW = random_map(1, 8), random_map(2, 9)
OLD_BYTES, NEW_BYTES = journey_file.dumps(OLD), journey_file.dumps(NEW)
#: old file there; without names; by writing over it; a new file
WAYS = ("replace", "named", "in place", "new")


class Failing:
    """While it holds, the call number `first` (0 is the first) fails, and with `on` every later one of its name, too."""

    def __init__(self, first: int | None, code: int, *, on: bool) -> None:
        self.first, self.code, self.on = first, code, on
        self.names: list[str] = []

    def wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            number = len(self.names)
            self.names.append(name)
            failing = number == self.first
            if self.on and self.first is not None and number > self.first:
                failing = name == self.names[self.first]
            if failing:
                if name == "close":
                    real(*arguments, **named)
                raise OSError(self.code, os.strerror(self.code))
            return real(*arguments, **named)

        return call

    @contextmanager
    def held(self) -> Iterator[None]:
        real = [(module, name, getattr(module, name)) for module, name in CALLS if hasattr(module, name)]
        for module, name, function in real:
            setattr(module, name, self.wrapped(name, function))
        try:
            yield
        finally:
            for module, name, function in real:
                setattr(module, name, function)


def attempt(folder: Path, way: str, failing: Failing) -> str:
    """Save with that failure; "" where the promise holds, else what is wrong."""
    folder.mkdir()
    path = folder / "map.cjm"
    if way != "new":
        path.write_bytes(OLD_BYTES)
    if way == "in place":
        os.link(path, folder / "other.cjm")
    told: list[str] = []
    raised: BaseException | None = None
    expected = saving.ABSENT if way == "new" else None
    backups = Backups(folder / "versions")
    with failing.held():
        try:
            saving.save(NEW, path, expected=expected, backups=backups, in_place=way == "in place", tell=told.append)
        except FileProblem as problem:
            raised = problem
        except BaseException as error:
            return f"ended in {error!r}"
    holds = path.read_bytes() if path.exists() else None
    if holds not in (None if way == "new" else OLD_BYTES, NEW_BYTES):
        return "torn"
    if raised is None and holds != NEW_BYTES:
        return "not saved, not told"
    failed = failing.names[failing.first] if failing.first is not None and failing.first < len(failing.names) else ""
    if failed in NEVER_SILENT and raised is None and not told:
        return "passed over in silence"
    if isinstance(raised, saving.NotForced) and holds != NEW_BYTES:
        return "told to be there and is not"
    left = {entry.name for entry in folder.iterdir()} - {"map.cjm", "other.cjm", "versions"}
    return f"left {left}" if left and failed not in ("unlink", "rename") else ""


def all_failures(folder: Path, way: str, tally: Tally) -> list[str]:
    """Let every call of a save fail with every error, once and from then on; returns what went wrong."""
    attempt(folder / "first", way, Failing(None, 0, on=False))  # what is asked once only
    without = Failing(None, 0, on=False)
    assert attempt(folder / "none", way, without) == ""
    count = 0
    wrong = []
    for on in (False, True):
        for code in ERRORS:
            for first, name in enumerate(without.names):
                if way == "in place" and on and name in ("write", "lseek", "ftruncate", "fsync"):
                    continue  # what may be written over no more cannot be put back: so the user was asked
                found = attempt(folder / str(count), way, Failing(first, code, on=on))
                count += 1
                if found:
                    wrong.append(f"{name} (call {first}, {os.strerror(code)}{', on' if on else ''}): {found}")
    tally.n = count
    return wrong


def prepared(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)


@pytest.mark.row(4)
@pytest.mark.parametrize("way", WAYS)
def test_whatever_fails_the_file_is_whole(
    tmp_path: Path, tally: Tally, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    prepared(way, monkeypatch)
    wrong = all_failures(tmp_path, way, tally)
    tally.add("torn, silent or with another error", len(wrong))
    assert wrong == []


@pytest.mark.row(4, without="the whole replacement: a writer that writes over the file")
def test_a_naive_writer_is_found_torn(tmp_path: Path, tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    def naive(path: Path, data: bytes, **_: object) -> tuple[str, ...]:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            os.write(handle, data)
        finally:
            os.close(handle)
        return ()

    monkeypatch.setattr(atomic, "write", naive)
    assert any(found.endswith("torn") for found in all_failures(tmp_path, "replace", tally))


@pytest.mark.row(4, without="the word about a failed fsync")
def test_a_writer_that_passes_over_errors_is_found_out(
    tmp_path: Path, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = atomic._sync

    def deaf(handle: int) -> None:
        try:
            real(handle)
        except OSError:
            return

    monkeypatch.setattr(atomic, "_sync", deaf)
    assert any(found.endswith("in silence") for found in all_failures(tmp_path, "replace", tally))
