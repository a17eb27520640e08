"""The journal of unsaved maps: what is kept, what a program that did not come to its end leaves, and what is never offered."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_desktop.formats import atomic, journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage.claims import Claim
from cjm_desktop.storage.recovery import GENERATIONS, Journal, OnDisk
from tests.maps import random_map, write_map

MAP = random_map(3, 20)


def named(title: str) -> Journey:
    return MAP.model_copy(update={"title": title})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "local" / "recovery"


def left(folder: Path, *states: Journey, path: Path | None = None, digest: str = "") -> str:
    """What a program that wrote these states of one map, and was cut off then, leaves: the name of its entry."""
    journal = Journal(folder)
    entry = journal.new_entry()
    for state in states:
        journal.write(entry, state, path, digest)
    journal.release_all()
    return entry


def states(folder: Path, entry: str) -> list[Path]:
    return sorted((folder / entry).glob("*.recovery"))


def test_what_was_kept_last_is_found_again(folder: Path) -> None:
    before = datetime.now()
    entry = left(folder, named("one"), named("two"))
    journal = Journal(folder)
    (found,) = journal.leftovers()
    assert (found.entry, found.title, found.path, found.cards) == (entry, "two", None, 20)
    assert before <= found.when <= datetime.now()
    assert found.on_disk is OnDisk.NEVER_SAVED
    assert not found.stale
    assert journal.read(found).journey == named("two")


def test_three_states_are_kept(folder: Path) -> None:
    entry = left(folder, *(named(str(number)) for number in range(6)))
    kept = states(folder, entry)
    assert len(kept) == GENERATIONS == 3
    assert [str(number) in path.read_text("utf-8").splitlines()[0] for number, path in zip("345", kept, strict=True)]


def test_nobody_else_can_read_the_folder(folder: Path) -> None:
    entry = left(folder, MAP)
    assert [path.stat().st_mode & 0o077 for path in (folder, folder / entry)] == [0, 0]


@pytest.mark.parametrize("harm", ["cut", "emptied", "flipped", "gone", "no head", "other head"])
def test_a_torn_state_gives_way_to_the_one_before(folder: Path, harm: str) -> None:
    entry = left(folder, named("one"), named("two"))
    last = states(folder, entry)[-1]
    data = last.read_bytes()
    if harm == "gone":
        last.unlink()
    else:
        spoilt = {
            "cut": data[: len(data) // 2],
            "emptied": b"",
            "flipped": data[:-40] + bytes([data[-40] ^ 1]) + data[-39:],
            "no head": data.partition(b"\n")[2],
            "other head": b"[1]\n" + data.partition(b"\n")[2],
        }
        last.write_bytes(spoilt[harm])
    journal = Journal(folder)
    (found,) = journal.leftovers()
    assert found.title == "one"
    assert journal.read(found).journey == named("one")


@given(data=st.binary(max_size=200))
def test_nonsense_is_neither_offered_nor_taken_away(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("nonsense")
    (folder / "entry").mkdir()
    state = folder / "entry" / "00000001.recovery"
    for head in (b"", b'{"kind": "cjm-recovery", "sha256": 5}\n'):
        state.write_bytes(head + data)
        assert Journal(folder).leftovers() == ()
        assert state.read_bytes() == head + data


def test_a_head_that_says_nonsense_is_left_alone(folder: Path) -> None:
    entry = left(folder, MAP)
    (state,) = states(folder, entry)
    head, _, body = state.read_bytes().partition(b"\n")
    for word, other in ((b'"when": ', b'"when": 1e300, "x": '), (b'"path": ', b'"path": 5, "x": ')):
        state.write_bytes(head.replace(word, other) + b"\n" + body)
        assert Journal(folder).leftovers() == ()
        assert state.exists()


def test_what_lies_about_does_no_harm(folder: Path) -> None:
    left(folder, MAP)
    (folder / "note.txt").write_text("x")
    (folder / "empty").mkdir()
    (folder / "link").symlink_to(folder)
    assert len(Journal(folder).leftovers()) == 1
    assert not (folder / "empty").exists()


def test_a_live_program_keeps_its_entries_to_itself(folder: Path) -> None:
    mine, other = Journal(folder), Journal(folder)
    entry = mine.new_entry()
    mine.write(entry, MAP, None, "")
    assert other.leftovers() == ()
    assert mine.leftovers() == ()
    with pytest.raises(OSError, match="another program"):
        other.write(entry, MAP, None, "")
    mine.release(entry)
    assert len(other.leftovers()) == 1
    assert mine.leftovers() == ()  # now they are the other's
    other.release_all()
    assert len(mine.leftovers()) == 1


def test_a_killed_program_leaves_its_entries(folder: Path) -> None:
    code = """
