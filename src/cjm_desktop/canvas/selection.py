"""What is selected: ids of records or one empty cell go in; frames to show and the rectangle that holds them come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import add

from cjm_desktop.canvas.marks import Course, Crowd, Frame, FrameKind, Mark
from cjm_desktop.editing.change import Change
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import rect_of, shown_ids

#: Tables whose records can be selected on the canvas; what holds others comes first.
_HOLDERS = ("stages", "lanes")
#: How far off a metric its frame stands, in layout units.
_AROUND_WORDS = 3.0
_SELECTABLE = (*_HOLDERS, "cards", "points", "metrics", "connectors", "lines", "personas")
#: Of more ids than this the places are looked up together.
_MANY = 32


@dataclass(frozen=True, slots=True)
class Selection:
    """Ids in the order in which they were selected; or a cell, in which typing makes a card. Never both."""

    ids: tuple[str, ...] = ()
    cell: Cell | None = None

    def with_ids(self, layout: MapLayout, ids: Iterable[str]) -> Selection:
        """These ids, each once, as far as the map shows them."""
        wanted = dict.fromkeys(ids)
        if len(wanted) > _MANY:
            shown = shown_ids(layout)
            return Selection(tuple(id_ for id_ in wanted if id_ in shown))
        return Selection(tuple(id_ for id_ in wanted if rect_of(layout, id_) is not None))

    def toggled(self, layout: MapLayout, id_: str) -> Selection:
        """With the id where it was without, and the other way round."""
        rest = tuple(other for other in self.ids if other != id_)
        return self.with_ids(layout, rest if len(rest) != len(self.ids) else (*self.ids, id_))

    def kept(self, layout: MapLayout) -> Selection:
        """What of it another layout still shows."""
        if self.cell is not None:
            return self if cell_rect(layout, self.cell) is not None else Selection()
        kept = self.with_ids(layout, self.ids)
        return self if kept.ids == self.ids else kept

    def bounds(self, layout: MapLayout) -> Rect | None:
        """The smallest rectangle of the map that holds all of it; None where nothing is selected."""
        if len(self.ids) > _MANY:
            return _crowd(layout, self.ids).rect
        whole: Rect | None = None
        for rect in self._rects(layout):
            whole = rect if whole is None else whole.united(rect)
        return whole

    def frames(self, layout: MapLayout) -> tuple[Mark, ...]:
        """The frames that show it."""
        if len(self.ids) > _MANY:
            return (_crowd(layout, self.ids),)
        if self.cell is not None:
            return tuple(Frame(rect, FrameKind.CELL) for rect in self._rects(layout))
        return tuple(frame for id_ in self.ids if (frame := frame_of(layout, id_, FrameKind.SELECTED)) is not None)

    def _rects(self, layout: MapLayout) -> list[Rect]:
        if self.cell is not None:
            rect = cell_rect(layout, self.cell)
            return [] if rect is None else [rect]
        return [rect for id_ in self.ids if (rect := rect_of(layout, id_)) is not None]


def frame_of(layout: MapLayout, id_: str, kind: FrameKind) -> Frame | Course | None:
    """A frame round a thing, round for the face of an emotion point, along an arrow; None where it is not shown."""
    arrow = next((box for box in layout.connectors if box.connector.id == id_), None)
    if arrow is not None:
        return Course(arrow.points, kind)
    rect = rect_of(layout, id_)
    if rect is None:
        return None
    if any(id_ in lane.box.point_by_id for lane in layout.lanes if lane.box.emotion is not None):
        return Frame(rect, kind, rect.width / 2)
    if any(id_ == box.metric.id for lane in layout.lanes for box in lane.box.metrics):
        # Its words begin at its very edge, and a frame there would cover the first letter.
        return Frame(rect.grown(_AROUND_WORDS), kind)
    return Frame(rect, kind)


def _crowd(layout: MapLayout, ids: Iterable[str]) -> Crowd:
    """Where many things stand, found in one pass over the lanes instead of one search a thing."""
    wanted = set(ids)
    boxes: list[tuple[float, float, float, float]] = []
    for lane in layout.lanes:
        here, y = lane.box.card_by_id, lane.y
        if wanted.isdisjoint(here):
            continue
        for id_ in here.keys() & wanted:
            rect = here[id_].rect
            boxes.append((rect.x, rect.y + y, rect.width, rect.height))
        wanted -= here.keys()
    for id_ in wanted:
        place = rect_of(layout, id_)
        if place is not None:
            boxes.append((place.x, place.y, place.width, place.height))
    if not boxes:
        return Crowd(Rect(0, 0, 0, 0), ())
    lefts, tops, widths, heights = zip(*boxes, strict=True)
    left, top = min(lefts), min(tops)
    right, bottom = max(map(add, lefts, widths)), max(map(add, tops, heights))
    return Crowd(Rect(left, top, right - left, bottom - top), tuple(boxes))


def cell_rect(layout: MapLayout, cell: Cell) -> Rect | None:
    """Where a cell lies on the map; None where it is not shown."""
    stage = next((box for box in layout.stages if box.stage.id == cell.stage), None)
    lane = next((placed for placed in layout.lanes if placed.box.lane.id == cell.lane), None)
    if stage is None or lane is None:
        return None
    return Rect(stage.column.x, lane.y, stage.column.width, lane.box.height)


def changed_things(change: Change) -> tuple[str, ...]:
    """What to select to show a change: what was added or changed; with a stage or lane, not each thing in it."""
    found: dict[str, tuple[str, ...]] = {
        name: (*change.tables[name].added, *change.tables[name].updated)
        for name in _SELECTABLE
        if name in change.tables
    }
    holders = tuple(id_ for name in _HOLDERS if name in change.tables for id_ in change.tables[name].added)
    if holders:
        return holders
    return tuple(id_ for ids in found.values() for id_ in ids)
