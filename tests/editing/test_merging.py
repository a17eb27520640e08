"""Cards made one keep every word and relation; cards made several share what they have in common."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.merging import lost_in_merging, merge_cards, split_card
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Connector, Lane, Mark, Priority, Stage, WebLink
from cjm_desktop.model.rules import repair
from tests.maps import picture
from tests.strategies import journeys

LINK = WebLink(url="https://example.org/")
ONE, TWO = picture(2, 2), picture(3, 3)


def a_map() -> Journey:
    return Journey(
        stages=Table.of([Stage(id="s"), Stage(id="t")]),
        lanes=Table.of([Lane(id="l"), Lane(id="m")]),
        cards=Table.of(
            [
                Card(id="a", lane="m", stage="s", text="under", tags=("x", "y"), votes=2, owner="Web"),
                Card(id="b", lane="l", stage="t", text="right", note="why", picture=ONE.id, owner="Web"),
                Card(id="c", lane="l", stage="s", text="first", tags=("y", "z"), marks=(Mark.FAIL_POINT,), votes=1),
                Card(id="d", lane="l", stage="s", text="", links=(LINK,), priority=Priority(impact=3, effort=2)),
                Card(id="e", lane="l", stage="s", text="other", picture=TWO.id, owner="Ops"),
            ]
        ),
        connectors=Table.of(
            [
                Connector(id="ae", source="a", target="e"),
                Connector(id="be", source="b", target="e"),
                Connector(id="ab", source="a", target="b"),
                Connector(id="eb", source="e", target="b", label="back"),
            ]
        ),
        pictures=Table.of([ONE, TWO]),
    )


def test_merged_cards_keep_all_that_was_said() -> None:
    after, id_ = merge_cards(a_map(), ["a", "b", "c", "d"])
    assert id_ == "c"
    card = after.cards["c"]
    assert card.text == "first\nright\nunder"
    assert (card.lane, card.stage) == ("l", "s")
    assert card.tags == ("y", "z", "x")
    assert (card.marks, card.links, card.votes, card.note) == ((Mark.FAIL_POINT,), (LINK,), 3, "why")
    assert (card.priority, card.picture, card.owner) == (Priority(impact=3, effort=2), ONE.id, "Web")
    assert list(after.cards) == ["c", "e"]
    assert {(one.source, one.target, one.label) for one in after.connectors.values()} == {
        ("c", "e", ""),
        ("e", "c", "back"),
    }
    assert repair(after) == (after, ())


def test_of_two_pictures_one_is_kept_and_the_other_is_told_of() -> None:
    assert lost_in_merging(a_map(), ["b", "e"])
    assert not lost_in_merging(a_map(), ["a", "b"])
    after, id_ = merge_cards(a_map(), ["b", "e"])
    assert id_ == "e"
    assert list(after.pictures) == [TWO.id]


def test_one_card_is_not_merged() -> None:
    journey = a_map()
    assert merge_cards(journey, ["a"]) == (journey, None)
    with pytest.raises(KeyError):
        merge_cards(journey, ["a", "gone"])


def test_what_would_be_too_long_is_refused() -> None:
    journey = a_map()
    cards = Table({id_: card.model_copy(update={"text": "x" * 15_000}) for id_, card in journey.cards.items()})
    with pytest.raises(ValueError):
        merge_cards(journey.model_copy(update={"cards": cards}), ["a", "b"])


def test_a_split_card_stands_in_its_place_with_what_all_parts_share() -> None:
    journey = a_map()
    after, ids = split_card(journey, "c", ["one", " ", "two ", "three"])
    assert ids[0] == "c"
    assert [card.text for card in after.cards.values()] == ["under", "right", "one", "two", "three", "", "other"]
    assert [after.cards[id_].tags for id_ in ids] == [("y", "z")] * 3
    assert [after.cards[id_].votes for id_ in ids] == [1, 0, 0]
    assert after.connectors is journey.connectors


def test_a_card_of_one_line_is_not_split() -> None:
    journey = a_map()
    assert split_card(journey, "c", ["one", ""]) == (journey, ())


@settings(max_examples=40, deadline=None)
@given(journeys(), st.data())
def test_any_cards_can_be_merged(journey: Journey, data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from(list(journey.cards)), unique=True)) if journey.cards else []
    after, id_ = merge_cards(journey, ids)
    assert repair(after) == (after, ())
    if id_ is not None:
        assert len(after.cards) == len(journey.cards) - len(ids) + 1
        words = [journey.cards[one].text.strip() for one in ids]
        assert all(word in after.cards[id_].text for word in words)
    else:
        assert after is journey
