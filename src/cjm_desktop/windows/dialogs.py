"""The small dialogs: notes on a file, keyboard shortcuts, about the program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import cjm_desktop
from cjm_desktop.windows import controls, icons, plain
from cjm_desktop.windows.actions import ACTIONS, MENUS, Menu
from cjm_desktop.windows.actions.map_keys import MAP_KEYS


class _Dialog(QDialog):
    """A title, what a dialog is about, and a Close button."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 22, 24, 18)
        self.column.setSpacing(14)

    def add_close(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAccessibleName(self.tr("Close"))
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)


class NotesDialog(_Dialog):
    """What was put right, guessed or dropped when a file was read, or cannot be drawn: plain text that can be copied.

    `title` says which of these it is.
    """

    def __init__(self, title: str, notes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Notes"), parent)
        self.title = plain.label(title, "subtitle", wrap=True)
        self.column.addWidget(self.title)
        self.text = QPlainTextEdit("\n".join(f"•  {plain.visible(note)}" for note in notes))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Notes"))
        self.column.addWidget(self.text, 1)
        self.add_close()
        self.resize(560, 360)


class ShortcutsDialog(_Dialog):
    """What keys do on the map and while one writes, and every action that has keys, by menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Keyboard Shortcuts"))
        self.column.addWidget(plain.label(self.tr("Keyboard shortcuts"), "subtitle"))
        page = QWidget()
        page.setProperty("look", "page")
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0, 1)
        for keys_of_map in MAP_KEYS:
            self._add(keys_of_map.label, keys_of_map.rows)
        for menu in MENUS:
            self._add(plain.bare(menu.label), _with_keys(menu))
        area = controls.upright(page, takes_focus=True)
        area.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.column.addWidget(area, 1)
        self.add_close()
        self.resize(620, 660)

    def _add(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """A heading with (text, keys) beneath it; nothing where there are none."""
        if rows:
            heading = plain.label(title.upper(), "heading")
            heading.setContentsMargins(0, 10 if self._grid.rowCount() > 1 else 0, 0, 2)
            self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)
        for text, keys in rows:
            row = self._grid.rowCount()
            self._grid.addWidget(plain.label(text, wrap=True), row, 0)
            self._grid.addWidget(plain.label(keys, "muted"), row, 1, Qt.AlignmentFlag.AlignTrailing)


class AboutDialog(_Dialog):
    """The program's name, version and licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("About CJM Desktop"))
        picture = plain.label()
        picture.setPixmap(icons.application_icon().pixmap(QSize(72, 72)))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(plain.label("CJM Desktop", "title"))
        words.addWidget(plain.label(self.tr("Version {version}").format(version=cjm_desktop.__version__), "muted"))
        about = self.tr(
            "An offline editor of customer journey maps. Your maps stay in files of your own; the program never goes online."
        )
        words.addSpacing(6)
        words.addWidget(plain.label(about, wrap=True))
        licences = self.tr(
            "MIT licence. Icons by Lucide (ISC licence). Fonts by the Noto project (SIL Open Font License)."
        )
        words.addWidget(plain.label(licences, "muted", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(20)
        line.addWidget(picture)
        line.addLayout(words, 1)
        self.column.addLayout(line)
        self.add_close()
        self.setFixedWidth(480)


def _with_keys(menu: Menu) -> list[tuple[str, str]]:
    """(text, keys) of the menu's actions that have keys, those of menus inside it too."""
    found = []
    for entry in menu.entries:
        if isinstance(entry, Menu):
            found += _with_keys(entry)
        elif entry is not None and (keys := ACTIONS[entry].sequences()):
            shown = ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
            found.append((plain.bare(ACTIONS[entry].label), shown))
    return found
