"""Scroll bars that float over the map: a camera, a page and a view go in; thumbs where something lies out of sight come out.

Qt's own bars would take room from the view, and painting them costs as much as panning the whole map.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from cjm_desktop.canvas.camera import Camera, reach
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.theme import Chrome

#: Thickness, distance from the view's edge and least length, in device-independent pixels.
_THICK, _AWAY, _SHORTEST = 7, 3, 36


def thumbs(camera: Camera, page: Size, view: Size, margin: float, ratio: float) -> tuple[Rect | None, Rect | None]:
    """The level and the upright thumb in device pixels; None where the page shows from edge to edge."""
    away, thick = _AWAY * ratio, _THICK * ratio
    level = _span(camera.x, page.width * camera.scale, view.width, margin, ratio)
    upright = _span(camera.y, page.height * camera.scale, view.height, margin, ratio)
    return (
        None if level is None else Rect(level[0], view.height - away - thick, level[1], thick),
        None if upright is None else Rect(view.width - away - thick, upright[0], thick, upright[1]),
    )


def pixels_a_pixel(page: float, view: float, margin: float, ratio: float) -> float:
    """How far the map moves when a thumb is dragged by one pixel."""
    least, greatest = reach(page, view, margin)
    span = _span(greatest, page, view, margin, ratio)
    room = view - 2 * _AWAY * ratio - (span[1] if span is not None else 0.0)
    return (greatest - least) / room if span is not None and room > 0 else 0.0


def paint_thumbs(painter: QPainter, rects: tuple[Rect | None, Rect | None], chrome: Chrome, region: QRect) -> None:
    """Paint the thumbs as far as they lie in the region; the painter counts in device pixels."""
    colour = QColor(chrome.text_muted)
    colour.setAlpha(120)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for rect in rects:
        if rect is None:
            continue
        box = QRectF(rect.x, rect.y, rect.width, rect.height)
        if box.toAlignedRect().intersects(region):
            radius = min(rect.width, rect.height) / 2
            painter.drawRoundedRect(box, radius, radius)


def _span(at: float, page: float, view: float, margin: float, ratio: float) -> tuple[float, float] | None:
    """Where a thumb starts and how long it is along its bar."""
    if page + 2 * margin < view + 1:
        return None
    least, greatest = reach(page, view, margin)
    bar = view - 2 * _AWAY * ratio
    length = max(_SHORTEST * ratio, bar * view / (view + greatest - least))
    share = (greatest - min(max(at, least), greatest)) / (greatest - least)
    return _AWAY * ratio + share * (bar - length), length
