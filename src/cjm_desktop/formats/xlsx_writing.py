"""A map goes in, an XLSX workbook comes out: a readable table, all records with their ids, and a chart of the curves.

The same map gives the same bytes. No text is a formula, whatever it begins with.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.sheet_columns import BY_WORD, KIND, Cell
from cjm_desktop.formats.sheet_escapes import escaped
from cjm_desktop.formats.sheet_grid import GridCell, curve_name, grid_of
from cjm_desktop.formats.sheet_rows import CELL_LIMIT, SheetTable, length, losses, table_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import CurveStyle, EmotionPoint
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
#: Widths of columns in characters; those of ids are narrow.
_WIDE, _USUAL, _NARROW = 48, 18, 10
_LONG = frozenset({"Text", "Note", "Quote", "Objective", "Scenario", "Needs", "Goals", "Frustrations", "Demographics"})
_STAGE_WIDTH, _LABEL_WIDTH, _SIZE, _LINE = 32, 20, 10, 14.0


def write(journey: Journey) -> Exported:
    """The workbook. Its sheet “Map” is for reading; the others hold the records, of which it becomes the map again."""
    from openpyxl import Workbook

    book = Workbook()
    notes = [*losses(journey)]
    sheet = book.active
    sheet.title = MAP
    _fill_grid(sheet, journey, notes)
    for name, words in SHEETS:
        table = table_of(journey, [BY_WORD[word] for word in words])
        _fill_table(book.create_sheet(name), table)
        notes += (
            f"Texts of “{heading}” on the sheet “{name}” that are too long for one cell stand in several."
            for heading in table.split
        )
    about = table_of(journey, [BY_WORD["map"]])
    _fill_about(book.create_sheet(ABOUT), about)
    if any(point.value is not None for point in journey.points.values()):
        _fill_curves(book.create_sheet(CURVES, 1), journey)
    book.properties.creator = "CJM Desktop"
    book.properties.title = escaped(journey.title)
    file = io.BytesIO()
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


def _set(sheet: Any, row: int, column: int, value: Cell) -> Any:
    """A cell with a text that is nothing but a text, or with a number that keeps all its digits; both from 1."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        if value:
            # A text of blanks alone would be taken for none.
            text = escaped(value)
            cell.value = text if text.strip() else f"_x{ord(text[0]):04X}_{text[1:]}"
            cell.data_type = "s"
    elif value is not None:
        cell.value = value
        # The writer rounds numbers to 16 digits, which are one too few.
        cell._value, cell.data_type = repr(value), "n"
    return cell


def _colour(colour: str) -> str:
    return colour.removeprefix("#").upper()