import sys, time
from pathlib import Path
from cjm_desktop.storage.recovery import Journal
from tests.maps import random_map
journal = Journal(Path(sys.argv[1]))
journal.write(journal.new_entry(), random_map(3, 20), None, "")
print("kept", flush=True)
time.sleep(60)
"""
    child = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == b"kept\n"
        journal = Journal(folder)
        assert journal.leftovers() == ()
    finally:
        child.kill()
        child.communicate()
    (found,) = journal.leftovers()
    assert journal.read(found).journey == MAP


def test_what_is_cleared_is_gone(folder: Path) -> None:
    journal = Journal(folder)
    entries = [journal.new_entry() for _ in range(2)]
    for entry in entries:
        journal.write(entry, MAP, None, "")
    journal.clear(entries[0])
    journal.clear(entries[0])
    journal.clear("never written")
    assert [path.name for path in folder.iterdir()] == [entries[1]]
    journal.release_all()
    (found,) = Journal(folder).leftovers()
    assert found.entry == entries[1]


def test_a_leftover_goes_on_as_the_entry_of_who_recovers_it(folder: Path) -> None:
    left(folder, named("one"))
    journal = Journal(folder)
    (found,) = journal.leftovers()
    journal.write(found.entry, named("two"), None, "")
    journal.release_all()
    (again,) = Journal(folder).leftovers()
    assert (again.entry, again.title) == (found.entry, "two")


def test_an_entry_without_a_state_is_nothing(folder: Path) -> None:
    journal = Journal(folder)
    (folder / "half").mkdir(parents=True)
    assert journal.leftovers() == ()
    assert list(folder.iterdir()) == []


# -- how the map's file stands to what was left


def test_the_file_is_as_it_was(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "map.cjm"
    digest = write_map(named("saved"), path)
    left(folder, named("edited"), path=path, digest=digest)
    (found,) = Journal(folder).leftovers()
    assert (found.path, found.digest, found.on_disk) == (path, digest, OnDisk.UNCHANGED)


@pytest.mark.parametrize(("age", "on_disk"), [(3600, OnDisk.CHANGED), (-3600, OnDisk.NEWER)])
def test_the_file_was_written_by_somebody_else(folder: Path, tmp_path: Path, age: int, on_disk: OnDisk) -> None:
    path = tmp_path / "map.cjm"
    digest = write_map(named("saved"), path)
    left(folder, named("edited"), path=path, digest=digest)
    write_map(named("theirs"), path)
    os.utime(path, (time.time() - age, time.time() - age))
    (found,) = Journal(folder).leftovers()
    assert found.on_disk is on_disk
    assert found.stale == (on_disk is OnDisk.NEWER)


@pytest.mark.parametrize("instead", ["nothing", "folder", "fifo", "no name"])
def test_the_file_is_gone(folder: Path, tmp_path: Path, instead: str) -> None:
    path = tmp_path / "map.cjm"
    if instead == "folder":
        path.mkdir()
    elif instead == "fifo":
        os.mkfifo(path)
    elif instead == "no name":
        path = tmp_path / "a\0b"
    left(folder, MAP, path=path, digest="0")
    (found,) = Journal(folder).leftovers()
    assert found.on_disk is OnDisk.GONE


def test_what_the_file_holds_already_is_not_offered(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "map.cjm"
    left(folder, named("edited"), path=path, digest="of before")
    write_map(named("edited"), path)
    assert Journal(folder).leftovers() == ()
    assert list(folder.iterdir()) == []


def test_paths_that_are_no_text_come_back(folder: Path, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xff\xe4p.cjm"))
    left(folder, MAP, path=path)
    (found,) = Journal(folder).leftovers()
    assert found.path == path


# -- disks


def test_a_full_disk_leaves_what_was_kept_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(folder)
    entry = journal.new_entry()
    journal.write(entry, named("one"), None, "")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken:
        broken.setattr(atomic, "write", full)
        with pytest.raises(OSError):
            journal.write(entry, named("two"), None, "")
    journal.write(entry, named("three"), None, "")
    journal.release_all()
    again = Journal(folder)
    (found,) = again.leftovers()
    assert found.title == "three"
    again.read(found)
    assert len(states(folder, entry)) == 2


def test_a_value_that_cannot_be_written_is_an_error_of_the_disk(folder: Path) -> None:
    journal = Journal(folder)
    bad = MAP.model_copy(update={"title": "half \udc80"})
    with pytest.raises(OSError):
        journal.write(journal.new_entry(), bad, None, "")


def test_a_map_that_cannot_be_read_is_said_to_be_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left(folder, MAP)
    journal = Journal(folder)
    (found,) = journal.leftovers()

    def refuse(*_: object) -> None:
        raise FileProblem("It is of another kind.")

    monkeypatch.setattr(journey_file, "loads", refuse)
    with pytest.raises(FileProblem, match="another kind"):
        journal.read(found)
    journal.clear(found.entry)
    with pytest.raises(FileProblem, match="Nothing is left"):
        journal.read(found)


# -- claims


def test_a_claim_is_had_once(tmp_path: Path) -> None:
    first = Claim.take(tmp_path / "claim")
    assert first is not None
    assert Claim.take(tmp_path / "claim") is None
    first.release()
    second = Claim.take(tmp_path / "claim")
    assert second is not None
    first.release(remove=True)  # no longer its own
    assert (tmp_path / "claim").exists()
    second.release(remove=True)
    assert not (tmp_path / "claim").exists()


def test_a_claim_cannot_be_had_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Claim.take(tmp_path / "none" / "claim")
