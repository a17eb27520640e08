"""Where a map's versions lie goes in; what the dialog of versions lists comes out: the newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from cjm_desktop.windows import plain, times

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.model.records import KeptVersion
    from cjm_desktop.storage.backups import Backups


def _tr(text: str) -> str:
    return QCoreApplication.translate("versions", text)


@dataclass(frozen=True, slots=True)
class Entry:
    """One version: what its row and its picture are called, its note, and what reads it (in a thread, may raise FileProblem).

    `remove` deletes it and may raise FileProblem; for one that is kept inside the map it is None and `inside` its id: to
    delete that is an edit of the map.
    """

    key: str
    words: str
    called: str
    read: Callable[[], Journey]
    remove: Callable[[], None] | None = None
    inside: str = ""
    note: str = ""
    moment: datetime | None = None


def entries(journey: Journey, path: Path | None, backups: Backups, beside: Journey | None) -> list[Entry]:
    """The versions inside the map, of `beside` (the map with those beside the file), and what the file held before.

    The newest comes first, whatever its kind; those of which nobody knows when they were kept come last.
    """
    found = list(_inside(journey))
    if path is not None:
        if beside is not None:
            found += _beside(path, beside)
        found += _backups(path, backups)
    dated = [entry for entry in found if entry.moment is not None]
    dated.sort(key=lambda entry: entry.moment.timestamp() if entry.moment else 0.0, reverse=True)
    return [*dated, *(entry for entry in found if entry.moment is None)]


def _inside(journey: Journey) -> Iterator[Entry]:
    for kept in reversed(journey.versions):
        yield Entry(
            f"inside {kept.id}",
            _words(kept, _tr("inside the map")),
            _called(kept),
            lambda kept=kept: _read_inside(journey, kept),  # type: ignore[misc]
            inside=kept.id,
            note=kept.note,
            moment=_moment(kept),
        )


def _read_inside(journey: Journey, kept: KeptVersion) -> Journey:
    from cjm_desktop.formats.kept import version_of

    return version_of(journey, kept)


def _moment(kept: KeptVersion) -> datetime | None:
    from cjm_desktop.formats.kept import moment_of

    return moment_of(kept)


def _beside(path: Path, found: Journey) -> Iterator[Entry]:
    from cjm_desktop.storage import beside

    for kept in reversed(found.versions):
        yield Entry(
            f"beside {kept.id}",
            _words(kept, _tr("beside the file")),
            _called(kept),
            lambda kept=kept: _read_inside(found, kept),  # type: ignore[misc]
            remove=lambda kept=kept: beside.remove_beside(path, kept.id),  # type: ignore[misc]
            note=kept.note,
            moment=_moment(kept),
        )


def _backups(path: Path, backups: Backups) -> Iterator[Entry]:
    versions = backups.versions(path)
    minutes = Counter(_when(version.saved) for version in versions)
    for version in versions:
        # Of several in one minute the seconds tell which is which.
        when = _when(version.saved, seconds=minutes[_when(version.saved)] > 1)
        yield Entry(
            version.digest,
            _tr("{when}\n{size}").format(when=when, size=times.size_words(version.size)),
            when,
            lambda version=version: _read_backup(path, backups, version),  # type: ignore[misc]
            remove=lambda version=version: backups.remove(version),  # type: ignore[misc]
            moment=version.saved,
        )


def _read_backup(path: Path, backups: Backups, version: object) -> Journey:
    from cjm_desktop.formats import journey_file

    return journey_file.loads(backups.read(version), path.name).journey  # type: ignore[arg-type]


def _words(kept: KeptVersion, where: str) -> str:
    moment = _moment(kept)
    place = _tr("{when}, {where}").format(when=_when(moment), where=where) if moment is not None else where
    return f"{_called(kept)}\n{place}"


def _called(kept: KeptVersion) -> str:
    return _tr("“{name}”").format(name=plain.shortened(plain.visible(kept.name), 60) or _tr("no name"))


def _when(moment: datetime, *, seconds: bool = False) -> str:
    words = times.when(moment, seconds=seconds)
    return words[:1].upper() + words[1:]
