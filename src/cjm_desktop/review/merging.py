"""Two maps made of one, and that one, go in; one map with what both sides did comes out, and what could not be decided.

Records are matched by id and compared field by field. What one side changed is taken; what both changed is united where
that loses nothing (words of a text that do not touch, tags, links, orders). Everything else is a conflict: the map keeps
what `ours` says, or the record that one side deleted and the other changed or still needs, and the `Conflict` holds all
that the sides say. It also stays in the map, so that it can be decided on later (`resolving.resolve`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from cjm_desktop.editing.change import same_content
from cjm_desktop.editing.fields import longest
from cjm_desktop.editing.sharing import shared_with
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import Card, Conflict, Record, Stage, SubStage, View
from cjm_desktop.model.rules import LISTED_REFERENCES, REFERENCES, with_new_ids
from cjm_desktop.review import order, words
from cjm_desktop.review.differences import plain_value

#: The `Conflict.field` of a table's order; its values are lists of ids.
ORDER = "order"
#: Fields that only together say something, by table; a conflict of one of them bears the first name and holds all.
UNITS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "cards": (("stage", "sub_stage"), ("picture", "crop")),
    "personas": (("portrait", "portrait_crop"),),
    "connectors": (("source", "target"),),
}
#: Texts whose words are merged; other texts are short and say one thing.
WORDED = frozenset(
    {
        *("text", "original", "note", "label", "name", "title", "quote", "demographics", "alt"),
        *("objective", "scenario", "scope", "expectations", "customer_goal", "business_goal"),
    }
)
#: The tables whose order says something on the map: two ways of moving their records about are a conflict.
_ORDERED = frozenset({"stages", "lanes"})
#: What comes back without a word where it is needed: it belongs to what needs it.
_BELONGINGS = frozenset({"pictures", "channels"})
#: Lists in which a place says something, so that they are not united.
_SERIES = frozenset({"series"})
_OWN = tuple(name for name in Journey.model_fields if name not in {*TABLES, "format", "version", "conflicts"})
_MISSING: Any = object()

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The map, and the conflicts that this merge found; `journey.conflicts` holds them with those that were open before."""

    journey: Journey
    conflicts: tuple[Conflict, ...] = ()


def key_of(conflict: Conflict) -> Key:
    """Which conflict it is: its table, record and field, of each of which a map has one."""
    return conflict.table, conflict.record, conflict.field


def merge(base: Journey, ours: Journey, theirs: Journey) -> Merged:
    """The map with the changes of both sides since `base`; all three are sound, and so is the result.

    It shares what it can with `ours` and is `ours` itself where theirs brings nothing. Merging the result with `theirs`
    again changes nothing (where things came back that one side deleted: nothing but, perhaps, an order); where there is
    no conflict, it does not matter which side is which.
    """
    base, theirs = shared_with(ours, base), shared_with(ours, theirs)
    if theirs is ours or same_content(base, theirs):
        return Merged(ours)
    if base is ours:
        return Merged(theirs)
    while True:
        run = _Merge(base, ours, theirs)
        merged = run.merged()
        clashes = list(_clashes(merged.journey, ours))
        if not clashes:
            return merged
        # One id names different things on both sides: those of the other side get another one.
        renames = _new_names(clashes, base, ours, theirs)
        theirs = with_new_ids(theirs, _there(renames, theirs))
        base = with_new_ids(base, _there(renames, base))


def _clashes(journey: Journey, ours: Journey) -> Iterator[tuple[str, str]]:
    """(table, id) of records that share their id with a record of another table which `ours` has."""
    homes: dict[str, list[str]] = {}
    if len({id_ for table in TABLES for id_ in getattr(journey, table)}) == sum(
        len(getattr(journey, table)) for table in TABLES
    ):
        return
    for table in TABLES:
        for id_ in getattr(journey, table):
            homes.setdefault(id_, []).append(table)
    for id_, tables in homes.items():
        owner = next((table for table in tables if id_ in getattr(ours, table)), tables[0])
        yield from ((table, id_) for table in tables if table != owner)


def _new_names(
    clashes: Sequence[tuple[str, str]], base: Journey, ours: Journey, theirs: Journey
) -> dict[str, dict[str, str]]:
    """The same name every time, so that a map that has been merged once meets the same record again."""
    renames: dict[str, dict[str, str]] = {}
    given: set[str] = set()  # long ids that begin alike would get one name
    for table, id_ in clashes:
        number = 2
        while (name := f"{id_[:70]}-{number}") in given or _is_taken(name, table, base, ours, theirs):
            number += 1
        given.add(name)
        renames.setdefault(table, {})[id_] = name
    return renames


