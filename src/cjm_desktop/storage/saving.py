"""A map goes in and is on the disk when this returns its digest; what stood there before is kept, and nobody's work is lost.

The order is the promise: the bytes are proven to open again, the save is alone, the file is still the one that was opened,
its old bytes are kept, and only then is it replaced, whole.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from cjm_desktop.formats import atomic
from cjm_desktop.formats.errors import FileProblem, file_name, reason, remedy, why_not_written
from cjm_desktop.formats.journey_file import SIZE_LIMIT, proven
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage import folders, locks
from cjm_desktop.storage.backups import Backups
from cjm_desktop.storage.locks import SaveLocked

__all__ = ["ABSENT", "ChangedOnDisk", "NeedsConsent", "NotForced", "SaveLocked", "save"]

#: What `expected` is where there was no file: one that has come to be meanwhile is not replaced.
ABSENT = ""


class ChangedOnDisk(FileProblem):
    """The file is not the one that was opened, or has come to be; `digest` is of what it holds now. Nothing was written."""

    def __init__(self, path: str | os.PathLike[str], digest: str, *, new: bool = False) -> None:
        what = "a file of this name has come to be meanwhile"
        if not new:
            what = "somebody else changed it since you opened or saved it"
        super().__init__(
            f"{file_name(path)} was not saved: {what}; look at both, or save yours under another name.", path
        )
        self.digest = digest


class NeedsConsent(FileProblem):
    """The file can only be written over, byte for byte, which a crash in the midst would damage: ask, then `in_place=True`.

    `why` is the reason, in the user's words. Nothing was written.
    """

    def __init__(self, path: str | os.PathLike[str], why: str) -> None:
        super().__init__(
            f"{file_name(path)} was not saved, because {why}; it can be written over, "
            "but a power cut at that moment would damage it: do so, or choose another folder.",
            path,
        )
        self.why = why


class NotForced(FileProblem):
    """The file is written, whole, but the drive did not confirm it; `digest` is of what it holds now."""

    def __init__(self, path: str | os.PathLike[str], digest: str, error: OSError) -> None:
        super().__init__(
            f"{file_name(path)} was written, but the disk did not confirm it ({reason(error)}); save again, "
            "or save a copy on another disk.",
            path,
        )
        self.digest = digest


def _silent(_: str) -> None:
    """For whoever has nobody to tell."""


def save(
    journey: Journey,
    path: str | os.PathLike[str],
    *,
    expected: str | None,
    backups: Backups | None,
    in_place: bool = False,
    tell: Callable[[str], None] = _silent,
) -> str:
    """Write the map's file, whole or not at all, and return the digest of its bytes (SHA-256, hexadecimal).

    `expected` is the digest of the file as it was opened or saved last; `ABSENT` where there was none; None where the user
    has agreed to replace whatever there is. `in_place` lets the file's bytes be written over where it cannot be replaced:
    the user has agreed to a `NeedsConsent`. `tell` hears sentences about what did not hinder the save: no backup, a lost
    owner.

    Raises ChangedOnDisk, SaveLocked, NeedsConsent, NotForced or another FileProblem; but for NotForced, the file is as it was.
    """
    data = proven(journey, path)
    digest = hashlib.sha256(data).hexdigest()
    try:
        with locks.saving(path):
            old = _Old.at(path)
            if expected is not None and old.digest not in (expected, digest, ABSENT):
                raise ChangedOnDisk(path, old.digest, new=expected == ABSENT)
            if expected and old.digest == ABSENT:
                tell(f"“{file_name(path)}” was not there any more and was made anew.")
            if old.links > 1 and not in_place:
                why = f"it has {old.links} names (hard links), which replacing it would part"
                raise NeedsConsent(path, why)
            if old.digest != digest:
                _keep(path, old, backups, tell)
            _write(path, data, old, in_place=in_place, tell=tell)
    except atomic.NotForcedError as error:
        raise NotForced(path, digest, error) from error
    except atomic.IrreplaceableError as error:
        raise NeedsConsent(path, f"its folder or drive lets no file be replaced ({reason(error)})") from error
    except (OSError, ValueError) as error:
        said = f"{file_name(path)} was not saved: {why_not_written(error, path)}{remedy(error)}."
        raise FileProblem(said, path) from error
    folders.sweep(os.path.dirname(os.path.realpath(path)))
    return digest


@dataclass(frozen=True, slots=True)
class _Old:
    """The file that is there: its bytes (None where it is no map by its size), digest, number of names, time."""

    data: bytes | None = None
    digest: str = ABSENT
    links: int = 0
    saved: datetime | None = None
    mark: tuple[int, ...] = ()

    @classmethod
    def at(cls, path: str | os.PathLike[str]) -> _Old:
        """Raises OSError where it is nothing that may be written."""
        target = os.path.realpath(path)
        state = atomic.state_of(target)
        if state is None:
            return cls()
        with open(target, "rb") as file:
            # Marked before it is read: whoever changes it later is seen.
            mark = _mark(os.fstat(file.fileno()))
            data = file.read(SIZE_LIMIT + 1)
            saved = datetime.fromtimestamp(max(0.0, state.st_mtime), UTC)
            if len(data) <= SIZE_LIMIT:
                return cls(data, hashlib.sha256(data).hexdigest(), state.st_nlink, saved, mark)
            file.seek(0)
            return cls(None, hashlib.file_digest(file, "sha256").hexdigest(), state.st_nlink, saved, mark)


def _mark(state: os.stat_result) -> tuple[int, ...]:
    """What is another for a file that was changed or replaced."""
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def _keep(path: str | os.PathLike[str], old: _Old, backups: Backups | None, tell: Callable[[str], None]) -> None:
    if backups is None or old.digest == ABSENT:
        return
    name = file_name(path)
    if old.data is None:
        tell(f"The earlier {name} was not kept: it is larger than {SIZE_LIMIT // 1_000_000} MB.")
        return
    try:
        backups.keep(path, old.data, old.saved)
    except OSError as error:
        tell(f"{name} is saved, but its earlier version could not be kept: {reason(error)}{remedy(error)}.")


def _write(
    path: str | os.PathLike[str], data: bytes, old: _Old, *, in_place: bool, tell: Callable[[str], None]
) -> None:
    target = os.path.realpath(path)

    def unchanged() -> None:
        """Programs that ask for no lock may have written since it was read."""
        try:
            now = _mark(os.stat(target))
        except FileNotFoundError:
            return  # nobody's work is lost by making it anew
        if now != old.mark:
            found = _Old.at(path)
            if found.digest != old.digest:
                raise ChangedOnDisk(path, found.digest, new=old.digest == ABSENT)

    if in_place and old.links > 1:
        atomic.write_in_place(path, data, before=unchanged)
        return
    try:
        lost = atomic.write(path, data, before=unchanged)
    except atomic.IrreplaceableError:
        if not in_place:
            raise
        atomic.write_in_place(path, data, before=unchanged)
        return
    if lost:
        tell(f"{file_name(path)} is saved, but {_and(lost)} could not be kept.")


def _and(parts: tuple[str, ...]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
