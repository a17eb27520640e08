"""Two journeys in; out comes what changed between them: records by id, in each table, and the map's own fields.

Because edits share all that they did not touch, a change is found by identity: a record is updated where it is another
object, a table that is the same object is not looked into. So a `Change` is cheap at tens of thousands of cards, and a
listener needs nothing else to follow the map: what was added or updated is read from `Change.after`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress, filterfalse
from operator import is_not
from typing import Any

from cjm_desktop.model.journey import TABLES, Journey

_MISSING = object()
_FIELDS = tuple(name for name in Journey.model_fields if name not in TABLES)


@dataclass(frozen=True, slots=True)
class TableChange:
    """What changed in one table: ids in the order of the table after (`removed`: before).

    `reordered` says that the ids which both tables have stand in another order; where something was added stands in
    the table after.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    reordered: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One step from `before` to `after`. `tables` holds the tables that changed, `fields` the map's own fields."""

    before: Journey
    after: Journey
    label: str = ""
    tables: dict[str, TableChange] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not self.tables and not self.fields


def diff(before: Journey, after: Journey, label: str = "") -> Change:
    """What leads from one journey to the other, found by identity."""
    if before is after:
        return Change(before, after, label)
    tables = {}
    for name in TABLES:
        found = _table_change(getattr(before, name), getattr(after, name))
        if found is not None:
            tables[name] = found
    return Change(before, after, label, tables, _changed_fields(before, after))


def same_content(before: Journey, after: Journey) -> bool:
    """Whether both journeys say the same, in the same order, though they may be built of different objects."""
    change = diff(before, after)
    return not change.fields and all(
        not table.added
        and not table.removed
        and not table.reordered
        and all(getattr(before, name)[id_] == getattr(after, name)[id_] for id_ in table.updated)
        for name, table in change.tables.items()
    )


def _table_change(before: Mapping[str, Any], after: Mapping[str, Any]) -> TableChange | None:
    if before is after:
        return None
    # The loops below run in C: a table of 20,000 records is compared in about a millisecond.
    if len(before) == len(after) and list(before) == list(after):
        updated = tuple(compress(after, map(is_not, before.values(), after.values())))
        return TableChange(updated=updated) if updated else None
    added = tuple(filterfalse(before.__contains__, after))
    removed = tuple(filterfalse(after.__contains__, before))
    common = list(filter(before.__contains__, after))
    updated = tuple(
        compress(common, map(is_not, map(before.__getitem__, common), map(after.__getitem__, common))),
    )
    reordered = common != list(filter(after.__contains__, before))
    return TableChange(added, removed, updated, reordered)


def _changed_fields(before: Journey, after: Journey) -> frozenset[str]:
    changed = {name for name in _FIELDS if getattr(before, name) != getattr(after, name)}
    old, new = before.model_extra or {}, after.model_extra or {}
    changed |= {name for name in old.keys() | new.keys() if old.get(name, _MISSING) != new.get(name, _MISSING)}
    return frozenset(changed)