def _is_taken(name: str, table: str, base: Journey, ours: Journey, theirs: Journey) -> bool:
    if any(name in getattr(one, other) for one in (base, theirs) for other in TABLES):
        return True
    return any(name in getattr(ours, other) for other in TABLES if other != table)


def _there(renames: Mapping[str, Mapping[str, str]], journey: Journey) -> dict[str, dict[str, str]]:
    return {
        table: {old: new for old, new in names.items() if old in getattr(journey, table)}
        for table, names in renames.items()
    }


class _Merge:
    """One merge. `tables` are the merged records so far, `dropped` those that one side has and the result has not."""

    def __init__(self, base: Journey, ours: Journey, theirs: Journey) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._conflicts: dict[Key, Conflict] = {}
        self._tables: dict[str, dict[str, Any]] = {}
        # What came back in an earlier merge of these sides is not taken for something that nobody wants.
        found = (one for side in (ours, theirs) for one in side.conflicts if one not in base.conflicts)
        self._kept = {(one.table, one.record) for one in found if not one.field}
        self._open = {key_of(one): one for one in ours.conflicts}
        self._open_records = {(one.table, one.record) for one in ours.conflicts}

    def merged(self) -> Merged:
        for table in TABLES:
            self._tables[table] = self._of_table(table)
        self._bring_back()
        self._tables["views"] = {id_: self._seeing(view) for id_, view in self._tables["views"].items()}
        tables = {table: self._in_order(table) for table in TABLES}
        self._fit_spans(tables)
        fields = self._own_fields()
        found = tuple(self._conflicts.values())
        fields["conflicts"] = self._open_conflicts()
        # Tables are equal in whatever order, so they are not compared.
        made = cast(Journey, _rebuilt(self._ours, fields)).model_copy(update=tables)
        return Merged(self._ours if same_content(made, self._ours) else made, found)

    # Records

    def _of_table(self, table: str) -> dict[str, Any]:
        """The records that stay, merged, in no particular order."""
        base, ours, theirs = (getattr(one, table) for one in (self._base, self._ours, self._theirs))
        if theirs is base or ours is theirs:
            return dict(ours)
        made: dict[str, Any] = {}
        for id_, mine in ours.items():
            was, other = base.get(id_), theirs.get(id_)
            if other is mine or other is was:
                made[id_] = mine
            elif other is not None:
                if other == was:
                    made[id_] = mine
                elif mine == was and (table, id_) not in self._open_records:
                    made[id_] = other
                else:
                    made[id_] = self._record(table, was, mine, other)
            elif was is None:
                made[id_] = mine
            elif mine != was or (table, id_) in self._kept:
                self._clash(table, id_, "", was, mine, None)
                made[id_] = mine
        for id_, other in theirs.items():
            if id_ in ours:
                continue
            was = base.get(id_)
            if was is None:
                made[id_] = other
            elif other != was or (table, id_) in self._kept:
                self._clash(table, id_, "", was, None, other)
                made[id_] = other
        return made

    def _record(self, table: str, was: Any, mine: Any, other: Any) -> Any:
        names = type(mine).model_fields
        units = UNITS.get(table, ())
        together = {name for unit in units for name in unit}
        fields: dict[str, Any] = {}
        for unit in (*units, *((name,) for name in names if name not in together)):
            fields |= self._unit(table, mine.id, unit, was, mine, other)
        return _rebuilt(mine, {**fields, **self._extras(table, mine.id, was, mine, other)})

    def _own_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name in _OWN:
            fields |= self._unit("", "", (name,), self._base, self._ours, self._theirs)
        newest = max(self._ours.version, self._theirs.version, key=lambda text: [*map(int, text.split("."))])
        return {**fields, "version": newest, **self._extras("", "", self._base, self._ours, self._theirs)}

    def _unit(self, table: str, id_: str, unit: tuple[str, ...], was: Any, mine: Any, other: Any) -> dict[str, Any]:
        """The values of fields that belong together: one side's, or, of a single field, what unites both."""
        before, here, there = ([_of(record, name) for name in unit] for record in (was, mine, other))
        if here == there or there == before:
            return {}
        told = [
            values[0] if len(unit) == 1 else dict(zip(unit, values, strict=True)) for values in (before, here, there)
        ]
        clash = _conflict(table, id_, unit[0], *told)
        # What is left open stays as ours has it, though it may have become what it was before the two changed it.
        if here == before and not self._is_open(clash):
            return dict(zip(unit, there, strict=True))
        united = self._united(type(mine), unit[0], before[0], here[0], there[0]) if len(unit) == 1 else _MISSING
        if united is not _MISSING:
            return {unit[0]: united}
        self._conflicts[key_of(clash)] = clash
        return {}

    def _united(self, kind: type[Record], name: str, was: Any, mine: Any, other: Any) -> Any:
        """One value with what both sides did to it; `_MISSING` where there is none."""
        if name in WORDED and isinstance(mine, str):
            made = None if was is _MISSING else words.merged(was, mine, other)
            most = longest(kind, name)
            return _MISSING if made is None or (most is not None and len(made) > most) else made
        if name == "sub_stages":
            return _merged_parts(() if was is _MISSING else was, mine, other)
        if isinstance(mine, tuple) and kind is View:
            return _merged_set(() if was is _MISSING else was, mine, other)
        if isinstance(mine, tuple) and name not in _SERIES:
            return _merged_list(() if was is _MISSING else was, mine, other)
        return _MISSING

    def _extras(self, table: str, id_: str, was: Any, mine: Any, other: Any) -> dict[str, Any]:
        """Unknown fields as they are to be; `_MISSING` for one that goes."""
        before, here, there = ((record.model_extra or {}) if record else {} for record in (was, mine, other))
        if here == there or there == before:
            return {}
        made: dict[str, Any] = {}
        for name in {**here, **there}:
            old, own, new = (values.get(name, _MISSING) for values in (before, here, there))
            if own == new or new == old:
                continue
            if own == old:
                made[name] = new
            elif name:  # a conflict without a field is one of the whole record
                self._clash(table, id_, name, old, own, new)
        return made

    def _clash(self, table: str, id_: str, field: str, was: Any, mine: Any, other: Any) -> None:
        conflict = _conflict(table, id_, field, was, mine, other)
        self._conflicts[key_of(conflict)] = conflict

    # What is needed stays

    def _bring_back(self) -> None:
        """Records that one side deleted while something that stays refers to them come back, and what they refer to."""
        dropped = {
            table: {
                id_
                for side in (self._ours, self._theirs)
                for id_ in getattr(side, table)
                if id_ not in self._tables[table]
            }
            for table in TABLES
        }
        if any(dropped.values()):
            waiting: list[tuple[str, Mapping[str, Any]]] = [
                (table, record.__dict__) for table in REFERENCES for record in self._tables[table].values()
            ]
            waiting += [(one.table, _offered(one)) for one in self._conflicts.values() if one.field]
            while waiting:
                table, values = waiting.pop()
                for name, target in REFERENCES.get(table, {}).items():
                    id_ = values.get(name)
                    if id_ is not None and id_ in dropped[target]:
                        dropped[target].discard(id_)
                        waiting.append((target, self._back(target, id_).__dict__))
        self._keep_sub_stages()

    def _back(self, table: str, id_: str) -> Any:
        base, ours, theirs = (getattr(one, table).get(id_) for one in (self._base, self._ours, self._theirs))
        kept = theirs if ours is None else ours
        self._tables[table][id_] = kept
        if table not in _BELONGINGS:
            self._clash(table, id_, "", base, ours, theirs)
        return kept

    def _keep_sub_stages(self) -> None:
        """A sub-stage in which a card stands stays, too."""
        wanted: dict[str, set[str]] = {}
        offered = (_offered(one) for one in self._conflicts.values() if one.table == "cards")
        for values in (*(card.__dict__ for card in self._tables["cards"].values()), *offered):
            if values.get("sub_stage") is not None and values.get("stage") is not None:
                wanted.setdefault(values["stage"], set()).add(values["sub_stage"])
        for id_, parts in wanted.items():
            stage: Stage | None = self._tables["stages"].get(id_)
            missing = parts - {part.id for part in stage.sub_stages} if stage else set()
            if stage is None or not missing:
                continue
            sides = [side.stages[id_] for side in (self._ours, self._theirs) if id_ in side.stages]
            back = tuple(part for side in sides for part in side.sub_stages if part.id in missing)
            known = {part.id: part for part in back}
            was = self._base.stages.get(id_)
            stages = (was, *(_side(one, id_) for one in self._sides))
            told = [_MISSING if one is None else one.sub_stages for one in stages]
            self._clash("stages", id_, "sub_stages", *told)
            self._tables["stages"][id_] = _rebuilt(stage, {"sub_stages": (*stage.sub_stages, *known.values())})

    @property
    def _sides(self) -> tuple[Journey, Journey]:
        return self._ours, self._theirs

    def _seeing(self, view: Any) -> Any:
        """The view without lanes, stages and personas that are gone; its channels may be those of the catalogue."""
        fields = {}
        for name, target in LISTED_REFERENCES["views"].items():
            ids = getattr(view, name)
            left = tuple(id_ for id_ in ids if target == "channels" or id_ in self._tables[target])
            if left != ids:
                fields[name] = left
        return _rebuilt(view, fields)

    # Orders and places

    def _in_order(self, table: str) -> Table[Any]:
        made = self._tables[table]
        base, ours, theirs = (getattr(one, table) for one in (self._base, self._ours, self._theirs))
        ids = order.merged(list(base), list(ours), list(theirs), made.keys())
        if table not in _ORDERED and list(base) not in (list(ours), list(theirs)):
            ids = _either(list(base), list(ours), list(theirs), ids)
        if table in _ORDERED:
            dispute = Conflict(table=table, field=ORDER, base=list(base), ours=list(ours), theirs=list(theirs))
            if self._is_open(dispute) and made.keys() == ours.keys():
                ids = list(ours)
            elif self._is_disputed(table, ids):
                self._conflicts[key_of(dispute)] = dispute
        if ids == list(ours) and all(made[id_] is ours[id_] for id_ in ids):
            return cast("Table[Any]", ours)
        return Table((id_, made[id_]) for id_ in ids)

    def _is_open(self, conflict: Conflict) -> bool:
        """Whether an earlier merge of theirs has left this conflict in ours."""
        one = self._open.get(key_of(conflict))
        return one is not None and (one.base, one.theirs) == (conflict.base, conflict.theirs)

    def _is_disputed(self, table: str, made: Sequence[str]) -> bool:
        """Whether the sides want other orders. What came back, now or earlier, has a place that no side gave it."""
        back = {id_ for home, id_ in self._kept if home == table}
        back |= {id_ for home, id_, field in self._conflicts if home == table and not field}
        known = (list(getattr(one, table)) for one in (self._base, self._ours, self._theirs))
        base, ours, theirs, ids = ([id_ for id_ in one if id_ not in back] for one in (*known, made))
        return order.is_disputed(base, ours, theirs, ids)

    def _fit_spans(self, tables: dict[str, Table[Any]]) -> None:
        """No card reaches past the last stage; two spans that come to the same there are no conflict."""
        place = {id_: number for number, id_ in enumerate(tables["stages"])}
        cards: Table[Card] = tables["cards"]
        fitted = dict(cards)
        for id_, card in cards.items():
            room = len(place) - place[card.stage] if card.stage is not None else card.span
            if card.span > room:
                fitted[id_] = cast(Card, _rebuilt(card, {"span": room}))
            open_ = self._conflicts.get(("cards", id_, "span"))
            if open_ is not None and card.stage is not None and min(open_.theirs, room) == fitted[id_].span:
                del self._conflicts[key_of(open_)]
        if any(fitted[id_] is not card for id_, card in cards.items()):
            tables["cards"] = Table(fitted)

    def _open_conflicts(self) -> tuple[Conflict, ...]:
        """Those that were open on a side and have not been decided on by the other, then the new ones."""
        base, ours, theirs = ({key_of(one): one for one in side.conflicts} for side in (self._base, *self._sides))
        made = {key: one for key, one in ours.items() if key in theirs or base.get(key) != one}
        made |= {key: one for key, one in theirs.items() if key not in ours and base.get(key) != one}
        for key, new in self._conflicts.items():
            old = made.get(key)
            if old is None or (old.base, old.theirs) != (new.base, new.theirs):
                made[key] = new
        return tuple(made.values())


