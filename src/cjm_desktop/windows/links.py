"""Opening a link: an address that a click asked for goes to the program that the user's system has for it, or nowhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from cjm_desktop.editing.links import address


def open_link(url: str) -> bool:
    """Hands an http, https or mailto address to the user's system; False for any other, and where nothing opens it."""
    if address(url) != url:
        return False
    found = QUrl(url, QUrl.ParsingMode.StrictMode)
    return found.isValid() and QDesktopServices.openUrl(found)


def open_folder(folder: Path) -> bool:
    """Shows a folder in the user's file manager."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.absolute())))
