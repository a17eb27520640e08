"""Panning: the map's point that was taken hold of follows the pointer; the camera moves, the journey does not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from cjm_desktop.canvas.camera import Camera
from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.marks import Mark
from cjm_desktop.geometry import Point


class Pan:
    """Hold `start` (map coordinates under `camera`) and drag the map by it."""

    cursor = Qt.CursorShape.ClosedHandCursor
    autoscrolls = False
    marks: tuple[Mark, ...] = ()

    def __init__(self, camera: Camera, start: Point, look: Callable[[Camera], None], now: Callable[[], Camera]) -> None:
        self._first, self._start, self._look, self._now = camera, start, look, now

    def move(self, point: Point, _modifiers: Modifiers) -> None:
        camera = self._now()
        dx, dy = (point.x - self._start.x) * camera.scale, (point.y - self._start.y) * camera.scale
        self._look(camera.panned(dx, dy))

    def finish(self) -> Edit | None:
        return None

    def cancel(self) -> None:
        self._look(self._first)
