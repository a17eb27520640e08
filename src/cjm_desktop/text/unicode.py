"""What the engine must know of characters: in go strings, out come paragraphs, harmless display text, scripts, emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import uharfbuzz as hb

#: Breakable white space, which a line swallows at its end.
SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"

SOFT_HYPHEN = "\u00ad"
ELLIPSIS = "…"

# Latin with Vietnamese, Greek, Cyrillic, their punctuation, currency and mathematical signs: lines break at spaces
# and dashes, clusters are a letter and its marks, everything runs from left to right.
_SIMPLE_SET = (
    "\u0020-\u007e\u00a0-\u024f\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
    "\u2010-\u2027\u202f\u2030-\u205e\u20a0-\u20cf\u2100-\u218f\u2190-\u22ff"
)
_SIMPLE = re.compile(f"[{_SIMPLE_SET}]*")

_PARAGRAPH = re.compile("([^\n\r\x0b\x0c\x85\u2028\u2029]*)(\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]|$)")

# Controls that would draw nothing or a box become spaces; half characters the replacement character; and the controls
# that turn the order of letters around become those that merely set a direction. All one for one, so that indexes hold.
_NEUTRAL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
_NEUTRAL |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_NEUTRAL |= {0x202D: "\u202a", 0x202E: "\u202b"}
_UNRULY = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]")

_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# Characters that are drawn as emoji unless told otherwise (Unicode's Emoji_Presentation, in whole blocks above the BMP,
# where the text faces have nothing).
_EMOJI_START = re.compile(
    "[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be"
    "\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757"
    "\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff]"
)
_TEXT_STYLE = "\ufe0e"
_EMOJI_MARKS = ("\ufe0f", "\u20e3", "\u200d")

# Default ignorable code points: they steer shaping and have no shape of their own, so no face must have them.
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_KANA_AND_HAN = {"Hira": "Hani", "Kana": "Hani", "Bopo": "Hani"}


def is_simple(text: str) -> bool:
    """Whether the text is all Latin, Greek or Cyrillic, with no character that needs more than the plain rules."""
    # Printable ASCII, which is part of the set, is told in a tenth of the time.
    return (text.isascii() and text.isprintable()) or _SIMPLE.fullmatch(text) is not None


def paragraphs(text: str) -> Iterator[tuple[int, str, int]]:
    """(start, paragraph, end) for each paragraph, of which there is always one; `end` lies past its newline."""
    # Most texts are one paragraph, and `splitlines`, which knows every newline here, says so sooner.
    lines = text.splitlines()
    if len(lines) == 1 and len(lines[0]) == len(text):
        yield 0, text, len(text)
        return
    for match in _PARAGRAPH.finditer(text):
        yield match.start(), match[1], match.end()
        if not match[2]:
            return


def neutral(paragraph: str) -> str:
    """The paragraph as it may be drawn, as many characters long: no control characters, no bidi overrides."""
    return paragraph.translate(_NEUTRAL) if _UNRULY.search(paragraph) else paragraph


def has_rtl(text: str) -> bool:
    """Whether the text needs the bidi algorithm."""
    return _RTL.search(text) is not None


def is_ignorable(character: str) -> bool:
    return _IGNORABLE.match(character) is not None


def is_emoji(cluster: str) -> bool:
    """Whether a grapheme cluster asks for the emoji face: emoji by nature, by VS16, keycap or joined sequence."""
    if _TEXT_STYLE in cluster:
        return False
    return _EMOJI_START.match(cluster) is not None or any(mark in cluster for mark in _EMOJI_MARKS)


@cache
def script(character: str) -> str | None:
    """The ISO 15924 tag of a character's script, kana counted as Han; None for common and inherited ones."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    tag: str | None = buffer.script
    return _KANA_AND_HAN.get(tag, tag) if tag else None
