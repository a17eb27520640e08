"""Orders of ids go in; what was moved between two of them, and one order that has the moves of both sides, come out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

#: Of longer tables it is not looked for single pairs that were put the other way round.
_MOST_COMPARED = 500


def moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest ids that must have been moved to come from one order to the other; both hold the same ids."""
    place = {id_: number for number, id_ in enumerate(before)}
    # The longest rising row of places stayed; each entry of `ends` ends the row of its length with the lowest place.
    ends: list[int] = []
    holders: list[str] = []
    previous: dict[str, str | None] = {}
    for id_ in after:
        at = bisect_left(ends, place[id_])
        previous[id_] = holders[at - 1] if at else None
        ends[at : at + 1] = [place[id_]]
        holders[at : at + 1] = [id_]
    stayed: set[str] = set()
    one = holders[-1] if holders else None
    while one is not None:
        stayed.add(one)
        one = previous[one]
    return set(before) - stayed


def merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], kept: Collection[str]) -> list[str]:
    """The kept ids, each of which is in `ours` or `theirs`, in one order.

    What neither side moved stays where it is; what one added or moved follows what it followed there. Where both moved
    the same thing, or the result would not be stable, the order is that of `ours`.
    """
    b, o, t = ([id_ for id_ in one if id_ in kept] for one in (base, ours, theirs))
    in_ours, in_theirs = set(o), set(t)
    common = in_ours.intersection(b, t)
    old, mine, other = ([id_ for id_ in one if id_ in common] for one in (b, o, t))
    made = mine if mine == other else _moved_by_both(old, mine, other)
    return _woven(made, o, in_ours - common, t, in_theirs - in_ours)


def is_disputed(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], made: Sequence[str]) -> bool:
    """Whether a merged order is not what both sides wanted: one of them would have made another one, or a move is undone.

    It does not matter which side is which.
    """
    common = set(base).intersection(ours, theirs)
    if merged(base, theirs, ours, common) != [id_ for id_ in made if id_ in common]:
        return True
    return undone(base, theirs, made) or undone(base, ours, made)


def undone(base: Sequence[str], theirs: Sequence[str], made: Sequence[str]) -> bool:
    """Whether two things that `theirs` put the other way round than `base` stand in `made` as they stood."""
    common = set(made).intersection(base, theirs)
    old, other, now = ([id_ for id_ in one if id_ in common] for one in (base, theirs, made))
    if other in (old, now):
        return False
    if len(common) > _MOST_COMPARED:
        return True
    was, place = ({id_: number for number, id_ in enumerate(one)} for one in (old, now))
    return any(
        was[first] > was[second] and place[first] > place[second]
        for number, first in enumerate(other)
        for second in other[number + 1 :]
    )


def _moved_by_both(old: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> list[str]:
    moved_here, moved_there = moved(old, mine), moved(old, other)
    made = _with_moves(old, mine, moved_here, other, moved_there)
    # What could be moved in two ways may come out otherwise when it is merged again.
    again = _with_moves(old, made, moved(old, made), other, moved_there)
    back = _with_moves(old, mine, moved_here, made, moved(old, made))
    return made if made == again == back else list(mine)


def _with_moves(
    old: Sequence[str], mine: Sequence[str], moved_here: set[str], other: Sequence[str], moved_there: set[str]
) -> list[str]:
    still = [id_ for id_ in old if id_ not in moved_here and id_ not in moved_there]
    return _woven(still, mine, moved_here, other, moved_there - moved_here)


def _woven(
    still: Sequence[str],
    mine: Sequence[str],
    loose: Collection[str],
    other: Sequence[str],
    loose_there: Collection[str],
) -> list[str]:
    """The fixed ids with those that are loose on either side put behind what they follow there.

    Where both sides put something in one place, the run with the lower first id comes first, whichever side it is of.
    """
    fixed = set(still)
    runs: dict[str | None, list[list[str]]] = {}
    for order, floating in ((mine, loose), (other, loose_there)):
        for anchor, run in _runs(order, fixed, floating):
            runs.setdefault(anchor, []).append(run)
    made: list[str] = []
    for anchor in (None, *still):
        if anchor is not None:
            made.append(anchor)
        for run in sorted(runs.get(anchor, ())):
            made += run
    return made


def _runs(order: Iterable[str], fixed: set[str], floating: Collection[str]) -> Iterable[tuple[str | None, list[str]]]:
    """The floating ids of an order in the runs in which they follow a fixed one (None: at the beginning)."""
    anchor: str | None = None
    run: list[str] = []
    for id_ in order:
        if id_ in fixed:
            if run:
                yield anchor, run
            anchor, run = id_, []
        elif id_ in floating:
            run.append(id_)
    if run:
        yield anchor, run
