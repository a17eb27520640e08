"""What stands around a poster's tile: marks where to trim and to align it, and a small key of all tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cjm_desktop.drawing.primitives import Drawing, Group, Item, Path, Shape, Stroke, Tag
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout.boxes import PlacedText
from cjm_desktop.text.lines import TextBlock
from cjm_desktop.theme import Theme, mix

KEY_HEIGHT = 14.0  #: points
_LENGTH, _AIR, _WEIGHT = 8.0, 2.0, 0.5  #: of a mark: length, distance from what is shown, width
MARK = _AIR + _LENGTH  #: what a mark takes beside what is shown
_RING = 2.6  #: radius of the ring around a mark that two tiles share
_FIELD = Size(7.0, 5.0)  #: of a tile in the key, at most


class Neighbours(NamedTuple):
    """On which sides of a tile there is another one."""

    left: bool
    above: bool
    right: bool
    below: bool


def marks_drawing(page: Size, shown: Rect, trimmed: Rect, beside: Neighbours, theme: Theme) -> Drawing:
    """Marks at the corners of `trimmed`, outside `shown`, both in points on the page.

    A ring around a mark says that another tile has the same mark there: where they lie on each other, the tiles fit.
    """
    ink = Stroke(theme.text_muted, _WEIGHT)
    items: list[Item] = []
    lanes = (
        (trimmed.x, shown.y, shown.bottom, beside.left),
        (trimmed.right, shown.y, shown.bottom, beside.right),
    )
    for x, top, bottom, shared in lanes:
        above, below = min(_LENGTH, top - _AIR), min(_LENGTH, page.height - bottom - _AIR)
        for start, length, way in ((top - _AIR, above, -1), (bottom + _AIR, below, 1)):
            if length > 1.0:
                items.append(Path((("m", x, start), ("l", x, start + way * length)), stroke=ink))
                items.extend(_ring(x, start + way * length / 2, length, ink, shared))
    for y, shared in ((trimmed.y, beside.above), (trimmed.bottom, beside.below)):
        before, after = min(_LENGTH, shown.x - _AIR), min(_LENGTH, page.width - shown.right - _AIR)
        for start, length, way in ((shown.x - _AIR, before, -1), (shown.right + _AIR, after, 1)):
            if length > 1.0:
                items.append(Path((("m", start, y), ("l", start + way * length, y)), stroke=ink))
                items.extend(_ring(start + way * length / 2, y, length, ink, shared))
    return Drawing(page.width, page.height, theme.page, tuple(items))


def _ring(x: float, y: float, length: float, ink: Stroke, shared: bool) -> Iterator[Item]:
    if shared and length > 2 * _RING:
        yield Shape(Rect(x - _RING, y - _RING, 2 * _RING, 2 * _RING), _RING, None, ink)


def key_drawing(
    name: TextBlock,
    place: tuple[int, int],
    rows: int,
    columns: int,
    taken: Sequence[tuple[int, int]],
    width: float,
    theme: Theme,
) -> Drawing:
    """The tile's name, and a field for each tile, this one filled; those that are not printed have no edge."""
    placed = PlacedText(name, 0.0, (KEY_HEIGHT - name.height) / 2, name.width)
    items: list[Item] = list(glyphs(placed, theme.text))
    left = name.width + 8.0
    across = min(_FIELD.width, max(0.6, (width - left) / columns))
    down = min(_FIELD.height, KEY_HEIGHT / rows)
    top = (KEY_HEIGHT - down * rows) / 2
    gap = min(0.8, across / 5, down / 5)
    for row, column in taken:
        field = Rect(left + column * across, top + row * down, across - gap, down - gap)
        ground = theme.text if (row, column) == place else mix(theme.page, theme.neutral, 0.3)
        items.append(Shape(field, 0.0, ground))
    key = Group(0, 0, Rect(0, 0, width, KEY_HEIGHT), tuple(items), tag=Tag("Artifact"))
    return Drawing(width, KEY_HEIGHT, theme.page, (key,))
