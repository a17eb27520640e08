"""A layout and a place or an id in, what stands there, or where it stands, or where a dropped thing would land, out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import CardBox, ConnectorBox, CurveBox, MapLayout, PlacedLane, PointBox, RowBox, StageBox
from cjm_desktop.layout.curve import sample
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
TITLE = "title"  #: the id under which the map's title is hit and found

_EDGE = 4.0  #: how near an edge or a line counts as on it
_WIDEST_EDGE = 10.0  #: the same where the map is shown so small that the hand needs more room
_FACE = 10.5
_GHOST = 6.0
_MARKER = 3.0  #: thickness of an insertion mark


@dataclass(frozen=True, slots=True)
class Hit:
    """What stands at a place. `id` is its record's; of a cell its lane's, with the stage's as `part`.

    Other parts: "text", "pill", "picture" or a badge's name of a card, "label" of a lane or an emotion point, "face" of
    a point, "name" or "sub:ID" of a stage, "legend" of a curve, "title" or "details" of the title.
    """

    kind: Kind
    id: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    lane: str
    stage: str


@dataclass(frozen=True, slots=True)
class CardInsertion:
    """Where a card dropped here would go: before the card `before` of the cell, or last. `marker` is on the map.

    `takes` are the fields that the card takes over from the place: its sub-stage in a stage that has columns for them,
    its channel in a lane that has rows for them.
    """

    lane: str
    stage: str
    before: str | None
    marker: Rect
    takes: tuple[tuple[str, str | None], ...] = ()

    @property
    def cell(self) -> Cell:
        return Cell(self.lane, self.stage)

    @property
    def fields(self) -> dict[str, str | None]:
        return dict(self.takes)


@dataclass(frozen=True, slots=True)
class StageInsertion:
    before: str | None
    marker: Rect


@dataclass(frozen=True, slots=True)
class LaneInsertion:
    before: str | None
    marker: Rect


@dataclass(frozen=True, slots=True)
class EmotionPlace:
    """A value at a place of the journey, in an emotion lane."""

    lane: str
    stage: str
    position: float
    value: float


def hit(layout: MapLayout, point: Point, slack: float = _EDGE) -> Hit:
    """The topmost thing at a place of the map; `slack` is how near an edge counts as on it, in layout units."""
    slack = min(max(slack, _EDGE), _WIDEST_EDGE)
    found = _hit_stage(layout, point, slack) or _hit_lane_edge(layout, point, slack)
    if found is not None:
        return found
    lane = _lane_at(layout, point.y)
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
        if line.label.rect.contains(point) or (abs(point.y - line.y) <= _EDGE and line.x1 <= point.x <= line.x2):
            return Hit("line", line.line.id)
    if lane is not None and lane.rect.contains(point):
        if lane.box.label_rect.contains(point.moved(0, -lane.y)):
            curve = _hit_legend(lane, point.moved(0, -lane.y))
            return Hit("lane", lane.box.lane.id, "label") if curve is None else Hit("curve", curve, "legend")
        stage = _stage_at(layout, point.x)
        if stage is not None and not lane.box.lane.collapsed and stage.column.x <= point.x < stage.column.right:
            return Hit("cell", lane.box.lane.id, stage.stage.id)
        return Hit("lane", lane.box.lane.id)
    return _hit_header(layout, point)


def cell_at(layout: MapLayout, point: Point) -> Cell | None:
    """The cell at a place; gaps belong to the nearest lane and stage. None outside the lanes' bodies."""
    stage = _stage_at(layout, point.x)
    lane = _nearest_lane(layout, point.y)
    if stage is None or lane is None or not _beside_body(layout, point.x):
        return None
    return Cell(lane.box.lane.id, stage.stage.id)


