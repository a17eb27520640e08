"""How a stage feels, said outright: stages and a value go in; the map with that point on a persona's curve comes out.

Where a point, a curve or the emotion lane itself is missing it is made along with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cjm_desktop.editing.curve import curve_for, insert_point, new_point, update_point
from cjm_desktop.editing.lanes import insert_lane, new_lane
from cjm_desktop.editing.tables import require
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import CurveStyle, LaneKind

#: From the value that a point has (None: no point, or a gap) to the one that it gets; limits are kept for it.
Feeling = Callable[[float | None], float]


@dataclass(frozen=True, slots=True)
class Felt:
    """The map, the ids of the points that say it, and the emotion lane that was made for them, if one was."""

    journey: Journey
    points: tuple[str, ...]
    new_lane: str | None = None


def feel(journey: Journey, stages: Iterable[str], feeling: Feeling, persona: str | None = None) -> Felt:
    """The map in which the stages feel as `feeling` says, on the curve of the persona or else of the primary one.

    In a stage with several points it is the one nearest to the middle. KeyError for an unknown stage or persona.
    """
    wanted = list(dict.fromkeys(stages))
    for stage in wanted:
        require(journey.stages, stage)
    require(journey.personas, persona)
    if not wanted:
        return Felt(journey, ())
    after, lane = journey, _emotion_lane(journey, persona)
    made: str | None = None
    if lane is None:
        fresh = new_lane(journey, "emotions")
        after, lane, made = insert_lane(journey, fresh), fresh.id, fresh.id
    after, curve = curve_for(after, lane, persona or _primary_with_curve(after, lane))
    found = []
    for stage in wanted:
        here = [point for point in after.points.values() if point.curve == curve and point.stage == stage]
        point = min(here, key=lambda one: abs(one.position - 0.5), default=None)
        if point is None:
            point = new_point(after, curve, stage, 0.5, feeling(None))
            after = insert_point(after, point)
        else:
            after = update_point(after, point.id, value=feeling(point.value))
        found.append(point.id)
    return Felt(after, tuple(found), made)


def feel_points(journey: Journey, ids: Iterable[str], feeling: Feeling) -> Journey:
    """The map in which these points feel as `feeling` says; KeyError for an unknown id."""
    for id_ in dict.fromkeys(ids):
        journey = update_point(journey, id_, value=feeling(journey.points[id_].value))
    return journey


def _emotion_lane(journey: Journey, persona: str | None) -> str | None:
    """Where a persona's feelings are drawn already, else the first emotion lane, a shown one before a hidden one."""
    lanes = [lane for lane in journey.lanes.values() if lane.kind is LaneKind.EMOTION]
    own = {
        curve.lane
        for curve in journey.curves.values()
        if curve.persona == persona and curve.style is CurveStyle.ACTUAL and not curve.hidden
    }
    lanes.sort(key=lambda lane: (lane.hidden, persona is not None and lane.id not in own))
    return lanes[0].id if lanes else None


def _primary_with_curve(journey: Journey, lane: str) -> str | None:
    """The primary persona that has a curve in the lane; None leaves it to the lane's first curve."""
    drawn = {
        curve.persona for curve in journey.curves.values() if curve.lane == lane and curve.style is CurveStyle.ACTUAL
    }
    return next((one.id for one in journey.personas.values() if one.primary and one.id in drawn), None)
