"""Cards' columns and heights in, their places out: a skyline in document order that never lets two overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

#: A card grows by no more than this towards the row's height, or by a share of its own height where it is alone in its
#: cell and that is more: one picture does not make large empty cards of all the others.
STRETCH_MAX, STRETCH_SHARE = 40.0, 0.6

#: A card to place: first column, last column, least height.
Piece = tuple[int, int, float]


def stack(pieces: Sequence[Piece], columns: int, gap: float, least: float) -> tuple[list[tuple[float, float]], float]:
    """For each piece (top, height), and the bottom of the lowest.

    Each piece stands beneath the lowest of those already in its columns. The pieces at the top are made equally
    high, at least `least`, so that a lane reads as a row; those much lower than the highest, among themselves.
    """
    if not pieces:
        return [], 0.0
    skyline = [0.0] * columns
    counts = [0] * columns
    tops: list[float] = []
    levels = {least}
    for first, last, height in pieces:
        if first == last:
            top = skyline[first]
            skyline[first] = top + height + gap
            counts[first] += 1
        else:
            top = max(skyline[first : last + 1])
            for n in range(first, last + 1):
                skyline[n] = top + height + gap
                counts[n] += 1
        tops.append(top)
        if top == 0.0 and height > least:
            levels.add(height)
    return _stretched(pieces, tops, counts, sorted(levels), gap)


def _stretched(
    pieces: Sequence[Piece], tops: Sequence[float], counts: Sequence[int], levels: Sequence[float], gap: float
) -> tuple[list[tuple[float, float]], float]:
    skyline = [0.0] * len(counts)
    places: list[tuple[float, float]] = []
    bottom = 0.0
    for (first, last, height), natural_top in zip(pieces, tops, strict=True):
        if natural_top == 0.0:
            if levels[-1] - height <= STRETCH_MAX:
                height = levels[-1]
            elif counts[first] == 1 if first == last else max(counts[first : last + 1]) == 1:
                within = bisect_right(levels, height + max(STRETCH_MAX, height * STRETCH_SHARE))
                height = max(height, levels[within - 1]) if within else height
        if first == last:
            top = skyline[first]
            skyline[first] = top + height + gap
        else:
            top = max(skyline[first : last + 1])
            for n in range(first, last + 1):
                skyline[n] = top + height + gap
        places.append((top, height))
        if top + height > bottom:
            bottom = top + height
    return places, bottom
