"""One page of paper, large: pages' sizes and pictures of their parts go in; it asks for the part that shows.

The wheel scrolls, and at the page's end goes on to the next page; with Ctrl it zooms where the pointer is.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.geometry import Size
from cjm_desktop.windows.export.pages_worker import Ask

_MARGIN = 16  #: round the page, in device-independent pixels
_REAL = 96 / 72  #: pixels a point at 100 %
_STEP = 1.25
_LEAST, _MOST = 0.02, 16.0  #: pixels a point
#: How long after the last scrolling or zooming the part that shows is asked for, in milliseconds.
_PAUSE = 25

_SQUARE = 8  #: of a chequered ground, in device-independent pixels


def ground(squares: tuple[str, str] | None) -> QBrush:
    """What lies behind a page: white, in the dark, too, for it is paper; or squares of these two colours."""
    if squares is None:
        return QBrush(Qt.GlobalColor.white)
    tile = QPixmap(2 * _SQUARE, 2 * _SQUARE)
    tile.fill(QColor(squares[0]))
    painter = QPainter(tile)
    for x, y in ((0, 0), (_SQUARE, _SQUARE)):
        painter.fillRect(x, y, _SQUARE, _SQUARE, QColor(squares[1]))
    painter.end()
    return QBrush(tile)


@guarded
class PageView(QAbstractScrollArea):
    """`part_wanted` asks for what shows; `stepped` (-1, 1, or beyond for the first and last) for another page."""

    part_wanted = Signal(object)
    stepped = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: tuple[Size, ...] = ()
        self._wish = 0
        self._page = 0
        self._ground = QBrush(Qt.GlobalColor.white)
        self._clear = False
        self._zoom: float | None = None
        self._shown: dict[str, tuple[int, QRectF, QImage]] = {}  #: "whole" and "part": page, place in points, picture
        self._grabbed: QPoint | None = None
        self._waiting = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("Page"))
        self.setMinimumSize(180, 160)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._moved)

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    @property
    def scale(self) -> float:
        """Device-independent pixels a point."""
        return self._fitting() if self._zoom is None else self._zoom

    @property
    def percent(self) -> int:
        """100 where the page is as large as on paper."""
        return round(self.scale / _REAL * 100)

    @property
    def is_sharp(self) -> bool:
        """Whether all that shows has been drawn as it is to be seen."""
        return not self._pause.isActive() and not self._waiting

    def show_sheets(self, wish: int, sizes: tuple[Size, ...], squares: tuple[str, str] | None = None) -> None:
        """Shows other pages; the old picture stays until the new one comes.

        `squares` are the colours of the chequered ground behind what has none of its own.
        """
        same = self._sizes and sizes and self._sizes[min(self._page, len(self._sizes) - 1)]
        self._wish, self._sizes = wish, sizes
        self._page = max(0, min(self._page, len(sizes) - 1))
        if not sizes or sizes[self._page] != same or self._clear != (squares is not None):
            self._shown.clear()
        self._ground, self._clear = ground(squares), squares is not None
        self._follow()

    def show_page(self, page: int) -> None:
        """Shows the page (from 0), from its top."""
        page = max(0, min(page, len(self._sizes) - 1))
        if page != self._page:
            self._page = page
            self._shown.clear()
            self.verticalScrollBar().setValue(0)
        self._follow()

    def show_part(self, ask: Ask, image: QImage) -> None:
        """Takes the picture that was asked for."""
        if ask.number != self._wish or ask.page != self._page:
            return
        place = QRectF(ask.left / ask.scale, ask.top / ask.scale, ask.width / ask.scale, ask.height / ask.scale)
        size = self._sizes[self._page]
        self._shown["part"] = self._page, place, image
        if place.width() >= size.width - 1 / ask.scale and place.height() >= size.height - 1 / ask.scale:
            self._shown["whole"] = self._shown["part"]
        self._waiting = False
        self.viewport().update()

    def fit(self) -> None:
        """The whole page."""
        self._set_zoom(None)

    def zoom_in(self) -> None:
        self._set_zoom(self.scale * _STEP)

    def zoom_out(self) -> None:
        self._set_zoom(self.scale / _STEP)

    def _set_zoom(self, zoom: float | None, at: QPointF | None = None) -> None:
        """Zooms so that what is at a place of the viewport, else in its middle, stays there."""
        at = at if at is not None else QPointF(self.viewport().rect().center())
        held = (at - QPointF(self._origin())) / self.scale
        self._zoom = None if zoom is None else min(max(zoom, _LEAST), _MOST)
        self._follow()
        moved = QPointF(self._origin()) + held * self.scale - at
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(moved.x()))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(moved.y()))
        self.zoomed.emit()

    def _fitting(self) -> float:
        if not self._sizes:
            return _REAL
        size, room = self._sizes[self._page], self.maximumViewportSize()
        width, height = max(40, room.width() - 2 * _MARGIN), max(40, room.height() - 2 * _MARGIN)
        return min(width / size.width, height / size.height, _MOST)

    def _extent(self) -> tuple[int, int]:
        """The page's size in device-independent pixels."""
        if not self._sizes:
            return 0, 0
        size = self._sizes[self._page]
        return max(1, round(size.width * self.scale)), max(1, round(size.height * self.scale))

    def _origin(self) -> QPoint:
        """Where the page's corner is in the viewport."""
        width, height = self._extent()
        room = self.viewport().size()
        x = (room.width() - width) // 2 if width + 2 * _MARGIN <= room.width() else _MARGIN
        y = (room.height() - height) // 2 if height + 2 * _MARGIN <= room.height() else _MARGIN
        return QPoint(x - self.horizontalScrollBar().value(), y - self.verticalScrollBar().value())

    def _follow(self) -> None:
        """Scroll bars, name and picture follow page and zoom."""
        width, height = self._extent()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if self._zoom is None else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(policy)
        self.setVerticalScrollBarPolicy(policy)
        room = self.viewport().size()
        for bar, long, seen in (
            (self.horizontalScrollBar(), width + 2 * _MARGIN, room.width()),
            (self.verticalScrollBar(), height + 2 * _MARGIN, room.height()),
        ):
            bar.setRange(0, 0 if self._zoom is None else max(0, long - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(40)
        if self._sizes:
            words = self.tr("Page {number} of {count}")
            self.setAccessibleName(words.format(number=self._page + 1, count=len(self._sizes)))
        self._moved()

    def _moved(self) -> None:
        self._waiting = True
        self._pause.start()
        self.viewport().update()

    def _ask(self) -> None:
        """Asks for the part of the page that shows, in the pixels of the screen."""
        if not self._sizes or not self.isVisible():
            return
        ratio = self.devicePixelRatioF()
        origin, (width, height) = self._origin(), self._extent()
        room = self.viewport().size()
        left, top = max(0, -origin.x()), max(0, -origin.y())
        right, bottom = min(width, room.width() - origin.x()), min(height, room.height() - origin.y())
        if right <= left or bottom <= top:
            return
        scale = self.scale * ratio
        x, y = int(left * ratio), int(top * ratio)
        self.part_wanted.emit(
            Ask(self._wish, self._page, scale, x, y, round(right * ratio) - x, round(bottom * ratio) - y)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._sizes:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        origin, (width, height) = self._origin(), self._extent()
        page = QRectF(origin.x(), origin.y(), width, height)
        painter.setBrushOrigin(origin)
        painter.fillRect(page, self._ground)
        scale = self.scale
        targets = {
            which: QRectF(
                origin.x() + place.x() * scale,
                origin.y() + place.y() * scale,
                place.width() * scale,
                place.height() * scale,
            )
            for which, (_number, place, _image) in self._shown.items()
        }
        if "whole" in targets:
            if self._clear and "part" in targets:  # what is clear would show the other picture through
                painter.setClipRegion(QRegion(self.viewport().rect()) - QRegion(targets["part"].toAlignedRect()))
            painter.drawImage(targets["whole"], self._shown["whole"][2])
            painter.setClipping(False)
        if "part" in targets:
            painter.drawImage(targets["part"], self._shown["part"][2])
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), 1))
        painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._set_zoom(self.scale * _STEP ** (turned / 120), event.position())
            event.accept()
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() == (bar.minimum() if turned > 0 else bar.maximum())
        if at_end and turned and not event.angleDelta().x() and len(self._sizes) > 1:
            self.stepped.emit(-1 if turned > 0 else 1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, most = event.key(), len(self._sizes)
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Home: -most, Qt.Key.Key_End: most}
        if key in steps:
            self.stepped.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grabbed = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            now = event.position().toPoint()
            moved, self._grabbed = now - self._grabbed, now
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grabbed = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """To the size on paper where the pointer is, and back."""
        self._set_zoom(_REAL if self._zoom is None else None, event.position())
