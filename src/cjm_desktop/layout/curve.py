"""Pieces of smooth curves, and places along them that are dense enough to test for collisions."""

from __future__ import annotations

from functools import lru_cache

from cjm_desktop.geometry import Cubic, Point

#: A run of steps from a start.
Piece = tuple[Point, tuple[Cubic, ...]]
#: A place on a curve; a plain pair, because thousands are made for one layout.
Sample = tuple[float, float]

_DENSE = 4.0  #: samples lie no further apart than about this


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
