"""Grapheme clusters: in goes a text, out come what a reader takes for its single characters (UAX #29, extended clusters).

Qt's finder is not used for this: after an Indic letter (6.11) it parts surrogate pairs and keycaps. Rules that never
matter to a line of text are left out; all combining marks stay with their letters, and conjuncts stay whole.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from cjm_desktop.text.unicode import is_simple

# A letter and its marks: enough for Latin, Greek and Cyrillic.
_SIMPLE_CLUSTER = re.compile("[^\u0300-\u036f\u0483-\u0489]?[\u0300-\u036f\u0483-\u0489]*", re.DOTALL)

# Signs that never join their neighbours: Han, kana, Hangul syllables, Arabic and Hebrew letters, ASCII.
_LONERS = re.compile(
    "[ -~\u05d0-\u05ea\u0621-\u064a\u3000-\u3029\u3031-\u3098\u309b-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\uff01-\uff9d]*"
)

_PREPENDED = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd]")
_EXTENDING = re.compile("[\u200c\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")
_PICTURE = re.compile(
    "[©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏩-⏳⏸-⏺Ⓜ▪▫▶◀◻-◾\u2600-\u27bf⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
_JOINED_PICTURE = re.compile(f"(?<=\u200d)(?={_PICTURE.pattern})")
# Consonants that a virama joins into one sign, and those viramas: Devanagari, Bengali, Gujarati, Oriya, Telugu, Kannada,
# Malayalam, Myanmar, Khmer.
_CONSONANT = re.compile(
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1\u0a95-\u0ab9\u0af9\u0b15-\u0b39\u0b5c-\u0b5f"
    "\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0c95-\u0cb9\u0d15-\u0d3a\u1000-\u102a\u1780-\u17b3]"
)
_LINKER = re.compile("[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u1039\u17d2]")

# Which kinds of Hangul may follow one another within a syllable.
_HANGUL = {("L", "L"), ("L", "V"), ("L", "LV"), ("L", "LVT"), ("V", "V"), ("V", "T"), ("LV", "V"), ("LV", "T")}
_HANGUL |= {("T", "T"), ("LVT", "T")}


def clusters(text: str) -> list[str]:
    """The text cut into grapheme clusters."""
    if is_simple(text):
        return [cluster for cluster in _SIMPLE_CLUSTER.findall(text) if cluster]
    if are_loners(text):
        return list(text)
    found: list[str] = []
    start = 0
    before = ""
    linked = pictured = False  # a virama, or a picture and one joiner, await what they join
    picture = False  # a picture and perhaps marks stand last
    flags = 0
    for index, character in enumerate(text):
        kind = _kind(character)
        if index and not _joined(before, kind, linked, pictured, flags):
            found.append(text[start:index])
            start = index
            linked = pictured = picture = False
            flags = 0
        if kind == "linker":
            linked = _CONSONANT.match(text, start) is not None
        elif kind == "joiner":
            pictured, picture = picture, False
        elif kind == "flag":
            flags += 1
        elif kind != "extend":
            linked = pictured = False
            picture = kind == "picture"
        before = kind
    if text:
        found.append(text[start:])
    return found


def unjoined(cluster: str) -> list[str]:
    """A cluster cut between the pictures that joiners join: for where no line has room for the whole."""
    return [part for part in _JOINED_PICTURE.split(cluster) if part]


def are_loners(text: str) -> bool:
    """Whether it is plain that each character is a cluster of its own."""
    return _LONERS.fullmatch(text) is not None


def is_parted(before: str, after: str) -> bool:
    """Whether a cluster ends between two texts, neither empty, that stand side by side."""
    # Most pairs of characters never join, whatever stood before them.
    if not _joined(_kind(before[-1]), _kind(after[0]), linked=True, pictured=True, flags=1):
        return True
    return clusters(f"{before}{after[0]}")[-1] == after[0]


def _joined(before: str, kind: str, linked: bool, pictured: bool, flags: int) -> bool:
    """Whether a character belongs to the cluster of the one before."""
    if before == "control" or kind == "control":
        return False
    if kind in ("extend", "linker", "joiner") or before == "prepend":
        return True
    if kind == "consonant":
        return linked
    if kind == "picture":
        return pictured and before == "joiner"
    if kind == "flag":
        return before == "flag" and flags % 2 == 1
    return (before, kind) in _HANGUL


@cache
def _kind(character: str) -> str:
    if character == "\u200d":
        return "joiner"
    for name, pattern in (
        ("consonant", _CONSONANT),
        ("linker", _LINKER),
        ("extend", _EXTENDING),
        ("prepend", _PREPENDED),
        ("flag", _FLAG_LETTER),
        ("picture", _PICTURE),
    ):
        if pattern.match(character):
            return name
    group = category(character)
    if group[0] == "M":
        return "extend"
    if group in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return "control"
    return _hangul_kind(ord(character)) or "other"


def _hangul_kind(code: int) -> str | None:
    if 0xAC00 <= code <= 0xD7A3:
        return "LVT" if (code - 0xAC00) % 28 else "LV"
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "V"
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return "T"
    return None
