"""The keyboard: walking the map, deleting, letting go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.layout.dropping import Cell
from tests.canvas.conftest import Hand

K = Qt.Key
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def where(view: CanvasView) -> str | Cell:
    return view.selected_cell or view.selection[0]


def test_arrows_walk_by_cells(view: CanvasView, hand: Hand) -> None:
    steps = [
        (K.Key_Down, "a1"),  # nothing selected: the first thing
        (K.Key_Down, "a2"),
        (K.Key_Right, "b1"),
        (K.Key_Right, Cell("actions", "use")),
        (K.Key_Down, "t2"),
        (K.Key_Left, Cell("touch", "buy")),
        (K.Key_Down, "p2"),
        (K.Key_Right, "p3"),
        (K.Key_Right, "p3"),
        (K.Key_Up, "t2"),
        (K.Key_Up, Cell("actions", "use")),
        (K.Key_Up, "use"),
        (K.Key_Left, "buy"),
        (K.Key_Down, "b1"),
        (K.Key_Left, "a1"),
        (K.Key_Left, "actions"),
        (K.Key_Down, "touch"),
        (K.Key_Right, "t1"),
    ]
    found = []
    for key, _ in steps:
        hand.key(key)
        found.append(where(view))
    assert found == [expected for _, expected in steps]
    assert view.session.steps == ()


def test_tab_goes_on_in_the_next_lane_and_back(view: CanvasView, hand: Hand) -> None:
    view.select(["b1"])
    for expected in (Cell("actions", "use"), "t1", Cell("touch", "buy")):
        hand.key(K.Key_Tab)
        assert where(view) == expected
    for expected in ("t1", Cell("actions", "use"), "b1"):
        hand.key(K.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert where(view) == expected


@pytest.mark.parametrize("key", [K.Key_Delete, K.Key_Backspace])
def test_delete_is_one_step_in_words(view: CanvasView, hand: Hand, key: Qt.Key) -> None:
    view.select(["a1", "a2", "a3"])
    hand.key(key)
    assert [id_ for id_ in view.session.journey.cards if id_.startswith("a")] == ["a4"]
    assert view.session.steps == ("Delete 3 actions",)
    assert view.selection == ()
    view.select(["t1"])
    view.delete_selection()
    assert view.session.undo_label == "Delete touchpoint"
    view.select(["a4", "p1", "buy"])
    view.delete_selection()
    assert view.session.undo_label == "Delete 3 things"


def test_esc_lets_go(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    hand.key(K.Key_Escape)
    assert view.selection == ()
    view.select_cell(Cell("touch", "buy"))
    hand.key(K.Key_Escape)
    assert view.selected_cell is None


def test_keys_with_control_are_left_to_the_window(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    hand.key(K.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert not view.writing.is_open


def test_what_is_walked_to_is_shown(view: CanvasView, hand: Hand) -> None:
    view.set_zoom(4.0)
    view.select(["a1"])
    for _ in range(2):
        hand.key(K.Key_Right)
    rect = hand.cell("actions", "use")
    assert view.visible_rect().contains(rect.center)


def test_home_and_end_go_to_the_ends_of_the_lane_and_of_the_map(view: CanvasView, hand: Hand) -> None:
    view.select(["b1"])
    for key, held, there in (
        (K.Key_End, NONE, Cell("actions", "use")),
        (K.Key_Home, NONE, "a1"),
        (K.Key_End, CTRL, "p3"),
        (K.Key_Home, CTRL, "a1"),
    ):
        hand.key(key, held)
        assert where(view) == there
    for id_, key, there in (
        ("buy", K.Key_End, "use"),
        ("touch", K.Key_End, "feelings"),
        ("touch", K.Key_Home, "actions"),
    ):
        view.select([id_])
        hand.key(key)
        assert where(view) == there


def test_stages_lanes_and_personas_are_reached_by_arrows(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    for key, there in (
        (K.Key_Left, "actions"),
        (K.Key_Up, "need"),
        (K.Key_Up, "masha"),
        (K.Key_Left, "masha"),
        (K.Key_Down, "use"),
        (K.Key_Down, Cell("actions", "use")),
    ):
        hand.key(key)
        assert where(view) == there


def test_up_from_the_place_for_the_next_card_is_the_last_card(view: CanvasView, hand: Hand) -> None:
    view.select_cell(Cell("actions", "need"))
    hand.key(K.Key_Up)
    assert where(view) == "a4"
    view.select_cell(Cell("actions", "need"))
    hand.key(K.Key_Down)
    assert where(view) == "t1"


def test_shift_and_arrows_select_on_and_let_go_again(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    found = []
    for key in (K.Key_Down, K.Key_Down, K.Key_Up, K.Key_Right, K.Key_Right, K.Key_Left, K.Key_Left):
        hand.key(key, SHIFT)
        found.append(view.selection)
    assert found == [
        ("a1", "a2"),
        ("a1", "a2", "a3"),
        ("a1", "a2"),
        ("a1", "a2", "b1"),
        ("a1", "a2", "b1"),  # nothing further in this lane
        ("a2", "a1"),
        ("a2", "a1"),  # and never a lane among cards
    ]
    view.select(["need"])
    hand.key(K.Key_Right, SHIFT)
    hand.key(K.Key_Down, SHIFT)
    assert view.selection == ("need", "buy")


def test_things_that_lie_apart_are_gathered(qtbot: QtBot, view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    with qtbot.waitSignal(view.status_message) as said:
        hand.key(K.Key_Space, CTRL)
    assert said.args[0].startswith("1 gathered")
    hand.key(K.Key_Right)
    assert view.selection == ("a1", "b1")
    hand.key(K.Key_Down)
    assert view.selection == ("a1", "p2"), "over the empty cell"
    hand.key(K.Key_Up)
    hand.key(K.Key_Space, CTRL)
    hand.key(K.Key_Left)
    hand.key(K.Key_Down)
    assert sorted(view.selection) == ["a1", "a2", "b1"]
    view.select(["t1"])
    hand.key(K.Key_Right)
    assert where(view) == Cell("touch", "buy"), "a click elsewhere ends the gathering"


def test_what_was_gathered_can_be_let_go_again(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    hand.key(K.Key_Space, CTRL)
    hand.key(K.Key_Down)
    hand.key(K.Key_Space, CTRL)
    hand.key(K.Key_Space, CTRL)
    hand.key(K.Key_Down)
    assert view.selection == ("a1", "a3")
    hand.key(K.Key_Delete)
    assert sorted(id_ for id_ in view.session.journey.cards if id_.startswith("a")) == ["a2", "a4"]


def test_an_exclamation_mark_is_text(view: CanvasView, hand: Hand) -> None:
    view.select_cell(Cell("touch", "buy"))
    hand.type("!")
    assert view.writing.field is not None
    assert view.writing.field.toPlainText() == "!"
