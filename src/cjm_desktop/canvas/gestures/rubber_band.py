"""The rubber band: two corners go in; the cards and emotion points between them are selected as it is drawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.marks import Band, Mark
from cjm_desktop.canvas.selection import Selection
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.hit import things_in


class RubberBand:
    """Select by a rectangle from `start`; with Shift or Ctrl what was selected before stays so."""

    cursor = Qt.CursorShape.CrossCursor
    autoscrolls = True

    def __init__(self, layout: MapLayout, start: Point, before: Selection, select: Callable[[Selection], None]) -> None:
        self._layout, self._start, self._before, self._select = layout, start, before, select
        self._end = start

    @property
    def rect(self) -> Rect:
        a, b = self._start, self._end
        return Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))

    @property
    def marks(self) -> tuple[Mark, ...]:
        return (Band(self.rect),)

    def move(self, point: Point, modifiers: Modifiers) -> None:
        self._end = point
        kept = self._before.ids if modifiers.shift or modifiers.ctrl else ()
        self._select(Selection(tuple(dict.fromkeys((*kept, *things_in(self._layout, self.rect))))))

    def finish(self) -> Edit | None:
        return None

    def cancel(self) -> None:
        self._select(self._before)
