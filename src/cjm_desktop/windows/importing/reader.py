"""The tables of a file and what the user says of one of them go in; what a window shows of it and the map of it come out.

Nothing here belongs to a window: it runs in a thread, and may be given up (`formats.patience`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cjm_desktop.formats import spreadsheet, table_reading
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import Found, Tables
from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_cells import cleaned_lines
from cjm_desktop.formats.table_reading import Reading
from cjm_desktop.formats.table_scale import ScaleDoubt, scale_doubt
from cjm_desktop.windows import plain

#: What of a larger table is shown; all of it is read.
LINES, PLACES = 60, 30
_SHOWN, _LOOKED_AT = 120, 2_000  #: characters of a cell
#: That the place of the lines' names is not the user's, but the likeliest.
GUESSED = -1


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user says of a table.

    `table` is its number. `across` (None: as guessed) says which way the stages run, `labels` where the lines are called
    something (GUESSED, a place, or None for nowhere), `meanings` what lines are, by their numbers, the newest last.
    `scale` is empty where the numbers are to be read as they look.
    """

    table: int
    across: bool | None = None
    labels: int | None = GUESSED
    meanings: tuple[tuple[int, str], ...] = ()
    by_line: bool = True
    lists: bool = True
    scale: str = ""

    @property
    def turn(self) -> tuple[int, bool | None, int | None]:
        """What numbers of lines depend on."""
        return self.table, self.across, self.labels

    @property
    def insists(self) -> bool:
        """Whether the user has said how the table is to be read, though it may seem to be no map."""
        return self.across is not None or self.labels != GUESSED or bool(self.meanings)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """The beginning of a table as it stands in its file, and what is known of its lines (rows where stages run across).

    `size` is that of the whole table, `names` are what the lines are called.
    """

    rows: tuple[tuple[str, ...], ...]
    spans: Mapping[tuple[int, int], tuple[int, int]]
    size: tuple[int, int]
    names: tuple[str, ...]
    places: int  #: how many cells a line has

    @property
    def is_cut(self) -> bool:
        """Whether there is more of the table."""
        return self.size != (len(self.rows), len(self.rows[0]))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a table as the user wants it: its map (None where there is none, for the reason in `refused`)."""

    wish: Wish
    reading: Reading
    sheet: SheetPart
    imported: Imported | None = None
    refused: str = ""
    #: Whether the user may have it all the same by saying how it is to be read.
    may_insist: bool = False
    doubt: ScaleDoubt | None = None


@dataclass(slots=True)
class TableReader:
    """Reads the tables of a file again and again; what the likeliest readings are is found out only once."""

    tables: Tables
    _turned: dict[tuple[int, bool | None, int | None], tuple[Reading, SheetPart]] = field(default_factory=dict)

    def outcome(self, wish: Wish) -> Outcome:
        """What becomes of it; FileProblem where the table is none at all."""
        found = self.tables.tables[wish.table]
        known = self._turned.get(wish.turn)
        if known is None:
            reading = _turned(found, wish)
            known = self._turned[wish.turn] = reading, _part(found.grid, reading)
        reading, sheet = known
        for line, meaning in wish.meanings:
            reading = reading.with_meaning(line, meaning)
        reading = replace(reading, by_line=wish.by_line, lists=wish.lists, scale=wish.scale)
        if found.refused and not wish.insists:
            return Outcome(wish, reading, sheet, refused=found.refused, may_insist=True)
        doubt = scale_doubt(found.grid, reading)
        try:
            imported = self._made(found, reading)
        except FileProblem as problem:
            return Outcome(wish, reading, sheet, refused=str(problem), doubt=doubt)
        return Outcome(wish, reading, sheet, imported, doubt=doubt)

    def _made(self, found: Found, reading: Reading) -> Imported:
        return spreadsheet.made(self.tables, found, reading, self.tables.title)


def _turned(found: Found, wish: Wish) -> Reading:
    """The likeliest reading for which way the stages run and where the lines are called something."""
    reading = spreadsheet.likeliest(found, wish.across)
    return reading if wish.labels == GUESSED else table_reading.relabelled(found.grid, reading, wish.labels)


def _shown(text: str) -> str:
    """A cell in one line, as whoever looks at the table knows it: bold type is marked by signs only where it is stored."""
    return plain.shortened(cleaned_lines(text[:_LOOKED_AT]), _SHOWN)


def _part(grid: Grid, reading: Reading) -> SheetPart:
    high, wide = (LINES, PLACES) if reading.across else (PLACES, LINES)
    rows = tuple(tuple(_shown(text) for text in row[:wide]) for row in grid.rows[:high])
    spans = {
        (row, column): (min(tall, len(rows) - row), min(broad, len(rows[0]) - column))
        for (row, column), (tall, broad) in grid.spans.items()
        if row < len(rows) and column < len(rows[0])
    }
    names = table_reading.line_names(grid, reading)[:LINES]
    places = grid.size[1] if reading.across else grid.size[0]
    return SheetPart(rows, spans, grid.size, names, places)
