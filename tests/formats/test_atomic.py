from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjm_desktop.formats import atomic

OLD, NEW = b"old" * 1000, b"new" * 50_000
CALLS = ["open", "write", "fsync", "link", "replace"]

posix_only = pytest.mark.skipif(
    os.name != "posix", reason="this system has no permission bits or symbolic links to speak of"
)


@pytest.fixture(params=["nameless", "named"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test runs twice: with O_TMPFILE (where the system has it), and as on systems without it."""
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    return str(request.param)


def fail_from(monkeypatch: pytest.MonkeyPatch, call: str, code: int, after: int) -> list[int]:
    """Let os.`call` fail with `code` from its `after`-th use on; returns a list that grows with each failure."""
    real: Callable[..., Any] = getattr(os, call)
    uses: list[int] = []
    failures: list[int] = []

    def failing(*arguments: Any, **named: Any) -> Any:
        uses.append(1)
        if len(uses) > after:
            failures.append(code)
            raise OSError(code, os.strerror(code))
        return real(*arguments, **named)

    monkeypatch.setattr(os, call, failing)
    return failures


def test_a_new_file_holds_the_bytes(tmp_path: Path) -> None:
    atomic.write(tmp_path / "é.cjm", NEW)
    assert (tmp_path / "é.cjm").read_bytes() == NEW
    assert os.listdir(tmp_path) == ["é.cjm"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(OLD)
    atomic.write(path, NEW)
    assert path.read_bytes() == NEW
    atomic.write(path, b"")
    assert path.read_bytes() == b""
    assert os.listdir(tmp_path) == ["a.cjm"]


def test_a_name_without_a_folder_is_of_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    atomic.write("a.cjm", NEW)
    assert (tmp_path / "a.cjm").read_bytes() == NEW


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("after", [0, 1])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("exists", [True, False])
def test_every_failure_leaves_the_old_or_the_new_file_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, after: int, exists: bool
) -> None:
    path = tmp_path / "a.cjm"
    if exists:
        path.write_bytes(OLD)
    raised = False
    with monkeypatch.context() as patch:
        failures = fail_from(patch, call, code, after)
        try:
            atomic.write(path, NEW)
        except OSError as error:
            raised = error.errno == code
    found = path.read_bytes() if path.exists() else None
    assert found in (OLD if exists else None, NEW)
    # What failed was told, or another way was found and the new file stands.
    assert raised if found != NEW else raised or not failures or call in ("open", "link")
    assert os.listdir(tmp_path) == (["a.cjm"] if path.exists() else [])


def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(OLD)
    real, written = os.write, 0

    def short(handle: int, data: memoryview) -> int:
        nonlocal written
        if written >= 100_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written += 7_000
        return real(handle, data[:7_000])

    monkeypatch.setattr(os, "write", short)
    with pytest.raises(OSError, match="No space"):
        atomic.write(path, NEW)
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a.cjm"]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:7_001]))
    atomic.write(tmp_path / "a.cjm", NEW)
    assert (tmp_path / "a.cjm").read_bytes() == NEW


def test_the_bytes_are_on_the_disk_before_the_name_is_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    for call in ("write", "fsync", "replace"):
        real = getattr(os, call)

        def told(*arguments: Any, _real: Callable[..., Any] = real, _call: str = call) -> Any:
            said.append(_call)
            return _real(*arguments)

        monkeypatch.setattr(os, call, told)
    atomic.write(tmp_path / "a.cjm", NEW)
    assert said[:3] == ["write", "fsync", "replace"]
    assert said[3:] == (["fsync"] if hasattr(os, "O_DIRECTORY") else [])


def test_an_interruption_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        atomic.write(tmp_path / "a.cjm", NEW)
    assert os.listdir(tmp_path) == []


def test_a_file_system_that_cannot_force_a_folder_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def refusing(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real(handle)

    monkeypatch.setattr(os, "fsync", refusing)
    atomic.write(tmp_path / "a.cjm", NEW)
    assert (tmp_path / "a.cjm").read_bytes() == NEW


def test_without_the_calls_that_windows_lacks_it_still_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("O_TMPFILE", "O_DIRECTORY", "O_CLOEXEC", "fchmod", "fchown"):
        monkeypatch.delattr(os, name, raising=False)
    path = tmp_path / "a.cjm"
    path.write_bytes(OLD)
    atomic.write(path, NEW)
    assert path.read_bytes() == NEW


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(OLD)
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        atomic.write(path, NEW)
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a.cjm"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        atomic.write(tmp_path, NEW)


@posix_only
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"):
        atomic.write(tmp_path / "pipe", NEW)
    assert stat.S_ISFIFO(os.stat(tmp_path / "pipe").st_mode)


@posix_only
def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "shelf" / "real.cjm", tmp_path / "link.cjm"
    target.parent.mkdir()
    target.write_bytes(OLD)
    link.symlink_to(target)
    atomic.write(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    target.unlink()
    atomic.write(link, OLD)  # a link that leads to nothing yet
    assert link.is_symlink()
    assert target.read_bytes() == OLD


@posix_only
def test_a_circle_of_links_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError):
        atomic.write(tmp_path / "a", NEW)


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_permission_bits_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(OLD)
    path.chmod(mode)
    atomic.write(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix_only
def test_a_new_file_gets_the_bits_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o012)
    try:
        atomic.write(tmp_path / "a.cjm", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.cjm").stat().st_mode) == 0o664


#: Put before the code of another process, as the fixture does it here.
AS_ELSEWHERE = {"nameless": "", "named": "import os\nvars(os).pop('O_TMPFILE', None)\n"}
WRITER = """
import sys
from cjm_desktop.formats import atomic
path = sys.argv[1]
for number in range(10**9):
    atomic.write(path, b"%d;" % number * 100_000)
    print(number, flush=True)
"""


@posix_only
def test_a_writer_that_is_killed_leaves_one_whole_file_no_older_than_the_last_it_told(tmp_path: Path, way: str) -> None:
    """CJM_KILLS sets how many times; a long run takes a thousand."""
    path = tmp_path / "a.cjm"
    for turn in range(int(os.environ.get("CJM_KILLS", "4"))):
        with subprocess.Popen(
            [sys.executable, "-c", AS_ELSEWHERE[way] + WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.003 * (turn % 17))
            writer.send_signal(signal.SIGKILL)
            told = [0, *map(int, writer.stdout.read().split())]
        number = int(path.read_bytes().split(b";", 1)[0])
        assert path.read_bytes() == b"%d;" % number * 100_000
        assert number >= told[-1]
        litter = [name for name in os.listdir(tmp_path) if name != path.name]
        assert len(litter) <= 1
        assert all(name.startswith(atomic.PREFIX) and name.endswith(atomic.SUFFIX) for name in litter)
        for name in litter:
            (tmp_path / name).unlink()


@posix_only
def test_a_limit_on_the_size_of_files_leaves_the_old_file(tmp_path: Path, way: str) -> None:
    path = tmp_path / "a.cjm"
    path.write_bytes(OLD)
    code = AS_ELSEWHERE[way] + (
        "import resource, sys; from cjm_desktop.formats import atomic\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n    atomic.write(sys.argv[1], b'new' * 50_000)\nexcept OSError as error:\n    print(error.errno)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert int(ended.stdout) == errno.EFBIG
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a.cjm"]
