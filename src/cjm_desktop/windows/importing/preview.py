"""A drawn map goes in and is shown whole in whatever room there is; wheel, keys and dragging look closer."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.looking import Looking
from cjm_desktop.canvas.tiles import TileCache
from cjm_desktop.geometry import Size
from cjm_desktop.painters.qt import QtPainter
from cjm_desktop.theme import Chrome
from cjm_desktop.windows import plain

if TYPE_CHECKING:
    from cjm_desktop.drawing.primitives import Drawing
    from cjm_desktop.model.journey import Journey

#: How long a frame may paint tiles, the first and the others.
_FIRST, _NEXT = 0.04, 0.008
_STEP = 60  #: device-independent pixels that an arrow key pans
_ROOM = 8  #: round the map, in device-independent pixels


@guarded
class MapPreview(Looking):
    """Shows one map; nothing before `show_map` and after `clear`."""

    def __init__(self, chrome: Chrome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chrome = chrome
        self._drawing: Drawing | None = None
        self._tiles = TileCache(QtPainter())
        self._grabbed: QPoint | None = None
        self._refining = QTimer(self, singleShot=True, interval=0)
        self._refining.timeout.connect(self._refine)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
        self._tiles = TileCache(QtPainter())
        if drawing is not None:
            self._tiles.show(drawing, journey.pictures, None, self.camera.scale)
            self.refit()
            self.set_camera(self.camera)
        self.viewport().update()

    def clear(self) -> None:
        """Shows nothing."""
        self._drawing = None
        self._tiles = TileCache(QtPainter())
        self.zoom_fit()
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size, ratio = self.view_size(), self.ratio
        whole = QRect(0, 0, int(size.width), int(size.height))
        painter = QPainter(self.viewport())
        painter.scale(1 / ratio, 1 / ratio)
        painter.fillRect(whole, QColor(self._chrome.canvas))
        if self._drawing is not None:
            wanting = self._tiles.wanting(self.camera.scale, self._area())
            if wanting and self._tiles.is_empty:
                self._tiles.refine(wanting, perf_counter() + _FIRST)
            self._tiles.blit(painter, self.camera, (whole,))
            if self._tiles.wanting(self.camera.scale, self._area()):
                self._refining.start()
        painter.setPen(QPen(QColor(self._chrome.accent if self.hasFocus() else self._chrome.border), ratio))
        painter.drawRect(whole.adjusted(0, 0, -1, -1))
        painter.end()

    def _area(self) -> QRect:
        """The view in pixels from the map's origin."""
        x, y = self.camera.origin
        size = self.view_size()
        return QRect(-x, -y, int(size.width), int(size.height))

    def _refine(self) -> None:
        wanting = self._tiles.wanting(self.camera.scale, self._area())
        if wanting:
            self._tiles.refine(wanting, perf_counter() + _NEXT)
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grabbed = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None:
            return
        now = event.position().toPoint()
        moved, self._grabbed = now - self._grabbed, now
        self.pan(moved.x() * self.ratio, moved.y() * self.ratio)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grabbed = None
        self.viewport().unsetCursor()

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
        else:
            event.ignore()
