"""What the program remembers between runs: the settings as data, read and written through QSettings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray, QSettings


@dataclass(frozen=True, slots=True)
class Setting:
    """A remembered value: its key, the value where nothing was remembered, and one sentence about it."""

    key: str
    default: Any
    about: str


BACKUP_COUNT = Setting("backups/count", 50, "How many versions of each file are kept; 0 for none, -1 for all.")
BACKUP_DAYS = Setting("backups/days", 90, "For how many days versions of files are kept; -1 for ever.")
IN_PLACE = Setting("save/in-place", [], "Folders in which files may be written without a safe way back.")
APPEARANCE = Setting("appearance", "system", "“system”, “light” or “dark”: how the windows look.")
RECENT = Setting("recent", [], "Paths of the files opened last, the latest first.")
PERSONAS = Setting("personas/folder", "", "The folder of the persona library; empty for the program's own.")
FOLDER = Setting("folder", "", "The folder of the file opened or saved last.")
GEOMETRY = Setting("window/geometry", QByteArray(), "Where the main window stood.")
DOCKS = Setting("window/docks", QByteArray(), "Which docks were shown, and how wide.")
OUTLINE_ORDER = Setting("outline/order", "stages", "What the outline holds first: “stages” or “lanes”.")
CORNER_PANELS = Setting("window/corner-panels", [], "Which panels were shown in the corner of the map.")
INSPECTOR_FOLDS = Setting("inspector/folds", [], "Sections of the inspector that somebody folded or opened.")
SHOWN_VIEWS = Setting("shown-views", [], "Through which view files were shown last: “id path”, the latest first.")
TIMER_MINUTES = Setting("timer-minutes", 5.0, "From how many minutes the timer counted last.")
EXPORTS = Setting(
    "exports", [], "How maps were exported last, the latest first: JSON, see windows/export/remembered.py."
)
REVIEW_OFF = Setting("review/off", [], "Ids of rules of the review that are asked of no map.")
PRESENT_SCREEN = Setting(
    "present/screen", "", "The name of the screen to present on; empty for another than the window's."
)
PRESENT_HINTED = Setting("present/hinted", "", "“yes” once the keys of the presentation were told.")


def load(setting: Setting) -> Any:
    """The remembered value; the default where there is none or where it is of another type."""
    value: Any = QSettings().value(setting.key, setting.default)
    kind = type(setting.default)
    if kind is list and isinstance(value, str):
        # QSettings writes a list of one as a plain string.
        return [value] if value else []
    if kind in (float, int):
        try:
            return kind(str(value))
        except ValueError:
            return setting.default
    return value if isinstance(value, kind) else setting.default


def store(setting: Setting, value: Any) -> None:
    QSettings().setValue(setting.key, value)
