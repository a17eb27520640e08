"""Where a line may break: in goes a paragraph, out come its segments between break opportunities.

Latin, Greek and Cyrillic go by a regular expression; everything else asks Qt (QtCore only) and, for Thai, BudouX, imported
when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol
from unicodedata import category

from cjm_desktop.text.clusters import are_loners, is_parted
from cjm_desktop.text.unicode import SPACES, is_simple

if TYPE_CHECKING:
    import budoux
    from PySide6.QtCore import QTextBoundaryFinder

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # two units of UTF-16
_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]+")
_THAI_HIDDEN = {
    code: "\u0301" if category(chr(code)) == "Mn" else "a" for code in (*range(0xE01, 0xE3B), *range(0xE40, 0xE4F))
}
# What never begins a word (vowels and marks after a consonant, signs of repetition and omission), and what never ends one.
_THAI_FOLLOWING = frozenset("ฯะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎")
_THAI_LEADING = frozenset("เแโใไ")


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
    """Every script, by Qt's Unicode line breaking (UAX #14), but Thai words, which Qt finds with a library that one machine
    has and another has not: the same map must break alike on both, so BudouX's model finds them."""

    def segments(self, paragraph: str) -> Sequence[str]:
        # Byte order marks are replaced by their like: at the start of a text they would be dropped on the way to Qt, or
        # turn the bytes of all others around. Thai is hidden behind letters and marks that never break.
        text = paragraph.replace("\ufeff", "\u2060").replace("\ufffe", "\ufffd")
        is_thai = _THAI.search(text) is not None
        if is_thai:
            text = text.translate(_THAI_HIDDEN)
        segments = _cut(paragraph, _line_ends(text))
        if is_thai:
            segments = [part for segment in segments for part in _thai_parts(segment)]
        return segments if are_loners(paragraph) else _whole(segments)


class Breaker:
    """The plain rules where they are enough, else Qt's."""

    def __init__(self, plain: LineBreaker | None = None, full: LineBreaker | None = None) -> None:
        self._plain = plain or PlainBreaker()
        self._full = full or QtBreaker()

    def segments(self, paragraph: str) -> Sequence[str]:
        return (self._plain if is_simple(paragraph) else self._full).segments(paragraph)


def _line_ends(text: str) -> list[int]:
    """Where Qt would break a line, counted in UTF-16 units."""
    finder_of, line = _finder()
    return list(iter(finder_of(line, text).toNextBoundary, -1))


@cache
def _finder() -> tuple[type[QTextBoundaryFinder], QTextBoundaryFinder.BoundaryType]:
    # Looked up once: an import statement costs as much as a whole finder, since PySide wraps imports.
    from PySide6.QtCore import QTextBoundaryFinder

    return QTextBoundaryFinder, QTextBoundaryFinder.BoundaryType.Line


@cache
def _thai_parser() -> budoux.Parser:
    import budoux

    return budoux.load_default_thai_parser()


def _thai_parts(segment: str) -> list[str]:
    """The segment cut between the Thai words in it."""
    parts = [""]
    last = 0
    for stretch in _THAI.finditer(segment):
        parts[-1] += segment[last : stretch.start()]
        first, *others = _thai_words(stretch[0])
        parts[-1] += first
        parts += others
        last = stretch.end()
    parts[-1] += segment[last:]
    return parts


@lru_cache(maxsize=4096)
def _thai_words(stretch: str) -> tuple[str, ...]:
    return tuple(_thai_parser().parse(stretch))


def _whole(segments: list[str]) -> list[str]:
    """The segments with no cluster and no Thai syllable parted: Qt parts marks, flags and joined emoji after some scripts,
    and the model is no speller. After a space a mark may begin a line."""
    found: list[str] = []
    for segment in segments:
        if found and found[-1][-1] not in SPACES and _hang_together(found[-1], segment):
            found[-1] += segment
        else:
            found.append(segment)
    return found


def _hang_together(before: str, after: str) -> bool:
    if _THAI.match(before[-1]) and _THAI.match(after):
        return after[0] in _THAI_FOLLOWING or before[-1] in _THAI_LEADING
    return not is_parted(before, after)


def _cut(text: str, ends: Sequence[int]) -> list[str]:
    """The text cut at places counted in UTF-16 units, as Qt does."""
    if not _ASTRAL.search(text):
        parts = [text[start:end] for start, end in pairwise((0, *ends))]
        start = ends[-1] if ends else 0
    else:
        parts = []
        start = units = 0
        wanted = frozenset(ends)
        for index, character in enumerate(text, 1):
            units += 2 if character > "\uffff" else 1
            if units in wanted:
                parts.append(text[start:index])
                start = index
    if start < len(text):
        parts.append(text[start:])
    return parts
