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

translate = QCoreApplication.translate


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
    modes = (
        ("system", translate("preferences", "As the system")),
        ("light", translate("preferences", "Light")),
        ("dark", translate("preferences", "Dark")),
    )
    about = translate("preferences", "Exports and prints have colours of their own.")
    look = Options(
        settings.APPEARANCE,
        translate("preferences", "Windows and maps"),
        about,
        modes,
        lambda one, mode: one.set_mode(mode),
    )
    return Section("appearance", translate("preferences", "Appearance"), "sun", (look,))


def _saving() -> Section:
    from cjm_desktop.windows.document.places import backup_folder

    counts = [
        (count, translate("preferences", "{count} versions").format(count=count)) for count in (5, 10, 20, 50, 100, 200)
    ]
    ages = (
        (7, translate("preferences", "A week")),
        (30, translate("preferences", "30 days")),
        (90, translate("preferences", "90 days")),
        (365, translate("preferences", "A year")),
        (-1, translate("preferences", "As long as there is room")),
    )
    rows = (
        Options(
            settings.BACKUP_COUNT,
            translate("preferences", "Versions kept of each map"),
            translate("preferences", "When you save, what the file held before is kept. File > Versions shows it."),
            ((0, translate("preferences", "None")), *counts, (-1, translate("preferences", "All"))),
        ),
        Options(
            settings.BACKUP_DAYS,
            translate("preferences", "How long they are kept"),
            translate("preferences", "Older ones are deleted when the program is closed."),
            ages,
        ),
        FolderRow(
            translate("preferences", "Where versions lie"),
            translate("preferences", "On this computer only, readable by nobody but you."),
            backup_folder,
        ),
        Consents(
            settings.IN_PLACE,
            translate("preferences", "Folders that are written in place"),
            translate("preferences", "There a power cut in the midst of saving may damage a file. You agreed to it."),
            translate("preferences", "None. You are asked where a folder does not let files be replaced safely."),
        ),
    )
    return Section("saving", translate("preferences", "Saving"), "save", rows)


def _recovery() -> Section:
    from cjm_desktop.windows.local import local_folder

    rows = (
        FolderRow(
            translate("preferences", "Unsaved work"),
            translate(
                "preferences",
                "Kept while you edit, and offered at the next start if the program or the computer stopped.",
            ),
            lambda: local_folder() / "recovery",
        ),
        FolderRow(
            translate("preferences", "Errors of the program"),
            translate(
                "preferences", "What to send along when you report one. It never leaves this computer by itself."
            ),
            local_folder,
            measured=False,
        ),
    )
    return Section("recovery", translate("preferences", "Recovery"), "history", rows)


def _personas() -> Section:
    from cjm_desktop.windows.personas.library import folder

    row = FolderRow(
        translate("preferences", "Persona library"),
        translate(
            "preferences", "Personas that you keep for other maps. It may be a folder that you share with your team."
        ),
        folder,
        settings.PERSONAS,
    )
    return Section("personas", translate("preferences", "Personas"), "user", (row,))


def _review() -> Section:
    from cjm_desktop.review.rules import RULES
    from cjm_desktop.windows.review import words

    rules = tuple((rule, words.title(rule), words.why(rule)) for rule in RULES)
    about = translate(
        "preferences",
        "What is not ticked is asked of no map on this computer: “Off in All Maps” in the review panel takes the tick away."
        " “Off in This Map” is kept in the map instead, and is brought back in its review panel. “cjm check” asks what is"
        " not ticked here all the same.",
    )
    row = Checks(settings.REVIEW_OFF, translate("preferences", "What the review asks"), about, rules)
    return Section("review", translate("preferences", "Review"), "list-checks", (row,))


def _presenting() -> Section:
    screens: list[tuple[str, str]] = [("", translate("preferences", "Another screen than the window's"))]
    # One without a name could not be told from the other choice.
    for screen in filter(QScreen.name, QGuiApplication.screens()):
        size = screen.size() * screen.devicePixelRatio()
        words = translate("preferences", "{name}, {width} × {height}")
        name = plain.visible(screen.name())
        screens.append((screen.name(), words.format(name=name, width=size.width(), height=size.height())))
    about = translate("preferences", "Where the window's screen is the only one, it is that.")
    row = Options(settings.PRESENT_SCREEN, translate("preferences", "Screen to present on"), about, tuple(screens))
    return Section("presenting", translate("preferences", "Presenting"), "monitor", (row,))
