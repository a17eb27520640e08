"""Saying outright how a stage feels: the point, the curve and the lane that it needs are there afterwards."""

from __future__ import annotations

import pytest

from cjm_desktop.editing.feelings import feel, feel_points
from cjm_desktop.editing.lanes import insert_lane, new_lane, update_lane
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Curve, CurveStyle, EmotionPoint, Lane, LaneKind, Persona, Stage


def journey() -> Journey:
    return Journey(
        personas=Table.of([Persona(id="boris", name="Boris"), Persona(id="masha", name="Masha", primary=True)]),
        stages=Table.of([Stage(id="need"), Stage(id="buy")]),
        lanes=Table.of([Lane(id="feelings", kind=LaneKind.EMOTION, role="emotions")]),
        curves=Table.of(
            [
                Curve(id="target", lane="feelings", persona="masha", style=CurveStyle.GHOST),
                Curve(id="of-boris", lane="feelings", persona="boris"),
                Curve(id="of-masha", lane="feelings", persona="masha"),
            ]
        ),
        points=Table.of(
            [
                EmotionPoint(id="early", curve="of-masha", stage="need", position=0.1, value=1),
                EmotionPoint(id="mid", curve="of-masha", stage="need", position=0.6, value=None),
            ]
        ),
    )


def test_the_primary_personas_point_nearest_to_the_middle_is_set() -> None:
    felt = feel(journey(), ["need"], lambda _now: -2.0)
    assert felt.points == ("mid",)
    assert felt.journey.points["mid"].value == -2
    assert felt.journey.points["early"].value == 1
    assert felt.new_lane is None


def test_a_missing_point_is_made_in_the_middle() -> None:
    felt = feel(journey(), ["buy"], lambda now: (now or 0) + 0.5)
    (id_,) = felt.points
    point = felt.journey.points[id_]
    assert (point.curve, point.stage, point.position, point.value) == ("of-masha", "buy", 0.5, 0.5)


def test_another_persona_has_a_curve_of_its_own() -> None:
    felt = feel(journey(), ["buy"], lambda _now: 1.0, "boris")
    assert felt.journey.points[felt.points[0]].curve == "of-boris"


def test_several_stages_at_once() -> None:
    felt = feel(journey(), ["need", "buy", "need"], lambda _now: 2.0)
    assert [felt.journey.points[id_].stage for id_ in felt.points] == ["need", "buy"]


def test_a_lane_is_made_where_there_is_none() -> None:
    bare = Journey(stages=Table.of([Stage(id="need")]), lanes=Table.of([Lane(id="actions", role="actions")]))
    felt = feel(bare, ["need"], lambda _now: 1.0)
    assert felt.new_lane is not None
    assert list(felt.journey.lanes) == ["actions", felt.new_lane]
    assert felt.journey.lanes[felt.new_lane].kind is LaneKind.EMOTION
    assert felt.journey.curves[felt.journey.points[felt.points[0]].curve].lane == felt.new_lane


def test_a_shown_lane_comes_before_a_hidden_one() -> None:
    hidden = update_lane(journey(), "feelings", hidden=True)
    lane = new_lane(hidden, "emotions")
    felt = feel(insert_lane(hidden, lane), ["need"], lambda _now: 1.0)
    assert felt.journey.curves[felt.journey.points[felt.points[0]].curve].lane == lane.id


def test_the_same_again_is_the_same_map() -> None:
    once = feel(journey(), ["need"], lambda _now: 1.0).journey
    assert feel(once, ["need"], lambda _now: 1.0).journey is once
    assert feel(once, [], lambda _now: 1.0).journey is once


def test_points_are_held_within_the_limits() -> None:
    after = feel_points(journey(), ["early", "mid"], lambda now: (now or 0) + 1.5)
    assert (after.points["early"].value, after.points["mid"].value) == (2, 1.5)


def test_unknown_ids_are_refused() -> None:
    with pytest.raises(KeyError):
        feel(journey(), ["nowhere"], lambda _now: 1.0)
    with pytest.raises(KeyError):
        feel(journey(), ["need"], lambda _now: 1.0, "nobody")
    with pytest.raises(KeyError):
        feel_points(journey(), ["none"], lambda _now: 1.0)
