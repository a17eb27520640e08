"""Gestures by themselves, without a view: what they show and what they end in."""

from __future__ import annotations

import pytest

from cjm_desktop.canvas.edits import Modifiers
from cjm_desktop.canvas.gestures.drop import Drop
from cjm_desktop.canvas.gestures.move_cards import MoveCards
from cjm_desktop.canvas.gestures.move_lane import MoveLanes
from cjm_desktop.canvas.gestures.move_point import MovePoint
from cjm_desktop.canvas.gestures.move_stage import MoveStages
from cjm_desktop.canvas.gestures.resize import ResizeColumn, ResizeLane
from cjm_desktop.canvas.marks import Frame, FrameKind, Ghost, Guide, Insertion, Readout, Trace
from cjm_desktop.canvas.selection import cell_rect
from cjm_desktop.canvas.tools import Tool
from cjm_desktop.canvas.words import counted, value_text
from cjm_desktop.editing.curve import remove_points
from cjm_desktop.geometry import Point
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import rect_of
from tests.canvas.conftest import laid_out, small_map

NONE, SHIFT, ALT = Modifiers(), Modifiers(shift=True), Modifiers(alt=True)

JOURNEY = small_map()
LAYOUT = laid_out(JOURNEY)


def center(id_: str) -> Point:
    rect = rect_of(LAYOUT, id_)
    assert rect is not None
    return rect.center


def middle_of(lane: str, stage: str) -> Point:
    rect = cell_rect(LAYOUT, Cell(lane, stage))
    assert rect is not None
    return rect.center


def test_cards_follow_the_pointer_as_ghosts() -> None:
    start, end = center("a1"), middle_of("touch", "buy")
    gesture = MoveCards(JOURNEY, LAYOUT, ["a1", "a2"], start)
    gesture.move(end, NONE)
    ghosts = [mark for mark in gesture.marks if isinstance(mark, Ghost)]
    assert [(ghost.dx, ghost.dy) for ghost in ghosts] == [(end.x - start.x, end.y - start.y)] * 2
    kinds = [mark.kind for mark in gesture.marks if isinstance(mark, Frame)]
    assert kinds == [FrameKind.LIFTED, FrameKind.LIFTED, FrameKind.LANDING]
    order = [type(mark) for mark in gesture.marks]
    assert order.index(Insertion) > order.index(Ghost), "the mark lies above the ghosts"
    edit = gesture.finish()
    assert edit is not None
    assert edit.label == "Move 2 actions"
    assert edit.select == ("a1", "a2")


def test_no_card_lands_in_the_emotions() -> None:
    gesture = MoveCards(JOURNEY, LAYOUT, ["a1"], center("a1"))
    gesture.move(middle_of("feelings", "buy"), NONE)
    assert not any(isinstance(mark, Insertion) for mark in gesture.marks)
    assert gesture.finish() is None


def test_what_is_put_back_where_it_was_is_no_change() -> None:
    cards = MoveCards(JOURNEY, LAYOUT, ["a2"], center("a2"))
    cards.move(center("a2"), NONE)
    stages = MoveStages(JOURNEY, LAYOUT, ["buy"], center("buy"))
    stages.move(Point(center("buy").x + 5, 0), NONE)
    lanes = MoveLanes(JOURNEY, LAYOUT, ["touch"], Point(40, middle_of("touch", "buy").y))
    lanes.move(Point(40, middle_of("touch", "buy").y + 3), NONE)
    for gesture in (cards, stages, lanes):
        edit = gesture.finish()
        assert edit is not None
        assert edit.journey is JOURNEY


def test_after_cancel_nothing_comes_of_it() -> None:
    for gesture in (
        MoveCards(JOURNEY, LAYOUT, ["a1"], center("a1")),
        MoveStages(JOURNEY, LAYOUT, ["need"], center("need")),
        MoveLanes(JOURNEY, LAYOUT, ["actions"], Point(40, 200)),
        MovePoint(JOURNEY, LAYOUT, "p1", center("p1")),
        ResizeColumn(JOURNEY, LAYOUT, "need", center("need")),
        ResizeLane(JOURNEY, LAYOUT, "touch", middle_of("touch", "need")),
        Drop(JOURNEY, LAYOUT, Tool("stage")),
    ):
        gesture.move(middle_of("touch", "use"), NONE)
        gesture.cancel()
        assert gesture.finish() is None


