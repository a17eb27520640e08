"""Questions to a map that more than one floor asks; none changes anything."""

from __future__ import annotations

from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Card, Channel, Curve, Record


def cards_in_cell(journey: Journey, lane: str, stage: str) -> tuple[Card, ...]:
    """The cards of a cell in document order."""
    return tuple(card for card in journey.cards.values() if card.lane == lane and card.stage == stage)


def is_parked(card: Card) -> bool:
    """Whether a card has no cell."""
    return card.lane is None or card.stage is None


def parked_cards(journey: Journey) -> tuple[Card, ...]:
    """The cards without a cell."""
    return tuple(filter(is_parked, journey.cards.values()))


def curves_of_lane(journey: Journey, lane: str) -> tuple[Curve, ...]:
    return tuple(curve for curve in journey.curves.values() if curve.lane == lane)


def channel_of(journey: Journey, card: Card) -> Channel | None:
    """The card's channel, the map's own before the catalogue's; None where it has none or the channel is unknown."""
    if card.channel is None:
        return None
    return journey.channels.get(card.channel) or CHANNELS.get(card.channel)


def lane_of(journey: Journey, id_: str) -> str | None:
    """The lane in which a thing stands: a card's, point's, curve's or metric's; a lane's own id; None for all else."""
    if id_ in journey.lanes:
        return id_
    point = journey.points.get(id_)
    if point is not None:
        return journey.curves[point.curve].lane
    thing = journey.cards.get(id_) or journey.metrics.get(id_) or journey.curves.get(id_)
    return None if thing is None else thing.lane


def stage_of(journey: Journey, id_: str) -> str | None:
    """The stage in which a thing stands: a card's, point's or metric's; a stage's own id; None for all else."""
    if id_ in journey.stages:
        return id_
    thing = journey.cards.get(id_) or journey.points.get(id_) or journey.metrics.get(id_)
    return None if thing is None else thing.stage


def find(journey: Journey, id_: str) -> tuple[str, Record] | None:
    """The name of the table that holds a record and the record; None where no table does."""
    for table in TABLES:
        record = getattr(journey, table).get(id_)
        if record is not None:
            return table, record
    return None


def all_ids(journey: Journey) -> set[str]:
    """Every id in use, in all tables."""
    return {id_ for table in TABLES for id_ in getattr(journey, table)}
