"""Emotion points in, smooth cubic pieces out that pass through them and never leave the range of two neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from cjm_desktop.geometry import Point

#: A cubic step: control 1, control 2, end.
Cubic = tuple[Point, Point, Point]
#: A run of steps from a start.
Piece = tuple[Point, tuple[Cubic, ...]]
#: A place on a curve; a plain pair, because thousands are made for one layout.
Sample = tuple[float, float]

_DENSE = 4.0  #: samples lie no further apart than about this
_UPRIGHT = 1e-6  #: a step narrower than this is straight up or down


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


def sample(piece: Piece) -> list[Sample]:
    """Places along a piece from left to right, dense enough to test for collisions."""
    start, steps = piece
    ax, ay = start
    found: list[Sample] = [(ax, ay)]
    for (bx, by), (cx, cy), (dx, dy) in steps:
        length = abs(dx - ax) + abs(dy - ay)
        found += [
            (a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)
            for a, b, c, d in _weights(max(2, int(length / _DENSE) + 1))
        ]
        ax, ay = dx, dy
    return found


@lru_cache(maxsize=256)
def _weights(count: int) -> tuple[tuple[float, float, float, float], ...]:
    """How much start, controls and end of a cubic weigh at `count` even places, its start left out."""
    found = []
    for k in range(1, count + 1):
        t = k / count
        s = 1 - t
        found.append((s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t))
    return tuple(found)