def card_insertion(layout: MapLayout, point: Point) -> CardInsertion | None:
    """Where a card dropped at a place would land; None where no card can (emotion, metric and collapsed lanes)."""
    cell = cell_at(layout, point)
    if cell is None:
        return None
    lane = _nearest_lane(layout, point.y)
    stage = _stage_at(layout, point.x)
    assert lane is not None
    assert stage is not None
    if not lane.box.lane.kind.holds_cards or lane.box.lane.collapsed:
        return None
    local = point.y - lane.y
    takes: list[tuple[str, str | None]] = []
    cards = [box for box in lane.box.cards if box.card.stage == cell.stage]
    left, width, top = stage.column.x, stage.column.width - _EDGE, -_MARKER
    row = _row_at(lane, local)
    if row is not None:
        takes.append(("channel", row.id))
        cards = [box for box in cards if row.top <= box.rect.y < row.bottom]
        top = row.top
    if stage.slots:
        over = next((box for box in cards if box.rect.contains(Point(point.x, local))), None)
        if over is not None and over.card.sub_stage is None:
            takes.append(("sub_stage", None))
        else:
            sub, left, right = min(stage.slots, key=lambda slot: max(slot[1] - point.x, point.x - slot[2]))
            takes.append(("sub_stage", sub))
            cards = [box for box in cards if box.rect.x < right and left < box.rect.right]
            width = right - left
    below = next((n for n, box in enumerate(cards) if box.rect.center.y > local), len(cards))
    if not cards:
        covers = [
            box.rect.bottom
            for box in lane.box.cards
            if box.rect.x < left < box.rect.right and (row is None or row.top <= box.rect.y < row.bottom)
        ]
        y = max(covers, default=top)
    elif below < len(cards):
        box = cards[below]
        above = cards[below - 1].rect.bottom if below else box.rect.y - 2 * _MARKER
        y, width = (max(above, box.rect.y - 2 * _MARKER) + box.rect.y - _MARKER) / 2, box.rect.width
    else:
        y, width = cards[-1].rect.bottom + 1.0, cards[-1].rect.width
    marker = Rect(left, lane.y + y, width, _MARKER)
    before = cards[below].card.id if below < len(cards) else None
    return CardInsertion(cell.lane, cell.stage, before, marker, tuple(takes))


def _row_at(lane: PlacedLane, y: float) -> RowBox | None:
    """The row of a lane at a lane-local height, the middle of a gap deciding; None in lanes without rows."""
    rows = lane.box.rows
    for row, after in pairwise(rows):
        if y < (row.bottom + after.top) / 2:
            return row
    return rows[-1] if rows else None


def stage_insertion(layout: MapLayout, x: float) -> StageInsertion:
    """Before which stage a stage dropped at x would go; None is the end."""
    stages = layout.stages
    n = bisect_right([stage.column.center.x for stage in stages], x)
    if not stages:
        middle = layout.body.x
    elif n == 0:
        middle = stages[0].column.x - _EDGE
    elif n == len(stages):
        middle = stages[-1].column.right + _EDGE / 2
    else:
        middle = (stages[n - 1].column.right + stages[n].column.x) / 2
    top = layout.stages_rect.y
    marker = Rect(middle - _MARKER / 2, top, _MARKER, layout.body.bottom - top)
    return StageInsertion(stages[n].stage.id if n < len(stages) else None, marker)


def lane_insertion(layout: MapLayout, y: float) -> LaneInsertion:
    """Before which lane a lane dropped at y would go; None is the end."""
    lanes = layout.lanes
    n = bisect_right([lane.rect.center.y for lane in lanes], y)
    if not lanes:
        middle = layout.body.y
    elif n == 0:
        middle = lanes[0].y - _EDGE
    elif n == len(lanes):
        middle = lanes[-1].rect.bottom + _EDGE
    else:
        middle = (lanes[n - 1].rect.bottom + lanes[n].y) / 2
    left = layout.header.rect.x
    marker = Rect(left, middle - _MARKER / 2, layout.body.right - left, _MARKER)
    return LaneInsertion(lanes[n].box.lane.id if n < len(lanes) else None, marker)


def emotion_at(layout: MapLayout, point: Point) -> EmotionPlace | None:
    """What an emotion point at this place would say; None outside emotion lanes."""
    lane = _lane_at(layout, point.y)
    stage = _stage_at(layout, point.x)
    if lane is None or stage is None or lane.box.emotion is None or not _beside_body(layout, point.x):
        return None
    position = min(1.0, max(0.0, (point.x - stage.column.x) / stage.column.width))
    return EmotionPlace(lane.box.lane.id, stage.stage.id, position, lane.box.emotion.value_at(point.y - lane.y))


