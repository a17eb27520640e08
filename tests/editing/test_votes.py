"""Dot votes: given and taken, cleared, and cells in their order."""

from __future__ import annotations

import pytest

from cjm_desktop.editing.locks import refused
from cjm_desktop.editing.votes import clear_votes, count_votes, sort_by_votes, vote
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Stage


@pytest.fixture
def journey() -> Journey:
    cells = (("a", "s", 0), ("b", "s", 2), ("c", "t", 1), ("d", "s", 5), ("e", "t", 1))
    return Journey(
        stages=Table.of([Stage(id="s"), Stage(id="t")]),
        lanes=Table.of([Lane(id="l", locked=True)]),
        cards=Table.of([Card(id=id_, lane="l", stage=stage, votes=votes) for id_, stage, votes in cells]),
    )


def test_votes_are_given_and_taken_but_never_below_none(journey: Journey) -> None:
    after = vote(vote(journey, ["a", "b"]), ["a", "b", "c"], -2)
    assert [card.votes for card in after.cards.values()] == [0, 1, 0, 5, 1]
    assert vote(journey, ["a"], -1) is journey
    assert vote(journey, []) is journey
    with pytest.raises(KeyError):
        vote(journey, ["nobody"])


def test_votes_are_counted_and_cleared(journey: Journey) -> None:
    assert count_votes(journey) == 9
    cleared = clear_votes(journey)
    assert count_votes(cleared) == 0
    assert cleared.cards["a"] is journey.cards["a"]
    assert clear_votes(cleared) is cleared


def test_cells_are_sorted_by_votes_each_within_its_places(journey: Journey) -> None:
    assert list(sort_by_votes(journey).cards) == ["d", "b", "c", "a", "e"]
    assert sort_by_votes(sort_by_votes(journey)) == sort_by_votes(journey)


def test_a_locked_lane_can_be_voted_on_and_is_not_sorted(journey: Journey) -> None:
    assert refused(journey, vote(journey, ["a"])) is None
    assert refused(journey, clear_votes(journey)) is None
    assert refused(journey, sort_by_votes(journey)) is not None
