"""Things of one or several kinds and what all of them shall have go in; the map comes out, after one pass over each table.

What a field held before may differ from thing to thing: a tag comes to those that lack it, one part of the evidence is
set and the others stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from cjm_desktop.editing.cards import move_cards, spread_cards, update_cards
from cjm_desktop.editing.channels import insert_channel
from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import changed, replaced, with_tables
from cjm_desktop.editing.things import update
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import Channel, Mark, Proof

#: Fields whose edits do more than change a record: these things are updated one by one.
_FAR_REACHING = frozenset({"source", "target", "sub_stages", "portrait"})


def by_table(journey: Journey, ids: Iterable[str]) -> dict[str, list[str]]:
    """The ids by the table that holds them, in the order given; KeyError for an unknown id."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, list[str]] = {}
    for name in TABLES:
        if not wanted:
            break
        table: Table[Any] = getattr(journey, name)
        here = [id_ for id_ in wanted if id_ in table]
        if here:
            found[name] = here
            wanted = [id_ for id_ in wanted if id_ not in table]
    if wanted:
        raise KeyError(wanted[0])
    return found


def update_all(journey: Journey, ids: Iterable[str], /, **fields: Any) -> Journey:
    """The map with these fields of all the things changed; raises as the update of their kinds does."""
    for name, here in by_table(journey, ids).items():
        if name == "cards":
            journey = update_cards(journey, here, **fields)
        elif len(here) == 1 or not _FAR_REACHING.isdisjoint(fields):
            for id_ in here:
                journey = update(journey, id_, **fields)
        else:
            # One by the edit of its kind, which refuses what cannot be; the others need no further check.
            journey = update(journey, here[0], **fields)
            table: Table[Any] = getattr(journey, name)
            values = checked(type(table[here[0]]), fields)
            journey = with_tables(journey, **{name: replaced(table, [changed(table[id_], values) for id_ in here])})
    return journey


def change_all(journey: Journey, ids: Iterable[str], field: str, change: Callable[[Any], Any]) -> Journey:
    """The map with one field of all the things made anew from what it holds; ValueError for a value it cannot hold.

    For fields that lead to nothing else (tags, marks, evidence).
    """
    for name, here in by_table(journey, ids).items():
        table: Table[Any] = getattr(journey, name)
        made: dict[Any, dict[str, Any]] = {}
        records = []
        for id_ in here:
            old = getattr(table[id_], field)
            if old not in made:
                made[old] = checked(type(table[id_]), {field: change(old)})
            records.append(changed(table[id_], made[old]))
        journey = with_tables(journey, **{name: replaced(table, records)})
    return journey


def add_tag(journey: Journey, ids: Iterable[str], tag: str) -> Journey:
    """The map with the tag on all these cards, last where it is new."""
    return change_all(journey, ids, "tags", lambda tags: tags if tag in tags else (*tags, tag))


def remove_tag(journey: Journey, ids: Iterable[str], tag: str) -> Journey:
    """The map with the tag on none of these cards."""
    return change_all(journey, ids, "tags", lambda tags: tuple(one for one in tags if one != tag))


def set_mark(journey: Journey, ids: Iterable[str], mark: Mark, on: bool) -> Journey:
    """The map with the mark on all of these cards and points, or on none; marks stand in the order of `Mark`."""

    def with_mark(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        if (mark in marks) == on:
            return marks
        return tuple(one for one in Mark if (on if one is mark else one in marks))

    return change_all(journey, ids, "marks", with_mark)


def set_proof(journey: Journey, ids: Iterable[str], part: str, value: Any) -> Journey:
    """The map with one part of the evidence of cards, points and metrics set: "status", "source" or "count".

    A source or a number without a status is an assumption; without a status there is no evidence.
    """
    values = {} if part == "status" and value is None else checked(Proof, {part: value})

    def with_part(proof: Proof | None) -> Proof | None:
        if not values or (proof is None and value in (None, "")):
            return None
        return (proof or Proof()).model_copy(update=values)

    return change_all(journey, ids, "evidence", with_part)


def put_cards(journey: Journey, ids: Collection[str], *, lane: str | None = None, stage: str | None = None) -> Journey:
    """The map with the cards in another lane, or another stage, each last in its cell; parked ones where both are known.

    A card that has no stage yet goes to the first one, one that has no lane to the first. KeyError for unknown ids.
    """
    first_lane, first_stage = next(iter(journey.lanes), None), next(iter(journey.stages), None)
    cells: dict[str, tuple[str, str]] = {}
    for id_ in ids:
        card = journey.cards[id_]
        to = (lane or card.lane or first_lane, stage or card.stage or first_stage)
        if to[0] is not None and to[1] is not None and to != (card.lane, card.stage):
            cells[id_] = to[0], to[1]
    return spread_cards(journey, cells)


def park_cards(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map with the cards in the parking lot; KeyError for an unknown id."""
    return move_cards(journey, ids, None, None)


def give_channel(journey: Journey, cards: Iterable[str], channel: Channel) -> Journey:
    """The map with a new channel of its own, and these cards in it; ValueError for an id in use."""
    return update_cards(insert_channel(journey, channel), cards, channel=channel.id)


def shared(values: Iterable[Collection[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of collections of names: those that all have, and those that only some have, each in the order of first meeting."""
    counts: dict[str, int] = {}
    total = 0
    for names in values:
        total += 1
        for name in dict.fromkeys(names):
            counts[name] = counts.get(name, 0) + 1
    everywhere = tuple(name for name, count in counts.items() if count == total)
    return everywhere, tuple(name for name, count in counts.items() if count < total)
