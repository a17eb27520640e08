"""A map goes in, its records come out as rows of the program's own tables (`sheet_columns`), and what they cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cjm_desktop.formats.sheet_columns import ID, KIND, PARTS, Cell, Column, Kind, headings, listed
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Record

#: The longest text that a cell of a spreadsheet holds, in UTF-16 units.
CELL_LIMIT = 32_767


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Rows under headings, all of one length; `split` names the headings of which a text took more than one cell."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    split: tuple[str, ...] = ()


def table_of(journey: Journey, kinds: Sequence[Kind]) -> SheetTable:
    """A row for each record of these kinds, in the order of the map."""
    heads = headings(kinds)
    names = Names(journey)
    rows = [
        tuple(cells.get(heading, "") for heading in heads)
        for kind in kinds
        for cells in (_cells(kind, record, names) for record in _records(journey, kind))
    ]
    return _within_limits(heads, rows)


def losses(journey: Journey) -> tuple[str, ...]:
    """In sentences what of this map no table of the program holds."""
    found = []
    if journey.pictures:
        count = len(journey.pictures)
        found.append(f"{count:,} {'pictures were' if count > 1 else 'picture was'} left out.")
    if journey.versions:
        found.append("The versions that were kept in the map were left out.")
    if journey.conflicts:
        found.append("What two people changed in different ways and nobody has decided on yet was left out.")
    if any(record.model_extra for record in _all_records(journey)):
        found.append("What a newer version of the program put into the map was left out.")
    return tuple(found)


def _all_records(journey: Journey) -> Iterable[Record]:
    yield journey
    for table in TABLES:
        yield from getattr(journey, table).values()


class Names:
    """What the records of a map are called in cells that name them."""

    def __init__(self, journey: Journey) -> None:
        channels = {**CHANNELS, **journey.channels}
        people = {persona.id: persona.name for persona in journey.personas.values()}
        self._names: dict[str, Mapping[str, str]] = {
            "stages": {stage.id: stage.name for stage in journey.stages.values()},
            "lanes": {lane.id: lane.label for lane in journey.lanes.values()},
            "personas": people,
            "channels": {id_: channel.name for id_, channel in channels.items()},
            "cards": {card.id: card.text for card in journey.cards.values()},
            "curves": {
                curve.id: curve.label or people.get(curve.persona or "", "") for curve in journey.curves.values()
            },
        }
        self._parts = {(stage.id, part.id): part.name for stage in journey.stages.values() for part in stage.sub_stages}

    def of(self, record: Record, column: Column, id_: str) -> str:
        if column.names == "sub_stages":
            return self._parts.get((getattr(record, "stage", None) or "", id_), "")
        return self._names[column.names].get(id_, "")


def _records(journey: Journey, kind: Kind) -> Iterable[Record]:
    return getattr(journey, kind.table).values() if kind.table else (journey,)


def _cells(kind: Kind, record: Record, names: Names) -> dict[str, Cell]:
    cells: dict[str, Cell] = {KIND: kind.word, ID: getattr(record, "id", "")}
    for column in kind.columns:
        value: Any = record
        for part in column.field.split("."):
            value = None if value is None else getattr(value, part)
        if value is None:
            continue
        if column.names:
            cells[column.ids] = value
            value = names.of(record, column, value)
        elif column.field == "sub_stages":
            cells[PARTS] = listed([part.id for part in value])
            value = [part.name for part in value]
        cells[column.heading] = column.codec.write(value)
    return cells


def _within_limits(heads: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> SheetTable:
    """The table with further columns, “Text (2)” and so on, for texts that are too long for one cell: nothing is cut."""
    parts = [
        [[*_pieces(cell)] if isinstance(cell, str) and len(cell) * 7 > CELL_LIMIT else [cell] for cell in row]
        for row in rows
    ]
    widths = [max((len(row[n]) for row in parts), default=1) for n in range(len(heads))]
    if max(widths, default=1) == 1:
        return SheetTable(tuple(heads), tuple(rows))
    wide = [
        name if part == 1 else f"{name} ({part})"
        for name, width in zip(heads, widths, strict=True)
        for part in range(1, width + 1)
    ]
    made = [
        tuple(
            cell for pieces, width in zip(row, widths, strict=True) for cell in (*pieces, *[""] * (width - len(pieces)))
        )
        for row in parts
    ]
    split = tuple(name for name, width in zip(heads, widths, strict=True) if width > 1)
    return SheetTable(tuple(wide), tuple(made), split)


def length(text: str) -> int:
    """How many UTF-16 units a text takes at most, with its control characters written as spreadsheets write them."""
    return sum(map(_size, text))


def _size(sign: str) -> int:
    return 7 if sign < " " or sign == "_" else 2 if sign > "\uffff" else 1


def _pieces(text: str) -> Iterable[str]:
    if length(text) <= CELL_LIMIT:
        yield text
        return
    start, used = 0, 0
    for at, sign in enumerate(text):
        size = _size(sign)
        if used + size > CELL_LIMIT:
            yield text[start:at]
            start, used = at, 0
        used += size
    yield text[start:]
