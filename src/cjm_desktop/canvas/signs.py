"""Paints the signs beside lanes and the spots for votes: a mark, a camera and the window's colours go in, ink comes out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from cjm_desktop.canvas.camera import Camera
from cjm_desktop.canvas.marks import Sign, SignKind, Spots
from cjm_desktop.theme import Chrome


def paint_sign(painter: QPainter, sign: Sign, camera: Camera, chrome: Chrome) -> None:
    """A chevron that points where the lane is, or a padlock."""
    rect = camera.rect_to_view(sign.rect)
    box, unit = QRectF(rect.x, rect.y, rect.width, rect.height), rect.width / 12
    pen = QPen(QColor(chrome.text_muted), 1.5 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if sign.kind is SignKind.LOCKED:
        _padlock(painter, box, unit, QColor(chrome.text_muted))
    else:
        points = ((4.5, 3), (7.5, 6), (4.5, 9)) if sign.kind is SignKind.COLLAPSED else ((3, 4.5), (6, 7.5), (9, 4.5))
        painter.drawPolyline([QPointF(box.x() + x * unit, box.y() + y * unit) for x, y in points])


def _padlock(painter: QPainter, box: QRectF, unit: float, colour: QColor) -> None:
    left, top = box.x(), box.y()
    bow = QPainterPath(QPointF(left + 3.75 * unit, top + 6 * unit))
    bow.lineTo(left + 3.75 * unit, top + 4 * unit)
    bow.arcTo(QRectF(left + 3.75 * unit, top + 1.75 * unit, 4.5 * unit, 4.5 * unit), 180, -180)
    bow.lineTo(left + 8.25 * unit, top + 6 * unit)
    painter.drawPath(bow)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(left + 2 * unit, top + 5.5 * unit, 8 * unit, 5.75 * unit), unit, unit)


def paint_spots(painter: QPainter, mark: Spots, camera: Camera, chrome: Chrome) -> None:
    """A disc at each card: filled, with the number, where it has votes; a plus in a ring where it has none."""
    if not mark.spots:
        return
    side = mark.spots[0][0].width * camera.scale
    font = QFont()
    font.setPixelSize(max(1, round(side * 0.58)))
    font.setBold(True)
    painter.setFont(font)
    ring = QPen(QColor(chrome.selection), side / 12)
    for rect, votes in mark.spots:
        box = camera.rect_to_view(rect)
        disc = QRectF(box.x, box.y, box.width, box.height)
        painter.setPen(ring)
        painter.setBrush(QColor(chrome.selection if votes else chrome.panel))
        painter.drawEllipse(disc)
        painter.setPen(QColor(chrome.accent_text if votes else chrome.selection))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(votes) if votes else "+")
