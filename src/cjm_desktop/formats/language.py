"""A text goes in, the language that it is likely written in comes out; a language goes in, and where its lines begin."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from cjm_desktop.formats.language_words import LATIN, OTHER_NAMES

#: First and last character of a script's letters, and the language that it is most often read in.
_SCRIPTS = (
    ("\u3040", "\u30ff", "ja"),
    ("\uac00", "\ud7a3", "ko"),
    ("\u4e00", "\u9fff", "zh"),
    ("\u0400", "\u04ff", "ru"),
    ("\u0370", "\u03ff", "el"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "ar"),
    ("\u0900", "\u097f", "hi"),
    ("\u0e00", "\u0e7f", "th"),
)
#: Languages that are read from the right.
_FROM_RIGHT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

#: So many characters tell.
_ENOUGH = 20_000


#: Letters that another language of the same script has, and by which it is told from the usual one.
_OWN_LETTERS = {"ru": (("uk", frozenset("іїєґ")),), "ar": (("fa", frozenset("پچژگ")),)}
#: A letter of these says as much as several of others.
_DENSE = {"ja": 3, "zh": 3, "ko": 3}
#: A word of one letter may be a number in a list, or anything.
_WORD = re.compile(r"[^\W\d_]{2,}")
#: A word of a language counts for it as much as this, and a word with one of its letters as much as that.
_BY_WORD, _BY_LETTER = 2, 1
#: A language must have so much in its favour, and so many times as much as the next.
_LEAST, _CLEARLY = 5, 1.2


def guess(text: str) -> str | None:
    """The language of a text, by its script and, where that is Latin, by its words; None where they do not tell one.

    None also stands for English, which a map is in unless it is said otherwise.
    """
    counts: Counter[str] = Counter()
    text = unicodedata.normalize("NFC", text[:_ENOUGH])
    for char in text:
        if char.isalpha():
            written = next((language for first, last, language in _SCRIPTS if first <= char <= last), "")
            counts[written] += _DENSE.get(written, 1)
    if counts["ja"] and counts["zh"]:  # Japanese is written in both
        counts["ja"] += counts.pop("zh")
    language, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    if not language:
        # Where half as much stands in another script, Latin words are names and addresses.
        return _latin(text) if count * 3 > counts.total() * 2 else None
    if count * 2 <= counts.total():
        return None
    for other, letters in _OWN_LETTERS.get(language, ()):
        if sum(char in letters for char in text.casefold()) * 100 > count:
            return other
    return language


def sentence(language: str) -> str:
    """Tells the user which language was guessed."""
    name = LATIN[language].name if language in LATIN else OTHER_NAMES.get(language, language)
    return f"The language was taken to be {name}."


def _latin(text: str) -> str | None:
    """The language in Latin script, other than English, that most words of a text speak for."""
    said: Counter[str] = Counter()
    words = Counter(_WORD.findall(text.replace("İ", "i").casefold()))
    for word, times in words.items():
        # A word that is everywhere, as a product's name may be, does not decide alone.
        weight = min(times, 5)
        for language in _by_word().get(word, ()):
            said[language] += _BY_WORD * weight
        for language in {one for char in set(word) if char > "\x7f" for one in _by_letter().get(char, ())}:
            said[language] += _BY_LETTER * weight
    (language, most), (_, next_most) = [*said.most_common(2), ("", 0), ("", 0)][:2]
    if most < _LEAST or most < _CLEARLY * next_most or language == "en":
        return None
    return language


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, tongue in LATIN.items():
        for word in dict.fromkeys(tongue.words.casefold().split()):
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def _by_letter() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, tongue in LATIN.items():
        for letter in tongue.letters.casefold():
            found[letter] = (*found.get(letter, ()), language)
    return found


def from_right(language: str) -> bool:
    """Whether a language, such as “ar-EG”, is read from the right."""
    return language.split("-")[0].lower() in _FROM_RIGHT
