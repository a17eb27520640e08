"""What a file is beside its bytes (owner, group, bits, access list, attributes) outlasts its replacement, or is told."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cjm_desktop.formats import atomic
from cjm_desktop.formats.machine import machine

if os.name != "posix":
    pytest.skip("this system has no owners and permission bits to speak of", allow_module_level=True)

OLD, NEW = b"old" * 100, b"new" * 5_000
NOBODY = 65534
ACCESS_LIST = "system.posix_acl_access"

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
needs_attributes = pytest.mark.skipif(not hasattr(os, "setxattr"), reason="Python knows no attributes here")


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder into which everybody may write, and whose parents everybody may enter."""
    folder = Path(tempfile.mkdtemp(prefix="cjm-rights-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def file_of(folder: Path, *, uid: int = -1, gid: int = -1, mode: int = 0o644) -> Path:
    path = folder / "a.cjm"
    path.write_bytes(OLD)
    os.chown(path, uid, gid)
    path.chmod(mode)
    return path


def as_somebody(path: Path, code: str, *, uid: int = NOBODY, groups: tuple[int, ...] = ()) -> str:
    """Run code as another user; what it prints. It finds `path`, `atomic` and `NEW`."""
    whole = (
        "import errno, os, sys\nfrom cjm_desktop.formats import atomic\natomic.unfinished_name()\n"
        f"path, NEW = sys.argv[1], {NEW!r}\n"
        f"os.setgroups({list(groups)})\nos.setresgid({uid}, {uid}, {uid})\nos.setresuid({uid}, {uid}, {uid})\n{code}"
    )
    ended = subprocess.run([sys.executable, "-c", whole, str(path)], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def access_list(*entries: tuple[int, int, int]) -> bytes:
    """An access list as the kernel keeps it: (tag, permissions, id) each."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


#: The owner, one user (1234, may write), the group, the most that these get, others.
LIST = access_list(
    (0x01, 6, 0xFFFFFFFF), (0x02, 6, 1234), (0x04, 4, 0xFFFFFFFF), (0x10, 6, 0xFFFFFFFF), (0x20, 0, 0xFFFFFFFF)
)


def with_list(path: Path) -> Path:
    try:
        os.setxattr(path, ACCESS_LIST, LIST)
    except OSError:
        pytest.skip("this disk has no access lists")
    return path


@needs_root
def test_owner_and_group_stay_where_they_may(shared: Path) -> None:
    path = file_of(shared, uid=1234, gid=5678, mode=0o664)
    assert atomic.write(path, NEW) == ()
    state = path.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (1234, 5678, 0o664)


@needs_root
def test_the_group_stays_although_the_owner_cannot(shared: Path) -> None:
    """So that the others of the group can go on writing in a shared folder."""
    path = file_of(shared, uid=1234, gid=5678, mode=0o664)
    assert as_somebody(path, "print(atomic.write(path, NEW))", groups=(5678,)) == "('its owner',)"
    state = path.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (NOBODY, 5678, 0o664)


@needs_root
def test_a_group_that_cannot_stay_takes_its_rights_with_it(shared: Path) -> None:
    path = file_of(shared, uid=1234, gid=5678, mode=0o2666)
    assert as_somebody(path, "print(atomic.write(path, NEW))") == "('its group', 'its owner')"
    assert stat.S_IMODE(path.stat().st_mode) == 0o666
    path = file_of(shared, uid=NOBODY, gid=5678, mode=0o660)
    assert as_somebody(path, "print(atomic.write(path, NEW))") == "('its group',)"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600  # what was the group's is nobody else's now


@needs_root
def test_a_file_that_may_be_written_in_a_folder_that_may_not(shared: Path) -> None:
    path = file_of(shared, mode=0o666)
    shared.chmod(0o755)
    code = (
        "try:\n    atomic.write(path, NEW)\nexcept atomic.IrreplaceableError as error:\n"
        "    print(error.errno == errno.EACCES)\natomic.write_in_place(path, NEW)"
    )
    assert as_somebody(path, code) == "True"
    assert path.read_bytes() == NEW
    assert path.stat().st_uid == 0


@needs_root
def test_somebody_elses_file_in_a_folder_where_everybody_keeps_their_own(shared: Path) -> None:
    path = file_of(shared, mode=0o666)
    shared.chmod(0o1777)
    code = "try:\n    atomic.write(path, NEW)\nexcept atomic.IrreplaceableError:\n    print(os.listdir(os.path.dirname(path)))"
    assert as_somebody(path, code) == "['a.cjm']"
    assert path.read_bytes() == OLD


@needs_root
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o444])
def test_what_may_not_be_written_is_refused_and_nothing_else_is_offered(shared: Path, mode: int) -> None:
    path = file_of(shared, mode=mode)
    code = "try:\n    atomic.write(path, NEW)\nexcept OSError as error:\n    print(type(error).__name__)"
    assert as_somebody(path, code) == "PermissionError"
    assert path.read_bytes() == OLD


@needs_root
def test_a_folder_that_may_not_be_read_may_be_written_to(shared: Path) -> None:
    path = file_of(shared, uid=NOBODY, gid=NOBODY)
    shared.chmod(0o733)
    assert as_somebody(path, "print(atomic.write(path, NEW))") == "()"
    assert path.read_bytes() == NEW


@needs_attributes
def test_attributes_stay(tmp_path: Path) -> None:
    path = file_of(tmp_path)
    try:
        os.setxattr(path, "user.xdg.tags", b"cat, feeder")
    except OSError:
        pytest.skip("this disk has no attributes")
    assert atomic.write(path, NEW) == ()
    assert os.getxattr(path, "user.xdg.tags") == b"cat, feeder"


@needs_attributes
def test_the_access_list_stays_and_the_folders_own_does_not_come_on_top(tmp_path: Path) -> None:
    path = with_list(file_of(tmp_path))
    assert atomic.write(path, NEW) == ()
    assert os.getxattr(path, ACCESS_LIST) == LIST
    os.removexattr(path, ACCESS_LIST)
    path.chmod(0o600)
    os.setxattr(tmp_path, "system.posix_acl_default", LIST)
    assert atomic.write(path, NEW) == ()
    assert ACCESS_LIST not in os.listxattr(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@needs_attributes
def test_attributes_that_cannot_stay_are_told_and_a_lost_list_grants_nobody_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_list(file_of(tmp_path))
    os.setxattr(path, "user.note", b"x")

    def refusing(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "setxattr", refusing)
    assert atomic.write(path, NEW) == ("its access list", "its extended attributes")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600  # not 0o660, which was the most for the list


def test_writing_in_place_keeps_everything(tmp_path: Path) -> None:
    path = file_of(tmp_path, mode=0o640)
    os.link(path, tmp_path / "b.cjm")
    for data in (NEW, b"short", b"", NEW):
        atomic.write_in_place(path, data)
        assert (tmp_path / "b.cjm").read_bytes() == data
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    atomic.write_in_place(tmp_path / "new.cjm", NEW)
    assert (tmp_path / "new.cjm").read_bytes() == NEW


@pytest.mark.parametrize("call", ["posix_fallocate", "write", "fsync"])
@pytest.mark.parametrize("exists", [True, False])
def test_a_failure_in_place_brings_the_old_bytes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, exists: bool
) -> None:
    path = tmp_path / "a.cjm"
    if exists:
        path.write_bytes(OLD)
    real, used = getattr(os, call), []

    def once(*arguments: object) -> object:
        used.append(1)
        if len(used) == 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments)

    monkeypatch.setattr(os, call, once)
    with pytest.raises(OSError, match="No space"):
        atomic.write_in_place(path, NEW)
    assert os.listdir(tmp_path) == (["a.cjm"] if exists else [])
    assert not exists or path.read_bytes() == OLD


def test_the_last_look_may_leave_the_old_file(tmp_path: Path) -> None:
    path = file_of(tmp_path)

    def never() -> None:
        raise KeyError

    for write in (atomic.write, atomic.write_in_place):
        with pytest.raises(KeyError):
            write(path, NEW, before=never)
        assert path.read_bytes() == OLD
        assert os.listdir(tmp_path) == ["a.cjm"]


def test_names_of_unfinished_files_say_who_made_them_and_are_short() -> None:
    name = atomic.unfinished_name()
    assert atomic.maker(name) == (machine()[:6], os.getpid())
    assert len(name) < 40
    assert atomic.maker("a.cjm") is None
