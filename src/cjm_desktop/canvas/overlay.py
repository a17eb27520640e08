"""Paints marks over the map: marks, a camera and the window's colours go in, ink and the pixels it may touch come out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from cjm_desktop.canvas.camera import Camera
from cjm_desktop.canvas.marks import (
    Band,
    Course,
    Crowd,
    Found,
    Frame,
    FrameKind,
    Ghost,
    Guide,
    Insertion,
    Joint,
    Mark,
    Pull,
    Readout,
    Sign,
    Spots,
    Trace,
)
from cjm_desktop.canvas.signs import paint_sign, paint_spots
from cjm_desktop.geometry import Rect
from cjm_desktop.theme import Chrome, luminance

#: How far outside of its rectangle a mark may paint, in device-independent pixels.
_HALO = 6
_GHOST_OPACITY = 0.92
#: More frames than this in view are tints: outlines of that many cost more than a frame has.
_MANY_FRAMES = 400

#: A picture of what stands in a rectangle of the map, in device pixels.
Grab = Callable[[Rect], QPixmap]


class OverlayPainter:
    """Paints marks. `ratio` is device pixels a device-independent pixel; lines keep their width at every zoom."""

    def __init__(self, grab: Grab) -> None:
        self._grab = grab
        self._ghosts: dict[Rect, QPixmap] = {}

    def forget_ghosts(self) -> None:
        """A gesture ended: the next one grabs its own pictures."""
        self._ghosts.clear()

    def area(self, marks: Sequence[Mark], camera: Camera, ratio: float) -> list[QRect]:
        """The device pixels that marks may touch."""
        found = []
        for mark in marks:
            if isinstance(mark, Readout):
                found.append(self._readout_box(mark, camera, ratio).toAlignedRect().adjusted(-3, -3, 3, 3))
                continue
            box = camera.rect_to_view(_extent(mark))
            halo = _HALO * ratio
            left, top = math.floor(box.x - halo), math.floor(box.y - halo)
            found.append(QRect(left, top, math.ceil(box.right + halo) - left, math.ceil(box.bottom + halo) - top))
        return found

    def paint(
        self, painter: QPainter, marks: Iterable[Mark], camera: Camera, chrome: Chrome, ratio: float, region: QRect
    ) -> None:
        """Paint what of the marks lies in `region`; the painter counts in device pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in marks:
            if not self.area((mark,), camera, ratio)[0].intersects(region):
                continue
            match mark:
                case Crowd():
                    _paint_crowd(painter, mark, camera, chrome, ratio, region)
                case Frame():
                    _paint_frame(painter, mark, camera, chrome, ratio)
                case Insertion():
                    _paint_insertion(painter, mark, camera, chrome, ratio)
                case Ghost():
                    self._paint_ghost(painter, mark, camera, chrome, ratio)
                case Band():
                    _paint_band(painter, mark, camera, chrome, ratio)
                case Guide():
                    painter.setPen(QPen(QColor(chrome.guide), ratio, Qt.PenStyle.DashLine))
                    start, end = camera.to_view(mark.start), camera.to_view(mark.end)
                    painter.drawLine(QPointF(*start), QPointF(*end))
                case Trace():
                    _paint_trace(painter, mark, camera, chrome, ratio)
                case Found():
                    _paint_found(painter, mark, camera, chrome, ratio)
                case Spots():
                    paint_spots(painter, mark, camera, chrome)
                case Sign():
                    paint_sign(painter, mark, camera, chrome)
                case Joint():
                    _paint_joint(painter, mark, camera, chrome, ratio)
                case Pull():
                    _paint_pull(painter, mark, camera, chrome, ratio)
                case Course():
                    _paint_course(painter, mark, camera, chrome, ratio)
                case Readout():
                    self._paint_readout(painter, mark, camera, chrome, ratio)

    def _paint_ghost(self, painter: QPainter, mark: Ghost, camera: Camera, chrome: Chrome, ratio: float) -> None:
        picture = self._ghosts.get(mark.rect)
        margin = _shadow_margin(ratio)
        if picture is None:
            picture = self._ghosts[mark.rect] = _with_shadow(self._grab(mark.rect), chrome, ratio)
        target = camera.rect_to_view(mark.target)
        painter.drawPixmap(math.floor(target.x + 0.5) - margin, math.floor(target.y + 0.5) - margin, picture)

    def _readout_box(self, mark: Readout, camera: Camera, ratio: float) -> QRectF:
        metrics = QFontMetricsF(_readout_font(ratio))
        at = camera.to_view(mark.at)
        width = metrics.horizontalAdvance(mark.text) + 12 * ratio
        height = metrics.height() + 6 * ratio
        return QRectF(at.x + 14 * ratio, at.y - height - 10 * ratio, width, height)

    def _paint_readout(self, painter: QPainter, mark: Readout, camera: Camera, chrome: Chrome, ratio: float) -> None:
        box = self._readout_box(mark, camera, ratio)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chrome.accent))
        painter.drawRoundedRect(box, 4 * ratio, 4 * ratio)
        painter.setPen(QColor(chrome.accent_text))
        painter.setFont(_readout_font(ratio))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.text)


