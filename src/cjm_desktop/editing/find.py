"""Find and replace over all text of a map: a journey and a query go in; the places where it occurs, or a new journey, come out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.tables import changed, replaced, with_tables
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import (
    NAME_MAX,
    TEXT_MAX,
    BlueprintLine,
    Card,
    Channel,
    Connector,
    Curve,
    EmotionPoint,
    Lane,
    Metric,
    Persona,
    Picture,
    Proof,
    Record,
    Source,
    Stage,
    SubStage,
    View,
    WebLink,
)

#: The fields of each record that hold words of the user, the one that the map shows first.
TEXT_FIELDS: dict[type[Record], tuple[str, ...]] = {
    Journey: ("title", "objective", "scenario", "scope", "expectations", "owner", "date", "revision", "note"),
    Source: ("title", "note"),
    Persona: (
        "name", "archetype", "demographics", "quote", "needs", "wants", "motives", "behaviours", "goals", "frustrations",
        "note",
    ),
    Channel: ("name",),
    Stage: ("name", "sub_stages", "start", "duration", "customer_goal", "business_goal", "note"),
    SubStage: ("name",),
    Lane: ("label", "hint", "note"),
    BlueprintLine: ("label",),
    Card: ("text", "owner", "duration", "tags", "evidence", "links", "note"),
    WebLink: ("title",),
    Proof: ("source",),
    Curve: ("label",),
    EmotionPoint: ("label", "evidence"),
    Metric: ("label", "unit", "evidence"),
    Connector: ("label",),
    View: ("name",),
    Picture: ("alt",),
}  # fmt: skip

#: A field, or where it holds several texts or records, the place in it, and so on inwards.
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Query:
    """What to look for. An empty text is found nowhere."""

    text: str
    match_case: bool = False
    whole_words: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        found = re.escape(self.text)
        if self.whole_words:
            found = rf"(?<!\w){found}(?!\w)"
        return re.compile(found, 0 if self.match_case else re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """One occurrence: `id` of the record ("" for the map itself), the text's path in it, and where in the text."""

    id: str
    path: Path
    start: int
    end: int

    @property
    def field(self) -> str:
        return str(self.path[0])


def find_matches(journey: Journey, query: Query) -> tuple[Match, ...]:
    """Every occurrence, in reading order: the map's own fields, personas, stages, lanes, then cards along each lane."""
    if not query.text:
        return ()
    found: list[Match] = []
    search = query.pattern.finditer
    for record, id_ in _records(journey):
        for field in TEXT_FIELDS[type(record)]:
            value = getattr(record, field)
            if not value:
                continue
            # Most texts stand in a field by themselves and hold nothing of what is looked for.
            texts = (((field,), value),) if isinstance(value, str) else _texts_in(value, (field,))
            for path, text in texts:
                found.extend(Match(id_, path, *hit.span()) for hit in search(text) if hit.end() > hit.start())
    return tuple(found)


def replace_match(journey: Journey, query: Query, match: Match, replacement: str) -> Journey:
    """The journey with one occurrence replaced; the same where it is no longer there. ValueError where a text gets too long."""
    record = _record(journey, match.id)
    if record is None:
        return journey

    def put(path: Path, text: str) -> str:
        if path != match.path:
            return text
        hit = query.pattern.match(text, match.start)
        if hit is None or hit.end() != match.end:
            return text
        return text[: match.start] + replacement + text[match.end :]

    return _with_records(journey, [(match.id, _rewritten(record, put))])


def replace_all(journey: Journey, query: Query, replacement: str) -> tuple[Journey, int]:
    """The journey with every occurrence replaced, and how many there were; ValueError where a text gets too long."""
    if not query.text:
        return journey, 0
    count = 0

    def put(_path: Path, text: str) -> str:
        nonlocal count
        new, here = query.pattern.subn(lambda _: replacement, text)
        count += here
        return new

    return _with_records(journey, [(id_, _rewritten(record, put)) for record, id_ in _records(journey)]), count