class _Styles:
    """Fonts, fills and edges, each made once."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self._font, self._fill = Font, PatternFill
        self._made: dict[tuple[Any, ...], Any] = {}
        side = Side(style="thin", color=_colour(LIGHT.border))
        self.border = Border(left=side, right=side, top=side, bottom=side)
        self.wrapped = Alignment(wrap_text=True, vertical="top")
        self.centred = Alignment(wrap_text=True, vertical="center", horizontal="center")

    def font(self, ink: str, *, bold: bool = False, scale: float = 1.0) -> Any:
        key = ("font", ink, bold, scale)
        if key not in self._made:
            self._made[key] = self._font(
                name="Calibri", size=round(_SIZE * scale), bold=bold, color=_colour(ink or LIGHT.text)
            )
        return self._made[key]

    def fill(self, colour: str) -> Any:
        if ("fill", colour) not in self._made:
            self._made["fill", colour] = self._fill("solid", fgColor=_colour(colour))
        return self._made["fill", colour]


def _fill_grid(sheet: Any, journey: Journey, notes: list[str]) -> None:
    from openpyxl.utils import get_column_letter

    grid, styles = grid_of(journey), _Styles()
    too_long = 0
    for (row, column), made in grid.cells.items():
        text = made.text
        if length(text) > CELL_LIMIT:
            too_long += 1
            text = f"Too long for a cell: see the sheet “{SHEETS[0][0]}”"
        cell = _set(sheet, row + 1, column + 1, text)
        cell.font = styles.font(made.ink, bold=made.bold, scale=made.scale)
        cell.alignment = styles.centred if made.centred else styles.wrapped
        if made.fill:
            cell.fill = styles.fill(made.fill)
        if row >= 1:
            cell.border = styles.border
        if made.wide > 1 or made.high > 1:
            sheet.merge_cells(
                start_row=row + 1, start_column=column + 1, end_row=row + made.high, end_column=column + made.wide
            )
    for row in range(grid.rows):
        cells = [(column, cell) for (at, column), cell in grid.cells.items() if at == row]
        if cells:
            sheet.row_dimensions[row + 1].height = max(_height(cell, column) for column, cell in cells)
        sheet.row_dimensions[row + 1].hidden = row in grid.hidden
    sheet.column_dimensions["A"].width = _LABEL_WIDTH
    for column in range(2, grid.columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _STAGE_WIDTH
    sheet.freeze_panes = sheet.cell(grid.head + 1, 2)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if too_long:
        count = "A cell" if too_long == 1 else f"{too_long:,} cells"
        notes.append(f"{count} of the sheet “{MAP}” would be too long; the texts stand on “{SHEETS[0][0]}”.")


def _height(cell: GridCell, column: int) -> float:
    """About how high a row must be for a cell, in points; a spreadsheet does not find out where cells are merged."""
    width = (_LABEL_WIDTH if column == 0 and cell.wide == 1 else _STAGE_WIDTH * cell.wide) * 1.05 / cell.scale
    lines = sum(1 + int(_columns(line) / width) for line in cell.text[:2_000].split("\n"))
    return min(400.0, _LINE * cell.scale * lines + 4)


def _columns(line: str) -> float:
    """About how many digits wide a line is; signs beyond those of alphabets are twice as wide."""
    return sum(2.0 if sign > "\u2e7f" else 1.1 for sign in line)


def _fill_table(sheet: Any, table: SheetTable) -> None:
    from openpyxl.utils import get_column_letter

    styles = _Styles()
    for column, heading in enumerate(table.headings, 1):
        is_id = _is_id(heading)
        cell = _set(sheet, 1, column, heading)
        cell.font = styles.font(LIGHT.text_muted if is_id else LIGHT.pill_text, bold=not is_id)
        cell.fill = styles.fill(LIGHT.surface_soft if is_id else LIGHT.pill)
        width = _NARROW if is_id or heading == KIND else _WIDE if heading in _LONG else _USUAL
        sheet.column_dimensions[get_column_letter(column)].width = width
    wrapped = {n for n, heading in enumerate(table.headings) if not _is_id(heading)}
    for row, cells in enumerate(table.rows, 2):
        for n, value in enumerate(cells):
            if value is not None and value != "":
                cell = _set(sheet, row, n + 1, value)
                if n in wrapped:
                    cell.alignment = styles.wrapped
    sheet.freeze_panes = "B2"
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.headings))}{len(table.rows) + 1}"


def _is_id(heading: str) -> bool:
    return heading == "Id" or heading.endswith((" id", " ids"))


def _fill_about(sheet: Any, table: SheetTable) -> None:
    """One record, its headings down the first column."""
    styles = _Styles()
    for row, (heading, value) in enumerate(zip(table.headings, table.rows[0], strict=True), 1):
        _set(sheet, row, 1, heading).font = styles.font(LIGHT.pill_text, bold=True)
        _set(sheet, row, 2, value).alignment = styles.wrapped
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABEL_WIDTH, 100


def _fill_curves(sheet: Any, journey: Journey) -> None:
    """The values of the curves stage by stage, and a chart of them."""
    from openpyxl.chart import LineChart, Reference

    curves = [curve for curve in journey.curves.values() if not curve.hidden]
    curves = [curve for curve in curves or journey.curves.values() if curve.lane in journey.lanes]
    _set(sheet, 1, 1, "Stage")
    for column, curve in enumerate(curves, 2):
        _set(sheet, 1, column, curve_name(journey, curve)[:255])
    rows = list(_slots(journey, [curve.id for curve in curves]))
    for row, (name, values) in enumerate(rows, 2):
        _set(sheet, row, 1, name[:255])
        for column, value in enumerate(values, 2):
            _set(sheet, row, column, value)
    sheet.column_dimensions["A"].width = _STAGE_WIDTH
    chart = LineChart()
    chart.height, chart.width = 9, max(16, min(60, 3 * len(rows)))
    chart.display_blanks = "gap"
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = -2, 2, 1
    chart.x_axis.tickLblPos = "low"
    chart.x_axis.delete = chart.y_axis.delete = False
    data = Reference(sheet, min_col=2, max_col=1 + len(curves), min_row=1, max_row=1 + len(rows))
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=1 + len(rows)))
    for n, (line, curve) in enumerate(zip(chart.series, curves, strict=True)):
        ghost = curve.style is CurveStyle.GHOST
        colour = _colour(LIGHT.ghost if ghost else LIGHT.persona_colours[n % len(LIGHT.persona_colours)])
        line.smooth = False
        line.graphicalProperties.line.solidFill = colour
        line.graphicalProperties.line.width = 28_000
        if ghost:
            line.graphicalProperties.line.dashStyle = "sysDash"
        line.marker.symbol = "circle"
        line.marker.graphicalProperties.solidFill = line.marker.graphicalProperties.line.solidFill = colour
    sheet.add_chart(chart, f"A{len(rows) + 4}")


def _slots(journey: Journey, curves: Sequence[str]) -> Iterable[tuple[str, list[float | None]]]:
    """As many rows for a stage as its longest curve has points there, each with a value of every curve or None."""
    points: dict[tuple[str, str], list[EmotionPoint]] = {}
    for point in sorted(journey.points.values(), key=lambda one: one.position):
        points.setdefault((point.stage, point.curve), []).append(point)
    for stage in journey.stages.values():
        mine = [points.get((stage.id, curve), []) for curve in curves]
        slots = max(1, *map(len, mine)) if mine else 1
        for slot in range(slots):
            name = stage.name if slots == 1 else f"{stage.name} ({slot + 1})"
            yield name, [found[slot * len(found) // slots].value if found else None for found in mine]
