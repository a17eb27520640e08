"""Two maps go in; what was added, removed, changed and moved between them comes out: as data, for JSON, in the user's words.

Records are matched by their ids. A record that is the same object in both maps costs next to nothing, so two states of one
session, or a file whose records are shared with them, compare in a few milliseconds at thousands of cards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress
from operator import is_not
from typing import Any

from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Record
from cjm_desktop.review import order

#: The fields that say where a thing of a table stands.
PLACES: Mapping[str, tuple[str, ...]] = {
    "cards": ("lane", "stage", "sub_stage"),
    "points": ("curve", "stage", "position"),
    "metrics": ("lane", "stage"),
    "curves": ("lane",),
}
#: Tables whose order nobody sees on the map; that of cards is seen within a cell.
_UNSEEN = frozenset({"points", "metrics", "connectors", "pictures"})
_MISSING = object()
_OWN_FIELDS = tuple(name for name in Journey.model_fields if name not in TABLES)


class Kind(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  #: something it says is another; it may have moved, too
    MOVED = "moved"  #: only its place is another


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field by its name and both its values; None also stands for an unknown field that one side does not have."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one record. `before` is None for one that was added, `after` for one that was removed.

    `fields` are those that changed, those of its place included; `shifted` says that it stands elsewhere among those
    that it stood among before.
    """

    table: str
    id: str
    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...] = ()
    shifted: bool = False

    @property
    def kind(self) -> Kind:
        if self.before is None:
            return Kind.ADDED
        if self.after is None:
            return Kind.REMOVED
        places = PLACES.get(self.table, ())
        return Kind.MOVED if all(field.name in places for field in self.fields) else Kind.CHANGED

    @property
    def has_moved(self) -> bool:
        """Whether its place is another one, whatever else changed."""
        places = PLACES.get(self.table, ())
        return self.shifted or any(field.name in places for field in self.fields)


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs: the map's own fields, and records by table, those that are there now first and in their order.

    `reordered` names the tables whose common records stand in another order, though nobody may see it.
    """

    before: Journey
    after: Journey
    fields: tuple[FieldChange, ...] = ()
    records: tuple[Difference, ...] = ()
    reordered: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether both maps say the same in the same order."""
        return not (self.fields or self.records or self.reordered)

    def of(self, kind: Kind, table: str | None = None) -> tuple[Difference, ...]:
        """The differences of a kind, in one table or all."""
        return tuple(one for one in self.records if one.kind is kind and table in (None, one.table))


def differences(before: Journey, after: Journey) -> Differences:
    """What leads from one map to the other."""
    if before is after:
        return Differences(before, after)
    records: list[Difference] = []
    reordered = set()
    for table in TABLES:
        found, has_other_order = _of_table(table, getattr(before, table), getattr(after, table))
        records += found
        if has_other_order:
            reordered.add(table)
    return Differences(before, after, changed_fields(before, after), tuple(records), frozenset(reordered))


