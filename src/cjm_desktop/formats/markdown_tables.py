"""A Markdown text goes in; its pipe tables come out, each with the headings above it and the pairs of words about it.

Of all other lines only their first words come out, so that a user can be told what was not taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.patience import go_on
from cjm_desktop.formats.table import CHARACTERS, Grid, grid, read_html
from cjm_desktop.formats.table_words import cleaned, fact_named, is_numbered, is_stage_word, meaning_of

_RULE = re.compile(r"\s*\|?\s*:?-{1,200}:?\s*(?:\|\s*:?-{1,200}:?\s*){0,1000}\|?\s*")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*:?\s*")
_LIST = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
#: “**Persona:** Anna”, “**Persona**: Anna”, “**Persona: Anna**”.
_PAIR = re.compile(r"(?:\*\*|__)([^*_:：]{1,40})(?:[:：]\s?(?:\*\*|__)|(?:\*\*|__)\s?[:：])(.+)")
_BOLD_PAIR = re.compile(r"(?:\*\*|__)([^*_:：]{1,40})[:：]([^*]+)(?:\*\*|__)")
_PLAIN_PAIR = re.compile(r"([^:：|*]{1,40})[:：](.+)")
_NOTHING = re.compile(r"\s*(?:[-*_]\s*){3,}|\s*")
#: A longer line is no heading, and the beginning of one tells what it is about.
_LONGEST, _TOLD = 2_000, 200
#: More pairs than this say nothing of one map.
_PAIRS = 300
#: A sign that would be markup and is none.
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
#: A bar that stands for itself, in a text with its own bars taken out for a moment.
_ESCAPED = "\ue000"
#: A line in bold type is a heading below all others.
_BOLD = 7


@dataclass(frozen=True, slots=True)
class MarkdownTable:
    """`heading` is the nearest one above the table, `title` the first of the text; either may be empty.

    `path` holds the headings that it stands under, from the top; `facts` are pairs (“Persona”, “Anna”) said there.
    """

    grid: Grid
    heading: str
    title: str
    line: int
    path: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundMarkdown:
    """The tables of a text in their order, and the first words of each line that is no part of any."""

    tables: tuple[MarkdownTable, ...]
    prose: tuple[str, ...]
    title: str = ""


@dataclass(slots=True)
class _Said:
    """A line outside the tables: under which headings it stands, before which table, and the pair that it is, if any."""

    path: tuple[str, ...]
    before: int
    text: str
    pair: tuple[str, str] | None = None


def markdown_tables(text: str) -> tuple[MarkdownTable, ...]:
    """The tables of a Markdown text in their order; FileProblem where one is too large. Tables in code are none."""
    return markdown_text(text).tables


def markdown_text(text: str) -> FoundMarkdown:
    """The tables of a Markdown text and what stands around them; FileProblem where one is too large."""
    if len(text) > CHARACTERS:
        raise FileProblem(f"The text is longer than {CHARACTERS:,} characters.")
    reader = _Reader([_QUOTE.sub("", line) for line in _without_comments(text).splitlines()])
    reader.read()
    return reader.found()


class _Reader:
    """Goes through the lines of a text."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._tables: list[tuple[Grid, tuple[str, ...], int]] = []
        self._said: list[_Said] = []
        self._title = ""
        #: The headings that hold at a line, by their level.
        self._path: list[tuple[int, str]] = []
        #: Behind this line no table that is written as HTML comes to an end.
        self._html_ends = len(lines)

    def read(self) -> None:
        at, fence = self._after_front_matter(), ""
        while at < len(self._lines):
            go_on()
            line = self._lines[at]
            mark = _FENCE.match(line)
            if mark is not None and (not fence or mark.group(1).startswith(fence)):
                fence = "" if fence else mark.group(1)
            elif fence:
                pass
            elif "|" in line and at + 1 < len(self._lines) and _is_rule(self._lines[at + 1], line):
                at = self._table(at)
                continue
            elif line.lstrip()[:6].casefold() == "<table":
                at = self._html(at)
                continue
            elif not self._is_heading(at):
                self._line(line)
            elif _UNDERLINE.fullmatch(self._below(at)) and _HEADING.fullmatch(line[:_LONGEST]) is None:
                at += 1
            at += 1

    def found(self) -> FoundMarkdown:
        tables, used = [], set[int]()
        pairs = [(number, one) for number, one in enumerate(self._said) if one.pair is not None][:_PAIRS]
        for n, (cells, path, line) in enumerate(self._tables):
            go_on()
            facts = []
            for number, one in pairs:
                if one.pair is not None and self._belongs(one, n, path):
                    used.add(number)
                    facts.append(one.pair)
            tables.append(MarkdownTable(cells, _nearest(path), self._title, line, path, tuple(facts)))
        prose = [one.text for number, one in enumerate(self._said) if number not in used]
        return FoundMarkdown(tuple(tables), tuple(prose), self._title)

    def _belongs(self, one: _Said, table: int, path: tuple[str, ...]) -> bool:
        """Whether a pair is about a table: it stands under the table's headings, right before it or right behind."""
        assert one.pair is not None
        if one.before > table + 1 or path[: len(one.path)] != one.path:
            return False
        same = one.path == path
        if same and one.before == table:
            return True
        known = bool(fact_named(one.pair[0]) or meaning_of(one.pair[0]))
        return known and one.before == table + 1 if same else known and one.before <= table

    def _after_front_matter(self) -> int:
        """Where the text begins; of its front matter the title counts."""
        if not self._lines or self._lines[0].strip() != "---":
            return 0
        end = next((n for n, line in enumerate(self._lines[1:200], 1) if line.strip() in ("---", "...")), None)
        if end is None:
            return 0
        for line in self._lines[1:end]:
            word, _, rest = line.partition(":")
            if word.strip().casefold() == "title" and not self._title:
                self._title = rest.strip().strip("\"'")[:_LONGEST]
        return end + 1

    def _below(self, at: int) -> str:
        return self._lines[at + 1][:_LONGEST] if at + 1 < len(self._lines) else ""

    def _is_heading(self, at: int) -> bool:
        """Whether a line is a heading, which then holds from here on."""
        line = self._lines[at][:_LONGEST]
        said = _HEADING.fullmatch(line)
        if said is not None:
            self._head(len(said.group(1)), said.group(2))
            return True
        under = _UNDERLINE.fullmatch(self._below(at))
        if under is not None and line.strip() and _LIST.match(line) is None and _pair(line) is None:
            self._head(1 if under.group(1)[0] == "=" else 2, line.strip())
            return True
        bold = _BOLD_LINE.fullmatch(line)
        if bold is not None and _pair(line) is None:
            self._head(_BOLD, bold.group(1).rstrip(" :："))
            return True
        return False

    def _head(self, level: int, text: str) -> None:
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self._path.append((level, text))
        self._title = self._title or (text if level == 1 else "")

    def _under(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._path)

    def _line(self, line: str) -> None:
        if _NOTHING.fullmatch(line[:_TOLD]):
            return
        bare = _LIST.sub("", line[:_LONGEST]).strip()
        for part in _parts(bare):
            pair = _pair(part)
            path = self._under()
            if pair is None and path and fact_named(path[-1]):
                # What stands below the heading “Persona” is said of it.
                pair, path = (path[-1], part), path[:-1]
            self._said.append(_Said(path, len(self._tables), cleaned(part[:_TOLD]), pair))

    def _table(self, at: int) -> int:
        """Takes the table whose head stands there; where it ends."""
        rows = [_cells(self._lines[at])]
        first, at = at + 1, at + 2
        while at < len(self._lines) and "|" in self._lines[at] and self._lines[at].strip():
            go_on()
            rows.append(_cells(self._lines[at])[: len(rows[0])])
            at += 1
        self._tables.append((grid(rows), self._under(), first))
        return at

    def _html(self, at: int) -> int:
        """Takes the table that is written as HTML; where it ends."""
        end = next((n for n in range(at, self._html_ends) if "</table" in self._lines[n].casefold()), None)
        if end is None:
            self._html_ends = at
            return at + 1
        cells = read_html("\n".join(self._lines[at : end + 1]))
        if cells is not None:
            self._tables.append((cells, self._under(), at + 1))
        return end + 1


