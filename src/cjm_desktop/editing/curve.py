"""Emotion curves and their points: drawn, bent, changed, removed. A value beyond -2..+2 or a position beyond 0..1 is clamped."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import chosen, insert_record, require, unused_id, update_record, with_tables, without
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import curves_of_lane
from cjm_desktop.model.records import Curve, CurveStyle, EmotionPoint, LaneKind


class Shown(StrEnum):
    """How a curve is shown on the map."""

    SHOWN = "shown"  #: with its faces
    GHOST = "ghost"  #: dashed and grey, behind the others
    HIDDEN = "hidden"  #: not at all; its points are kept


#: Two points of a curve stand at least this far apart, as a share of the stage's width; places tried, in this order.
_APART = 0.12
_ASIDE = (0.0, 0.25, -0.25, 0.4, -0.4, 0.15, -0.15, 0.3, -0.3)


def new_point(
    journey: Journey, curve: str, stage: str, position: float, value: float | None, **fields: Any
) -> EmotionPoint:
    """A point of a curve, not yet in the map; a value of None is a gap. KeyError for an unknown curve or stage."""
    values = {"curve": curve, "stage": stage, "position": position, "value": value, **fields}
    point = EmotionPoint(id=unused_id(journey, "point"), **checked(EmotionPoint, values))
    return _possible_point(journey, point)


def insert_point(journey: Journey, point: EmotionPoint, before: str | None = None) -> Journey:
    """The map with the point; KeyError for an unknown curve, stage or `before`, ValueError for an id in use."""
    return insert_record(journey, "points", _possible_point(journey, point), before)


def free_position(taken: Iterable[float], wanted: float) -> float:
    """The place in a stage nearest to the wanted one that stands clear of those that the curve's points take there."""
    others = list(taken)
    for aside in _ASIDE:
        position = round(wanted + aside, 3)
        if 0.02 <= position <= 0.98 and all(abs(position - other) >= _APART for other in others):
            return position
    return round(min(0.98, max(0.02, wanted)), 3)


def move_point(journey: Journey, id_: str, stage: str, position: float, value: float | None) -> Journey:
    """The map with a point at another place of its curve; KeyError for an unknown point or stage."""
    return update_point(journey, id_, stage=stage, position=position, value=value)


def update_point(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a point's fields changed; KeyError for an unknown point, curve or stage."""
    after = update_record(journey, "points", id_, fields)
    _possible_point(journey, after.points[id_])
    return after


def remove_points(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the points; KeyError for an unknown id."""
    return with_tables(journey, points=without(journey.points, chosen(journey.points, ids)))


def new_curve(journey: Journey, lane: str, **fields: Any) -> Curve:
    """A curve for a lane, not yet in the map; KeyError for an unknown lane or persona."""
    curve = Curve(id=unused_id(journey, "curve"), **checked(Curve, {"lane": lane, **fields}))
    return _possible_curve(journey, curve)


def insert_curve(journey: Journey, curve: Curve, before: str | None = None) -> Journey:
    """The map with the curve; KeyError for an unknown lane, persona or `before`, ValueError for an id in use."""
    return insert_record(journey, "curves", _possible_curve(journey, curve), before)


def update_curve(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a curve's fields changed; KeyError for an unknown curve, lane or persona."""
    after = update_record(journey, "curves", id_, fields)
    _possible_curve(journey, after.curves[id_])
    return after


def remove_curves(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the curves and their points; KeyError for an unknown id."""
    gone = chosen(journey.curves, ids)
    return with_tables(
        journey,
        curves=without(journey.curves, gone),
        points=without(journey.points, [one.id for one in journey.points.values() if one.curve in gone]),
    )


def how_shown(curve: Curve) -> Shown:
    """How a curve is shown."""
    if curve.hidden:
        return Shown.HIDDEN
    return Shown.GHOST if curve.style is CurveStyle.GHOST else Shown.SHOWN


def show_curve(journey: Journey, id_: str, how: Shown) -> Journey:
    """The map with a curve shown, ghosted or hidden; a hidden one stays what it was otherwise. KeyError for an unknown id."""
    if how is Shown.HIDDEN:
        return update_curve(journey, id_, hidden=True)
    style = CurveStyle.GHOST if how is Shown.GHOST else CurveStyle.ACTUAL
    return update_curve(journey, id_, hidden=False, style=style)


def home_of_curves(journey: Journey) -> str | None:
    """The lane that a new curve goes to: the first emotion lane, a shown one before a hidden one; None where there is none."""
    lanes = [lane for lane in journey.lanes.values() if lane.kind is LaneKind.EMOTION]
    return next((lane.id for lane in lanes if not lane.hidden), lanes[0].id if lanes else None)


def curve_for(journey: Journey, lane: str, persona: str | None = None) -> tuple[Journey, str]:
    """The map and the id of the curve that a new point of the lane belongs to.

    That is the lane's first actual curve (of the persona, where one is named), a shown one before a hidden one. Where
    there is none, one is made for that persona or the primary one. KeyError for an unknown lane or persona.
    """
    require(journey.lanes, lane)
    require(journey.personas, persona)
    actual = [one for one in curves_of_lane(journey, lane) if one.style is CurveStyle.ACTUAL]
    if persona is not None:
        actual = [one for one in actual if one.persona == persona]
    if actual:
        return journey, next((one for one in actual if not one.hidden), actual[0]).id
    people = list(journey.personas.values())
    primary = next((one for one in people if one.primary), people[0] if people else None)
    curve = new_curve(journey, lane, persona=persona or (None if primary is None else primary.id))
    return insert_curve(journey, curve), curve.id


def _possible_point(journey: Journey, point: EmotionPoint) -> EmotionPoint:
    require(journey.curves, point.curve)
    require(journey.stages, point.stage)
    return point


def _possible_curve(journey: Journey, curve: Curve) -> Curve:
    require(journey.lanes, curve.lane)
    require(journey.personas, curve.persona)
    return curve
