"""Walking the map by keys: a layout, what is selected and a direction go in; what to select next comes out.

`walk` goes from thing to thing, `stride` from cell to cell as places to write in, `stretched` gathers things on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from cjm_desktop.canvas.selection import Selection
from cjm_desktop.layout.boxes import MapLayout, PlacedLane
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import rect_of


class Step(Enum):
    """A direction. TAB and BACKTAB go stage by stage and from the end of a lane to the next.

    HOME and END go to the ends of the lane, FIRST and LAST to the first and the last cell of the map.
    """

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    TAB = auto()
    BACKTAB = auto()
    HOME = auto()
    END = auto()
    FIRST = auto()
    LAST = auto()


_ENDS = {Step.HOME: 0, Step.END: -1}
_CORNERS = {Step.FIRST: 0, Step.LAST: -1}
_SIDEWAYS = {Step.LEFT: -1, Step.RIGHT: 1, Step.TAB: 1, Step.BACKTAB: -1}


def walk(layout: MapLayout, selection: Selection, step: Step) -> Selection:
    """The selection one step further; the same where there is nothing further."""
    grid = _Grid(layout)
    last = selection.ids[-1] if selection.ids else None
    if step in _CORNERS:
        return grid.corner(_CORNERS[step])
    if selection.cell is not None:
        return _from_cell(grid, selection, selection.cell, None, step)
    if last is None:
        return grid.first()
    stage_ids = [box.stage.id for box in layout.stages]
    lane_ids = [placed.box.lane.id for placed in layout.lanes]
    if any(box.persona.id == last for box in layout.header.personas):
        return grid.stage_under(last) if step in (Step.DOWN, Step.TAB) else selection
    if last in stage_ids:
        return _from_stage(grid, stage_ids.index(last), selection, step)
    if last in lane_ids:
        return _from_lane(grid, lane_ids.index(last), selection, step)
    cell = grid.cell_of(last)
    return grid.first() if cell is None else _from_cell(grid, selection, cell, last, step)


def stride(layout: MapLayout, selection: Selection, step: Step) -> Selection:
    """The next cell in a direction as a place to write in: the feeling or number that it has already, else the cell.

    Lanes that are collapsed are passed by. At the edge of the map it is the same cell again. From a stage one comes to
    its cells or to the next stage, from a lane to its cells or to the next lane.
    """
    grid = _Grid(layout)
    last = selection.ids[-1] if selection.ids else None
    lane_ids = [placed.box.lane.id for placed in layout.lanes]
    cell = selection.cell or (None if last is None else grid.cell_of(last))
    by = {Step.LEFT: (0, -1), Step.RIGHT: (0, 1), Step.UP: (-1, 0), Step.DOWN: (1, 0)}[step]
    open_rows = [n for n, placed in enumerate(layout.lanes) if not placed.box.lane.collapsed]
    if cell is None and last in grid.stages:
        column = grid.stages.index(last)
        if by[1]:
            return Selection((grid.stages[_held(column + by[1], grid.stages)],))
        return grid.arrive(open_rows[0], column) if step is Step.DOWN and open_rows else selection
    if cell is None and last in lane_ids:
        row = lane_ids.index(last)
        if by[0]:
            return Selection((lane_ids[_held(row + by[0], lane_ids)],))
        return grid.arrive(row, 0) if step is Step.RIGHT and grid.stages and row in open_rows else selection
    if not grid.stages or not open_rows:
        return selection
    if cell is None:
        return grid.arrive(open_rows[0], 0)
    row = grid.row(cell.lane)
    if by[0]:
        ahead = [n for n in open_rows if (n - row) * by[0] > 0]
        row = row if not ahead else min(ahead, key=lambda n: abs(n - row))
    return grid.arrive(row, _held(grid.stages.index(cell.stage) + by[1], grid.stages))


def arrival(layout: MapLayout, lane: str | None, stage: str | None) -> Selection | None:
    """The cell of a lane and a stage as a place to write in; of the first that there is where one is not given or shown."""
    grid = _Grid(layout)
    rows = [n for n, placed in enumerate(layout.lanes) if not placed.box.lane.collapsed]
    if not grid.stages or not rows:
        return None
    row = next((n for n in rows if layout.lanes[n].box.lane.id == lane), rows[0])
    return grid.arrive(row, grid.stages.index(stage) if stage in grid.stages else 0)


def stretched(layout: MapLayout, selection: Selection, step: Step) -> Selection:
    """The selection with the next thing of its kind in a direction; going back over what is selected lets go of it."""
    if not selection.ids:
        return walk(layout, selection, step)
    there = next_alike(layout, selection.ids[-1], step)
    if there is None:
        return selection
    kept = selection.ids[:-1] if there in selection.ids else selection.ids
    return Selection((*(id_ for id_ in kept if id_ != there), there))


def next_alike(layout: MapLayout, id_: str, step: Step) -> str | None:
    """The next thing in a direction, over empty cells; None where there is none, or one of another sort (a lane)."""
    grid, here = _Grid(layout), Selection((id_,))
    while True:
        there = walk(layout, here, step)
        if there == here:
            return None
        if there.ids:
            return there.ids[-1] if grid.sort_of(there.ids[-1]) == grid.sort_of(id_) else None
        here = there


def _held(at: int, row: Sequence[object]) -> int:
    return min(max(at, 0), len(row) - 1)


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

    def corner(self, end: int) -> Selection:
        """The first (0) or the last (-1) cell of the map."""
        if not self.stages or not self.lanes:
            return self.first()
        return self.enter(end % len(self.lanes), end % len(self.stages), None, top=end == 0)

    def sort_of(self, id_: str) -> str:
        """What is gathered together: things in cells, stages, lanes or personas."""
        if id_ in self.stages:
            return "stage"
        if any(placed.box.lane.id == id_ for placed in self.lanes):
            return "lane"
        return "cell" if self.cell_of(id_) is not None else "other"

    def stage_under(self, persona: str) -> Selection:
        box = next(box for box in self.layout.header.personas if box.persona.id == persona)
        x = box.rect.center.x
        nearest = min(self.layout.stages, key=lambda stage: abs(stage.column.center.x - x), default=None)
        return Selection((persona,)) if nearest is None else Selection((nearest.stage.id,))

    def persona_over(self, column: int) -> Selection | None:
        """The persona whose card stands nearest above a stage."""
        x = self.layout.stages[column].column.center.x
        boxes = self.layout.header.personas
        nearest = min(boxes, key=lambda box: abs(box.rect.center.x - x), default=None)
        return None if nearest is None else Selection((nearest.persona.id,))

    def arrive(self, row: int, column: int) -> Selection:
        """A cell to write in: where it holds feelings or numbers, the first of these; else the cell itself."""
        placed, stage = self.lanes[row], self.stages[column]
        if not placed.box.lane.kind.holds_cards:
            return self.enter(row, column, None, top=True)
        return Selection(cell=Cell(placed.box.lane.id, stage))

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
    if step in _ENDS:
        return grid.enter(row, _ENDS[step] % len(grid.stages), None, top=True)
    if step in _SIDEWAYS:
        return _sideways(grid, selection, row, column, thing, step)
    down = step is Step.DOWN
    is_point = thing is not None and thing in grid.lanes[row].box.point_by_id
    things = grid.things(grid.lanes[row], cell.stage)
    if thing in things and not is_point:
        at = things.index(thing) + (1 if down else -1)
        if 0 <= at < len(things):
            return Selection((things[at],))
    elif thing is None and things and not down:
        # The cell itself, as a place to write in, is under the last of its cards.
        return Selection((things[-1],))
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
    if step in _ENDS:
        return Selection((grid.stages[_ENDS[step]],))
    if step is Step.DOWN and grid.lanes:
        return grid.enter(0, column, None, top=True)
    if step is Step.UP:
        return grid.persona_over(column) or selection
    return selection


def _from_lane(grid: _Grid, row: int, selection: Selection, step: Step) -> Selection:
    if step in (Step.RIGHT, Step.TAB) and grid.stages:
        return grid.enter(row, 0, None, top=True)
    if step in _ENDS:
        return Selection((grid.lanes[_ENDS[step]].box.lane.id,))
    if step is Step.UP and row == 0 and grid.stages:
        return Selection((grid.stages[0],))
    by = {Step.UP: -1, Step.BACKTAB: -1, Step.DOWN: 1}.get(step, 0)
    at = row + by
    return Selection((grid.lanes[at].box.lane.id,)) if by and 0 <= at < len(grid.lanes) else selection
