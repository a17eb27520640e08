"""What a lane holds but does not draw, because it is drawn as something else than it was filled as."""

from __future__ import annotations

from typing import NamedTuple

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LaneKind


class Unseen(NamedTuple):
    """How many things of a lane are in the map but not to be seen."""

    cards: int = 0
    points: int = 0
    metrics: int = 0


def unseen_in(journey: Journey, lane: str, kind: LaneKind | None = None) -> Unseen:
    """What a lane would not show if it were drawn as `kind` (None: as it is); KeyError for an unknown lane."""
    kind = kind or journey.lanes[lane].kind
    curves = {one.id for one in journey.curves.values() if one.lane == lane}
    cards = sum(one.lane == lane and one.stage is not None for one in journey.cards.values())
    points = sum(one.curve in curves for one in journey.points.values())
    metrics = sum(one.lane == lane for one in journey.metrics.values())
    if kind is LaneKind.EMOTION:
        return Unseen(cards=cards, metrics=metrics)
    if kind is LaneKind.METRIC:
        return Unseen(cards=cards, points=points)
    return Unseen(points=points, metrics=metrics)
