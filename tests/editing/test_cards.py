from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.cards import (
    insert_card,
    move_cards,
    new_card,
    remove_cards,
    spread_cards,
    update_cards,
)
from cjm_desktop.editing.change import diff
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import cards_in_cell, parked_cards
from cjm_desktop.model.records import Card, Mark, Picture
from cjm_desktop.model.rules import repair
from tests.maps import random_map

Sound = Callable[[Journey], Journey]


def _cell(journey: Journey, lane: str, stage: str) -> list[str]:
    return [card.id for card in cards_in_cell(journey, lane, stage)]


def test_a_new_card_is_not_yet_in_the_map_and_fits_into_it(journey: Journey) -> None:
    card = new_card(journey, "do", "d", "text", span=9, sub_stage="a1", votes=-4)
    assert card.id not in journey.cards
    assert (card.lane, card.stage, card.text) == ("do", "d", "text")
    assert (card.span, card.sub_stage, card.votes) == (2, None, 0)
    assert new_card(journey, "do", "a", sub_stage="a2").sub_stage == "a2"


def test_a_new_card_without_lane_or_stage_is_parked(journey: Journey) -> None:
    for lane, stage in ((None, "a"), ("do", None), (None, None)):
        card = new_card(journey, lane, stage)
        assert (card.lane, card.stage) == (None, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"lane": "x"},
        {"lane": "x", "stage": None},
        {"stage": "x"},
        {"stage": "x", "lane": None},
        {"persona": "x"},
        {"picture": "x"},
    ],
)
def test_a_new_card_refers_to_what_is_there(journey: Journey, fields: dict[str, str]) -> None:
    with pytest.raises(KeyError, match="x"):
        new_card(journey, **{"lane": "do", "stage": "a", **fields})


def test_a_card_is_put_last_or_before_another(journey: Journey, sound: Sound) -> None:
    last = sound(insert_card(journey, Card(id="n", lane="do", stage="a")))
    assert _cell(last, "do", "a") == ["a-1", "a-2", "a-3", "n"]
    between = sound(insert_card(journey, Card(id="n", lane="do", stage="a"), before="a-2"))
    assert _cell(between, "do", "a") == ["a-1", "n", "a-2", "a-3"]
    assert diff(journey, between).tables["cards"].added == ("n",)


def test_inserting_refuses_a_used_id_and_unknown_places(journey: Journey) -> None:
    with pytest.raises(ValueError, match="masha"):
        insert_card(journey, Card(id="masha"))
    with pytest.raises(KeyError):
        insert_card(journey, Card(id="n", lane="nowhere", stage="a"))
    with pytest.raises(KeyError):
        insert_card(journey, Card(id="n"), before="nobody")


def test_one_card_moves_to_another_cell_and_leaves_its_sub_stage(journey: Journey, sound: Sound) -> None:
    after = sound(move_cards(journey, ["a-1"], "touch", "e"))
    assert _cell(after, "touch", "e") == ["e-1", "a-1"]
    assert after.cards["a-1"].sub_stage is None
    assert after.connectors is journey.connectors


def test_a_card_keeps_its_sub_stage_within_its_stage(journey: Journey, sound: Sound) -> None:
    assert sound(move_cards(journey, ["a-1"], "touch", "a")).cards["a-1"].sub_stage == "a1"


def test_moving_into_an_empty_cell_leaves_the_documents_order(journey: Journey) -> None:
    after = move_cards(journey, ["a-2"], "do", "e")
    assert diff(journey, after).tables["cards"].updated == ("a-2",)
    assert not diff(journey, after).tables["cards"].reordered


@pytest.mark.parametrize(
    ("ids", "before", "expected"),
    [
        (["a-3"], "a-1", ["a-3", "a-1", "a-2"]),
        (["a-1"], None, ["a-2", "a-3", "a-1"]),
        (["a-1"], "a-3", ["a-2", "a-1", "a-3"]),
        (["a-3", "a-2"], "a-1", ["a-2", "a-3", "a-1"]),
        (["a-1", "a-2"], "a-1", ["a-1", "a-2", "a-3"]),
        (["a-1", "a-2"], "a-2", ["a-1", "a-2", "a-3"]),
        (["a-1", "a-3"], "a-1", ["a-1", "a-3", "a-2"]),
        (["a-1", "a-3"], "a-3", ["a-2", "a-1", "a-3"]),
        (["a-1", "e-1", "parked"], "a-2", ["a-1", "e-1", "parked", "a-2", "a-3"]),
        (["e-1"], "t-1", ["a-1", "a-2", "e-1", "a-3"]),
        (["e-1"], "parked", ["a-1", "a-2", "a-3", "e-1"]),
    ],
)
def test_cards_move_in_their_order_before_a_card(
    journey: Journey, sound: Sound, ids: list[str], before: str | None, expected: list[str]
) -> None:
    after = sound(move_cards(journey, ids, "do", "a", before))
    assert _cell(after, "do", "a") == expected
    others = [id_ for id_ in journey.cards if id_ not in ids]
    assert [id_ for id_ in after.cards if id_ not in ids] == others


@pytest.mark.parametrize(
    ("ids", "before"), [(["a-1"], "a-1"), (["a-1"], "a-2"), (["a-3"], None), (["a-2", "a-3"], None), ([], None)]
)
def test_a_move_to_where_the_cards_are_is_no_change(journey: Journey, ids: list[str], before: str | None) -> None:
    assert move_cards(journey, ids, "do", "a", before) is journey


