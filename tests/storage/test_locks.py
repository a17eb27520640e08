from __future__ import annotations

import dataclasses
import errno
import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_desktop.formats import atomic
from cjm_desktop.storage import locks, processes
from cjm_desktop.storage.locks import EditLock, Held, SaveLocked, lock_file, saving

ANN = processes.Owner("ann", "desk-7", "0123456789ab", 77, "", datetime(2026, 5, 1, tzinfo=UTC), "t" * 16)

HOLDER = """
import sys
from cjm_desktop.storage.locks import EditLock
lock = EditLock.take(sys.argv[1])
print(type(lock).__name__, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "große Karte.cjm"


@pytest.fixture
def other(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that edits the map."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "EditLock\n"
        yield process
        process.kill()


def taken(path: Path) -> EditLock:
    lock = EditLock.take(path)
    assert isinstance(lock, EditLock)
    return lock


def left_by(owner: processes.Owner, path: Path) -> Path:
    file = lock_file(path)
    file.write_bytes(processes.written(owner))
    return file


def gone() -> processes.Owner:
    """A process of this computer that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return dataclasses.replace(processes.this_process(), pid=ended.pid, token="u" * 16)


# ---- who edits


def test_the_first_one_edits_and_everybody_else_is_told_who(path: Path, other: subprocess.Popen[str]) -> None:
    held = EditLock.take(path)
    assert isinstance(held, Held)
    assert held.owner is not None
    assert held.owner.pid == other.pid
    assert not held.owner.is_this_process
    assert held.owner.words == f"{processes.this_process().user} on {os.uname().nodename}"
    assert abs((datetime.now(UTC) - held.owner.since).total_seconds()) < 60
    assert os.listdir(path.parent) == [".~lock.große Karte.cjm#"]


def test_a_lock_is_given_back(path: Path) -> None:
    lock = taken(path)
    assert lock.is_ours()
    held = EditLock.take(path)  # another window of the same program
    assert isinstance(held, Held)
    assert held.owner is not None
    assert held.owner.is_this_process
    lock.release()
    lock.release()
    assert os.listdir(path.parent) == []
    taken(path).release()


def test_a_process_that_is_killed_holds_nothing(path: Path, other: subprocess.Popen[str]) -> None:
    other.kill()
    other.wait()
    assert lock_file(path).exists()
    taken(path).release()


def test_a_killed_process_that_nobody_has_fetched_holds_nothing(path: Path, other: subprocess.Popen[str]) -> None:
    other.kill()
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
    taken(path).release()


def test_a_lock_can_be_broken_and_whoever_had_it_finds_out(path: Path) -> None:
    first = taken(path)
    held = EditLock.take(path)
    assert isinstance(held, Held)
    second = held.break_()
    assert isinstance(second, EditLock)
    assert not first.is_ours()
    first.release()
    assert second.is_ours()
    # What was seen then is not what is there now: who took it since is not thrown out.
    assert isinstance(held.break_(), Held)
    assert second.is_ours()
    second.release()


def test_a_number_that_another_process_has_by_now_holds_nothing(path: Path) -> None:
    me = processes.this_process()
    if not me.born:
        pytest.skip("this system does not say when a process was started")
    left_by(dataclasses.replace(me, token="u" * 16, born="another start 1"), path)
    taken(path).release()


def test_processes_of_other_computers_are_believed(path: Path) -> None:
    left_by(dataclasses.replace(gone(), machine="0123456789ab"), path)
    held = EditLock.take(path)
    assert isinstance(held, Held)
    assert isinstance(held.break_(), EditLock)


def test_a_living_process_in_a_sandbox_is_believed_though_its_number_is_not_there(path: Path) -> None:
    file = left_by(gone(), path)
    with file.open("rb") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        assert isinstance(EditLock.take(path), Held)
    taken(path).release()


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"{", b"[]", b"null", b'{"user": 1}', b"[" * 4000, b"x" * 100_000, b'{"pid": 1e999}'],
)
def test_a_lock_that_names_nobody_blocks_for_a_moment_only(path: Path, data: bytes) -> None:
    file = lock_file(path)
    file.write_bytes(data)
    held = EditLock.take(path)
    assert isinstance(held, Held)
    assert held.owner is None
    for age in (-3600.0, 3600.0):  # whichever clock is wrong
        file.write_bytes(data)
        stamp = time.time() - age
        os.utime(file, (stamp, stamp))
        taken(path).release()


@given(st.binary(max_size=300) | st.recursive(st.none() | st.text() | st.integers() | st.floats(), st.lists).map(
    lambda value: json.dumps({**json.loads(processes.written(ANN)), "pid": value}).encode()
))  # fmt: skip
def test_whatever_a_lock_says_it_is_read(data: bytes) -> None:
    owner = processes.read(data)
    assert owner is None or isinstance(owner.words, str)


def test_what_is_written_is_read() -> None:
    assert processes.read(processes.written(ANN)) == ANN
    assert processes.read(processes.written(dataclasses.replace(ANN, user="x" * 201))) is None
    assert processes.read(processes.written(dataclasses.replace(ANN, user="<b>\u202e\nann", host=""))) is not None
    assert dataclasses.replace(ANN, user="\u202e\nann", host="").words == "\\u202e\\u000aann on another computer"