def _side(journey: Journey, id_: str) -> Stage | None:
    return journey.stages.get(id_)


def _of(record: Any, name: str) -> Any:
    return _MISSING if record is None else getattr(record, name)


def _conflict(table: str, id_: str, field: str, was: Any, mine: Any, other: Any) -> Conflict:
    base, ours, theirs = (None if value is _MISSING else _plain(value) for value in (was, mine, other))
    return Conflict(table=table, record=id_, field=field, base=base, ours=ours, theirs=theirs)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: None if part is _MISSING else plain_value(part) for name, part in value.items()}
    return plain_value(value)


def _offered(conflict: Conflict) -> Mapping[str, Any]:
    """The fields that a conflict would set if the other side were chosen."""
    if isinstance(conflict.theirs, dict) and any(unit[0] == conflict.field for unit in UNITS.get(conflict.table, ())):
        return conflict.theirs
    return {conflict.field: conflict.theirs}


def _rebuilt(record: Record, fields: Mapping[str, Any]) -> Record:
    """The record with these fields; the same object where it has them. `_MISSING` takes an unknown field away."""
    known = type(record).model_fields
    extra = record.model_extra or {}
    new = {
        name: value
        for name, value in fields.items()
        if (getattr(record, name) if name in known else extra.get(name, _MISSING)) is not value
        and (getattr(record, name) if name in known else extra.get(name, _MISSING)) != value
    }
    if not new:
        return record
    if new.keys() <= known.keys():
        return record.model_copy(update=new)
    values = {**{name: getattr(record, name) for name in known}, **extra, **new}
    return type(record).model_construct(**{name: value for name, value in values.items() if value is not _MISSING})