def test_a_spanning_card_is_clipped_at_the_end_of_the_map(journey: Journey, sound: Sound) -> None:
    assert sound(move_cards(journey, ["wide"], "do", "d")).cards["wide"].span == 2
    assert sound(move_cards(journey, ["wide"], "do", "c")).cards["wide"].span == 3


@pytest.mark.parametrize(("lane", "stage"), [(None, None), ("do", None), (None, "a")])
def test_without_lane_or_stage_cards_go_to_the_parking_lot(
    journey: Journey, sound: Sound, lane: str | None, stage: str | None
) -> None:
    after = sound(move_cards(journey, ["wide", "a-1"], lane, stage, before="parked"))
    assert [card.id for card in parked_cards(after)] == ["a-1", "wide", "parked"]
    assert (after.cards["a-1"].lane, after.cards["a-1"].stage, after.cards["a-1"].sub_stage) == (None, None, None)
    assert after.cards["wide"].span == 3


@pytest.mark.parametrize(
    ("ids", "lane", "stage", "before"),
    [
        (["x"], "do", "a", None),
        (["a-1"], "x", "a", None),
        (["a-1"], "x", None, None),
        (["a-1"], "do", "x", None),
        (["a-1"], None, "x", None),
        (["a-1"], "do", "a", "x"),
    ],
)
def test_moving_names_what_is_unknown(
    journey: Journey, ids: list[str], lane: str | None, stage: str | None, before: str | None
) -> None:
    with pytest.raises(KeyError, match="x"):
        move_cards(journey, ids, lane, stage, before)


def test_removing_takes_connectors_and_unused_pictures_along(
    journey: Journey, sound: Sound, pictures: tuple[Picture, Picture]
) -> None:
    black, white = pictures
    after = sound(remove_cards(journey, ["t-1", "a-2"]))
    assert not after.connectors
    assert list(after.cards) == ["a-1", "wide", "a-3", "e-1", "parked"]
    assert list(after.pictures) == [white.id]
    assert after.stages is journey.stages
    assert sound(remove_cards(journey, ["wide"])).connectors.keys() == {"k-1"}
    assert black.id in sound(remove_cards(journey, ["wide"])).pictures
    assert remove_cards(journey, []) is journey
    with pytest.raises(KeyError):
        remove_cards(journey, ["wide", "x"])


def test_updating_changes_fields_of_many_and_shares_the_rest(journey: Journey, sound: Sound) -> None:
    after = sound(update_cards(journey, ["a-1", "wide"], owner="Ann", marks=["fail_point"]))
    assert after.cards["wide"].owner == after.cards["a-1"].owner == "Ann"
    assert after.cards["a-1"].marks == (Mark.FAIL_POINT,)
    assert after.cards["a-2"] is journey.cards["a-2"]
    assert list(after.cards) == list(journey.cards)
    assert update_cards(after, ["a-1", "wide"], owner="Ann") is after
    assert update_cards(journey, ["a-1"], text="one") is journey
    assert update_cards(journey, [], text="one") is journey


def test_updating_keeps_to_the_map(journey: Journey, sound: Sound) -> None:
    assert sound(update_cards(journey, ["wide"], span=50)).cards["wide"].span == 4
    assert sound(update_cards(journey, ["wide"], sub_stage="a1")).cards["wide"].sub_stage is None
    moved = sound(update_cards(journey, ["a-1"], stage="c")).cards["a-1"]
    assert (moved.stage, moved.sub_stage) == ("c", None)
    with pytest.raises(KeyError):
        update_cards(journey, ["a-1"], persona="x")
    with pytest.raises(KeyError):
        update_cards(journey, ["x"], text="")
    with pytest.raises(TypeError):
        update_cards(journey, ["a-1"], colour="red")


def test_a_picture_that_its_last_card_lets_go_leaves_the_map(
    journey: Journey, sound: Sound, pictures: tuple[Picture, Picture]
) -> None:
    black, white = pictures
    assert list(sound(update_cards(journey, ["a-2"], picture=None)).pictures) == [white.id]
    shared = update_cards(journey, ["a-1"], picture=black.id)
    assert black.id in sound(update_cards(shared, ["a-2"], picture=white.id)).pictures


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_spreading_cards_is_moving_them_cell_by_cell(seed: int) -> None:
    dice = random.Random(seed)
    journey = random_map(seed % 50, 30, 4, 4)
    moving = dice.sample(list(journey.cards), 8)
    cells = {id_: (dice.choice(list(journey.lanes)), dice.choice(list(journey.stages))) for id_ in moving}
    spread = spread_cards(journey, cells)
    one_by_one = journey
    for id_ in (id_ for id_ in journey.cards if id_ in cells):
        one_by_one = move_cards(one_by_one, [id_], None, None)
    for id_ in (id_ for id_ in journey.cards if id_ in cells):
        one_by_one = move_cards(one_by_one, [id_], *cells[id_])
    for lane in journey.lanes:
        for stage in journey.stages:
            assert _cell(spread, lane, stage) == _cell(one_by_one, lane, stage)
    kept = {id_: (card.lane, card.stage) for id_, card in journey.cards.items() if id_ in cells}
    assert set(spread.cards) == set(journey.cards)
    assert spread_cards(spread, cells) is spread
    assert repair(spread_cards(spread, kept))[1] == ()


def test_spreading_no_cards_changes_nothing(journey: Journey) -> None:
    assert spread_cards(journey, {}) is journey
    with pytest.raises(KeyError):
        spread_cards(journey, {"nobody": ("touch", "a")})
