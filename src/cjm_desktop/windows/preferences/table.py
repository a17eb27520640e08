"""What can be set in the Preferences, as data: sections with their rows, each of a setting or a folder of the program's.

To add a setting, add a row to `sections`; to add a kind of row, its editor in `dialog`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QScreen

from cjm_desktop.windows import plain, settings
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.settings import Setting


def _tr(text: str) -> str:
    return QCoreApplication.translate("preferences", text)


@dataclass(frozen=True, slots=True)
class Options:
    """One of several values, each with its words. `take` is what else is to be done with a value than to remember it."""

    setting: Setting
    label: str
    about: str
    options: tuple[tuple[Any, str], ...]
    take: Callable[[Appearance, Any], None] | None = None


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder: where it lies, a way to look into it, and how much is in it where that is `measured`; one that can be
    chosen has a setting."""

    label: str
    about: str
    folder: Callable[[], Path]
    setting: Setting | None = None
    measured: bool = True


@dataclass(frozen=True, slots=True)
class Consents:
    """Things that the user agreed to once, in a list of texts, and that can be asked about again."""

    setting: Setting
    label: str
    about: str
    none: str  #: said where there are none


@dataclass(frozen=True, slots=True)
class Checks:
    """Things of which each is on or off, with its words and a sentence about it; the setting lists those that are off."""

    setting: Setting
    label: str
    about: str
    options: tuple[tuple[str, str, str], ...]


Row = Options | FolderRow | Consents | Checks


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the dialog."""

    id: str
    title: str
    icon: str
    rows: tuple[Row, ...]

    @property
    def settings(self) -> tuple[Setting, ...]:
        """All settings of the page."""
        return tuple(row.setting for row in self.rows if row.setting is not None)


def sections() -> tuple[Section, ...]:
    """The pages, in the user's language."""
    return (_appearance(), _saving(), _recovery(), _personas(), _review(), _presenting())


def _appearance() -> Section:
    modes = (("system", _tr("As the system")), ("light", _tr("Light")), ("dark", _tr("Dark")))
    about = _tr("Exports and prints have colours of their own.")
    look = Options(settings.APPEARANCE, _tr("Windows and maps"), about, modes, lambda one, mode: one.set_mode(mode))
    return Section("appearance", _tr("Appearance"), "sun", (look,))


def _saving() -> Section:
    from cjm_desktop.windows.document.places import backup_folder

    counts = [(count, _tr("{count} versions").format(count=count)) for count in (5, 10, 20, 50, 100, 200)]
    ages = (
        (7, _tr("A week")),
        (30, _tr("30 days")),
        (90, _tr("90 days")),
        (365, _tr("A year")),
        (-1, _tr("As long as there is room")),
    )
    rows = (
        Options(
            settings.BACKUP_COUNT,
            _tr("Versions kept of each map"),
            _tr("When you save, what the file held before is kept. File > Versions shows it."),
            ((0, _tr("None")), *counts, (-1, _tr("All"))),
        ),
        Options(
            settings.BACKUP_DAYS,
            _tr("How long they are kept"),
            _tr("Older ones are deleted when the program is closed."),
            ages,
        ),
        FolderRow(_tr("Where versions lie"), _tr("On this computer only, readable by nobody but you."), backup_folder),
        Consents(
            settings.IN_PLACE,
            _tr("Folders that are written in place"),
            _tr("There a power cut in the midst of saving may damage a file. You agreed to it."),
            _tr("None. You are asked where a folder does not let files be replaced safely."),
        ),
    )
    return Section("saving", _tr("Saving"), "save", rows)


def _recovery() -> Section:
    from cjm_desktop.windows.local import local_folder

    rows = (
        FolderRow(
            _tr("Unsaved work"),
            _tr("Kept while you edit, and offered at the next start if the program or the computer stopped."),
            lambda: local_folder() / "recovery",
        ),
        FolderRow(
            _tr("Errors of the program"),
            _tr("What to send along when you report one. It never leaves this computer by itself."),
            local_folder,
            measured=False,
        ),
    )
    return Section("recovery", _tr("Recovery"), "history", rows)


def _personas() -> Section:
    from cjm_desktop.windows.personas.library import folder

    row = FolderRow(
        _tr("Persona library"),
        _tr("Personas that you keep for other maps. It may be a folder that you share with your team."),
        folder,
        settings.PERSONAS,
    )
    return Section("personas", _tr("Personas"), "user", (row,))


def _review() -> Section:
    from cjm_desktop.review.rules import RULES
    from cjm_desktop.windows.review import words

    rules = tuple((rule, words.title(rule), words.why(rule)) for rule in RULES)
    about = _tr(
        "What is not ticked is asked of no map in this program; “cjm check” asks it all the same. The review panel"
        " switches rules off in one map only."
    )
    row = Checks(settings.REVIEW_OFF, _tr("What the review asks"), about, rules)
    return Section("review", _tr("Review"), "list-checks", (row,))


def _presenting() -> Section:
    screens: list[tuple[str, str]] = [("", _tr("Another screen than the window's"))]
    # One without a name could not be told from the other choice.
    for screen in filter(QScreen.name, QGuiApplication.screens()):
        size = screen.size() * screen.devicePixelRatio()
        words = _tr("{name}, {width} × {height}")
        name = plain.visible(screen.name())
        screens.append((screen.name(), words.format(name=name, width=size.width(), height=size.height())))
    about = _tr("Where the window's screen is the only one, it is that.")
    row = Options(settings.PRESENT_SCREEN, _tr("Screen to present on"), about, tuple(screens))
    return Section("presenting", _tr("Presenting"), "monitor", (row,))
