"""The bytes of a CSV or TSV file go in, its table comes out, with what had to be guessed: encoding and separator."""

from __future__ import annotations

import re

from cjm_desktop.formats import reading
from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.table import Grid, read_separated

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
#: So much of a text tells its separator.
_LINES, _HEAD = 60, 200_000
#: The first line by which a spreadsheet is told the separator.
_SAID = re.compile(r"\s*sep=(.)\r?\n", re.IGNORECASE)
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: Of the letters beyond ASCII of a text in Cyrillic, nearly all come next to each other.
_NEIGHBOURS = re.compile(rb"[\xc0-\xff]{3,}")


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and, where it is no UTF, the name of the code page that was taken for it; FileProblem else."""
    for mark, encoding in _UTF16:
        if data.startswith(mark):
            return _utf16(data[len(mark) :], encoding, name), ""
    head = data[:2_000]
    if len(head) > 3 and head.count(0) * 3 > len(head):
        # Every other byte of a Western text in UTF-16 is zero: the second of each pair, or the first.
        little = head[1::2].count(0) > head[0::2].count(0)
        return _utf16(data, "utf-16-le" if little else "utf-16-be", name), ""
    try:
        return reading.decoded(data, name), ""
    except FileProblem:
        if b"\0" in data or reading.is_known(data):
            raise
    page = "windows-1251" if _is_cyrillic(data) else "windows-1252"
    return data.decode(page, "replace"), page


def read_table(data: bytes, name: str) -> tuple[Grid, tuple[str, ...]]:
    """The table in a file's bytes, and what was guessed, in sentences; FileProblem where there is none or it is too large."""
    text, page = decoded(data, name)
    text = text.removeprefix("\ufeff")
    notes = [f"The file says no encoding; it was read as {page}."] if page else []
    said = _SAID.match(text)
    if said is not None:
        return read_separated(text[said.end() :], said.group(1), exact=True), tuple(notes)
    separator = separator_of(text)
    if separator not in (",", "\t"):
        notes.append(f"Cells were taken to be separated by {_SEPARATORS[separator]}.")
    return read_separated(text, separator, exact=True), tuple(notes)


def separator_of(text: str) -> str:
    """What separates the cells of a text: the sign that cuts most lines into the same number of cells, the more the better."""
    head = "\n".join(text[:_HEAD].splitlines()[:_LINES])
    best, most = ",", 0.0
    for separator in _SEPARATORS:
        if separator not in head:
            continue
        try:
            rows = read_separated(head, separator, exact=True).rows
        except FileProblem:
            continue
        # Rows are filled up to one length, so what is filled tells how many cells a line has.
        counts = [max((n + 1 for n, cell in enumerate(row) if cell), default=0) for row in rows]
        counts = [count for count in counts if count]
        if not counts:
            continue
        usual = max(set(counts), key=lambda count: (counts.count(count), count))
        share = counts.count(usual) / len(counts)
        # Signs that stand as in a sentence (“a, b”) or in a number (“1,5”) say little.
        sign = re.escape(separator)
        soft = len(re.findall(rf"{sign}(?= \S)|(?<=\d){sign}(?=\d)", head)) / head.count(separator)
        found = share * min(usual, 12) * (1 - 0.6 * soft) if usual > 1 else 0.0
        if found > most:
            best, most = separator, found
    return best


def _utf16(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileProblem(f"{file_name(name)} is no text: what looks like UTF-16 is none.") from error


def _is_cyrillic(data: bytes) -> bool:
    beyond = sum(byte >= 0x80 for byte in data[:_HEAD])
    return beyond > 0 and sum(map(len, _NEIGHBOURS.findall(data[:_HEAD]))) * 2 > beyond
