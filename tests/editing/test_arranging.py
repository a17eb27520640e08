"""Cards in order within their cells; stages and lanes alike in size."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.arranging import Order, order_cards, put_at_end, set_heights, set_widths
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Evidence, Lane, Priority, Proof, Stage
from tests.strategies import journeys


def a_map() -> Journey:
    cell = {"lane": "l", "stage": "s"}
    return Journey(
        stages=Table.of([Stage(id="s", width=300), Stage(id="t")]),
        lanes=Table.of([Lane(id="l"), Lane(id="m")]),
        cards=Table.of(
            [
                Card(id="10", text="step 10", votes=1, channel="web", **cell),
                Card(id="x", lane="m", stage="s", text="elsewhere"),
                Card(id="2", text="Step 2", evidence=Proof(status=Evidence.PROPOSED), channel="app", **cell),
                Card(id="b", text="b", votes=5, priority=Priority(impact=5, effort=1), owner="Web", **cell),
                Card(
                    id="a",
                    text="A",
                    evidence=Proof(status=Evidence.OBSERVED),
                    priority=Priority(impact=2, effort=2),
                    **cell,
                ),
            ]
        ),
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.TEXT, ["a", "x", "b", "2", "10"]),
        (Order.VOTES, ["b", "x", "10", "2", "a"]),
        (Order.EVIDENCE, ["a", "x", "2", "10", "b"]),
        (Order.PRIORITY, ["b", "x", "a", "10", "2"]),
        (Order.OWNER, ["b", "x", "10", "2", "a"]),
        (Order.CHANNEL, ["2", "x", "10", "b", "a"]),
    ],
)
def test_a_cell_in_order(order: Order, expected: list[str]) -> None:
    assert list(order_cards(a_map(), ["10"], order).cards) == expected


def test_several_of_a_cell_are_ordered_among_themselves() -> None:
    assert list(order_cards(a_map(), ["10", "b"], Order.TEXT).cards) == ["b", "x", "2", "10", "a"]


def test_what_is_in_order_stays_the_same_map() -> None:
    journey = order_cards(a_map(), ["10"], Order.TEXT)
    assert order_cards(journey, ["a"], Order.TEXT) is journey
    assert put_at_end(journey, ["a"], top=True) is journey


def test_cards_go_to_the_ends_of_their_cell() -> None:
    assert list(put_at_end(a_map(), ["a", "2", "x"], top=True).cards) == ["2", "x", "a", "10", "b"]
    assert list(put_at_end(a_map(), ["10", "2"], top=False).cards) == ["b", "x", "a", "10", "2"]


def test_widths_and_heights() -> None:
    journey = a_map()
    after = set_heights(set_widths(journey, {"s": None, "t": 1.0}), {"l": 90.0})
    assert [stage.width for stage in after.stages.values()] == [None, 60]
    assert [lane.height for lane in after.lanes.values()] == [90, None]
    assert after.lanes["m"] is journey.lanes["m"]
    assert set_widths(journey, {"s": 300.0}) is journey
    with pytest.raises(KeyError):
        set_heights(journey, {"gone": None})


@settings(max_examples=30, deadline=None)
@given(journeys(), st.sampled_from(Order), st.data())
def test_ordering_loses_nothing(journey: Journey, order: Order, data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from(list(journey.cards)))) if journey.cards else []
    after = order_cards(journey, ids, order)
    assert after.cards == journey.cards
    assert [(card.lane, card.stage) for card in after.cards.values()] == [
        (card.lane, card.stage) for card in journey.cards.values()
    ]