def test_where_no_lock_can_be_made_maps_are_edited_without(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for place in (tmp_path / "no" / "a.cjm", tmp_path / "a\0.cjm"):
        lock = taken(place)
        assert lock.file is None
        assert lock.is_ours()
        lock.release()
    real = os.open

    def refusing(name: str, flags: int, *rest: int, **named: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(name, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refusing)
    assert taken(path).file is None


@pytest.mark.parametrize("kind", ["folder", "pipe", "link"])
def test_what_is_no_lock_file_is_no_trap(path: Path, kind: str, tmp_path: Path) -> None:
    file = lock_file(path)
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        (tmp_path / "precious").write_bytes(b"precious")
        file.symlink_to(tmp_path / "precious")
    stamp = time.time() - 3600
    os.utime(file, (stamp, stamp), follow_symlinks=False)
    lock = EditLock.take(path)
    if isinstance(lock, EditLock):
        lock.release()
    assert sorted(os.listdir(tmp_path)) == {"folder": [file.name], "pipe": [], "link": ["precious"]}[kind]
    assert kind != "link" or (tmp_path / "precious").read_bytes() == b"precious"


def test_a_drive_that_cannot_link_has_locks_all_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refusing)
    lock = taken(path)
    assert isinstance(EditLock.take(path), Held)
    assert os.listdir(path.parent) == [lock_file(path).name]
    lock.release()
    assert os.listdir(path.parent) == []


@pytest.mark.parametrize("name", ["x" * 255, "x" * 251 + ".cjm", "猫" * 85, "a" * 254 + "b"])
def test_long_names_have_locks_of_their_own(tmp_path: Path, name: str) -> None:
    lock = taken(tmp_path / name)
    assert lock.file is not None
    assert len(os.fsencode(lock.file.name)) <= 255
    other = taken(tmp_path / (name[:-1] + "c"))
    assert other.file != lock.file
    lock.release()
    other.release()


def test_the_lock_lies_beside_the_file_itself(tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    (tmp_path / "link.cjm").symlink_to(tmp_path / "shelf" / "real.cjm")
    assert lock_file(tmp_path / "link.cjm") == lock_file(tmp_path / "shelf" / "real.cjm")


def test_two_that_break_a_lock_at_once_do_not_both_get_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slower of the two finds the faster one's new lock in the place of the stale one, and lets it be."""
    left_by(gone(), path)
    stale = locks._is_stale
    fast: list[EditLock | Held] = []

    def slow(file: Path, found: bytes) -> bool:
        answer = stale(file, found)
        if not fast:
            monkeypatch.setattr(locks, "_is_stale", stale)
            fast.append(EditLock.take(path))
        return answer

    monkeypatch.setattr(locks, "_is_stale", slow)
    assert isinstance(EditLock.take(path), Held)
    assert isinstance(fast[0], EditLock)
    assert fast[0].is_ours()
    fast[0].release()
    assert os.listdir(path.parent) == []


# ---- who saves


@pytest.fixture(params=["flock", "file"])
def means(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test runs twice: with the system's locks, and as on a drive that has none."""
    if request.param == "file":
        monkeypatch.setattr(locks, "_flock", lambda _: None)
    return str(request.param)


@pytest.mark.usefixtures("means")
def test_one_saves_at_a_time_and_nobody_waits_for_ever(path: Path) -> None:
    with saving(path):
        before = time.monotonic()
        with (
            pytest.raises(SaveLocked, match=r"is saving it at this moment; try again in a few seconds\."),
            saving(path, 0.05),
        ):
            pytest.fail("two at once")
        assert time.monotonic() - before < 5
    with saving(path, 0):
        pass
    assert os.listdir(path.parent) == []


@pytest.mark.usefixtures("means")
def test_who_waits_gets_it_when_the_other_is_done(path: Path) -> None:
    order: list[str] = []
    inside = threading.Event()

    def first() -> None:
        with saving(path):
            inside.set()
            time.sleep(0.05)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    inside.wait()
    with saving(path):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


@pytest.mark.usefixtures("means")
def test_an_error_lets_go_of_it(path: Path) -> None:
    with pytest.raises(KeyError), saving(path):
        raise KeyError
    with saving(path, 0):
        pass


def test_the_one_who_edits_is_named_as_the_one_who_saves(path: Path) -> None:
    left_by(ANN, path)
    with saving(path), pytest.raises(SaveLocked, match="ann on desk-7 is saving it") as caught, saving(path, 0):
        pass
    assert caught.value.holder == "ann on desk-7"


def test_a_lock_file_of_a_save_that_was_killed_or_never_ended_does_not_count(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_flock", lambda _: None)
    file = path.parent / f".~save.{path.name}#"
    file.write_bytes(processes.written(gone()))
    with saving(path, 0.5):
        assert file.exists()
    assert not file.exists()
    file.write_bytes(processes.written(ANN))
    with pytest.raises(SaveLocked, match="ann on desk-7"), saving(path, 0.02):
        pass
    stamp = time.time() - 2 * locks.LONGEST_SAVE
    os.utime(file, (stamp, stamp))
    with saving(path, 0.5):
        pass


def test_where_no_lock_can_be_had_saves_go_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with saving(tmp_path / "no" / "a.cjm"):
        pass
    monkeypatch.setattr(locks, "_flock", lambda _: None)
    monkeypatch.setattr(atomic, "unfinished_name", lambda: "no/such")
    with saving(tmp_path / "a.cjm"):
        pass
