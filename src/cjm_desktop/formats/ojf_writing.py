"""A map goes in, an Open Journey Format document comes out: the dialect of its specification, with a title in `metadata`."""

from __future__ import annotations

import json
from typing import Any

from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.losses import lost
from cjm_desktop.formats.ojf import CHANNEL, CURVE, EMOTION, PURPOSE, SCORE_MAX, SEVERITY
from cjm_desktop.formats.sheet_grid import curve_name, metric_words
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import EMOTION_MAX, Card, EmotionPoint, Mark

_KEPT = frozenset(
    [
        "scenario",
        "persona_names",
        "lanes",
        "channels",
        "tags",
        "moments",
        "notes",
        "curves",
        "other_curves",
        "point_labels",
        "metrics",
    ]
)


def write(journey: Journey) -> Exported:
    """The document; notes name what it has lost."""
    person = next((one for one in journey.personas.values() if one.primary), None) or next(
        iter(journey.personas.values()), None
    )
    cards = [card for card in journey.cards.values() if card.lane is not None and card.stage is not None]
    order = {stage: number for number, stage in enumerate(journey.stages)}
    points = sorted(journey.points.values(), key=lambda point: (order[point.stage], point.position))
    document = {
        "version": "1.0",
        "metadata": {"title": journey.title},
        "persona": person.name if person is not None else "",
        "pointOfView": journey.scenario,
        "stages": [{"id": stage.id, "name": stage.name} for stage in journey.stages.values()],
        "swimlanes": [{"id": lane.id, "name": lane.label} for lane in journey.lanes.values()],
        "nodes": [
            *(_node(journey, card) for card in cards),
            *(_felt(journey, point) for point in points),
            *(
                {
                    "id": metric.id,
                    "stageId": metric.stage,
                    "swimlaneId": metric.lane,
                    "title": metric_words(metric),
                    "purpose": "metric",
                }
                for metric in journey.metrics.values()
                if metric.value is not None
            ),
        ],
    }
    notes = lost(journey, _KEPT)
    if any(metric.value is not None for metric in journey.metrics.values()):
        notes = (*notes, "The values of metrics became cards.")
    return Exported(json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n", notes)


def _node(journey: Journey, card: Card) -> dict[str, Any]:
    channel = channel_of(journey, card)
    plain = [tag for tag in card.tags if not tag.startswith((PURPOSE, SEVERITY))]
    if channel is not None:
        plain.append(CHANNEL + channel.name)
    node: dict[str, Any] = {
        "id": card.id,
        "stageId": card.stage,
        "swimlaneId": card.lane,
        "title": card.text,
        "description": card.note,
    }
    for prefix, key in ((SEVERITY, "severity"), (PURPOSE, "purpose")):
        said = [tag.removeprefix(prefix) for tag in card.tags if tag.startswith(prefix)]
        if said:
            node[key] = said[0]
    node["isMomentOfTruth"] = Mark.MOMENT_OF_TRUTH in card.marks
    node["tags"] = plain
    return node


def _felt(journey: Journey, point: EmotionPoint) -> dict[str, Any]:
    curve = journey.curves[point.curve]
    several = sum(1 for one in journey.curves.values() if one.lane == curve.lane) > 1
    score = None if point.value is None else round(point.value / EMOTION_MAX * SCORE_MAX, 4)
    return {
        "id": point.id,
        "stageId": point.stage,
        "swimlaneId": curve.lane,
        "title": point.label,
        "score": score,
        "purpose": EMOTION,
        "tags": [CURVE + curve_name(journey, curve)] if several or curve.label else [],
    }
