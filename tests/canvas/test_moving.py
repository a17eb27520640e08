"""Alt and the arrow keys: moving and resizing what is selected, presses in a row as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.editing.metrics import insert_metric, new_metric
from cjm_desktop.model.queries import cards_in_cell
from cjm_desktop.model.records import Lane, LaneKind
from tests.canvas.conftest import Hand

K = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, RIGHT, UP, DOWN = K.Key_Left, K.Key_Right, K.Key_Up, K.Key_Down


def cell(view: CanvasView, lane: str, stage: str) -> list[str]:
    return [card.id for card in cards_in_cell(view.session.journey, lane, stage)]


def steps(view: CanvasView) -> tuple[str, ...]:
    return view.session.steps


def press(hand: Hand, *keys: Qt.Key, held: Qt.KeyboardModifier = ALT) -> None:
    for key in keys:
        hand.key(key, held)


def test_a_card_goes_to_the_stage_beside_and_keeps_its_height(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    press(hand, RIGHT)
    assert cell(view, "actions", "buy") == ["a1", "b1"]
    assert view.selection == ("a1",)
    assert steps(view) == ("Move action",)


def test_a_card_goes_up_and_down_in_its_cell_and_on_to_the_next_lane(view: CanvasView, hand: Hand) -> None:
    view.select(["a3"])
    press(hand, DOWN)
    assert cell(view, "actions", "need") == ["a1", "a2", "a4", "a3"]
    press(hand, DOWN)
    assert cell(view, "actions", "need") == ["a1", "a2", "a4"]
    assert cell(view, "touch", "need") == ["a3", "t1"]
    press(hand, DOWN, DOWN)
    assert cell(view, "touch", "need") == ["t1", "a3"], "no card goes into a lane of feelings"
    assert len(view.session.steps) == 1


def test_a_way_there_and_back_is_no_step(view: CanvasView, hand: Hand) -> None:
    before = view.session.journey
    view.select(["a2"])
    press(hand, RIGHT, RIGHT, LEFT, LEFT)
    assert view.session.journey is before
    assert steps(view) == ()
    press(hand, DOWN, RIGHT, LEFT)
    assert cell(view, "actions", "need") == ["a1", "a3", "a2", "a4"]
    view.session.undo()
    assert view.session.journey is before


def test_another_selection_begins_another_step(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    press(hand, RIGHT, RIGHT)
    view.select(["b1"])
    press(hand, RIGHT)
    assert steps(view) == ("Move action",) * 2


def test_cards_of_several_cells_keep_their_places_to_each_other(view: CanvasView, hand: Hand) -> None:
    view.select(["a1", "b1"])
    press(hand, RIGHT)
    assert (cell(view, "actions", "buy"), cell(view, "actions", "use")) == (["a1"], ["b1"])
    press(hand, RIGHT)
    assert cell(view, "actions", "use") == ["b1"], "there is no room for both"
    press(hand, DOWN)
    assert (cell(view, "touch", "buy"), cell(view, "touch", "use")) == (["a1"], ["t2", "b1"])
    assert steps(view) == ("Move 2 actions",)


def test_several_cards_of_a_cell_go_together(view: CanvasView, hand: Hand) -> None:
    view.select(["a1", "a2"])
    press(hand, DOWN)
    assert cell(view, "actions", "need") == ["a3", "a1", "a2", "a4"]
    press(hand, UP, UP)
    assert cell(view, "actions", "need") == ["a1", "a2", "a3", "a4"]


def test_a_stage_goes_with_all_that_is_in_it(view: CanvasView, hand: Hand) -> None:
    view.select(["need"])
    press(hand, RIGHT)
    assert list(view.session.journey.stages) == ["buy", "need", "use"]
    press(hand, RIGHT, RIGHT, UP)
    assert list(view.session.journey.stages) == ["buy", "use", "need"]
    assert steps(view) == ("Move stage",)
    view.select(["use", "need"])
    press(hand, LEFT)
    assert list(view.session.journey.stages) == ["use", "need", "buy"]


def test_a_lane_passes_the_next_one_that_shows(view: CanvasView, hand: Hand) -> None:
    view.session.apply("x", update_lane(view.session.journey, "touch", hidden=True))
    view.select(["actions"])
    press(hand, DOWN)
    assert list(view.session.journey.lanes) == ["touch", "feelings", "actions"]
    press(hand, DOWN, LEFT)
    assert list(view.session.journey.lanes) == ["touch", "feelings", "actions"]
    press(hand, UP)
    assert list(view.session.journey.lanes) == ["actions", "touch", "feelings"]


def test_a_feeling_goes_along_the_journey_and_better_or_worse(view: CanvasView, hand: Hand) -> None:
    view.select(["p1"])
    press(hand, UP, UP)
    assert view.session.journey.points["p1"].value == -0.5
    press(hand, RIGHT)
    assert view.session.journey.points["p1"].position == 0.55
    press(hand, *[RIGHT] * 10)
    point = view.session.journey.points["p1"]
    assert (point.stage, point.position) == ("buy", 0.05)
    press(hand, *[UP] * 20)
    assert view.session.journey.points["p1"].value == 2
    assert steps(view) == ("Move emotion point",)


def test_a_feeling_stays_on_the_map(view: CanvasView, hand: Hand) -> None:
    view.select(["p3"])
    press(hand, *[RIGHT] * 15)
    point = view.session.journey.points["p3"]
    assert (point.stage, point.position) == ("use", 1.0)


def test_a_metric_goes_to_the_stage_beside(view: CanvasView, hand: Hand) -> None:
    journey = view.session.journey
    with_lane = journey.model_copy(
        update={"lanes": type(journey.lanes)({**journey.lanes, "m": Lane(id="m", kind=LaneKind.METRIC)})}
    )
    metric = new_metric(with_lane, "m", "buy", value=5.0)
    view.session.apply("x", insert_metric(with_lane, metric))
    view.select([metric.id])
    press(hand, RIGHT, RIGHT, DOWN)
    assert view.session.journey.metrics[metric.id].stage == "use"


def test_a_card_covers_more_stages_and_fewer(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    press(hand, RIGHT, RIGHT, RIGHT, RIGHT, held=ALT | SHIFT)
    assert view.session.journey.cards["a1"].span == 3
    press(hand, LEFT, held=ALT | SHIFT)
    assert view.session.journey.cards["a1"].span == 2
    assert steps(view) == ("Resize action",)
    press(hand, LEFT, LEFT, held=ALT | SHIFT)
    assert steps(view) == ()


def test_a_column_becomes_wider_and_a_lane_higher(view: CanvasView, hand: Hand) -> None:
    def width() -> float:
        return next(box.column.width for box in view.layout_now().stages if box.stage.id == "buy")

    def height() -> float:
        return next(placed.box.height for placed in view.layout_now().lanes if placed.box.lane.id == "touch")

    was = width()
    view.select(["buy"])
    press(hand, RIGHT, RIGHT, held=ALT | SHIFT)
    assert width() == was + 40
    press(hand, *[LEFT] * 20, held=ALT | SHIFT)
    assert width() == 60
    high = height()
    view.select(["touch"])
    press(hand, UP, held=ALT | SHIFT)
    assert steps(view) == ("Resize stage",), "it is as low as what stands in it"
    press(hand, DOWN, DOWN, held=ALT | SHIFT)
    assert height() == high + 40
    assert steps(view) == ("Resize stage", "Resize lane")
    press(hand, UP, UP, held=ALT | SHIFT)
    assert height() == high
    view.session.apply("x", update_lane(view.session.journey, "touch", height=high + 60))
    press(hand, UP, held=ALT | SHIFT)
    assert height() == high + 40


@pytest.mark.parametrize("id_", ["masha", ""])
def test_what_cannot_be_moved_stays(view: CanvasView, hand: Hand, id_: str) -> None:
    before = view.session.journey
    view.select([id_] if id_ else [])
    for held in (ALT, ALT | SHIFT):
        press(hand, LEFT, DOWN, held=held)
    assert view.session.journey is before


def test_a_locked_lane_lets_no_card_go(view: CanvasView, hand: Hand) -> None:
    view.session.apply("x", update_lane(view.session.journey, "actions", locked=True))
    before = view.session.journey
    view.select(["a1"])
    press(hand, RIGHT, DOWN)
    assert view.session.journey is before
