"""Locked lanes: a map before and after an edit go in; the locked lane that the edit would change comes out.

A locked lane keeps its cards, points, curves and metrics as they are and where they are. Whether it is hidden, collapsed
or locked is how one looks at it, and stays free; so do how its curves are shown and votes on its cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cjm_desktop.editing.change import TableChange, diff
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import find, lane_of
from cjm_desktop.model.records import CurveStyle, Lane

#: Fields of a lane that may be changed while it is locked.
FREE = ("locked", "hidden", "collapsed")
_INSIDE = ("cards", "points", "curves", "metrics")


def locked_lane(journey: Journey, ids: Iterable[str]) -> Lane | None:
    """The first locked lane among these things and those in which they stand; None where none is locked."""
    if not _locked(journey):
        return None
    for id_ in ids:
        lane = journey.lanes.get(lane_of(journey, id_) or "")
        if lane is not None and lane.locked:
            return lane
    return None


def refused(before: Journey, after: Journey) -> Lane | None:
    """The locked lane that an edit would change; None for an edit that may be made."""
    locked = _locked(before)
    if not locked or before is after:
        return None
    tables = diff(before, after).tables
    lanes = tables.get("lanes")
    if lanes is not None:
        for id_ in (*lanes.removed, *lanes.updated):
            if id_ in locked and _bare(before.lanes[id_]) != _bare(after.lanes.get(id_)):
                return before.lanes[id_]
    for name in _INSIDE:
        if name in tables:
            for lane in _touched(before, after, tables[name]):
                if lane in locked:
                    return before.lanes[lane]
    cards = tables.get("cards")
    if cards is not None and cards.reordered:
        for id_ in locked:
            if _order(before, id_) != _order(after, id_):
                return before.lanes[id_]
    return None


def _locked(journey: Journey) -> set[str]:
    return {lane.id for lane in journey.lanes.values() if lane.locked}


def _touched(before: Journey, after: Journey, change: TableChange) -> Iterator[str | None]:
    """The lanes in which an edit takes away, puts in or changes something."""
    updated = [id_ for id_ in change.updated if _held(before, id_) != _held(after, id_)]
    for id_ in (*change.removed, *updated):
        yield lane_of(before, id_)
    for id_ in (*change.added, *updated):
        yield lane_of(after, id_)


def _held(journey: Journey, id_: str) -> object:
    """The thing as far as a lock holds it: not the votes on a card, nor whether and how a curve is shown."""
    if (card := journey.cards.get(id_)) is not None:
        return card.model_copy(update={"votes": 0})
    if (curve := journey.curves.get(id_)) is not None:
        return curve.model_copy(update={"hidden": False, "style": CurveStyle.ACTUAL})
    return find(journey, id_)


def _bare(lane: Lane | None) -> Lane | None:
    """The lane without what may be changed while it is locked."""
    return None if lane is None else lane.model_copy(update=dict.fromkeys(FREE, False))


def _order(journey: Journey, lane: str) -> list[str]:
    return [card.id for card in journey.cards.values() if card.lane == lane]
