"""Resizing a column, a card or a lane by its edge: the pointer goes in; a new size comes out, and one edit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.marks import Frame, FrameKind, Guide, Mark, Readout
from cjm_desktop.editing import cards, lanes, stages
from cjm_desktop.editing.things import name_of
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey

_NARROWEST, _WIDEST = 60.0, 2_000.0
_LOWEST, _HIGHEST = 20.0, 5_000.0
#: Sizes snap to multiples of this, unless Alt is held.
_STEP = 2.0


class ResizeColumn:
    """Drag the right edge of a stage's column."""

    cursor = Qt.CursorShape.SplitHCursor
    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, stage: str, start: Point) -> None:
        self._journey, self._layout, self._stage, self._start = journey, layout, stage, start
        self._column = next(box.column for box in layout.stages if box.stage.id == stage)
        self._at = start
        self._width: float | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        width = self._width if self._width is not None else self._column.width
        x, bottom = self._column.x + width, self._layout.body.bottom
        return (Guide(Point(x, self._column.y), Point(x, bottom)), Readout(Point(x, self._at.y), f"{width:.0f} pt"))

    def move(self, point: Point, modifiers: Modifiers) -> None:
        self._at = point
        width = self._column.width + point.x - self._start.x
        self._width = _snapped(width, modifiers, _NARROWEST, _WIDEST)

    def finish(self) -> Edit | None:
        if self._width is None or self._width == self._column.width:
            return None
        return Edit("Resize stage", stages.update_stage(self._journey, self._stage, width=self._width), (self._stage,))

    def cancel(self) -> None:
        self._width = None


class ResizeCard:
    """Drag the right edge of a card over the stages that it shall span."""

    cursor = Qt.CursorShape.SizeHorCursor
    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, card: str, start: Point) -> None:
        self._journey, self._layout, self._card = journey, layout, journey.cards[card]
        rect = rect_of(layout, card)
        assert rect is not None
        self._rect, self._at = rect, start
        self._first = next(n for n, box in enumerate(layout.stages) if box.stage.id == self._card.stage)
        self._last: int | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        if self._last is None:
            return ()
        right = self._layout.stages[self._last].column.right
        count = self._last - self._first + 1
        text = QCoreApplication.translate("canvas", "{count} stages").format(count=count)
        if count == 1:
            text = QCoreApplication.translate("canvas", "1 stage")
        frame = Rect(self._rect.x, self._rect.y, right - self._rect.x, self._rect.height)
        return (Frame(frame, FrameKind.LANDING), Readout(self._at, text))

    def move(self, point: Point, _modifiers: Modifiers) -> None:
        self._at = point
        columns = list(enumerate(self._layout.stages))[self._first :]
        self._last = min(columns, key=lambda one: abs(one[1].column.right - point.x))[0]

    def finish(self) -> Edit | None:
        if self._last is None:
            return None
        # Stages that a view hides between the two are spanned, too.
        order = list(self._journey.stages)
        stages = self._layout.stages
        span = order.index(stages[self._last].stage.id) - order.index(stages[self._first].stage.id) + 1
        after = cards.update_cards(self._journey, [self._card.id], span=span)
        return Edit(f"Resize {name_of(self._journey, self._card.id)}", after, (self._card.id,))

    def cancel(self) -> None:
        self._last = None


class ResizeLane:
    """Drag the lower edge of a lane; it never becomes lower than what stands in it."""

    cursor = Qt.CursorShape.SplitVCursor
    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, lane: str, start: Point) -> None:
        self._journey, self._lane, self._start = journey, lane, start
        self._placed = next(placed for placed in layout.lanes if placed.box.lane.id == lane)
        self._at = start
        self._height: float | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        rect = self._placed.rect
        height = self._height if self._height is not None else rect.height
        y = rect.y + height
        return (Guide(Point(rect.x, y), Point(rect.right, y)), Readout(Point(self._at.x, y), f"{height:.0f} pt"))

    def move(self, point: Point, modifiers: Modifiers) -> None:
        self._at = point
        height = self._placed.box.height + point.y - self._start.y
        self._height = _snapped(height, modifiers, _LOWEST, _HIGHEST)

    def finish(self) -> Edit | None:
        if self._height is None or self._height == self._placed.box.height:
            return None
        return Edit("Resize lane", lanes.update_lane(self._journey, self._lane, height=self._height), (self._lane,))

    def cancel(self) -> None:
        self._height = None


def _snapped(size: float, modifiers: Modifiers, least: float, most: float) -> float:
    if not modifiers.alt:
        size = round(size / _STEP) * _STEP
    return min(max(size, least), most)
