"""A compared map to look at: one that is laid out and drawn with its signs goes in; what the user points at comes out.

It is only looked at: wheel, keys and dragging move it, a click tells which thing was meant. Two of them can stand beside
each other on pages of one size, so that one camera fits both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from cjm_desktop.canvas.camera import Camera
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.drawing.compared import place_of
from cjm_desktop.geometry import Point, Rect, Size
from cjm_desktop.layout.hit import hit
from cjm_desktop.theme import Chrome
from cjm_desktop.windows.still_map import StillMap

if TYPE_CHECKING:
    from cjm_desktop.exporting.comparison import Laid

#: A thing that is chosen is shown at this zoom where it cannot be read at the present one.
_LEGIBLE, _SHOWN = 0.75, 1.0


@guarded
class ComparedMap(StillMap):
    """Shows one map. `pointed` is sent with the id of what was clicked, `looked` when the user looks elsewhere."""

    pointed = Signal(str)
    looked = Signal()

    def __init__(self, chrome: Chrome, parent: QWidget | None = None) -> None:
        super().__init__(chrome, parent)
        self._laid: Laid | None = None
        self._marked = ""
        self._stage = ""
        self._size, self._drop = Size(1.0, 1.0), 0.0
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
        self.set_drawing(laid.drawing, laid.shown.journey.pictures)
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
    def own_camera(self) -> Camera:
        return self.camera.panned(0.0, self._drop * self.camera.scale)

    def paint_over(self, painter: QPainter, whole: QRect) -> None:
        self._paint_mark(painter, self.ratio)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(QColor(self._chrome.accent), 2 * self.ratio))
            painter.drawRect(whole.adjusted(1, 1, -1, -1))

    def _paint_mark(self, painter: QPainter, ratio: float) -> None:
        rect = self.place
        if rect is None:
            return
        box = self.camera.rect_to_view(rect).grown(5 * ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._chrome.selection), 3 * ratio))
        painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), 6 * ratio, 6 * ratio)

    def clicked_at(self, position: QPointF) -> None:
        if self._laid is None:
            return
        place = self.to_map(position)
        found = hit(self._laid.layout, Point(place.x, place.y - self._drop))
        if found.id and found.kind not in ("cell", "none"):
            self.pointed.emit(found.id)
