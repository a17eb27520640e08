"""Where the stages and lanes of a clip lie on a map: the clip's records and the map's go in, pairs of ids come out.

No two of the clip's are given one of the map's, so that what stood apart stays apart.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from cjm_desktop.editing.clip import is_shown
from cjm_desktop.model.records import Lane, LaneKind, Stage

T = TypeVar("T", Stage, Lane)


def same_stages(wanted: Sequence[Stage], stages: Sequence[Stage]) -> dict[str, str]:
    """For each of the clip's stages the map's: the very one, else one of its name, else the one at its place, if any."""
    found = _matched(
        wanted,
        stages,
        (
            lambda stage: (stage.id, _folded(stage.name)),
            lambda stage: _folded(stage.name) or None,
            lambda stage: stage.id,
        ),
    )
    used = set(found.values())
    for n, stage in enumerate(wanted):
        if stage.id not in found:
            free = [one.id for one in stages[n:] if one.id not in used]
            if free:
                found[stage.id] = free[0]
                used.add(free[0])
    return found


def same_lanes(wanted: Sequence[Lane], lanes: Sequence[Lane]) -> dict[str, str]:
    """For each of the clip's lanes the map's, if any: the very one, else one of its role and label, its role, its label."""
    return _matched(
        wanted,
        lanes,
        (
            lambda lane: (lane.id, family(lane), lane.role, _folded(lane.label)),
            lambda lane: (lane.id, family(lane), lane.role),
            lambda lane: (family(lane), lane.role, _folded(lane.label)),
            lambda lane: (family(lane), lane.role) if lane.role != "own" else None,
            lambda lane: (family(lane), _folded(lane.label)) if lane.label.strip() else None,
            lambda lane: (lane.id, family(lane)),
        ),
    )


def family(lane: Lane) -> LaneKind:
    """What a lane holds: cards, emotion points or metrics."""
    return LaneKind.CARDS if lane.kind.holds_cards else lane.kind


def is_open(lane: Lane) -> bool:
    """Whether things can be put into the lane where it is seen."""
    return is_shown(lane) and not lane.locked


def shifted(places: Iterable[int], to: int, room: int) -> dict[int, int]:
    """Places moved so that the first comes to `to`, or as near to it as lets all of them lie within the room.

    Where the room is too small for all, the first comes to 0 and the last beyond the room.
    """
    listed = sorted(set(places))
    if not listed:
        return {}
    by = max(0, min(to, room - 1 - (listed[-1] - listed[0]))) - listed[0]
    return {place: place + by for place in listed}


def _matched(wanted: Sequence[T], there: Sequence[T], keys: Sequence[Callable[[T], Hashable | None]]) -> dict[str, str]:
    """Pairs of ids that have one key in common; earlier keys, and earlier records, have the choice."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for key in keys:
        free: dict[Hashable, list[str]] = {}
        for one in reversed(there):
            if one.id not in used and (name := key(one)) is not None:
                free.setdefault(name, []).append(one.id)
        for one in wanted:
            if one.id in found or (name := key(one)) is None or not free.get(name):
                continue
            found[one.id] = free[name].pop()
            used.add(found[one.id])
    return found


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
