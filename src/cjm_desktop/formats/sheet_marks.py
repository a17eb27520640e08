"""What is written beside the readable table, in a row and a column that are hidden, and read again: what each row and
each column showed, in which order they stood, and what every cell said when the workbook was made.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cjm_desktop.formats.sheet_grid import CHART, LINE, GridSheet
from cjm_desktop.formats.sheet_rows import CELL_LIMIT

_FIRST = "CJM Desktop map 1"

Rows = Sequence[Sequence[str]]


@dataclass(slots=True)
class Marks:
    """The marks of a table: what stands in its hidden corner, by row and by column, in that order."""

    corner: str = ""
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)

    @property
    def fit(self) -> bool:
        """Whether every one of them fits into a cell."""
        return all(len(text) <= CELL_LIMIT for text in (self.corner, *self.rows, *self.columns))


@dataclass(slots=True)
class Marked:
    """The readable table as it is now, its cells by row and column from 0 without those that are hidden.

    `rows` and `columns` are their marks, "" for one that was put in; `first_rows` and `first_columns` those that there
    were. `was` gives by the marks of row and column the checksum of what a cell said.
    """

    cells: list[list[str]]
    rows: list[str]
    columns: list[str]
    first_rows: list[str]
    first_columns: list[str]
    was: dict[tuple[str, str], str]

    @property
    def put_in(self) -> int:
        """How many rows and columns that say something have no mark."""
        rows = sum(not mark and any(map(str.strip, cells)) for mark, cells in zip(self.rows, self.cells, strict=True))
        return rows + sum(not mark for mark in self.columns[1:])


def plain(text: str) -> str:
    """A text without what does not show: blanks at the ends of lines, several in a row, empty lines at its ends."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def checksum(text: str) -> str:
    return f"{zlib.crc32(plain(text).encode('utf-8', 'surrogatepass')):x}"


def marks_of(sheet: GridSheet) -> Marks:
    """What to write beside the table."""
    said: dict[str, list[str]] = {}
    for (row, column), text in sheet.texts().items():
        said.setdefault(row, []).append(f"{column}={checksum(text)}")
    corner = "\n".join((_FIRST, " | ".join(sheet.rows), " | ".join(sheet.columns)))
    return Marks(
        corner, [f"{mark}\n{' '.join(said.get(mark, ()))}" if mark else "" for mark in sheet.rows], sheet.columns
    )


def is_marked(rows: Rows) -> bool:
    """Whether these rows are those of a readable table with its marks."""
    return bool(rows) and bool(rows[0]) and rows[0][0].startswith(_FIRST + "\n")


def seen(
    rows: Sequence[Sequence[str]], spans: Mapping[tuple[int, int], tuple[int, int]]
) -> tuple[Sequence[Sequence[str]], Mapping[tuple[int, int], tuple[int, int]]]:
    """A table and its merged cells as people see them, without its marks, if it has any; and without rows of no lane,
    which stand between those of lanes as if the table ended there.
    """
    if not is_marked(rows):
        return rows, spans
    kept = [n for n, row in enumerate(rows) if n and not (row and row[0].startswith((CHART, LINE)))]
    places = {row: n for n, row in enumerate(kept)}
    merged = {(places[row], column - 1): size for (row, column), size in spans.items() if row in places and column}
    return [rows[n][1:] for n in kept], merged


def read_marks(rows: Rows) -> Marked:
    """A table that `is_marked`; what was copied bears its mark only once."""
    corner = [*rows[0][0].split("\n"), "", ""]
    width = max(map(len, rows))
    seen: set[str] = set()
    marks, was = [], {}
    for row in rows[1:]:
        mark, _, said = (row[0] if row else "").partition("\n")
        mark = "" if mark in seen else mark
        seen.add(mark)
        marks.append(mark)
        for word in said.split() if mark else ():
            column, _, sum_ = word.partition("=")
            was[mark, column] = sum_
    columns: list[str] = []
    for n in range(1, width):
        mark = rows[0][n].strip() if n < len(rows[0]) else ""
        columns.append("" if n > 1 and mark in columns else mark)
    cells = [[*row[1:], *[""] * (width - max(1, len(row)))] for row in rows[1:]]
    return Marked(cells, marks, columns, corner[1].split(" | "), corner[2].split(" | "), was)
