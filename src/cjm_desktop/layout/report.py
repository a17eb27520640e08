"""Headings and tables of texts in, where their lines stand on page after page out; what does not fit goes on on the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cjm_desktop.geometry import Rect
from cjm_desktop.layout.fit import BREAKABLE_FROM
from cjm_desktop.model.records import Crop
from cjm_desktop.text.lines import TextBlock, TextSetter, TextStyle

_PAD = 4.0  #: above and beneath the text of a row
_GUTTER = 14.0  #: between columns
_SPLIT = 0.5  #: of a page: a row higher than that is parted rather than moved to the next page
_PORTRAIT = 40.0
_ABOVE = {1: 22.0, 2: 14.0}  #: room above a heading, by its level
_BENEATH = 4.0
_WORD = re.compile(r"[^\W\d_]+[^\w\s]?")  #: with the sign after it, which no line begins with
_LONGEST = 6  #: so many of a column's longest words are measured
_MOST = 0.5  #: of a table's width, the most that a column is given for the sake of one word
_LEAST = 0.7  #: of its share, what a column keeps then


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of level 1 or 2, with a portrait beside it where there is a picture."""

    text: str
    level: int = 1
    picture: str | None = None
    crop: Crop | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of texts over columns of these shares of the width; `head` is said again on each page.

    The texts of `strong` columns are bold, those of the others plain.
    """

    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = ()
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ReportStyles:
    """The styles of a report: headings by level, the head of a table, strong and plain texts."""

    headings: dict[int, TextStyle]
    head: TextStyle
    strong: TextStyle
    plain: TextStyle


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines `first` up to `last` (not included) of a block, the first of them at (x, y), over `width`.

    With `right` all of them stand flush right, else only right-to-left ones.
    """

    block: TextBlock
    first: int
    last: int
    x: float
    y: float
    width: float
    what: str  #: "heading", "head", "strong" or "plain"
    right: bool = False

    @property
    def pitch(self) -> float:
        return self.block.height / len(self.block.lines)


@dataclass(slots=True)
class ReportPage:
    """What stands on a page: texts, level rules (heights), and portraits."""

    cells: list[Cell] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    pictures: list[tuple[str, Rect, Crop | None]] = field(default_factory=list)


