"""Order: cards sorted within their cells or put at an end of them; widths of stages and heights of lanes made alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import arranged, changed, chosen, replaced, with_tables
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Card, Evidence, Lane, Stage

_Cell = tuple[str | None, str | None]
#: Longer runs of digits are no numbers that one would compare by size.
_DIGITS = re.compile(r"([0-9]{1,18})")


class Order(StrEnum):
    """By what cards are sorted; those that are equal keep their order, those that have none of it come last."""

    TEXT = "text"  #: from A to Z, numbers by their size
    VOTES = "votes"  #: most first
    EVIDENCE = "evidence"  #: observed, assumed, proposed, unknown
    PRIORITY = "priority"  #: much impact for little effort first
    OWNER = "owner"
    CHANNEL = "channel"


def order_cards(journey: Journey, ids: Iterable[str], order: Order) -> Journey:
    """The map with the cards of these cards' cells in order: where several of a cell are given those, else all of it.

    They take each other's places, so that others stay where they are. KeyError for an unknown id.
    """
    given = chosen(journey.cards, ids)
    counts: dict[_Cell, int] = {}
    for id_ in given:
        cell = _cell(journey.cards[id_])
        counts[cell] = counts.get(cell, 0) + 1
    cells: dict[_Cell, list[str]] = {}
    for id_, card in journey.cards.items():
        cell = _cell(card)
        if cell in counts and (counts[cell] == 1 or id_ in given):
            cells.setdefault(cell, []).append(id_)
    key = _KEYS[order]
    moves: dict[str, str] = {}
    for places in cells.values():
        ordered = sorted(places, key=lambda id_: key(journey, journey.cards[id_]))
        moves |= dict(zip(places, ordered, strict=True))
    return with_tables(journey, cards=arranged(journey.cards, [moves.get(id_, id_) for id_ in journey.cards]))


def put_at_end(journey: Journey, ids: Iterable[str], *, top: bool) -> Journey:
    """The map with the cards at the top or bottom of their cells, in the order they have; KeyError for an unknown id."""
    moving = chosen(journey.cards, ids)
    cells: dict[_Cell, list[str]] = {}
    touched = {_cell(journey.cards[id_]) for id_ in moving}
    for id_, card in journey.cards.items():
        if _cell(card) in touched:
            cells.setdefault(_cell(card), []).append(id_)
    moves: dict[str, str] = {}
    for places in cells.values():
        ordered = sorted(places, key=lambda id_: (id_ in moving) is not top)
        moves |= dict(zip(places, ordered, strict=True))
    return with_tables(journey, cards=arranged(journey.cards, [moves.get(id_, id_) for id_ in journey.cards]))


def set_widths(journey: Journey, widths: Mapping[str, float | None]) -> Journey:
    """The map with these stages as wide as given, in layout units; None is the usual width. KeyError for unknown ids."""
    chosen(journey.stages, widths)
    made = [changed(journey.stages[id_], checked(Stage, {"width": width})) for id_, width in widths.items()]
    return with_tables(journey, stages=replaced(journey.stages, made))


def set_heights(journey: Journey, heights: Mapping[str, float | None]) -> Journey:
    """The map with these lanes at least as high as given; None is as high as what stands in them. KeyError for unknown ids."""
    chosen(journey.lanes, heights)
    made = [changed(journey.lanes[id_], checked(Lane, {"height": height})) for id_, height in heights.items()]
    return with_tables(journey, lanes=replaced(journey.lanes, made))


def _cell(card: Card) -> _Cell:
    return card.lane, card.stage


def _by_text(_journey: Journey, card: Card) -> Any:
    return _natural(card.text)


def _by_votes(_journey: Journey, card: Card) -> Any:
    return -card.votes


def _by_evidence(_journey: Journey, card: Card) -> Any:
    return len(Evidence) if card.evidence is None else list(Evidence).index(card.evidence.status)


def _by_priority(_journey: Journey, card: Card) -> Any:
    found = card.priority
    return (True, 0, 0) if found is None else (False, found.effort - found.impact, -found.impact)


def _by_owner(_journey: Journey, card: Card) -> Any:
    return not card.owner.strip(), _natural(card.owner)


def _by_channel(journey: Journey, card: Card) -> Any:
    found = channel_of(journey, card)
    return found is None, _natural("" if found is None else found.name)


def _natural(text: str) -> tuple[Any, ...]:
    """A text as people sort it: without case, and “2” before “10”."""
    parts = _DIGITS.split(text.casefold().strip())
    return tuple((1, part, 0) if n % 2 == 0 else (0, "", int(part)) for n, part in enumerate(parts))


_KEYS: dict[Order, Callable[[Journey, Card], Any]] = {
    Order.TEXT: _by_text,
    Order.VOTES: _by_votes,
    Order.EVIDENCE: _by_evidence,
    Order.PRIORITY: _by_priority,
    Order.OWNER: _by_owner,
    Order.CHANNEL: _by_channel,
}
