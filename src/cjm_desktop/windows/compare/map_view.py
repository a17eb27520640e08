"""A compared map to look at: one that is laid out and drawn with its signs goes in; what the user points at comes out.

It is only looked at: wheel, keys and dragging move it, a click tells which thing was meant. Two of them can stand beside
each other on pages of one size, so that one camera fits both.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cjm_desktop.canvas.camera import Camera
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.looking import Looking
from cjm_desktop.canvas.tiles import TileCache
from cjm_desktop.drawing.compared import place_of
from cjm_desktop.geometry import Point, Rect, Size
from cjm_desktop.layout.hit import hit
from cjm_desktop.painters.qt import QtPainter
from cjm_desktop.theme import Chrome

if TYPE_CHECKING:
    from cjm_desktop.exporting.comparison import Laid

#: How long a frame may paint tiles, the first and the others; one tile of a large map may take as long again.
_FIRST, _NEXT = 0.04, 0.008
#: A thing that is chosen is shown at this zoom where it cannot be read at the present one.
_LEGIBLE, _SHOWN = 0.75, 1.0
_STEP = 80  #: device-independent pixels that an arrow key pans


@guarded
class ComparedMap(Looking):
    """Shows one map. `pointed` is sent with the id of what was clicked, `looked` when the user looks elsewhere."""

    pointed = Signal(str)
    looked = Signal()

    def __init__(self, chrome: Chrome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chrome = chrome
        self._laid: Laid | None = None
        self._tiles = TileCache(QtPainter())
        self._marked = ""
        self._stage = ""
        self._size, self._drop = Size(1.0, 1.0), 0.0
        self._grabbed: QPoint | None = None
        self._dragged = False
        self._refining = QTimer(self, singleShot=True, interval=0)
        self._refining.timeout.connect(self._refine)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.camera_changed.connect(self.looked)

    @property
    def laid(self) -> Laid | None:
        return self._laid

    @property
    def marked(self) -> str:
        """The id of what is marked; nothing where nothing is."""
        return self._marked

    def page_size(self) -> Size:
        return self._size

    def show_map(self, laid: Laid, size: Size | None = None, drop: float = 0.0) -> None:
        """Shows another map, all of it; on a page of this size where one is given, so much beneath its upper edge."""
        self._laid, self._marked = laid, ""
        self._size, self._drop = size or Size(laid.drawing.width, laid.drawing.height), drop
        self._tiles = TileCache(QtPainter())
        self._tiles.show(laid.drawing, laid.shown.journey.pictures, None, self.camera.scale)
        self.show_afresh()
        self.viewport().update()

    def follow(self, other: ComparedMap) -> None:
        """Looks where another map looks, whose page has the same size; that one's view, a pixel wider maybe, decides."""
        if self._camera != other.camera:
            rescaled = self._camera.scale != other.camera.scale
            self._camera = other.camera
            self.viewport().update()
            self.camera_changed.emit()
            if rescaled:
                self.zoom_changed.emit(self.zoom)
        self._fitting, self._fitting_limit = other._fitting, other._fitting_limit

    def set_chrome(self, chrome: Chrome) -> None:
        self._chrome = chrome
        self.viewport().update()

    def mark(self, id_: str, stage: str = "") -> bool:
        """Marks a thing, of a lane its part in a stage where one is named; False where the map does not show it."""
        self._marked, self._stage = id_, stage
        if self.place is None:
            self._marked = ""
        self.viewport().update()
        return bool(self._marked)

    def bring(self, *, large: bool = False) -> None:
        """Brings what is marked into sight so that it can be read, or `large`; of what is larger than the view, its beginning."""
        rect = self.place
        if rect is None:
            return
        view = self.view_size()
        if self.zoom < (_SHOWN if large else _LEGIBLE):
            one = self.camera.scale / self.zoom
            # In a narrow view a little smaller, if that shows all of it.
            whole = (view.width - 2 * self.margin) / max(rect.width, 1.0) / one
            share = one * (_SHOWN if large else min(_SHOWN, max(whole, _LEGIBLE)))
            x, y = view.width / 2 - rect.center.x * share, view.height / 2 - rect.center.y * share
            self.look(Camera(share, x, y))
        self.reveal(rect)

    @property
    def place(self) -> Rect | None:
        """Where what is marked stands on the page."""
        if self._laid is None or not self._marked:
            return None
        layout = self._laid.layout
        rect = place_of(layout, self._marked)
        if rect is not None and self._stage:
            box = next((box.rect for box in layout.stages if box.stage.id == self._stage), None)
            lane = next((one for one in layout.lanes if one.box.lane.id == self._marked), None)
            if box is not None and lane is not None:
                rect = Rect(box.x, lane.y, box.width, lane.box.height)
        return None if rect is None else rect.moved(0.0, self._drop)

    @property
    def _own(self) -> Camera:
        """The camera from the map's own origin."""
        return self.camera.panned(0.0, self._drop * self.camera.scale)

    def paintEvent(self, _event: QPaintEvent) -> None:
        size, ratio = self.view_size(), self.ratio
        whole = QRect(0, 0, int(size.width), int(size.height))
        painter = QPainter(self.viewport())
        painter.scale(1 / ratio, 1 / ratio)
        painter.fillRect(whole, QColor(self._chrome.canvas))
        if self._laid is not None:
            wanting = self._tiles.wanting(self.camera.scale, self._area())
            if wanting and self._tiles.is_empty:
                self._tiles.refine(wanting, perf_counter() + _FIRST)
            self._tiles.blit(painter, self._own, (whole,))
            self._paint_mark(painter, ratio)
            if self._tiles.wanting(self.camera.scale, self._area()):
                self._refining.start()
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._chrome.accent), 2 * ratio))
            painter.drawRect(whole.adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_mark(self, painter: QPainter, ratio: float) -> None:
        rect = self.place
        if rect is None:
            return
        box = self.camera.rect_to_view(rect).grown(5 * ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._chrome.selection), 3 * ratio))
        painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), 6 * ratio, 6 * ratio)

    def _area(self) -> QRect:
        """The view in pixels from the map's origin."""
        x, y = self._own.origin
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
        if self._dragged or moved.manhattanLength() >= 4:
            self._dragged, self._grabbed = True, now
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan(moved.x() * self.ratio, moved.y() * self.ratio)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grabbed, self._grabbed = self._grabbed, None
        self.viewport().unsetCursor()
        if grabbed is not None and not self._dragged and self._laid is not None:
            place = self.to_map(event.position())
            found = hit(self._laid.layout, Point(place.x, place.y - self._drop))
            if found.id and found.kind not in ("cell", "none"):
                self.pointed.emit(found.id)

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
