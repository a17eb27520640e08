"""Bytes go in, a file comes out that is whole: after a crash, a full disk or a power cut it is the old one or the new one.

The bytes go to a nameless file (or, where the system has none, to a named one beside the target), are forced to the disk
and only then take the target's name. Every failure is an OSError. Not QSaveFile: on a full disk it can report success
over a truncated file, and it never forces the folder to the disk.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Callable
from contextlib import suppress

from cjm_desktop.formats.machine import machine

#: Names of unfinished files, so that a later start can sweep what a killed one left.
PREFIX, SUFFIX = ".cjm-", ".tmp"

_NEW_FILE_MODE = 0o666  # the user's umask takes its bits away
_FLAGS = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
#: A folder's way to say that no file may be made in it or take another's place there.
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
#: Why a file cannot take another's place although both are there: the drive cannot, the target is mounted.
_IRREPLACEABLE = _FORBIDDEN | _UNSUPPORTED | {errno.EXDEV, errno.EBUSY}

#: The attributes that hold a file's access list, on local disks and on network drives.
_ACCESS_LIST = "system.posix_acl_access"
_ACCESS_LISTS = {_ACCESS_LIST, "system.nfs4_acl"}
#: Attributes that the system gives a file itself.
_OF_THE_SYSTEM = ("security.ima", "security.evm", "security.capability", "system.")


class IrreplaceableError(OSError):
    """The file may be written, but not replaced as a whole here; what stands on the disk is untouched."""


class NotForcedError(OSError):
    """The new file stands, whole, but its folder could not be forced to the disk: a power cut may bring the old one back."""


def write(path: str | os.PathLike[str], data: bytes, *, before: Callable[[], None] | None = None) -> tuple[str, ...]:
    """Put `data` in the place of the file at `path`, or make it; when this returns, the bytes are on the disk.

    A symbolic link stays and its target is replaced; the permission bits, owner, group, access list and attributes of an
    existing file stay as far as the system lets them: what could not be kept is returned, in the user's words. `before`
    is called when all but the last step is done, and may raise to leave the old file.

    Raises OSError, and then the old file is whole; an IrreplaceableError where `write_in_place` would work; a
    NotForcedError where the new file stands, but may not outlast a power cut.
    """
    target = os.path.realpath(path)
    old = state_of(target)
    folder = os.path.dirname(target)
    temporary = os.path.join(folder, unfinished_name())
    try:
        try:
            lost = _prepare_nameless(temporary, target, data, old)
            if lost is None:
                lost = _prepare_named(temporary, target, data, old)
        except OSError as error:
            if old is not None and error.errno in _FORBIDDEN and not _may_make_files(folder):
                raise IrreplaceableError(error.errno, os.strerror(error.errno), folder) from error
            raise
        if before is not None:
            before()
        try:
            os.replace(temporary, target)
        except OSError as error:
            if os.name == "posix" and error.errno in _IRREPLACEABLE:
                raise IrreplaceableError(error.errno, os.strerror(error.errno), target) from error
            raise
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    try:
        _sync_folder(folder)
    except OSError as error:
        raise NotForcedError(error.errno, os.strerror(error.errno or 0), folder) from error
    return lost


def write_in_place(path: str | os.PathLike[str], data: bytes, *, before: Callable[[], None] | None = None) -> None:
    """Write `data` over the bytes of the file at `path`, or make it; for where a file cannot be replaced.

    All links to the file, its owner and its rights stay. Room for all bytes is taken first and the old bytes are put back
    after a failure, so that a full disk costs nothing; a crash in the midst leaves a mixture. Raises OSError.
    """
    target = os.path.realpath(path)
    old = state_of(target)
    if before is not None:
        before()
    handle = os.open(target, _FLAGS | (os.O_CREAT | os.O_EXCL if old is None else 0), _NEW_FILE_MODE)
    try:
        kept = b"" if old is None else _all_of(handle, old.st_size)
        try:
            _reserve(handle, len(data))
            _overwrite(handle, data)
        except OSError:
            with suppress(OSError):
                _overwrite(handle, kept)
            if old is None:
                with suppress(OSError):
                    os.unlink(target)
            raise
    finally:
        os.close(handle)
    if old is None:
        _sync_folder(os.path.dirname(target))


def unfinished_name() -> str:
    """A new name for an unfinished file; it says which process of which computer made it and is never a long one."""
    return f"{PREFIX}{machine()[:6]}-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"


def maker(name: str) -> tuple[str, int] | None:
    """The computer (how its `machine()` begins) and the process that made an unfinished file of this name, if it is one."""
    found = _UNFINISHED.fullmatch(name)
    return None if found is None else (found[1], int(found[2]))


_UNFINISHED = re.compile(re.escape(PREFIX) + "([0-9a-f]{6})-([0-9]{1,9})-[0-9a-f]{8}" + re.escape(SUFFIX), re.ASCII)


def state_of(target: str) -> os.stat_result | None:
    """The existing file's state, None where there is none; OSError where it is nothing that may be written."""
    try:
        state = os.stat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), target)
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file but a device or a pipe", target)
    # The bits are looked at too, because the superuser may open everything.
    if not state.st_mode & 0o222:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)
    os.close(os.open(target, os.O_WRONLY | _FLAGS & ~os.O_RDWR))  # says why where it may not be written
    return state


