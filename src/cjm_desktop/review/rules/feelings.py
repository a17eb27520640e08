"""Rules about emotion curves: empty ones, flat ones, and falls for which the map names no reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LaneKind, MapKind
from cjm_desktop.model.saying import QT_TRANSLATE_NOOP
from cjm_desktop.review.roles import PAIN_ROLES
from cjm_desktop.review.rules.filling import fill_cell, lane_of_roles
from cjm_desktop.review.rules.look import Look
from cjm_desktop.review.rules.rule import Finding, Fix, Fixed, Hit, Rule, Severity, Value, quoted, stage_named

#: Feelings run from -2 to +2. A curve that stays within this range says that nothing matters.
_FLAT = 0.5
#: Fewer points than that are no curve yet.
_FEWEST = 3
#: More than one step of the five faces.
_STEEP = 1.25


def _empty(look: Look) -> Iterator[Hit]:
    journey = look.journey
    felt = {point.curve for point in journey.points.values() if point.value is not None}
    lanes = {journey.curves[curve].lane for curve in felt if curve in journey.curves}
    for lane in journey.lanes.values():
        if lane.kind is LaneKind.EMOTION and lane.id not in lanes:
            yield Hit(lane.id, {"lane": quoted(lane.label or lane.id)})


def _flat(look: Look) -> Iterator[Hit]:
    for curve, points in look.felt.items():
        values = [point.value or 0.0 for point in points]
        if len(values) >= _FEWEST and max(values) - min(values) < _FLAT:
            yield Hit(points[0].id, {"curve": quoted(curve_name(look.journey, curve))})


def _drops(look: Look) -> Iterator[Hit]:
    if not look.has(PAIN_ROLES) and look.journey.kind is not MapKind.CURRENT:
        return
    named = look.stages_with(PAIN_ROLES) | look.failing_stages
    for points in look.felt.values():
        for one, two in pairwise(points):
            # Between the two there may be stages of which nobody said how they feel.
            way = look.stage_ids[look.stage_numbers[one.stage] : look.stage_numbers[two.stage] + 1]
            if (one.value or 0.0) - (two.value or 0.0) < _STEEP or not named.isdisjoint(way):
                continue
            values: dict[str, Value] = {"one": stage_named(look, one.stage)}
            values["two"] = stage_named(look, two.stage)
            inside = QT_TRANSLATE_NOOP("review", "feelings drop steeply in {two}, and no pain says why")
            yield Hit(two.id, values, (two.stage,), inside if one.stage == two.stage else "")


def _name_pain(journey: Journey, finding: Finding) -> Fixed | None:
    return fill_cell(journey, lane_of_roles(journey, PAIN_ROLES), finding.data[0])


def curve_name(journey: Journey, id_: str) -> str:
    """What a curve is called: its label, or its persona's name, or its lane's label."""
    curve = journey.curves[id_]
    persona = journey.personas.get(curve.persona or "")
    lane = journey.lanes.get(curve.lane)
    return curve.label or (persona.name if persona else "") or (lane.label if lane else "") or curve.id


RULES: tuple[Rule, ...] = (
    Rule(
        "no-emotions",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Emotion lane without values"),
        QT_TRANSLATE_NOOP("review", "lane {lane} has no values"),
        QT_TRANSLATE_NOOP("review", "The curve shows where to begin, and an empty one shows nothing."),
        _empty,
    ),
    Rule(
        "flat-curve",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "Flat curve"),
        QT_TRANSLATE_NOOP("review", "the curve {curve} is flat"),
        QT_TRANSLATE_NOOP("review", "Nobody feels the same from beginning to end."),
        _flat,
    ),
    Rule(
        "steep-drop",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Steep drop without a pain"),
        QT_TRANSLATE_NOOP("review", "feelings drop steeply from {one} to {two}, and no pain says why"),
        QT_TRANSLATE_NOOP("review", "Where feelings fall, something hurts that nobody has named yet."),
        _drops,
        Fix(QT_TRANSLATE_NOOP("undo", "Add pain"), _name_pain, QT_TRANSLATE_NOOP("review", "Add Pain")),
    ),
)
