"""The headings and cells of a table go in; out comes of which persona each line of feelings, or each place in them, tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from cjm_desktop.formats.table_cells import cleaned_lines
from cjm_desktop.formats.table_reading import is_filled
from cjm_desktop.formats.table_words import cleaned, fact_named, is_stage_word, meaning_of, names_feelings

#: “Emotion (Anna)”, and “Anna – feelings”, “Feelings: Anna”.
_BRACKETS = re.compile(r"^(.*?)\s*[(\[（]\s*([^()\[\]（）]{1,40}?)\s*[)\]）]$")
_DASH = re.compile(r"^(.{1,60}?)(?:\s+[-–—|/·]\s*|\s*[:：]\s*|[–—|])(.{1,60})$")
_OWN = re.compile(r"^(.{1,40}?)['’]s\s+(.{1,60})$")
_OF = re.compile(r"^(.{1,60}?)\s+(?:of|von|de|di|van)\s+(.{1,40})$", re.IGNORECASE)
#: What tells curves of one persona apart, and is nobody's name.
_NO_NAMES_WORDS = (
    "before after now then today tomorrow current future actual expected planned target desired ideal goal min max mean "
    "average median sum total scale score value values level number numbers words text face faces emoji emojis reason "
    "reasons why quote quotes comment comments note notes evidence positive negative high low start end begin peak online "
    "offline curve graph chart index rating vorher nachher heute ist soll ziel wert werte skala avant après actuel futur "
    "antes después actual futuro до после сейчас текущее целевое ожидаемое фактическое"
)
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())
#: So long is a name in a column at most.
_NAME = 40


def people_of(labels: Mapping[int, str]) -> dict[int, str]:
    """By line whose feelings it tells; `labels` are the headings of the lines of feelings.

    A name is one only beside another: what is in the brackets of a single heading may be anything.
    """
    found = {n: name for n, label in labels.items() if (name := _person_in(cleaned(label)))}
    return found if len(set(found.values())) > 1 and len(set(found.values())) == len(found) else {}


def people_beside(label: str, texts: Mapping[int, str]) -> dict[int, str]:
    """By place whose feelings and doings stand there, of a line that names a persona for each; empty where it is none.

    `texts` are its cells by place. A name that stands once only is not told from other words; most stand again.
    """
    if fact_named(label) != "persona":
        return {}
    names = {place: " ".join(cleaned_lines(text).split()) for place, text in texts.items() if is_filled(text)}
    counts = Counter(names.values())
    if len(names) < len(texts) or len(counts) < 2 or 2 * len(counts) > len(names):
        return {}
    return names if all(len(name) <= _NAME for name in counts) else {}


def _person_in(label: str) -> str:
    """The name in a heading that speaks of feelings besides; empty where there is none."""
    for pattern in (_BRACKETS, _OWN, _DASH, _OF):
        found = pattern.match(label)
        if found is None:
            continue
        for said, name in (found.groups(), found.groups()[::-1]):
            if names_feelings(said) and _is_name(name):
                return name.strip()
    return ""


def _is_name(text: str) -> bool:
    words: Sequence[str] = re.findall(r"[^\W_]+", text.casefold())
    if not words or len(words) > 4 or any(char.isdigit() for char in text[:2]) or not any(map(str.isalpha, words)):
        return False
    known = meaning_of(text) or is_stage_word(text) or not _NO_NAMES.isdisjoint(words)
    return not known and not any(word.isdecimal() for word in words)