def _merged_list(was: Sequence[Any], mine: Sequence[Any], other: Sequence[Any]) -> Any:
    """What both have, what one added, without what one took away, in an order that keeps the moves of both.

    `_MISSING` where another merge would make another order of it.
    """
    items: dict[str, Any] = {}
    theirs, base, ours = (list(_numbered(values, items)) for values in (other, was, mine))
    ids = _united_ids(base, ours, theirs)
    if ids not in (ours, theirs) and not ids == _united_ids(base, ids, theirs) == _united_ids(base, ours, ids):
        return _MISSING
    return tuple(items[id_] for id_ in ids)


def _merged_set(was: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """As `_merged_list` for what has no order: the same whichever side is which, and however often it is merged."""
    base, ours, theirs = set(was), set(mine), set(other)
    return tuple(sorted((ours & theirs) | ((ours | theirs) - base)))


def _numbered(values: Iterable[Any], items: dict[str, Any]) -> Iterator[str]:
    """A name for each value, one for equal ones, told apart where a value stands twice; `items` learns them."""
    seen: dict[str, int] = {}
    for value in values:
        said = json.dumps(plain_value(value), sort_keys=True)
        seen[said] = seen.get(said, 0) + 1
        name = f"{said}#{seen[said]}"
        items[name] = value
        yield name


def _either(base: list[str], ours: list[str], theirs: list[str], made: list[str]) -> list[str]:
    """Of the orders that a merge from either side makes one that is the same from both; `made` is that from ours.

    Where merging it once more would make another one, `made` stays.
    """
    kept = set(made)
    best = min(made, order.merged(base, theirs, ours, kept))
    for one, other in ((best, theirs), (ours, best)):
        if min(order.merged(base, one, other, kept), order.merged(base, other, one, kept)) != best:
            return made
    return best


def _united_ids(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """One of both orders where the sides moved things in two ways: the same whichever side is which."""
    in_base, in_ours, in_theirs = set(base), set(ours), set(theirs)
    kept = (in_ours & in_theirs) | ((in_ours | in_theirs) - in_base)
    return min(order.merged(base, ours, theirs, kept), order.merged(base, theirs, ours, kept))


def _merged_parts(was: Iterable[SubStage], mine: Iterable[SubStage], other: Iterable[SubStage]) -> Any:
    """The sub-stages of both sides; `_MISSING` where one is named, or named and taken away, in two ways."""
    base, ours, theirs = ({part.id: part for part in parts} for parts in (was, mine, other))
    made: dict[str, SubStage] = {}
    for id_ in {**ours, **theirs}:
        versions = [base.get(id_), ours.get(id_), theirs.get(id_)]
        chosen = _one_sided(*versions)
        if chosen is _MISSING:
            return _MISSING
        if chosen is not None:
            made[id_] = chosen
    return tuple(made[id_] for id_ in order.merged(list(base), list(ours), list(theirs), made.keys()))


def _one_sided(was: Any, mine: Any, other: Any) -> Any:
    if mine == other or other == was:
        return mine
    return other if mine == was else _MISSING