def _nearest(path: tuple[str, ...]) -> str:
    """The heading of a table: the lowest one, but where that explains a stage's name, the name."""
    if len(path) > 1 and not _is_stage(path[-1]) and _is_stage(path[-2]):
        return path[-2]
    return path[-1] if path else ""


def _is_stage(text: str) -> bool:
    return is_numbered(text) and is_stage_word(text.partition(":")[0])


def _pair(line: str) -> tuple[str, str] | None:
    """The word and what it says in a line such as “**Persona:** Anna”; without bold type only for words that are known."""
    bare = _LIST.sub("", line).strip()
    found = _PAIR.fullmatch(bare)
    if found is not None:
        return cleaned(found.group(1)), found.group(2).strip()
    for pattern in (_BOLD_PAIR, _PLAIN_PAIR):
        found = pattern.fullmatch(bare)
        if found is not None:
            word = cleaned(found.group(1))
            if fact_named(word) or (pattern is _BOLD_PAIR and meaning_of(word) and len(word.split()) < 4):
                return word, found.group(2).strip()
    return None


def _parts(line: str) -> Iterator[str]:
    """A line that says several things between bars (“Persona: Anna | Goal: to ride”) as each of them."""
    parts = [part.strip() for part in line.split(" | ")]
    if len(parts) > 1 and all(_pair(part) is not None for part in parts):
        yield from parts
    else:
        yield line


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
