"""The form in which the words of a language for feelings are written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Words of a language, each field a text of words between blanks, in small letters.

    `felt` gives words by how they feel, from -2 to +2. In a word, “_” is a blank, “*” at its end stands for any ending, and
    “=” in front lets it count only where nothing else is said. `no` turns the feeling behind it, `no_after` the one before
    it, and `no_either` either, as “nicht” does. `strong` makes a no stronger (“at all”), `more` and `less` weigh a feeling,
    `but` begins what counts more than what was said before, `and_` lets a no go on. `only` are words with a no in them that
    turn nothing (“not only”). `un` are beginnings that turn a word: “un” makes “unhappy” of “happy”. A language that is
    `together` puts no blanks between its words, or none between a word and its endings.
    """

    name: str
    felt: Mapping[float, str]
    no: str = ""
    no_after: str = ""
    no_either: str = ""
    strong: str = ""
    more: str = ""
    less: str = ""
    but: str = ""
    and_: str = ""
    only: str = ""
    un: str = ""
    together: bool = False
