"""What stands between and around the lanes in (hairlines, blueprint lines, arrows across lanes, footer), groups out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cjm_desktop.drawing.marks import badge
from cjm_desktop.drawing.primitives import Group, Item, Path, Shape, Step, Stroke
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import ConnectorBox, LineBox, MapLayout, PlacedText, RulerBox
from cjm_desktop.layout.ruler import TICK
from cjm_desktop.model.records import ConnectorKind, LineKind
from cjm_desktop.theme import Theme

_LINE_DASHES: dict[LineKind, tuple[float, ...]] = {
    LineKind.INTERACTION: (10.0, 4.0),
    LineKind.VISIBILITY: (4.0, 3.0),
    LineKind.INTERNAL_INTERACTION: (10.0, 3.0, 1.5, 3.0),
}
_ARROW_DASHES: dict[ConnectorKind, tuple[float, ...]] = {
    ConnectorKind.FLOW: (),
    ConnectorKind.TRIGGERS: (5.0, 3.0),
    ConnectorKind.NEEDS: (1.2, 2.6),
    ConnectorKind.RESOLVES: (7.0, 2.5, 1.2, 2.5),
}
_BEND = 4.0  #: radius of an arrow's corners
_HEAD = 2.8
_put = object.__setattr__


def hairline_group(layout: MapLayout, theme: Theme) -> Group:
    """The pale lines between lanes."""
    left, right = layout.body.x, layout.body.right
    items = tuple(
        Path((("m", left, y), ("l", right, y)), stroke=Stroke(theme.hairline, 0.75)) for y in layout.hairlines
    )
    top, bottom = min(layout.hairlines, default=0.0), max(layout.hairlines, default=0.0)
    return Group(0, 0, Rect(left, top - 1, right - left, bottom - top + 2), items)


def line_group(box: LineBox, theme: Theme) -> Group:
    """A line of a blueprint with its label at the left."""
    items: list[Item] = [
        Path(
            (("m", box.x1, box.y), ("l", box.x2, box.y)),
            stroke=Stroke(theme.text_muted, 1.2, _LINE_DASHES[box.line.kind]),
        ),
        *glyphs(box.label, theme.text_muted),
    ]
    bounds = Rect(box.x1, box.y - 1, box.x2 - box.x1, 2).united(box.label.rect)
    return Group(0, 0, bounds, tuple(items), box.line.id)


def connector_group(box: ConnectorBox, theme: Theme) -> Group:
    """An arrow with rounded corners, without its label."""
    return _ArrowGroup(box, theme)


class _ArrowGroup(Group):
    """An arrow whose items are made when first asked for: when a lane grows, all arrows move and few are seen."""

    __slots__ = ("_box", "_made", "_theme")

    _box: ConnectorBox
    _theme: Theme
    _made: tuple[Item, ...] | None

    def __init__(self, box: ConnectorBox, theme: Theme) -> None:
        xs, ys = zip(*box.points, strict=True)
        left, top, around = min(xs), min(ys), _HEAD + 1
        bounds = Rect(left - around, top - around, max(xs) - left + 2 * around, max(ys) - top + 2 * around)
        for name, value in (
            ("x", 0.0),
            ("y", 0.0),
            ("bounds", bounds),
            ("key", box.connector.id),
            ("flat", None),
            ("clip", None),
            ("tag", None),
            ("_box", box),
            ("_theme", theme),
            ("_made", None),
        ):
            _put(self, name, value)

    @property
    def items(self) -> tuple[Item, ...]:
        made = self._made
        if made is None:
            made = _arrow_items(self._box, self._theme)
            _put(self, "_made", made)
        return made


def _arrow_items(box: ConnectorBox, theme: Theme) -> tuple[Item, ...]:
    colour = theme.text_muted
    points, tip = list(box.points), box.points[-1]
    before = points[-2]
    length = abs(tip.x - before.x) + abs(tip.y - before.y) or 1.0
    dx, dy = (tip.x - before.x) / length, (tip.y - before.y) / length
    neck = Point(tip.x - dx * _HEAD * 1.4, tip.y - dy * _HEAD * 1.4)
    points[-1] = neck
    head: tuple[Step, ...] = (
        ("m", *tip),
        ("l", neck.x - dy * _HEAD, neck.y + dx * _HEAD),
        ("l", neck.x + dy * _HEAD, neck.y - dx * _HEAD),
        ("z",),
    )
    line = Stroke(colour, 1.1, _ARROW_DASHES[box.connector.kind])
    return Path(tuple(_rounded(points)), stroke=line), Path(head, colour)


def connector_label_group(label: PlacedText, theme: Theme) -> Group:
    """An arrow's label on a plate of the page's colour."""
    plate = label.rect.grown(1.5)
    return Group(0, 0, plate, (Shape(plate, 3.0, theme.page), *glyphs(label, theme.text_muted)))


def footer_group(layout: MapLayout, theme: Theme) -> Group:
    """The legend; evidence at the left, file and version at the right."""
    items: list[Item] = []
    bounds = Rect(layout.body.x, layout.body.bottom, 0, 0)
    for what, rect, text in layout.legend:
        items.extend(badge(what, rect, theme))
        items.extend(glyphs(text, theme.text_muted))
        bounds = bounds.united(rect).united(text.rect)
    for text in layout.footer:
        items.extend(glyphs(text, theme.text_muted))
        bounds = bounds.united(text.rect)
    return Group(0, 0, bounds, tuple(items))


def ruler_group(box: RulerBox, theme: Theme) -> Group:
    """The ruler of time above the stages."""
    line = Stroke(theme.neutral, 0.75)
    items: list[Item] = [Path((("m", box.left, box.y), ("l", box.right, box.y)), stroke=line)]
    items.extend(Path((("m", x, box.y - TICK), ("l", x, box.y + 1.5)), stroke=line) for x in box.ticks)
    bounds = Rect(box.left, box.y - TICK, box.right - box.left, TICK + 1.5)
    for text in box.marks:
        items.extend(glyphs(text, theme.text_muted))
        bounds = bounds.united(text.rect)
    return Group(0, 0, bounds.grown(1.0), tuple(items))


def _rounded(points: list[Point]) -> Iterator[Step]:
    yield "m", *points[0]
    for (a, b), (_, c) in pairwise(pairwise(points)):
        into, out = _toward(b, a), _toward(b, c)
        yield "l", *into
        yield "c", *_between(into, b), *_between(out, b), *out
    yield "l", *points[-1]


def _toward(corner: Point, other: Point) -> Point:
    """The place on the way from a corner where its rounding begins."""
    dx, dy = other.x - corner.x, other.y - corner.y
    length = abs(dx) + abs(dy)
    if length == 0:
        return corner
    share = min(_BEND, length / 2) / length
    return Point(corner.x + dx * share, corner.y + dy * share)


def _between(start: Point, corner: Point) -> Point:
    return Point(start.x + (corner.x - start.x) * 0.55, start.y + (corner.y - start.y) * 0.55)
