"""What every edit is built from: tables and records go in, new ones come out that share all that stayed the same.

Each function returns the very object that it was given where nothing changes, so that an edit can tell by identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from cjm_desktop.editing.fields import checked
from cjm_desktop.model.ids import fresh_id
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.queries import find
from cjm_desktop.model.records import Record

R = TypeVar("R", bound=Record)


def id_of(record: Record) -> str:
    """The id that every record of a table has."""
    return record.id  # type: ignore[attr-defined, no-any-return]


def unused_id(journey: Journey, prefix: str) -> str:
    """A fresh id that no table of the journey has."""
    made = fresh_id(prefix)
    while find(journey, made) is not None:
        made = fresh_id(prefix)
    return made


def chosen(table: Mapping[str, R], ids: Iterable[str]) -> set[str]:
    """The ids as a set; KeyError for one that the table does not have."""
    found = set(ids)
    for id_ in found:
        require(table, id_)
    return found


def require(table: Mapping[str, Any], id_: str | None) -> None:
    """KeyError for an id that the table does not have; None is no reference and passes."""
    if id_ is not None and id_ not in table:
        raise KeyError(id_)


def changed(record: R, fields: Mapping[str, Any]) -> R:
    """The record with these fields (checked already)."""
    new = {name: value for name, value in fields.items() if getattr(record, name) != value}
    return record.model_copy(update=new) if new else record


def replaced(table: Table[R], records: Iterable[R]) -> Table[R]:
    """The table with these records in the places of those with their ids."""
    new = {id_of(record): record for record in records if table[id_of(record)] is not record}
    if not new:
        return table
    made = Table(table)
    made.update(new)
    return made


def without(table: Table[R], ids: Iterable[str]) -> Table[R]:
    """The table without these records."""
    gone = set(ids)
    if not gone:
        return table
    made = Table(table)
    for id_ in gone:
        del made[id_]
    return made


def inserted(table: Table[R], record: R, before: str | None) -> Table[R]:
    """The table with the record put in front of another one, or last; KeyError where `before` is unknown."""
    if before is None:
        made = Table(table)
        made[id_of(record)] = record
        return made
    require(table, before)
    items = list(table.items())
    items.insert(list(table).index(before), (id_of(record), record))
    return Table(items)


def moved(table: Table[R], ids: Iterable[str], before: str | None) -> Table[R]:
    """The table with these records, in their order, put in front of another one, or last.

    Where `before` is itself moved, the next record that is not takes its place. KeyError for unknown ids.
    """
    moving = chosen(table, ids)
    require(table, before)
    order = list(table)
    if before is not None:
        before = next((id_ for id_ in order[order.index(before) :] if id_ not in moving), None)
    staying = [id_ for id_ in order if id_ not in moving]
    at = len(staying) if before is None else staying.index(before)
    staying[at:at] = [id_ for id_ in order if id_ in moving]
    return arranged(table, staying)


def arranged(table: Table[R], order: list[str]) -> Table[R]:
    """The table in the given order of all its ids."""
    if order == list(table):
        return table
    return Table(zip(order, map(table.__getitem__, order), strict=True))


def with_tables(journey: Journey, **tables: Table[Any]) -> Journey:
    """The journey with these tables, by field name."""
    new = {name: table for name, table in tables.items() if getattr(journey, name) is not table}
    return journey.model_copy(update=new) if new else journey


def insert_record(journey: Journey, table: str, record: Record, before: str | None = None) -> Journey:
    """The journey with the record in one of its tables; ValueError where its id is in use, in whatever table."""
    if find(journey, id_of(record)) is not None:
        raise ValueError(f"the id “{id_of(record)}” is in use already")
    return with_tables(journey, **{table: inserted(getattr(journey, table), record, before)})


def update_record(journey: Journey, table: str, id_: str, fields: Mapping[str, Any]) -> Journey:
    """The journey with a record's fields set to these values, which are checked; KeyError for an unknown id."""
    old: Table[Any] = getattr(journey, table)
    record = old[id_]
    return with_tables(journey, **{table: replaced(old, [changed(record, checked(type(record), fields))])})