def _shadow_margin(ratio: float) -> int:
    return math.ceil(4 * ratio)


def _with_shadow(picture: QPixmap, chrome: Chrome, ratio: float) -> QPixmap:
    """The picture as it is dragged: a little translucent, with a soft shadow; made once, so that dragging is a blit."""
    margin = _shadow_margin(ratio)
    made = QPixmap(picture.width() + 2 * margin, picture.height() + 2 * margin)
    made.fill(Qt.GlobalColor.transparent)
    box = QRectF(margin, margin, picture.width(), picture.height())
    shadow = QColor(chrome.shadow)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for step in range(1, 4):
            shadow.setAlpha(36 // step)
            painter.setPen(QPen(shadow, ratio))
            out = (step - 0.5) * ratio
            painter.drawRoundedRect(box.adjusted(-out, -out + ratio, out, out + ratio), 5 * ratio, 5 * ratio)
        painter.setOpacity(_GHOST_OPACITY)
        painter.drawPixmap(margin, margin, picture)
    return made


def _readout_font(ratio: float) -> QFont:
    font = QFont()
    font.setPixelSize(round(12 * ratio))
    font.setBold(True)
    return font


def _extent(
    mark: Frame | Crowd | Insertion | Ghost | Band | Guide | Trace | Found | Sign | Spots | Joint | Pull | Course,
) -> Rect:
    match mark:
        case Ghost():
            return mark.target
        case Joint():
            return Rect(mark.at.x, mark.at.y, 0, 0)
        case Course():
            xs, ys = [point.x for point in mark.points], [point.y for point in mark.points]
            return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        case Guide() | Pull():
            x, y = min(mark.start.x, mark.end.x), min(mark.start.y, mark.end.y)
            return Rect(x, y, abs(mark.start.x - mark.end.x), abs(mark.start.y - mark.end.y))
        case Trace():
            face = Rect(mark.face.x, mark.face.y, 0, 0).grown(mark.radius)
            points = [mark.start, *(point for step in mark.steps for point in step)]
            x, y = min(point.x for point in points), min(point.y for point in points)
            right, bottom = max(point.x for point in points), max(point.y for point in points)
            return face.united(Rect(x, y, right - x, bottom - y))
        case _:
            return mark.rect


def _snapped(rect: Rect, camera: Camera) -> QRectF:
    box = camera.rect_to_view(rect)
    left, top = math.floor(box.x + 0.5), math.floor(box.y + 0.5)
    return QRectF(left, top, math.floor(box.right + 0.5) - left, math.floor(box.bottom + 0.5) - top)


def _paint_frame(painter: QPainter, mark: Frame, camera: Camera, chrome: Chrome, ratio: float) -> None:
    box = _snapped(mark.rect, camera)
    radius = mark.radius * camera.scale
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match mark.kind:
        case FrameKind.SELECTED:
            glow = QColor(chrome.selection)
            glow.setAlpha(52)
            painter.setPen(QPen(glow, 3 * ratio))
            out = 2.5 * ratio
            painter.drawRoundedRect(box.adjusted(-out, -out, out, out), radius + out, radius + out)
            painter.setPen(QPen(QColor(chrome.selection), 2 * ratio))
            painter.drawRoundedRect(box, radius, radius)
        case FrameKind.HOVER:
            line = QColor(chrome.selection)
            line.setAlpha(120)
            painter.setPen(QPen(line, 1.5 * ratio))
            painter.drawRoundedRect(box, radius, radius)
        case FrameKind.CELL:
            painter.setPen(QPen(QColor(chrome.selection), 1.5 * ratio, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, radius, radius)
        case FrameKind.LANDING:
            fill = QColor(chrome.selection)
            fill.setAlpha(28)
            painter.setBrush(fill)
            painter.setPen(QPen(QColor(chrome.selection), 1.5 * ratio, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, radius, radius)
        case FrameKind.LIFTED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_lifted(chrome))
            painter.drawRoundedRect(box, radius, radius)


def _paint_crowd(painter: QPainter, crowd: Crowd, camera: Camera, chrome: Chrome, ratio: float, region: QRect) -> None:
    """Many frames at once, without round corners and glow; where they are small, a tint instead of outlines."""
    (ox, oy), s = camera.origin, camera.scale
    left, top, right, bottom = region.left() - 4, region.top() - 4, region.right() + 4, region.bottom() + 4
    boxes: list[QRect] = []
    for x, y, width, height in crowd.boxes:
        at_x, at_y = int(ox + x * s), int(oy + y * s)
        wide, high = int(width * s) + 1, int(height * s) + 1
        if at_x <= right and at_x + wide >= left and at_y <= bottom and at_y + high >= top:
            boxes.append(QRect(at_x, at_y, wide, high))
    colour = QColor(chrome.selection)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if len(boxes) > _MANY_FRAMES:
        colour.setAlpha(110)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    else:
        painter.setPen(QPen(colour, max(1, round(2 * ratio))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRects(boxes)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_found(painter: QPainter, found: Found, camera: Camera, chrome: Chrome, ratio: float) -> None:
    """A marker's stroke over words, which stay as dark (or, on a dark page, as light) as they are; a frame round things."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    dark = luminance(chrome.canvas) < 0.2
    mode = QPainter.CompositionMode
    painter.setCompositionMode(mode.CompositionMode_Screen if dark else mode.CompositionMode_Multiply)
    colour = QColor(chrome.found)
    painter.setBrush(colour)
    painter.drawRects([_snapped(rect, camera) for rect in found.words])
    painter.drawRects([_snapped(rect, camera) for rect in found.current_words])
    painter.setCompositionMode(mode.CompositionMode_SourceOver)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2 * ratio))
    painter.drawRects([_snapped(rect, camera) for rect in found.things])
    painter.setPen(QPen(QColor(chrome.warning), 2 * ratio))
    painter.drawRects([_snapped(rect, camera).adjusted(-ratio, 0, ratio, 0) for rect in found.current_words])
    painter.drawRects([_snapped(rect.grown(3.0), camera) for rect in found.current_things])
    painter.restore()


def _lifted(chrome: Chrome) -> QColor:
    fill = QColor(chrome.panel)
    fill.setAlpha(170)
    return fill


def _paint_insertion(painter: QPainter, mark: Insertion, camera: Camera, chrome: Chrome, ratio: float) -> None:
    box = camera.rect_to_view(mark.rect)
    colour = QColor(chrome.selection)
    upright = box.height > box.width
    thick = max(3 * ratio, min(box.width, box.height))
    if upright:
        bar = QRectF(box.center.x - thick / 2, box.y, thick, box.height)
    else:
        bar = QRectF(box.x, box.center.y - thick / 2, box.width, thick)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(bar, thick / 2, thick / 2)


def _paint_band(painter: QPainter, mark: Band, camera: Camera, chrome: Chrome, ratio: float) -> None:
    fill = QColor(chrome.selection)
    fill.setAlpha(26)
    painter.setPen(QPen(QColor(chrome.selection), ratio))
    painter.setBrush(fill)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawRect(_snapped(mark.rect, camera))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_trace(painter: QPainter, mark: Trace, camera: Camera, chrome: Chrome, ratio: float) -> None:
    path = QPainterPath(QPointF(*camera.to_view(mark.start)))
    for one, two, end in mark.steps:
        path.cubicTo(QPointF(*camera.to_view(one)), QPointF(*camera.to_view(two)), QPointF(*camera.to_view(end)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(chrome.selection), 2 * ratio, Qt.PenStyle.DashLine))
    painter.drawPath(path)
    face, radius = QPointF(*camera.to_view(mark.face)), mark.radius * camera.scale
    painter.setBrush(QColor(chrome.panel))
    painter.setPen(QPen(QColor(chrome.selection), 2 * ratio))
    painter.drawEllipse(face, radius, radius)


def _paint_joint(painter: QPainter, mark: Joint, camera: Camera, chrome: Chrome, ratio: float) -> None:
    painter.setBrush(QColor(chrome.panel))
    painter.setPen(QPen(QColor(chrome.selection), 1.5 * ratio))
    painter.drawEllipse(QPointF(*camera.to_view(mark.at)), 4 * ratio, 4 * ratio)


def _paint_pull(painter: QPainter, mark: Pull, camera: Camera, chrome: Chrome, ratio: float) -> None:
    start, end = QPointF(*camera.to_view(mark.start)), QPointF(*camera.to_view(mark.end))
    way = end - start
    length = math.hypot(way.x(), way.y())
    painter.setPen(QPen(QColor(chrome.selection), 2 * ratio, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if length < 1:
        return
    painter.drawLine(start, end)
    along = way / length * 5 * ratio
    aside = QPointF(-along.y(), along.x()) * 0.7
    painter.setBrush(QColor(chrome.selection))
    painter.drawPolygon([end, end - along * 1.5 + aside, end - along * 1.5 - aside])


def _paint_course(painter: QPainter, mark: Course, camera: Camera, chrome: Chrome, ratio: float) -> None:
    colour = QColor(chrome.selection)
    colour.setAlpha(150 if mark.kind is FrameKind.SELECTED else 80)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 4 * ratio if mark.kind is FrameKind.SELECTED else 3 * ratio
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline([QPointF(*camera.to_view(point)) for point in mark.points])
