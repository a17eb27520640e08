"""Bytes go in, a file comes out that is whole: after a crash, a full disk or a power cut it is the old one or the new one.

The bytes go to a nameless file (or, where the system has none, to a named one beside the target), are forced to the disk
and only then take the target's name. Every failure is an OSError. Not QSaveFile: on a full disk it can report success
over a truncated file, and it never forces the folder to the disk.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from contextlib import suppress

#: Names of unfinished files, so that a later start can sweep what a killed one left.
PREFIX, SUFFIX = ".cjm-", ".tmp"

_NEW_FILE_MODE = 0o666  # the user's umask takes its bits away
_FLAGS = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Put `data` in the place of the file at `path`, or make it; when this returns, the bytes are on the disk.

    A symbolic link stays and its target is replaced; the permission bits of an existing file stay. Raises OSError, and
    then the old file is whole, except where the very last step (forcing the folder to the disk) fails: then the new
    file stands, whole, but a power cut may still bring the old one back.
    """
    target = os.path.realpath(path)
    old = _state_of(target)
    temporary = os.path.join(os.path.dirname(target), f"{PREFIX}{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}")
    try:
        if not _prepare_nameless(temporary, data, old):
            _prepare_named(temporary, data, old)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(os.path.dirname(target))


def _state_of(target: str) -> os.stat_result | None:
    """The existing file's state, None where there is none; refuses what must not be replaced."""
    try:
        state = os.stat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), target)
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", target)
    # The bits are looked at too, because access() grants root everything.
    if not state.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)
    return state


def _prepare_nameless(temporary: str, data: bytes, old: os.stat_result | None) -> bool:
    """Write to a file without a name, which a crash cannot leave behind, then name it; False where that cannot be had."""
    if not hasattr(os, "O_TMPFILE"):
        return False
    folder = os.path.dirname(temporary)
    try:
        handle = os.open(folder, os.O_TMPFILE | _FLAGS, _NEW_FILE_MODE)
    except OSError:
        return False
    try:
        _fill(handle, data, old)
        folder_handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            # With a src_dir_fd Python calls linkat(), which follows the /proc link; without one it calls link(), which
            # does not.
            os.link(f"/proc/self/fd/{handle}", temporary, src_dir_fd=folder_handle, follow_symlinks=True)
        except OSError:
            return False  # no /proc, or a file system that cannot link
        finally:
            os.close(folder_handle)
    finally:
        os.close(handle)
    return True


def _prepare_named(temporary: str, data: bytes, old: os.stat_result | None) -> None:
    handle = os.open(temporary, os.O_CREAT | os.O_EXCL | _FLAGS, _NEW_FILE_MODE)
    try:
        _fill(handle, data, old)
    finally:
        os.close(handle)


def _fill(handle: int, data: bytes, old: os.stat_result | None) -> None:
    """All of `data` into the open file, on the disk, with the owner and permission bits of the old file."""
    if old is not None:
        if hasattr(os, "fchown"):
            with suppress(OSError):  # another owner's file: it becomes ours, as with any editor
                os.fchown(handle, old.st_uid, old.st_gid)
        if hasattr(os, "fchmod"):
            with suppress(OSError):
                os.fchmod(handle, stat.S_IMODE(old.st_mode))
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]  # a short write is followed by one that says why
    _sync(handle)


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # fsync() stops at the drive's own cache there.
        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    os.fsync(handle)


def _sync_folder(folder: str) -> None:
    """Force the new name to the disk; Windows has no such call, and some file systems refuse it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
    finally:
        os.close(handle)
