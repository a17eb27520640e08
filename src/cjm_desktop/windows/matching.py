"""How well a few typed letters name something: a query and a text go in; a rank, or that they do not, comes out."""

from __future__ import annotations

from itertools import pairwise

#: Ranks, the best first: the text begins so; a word in it does; it stands anywhere; its letters do, in this order.
_BEGINS, _WORD, _INSIDE, LETTERS = 0.0, 1.0, 2.0, 5.0


#: Letters that stand for a text may stand in it so many times as far apart as they are many.
_SPREAD = 3


def rank(query: str, text: str, *, letters: bool = False) -> float | None:
    """How well the query's words name the text, 0 best; None where they do not. Case and spaces at the ends do not count.

    With `letters`, some letters of the text in their order name it too ("svs": Save As), if less well.
    """
    text = text.casefold()
    words = query.casefold().split()
    ranks = [_rank_of_word(word, text, letters) for word in words]
    if None in ranks:
        return None
    joined = " ".join(words)
    in_order = 0.0 if joined in text else 0.5
    return max((each for each in ranks if each is not None), default=0.0) + in_order + len(text) / 10_000


def _rank_of_word(word: str, text: str, letters: bool) -> float | None:
    if text.startswith(word):
        return _BEGINS
    if any(not before.isalnum() and text.startswith(word, at) for at, (before, _) in enumerate(pairwise(text), 1)):
        return _WORD
    if word in text:
        return _INSIDE
    return LETTERS if letters and len(word) > 1 and _is_short_for(word, text) else None


def _is_short_for(word: str, text: str) -> bool:
    """Whether the letters begin a word of the text and follow one another in it, not too far apart."""
    starts = (at for at, letter in enumerate(text) if letter == word[0] and not text[at - 1 : at].isalnum())
    return any(_reach(word, text, start) <= _SPREAD * len(word) for start in starts)


def _reach(word: str, text: str, start: int) -> float:
    """How far from `start` on the letters reach; without end where one is missing."""
    at = start - 1
    for letter in word:
        at = text.find(letter, at + 1)
        if at < 0:
            return float("inf")
    return at - start + 1