class ReportSetter:
    """Sets reports on pages of one size, in layout units; `from_right` in languages that are read so."""

    def __init__(
        self, setter: TextSetter, styles: ReportStyles, width: float, height: float, *, from_right: bool = False
    ) -> None:
        self._setter, self._styles, self._right = setter, styles, from_right
        self._width, self._height = width, height

    def pages(self, parts: Sequence[Heading | Grid]) -> list[ReportPage]:
        """The pages; none without parts."""
        self._pages: list[ReportPage] = []
        self._columns: dict[int, list[tuple[float, float]]] = {}
        self._y = self._height
        for number, part in enumerate(parts):
            if isinstance(part, Heading):
                self._heading(part, parts[number + 1 :])
            else:
                self._grid(part)
        return self._pages

    def _turn(self) -> None:
        self._pages.append(ReportPage())
        self._y = 0.0

    def _heading(self, heading: Heading, following: Sequence[Heading | Grid]) -> None:
        """A heading stays with the one beneath it, and with the first row of its table."""
        block, height = self._heading_block(heading)
        above = _ABOVE[heading.level]
        needed = height + _BENEATH
        for part in following:
            if isinstance(part, Grid):
                needed += self._least(part)
                break
            needed += _ABOVE[part.level] + self._heading_block(part)[1] + _BENEATH
        if self._y + above + needed > self._height:
            self._turn()
        y = self._y + (above if self._y else 0.0)
        x = 0.0
        if heading.picture is not None:
            at = self._width - _PORTRAIT if self._right else 0.0
            self._pages[-1].pictures.append((heading.picture, Rect(at, y, _PORTRAIT, _PORTRAIT), heading.crop))
            x = _PORTRAIT + 10.0
        left = 0.0 if self._right else x
        top = y + max(0.0, (height - block.height) / 2)
        cell = Cell(block, 0, len(block.lines), left, top, self._width - x, "heading", self._right)
        self._pages[-1].cells.append(cell)
        self._y = y + height + _BENEATH

    def _heading_block(self, heading: Heading) -> tuple[TextBlock, float]:
        room = self._width - (_PORTRAIT + 10.0 if heading.picture is not None else 0.0)
        block = self._setter.block(heading.text, self._styles.headings[heading.level], room)
        return block, max(block.height, _PORTRAIT if heading.picture is not None else 0.0)

    def _least(self, grid: Grid) -> float:
        """What must stand beneath a heading: the table's head and its first row, if that is no page by itself."""
        first = self._row_height(self._blocks(grid, grid.rows[0])) if grid.rows else 0.0
        head = self._row_height(self._head(grid)) if grid.head else 0.0
        return head + min(first, self._height * _SPLIT / 2)

    def _lefts(self, grid: Grid) -> list[tuple[float, float]]:
        """Where each column begins and how wide it is."""
        known = self._columns.get(id(grid))
        if known is not None:
            return known
        found = []
        x = 0.0
        for wide in self._widths(grid):
            found.append((self._width - x - wide if self._right else x, wide))
            x += wide + _GUTTER
        self._columns[id(grid)] = found
        return found

    def _widths(self, grid: Grid) -> list[float]:
        """The columns' shares of the width; one with a longer word takes what the others can spare."""
        room = self._width - _GUTTER * (len(grid.shares) - 1)
        unit = room / sum(grid.shares)
        widths = [share * unit for share in grid.shares]
        columns = [list(texts) for texts in zip(*grid.rows, strict=True)] or [[] for _ in widths]
        needed = [self._longest(texts, self._style(grid, number)) for number, texts in enumerate(columns)]
        for number, text in enumerate(grid.head):
            needed[number] = max(needed[number], self._longest([text], self._styles.head))
        lacking = [max(0.0, min(need, _MOST * room) - width) for need, width in zip(needed, widths, strict=True)]
        spare = [max(0.0, width - max(need, _LEAST * width)) for need, width in zip(needed, widths, strict=True)]
        given = min(sum(lacking), sum(spare))
        if not given:
            return widths
        taken, more = given / sum(spare), given / sum(lacking)
        return [width + more * lack - taken * left for width, lack, left in zip(widths, lacking, spare, strict=True)]

    def _longest(self, texts: Iterable[str], style: TextStyle) -> float:
        """The width of the longest word, in scripts that do not break between letters."""
        words = {word for text in texts for word in _WORD.findall(text) if max(word) < BREAKABLE_FROM}
        longest = sorted(words, key=lambda word: (-len(word), word))[:_LONGEST]
        return max((self._setter.block(word, style, 1e6).width for word in longest), default=0.0) + 0.5

    def _style(self, grid: Grid, column: int) -> TextStyle:
        return self._styles.strong if column in grid.strong else self._styles.plain

    def _blocks(self, grid: Grid, row: Sequence[str]) -> list[TextBlock]:
        return [
            self._setter.block(text, self._style(grid, number), width)
            for number, (text, (_, width)) in enumerate(zip(row, self._lefts(grid), strict=True))
        ]

    def _head(self, grid: Grid) -> list[TextBlock]:
        return [
            self._setter.block(text, self._styles.head, width)
            for text, (_, width) in zip(grid.head, self._lefts(grid), strict=True)
        ]

    def _row_height(self, blocks: Sequence[TextBlock]) -> float:
        return max(block.height for block in blocks) + 2 * _PAD

    def _grid(self, grid: Grid) -> None:
        self._begin(grid)
        for row in grid.rows:
            blocks = self._blocks(grid, row)
            height = self._row_height(blocks)
            if self._y + height > self._height and height <= self._height * _SPLIT:
                self._turn()
                self._begin(grid)
            firsts = [0] * len(blocks)
            while any(first < len(block.lines) for first, block in zip(firsts, blocks, strict=True)):
                lasts = [self._fitting(block, first) for block, first in zip(blocks, firsts, strict=True)]
                if lasts == firsts:
                    fresh = self._y <= self._begun
                    if fresh:  # a line higher than a page stands there all the same
                        lasts = [min(first + 1, len(block.lines)) for first, block in zip(firsts, blocks, strict=True)]
                    else:
                        self._turn()
                        self._begin(grid)
                        continue
                self._place(grid, blocks, firsts, lasts)
                firsts = lasts

    def _begin(self, grid: Grid) -> None:
        """The head of a table, where it begins and on each further page."""
        if not self._pages:
            self._turn()
        if grid.head:
            blocks = self._head(grid)
            for block, (x, width) in zip(blocks, self._lefts(grid), strict=True):
                cell = Cell(block, 0, len(block.lines), x, self._y + _PAD, width, "head", self._right)
                self._pages[-1].cells.append(cell)
            self._y += self._row_height(blocks)
        self._begun = self._y
        self._pages[-1].rules.append(self._y)

    def _fitting(self, block: TextBlock, first: int) -> int:
        """Up to which line a block goes on in what is left of the page."""
        pitch = block.height / len(block.lines)
        room = self._height - self._y - 2 * _PAD
        return min(len(block.lines), first + max(0, int((room + 0.01) // pitch)))

    def _place(self, grid: Grid, blocks: Sequence[TextBlock], firsts: Sequence[int], lasts: Sequence[int]) -> None:
        page, tall = self._pages[-1], 0.0
        for number, (block, first, last, (x, width)) in enumerate(
            zip(blocks, firsts, lasts, self._lefts(grid), strict=True)
        ):
            if last > first:
                what = "strong" if number in grid.strong else "plain"
                cell = Cell(block, first, last, x, self._y + _PAD, width, what, self._right)
                page.cells.append(cell)
                tall = max(tall, (last - first) * cell.pitch)
        self._y += tall + 2 * _PAD
        page.rules.append(self._y)
