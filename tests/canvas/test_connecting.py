"""Arrows made, moved and opened by mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from cjm_desktop.canvas.gestures.connect import Connect
from cjm_desktop.canvas.marks import Course, Frame, FrameKind, Joint, Pull
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.connectors import connect
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Table
from cjm_desktop.model.records import Card, Lane, LaneKind, Stage, SubStage
from tests.canvas.conftest import Hand, OpenView, small_map

Key = Qt.Key


def rect(view: CanvasView, id_: str) -> Rect:
    found = rect_of(view.layout_now(), id_)
    assert found is not None
    return found


def handle(view: CanvasView, id_: str) -> Point:
    """The handle at the right side of a card."""
    at = rect(view, id_)
    return Point(at.right, at.center.y)


def point_at(hand: Hand, id_: str) -> None:
    """Bring the pointer over a card, from wherever another test has left it."""
    hand.move(Point(2, 2))
    hand.move(hand.over(id_))


def write(view: CanvasView, text: str) -> None:
    """Type into the field that is open, and take it over."""
    assert view.writing.field is not None
    QTest.keyClicks(view.writing.field, text)
    QTest.keyClick(view.writing.field, Key.Key_Return)


def arrows(view: CanvasView) -> list[tuple[str, str]]:
    return [(one.source, one.target) for one in view.session.journey.connectors.values()]


def test_a_card_that_is_pointed_at_shows_handles(view: CanvasView, hand: Hand) -> None:
    assert not any(isinstance(mark, Joint) for mark in view.connecting.marks)
    point_at(hand, "b1")
    joints = [mark.at for mark in view.connecting.marks if isinstance(mark, Joint)]
    assert handle(view, "b1") in joints
    assert len(joints) == 4
    edge = view.from_map(handle(view, "b1")).toPoint()
    ring = QColor(view.grab().toImage().pixel(edge.x() + 4, edge.y()))
    assert ring.blue() - ring.red() > 60, "the ring of a handle is painted"
    hand.move(handle(view, "b1"))
    assert view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor


def test_dragging_from_a_handle_to_a_card_joins_them(view: CanvasView, hand: Hand) -> None:
    point_at(hand, "b1")
    hand.pick_up(handle(view, "b1"), hand.over("t2"))
    marks = view.pointing.marks
    assert Frame(rect(view, "t2"), FrameKind.LANDING) in marks
    assert any(isinstance(mark, Pull) for mark in marks)
    hand.release(hand.over("t2"))
    assert arrows(view) == [("b1", "t2")]
    assert view.session.undo_label == "Add connector"
    assert view.selection == tuple(view.session.journey.connectors)
    assert rect_of(view.layout_now(), view.selection[0]) is not None


def test_escape_leaves_and_nothing_is_joined(view: CanvasView, hand: Hand) -> None:
    point_at(hand, "b1")
    hand.pick_up(handle(view, "b1"), hand.over("t2"))
    hand.key(Key.Key_Escape)
    hand.release(hand.over("t2"))
    assert arrows(view) == []
    assert not view.session.can_undo


def test_letting_go_over_the_card_itself_or_outside_does_nothing(view: CanvasView, hand: Hand) -> None:
    for end in (hand.over("b1"), Point(5, 5), hand.cell("feelings", "use").center):
        point_at(hand, "b1")
        hand.pick_up(handle(view, "b1"), end)
        assert isinstance(view.pointing.gesture, Connect)
        hand.release(end)
        assert arrows(view) == []
        assert not view.session.can_undo


def test_dropping_on_an_empty_cell_makes_a_connected_card_in_one_step(view: CanvasView, hand: Hand) -> None:
    point_at(hand, "b1")
    hand.drag(handle(view, "b1"), hand.cell("actions", "use").center)
    write(view, "Unpacks")
    (made,) = [card for card in view.session.journey.cards.values() if card.text == "Unpacks"]
    assert (made.lane, made.stage) == ("actions", "use")
    assert arrows(view) == [("b1", made.id)]
    view.session.undo()
    assert view.session.journey == small_map()


def test_joining_twice_makes_one_arrow(view: CanvasView, hand: Hand) -> None:
    for _ in range(2):
        view.select_none()
        point_at(hand, "b1")
        hand.drag(handle(view, "b1"), hand.over("t2"))
    assert arrows(view) == [("b1", "t2")]


def joined_view(open_view: OpenView) -> tuple[CanvasView, Hand, str]:
    journey, id_ = connect(small_map(), "b1", "t2")
    view = open_view(journey)
    return view, Hand(view), id_


def middle(view: CanvasView) -> Point:
    """A place on the only arrow, away from its ends."""
    (box,) = view.layout_now().connectors
    steps = list(zip(box.points, box.points[1:], strict=False))
    a, b = max(steps, key=lambda step: abs(step[1].x - step[0].x) + abs(step[1].y - step[0].y))
    return Point((a.x + b.x) / 2, (a.y + b.y) / 2)


def test_an_arrow_is_selected_by_a_click_and_deleted(open_view: OpenView) -> None:
    view, hand, id_ = joined_view(open_view)
    hand.click(middle(view))
    assert view.selection == (id_,)
    assert [type(mark) for mark in view.selected.frames(view.layout_now())] == [Course]
    hand.key(Key.Key_Delete)
    assert arrows(view) == []
    assert "b1" in view.session.journey.cards


def test_a_double_click_writes_an_arrows_label_on_it(open_view: OpenView) -> None:
    view, hand, id_ = joined_view(open_view)
    hand.double_click(middle(view))
    write(view, "asks")
    assert view.session.journey.connectors[id_].label == "asks"


def test_an_end_of_an_arrow_is_carried_to_another_card(open_view: OpenView) -> None:
    view, hand, id_ = joined_view(open_view)
    hand.click(middle(view))
    (box,) = view.layout_now().connectors
    hand.drag(box.points[-1], hand.over("t1"))
    assert arrows(view) == [("b1", "t1")]
    assert view.selection == (id_,)
    (box,) = view.layout_now().connectors
    hand.drag(box.points[0], hand.over("a2"))
    assert arrows(view) == [("a2", "t1")]
    assert view.session.undo_label == "Move connector"


def test_an_end_that_is_let_go_elsewhere_stays(open_view: OpenView) -> None:
    view, hand, _ = joined_view(open_view)
    hand.click(middle(view))
    (box,) = view.layout_now().connectors
    for end in (hand.over("b1"), Point(5, 5)):
        hand.drag(box.points[-1], end)
        assert arrows(view) == [("b1", "t2")]
        assert not view.session.can_undo


def test_selected_cards_are_joined_in_their_order(view: CanvasView) -> None:
    view.select(["t2", "b1", "a1"])
    view.connecting.connect_selection()
    assert arrows(view) == [("t2", "b1"), ("b1", "a1")]
    assert view.session.undo_label == "Add connectors"
    view.session.undo()
    assert arrows(view) == []


def test_the_target_is_picked_by_arrow_keys(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    view.connecting.connect_selection()
    assert view.connecting.picking
    hand.key(Key.Key_Right)
    assert Frame(rect(view, "b1"), FrameKind.LANDING) in view.connecting.marks
    assert view.selection == ("a1",), "walking to the target selects nothing"
    hand.key(Key.Key_Return)
    assert arrows(view) == [("a1", "b1")]
    assert not view.connecting.picking


def test_an_empty_cell_that_is_picked_gets_a_connected_card(view: CanvasView, hand: Hand) -> None:
    view.select(["b1"])
    view.connecting.connect_selection()
    hand.key(Key.Key_Right)
    hand.key(Key.Key_Return)
    write(view, "Enjoys")
    (made,) = [card for card in view.session.journey.cards.values() if card.text == "Enjoys"]
    assert (made.lane, made.stage) == ("actions", "use")
    assert arrows(view) == [("b1", made.id)]


def test_escape_leaves_the_picking_and_costs_nothing(view: CanvasView, hand: Hand) -> None:
    view.select(["a1"])
    view.connecting.connect_selection()
    hand.key(Key.Key_Right)
    hand.key(Key.Key_Escape)
    assert not view.connecting.picking
    assert view.selection == ("a1",)
    assert not view.session.can_undo


def test_an_undo_while_picking_does_no_harm(view: CanvasView, hand: Hand) -> None:
    made = view.session.journey.cards["b1"].model_copy(update={"id": "new"})
    before = view.session.journey
    view.session.apply("Add card", before.model_copy(update={"cards": Table({**before.cards, "new": made})}))
    view.select(["new"])
    view.connecting.connect_selection()
    view.session.undo()
    assert not view.connecting.picking
    hand.key(Key.Key_Return)
    assert arrows(view) == []


def rows_map() -> tuple[Lane, list[Card]]:
    lane = Lane(id="touch", role="touchpoints", kind=LaneKind.TOUCHPOINTS, label="Touchpoints", by_channel=True)
    cards = [
        Card(id="w", lane="touch", stage="need", text="Web", channel="web"),
        Card(id="p", lane="touch", stage="buy", text="Phone", channel="phone"),
    ]
    return lane, cards


def test_dragging_to_another_row_changes_the_channel(open_view: OpenView) -> None:
    lane, cards = rows_map()
    view = open_view(small_map().model_copy(update={"lanes": Table.of([lane]), "cards": Table.of(cards)}))
    hand = Hand(view)
    view.select(["w"])
    web, phone = rect(view, "w"), rect(view, "p")
    hand.drag(hand.over("w"), Point(web.center.x, phone.center.y))
    moved = view.session.journey.cards["w"]
    assert (moved.stage, moved.channel) == ("need", "phone")
    assert view.session.undo_label == "Move touchpoint"
    view.session.undo()
    assert view.session.journey.cards["w"].channel == "web"


def test_dragging_beneath_a_sub_stage_puts_the_card_there(open_view: OpenView) -> None:
    subs = (SubStage(id="x", name="First"), SubStage(id="y", name="Then"))
    stages = Table.of([Stage(id="need", name="Need", sub_stages=subs), Stage(id="buy", name="Buy")])
    cards = [Card(id="a1", lane="actions", stage="need", text="One", sub_stage="x")]
    changed = {"stages": stages, "cards": Table.of(cards), "curves": Table(), "points": Table()}
    view = open_view(small_map().model_copy(update=changed))
    hand = Hand(view)
    view.select(["a1"])
    (_, _), (then, _) = view.layout_now().stages[0].sub_stages
    hand.drag(hand.over("a1"), Point(then.center.x, rect(view, "a1").center.y))
    assert view.session.journey.cards["a1"].sub_stage == "y"
    assert rect(view, "a1").x == then.x
