"""The text of a table's cell goes in; its lines without marks, and the feelings that it says, come out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cjm_desktop.formats.table_reading import is_filled
from cjm_desktop.formats.table_words import cleaned
from cjm_desktop.model.feelings import feeling_in, number_in, score_in, signs_in
from cjm_desktop.model.records import NAME_MAX

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
#: How a feeling that changes within a cell is written: what comes after it is felt later.
_CHANGE = re.compile(r"\s{0,9}(?:→|⇒|➔|➜|➡\ufe0f?|⟶|-{1,9}>|={1,9}>|»)\s*")
#: A feeling that is told in a word or two is no longer than this, and no quotation.
_FELT, _QUOTES = 24, frozenset('"“”«»„「」')
_WORDS = re.compile(r"[^\W\d_]+")

#: The values that a cell says, each with the words to keep (of a feeling) or the unit (of a number).
Said = tuple[tuple[float, str], ...]


def cleaned_lines(text: str) -> str:
    """A cell's text without the marks of bold type and with line breaks for those of Markdown tables."""
    return "\n".join([line and cleaned(line) for line in _BREAK.sub("\n", text).splitlines()]).strip()


def cleaned_name(text: str) -> str:
    """A stage's name of a cell: in one line, nothing for a dash."""
    return cleaned(_BREAK.sub(" ", text))[:NAME_MAX] if is_filled(text) else ""


def original(text: str, value: float) -> str:
    """What is written beside a point: the text, without the number where the point shows that very number."""
    score = score_in(text)
    if score is not None and score[1] is None and score[0] == value:
        return score[2]
    return text.replace("-", "−") if number_in(text) is not None else text


def written(said: Said, text: str) -> list[tuple[float, str, str]]:
    """The values that a cell says with their words, and each as it is written in the cell: “+2”, “1,5”, “80 %”."""
    parts = felt_parts(text)
    exact = parts if len(parts) == len(said) else [" ".join(cleaned_lines(text).split())] * len(said)
    return [(value, words, part) for (value, words), part in zip(said, exact, strict=True)]


def felt_parts(text: str) -> list[str]:
    """What a cell of feelings says one after the other: “😤 -> 5” is “😤” and “5”."""
    plain = " ".join(cleaned_lines(text).split())
    parts = [part for part in _CHANGE.split(plain) if part]
    # An arrow within brackets (“calm (low → medium)”) is part of what they say.
    return parts if parts and all(part.count("(") == part.count(")") for part in parts) else [plain]


def are_feelings(texts: Iterable[str]) -> bool:
    """Whether cells say little else than a feeling each: a face, a word or two."""
    plain = [cleaned_lines(text) for text in texts]
    felt = sum(feeling_in(text) is not None for text in plain)
    return len(plain) > 1 and all(map(_is_brief, plain)) and felt * 2 > len(plain)


def _is_brief(text: str) -> bool:
    """Whether a text is a word or two and no quotation; where words are written together, so many letters."""
    words = _WORDS.findall(text[: _FELT + 1])
    letters = sum(len(word) for word in words if word[0] >= "\u2e80")
    return len(text) <= _FELT and len(words) < 3 and letters < 6 and not set(text) & _QUOTES


def faces_of(text: str) -> Said:
    """The faces of a cell, each with its value, whatever words stand beside them."""
    return tuple((value, sign) for sign in signs_in(text) if (value := feeling_in(sign)) is not None)
