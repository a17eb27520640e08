"""Paints a display list with Qt: a `Drawing` or `Group` and a scale go in, ink on a `QPainter` comes out.

What a group needs for painting (paths, brushes, glyph runs) is prepared on its first painting and kept by the group's
identity, so painting again costs little more than the blits. Boxes snap to whole pixels; text never does.
Where the map is small it is painted with less: bars in place of unreadable text, then one flat rectangle a group.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QGlyphRun, QImage, QPainter, QPainterPath, QPen, QTransform

from cjm_desktop.drawing.primitives import Drawing, Fill, Glyphs, Gradient, Group, Image, Item, Path, Shape, Stroke
from cjm_desktop.geometry import Rect
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.qt_culling import PlaceIndex, ink_of
from cjm_desktop.painters.qt_fonts import GlyphRuns
from cjm_desktop.painters.qt_pictures import Pictures
from cjm_desktop.painters.qt_plates import Plates, gradient_brush
from cjm_desktop.text.faces import Face

#: Text smaller than this many pixels is painted as bars.
SMALLEST_TEXT = 4.6
#: Below this scale (pixels a unit) a group with a flat colour is painted as one rectangle.
FLAT_SCALE = 0.27
#: Ornaments smaller than this many pixels are left out.
_SMALLEST_PATH = 1.5
_BAR_ALPHA = 88
#: Groups with more items than this find those to paint by an index.
_MANY = 40
#: How many items' preparations are kept.
_MOST_KEPT = 60_000
#: Snapping and antialiasing may put ink this many pixels outside of an item's own rectangle.
SPILL = 2


class QtPainter:
    """Paints display lists; keep one for as long as its drawings are shown."""

    def __init__(self) -> None:
        self.runs = GlyphRuns()
        self.plates = Plates()
        self.images = Pictures()
        self._prepared: dict[Group, _Prepared] = {}
        self._weight = 0
        self._root: tuple[Drawing, Group] | None = None
        self._foreseen: dict[Face, set[int]] = {}

    def paint(
        self,
        painter: QPainter,
        item: Drawing | Group,
        clip: Rect,
        scale: float,
        pictures: Mapping[str, Picture],
    ) -> None:
        """Paint what of the item shows in `clip` (in the item's own coordinates, for a group: of what holds it).

        The painter must count in device pixels, its origin at the item's origin, shifted by whole pixels and not
        scaled; `scale` is pixels a layout unit. The painter's own clip is respected.
        """
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        group = self._group_of(item) if isinstance(item, Drawing) else item
        sheet = _Sheet(self, painter, scale, pictures)
        reach = clip.grown(SPILL / scale)
        self._paint_group(sheet, group, 0.0, 0.0, reach)
        sheet.flush()
        painter.restore()

    def image(self, drawing: Drawing, size: QSize, pictures: Mapping[str, Picture]) -> QImage:
        """The drawing as large as fits into `size` pixels, on its own ground."""
        scale = min(size.width() / drawing.width, size.height() / drawing.height)
        image = QImage(
            max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale)), QImage.Format.Format_RGB32
        )
        image.fill(QColor(drawing.ground))
        with QPainter(image) as painter:
            self.paint(painter, drawing, Rect(0, 0, drawing.width, drawing.height), scale, pictures)
        return image

    def _group_of(self, drawing: Drawing) -> Group:
        if self._root is None or self._root[0] is not drawing:
            self._root = drawing, Group(0, 0, Rect(0, 0, drawing.width, drawing.height), drawing.items)
            self._foreseen = {}
        return self._root[1]

    def foresee(self, face: Face) -> Iterable[int]:
        """All glyphs of the face in the drawing that is being painted."""
        if self._root is None:
            return ()
        found = self._foreseen.get(face)
        if found is None:
            found = self._foreseen[face] = set()
            _gather_glyphs(self._root[1].items, face, found)
        return found

    def _paint_group(self, sheet: _Sheet, group: Group, x: float, y: float, reach: Rect) -> None:
        """Paint a group that is held at (x, y); `reach` is in the coordinates of what holds it."""
        x, y = x + group.x, y + group.y
        if group.flat is not None and sheet.scale < FLAT_SCALE:
            sheet.flat(group.flat, group.bounds, x, y)
            return
        prepared = self._prepared.get(group)
        if prepared is None:
            prepared = self._prepare(group)
        reach = reach.moved(-group.x, -group.y)
        if group.clip is not None:
            sheet.flush()
            sheet.painter.save()
            sheet.to_pixels()
            sheet.painter.setClipRect(sheet.snapped(group.clip, x, y), Qt.ClipOperation.IntersectClip)
        for part in prepared.within(reach):
            if isinstance(part, Group):
                if part.bounds.moved(part.x, part.y).intersects(reach):
                    self._paint_group(sheet, part, x, y, reach)
            else:
                part.draw(sheet, x, y)
        if group.clip is not None:
            sheet.flush()
            sheet.painter.restore()
            sheet.forget_transform()

    def _prepare(self, group: Group) -> _Prepared:
        prepared = self._prepared[group] = _Prepared(group)
        self._weight += prepared.weight
        if self._weight > _MOST_KEPT:
            for old in list(self._prepared)[: len(self._prepared) // 3]:
                self._weight -= self._prepared.pop(old).weight
        return prepared


def _gather_glyphs(items: Iterable[Item], face: Face, found: set[int]) -> None:
    for item in items:
        if isinstance(item, Group):
            _gather_glyphs(item.items, face, found)
        elif isinstance(item, Glyphs):
            for run in item.line.runs:
                if run.face is face:
                    found.update(run.glyphs)


class _Sheet:
    """One call of paint: the painter, its scale, which coordinates it counts in, and flat rectangles gathered by colour."""

    def __init__(self, store: QtPainter, painter: QPainter, scale: float, pictures: Mapping[str, Picture]) -> None:
        self.store = store
        self.painter = painter
        self.scale = scale
        self.pictures = pictures
        self._base = painter.transform()
        self._now: tuple[float, float] | None = None
        self._flat: dict[str, list[QRect]] = {}

    def to_pixels(self) -> None:
        """Let the painter count in pixels from the drawing's origin."""
        if self._now is not None:
            self.painter.setTransform(self._base)
            self._now = None

    def to_units(self, x: float, y: float) -> None:
        """Let the painter count in layout units from (x, y)."""
        if self._now != (x, y):
            s = self.scale
            self.painter.setTransform(QTransform(s, 0, 0, s, x * s, y * s) * self._base)
            self._now = (x, y)

    def forget_transform(self) -> None:
        """The painter was restored to counting in an unknown way."""
        self.painter.setTransform(self._base)
        self._now = None

    def snapped(self, rect: Rect, x: float, y: float) -> QRect:
        """A rectangle held at (x, y) in whole pixels, at least one wide and high."""
        s = self.scale
        left, top = math.floor((x + rect.x) * s + 0.5), math.floor((y + rect.y) * s + 0.5)
        right = math.floor((x + rect.x + rect.width) * s + 0.5)
        bottom = math.floor((y + rect.y + rect.height) * s + 0.5)
        return QRect(left, top, max(1, right - left), max(1, bottom - top))

    def flat(self, colour: str, rect: Rect, x: float, y: float) -> None:
        self._flat.setdefault(colour, []).append(self.snapped(rect, x, y))

    def flush(self) -> None:
        """Paint the flat rectangles gathered so far."""
        if not self._flat:
            return
        self.to_pixels()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in self._flat.items():
            self.painter.setBrush(QColor(colour))
            self.painter.drawRects(rects)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._flat.clear()


class _Mark(Protocol):
    """Something prepared for painting in a group that stands at (x, y)."""

    def draw(self, sheet: _Sheet, x: float, y: float) -> None: ...


class _Prepared:
    """What a group paints, in order: prepared marks and groups; where there are many, those that lie in a rectangle."""

    def __init__(self, group: Group) -> None:
        self.weight = len(group.items) + 1
        self._parts: list[_Mark | Group] = []
        self._index: PlaceIndex | None = None
        self._marks: dict[int, _Mark | Group | None] = {}
        if len(group.items) > _MANY:
            self._index = PlaceIndex(group.items)
        else:
            self._parts = _marks_of(group.items)

    def within(self, reach: Rect) -> Iterable[_Mark | Group]:
        if self._index is None:
            return self._parts
        found: list[_Mark | Group] = []
        for item in self._index.within(reach):
            if isinstance(item, Group):
                found.append(item)
            else:
                if id(item) not in self._marks:
                    self._marks[id(item)] = next(iter(_marks_of((item,))), None)
                mark = self._marks[id(item)]
                if mark is not None:
                    found.append(mark)
        return found


def _marks_of(items: Iterable[Item]) -> list[_Mark | Group]:
    """Items prepared for painting; neighbouring lines of text of one colour and size become one mark."""
    parts: list[_Mark | Group] = []
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

    def draw(self, sheet: _Sheet, x: float, y: float) -> None:
        shape = self.shape
        box = sheet.snapped(shape.rect, x, y)
        radius = shape.radius * sheet.scale
        edge, width = None, 0
        if shape.stroke is not None:
            edge, width = shape.stroke.colour, max(1, math.floor(shape.stroke.width * sheet.scale + 0.25))
        sheet.to_pixels()
        sheet.store.plates.draw(sheet.painter, box, radius if radius > 0.7 else 0.0, shape.fill, edge, width)


def _box_or_circle(shape: Shape) -> _Mark:
    """Circles and dashed edges are drawn as paths, for snapping would shift them against what lies in them."""
    rect, radius = shape.rect, shape.radius
    round_ = radius > 0 and rect.width <= 2 * radius + 0.01 and rect.height <= 2 * radius + 0.01
    if not round_ and (shape.stroke is None or not shape.stroke.dash):
        return _Box(shape)
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect.x, rect.y, rect.width, rect.height), radius, radius)
    return _Path(path, _pen(shape.stroke), _brush(shape.fill, rect), max(rect.width, rect.height))


