"""The program's own tables (`sheet_columns`) go in as texts, the map that they are of comes out.

People write into such tables: a row may be new and without an id, copied with the id of another, moved to another stage
by its name. What cannot be understood is told and left out; a table that nobody touched gives the very map.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from cjm_desktop.formats import sheet_edits, sheet_marks, xlsx_curves
from cjm_desktop.formats.errors import FileProblem, file_name, shown
from cjm_desktop.formats.imported import Imported, Notes
from cjm_desktop.formats.journey_file import CELL_LIMIT, RECORD_LIMIT
from cjm_desktop.formats.sheet_columns import (
    BY_WORD,
    ID,
    KIND,
    KINDS,
    PARTS,
    Column,
    NotUnderstoodError,
    headings,
    items_of,
)
from cjm_desktop.formats.sheet_grid import LANE, STAGES
from cjm_desktop.formats.sheet_marks import Marked, checksum
from cjm_desktop.formats.sheet_missing import Row, missing_lists, named_rows
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.ids import is_id
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import NAME_MAX, Record, SubStage
from cjm_desktop.model.rules import repair

#: More columns than this are none of ours.
_COLUMNS = 1_000
_SUB_STAGES = 200
_PART = re.compile(r"(.+) \((\d{1,4})\)")
_KNOWN = frozenset(headings(KINDS))

Rows = Sequence[Sequence[str]]


def is_own(rows: Rows) -> bool:
    """Whether these are the rows of a table that this program made: its headings say so, even after a user's edits."""
    head = [text.strip() for text in rows[0]] if rows else []
    return _is_upright(rows) or (KIND in head and ID in head and len(_KNOWN.intersection(head)) > 2)


def read_tables(
    tables: Sequence[tuple[str, Rows]],
    name: str,
    unknown: Collection[tuple[int, int]] = (),
    curves: Rows | None = None,
) -> Imported:
    """The map in the tables that are the program's own, each with what it is called; the others are passed over.

    A readable table among them with its marks (`sheet_marks`) says what people changed there, but in cells of which it is
    `unknown` (row and column from 0) what they say. `curves` are the values of the curves, of which nothing is taken.
    `name` is that of the file, for sentences and for a map without a title. FileProblem where the tables hold too much.
    """
    notes = Notes()
    file = file_name(name)
    own = [(table, cells) for table, cells in tables if is_own(cells)]
    rows = [row for table, cells in own for row in _rows(file, table, cells, notes, several=len(own) > 1)]
    if len(rows) > RECORD_LIMIT:
        raise FileProblem(f"{file} holds {len(rows):,} rows; {RECORD_LIMIT:,} are the most.")
    missing = missing_lists(rows, [_head(cells) for _, cells in own])
    table = next((cells for _, cells in tables if sheet_marks.is_marked(cells)), None)
    shown_map = None if table is None else sheet_marks.read_marks(table)
    named = named_rows(rows, missing, shown_map, notes)
    journey = _Maker([*rows, *named], notes, file, shown_map).made()
    if shown_map is not None and "cards" in missing:
        notes.add("there is no list of cards, so the texts of the sheet “Map” were taken, which are all that is left")
    if not any(row.kind.table == "" for row in rows):
        journey = journey.model_copy(update={"title": PurePath(name).stem[:NAME_MAX]})
    if len(journey.stages) * len(journey.lanes) > CELL_LIMIT:
        raise FileProblem(
            f"{file} has {len(journey.stages):,} stages and {len(journey.lanes):,} lanes; "
            f"they may make {CELL_LIMIT:,} cells."
        )
    journey, repairs = repair(journey)
    edits: tuple[str, ...] = ()
    if table is not None and shown_map is not None:
        comparable = curves is not None and "points" not in missing
        if comparable and not sheet_edits.is_changed_elsewhere(journey, shown_map):
            _tell_of_curves(journey, curves or (), notes)
        journey, edits = sheet_edits.with_edits(journey, table, unknown, missing)
        journey, _ = repair(journey)
        if len(journey.cards) > RECORD_LIMIT:
            raise FileProblem(f"{file} holds {len(journey.cards):,} cards; {RECORD_LIMIT:,} are the most.")
    return Imported(journey, (*notes.sentences(), *repairs, *edits))


def _is_upright(rows: Rows) -> bool:
    """Whether the headings stand in the first column, as those of the map itself do."""
    return bool(rows) and len(rows[0]) > 1 and rows[0][0].strip() == KIND and rows[0][1].strip() in BY_WORD


def _tell_of_curves(journey: Journey, curves: Rows, notes: Notes) -> None:
    if not xlsx_curves.shows(curves, journey):
        notes.add("the sheet “Emotion curve” was changed, which changes nothing in the map; change “Map” or “Cards”")


def _head(rows: Rows) -> frozenset[str]:
    """The headings of a table that `is_own`."""
    return frozenset(text.strip() for text in ([row[0] for row in rows if row] if _is_upright(rows) else rows[0]))


