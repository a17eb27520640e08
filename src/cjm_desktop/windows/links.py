"""Opening a link: an address that a click asked for goes to the program that the user's system has for it, or nowhere.

The way to another map leads to a file that this program opens as a map, and never to any other program.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey


def open_link(url: str) -> bool:
    """Hands an http, https or mailto address to the user's system; False for any other, and where nothing opens it."""
    from cjm_desktop.editing.links import address, map_path

    if address(url) != url or map_path(url) is not None:
        return False
    found = QUrl(url, QUrl.ParsingMode.StrictMode)
    return found.isValid() and QDesktopServices.openUrl(found)


def linked_map(url: str, folder: Path | None) -> Path | None:
    """The file of the map that a link on a map in this folder leads to; None for any other link.

    Also None where the way begins at the folder of a map that no file holds yet.
    """
    from cjm_desktop.editing.links import map_path

    path = map_path(url)
    if path is None:
        return None
    found = Path(path)
    if not found.is_absolute():
        if folder is None:
            return None
        found = folder / found
    return Path(os.path.normpath(found))


def without_folder(journey: Journey, folder: Path) -> Journey:
    """A map that was read from this folder and is to be one that no file holds: its links lead there from anywhere."""
    from cjm_desktop.formats.relocating import Relocation

    return Relocation(folder.absolute(), None)(journey)


def in_folder(journey: Journey, folder: Path | None) -> Journey:
    """A map without a folder, which becomes one of this folder: its links lead to the same maps, told from there."""
    if folder is None:
        return journey
    from cjm_desktop.formats.relocating import Relocation

    return Relocation(None, folder.absolute())(journey)


def open_folder(folder: Path) -> bool:
    """Shows a folder in the user's file manager."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.absolute())))
