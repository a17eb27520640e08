"""Parked cards come back onto the map, each as near as can be to where it was."""

from __future__ import annotations

import pytest

from cjm_desktop.editing.cards import move_cards
from cjm_desktop.editing.document import empty_journey
from cjm_desktop.editing.lanes import remove_lanes, update_lane
from cjm_desktop.editing.parking import put_parked_cards
from cjm_desktop.editing.stages import remove_stages
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.queries import parked_cards
from cjm_desktop.model.records import Card, LaneKind
from cjm_desktop.templates import load_template


@pytest.fixture
def journey() -> Journey:
    return load_template("current-state")


def with_cards(journey: Journey, *cards: Card) -> Journey:
    return journey.model_copy(update={"cards": Table({card.id: card for card in cards})})


def test_a_map_without_parked_cards_stays_the_same(journey: Journey) -> None:
    assert parked_cards(journey) == ()
    assert put_parked_cards(journey) is journey


def test_a_card_keeps_the_lane_or_the_stage_that_it_has(journey: Journey) -> None:
    lanes, stages = list(journey.lanes), list(journey.stages)
    parked = with_cards(
        journey,
        Card(id="a", lane=lanes[2], stage=None),
        Card(id="b", lane=None, stage=stages[3]),
        Card(id="c", lane=None, stage=None),
        Card(id="d", lane=lanes[1], stage=stages[1]),
    )
    assert [card.id for card in parked_cards(parked)] == ["a", "b", "c"]
    placed = put_parked_cards(parked)
    assert {card.id: (card.lane, card.stage) for card in placed.cards.values()} == {
        "a": (lanes[2], stages[0]),
        "b": (lanes[0], stages[3]),
        "c": (lanes[0], stages[0]),
        "d": (lanes[1], stages[1]),
    }
    assert parked_cards(placed) == ()


def test_only_the_cards_that_are_named_are_placed(journey: Journey) -> None:
    first, second, *_ = journey.cards
    parked = move_cards(journey, [first, second], None, None)
    assert [card.id for card in parked_cards(put_parked_cards(parked, [second]))] == [first]
    assert put_parked_cards(parked, []) is parked


@pytest.mark.parametrize("state", ["hidden", "collapsed", "locked"])
def test_the_first_lane_is_shown_and_takes_cards(journey: Journey, state: str) -> None:
    journey = update_lane(journey, next(iter(journey.lanes)), **{state: True})
    emotion = next(lane.id for lane in journey.lanes.values() if lane.kind is LaneKind.EMOTION)
    others = [lane for lane in journey.lanes if lane != emotion]
    order = [others[0], emotion, *others[1:]]
    journey = journey.model_copy(update={"lanes": Table({id_: journey.lanes[id_] for id_ in order})})
    placed = put_parked_cards(move_cards(journey, [next(iter(journey.cards))], None, None))
    assert placed.cards[next(iter(journey.cards))].lane == others[1]


def test_missing_lanes_and_stages_are_made(journey: Journey) -> None:
    bare = with_cards(remove_stages(remove_lanes(journey, journey.lanes), journey.stages), Card(id="a", text="Left"))
    placed = put_parked_cards(bare)
    assert (len(placed.lanes), len(placed.stages)) == (1, 1)
    assert placed.cards["a"].text == "Left"
    assert parked_cards(placed) == ()
    assert put_parked_cards(empty_journey()) == empty_journey()
