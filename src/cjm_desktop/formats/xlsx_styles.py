"""Colours and texts go in, what cells of a workbook need comes out: fonts, fills, edges, and texts that are only texts."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import combining

from cjm_desktop.formats.sheet_columns import Cell
from cjm_desktop.formats.sheet_escapes import escaped
from cjm_desktop.theme import LIGHT

#: The size of the type in points, how high a line of it is, and how wide a digit of the usual size is to it.
SIZE, LINE = 10, 13.8
_WORD = re.compile(r"\S+|\s+")


def put(sheet: Any, row: int, column: int, value: Cell) -> Any:
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


def colour(value: str) -> str:
    return value.removeprefix("#").upper()


class Styles:
    """Fonts, fills and edges, each made once."""

    def __init__(self, *, from_right: bool = False) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self._font, self._fill = Font, PatternFill
        self._made: dict[tuple[Any, ...], Any] = {}
        side = Side(style="thin", color=colour(LIGHT.border))
        self.border = Border(left=side, right=side, top=side, bottom=side)
        self.dashed = Border(top=Side(style="mediumDashed", color=colour(LIGHT.text_muted)))
        side_first = {"horizontal": "right", "readingOrder": 2} if from_right else {}
        self.wrapped = Alignment(wrap_text=True, vertical="top", **side_first)
        self.centred = Alignment(wrap_text=True, vertical="center", horizontal="center")

    def font(self, ink: str = "", *, bold: bool = False, scale: float = 1.0) -> Any:
        key = ("font", ink, bold, scale)
        if key not in self._made:
            self._made[key] = self._font(
                name="Calibri", size=round(SIZE * scale), bold=bold, color=colour(ink or LIGHT.text)
            )
        return self._made[key]

    def fill(self, ground: str) -> Any:
        if ("fill", ground) not in self._made:
            self._made["fill", ground] = self._fill("solid", fgColor=colour(ground))
        return self._made["fill", ground]


def width_of(text: str) -> float:
    """About how many digits wide a line is at the usual size, in whichever typeface the reader's machine has."""
    return sum(map(_sign_width, text))


def _sign_width(sign: str) -> float:
    if sign > "\u2e7f":
        return 1.95
    if sign > "\u0300" and combining(sign):
        return 0.0
    if "\u0590" <= sign <= "\u06ff":
        return 0.75
    return 1.25 if sign.isupper() or sign in "mwMW@—" else 0.87


def height_of(text: str, width: float, scale: float = 1.0) -> float:
    """About how high a row must be, in points, for a text in a column of so many digits; a spreadsheet finds it out
    only where no cells are merged."""
    lines = sum(_lines(line, (width - 1) / scale) for line in text[:6_000].split("\n"))
    return min(400.0, LINE * scale * lines + 5)


def _lines(line: str, width: float) -> int:
    """On how many lines a spreadsheet writes one: it breaks between words, and within those that are too long."""
    count, used = 1, 0.0
    for word in _WORD.findall(line):
        wide = width_of(word)
        if used + wide > width and not word.isspace():
            if used:
                count += 1
            if any(sign > "\u2e7f" for sign in word) and used:
                # Scripts without blanks go on in the line that is begun.
                count -= 1
                wide += used
            count += int(wide // width)
            wide %= width
            used = 0.0
        used += wide
    return count


def row_of(sheet: Any, row: int, *, free: bool) -> Any:
    """The dimension of a row (from 1); a free one grows with what people write into it."""
    from openpyxl.worksheet.dimensions import RowDimension

    class FreeRow(RowDimension):  # type: ignore[misc, unused-ignore]
        customHeight = False  # noqa: N815 (the name in the file)

    return (FreeRow if free else RowDimension)(sheet, index=row)


def landscape(sheet: Any, title: str, *, wide: bool = False, head: str = "", labels: str = "") -> None:
    """Prints all columns of a sheet on one page across; `head` are rows and `labels` columns that stand on every page."""
    sheet.page_setup.orientation = "landscape"
    # A3 where much stands side by side, else A4.
    sheet.page_setup.paperSize = 8 if wide else 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.header, margins.footer = 0.6, 0.2, 0.3
    # “&” begins a code in a footer; texts that begin with a digit would become a size.
    words = " ".join(escaped(title).split())[:100].replace("&", "&&")
    sheet.oddFooter.left.text = f" {words}" if words else None
    sheet.oddFooter.right.text = "&P / &N"
    if head:
        sheet.print_title_rows = head
    if labels:
        sheet.print_title_cols = labels
