"""The one kind of error that a bad file ends in: a sentence for the user that names the file, the place and what is wrong."""

from __future__ import annotations

import errno
import os
import unicodedata
from pathlib import Path

#: What the system's error numbers mean to a user; others show the system's own words.
_REASONS = {
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.EISDIR: "it is a folder",
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.EROFS: "the disk can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "the file would be too large",
    errno.EIO: "the disk reports an error",
    errno.ELOOP: "its links lead in a circle",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EBUSY: "another program holds it",
    errno.EMFILE: "the program has too many files open",
    errno.ENFILE: "the computer has too many files open",
    errno.ENOMEM: "the computer has no memory left",
}
#: How a drive goes away: a stick is pulled out, the network breaks. Not every system has all of these.
_GONE = (
    "ENODEV ENXIO ENOMEDIUM ESTALE ETIMEDOUT EHOSTDOWN EHOSTUNREACH ENETDOWN ENETUNREACH ENOTCONN ECONNRESET EREMOTEIO"
)
_GONE_NUMBERS = {getattr(errno, name) for name in _GONE.split() if hasattr(errno, name)}
_REASONS |= dict.fromkeys(_GONE_NUMBERS, "its drive does not answer any more")

#: What a user can do about it.
_REMEDIES = {
    errno.ENOENT: "choose another folder",
    errno.ENOTDIR: "choose another folder",
    errno.EISDIR: "choose another name",
    errno.EACCES: "choose another folder or another name",
    errno.EPERM: "choose another folder or another name",
    errno.EROFS: "choose another folder",
    errno.ENOSPC: "free some space or choose another folder",
    errno.EDQUOT: "free some space or choose another folder",
    errno.EFBIG: "choose another disk",
    errno.EIO: "choose another disk",
    errno.ENAMETOOLONG: "choose a shorter one",
    errno.EBUSY: "close it there or choose another name",
    errno.EMFILE: "close some windows and try again",
    errno.ENFILE: "close some programs and try again",
    errno.ENOMEM: "close some programs and try again",
}
_REMEDIES |= dict.fromkeys(_GONE_NUMBERS, "connect it again or choose another folder")
#: How Windows says that a file is open elsewhere; Python calls both of these a lack of permission.
_HELD = (32, 33)

#: Control characters, half characters, line and paragraph separators; and what turns the direction of the text around it.
_HIDDEN = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


class FileProblem(Exception):  # noqa: N818 - it is a problem told to the user, not an error of the program
    """A file that cannot be read, understood or written. `str()` is one sentence on one line; `path` is the file, if known."""

    def __init__(self, message: str, path: str | os.PathLike[str] | None = None) -> None:
        super().__init__(message)
        self.path = None if path is None else Path(path)


def shown(text: str, limit: int = 80) -> str:
    """Foreign text made safe to show in a sentence: one line, control and direction characters escaped, cut to `limit`."""
    made = "".join(f"\\u{ord(char):04x}" if _hidden(char) else char for char in text[: limit + 1])
    return made if len(made) <= limit else made[: limit - 1] + "…"


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN or char in _DIRECTIONS


def file_name(path: str | os.PathLike[str]) -> str:
    """The name of a file as sentences show it."""
    name = os.fspath(path)
    return shown(os.path.basename(name.rstrip("/\\")) or name, 120)


def reason(error: OSError) -> str:
    """What went wrong, in the user's words."""
    number = _number(error)
    if number in _REASONS:
        return _REASONS[number]
    return shown(error.strerror or str(error) or "the system gave no reason").lower()


def remedy(error: OSError | ValueError) -> str:
    """What the user can do where a file could not be written, as the rest of a sentence: "; close it there"; or nothing."""
    found = _REMEDIES.get(_number(error)) if isinstance(error, OSError) else "choose another"
    return f"; {found}" if found else ""


def _number(error: OSError) -> int:
    """The error's number; of a file that is open elsewhere the same on every system."""
    if getattr(error, "winerror", None) in _HELD:
        return errno.EBUSY
    return error.errno if isinstance(error.errno, int) else 0


def why_not_written(error: OSError | ValueError, path: str | os.PathLike[str]) -> str:
    """Why nothing was written to a path, in the user's words; ValueError is what a NUL in a name raises."""
    if not isinstance(error, OSError):
        return "the name is not one of a file"
    folder = os.path.dirname(os.path.realpath(path))
    if error.errno == errno.ENOENT and not os.path.isdir(folder):
        return f"there is no folder “{shown(folder, 200)}”"
    if _number(error) in (errno.EACCES, errno.EPERM):
        return "the file is write-protected" if _is_protected(path) else f"you may not write to “{shown(folder, 200)}”"
    return reason(error)


def _is_protected(path: str | os.PathLike[str]) -> bool:
    """Whether the file itself must not be written; the bits are looked at, too, because the superuser may do everything."""
    try:
        return not os.stat(path).st_mode & 0o222 or not os.access(path, os.W_OK)
    except OSError:
        return False
