"""Dot votes on the canvas: spots on the cards in view, clicks that vote, and how many votes somebody has."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cjm_desktop.canvas.marks import Spots
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.finding import rect_of
from tests.canvas.conftest import Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def voting(view: CanvasView) -> CanvasView:
    view.voting.set_on(True)
    return view


def spots(view: CanvasView) -> list[tuple[Rect, int]]:
    return [spot for mark in view.voting.marks if isinstance(mark, Spots) for spot in mark.spots]


def spot_of(view: CanvasView, id_: str) -> Point:
    card = rect_of(view.layout_now(), id_)
    assert card is not None
    return next(rect.center for rect, _ in spots(view) if rect.contains(Point(card.x + 2, card.y + 2)))


def votes(view: CanvasView, id_: str) -> int:
    return view.session.journey.cards[id_].votes


def test_without_the_vote_a_click_only_selects(view: CanvasView, hand: Hand) -> None:
    assert view.voting.marks == ()
    card = rect_of(view.layout_now(), "a1")
    assert card is not None
    hand.click(Point(card.x + 3, card.y + 3))
    assert votes(view, "a1") == 0
    assert view.selection == ("a1",)


def test_clicks_vote_and_with_shift_take_back(voting: CanvasView, hand: Hand) -> None:
    assert len(spots(voting)) == 7
    spot = spot_of(voting, "a1")
    hand.click(spot)
    hand.click(spot_of(voting, "a1"))
    assert votes(voting, "a1") == 2
    assert voting.session.undo_label == "Vote"
    assert voting.selection == ()
    hand.click(spot_of(voting, "a1"), SHIFT)
    assert votes(voting, "a1") == 1
    assert voting.session.undo_label == "Take vote back"
    hand.click(spot_of(voting, "b1"), SHIFT)
    assert votes(voting, "b1") == 0
    for _ in range(3):
        voting.session.undo()
    assert votes(voting, "a1") == 0


def test_fast_clicks_all_count_and_open_nothing(voting: CanvasView, hand: Hand) -> None:
    hand.double_click(spot_of(voting, "t2"))
    assert votes(voting, "t2") == 2
    assert not voting.writing.is_open


def test_elsewhere_a_card_is_dragged_as_ever(voting: CanvasView, hand: Hand) -> None:
    hand.drag(hand.over("b1"), hand.cell("actions", "use").center)
    assert voting.session.journey.cards["b1"].stage == "use"
    assert votes(voting, "b1") == 0


def test_somebody_with_three_votes_gives_three(voting: CanvasView, hand: Hand) -> None:
    told: list[str] = []
    voting.status_message.connect(told.append)
    voting.voting.set_each(3)
    for id_ in ("a1", "a2", "a2", "a3"):
        hand.click(spot_of(voting, id_))
    assert [votes(voting, id_) for id_ in ("a1", "a2", "a3")] == [1, 2, 0]
    assert told == ["There are not so many votes left."]
    assert voting.voting.left == 0
    hand.click(spot_of(voting, "a2"), SHIFT)
    assert voting.voting.left == 1
    assert not voting.voting.vote(["a1", "a3"])
    hand.click(spot_of(voting, "a3"))
    voting.voting.next_person()
    assert voting.voting.left == 3
    voting.session.undo()
    voting.voting.set_each(0)
    assert voting.voting.left is None


def test_a_locked_lane_takes_votes(voting: CanvasView, hand: Hand) -> None:
    voting.session.apply("Lock", update_lane(voting.session.journey, "actions", locked=True))
    hand.click(spot_of(voting, "a4"))
    assert votes(voting, "a4") == 1


def test_only_cards_in_view_have_spots(voting: CanvasView) -> None:
    voting.set_zoom(4.0)
    card = rect_of(voting.layout_now(), "a1")
    assert card is not None
    voting.reveal(Rect(card.x, card.y, 1, 1))
    shown = voting.visible_rect()
    assert 0 < len(spots(voting)) < 7
    assert all(rect.intersects(shown) for rect, _ in spots(voting))
    voting.finish_painting()
