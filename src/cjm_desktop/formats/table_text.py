"""The bytes of a CSV or TSV file go in, its table comes out, with what had to be guessed: encoding and separator."""

from __future__ import annotations

import re

from cjm_desktop.formats.encodings import decoded, note_of
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.table import Grid, read_separated

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
#: So much of a text tells its separator.
_LINES, _HEAD = 60, 200_000
#: The first line by which a spreadsheet is told the separator.
_SAID = re.compile(r"\s*sep=(.)\r?\n", re.IGNORECASE)


def read_table(data: bytes, name: str) -> tuple[Grid, tuple[str, ...]]:
    """The table in a file's bytes, and what was guessed, in sentences; FileProblem where there is none or it is too large."""
    text, guessed = decoded(data, name)
    notes = list(note_of(guessed))
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
