"""Where text may part: in goes a paragraph, out come its segments between line breaks, or its grapheme clusters.

Latin, Greek and Cyrillic go by a regular expression; everything else asks Qt, imported when first needed (QtCore only).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from cjm_desktop.text.unicode import is_simple

if TYPE_CHECKING:
    from PySide6.QtCore import QTextBoundaryFinder


class BoundaryFinder(Protocol):
    """Finds the places where a paragraph (no newlines, no control characters, no lone surrogates) may part."""

    def segments(self, paragraph: str) -> Sequence[str]:
        """The paragraph cut at each line break opportunity; trailing spaces stay with what stands before them."""
        ...

    def clusters(self, text: str) -> Sequence[str]:
        """The text cut into grapheme clusters."""
        ...


# Where a plain text holds only spaces to break at.
_PLAIN = re.compile("[^-\u00ad\u2010\u2012\u2013\u2014/!?;:»)\\]}]*")
_PLAIN_SEGMENT = re.compile("[^ ]+ *| +")

# A break comes after spaces, but not before closing marks that stand alone ("Warum ?"); after hyphens within a word, not
# before figures; after dashes; after a slash between letters; at a soft hyphen.
_SEGMENT = re.compile(
    r"""
    [^ ]*?
    (?:
        \ + (?! [!?;:»)\]}]+ (?: \ | $ ) )
      | (?<= \w ) [-\u2010] (?= [^\W\d_] )
      | (?<= \S ) [\u2012\u2013\u2014] (?= \w )
      | (?<= [^\W\d_] ) / (?= [^\W\d_] )
      | (?<= \w ) \u00ad (?= \w )
      | $
    )
    """,
    re.VERBOSE,
)
_CLUSTER = re.compile("[^\u0300-\u036f\u0483-\u0489]?[\u0300-\u036f\u0483-\u0489]*", re.DOTALL)


class PlainFinder:
    """Latin, Greek and Cyrillic, by the few rules that matter to them."""

    def segments(self, paragraph: str) -> Sequence[str]:
        if _PLAIN.fullmatch(paragraph):
            return _PLAIN_SEGMENT.findall(paragraph)
        return [segment for segment in _SEGMENT.findall(paragraph) if segment]

    def clusters(self, text: str) -> Sequence[str]:
        return [cluster for cluster in _CLUSTER.findall(text) if cluster]


class QtFinder:
    """Every script, by Qt's Unicode line breaking and text segmentation (UAX #14 and #29)."""

    def segments(self, paragraph: str) -> Sequence[str]:
        from PySide6.QtCore import QTextBoundaryFinder

        return _parts(paragraph, QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, paragraph))

    def clusters(self, text: str) -> Sequence[str]:
        from PySide6.QtCore import QTextBoundaryFinder

        return _parts(text, QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text))


class Finder:
    """The plain rules where they are enough, else Qt's."""

    def __init__(self, plain: BoundaryFinder | None = None, full: BoundaryFinder | None = None) -> None:
        self._plain = plain or PlainFinder()
        self._full = full or QtFinder()

    def segments(self, paragraph: str) -> Sequence[str]:
        return (self._plain if is_simple(paragraph) else self._full).segments(paragraph)

    def clusters(self, text: str) -> Sequence[str]:
        return (self._plain if is_simple(text) else self._full).clusters(text)


def _parts(text: str, finder: QTextBoundaryFinder) -> list[str]:
    """The text cut at the finder's boundaries, which it counts in UTF-16 units."""
    ends = []
    while (end := finder.toNextBoundary()) != -1:
        ends.append(end)
    parts = []
    start = 0
    if text.isascii() or max(text, default="") <= "\uffff":
        for end in ends:
            parts.append(text[start:end])
            start = end
        return parts
    units = 0
    wanted = iter(ends)
    boundary = next(wanted)
    for index, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units == boundary:
            parts.append(text[start : index + 1])
            start = index + 1
            boundary = next(wanted, -1)
    return parts
