"""Cards: made, put into a cell, moved, changed, removed. Their order in the document is their order in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import compress, filterfalse
from typing import Any

from cjm_desktop.editing.connectors import without_cards
from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.pictures import drop_unused
from cjm_desktop.editing.tables import (
    arranged,
    changed,
    chosen,
    insert_record,
    replaced,
    require,
    unused_id,
    with_tables,
    without,
)
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.queries import find
from cjm_desktop.model.records import Card

_Cell = tuple[str | None, str | None]
_PLACING = frozenset({"lane", "stage", "sub_stage", "span", "persona", "picture"})


def new_card(journey: Journey, lane: str | None, stage: str | None, text: str = "", **fields: Any) -> Card:
    """A card for a cell (or, without lane or stage, for the parking lot), not yet in the map.

    KeyError for an unknown lane, stage, persona or picture; ValueError for a value that a card cannot have.
    """
    values = checked(Card, {"lane": lane, "stage": stage, "text": text, **fields})
    return _settled(journey, Card(id=unused_id(journey, "card"), **values), rooms(journey))


def insert_card(journey: Journey, card: Card, before: str | None = None) -> Journey:
    """The map with the card in its cell, in front of the card `before` or last.

    KeyError for an unknown lane, stage, persona, picture or `before`; ValueError for an id in use.
    """
    settled = _settled(journey, card, rooms(journey))
    after = insert_record(journey, "cards", settled)
    return after if before is None else move_cards(after, [card.id], settled.lane, settled.stage, before)


def insert_cards(
    journey: Journey, cards: Iterable[Card], before: str | None = None, *, behind: Iterable[str] = ()
) -> Journey:
    """The map with many cards, each in its own cell: in one pass, however many there are.

    In the cell of the card `before` they come in front of it; in a cell that holds some of `behind`, after the last of
    those; elsewhere last. KeyError for an unknown lane, stage, persona, picture, `before` or `behind`; ValueError for an
    id in use.
    """
    room = rooms(journey)
    made = [_settled(journey, card, room) for card in cards]
    if not made:
        return journey
    new = {card.id: card for card in made}
    taken = next((id_ for id_ in new if find(journey, id_) is not None), None)
    if taken is not None or len(new) < len(made):
        raise ValueError(f"the id “{taken or next(iter(new))}” is in use already")
    require(journey.cards, before)
    leaders = chosen(journey.cards, behind)
    places: dict[_Cell, tuple[str, bool]] = {}
    if leaders:
        places = {_cell(card): (id_, True) for id_, card in journey.cards.items() if id_ in leaders}
    if before is not None:
        places[_cell(journey.cards[before])] = before, False
    at: dict[tuple[str, bool], list[Card]] = {}
    last: list[Card] = []
    for card in made:
        place = places.get(_cell(card))
        (last if place is None else at.setdefault(place, [])).append(card)
    table: Table[Card] = Table()
    if not at:
        table.update(journey.cards)
    else:
        for id_, card in journey.cards.items():
            for one in at.get((id_, False), ()):
                table[one.id] = one
            table[id_] = card
            for one in at.get((id_, True), ()):
                table[one.id] = one
    table.update((card.id, card) for card in last)
    return with_tables(journey, cards=table)


def move_cards(
    journey: Journey, ids: Iterable[str], lane: str | None, stage: str | None, before: str | None = None
) -> Journey:
    """The map with the cards, in the order they have, in a cell: in front of the card `before` or last.

    Without lane or stage they go to the parking lot. Where `before` is itself moved, or stands in another cell, the
    next card of the cell takes its place. A card whose stage changes leaves its sub-stage. Cards that stand right
    already keep their places in the document. KeyError for unknown ids.
    """
    moving = chosen(journey.cards, ids)
    require(journey.lanes, lane)
    require(journey.stages, stage)
    require(journey.cards, before)
    if not moving:
        return journey
    if lane is None or stage is None:
        lane = stage = None
    room = rooms(journey)
    records = []
    for id_ in moving:
        card = journey.cards[id_]
        sub_stage = card.sub_stage if card.stage == stage else None
        fields = {"lane": lane, "stage": stage, "sub_stage": sub_stage}
        records.append(changed(card, {**fields, "span": clipped(card.span, stage, room)}))
    order = _order_with(journey, moving, lane, stage, before)
    return with_tables(journey, cards=arranged(replaced(journey.cards, records), order))


def spread_cards(journey: Journey, cells: Mapping[str, tuple[str, str]]) -> Journey:
    """The map with each of these cards last in a cell of its own, given as (lane, stage), in the order they have.

    One pass, however many cells there are; else as `move_cards` without `before`. KeyError for unknown ids.
    """
    chosen(journey.cards, cells)
    for lane, stage in cells.values():
        require(journey.lanes, lane)
        require(journey.stages, stage)
    room = rooms(journey)
    last = {
        (card.lane, card.stage): place
        for place, (id_, card) in enumerate(journey.cards.items())
        if id_ not in cells and card.lane is not None and card.stage is not None
    }
    records = []
    late: dict[str, None] = {}
    passed: set[tuple[str, str]] = set()
    for place, (id_, card) in enumerate(journey.cards.items()):
        cell = cells.get(id_)
        if cell is None:
            continue
        sub_stage = card.sub_stage if card.stage == cell[1] else None
        fields = {"lane": cell[0], "stage": cell[1], "sub_stage": sub_stage, "span": clipped(card.span, cell[1], room)}
        records.append(changed(card, fields))
        if cell in passed or place < last.get(cell, -1):
            # Those that follow it into the cell go behind it, too.
            passed.add(cell)
            late[id_] = None
    order = [id_ for id_ in journey.cards if id_ not in late]
    return with_tables(journey, cards=arranged(replaced(journey.cards, records), [*order, *late]))


def remove_cards(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the cards, their connectors and the pictures that only they showed; KeyError for an unknown id."""
    gone = chosen(journey.cards, ids)
    if not gone:
        return journey
    after = with_tables(journey, cards=without(journey.cards, gone), connectors=without_cards(journey.connectors, gone))
    return drop_unused(after, [journey.cards[id_].picture for id_ in gone])


