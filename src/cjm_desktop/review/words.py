"""Two texts go in, the words that differ come out; three texts go in, one text with both sides' words where they do not touch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

#: Space; one character of a script without spaces; one sign; else a word: letters with their marks, digits, joined emoji.
_SIGNS = r"!-/:-@\[-`{-~«»“”„‘’…–—、。，！？：；（）「」"
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(
    rf"\n|[^\S\n]+|[{_SPACELESS}][\u0300-\u036f\u3099\u309a\ufe00-\ufe0f]*|[{_SIGNS}]|[^\s{_SIGNS}{_SPACELESS}]+"
)
_BARE = re.compile(rf"\s+|[{_SIGNS}]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
#: Comparing takes time by the product of the two lengths; of longer stretches whole lines are compared, then nothing.
_MOST_PAIRS = 300_000


class Side(StrEnum):
    """Which of two texts a piece stands in."""

    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. The pieces of BOTH and BEFORE, joined, are the text before, those of BOTH and AFTER the one after."""

    side: Side
    text: str


class _Hunk(NamedTuple):
    """The tokens of the base from `start` to `end` are `text` now."""

    start: int
    end: int
    text: str


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one row of pieces, what went before what came in its place; no piece is empty."""
    tokens = _tokens(before)
    pieces: list[Piece] = []
    at = 0
    for hunk in _hunks(tokens, _tokens(after)):
        pieces += [
            Piece(Side.BOTH, "".join(tokens[at : hunk.start])),
            Piece(Side.BEFORE, "".join(tokens[hunk.start : hunk.end])),
            Piece(Side.AFTER, hunk.text),
        ]
        at = hunk.end
    pieces.append(Piece(Side.BOTH, "".join(tokens[at:])))
    return tuple(piece for piece in pieces if piece.text)


def merged(base: str, ours: str, theirs: str) -> str | None:
    """The text with the changed words of both sides; None where these touch: not even one unchanged word is between.

    It does not matter which side is which, and merging the result with a side again gives the result.
    """
    made = _merged(base, ours, theirs)
    # Where words repeat, the result may compare otherwise than the sides did; what is not stable is not certain.
    if made is None or _merged(base, made, theirs) != made or _merged(base, made, ours) != made:
        return None
    return made


def _merged(base: str, ours: str, theirs: str) -> str | None:
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    tokens = _tokens(base)
    hunks = sorted({*_hunks(tokens, _tokens(ours)), *_hunks(tokens, _tokens(theirs))})
    parts: list[str] = []
    at = 0
    for number, hunk in enumerate(hunks):
        if number and not _stands_between(tokens, hunks[number - 1].end, hunk.start):
            return None
        parts += tokens[at : hunk.start]
        parts.append(hunk.text)
        at = hunk.end
    return "".join([*parts, *tokens[at:]])


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _stands_between(tokens: Sequence[str], end: int, start: int) -> bool:
    """Whether more than space and signs keeps two changes apart."""
    return any(not _BARE.fullmatch(token) for token in tokens[end:start])


def _hunks(before: list[str], after: list[str]) -> list[_Hunk]:
    """Where the tokens differ, in order; between two of them there is always a word."""
    low = 0
    while low < min(len(before), len(after)) and before[low] == after[low]:
        low += 1
    high = 0
    while high < min(len(before), len(after)) - low and before[-1 - high] == after[-1 - high]:
        high += 1
    spans = _spans(before[low : len(before) - high], after[low : len(after) - high])
    joined: list[list[int]] = []
    for start, end, start_after, end_after in spans:
        if joined and not _stands_between(before, joined[-1][1], low + start):
            joined[-1][1], joined[-1][3] = low + end, low + end_after
        else:
            joined.append([low + start, low + end, low + start_after, low + end_after])
    return [_Hunk(start, end, "".join(after[one:two])) for start, end, one, two in joined]


def _spans(before: list[str], after: list[str]) -> list[tuple[int, int, int, int]]:
    """What differs, as ranges of both lists."""
    if len(before) * len(after) <= _MOST_PAIRS:
        return _compared(before, after)
    lines, lines_after = (_LINE.findall("".join(tokens)) for tokens in (before, after))
    if len(lines) * len(lines_after) > _MOST_PAIRS:
        return [(0, len(before), 0, len(after))]
    places, places_after = _line_starts(before), _line_starts(after)
    return [
        (places[start], places[end], places_after[one], places_after[two])
        for start, end, one, two in _compared(lines, lines_after)
    ]


def _line_starts(tokens: list[str]) -> list[int]:
    """The token with which each line begins, and the end."""
    starts = [0, *(number for number, token in enumerate(tokens, 1) if token == "\n")]
    return starts if starts[-1] == len(tokens) else [*starts, len(tokens)]


def _compared(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
