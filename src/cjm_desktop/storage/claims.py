"""The path of a file goes in; a claim on it comes out, which ends with the process that made it, however that ends."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
#: What a system says whose lock is somebody else's.
_TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class Claim:
    """That a file is this process's. The system takes it back when the process ends: nothing stale is ever left."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path) -> Claim | None:
        """The claim, for which the file is made where it is not there; None where somebody has it. Raises OSError.

        Never waits. On a disk that knows no locks, everybody gets what they ask for.
        """
        while True:
            handle = os.open(path, _FLAGS, 0o600)
            try:
                if not _lock(handle):
                    os.close(handle)
                    return None
                if _is_at(handle, path):
                    return cls(path, handle)
                os.close(handle)  # it was removed between the two steps, so a new one is made
            except BaseException:
                with suppress(OSError):
                    os.close(handle)
                raise

    def release(self, *, remove: bool = False) -> None:
        """Gives it back; `remove` takes the file away, too. A second call does nothing."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        if remove:
            with suppress(OSError):
                self._path.unlink()
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno not in _TAKEN
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _TAKEN
        return True
