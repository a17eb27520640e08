"""Small pictures of maps, made by the same layout and drawing as everything else, one at a time while the program is idle."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

from cjm_desktop.geometry import Rect
from cjm_desktop.theme import Theme

if TYPE_CHECKING:
    from cjm_desktop.drawing.primitives import Drawing
    from cjm_desktop.model.journey import Journey

#: A map is painted this much larger and then made smaller, so that small writing still looks like writing.
_OVERSAMPLING = 2
#: Not more of a long map than this, in layout units: its left part says more than all of it in grey.
_WIDEST = 1_700.0
_PADDING = 8.0  #: round the map, in layout units

Key = tuple[str, str, bool]  #: (template, theme name, structure only)


def render(journey: Journey, theme: Theme, width: int, height: int, ratio: float) -> QImage:
    """The top left of the map, `width` by `height` device-independent pixels, filling the width."""
    return painted(drawing_of(journey, theme), journey, theme, width, height, ratio)


def drawing_of(journey: Journey, theme: Theme) -> Drawing | None:
    """What is to be painted of the map, which takes longest and may be done in a thread; None for an empty map."""
    if not journey.stages and not journey.lanes:
        return None
    from cjm_desktop.drawing.draw import Drawer
    from cjm_desktop.layout.engine import LayoutEngine
    from cjm_desktop.text.engine import default_engine

    engine = LayoutEngine(default_engine(journey.language), theme.type, theme.space)
    return Drawer(theme).draw(engine.layout(journey))


def painted(drawing: Drawing | None, journey: Journey, theme: Theme, width: int, height: int, ratio: float) -> QImage:
    """As `render`, of a drawing of the map that was made before."""
    if drawing is None:
        return _blank(theme, width, height, ratio)
    from cjm_desktop.painters.qt import QtPainter

    large = QImage(
        round(width * ratio) * _OVERSAMPLING, round(height * ratio) * _OVERSAMPLING, QImage.Format.Format_RGB32
    )
    large.fill(QColor(drawing.ground))
    scale = large.width() / (min(drawing.width, _WIDEST) + 2 * _PADDING)
    painter = QPainter(large)
    painter.translate(round(_PADDING * scale), round(_PADDING * scale))
    clip = Rect(-_PADDING, -_PADDING, large.width() / scale, large.height() / scale)
    QtPainter().paint(painter, drawing, clip, scale, journey.pictures)
    painter.end()
    image = large.scaled(
        round(width * ratio),
        round(height * ratio),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    image.setDevicePixelRatio(ratio)
    return image


def _blank(theme: Theme, width: int, height: int, ratio: float) -> QImage:
    """A map with nothing on it says less than a plus sign."""
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.page))
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.ghost), 1.5, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(width / 2 - 34, height / 2 - 26, 68, 52), 8, 8)
    painter.setPen(QPen(QColor(theme.text_muted), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(width / 2 - 8, height / 2), QPointF(width / 2 + 8, height / 2))
    painter.drawLine(QPointF(width / 2, height / 2 - 8), QPointF(width / 2, height / 2 + 8))
    painter.end()
    return image


class Thumbnails(QObject):
    """Keeps the thumbnails of templates in memory. `ready` is sent for each as it is made."""

    ready = Signal(object, QPixmap)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made: dict[tuple[Key, int, int, float], QPixmap] = {}
        self._waiting: deque[tuple[Key, Callable[[], Journey], Theme, int, int, float]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._make_next)

    def ask(
        self, key: Key, journey: Callable[[], Journey], theme: Theme, width: int, height: int, ratio: float
    ) -> None:
        """Sends `ready` with the thumbnail: at once where it was made before, else when its turn comes."""
        made = self._made.get((key, width, height, ratio))
        if made is not None:
            self.ready.emit(key, made)
            return
        self._waiting.append((key, journey, theme, width, height, ratio))
        self._timer.start()

    def forget_waiting(self) -> None:
        """Drops what was asked for and is not made yet."""
        self._waiting.clear()
        self._timer.stop()

    def _make_next(self) -> None:
        if not self._waiting:
            self._timer.stop()
            return
        key, journey, theme, width, height, ratio = self._waiting.popleft()
        pixmap = QPixmap.fromImage(render(journey(), theme, width, height, ratio))
        self._made[(key, width, height, ratio)] = pixmap
        self.ready.emit(key, pixmap)


def draw_rounded(painter: QPainter, pixmap: QPixmap, place: QRectF, radius: float) -> None:
    """The pixmap in a rectangle whose upper corners are rounded."""
    path = QPainterPath()
    path.addRoundedRect(place.adjusted(0, 0, 0, radius * 2), radius, radius)
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(place.topLeft(), pixmap)
    painter.restore()
