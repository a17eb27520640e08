"""A presentation of the sample map, and a hand that presses keys and moves the mouse on whatever has the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.session import Session
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.walkthrough import Step
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.present.presentation import Presentation
from cjm_desktop.windows.present.stage_window import StageWindow
from cjm_desktop.windows.present.talk import Talk

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Show:
    """A running presentation and what belongs to it."""

    window: MainWindow
    presentation: Presentation

    @property
    def stage(self) -> StageWindow:
        return self.presentation.stage

    @property
    def talk(self) -> Talk:
        return self.presentation.talk

    @property
    def step(self) -> Step:
        return self.talk.step

    @property
    def session(self) -> Session:
        assert self.window.document is not None
        return self.window.document.session

    @property
    def journey(self) -> Journey:
        return self.session.journey

    @property
    def is_over(self) -> bool:
        return self.window.commands.present.presentation is None

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE, on: QWidget | None = None) -> None:
        QTest.keyClick(on or self._focus(), key, keys)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self._focus(), letter)

    def click(self, place: QPointF | None = None, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        QTest.mouseClick(self.stage, button, NONE, self._point(place))

    def double_click(self, place: QPointF) -> None:
        # As a mouse does it: press, release, double click, release.
        QTest.mouseClick(self.stage, Qt.MouseButton.LeftButton, NONE, self._point(place))
        QTest.mouseDClick(self.stage, Qt.MouseButton.LeftButton, NONE, self._point(place))

    def over(self, id_: str) -> QPointF:
        """The middle of a card on the screen."""
        slide = self.talk.deck.slide(self.step, self.talk.part)
        assert slide is not None
        return self.stage.on_screen(slide.things[id_]).center()

    def colour(self, place: QPointF | None = None) -> str:
        picture = self.stage.grab()
        at = self._point(place) * picture.devicePixelRatio()
        return QColor(picture.toImage().pixel(at)).name()

    def _focus(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or self.stage

    def _point(self, place: QPointF | None) -> QPoint:
        return (place or QPointF(self.stage.width() / 2, self.stage.height() / 2)).toPoint()


OpenShow = Callable[..., Show]


@pytest.fixture
def open_show(window: MainWindow, qtbot: QtBot) -> Iterator[OpenShow]:
    """Presents a map in full screen."""
    opened: list[Show] = []

    def present(journey: Journey) -> Show:
        window.show_journey(journey)
        window.actions_by_id["present"].trigger()
        presentation = window.commands.present.presentation
        assert presentation is not None
        show = Show(window, presentation)
        qtbot.waitExposed(show.stage)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is show.stage)
        opened.append(show)
        return show

    yield present
    for show in opened:
        if not show.is_over:
            show.presentation.end()


@pytest.fixture
def show(open_show: OpenShow, journey: Journey) -> Show:
    return open_show(journey)
