"""What may not be cut in, where sheets of paper end out: along one axis, one place after another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

#: A cut may be moved back by so much of a sheet, at most, for what it would go through otherwise.
SHIFT = 0.5
#: How far a cut keeps from what it goes by: half an edge's stroke, and a little air.
AIR = 0.75

Span = tuple[float, float]  #: from, to


class Crossed:
    """How many of some spans a place goes through."""

    def __init__(self, spans: Iterable[Span]) -> None:
        kept = [(start - AIR, end + AIR) for start, end in spans if end > start]
        self._starts = sorted(start for start, _ in kept)
        self._ends = sorted(end for _, end in kept)

    def at(self, place: float) -> int:
        """The spans that lie on both sides of the place."""
        return bisect_left(self._starts, place) - bisect_right(self._ends, place)

    def edges(self, low: float, high: float) -> Iterable[float]:
        """Where spans begin and end, from `low` to `high`; nowhere else does the number that is crossed become less."""
        for edges in (self._starts, self._ends):
            yield from edges[bisect_left(edges, low) : bisect_right(edges, high)]


def best_cut(low: float, high: float, spans: Sequence[Crossed], wanted: Iterable[float] = ()) -> float:
    """The place from `low` to `high` that goes through the fewest of the first spans, then of the second, and so on.

    Of equal places one of the `wanted` ones, and of these the furthest.
    """
    liked = {place for place in wanted if low <= place <= high}
    places = {high, low, *liked}
    for some in spans:
        places.update(some.edges(low, high))

    def key(place: float) -> tuple[object, ...]:
        crossed = [some.at(place) for some in spans]
        return (*crossed[:1], place not in liked, *crossed[1:], -place)

    return min(places, key=key)


def cuts(
    start: float,
    end: float,
    room: Callable[[float], float],
    spans: Sequence[Crossed],
    wanted: Iterable[float] = (),
    spare: float = 0.0,
) -> list[float]:
    """Where to cut from `start` to `end`: both of them, and between them as few places as can be.

    `room` says how much fits onto the sheet that begins at a place, more than nothing; the last one has `spare` besides.
    """
    found = [start]
    liked = sorted(wanted)
    while end - found[-1] > (fits := room(found[-1])) + spare + 1e-6:
        here = found[-1]
        found.append(best_cut(here + fits * (1 - SHIFT), here + fits, spans, liked))
    return [*found, end]
