"""A text goes in, the language that its script stands for comes out; a language goes in, and where its lines begin."""

from __future__ import annotations

from collections import Counter

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


def guess(text: str) -> str | None:
    """The language of a text that is mostly in one script other than Latin; None where the script does not tell."""
    counts: Counter[str] = Counter()
    for char in text[:_ENOUGH]:
        if char.isalpha():
            counts[next((language for first, last, language in _SCRIPTS if first <= char <= last), "")] += 1
    if counts["ja"] and counts["zh"]:  # Japanese is written in both
        counts["ja"] += counts.pop("zh")
    language, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return language if language and count * 2 > counts.total() else None


def from_right(language: str) -> bool:
    """Whether a language, such as “ar-EG”, is read from the right."""
    return language.split("-")[0].lower() in _FROM_RIGHT
