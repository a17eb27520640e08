"""A drawing and a rectangle of it in, the drawing of that part alone out: cut off at its edges, without what lies outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjm_desktop.drawing.primitives import Anchor, Drawing, Glyphs, Group, Image, Item, Link, Path, Shape
from cjm_desktop.geometry import Point, Rect

#: How far a line of text may reach above and beneath its baseline, in sizes: marks of some scripts stand high.
_ASCENT, _DESCENT = 1.3, 0.6


def cropped(drawing: Drawing, part: Rect, anchored: Rect | None = None) -> Drawing:
    """What lies in `part` of the drawing, its top left corner at (0, 0).

    Where parts overlap, `anchored` is the share of this one: whose entries of the outline it keeps, and which is read there.
    """
    items = tuple(_inside(drawing.items, part, 0.0, 0.0, part if anchored is None else anchored))
    group = Group(-part.x, -part.y, part, items, clip=part)
    origin = Point(drawing.origin.x - part.x, drawing.origin.y - part.y)
    kept = (part if anchored is None else anchored).moved(-drawing.origin.x, -drawing.origin.y)
    return Drawing(part.width, part.height, drawing.ground, (group,), drawing.reading, origin, kept)


def _inside(items: Sequence[Item], part: Rect, x: float, y: float, anchored: Rect) -> Iterator[Item]:
    """Those of the items, whose origin is at (x, y) of the drawing, that show in the part."""
    for item in items:
        if isinstance(item, Group):
            at = x + item.x, y + item.y
            # A clip may cut off ink beyond it, but the bounds hold all that is to be seen.
            if not _meets(item.bounds.moved(*at), part):
                continue
            if _holds(part, item.bounds.moved(*at)) and _holds(anchored, item.bounds.moved(*at)):
                yield item
                continue
            kept = tuple(_inside(item.items, part, *at, anchored))
            if kept:
                yield Group(item.x, item.y, item.bounds, kept, item.key, item.flat, item.clip, item.tag)
        elif isinstance(item, Anchor):
            if anchored.contains(Point(x + item.x, y + item.y)):
                yield item
        elif isinstance(item, Link):
            seen = _common(item.rect.moved(x, y), part)
            if seen is not None:
                yield Link(item.url, seen.moved(-x, -y), item.title)
        elif _meets(extent(item).moved(x, y), part) and (
            not isinstance(item, Glyphs) or _shows(item, part.moved(-x, -y), anchored.moved(-x, -y))
        ):
            yield item


def extent(item: Shape | Path | Glyphs | Image) -> Rect:
    """A rectangle that holds all ink of an item."""
    if isinstance(item, Glyphs):
        size = max((run.size for run in item.line.runs), default=0.0)
        return Rect(
            item.x - 0.3 * size, item.y - _ASCENT * size, item.line.width + 0.6 * size, size * (_ASCENT + _DESCENT)
        )
    if isinstance(item, Image):
        return item.rect
    if isinstance(item, Shape):
        return item.rect.grown(item.stroke.width / 2 if item.stroke is not None else 0.0)
    xs = [float(value) for step in item.steps for value in step[1::2]]
    ys = [float(value) for step in item.steps for value in step[2::2]]
    if not xs:
        return Rect(0, 0, 0, 0)
    box = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return box.grown(item.stroke.width if item.stroke is not None else 0.0)


def _shows(item: Glyphs, part: Rect, anchored: Rect) -> bool:
    """Whether ink of a line at the edge lies in the part; or, where the line begins on its share, whether or not."""
    if _holds(part, extent(item)) or anchored.contains(
        Point(item.x + (item.line.width if item.line.rtl else 0.0), item.y)
    ):
        return True
    for run in item.line.runs:
        scale = run.size / run.face.units_per_em
        x = item.x + run.x
        for glyph, advance, dx, dy in zip(run.glyphs, run.advances, run.dx, run.dy, strict=True):
            ink = run.face.hb_font.get_glyph_extents(glyph)
            if ink is None:
                return True  # nobody knows
            left, top = x + (dx + ink.x_bearing) * scale, item.y - (dy + ink.y_bearing) * scale
            if ink.width and ink.height and _meets(Rect(left, top, ink.width * scale, -ink.height * scale), part):
                return True
            x += advance * scale
    return False


def _meets(one: Rect, other: Rect) -> bool:
    """Whether the two touch; an empty rectangle touches what it lies in."""
    return one.x <= other.right and other.x <= one.right and one.y <= other.bottom and other.y <= one.bottom


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer.x <= inner.x and inner.right <= outer.right and outer.y <= inner.y and inner.bottom <= outer.bottom


def _common(one: Rect, other: Rect) -> Rect | None:
    x, y = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(x, y, right - x, bottom - y) if right > x and bottom > y else None
