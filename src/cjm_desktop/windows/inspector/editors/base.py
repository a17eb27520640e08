"""What all editors of the inspector share: a value goes in and is shown, what the user makes of it comes out as a signal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.inspector.field import Field, Option

#: Of the icons on small buttons.
ICON = QSize(15, 15)


class FieldEditor(QWidget):
    """An editor of one field.

    `edited` carries a new value for the field to write, `done` a `Deed`, which is an edit by itself. `left` says that the
    focus went, so that typing has come to an end. `asked` wants something of the window: ("select", id), ("open", address)
    or ("persona", id).
    """

    edited = Signal(object)
    done = Signal(object)
    left = Signal()
    asked = Signal(str, object)

    #: Whether many edits in a row are one step (typing, sliding) until the focus goes.
    continuous = False

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.appearance = appearance
        #: The map as it was last shown.
        self.journey = Journey()
        #: Whether controls came or went since the panel last put them into the order of the Tab key.
        self.rebuilt = True
        self.row = QVBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)

    @property
    def buddy(self) -> QWidget:
        """The widget that takes the focus and bears the field's name."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Shows a value (or MIXED) without sending it, leaving focus and caret where they are."""
        raise NotImplementedError

    def show_options(self, options: Sequence[Option]) -> None:
        """Takes the values to choose from, where the editor has some."""

    def named(self, name: str) -> None:
        """Gives the controls their accessible names."""
        self.buddy.setAccessibleName(name)

    def dress(self) -> None:
        """Takes the colours of the theme."""

    def mixed_hint(self) -> str:
        return self.tr("several values")

    def completions(self) -> list[str]:
        """What the field's texts can be completed to."""
        return [] if self.field.completions is None else list(self.field.completions(self.journey))


def icon_button(icon: str, name: str, appearance: Appearance) -> QPushButton:
    """A small button with an icon only; its name is its tool tip, too."""
    button = QPushButton()
    button.setProperty("look", "icon")
    name_button(button, name)
    dress_button(button, icon, appearance)
    return button


def name_button(button: QPushButton, name: str) -> None:
    """Gives a button its accessible name, which may hold a user's text, and the same as a tool tip."""
    button.setAccessibleName(name)
    button.setToolTip(plain.tooltip(name))


def dress_button(button: QPushButton, icon: str, appearance: Appearance, *, pad: int = 0) -> None:
    """Gives a button its icon in the theme's colours; `pad` is room at its sides, before a text."""
    chrome = appearance.chrome
    button.setIcon(
        icons.tinted(
            icon, chrome.text_muted, disabled=chrome.text_disabled, selected=chrome.accent_on_pale, size=15, pad=pad
        )
    )
    button.setIconSize(QSize(ICON.width() + 2 * pad, ICON.height()))
