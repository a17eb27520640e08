"""A layout and a place in, where a thing dropped there would land out: in which cell, before what, under which mark."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.at import EDGE, beside_body, lane_at, nearest_lane, stage_at
from cjm_desktop.layout.boxes import MapLayout, PlacedLane, RowBox

_MARKER = 3.0  #: thickness of an insertion mark


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


def cell_at(layout: MapLayout, point: Point) -> Cell | None:
    """The cell at a place; gaps belong to the nearest lane and stage. None outside the lanes' bodies."""
    stage = stage_at(layout, point.x)
    lane = nearest_lane(layout, point.y)
    if stage is None or lane is None or not beside_body(layout, point.x):
        return None
    return Cell(lane.box.lane.id, stage.stage.id)


def card_insertion(layout: MapLayout, point: Point) -> CardInsertion | None:
    """Where a card dropped at a place would land; None where no card can (emotion, metric and collapsed lanes)."""
    cell = cell_at(layout, point)
    if cell is None:
        return None
    lane = nearest_lane(layout, point.y)
    stage = stage_at(layout, point.x)
    assert lane is not None
    assert stage is not None
    if not lane.box.lane.kind.holds_cards or lane.box.lane.collapsed:
        return None
    local = point.y - lane.y
    takes: list[tuple[str, str | None]] = []
    cards = [box for box in lane.box.cards if box.card.stage == cell.stage]
    left, width, top = stage.column.x, stage.column.width - EDGE, -_MARKER
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
        middle = stages[0].column.x - EDGE
    elif n == len(stages):
        middle = stages[-1].column.right + EDGE / 2
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
        middle = lanes[0].y - EDGE
    elif n == len(lanes):
        middle = lanes[-1].rect.bottom + EDGE
    else:
        middle = (lanes[n - 1].rect.bottom + lanes[n].y) / 2
    left = layout.header.rect.x
    marker = Rect(left, middle - _MARKER / 2, layout.body.right - left, _MARKER)
    return LaneInsertion(lanes[n].box.lane.id if n < len(lanes) else None, marker)


def emotion_at(layout: MapLayout, point: Point) -> EmotionPlace | None:
    """What an emotion point at this place would say; None outside emotion lanes."""
    lane = lane_at(layout, point.y)
    stage = stage_at(layout, point.x)
    if lane is None or stage is None or lane.box.emotion is None or not beside_body(layout, point.x):
        return None
    position = min(1.0, max(0.0, (point.x - stage.column.x) / stage.column.width))
    return EmotionPlace(lane.box.lane.id, stage.stage.id, position, lane.box.emotion.value_at(point.y - lane.y))