def changed_fields(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """The fields of two records of one kind that differ, in the order of the model, unknown ones last; no tables."""
    if before is after:
        return ()
    names = _OWN_FIELDS if isinstance(before, Journey) else tuple(type(before).model_fields)
    old, new = before.__dict__, after.__dict__
    found = [FieldChange(name, old[name], new[name]) for name in names if old[name] != new[name]]
    extra, extra_now = before.model_extra or {}, after.model_extra or {}
    if extra != extra_now:
        found += [
            FieldChange(name, extra.get(name), extra_now.get(name))
            for name in {**extra, **extra_now}
            if extra.get(name, _MISSING) != extra_now.get(name, _MISSING)
        ]
    return tuple(found)


def as_json(found: Differences) -> dict[str, Any]:
    """The differences as plain data: the map's own fields, then each table that differs, then all of it in words.

    Records are as in a file, but for the bytes of pictures. An empty map of differences holds only no words.
    """
    from cjm_desktop.review.difference_words import in_words

    made: dict[str, Any] = {}
    if found.fields:
        made["map"] = _fields_as_json(found.fields)
    for table in TABLES:
        said: dict[str, Any] = {}
        for one in found.records:
            if one.table != table:
                continue
            if one.kind in (Kind.ADDED, Kind.REMOVED):
                record = one.after if one.before is None else one.before
                said.setdefault(one.kind.value, []).append(_record_as_json(record))
            else:
                entry = {"id": one.id, "fields": _fields_as_json(one.fields)}
                said.setdefault(one.kind.value, []).append({**entry, "shifted": True} if one.shifted else entry)
        if table in found.reordered:
            said["order"] = list(getattr(found.after, table))
        if said:
            made[table] = said
    return {**made, "words": list(in_words(found))}


def plain_value(value: Any) -> Any:
    """A field's value as it stands in a file."""
    if isinstance(value, Record):
        return value.model_dump(mode="json", exclude_defaults=True, warnings=False)
    if isinstance(value, (tuple, list)):
        return [plain_value(part) for part in value]
    return value.value if isinstance(value, StrEnum) else value


def _of_table(table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[list[Difference], bool]:
    if before is after:
        return [], False
    same_ids = len(before) == len(after) and list(before) == list(after)
    common = list(after) if same_ids else [id_ for id_ in after if id_ in before]
    # This runs in C: of thousands of records only those that are other objects are looked at.
    others = list(compress(common, map(is_not, map(before.__getitem__, common), map(after.__getitem__, common))))
    changes = {id_: fields for id_ in others if (fields := changed_fields(before[id_], after[id_]))}
    if same_ids:
        shifted: set[str] = set()
        has_other_order = False
        changed_or_new = list(changes)
    else:
        old = [id_ for id_ in before if id_ in after]
        has_other_order = old != common
        shifted = _shifted(table, old, common, before, after) if has_other_order else set()
        changed_or_new = [id_ for id_ in after if id_ not in before or id_ in changes or id_ in shifted]
    found = [
        Difference(table, id_, before.get(id_), after[id_], changes.get(id_, ()), id_ in shifted)
        for id_ in changed_or_new
    ]
    if not same_ids:
        found += [Difference(table, id_, before[id_], None) for id_ in before if id_ not in after]
    return found, has_other_order


def _shifted(
    table: str, old: list[str], new: list[str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> set[str]:
    """Which of the common ids were moved among the others, as far as it can be seen."""
    if table in _UNSEEN:
        return set()
    if table != "cards":
        return order.moved(old, new)
    found: set[str] = set()
    cells = _by_cell(old, before, after)
    for cell, ids in _by_cell(new, after, before).items():
        was = cells.get(cell, [])
        if ids != was:
            found |= order.moved(was, ids)
    return found


def _by_cell(ids: list[str], here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[tuple[str, str], list[str]]:
    """The cards that stand in one and the same cell in both maps, by cell."""
    cells: dict[tuple[str, str], list[str]] = {}
    for id_ in ids:
        card, other = here[id_], there[id_]
        cell = (card.lane, card.stage)
        if cell == (other.lane, other.stage):
            cells.setdefault(cell, []).append(id_)
    return cells


def _fields_as_json(fields: tuple[FieldChange, ...]) -> dict[str, Any]:
    return {
        field.name: {"before": _without_bytes(field.before), "after": _without_bytes(field.after)}
        for field in fields
        if field.name not in ("data", "version_pictures")
    }


def _without_bytes(value: Any) -> Any:
    """A field's value, versions without what is packed in them."""
    plain = plain_value(value)
    if isinstance(plain, list):
        return [{k: v for k, v in part.items() if k != "data"} if isinstance(part, dict) else part for part in plain]
    return plain


def _record_as_json(record: Record | None) -> Any:
    plain = plain_value(record)
    if isinstance(plain, dict):
        plain.pop("data", None)
    return plain
