"""Where old versions of files are kept, which folders may be written in place, and what may be written at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_desktop.windows import settings

if TYPE_CHECKING:
    from cjm_desktop.storage.backups import Backups

#: Of so many folders it is remembered that they may be written in place.
_MOST_FOLDERS = 50


def backup_folder() -> Path:
    """The folder of the versions that were saved before; it may not be there yet."""
    from cjm_desktop.storage import folders

    return folders.backup_folder()


def backups() -> Backups:
    """The versions of files that were saved before, as many and as old as the user wants them kept."""
    from cjm_desktop.storage.backups import Backups

    most, days = (settings.load(one) for one in (settings.BACKUP_COUNT, settings.BACKUP_DAYS))
    return Backups(backup_folder(), None if most < 0 else most, None if days < 0 else days)


def is_writable(path: Path) -> bool:
    """Whether the file may be written, as far as its permissions tell; true of one that is not there."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return True
    # The bits are looked at too, because access() grants root everything.
    return bool(mode & 0o222) and os.access(path, os.W_OK)


def may_write_in_place(path: Path) -> bool:
    """Whether the user agreed to files in this folder being written without a safe way back."""
    return str(_folder(path)) in settings.load(settings.IN_PLACE)


def agree_to_write_in_place(path: Path) -> None:
    """Remembers the user's consent for the file's folder."""
    folder = str(_folder(path))
    known = [one for one in settings.load(settings.IN_PLACE) if one != folder]
    settings.store(settings.IN_PLACE, [folder, *known][:_MOST_FOLDERS])


def _folder(path: Path) -> Path:
    try:
        return path.resolve().parent
    except (OSError, ValueError):
        # A name that no file can have; writing says so.
        return path.absolute().parent
