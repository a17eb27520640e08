"""Where a map's versions lie goes in; what the dialog of versions lists comes out: kept ones with their names, then backups."""

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


def entries(journey: Journey, path: Path | None, backups: Backups) -> tuple[list[Entry], str]:
    """The versions, named ones first and the newest of each kind first; and what could not be read, in a sentence."""
    found = list(_inside(journey))
    problem = ""
    if path is not None:
        from cjm_desktop.formats.errors import FileProblem

        try:
            found += _beside(path)
        except FileProblem as error:
            problem = str(error)
        found += _backups(path, backups)
    return found, problem


def _inside(journey: Journey) -> Iterator[Entry]:
    for kept in reversed(journey.versions):
        yield Entry(
            f"inside {kept.id}",
            _words(kept, _tr("inside the map")),
            _called(kept),
            lambda kept=kept: _read_inside(journey, kept),  # type: ignore[misc]
            inside=kept.id,
            note=kept.note,
        )


def _read_inside(journey: Journey, kept: KeptVersion) -> Journey:
    from cjm_desktop.formats.kept import version_of

    return version_of(journey, kept)


def _beside(path: Path) -> Iterator[Entry]:
    from cjm_desktop.storage import beside

    found = beside.versions_beside(path)
    if found is None:
        return
    for kept in reversed(found.versions):
        yield Entry(
            f"beside {kept.id}",
            _words(kept, _tr("beside the file")),
            _called(kept),
            lambda kept=kept: _read_inside(found, kept),  # type: ignore[misc]
            remove=lambda kept=kept: beside.remove_beside(path, kept.id),  # type: ignore[misc]
            note=kept.note,
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
        )


def _read_backup(path: Path, backups: Backups, version: object) -> Journey:
    from cjm_desktop.formats import journey_file

    return journey_file.loads(backups.read(version), path.name).journey  # type: ignore[arg-type]


def _words(kept: KeptVersion, where: str) -> str:
    from cjm_desktop.formats.kept import moment_of

    moment = moment_of(kept)
    place = _tr("{when}, {where}").format(when=_when(moment), where=where) if moment is not None else where
    return f"{_called(kept)}\n{place}"


def _called(kept: KeptVersion) -> str:
    return _tr("“{name}”").format(name=plain.shortened(plain.visible(kept.name), 60) or _tr("no name"))


def _when(moment: datetime, *, seconds: bool = False) -> str:
    words = times.when(moment, seconds=seconds)
    return words[:1].upper() + words[1:]