def rect_of(layout: MapLayout, id_: str) -> Rect | None:
    """Where a record stands on the map; None where it is not shown. A stage's is its chevron with its sub-stages."""
    if id_ == TITLE:
        return layout.header.title.rect
    for lane in layout.lanes:
        box = lane.box.card_by_id.get(id_)
        if box is not None:
            return box.rect.moved(0, lane.y)
        point = lane.box.point_by_id.get(id_)
        if point is not None:
            return None if point.center is None else _face(lane, point)
        if lane.box.lane.id == id_:
            return lane.rect
        for metric in lane.box.metrics:
            if metric.metric.id == id_:
                return metric.rect.moved(0, lane.y)
        if lane.box.emotion is not None:
            for curve in lane.box.emotion.curves:
                if curve.curve.id == id_:
                    return _curve_rect(lane, curve) or _legend_rect(lane, curve)
    for stage in layout.stages:
        if stage.stage.id == id_:
            return Rect(stage.rect.x, stage.rect.y, stage.rect.width, layout.stages_rect.height)
        for sub, (rect, _) in zip(stage.stage.sub_stages, stage.sub_stages, strict=True):
            if sub.id == id_:
                return rect
    for persona in layout.header.personas:
        if persona.persona.id == id_:
            return persona.rect
    for line in layout.lines:
        if line.line.id == id_:
            return Rect(line.label.x, line.y - _EDGE, line.x2 - line.label.x, 2 * _EDGE).united(line.label.rect)
    for connector in layout.connectors:
        if connector.connector.id == id_:
            return _around(connector.points).grown(2.0)
    return None


def shown_ids(layout: MapLayout) -> set[str]:
    """The ids of all for which `rect_of` finds a place; quicker than to ask for thousands one by one."""
    found = {TITLE}
    for lane in layout.lanes:
        box = lane.box
        found.update(box.ids)
        found.add(box.lane.id)
        found.update(metric.metric.id for metric in box.metrics)
        if box.emotion is not None:
            curves = box.emotion.curves
            found.update(curve.curve.id for curve in curves if curve.pieces or _legend_rect(lane, curve) is not None)
    for stage in layout.stages:
        found.add(stage.stage.id)
        found.update(sub.id for sub, _ in zip(stage.stage.sub_stages, stage.sub_stages, strict=True))
    found.update(persona.persona.id for persona in layout.header.personas)
    found.update(line.line.id for line in layout.lines)
    found.update(arrow.connector.id for arrow in layout.connectors)
    return found


def text_rect_of(layout: MapLayout, id_: str) -> Rect | None:
    """Where the main text of a record stands on the map, as wide as the room it has: the place to edit it."""
    if id_ == TITLE:
        return layout.header.title.rect
    for lane in layout.lanes:
        box = lane.box.card_by_id.get(id_)
        if box is not None:
            text = box.text.rect.moved(0, lane.y)
            return Rect(text.x, text.y, text.width, box.rect.bottom + lane.y - text.y - 3.0)
        point = lane.box.point_by_id.get(id_)
        if point is not None and point.center is not None:
            if point.label is not None:
                return point.label.rect.moved(0, lane.y)
            below = point.center.y + lane.y + _FACE + 2.0
            return Rect(point.center.x - 55.0, below, 110.0, 12.0)
        if lane.box.lane.id == id_:
            return lane.box.label.rect.moved(0, lane.y)
        for metric in lane.box.metrics:
            if metric.metric.id == id_:
                value = next((text for what, text in metric.texts if what == "value"), None)
                return (value.rect if value is not None else metric.rect).moved(0, lane.y)
    for stage in layout.stages:
        if stage.stage.id == id_:
            return stage.name.rect
        for sub, (_, placed) in zip(stage.stage.sub_stages, stage.sub_stages, strict=True):
            if sub.id == id_:
                return placed.rect
    for persona in layout.header.personas:
        if persona.persona.id == id_:
            return persona.texts[0][1].rect
    for line in layout.lines:
        if line.line.id == id_:
            return line.label.rect
    for connector in layout.connectors:
        if connector.connector.id == id_:
            return connector.label.rect if connector.label is not None else _place_for_label(connector)
    return rect_of(layout, id_)


