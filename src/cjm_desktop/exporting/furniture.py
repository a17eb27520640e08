"""Sheets of paper in, whole pages out: with the lines at head and foot that the options ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjm_desktop.drawing.primitives import Drawing, Image
from cjm_desktop.drawing.sheets import margin_drawing
from cjm_desktop.exporting.content import Content
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import PlacedText
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.text.engine import default_engine
from cjm_desktop.text.lines import TextStyle

PRINTABLE = 14.0  #: points from a sheet's edge, which no printer reaches
HEAD, FOOT = 30.0, 16.0  #: heights of the lines at a sheet's head and foot, with the air beside the map
_LOGO = Size(150.0, 22.0)  #: the most that a logo takes
_TITLE = TextStyle(10.0, 700, leading=1.2)
_LINE = TextStyle(8.0, 400, leading=1.3)
_GAP = 20.0
_SHORT = 160  #: characters of a title that a line shows


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before its head and foot, which keep `margin` points from its edges.

    `tells` says that it shows the map's own footer with file, version and date.
    """

    size: Size
    parts: tuple[Part, ...]
    margin: float
    tells: bool = False


class Furniture:
    """Knows how much room a sheet has, and fills what is around it."""

    def __init__(self, content: Content, options: ExportOptions, name: str) -> None:
        self._content, self._options, self._name = content, options, name
        self._text = default_engine(content.journey.language)

    @property
    def head(self) -> float:
        """How much of a sheet's height the line at its head takes."""
        return HEAD if self._options.header or self._content.logo is not None else 0.0

    def foot(self, *, tells: bool = False, several: bool = True) -> float:
        """How much of it the line at its foot takes; `several` says whether there is more than one sheet."""
        return FOOT if self._foot_texts(tells, 1, 2 if several else 1) != ("", "") else 0.0

    def margin(self, size: Size) -> float:
        """The margin of one of several sheets, in points."""
        return min(max(self._options.margin, PRINTABLE), size.width / 4, size.height / 4)

    def room(self, size: Size) -> Rect:
        """What is left of one of several sheets."""
        margin = self.margin(size)
        height = size.height - 2 * margin - self.head - self.foot()
        return Rect(margin, margin + self.head, size.width - 2 * margin, height)

    def dressed(self, sheets: Sequence[Sheet]) -> list[Page]:
        """The pages, numbered."""
        count = len(sheets)
        return [
            Page(
                sheet.size,
                self._content.theme.page,
                (*sheet.parts, *self._around(sheet, number, count)),
            )
            for number, sheet in enumerate(sheets, 1)
        ]

    def _around(self, sheet: Sheet, number: int, count: int) -> list[Part]:
        margin = sheet.margin
        width = sheet.size.width - 2 * margin
        found = []
        if self.head:
            found.append(Part(self._head(width), margin, margin, outline=False))
        left, right = self._foot_texts(sheet.tells, number, count)
        if left or right:
            drawing = self._foot(left, right, width)
            found.append(Part(drawing, margin, sheet.size.height - margin - drawing.height, outline=False))
        return found

    def _head(self, width: float) -> Drawing:
        theme, logo = self._content.theme, self._content.logo
        height = HEAD - 8.0
        pictures: list[Image] = []
        taken = 0.0
        if logo is not None:
            grown = min(_LOGO.width / logo.width, _LOGO.height / logo.height, width / 2 / logo.width)
            size = Size(logo.width * grown, logo.height * grown)
            pictures.append(Image(logo.id, Rect(width - size.width, (height - size.height) / 2, *size)))
            taken = size.width + _GAP
        texts = []
        if self._options.header:
            title = short(self._content.journey.title) or self._content.said(words.UNTITLED)
            block = self._text.block(title, _TITLE, width - taken, 1)
            texts.append(PlacedText(block, 0.0, (height - block.height) / 2, block.width))
        lines = margin_drawing(texts, (height + 2.0,), width, height + 4.0, theme)
        return Drawing(width, lines.height, theme.page, (*lines.items, *pictures))

    def _foot(self, left: str, right: str, width: float) -> Drawing:
        page = self._text.block(right, _LINE, width, 1)
        about = self._text.block(left, _LINE, max(1.0, width - page.width - _GAP), 1)
        height = FOOT - 4.0
        texts = [PlacedText(page, width - page.width, 2.0, page.width)] if right else []
        if left:
            texts.insert(0, PlacedText(about, 0.0, 2.0, about.width))
        return margin_drawing(texts, (), width, height, self._content.theme)

    def _foot_texts(self, tells: bool, number: int, count: int) -> tuple[str, str]:
        options, journey = self._options, self._content.journey
        if not options.footer:
            return "", ""
        # Date and version are not in the map that is exported where they are not to be told.
        title = "" if options.header else short(journey.title)
        about = (title, self._name, journey.revision.strip(), journey.date.strip())
        told = "" if tells else " · ".join(part for part in about if part)
        numbered = options.page_numbers and count > 1
        return told, words.PAGE.format(number, count) if numbered else ""


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"


def lettered(number: int) -> str:
    """A, B … Z, AA, AB … for 0, 1 …"""
    letters, left = "", number + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
