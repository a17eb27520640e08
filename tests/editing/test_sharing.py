"""What is equal in two maps is one object afterwards, and nothing else changes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.cards import remove_cards, update_cards
from cjm_desktop.editing.change import diff
from cjm_desktop.editing.sharing import shared_with
from cjm_desktop.formats.journey_file import dumps, loads
from cjm_desktop.model.journey import TABLES, Journey
from tests.maps import random_map
from tests.strategies import journeys


def read_again(journey: Journey) -> Journey:
    return loads(dumps(journey), "a.cjm").journey


@settings(max_examples=40)
@given(journeys(), journeys())
def test_says_what_the_other_says(one: Journey, other: Journey) -> None:
    made = shared_with(one, other)
    assert dumps(made) == dumps(other)
    assert all(list(getattr(made, table)) == list(getattr(other, table)) for table in TABLES)


@settings(max_examples=40)
@given(journeys())
def test_a_map_read_again_is_the_same_object(journey: Journey) -> None:
    assert shared_with(journey, journey.model_copy(deep=True)) is journey


@settings(max_examples=20)
@given(st.data())
def test_only_what_differs_is_new(data: st.DataObject) -> None:
    journey = random_map(3, 40)
    ids = data.draw(st.sets(st.sampled_from(list(journey.cards)), min_size=1, max_size=5))
    edited = read_again(update_cards(journey, sorted(ids), text="Another text"))
    change = diff(journey, shared_with(journey, edited))
    assert set(change.tables) == {"cards"}
    assert set(change.tables["cards"].updated) == ids
    gone = diff(journey, shared_with(journey, read_again(remove_cards(journey, sorted(ids)))))
    assert set(gone.tables["cards"].removed) == ids
    assert not gone.tables["cards"].updated


def test_another_order_is_kept() -> None:
    journey = random_map(3, 10)
    cards = type(journey.cards).of(reversed(journey.cards.values()))
    made = shared_with(journey, journey.model_copy(update={"cards": cards}))
    assert list(made.cards) == list(cards)
    assert made.stages is journey.stages
