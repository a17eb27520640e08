"""A small map on a canvas, and a hand that moves the mouse and presses keys as a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.canvas.selection import cell_rect
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.session import Session
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Lane, LaneKind, Persona, Stage
from cjm_desktop.text.engine import default_engine


def small_map() -> Journey:
    """Three stages; actions, touchpoints and emotions; seven cards, of which four in one cell; three emotion points."""
    return Journey(
        title="Small map",
        personas=Table.of([Persona(id="masha", name="Masha", primary=True)]),
        stages=Table.of([Stage(id=id_, name=name) for id_, name in (("need", "Need"), ("buy", "Buy"), ("use", "Use"))]),
        lanes=Table.of(
            [
                Lane(id="actions", role="actions", label="Actions"),
                Lane(id="touch", role="touchpoints", kind=LaneKind.TOUCHPOINTS, label="Touchpoints"),
                Lane(id="feelings", role="emotions", kind=LaneKind.EMOTION, label="Emotions"),
            ]
        ),
        cards=Table.of(
            [
                *(Card(id=f"a{n}", lane="actions", stage="need", text=f"Does {n}") for n in range(1, 5)),
                Card(id="b1", lane="actions", stage="buy", text="Pays"),
                Card(id="t1", lane="touch", stage="need", text="Asks", channel="phone"),
                Card(id="t2", lane="touch", stage="use", text="Opens", channel="app"),
            ]
        ),
        curves=Table.of([Curve(id="curve", lane="feelings", persona="masha")]),
        points=Table.of(
            [
                EmotionPoint(id="p1", curve="curve", stage="need", value=-1.0),
                EmotionPoint(id="p2", curve="curve", stage="buy", value=0.0),
                EmotionPoint(id="p3", curve="curve", stage="use", value=1.5, label="glad"),
            ]
        ),
    )


def laid_out(journey: Journey) -> MapLayout:
    return LayoutEngine(default_engine()).layout(journey)


@dataclass
class Hand:
    """Moves the mouse over a canvas by points of the map."""

    view: CanvasView

    def at(self, point: Point) -> QPoint:
        return self.view.from_map(point).toPoint()

    def over(self, id_: str) -> Point:
        rect = rect_of(self.view.layout_now(), id_)
        assert rect is not None, id_
        return rect.center

    def cell(self, lane: str, stage: str) -> Rect:
        rect = cell_rect(self.view.layout_now(), Cell(lane, stage))
        assert rect is not None
        return rect

    def click(self, point: Point, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, keys, self.at(point))

    def double_click(self, point: Point) -> None:
        self.click(point)
        QTest.mouseDClick(
            self.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.at(point)
        )

    def press(self, point: Point, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        QTest.mousePress(self.view.viewport(), button, Qt.KeyboardModifier.NoModifier, self.at(point))

    def move(self, point: Point) -> None:
        QTest.mouseMove(self.view.viewport(), self.at(point))

    def release(self, point: Point, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        QTest.mouseRelease(self.view.viewport(), button, Qt.KeyboardModifier.NoModifier, self.at(point))

    def pick_up(self, start: Point, end: Point) -> None:
        """Press at one point and drag to another, without letting go."""
        self.press(start)
        for share in (0.3, 0.6, 1.0):
            self.move(Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share))

    def drag(self, start: Point, end: Point) -> None:
        self.pick_up(start, end)
        self.release(end)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.view, key, keys)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.view, letter)


OpenView = Callable[[Journey], CanvasView]


@pytest.fixture
def open_view(qtbot: QtBot) -> Iterator[OpenView]:
    """Shows a map on a canvas of 1000 x 700 pixels, at 100 % or as much smaller as it must be to show whole."""

    def opened(journey: Journey) -> CanvasView:
        view = CanvasView(Session(journey), LayoutEngine(default_engine()))
        qtbot.addWidget(view)
        view.resize(1000, 700)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.setFocus()
        view.finish_painting()
        return view

    return opened


@pytest.fixture
def view(open_view: OpenView) -> CanvasView:
    return open_view(small_map())


@pytest.fixture
def hand(view: CanvasView) -> Hand:
    return Hand(view)


def pixel(view: CanvasView, point: Point) -> QPointF:
    return QPointF(view.from_map(point))
