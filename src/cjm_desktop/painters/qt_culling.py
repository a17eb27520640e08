"""Where ink lies: an item of the display list goes in, the rectangle of its ink comes out; and an index of many by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from cjm_desktop.drawing.primitives import Glyphs, Group, Image, Item, Path, Shape
from cjm_desktop.geometry import Rect

#: Glyphs rise and fall further than their face says (stacked vowel signs), so a line's ink is taken this much higher, in sizes.
_RISE, _FALL, _ASIDE = 1.6, 0.9, 0.5


def ink_of(item: Item) -> Rect | None:
    """The rectangle that holds an item's ink, in the coordinates of what holds the item; None where it draws nothing."""
    match item:
        case Group():
            return item.bounds.moved(item.x, item.y)
        case Shape():
            return item.rect.grown(item.stroke.width / 2) if item.stroke else item.rect
        case Glyphs():
            if not item.line.runs:
                return None
            size = max(run.size for run in item.line.runs)
            return Rect(
                item.x - _ASIDE * size,
                item.y - _RISE * size,
                item.line.width + 2 * _ASIDE * size,
                (_RISE + _FALL) * size,
            )
        case Path():
            return _ink_of_path(item)
        case Image():
            return item.rect
        case _:
            return None


def _ink_of_path(path: Path) -> Rect | None:
    xs = [float(value) for step in path.steps for value in step[1::2]]
    ys = [float(value) for step in path.steps for value in step[2::2]]
    if not xs:
        return None
    rect = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    # A mitre may stick out further than half the stroke: twice the width holds all but needle corners.
    return rect.grown(path.stroke.width * 2) if path.stroke else rect


class PlaceIndex:
    """Which of many items lie in a rectangle, found by their left edges; the answer keeps the order of painting.

    It is built anew for a lane with every edit of it, so it must be quick to build more than to ask.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._items: list[Item] = []
        #: (left, number, right, top, bottom) by left edge, where number counts the items
        self._boxes: list[tuple[float, int, float, float, float]] = []
        self._widest = 0.0
        for item in items:
            ink = ink_of(item)
            if ink is not None:
                self._boxes.append((ink.x, len(self._items), ink.x + ink.width, ink.y, ink.y + ink.height))
                self._items.append(item)
        self._boxes.sort()
        # A few items that run across all (a lane's ground, its curve) must not make every search a long one.
        widths = sorted(box[2] - box[0] for box in self._boxes)
        if widths:
            self._widest = widths[len(widths) * 9 // 10]
        self._wide = [box for box in self._boxes if box[2] - box[0] > self._widest]
        self._boxes = [box for box in self._boxes if box[2] - box[0] <= self._widest]

    def within(self, rect: Rect) -> list[Item]:
        """The items whose ink may show in `rect`, in order of painting."""
        left, top, right, bottom = rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
        first = bisect_left(self._boxes, (left - self._widest,))
        last = bisect_right(self._boxes, (right, len(self._items)))
        numbers = [
            number
            for _, number, edge, low, high in self._boxes[first:last]
            if edge >= left and low <= bottom and high >= top
        ]
        numbers += [
            number
            for start, number, edge, low, high in self._wide
            if start <= right and edge >= left and low <= bottom and high >= top
        ]
        numbers.sort()
        items = self._items
        return [items[number] for number in numbers]
