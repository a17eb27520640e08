"""A layout and a place in, the topmost thing that stands there out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cjm_desktop.geometry import Point
from cjm_desktop.layout.at import EDGE, FACE, lane_at, nearest_lane, stage_at
from cjm_desktop.layout.boxes import CardBox, MapLayout, PlacedLane
from cjm_desktop.layout.finding import TITLE
from cjm_desktop.model.records import CurveStyle

Kind = Literal[
    "title",
    "persona",
    "stage",
    "stage-edge",
    "lane",
    "lane-edge",
    "card",
    "card-edge",
    "point",
    "metric",
    "connector",
    "line",
    "curve",
    "cell",
    "none",
]

_WIDEST_EDGE = 10.0  #: how near an edge counts as on it where the map is shown so small that the hand needs more room
_GHOST = 6.0


@dataclass(frozen=True, slots=True)
class Hit:
    """What stands at a place. `id` is its record's; of a cell its lane's, with the stage's as `part`.

    Other parts: "text", "pill", "picture" or a badge's name of a card, "label" of a lane or an emotion point, "face" of
    a point, "name" or "sub:ID" of a stage, "legend" of a curve, "title" or "details" of the title.
    """

    kind: Kind
    id: str = ""
    part: str = ""


def hit(layout: MapLayout, point: Point, slack: float = EDGE) -> Hit:
    """The topmost thing at a place of the map; `slack` is how near an edge counts as on it, in layout units."""
    slack = min(max(slack, EDGE), _WIDEST_EDGE)
    found = _hit_stage(layout, point, slack) or _hit_lane_edge(layout, point, slack)
    if found is not None:
        return found
    lane = lane_at(layout, point.y)
    if lane is not None and lane.rect.contains(point):
        local = point.moved(0, -lane.y)
        inside = _hit_inside(lane, local)
        if inside is not None:
            return inside
    for connector in layout.connectors:
        if connector.label is not None and connector.label.rect.grown(1.5).contains(point):
            return Hit("connector", connector.connector.id, "label")
        if any(_near(a, b, point) for a, b in pairwise(connector.points)):
            return Hit("connector", connector.connector.id)
    for line in layout.lines:
        if line.label.rect.contains(point) or (abs(point.y - line.y) <= EDGE and line.x1 <= point.x <= line.x2):
            return Hit("line", line.line.id)
    if lane is not None and lane.rect.contains(point):
        if lane.box.label_rect.contains(point.moved(0, -lane.y)):
            curve = _hit_legend(lane, point.moved(0, -lane.y))
            return Hit("lane", lane.box.lane.id, "label") if curve is None else Hit("curve", curve, "legend")
        stage = stage_at(layout, point.x)
        if stage is not None and not lane.box.lane.collapsed and stage.column.x <= point.x < stage.column.right:
            return Hit("cell", lane.box.lane.id, stage.stage.id)
        return Hit("lane", lane.box.lane.id)
    return _hit_header(layout, point)


def _hit_stage(layout: MapLayout, point: Point, slack: float) -> Hit | None:
    if not layout.stages_rect.y <= point.y < layout.stages_rect.bottom:
        return None
    for stage in layout.stages:
        if abs(point.x - stage.rect.right) <= slack and stage.rect.y <= point.y < stage.rect.bottom:
            return Hit("stage-edge", stage.stage.id)
    for stage in layout.stages:
        if stage.rect.contains(point):
            return Hit("stage", stage.stage.id, "name")
        for sub, (rect, _) in zip(stage.stage.sub_stages, stage.sub_stages, strict=True):
            if rect.contains(point):
                return Hit("stage", stage.stage.id, f"sub:{sub.id}")
    return None


def _hit_lane_edge(layout: MapLayout, point: Point, slack: float) -> Hit | None:
    """The lower edge of a lane's label block."""
    lane = nearest_lane(layout, point.y - slack)
    if lane is None:
        return None
    label = lane.box.label_rect
    if label.x <= point.x < label.right and abs(point.y - lane.rect.bottom) <= slack:
        return Hit("lane-edge", lane.box.lane.id)
    return None


def _hit_inside(lane: PlacedLane, point: Point) -> Hit | None:
    """A card, emotion point or metric at a lane-local place."""
    if lane.box.emotion is not None:
        found = _hit_point(lane, point)
        if found is not None:
            return found
    for box in lane.box.cards:
        if box.rect.contains(point):
            return Hit("card", box.card.id, _part_of_card(box, point))
    for metric in lane.box.metrics:
        if metric.rect.contains(point):
            return Hit("metric", metric.metric.id)
    return None


def _hit_point(lane: PlacedLane, point: Point) -> Hit | None:
    """The nearest face, faces before ghosts' dots, or else a label."""
    assert lane.box.emotion is not None
    nearest: tuple[bool, float, str] | None = None
    labelled = None
    for curve in lane.box.emotion.curves:
        ghost = curve.curve.style is CurveStyle.GHOST
        for box in curve.points:
            if box.center is None:
                continue
            away = ((point.x - box.center.x) ** 2 + (point.y - box.center.y) ** 2) ** 0.5
            if away <= (_GHOST if ghost else FACE) and (nearest is None or (ghost, away) < nearest[:2]):
                nearest = ghost, away, box.point.id
            if box.label is not None and box.label.rect.contains(point):
                labelled = box.point.id
    if nearest is not None:
        return Hit("point", nearest[2], "face")
    return Hit("point", labelled, "label") if labelled is not None else None


def _hit_legend(lane: PlacedLane, point: Point) -> str | None:
    """The id of the curve whose entry of the legend is at a lane-local place."""
    emotion = lane.box.emotion
    if emotion is None:
        return None
    for order, sample_line, name in emotion.legend:
        if sample_line.united(name.rect).contains(point):
            return next((one.curve.id for one in emotion.curves if one.order == order), None)
    return None


def _part_of_card(box: CardBox, point: Point) -> str:
    for what, rect in box.badges:
        if rect.contains(point):
            return what
    if box.pill is not None and box.pill.rect.contains(point):
        return "pill"
    if box.picture is not None and box.picture.contains(point):
        return "picture"
    return "text"


def _hit_header(layout: MapLayout, point: Point) -> Hit:
    header = layout.header
    for persona in header.personas:
        if persona.rect.contains(point):
            return Hit("persona", persona.persona.id)
    if header.title.rect.contains(point):
        return Hit("title", TITLE, "title")
    if any(text.rect.contains(point) for text in header.details):
        return Hit("title", TITLE, "details")
    return Hit("none")


def _near(a: Point, b: Point, point: Point) -> bool:
    """Whether a place lies on an upright or level step."""
    x, y = point
    return (a.x - EDGE <= x <= b.x + EDGE or b.x - EDGE <= x <= a.x + EDGE) and (
        a.y - EDGE <= y <= b.y + EDGE or b.y - EDGE <= y <= a.y + EDGE
    )
