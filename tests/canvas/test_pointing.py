"""Every gesture by real mouse events: one undo step each, and none at all with Esc."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.canvas.tools import Tool
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.personas import insert_persona, new_persona
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.dropping import Cell
from tests.canvas.conftest import Hand, OpenView, small_map
from tests.maps import random_map

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def order(view: CanvasView, lane: str, stage: str) -> list[str]:
    cards = view.session.journey.cards.values()
    return [card.id for card in cards if (card.lane, card.stage) == (lane, stage)]


def test_a_click_selects_and_a_click_beside_selects_the_cell(view: CanvasView, hand: Hand) -> None:
    hand.click(hand.over("a2"))
    assert view.selection == ("a2",)
    empty = hand.cell("touch", "buy").center
    hand.click(empty)
    assert view.selection == ()
    assert view.selected_cell == Cell("touch", "buy")


@pytest.mark.parametrize("keys", [CTRL, SHIFT])
def test_control_and_shift_toggle(view: CanvasView, hand: Hand, keys: Qt.KeyboardModifier) -> None:
    hand.click(hand.over("a1"))
    hand.click(hand.over("a3"), keys)
    assert view.selection == ("a1", "a3")
    hand.click(hand.over("a1"), keys)
    assert view.selection == ("a3",)


def test_a_click_on_one_of_several_selects_it_alone_when_released(view: CanvasView, hand: Hand) -> None:
    view.select(["a1", "a2", "b1"])
    hand.press(hand.over("a2"))
    assert view.selection == ("a1", "a2", "b1")
    hand.release(hand.over("a2"))
    assert view.selection == ("a2",)


def test_a_rubber_band_selects_what_it_touches(view: CanvasView, hand: Hand) -> None:
    start = hand.cell("actions", "buy")
    hand.drag(Point(start.right - 2, start.bottom - 2), hand.over("a3"))
    assert view.selection == ("a3", "a4")
    assert view.session.steps == ()


def test_esc_takes_the_rubber_band_away_and_leaves_the_selection(view: CanvasView, hand: Hand) -> None:
    view.select(["t1"])
    start = hand.cell("actions", "buy")
    hand.pick_up(Point(start.right - 2, start.bottom - 2), hand.over("a3"))
    hand.key(Qt.Key.Key_Escape)
    hand.release(hand.over("a3"))
    assert view.selection == ("t1",)


def _card_in_its_cell(hand: Hand) -> tuple[Point, Point]:
    first = hand.over("a1")
    return hand.over("a4"), Point(first.x, first.y - 12)


def _card_to_another_stage(hand: Hand) -> tuple[Point, Point]:
    return hand.over("a2"), hand.cell("actions", "use").center


def _card_to_another_lane(hand: Hand) -> tuple[Point, Point]:
    return hand.over("b1"), hand.cell("touch", "buy").center


def _stage(hand: Hand) -> tuple[Point, Point]:
    last = hand.over("use")
    return hand.over("need"), Point(last.x + 40, last.y)


def _lane(hand: Hand) -> tuple[Point, Point]:
    label = hand.cell("feelings", "need")
    return Point(40, label.center.y), Point(40, hand.cell("actions", "need").y + 2)


def _emotion_point(hand: Hand) -> tuple[Point, Point]:
    at = hand.over("p2")
    return at, Point(at.x + 30, at.y - 40)


def _column(hand: Hand) -> tuple[Point, Point]:
    box = hand.view.layout_now().stages[0].rect
    return Point(box.right - 0.5, box.center.y), Point(box.right + 60, box.center.y)


def _height(hand: Hand) -> tuple[Point, Point]:
    rect = hand.view.layout_now().lanes[1].rect
    return Point(50, rect.bottom - 0.5), Point(50, rect.bottom + 50)


DRAGS = [
    _card_in_its_cell,
    _card_to_another_stage,
    _card_to_another_lane,
    _stage,
    _lane,
    _emotion_point,
    _column,
    _height,
]


@pytest.mark.parametrize("places", DRAGS)
def test_a_drag_is_one_step(view: CanvasView, hand: Hand, places: Callable[[Hand], tuple[Point, Point]]) -> None:
    before = view.session.journey
    start, end = places(hand)
    hand.pick_up(start, end)
    assert view.session.journey is before, "the map changes on release, not before"
    assert view.pointing.marks
    hand.release(end)
    assert len(view.session.steps) == 1
    assert view.session.journey.model_dump_json() != before.model_dump_json()
    assert view.pointing.gesture is None
    view.session.undo()
    assert view.session.journey is before


@pytest.mark.parametrize("places", DRAGS)
def test_esc_leaves_the_map_as_it_was(
    view: CanvasView, hand: Hand, places: Callable[[Hand], tuple[Point, Point]]
) -> None:
    before = view.session.journey
    start, end = places(hand)
    hand.pick_up(start, end)
    hand.key(Qt.Key.Key_Escape)
    hand.release(end)
    assert view.session.journey is before
    assert view.session.steps == ()
    assert not [mark for mark in view.pointing.marks if type(mark).__name__ != "Frame"]


def test_a_press_that_hardly_moves_drags_nothing(view: CanvasView, hand: Hand) -> None:
    at = hand.over("a1")
    near = hand.at(at) + QPoint(QApplication.startDragDistance() - 2, 0)
    hand.press(at)
    QTest.mouseMove(view.viewport(), near)
    assert view.pointing.gesture is None
    hand.release(at)
    assert view.session.steps == ()


def test_a_card_lands_where_the_mark_was(view: CanvasView, hand: Hand) -> None:
    hand.drag(*_card_in_its_cell(hand))
    assert order(view, "actions", "need") == ["a4", "a1", "a2", "a3"]
    assert view.session.undo_label == "Move action"
    assert view.selection == ("a4",)


def test_several_selected_cards_of_a_cell_land_together(view: CanvasView, hand: Hand) -> None:
    view.select(["a1", "a3"])
    hand.drag(hand.over("a3"), hand.cell("touch", "use").center)
    assert set(order(view, "touch", "use")) == {"a1", "a3", "t2"}
    assert view.session.undo_label == "Move 2 actions"
    assert len(view.session.steps) == 1


def test_cards_of_several_cells_keep_their_places_to_each_other(view: CanvasView, hand: Hand) -> None:
    view.select(["a1", "b1", "t1"])
    hand.drag(hand.over("a1"), hand.cell("actions", "buy").center)
    assert "a1" in order(view, "actions", "buy")
    assert order(view, "actions", "use") == ["b1"]
    assert order(view, "touch", "buy") == ["t1"]
    assert len(view.session.steps) == 1
    view.session.undo()
    # The map has no room for all of them two stages on: they go as far as the last one can.
    view.select(["a1", "b1"])
    hand.drag(hand.over("a1"), hand.cell("actions", "use").center)
    assert "a1" in order(view, "actions", "buy")
    assert order(view, "actions", "use") == ["b1"]


def test_a_double_click_in_the_emotions_sets_a_point_where_it_was(view: CanvasView, hand: Hand) -> None:
    cell = hand.cell("feelings", "need")
    hand.double_click(Point(cell.x + cell.width * 0.85, cell.y + cell.height * 0.15))
    hand.type("hope")
    hand.key(Qt.Key.Key_Return)
    point = next(point for point in view.session.journey.points.values() if point.label == "hope")
    assert point.value is not None
    assert point.value > 1
    assert point.position == pytest.approx(0.85, abs=0.03)
    assert len(view.session.steps) == 1


def test_a_point_belongs_to_the_selected_persona(view: CanvasView) -> None:
    boss = new_persona(view.session.journey, "Boss")
    view.session.apply("Add persona", insert_persona(view.session.journey, boss))
    view.select([boss.id])
    assert view.place(Tool("emotion"))
    view.commit_editing()
    assert view.place(Tool("emotion")), "the point that was just placed says whose the next one is"
    curves = {point.curve for point in view.session.journey.points.values()} - {"curve"}
    assert [view.session.journey.curves[curve].persona for curve in curves] == [boss.id]
    view.select_none()
    assert view.place(Tool("emotion"))
    assert view.session.journey.points[view.selection[0]].curve == "curve"


@pytest.mark.parametrize("zoom", [None, 0.4, 1.0])
def test_the_page_stays_where_it_is_while_it_grows(view: CanvasView, hand: Hand, zoom: float | None) -> None:
    if zoom is not None:
        view.set_zoom(zoom)
    before, height = view.camera, view.layout_now().size.height
    hand.click(hand.cell("touch", "buy").center)
    for text in ("one", "two", "three"):
        hand.type(text)
        hand.key(Qt.Key.Key_Return)
    assert view.layout_now().size.height > height
    assert view.camera == before


def test_the_map_is_not_scrolled_past_its_page_by_a_drag(view: CanvasView, hand: Hand, qtbot: QtBot) -> None:
    view.set_zoom(3.0)
    view.reveal(Rect(0, 0, 10, 10))
    hand.press(hand.over("a1"))
    size = view.viewport().size()
    edge = view.to_map(QPoint(size.width() - 2, size.height() // 2))
    hand.move(Point(edge.x - 30, edge.y))
    hand.move(edge)
    qtbot.waitUntil(lambda: view.visible_rect().right > view.layout_now().size.width - 1)
    # Time enough to go on, for one that would.
    QTest.qWait(300)
    beyond = (view.visible_rect().right - view.layout_now().size.width) * view.camera.scale
    hand.key(Qt.Key.Key_Escape)
    assert beyond <= 2 * view.margin


def test_a_stage_takes_its_cards_along(view: CanvasView, hand: Hand) -> None:
    hand.drag(*_stage(hand))
    assert list(view.session.journey.stages) == ["buy", "use", "need"]
    assert hand.over("a1").x > hand.over("t2").x


def test_an_emotion_point_snaps_to_tenths(view: CanvasView, hand: Hand) -> None:
    hand.drag(*_emotion_point(hand))
    point = view.session.journey.points["p2"]
    assert point.value is not None
    assert point.value > 0
    assert round(point.value * 10) == pytest.approx(point.value * 10)


def test_a_wider_column_is_as_wide_as_it_was_drawn(view: CanvasView, hand: Hand) -> None:
    width = view.layout_now().stages[0].column.width
    hand.drag(*_column(hand))
    assert view.session.journey.stages["need"].width == pytest.approx(width + 60, abs=3)


def test_a_press_before_the_map_changed_does_not_drag_what_is_gone(view: CanvasView, hand: Hand) -> None:
    from cjm_desktop.editing.cards import remove_cards

    hand.press(hand.over("a1"))
    view.session.apply("Delete", remove_cards(view.session.journey, ["a1"]))
    hand.move(hand.cell("actions", "use").center)
    hand.release(hand.cell("actions", "use").center)
    assert view.session.steps == ("Delete",)


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton])
def test_the_middle_button_and_space_pan(view: CanvasView, hand: Hand, button: Qt.MouseButton) -> None:
    view.set_zoom(2.0)
    start = view.visible_rect().center
    if button is Qt.MouseButton.LeftButton:
        QTest.keyPress(view, Qt.Key.Key_Space)
    begin = hand.at(start)
    QTest.mousePress(view.viewport(), button, Qt.KeyboardModifier.NoModifier, begin)
    QTest.mouseMove(view.viewport(), begin + QPoint(-50, -40))
    now = view.from_map(start)
    assert (now - QPointF(begin + QPoint(-50, -40))).manhattanLength() <= 2
    QTest.mouseRelease(view.viewport(), button, Qt.KeyboardModifier.NoModifier, begin + QPoint(-50, -40))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert view.pointing.gesture is None
    assert view.selection == ()


def test_the_cursor_says_what_a_press_would_do(qtbot: QtBot, view: CanvasView, hand: Hand) -> None:
    shapes = (
        (_column(hand)[0], Qt.CursorShape.SplitHCursor),
        (_height(hand)[0], Qt.CursorShape.SplitVCursor),
        (hand.over("a1"), Qt.CursorShape.ArrowCursor),
    )
    for place, shape in shapes:
        hand.move(place)
        qtbot.waitUntil(lambda shape=shape: view.viewport().cursor().shape() == shape, timeout=1000)


def test_a_drag_near_the_edge_scrolls_the_map(qtbot: QtBot, open_view: OpenView) -> None:
    view = open_view(random_map(2, 120))
    view.set_zoom(1.5)
    hand = Hand(view)
    ids = [box.card.id for lane in view.layout_now().lanes for box in lane.box.cards]
    shown = view.visible_rect().grown(-60)
    id_ = next(id_ for id_ in ids if shown.contains(hand.over(id_)))
    before = view.camera
    hand.press(hand.over(id_))
    for x in (30, 60, 5):
        QTest.mouseMove(view.viewport(), QPoint(view.viewport().width() - x, view.viewport().height() // 2))
    qtbot.waitUntil(lambda: view.camera.x < before.x - 40, timeout=3000)
    hand.key(Qt.Key.Key_Escape)
    still = view.camera
    qtbot.wait(60)
    assert view.camera == still, "after Esc the map stands still"


def test_the_scroll_thumb_moves_the_map(view: CanvasView) -> None:
    view.set_zoom(3.0)
    level, _ = view.thumbs()
    assert level is not None
    at = QPoint(round(level.center.x), round(level.center.y))
    before = view.camera
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(view.viewport(), at + QPoint(40, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at + QPoint(40, 0))
    assert view.camera.x < before.x - 40
    assert view.camera.y == before.y
    moved, _ = view.thumbs()
    assert moved is not None
    assert moved.x == pytest.approx(level.x + 40, abs=2)


def test_a_right_click_selects_and_asks_for_a_menu(qtbot: QtBot, view: CanvasView, hand: Hand) -> None:
    at = hand.over("b1")
    with qtbot.waitSignal(view.context_menu_requested) as asked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, hand.at(at))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, hand.at(at), view.mapToGlobal(hand.at(at)))
        QApplication.sendEvent(view.viewport(), event)
    assert view.selection == ("b1",)
    assert asked.args[1].id == "b1"


def test_the_small_map_of_these_tests_is_what_it_says() -> None:
    journey = small_map()
    assert (len(journey.stages), len(journey.lanes), len(journey.cards), len(journey.points)) == (3, 3, 7, 3)


def test_esc_takes_a_pan_back(view: CanvasView, hand: Hand) -> None:
    view.set_zoom(2.0)
    before, begin = view.camera, hand.at(view.visible_rect().center)
    QTest.mousePress(view.viewport(), Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, begin)
    QTest.mouseMove(view.viewport(), begin + QPoint(-60, -30))
    assert view.camera != before
    hand.key(Qt.Key.Key_Escape)
    assert view.camera == before
    # A button that stays down would be down in the next tests.
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, begin)
