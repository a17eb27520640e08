"""The canvas: a session and a layout engine go in; the map on the screen comes out, to look at, to drag and to write in.

It paints the display list through tiles, not through a `QGraphicsView`: the same display list also goes to PDF, so an
item a card would hold everything twice, and its repaints of a whole screen took three times as long as tiles do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QGestureEvent, QPinchGesture, QWidget

from cjm_desktop.canvas.camera import (
    LARGEST_ZOOM,
    PIXELS_A_UNIT,
    SMALLEST_ZOOM,
    Camera,
    fitted,
    next_zoom,
)
from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.hints import paint_hint
from cjm_desktop.canvas.keys import Keys
from cjm_desktop.canvas.marks import Mark
from cjm_desktop.canvas.overlay import OverlayPainter
from cjm_desktop.canvas.pointing import Pointing
from cjm_desktop.canvas.selection import Selection, changed_things
from cjm_desktop.canvas.sheet import Sheet
from cjm_desktop.canvas.thumbs import paint_thumbs, thumbs
from cjm_desktop.canvas.tools import Tool
from cjm_desktop.canvas.words import counted
from cjm_desktop.canvas.writing import Writing
from cjm_desktop.editing import things
from cjm_desktop.editing.change import Change
from cjm_desktop.editing.session import Session
from cjm_desktop.geometry import Point, Rect, Size
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.hit import Cell, things_in
from cjm_desktop.theme import LIGHT, LIGHT_CHROME, Chrome, Theme

#: Room round the page, in device-independent pixels.
_MARGIN = 24
#: How long painting tiles may hold up one frame: what is missing, what an edit made stale, and the very first view.
_FRAME, _EDIT_FRAME, _FIRST_FRAME = 0.004, 0.030, 0.120
#: The largest zoom of "fit", when asked for and when a map is opened.
_LARGEST_FIT, _FIRST_FIT = 2.0, 1.0
_SLICE, _IDLE_SLICE = 0.005, 0.004
_IDLE_PAUSE = 25
#: A wheel's notch: pixels to pan, and how many notches double the zoom.
_NOTCH = 100
_NOTCHES_TO_DOUBLE = 4


@guarded
class CanvasView(QAbstractScrollArea):
    """The map on the screen. Ids that it takes and gives are ids of the journey's records."""

    selection_changed = Signal()
    zoom_changed = Signal(float)
    camera_changed = Signal()
    status_message = Signal(str)
    edit_requested = Signal(str)
    context_menu_requested = Signal(QPoint, object)

    def __init__(self, session: Session, layout_engine: LayoutEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.chrome: Chrome = LIGHT_CHROME
        self.sheet = Sheet(layout_engine, LIGHT, session.journey)
        self.selected = Selection()
        self.overlay = OverlayPainter(self._grab)
        self._camera = Camera()
        self._fitting, self._fitting_limit = True, _FIRST_FIT
        self._placed = False
        self._ratio = self.devicePixelRatioF()
        self._shown_marks: tuple[Mark, ...] = ()
        self._marked_area: list[QRect] = []
        self._applying = False
        self._history = (session.position, len(session.steps))

        self._refining = QTimer(self, singleShot=True, interval=0)
        self._refining.timeout.connect(self._refine)
        self._idling = QTimer(self, singleShot=True, interval=_IDLE_PAUSE)
        self._idling.timeout.connect(self._prepare_ahead)

        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(self.tr("Map"))
        self.setAccessibleDescription(
            self.tr("The customer journey map. Arrow keys walk from card to card, typing writes.")
        )
        viewport = self.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setMouseTracking(True)
        viewport.setAcceptDrops(True)
        viewport.grabGesture(Qt.GestureType.PinchGesture)

        self.pointing = Pointing(self)
        self.keys = Keys(self)
        self.writing = Writing(self)
        unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(lambda: unsubscribe())

    # Looking

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
        camera = camera.held(self.sheet.layout.size, self.view_size(), self.margin)
        if camera == self._camera:
            return
        rescaled = camera.scale != self._camera.scale
        self._camera = camera
        self.writing.follow_camera()
        self.viewport().update()
        self.camera_changed.emit()
        if rescaled:
            self.zoom_changed.emit(self.zoom)

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

    def zoom_to_selection(self) -> None:
        """Show what is selected; the whole map where nothing is."""
        rect = self.selected.bounds(self.sheet.layout)
        if rect is None:
            self.zoom_fit()
        else:
            self.zoom_to(rect)

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

        def shift(low: float, high: float, room: float) -> float:
            if low < margin or high - low > room - 2 * margin:
                return margin - low
            return min(0.0, room - margin - high)

        dx, dy = shift(box.x, box.right, size.width), shift(box.y, box.bottom, size.height)
        inside = box.x >= 0 and box.y >= 0 and box.right <= size.width and box.bottom <= size.height
        if not inside and (dx or dy):
            self.pan(dx, dy)

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
        return thumbs(self._camera, self.sheet.layout.size, self.view_size(), self.margin, self._ratio)

    @property
    def margin(self) -> float:
        """The room round the page in device pixels."""
        return _MARGIN * self._ratio

    # What is on the map

    def layout_now(self) -> MapLayout:
        return self.sheet.layout

    def set_theme(self, theme: Theme, chrome: Chrome) -> None:
        """Other colours for the map and for what is round and on top of it."""
        self.chrome = chrome
        if theme is not self.sheet.theme:
            self.sheet.set_theme(theme, self._camera.scale)
        self.writing.follow_camera()
        self.viewport().update()

    def set_file_name(self, name: str) -> None:
        """The name that stands in the map's footer."""
        self._update_map(self.sheet.set_name(name, self._camera.scale))

    def set_layout_engine(self, engine: LayoutEngine) -> None:
        """Lay the map out anew, as after a change of its language."""
        self.sheet.set_engine(engine, self._camera.scale)
        self._after_layout()
        self.viewport().update()

    def finish_painting(self) -> None:
        """Paint everything in view now, without leaving anything for later frames."""
        self.sheet.tiles.refine(self._wanting(), math.inf) if self._wanting() else None
        self.viewport().repaint()

    # Selection

    @property
    def selection(self) -> tuple[str, ...]:
        """The ids of what is selected, in the order in which it was."""
        return self.selected.ids

    @property
    def selected_cell(self) -> Cell | None:
        """The empty cell in which typing makes a card."""
        return self.selected.cell

    def select(self, ids: Iterable[str]) -> None:
        """Select these things and nothing else; ids that the map does not show are left out."""
        self.set_selection(self.selected.with_ids(self.sheet.layout, ids))

    def select_cell(self, cell: Cell | None) -> None:
        """Select an empty cell and nothing else."""
        self.set_selection(Selection(cell=cell))

    def select_all(self) -> None:
        """Select all cards and emotion points."""
        size = self.sheet.layout.size
        self.select(things_in(self.sheet.layout, Rect(0, 0, size.width, size.height)))

    def select_none(self) -> None:
        self.set_selection(Selection())

    def set_selection(self, selection: Selection) -> None:
        """Take over a selection made of what the layout shows."""
        if selection == self.selected:
            return
        self.selected = selection
        self.refresh_marks()
        self.selection_changed.emit()

    def delete_selection(self) -> None:
        """Delete what is selected, as one step."""
        self.commit_editing()
        journey, ids = self.session.journey, self.selection
        if ids:
            self.apply(Edit(f"Delete {counted(journey, ids)}", things.remove(journey, ids), ()))

    # Editing

    def apply(self, edit: Edit | None) -> bool:
        """Make an edit one step of the session, then select and open what it asks for."""
        if edit is None:
            return False
        self._applying = True
        try:
            done = self.session.apply(edit.label, edit.journey, edit.merge)
        finally:
            self._applying = False
        if edit.select is not None:
            self.select(edit.select)
            rect = self.selected.bounds(self.sheet.layout)
            if rect is not None and done:
                self.reveal(rect)
        if edit.write is not None:
            self.writing.start(edit.write, merge=edit.merge)
        return done

    def start_editing(self, id_: str, text: str | None = None) -> bool:
        """Open the text of a thing for writing where it stands, with `text` in place of its own where given."""
        return self.writing.start(id_, text)

    def commit_editing(self) -> None:
        """Take over what is being written, as one step."""
        self.writing.commit()

    def place(self, tool: Tool) -> bool:
        """Put a new thing where the selection is, or at the end; select it and open it for writing."""
        self.commit_editing()
        return self.pointing.place(tool)

    # Following the session

    def _follow(self, change: Change) -> None:
        history = self.session.position, len(self.session.steps)
        before, self._history = self._history, history
        fresh = not change.label and history == (0, 0)
        self.pointing.cancel()
        self.pointing.forget_hover()
        if not self._applying:
            self.writing.follow_change()
        changed = self.sheet.show(change.after, self._camera.scale)
        self._after_layout()
        if fresh:
            self.selected = Selection()
            self.selection_changed.emit()
            self._fit(_FIRST_FIT)
            return
        self._update_map(changed)
        went = history[0] < before[0] or (history[0] > before[0] and history[1] == before[1])
        if not self._applying and went:
            self.select(changed_things(change))
            rect = self.selected.bounds(self.sheet.layout)
            if rect is not None and not rect.intersects(self.visible_rect()):
                self.reveal(rect)

    def _after_layout(self) -> None:
        """The layout is another: hold the camera to the new page, the selection to what still exists."""
        selection = self.selected.kept(self.sheet.layout)
        changed = selection != self.selected
        self.selected = selection
        if self._fitting and self._placed:
            self._fit(self._fitting_limit)
        else:
            camera = self._camera.held(self.sheet.layout.size, self.view_size(), self.margin)
            if camera != self._camera:
                self.set_camera(camera)
        self.writing.follow_camera()
        self.refresh_marks()
        if changed:
            self.selection_changed.emit()

    def _update_map(self, changed: Sequence[Rect]) -> None:
        """Repaint rectangles of the map."""
        for rect in changed:
            box = self._camera.rect_to_view(rect.grown(2 / self._camera.scale))
            self._update_pixels(
                [
                    QRect(
                        QPoint(math.floor(box.x), math.floor(box.y)),
                        QPoint(math.ceil(box.right), math.ceil(box.bottom)),
                    )
                ]
            )

    # Painting

    def refresh_marks(self) -> None:
        """The selection or a gesture changed: repaint the overlay where it was and where it is."""
        self._update_pixels(self._marked_area)
        self._shown_marks = self._marks()
        self._marked_area = self.overlay.area(self._shown_marks, self._camera, self._ratio)
        self._update_pixels(self._marked_area)

    def _marks(self) -> tuple[Mark, ...]:
        return (*self.selected.frames(self.sheet.layout), *self.pointing.marks)

    def _update_pixels(self, rects: Iterable[QRect]) -> None:
        region, ratio = QRegion(), self._ratio
        view = self.viewport().rect()
        for rect in rects:
            left, top = math.floor(rect.x() / ratio), math.floor(rect.y() / ratio)
            right, bottom = math.ceil((rect.x() + rect.width()) / ratio), math.ceil((rect.y() + rect.height()) / ratio)
            shown = QRect(left, top, right - left, bottom - top) & view
            if not shown.isEmpty():
                region += shown
        if not region.isEmpty():
            self.viewport().update(region)

    def paintEvent(self, event: QPaintEvent) -> None:
        started = perf_counter()
        ratio, camera, tiles = self._ratio, self._camera, self.sheet.tiles
        size = self.view_size()
        view = QRect(0, 0, int(size.width), int(size.height))
        parts = [_outwards(rect, ratio) & view for rect in _rects(event.region())]
        wanting = self._wanting()
        if wanting:
            if tiles.is_empty:
                limit = _FIRST_FRAME
            elif tiles.stale_in(camera.scale, self._area()):
                limit = _EDIT_FRAME
            else:
                limit = _FRAME
            painted = set(tiles.refine(wanting, started + limit))
            outside = [
                rect for rect in map(self._tile_rect, painted) if not any(part.contains(rect & view) for part in parts)
            ]
            if outside:
                self._update_pixels(outside)
            wanting = [key for key in wanting if key not in painted]
        painter = QPainter(self.viewport())
        painter.scale(1 / ratio, 1 / ratio)
        page = tiles.page(camera)
        self._paint_surroundings(painter, parts, page)
        tiles.blit(painter, camera, parts)
        bounds = QRect()
        for part in parts:
            bounds |= part
        if not self.sheet.journey.stages and not self.sheet.journey.lanes:
            paint_hint(painter, page & view, self.chrome, ratio)
        self.overlay.paint(painter, self._shown_marks, camera, self.chrome, ratio, bounds)
        paint_thumbs(painter, self.thumbs(), self.chrome, bounds)
        painter.end()
        if wanting:
            self._refining.start()
        elif not self._refining.isActive():
            self._idling.start()

    def _paint_surroundings(self, painter: QPainter, parts: Sequence[QRect], page: QRect) -> None:
        outside, bounds = QRegion(), QRect()
        for part in parts:
            outside += part
            bounds |= part
        outside -= page
        if outside.isEmpty():
            return
        canvas = QColor(self.chrome.canvas)
        for rect in _rects(outside):
            painter.fillRect(rect, canvas)
        self._paint_shadow(painter, page, bounds)

    def _paint_shadow(self, painter: QPainter, page: QRect, bounds: QRect) -> None:
        """A soft edge round the page, deepest below: one-pixel strips that fade, cut to what is painted."""
        shadow, drop = QColor(self.chrome.shadow), round(2 * self._ratio)
        steps = round(10 * self._ratio)
        for step in range(1, steps + 1):
            fade = 1 - step / (steps + 1)
            shadow.setAlphaF(0.11 * fade * fade)
            ring = page.adjusted(-step, drop - step, step, drop + step)
            left, top, width, height = ring.x(), ring.y(), ring.width(), ring.height()
            for strip in (
                QRect(left, top, width, 1),
                QRect(left, top + height - 1, width, 1),
                QRect(left, top + 1, 1, height - 2),
                QRect(left + width - 1, top + 1, 1, height - 2),
            ):
                painter.fillRect(strip & bounds, shadow)

    def _area(self) -> QRect:
        """The view in pixels from the map's origin."""
        size = self.view_size()
        return self.sheet.visible_area(self._camera, QSize(int(size.width), int(size.height)))

    def _wanting(self) -> list[tuple[float, int, int]]:
        return self.sheet.tiles.wanting(self._camera.scale, self._area())

    def _tile_rect(self, key: tuple[float, int, int]) -> QRect:
        return self.sheet.tiles.square(key).translated(*self._camera.origin)

    def _refine(self) -> None:
        """Paint tiles that are missing for a part of a frame, show them, and go on in the next."""
        wanting = self._wanting()
        if not wanting:
            self._idling.start()
            return
        done = self.sheet.tiles.refine(wanting, perf_counter() + _SLICE)
        self._update_pixels(map(self._tile_rect, done))

    def _prepare_ahead(self) -> None:
        """In idle time, paint the small picture of the whole map and the tiles just outside of the view."""
        tiles, around = self.sheet.tiles, 256
        wanting = tiles.overview_keys() or tiles.wanting(
            self._camera.scale, self._area().adjusted(-around, -around, around, around)
        )
        if wanting and self.isVisible():
            tiles.refine(wanting, perf_counter() + _IDLE_SLICE)
            self._idling.start()

    def _grab(self, rect: Rect) -> QPixmap:
        size = self.view_size()
        return self.sheet.grab(rect, self._camera, QSize(int(size.width), int(size.height)))

    # Events

    def _fit(self, largest: float) -> None:
        size = self.view_size()
        page = self.sheet.layout.size
        camera = fitted(
            Rect(0, 0, page.width, page.height), size, _MARGIN * self._ratio, largest * PIXELS_A_UNIT * self._ratio
        )
        self.set_camera(camera)
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
        self._placed = True
        self.refresh_marks()

    def _follow_ratio(self) -> None:
        """The view may have come to a screen of another density: show the same at it."""
        ratio = self.viewport().devicePixelRatioF()
        if ratio == self._ratio:
            return
        share, self._ratio = ratio / self._ratio, ratio
        old = self._camera
        self._camera = Camera(old.scale * share, old.x * share, old.y * share)
        self.set_camera(self._camera)
        self.refresh_marks()
        self.viewport().update()

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
        elif kind == QEvent.Type.Leave:
            self.pointing.leave()
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointing.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointing.double(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.selected.bounds(self.sheet.layout)
            if rect is not None:
                at = self.from_map(rect.center).toPoint()
        self.context_menu_requested.emit(self.viewport().mapToGlobal(at), self.pointing.hit_at(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.pointing.hold_space(False)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, _forwards: bool) -> bool:
        # Tab walks the map; Ctrl+Tab and F6 leave it.
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.pointing.hold_space(False)
        super().focusOutEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text that an input method composed begins to write like typed text."""
        if event.commitString() and self.keys.type(event.commitString()):
            event.accept()
        else:
            super().inputMethodEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drag(event)

    def _drag(self, event: QDragMoveEvent) -> None:
        tool = Tool.from_mime(event.mimeData())
        if tool is None:
            event.ignore()
        elif self.pointing.drag_over(tool, event.position(), event.modifiers()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.pointing.drag_left()

    def dropEvent(self, event: QDropEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.pointing.drop():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()


def _rects(region: QRegion) -> Iterable[QRect]:
    """The rectangles of a region, which PySide lets be iterated without saying so."""
    return cast(Iterable[QRect], region)


def _outwards(rect: QRect, ratio: float) -> QRect:
    """A rectangle of device-independent pixels in device pixels, none lost."""
    left, top = math.floor(rect.x() * ratio), math.floor(rect.y() * ratio)
    right, bottom = math.ceil((rect.x() + rect.width()) * ratio), math.ceil((rect.y() + rect.height()) * ratio)
    return QRect(left, top, right - left, bottom - top)
