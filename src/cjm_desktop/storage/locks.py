"""A map's path goes in; a lock that tells others who edits it comes out, or who holds it; and the short lock of a save.

The lock for editing is advice, never a wall: it is a small hidden file beside the map, which names its owner. What a
process that is gone left does not count, and where no such file can be made, maps are edited without.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cjm_desktop.formats import atomic
from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.storage import folders, processes
from cjm_desktop.storage.processes import Owner

#: How long a lock file that says nothing counts, in seconds: its maker may be about to write it.
GRACE = 10.0
#: How long a save waits for another one, and after how long the lock file of one counts no more, in seconds.
PATIENCE, LONGEST_SAVE = 3.0, 60.0

_LONGEST_NAME = 255
_LONGEST_LOCK = 4096
_STEP = 0.005
_FLAGS = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_UNREADABLE = b"?"
#: What the lock files of this process say that are not released: of its others, nobody knows any more.
_live: set[bytes] = set()


class SaveLocked(FileProblem):
    """Somebody is saving the same file and does not come to an end; `holder` is who, "" where nobody knows."""

    def __init__(self, path: str | os.PathLike[str], holder: str) -> None:
        who = holder or "another program"
        super().__init__(
            f"{file_name(path)} was not saved: {who} is saving it at this moment; try again in a few seconds.", path
        )
        self.holder = holder


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody else edits the map. `owner` is None where the lock does not say who."""

    path: Path
    file: Path
    owner: Owner | None
    found: bytes

    def break_(self) -> EditLock | Held:
        """Take the lock although it is held; Held where it is not the same one any more."""
        _remove(self.file, self.found)
        return EditLock.take(self.path)


class EditLock:
    """The advice to others that this process edits a map; `file` is None where the folder takes no lock."""

    def __init__(self, file: Path | None, data: bytes = b"", handle: int | None = None) -> None:
        self.file = file
        self._data = data
        self._handle = handle

    @classmethod
    def take(cls, path: str | os.PathLike[str]) -> EditLock | Held:
        """Say that this process edits the map, or find who does. Never an error; sweeps the folder, too."""
        try:
            file = lock_file(path)
        except ValueError:  # a NUL in the name
            return cls(None)
        folders.sweep(file.parent)
        owner = processes.this_process()
        for _ in range(5):
            data = processes.written(owner)
            _live.add(data)
            made = None
            try:
                made = _make(file, data)
            except (OSError, ValueError):
                return cls(None)
            finally:
                if made is None:
                    _live.discard(data)
            if made is not None:
                return made
            found = _content(file)
            if found is None:
                continue
            if not _is_stale(file, found) and not _is_forgotten(found):
                return Held(Path(path), file, processes.read(found), found)
            _remove(file, found)
        return cls(None)

    def is_ours(self) -> bool:
        """Whether nobody has broken the lock since."""
        return self.file is None or _content(self.file) == self._data

    def is_in(self, held: Held) -> bool:
        """Whether what was found to be held is this very lock, in a folder of another name by now."""
        return self.file is not None and held.found == self._data

    def release(self) -> None:
        """Edit no more. A lock that somebody else has taken meanwhile stays."""
        _live.discard(self._data)
        if self.file is not None and self.is_ours():
            with suppress(OSError):
                os.unlink(self.file)
        self.file = None
        if self._handle is not None:
            _close(self._handle)
            self._handle = None


def lock_file(path: str | os.PathLike[str]) -> Path:
    """Where the lock of a map lies: beside the file itself, wherever links to it are."""
    return _beside(path, ".~lock.", "#")


@contextmanager
def saving(path: str | os.PathLike[str], patience: float = PATIENCE) -> Iterator[None]:
    """While this holds, no other process that asks saves into the same folder; SaveLocked after `patience` seconds.

    The system lets go of it when its process ends, however it ends. A drive that has no such locks gets a file instead,
    and one that takes no file either goes without.
    """
    folder = os.path.dirname(os.path.realpath(path))
    handle = _folder_handle(folder)
    try:
        if handle is None or not _locked(handle, path, patience):
            with _saving_by_file(path, patience):
                yield
        else:
            yield
    finally:
        if handle is not None:
            _close(handle)


def _folder_handle(folder: str) -> int | None:
    if os.name != "posix":
        return None
    try:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None


def _locked(handle: int, path: str | os.PathLike[str], patience: float) -> bool:
    """Wait for the lock of an open folder; False where the drive has none."""
    end = time.monotonic() + patience
    while (held := _flock(handle)) is False:
        if time.monotonic() > end:
            raise SaveLocked(path, _holder(path))
        time.sleep(_STEP)
    return held is True


