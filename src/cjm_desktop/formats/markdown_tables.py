"""A Markdown text goes in; its pipe tables come out, each with the headings that it stands under."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.table import CHARACTERS, Grid, grid

_RULE = re.compile(r"\s*\|?\s*:?-{1,200}:?\s*(?:\|\s*:?-{1,200}:?\s*){0,1000}\|?\s*")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*:?\s*")
#: A longer line is no heading.
_LONGEST = 2_000
#: A sign that would be markup and is none.
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
#: A bar that stands for itself, in a text with its own bars taken out for a moment.
_ESCAPED = "\ue000"


@dataclass(frozen=True, slots=True)
class MarkdownTable:
    """`heading` is the nearest one above the table, `title` the first of the text; either may be empty."""

    grid: Grid
    heading: str
    title: str
    line: int


def markdown_tables(text: str) -> tuple[MarkdownTable, ...]:
    """The tables of a Markdown text in their order; FileProblem where one is too large. Tables in code are none."""
    if len(text) > CHARACTERS:
        raise FileProblem(f"The text is longer than {CHARACTERS:,} characters.")
    lines = [_QUOTE.sub("", line) for line in _without_comments(text).splitlines()]
    found: list[MarkdownTable] = []
    title = heading = fence = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        mark = _FENCE.match(line)
        if mark is not None and (not fence or mark.group(1).startswith(fence)):
            fence = "" if fence else mark.group(1)
        elif fence:
            pass
        elif (said := _HEADING.fullmatch(line[:_LONGEST])) is not None:
            heading = said.group(2)
            title = title or (heading if len(said.group(1)) == 1 else "")
        elif (said := _BOLD_LINE.fullmatch(line[:_LONGEST])) is not None:
            heading = said.group(1)
        elif "|" in line and at + 1 < len(lines) and _is_rule(lines[at + 1], line):
            rows = [_cells(line)]
            first, at = at + 1, at + 2
            while at < len(lines) and "|" in lines[at] and lines[at].strip():
                rows.append(_cells(lines[at])[: len(rows[0])])
                at += 1
            found.append(MarkdownTable(grid(rows), heading, title, first))
            continue
        at += 1
    return tuple(found)


def _without_comments(text: str) -> str:
    """The text with its comments gone, but not their line breaks."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + len("-->")
    return "".join((*parts, text[at:]))


def _is_rule(line: str, head: str) -> bool:
    """Whether a line is the rule below a table's head: as many cells of dashes as the head has cells."""
    return "-" in line and _RULE.fullmatch(line) is not None and len(_cells(line)) == len(_cells(head))


def _cells(line: str) -> list[str]:
    bare = line.strip().replace("\\|", _ESCAPED)
    bare = bare.removeprefix("|")
    if bare.endswith("|"):
        bare = bare[:-1]
    return [_BACKSLASH.sub(r"\1", cell.strip()).replace(_ESCAPED, "|") for cell in bare.split("|")]
