"""Headers that stay in sight: a camera that looks past them goes in; stage names at the top, lane labels at the left come out.

They are painted from the display list's own groups, each into a picture that is kept, so that panning only puts pictures
elsewhere. Where the map is shown very large they are smaller than on the map, lest they cover it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from cjm_desktop.drawing.primitives import Drawing, Group
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import LaneBox, MapLayout, StageBox
from cjm_desktop.layout.hit import Hit

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

#: Round the headers in their strips, in device-independent pixels.
_PAD = 6
#: A strip takes at most this part of the view's width or height, and this many device-independent pixels.
_WIDEST, _HIGHEST = (0.22, 260.0), (0.14, 96.0)
#: Below this scale, in device-independent pixels a unit, nobody can read a header.
_READABLE = 0.4
_SHADOW, _SHADE = 5, 0.10
#: Beneath a lane's words, in layout units, before its label is plain ground that may be stretched.
_BENEATH = 5.0
#: How much of a chevron, in layout units, its point takes at the right.
_TIP = 12.0


@dataclass(frozen=True, slots=True)
class Pin:
    """A header in a strip: whose it is, where it stands (device pixels), and what of the map is painted there.

    `full` is all the place that it has; `rect` where its words stand in it.
    """

    hit: Hit
    rect: QRect
    full: QRect
    part: Rect
    scale: float
    name: QRect  #: of a stage, where in `rect` its name stands, which may move to stay in sight


@dataclass(frozen=True, slots=True)
class Strips:
    """The strips in device pixels, empty where there is none, and the headers in them."""

    top: QRect
    left: QRect
    stages: tuple[Pin, ...]
    lanes: tuple[Pin, ...]

    @property
    def is_empty(self) -> bool:
        return self.top.isEmpty() and self.left.isEmpty()


_NONE = Strips(QRect(), QRect(), (), ())


class Sticky:
    """The headers that stay in sight on one canvas."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._stamp: tuple[object, ...] = ()
        self._strips = _NONE
        self._drawing: Drawing | None = None
        self._groups: dict[str, Group] = {}
        self._pictures: dict[str, tuple[Group, Rect, float, QPixmap]] = {}
        #: Of lanes, what a level line through the plain ground of the label shows: where, how wide, which colour.
        self._grounds: dict[str, list[tuple[int, int, QColor]]] = {}

    def strips(self) -> Strips:
        """The strips as they stand now."""
        view = self._view
        stamp = view.sheet.layout, view.camera, view.view_size(), view.ratio
        if stamp != self._stamp:
            self._stamp = stamp
            self._strips = _placed(view.sheet.layout, view)
        return self._strips

    def hit(self, at: Point) -> Hit | None:
        """What is hit at a point of the view (device pixels); None where no strip covers the map."""
        strips = self.strips()
        x, y = math.floor(at.x), math.floor(at.y)
        for strip, pins in ((strips.top, strips.stages), (strips.left, strips.lanes)):
            if strip.contains(x, y):
                return next((pin.hit for pin in pins if pin.full.contains(x, y)), Hit("none"))
        return None

    def spot(self, pin_hit: Hit, at: Point) -> Point:
        """The point of the map that shows in a header at a point of the view (device pixels)."""
        strips = self.strips()
        pin = next(pin for pin in (*strips.stages, *strips.lanes) if pin.hit == pin_hit)
        return Point(pin.part.x + (at.x - pin.rect.x()) / pin.scale, pin.part.y + (at.y - pin.rect.y()) / pin.scale)

    def area(self) -> list[QRect]:
        """The device pixels that the strips cover, with their shadows."""
        strips, reach = self.strips(), round(_SHADOW * self._view.ratio)
        return [strip.adjusted(0, 0, reach, reach) for strip in (strips.top, strips.left) if not strip.isEmpty()]

    def paint(self, painter: QPainter, region: QRect) -> None:
        """Paint what of the strips lies in `region`; the painter counts in device pixels."""
        strips = self.strips()
        if strips.is_empty or not any(rect.intersects(region) for rect in self.area()):
            return
        self._know_groups()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        ground = QColor(self._view.sheet.drawing.ground)
        if not strips.left.isEmpty():
            painter.fillRect(strips.left, ground)
            self._shade(painter, strips.left, across=True)
            painter.save()
            painter.setClipRect(strips.left, Qt.ClipOperation.IntersectClip)
            for pin in strips.lanes:
                self._paint_lane(painter, pin)
            painter.restore()
        if not strips.top.isEmpty():
            painter.fillRect(strips.top, ground)
            self._shade(painter, strips.top, across=False)
            painter.save()
            painter.setClipRect(strips.top.adjusted(strips.left.width(), 0, 0, 0), Qt.ClipOperation.IntersectClip)
            for pin in strips.stages:
                self._paint_stage(painter, pin, strips.top.left() + strips.left.width())
            painter.restore()

    def _paint_stage(self, painter: QPainter, pin: Pin, start: int) -> None:
        """The chevron; where the lanes' strip, which ends at `start`, covers its name, the name moves out of there."""
        picture, group = self._picture(pin), self._groups.get(pin.hit.id)
        if picture is None or group is None:
            return
        painter.drawPixmap(pin.rect.topLeft(), picture)
        pad, name = round(_PAD * self._view.ratio), pin.name
        natural = pin.rect.x() + name.x()
        wanted = min(start + pad, pin.rect.right() - round(_TIP * pin.scale) - name.width())
        if wanted > natural and group.flat is not None:
            place = QRect(start, pin.rect.y() + name.y(), wanted - start, name.height())
            painter.fillRect(place, QColor(group.flat))
            painter.drawPixmap(QRect(wanted, place.y(), name.width(), name.height()), picture, name)
        self._frame(painter, pin)

    def _paint_lane(self, painter: QPainter, pin: Pin) -> None:
        picture = self._picture(pin)
        if picture is None:
            return
        if pin.full.height() > picture.height():
            # The ground with its bar goes on where the words do not reach.
            for x, wide, colour in self._grounds[pin.hit.id]:
                painter.fillRect(QRect(pin.rect.x() + x, pin.full.y(), wide, pin.full.height()), colour)
        painter.drawPixmap(pin.rect.topLeft(), picture)
        self._frame(painter, pin)

    def _frame(self, painter: QPainter, pin: Pin) -> None:
        """As on the map, what is selected or under the pointer has a frame."""
        view = self._view
        selected = pin.hit.id in view.selection
        if not selected and pin.hit.id != view.pointing.hovered:
            return
        colour = QColor(view.chrome.selection)
        if not selected:
            colour.setAlpha(120)
        wide = (2.0 if selected else 1.5) * view.ratio
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = QRectF(pin.full).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(inside, 3 * view.ratio, 3 * view.ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _shade(self, painter: QPainter, strip: QRect, *, across: bool) -> None:
        """A soft edge where the map goes on beneath a strip."""
        colour = QColor(self._view.chrome.shadow)
        steps = max(1, round(_SHADOW * self._view.ratio))
        for step in range(steps):
            fade = 1 - step / steps
            colour.setAlphaF(_SHADE * fade * fade)
            if across:
                painter.fillRect(QRect(strip.right() + 1 + step, strip.y(), 1, strip.height()), colour)
            else:
                painter.fillRect(QRect(strip.x(), strip.bottom() + 1 + step, strip.width(), 1), colour)

    def _picture(self, pin: Pin) -> QPixmap | None:
        """What the map shows of a header, painted once as long as it looks the same."""
        group = self._groups.get(pin.hit.id)
        if group is None:
            return None
        part = pin.part.moved(-group.x, -group.y)
        known = self._pictures.get(pin.hit.id)
        if known is not None and known[0] is group and known[1] == part and known[2] == pin.scale:
            return known[3]
        left, top = math.floor(part.x * pin.scale), math.floor(part.y * pin.scale)
        picture = QPixmap(math.ceil(part.right * pin.scale) - left, math.ceil(part.bottom * pin.scale) - top)
        picture.fill(QColor(self._view.sheet.drawing.ground))
        sheet = self._view.sheet
        with QPainter(picture) as painter:
            painter.translate(-left - round(group.x * pin.scale), -top - round(group.y * pin.scale))
            sheet.painter.paint(painter, group, pin.part, pin.scale, sheet.journey.pictures)
        self._pictures[pin.hit.id] = group, part, pin.scale, picture
        if pin.hit.kind == "lane":
            self._grounds[pin.hit.id] = _ground(picture)
        return picture

    def _know_groups(self) -> None:
        """The groups of the display list by their records, after it became another one."""
        drawing = self._view.sheet.drawing
        if drawing is self._drawing:
            return
        layout = self._view.sheet.layout
        wanted = {box.stage.id for box in layout.stages}
        wanted.update(placed.box.lane.id for placed in layout.lanes)
        wanted.update(box.line.id for box in layout.lines)
        # Of a lane's two groups the later one holds its label.
        groups = ((item.key, item) for item in drawing.items if isinstance(item, Group))
        self._groups = {key: group for key, group in groups if key in wanted}
        self._pictures = {id_: kept for id_, kept in self._pictures.items() if id_ in wanted}
        self._drawing = drawing


def _ground(picture: QPixmap) -> list[tuple[int, int, QColor]]:
    """The colours of the picture's last row but one, from left to right, in runs."""
    row = picture.copy(0, picture.height() - 2, picture.width(), 1).toImage()
    runs: list[tuple[int, int, QColor]] = []
    for x in range(row.width()):
        colour = row.pixelColor(x, 0)
        if runs and runs[-1][2] == colour:
            runs[-1] = runs[-1][0], runs[-1][1] + 1, colour
        else:
            runs.append((x, 1, colour))
    return runs


def _placed(layout: MapLayout, view: CanvasView) -> Strips:
    """Where the strips and the headers in them stand."""
    camera, ratio, size = view.camera, view.ratio, view.view_size()
    scale, pad = camera.scale, round(_PAD * ratio)
    if not layout.stages or not layout.lanes or scale < _READABLE * ratio:
        return _NONE
    page = camera.rect_to_view(Rect(0, 0, layout.size.width, layout.size.height))
    band, column = layout.stages[0].rect, layout.lanes[0].box.label_rect
    ends = camera.to_view(Point(layout.lanes[-1].rect.right, layout.lanes[-1].rect.bottom))

    across = min(scale, min(size.width * _WIDEST[0], _WIDEST[1] * ratio) / column.width)
    left = QRect()
    if camera.to_view(Point(column.right, 0)).x < pad + column.width * across:
        wide = math.ceil(column.width * across) + 2 * pad
        x = min(0, math.floor(ends.x) - wide)
        left = QRect(x, 0, wide, math.ceil(size.height))
    upright = min(scale, min(size.height * _HIGHEST[0], _HIGHEST[1] * ratio) / band.height)
    top = QRect()
    if camera.to_view(Point(0, band.bottom)).y < pad + band.height * upright:
        high = math.ceil(band.height * upright) + 2 * pad
        y = min(0, math.floor(ends.y) - high)
        first, last = max(0, math.floor(page.x)), min(math.ceil(size.width), math.ceil(page.right))
        top = QRect(first, y, last - first, high)
        if y <= -high:
            top = QRect()
    if not left.isEmpty():
        begin = camera.to_view(Point(0, layout.lanes[0].y)).y - pad
        begin = max(begin, top.bottom() + 1) if not top.isEmpty() else max(begin, 0.0)
        left.setTop(math.floor(begin))
        left.setBottom(min(math.ceil(size.height), math.ceil(ends.y) + pad) - 1)
        if left.right() <= 0 or left.height() <= 0:
            left = QRect()
    stages = tuple(_stage_pins(layout.stages, view, top, upright, left)) if not top.isEmpty() else ()
    lanes = tuple(_lane_pins(layout, view, left, across)) if not left.isEmpty() else ()
    return Strips(top, left, stages, lanes)


def _stage_pins(
    boxes: tuple[StageBox, ...], view: CanvasView, strip: QRect, scale: float, beside: QRect
) -> Iterator[Pin]:
    # Of a map of a hundred stages, most lie out of sight: these loops run in every frame.
    (ox, _), s, pad = view.camera.origin, view.camera.scale, round(_PAD * view.ratio)
    start, end = strip.left(), strip.right()
    if not beside.isEmpty():
        start = max(start, beside.right() + 1)
    for box in boxes:
        rect = box.rect
        left, right = ox + rect.x * s, ox + (rect.x + rect.width) * s
        if right <= start or left >= end:
            continue
        wide, high = round(rect.width * scale), round(rect.height * scale)
        # Smaller than its column, it stays in sight as long as the column does.
        x = math.floor(min(max(left, start), max(left, right - wide)) + 0.5)
        place = QRect(x, strip.y() + pad, wide, high)
        yield Pin(Hit("stage", box.stage.id, "name"), place, place, rect, scale, _name(box, scale))


def _name(box: StageBox, scale: float) -> QRect:
    """Where the name and the duration stand in a stage's chevron, in device pixels."""
    whole: QRectF = QRectF()
    for text in (box.name, box.duration):
        if text is not None:
            wide = text.block.width
            right_to_left = any(line.rtl for line in text.block.lines)
            x = text.x + text.width - wide if right_to_left else text.x
            whole = whole.united(QRectF(x - box.rect.x, text.y - box.rect.y, wide, text.block.height))
    return QRectF(whole.x() * scale, whole.y() * scale, whole.width() * scale, whole.height() * scale).toAlignedRect()


def _lane_pins(layout: MapLayout, view: CanvasView, strip: QRect, scale: float) -> Iterator[Pin]:
    (_, oy), s, x = view.camera.origin, view.camera.scale, strip.x() + round(_PAD * view.ratio)
    first, last = strip.top(), strip.bottom()
    for placed in layout.lanes:
        y = oy + placed.y * s
        end = y + placed.box.height * s
        if end <= first or y > last:
            continue
        box, label = placed.box, placed.box.label_rect
        part = Rect(label.x, placed.y, label.width, _words(box))
        wide, high = round(part.width * scale), round(part.height * scale)
        words = math.floor(min(max(y, first), max(y, end - high)) + 0.5)
        full = QRect(x, math.floor(y + 0.5), wide, max(high, math.floor(end + 0.5) - math.floor(y + 0.5)))
        yield Pin(Hit("lane", box.lane.id, "label"), QRect(x, words, wide, high), full, part, scale, QRect())
    for line in layout.lines:
        rect = line.label.rect
        y = oy + rect.center.y * s - rect.height * scale / 2
        if first <= y + rect.height * scale and y <= last:
            place = QRect(x, math.floor(y + 0.5), round(rect.width * scale), round(rect.height * scale))
            yield Pin(Hit("line", line.line.id), place, place, rect, scale, QRect())


def _words(box: LaneBox) -> float:
    """How much of a lane's label, from its top, holds words; all of it where rows have names of their own."""
    if box.rows:
        return box.height
    texts = [box.label, *(text for text in (box.hint, box.total) if text is not None)]
    return min(box.height, max(text.rect.bottom for text in texts) + _BENEATH)
