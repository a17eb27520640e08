"""What tests of the inspector share: an inspector of a map in a window of its own, and the keyboard's focus in its fields."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.session import Session
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.inspector import Inspector


class Inspected:
    """An inspector with its session; `select` shows things with all sections open."""

    def __init__(self, journey: Journey, desktop: Desktop, qtbot: QtBot) -> None:
        self.session = Session(journey)
        self.qtbot = qtbot
        self.panel = Inspector(self.session, desktop.appearance)
        self.panel.resize(300, 900)
        qtbot.addWidget(self.panel)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.panel.activateWindow()
        qtbot.waitUntil(self.panel.isActiveWindow)

    @property
    def journey(self) -> Journey:
        return self.session.journey

    def select(self, *ids: str) -> None:
        self.panel.show_selection(ids)
        for section in self.panel._form.sections:
            section.fold(False)

    def editor(self, key: str) -> Any:
        """The editor of a field, of whichever class."""
        return self.panel.editor(key)

    def focus(self, widget: QWidget) -> Any:
        """Gives a control the keyboard's focus."""
        widget.setFocus()
        self.qtbot.waitUntil(widget.hasFocus)
        return widget

    def type_in(self, widget: QWidget, text: str) -> None:
        """Types into a control, after what stands in it was selected."""
        self.focus(widget).selectAll()
        self.qtbot.keyClicks(widget, text)

    def choose(self, choice: Any, value: object) -> None:
        """Chooses a value from a list, as a click in it does."""
        index = next(n for n in range(choice.count()) if choice.itemData(n) == value)
        choice.setCurrentIndex(index)
        choice.activated.emit(index)


def touchpoint(journey: Journey) -> str:
    """A card on which every field of cards is shown."""
    return next(card.id for card in journey.cards.values() if card.channel in (None, "search", "web", "app", "sms"))


def click(qtbot: QtBot, widget: Any) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
