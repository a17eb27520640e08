"""Dot votes on cards: given, taken back, cleared, and cells put in their order."""

from __future__ import annotations

from collections.abc import Iterable

from cjm_desktop.editing.arranging import Order, order_cards
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.tables import changed, chosen, replaced, with_tables
from cjm_desktop.model.journey import Journey

_MOST = 1_000_000


def vote(journey: Journey, ids: Iterable[str], by: int = 1) -> Journey:
    """The map with so many votes more (fewer for less than 0) on each of the cards, never below none; KeyError for an
    unknown id."""
    made = []
    for id_ in chosen(journey.cards, ids):
        card = journey.cards[id_]
        made.append(changed(card, {"votes": min(_MOST, max(0, card.votes + by))}))
    return with_tables(journey, cards=replaced(journey.cards, made))


def clear_votes(journey: Journey) -> Journey:
    """The map without votes."""
    return update_cards(journey, [card.id for card in journey.cards.values() if card.votes], votes=0)


def sort_by_votes(journey: Journey) -> Journey:
    """The map with the cards of each cell in the order of their votes, most first; parked ones as well."""
    return order_cards(journey, journey.cards, Order.VOTES)


def count_votes(journey: Journey) -> int:
    """All votes on the map."""
    return sum(card.votes for card in journey.cards.values())
