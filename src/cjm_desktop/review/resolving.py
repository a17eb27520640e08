"""A map with open conflicts and decisions on them go in; the map as it was decided, without these conflicts, comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import arranged, changed, replaced, with_tables
from cjm_desktop.editing.things import remove
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Card, Conflict, Record
from cjm_desktop.model.rules import REFERENCES, repair
from cjm_desktop.review import order
from cjm_desktop.review.merging import ORDER, UNITS, WORDED, Key, key_of

_NEVER_SET = frozenset({*TABLES, "format", "version", "conflicts", "id"})


class Choice(StrEnum):
    """What becomes of a conflict."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"  #: one text behind the other


def choices_of(conflict: Conflict) -> tuple[Choice, ...]:
    """What can be chosen; both only where both sides are texts that say something."""
    texts = (conflict.ours, conflict.theirs)
    if conflict.field in WORDED and all(isinstance(text, str) and text.strip() for text in texts):
        return Choice.OURS, Choice.THEIRS, Choice.BOTH
    return Choice.OURS, Choice.THEIRS


def deletes(conflict: Conflict, choice: Choice) -> bool:
    """Whether this choice takes away the whole record."""
    side = conflict.ours if choice is Choice.OURS else conflict.theirs
    return bool(conflict.table and conflict.record) and not conflict.field and side is None


def default_of(conflict: Conflict) -> Choice:
    """What the map holds as long as nothing is chosen: ours, or what one side deleted."""
    return Choice.THEIRS if deletes(conflict, Choice.OURS) else Choice.OURS


def both_texts(conflict: Conflict) -> str:
    """Both texts as one: long ones in paragraphs, names side by side."""
    between = " / " if conflict.field in ("name", "label", "title") else "\n"
    return f"{conflict.ours}{between}{conflict.theirs}"


def resolve(journey: Journey, choices: Mapping[Key, Choice]) -> Journey:
    """The map with these decisions carried out; conflicts without one stay open.

    OURS leaves a field as it stands in the map now, which may have been edited since. A decision that cannot be carried
    out any more (what it leads to is gone, the text would be too long) leaves its conflict open; one about a thing
    that is gone is done with. Whatever is deleted, cards that stood in it and are not deleted go to the parking lot.
    """
    left: list[Conflict] = []
    deleted: list[str] = []
    before = journey
    for conflict in journey.conflicts:
        choice = choices.get(key_of(conflict))
        if choice is None:
            left.append(conflict)
        elif conflict.table not in ("", *TABLES) or not _is_there(journey, conflict):
            continue
        elif deletes(conflict, choice):
            deleted.append(conflict.record)
        elif conflict.field and choice is not Choice.OURS:
            made = _with_choice(journey, conflict, choice)
            if made is None:
                left.append(conflict)
            else:
                journey = made
    journey = _without(journey, deleted)
    if journey is not before:
        journey, _ = repair(journey)
    return changed(journey, {"conflicts": tuple(left)})


def _is_there(journey: Journey, conflict: Conflict) -> bool:
    return not conflict.record or (conflict.table != "" and conflict.record in getattr(journey, conflict.table))


def _with_choice(journey: Journey, conflict: Conflict, choice: Choice) -> Journey | None:
    """The map with the other side's value, or both; None where it cannot have it."""
    if conflict.table and not conflict.record:
        return _reordered(journey, conflict) if conflict.field == ORDER else None
    record: Any = getattr(journey, conflict.table)[conflict.record] if conflict.table else journey
    try:
        new = _set(record, _wanted(conflict, choice))
    except (ValueError, TypeError):
        return None
    if isinstance(new, Journey):
        return new
    if not _leads_somewhere(journey, conflict.table, new):
        return None
    return with_tables(journey, **{conflict.table: replaced(getattr(journey, conflict.table), [new])})


def _wanted(conflict: Conflict, choice: Choice) -> dict[str, Any]:
    if choice is Choice.BOTH:
        return {conflict.field: both_texts(conflict)}
    unit = next((unit for unit in UNITS.get(conflict.table, ()) if unit[0] == conflict.field), None)
    if unit is None or not isinstance(conflict.theirs, dict):
        return {conflict.field: conflict.theirs}
    return {name: value for name, value in conflict.theirs.items() if name in unit}


def _set(record: Any, fields: Mapping[str, Any]) -> Any:
    """The record with these fields; ValueError or TypeError where it cannot have them."""
    if not _NEVER_SET.isdisjoint(fields):
        raise TypeError("no field that is changed")
    known = type(record).model_fields
    made = changed(record, checked(type(record), {name: value for name, value in fields.items() if name in known}))
    for name, value in fields.items():
        if name not in known:
            made = _with_unknown(made, name, value)
    return made


def _with_unknown(record: Record, name: str, value: Any) -> Record:
    values = {field: getattr(record, field) for field in type(record).model_fields}
    extra = {**(record.model_extra or {}), name: value}
    if value is None:
        del extra[name]
    return type(record).model_construct(**values, **extra)


def _leads_somewhere(journey: Journey, table: str, record: Any) -> bool:
    """Whether all that a record refers to is there; its channel may be one of the catalogue."""
    for name, target in REFERENCES.get(table, {}).items():
        id_ = getattr(record, name)
        if id_ is not None and target != "channels" and id_ not in getattr(journey, target):
            return False
    return table != "connectors" or record.source != record.target


def _reordered(journey: Journey, conflict: Conflict) -> Journey | None:
    """The table in the other side's order, what it does not know behind what it stands behind now."""
    if not isinstance(conflict.theirs, list):
        return None
    table = getattr(journey, conflict.table)
    wanted = [id_ for id_ in dict.fromkeys(map(str, conflict.theirs)) if id_ in table]
    ids = order.merged(list(table), wanted, list(table), table.keys())
    return with_tables(journey, **{conflict.table: arranged(table, ids)})


def _without(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without these things; cards that stood in a lane or stage that goes wait in the parking lot."""
    gone = set(ids)
    if not gone:
        return journey
    stages = list(journey.stages)
    place = {id_: number for number, id_ in enumerate(stages)}
    parked: list[Card] = []
    for card in journey.cards.values():
        covered = set() if card.stage is None else set(stages[place[card.stage] : place[card.stage] + card.span])
        if card.id in gone:
            continue
        if card.lane in gone or (covered and covered <= gone):
            parked.append(changed(card, {"lane": None, "stage": None, "sub_stage": None}))
    return remove(with_tables(journey, cards=replaced(journey.cards, parked)), gone)
