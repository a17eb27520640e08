"""Primitives made ready for Qt: items of a display list go in, marks with their paths, brushes and glyph runs come out.

Boxes snap to whole pixels; text and curves never do. Text too small to read becomes bars.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGlyphRun, QPainter, QPainterPath, QPainterPathStroker, QPen, QTransform

from cjm_desktop.drawing.primitives import Fill, Glyphs, Gradient, Group, Image, Item, Path, Shape, Stroke
from cjm_desktop.geometry import Rect
from cjm_desktop.painters.qt_culling import ink_of
from cjm_desktop.painters.qt_plates import Edge, gradient_brush
from cjm_desktop.painters.qt_sheet import Sheet

#: Text smaller than this many pixels is painted as bars.
SMALLEST_TEXT = 4.6
#: Text larger than this many pixels is painted as outlines: Qt caches no glyph larger than 64 pixels, and the outlines
#: that it then asks of a font made from data come out empty.
_LARGEST_GLYPHS = 48.0
#: Ornaments smaller than this many pixels are left out.
_SMALLEST_PATH = 1.5
_BAR_ALPHA = 88
#: Dashes closer than this many pixels are painted as a paler line.
_SMALLEST_DASHES = 4.0
#: How far a dash on a curve may lie beside it, and how long a stretch of a dashed line is, in layout units.
_DASH_PRECISION, _LONGEST_STRETCH = 0.02, 200.0


class Mark(Protocol):
    """Something prepared for painting in a group that stands at (x, y)."""

    def draw(self, sheet: Sheet, x: float, y: float) -> None: ...


def marks_of(items: Iterable[Item]) -> list[Mark | Group]:
    """Items prepared for painting; neighbouring lines of text of one colour and size become one mark."""
    parts: list[Mark | Group] = []
    for item in items:
        match item:
            case Group():
                parts.append(item)
            case Shape():
                parts.append(_box_or_circle(item))
            case Path():
                parts.append(_path(item))
            case Glyphs():
                size = max((run.size for run in item.line.runs), default=0.0)
                last = parts[-1] if parts else None
                if isinstance(last, _Text) and last.colour == item.colour and last.size == size:
                    last.lines.append(item)
                elif size:
                    parts.append(_Text(item.colour, size, [item]))
            case Image():
                parts.append(_Picture(item))
            case _:
                pass
    return parts


@dataclass(slots=True)
class _Box:
    shape: Shape
    _cut: tuple[float, Edge] | None = None  #: (scale, its edge at that scale)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        shape = self.shape
        box = sheet.snapped(shape.rect, x, y)
        radius = shape.radius * sheet.scale
        sheet.to_pixels()
        sheet.stores.plates.draw(
            sheet.painter, box, radius if radius > 0.7 else 0.0, shape.fill, self._edge(sheet.scale)
        )

    def _edge(self, scale: float) -> Edge | None:
        stroke = self.shape.stroke
        if stroke is None:
            return None
        if self._cut is None or self._cut[0] != scale:
            dash = tuple(length * scale for length in stroke.dash)
            if sum(dash) < _SMALLEST_DASHES:
                dash = ()
            self._cut = scale, Edge(stroke.colour, max(1, math.floor(stroke.width * scale + 0.5)), dash, stroke.round)
        return self._cut[1]


def _box_or_circle(shape: Shape) -> Mark:
    """Circles are drawn as paths, for snapping would shift them against what lies in them."""
    rect, radius = shape.rect, shape.radius
    round_ = radius > 0 and rect.width <= 2 * radius + 0.01 and rect.height <= 2 * radius + 0.01
    if not round_:
        return _Box(shape)
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect.x, rect.y, rect.width, rect.height), radius, radius)
    return _drawn(path, shape.stroke, _brush(shape.fill, rect), max(rect.width, rect.height))


@dataclass(slots=True)
class _Path:
    path: QPainterPath
    pen: QPen
    brush: QBrush
    extent: float

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        if self.extent * sheet.scale < _SMALLEST_PATH:
            return
        sheet.to_units(x, y)
        painter = sheet.painter
        painter.setPen(self.pen)
        painter.setBrush(self.brush)
        painter.drawPath(self.path)


@dataclass(slots=True)
class _Rule:
    """A straight upright or level line: painted as a crisp bar."""

    rect: Rect
    colour: QColor
    level: bool

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        box = sheet.snapped(self.rect, x, y)
        thick = max(1, math.floor((self.rect.height if self.level else self.rect.width) * sheet.scale + 0.5))
        if self.level:
            box.setHeight(thick)
        else:
            box.setWidth(thick)
        sheet.to_pixels()
        sheet.painter.fillRect(box, self.colour)


def _path(path: Path) -> Mark:
    rule = _as_rule(path)
    if rule is not None:
        return rule
    made = QPainterPath()
    for step in path.steps:
        match step:
            case ("m", x, y):
                made.moveTo(x, y)
            case ("l", x, y):
                made.lineTo(x, y)
            case ("c", x1, y1, x2, y2, x, y):
                made.cubicTo(x1, y1, x2, y2, x, y)
            case ("z",):
                made.closeSubpath()
    ink = ink_of(path) or Rect(0, 0, 0, 0)
    return _drawn(made, path.stroke, _brush(path.fill, ink), max(ink.width, ink.height))


def _drawn(path: QPainterPath, stroke: Stroke | None, brush: QBrush, extent: float) -> Mark:
    if stroke is None or not stroke.dash or stroke.width <= 0:
        return _Path(path, _pen(stroke), brush, extent)
    under = None
    if brush.style() != Qt.BrushStyle.NoBrush:
        under = _Path(path, QPen(Qt.PenStyle.NoPen), brush, extent)
    return _Dashes(path, stroke, under)


class _Dashes:
    """A dashed path as outlines of its dashes, step by step, of which those in sight are filled.

    Qt would start the dashes anew where it cuts a path, so they would not meet between tiles; and of a line across a
    large map there are thousands.
    """

    def __init__(self, path: QPainterPath, stroke: Stroke, under: _Path | None) -> None:
        self._path, self._under = path, under
        self._period = sum(stroke.dash)
        self._colour = QColor(stroke.colour)
        # Where dashes are too small to be told apart: a paler line.
        self._faint = QColor(stroke.colour)
        self._faint.setAlphaF(sum(stroke.dash[::2]) / self._period if self._period else 1.0)
        self._pen = _pen(stroke)
        self._stretches: list[_Stretch] | None = None

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        if self._under is not None:
            self._under.draw(sheet, x, y)
        sheet.to_units(x, y)
        painter = sheet.painter
        if self._period * sheet.scale < _SMALLEST_DASHES:
            painter.setPen(QPen(self._faint, self._pen.widthF()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self._path)
            return
        if self._stretches is None:
            self._stretches = list(_measured(self._path, self._pen.widthF()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        reach = sheet.reach
        seen = QRectF(reach.x - x, reach.y - y, reach.width, reach.height)
        for stretch in self._stretches:
            if stretch.bounds.intersects(seen):
                painter.drawPath(stretch.outline(self._pen))


@dataclass(slots=True)
class _Stretch:
    """A step of a dashed path, or a part of a long straight one; `gone` is how long the path is before it.

    Its dashes are outlined when they are first in sight: that takes longer than to fill them, and of a line across a
    large map, which an edit makes anew, few are.
    """

    path: QPainterPath
    gone: float
    bounds: QRectF
    _outline: QPainterPath | None = None

    def outline(self, pen: QPen) -> QPainterPath:
        if self._outline is None:
            pen.setDashOffset(self.gone / pen.widthF())
            stroker = QPainterPathStroker(pen)
            stroker.setCurveThreshold(_DASH_PRECISION)
            self._outline = stroker.createStroke(self.path)
        return self._outline


def _measured(path: QPainterPath, width: float) -> Iterable[_Stretch]:
    gone = 0.0
    for stretch in _stretches(path):
        length = stretch.length()
        if length > 0:
            yield _Stretch(stretch, gone, stretch.boundingRect().adjusted(-width, -width, width, width))
        gone += length


def _stretches(path: QPainterPath) -> Iterable[QPainterPath]:
    start = QPointF()
    number, count = 0, path.elementCount()
    while number < count:
        element = path.elementAt(number)
        end = QPointF(element.x, element.y)
        if element.type == QPainterPath.ElementType.CurveToElement:
            two, last = path.elementAt(number + 1), path.elementAt(number + 2)
            stretch = QPainterPath(start)
            end = QPointF(last.x, last.y)
            stretch.cubicTo(QPointF(element.x, element.y), QPointF(two.x, two.y), end)
            yield stretch
            number += 2
        elif element.type == QPainterPath.ElementType.LineToElement:
            parts = max(1, math.ceil(math.hypot(end.x() - start.x(), end.y() - start.y()) / _LONGEST_STRETCH))
            for part in range(parts):
                stretch = QPainterPath(start + (end - start) * (part / parts))
                stretch.lineTo(start + (end - start) * ((part + 1) / parts))
                yield stretch
        start = end
        number += 1


def _as_rule(path: Path) -> _Rule | None:
    stroke = path.stroke
    if stroke is None or stroke.dash or stroke.round or path.fill is not None or len(path.steps) != 2:
        return None
    first, second = path.steps
    if len(first) != 3 or len(second) != 3 or first[0] != "m" or second[0] != "l":
        return None
    (_, x1, y1), (_, x2, y2) = first, second
    half = stroke.width / 2
    if y1 == y2 and x1 != x2:
        return _Rule(Rect(min(x1, x2), y1 - half, abs(x2 - x1), stroke.width), QColor(stroke.colour), True)
    if x1 == x2 and y1 != y2:
        return _Rule(Rect(x1 - half, min(y1, y2), stroke.width, abs(y2 - y1)), QColor(stroke.colour), False)
    return None


@dataclass(slots=True)
class _Text:
    colour: str
    size: float
    lines: list[Glyphs]
    _runs: list[QGlyphRun] | None = None
    _outline: QPainterPath | None = None
    _bars: list[QRectF] = field(default_factory=list)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        painter = sheet.painter
        sheet.to_units(x, y)
        if self.size * sheet.scale < SMALLEST_TEXT:
            self._draw_bars(painter)
            return
        if self._runs is None:
            self._runs = sheet.stores.runs.of_lines(
                [(item.line, item.x, item.y) for item in self.lines], sheet.stores.foresee
            )
        if self.size * sheet.scale > _LARGEST_GLYPHS:
            self._draw_outlines(painter)
            return
        painter.setPen(QColor(self.colour))
        for run in self._runs:
            painter.drawGlyphRun(_ORIGIN, run)

    def _draw_outlines(self, painter: QPainter) -> None:
        if self._outline is None:
            self._outline = QPainterPath()
            self._outline.setFillRule(Qt.FillRule.WindingFill)
            for run in self._runs or ():
                font = run.rawFont()
                for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                    self._outline.addPath(font.pathForGlyph(glyph).translated(place))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawPath(self._outline)

    def _draw_bars(self, painter: QPainter) -> None:
        if not self._bars:
            for item in self.lines:
                left = item.x + item.line.runs[0].x
                self._bars.append(QRectF(left, item.y - 0.55 * self.size, item.line.width, 0.5 * self.size))
        colour = QColor(self.colour)
        colour.setAlpha(_BAR_ALPHA)
        for bar in self._bars:
            painter.fillRect(bar, colour)


_ORIGIN = QPointF(0, 0)


@dataclass(slots=True)
class _Picture:
    item: Image

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        box, part = sheet.snapped(self.item.rect, x, y), self.item.part
        image = sheet.stores.images.image(
            self.item.picture, sheet.pictures, box.width() / part.width, box.height() / part.height
        )
        if image is None:
            return
        sheet.to_pixels()
        painter, radius = sheet.painter, self.item.radius * sheet.scale
        painter.setOpacity(self.item.opacity)
        # Its part fills the box and is cropped around its middle.
        scale = max(box.width() / (image.width() * part.width), box.height() / (image.height() * part.height))
        at_x, at_y = image.width() * part.center.x, image.height() * part.center.y
        if radius < 0.7:
            width, height = box.width() / scale, box.height() / scale
            source = QRectF(at_x - width / 2, at_y - height / 2, width, height)
            painter.drawImage(QRectF(box), image, source)
            painter.setOpacity(1.0)
            return
        brush = QBrush(image)
        middle = QRectF(box).center()
        brush.setTransform(QTransform(scale, 0, 0, scale, middle.x() - at_x * scale, middle.y() - at_y * scale))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawRoundedRect(QRectF(box), radius, radius)
        painter.setOpacity(1.0)


def _pen(stroke: Stroke | None) -> QPen:
    if stroke is None or stroke.width <= 0:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(stroke.colour), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if stroke.round else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if stroke.round else Qt.PenJoinStyle.MiterJoin)
    if stroke.dash:
        # Qt counts dashes in pen widths.
        pen.setDashPattern([length / stroke.width for length in stroke.dash])
    return pen


def _brush(fill: Fill, rect: Rect) -> QBrush:
    if fill is None:
        return QBrush()
    if isinstance(fill, Gradient):
        return gradient_brush(fill, rect.y, rect.bottom)
    return QBrush(QColor(fill))
