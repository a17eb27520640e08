"""Merging, splitting, ordering and evening out, by menu and key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from cjm_desktop.editing.cards import insert_card, new_card, update_cards
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CELL = ("lane-actions", "stage-need")


@pytest.fixture
def edited(sample: MainWindow) -> MainWindow:
    """The sample with three cards in one cell, on which the focus is."""
    session = session_of(sample)
    journey = update_cards(session.journey, ["card-actions-need"], text="b")
    for text, votes in (("c", 1), ("a", 3)):
        journey = insert_card(journey, new_card(journey, *CELL, text, votes=votes))
    session.apply("Prepare", journey)
    sample.activateWindow()
    workspace_of(sample).canvas.setFocus()
    return sample


def press(key: Qt.Key | str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, keys)


def cell(window: MainWindow) -> list[str]:
    cards = session_of(window).journey.cards.values()
    return [card.text for card in cards if (card.lane, card.stage) == CELL]


def select_cell(window: MainWindow) -> list[str]:
    cards = session_of(window).journey.cards.values()
    ids = [card.id for card in cards if (card.lane, card.stage) == CELL]
    workspace_of(window).canvas.select(ids)
    return ids


def test_merge_and_undo(edited: MainWindow) -> None:
    ids = select_cell(edited)
    press(Qt.Key.Key_M, CTRL)
    assert cell(edited) == ["b\nc\na"]
    assert workspace_of(edited).canvas.selection == (ids[0],)
    assert session_of(edited).undo_label == "Merge 3 cards"
    press(Qt.Key.Key_Z, CTRL)
    assert cell(edited) == ["b", "c", "a"]


def test_merging_needs_several_cards(edited: MainWindow) -> None:
    canvas = workspace_of(edited).canvas
    canvas.select(["card-actions-need"])
    assert not edited.actions_by_id["merge-cards"].isEnabled()
    canvas.select(["card-actions-need", "card-goals-need"])
    assert edited.actions_by_id["merge-cards"].isEnabled()


def test_split_by_lines(edited: MainWindow) -> None:
    session = session_of(edited)
    session.apply("Write", update_cards(session.journey, ["card-actions-need"], text="one\n\ntwo\nthree"))
    workspace_of(edited).canvas.select(["card-actions-need"])
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert cell(edited) == ["one", "two", "three", "c", "a"]
    assert len(workspace_of(edited).canvas.selection) == 3
    workspace_of(edited).canvas.select(["card-actions-need"])
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert "one line" in edited.status.message


def test_split_at_the_cursor_while_writing(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    session.apply("Write", update_cards(session.journey, ["card-actions-need"], text="🐈 eats, then sleeps"))
    canvas.select(["card-actions-need"])
    canvas.start_editing("card-actions-need")
    field = canvas.writing.field
    assert field is not None
    field.moveCursor(QTextCursor.MoveOperation.Start)
    cursor = field.textCursor()
    cursor.setPosition(field.toPlainText().index(",") + 1 + 1)  # the cat counts twice
    field.setTextCursor(cursor)
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert cell(edited)[:2] == ["🐈 eats,", "then sleeps"]
    assert canvas.writing.is_open
    assert canvas.writing.id == canvas.selection[0] != "card-actions-need"
    canvas.commit_editing()


def test_a_new_card_is_split_while_it_is_written(edited: MainWindow) -> None:
    canvas = workspace_of(edited).canvas
    canvas.select_none()
    assert not edited.actions_by_id["split-card"].isEnabled()
    canvas.select_cell(Cell("lane-pains", "stage-need"))
    before = set(session_of(edited).journey.cards)
    for letter in "ab":
        press(letter)
    assert edited.actions_by_id["split-card"].isEnabled()
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    canvas.commit_editing()
    made = [card.text for id_, card in session_of(edited).journey.cards.items() if id_ not in before]
    assert made == ["a", "b"]


@pytest.mark.parametrize(("order", "expected"), [("text", ["a", "b", "c"]), ("votes", ["a", "c", "b"])])
def test_order(edited: MainWindow, order: str, expected: list[str]) -> None:
    workspace_of(edited).canvas.select(["card-actions-need"])
    edited.actions_by_id[f"order-{order}"].trigger()
    assert cell(edited) == expected
    assert session_of(edited).undo_label == "Order cards"
    assert workspace_of(edited).canvas.selection == ("card-actions-need",)


def test_to_the_ends_of_the_cell(edited: MainWindow) -> None:
    workspace_of(edited).canvas.select(["card-actions-need"])
    press(Qt.Key.Key_Down, CTRL | SHIFT)
    assert cell(edited) == ["c", "a", "b"]
    press(Qt.Key.Key_Up, CTRL | SHIFT)
    assert cell(edited) == ["b", "c", "a"]


def test_widths(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    edited.actions_by_id["fit-widths"].trigger()
    widths = {stage.width for stage in session.journey.stages.values()}
    assert len(widths) > 2
    total = sum(box.column.width for box in canvas.layout_now().stages)
    edited.actions_by_id["equal-widths"].trigger()
    assert len({stage.width for stage in session.journey.stages.values()}) == 1
    assert sum(box.column.width for box in canvas.layout_now().stages) == pytest.approx(total, rel=0.01)
    edited.actions_by_id["reset-widths"].trigger()
    assert {stage.width for stage in session.journey.stages.values()} == {None}


def test_heights(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    canvas.select(["lane-actions", "lane-goals"])
    edited.actions_by_id["equal-heights"].trigger()
    lanes = session.journey.lanes
    assert lanes["lane-actions"].height == lanes["lane-goals"].height is not None
    assert lanes["lane-pains"].height is None
    edited.actions_by_id["reset-heights"].trigger()
    assert session.journey.lanes["lane-goals"].height is None


def test_kind_and_colour_of_a_lane(edited: MainWindow) -> None:
    session, canvas = session_of(edited), workspace_of(edited).canvas
    canvas.select(["lane-goals"])
    kinds, colours = QMenu(edited), QMenu(edited)
    edited.commands.arrange.fill_kinds(kinds)
    offered = {entry.text(): entry for entry in kinds.actions()}
    assert offered["Cards"].isChecked()
    assert not offered["Metric"].isEnabled(), "its cards would be hidden"
    offered["Steps with arrows"].trigger()
    assert session.journey.lanes["lane-goals"].kind == "steps"
    edited.commands.arrange.fill_colours(colours)
    next(entry for entry in colours.actions() if entry.text() == "Pink").trigger()
    assert session.journey.lanes["lane-goals"].accent == "pink"
    canvas.select(["card-actions-need"])
    colours.clear()
    edited.commands.arrange.fill_colours(colours)
    next(entry for entry in colours.actions() if entry.text() == "Teal").trigger()
    assert session.journey.cards["card-actions-need"].accent == "teal"
