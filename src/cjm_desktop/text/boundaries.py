"""Where a line may break: in goes a paragraph, out come its segments between break opportunities.

Latin, Greek and Cyrillic go by a regular expression; everything else asks Qt, imported when first needed (QtCore only).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from cjm_desktop.text.clusters import is_parted
from cjm_desktop.text.unicode import SPACES, is_simple


class LineBreaker(Protocol):
    """Finds the places where a paragraph (no newlines, no control characters, no lone surrogates) may break."""

    def segments(self, paragraph: str) -> Sequence[str]:
        """The paragraph cut at each break opportunity; trailing spaces stay with what stands before them."""
        ...


# Where a plain text holds only spaces to break at.
_PLAIN = re.compile("[^-\u00ad\u2010\u2012\u2013\u2014/!?;:«»)\\]}]*")
_PLAIN_SEGMENT = re.compile("[^ ]+ *| +")

# A break comes after spaces, but not before closing marks that stand alone ("Warum ?") and not after "« "; after hyphens
# within a word, not before figures nor beside a single letter; after dashes; after a slash between letters; at a soft
# hyphen.
_SEGMENT = re.compile(
    r"""
    (?: « \ ++ | [^ ] | \ ++ (?= [!?;:»)\]}]+ (?: \ | $ ) ) )*?
    (?:
        \ ++ (?! [!?;:»)\]}]+ (?: \ | $ ) )
      | (?<= \w\w ) [-\u2010] (?= [^\W\d_]{2} )
      | (?<= \S ) [\u2012\u2013\u2014] (?= \w )
      | (?<= [^\W\d_] ) / (?= [^\W\d_] )
      | (?<= \w ) \u00ad (?= \w )
      | $
    )
    """,
    re.VERBOSE,
)


class PlainBreaker:
    """Latin, Greek and Cyrillic, by the few rules that matter to them."""

    def segments(self, paragraph: str) -> Sequence[str]:
        if _PLAIN.fullmatch(paragraph):
            return _PLAIN_SEGMENT.findall(paragraph)
        return [segment for segment in _SEGMENT.findall(paragraph) if segment]


class QtBreaker:
    """Every script, by Qt's Unicode line breaking (UAX #14)."""

    def segments(self, paragraph: str) -> Sequence[str]:
        from PySide6.QtCore import QTextBoundaryFinder

        # Byte order marks are replaced by their like: at the start of a text they would be dropped on the way to Qt, or
        # turn the bytes of all others around.
        text = paragraph.replace("\ufeff", "\u2060").replace("\ufffe", "\ufffd")
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
        ends = []
        while (end := finder.toNextBoundary()) != -1:
            ends.append(end)
        return _whole(_cut(paragraph, ends))


class Breaker:
    """The plain rules where they are enough, else Qt's."""

    def __init__(self, plain: LineBreaker | None = None, full: LineBreaker | None = None) -> None:
        self._plain = plain or PlainBreaker()
        self._full = full or QtBreaker()

    def segments(self, paragraph: str) -> Sequence[str]:
        return (self._plain if is_simple(paragraph) else self._full).segments(paragraph)


def _whole(segments: list[str]) -> list[str]:
    """The segments with no cluster parted: Qt parts marks, flags and joined emoji from what a Thai or Burmese word does not
    know. After a space a mark may begin a line."""
    found: list[str] = []
    for segment in segments:
        if found and found[-1][-1] not in SPACES and not is_parted(found[-1], segment):
            found[-1] += segment
        else:
            found.append(segment)
    return found


def _cut(text: str, ends: Sequence[int]) -> list[str]:
    """The text cut at places counted in UTF-16 units, as Qt does."""
    parts = []
    start = 0
    if max(text, default="") <= "\uffff":
        for end in ends:
            parts.append(text[start:end])
            start = end
    else:
        units = 0
        wanted = frozenset(ends)
        for index, character in enumerate(text, 1):
            units += 2 if character > "\uffff" else 1
            if units in wanted:
                parts.append(text[start:index])
                start = index
    if start < len(text):
        parts.append(text[start:])
    return parts
