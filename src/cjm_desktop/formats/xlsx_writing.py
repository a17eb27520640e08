"""A map goes in, an XLSX workbook comes out: a readable table, all records with their ids, and a chart of the curves.

The same map gives the same bytes. No text is a formula, whatever it begins with.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.language import from_right
from cjm_desktop.formats.sheet_columns import BY_WORD, Cell
from cjm_desktop.formats.sheet_escapes import escaped
from cjm_desktop.formats.sheet_rows import SheetTable, losses, table_of
from cjm_desktop.formats.sheet_xlsx import CURVES, MAP
from cjm_desktop.formats.xlsx_curves import fill_curves
from cjm_desktop.formats.xlsx_map import fill_map
from cjm_desktop.formats.xlsx_styles import Styles, landscape, put, width_of
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
ABOUT = "About"

_DATE = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
#: The share of the work that is done when all sheets are filled.
_FILLED = 0.7
#: The widths that a column can have, in characters.
_NARROWEST, _WIDEST, _ID_WIDTH = 10, 48, 14


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
        _fill_table(book.create_sheet(name), journey, table)
        notes += (
            f"Texts of “{heading}” on the sheet “{name}” that are too long for one cell stand in several."
            for heading in table.split
        )
    about = table_of(journey, [BY_WORD["map"]])
    _fill_about(book.create_sheet(ABOUT), journey, about)
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


def _fill_table(sheet: Any, journey: Journey, table: SheetTable) -> None:
    """Records under headings that can be filtered; the columns of ids are folded away."""
    from openpyxl.utils import get_column_letter

    styles = Styles(from_right=from_right(journey.language))
    for column, heading in enumerate(table.headings, 1):
        is_id = _is_id(heading)
        cell = put(sheet, 1, column, heading)
        cell.font = styles.font(LIGHT.text_muted if is_id else LIGHT.pill_text, bold=not is_id)
        cell.fill = styles.fill(LIGHT.surface_soft if is_id else LIGHT.pill)
        cell.alignment, cell.border = styles.wrapped, styles.border
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = _ID_WIDTH if is_id else _width(heading, [row[column - 1] for row in table.rows])
        if is_id:
            dimension.outlineLevel, dimension.hidden = 1, True
    sheet.row_dimensions[1].height = 20
    wrapped = {n for n, heading in enumerate(table.headings) if not _is_id(heading)}
    for row, cells in enumerate(table.rows, 2):
        for n, value in enumerate(cells):
            if value is not None and value != "":
                cell = put(sheet, row, n + 1, value)
                cell.font = styles.font()
                if n in wrapped:
                    cell.alignment = styles.wrapped
    sheet.freeze_panes = "B2"
    sheet.sheet_view.rightToLeft = from_right(journey.language)
    landscape(sheet, journey.title, wide=True, head="1:1")
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.headings))}{len(table.rows) + 1}"


def _width(heading: str, cells: Sequence[Cell]) -> float:
    """How wide a column is: as its longest line, but none too wide to be read beside others; the arrow of the filter fits."""
    lines = (line for cell in cells if cell is not None for line in str(cell)[:400].split("\n"))
    return min(_WIDEST, max(_NARROWEST, 1.1 * width_of(heading) + 4, 1 + max(map(width_of, lines), default=0.0)))


def _is_id(heading: str) -> bool:
    return heading == "Id" or heading.endswith((" id", " ids"))


def _fill_about(sheet: Any, journey: Journey, table: SheetTable) -> None:
    """One record, its headings down the first column."""
    styles = Styles(from_right=from_right(journey.language))
    for row, (heading, value) in enumerate(zip(table.headings, table.rows[0], strict=True), 1):
        for column, (text, font) in enumerate(
            ((heading, styles.font(LIGHT.pill_text, bold=True)), (value, styles.font())), 1
        ):
            cell = put(sheet, row, column, text)
            cell.font, cell.alignment, cell.border = font, styles.wrapped, styles.border
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 100
    sheet.sheet_view.rightToLeft = from_right(journey.language)
    landscape(sheet, journey.title)
