"""A widget that looks at a page: wheel, touchpad and pinch go in; the camera that the rest of the canvas uses comes out.

It knows the page by its size only. `camera_changed` tells of every other view of it.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QGestureEvent, QPinchGesture, QWidget

from cjm_desktop.canvas.camera import LARGEST_ZOOM, PIXELS_A_UNIT, SMALLEST_ZOOM, Camera, fitted, next_zoom
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.thumbs import thumbs
from cjm_desktop.geometry import Point, Rect, Size

#: Room round the page, in device-independent pixels.
_MARGIN = 24
#: The largest zoom of "fit", when asked for and when a map is opened.
_LARGEST_FIT, _FIRST_FIT = 2.0, 1.0
#: At a smaller zoom a page that grows is no longer shown whole.
_READABLE = 0.5
#: A wheel's notch: pixels to pan, and how many notches double the zoom.
_NOTCH = 100
_NOTCHES_TO_DOUBLE = 4


@guarded
class Looking(QAbstractScrollArea):
    """A view of a page through a camera. Subclasses say how large the page is."""

    zoom_changed = Signal(float)
    camera_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._camera = Camera()
        self._fitting, self._fitting_limit = True, _FIRST_FIT
        self._ratio = self.devicePixelRatioF()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def page_size(self) -> Size:
        """The page in layout units."""
        raise NotImplementedError

    @property
    def camera(self) -> Camera:
        return self._camera

    @property
    def ratio(self) -> float:
        """Device pixels for one device-independent pixel."""
        return self._ratio

    @property
    def zoom(self) -> float:
        """1.0 shows one layout unit as 96/72 device-independent pixels."""
        return self._camera.scale / (PIXELS_A_UNIT * self._ratio)

    def view_size(self) -> Size:
        """The view's size in device pixels."""
        size = self.viewport().size()
        return Size(math.ceil(size.width() * self._ratio), math.ceil(size.height() * self._ratio))

    def visible_rect(self) -> Rect:
        """What of the map shows, in map coordinates."""
        return self._camera.visible(self.view_size())

    def set_camera(self, camera: Camera) -> None:
        """Look elsewhere, as far as the page allows."""
        camera = camera.held(self.page_size(), self.view_size(), self.margin)
        if camera == self._camera:
            return
        rescaled = camera.scale != self._camera.scale
        self._camera = camera
        self.viewport().update()
        self.camera_changed.emit()
        if rescaled:
            self.zoom_changed.emit(self.zoom)

    def hold_page(self) -> None:
        """The page has another size. What one is working on stays where it is, unless the page has gone out of sight."""
        page, size = self.page_size(), self.view_size()
        shown = self._camera.rect_to_view(Rect(0, 0, page.width, page.height))
        if not shown.intersects(Rect(0, 0, size.width, size.height).grown(-self.margin)):
            self.set_camera(self._camera)

    def show_afresh(self) -> None:
        """Another page: show the whole of it."""
        self._fit(_FIRST_FIT)

    def fit_growth(self) -> None:
        """The page grew while nobody points at it: go on showing the whole of it, as long as it can still be read."""
        fitting = self._fitted(self._fitting_limit)
        if self._fitting and fitting.scale >= _READABLE * PIXELS_A_UNIT * self._ratio:
            self._fit(self._fitting_limit)

    def zoom_in(self) -> None:
        self.set_zoom(next_zoom(self.zoom, 1))

    def zoom_out(self) -> None:
        self.set_zoom(next_zoom(self.zoom, -1))

    def zoom_actual(self) -> None:
        """100 %."""
        self.set_zoom(1.0)

    actual = zoom_actual

    def set_zoom(self, zoom: float, around: Point | None = None) -> None:
        """Zoom with the view's point `around` (device pixels; the middle where None) staying where it is."""
        size = self.view_size()
        zoom = min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)
        self._fitting = False
        around = around or Point(size.width / 2, size.height / 2)
        self.set_camera(self._camera.zoomed(zoom * PIXELS_A_UNIT * self._ratio, around))

    def zoom_fit(self) -> None:
        """Show the whole map, and go on doing so when the window changes its size, until the user looks elsewhere."""
        self._fit(_LARGEST_FIT)

    fit = zoom_fit

    def zoom_to(self, rect: Rect) -> None:
        """Show a rectangle of the map as large as it goes, up to 200 %."""
        self._fitting = False
        self.set_camera(fitted(rect, self.view_size(), 2 * _MARGIN * self._ratio, 2 * PIXELS_A_UNIT * self._ratio))

    def look(self, camera: Camera) -> None:
        """Look elsewhere because the user asked for it: the view no longer keeps the whole map in sight."""
        self._fitting = False
        self.set_camera(camera)

    def pan(self, dx: float, dy: float) -> None:
        """Move the map by device pixels."""
        self.look(self._camera.panned(dx, dy))

    def reveal(self, rect: Rect) -> None:
        """Scroll as little as needed to show a rectangle of the map."""
        box, size, margin = self._camera.rect_to_view(rect), self.view_size(), self.margin
        left, top = self.covered()

        def shift(low: float, high: float, first: float, room: float) -> float:
            if low < first + margin or high - low > room - first - 2 * margin:
                return first + margin - low
            return min(0.0, room - margin - high)

        dx, dy = shift(box.x, box.right, left, size.width), shift(box.y, box.bottom, top, size.height)
        inside = box.x >= left and box.y >= top and box.right <= size.width and box.bottom <= size.height
        if not inside and (dx or dy):
            self.pan(dx, dy)

    def covered(self) -> tuple[float, float]:
        """How much of the view at its left and at its top is covered by something else than the page, in device pixels."""
        return 0.0, 0.0

    def to_map(self, view: QPointF | QPoint) -> Point:
        """The map's point under a point of the viewport (device-independent pixels)."""
        return self._camera.to_map(self.to_pixels(view))

    def to_pixels(self, view: QPointF | QPoint) -> Point:
        return Point(view.x() * self._ratio, view.y() * self._ratio)

    def from_map(self, point: Point) -> QPointF:
        """The point of the viewport (device-independent pixels) at which a point of the map shows."""
        view = self._camera.to_view(point)
        return QPointF(view.x / self._ratio, view.y / self._ratio)

    def thumbs(self) -> tuple[Rect | None, Rect | None]:
        """The scroll thumbs, level and upright, in device pixels."""
        return thumbs(self._camera, self.page_size(), self.view_size(), self.margin, self._ratio)

    @property
    def margin(self) -> float:
        """The room round the page in device pixels."""
        return _MARGIN * self._ratio

    def _fitted(self, largest: float) -> Camera:
        page, limit = self.page_size(), largest * PIXELS_A_UNIT * self._ratio
        return fitted(Rect(0, 0, page.width, page.height), self.view_size(), _MARGIN * self._ratio, limit)

    def refit(self) -> None:
        """The page is another: show all of it again where it was shown whole."""
        if self._fitting:
            self._fit(self._fitting_limit)

    def _fit(self, largest: float) -> None:
        self.set_camera(self._fitted(largest))
        self._fitting, self._fitting_limit = True, largest

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_ratio()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_ratio()
        if self._fitting:
            self._fit(self._fitting_limit)
        else:
            self.set_camera(self._camera)

    def _follow_ratio(self) -> None:
        """The view may have come to a screen of another density: show the same at it."""
        ratio = self.viewport().devicePixelRatioF()
        if ratio == self._ratio:
            return
        share, self._ratio = ratio / self._ratio, ratio
        old = self._camera
        self._camera = Camera(old.scale * share, old.x * share, old.y * share)
        self.set_camera(self._camera)
        self.viewport().update()
        self.camera_changed.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._follow_ratio()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self.zoom * (1 + event.value()), self.to_pixels(event.position()))
                return True
        elif kind == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                middle = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.set_zoom(self.zoom * pinch.scaleFactor(), self.to_pixels(middle))
                return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, notches = event.pixelDelta(), event.angleDelta()
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            turned = notches.y() or notches.x()
            if turned:
                around = self.to_pixels(event.position())
                self.set_zoom(self.zoom * 2 ** (turned / 120 / _NOTCHES_TO_DOUBLE), around)
            event.accept()
            return
        if pixels.isNull():
            dx, dy = notches.x() / 120 * _NOTCH, notches.y() / 120 * _NOTCH
        else:
            dx, dy = float(pixels.x()), float(pixels.y())
        if modifiers & Qt.KeyboardModifier.ShiftModifier and not dx:
            dx, dy = dy, 0.0
        self.pan(dx * self._ratio, dy * self._ratio)
        event.accept()
