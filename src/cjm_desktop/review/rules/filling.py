"""What fixes put into a map: an empty card in a cell, ready to be written; never a second empty one beside it."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.editing.cards import insert_card, new_card
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Lane, LaneKind
from cjm_desktop.review.rules.look import says
from cjm_desktop.review.rules.rule import Fixed


def fill_cell(journey: Journey, lane: str | None, stage: str | None) -> Fixed | None:
    """The map with an empty card in a cell, selected and to be written; with the one that waits there, if one does."""
    if lane is None or stage is None:
        return None
    for card in journey.cards.values():
        if card.lane == lane and card.stage == stage and not says(card):
            return Fixed(journey, (card.id,), card.id)
    card = new_card(journey, lane, stage)
    return Fixed(insert_card(journey, card), (card.id,), card.id)


def lane_of_roles(journey: Journey, roles: frozenset[str]) -> str | None:
    """The lane of one of these roles into which a card can be put: one that is shown before a hidden one."""
    return _first(lane for lane in journey.lanes.values() if lane.role in roles and lane.kind.holds_cards)


def lane_of_kind(journey: Journey, kind: LaneKind) -> str | None:
    """As `lane_of_roles`, by kind; contact with a brand is nobody's touchpoint."""
    return _first(lane for lane in journey.lanes.values() if lane.kind is kind and lane.role != "brand_contact")


def _first(lanes: Iterator[Lane]) -> str | None:
    found = sorted((lane for lane in lanes if not lane.locked), key=lambda lane: lane.hidden)
    return found[0].id if found else None
