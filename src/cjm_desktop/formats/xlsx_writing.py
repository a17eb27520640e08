"""A map goes in, an XLSX workbook comes out: a readable table, all records with their ids, and a chart of the curves.

The same map gives the same bytes. No text is a formula, whatever it begins with.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.sheet_columns import BY_WORD, KIND
from cjm_desktop.formats.sheet_escapes import escaped
from cjm_desktop.formats.sheet_rows import SheetTable, losses, table_of
from cjm_desktop.formats.xlsx_curves import fill_curves
from cjm_desktop.formats.xlsx_map import fill_map
from cjm_desktop.formats.xlsx_styles import Styles, height_of, landscape, put
from cjm_desktop.model.journey import Journey
from cjm_desktop.theme import LIGHT

#: The sheets of records: what each is called and which kinds of rows it holds.
SHEETS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Cards", ("card", "emotion", "metric")),
    ("Personas", ("persona",)),
    ("Stages", ("stage",)),
    ("Lanes", ("lane", "line", "curve")),
    ("More", ("channel", "source", "arrow", "view")),
)
MAP, ABOUT, CURVES = "Map", "About", "Emotion curve"

_DATE = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
#: The share of the work that is done when all sheets are filled.
_FILLED = 0.7
#: Widths of columns in characters; those of ids are narrow.
_WIDE, _USUAL, _NARROW = 48, 18, 10
_LONG = frozenset({"Text", "Note", "Quote", "Objective", "Scenario", "Needs", "Goals", "Frustrations", "Demographics"})
_STAGE_WIDTH, _LABEL_WIDTH, _SIZE, _LINE = 32, 20, 10, 14.0


def write(journey: Journey, done: Callable[[float], None] | None = None) -> Exported:
    """The workbook. Its sheet “Map” is for reading; the others hold the records, of which it becomes the map again.

    `done` is told the share done, 0 to 1.
    """
    from openpyxl import Workbook

    tell = done or (lambda _share: None)
    tell(0.0)
    book = Workbook()
    notes = [*losses(journey)]
    sheet = book.active
    sheet.title = MAP
    charts, too_long = fill_map(sheet, journey, SHEETS[0][0])
    if too_long:
        count = "A cell" if too_long == 1 else f"{too_long:,} cells"
        notes.append(f"{count} of the sheet “{MAP}” would be too long; the texts stand on “{SHEETS[0][0]}”.")
    for n, (name, words) in enumerate(SHEETS):
        tell(_FILLED * (n + 1) / (len(SHEETS) + 1))
        table = table_of(journey, [BY_WORD[word] for word in words])
        _fill_table(book.create_sheet(name), table)
        notes += (
            f"Texts of “{heading}” on the sheet “{name}” that are too long for one cell stand in several."
            for heading in table.split
        )
    about = table_of(journey, [BY_WORD["map"]])
    _fill_about(book.create_sheet(ABOUT), about)
    if any(point.value is not None for point in journey.points.values()):
        fill_curves(book.create_sheet(CURVES, 1), sheet, journey, charts)
    book.properties.creator = "CJM Desktop"
    book.properties.title = escaped(journey.title)
    file = io.BytesIO()
    tell(_FILLED)
    book.save(file)
    return Exported(_timeless(file.getvalue()), tuple(notes))


def _timeless(data: bytes) -> bytes:
    """The same workbook without the time of its making."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()


def _fill_table(sheet: Any, table: SheetTable) -> None:
    from openpyxl.utils import get_column_letter

    styles = Styles()
    for column, heading in enumerate(table.headings, 1):
        is_id = _is_id(heading)
        cell = put(sheet, 1, column, heading)
        cell.font = styles.font(LIGHT.text_muted if is_id else LIGHT.pill_text, bold=not is_id)
        cell.fill = styles.fill(LIGHT.surface_soft if is_id else LIGHT.pill)
        width = _NARROW if is_id or heading == KIND else _WIDE if heading in _LONG else _USUAL
        sheet.column_dimensions[get_column_letter(column)].width = width
    wrapped = {n for n, heading in enumerate(table.headings) if not _is_id(heading)}
    for row, cells in enumerate(table.rows, 2):
        for n, value in enumerate(cells):
            if value is not None and value != "":
                cell = put(sheet, row, n + 1, value)
                if n in wrapped:
                    cell.alignment = styles.wrapped
    sheet.freeze_panes = "B2"
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.headings))}{len(table.rows) + 1}"


def _is_id(heading: str) -> bool:
    return heading == "Id" or heading.endswith((" id", " ids"))


def _fill_about(sheet: Any, table: SheetTable) -> None:
    """One record, its headings down the first column."""
    styles = Styles()
    for row, (heading, value) in enumerate(zip(table.headings, table.rows[0], strict=True), 1):
        put(sheet, row, 1, heading).font = styles.font(LIGHT.pill_text, bold=True)
        put(sheet, row, 2, value).alignment = styles.wrapped
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABEL_WIDTH, 100
