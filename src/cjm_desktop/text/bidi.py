"""The order of mixed directions: in goes a paragraph, out come its embedding levels; in go pieces of a line with levels,
out come the same from left to right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar
from unicodedata import bidirectional

T = TypeVar("T")

# Hebrew and Arabic letters and marks, spaces, neutral punctuation; no figures, no controls. In a paragraph that runs from
# right to left such a text is all of level 1, which spares it the algorithm.
_ALL_RTL = re.compile(
    "[\u0591-\u05f4\u060c-\u061b\u061d-\u065f\u066d-\u06dc\u06de-\u06ef\u06fa-\u070d\u0710-\u074a\u074d-\u07b1"
    " !\"'(),.:;?\\-/&\u00a0«»\u2010-\u2027]*"
)

_LRE, _RLE, _PDF = "\u202a", "\u202b", "\u202c"
_ISOLATES = {"LRI": _LRE, "RLI": _RLE, "PDI": _PDF}


def direction(text: str) -> int | None:
    """0 or 1 (right to left) by the first strong character; None where there is none."""
    for character in text:
        kind = bidirectional(character)
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
    return None


def levels(paragraph: str, base: int) -> bytes:
    """The embedding level of each character of a paragraph whose base level is `base` (UAX #9, rules X1 to I2)."""
    if base and _ALL_RTL.fullmatch(paragraph):
        return b"\1" * len(paragraph)
    return _resolved(paragraph, base)


@lru_cache(maxsize=4096)
def _resolved(paragraph: str, base: int) -> bytes:
    """The levels by the whole algorithm."""
    from bidi import algorithm

    storage = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = "LR"[base]
    algorithm.get_embedding_levels(_understood(paragraph), storage)
    characters = storage["chars"]
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    # The algorithm drops the controls from its list, but works on the same records: those it dropped take the level
    # of the character before.
    kept = {id(character) for character in storage["chars"]}
    found = bytearray()
    last = base
    for character in characters:
        if id(character) in kept:
            last = character["level"]
        found.append(last)
    return bytes(found)


def visual_order(items: Sequence[T], level: Callable[[T], int]) -> list[T]:
    """The items of one line, given in logical order, from left to right (UAX #9, rule L2)."""
    ordered = list(items)
    found = [level(item) for item in ordered]
    odd = [value for value in found if value & 1]
    if not odd:
        return ordered
    for threshold in range(max(found), min(odd) - 1, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and found[end] >= threshold:
                end += 1
            # The levels may stay where they are: what lies together here lies together at every lower threshold.
            ordered[start:end] = ordered[start:end][::-1]
            start = end + 1
    return ordered


def _understood(paragraph: str) -> str:
    """The paragraph, as long as before, in characters that the algorithm knows: isolates as embeddings (within one
    paragraph the nearest it has), and a like one for each character that Python's Unicode tables have not."""
    characters = list(paragraph)
    rtl = False
    for place in range(len(characters) - 1, -1, -1):
        character = characters[place]
        kind = bidirectional(character)
        if kind in ("L", "R", "AL"):
            rtl = kind != "L"
        elif kind == "FSI":
            characters[place] = _RLE if rtl else _LRE
        elif kind in _ISOLATES:
            characters[place] = _ISOLATES[kind]
        elif not kind:
            characters[place] = _like(character)
    return "".join(characters)


def _like(character: str) -> str:
    """A character of the direction that Unicode reserves for the place of an unassigned one."""
    if "\u0590" <= character <= "\u08ff" or "\U00010800" <= character <= "\U00010fff":
        return "\u05d0"
    if "\U0001e800" <= character <= "\U0001efff":
        return "\u05d0"
    return "★" if "\U0001f000" <= character <= "\U0001fbff" else "a"
