"""What is selected goes in; what the inspector shows of it comes out: the fields, the things that they belong to, the values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, repeat
from operator import eq
from typing import Any

from cjm_desktop.editing.many import by_table
from cjm_desktop.editing.things import kind_of
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.windows.inspector.field import Field, Ids, Option
from cjm_desktop.windows.inspector.fields.card import CARD
from cjm_desktop.windows.inspector.fields.connector import CONNECTOR, LINE
from cjm_desktop.windows.inspector.fields.emotion import CURVE, POINT
from cjm_desktop.windows.inspector.fields.lane import LANE
from cjm_desktop.windows.inspector.fields.map import MAP
from cjm_desktop.windows.inspector.fields.metric import METRIC
from cjm_desktop.windows.inspector.fields.persona import PERSONA
from cjm_desktop.windows.inspector.fields.stage import STAGE

BY_KIND: dict[str, tuple[Field, ...]] = {
    "card": CARD,
    "stage": STAGE,
    "lane": LANE,
    "point": POINT,
    "curve": CURVE,
    "persona": PERSONA,
    "metric": METRIC,
    "connector": CONNECTOR,
    "line": LINE,
}


class _Mixed:
    """The value of several things that differ."""

    def __repr__(self) -> str:
        return "MIXED"


MIXED = _Mixed()


@dataclass(frozen=True, slots=True)
class Subject:
    """What the inspector shows: a key for the form, its fields, and the ids that an edit goes to."""

    key: str
    fields: tuple[Field, ...]
    ids: Ids = ()


def subject_of(journey: Journey, ids: Iterable[str]) -> Subject:
    """The subject for a selection; the map itself where nothing that still exists is selected."""
    wanted = tuple(dict.fromkeys(ids))
    try:
        found = by_table(journey, wanted)
    except KeyError:
        there = set().union(*(getattr(journey, name).keys() for name in TABLES))
        wanted = tuple(id_ for id_ in wanted if id_ in there)
        found = by_table(journey, wanted)
    if not wanted:
        return Subject("map", MAP)
    kinds = tuple(sorted(kind_of(journey, here[0]) for here in found.values()))
    if len(wanted) == 1:
        return Subject(kinds[0], BY_KIND.get(kinds[0], ()), wanted)
    return Subject(f"{'+'.join(kinds)} several", common_fields(kinds), wanted)


@lru_cache(maxsize=64)
def common_fields(kinds: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields that several things of these kinds have in common."""
    tables = [{field.key: field for field in BY_KIND.get(kind, ()) if not field.single} for kind in kinds]
    first, others = tables[0], tables[1:]
    if not others:
        return tuple(first.values())
    return tuple(
        _joined(dict(zip(kinds, (table[key] for table in tables), strict=True)))
        for key, field in first.items()
        if all(key in other and other[key].editor is field.editor for other in others)
    )


def _joined(fields: dict[str, Field]) -> Field:
    """One field of things of several kinds, given by kind: each is written as its kind is; all can take what it offers."""
    first = next(iter(fields.values()))

    def write(journey: Journey, ids: Ids, value: Any) -> Journey:
        for here in by_table(journey, ids).values():
            journey = fields[kind_of(journey, here[0])].write(journey, tuple(here), value)
        return journey

    def options(journey: Journey, ids: Ids) -> tuple[Option, ...]:
        offered = [one.options(journey, ids) for one in fields.values() if one.options is not None]
        return tuple(option for option in offered[0] if all(option in others for others in offered[1:]))

    return replace(first, write=write, options=options if first.options is not None else None)


class Values:
    """The values of fields in a journey, with the records that bear them gathered once."""

    def __init__(self, journey: Journey, ids: Ids) -> None:
        self.journey = journey
        self.ids = ids
        self._records: dict[Ids, list[Any]] = {}

    def targets(self, field: Field) -> Ids:
        """The ids of the things that bear a field."""
        return self.ids if field.of is None else field.of(self.journey, self.ids)

    def value(self, field: Field) -> Any:
        """What the things have in a field; MIXED where they differ."""
        ids = self.targets(field)
        if field.gather is not None:
            return field.gather(self.journey, ids)
        records = self._of(ids)
        value = field.read(records[0])
        same = all(map(eq, repeat(value), map(field.read, islice(records, 1, None))))
        return value if same else MIXED

    def is_shown(self, field: Field) -> bool:
        return field.shown is None or field.shown(self.journey, self.ids)

    def _of(self, ids: Ids) -> list[Any]:
        found = self._records.get(ids)
        if found is None:
            tables = by_table(self.journey, ids).items() if ids else ()
            found = [getattr(self.journey, name)[id_] for name, here in tables for id_ in here] or [self.journey]
            self._records[ids] = found
        return found


def says_something(field: Field, value: Any) -> bool:
    """Whether a value is more than the field's nothing."""
    return value is MIXED or (value not in (None, "", False, field.empty) and bool(value))
