"""Where ink lies: an item of the display list goes in, the rectangle of its ink comes out; and an index of many by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjm_desktop.drawing.primitives import Glyphs, Group, Image, Item, Path, Shape
from cjm_desktop.geometry import Rect

#: Glyphs rise and fall further than their face says (stacked vowel signs), so a line's ink is taken this much higher, in sizes.
_RISE, _FALL, _ASIDE = 1.6, 0.9, 0.5
_CELL = 256.0
_MANY_CELLS = 24


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
    """Which of many items lie in a rectangle, found by a coarse grid; the answer keeps the order of painting."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._boxes: list[tuple[float, float, float, float]] = []
        self._items: list[Item] = []
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._everywhere: list[int] = []
        for item in items:
            ink = ink_of(item)
            if ink is not None:
                self._add(item, ink)

    def _add(self, item: Item, ink: Rect) -> None:
        number = len(self._items)
        self._items.append(item)
        self._boxes.append((ink.x, ink.y, ink.right, ink.bottom))
        cells = _cells_of(ink)
        if len(cells) > _MANY_CELLS:
            self._everywhere.append(number)
            return
        for cell in cells:
            self._cells.setdefault(cell, []).append(number)

    def within(self, rect: Rect) -> Iterable[Item]:
        """The items whose ink may show in `rect`, in order of painting."""
        if rect.width * rect.height > _CELL * _CELL * len(self._cells):
            numbers: Iterable[int] = range(len(self._items))
        else:
            found = set(self._everywhere)
            for cell in _cells_of(rect):
                found.update(self._cells.get(cell, ()))
            numbers = sorted(found)
        left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
        boxes, items = self._boxes, self._items
        return [
            items[n]
            for n in numbers
            if boxes[n][0] <= right and boxes[n][2] >= left and boxes[n][1] <= bottom and boxes[n][3] >= top
        ]


def _cells_of(rect: Rect) -> list[tuple[int, int]]:
    columns = range(int(rect.x // _CELL), int(rect.right // _CELL) + 1)
    rows = range(int(rect.y // _CELL), int(rect.bottom // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]
