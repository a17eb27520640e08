"""What people answered about places of a journey goes into its map: as an emotion curve, or as a row of heat."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from cjm_desktop.editing.curve import free_position, home_of_curves, insert_curve, new_curve
from cjm_desktop.editing.lanes import insert_lane, new_lane
from cjm_desktop.editing.sources import insert_source, new_source, update_source
from cjm_desktop.editing.tables import changed, unused_id, with_tables
from cjm_desktop.model.feelings import bounds_of, scale_name
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    EMOTION_MAX,
    EMOTION_MIN,
    EmotionPoint,
    Evidence,
    Lane,
    LaneKind,
    Metric,
    MetricDisplay,
    Proof,
)

T = TypeVar("T", EmotionPoint, Metric)

#: What stands behind the scale of answers that were read as promoters and detractors.
_NPS = ", NPS"
_TOLD = re.compile(rf"\bscale (-?\d{{1,4}} to \+?\d{{1,4}})({_NPS})?\s*$", re.MULTILINE)
#: So many earlier values of a metric are kept.
_EARLIER = 24


class SurveyShown(StrEnum):
    """As what a survey comes onto the map."""

    CURVE = "curve"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered about a place: the stage, where in it (0 to 1), the touchpoint's name (empty: the stage itself).

    `value` and `spread` (standard deviation; None for a single answer) are on the survey's scale.
    """

    stage: str
    position: float
    label: str
    value: float
    count: int
    spread: float | None


@dataclass(frozen=True, slots=True)
class Survey:
    """Results along the journey; `low` and `high` are the ends of their scale, `unit` is what stands behind a value.

    `title` names the source, by which the survey is found when it comes again; `note` says more of it.
    """

    title: str
    low: float
    high: float
    results: tuple[Result, ...]
    unit: str = ""
    note: str = ""

    @property
    def count(self) -> int:
        return sum(result.count for result in self.results)

    def feeling(self, value: float) -> float:
        """A value of the scale as an emotion."""
        share = (value - self.low) / (self.high - self.low)
        return min(EMOTION_MAX, max(EMOTION_MIN, EMOTION_MIN + share * (EMOTION_MAX - EMOTION_MIN)))


def put_survey(journey: Journey, survey: Survey, shown: SurveyShown) -> Journey:
    """The map with the survey's curve or row, and its source; one that came from this source before is brought up to date.

    The map itself where nothing is new. KeyError for an unknown stage.
    """
    for result in survey.results:
        journey.stages[result.stage]
    put = _put_curve if shown is SurveyShown.CURVE else _put_row
    return put(_with_source(journey, survey), survey)


def curve_of(journey: Journey, title: str) -> str | None:
    """The curve all of whose points come from the source of that title."""
    return _all_from(title, ((point.curve, point) for point in journey.points.values()))


def row_of(journey: Journey, title: str) -> str | None:
    """The lane all of whose metrics come from the source of that title."""
    return _all_from(title, ((metric.lane, metric) for metric in journey.metrics.values()))


def shown_before(journey: Journey, title: str) -> tuple[SurveyShown, ...] | None:
    """As what a survey of that title is on the map; None where it is not."""
    found = {SurveyShown.CURVE: curve_of(journey, title), SurveyShown.HEAT: row_of(journey, title)}
    return tuple(shown for shown, id_ in found.items() if id_ is not None) or None


def note_of(name: str, told: str) -> str:
    """What the source of a survey says of the file that the answers came from."""
    return f"{name}: {told}"


def scale_told(scale: str, *, promoters: bool) -> str:
    """How the note of a source tells the scale of its answers (“1 to 5”), by which `scale_before` finds it again."""
    return f"scale {scale}{_NPS if promoters else ''}"


def scale_before(journey: Journey, title: str) -> tuple[str, bool] | None:
    """The scale that answers of the source of that title came in on, and whether they were promoters and detractors.

    Its note tells it, or else the ends of its row of heat; None where nothing does.
    """
    source = next((one for one in journey.sources.values() if one.title == title), None)
    if source is None:
        return None
    told = _TOLD.search(source.note)
    if told is not None and bounds_of(told.group(1)) is not None:
        return told.group(1), told.group(2) is not None
    row = row_of(journey, title)
    ends = {(one.empty, one.full) for one in journey.metrics.values() if one.lane == row}
    low, high = ends.pop() if len(ends) == 1 else (None, None)
    return (scale_name(low, high), False) if low is not None and high is not None and low < high else None


def title_of_file(journey: Journey, name: str) -> str:
    """The title of the source whose answers came from a file of that name; empty where there is none."""
    known = (source for source in journey.sources.values() if source.note.startswith(note_of(name, "")))
    return next((source.title for source in known if shown_before(journey, source.title)), "")


def _all_from(title: str, things: Iterable[tuple[str, EmotionPoint | Metric]]) -> str | None:
    found: dict[str, bool] = {}
    for home, thing in things:
        found[home] = found.get(home, True) and thing.evidence is not None and thing.evidence.source == title
    return next((home for home, ours in found.items() if ours), None)


