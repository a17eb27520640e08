"""Capturing through the window: chords that work wherever the focus is, and those that are the map's alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.windows.actions.map_keys import MAP_KEYS
from cjm_desktop.windows.dialogs import ShortcutsDialog
from cjm_desktop.windows.main_window import MainWindow

K = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def canvas(sample: MainWindow, qtbot: QtBot) -> CanvasView:
    """The map of a window that has the keyboard."""
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    assert sample.workspace is not None
    sample.workspace.canvas.setFocus()
    return sample.workspace.canvas


def press(canvas: CanvasView, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or canvas, key, held)


def some_card(canvas: CanvasView) -> str:
    return next(card.id for card in canvas.session.journey.cards.values() if card.lane and card.stage)


def test_chords_say_how_the_stage_feels(canvas: CanvasView) -> None:
    card = some_card(canvas)
    stage = canvas.session.journey.cards[card].stage
    canvas.select([card])

    def values() -> list[float | None]:
        return [point.value for point in canvas.session.journey.points.values() if point.stage == stage]

    for key, value in ((K.Key_1, -2), (K.Key_2, -1), (K.Key_3, 0), (K.Key_4, 1), (K.Key_5, 2)):
        press(canvas, key, CTRL)
        assert value in values()
    press(canvas, K.Key_Down, CTRL | ALT)
    assert 1.5 in values()
    press(canvas, K.Key_Up, CTRL | ALT)
    assert 1.5 not in values()


def test_chords_work_while_one_writes(canvas: CanvasView) -> None:
    canvas.select([some_card(canvas)])
    press(canvas, K.Key_F2)
    QTest.keyClicks(QApplication.focusWidget() or canvas, "Said aloud")
    press(canvas, K.Key_1, CTRL)
    assert canvas.writing.is_open
    press(canvas, K.Key_N, CTRL | SHIFT)
    QTest.keyClicks(QApplication.focusWidget() or canvas, "Afterwards")
    press(canvas, K.Key_Return)
    journey = canvas.session.journey
    assert journey.cards[some_card(canvas)].text == "Said aloud"
    assert list(journey.stages.values())[1].name == "Afterwards"
    assert canvas.selected_cell is not None


def test_alt_and_arrows_are_the_maps_alone(canvas: CanvasView, sample: MainWindow) -> None:
    card = some_card(canvas)
    canvas.select([card])
    before = canvas.session.journey
    assert sample.workspace is not None
    box = next(box for box in sample.workspace.inspector.findChildren(QComboBox) if box.isVisible())
    box.setFocus()
    press(canvas, K.Key_Right, ALT)
    assert canvas.session.journey is before
    canvas.setFocus()
    press(canvas, K.Key_Right, ALT)
    assert canvas.session.journey.cards[card].stage != before.cards[card].stage
    press(canvas, K.Key_Left, ALT)
    assert canvas.session.journey is before
    sample.actions_by_id["move-right"].trigger()
    assert canvas.session.journey is not before


def test_the_page_of_shortcuts_has_the_keys_of_the_map(sample: MainWindow, qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(sample)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = {label.text(): label for label in dialog.findChildren(QLabel)}
    for group in MAP_KEYS:
        assert group.label.upper() in shown
        for text, keys in group.rows:
            assert {text, keys} <= shown.keys()
            assert shown[keys].width() >= shown[keys].sizeHint().width()
    assert "Move Right" in shown


def test_what_was_said_of_a_feeling_goes_when_one_walks_on(sample: MainWindow, canvas: CanvasView) -> None:
    canvas.select([some_card(canvas)])
    press(canvas, K.Key_4, CTRL)
    assert sample.status.message.endswith("+1")
    press(canvas, K.Key_Right)
    assert sample.status.message == ""
    press(canvas, K.Key_4, CTRL)
    canvas.status_message.emit("Something else")
    press(canvas, K.Key_Left)
    assert sample.status.message == "Something else"
