"""How well a few typed letters name something: a query and a text go in; a rank, or that they do not, comes out."""

from __future__ import annotations

from itertools import pairwise

#: Ranks, the best first: the text begins so; a word in it does; it stands anywhere; its letters do, in this order.
_BEGINS, _WORD, _INSIDE, _LETTERS = 0.0, 1.0, 2.0, 3.0


def rank(query: str, text: str) -> float | None:
    """How well the query's words name the text, 0 best; None where they do not. Case and spaces at the ends do not count."""
    text = text.casefold()
    words = query.casefold().split()
    ranks = [_rank_of_word(word, text) for word in words]
    if None in ranks:
        return None
    joined = " ".join(words)
    in_order = 0.0 if joined in text else 0.5
    return max((each for each in ranks if each is not None), default=0.0) + in_order + len(text) / 10_000


def _rank_of_word(word: str, text: str) -> float | None:
    if text.startswith(word):
        return _BEGINS
    if any(not before.isalnum() and text.startswith(word, at) for at, (before, _) in enumerate(pairwise(text), 1)):
        return _WORD
    if word in text:
        return _INSIDE
    letters = iter(text)
    return _LETTERS if len(word) > 1 and all(letter in letters for letter in word) else None
