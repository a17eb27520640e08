"""The bytes that a save replaces go in; earlier versions of a map come out, newest first, as many and as old as wanted.

They lie in the program's own folder, one folder a map, so that shared folders are not littered. Each file's name says
when it was kept, how long it is and what its digest is: foreign and cut files are known without reading them.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cjm_desktop.formats import atomic
from cjm_desktop.formats.errors import FileProblem, file_name, reason
from cjm_desktop.formats.journey_file import SIZE_LIMIT, SUFFIX
from cjm_desktop.formats.reading import read_file
from cjm_desktop.storage import folders

#: What a user gets who has set nothing.
MOST, DAYS = 50, 90

_STAMP = "%Y%m%dT%H%M%S.%f"
_NAME = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{6})Z-([0-9]{1,12})-([0-9a-f]{64})" + re.escape(SUFFIX), re.ASCII)
_STEM_BYTES = 80


@dataclass(frozen=True, slots=True)
class Version:
    """What a file held once: kept at `when` (UTC), when something else was saved over it; saved itself at `saved` (UTC).

    `size` in bytes; `digest` is the SHA-256 of the bytes in hexadecimal, as `Loaded.digest`.
    """

    when: datetime
    saved: datetime
    size: int
    digest: str
    file: Path


@dataclass(frozen=True, slots=True)
class Backups:
    """Earlier versions of maps in `folder`: at most `most` of each map and none older than `days`; None is without limit."""

    folder: Path
    most: int | None = MOST
    days: int | None = DAYS

    def keep(self, path: str | os.PathLike[str], data: bytes, saved: datetime | None = None) -> Version | None:
        """Keep what the map at `path` holds; bytes that are kept already become its newest version. Then let old ones go.

        None where none are wanted. OSError where the bytes could not be kept.
        """
        if self.most == 0:
            return None
        place = self._place(path)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.mkdir(mode=0o700, exist_ok=True)
        folders.sweep(place)
        digest, now = hashlib.sha256(data).hexdigest(), datetime.now(UTC)
        file = place / f"{now.strftime(_STAMP)}Z-{len(data)}-{digest}{SUFFIX}"
        same = next((one for one in self.versions(path) if one.digest == digest and _is_whole(one)), None)
        if same is not None:
            os.replace(same.file, file)
        else:
            atomic.write(file, data)
        stamp = (saved or now).timestamp()
        with suppress(OSError):
            os.utime(file, (stamp, stamp))
        self._let_go(path, now, file)
        return _version(file)

    def versions(self, path: str | os.PathLike[str]) -> tuple[Version, ...]:
        """What is kept of the map at `path`, newest first; files that are cut or not of this program are passed over."""
        return tuple(sorted(_found(self._place(path)), key=lambda one: (one.when, one.file.name), reverse=True))

    def read(self, version: Version) -> bytes:
        """The bytes of a version; FileProblem where they are damaged or gone."""
        data = read_file(version.file, SIZE_LIMIT)
        if hashlib.sha256(data).hexdigest() != version.digest:
            raise FileProblem(
                f"This version of {_of(version)} is damaged on the disk and cannot be used; choose another one.",
                version.file,
            )
        return data

    def remove(self, version: Version) -> None:
        """Delete one version; FileProblem where that cannot be."""
        try:
            version.file.unlink(missing_ok=True)
        except OSError as error:
            raise FileProblem(
                f"This version of {_of(version)} cannot be deleted: {reason(error)}.", version.file
            ) from error

    def tidy(self) -> None:
        """Let go of what is too old, of maps that nobody saves any more, too. Never an error."""
        if self.days is None:
            return
        with suppress(OSError):
            for place in list(self.folder.iterdir()):
                folders.sweep(place)
                for version in _found(place):
                    if datetime.now(UTC) - version.when > timedelta(days=self.days):
                        _delete(version.file)
                with suppress(OSError):
                    place.rmdir()  # which only an empty one lets happen

    def _place(self, path: str | os.PathLike[str]) -> Path:
        """The map's own folder: its name for whoever looks for it by hand, and its whole path so that no two share one."""
        target = os.path.realpath(path)
        key = hashlib.sha256(os.fsencode(target)).hexdigest()[:24]
        stem = os.path.splitext(os.path.basename(target))[0].encode("utf-8", "replace")[:_STEM_BYTES]
        return self.folder / f"{stem.decode('utf-8', 'ignore').strip(' .')}-{key}"

    def _let_go(self, path: str | os.PathLike[str], now: datetime, newest: Path) -> None:
        for place, version in enumerate(self.versions(path)):
            old = self.days is not None and now - version.when > timedelta(days=self.days)
            many = self.most is not None and place >= self.most
            if (old or many) and version.file != newest:
                _delete(version.file)


def _of(version: Version) -> str:
    return f"“{file_name(version.file.parent.name.rpartition('-')[0])}”"


def _found(place: Path) -> Iterator[Version]:
    try:
        names = os.listdir(place)
    except OSError:
        return
    for name in names:
        version = _version(place / name)
        if version is not None:
            yield version


def _version(file: Path) -> Version | None:
    found = _NAME.fullmatch(file.name)
    if found is None:
        return None
    try:
        when = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
        state = os.lstat(file)
        saved = datetime.fromtimestamp(state.st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return None
    if not stat.S_ISREG(state.st_mode) or state.st_size != int(found[2]):
        return None
    return Version(when, saved, state.st_size, found[3], file)


def _is_whole(version: Version) -> bool:
    try:
        with version.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == version.digest
    except OSError:
        return False


def _delete(file: Path) -> None:
    with suppress(OSError):
        file.unlink()
