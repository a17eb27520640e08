"""A drawing of a map and what of it is wanted go in; a picture of that, in pixels, comes out."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter

from cjm_desktop.drawing.primitives import Drawing, Group
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.qt import QtPainter

#: Pixels a layout unit at twice the size of a screen of 96 dots per inch.
DOUBLE = 2 * 96 / 72
#: A picture of more pixels is made smaller: programs that take it would choke.
_MOST_PIXELS = 60_000_000
_MARGIN = 8.0


def snapshot(
    drawing: Drawing, layout: MapLayout, ids: Collection[str], pictures: Mapping[str, Picture], scale: float = DOUBLE
) -> QImage | None:
    """A picture of these things, of the whole map where there are none; None where the map shows none of them.

    Cards stand there alone. Of stages, lanes and all else one sees what stands beside and in them, too.
    """
    wanted = set(ids)
    rects = [rect for id_ in wanted if (rect := _rect(layout, id_)) is not None]
    whole = Rect(0, 0, drawing.width, drawing.height)
    if wanted and not rects:
        return None
    area = whole
    if rects:
        left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
        right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
        area = Rect(left, top, right - left, bottom - top).grown(_MARGIN)
        cards = {id_ for lane in layout.lanes for id_ in lane.box.card_by_id}
        if wanted <= cards:
            drawing = Drawing(drawing.width, drawing.height, drawing.ground, _only(drawing, wanted))
    scale = min(scale, math.sqrt(_MOST_PIXELS / max(1.0, area.width * area.height)))
    width, height = max(1, round(area.width * scale)), max(1, round(area.height * scale))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    dots = round(72 * scale / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    image.fill(QColor(drawing.ground))
    with QPainter(image) as painter:
        painter.translate(-QPoint(round(area.x * scale), round(area.y * scale)))
        QtPainter().paint(painter, drawing, area, scale, pictures)
    return image


def snapshot_later(
    drawing: Drawing, layout: MapLayout, ids: Collection[str], pictures: Mapping[str, Picture]
) -> Callable[[], QImage | None]:
    """The same, made when it is asked for: of the map as it is now."""
    return lambda: snapshot(drawing, layout, ids, pictures)


def _rect(layout: MapLayout, id_: str) -> Rect | None:
    """Where a thing stands; a stage with its column."""
    stage = next((box for box in layout.stages if box.stage.id == id_), None)
    if stage is not None:
        return stage.rect.united(stage.column)
    return rect_of(layout, id_)


def _only(drawing: Drawing, wanted: set[str]) -> tuple[Group, ...]:
    """The groups of these cards, each at its place on the map."""
    return tuple(
        Group(lane.x, lane.y, item.bounds.moved(item.x, item.y), (item,), item.key)
        for lane in drawing.items
        if isinstance(lane, Group)
        for item in lane.items
        if isinstance(item, Group) and item.key in wanted
    )