def things_in(layout: MapLayout, rect: Rect) -> tuple[str, ...]:
    """The cards and emotion points that a rubber band touches, from top to bottom."""
    found: list[str] = []
    left, right = rect.x, rect.right
    for lane in layout.lanes[_first_from(layout, rect.y) :]:
        if lane.y >= rect.bottom:
            break
        area = lane.rect
        if left <= area.x and right >= area.right and rect.y <= area.y and rect.bottom >= area.bottom:
            found.extend(lane.box.ids)
            continue
        top, bottom = rect.y - lane.y, rect.bottom - lane.y
        for box in lane.box.cards:
            at = box.rect
            if at.x < right and left < at.x + at.width and at.y < bottom and top < at.y + at.height:
                found.append(box.card.id)
        found.extend(
            id_
            for id_, point in lane.box.point_by_id.items()
            if point.center is not None and _face(lane, point).intersects(rect)
        )
    return tuple(found)


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
    lane = _nearest_lane(layout, point.y - slack)
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
            if away <= (_GHOST if ghost else _FACE) and (nearest is None or (ghost, away) < nearest[:2]):
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


def _first_from(layout: MapLayout, y: float) -> int:
    """The number of the first lane that ends below y."""
    low, high = 0, len(layout.lanes)
    while low < high:
        middle = (low + high) // 2
        if layout.lanes[middle].y + layout.lanes[middle].box.height <= y:
            low = middle + 1
        else:
            high = middle
    return low


def _lane_at(layout: MapLayout, y: float) -> PlacedLane | None:
    n = _first_from(layout, y)
    return layout.lanes[n] if n < len(layout.lanes) and layout.lanes[n].y <= y else None


def _nearest_lane(layout: MapLayout, y: float) -> PlacedLane | None:
    """The lane at y; in a gap the nearer one; None above the first gap and below the last."""
    lanes = layout.lanes
    if not lanes or y < layout.stages_rect.bottom or y > lanes[-1].rect.bottom + 2 * _EDGE:
        return None
    n = min(_first_from(layout, y), len(lanes) - 1)
    if n and y < lanes[n].y and y - lanes[n - 1].rect.bottom < lanes[n].y - y:
        n -= 1
    return lanes[n]


def _stage_at(layout: MapLayout, x: float) -> StageBox | None:
    """The stage in whose column x lies, the middle of a gutter deciding."""
    stages = layout.stages
    if not stages:
        return None
    low, high = 0, len(stages) - 1
    while low < high:
        middle = (low + high) // 2
        if x < (stages[middle].column.right + stages[middle + 1].column.x) / 2:
            high = middle
        else:
            low = middle + 1
    return stages[low]


def _beside_body(layout: MapLayout, x: float) -> bool:
    """Whether x lies in the columns (an empty map's body may reach further than they do)."""
    return layout.body.x - _EDGE <= x <= layout.stages[-1].column.right + _EDGE


def _place_for_label(connector: ConnectorBox) -> Rect:
    """Where the label of an arrow without one would stand: about the middle of its longest step."""
    a, b = max(pairwise(connector.points), key=lambda step: abs(step[1].x - step[0].x) + abs(step[1].y - step[0].y))
    return Rect((a.x + b.x) / 2 - 45.0, (a.y + b.y) / 2 - 6.0, 90.0, 12.0)


def _face(lane: PlacedLane, point: PointBox) -> Rect:
    assert point.center is not None
    return Rect(point.center.x - _FACE, point.center.y + lane.y - _FACE, 2 * _FACE, 2 * _FACE)


def _curve_rect(lane: PlacedLane, curve: CurveBox) -> Rect | None:
    points = [point for piece in curve.pieces for point in sample(piece)]
    return _around(points).moved(0, lane.y) if points else None


def _legend_rect(lane: PlacedLane, curve: CurveBox) -> Rect | None:
    """The entry of the legend of a curve without points."""
    legend = () if lane.box.emotion is None else lane.box.emotion.legend
    found = (line.united(name.rect) for order, line, name in legend if order == curve.order)
    return next((rect.moved(0, lane.y) for rect in found), None)


def _around(points: Iterable[tuple[float, float]]) -> Rect:
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _near(a: Point, b: Point, point: Point) -> bool:
    """Whether a place lies on an upright or level step."""
    x, y = point
    return (a.x - _EDGE <= x <= b.x + _EDGE or b.x - _EDGE <= x <= a.x + _EDGE) and (
        a.y - _EDGE <= y <= b.y + _EDGE or b.y - _EDGE <= y <= a.y + _EDGE
    )