def _with_source(journey: Journey, survey: Survey) -> Journey:
    known = next((one for one in journey.sources.values() if one.title == survey.title), None)
    if known is None:
        return insert_source(journey, new_source(journey, survey.title, note=survey.note, count=survey.count))
    return update_source(journey, known.id, note=survey.note or known.note, count=survey.count)


def _put_curve(journey: Journey, survey: Survey) -> Journey:
    curve = curve_of(journey, survey.title)
    if curve is None:
        lane = home_of_curves(journey)
        if lane is None:
            made = new_lane(journey, "emotions")
            journey, lane = insert_lane(journey, made), made.id
        added = new_curve(journey, lane, label=survey.title)
        journey, curve = insert_curve(journey, added), added.id
    old = [point for point in journey.points.values() if point.curve == curve]
    wide = (EMOTION_MAX - EMOTION_MIN) / (survey.high - survey.low)
    taken: dict[str, list[float]] = {}
    wanted = []
    for result in survey.results:
        places = taken.setdefault(result.stage, [])
        places.append(free_position(places, result.position))
        fields = {
            "curve": curve,
            "stage": result.stage,
            "position": places[-1],
            "value": round(survey.feeling(result.value), 3),
            "label": _words(survey, result, value=True),
            "evidence": _proof(survey, result, wide),
        }
        wanted.append((result.stage, fields))
    points = _renewed(journey, EmotionPoint, "point", old, wanted)
    return _with(journey, "points", old, points)


def _put_row(journey: Journey, survey: Survey) -> Journey:
    lane = row_of(journey, survey.title)
    if lane is None:
        made = changed(new_lane(journey, "metrics", survey.title), {"display": MetricDisplay.HEAT, "hint": ""})
        journey, lane = insert_lane(journey, made, _behind_curves(journey)), made.id
    old = [metric for metric in journey.metrics.values() if metric.lane == lane]
    wanted = []
    for result in survey.results:
        fields = {
            "lane": lane,
            "stage": result.stage,
            "label": _words(survey, result, value=False),
            "value": round(result.value, 2),
            "unit": survey.unit,
            "full": survey.high,
            "empty": survey.low,
            "evidence": _proof(survey, result, 1.0),
        }
        wanted.append((result.stage, fields))
    metrics = [_with_earlier(metric, old) for metric in _renewed(journey, Metric, "metric", old, wanted)]
    return _with(journey, "metrics", old, metrics)


def _renewed(
    journey: Journey, kind: type[T], prefix: str, old: list[T], wanted: list[tuple[str, dict[str, Any]]]
) -> list[T]:
    """Records with the wanted fields; those that stood in a stage stay, in their order, with all that people added."""
    left: dict[str, list[T]] = {}
    for one in old:
        left.setdefault(one.stage, []).append(one)
    made: list[T] = []
    fresh: set[str] = set()
    for stage, fields in wanted:
        if left.get(stage):
            made.append(changed(left[stage].pop(0), fields))
        else:
            id_ = unused_id(journey, prefix)
            while id_ in fresh:
                id_ = unused_id(journey, prefix)
            fresh.add(id_)
            made.append(kind(id=id_, **fields))
    return made


def _with_earlier(metric: Metric, old: list[Metric]) -> Metric:
    """The metric with the value that it had before behind the still earlier ones."""
    before = next((one for one in old if one.id == metric.id), None)
    if before is None or before.value is None or before.value == metric.value:
        return metric
    return changed(metric, {"series": (*before.series, before.value)[-_EARLIER:]})


def _with(journey: Journey, table: str, old: list[T], new: list[T]) -> Journey:
    """The map with records in the place of others: what stays, where it stood, the others last."""
    if len(old) == len(new) and all(a is b for a, b in zip(old, new, strict=True)):
        return journey
    kept: dict[str, T] = {one.id: one for one in new}
    gone = {one.id for one in old} - kept.keys()
    before: Table[T] = getattr(journey, table)
    records: list[T] = [kept.pop(id_, one) for id_, one in before.items() if id_ not in gone]
    return with_tables(journey, **{table: Table.of([*records, *kept.values()])})


def _words(survey: Survey, result: Result, *, value: bool) -> str:
    """What stands beside a point or value: the touchpoint, the value on its own scale, and how many answered."""
    number = f"{result.value:.3g}".replace("-", "−")
    told = f"{number}{survey.unit}" if survey.low < 0 else f"{number}/{survey.high:g}{survey.unit}"
    parts = [*([told] if value else []), f"n = {result.count}"]
    return f"{result.label}: {', '.join(parts)}" if result.label else ", ".join(parts)


def _proof(survey: Survey, result: Result, scale: float) -> Proof:
    spread = None if result.spread is None else round(result.spread * scale, 3)
    return Proof(status=Evidence.OBSERVED, source=survey.title, count=result.count, spread=spread)


def _behind_curves(journey: Journey) -> str | None:
    """The lane in front of which a row belongs: the one behind the last emotion lane; None for the end."""
    lanes: list[Lane] = list(journey.lanes.values())
    last = max((n for n, lane in enumerate(lanes) if lane.kind is LaneKind.EMOTION), default=len(lanes))
    return lanes[last + 1].id if last + 1 < len(lanes) else None
