"""The bytes of an XLSX workbook go in, the texts of its sheets come out as a spreadsheet shows them; nothing is executed.

Formulas give the value that was last calculated. Only what is used is kept: a workbook may say that it has a million rows.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from cjm_desktop.formats.errors import FileProblem, file_name, shown
from cjm_desktop.formats.patience import go_on
from cjm_desktop.formats.sheet_escapes import unescaped

#: What a workbook may hold at most: bytes when unpacked, sheets, cells with something in them, and characters.
UNPACKED, SHEETS, CELLS, CHARACTERS = 100_000_000, 200, 3_000_000, 50_000_000
#: Cells beyond these are not looked at.
ROWS, COLUMNS = 200_000, 2_000
_PARTS = 10_000
_STRINGS = 1_000_000
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
#: How Excel writes signs in texts that XML cannot hold.
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPANS = 20_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows from A1 on, as far as they are used, all of one length; and its merged cells as `table.Grid` has them.

    `partly_hidden` where rows or columns that say something are hidden; `unknown` are the places of formulas without a
    result. `comments` counts what people remarked on cells.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    spans: dict[tuple[int, int], tuple[int, int]]
    hidden: bool = False
    partly_hidden: bool = False
    unknown: frozenset[tuple[int, int]] = frozenset()
    comments: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """In sentences what a reader of the sheet does not see as it is read here."""
        said = []
        if self.partly_hidden:
            said.append(f"Hidden rows and columns of the sheet “{shown(self.name)}” were read as well.")
        return (*said, *self.missing)

    @property
    def missing(self) -> tuple[str, ...]:
        """In a sentence, or none, what the sheet does not tell though it shows it in a spreadsheet."""
        said: list[str] = []
        if self.comments:
            comments = "1 comment" if self.comments == 1 else f"{self.comments:,} comments"
            said.append(f"The sheet “{shown(self.name)}” has {comments} on its cells, which were left out.")
        if not self.unknown:
            return tuple(said)
        cells = "1 cell" if len(self.unknown) == 1 else f"{len(self.unknown):,} cells"
        return (
            *said,
            f"The sheet “{shown(self.name)}” has {cells} with a formula of which the file does not say the result; open it "
            "in a spreadsheet program and save it there first.",
        )


def read_sheets(data: bytes, name: str, *, exact: bool = False) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order; FileProblem where it is none, too large or protected by a password.

    `exact` gives numbers with all their digits instead of as they are shown, and texts with all their signs.
    """
    said = file_name(name)
    if data.startswith(_OLE):
        raise FileProblem(
            f"{said} is an old Excel workbook (.xls) or one with a password; save it as .xlsx without a password."
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _Workbook(archive, said, exact).sheets()
    except FileProblem:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise FileProblem(f"{said} is no XLSX workbook, or a damaged one.") from error
    except (ParseError, LookupError, ValueError, OverflowError, RecursionError) as error:
        raise FileProblem(f"{said} is a damaged workbook: {shown(str(error) or 'a part is missing', 120)}.") from error


class _Bounded:
    """A part of the archive that ends the reading where all parts together are too large."""

    def __init__(self, part: IO[bytes], book: _Workbook) -> None:
        self._part, self._book = part, book

    def read(self, size: int = -1) -> bytes:
        data = self._part.read(size if size >= 0 else 1_000_000)
        self._book.count_bytes(len(data))
        return data


class _Workbook:
    """Reads the parts of a workbook that tell texts."""

    def __init__(self, archive: zipfile.ZipFile, said: str, exact: bool) -> None:
        self._archive, self._said, self._exact = archive, said, exact
        self._left, self._cells, self._characters = UNPACKED, CELLS, CHARACTERS
        self._parts = {part.lower().lstrip("/"): part for part in archive.namelist()[:_PARTS]}
        self._since_1904 = False
        self._strings: list[str] = []
        self._formats: list[str] = []

    def count_bytes(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise self._too_large(f"{UNPACKED // 1_000_000} MB when unpacked")

    def sheets(self) -> tuple[Sheet, ...]:
        book = self._book_part()
        targets = self._targets(book)
        listed: list[tuple[str, str, bool]] = []
        for element in self._elements(book, ("sheet", "workbookPr")):
            if _tag(element) == "workbookPr":
                self._since_1904 = element.get("date1904") in ("1", "true")
                continue
            id_ = next((value for key, value in element.items() if key.endswith("}id")), "")
            if id_ in targets:
                listed.append((element.get("name", ""), targets[id_], element.get("state", "visible") != "visible"))
        if len(listed) > SHEETS:
            raise self._too_large(f"{SHEETS} sheets")
        folder = book.rpartition("/")[0]
        self._read_strings(f"{folder}/sharedstrings.xml")
        self._read_formats(f"{folder}/styles.xml")
        return tuple(self._sheet(name, part, hidden) for name, part, hidden in listed if part in self._parts)

    def _book_part(self) -> str:
        """The part that lists the sheets."""
        for element in self._elements("_rels/.rels", ("Relationship",)):
            if element.get("Type", "").endswith("/officeDocument"):
                target = element.get("Target", "").lstrip("/").lower()
                if target in self._parts:
                    return target
        if "xl/workbook.xml" not in self._parts:
            raise FileProblem(f"{self._said} is no XLSX workbook.")
        return "xl/workbook.xml"

    def _targets(self, book: str) -> dict[str, str]:
        """By its id the part of each sheet."""
        folder, _, name = book.rpartition("/")
        found = {}
        for element in self._elements(f"{folder}/_rels/{name}.rels", ("Relationship",)):
            target = element.get("Target", "")
            if element.get("Type", "").endswith("/worksheet"):
                whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
                found[element.get("Id", "")] = _normal(whole)
        return found

    def _read_strings(self, part: str) -> None:
        for element in self._elements(part, ("si",)):
            if len(self._strings) >= _STRINGS:
                raise self._too_large(f"{_STRINGS:,} texts")
            if len(self._strings) % 500 == 0:
                go_on()
            self._strings.append(self._text(element))

    def _read_formats(self, part: str) -> None:
        """The number format of each style of cells."""
        if part not in self._parts:
            return
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        codes: dict[int, str] = dict(BUILTIN_FORMATS)
        for element in self._elements(part, ("numFmt", "cellXfs")):
            if _tag(element) == "numFmt":
                codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
            else:
                self._formats += [codes.get(int(style.get("numFmtId", "0")), "") for style in element]

    def _sheet(self, name: str, part: str, hidden: bool) -> Sheet:
        found: dict[tuple[int, int], str] = {}
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        row = column = -1
        unseen: list[tuple[int, int]] = []  # first and last of columns that are hidden
        row_unseen = partly_hidden = False
        unknown: set[tuple[int, int]] = set()
        for element in self._elements(part, ("col", "row", "c", "mergeCell"), begun=("row",)):
            tag = _tag(element)
            if tag == "col":
                first, last = element.get("min", ""), element.get("max", "")
                if _is_on(element.get("hidden")) and first.isdecimal() and last.isdecimal():
                    unseen.append((int(first) - 1, int(last) - 1))
            elif tag == "row":
                go_on()
                row_unseen = _is_on(element.get("hidden"))
                number = element.get("r", "")
                row, column = int(number) - 1 if number.isdecimal() and len(number) < 9 else row + 1, -1
            elif tag == "c":
                place = _CELL.fullmatch(element.get("r", ""))
                column = _column(place.group(1)) if place is not None else column + 1
                at = int(place.group(2)) - 1 if place is not None else row
                text = self._value(element)
                partly_hidden = partly_hidden or (bool(text) and row_unseen)
                if not text and element.get("t", "n") in ("n", "str") and any(_tag(one) == "f" for one in element):
                    unknown.add((at, column))
                if text and at < ROWS and column < COLUMNS:
                    self._count(text)
                    found[at, column] = text
                elif text and self._exact:
                    raise self._too_large(f"{ROWS:,} rows and {COLUMNS:,} columns")
            else:
                _add_span(spans, element.get("ref", ""))
        high = max((r for r, _ in found), default=-1) + 1
        wide = max((c for _, c in found), default=-1) + 1
        if high * wide > CELLS:
            raise self._too_large(f"{CELLS:,} cells in a sheet")
        rows = tuple(tuple(found.get((r, c), "") for c in range(wide)) for r in range(high))
        used = {column for _, column in found} if unseen else ()
        partly_hidden = partly_hidden or any(first <= column <= last for first, last in unseen for column in used)
        kept = {at: span for at, span in spans.items() if at in found}
        return Sheet(name, rows, kept, hidden, partly_hidden, frozenset(unknown), self._comments(part))

    def _comments(self, part: str) -> int:
        """How many cells of a sheet bear a remark; a thread of remarks counts once."""
        folder, _, name = part.rpartition("/")
        places: set[str] = set()
        for element in self._elements(f"{folder}/_rels/{name}.rels", ("Relationship",)):
            target = element.get("Target", "")
            if element.get("Type", "").endswith("/comments"):
                whole = _normal(target if target.startswith("/") else f"{folder}/{target}")
                places |= {one.get("ref", "") for one in self._elements(whole, ("comment",))}
        return len(places)

    def _value(self, cell: Element) -> str:
        """What a cell shows."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(self._text(one) for one in cell if _tag(one) == "is")
        value = next((one.text or "" for one in cell if _tag(one) == "v"), "")
        if not value:
            return ""
        if kind == "s":
            return self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind == "d":
            return value.replace("T", " ")
        if kind != "n":
            # The text that a formula gives, or an error such as #N/A.
            return unescaped(value) if self._exact else _uncoded(value)
        style = cell.get("s", "0")
        code = self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else ""
        return _number(value, code, self._since_1904, exact=self._exact)

    def _text(self, element: Element) -> str:
        """The text of a string, of all its runs, without how it is to be pronounced."""
        parts = []
        for child in element:
            if _tag(child) == "t":
                parts.append(child.text or "")
            elif _tag(child) == "r":
                parts += [one.text or "" for one in child if _tag(one) == "t"]
        if self._exact:
            return unescaped("".join(parts))
        return _uncoded("".join(parts)).replace("\r\n", "\n").replace("\r", "\n")

    def _count(self, text: str) -> None:
        self._cells -= 1
        self._characters -= len(text)
        if self._cells < 0 or self._characters < 0:
            raise self._too_large(f"{CELLS:,} cells or {CHARACTERS // 1_000_000} million characters")

    def _elements(self, part: str, tags: tuple[str, ...], begun: tuple[str, ...] = ()) -> Iterator[Element]:
        """The elements of a part by their names, each when it ends (or, of `begun`, begins); nothing where there is none."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import iterparse

        if part not in self._parts:
            return
        path: list[Element] = []
        inside = 0  # how many elements are open that are still to come
        with self._archive.open(self._parts[part]) as opened:
            try:
                for event, element in iterparse(_Bounded(opened, self), ("start", "end"), forbid_dtd=True):
                    tag = _tag(element)
                    whole = tag in tags and tag not in begun
                    if event == "start":
                        path.append(element)
                        inside += whole
                        if tag in begun:
                            yield element
                        continue
                    path.pop()
                    inside -= whole
                    if whole:
                        yield element
                    # What has been read is let go of, but not what stands in an element that is still to come.
                    if path and not inside:
                        path[-1].remove(element)
            except DefusedXmlException as error:
                raise FileProblem(f"{self._said} has definitions of its own (a DTD), which are not read.") from error

    def _too_large(self, what: str) -> FileProblem:
        return FileProblem(f"{self._said} is too large: {what} are the most.")


def _tag(element: Element) -> str:
    """An element's name without its namespace, which differs between kinds of workbooks."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


def _normal(path: str) -> str:
    """A path with its “..” followed, in small letters as parts are looked up."""
    parts: list[str] = []
    for part in path.lower().split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _add_span(spans: dict[tuple[int, int], tuple[int, int]], ref: str) -> None:
    found = _RANGE.fullmatch(ref)
    if found is None or len(spans) >= _SPANS:
        return
    left, right = _column(found.group(1)), min(_column(found.group(3)), COLUMNS - 1)
    top, bottom = int(found.group(2)) - 1, min(int(found.group(4)) - 1, ROWS - 1)
    if top <= bottom and left <= right:
        spans[top, left] = bottom - top + 1, right - left + 1


def _uncoded(text: str) -> str:
    return _CODED.sub(lambda found: _sign(int(found.group(1), 16)), text) if "_x" in text else text


def _sign(code: int) -> str:
    return (
        "\n"
        if code == 0x0D
        else ""
        if (code < 0x20 and code not in (0x09, 0x0A)) or 0xD800 <= code < 0xE000
        else chr(code)
    )


def _number(value: str, code: str, since_1904: bool, *, exact: bool) -> str:
    """A number as people read it: a date, a share in per cent, or without the noise of binary fractions.

    An `exact` one is a date, or the number as it is written.
    """
    try:
        number = float(value)
    except ValueError:
        return value
    if number != number or number in (float("inf"), float("-inf")):
        return value
    if code and code != "General":
        from openpyxl.styles.numbers import is_date_format

        if is_date_format(code):
            return _moment(number, since_1904) or f"{number:.12g}"
        if exact:
            return value
        if code.split(";")[0].rstrip().endswith("%"):
            return f"{number * 100:.12g}%"
    return f"{number:.12g}" if abs(number) < 1e15 and not exact else value


def _moment(number: float, since_1904: bool) -> str:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    try:
        found: Any = from_excel(number, CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900)
    except (OverflowError, ValueError):
        return ""
    if isinstance(found, datetime):
        if (found.hour, found.minute, found.second) == (0, 0, 0):
            return found.date().isoformat()
        return found.isoformat(" ", "minutes" if found.second == 0 else "seconds")
    if isinstance(found, time):
        return found.isoformat("minutes" if found.second == 0 else "seconds")
    return str(found) if isinstance(found, (date, timedelta)) else ""
