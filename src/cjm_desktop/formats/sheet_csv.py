"""A map goes in, a CSV table of all its records comes out, and back; the same map gives the same bytes.

Spreadsheets take no cell for a formula: what would be one goes out with an apostrophe in front, which is taken away again.
"""

from __future__ import annotations

import csv
import io
import re

from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.imported import Exported, Imported
from cjm_desktop.formats.reading import decoded
from cjm_desktop.formats.sheet_columns import ID, KIND, KINDS, Cell
from cjm_desktop.formats.sheet_escapes import escaped, unescaped
from cjm_desktop.formats.sheet_reading import read_tables
from cjm_desktop.formats.sheet_rows import losses, table_of
from cjm_desktop.model.journey import Journey

SIZE_LIMIT = 20_000_000
#: How many cells, the empty ones as well.
_CELLS = 3_000_000
_SEPARATORS = ",;\t"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write(journey: Journey) -> Exported:
    """The table as UTF-8 with a byte order mark, by which spreadsheets know it."""
    table = table_of(journey, KINDS)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    split = tuple(f"Texts of “{name}” that are too long for one cell stand in several." for name in table.split)
    return Exported(b"\xef\xbb\xbf" + file.getvalue().encode(), (*losses(journey), *split))


def is_own(data: bytes) -> bool:
    """Whether the bytes are a table that `write` made, even if a spreadsheet has written it again."""
    first = data[:20_000].removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("utf-8", "replace")
    return bool(re.match(rf'"?{KIND}"?[{_SEPARATORS}]', first)) and bool(
        re.search(rf'[{_SEPARATORS}]"?{ID}"?[{_SEPARATORS}]', first)
    )


def read(data: bytes, name: str) -> Imported:
    """The map in a table that `is_own`; FileProblem where it holds too much or is no CSV."""
    text = decoded(data, name)
    separator = text.removeprefix('"')[len(KIND) :].removeprefix('"')[0]
    rows: list[list[str]] = []
    count = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            count += len(row)
            if count > _CELLS:
                raise FileProblem(f"{file_name(name)} has more than {_CELLS:,} cells, which are the most.")
            rows.append([_read(cell) for cell in row])
    except csv.Error as error:
        raise FileProblem(f"{file_name(name)}: a cell of it is too long or is not closed.") from error
    return read_tables([(name, rows)], name)


def _written(cell: Cell) -> str:
    if not isinstance(cell, str):
        return "" if cell is None else repr(cell)
    text = escaped(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _read(text: str) -> str:
    if text.startswith("'") and _FORMULA.match(text):
        text = text[1:]
    return unescaped(text.replace("\r\n", "\n"))
