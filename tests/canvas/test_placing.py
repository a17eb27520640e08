"""Where the palette's things land, and dropping them by real drag events."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.marks import Frame
from cjm_desktop.canvas.placing import landing
from cjm_desktop.canvas.selection import cell_rect
from cjm_desktop.canvas.tools import Tool
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.document import empty_journey
from cjm_desktop.editing.lanes import remove_lanes
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey
from tests.canvas.conftest import Hand, OpenView, laid_out, small_map

COPY, LEFT, NO_KEYS = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def made(journey: Journey, tool: Tool, point: Point) -> Edit:
    found = landing(journey, laid_out(journey), tool, point)
    assert found is not None
    assert found.marks, "the place shows"
    return found.make()


def cell(journey: Journey, lane: str, stage: str) -> Rect:
    rect = cell_rect(laid_out(journey), Cell(lane, stage))
    assert rect is not None
    return rect


def test_a_stage_lands_between_two() -> None:
    journey = small_map()
    edit = made(journey, Tool("stage"), Point(cell(journey, "actions", "buy").x - 4, 100))
    names = list(edit.journey.stages)
    assert len(names) == 4
    assert names.index(edit.write or "") == 1
    assert edit.label == "Add stage"


def test_no_emotion_point_lands_on_another() -> None:
    journey = small_map()
    for _ in range(3):
        journey = made(journey, Tool("emotion"), cell(journey, "feelings", "buy").center).journey
    places = sorted(point.position for point in journey.points.values() if point.stage == "buy")
    assert len(places) == 4
    assert all(after - before >= 0.1 for before, after in pairwise(places))


def test_an_emotion_point_let_go_elsewhere_is_neutral() -> None:
    journey = small_map()
    edit = made(journey, Tool("emotion"), cell(journey, "actions", "buy").center)
    assert edit.journey.points[edit.write or ""].value == 0.0


def test_a_lane_of_a_role_lands_between_two() -> None:
    journey = small_map()
    edit = made(journey, Tool("lane", role="pains"), Point(40, cell(journey, "touch", "need").y - 2))
    ids = list(edit.journey.lanes)
    assert ids.index(edit.write or "") == 1
    assert edit.journey.lanes[ids[1]].role == "pains"
    assert edit.journey.lanes[ids[1]].label == "Pain points"


def test_a_touchpoint_lands_in_the_lane_under_the_pointer_with_its_channel() -> None:
    journey = small_map()
    edit = made(journey, Tool("touchpoint", channel="chat"), cell(journey, "touch", "buy").center)
    card = edit.journey.cards[edit.write or ""]
    assert (card.lane, card.stage, card.channel) == ("touch", "buy", "chat")
    assert edit.label == "Add touchpoint"


def test_a_touchpoint_over_the_emotions_lands_in_the_touchpoints() -> None:
    journey = small_map()
    edit = made(journey, Tool("touchpoint"), cell(journey, "feelings", "use").center)
    card = edit.journey.cards[edit.write or ""]
    assert (card.lane, card.stage) == ("touch", "use")


def test_a_card_of_a_role_goes_to_its_lane() -> None:
    journey = small_map()
    edit = made(journey, Tool("card", role="actions"), cell(journey, "touch", "buy").center)
    assert edit.journey.cards[edit.write or ""].lane == "actions"
    assert list(edit.journey.cards)[-1] == edit.write


def test_a_card_of_a_role_without_a_lane_stays_where_it_is_dropped_or_brings_one() -> None:
    journey = small_map()
    over = made(journey, Tool("card", role="pains"), cell(journey, "touch", "buy").center)
    assert over.journey.cards[over.write or ""].lane == "touch"
    beside = made(journey, Tool("card", role="pains"), cell(journey, "feelings", "buy").center)
    lane = beside.journey.cards[beside.write or ""].lane
    assert lane is not None
    assert beside.journey.lanes[lane].role == "pains"


def test_a_card_lands_between_two_cards() -> None:
    journey = small_map()
    layout = laid_out(journey)
    rect = layout.lanes[0].box.card_by_id["a3"].rect.moved(0, layout.lanes[0].y)
    edit = made(journey, Tool("card"), Point(rect.center.x, rect.y + 1))
    ids = [id_ for id_, card in edit.journey.cards.items() if (card.lane, card.stage) == ("actions", "need")]
    assert ids == ["a1", "a2", edit.write, "a3", "a4"]


def test_an_emotion_point_takes_its_value_from_the_height() -> None:
    journey = small_map()
    layout = laid_out(journey)
    placed = layout.lanes[2]
    assert placed.box.emotion is not None
    x = cell(journey, "feelings", "buy").x + 30
    edit = made(journey, Tool("emotion"), Point(x, placed.y + placed.box.emotion.y_of(1.2)))
    point = edit.journey.points[edit.write or ""]
    assert (point.curve, point.stage, point.value) == ("curve", "buy", 1.2)
    assert 0 < point.position < 0.5


def test_an_emotion_point_without_a_lane_brings_lane_and_curve() -> None:
    journey = remove_lanes(small_map(), ["feelings"])
    edit = made(journey, Tool("emotion"), cell(journey, "touch", "use").center)
    point = edit.journey.points[edit.write or ""]
    assert (point.stage, point.value) == ("use", 0.0)
    assert edit.journey.lanes[edit.journey.curves[point.curve].lane].role == "emotions"


@pytest.mark.parametrize("tool", [Tool("card"), Tool("touchpoint", channel="web"), Tool("picture"), Tool("emotion")])
def test_on_an_empty_map_everything_needed_comes_along(tool: Tool) -> None:
    edit = made(empty_journey(), tool, Point(200, 200))
    assert len(edit.journey.stages) == 1
    assert len(edit.journey.lanes) == 1
    assert edit.write in (*edit.journey.cards, *edit.journey.points)


def send_drag(view: CanvasView, tool: Tool, points: list[QPoint]) -> bool:
    """Drag a tool over the view; whether it could be dropped at the last point."""
    mime = tool.to_mime()
    enter = QDragEnterEvent(points[0], COPY, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(view.viewport(), enter)
    event: QDragMoveEvent = enter
    for point in points[1:]:
        event = QDragMoveEvent(point, COPY, mime, LEFT, NO_KEYS)
        QApplication.sendEvent(view.viewport(), event)
    return event.isAccepted()


TOOLS = [
    Tool("stage"),
    Tool("lane", role="pains"),
    Tool("touchpoint", channel="phone"),
    Tool("card", role="actions"),
    Tool("emotion"),
    Tool("picture"),
]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_drop_is_one_step_and_opens_the_new_thing(view: CanvasView, hand: Hand, tool: Tool) -> None:
    before = view.session.journey
    at = hand.at(hand.cell("touch", "buy").center)
    assert send_drag(view, tool, [QPoint(5, 5), at])
    assert view.pointing.marks
    assert view.session.journey is before
    mime = tool.to_mime()
    drop = QDropEvent(at, COPY, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(view.viewport(), drop)
    assert drop.isAccepted()
    assert len(view.session.steps) == 1
    assert len(view.selection) == 1
    assert view.writing.is_open
    hand.type("Named")
    hand.key(Qt.Key.Key_Return)
    assert len(view.session.steps) == 1, "writing the new thing's text is part of adding it"
    assert "Named" in view.session.journey.model_dump_json()
    view.session.undo()
    assert view.session.journey is before


@pytest.mark.parametrize("tool", TOOLS)
def test_a_drag_that_leaves_or_is_called_off_leaves_nothing(view: CanvasView, hand: Hand, tool: Tool) -> None:
    before = view.session.journey
    send_drag(view, tool, [QPoint(5, 5), hand.at(hand.cell("touch", "buy").center)])
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert view.pointing.marks == ()
    assert view.pointing.gesture is None
    assert view.session.journey is before


def test_what_is_no_tool_is_refused(view: CanvasView) -> None:
    from PySide6.QtCore import QMimeData

    mime = QMimeData()
    mime.setText("hello")
    enter = QDragEnterEvent(QPoint(50, 50), COPY, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(view.viewport(), enter)
    assert not enter.isAccepted()
    assert view.pointing.gesture is None


@pytest.mark.parametrize("tool", TOOLS)
def test_a_chosen_tool_goes_to_the_selection(view: CanvasView, tool: Tool) -> None:
    view.select_cell(Cell("touch", "buy"))
    assert view.place(tool)
    assert len(view.session.steps) == 1
    journey = view.session.journey
    new = view.selection[0]
    if new in journey.cards:
        assert journey.cards[new].stage == "buy"
    elif new in journey.points:
        assert journey.points[new].stage == "buy"
    elif new in journey.stages:
        assert list(journey.stages).index(new) == 2
    else:
        assert list(journey.lanes).index(new) == 2


@pytest.mark.parametrize("tool", TOOLS)
def test_a_chosen_tool_without_a_selection_goes_to_the_end(open_view: OpenView, tool: Tool) -> None:
    view = open_view(empty_journey())
    assert view.place(tool)
    assert view.place(tool)
    assert len(view.session.steps) == 2


def test_a_chosen_stage_goes_to_the_end(view: CanvasView) -> None:
    view.place(Tool("stage"))
    assert list(view.session.journey.stages)[:3] == ["need", "buy", "use"]


CHIP = Tool("touchpoint", channel="phone")


def test_a_channel_dropped_on_a_card_is_given_to_it(view: CanvasView, hand: Hand) -> None:
    before = view.session.journey
    at = hand.at(hand.over("t2"))
    send_drag(view, CHIP, [QPoint(5, 5), at])
    card = rect_of(view.layout_now(), "t2")
    assert [mark.rect for mark in view.pointing.marks if isinstance(mark, Frame)] == [card]
    drop = QDropEvent(at.toPointF(), COPY, CHIP.to_mime(), LEFT, NO_KEYS)
    QApplication.sendEvent(view.viewport(), drop)
    assert drop.isAccepted()
    assert view.session.journey.cards["t2"].channel == "phone"
    assert len(view.session.journey.cards) == len(before.cards)
    assert view.session.steps == ("Change channel",)
    assert view.selection == ("t2",)
    assert not view.writing.is_open


def test_a_chosen_channel_is_given_to_the_selected_cards(view: CanvasView) -> None:
    view.select(["a1", "b1"])
    assert view.place(CHIP)
    cards = view.session.journey.cards
    assert (cards["a1"].channel, cards["b1"].channel, len(cards)) == ("phone", "phone", 7)
    assert view.session.steps == ("Change channel",)
    assert view.selection == ("a1", "b1")


@pytest.mark.parametrize("tool", [CHIP, Tool("card"), Tool("card", "pain_points")])
def test_a_chosen_card_that_is_left_without_a_word_is_no_step(view: CanvasView, hand: Hand, tool: Tool) -> None:
    before = view.session.journey
    view.select_cell(Cell("touch", "buy"))
    view.place(tool)
    assert view.writing.is_open
    hand.type("x")
    hand.key(Qt.Key.Key_Backspace)
    hand.key(Qt.Key.Key_Escape)
    assert view.session.journey is before
    assert view.session.steps == ()
    assert not view.session.is_dirty
    assert view.selected_cell == Cell("touch", "buy")
    view.place(tool)
    hand.type("Meant")
    hand.key(Qt.Key.Key_Escape)
    assert len(view.session.steps) == 1
    assert len(view.session.journey.cards) == 8
