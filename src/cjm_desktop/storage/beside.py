"""Versions of a map that are kept beside its file: in a file of their own, which is a map with versions inside.

That file shows the map as it was kept last, so that it opens like any other, and goes along where both are copied.
"""

from __future__ import annotations

import os
from pathlib import Path

from cjm_desktop.formats.errors import FileProblem, file_name, reason
from cjm_desktop.formats.journey_file import SUFFIX, Loaded, load
from cjm_desktop.formats.kept import version_of, with_version, with_versions_of, without_version
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import KeptVersion
from cjm_desktop.storage.saving import ABSENT, save

#: How the name of such a file ends.
ENDING = ".versions" + SUFFIX


def path_beside(path: str | os.PathLike[str]) -> Path:
    """Where the versions of the map at `path` are kept: `day.versions.cjm` beside `day.cjm`."""
    found = Path(path)
    return found.with_name(f"{found.stem}{ENDING}")


def versions_beside(path: str | os.PathLike[str]) -> Journey | None:
    """The map with the versions that are kept beside the map at `path`; None where none are. Raises FileProblem."""
    loaded = _loaded(path)
    return None if loaded is None else loaded.journey


def keep_beside(journey: Journey, path: str | os.PathLike[str], name: str, note: str = "") -> KeptVersion:
    """Keep the map as it is now beside its file. FileProblem where that cannot be; then all is as it was."""
    loaded = _loaded(path)
    after = with_version(with_versions_of(journey, Journey() if loaded is None else loaded.journey), name, note)
    save(after, path_beside(path), expected=ABSENT if loaded is None else loaded.digest, backups=None)
    return after.versions[-1]


def remove_beside(path: str | os.PathLike[str], id_: str) -> None:
    """Delete a version that is kept beside the map at `path`; the file goes with the last. Raises FileProblem."""
    loaded = _loaded(path)
    if loaded is None:
        return
    after = without_version(loaded.journey, id_)
    if after is loaded.journey:
        return
    if after.versions:
        save(after, path_beside(path), expected=loaded.digest, backups=None)
        return
    try:
        os.unlink(path_beside(path))
    except OSError as error:
        raise FileProblem(f"{file_name(path_beside(path))} cannot be deleted: {reason(error)}.") from error


def read_beside(path: str | os.PathLike[str], kept: KeptVersion) -> Journey:
    """The map as it was in a version that is kept beside it. Raises FileProblem."""
    found = versions_beside(path)
    return version_of(Journey() if found is None else found, kept)


def _loaded(path: str | os.PathLike[str]) -> Loaded | None:
    beside = path_beside(path)
    return load(beside) if beside.exists() else None
