"""The minimap: the canvas's own display list goes in; a small picture of the whole map comes out, to pan and zoom by."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)

from cjm_desktop.canvas.camera import next_zoom
from cjm_desktop.canvas.damage import damage
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.editing.change import Change
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.windows.side_panel import SidePanel
from cjm_desktop.windows.workspace import Workspace

_LARGEST = QSize(188, 132)  #: of the picture
_LEAST = 40  #: of either side of the picture
_PAD = 6
#: How long after the last change the picture is brought up to date, in milliseconds.
_PAUSE = 120
#: A wheel's notch is this part of a doubling; an arrow key pans by this part of the view.
_NOTCHES_TO_DOUBLE, _STEP = 4, 0.2
_Key = Qt.Key
_ARROWS = {
    _Key.Key_Left: (1, 0),
    _Key.Key_Right: (-1, 0),
    _Key.Key_Up: (0, 1),
    _Key.Key_Down: (0, -1),
}
_ZOOMS = {_Key.Key_Plus: 1, _Key.Key_Equal: 1, _Key.Key_Minus: -1}


@guarded
class Minimap(SidePanel):
    """The whole map with a frame round what the canvas shows. A click or drag looks there, the wheel zooms there.

    The picture is kept, and of an edit only what it touched is painted again, when the hand has rested for a moment.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setAccessibleName(self.tr("Minimap"))
        self.setAccessibleDescription(self.tr("The whole map. Arrow keys move the view, plus and minus zoom."))
        self.setMinimumWidth(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("look", "")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        self._drawing: Drawing | None = None
        self._picture = QPixmap()
        self._grip: Point | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._bring_up_to_date)

    def sizeHint(self) -> QSize:
        size = self._picture_size()
        return QSize(size.width() + 2 * _PAD, size.height() + 2 * _PAD)

    def set_awake(self, awake: bool) -> None:
        if awake == self.is_awake:
            return
        canvas = self.canvas
        if awake:
            canvas.camera_changed.connect(self.update)
            canvas.redrawn.connect(self._wait)
        else:
            canvas.camera_changed.disconnect(self.update)
            canvas.redrawn.disconnect(self._wait)
            self._timer.stop()
        super().set_awake(awake)

    def refresh(self) -> None:
        # After the event that shows the panel: the first picture of a large map takes a moment.
        self._timer.start(0)

    def follow(self, _change: Change) -> None:
        """The canvas tells of it, with the display list that it made of the change."""

    def _wait(self) -> None:
        self._timer.start(_PAUSE)

    @property
    def is_up_to_date(self) -> bool:
        """Whether the picture shows the map as the canvas does."""
        return self._drawing is self.canvas.sheet.drawing

    # The picture

    @property
    def _scale(self) -> float:
        """Device-independent pixels of the picture a layout unit."""
        page = self.canvas.page_size()
        return min(_LARGEST.width() / max(page.width, 1.0), _LARGEST.height() / max(page.height, 1.0))

    def _picture_size(self) -> QSize:
        page, scale = self.canvas.page_size(), self._scale
        return QSize(max(_LEAST, round(page.width * scale)), max(_LEAST, round(page.height * scale)))

    def _bring_up_to_date(self) -> None:
        """Paint again what differs from what the picture shows."""
        sheet, ratio = self.canvas.sheet, self.devicePixelRatioF()
        size = self._picture_size() * ratio
        old, new = self._drawing, sheet.drawing
        fresh = old is None or self._picture.size() != size or (old.width, old.height) != (new.width, new.height)
        everything = Rect(0, 0, new.width, new.height)
        if fresh:
            self._picture = QPixmap(size)
            self._picture.fill(QColor(new.ground))
            self.updateGeometry()
        changed = (everything,) if fresh or old is None else damage(old, new)
        if sum(rect.width * rect.height for rect in changed) > new.width * new.height / 2:
            # What moved overlaps: all of it once costs less than parts of it again and again.
            changed = (everything,)
        self._drawing = new
        scale = self._scale * ratio
        with QPainter(self._picture) as painter:
            for rect in changed:
                box = _pixels(rect, scale)
                painter.setClipRect(box)
                painter.fillRect(box, QColor(new.ground))
                part = Rect(box.x() / scale, box.y() / scale, box.width() / scale, box.height() / scale)
                sheet.painter.paint(painter, new, part, scale, sheet.journey.pictures)
        self._picture.setDevicePixelRatio(ratio)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.is_up_to_date and not self._timer.isActive():
            self._wait()
        chrome, box = self.canvas.chrome, self.rect().toRectF()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.fillPath(edge, QColor(chrome.panel))
        inside = self._inside()
        painter.drawPixmap(inside.topLeft(), self._picture)
        shown = self._frame()
        dim = QPainterPath()
        dim.addRect(inside)
        hole = QPainterPath()
        hole.addRoundedRect(shown, 2, 2)
        shade = QColor(chrome.canvas)
        shade.setAlphaF(0.45)
        painter.fillPath(dim - hole, shade)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(chrome.selection), 1.5))
        painter.drawPath(hole)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(chrome.accent if focused else chrome.border_strong), 2.0 if focused else 1.0))
        painter.drawPath(edge)

    def _inside(self) -> QRectF:
        """Where the picture stands."""
        size = self._picture_size()
        return QRectF(_PAD, _PAD, size.width(), size.height())

    def _frame(self) -> QRectF:
        """Where in the panel the part of the map lies that the canvas shows."""
        seen, scale = self.canvas.visible_rect(), self._scale
        frame = QRectF(_PAD + seen.x * scale, _PAD + seen.y * scale, seen.width * scale, seen.height * scale)
        return frame & self._inside().adjusted(0.75, 0.75, -0.75, -0.75)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point, seen = self._to_map(event.position()), self.canvas.visible_rect()
        # Inside of the frame one takes hold of it where one is; elsewhere its middle comes to the pointer.
        inside = seen.contains(point)
        self._grip = Point(point.x - seen.center.x, point.y - seen.center.y) if inside else Point(0, 0)
        if not inside:
            self._look_at(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._look_at(self._to_map(event.position()).moved(-self._grip.x, -self._grip.y))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        around = self.canvas.camera.to_view(self._to_map(event.position()))
        if turned:
            self.canvas.set_zoom(self.canvas.zoom * 2 ** (turned / 120 / _NOTCHES_TO_DOUBLE), around)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, size = event.key(), self.canvas.view_size()
        if key in _ARROWS:
            dx, dy = _ARROWS[_Key(key)]
            self.canvas.pan(dx * size.width * _STEP, dy * size.height * _STEP)
        elif key in _ZOOMS:
            self.canvas.set_zoom(next_zoom(self.canvas.zoom, _ZOOMS[_Key(key)]))
        else:
            super().keyPressEvent(event)

    def _to_map(self, at: QPointF) -> Point:
        return Point((at.x() - _PAD) / self._scale, (at.y() - _PAD) / self._scale)

    def _look_at(self, middle: Point) -> None:
        """Let the canvas show this point of the map in its middle, as far as the page reaches."""
        canvas = self.canvas
        size, at = canvas.view_size(), canvas.camera.to_view(middle)
        canvas.pan(size.width / 2 - at.x, size.height / 2 - at.y)


def _pixels(rect: Rect, scale: float) -> QRect:
    """A rectangle of the map in whole pixels of the picture, none lost."""
    left, top = math.floor(rect.x * scale) - 1, math.floor(rect.y * scale) - 1
    return QRect(left, top, math.ceil(rect.right * scale) + 1 - left, math.ceil(rect.bottom * scale) + 1 - top)