def _records(journey: Journey) -> Iterator[tuple[Record, str]]:
    """Every record with its id in reading order; the journey itself has the id ""."""
    yield journey, ""
    for name in _ORDER:
        table: Table[Any] = getattr(journey, name)
        yield from ((record, id_) for id_, record in (_along_lanes(journey) if name == "cards" else table.items()))


#: The tables in reading order: what stands on the map first.
_ORDER = tuple(dict.fromkeys(("personas", "stages", "lanes", "lines", "cards", *TABLES)))


def _along_lanes(journey: Journey) -> list[tuple[str, Card]]:
    """The cards lane by lane and stage by stage, parked ones last."""
    lanes = {id_: n for n, id_ in enumerate(journey.lanes)}
    stages = {id_: n for n, id_ in enumerate(journey.stages)}

    def place(item: tuple[str, Card]) -> tuple[int, int]:
        return lanes.get(item[1].lane or "", len(lanes)), stages.get(item[1].stage or "", len(stages))

    return sorted(journey.cards.items(), key=place)


def _record(journey: Journey, id_: str) -> Record | None:
    if not id_:
        return journey
    return next((table[id_] for name in TABLES if id_ in (table := getattr(journey, name))), None)


def _texts(record: Record) -> Iterator[tuple[Path, str]]:
    for field in TEXT_FIELDS[type(record)]:
        yield from _texts_in(getattr(record, field), (field,))


def _texts_in(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, tuple):
        for n, part in enumerate(value):
            yield from _texts_in(part, (*path, n))
    elif isinstance(value, Record):
        for inner, text in _texts(value):
            yield (*path, *inner), text


def _rewritten(record: Record, put: Callable[[Path, str], str]) -> Record:
    """The record with every text as `put` gives it back; the same record where none changes."""
    fields = {field: _rewritten_value(getattr(record, field), (field,), put) for field in TEXT_FIELDS[type(record)]}
    return changed(record, fields)


def _rewritten_value(value: Any, path: Path, put: Callable[[Path, str], str]) -> Any:
    if isinstance(value, str):
        return _checked(put(path, value), value, path) if value else value
    if isinstance(value, tuple):
        return tuple(_rewritten_value(part, (*path, n), put) for n, part in enumerate(value))
    if isinstance(value, Record):
        return _rewritten(value, lambda inner, text: put((*path, *inner), text))
    return value


#: Fields of at most `TEXT_MAX` characters; the others hold at most `NAME_MAX`.
_LONG = {
    "objective", "scenario", "scope", "expectations", "note", "demographics", "quote", "needs", "wants", "motives",
    "behaviours", "goals", "frustrations", "customer_goal", "business_goal", "text", "tags", "alt",
}  # fmt: skip


def _checked(new: str, old: str, path: Path) -> str:
    field = next(part for part in reversed(path) if isinstance(part, str))
    limit = TEXT_MAX if field in _LONG else NAME_MAX
    if len(new) > limit and len(new) > len(old):
        raise ValueError(f"A text would be longer than {limit:,} characters.")
    return new


def _with_records(journey: Journey, records: Iterable[tuple[str, Record]]) -> Journey:
    """The journey with these records in the places of those with their ids; "" stands for the map's own fields."""
    by_table: dict[str, list[Record]] = defaultdict(list)
    own: Record | None = None
    for id_, record in records:
        if not id_:
            own = record
            continue
        table = _TABLE_OF[type(record)]
        if getattr(journey, table)[id_] is not record:
            by_table[table].append(record)
    after = with_tables(journey, **{name: replaced(getattr(journey, name), new) for name, new in by_table.items()})
    if own is None or own is journey:
        return after
    return update_map(after, **{field: getattr(own, field) for field in TEXT_FIELDS[Journey]})


_TABLE_OF: dict[type[Record], str] = {
    Source: "sources",
    Persona: "personas",
    Channel: "channels",
    Stage: "stages",
    Lane: "lanes",
    BlueprintLine: "lines",
    Card: "cards",
    Curve: "curves",
    EmotionPoint: "points",
    Metric: "metrics",
    Connector: "connectors",
    View: "views",
    Picture: "pictures",
}
