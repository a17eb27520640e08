"""An arrow's points and a label's size in, the place where the label covers the least out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import PlacedLane

_ON_GAP = 5.0  #: how far from the middle of a gap an arrow may run whose label stands in that middle
_ON_LABEL = 5_000.0  #: what hiding another label costs, in area


class LabelPlacer:
    """Places the labels of one map's arrows, one after another."""

    def __init__(self, lanes: Sequence[PlacedLane], gaps: Sequence[float]) -> None:
        self._lanes = lanes
        self._gaps = gaps
        self._placed: list[Rect] = []

    def place(self, points: Sequence[Point], width: float, height: float) -> Point:
        """The top left corner: in a gap if it can be, near the arrow's middle; taken."""
        places = sorted(self._places(points, width))
        for _, center, in_gap in places:
            rect = Rect(center.x - width / 2, center.y - height / 2, width, height)
            if in_gap and not any(other.intersects(rect) for other in self._placed):
                return self._taken(rect)
        rects = [(cost, Rect(at.x - width / 2, at.y - height / 2, width, height)) for cost, at, _ in places]
        return self._taken(min(rects, key=lambda found: found[0] * 0.02 + self._covered(found[1].grown(1.5)))[1])

    def _taken(self, rect: Rect) -> Point:
        self._placed.append(rect)
        return Point(rect.x, rect.y)

    def _places(self, points: Sequence[Point], width: float) -> Iterator[tuple[float, Point, bool]]:
        """Places on the arrow: how little each suits, where, and whether it is in a gap between lanes."""
        gaps = self._gaps
        middle = sum(abs(b.x - a.x) + abs(b.y - a.y) for a, b in pairwise(points)) / 2
        walked = 0.0
        for a, b in pairwise(points):
            length = abs(b.x - a.x) + abs(b.y - a.y)
            away = abs(walked + length / 2 - middle)
            if a.y == b.y:
                n = bisect_left(gaps, a.y - _ON_GAP)
                in_gap = n < len(gaps) and abs(gaps[n] - a.y) <= _ON_GAP
                short = max(0.0, width + 6 - length)
                yield away + 4 * short, Point((a.x + b.x) / 2, gaps[n] if in_gap else a.y), in_gap
            else:
                yield away + 1.0, Point(a.x, (a.y + b.y) / 2), False
                low, high = sorted((a.y, b.y))
                for gap in gaps[bisect_left(gaps, low + 2) : bisect_right(gaps, high - 2)]:
                    yield abs(walked + abs(gap - a.y) - middle), Point(a.x, gap), True
            walked += length

    def _covered(self, rect: Rect) -> float:
        """What a label there would hide: other labels most of all, then cards by area."""
        found = sum(_ON_LABEL for other in self._placed if other.intersects(rect))
        for lane in self._lanes:
            if not (lane.y < rect.bottom and rect.y < lane.y + lane.box.height):
                continue
            if not lane.box.cards:
                found += rect.width * rect.height / 2  # over a curve or figures
            for box in lane.box.cards:
                wide = min(box.rect.right, rect.right) - max(box.rect.x, rect.x)
                if wide > 0:
                    tall = min(box.rect.bottom + lane.y, rect.bottom) - max(box.rect.y + lane.y, rect.y)
                    found += wide * max(0.0, tall)
        return found
