"""The rubber band: two corners go in; the cards and emotion points between them are shown, and selected at its end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.marks import Band, Mark
from cjm_desktop.canvas.selection import Selection
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.finding import things_in


class RubberBand:
    """Select by a rectangle from `start`; with Shift or Ctrl what was selected before stays so."""

    cursor = Qt.CursorShape.CrossCursor
    autoscrolls = True

    def __init__(self, layout: MapLayout, start: Point, before: Selection, select: Callable[[Selection], None]) -> None:
        self._layout, self._start, self._before, self._select = layout, start, before, select
        self._end = start
        self._touched = Selection()

    @property
    def rect(self) -> Rect:
        a, b = self._start, self._end
        return Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))

    @property
    def marks(self) -> tuple[Mark, ...]:
        return (*self._touched.frames(self._layout), Band(self.rect))

    def move(self, point: Point, modifiers: Modifiers) -> None:
        self._end = point
        touched = things_in(self._layout, self.rect)
        if modifiers.shift or modifiers.ctrl:
            touched = tuple(dict.fromkeys((*self._before.ids, *touched)))
        self._touched = Selection(touched)

    def finish(self) -> Edit | None:
        self._select(self._touched)
        return None

    def cancel(self) -> None:
        self._touched = Selection()
