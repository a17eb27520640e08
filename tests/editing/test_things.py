from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.editing.stages import remove_stages
from cjm_desktop.editing.things import kind_of, name_of, remove, update
from cjm_desktop.editing.views import insert_view
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Picture, View

Sound = Callable[[Journey], Journey]

_KINDS = {
    "talks": "source",
    "masha": "persona",
    "market": "channel",
    "a": "stage",
    "do": "lane",
    "line-visibility": "line",
    "wide": "card",
    "now": "curve",
    "p-a": "point",
    "m-b": "metric",
    "k-1": "connector",
}


def test_every_table_has_a_kind(journey: Journey, pictures: tuple[Picture, Picture]) -> None:
    journey = insert_view(journey, View(id="executive"))
    kinds = {**_KINDS, pictures[0].id: "picture", "executive": "view"}
    assert {id_: kind_of(journey, id_) for id_ in kinds} == kinds
    assert len(set(kinds.values())) == len(TABLES)


@pytest.mark.parametrize(
    ("id_", "word"),
    [
        ("wide", "pain point"),
        ("t-1", "touchpoint"),
        ("parked", "card"),
        ("a", "stage"),
        ("do", "lane"),
        ("p-a", "emotion point"),
        ("now", "emotion curve"),
        ("masha", "persona"),
        ("k-1", "connector"),
        ("m-b", "metric"),
    ],
)
def test_a_thing_has_the_users_word(journey: Journey, id_: str, word: str) -> None:
    assert name_of(journey, id_) == word


def test_a_card_with_a_channel_is_a_touchpoint_where_its_lane_says_nothing(journey: Journey) -> None:
    own = update_lane(update_lane(journey, "do", role="own"), "touch", role="made up")
    assert name_of(own, "a-1") == "card"
    assert name_of(update_cards(own, ["a-1"], channel="web"), "a-1") == "touchpoint"
    assert name_of(update_cards(own, ["t-1"], channel=None), "t-1") == "touchpoint"


@pytest.mark.parametrize(
    ("id_", "fields"),
    [
        ("talks", {"title": "n"}),
        ("masha", {"name": "n"}),
        ("market", {"name": "n"}),
        ("a", {"name": "n"}),
        ("do", {"label": "n"}),
        ("line-visibility", {"label": "n"}),
        ("wide", {"text": "n"}),
        ("now", {"label": "n"}),
        ("p-a", {"label": "n"}),
        ("m-b", {"label": "n"}),
        ("k-1", {"label": "n"}),
    ],
)
def test_anything_is_updated_by_its_id(journey: Journey, sound: Sound, id_: str, fields: dict[str, str]) -> None:
    after = sound(update(journey, id_, **fields))
    assert after is not journey
    assert update(after, id_, **fields) is after


def test_unknown_ids_are_named(journey: Journey) -> None:
    for ask in (kind_of, name_of, update):
        with pytest.raises(KeyError, match="x"):
            ask(journey, "x")
    with pytest.raises(KeyError, match="x"):
        remove(journey, ["wide", "x"])


def test_a_mix_of_kinds_is_removed(journey: Journey, sound: Sound) -> None:
    ids = ["a", "a-1", "p-a", "k-1", "feel", "now", "masha", "market", "talks", "line-visibility", "m-b", "a-1"]
    after = sound(remove(journey, ids))
    assert not any(id_ in getattr(after, table) for id_ in ids for table in TABLES)
    assert list(after.cards) == ["wide", "e-1", "parked"]
    assert remove(journey, []) is journey


def test_removing_everything_leaves_an_empty_map(journey: Journey, sound: Sound) -> None:
    after = sound(remove(journey, [id_ for table in TABLES for id_ in getattr(journey, table)]))
    assert not any(getattr(after, table) for table in TABLES)


def test_removing_one_kind_is_that_kinds_removal(journey: Journey) -> None:
    assert remove(journey, ["a", "b"]) == remove_stages(journey, ["a", "b"])
