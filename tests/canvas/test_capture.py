"""Capturing by keyboard: from cell to cell while writing, feelings by a chord, new stages and lanes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.editing.personas import insert_persona, new_persona
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Lane, LaneKind, Stage
from tests.canvas.conftest import Hand, OpenView

K = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, TAB, ESC, UP, DOWN = K.Key_Return, K.Key_Tab, K.Key_Escape, K.Key_Up, K.Key_Down


def texts(view: CanvasView, lane: str, stage: str) -> list[str]:
    cards = view.session.journey.cards.values()
    return [card.text for card in cards if (card.lane, card.stage) == (lane, stage)]


def names(view: CanvasView) -> list[str]:
    return [stage.name for stage in view.session.journey.stages.values()]


def labels(view: CanvasView) -> list[str]:
    return [lane.label for lane in view.session.journey.lanes.values()]


# From cell to cell


def test_control_and_an_arrow_go_on_to_the_next_lane_while_writing(view: CanvasView, hand: Hand) -> None:
    view.select_cell(Cell("actions", "use"))
    hand.type("Sets portions")
    hand.key(DOWN, CTRL)
    assert texts(view, "actions", "use") == ["Sets portions"]
    assert view.selected_cell == Cell("touch", "use")
    hand.type("By app")
    hand.key(UP, CTRL)
    hand.type("Waits")
    hand.key(ENTER)
    assert texts(view, "actions", "use") == ["Sets portions", "Waits"]
    assert texts(view, "touch", "use") == ["Opens", "By app"]
    assert QApplication.focusWidget() is view


def test_feelings_are_reached_and_named_where_they_are(view: CanvasView, hand: Hand) -> None:
    view.select_cell(Cell("touch", "need"))
    hand.type("Asks again")
    hand.key(DOWN, CTRL)
    assert view.selection == ("p1",)
    hand.type("angry")
    hand.key(ENTER)
    assert view.session.journey.points["p1"].label == "angry"
    hand.key(DOWN, CTRL)
    assert view.selection == ("p1",), "it is the last lane"


def test_hidden_and_collapsed_lanes_are_passed_by(view: CanvasView, hand: Hand) -> None:
    before = view.session.journey
    for field in ("hidden", "collapsed"):
        view.session.apply("x", update_lane(before, "touch", **{field: True}))
        view.select_cell(Cell("actions", "use"))
        hand.type(field)
        hand.key(DOWN, CTRL)
        assert view.selection == ("p3",)


def test_control_and_arrows_go_by_cells_where_nothing_is_written(view: CanvasView, hand: Hand) -> None:
    view.select(["a2"])
    places: list[Cell | tuple[str, ...] | None] = []
    for key in (K.Key_Right, K.Key_Right, K.Key_Right, DOWN, K.Key_Left, UP, UP):
        hand.key(key, CTRL)
        places.append(view.selected_cell or view.selection)
    assert places == [
        Cell("actions", "buy"),
        Cell("actions", "use"),
        Cell("actions", "use"),
        Cell("touch", "use"),
        Cell("touch", "buy"),
        Cell("actions", "buy"),
        Cell("actions", "buy"),
    ]
    assert view.session.steps == ()
    for id_, key, there in (
        ("need", K.Key_Right, ("buy",)),
        ("need", DOWN, Cell("actions", "need")),
        ("touch", DOWN, ("feelings",)),
        ("touch", K.Key_Right, Cell("touch", "need")),
    ):
        view.select([id_])
        hand.key(key, CTRL)
        assert (view.selected_cell or view.selection) == there


def test_words_are_still_walked_with_control_while_writing(view: CanvasView, hand: Hand) -> None:
    view.select_cell(Cell("touch", "buy"))
    hand.type("two words")
    hand.key(K.Key_Left, CTRL)
    hand.type("x")
    hand.key(ENTER)
    assert texts(view, "touch", "buy") == ["two xwords"]


def test_tab_passes_stages_that_are_not_there(view: CanvasView, hand: Hand) -> None:
    view.select_cell(Cell("touch", "use"))
    hand.type("last")
    hand.key(TAB)
    assert view.selected_cell == Cell("touch", "use")


# Feelings


def test_the_current_stage_feels_as_was_said(qtbot: QtBot, view: CanvasView) -> None:
    for what in ("a1", "need", "p1", Cell("touch", "need")):
        view.session.jump(0)
        if isinstance(what, Cell):
            view.select_cell(what)
        else:
            view.select([what])
        with qtbot.waitSignal(view.status_message) as said:
            assert view.feeling.is_at(2.0)
        assert view.session.journey.points["p1"].value == 2
        assert view.session.steps == ("Set emotion",)
        assert said.args == ["Need +2"]


def test_a_feeling_while_writing_leaves_the_writing_alone(view: CanvasView, hand: Hand) -> None:
    view.select_cell(Cell("touch", "buy"))
    hand.type("Pays")
    view.feeling.is_at(-2.0)
    hand.type(" twice")
    hand.key(ENTER)
    assert texts(view, "touch", "buy") == ["Pays twice"]
    assert view.session.journey.points["p2"].value == -2
    assert view.session.steps == ("Set emotion", "Add touchpoint")


def test_a_feeling_that_is_being_named_is_the_one_that_is_meant(view: CanvasView, hand: Hand) -> None:
    view.select(["p2"])
    hand.key(K.Key_Delete)
    view.select_cell(Cell("feelings", "buy"))
    hand.type("late")
    view.feeling.is_at(-1.0)
    hand.type("ly")
    hand.key(ENTER)
    (point,) = (one for one in view.session.journey.points.values() if one.stage == "buy")
    assert (point.label, point.value) == ("lately", -1)


@pytest.mark.parametrize(("typed", "value"), [("+", 0.5), ("-", -0.5), ("\u2212", -0.5)])
def test_plus_and_minus_on_a_feeling(view: CanvasView, hand: Hand, typed: str, value: float) -> None:
    view.select(["p2"])
    assert view.keys.type(typed)
    assert view.session.journey.points["p2"].value == value
    assert not view.writing.is_open
    view.select(["p2"])
    hand.key(K.Key_Delete)
    view.select_cell(Cell("feelings", "buy"))
    assert view.keys.type(typed)
    (id_,) = view.selection
    assert view.session.journey.points[id_].value == value


def test_plus_and_minus_elsewhere_are_text(view: CanvasView, hand: Hand) -> None:
    view.select_cell(Cell("touch", "buy"))
    hand.type("+1 -2!")
    hand.key(ENTER)
    assert texts(view, "touch", "buy") == ["+1 -2!"]


def test_every_press_is_a_step_of_its_own(view: CanvasView) -> None:
    view.select(["b1"])
    for _ in range(3):
        view.feeling.better(0.5)
    assert view.session.journey.points["p2"].value == 1.5
    assert view.session.steps == ("Change emotion",) * 3


def test_several_feelings_at_once(view: CanvasView) -> None:
    view.select(["need", "use"])
    view.feeling.is_at(1.0)
    assert [point.value for point in view.session.journey.points.values()] == [1, 0, 1]
    view.select(["p1", "p2"])
    view.feeling.better(-0.5)
    assert [point.value for point in view.session.journey.points.values()] == [0.5, -0.5, 1]


def test_a_selected_persona_feels_on_a_curve_of_its_own(view: CanvasView) -> None:
    journey = view.session.journey
    boris = new_persona(journey, "Boris")
    view.session.apply("x", insert_persona(journey, boris))
    view.select(["need", boris.id])
    view.feeling.is_at(2.0)
    assert view.session.journey.points["p1"].value == -1
    (curve,) = (one for one in view.session.journey.curves.values() if one.persona == boris.id)
    assert [point.value for point in view.session.journey.points.values() if point.curve == curve.id] == [2]
    view.select([boris.id])
    view.select_cell(Cell("feelings", "buy"))
    assert view.keys.type("-")
    assert view.session.journey.points[view.selection[0]].curve == curve.id, "the curve is drawn on, cell by cell"


def test_where_there_is_no_emotion_lane_one_is_made_and_said(qtbot: QtBot, open_view: OpenView) -> None:
    bare = Journey(
        stages=Table.of([Stage(id="s", name="Need")]), lanes=Table.of([Lane(id="l", role="actions", label="Actions")])
    )
    view = open_view(bare)
    view.select_cell(Cell("l", "s"))
    with qtbot.waitSignal(view.status_message) as said:
        view.feeling.is_at(1.0)
    assert said.args[0].startswith("Need +1. The map had no emotion lane")
    assert [lane.kind for lane in view.session.journey.lanes.values()] == [LaneKind.CARDS, LaneKind.EMOTION]
    view.session.undo()
    assert view.session.journey is bare
    view.select(["l"])
    with qtbot.waitSignal(view.status_message) as said:
        assert not view.feeling.is_at(1.0)
    assert said.args[0].startswith("Select a stage")


# New stages and lanes


def test_a_row_of_stages_is_named_with_tab(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    view.capture.new_stage()
    for name in ("Search", "Compare"):
        hand.type(name)
        hand.key(TAB)
    assert names(view) == ["Need", "Search", "Compare", "New stage", "Buy", "Use"]
    hand.key(ENTER)
    assert names(view) == ["Need", "Search", "Compare", "Buy", "Use"]
    assert view.session.steps == ("Add stage", "Add stage")
    search = list(view.session.journey.stages)[1]
    assert view.selected_cell == Cell("actions", search), "on in the lane where one was, in the first new stage"
    hand.type("Types")
    hand.key(ENTER)
    assert texts(view, "actions", search) == ["Types"]


def test_a_new_lane_is_what_its_label_says(view: CanvasView, hand: Hand) -> None:
    view.select_cell(Cell("touch", "buy"))
    view.capture.new_lane()
    hand.type("Pain points")
    hand.key(TAB)
    hand.type("Was hilft")
    hand.key(TAB)
    hand.type("emotions")
    hand.key(ENTER)
    lanes = list(view.session.journey.lanes.values())
    assert [lane.role for lane in lanes] == ["actions", "touchpoints", "pains", "own", "emotions", "emotions"]
    assert labels(view)[2:5] == ["Pain points", "Was hilft", "emotions"]
    assert lanes[4].kind is LaneKind.EMOTION
    assert lanes[2].hint == "what hurts"
    assert view.selected_cell == Cell(lanes[2].id, "buy")
    assert view.session.steps == ("Add lane",) * 3
    for _ in range(3):
        view.session.undo()
    assert labels(view) == ["Actions", "Touchpoints", "Emotions"]


@pytest.mark.parametrize("key", [ESC, TAB, ENTER])
def test_the_first_stays_without_a_name_and_a_further_one_goes(view: CanvasView, hand: Hand, key: Qt.Key) -> None:
    view.select(["use"])
    view.capture.new_stage()
    hand.key(ESC)
    assert names(view)[-1] == "New stage"
    view.session.undo()
    view.select(["use"])
    view.capture.new_stage()
    hand.type("After")
    hand.key(TAB)
    hand.key(key)
    assert names(view) == ["Need", "Buy", "Use", "After"]
    assert view.session.steps == ("Add stage",)
    assert view.selection or view.selected_cell


def test_a_stage_that_is_left_by_a_click_without_a_name_goes(view: CanvasView, hand: Hand) -> None:
    view.select(["use"])
    view.capture.new_stage()
    hand.type("After")
    hand.key(TAB)
    hand.click(hand.over("a1"))
    assert names(view) == ["Need", "Buy", "Use", "After"]
    assert view.selection == ("a1",)


@pytest.mark.parametrize(("make", "read"), [("new_stage", names), ("new_lane", labels)])
def test_an_empty_map_gets_its_first(
    qtbot: QtBot, open_view: OpenView, make: str, read: Callable[[CanvasView], list[str]]
) -> None:
    view = open_view(Journey())
    qtbot.waitUntil(view.isActiveWindow)
    hand = Hand(view)
    getattr(view.capture, make)()
    hand.type("First")
    hand.key(ENTER)
    assert read(view) == ["First"]
    assert len(view.selection) == 1
    assert view.session.steps == ("Add stage" if make == "new_stage" else "Add lane",)


def test_esc_after_a_name_ends_in_the_stage(view: CanvasView, hand: Hand) -> None:
    view.select(["use"])
    view.capture.new_stage()
    hand.type("After")
    hand.key(ESC)
    assert view.selection == (list(view.session.journey.stages)[-1],)
    assert QApplication.focusWidget() is view


def test_a_feeling_between_a_stage_and_its_name_is_a_step_of_its_own(view: CanvasView, hand: Hand) -> None:
    view.select(["use"])
    view.capture.new_stage()
    hand.type("After")
    view.feeling.is_at(1.0)
    hand.type("wards")
    hand.key(ENTER)
    assert names(view)[-1] == "Afterwards"
    assert view.session.steps == ("Add stage", "Set emotion", "Edit stage")
