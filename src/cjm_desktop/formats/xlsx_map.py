"""A map goes in, the sheet of a workbook that reads as the map is filled; its hidden row and column say what stands where."""

from __future__ import annotations

from typing import Any

from cjm_desktop.formats.language import from_right
from cjm_desktop.formats.sheet_grid import CHART, PARTS, STAGES, TITLE, GridCell, GridSheet, grid_of
from cjm_desktop.formats.sheet_marks import marks_of
from cjm_desktop.formats.sheet_rows import CELL_LIMIT, length
from cjm_desktop.formats.xlsx_styles import Styles, height_of, landscape, put, row_of, width_of
from cjm_desktop.model.journey import Journey

#: How high the row of a chart is, in points.
CHART_HEIGHT = 140.0
#: What is added to the height of rows that stand out.
_AIR = {TITLE: 10.0, STAGES: 8.0}
_LABELS = 18, 34
#: How wide the column of a stage is: so much where there are at most so many.
_WIDTHS = ((4, 40), (6, 34), (9, 28))
_NARROWEST = 24


def fill_map(sheet: Any, journey: Journey, elsewhere: str) -> tuple[dict[str, int], int]:
    """By lane the row (from 1) that waits for its chart, and how many texts were too long for a cell.

    Those stand on the sheet `elsewhere`.
    """
    from openpyxl.utils import get_column_letter

    grid, styles = grid_of(journey), Styles(from_right=from_right(journey.language))
    too_long = 0
    for place, cell in grid.cells.items():
        if length(cell.text) > CELL_LIMIT:
            too_long += 1
            grid.cells[place] = GridCell(f"Too long for a cell: see the sheet “{elsewhere}”", cell.wide, cell.high)
    widths = _widths(grid)
    for (row, column), cell in grid.cells.items():
        _fill(sheet, row + 2, column + 2, cell, styles, framed=row > 0)
    for row in range(len(grid.rows)):
        cells = [(column, cell) for (at, column), cell in grid.cells.items() if at == row]
        merged = row < grid.head or any(cell.wide > 1 for _, cell in cells)
        dimension = sheet.row_dimensions[row + 2] = row_of(sheet, row + 2, free=not merged)
        if grid.rows[row].startswith(CHART):
            dimension.height = CHART_HEIGHT
        elif cells:
            dimension.height = max(
                height_of(cell.text, sum(widths[column : column + cell.wide]), cell.scale) / cell.high
                for column, cell in cells
            ) + _AIR.get(grid.rows[row], 0.0)
        dimension.hidden = row in grid.hidden
    for column, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(column + 2)].width = width
    _mark(sheet, grid)
    first_cell = f"C{grid.head + 2}"
    sheet.freeze_panes = first_cell
    # The first cell of all is hidden: whoever opens the sheet stands in the first cell of a lane.
    for one in sheet.sheet_view.selection:
        one.activeCell = one.sqref = first_cell
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.rightToLeft = from_right(journey.language)
    first = len([mark for mark in grid.rows[: grid.head] if mark not in (STAGES, PARTS)])
    head = f"{first + 2}:{grid.head + 1}"
    landscape(sheet, journey.title, wide=sum(widths) > 200, head=head, labels="B:B")
    charts = {mark.removeprefix(CHART): n + 2 for n, mark in enumerate(grid.rows) if mark.startswith(CHART)}
    return charts, too_long


def _widths(grid: GridSheet) -> list[int]:
    labels = [cell.text for (_, column), cell in grid.cells.items() if column == 0 and cell.wide == 1]
    longest = max((1.1 * width_of(word) for text in labels for word in text.split()), default=0)
    low, high = _LABELS
    count = len(grid.columns) - 1
    width = next((wide for most, wide in _WIDTHS if count <= most), _NARROWEST)
    if count == 1:
        width = 80
    return [round(min(high, max(low, longest + 2))), *[width] * count]


def _fill(sheet: Any, row: int, column: int, cell: GridCell, styles: Styles, *, framed: bool) -> None:
    made = put(sheet, row, column, cell.text)
    made.font = styles.font(cell.ink, bold=cell.bold, scale=cell.scale)
    made.alignment = styles.centred if cell.centred else styles.wrapped
    if cell.fill:
        made.fill = styles.fill(cell.fill)
    if cell.wide > 1 or cell.high > 1:
        sheet.merge_cells(
            start_row=row, start_column=column, end_row=row + cell.high - 1, end_column=column + cell.wide - 1
        )
    if framed:
        for across in range(cell.wide):
            for down in range(cell.high):
                sheet.cell(row + down, column + across).border = styles.dashed if cell.dashed else styles.border


def _mark(sheet: Any, grid: GridSheet) -> None:
    marks = marks_of(grid)
    sheet.column_dimensions["A"].hidden = sheet.row_dimensions[1].hidden = True
    if marks.fit:
        put(sheet, 1, 1, marks.corner)
        for n, text in enumerate(marks.rows, 2):
            put(sheet, n, 1, text)
        for n, text in enumerate(marks.columns, 2):
            put(sheet, 1, n, text)