def update_cards(journey: Journey, ids: Iterable[str], /, **fields: Any) -> Journey:
    """The map with these fields of all the cards changed; places in the document stay.

    KeyError for an unknown card, lane, stage, persona or picture; ValueError for a value that a card cannot have.
    """
    chosen_ids = chosen(journey.cards, ids)
    values = checked(Card, fields)
    records = [changed(journey.cards[id_], values) for id_ in chosen_ids]
    if not _PLACING.isdisjoint(values):
        room = rooms(journey)
        records = [_settled(journey, card, room) for card in records]
        records = [card for card in records if card != journey.cards[card.id]]
    after = with_tables(journey, cards=replaced(journey.cards, records))
    if "picture" in values:
        after = drop_unused(after, [journey.cards[id_].picture for id_ in chosen_ids])
    return after


def rooms(journey: Journey) -> dict[str, int]:
    """How many stages there are from each stage to the end of the map, itself included."""
    return {stage: len(journey.stages) - n for n, stage in enumerate(journey.stages)}


def clipped(span: int, stage: str | None, room: Mapping[str, int]) -> int:
    """The span that a card at this stage can have; a parked card keeps its own."""
    return span if stage is None else min(span, room[stage])


def _cell(card: Card) -> _Cell:
    return card.lane, card.stage


def _settled(journey: Journey, card: Card, room: Mapping[str, int]) -> Card:
    """The card as this map can hold it: parked or in a whole cell, in a sub-stage of its stage, within the map."""
    require(journey.lanes, card.lane)
    require(journey.stages, card.stage)
    require(journey.personas, card.persona)
    require(journey.pictures, card.picture)
    if card.lane is None or card.stage is None:
        return changed(card, {"lane": None, "stage": None, "sub_stage": None})
    known = any(one.id == card.sub_stage for one in journey.stages[card.stage].sub_stages)
    return changed(card, {"sub_stage": card.sub_stage if known else None, "span": clipped(card.span, card.stage, room)})


def _order_with(
    journey: Journey, moving: set[str], lane: str | None, stage: str | None, before: str | None
) -> list[str]:
    """All cards' ids with the moving ones standing in the cell in front of `before`, or last in it."""
    order = list(journey.cards)
    if lane is None:
        inside = [card.lane is None or card.stage is None for card in journey.cards.values()]
    else:
        inside = [card.stage == stage and card.lane == lane for card in journey.cards.values()]
    standing = [n for n in compress(range(len(order)), inside) if order[n] not in moving]
    limit = len(order) if before is None else order.index(before)
    earlier = [n for n in standing if n < limit]
    low = earlier[-1] if earlier else -1
    high = standing[len(earlier)] if len(earlier) < len(standing) else len(order)
    places = [n for n, id_ in enumerate(order) if id_ in moving]
    if low < places[0] and places[-1] < high:
        return order
    # One of the two is a card that stays, or the moving ones would stand right.
    at = low + 1 if low >= 0 else high
    return [
        *filterfalse(moving.__contains__, order[:at]),
        *(order[n] for n in places),
        *filterfalse(moving.__contains__, order[at:]),
    ]
