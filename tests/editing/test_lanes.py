from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.lanes import insert_lane, move_lanes, new_lane, remove_lanes, update_lane
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, LaneKind

Sound = Callable[[Journey], Journey]


@pytest.mark.parametrize("role", ROLES)
def test_a_new_lane_is_what_its_role_says(journey: Journey, sound: Sound, role: str) -> None:
    lane = new_lane(journey, role)
    assert (lane.kind, lane.role, lane.label, lane.hint) == (
        ROLES[role].kind,
        role,
        ROLES[role].label,
        ROLES[role].hint,
    )
    assert next(iter(sound(insert_lane(journey, lane, "do")).lanes)) == lane.id


def test_a_new_lane_takes_its_own_label(journey: Journey) -> None:
    assert new_lane(journey, "pains", "Боли").label == "Боли"
    assert new_lane(journey, "pains", "").label == ""
    with pytest.raises(KeyError):
        new_lane(journey, "nonsense")
    with pytest.raises(ValueError):
        insert_lane(journey, Lane(id="do"))


@pytest.mark.parametrize(
    ("ids", "before", "order"),
    [
        (["do"], None, ["touch", "feel", "count", "do"]),
        (["count", "feel"], "do", ["feel", "count", "do", "touch"]),
        (["do", "touch"], "touch", ["do", "touch", "feel", "count"]),
    ],
)
def test_lanes_move_in_their_order(
    journey: Journey, sound: Sound, ids: list[str], before: str | None, order: list[str]
) -> None:
    after = sound(move_lanes(journey, ids, before))
    assert list(after.lanes) == order
    assert (after is journey) == (order == list(journey.lanes))


def test_removing_a_lane_takes_along_what_stands_in_it(journey: Journey, sound: Sound) -> None:
    after = sound(remove_lanes(journey, ["do"]))
    assert list(after.cards) == ["t-1", "e-1", "parked"]
    assert not after.connectors
    assert after.curves is journey.curves
    feeling = sound(remove_lanes(journey, ["feel"]))
    assert not feeling.curves
    assert not feeling.points
    assert feeling.cards is journey.cards
    assert not sound(remove_lanes(journey, ["count"])).metrics
    assert list(sound(remove_lanes(journey, list(journey.lanes))).cards) == ["parked"]
    assert remove_lanes(journey, []) is journey
    with pytest.raises(KeyError):
        remove_lanes(journey, ["x"])


def test_a_parked_card_that_remembers_a_lane_outlives_it(journey: Journey, sound: Sound) -> None:
    start = journey.model_copy(update={"cards": Table({**journey.cards, "half": Card(id="half", lane="do")})})
    assert sound(remove_lanes(start, ["do"])).cards["half"].lane is None


def test_updating_a_lane(journey: Journey, sound: Sound) -> None:
    after = sound(update_lane(journey, "do", kind="steps", height=1, hidden=True))
    assert (after.lanes["do"].kind, after.lanes["do"].height, after.lanes["do"].hidden) == (LaneKind.STEPS, 20, True)
    assert update_lane(journey, "do", label="Pain points") is journey
    with pytest.raises(KeyError):
        update_lane(journey, "x", label="")
