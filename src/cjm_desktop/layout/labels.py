"""Labels of emotion points and curves in, places out where they touch neither each other nor a face nor a curve."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.curve import Sample

_FIELD = 80.0  #: the side of a field in which labels are looked for that are in the way
_CLEAR = 1.5  #: room kept around labels
_OFF = 4.0  #: between a face and its label
_STROKE = 3.2  #: room kept around a sampled curve: half its stroke and half the distance of two samples


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place: its size, the face it belongs to, and whether it would rather stand above it."""

    width: float
    height: float
    center: Point
    above: bool


class Ground:
    """What labels must not touch, and the room in which they must stay."""

    def __init__(self, room: Rect, lines: Iterable[Sequence[Sample]], taken: Iterable[Rect]) -> None:
        self._room = room
        self._lines = [([x for x, _ in line], [y for _, y in line]) for line in lines if line]
        self._taken: dict[tuple[int, int], list[Rect]] = {}
        for rect in taken:
            self.take(rect)

    def is_free(self, rect: Rect) -> bool:
        """Whether a label can stand there."""
        room = self._room
        if rect.x < room.x or rect.y < room.y or rect.right > room.right or rect.bottom > room.bottom:
            return False
        wide = rect.grown(_CLEAR)
        if any(wide.intersects(other) for field in _fields(wide) for other in self._taken.get(field, ())):
            return False
        left, right = rect.x - _STROKE, rect.right + _STROKE
        top, bottom = rect.y - _STROKE, rect.bottom + _STROKE
        for xs, ys in self._lines:
            for n in range(bisect_left(xs, left), bisect_right(xs, right)):
                if top <= ys[n] <= bottom:
                    return False
        return True

    def take(self, rect: Rect) -> None:
        for field in _fields(rect):
            self._taken.setdefault(field, []).append(rect)


def _fields(rect: Rect) -> Iterator[tuple[int, int]]:
    """The fields of a coarse grid that a rectangle touches: only what lies in them can be in its way."""
    for column in range(int(rect.x // _FIELD), int(rect.right // _FIELD) + 1):
        for row in range(int(rect.y // _FIELD), int(rect.bottom // _FIELD) + 1):
            yield column, row


def place(wish: Wish, ground: Ground, radius: float, far: int) -> Rect | None:
    """The best free place for the label, taken; None where there is none. `far` counts rows it may move away."""
    for rect in _candidates(wish, radius, far):
        if ground.is_free(rect):
            ground.take(rect)
            return rect
    return None


def place_along(
    line: Sequence[Sample], width: float, height: float, ground: Ground, from_share: float = 0.62
) -> Rect | None:
    """A free place just above or below a curve for its name, nearest to `from_share` of its length; taken."""
    if not line:
        return None
    count = len(line)
    wanted = from_share * (count - 1)
    for n in sorted(range(0, count, max(1, count // 60)), key=lambda n: abs(n - wanted)):
        x, y = line[n]
        for gap in (4.0, 7.0, 11.0):
            for top in (y - gap - height, y + gap):
                rect = Rect(x - width / 2, top, width, height)
                if ground.is_free(rect):
                    ground.take(rect)
                    return rect
    return None


def _candidates(wish: Wish, radius: float, far: int) -> Iterable[Rect]:
    """Places from the best to the worst: on the wished side, on the other, beside the face, then further away."""
    (x, y), w, h = wish.center, wish.width, wish.height
    up, down = y - radius - _OFF - h, y + radius + _OFF
    sides = (up, down) if wish.above else (down, up)
    slides = (0.0, -w / 4, w / 4, -w / 2 - 2, w / 2 + 2, -w / 2 - radius - _OFF, w / 2 + radius + _OFF)
    for top in sides:
        for slide in slides[:5]:
            yield Rect(x - w / 2 + slide, top, w, h)
    for left in (x + radius + _OFF, x - radius - _OFF - w):
        for lift in (0.0, -h / 2 - radius / 2, h / 2 + radius / 2):
            yield Rect(left, y - h / 2 + lift, w, h)
    row = h / 2 + 2.0
    for step in range(1, far + 1):
        for top in (
            sides[0] + (-row if sides[0] == up else row) * step,
            sides[1] + (-row if sides[1] == up else row) * step,
        ):
            for slide in slides:
                yield Rect(x - w / 2 + slide, top, w, h)
