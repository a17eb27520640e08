"""What the program is called goes to Qt; where it keeps what is this computer's business alone comes out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths

import cjm_desktop

NAME = "CJM Desktop"
DOMAIN = "cjmdesktop.org"


def name_program() -> None:
    """Tells Qt the names from which it makes those of settings and folders. Needs no application yet."""
    QCoreApplication.setApplicationName(NAME)
    QCoreApplication.setApplicationVersion(cjm_desktop.__version__)
    QCoreApplication.setOrganizationName(NAME)
    QCoreApplication.setOrganizationDomain(DOMAIN)


def local_folder() -> Path:
    """The folder of the program's own files on this computer (logs, recovery); it may not be there yet."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
