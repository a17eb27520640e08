"""A drawn map goes in and is shown whole in whatever room there is; wheel, keys and dragging look closer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.geometry import Size
from cjm_desktop.theme import Chrome
from cjm_desktop.windows import plain
from cjm_desktop.windows.still_map import StillMap

if TYPE_CHECKING:
    from cjm_desktop.drawing.primitives import Drawing
    from cjm_desktop.model.journey import Journey

_ROOM = 8  #: round the map, in device-independent pixels


@guarded
class MapPreview(StillMap):
    """Shows one map; nothing before `show_map` and after `clear`."""

    def __init__(self, chrome: Chrome, parent: QWidget | None = None) -> None:
        super().__init__(chrome, parent)
        self._drawing: Drawing | None = None
        self.setAccessibleDescription(
            self.tr("Ctrl+wheel and + and − zoom, the arrow keys and dragging move, 0 shows all of it.")
        )
        self.setToolTip(plain.tooltip(self.accessibleDescription()))

    @property
    def drawing(self) -> Drawing | None:
        """What is shown."""
        return self._drawing

    @property
    def margin(self) -> float:
        return _ROOM * self.ratio

    def page_size(self) -> Size:
        return Size(1.0, 1.0) if self._drawing is None else Size(self._drawing.width, self._drawing.height)

    def show_map(self, drawing: Drawing | None, journey: Journey) -> None:
        """Shows another map; all of it, unless one is looking closer at a part of it."""
        self._drawing = drawing
        self.set_drawing(drawing, journey.pictures)
        if drawing is not None:
            self.refit()
            self.set_camera(self.camera)
        self.viewport().update()

    def clear(self) -> None:
        """Shows nothing."""
        self._drawing = None
        self.set_drawing(None, {})
        self.zoom_fit()
        self.viewport().update()

    def paint_over(self, painter: QPainter, whole: QRect) -> None:
        painter.setPen(QPen(QColor(self._chrome.accent if self.hasFocus() else self._chrome.border), self.ratio))
        painter.drawRect(whole.adjusted(0, 0, -1, -1))
