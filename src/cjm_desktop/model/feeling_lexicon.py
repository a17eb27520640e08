"""The words of `feeling_words` are made into a lexicon; words of a text go in, what they are in which languages comes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cache

#: What a feeling becomes with a no before it.
TURNED = -1.0
#: Words with fewer letters are not looked for without their accents, nor with a beginning that turns them.
_LONG = 4

_CAN_NOT = re.compile(r"\bcan(?:['’]t|not)\b", re.IGNORECASE)
_SHORT_NOT = re.compile(r"(?<=[a-z])n['’]t\b", re.IGNORECASE)
#: Other spellings of the same signs, the most of them Arabic.
_SPELLINGS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك"}
    | dict.fromkeys((chr(n) for n in range(0x64B, 0x660)), "")
    | {"\u0640": "", "\u200c": " ", "\u0307": "", "ё": "е", "’": "'", "ʼ": "'"}
)
#: Small words that Arabic and Hebrew write together with the next one.
_JOINED = ("وال", "بال", "لل", "ال", "و", "ف", "ب", "ل", "ו", "ה")


class Kind(Enum):
    """What a word does: see `feeling_words.Language`."""

    FELT = auto()
    NO = auto()
    NO_AFTER = auto()
    NO_EITHER = auto()
    STRONG = auto()
    MORE = auto()
    LESS = auto()
    BUT = auto()
    AND = auto()
    ONLY = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word is in some languages (bits); `alone` words count only where nothing else is said."""

    kind: Kind
    value: float
    languages: int
    alone: bool = False


def folded(text: str) -> str:
    """A text as the words are looked up: in small letters, with one spelling of each sign."""
    plain = _SHORT_NOT.sub(" not", _CAN_NOT.sub("can not", text))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", plain).casefold().translate(_SPELLINGS))


@dataclass(slots=True)
class Lexicon:
    """All words of all languages, to be found by their first word, its beginning, or their first sign."""

    whole: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    starts: dict[str, list[Entry]] = field(default_factory=dict)
    together: dict[str, list[tuple[str, Entry]]] = field(default_factory=dict)
    #: Spellings without accents and with “un”, which count only where nothing else is known.
    other: dict[str, list[Entry]] = field(default_factory=dict)
    other_starts: dict[str, list[Entry]] = field(default_factory=dict)

    def find(self, words: Sequence[str], n: int) -> tuple[list[Entry], int]:
        """What the longest known phrase at a place is, and how many words it has; nothing and 1 where none is known."""
        best: list[Entry] = []
        length = 1
        for rest, entry in self.whole.get(words[n], ()):
            size = len(rest) + 1
            if size >= length and _matches(rest, words, n + 1):
                if size > length:
                    best, length = [], size
                best.append(entry)
        if length > 1:
            return best, length
        found = _begun(words[n], best, self.starts) or _begun(words[n], self.other.get(words[n], []), self.other_starts)
        bare = [words[n].removeprefix(joined) for joined in _JOINED if words[n].startswith(joined)]
        for word in (word for word in bare if not found and len(word) > 2):
            whole = [entry for rest, entry in self.whole.get(word, ()) if not rest]
            found = _begun(word, whole, self.starts)
        return found, 1

    def find_together(self, text: str, n: int) -> tuple[list[Entry], int]:
        """The same in a script without blanks, where it is a sign if not known; it may go on behind a blank."""
        best: list[Entry] = []
        length = 1
        for word, entry in self.together.get(text[n], ()):
            if len(word) < length or not text.startswith(word, n):
                continue
            if word.endswith(" ") and n > 0 and not text[n - 1].isspace():
                continue
            if len(word) > length:
                best, length = [], len(word)
            best.append(entry)
        return best, length


def _matches(rest: tuple[str, ...], words: Sequence[str], n: int) -> bool:
    if n + len(rest) > len(words):
        return False
    return all(
        words[n + k].startswith(word[:-1]) if word.endswith("*") else words[n + k] == word
        for k, word in enumerate(rest)
    )


def _begun(word: str, whole: list[Entry], starts: dict[str, list[Entry]]) -> list[Entry]:
    """What a word is, and what those that begin as it does are in other languages; in each the longest counts."""
    found = list(whole)
    seen = 0
    for entry in found:
        seen |= entry.languages
    for length in range(len(word), 1, -1):
        entries = [
            replace(entry, languages=entry.languages & ~seen)
            for entry in starts.get(word[:length], ())
            if entry.languages & ~seen
        ]
        found += entries
        for entry in entries:
            seen |= entry.languages
    return found


@cache
def lexicon() -> Lexicon:
    """All words of `feeling_words`, made ready once."""
    from cjm_desktop.model.feeling_words import LANGUAGES

    made: dict[tuple[str, bool, Kind, float, bool], int] = {}
    other: dict[tuple[str, bool, Kind, float, bool], int] = {}
    for n, language in enumerate(LANGUAGES):
        fields = (
            (Kind.NO, language.no),
            (Kind.NO_AFTER, language.no_after),
            (Kind.NO_EITHER, language.no_either),
            (Kind.STRONG, language.strong),
            (Kind.MORE, language.more),
            (Kind.LESS, language.less),
            (Kind.BUT, language.but),
            (Kind.AND, language.and_),
            (Kind.ONLY, language.only),
        )
        entries = [(word, kind, 0.0) for kind, words in fields for word in folded(words).split()]
        entries += [
            (word, Kind.FELT, value) for value, words in language.felt.items() for word in folded(words).split()
        ]
        for word, kind, value in entries:
            spelled = word.removeprefix("=").replace("_", " ")
            key = (spelled, language.together, kind, value, word.startswith("="))
            made[key] = made.get(key, 0) | 1 << n
            if kind is Kind.FELT and not language.together:
                for variant, turned in _variants(spelled, value, language.un.split()):
                    key = (variant, False, kind, turned, word.startswith("="))
                    other[key] = other.get(key, 0) | 1 << n
    found = Lexicon()
    for (word, together, kind, value, alone), languages in made.items():
        entry = Entry(kind, value, languages, alone)
        tokens = word.split()
        if together:
            found.together.setdefault(word[0], []).append((word, entry))
        elif len(tokens) == 1 and word.endswith("*"):
            found.starts.setdefault(word[:-1], []).append(entry)
        else:
            found.whole.setdefault(tokens[0], []).append((tuple(tokens[1:]), entry))
    for (word, _, kind, value, alone), languages in other.items():
        entry = Entry(kind, value, languages, alone)
        if word.endswith("*"):
            found.other_starts.setdefault(word[:-1], []).append(entry)
        else:
            found.other.setdefault(word, []).append(entry)
    return found


def _variants(word: str, value: float, un: Iterable[str]) -> Iterator[tuple[str, float]]:
    """A word without its accents, and with what turns it in front."""
    bare = word.removesuffix("*")
    if " " in word or len(bare) < _LONG:
        return
    if not word.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
        if plain.isascii():
            yield plain, value
    for start in un:
        yield f"{start}{word}", TURNED if value > 0 else 0.0
