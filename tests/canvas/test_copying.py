"""Ctrl while dragging: copies go where the pointer is, and the things themselves stay."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjm_desktop.canvas.marks import FrameKind, Readout
from cjm_desktop.canvas.snapshot import snapshot
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.connectors import insert_connector, new_connector
from cjm_desktop.geometry import Point
from cjm_desktop.layout.finding import rect_of
from tests.canvas.conftest import Hand

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def move(hand: Hand, point: Point, keys: Qt.KeyboardModifier) -> None:
    """QTest moves the mouse without modifiers."""
    viewport = hand.view.viewport()
    at = QPointF(hand.at(point))
    event = QMouseEvent(QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, keys)
    QApplication.sendEvent(viewport, event)


def drag(hand: Hand, start: Point, end: Point, keys: Qt.KeyboardModifier = CTRL) -> None:
    hand.press(start)
    for share in (0.3, 0.6, 1.0):
        move(hand, Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share), keys)


def release(hand: Hand, point: Point, keys: Qt.KeyboardModifier = CTRL) -> None:
    QTest.mouseRelease(hand.view.viewport(), LEFT, keys, hand.at(point))


def order(view: CanvasView, lane: str, stage: str) -> list[str]:
    cards = view.session.journey.cards.values()
    return [card.text for card in cards if (card.lane, card.stage) == (lane, stage)]


def test_copies_of_cards_keep_their_places_and_arrows(view: CanvasView, hand: Hand) -> None:
    journey = view.session.journey
    view.session.apply("Connect", insert_connector(journey, new_connector(journey, "a2", "b1")))
    view.select(["a2", "b1"])
    end = hand.cell("touch", "buy").center
    drag(hand, hand.over("a2"), end)
    assert view.viewport().cursor().shape() == Qt.CursorShape.DragCopyCursor
    marks = view.pointing.marks
    assert [mark.text for mark in marks if isinstance(mark, Readout)] == ["+2"]
    assert not any(getattr(mark, "kind", None) is FrameKind.LIFTED for mark in marks)
    release(hand, end)
    assert order(view, "actions", "need") == ["Does 1", "Does 2", "Does 3", "Does 4"]
    assert order(view, "touch", "buy") == ["Does 2"]
    assert "Pays" in order(view, "touch", "use")
    assert len(view.session.journey.connectors) == 2
    assert view.session.undo_label == "Duplicate 2 actions"
    assert len(view.selection) == 2
    view.session.undo()
    assert len(view.session.journey.cards) == 7


def test_ctrl_may_be_pressed_and_let_go_on_the_way(view: CanvasView, hand: Hand) -> None:
    view.select(["b1"])
    end = hand.cell("actions", "use").center
    drag(hand, hand.over("b1"), end, NONE)
    assert view.viewport().cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.keyPress(view, Qt.Key.Key_Control)
    assert view.viewport().cursor().shape() == Qt.CursorShape.DragCopyCursor
    QTest.keyRelease(view, Qt.Key.Key_Control, CTRL)
    assert view.viewport().cursor().shape() == Qt.CursorShape.ClosedHandCursor
    release(hand, end, NONE)
    assert order(view, "actions", "buy") == []
    assert order(view, "actions", "use") == ["Pays"]


def test_esc_leaves_no_copy(view: CanvasView, hand: Hand) -> None:
    before = view.session.journey
    view.select(["b1"])
    drag(hand, hand.over("b1"), hand.cell("actions", "use").center)
    hand.key(Qt.Key.Key_Escape)
    assert view.session.journey is before
    release(hand, hand.cell("actions", "use").center)
    assert view.session.journey is before


def test_a_copy_within_its_own_cell(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    end = Point(hand.over("a3").x, hand.over("a3").y + 12)
    drag(hand, hand.over("a1"), end)
    release(hand, end)
    assert order(view, "actions", "need") == ["Does 1", "Does 2", "Does 3", "Does 1", "Does 4"]


def test_copies_of_stages_and_lanes(view: CanvasView, hand: Hand) -> None:
    view.select(["need"])
    end = Point(hand.over("use").x + 70, hand.over("use").y)
    drag(hand, hand.over("need"), end)
    release(hand, end)
    assert [stage.name for stage in view.session.journey.stages.values()] == ["Need", "Buy", "Use", "Need"]
    assert len(view.session.journey.cards) == 7 + 5
    view.session.undo()
    view.select(["actions"])
    label = Point(hand.over("actions").x, hand.over("actions").y)
    start = Point(view.layout_now().lanes[0].box.label_rect.center.x, label.y)
    end = Point(start.x, view.layout_now().lanes[1].rect.bottom - 2)
    drag(hand, start, end)
    release(hand, end)
    assert [lane.label for lane in view.session.journey.lanes.values()] == [
        "Actions", "Touchpoints", "Actions", "Emotions",
    ]  # fmt: skip


def test_a_copy_of_an_emotion_point(view: CanvasView, hand: Hand) -> None:
    view.select(["p1"])
    start = hand.over("p1")
    end = Point(start.x + 50, start.y - 20)
    drag(hand, start, end)
    release(hand, end)
    points = view.session.journey.points
    assert points["p1"].value == -1.0
    (new,) = [point for id_, point in points.items() if id_ not in ("p1", "p2", "p3")]
    assert new.value is not None
    assert new.value > -1
    assert (new.curve, new.stage) == ("curve", "need")


def test_a_picture_of_some_cards_shows_them_alone(view: CanvasView) -> None:
    sheet = view.sheet
    one = snapshot(sheet.drawing, sheet.layout, ["a1"], {})
    both = snapshot(sheet.drawing, sheet.layout, ["a1", "a3"], {})
    assert one is not None
    assert both is not None
    assert both.height() > 2 * one.height()
    # Between the two stands a2, which is not wanted: the ground shows.
    middle = both.pixelColor(both.width() // 2, both.height() // 2)
    assert middle.name() == sheet.drawing.ground
    stage = snapshot(sheet.drawing, sheet.layout, ["need"], {})
    assert stage is not None
    assert stage.height() > 3 * both.height() / 2
    whole = snapshot(sheet.drawing, sheet.layout, [], {}, 1.0)
    assert whole is not None
    assert (whole.width(), whole.height()) == (round(sheet.layout.size.width), round(sheet.layout.size.height))
    assert snapshot(sheet.drawing, sheet.layout, ["gone"], {}) is None


def edge(hand: Hand, id_: str) -> Point:
    rect = rect_of(hand.view.layout_now(), id_)
    assert rect is not None
    # Clear of the handle for arrows in its middle.
    return Point(rect.right - 1, rect.bottom - 3)


def test_the_right_edge_of_a_card_spans_stages(view: CanvasView, hand: Hand) -> None:
    view.select(["a4"])
    start, end = edge(hand, "a4"), Point(hand.cell("actions", "use").right - 8, hand.over("a4").y)
    hand.move(start)
    assert view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    hand.pick_up(start, end)
    assert [mark.text for mark in view.pointing.marks if isinstance(mark, Readout)] == ["3 stages"]
    hand.release(end)
    assert view.session.journey.cards["a4"].span == 3
    assert view.session.undo_label == "Resize action"
    assert view.selection == ("a4",)
    start = edge(hand, "a4")
    hand.drag(start, Point(hand.cell("actions", "need").center.x, start.y))
    assert view.session.journey.cards["a4"].span == 1
    hand.pick_up(edge(hand, "a4"), end)
    hand.key(Qt.Key.Key_Escape)
    assert view.session.journey.cards["a4"].span == 1
    hand.click(edge(hand, "a4"))
    assert view.selection == ("a4",)


def press_with_ctrl(hand: Hand, point: Point) -> None:
    QTest.mousePress(hand.view.viewport(), LEFT, CTRL, hand.at(point))


def test_ctrl_and_a_drag_copies_the_card_under_the_pointer_and_no_other(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    end = hand.cell("actions", "use").center
    press_with_ctrl(hand, hand.over("b1"))
    for share in (0.3, 0.6, 1.0):
        start = hand.over("b1")
        move(hand, Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share), CTRL)
    release(hand, end)
    assert order(view, "actions", "use") == ["Pays"]
    assert len(view.session.journey.cards) == 8
    assert view.session.undo_label == "Duplicate action"


def test_ctrl_and_a_click_adds_a_card_to_the_selection(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    hand.click(hand.over("b1"), CTRL)
    assert view.selection == ("a1", "b1")
    press_with_ctrl(hand, hand.over("a1"))
    for share in (0.5, 1.0):
        start, end = hand.over("a1"), hand.cell("touch", "use").center
        move(hand, Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share), CTRL)
    release(hand, hand.cell("touch", "use").center)
    assert len(view.session.journey.cards) == 9, "of several selected cards all are copied"