@dataclass(slots=True)
class _Path:
    path: QPainterPath
    pen: QPen
    brush: QBrush
    extent: float

    def draw(self, sheet: _Sheet, x: float, y: float) -> None:
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

    def draw(self, sheet: _Sheet, x: float, y: float) -> None:
        box = sheet.snapped(self.rect, x, y)
        thick = max(1, math.floor((self.rect.height if self.level else self.rect.width) * sheet.scale + 0.25))
        if self.level:
            box.setHeight(thick)
        else:
            box.setWidth(thick)
        sheet.to_pixels()
        sheet.painter.fillRect(box, self.colour)


def _path(path: Path) -> _Mark:
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
    return _Path(made, _pen(path.stroke), _brush(path.fill, ink), max(ink.width, ink.height))


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
    _runs: list[tuple[QGlyphRun, float]] | None = None
    _bars: list[QRectF] = field(default_factory=list)

    def draw(self, sheet: _Sheet, x: float, y: float) -> None:
        painter = sheet.painter
        sheet.to_units(x, y)
        if self.size * sheet.scale < SMALLEST_TEXT:
            self._draw_bars(painter)
            return
        if self._runs is None:
            self._runs = sheet.store.runs.of_lines(
                [(item.line, item.x, item.y) for item in self.lines], sheet.store.foresee
            )
        painter.setPen(QColor(self.colour))
        for run, _ in self._runs:
            painter.drawGlyphRun(_ORIGIN, run)

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

    def draw(self, sheet: _Sheet, x: float, y: float) -> None:
        box = sheet.snapped(self.item.rect, x, y)
        image = sheet.store.images.image(self.item.picture, sheet.pictures, box.width(), box.height())
        if image is None:
            return
        sheet.to_pixels()
        painter, radius = sheet.painter, self.item.radius * sheet.scale
        # Filling the box and cropped around the middle.
        scale = max(box.width() / image.width(), box.height() / image.height())
        if radius < 0.7:
            width, height = box.width() / scale, box.height() / scale
            source = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
            painter.drawImage(QRectF(box), image, source)
            return
        brush = QBrush(image)
        middle = QRectF(box).center()
        brush.setTransform(
            QTransform(
                scale, 0, 0, scale, middle.x() - image.width() * scale / 2, middle.y() - image.height() * scale / 2
            )
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawRoundedRect(QRectF(box), radius, radius)


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
