"""Dragging a scroll thumb: the pointer goes in; the camera moves by as much more as the map is longer than the bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from cjm_desktop.canvas.camera import Camera
from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.marks import Mark
from cjm_desktop.geometry import Point


class Scroll:
    """Hold a thumb at `start` (view pixels); `by` is how far the map moves, across and down, a pixel of the drag."""

    cursor = Qt.CursorShape.ArrowCursor
    autoscrolls = False
    marks: tuple[Mark, ...] = ()

    def __init__(
        self, camera: Camera, start: Point, by: Point, look: Callable[[Camera], None], now: Callable[[], Camera]
    ) -> None:
        self._first, self._start, self._by, self._look, self._now = camera, start, by, look, now

    def move(self, point: Point, _modifiers: Modifiers) -> None:
        at = self._now().to_view(point)
        dx, dy = (at.x - self._start.x) * self._by.x, (at.y - self._start.y) * self._by.y
        self._look(self._first.panned(-dx, -dy))

    def finish(self) -> Edit | None:
        return None

    def cancel(self) -> None:
        self._look(self._first)
