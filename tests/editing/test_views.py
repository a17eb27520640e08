"""Views: edits of them, what they show and dim, and that what is shown shares all it can with the map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.cards import insert_card, new_card, update_cards
from cjm_desktop.editing.change import diff
from cjm_desktop.editing.stages import remove_stages
from cjm_desktop.editing.views import (
    Lens,
    dimmed,
    filters,
    insert_view,
    kept_after,
    new_view,
    remove_views,
    shown,
    shows_all,
    update_view,
)
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import Card, Connector, Curve, Evidence, Lane, Proof, Stage, Unmatched, View
from cjm_desktop.model.rules import repair
from tests.maps import random_map
from tests.strategies import journeys

HIDE = Unmatched.HIDE


def small() -> Journey:
    cells = (("one", "a", ("x",), "Web"), ("two", "a", ("x", "y"), ""), ("three", "b", (), "Web"))
    cards = [Card(id=id_, lane="do", stage=stage, tags=tags, owner=owner) for id_, stage, tags, owner in cells]
    return Journey(
        stages=Table.of([Stage(id="a"), Stage(id="b"), Stage(id="c")]),
        lanes=Table.of([Lane(id="do", role="actions"), Lane(id="pain", role="pains")]),
        cards=Table.of([*cards, Card(id="wide", lane="pain", stage="a", span=3)]),
        connectors=Table.of([Connector(id="k", source="one", target="three")]),
    )


def test_views_are_put_in_changed_and_removed() -> None:
    journey = small()
    first = new_view(journey, "First", tags=("x",))
    journey = insert_view(journey, first)
    second = new_view(journey, "Second")
    journey = insert_view(journey, second, first.id)
    assert list(journey.views) == [second.id, first.id]
    journey = update_view(journey, second.id, name="Other", unmatched=HIDE)
    assert journey.views[second.id].name == "Other"
    assert update_view(journey, second.id, name="Other") is journey
    assert list(remove_views(journey, [first.id]).views) == [second.id]
    with pytest.raises(KeyError):
        remove_views(journey, ["nobody"])
    with pytest.raises(ValueError):
        insert_view(journey, first)


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({"tags": ("x",)}, ["one", "two"]),
        ({"tags": ("y",)}, ["two"]),
        ({"tags": ("",)}, ["three", "wide"]),
        ({"owners": ("Web",)}, ["one", "three"]),
        ({"owners": ("",)}, ["two", "wide"]),
        ({"tags": ("x",), "owners": ("Web",)}, ["one"]),
        ({"tags": ("x", "")}, ["one", "two", "three", "wide"]),
    ],
)
def test_a_filter_lets_through_what_has_one_value_of_each_kind(
    fields: dict[str, tuple[str, ...]], left: list[str]
) -> None:
    journey = small()
    view = new_view(journey, **fields)
    assert filters(view)
    assert dimmed(journey, view) == set(journey.cards) - set(left)
    assert shown(journey, view) is journey
    hiding = view.model_copy(update={"unmatched": HIDE})
    assert list(shown(journey, hiding).cards) == left
    assert dimmed(journey, hiding) == frozenset()


def test_evidence_channels_and_personas_filter() -> None:
    journey = update_cards(small(), ["one"], channel="web", evidence=Proof(status=Evidence.OBSERVED))
    for fields in ({"channels": ("web",)}, {"evidence": (Evidence.OBSERVED,)}):
        assert list(shown(journey, new_view(journey, unmatched=HIDE, **fields)).cards) == ["one"]
    journey = journey.model_copy(
        update={"curves": Table.of([Curve(id="m", lane="do", persona="masha"), Curve(id="all", lane="do")])}
    )
    seen = shown(journey, new_view(journey, personas=("olga",)))
    assert [curve.id for curve in seen.curves.values() if not curve.hidden] == ["all"]


def test_an_arrow_to_a_hidden_card_is_not_shown() -> None:
    journey = small()
    assert list(shown(journey, new_view(journey, tags=("x",), unmatched=HIDE)).connectors) == []
    assert list(shown(journey, new_view(journey, owners=("Web",), unmatched=HIDE)).connectors) == ["k"]


def test_roles_and_hidden_lanes_hide_lanes_and_share_the_others() -> None:
    journey = small()
    for fields in ({"roles": ("pains",)}, {"hidden_lanes": ("do",)}):
        seen = shown(journey, new_view(journey, **fields))
        assert [lane.id for lane in seen.lanes.values() if not lane.hidden] == ["pain"]
        assert seen.lanes["pain"] is journey.lanes["pain"]
        assert seen.cards is journey.cards
        assert not journey.lanes["do"].hidden


@pytest.mark.parametrize("hidden", [("a",), ("b",), ("c",), ("a", "b"), ("a", "c")])
def test_hidden_stages_show_what_the_map_without_them_would(hidden: tuple[str, ...]) -> None:
    journey = small()
    seen = shown(journey, new_view(journey, hidden_stages=hidden))
    assert seen == remove_stages(journey, hidden)
    assert shown(journey, new_view(journey, hidden_stages=hidden)).cards.get("wide") == seen.cards.get("wide")


def test_a_view_of_everything_is_the_map_itself() -> None:
    journey = small()
    for view in (
        None,
        new_view(journey, "All"),
        new_view(journey, hidden_lanes=("nowhere",), roles=("actions", "pains")),
    ):
        assert shown(journey, view) is journey
        assert dimmed(journey, view) == frozenset()
    assert shows_all(None)
    assert shows_all(new_view(journey))
    assert not shows_all(new_view(journey, tags=("x",)))


def test_tables_that_show_the_same_are_the_same_objects_after_an_edit() -> None:
    journey = random_map(3, 300)
    view = new_view(
        journey,
        owners=("",),
        unmatched=HIDE,
        hidden_stages=(next(iter(journey.stages)),),
        roles=("actions", "emotions"),
    )
    before = shown(journey, view)
    touched = next(reversed(before.cards))
    edited = update_cards(journey, [touched], text="other")
    after = shown(edited, view)
    for name in TABLES:
        assert (getattr(after, name) is getattr(before, name)) == (name != "cards"), name
    assert [id_ for id_ in after.cards if after.cards[id_] is not before.cards[id_]] == [touched]
    assert dimmed(journey, view.model_copy(update={"unmatched": Unmatched.DIM})) is dimmed(
        edited, view.model_copy(update={"unmatched": Unmatched.DIM})
    )


def test_what_is_made_or_changed_in_sight_is_kept_in_sight() -> None:
    journey = small()
    view = new_view(journey, tags=("x",), roles=("actions",), unmatched=HIDE)
    card = new_card(journey, "do", "b", "new")
    after = insert_card(journey, card)
    kept = kept_after(diff(journey, after), view, frozenset())
    assert kept == {card.id}
    assert card.id in Lens().shown(after, view, kept).cards
    untagged = update_cards(after, ["one", "three"], tags=())
    kept = kept_after(diff(after, untagged), view, kept)
    assert kept == {card.id, "one"}
    assert kept_after(diff(after, untagged), None, frozenset()) == frozenset()


@st.composite
def looks(draw: Callable[[st.SearchStrategy[object]], object], journey: Journey) -> View:  # type: ignore[type-arg]
    """A view of a map: some of its lanes and stages hidden, some cards let through."""

    def some(values: object) -> tuple[object, ...]:
        found = list(dict.fromkeys(values))  # type: ignore[call-overload]
        return tuple(draw(st.lists(st.sampled_from(found), max_size=2, unique=True))) if found else ()  # type: ignore[arg-type]

    return new_view(
        journey,
        roles=some(lane.role for lane in journey.lanes.values()),
        hidden_lanes=some(journey.lanes),
        hidden_stages=some(journey.stages),
        owners=some(card.owner for card in journey.cards.values()),
        tags=some(tag for card in journey.cards.values() for tag in (*card.tags, "")),
        unmatched=draw(st.sampled_from(list(Unmatched))),
    )


@given(data=st.data(), journey=journeys())
@settings(max_examples=60, deadline=None)
def test_what_any_view_shows_is_a_sound_map_with_the_maps_own_records(data: st.DataObject, journey: Journey) -> None:
    view = data.draw(looks(journey))
    seen = shown(journey, view)
    # Its views are the map's own, and may name what they hide.
    bare = seen.model_copy(update={"views": Table()})
    assert repair(bare) == (bare, ())
    for name in TABLES:
        order = [id_ for id_ in getattr(journey, name) if id_ in getattr(seen, name)]
        assert order == list(getattr(seen, name)), name
    assert all(seen.cards[id_].text is journey.cards[id_].text for id_ in seen.cards)
    assert dimmed(journey, view) <= journey.cards.keys()
    assert shown(journey, view).cards is seen.cards
