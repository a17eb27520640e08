"""The texts of a lane's cells go in, the texts of the cards that each makes come out: lists fall apart, sentences stay whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cjm_desktop.editing.filling import entries
from cjm_desktop.formats.table_cells import cleaned_lines

#: Bullets between the entries of a list that stands in one line.
_BULLET = re.compile(r"(?:^|\s)[•◦▪‣·●○■]\s*")
#: The number in front of an entry: “1.”, “2)”, “(3)”.
_NUMBER = re.compile(r"(?:^|(?<=\s))(?:(\d{1,2})[.)]|\((\d{1,2})\))\s+(?=\S)")
#: What separates entries in one line; not the end of “&amp;”, nor the eye of “;)”.
_SEMICOLON = re.compile(r"(?<!&amp)(?<!&lt)(?<!&gt)(?<!&quot)(?<!&nbsp)[;；؛](?![-)D(])")
_STROKE = re.compile(r"\s/\s")
_QUOTES = ('""', "“”", "«»", "„“", "„”", "「」", "''", "‘’")
#: An entry of a list without line breaks is no longer than this.
_SHORT = 80


class Lists:
    """How the cells of one lane fall apart into cards; `notes` are told of what was done.

    With `by_line` each line of a cell is a card. With `lists` so is each entry of a list that is plain: one with bullets,
    with numbers that count from 1, or with “;” between short entries, and with “ / ” where most cells of the lane have
    it, or any where the lane holds things that are mostly listed (`listed`). A text in quotation marks, an address, a
    date, “and/or” and “iOS/Android” stay whole.
    """

    def __init__(
        self, texts: Sequence[str], note: Callable[[str], None], *, by_line: bool, lists: bool, listed: bool
    ) -> None:
        self._note, self._by_line, self._lists = note, by_line, by_line and lists
        cleaned = [cleaned_lines(text) for text in texts]
        self._semicolons = self._lists and _are_lists(cleaned, _SEMICOLON, 1 if listed else min(2, len(cleaned)))
        self._strokes = self._lists and _are_lists(cleaned, _STROKE, 1 if listed else len(cleaned) / 2)

    def cards(self, text: str) -> list[str]:
        """The texts of the cards of a cell; none for a dash."""
        whole = cleaned_lines(text)
        if not self._by_line:
            return entries(whole, by_line=False)
        if self._lists and len(_BULLET.findall(whole)) > 1:
            whole = _BULLET.sub("\n", whole)
        found = entries(whole)
        if len(found) > 1:
            self._note("Cells with several lines or bullets became a card for each of them.")
        if not self._lists:
            return found
        counted = _counted(found)
        if counted is not None:
            self._note("Lists with numbers in front became a card for each entry, without the numbers.")
            return counted
        return self._apart(found[0]) if len(found) == 1 else found

    def _apart(self, text: str) -> list[str]:
        found = [text]
        if self._semicolons or _is_plain(text):
            found = self._cut(found, _SEMICOLON, ";")
        return self._cut(found, _STROKE, "/") if self._strokes else found

    def _cut(self, texts: Sequence[str], separator: re.Pattern[str], sign: str) -> list[str]:
        found = [part for text in texts for part in _parts(text, separator)]
        if len(found) > len(texts):
            self._note(f"Cells with “{sign}” between entries became a card for each entry.")
        return found


def _are_lists(texts: Sequence[str], separator: re.Pattern[str], enough: float) -> bool:
    """Whether so many cells are lists, and all that are have short entries."""
    lists = [parts for text in texts if len(parts := _parts(text, separator)) > 1]
    return bool(lists) and len(lists) >= enough and all(len(one) <= _SHORT for parts in lists for one in parts)


def _parts(text: str, separator: re.Pattern[str]) -> list[str]:
    """The entries of a text in one line; the text itself where it is one, is said by someone, or holds an address."""
    if "\n" in text or _is_said(text) or "://" in text:
        return [text]
    return [part for one in separator.split(text) for part in entries(one)]


def _is_said(text: str) -> bool:
    return len(text) > 1 and any(text[0] == marks[0] and text[-1] == marks[1] for marks in _QUOTES)


def _is_plain(text: str) -> bool:
    """Whether a text is a list by itself: short entries between nothing but semicolons, and no sentence of two halves."""
    parts = _parts(text, _SEMICOLON)
    if len(parts) < 2 or any(len(part) > _SHORT or _STROKE.search(part) for part in parts):
        return False
    return len(parts) > 2 or not text.rstrip().endswith((".", "!", "?", "…", "。"))


def _counted(lines: Sequence[str]) -> list[str] | None:
    """The entries of a list with numbers that count from 1, one a line or all in one; None for any other texts."""
    if len(lines) == 1:
        found = list(_NUMBER.finditer(lines[0]))
        starts = [match for n, match in enumerate(found) if _number(match) == n + 1]
        if len(starts) != len(found) or len(found) < 2 or found[0].start() > 0:
            return None
        ends = [*(match.start() for match in found[1:]), len(lines[0])]
        texts = [lines[0][match.end() : end].strip(" ,;") for match, end in zip(found, ends, strict=True)]
    else:
        heads = [_NUMBER.match(line) for line in lines]
        if len(lines) < 2 or any(head is None or _number(head) != n for n, head in enumerate(heads, 1)):
            return None
        texts = [_NUMBER.sub("", line, count=1) for line in lines]
    return texts if all(any(char.isalpha() for char in text) for text in texts) else None


def _number(match: re.Match[str]) -> int:
    return int(match.group(1) or match.group(2))
