"""The keyboard: walking the map, deleting, letting go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.layout.hit import Cell
from tests.canvas.conftest import Hand

K = Qt.Key


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
