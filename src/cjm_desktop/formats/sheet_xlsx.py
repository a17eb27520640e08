"""The bytes of an XLSX workbook go in; where its sheets are those that this program writes, their map comes out.

A workbook is unpacked only where it says that it is of a bearable size, and no sheet is read further than a map reaches.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from typing import Any

from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.journey_file import RECORD_LIMIT
from cjm_desktop.formats.sheet_escapes import unescaped
from cjm_desktop.formats.sheet_marks import is_marked
from cjm_desktop.formats.sheet_reading import is_own, read_tables

#: What a workbook may weigh, how large it may be unpacked, and of how many parts it may be.
SIZE_LIMIT = 20_000_000
UNPACKED_LIMIT = 200_000_000
_PARTS = 2_000
_SHEETS = 50
#: How many cells, the empty ones between others as well.
_CELLS = 3_000_000


def check(data: bytes, name: str) -> None:
    """FileProblem where the bytes are no workbook, or one that would be too large or too clever to be read."""
    shown_name = file_name(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > _PARTS or size > UNPACKED_LIMIT:
                raise FileProblem(
                    f"{shown_name} has {len(parts):,} parts and {size // 1_000_000:,} MB when it is unpacked; "
                    f"{_PARTS:,} parts and {UNPACKED_LIMIT // 1_000_000} MB are the most."
                )
            if "xl/workbook.xml" not in packed.namelist():
                raise FileProblem(f"{shown_name} is no workbook of sheets.")
            for part in parts:
                # A spreadsheet never declares anything; what is declared can grow beyond all measure.
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in _plain(packed.read(part)):
                    raise FileProblem(f"{shown_name} declares entities, which no workbook needs.")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise FileProblem(f"{shown_name} is damaged, or no workbook.") from error


def _plain(part: bytes) -> bytes:
    """The bytes as if they were of one for each character, whichever way they are encoded."""
    return part.replace(b"\0", b"") if b"\0" in part[:4] else part


def read_own(data: bytes, name: str) -> Imported | None:
    """The map in a workbook of this program, as a user may have changed it; None where it is another program's.

    FileProblem where the workbook is damaged or holds too much.
    """
    from openpyxl import load_workbook

    check(data, name)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        heads = [(sheet, _head(sheet)) for sheet in book.worksheets[:_SHEETS]]
        own = any(is_own(head) for _, head in heads)
        tables = [
            (str(sheet.title), _rows(sheet, name)) for sheet, head in heads if own and (is_own(head) or is_marked(head))
        ]
    except FileProblem:
        raise
    except Exception as error:  # whatever a damaged workbook makes its reader raise
        raise FileProblem(f"{file_name(name)} is damaged, or no workbook.") from error
    if not tables:
        return None
    return read_tables(tables, name)


def _head(sheet: Any) -> list[list[str]]:
    sheet.reset_dimensions()
    return [_texts(row) for row in sheet.iter_rows(max_row=1, values_only=True)]


def _rows(sheet: Any, name: str) -> list[list[str]]:
    """The rows down to the last that says something: spreadsheets write an empty one at the very end of a sheet."""
    rows: list[list[str]] = []
    count = empty = 0
    for row in sheet.iter_rows(values_only=True):
        if not any(value is not None and value != "" for value in row):
            empty += 1
            continue
        if len(rows) + empty > RECORD_LIMIT:
            raise FileProblem(f"{file_name(name)} has more than {RECORD_LIMIT:,} rows on a sheet, which are the most.")
        rows += ([] for _ in range(empty))
        empty = 0
        count += len(row)
        if count > _CELLS:
            raise FileProblem(f"{file_name(name)} has more than {_CELLS:,} cells on a sheet, which are the most.")
        rows.append(_texts(row))
    return rows


def _texts(row: Iterable[object]) -> list[str]:
    return [_text(value) for value in row]


def _text(value: object) -> str:
    if isinstance(value, str):
        return unescaped(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)
