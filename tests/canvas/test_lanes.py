"""Lanes under the hand: collapsed and expanded beside their labels, and what a locked one refuses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cjm_desktop.canvas.marks import Sign, SignKind
from cjm_desktop.canvas.selection import Selection
from cjm_desktop.canvas.tools import Making, Tool
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.geometry import Point
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import rect_of
from tests.canvas.conftest import Hand

Key = Qt.Key


def sign(view: CanvasView, lane: str, *kinds: SignKind) -> Point | None:
    """The middle of the sign of one of these kinds beside a lane, where it is shown."""
    place = rect_of(view.layout_now(), lane)
    assert place is not None
    found = (mark for mark in view.lanes.marks if isinstance(mark, Sign) and mark.kind in kinds)
    return next((one.rect.center for one in found if place.y <= one.rect.center.y < place.bottom), None)


def lock(view: CanvasView, lane: str) -> None:
    view.session.apply("Lock lane", update_lane(view.session.journey, lane, locked=True))


@pytest.fixture
def told(view: CanvasView) -> list[str]:
    found: list[str] = []
    view.status_message.connect(found.append)
    return found


def test_a_lane_shows_its_chevron_to_the_pointer_and_a_click_collapses_it(view: CanvasView, hand: Hand) -> None:
    assert view.lanes.marks == ()
    label = rect_of(view.layout_now(), "actions")
    assert label is not None
    hand.move(Point(label.x + 20, label.y + 20))
    chevron = sign(view, "actions", SignKind.OPEN)
    assert chevron is not None
    height = view.layout_now().lanes[0].box.height
    hand.click(chevron)
    assert view.session.journey.lanes["actions"].collapsed
    assert view.session.undo_label == "Collapse lane"
    assert view.layout_now().lanes[0].box.height < height
    chevron = sign(view, "actions", SignKind.COLLAPSED)
    assert chevron is not None
    hand.click(chevron)
    assert not view.session.journey.lanes["actions"].collapsed
    assert view.session.undo_label == "Expand lane"


def test_a_double_click_expands_a_collapsed_lane_and_writes_nothing(view: CanvasView, hand: Hand) -> None:
    view.lanes.toggle("actions")
    strip = rect_of(view.layout_now(), "actions")
    assert strip is not None
    hand.double_click(Point(strip.center.x, strip.center.y))
    assert not view.session.journey.lanes["actions"].collapsed
    assert not view.writing.is_open


def test_a_locked_lane_shows_it_and_a_click_on_the_sign_unlocks_it(view: CanvasView, hand: Hand) -> None:
    lock(view, "actions")
    padlock = sign(view, "actions", SignKind.LOCKED)
    assert padlock is not None
    hand.click(padlock)
    assert not view.session.journey.lanes["actions"].locked
    assert sign(view, "actions", SignKind.LOCKED) is None
    view.session.undo()
    view.lanes.toggle("actions")
    padlock = sign(view, "actions", SignKind.LOCKED)
    assert padlock is not None
    hand.click(padlock)
    assert not view.session.journey.lanes["actions"].locked


def test_no_gesture_changes_a_locked_lane(view: CanvasView, hand: Hand, told: list[str]) -> None:
    lock(view, "actions")
    lock(view, "feelings")
    journey = view.session.journey
    hand.drag(hand.over("a1"), hand.cell("touch", "buy").center)
    hand.drag(hand.over("t1"), hand.cell("actions", "use").center)
    hand.drag(hand.over("p1"), Point(hand.over("p1").x, hand.over("p1").y - 40))
    label = rect_of(view.layout_now(), "actions")
    assert label is not None
    view.select(["actions"])
    hand.drag(Point(label.x + 30, label.center.y), Point(label.x + 30, label.bottom + 150))
    hand.drag(Point(label.x + 30, label.bottom), Point(label.x + 30, label.bottom + 40))
    hand.double_click(hand.over("a1"))
    hand.double_click(hand.cell("actions", "use").center)
    assert not view.writing.is_open
    assert view.session.journey is journey
    assert told
    assert set(told) <= {"The lane “Actions” is locked.", "The lane “Emotions” is locked."}


def test_no_key_and_no_tool_changes_a_locked_lane(view: CanvasView, hand: Hand, told: list[str]) -> None:
    lock(view, "actions")
    journey = view.session.journey
    edits: list[str] = []
    view.edit_requested.connect(edits.append)
    view.select(["a1"])
    for key in (Key.Key_Delete, Key.Key_Backspace, Key.Key_F2, Key.Key_Return, Key.Key_X):
        hand.key(key)
        assert not view.writing.is_open
    view.set_selection(Selection(cell=Cell("actions", "use")))
    for key in (Key.Key_Return, Key.Key_X):
        hand.key(key)
        assert not view.writing.is_open
    assert not view.place(Tool(Making.CARD, "actions"))
    assert view.session.journey is journey
    assert set(told) == {"The lane “Actions” is locked."}
    assert edits == []


def test_other_lanes_are_free_beside_a_locked_one(view: CanvasView, hand: Hand) -> None:
    lock(view, "actions")
    hand.drag(hand.over("t1"), hand.cell("touch", "buy").center)
    assert view.session.journey.cards["t1"].stage == "buy"
    view.select(["t1", "a1"])
    hand.key(Key.Key_Delete)
    assert "t1" in view.session.journey.cards, "what holds one locked card is not deleted in parts"
