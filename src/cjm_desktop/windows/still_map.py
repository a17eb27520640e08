"""A drawn map that is only looked at: a drawing goes in; wheel, keys and dragging look closer, and a click tells its place.

The drawing is painted in tiles, the first at once and the others a few at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cjm_desktop.canvas.camera import Camera
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.looking import Looking
from cjm_desktop.canvas.tiles import TileCache
from cjm_desktop.painters.qt import QtPainter
from cjm_desktop.theme import Chrome

if TYPE_CHECKING:
    from cjm_desktop.drawing.primitives import Drawing
    from cjm_desktop.model.records import Picture

#: How long a frame may paint tiles, the first and the others; one tile of a large map may take as long again.
_FIRST, _NEXT = 0.04, 0.008
_STEP = 80  #: device-independent pixels that an arrow key pans
_NEAR = 4  #: a press that moves less is a click


@guarded
class StillMap(Looking):
    """Shows the drawing that was given last. Subclasses say how large the page is, and paint over it."""

    def __init__(self, chrome: Chrome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chrome = chrome
        self._is_drawn = False
        self._tiles = TileCache(QtPainter())
        self._grabbed: QPoint | None = None
        self._dragged = False
        self._refining = QTimer(self, singleShot=True, interval=0)
        self._refining.timeout.connect(self._refine)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def own_camera(self) -> Camera:
        """The camera from the drawing's own origin, where that is not the page's."""
        return self.camera

    def set_drawing(self, drawing: Drawing | None, pictures: Mapping[str, Picture]) -> None:
        """Takes another drawing to be painted, or none."""
        self._is_drawn = drawing is not None
        self._tiles = TileCache(QtPainter())
        if drawing is not None:
            self._tiles.show(drawing, pictures, None, self.camera.scale)

    def paint_over(self, painter: QPainter, whole: QRect) -> None:
        """Paints over the map, in device pixels of the view."""

    def clicked_at(self, position: QPointF) -> None:
        """The map was clicked at a place of the view, in device-independent pixels."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        size, ratio = self.view_size(), self.ratio
        whole = QRect(0, 0, int(size.width), int(size.height))
        painter = QPainter(self.viewport())
        painter.scale(1 / ratio, 1 / ratio)
        painter.fillRect(whole, QColor(self._chrome.canvas))
        if self._is_drawn:
            wanting = self._tiles.wanting(self.camera.scale, self._area())
            if wanting and self._tiles.is_empty:
                self._tiles.refine(wanting, perf_counter() + _FIRST)
            self._tiles.blit(painter, self.own_camera, (whole,))
            if self._tiles.wanting(self.camera.scale, self._area()):
                self._refining.start()
        self.paint_over(painter, whole)
        painter.end()

    def _area(self) -> QRect:
        """The view in pixels from the drawing's origin."""
        x, y = self.own_camera.origin
        size = self.view_size()
        return QRect(-x, -y, int(size.width), int(size.height))

    def _refine(self) -> None:
        wanting = self._tiles.wanting(self.camera.scale, self._area())
        if wanting:
            self._tiles.refine(wanting, perf_counter() + _NEXT)
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grabbed, self._dragged = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None:
            return
        now = event.position().toPoint()
        moved = now - self._grabbed
        if self._dragged or moved.manhattanLength() >= _NEAR:
            self._dragged, self._grabbed = True, now
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan(moved.x() * self.ratio, moved.y() * self.ratio)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grabbed, self._grabbed = self._grabbed, None
        self.viewport().unsetCursor()
        if grabbed is not None and not self._dragged:
            self.clicked_at(event.position())

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        if self.zoom < 1.0:
            self.zoom_actual()
        else:
            self.zoom_fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEP * self.ratio
        ways = {
            Qt.Key.Key_Left: (step, 0.0),
            Qt.Key.Key_Right: (-step, 0.0),
            Qt.Key.Key_Up: (0.0, step),
            Qt.Key.Key_Down: (0.0, -step),
        }
        key = event.key()
        if key in ways:
            self.pan(*ways[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.zoom_fit()
        elif key == Qt.Key.Key_1:
            self.zoom_actual()
        else:
            event.ignore()