def _may_make_files(folder: str) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def _prepare_nameless(temporary: str, target: str, data: bytes, old: os.stat_result | None) -> tuple[str, ...] | None:
    """Write to a file without a name, which a crash cannot leave behind, then name it; None where that cannot be had."""
    if not hasattr(os, "O_TMPFILE"):
        return None
    folder = os.path.dirname(temporary)
    try:
        handle = os.open(folder, os.O_TMPFILE | _FLAGS, _NEW_FILE_MODE)
    except OSError:
        return None
    try:
        lost = _fill(handle, target, data, old)
        try:
            # With a src_dir_fd (any will do for an absolute path) Python calls linkat(), which follows the /proc link;
            # without one it calls link(), which does not.
            os.link(f"/proc/self/fd/{handle}", temporary, src_dir_fd=handle, follow_symlinks=True)
        except OSError:
            return None  # no /proc, or a file system that cannot link
    finally:
        os.close(handle)
    return lost


def _prepare_named(temporary: str, target: str, data: bytes, old: os.stat_result | None) -> tuple[str, ...]:
    handle = os.open(temporary, os.O_CREAT | os.O_EXCL | _FLAGS, _NEW_FILE_MODE)
    try:
        return _fill(handle, target, data, old)
    finally:
        os.close(handle)


def _fill(handle: int, target: str, data: bytes, old: os.stat_result | None) -> tuple[str, ...]:
    """All of `data` into the open file, on the disk, with what the old file is beside its bytes; returns what is lost of it."""
    lost = () if old is None else _take_over(handle, target, old)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]  # a short write is followed by one that says why
    _sync(handle)
    return lost


def _take_over(handle: int, target: str, old: os.stat_result) -> tuple[str, ...]:
    """Give the open file the owner, group, bits, access list and attributes of the old one; returns what could not be given."""
    lost = []
    mode = stat.S_IMODE(old.st_mode)
    if hasattr(os, "fchown"):
        made = os.fstat(handle)
        # One at a time: who may not give a file away may still give it to a group of theirs.
        if made.st_gid != old.st_gid and not _done(lambda: os.fchown(handle, -1, old.st_gid)):
            lost.append("its group")
            mode = _without_group(mode)
        if made.st_uid != old.st_uid and not _done(lambda: os.fchown(handle, old.st_uid, -1)):
            lost.append("its owner")
    if hasattr(os, "fchmod") and not _done(lambda: os.fchmod(handle, mode)):
        lost.append("its permissions")
    if hasattr(os, "listxattr"):  # after the bits, because changing these changes a list
        lost_attributes = _copy_attributes(handle, target)
        if lost_attributes & _ACCESS_LISTS:
            lost.append("its access list")
            # These bits are the most that the list grants to anybody, not what the group may do.
            _done(lambda: os.fchmod(handle, _without_group(mode)))
        if lost_attributes - _ACCESS_LISTS:
            lost.append("its extended attributes")
    return tuple(lost)


def _without_group(mode: int) -> int:
    """The bits where the group is not the old one: it may do what others may."""
    return mode & ~0o2070 | (mode & 0o007) << 3


def _copy_attributes(handle: int, target: str) -> set[str]:
    """Copy the extended attributes, an access list among them; returns the names of those that could not be copied."""
    try:
        names = os.listxattr(target)
    except OSError:
        return set()  # a drive without attributes
    lost = set()
    if _ACCESS_LIST not in names:
        with suppress(OSError):  # what the folder gives every new file
            os.removexattr(handle, _ACCESS_LIST)
    for name in names:
        if name.startswith(_OF_THE_SYSTEM) and name not in _ACCESS_LISTS:
            continue
        try:
            value = os.getxattr(target, name)
            try:
                same = os.getxattr(handle, name) == value
            except OSError:
                same = False
            if not same:
                os.setxattr(handle, name, value)
        except OSError:
            lost.add(name)
    return lost


def _done(step: Callable[[], None]) -> bool:
    try:
        step()
    except OSError:
        return False
    return True


def _all_of(handle: int, size: int) -> bytes:
    parts = []
    while size > 0 and (part := os.read(handle, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _reserve(handle: int, size: int) -> None:
    """Take the room for this many bytes before a byte is changed, where the system can."""
    if not hasattr(os, "posix_fallocate") or not size:
        return
    try:
        os.posix_fallocate(handle, 0, size)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise


def _overwrite(handle: int, data: bytes) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.ftruncate(handle, len(data))
    _sync(handle)


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # fsync() stops at the drive's own cache there.
        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise


def _sync_folder(folder: str) -> None:
    """Force the new name to the disk; Windows has no such call, and some file systems refuse it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return  # files may be made in it, but it may not be read
    try:
        _sync(handle)
    finally:
        os.close(handle)
