"""Heights of things, lane by lane, in; out come columns that are read one after another, as in a newspaper.

A lane's label stands above its things, and again where they go on in the next column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """A lane's things to place: the height of its label (with the gap beneath it) and of each thing."""

    label: float
    things: tuple[float, ...]


@dataclass(slots=True)
class Stretch:
    """Things of one lane beneath each other in one column: which lane, where its label stands, (which thing, where)."""

    run: int
    top: float
    things: list[tuple[int, float]] = field(default_factory=list)


#: A column: its stretches from top to bottom.
Column = list[Stretch]


def set_in(runs: Sequence[Run], height: float, gap: float, lane_gap: float, *, whole: bool) -> list[Column]:
    """As many columns of this height as it takes; a thing higher than that stands alone in one.

    With `whole`, a lane that does not fit into the rest of a column, but into an empty one, begins a new one.
    """
    columns: list[Column] = [[]]
    y = 0.0
    for n, run in enumerate(runs):
        size = run.label + sum(run.things) + gap * max(0, len(run.things) - 1)
        if whole and columns[-1] and size <= height < y + lane_gap + size:
            columns.append([])
            y = 0.0
        stretch: Stretch | None = None
        for thing, tall in enumerate(run.things):
            top = y + gap if stretch is not None else y + (lane_gap if columns[-1] else 0.0) + run.label
            if columns[-1] and top + tall > height:
                columns.append([])
                stretch = None
                top = run.label
            if stretch is None:
                stretch = Stretch(n, top - run.label)
                columns[-1].append(stretch)
            stretch.things.append((thing, top))
            y = top + tall
    return columns


def bottom_of(column: Column, runs: Sequence[Run]) -> float:
    """How far down a column reaches."""
    return max((top + runs[part.run].things[thing] for part in column for thing, top in part.things), default=0.0)


def balanced(runs: Sequence[Run], height: float, gap: float, lane_gap: float, count: int) -> list[Column] | None:
    """At most `count` columns of at most this height, as equally high as they can be; None where more are needed."""
    for whole in (True, False):
        best = set_in(runs, height, gap, lane_gap, whole=whole)
        if len(best) > count or any(bottom_of(column, runs) > height + 0.01 for column in best):
            continue
        low, high = height / 8, height
        while high - low > 4:
            middle = (low + high) / 2
            found = set_in(runs, middle, gap, lane_gap, whole=whole)
            if len(found) <= count and all(bottom_of(column, runs) <= middle for column in found):
                best, high = found, middle
            else:
                low = middle
        return best
    return None


def columns_for(runs: Sequence[Run], height: float, gap: float, lane_gap: float, count: int) -> list[Column]:
    """Columns of at most this height, as equally high as can be without more pages of `count` columns than need be."""
    best = min((set_in(runs, height, gap, lane_gap, whole=whole) for whole in (True, False)), key=len)
    pages = -(-len(best) // count)
    for whole in (True, False):
        low, high = height / 4, height
        found = set_in(runs, height, gap, lane_gap, whole=whole)
        if len(found) > pages * count:
            continue
        best = found
        while high - low > 4:
            middle = (low + high) / 2
            found = set_in(runs, middle, gap, lane_gap, whole=whole)
            if len(found) <= pages * count and all(bottom_of(column, runs) <= middle for column in found):
                best, high = found, middle
            else:
                low = middle
        break
    return best