@pytest.mark.parametrize(("keys", "step"), [(NONE, 0.1), (SHIFT, 0.5)], ids=["in tenths", "with Shift in halves"])
def test_an_emotion_point_snaps(keys: Modifiers, step: float) -> None:
    start = center("p2")
    for dy in range(-60, 61, 7):
        gesture = MovePoint(JOURNEY, LAYOUT, "p2", start)
        gesture.move(Point(start.x, start.y + dy), keys)
        value = gesture.place[2]
        assert -2 <= value <= 2
        assert value / step == pytest.approx(round(value / step))


def test_the_preview_of_a_curve_keeps_its_gaps() -> None:
    journey = small_map()
    whole = MovePoint(journey, laid_out(journey), "p1", Point(0, 0))
    trace = next(mark for mark in whole.marks if isinstance(mark, Trace))
    assert len(trace.steps) == 2
    gap = remove_points(journey, ["p2"])
    parted = MovePoint(gap, laid_out(gap), "p1", Point(0, 0))
    trace = next(mark for mark in parted.marks if isinstance(mark, Trace))
    assert len(trace.steps) == 0


def test_with_alt_an_emotion_point_goes_anywhere() -> None:
    start = center("p2")
    gesture = MovePoint(JOURNEY, LAYOUT, "p2", start)
    gesture.move(Point(start.x + 1, start.y - 7.3), ALT)
    stage, position, value = gesture.place
    assert stage == "buy"
    assert position not in (0.5,)
    assert round(value, 1) != value


def test_an_emotion_point_keeps_to_its_lane_and_snaps_to_the_middle_of_a_stage() -> None:
    start = center("p2")
    gesture = MovePoint(JOURNEY, LAYOUT, "p2", start)
    gesture.move(Point(middle_of("actions", "use").x + 4, -500), NONE)
    assert gesture.place == ("use", 0.5, 2.0)
    gesture.move(Point(-500, 5000), NONE)
    assert gesture.place == ("need", 0.0, -2.0)
    kinds = {type(mark) for mark in gesture.marks}
    assert {Trace, Guide, Readout} <= kinds


def test_taking_hold_of_a_point_beside_its_middle_does_not_move_it() -> None:
    start = center("p3")
    gesture = MovePoint(JOURNEY, LAYOUT, "p3", Point(start.x + 5, start.y - 4))
    gesture.move(Point(start.x + 5, start.y - 4), NONE)
    assert gesture.place == ("use", 0.5, 1.5)


def test_a_column_is_never_narrower_than_can_be_read() -> None:
    start = center("need")
    gesture = ResizeColumn(JOURNEY, LAYOUT, "need", start)
    gesture.move(Point(start.x - 2000, start.y), NONE)
    edit = gesture.finish()
    assert edit is not None
    assert edit.journey.stages["need"].width == 60.0


def test_a_lane_is_given_a_least_height() -> None:
    start = Point(40, middle_of("touch", "need").y)
    gesture = ResizeLane(JOURNEY, LAYOUT, "touch", start)
    gesture.move(Point(40, start.y + 100), NONE)
    edit = gesture.finish()
    assert edit is not None
    height = next(placed.box.height for placed in LAYOUT.lanes if placed.box.lane.id == "touch")
    assert edit.journey.lanes["touch"].height == pytest.approx(height + 100, abs=1)
    assert edit.label == "Resize lane"


def test_the_words_of_steps() -> None:
    assert counted(JOURNEY, ["t1"]) == "touchpoint"
    assert counted(JOURNEY, ["a1", "a2", "b1"]) == "3 actions"
    assert counted(JOURNEY, ["a1", "need"]) == "2 things"
    assert [value_text(value) for value in (1.5, -0.3, 0.0, 2.0, 0.25)] == ["+1.5", "−0.3", "0", "+2", "+0.25"]