def _rows(file: str, name: str, rows: Rows, notes: Notes, *, several: bool) -> Iterator[Row]:
    sheet = f" (sheet “{shown(name)}”)" if several else ""
    upright = _is_upright(rows)
    if upright:
        width = max(map(len, rows))
        rows = [[row[n] if n < len(row) else "" for row in rows] for n in range(min(width, 2))]
    if len(rows[0]) > _COLUMNS:
        raise FileProblem(f"{file} has {len(rows[0]):,} columns; {_COLUMNS:,} are the most.")
    places: dict[str, list[int]] = {}
    for n, text in enumerate(rows[0]):
        heading = text.strip()
        part = _PART.fullmatch(heading)
        if part is not None and part.group(1) in places:
            heading = part.group(1)
        elif heading in places:
            notes.add(f"a second column “{shown(heading)}” was left out")
            continue
        if heading and heading not in _KNOWN:
            notes.add(f"the column “{shown(heading)}” is not known and was left out")
            continue
        places.setdefault(heading, []).append(n)
    places.pop("", None)
    for line, row in enumerate(rows[1:], 2):
        cells = {
            heading: text for heading, at in places.items() if (text := "".join(row[n] for n in at if n < len(row)))
        }
        if not any(text.strip() for text in cells.values()):
            continue
        word = cells.get(KIND, "").strip().casefold() or "card"
        if word not in BY_WORD:
            notes.add(f"a row of “{shown(name)}” is of no kind that is known, and was left out", line, shown(word, 40))
            continue
        yield Row(BY_WORD[word], cells, 0 if upright else line, sheet=sheet)


