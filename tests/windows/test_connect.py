"""Connectors by the action of the Insert menu and its keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of


def test_ctrl_l_joins_the_selected_cards(sample: MainWindow, qtbot: QtBot) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    before = set(session.journey.connectors)
    one, two = list(session.journey.cards)[:2]
    canvas.setFocus()
    canvas.select([two, one])
    qtbot.keyClick(canvas, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    (made,) = set(session.journey.connectors) - before
    arrow = session.journey.connectors[made]
    assert (arrow.source, arrow.target) == (two, one)
    assert session.undo_label == "Add connector"


def test_ctrl_l_on_one_card_lets_the_keys_pick_the_target(sample: MainWindow, qtbot: QtBot) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    before = set(session.journey.connectors)
    canvas.setFocus()
    canvas.select([next(iter(session.journey.cards))])
    qtbot.keyClick(canvas, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert canvas.connecting.picking
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert len(set(session.journey.connectors) - before) == 1
