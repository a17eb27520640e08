"""Names go in; groups of names that are written differently but mean the same thing come out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: Of more names than this only those are found that differ in case, blanks and signs: they are no names any more.
_MOST_COMPARED = 500
#: Shorter words that differ by one letter are different words.
_SHORTEST = 5
#: Scripts beyond this code have words in which one character says more.
_LAST_LETTER = 0x0530
#: Of names longer than that, in characters, the letters are not compared.
_LONGEST = 60
#: Whatever is neither a blank nor a sign: an emoji, too, tells names apart.
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~–—…“”„‘’«»·•]+")


def alike(names: Iterable[str], *, letters: bool = True) -> list[list[str]]:
    """The groups of two and more, each in the order of the names.

    Names are alike that differ in case, blanks, hyphens and signs only, or in one letter of one longer word (a plural,
    a slip); never in a number. Without `letters` they are only where they have the same ones.
    """
    by_key: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        key = "".join(_words(name))
        if key:
            by_key.setdefault(key, []).append(name)
    if not letters or len(by_key) > _MOST_COMPARED:
        return [group for group in by_key.values() if len(group) > 1]
    leader = {key: key for key in by_key}

    def found(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    def join(one: str, two: str) -> None:
        leader[found(one)] = found(two)

    whole = {_words(group[0]): key for key, group in by_key.items() if len(key) <= _LONGEST}
    gaps: dict[tuple[str, ...], str] = {}
    for words, key in whole.items():
        for shorter, gap in _variants(words):
            if shorter in whole:
                join(key, whole[shorter])
            join(key, gaps.setdefault(gap, key))
    groups: dict[str, list[str]] = {}
    for key, group in by_key.items():
        groups.setdefault(found(key), []).extend(group)
    return [group for group in groups.values() if len(group) > 1]


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", name).casefold()))


def _variants(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words without one letter of a longer word, and with a gap in its place: a gap that two share is one letter."""
    for number, word in enumerate(words):
        if len(word) >= _SHORTEST and word.isalpha() and ord(max(word)) < _LAST_LETTER:
            before, behind = words[:number], words[number + 1 :]
            for at in range(len(word)):
                first, last = word[:at], word[at + 1 :]
                yield (*before, first + last, *behind), (*before, f"{first}·{last}", *behind)
