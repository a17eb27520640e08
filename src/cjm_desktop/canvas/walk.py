"""Walking the map by keys: a layout, what is selected and a direction go in; what to select next comes out."""

from __future__ import annotations

from enum import Enum, auto

from cjm_desktop.canvas.selection import Selection
from cjm_desktop.layout.boxes import MapLayout, PlacedLane
from cjm_desktop.layout.hit import Cell, rect_of


class Step(Enum):
    """A direction. TAB and BACKTAB go stage by stage and from the end of a lane to the next."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    TAB = auto()
    BACKTAB = auto()


_SIDEWAYS = {Step.LEFT: -1, Step.RIGHT: 1, Step.TAB: 1, Step.BACKTAB: -1}


def walk(layout: MapLayout, selection: Selection, step: Step) -> Selection:
    """The selection one step further; the same where there is nothing further."""
    grid = _Grid(layout)
    last = selection.ids[-1] if selection.ids else None
    if selection.cell is not None:
        return _from_cell(grid, selection, selection.cell, None, step)
    if last is None:
        return grid.first()
    stage_ids = [box.stage.id for box in layout.stages]
    lane_ids = [placed.box.lane.id for placed in layout.lanes]
    if last in stage_ids:
        return _from_stage(grid, stage_ids.index(last), selection, step)
    if last in lane_ids:
        return _from_lane(grid, lane_ids.index(last), selection, step)
    cell = grid.cell_of(last)
    return grid.first() if cell is None else _from_cell(grid, selection, cell, last, step)


class _Grid:
    """The map as rows of cells with the things in each."""

    def __init__(self, layout: MapLayout) -> None:
        self.layout = layout
        self.stages = [box.stage.id for box in layout.stages]
        self.lanes = layout.lanes

    def first(self) -> Selection:
        if not self.stages:
            return Selection((self.lanes[0].box.lane.id,)) if self.lanes else Selection()
        if not self.lanes:
            return Selection((self.stages[0],))
        return self.enter(0, 0, None, top=True)

    def cell_of(self, id_: str) -> Cell | None:
        for placed in self.lanes:
            box = placed.box
            card, point = box.card_by_id.get(id_), box.point_by_id.get(id_)
            if card is not None and card.card.stage is not None:
                return Cell(box.lane.id, card.card.stage)
            if point is not None:
                return Cell(box.lane.id, point.point.stage)
            for metric in box.metrics:
                if metric.metric.id == id_:
                    return Cell(box.lane.id, metric.metric.stage)
        return None

    def row(self, lane: str) -> int:
        return next(n for n, placed in enumerate(self.lanes) if placed.box.lane.id == lane)

    def things(self, placed: PlacedLane, stage: str) -> list[str]:
        """The cards, metrics and emotion points of a cell, from top to bottom, points from left to right."""
        box = placed.box
        found = [card.card.id for card in box.cards if card.card.stage == stage]
        found += [metric.metric.id for metric in box.metrics if metric.metric.stage == stage]
        points = [
            point for point in box.point_by_id.values() if point.point.stage == stage and point.center is not None
        ]
        points.sort(key=lambda point: point.center or (0.0, 0.0))
        return found + [point.point.id for point in points]

    def enter(self, row: int, column: int, near: float | None, *, top: bool) -> Selection:
        """A cell from outside: its thing nearest to the height `near`, else its first or last; itself where empty."""
        placed, stage = self.lanes[row], self.stages[column]
        things = self.things(placed, stage)
        if not things:
            return Selection(cell=Cell(placed.box.lane.id, stage))
        if near is None:
            return Selection((things[0] if top else things[-1],))

        def away(id_: str) -> float:
            rect = rect_of(self.layout, id_)
            return abs(rect.center.y - near) if rect is not None else 0.0

        return Selection((min(things, key=away),))


def _from_cell(grid: _Grid, selection: Selection, cell: Cell, thing: str | None, step: Step) -> Selection:
    row, column = grid.row(cell.lane), grid.stages.index(cell.stage)
    if step in _SIDEWAYS:
        return _sideways(grid, selection, row, column, thing, step)
    down = step is Step.DOWN
    is_point = thing is not None and thing in grid.lanes[row].box.point_by_id
    things = grid.things(grid.lanes[row], cell.stage)
    if thing in things and not is_point:
        at = things.index(thing) + (1 if down else -1)
        if 0 <= at < len(things):
            return Selection((things[at],))
    row += 1 if down else -1
    if row < 0:
        return Selection((cell.stage,))
    if row >= len(grid.lanes):
        return selection
    return grid.enter(row, column, None, top=down)


def _sideways(grid: _Grid, selection: Selection, row: int, column: int, thing: str | None, step: Step) -> Selection:
    by = _SIDEWAYS[step]
    placed = grid.lanes[row]
    near: float | None = None
    if thing is not None:
        if thing in placed.box.point_by_id:
            points = grid.things(placed, grid.stages[column])
            at = points.index(thing) + by if thing in points else -1
            if 0 <= at < len(points):
                return Selection((points[at],))
        rect = rect_of(grid.layout, thing)
        near = rect.center.y if rect is not None and thing not in placed.box.point_by_id else None
    column += by
    if 0 <= column < len(grid.stages):
        return grid.enter(row, column, near, top=by > 0)
    if step is Step.LEFT:
        return Selection((placed.box.lane.id,))
    row += by
    if step is Step.RIGHT or not 0 <= row < len(grid.lanes):
        return selection
    return grid.enter(row, 0 if by > 0 else len(grid.stages) - 1, None, top=True)


def _from_stage(grid: _Grid, column: int, selection: Selection, step: Step) -> Selection:
    if step in _SIDEWAYS:
        at = column + _SIDEWAYS[step]
        return Selection((grid.stages[at],)) if 0 <= at < len(grid.stages) else selection
    if step is Step.DOWN and grid.lanes:
        return grid.enter(0, column, None, top=True)
    return selection


def _from_lane(grid: _Grid, row: int, selection: Selection, step: Step) -> Selection:
    if step in (Step.RIGHT, Step.TAB) and grid.stages:
        return grid.enter(row, 0, None, top=True)
    by = {Step.UP: -1, Step.BACKTAB: -1, Step.DOWN: 1}.get(step, 0)
    at = row + by
    return Selection((grid.lanes[at].box.lane.id,)) if by and 0 <= at < len(grid.lanes) else selection
