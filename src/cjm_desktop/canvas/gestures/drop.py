"""A drag from the palette: a tool and the pointer go in; the place where its thing would land comes out, and one edit."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.marks import Mark
from cjm_desktop.canvas.placing import Landing, dropped
from cjm_desktop.canvas.tools import Tool
from cjm_desktop.geometry import Point
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.model.journey import Journey


class Drop:
    """Carry a tool over the map."""

    cursor = Qt.CursorShape.DragCopyCursor
    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, tool: Tool) -> None:
        self._journey, self._layout, self._tool = journey, layout, tool
        self._landing: Landing | None = None

    @property
    def lands(self) -> bool:
        """Whether something would come of it if the button were released now."""
        return self._landing is not None

    @property
    def marks(self) -> tuple[Mark, ...]:
        return () if self._landing is None else self._landing.marks

    def move(self, point: Point, _modifiers: Modifiers) -> None:
        self._landing = dropped(self._journey, self._layout, self._tool, point)

    def finish(self) -> Edit | None:
        return None if self._landing is None else self._landing.make()

    def cancel(self) -> None:
        self._landing = None