class _Maker:
    """Makes records of rows, once it knows what all of them are called."""

    def __init__(self, rows: Sequence[Row], notes: Notes, file: str, shown_map: Marked | None = None) -> None:
        """`shown_map` tells what stages and lanes were called when the tables were made."""
        self._first_names = {} if shown_map is None else _first_names(shown_map)
        self._rows, self._notes, self._file = rows, notes, file
        self._taken: set[str] = set()
        self._give_ids()
        #: By table what each record is called.
        self._names: dict[str, dict[str, str]] = {kind.table: {} for kind in KINDS}
        self._names["channels"] = {id_: channel.name for id_, channel in CHANNELS.items()}
        for row in rows:
            if row.kind.table not in ("", "cards", "curves", "points", "metrics"):
                self._names[row.kind.table][row.id] = row.cells.get("Name", "")
        people = self._names["personas"]
        for row in rows:
            if row.kind.table == "cards":
                self._names["cards"][row.id] = row.cells.get("Text", "")
            elif row.kind.table == "curves":
                own = row.cells.get("Name", "")
                self._names["curves"][row.id] = own or people.get(row.cells.get("Persona id", ""), "")
        self._by_name = {
            table: {_plain(name): id_ for id_, name in reversed(list(names.items()))}
            for table, names in self._names.items()
        }
        self._parts: dict[str, dict[str, str]] = {}
        #: How often rows say this name beside this id.
        self._said = Counter(
            (column.names, row.cells.get(column.ids, "").strip(), _plain(row.cells.get(column.heading, "")))
            for row in rows
            for column in row.kind.columns
            if column.names
        )

    def made(self) -> Journey:
        tables: dict[str, list[Record]] = {kind.table: [] for kind in KINDS}
        own: dict[str, Any] = {}
        # Cards name the sub-stages of stages, which may stand below them.
        for row in sorted(self._rows, key=lambda row: row.kind.table != "stages"):
            fields = self._fields(row)
            if not row.kind.table:
                own = {**own, **fields}
                continue
            record = self._record(row, fields)
            if record is not None:
                tables[row.kind.table].append(record)
        del tables[""]
        blank = Journey()
        head = self._valid(Journey, own, 0, "")
        update: dict[str, Any] = {name: getattr(head, name) for name in own} if isinstance(head, Journey) else {}
        return blank.model_copy(update={**update, **{name: Table.of(records) for name, records in tables.items()}})

    def _give_ids(self) -> None:
        written = [row for row in self._rows if row.kind.table]
        for row in written:
            id_ = row.cells.get(ID, "").strip()
            if is_id(id_) and id_ not in self._taken:
                row.id = id_
                self._taken.add(id_)
        number = 0
        for row in written:
            while not row.id:
                number += 1
                if (made := f"{row.kind.word}-new-{number}") not in self._taken:
                    row.id = made
                    self._taken.add(made)

    def _fields(self, row: Row) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        unclear: set[str] = set()
        for column in row.kind.columns:
            if column.names:
                found = self._reference(row, column, fields.get("stage"))
                if found is not None:
                    fields[column.field] = found
                continue
            text = row.cells.get(column.heading, "")
            if not text:
                continue
            try:
                value = column.codec.read(text)
            except NotUnderstoodError as problem:
                self._notes.add(f"“{column.heading}” {problem} and was left out{row.sheet}", row.line, shown(text, 40))
                unclear |= {"evidence"} if column.field == "evidence.status" else set()
                continue
            if column.field == "sub_stages":
                value = self._sub_stages(row, value)
            outer, _, inner = column.field.partition(".")
            if inner and value is not None:
                fields.setdefault(outer, {})[inner] = value
            elif not inner and (value is not None or column.codec.read("") is None):
                fields[outer] = value
        for name in unclear.intersection(fields):
            # What rests on nothing that is known would be taken for assumed.
            del fields[name]
            self._notes.add(f"what is said of the source of that {name} was left out with it{row.sheet}", row.line)
        return fields

    def _sub_stages(self, row: Row, names: Sequence[str]) -> tuple[SubStage, ...]:
        if len(names) > _SUB_STAGES:
            raise FileProblem(f"{self._file} has a stage of {len(names):,} sub-stages; {_SUB_STAGES} are the most.")
        ids = [id_ for id_ in items_of(row.cells.get(PARTS, "")) if is_id(id_)]
        taken = set(ids)
        parts: dict[str, str] = {}
        number = 0
        for n, name in enumerate(names):
            id_ = ids[n] if n < len(ids) else ""
            while not id_ or id_ in parts:
                number += 1
                id_ = "" if f"part-{number}" in taken else f"part-{number}"
            parts[id_] = name
        self._parts[row.id] = parts
        return tuple(SubStage.model_construct(id=id_, name=name) for id_, name in parts.items())

    def _reference(self, row: Row, column: Column, stage: str | None) -> str | None:
        """The id that a cell means. Its name counts where it is that of another record: somebody moved the row."""
        name, id_ = row.cells.get(column.heading, ""), row.cells.get(column.ids, "").strip()
        if column.names == "sub_stages":
            names: Mapping[str, str] = self._parts.get(stage or "", {})
            by_name: Mapping[str, str] = {_plain(name): id_ for id_, name in reversed(list(names.items()))}
        else:
            names, by_name = self._names[column.names], self._by_name[column.names]
        meant = names.get(id_, "")
        if id_ and (_plain(meant) == _plain(name) or (column.names == "cards" and id_ in names)):
            return id_
        if not name.strip():
            return None
        if _plain(name) in by_name:
            return by_name[_plain(name)]
        if id_ not in names:
            what = "card" if column.names == "cards" else column.heading.casefold()
            remark = f"there is no {what} of this name, so none was taken{row.sheet}"
            self._notes.add(remark, row.line, shown(name, 40))
            return None
        if self._is_written_anew(column.names, id_, name):
            what = column.heading.casefold()
            if row.kind.table == "cards":
                remark = f"there is no {what} of this name, so none was taken{row.sheet}"
                self._notes.add(remark, row.line, shown(name, 40))
                return None
            self._notes.add(
                f"there is no {what} of this name, so the old one was kept{row.sheet}", row.line, shown(name, 40)
            )
        return id_

    def _is_written_anew(self, table: str, id_: str, name: str) -> bool:
        """Whether somebody wrote a name of nothing beside an id, rather than that what bears the id was renamed."""
        if id_ in CHANNELS and table == "channels":
            return True
        first = self._first_names.get((table, id_))
        if first is not None:
            return checksum(name) != first
        return self._said[table, id_, _plain(self._names[table].get(id_, ""))] > 0

    def _record(self, row: Row, fields: dict[str, Any]) -> Record | None:
        return self._valid(row.kind.record, {"id": row.id, **fields}, row.line, row.sheet)

    def _valid(self, kind: type[Record], fields: dict[str, Any], line: int, sheet: str) -> Record | None:
        """The record of these fields; those that are not as they must be are told and left out."""
        try:
            return kind.model_validate(fields)
        except ValidationError as error:
            wrong = {str(one["loc"][0]) for one in error.errors()}
        for name in sorted(wrong):
            word = name.replace("_", " ")
            if name not in fields:
                self._notes.add(f"the row was left out, because it says no {word}{sheet}", line)
            else:
                self._notes.add(f"“{word}” is not as it must be and was left out{sheet}", line)
        if not wrong.issubset(fields):
            return None
        return self._valid(kind, {name: value for name, value in fields.items() if name not in wrong}, line, sheet)


def _first_names(shown_map: Marked) -> dict[tuple[str, str], str]:
    """By table and id the checksums of what the readable table called stages and lanes at first."""
    found: dict[tuple[str, str], str] = {}
    for (row, column), was in shown_map.was.items():
        if row == STAGES and column:
            found.setdefault(("stages", column.partition("/")[0]), was)
        elif row.startswith(LANE) and not column:
            found["lanes", row.removeprefix(LANE)] = was
    return found


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
