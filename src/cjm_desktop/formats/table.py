"""A table as text goes in (TSV, CSV, HTML), its cells come out; and back, so that a spreadsheet takes what a map gives."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.patience import go_on

#: What is read of a table at most.
CHARACTERS = 5_000_000
ROWS, COLUMNS, CELLS = 5_000, 1_000, 100_000

#: Begins a formula in a spreadsheet, or hides one: such a text goes out with an apostrophe in front.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?\s*%?")
_BREAKS = frozenset({"br", "p", "div", "li", "tr"})
_SILENT = frozenset({"style", "script", "head", "title", "colgroup"})
_ATTRIBUTE = re.compile(r"""(colspan|rowspan)\s*=\s*(?:["']\s*)?(\d{1,6})""", re.IGNORECASE)
#: A character by a number that no character has; Python would not even read the longest of them.
_NO_CHARACTER = re.compile(r"&#\d{8,};?")
#: More tags than this are no table of so many cells.
_TAGS = 600_000
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table by row; all rows are of one length.

    `spans` says how many rows and columns a merged cell covers; the text stands in the first of them, the others are
    empty.
    """

    rows: tuple[tuple[str, ...], ...]
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and columns."""
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    def transposed(self) -> Grid:
        """With rows for columns."""
        spans = {(column, row): (wide, high) for (row, column), (high, wide) in self.spans.items()}
        return Grid(tuple(zip(*self.rows, strict=True)), spans)

    def trimmed(self) -> Grid:
        """Without the empty rows and columns around."""
        filled = [(r, c) for r, row in enumerate(self.rows) for c, text in enumerate(row) if text.strip()]
        if not filled:
            return Grid(())
        top, left = min(r for r, _ in filled), min(c for _, c in filled)
        bottom, right = max(r for r, _ in filled), max(c for _, c in filled)
        rows = tuple(row[left : right + 1] for row in self.rows[top : bottom + 1])
        spans = {
            (r - top, c - left): (min(high, bottom - r + 1), min(wide, right - c + 1))
            for (r, c), (high, wide) in self.spans.items()
            if top <= r <= bottom and left <= c <= right
        }
        return Grid(rows, spans)


def grid(rows: Sequence[Sequence[str]], spans: Mapping[tuple[int, int], tuple[int, int]] | None = None) -> Grid:
    """A table of these rows, filled up to one length; FileProblem where it is too large."""
    width = max(map(len, rows), default=0)
    if len(rows) > ROWS or width > COLUMNS or len(rows) * width > CELLS:
        raise FileProblem(
            f"The table has {len(rows):,} rows and {width:,} columns; {ROWS:,} rows, {COLUMNS:,} columns "
            f"and {CELLS:,} cells are the most."
        )
    return Grid(tuple(tuple(row) + ("",) * (width - len(row)) for row in rows), spans or {})


def read_separated(text: str, separator: str = "\t", *, exact: bool = False) -> Grid:
    """The table in a text with a separator between cells; FileProblem where it is too large.

    A cell that holds separators or line breaks stands in quotation marks, with those inside it doubled. Other quotation
    marks are the text's own, as spreadsheets write them to the clipboard; an `exact` text, as files are, has none of them.
    """
    _check(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    at, quoted, end = 0, True, len(text)
    # The next separator and line break, each searched for again only when it is passed.
    stops = {separator: -1, "\n": -1}
    while True:
        closing = _closing(text, at, separator) if quoted and text.startswith('"', at) else None
        if closing is not None and closing < 0:
            # Nothing after this is closed properly: looking on would take ever so long.
            quoted, closing = False, None
        if closing is not None:
            inside = text[at + 1 : closing]
            plain = not exact and separator not in inside and "\n" not in inside and '""' not in inside
            cell, stop = (text[at : closing + 1] if plain else inside.replace('""', '"')), closing + 1
        else:
            for sign, found in stops.items():
                if found < at:
                    place = text.find(sign, at)
                    stops[sign] = end if place < 0 else place
            stop = min(stops.values())
            cell = text[at:stop]
        rows[-1].append(_restored(cell))
        if len(rows[-1]) > COLUMNS:
            raise FileProblem(f"The table has more than {COLUMNS:,} columns; {COLUMNS:,} are the most.")
        if stop >= end:
            break
        if text[stop] == "\n":
            go_on()
            rows.append([])
            if len(rows) > ROWS:
                raise FileProblem(f"The table has more than {ROWS:,} rows; {ROWS:,} are the most.")
        at = stop + 1
    return grid(rows)


def read_html(text: str) -> Grid | None:
    """The first table of an HTML text; None where it has none, or more beside it than in it. FileProblem: too large.

    Nothing is fetched and nothing is executed: of all tags only cells, line breaks and merged cells are understood.
    """
    _check(text)
    if text.count("<") > _TAGS:
        raise FileProblem(f"The table has more than {_TAGS:,} tags, which are the most.")
    reader = _Html()
    at = 0
    while at < len(text):
        start = text.find("<", at)
        reader.words(text[at:] if start < 0 else text[at:start])
        if start < 0:
            break
        stop = text.find("-->" if text.startswith("<!--", start) else ">", start)
        if stop < 0:
            break
        reader.tag(text[start + 1 : stop])
        at = text.index(">", stop) + 1
    return reader.grid()


def write_separated(rows: Sequence[Sequence[str]], separator: str = "\t") -> str:
    """The rows as text; a spreadsheet takes none of it for a formula. `read_separated` gives the same texts again."""
    return "\n".join(separator.join(_quoted(_guarded(cell), separator) for cell in row) for row in rows)


def write_html(rows: Sequence[Sequence[str]], *, head: bool, labels: bool) -> str:
    """The rows as an HTML table; `head` and `labels` say whether its first row and column are headings."""
    lines = ['<meta charset="utf-8"><table>']
    for r, row in enumerate(rows):
        cells = []
        for c, text in enumerate(row):
            name = "th" if (head and r == 0) or (labels and c == 0) else "td"
            shown = html.escape(_guarded(text.strip())).replace("\n", '<br style="mso-data-placement:same-cell">')
            cells.append(f"<{name}>{shown}</{name}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "".join((*lines, "</table>"))


def _check(text: str) -> None:
    if len(text) > CHARACTERS:
        raise FileProblem(f"The table is longer than {CHARACTERS:,} characters.")


def _closing(text: str, start: int, separator: str) -> int:
    """Where the quotation mark at `start` is closed at the end of a cell; -1 where it never is."""
    at = start + 1
    while True:
        at = text.find('"', at)
        if at < 0:
            return -1
        if text.startswith('"', at + 1):
            at += 2
        elif at + 1 == len(text) or text[at + 1] in (separator, "\n"):
            return at
        else:
            at += 1


def _quoted(text: str, separator: str) -> str:
    if text.startswith('"') or any(sign in text for sign in (separator, "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def _guarded(text: str) -> str:
    formula = text.strip() and _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if formula else text


def _restored(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


class _Html:
    """Builds the cells of the first table from tags and the words between them."""

    def __init__(self) -> None:
        self._rows: list[dict[int, str]] = []
        self._taken: set[tuple[int, int]] = set()
        self._next = self._covered = self._cells = 0
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._depth = 0
        self._done = False
        self._silent = ""
        self._cell: list[str] | None = None
        self._at = 0, 0
        self._outside = self._inside = 0

    def words(self, text: str) -> None:
        if self._silent or not text:
            return
        if self._cell is not None:
            self._cell.append(re.sub(r"[ \t\r\n\f]+", " ", html.unescape(_NO_CHARACTER.sub("\ufffd", text))))
            self._inside += len(text.strip())
        else:
            self._outside += len(text.strip())

    def tag(self, inside: str) -> None:
        found = _TAG.match(inside)
        if found is None:
            return
        name, closing = found.group(1).lower(), inside.startswith("/")
        if self._silent:
            self._silent = "" if closing and name == self._silent else self._silent
        elif name in _SILENT and not closing and not inside.endswith("/"):
            self._silent = name
        elif name == "table":
            self._table(closing)
        elif self._depth == 1 and not self._done and name in ("tr", "td", "th"):
            self._end_cell()
            if name == "tr" and not closing:
                self._begin_row()
            elif name != "tr" and not closing:
                self._begin_cell(inside)
        elif self._cell is not None and (name in _BREAKS) and (name == "br" or not closing or name in ("p", "div")):
            self._cell.append("\n")

    def grid(self) -> Grid | None:
        self._end_cell()
        if sum(map(len, self._rows)) < 2 or self._outside > self._inside:
            return None
        width = max((max(row, default=-1) + 1 for row in self._rows), default=0)
        rows = [[row.get(column, "") for column in range(width)] for row in self._rows]
        return grid(rows, self._spans)

    def _table(self, closing: bool) -> None:
        self._depth = max(0, self._depth - 1) if closing else self._depth + 1
        if self._depth == 0:
            self._end_cell()
            if sum(map(len, self._rows)) >= 2:
                self._done = True
            else:
                self._rows, self._taken, self._spans = [], set(), {}

    def _begin_row(self) -> None:
        self._rows.append({})
        self._next = 0

    def _begin_cell(self, inside: str) -> None:
        if not self._rows:
            self._begin_row()
        row, column = len(self._rows) - 1, self._next
        while (row, column) in self._taken:
            column += 1
        spans = {name.lower(): int(number) for name, number in _ATTRIBUTE.findall(inside)}
        high, wide = max(1, spans.get("rowspan", 1)), max(1, spans.get("colspan", 1))
        self._cells += 1
        self._covered += high * wide if (high, wide) != (1, 1) else 0
        if row >= ROWS or column + wide > COLUMNS or high > ROWS or max(self._cells, self._covered) > CELLS:
            raise FileProblem(
                f"The table is too large: {ROWS:,} rows, {COLUMNS:,} columns and {CELLS:,} cells are the most."
            )
        if (high, wide) != (1, 1):
            self._spans[row, column] = high, wide
            self._taken.update((row + r, column + c) for r in range(high) for c in range(wide))
            self._rows[-1][column + wide - 1] = ""
        self._at, self._next = (row, column), column + wide
        self._cell = []

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = "".join(self._cell).replace("\u00a0", " ").split("\n")
        text = "\n".join(line.strip() for line in lines).strip()
        self._rows[self._at[0]][self._at[1]] = _restored(re.sub(r"\n{2,}", "\n", text))
        self._cell = None
