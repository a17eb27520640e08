"""Boxes for Qt, crisp and fast: a rectangle in pixels with a fill and an edge goes in, a shared pixmap of it is blitted.

An antialiased rounded rectangle costs Qt seven times what a blit does, and a map has few different ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

from cjm_desktop.drawing.primitives import Fill, Gradient

#: Boxes larger than this many pixels are drawn each time: a pixmap of them would be memory for little.
_LARGEST_KEPT = 400 * 300
_MOST_KEPT = 600


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge in whole pixels: half of its width lies outside of the box, the odd pixel inside. `dash` is in pixels."""

    colour: str
    width: int
    dash: tuple[float, ...] = ()
    round: bool = False

    @property
    def outside(self) -> int:
        return self.width // 2


class Plates:
    """Draws boxes; the painter's transform must be a shift by whole pixels."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int, float, str | None, Edge | None], QPixmap] = {}

    def draw(self, painter: QPainter, box: QRect, radius: float, fill: Fill, edge: Edge | None) -> None:
        """The box with its fill and its edge."""
        if isinstance(fill, Gradient) or box.width() * box.height() > _LARGEST_KEPT:
            _paint_box(painter, box, radius, fill, edge)
            return
        if edge is None and radius <= 0:
            if fill is not None:
                painter.fillRect(box, QColor(fill))
            return
        key = (box.width(), box.height(), radius, fill, edge)
        plate = self._kept.get(key)
        outside = edge.outside + (1 if edge.dash else 0) if edge is not None else 0
        if plate is None:
            plate = QPixmap(box.width() + 2 * outside, box.height() + 2 * outside)
            plate.fill(Qt.GlobalColor.transparent)
            with QPainter(plate) as inner:
                inner.setRenderHint(QPainter.RenderHint.Antialiasing)
                _paint_box(inner, QRect(outside, outside, box.width(), box.height()), radius, fill, edge)
            if len(self._kept) >= _MOST_KEPT:
                for old in list(self._kept)[: _MOST_KEPT // 3]:
                    del self._kept[old]
            self._kept[key] = plate
        painter.drawPixmap(box.x() - outside, box.y() - outside, plate)


def _paint_box(painter: QPainter, box: QRect, radius: float, fill: Fill, edge: Edge | None) -> None:
    outer = QRectF(box)
    painter.setPen(Qt.PenStyle.NoPen)
    if edge is None:
        if fill is not None:
            painter.setBrush(_brush(fill, box))
            if radius > 0:
                painter.drawRoundedRect(outer, radius, radius)
            else:
                painter.drawRect(outer)
        return
    if edge.dash:
        _paint_dashed(painter, box, radius, fill, edge)
        return
    out = edge.outside
    outer.adjust(-out, -out, out, out)
    inner = outer.adjusted(edge.width, edge.width, -edge.width, -edge.width)
    ring = QPainterPath()
    ring.addRoundedRect(outer, radius + out, radius + out)
    inner_radius = max(0.0, radius + out - edge.width)
    if inner.isValid():
        ring.addRoundedRect(inner, inner_radius, inner_radius)
        if fill is not None:
            # Half a pixel under the edge, so that no ground shows between the two in the corners.
            under = inner.adjusted(-0.5, -0.5, 0.5, 0.5)
            painter.setBrush(_brush(fill, box))
            painter.drawRoundedRect(under, inner_radius + 0.5, inner_radius + 0.5)
    painter.setBrush(QColor(edge.colour))
    painter.drawPath(ring)


def _paint_dashed(painter: QPainter, box: QRect, radius: float, fill: Fill, edge: Edge) -> None:
    if fill is not None:
        painter.setBrush(_brush(fill, box))
        painter.drawRoundedRect(QRectF(box), radius, radius)
    pen = QPen(QColor(edge.colour), edge.width)
    pen.setDashPattern([length / edge.width for length in edge.dash])
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if edge.round else Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # The middle of an odd edge lies in the middle of a pixel.
    half = 0.5 if edge.width % 2 else 0.0
    painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), radius, radius)


def _brush(fill: Gradient | str, box: QRect) -> QBrush:
    if isinstance(fill, str):
        return QBrush(QColor(fill))
    return gradient_brush(fill, box.y(), box.y() + box.height())


def gradient_brush(gradient: Gradient, top: float, bottom: float) -> QBrush:
    """A brush that changes colour from `top` to `bottom`."""
    ramp = QLinearGradient(QPointF(0, top), QPointF(0, bottom))
    for share, colour in gradient.stops:
        ramp.setColorAt(share, QColor(colour))
    return QBrush(ramp)
