"""The bytes of an XLSX workbook go in; where its sheets are those that this program writes, their map comes out.

A workbook is unpacked only where it says that it is of a bearable size, and no sheet is read further than a map reaches.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.journey_file import RECORD_LIMIT
from cjm_desktop.formats.sheet_marks import is_marked
from cjm_desktop.formats.sheet_reading import is_own, read_tables
from cjm_desktop.formats.xlsx_reading import read_sheets

#: What a workbook may weigh, how large it may be unpacked, and of how many parts it may be.
SIZE_LIMIT = 20_000_000
UNPACKED_LIMIT = 200_000_000
_PARTS = 2_000
#: What the sheets are called that are for reading and looking at.
MAP, CURVES = "Map", "Emotion curve"


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
    check(data, name)
    sheets = read_sheets(data, name, exact=True)
    if not sheets:
        raise FileProblem(f"{file_name(name)} is damaged, or no workbook.")
    own = [sheet for sheet in sheets if is_own(sheet.rows)]
    if not own:
        return None
    for sheet in own:
        if len(sheet.rows) > RECORD_LIMIT + 1:
            raise FileProblem(f"{file_name(name)} has more than {RECORD_LIMIT:,} rows on a sheet, which are the most.")
    read = [sheet for sheet in sheets if sheet in own or is_marked(sheet.rows)]
    marked = next((sheet for sheet in read if is_marked(sheet.rows)), None)
    others = {sheet.name: sheet for sheet in sheets if sheet not in read}
    made = read_tables(
        [(sheet.name, sheet.rows) for sheet in read],
        name,
        () if marked is None else marked.unknown,
        others[CURVES].rows if CURVES in others else None,
    )
    notes = [*made.notes, *(note for sheet in read for note in sheet.missing)]
    if MAP in others:
        notes.append(
            f"The sheet “{MAP}” has lost its first row or column, which is hidden and says what stands where, so nothing "
            "was taken from it; the other sheets were read."
        )
    return Imported(made.journey, tuple(notes))