def _flock(handle: int) -> bool | None:
    """Try to lock an open file: False where another process has it, None where that cannot be had here."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in (errno.EAGAIN, errno.EACCES) else None
    return True


@contextmanager
def _saving_by_file(path: str | os.PathLike[str], patience: float) -> Iterator[None]:
    file = _beside(path, ".~save.", "#")
    data = processes.written(processes.this_process())
    end = time.monotonic() + patience
    made: EditLock | None = None
    while made is None:
        try:
            made = _make(file, data)
        except (OSError, ValueError):
            break
        if made is None:
            found = _content(file)
            if found is not None and (_is_stale(file, found) or _age(file) > LONGEST_SAVE):
                _remove(file, found)
            elif time.monotonic() > end:
                owner = processes.read(found or b"")
                raise SaveLocked(path, owner.words if owner is not None else "")
            else:
                time.sleep(_STEP)
    try:
        yield
    finally:
        if made is not None:
            made.release()


def _close(handle: int) -> None:
    """Close what held a lock: nothing was written through it, so nothing is lost by an error."""
    with suppress(OSError):
        os.close(handle)


def _holder(path: str | os.PathLike[str]) -> str:
    """Who edits the map, as far as is known: who else would be saving it."""
    owner = processes.read(_content(lock_file(path)) or b"")
    return "" if owner is None or owner.is_this_process else owner.words


def _beside(path: str | os.PathLike[str], before: str, after: str) -> Path:
    """A name beside the file that is made of the file's; cut, and then unmistakable by a digest, where it would be too long."""
    target = os.path.realpath(path)
    name = os.fsencode(os.path.basename(target))
    room = _LONGEST_NAME - len(before) - len(after)
    if len(name) > room:
        digest = "~" + hashlib.sha256(name).hexdigest()[:16]
        name = name[: room - len(digest)].decode("utf-8", "ignore").encode() + digest.encode()
    return Path(os.path.dirname(target), before + os.fsdecode(name) + after)


def _make(file: Path, data: bytes) -> EditLock | None:
    """Make a lock file, never seen half-written where the drive can link; None where there is one. OSError where none can be."""
    temporary = file.parent / atomic.unfinished_name()
    handle = os.open(temporary, os.O_CREAT | os.O_EXCL | _FLAGS, 0o644)
    try:
        os.write(handle, data)
        if hasattr(os, "fchmod"):
            with suppress(OSError):
                os.fchmod(handle, 0o644)  # so that everybody can see who it is
        held = _flock(handle) is True
        try:
            os.link(temporary, file)
        except FileExistsError:
            os.close(handle)
            return None
        except OSError:
            os.close(handle)
            return _make_plainly(file, data)
    finally:
        with suppress(OSError):
            os.unlink(temporary)
    if not held:
        os.close(handle)
    return EditLock(file, data, handle if held else None)


def _make_plainly(file: Path, data: bytes) -> EditLock | None:
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | _FLAGS, 0o644)
    except FileExistsError:
        return None
    try:
        os.write(handle, data)
    except OSError:
        with suppress(OSError):
            os.unlink(file)
        raise
    finally:
        os.close(handle)
    return EditLock(file, data)


def _content(file: Path) -> bytes | None:
    """What a lock file says; `_UNREADABLE` where it may not be read, None where there is none."""
    try:
        handle = os.open(file, _FLAGS & ~os.O_RDWR | os.O_RDONLY)
    except FileNotFoundError:
        return None
    except OSError:
        return _UNREADABLE
    try:
        return os.read(handle, _LONGEST_LOCK) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    except OSError:
        return _UNREADABLE
    finally:
        os.close(handle)


def _is_stale(file: Path, found: bytes) -> bool:
    """Whether a lock counts no more: nobody is named for some time, or a process of this computer that is gone."""
    owner = processes.read(found)
    if owner is None:
        return _age(file) > GRACE
    return processes.is_gone(owner) and not _is_held(file)


def _is_forgotten(found: bytes) -> bool:
    """Whether it is a lock of this process that it has let go of elsewhere: its folder was renamed meanwhile."""
    owner = processes.read(found)
    return owner is not None and owner.is_this_process and found not in _live


def _is_held(file: Path) -> bool:
    """Whether a running process has the file locked, though its number says otherwise (in a sandbox it is another one)."""
    try:
        handle = os.open(file, _FLAGS & ~os.O_RDWR | os.O_RDONLY)
    except OSError:
        return False
    try:
        return _flock(handle) is False
    finally:
        os.close(handle)


def _age(file: Path) -> float:
    """Seconds since the file was written, whichever of the two clocks is wrong."""
    try:
        return abs(time.time() - os.lstat(file).st_mtime)
    except OSError:
        return 0.0


def _remove(file: Path, found: bytes) -> None:
    """Remove a lock that said this; one that another process has made in its place meanwhile is put back."""
    aside = file.parent / atomic.unfinished_name()
    with suppress(OSError):
        if stat.S_ISDIR(os.lstat(file).st_mode):
            return  # no lock of ours
        os.rename(file, aside)
        if _content(aside) != found:
            with suppress(OSError):
                os.link(aside, file)
        os.unlink(aside)
