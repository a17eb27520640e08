"""Points, sizes, rectangles and smooth lines in layout units (1/72 inch, y down), with no journey in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


class Point(NamedTuple):
    """A place; x to the right, y down."""

    x: float
    y: float

    def moved(self, dx: float, dy: float) -> Point:
        return Point(self.x + dx, self.y + dy)


#: A cubic step: control 1, control 2, end.
Cubic = tuple[Point, Point, Point]
_UPRIGHT = 1e-6  #: a step narrower than this is straight up or down


class Size(NamedTuple):
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def center(self) -> Point:
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    @property
    def size(self) -> Size:
        return Size(self.width, self.height)

    def contains(self, point: Point) -> bool:
        """Whether the point lies inside; the left and top edges count, the right and bottom do not."""
        return self.x <= point.x < self.right and self.y <= point.y < self.bottom

    def intersects(self, other: Rect) -> bool:
        """Whether the two share an area larger than nothing."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, by: float) -> Rect:
        """The rectangle with each edge moved outwards by `by` (inwards where negative)."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def united(self, other: Rect) -> Rect:
        """The smallest rectangle that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


def monotone(points: Sequence[Point]) -> tuple[Cubic, ...]:
    """Cubic steps through the points, which go from left to right.

    Slopes are weighted harmonic means of the neighbouring ones (Fritsch and Carlson), level at peaks, valleys and
    both ends: each step is monotone, so the curve never says more than its points.
    """
    count = len(points)
    if count < 2:
        return ()
    widths = [b.x - a.x for a, b in pairwise(points)]
    rises = [(b.y - a.y) / w if w > _UPRIGHT else 0.0 for (a, b), w in zip(pairwise(points), widths, strict=True)]
    slopes = [0.0] * count
    for n in range(1, count - 1):
        before, after = rises[n - 1], rises[n]
        if before * after > 0:
            left, right = 2 * widths[n] + widths[n - 1], widths[n] + 2 * widths[n - 1]
            slopes[n] = (left + right) / (left / before + right / after)
    steps = []
    for n, width in enumerate(widths):
        a, b, third = points[n], points[n + 1], width / 3
        steps.append((Point(a.x + third, a.y + slopes[n] * third), Point(b.x - third, b.y - slopes[n + 1] * third), b))
    return tuple(steps)
