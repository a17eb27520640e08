"""A text in, the language in which a voice can read it out, where that is not the document's own.

What language a text is in cannot be known from a few words; in which script it is, can. So a text in the document's script
is taken for the document's language, and one in another script for the language that most often is written so: a screen
reader then takes a voice that knows the letters.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: By language: its letters. "ja" are the kana only, "zh" the characters that both share.
_LETTERS: dict[str, str] = {
    "en": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "ru": "\u0400-\u052f",
    "hy": "\u0530-\u058f",
    "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "ta": "\u0b80-\u0bff",
    "th": "\u0e00-\u0e7f",
    "ka": "\u10a0-\u10ff",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "ja": "\u3040-\u30ff",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
}
_FOUND = re.compile("|".join(f"(?P<{language}>[{letters}]+)" for language, letters in _LETTERS.items()))
_LATIN = re.compile("[A-Za-z]")
#: By language: the letters of all others.
_OTHERS = {
    language: re.compile(f"[{''.join(letters for other, letters in _LETTERS.items() if other != language)}]")
    for language in _LETTERS
}
#: Languages of the document by the letters that they are written in, where these are not Latin ones or their own.
_WRITTEN = {
    **dict.fromkeys(("uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg"), "ru"),
    **dict.fromkeys(("fa", "ur", "ps", "ckb"), "ar"),
    **dict.fromkeys(("mr", "ne", "sa"), "hi"),
    "yi": "he",
}


@lru_cache(4096)
def voice(text: str, document: str) -> str | None:
    """The language in which a text is read in a document of this language (a tag such as "de" or "zh-Hant").

    That is the document's wherever the text may be in it; None for a text without letters, which suits every voice.
    """
    spoken = document.split("-")[0].lower()
    own = spoken if spoken in _LETTERS else _WRITTEN.get(spoken, "en")
    if own == "en" and text.isascii():
        return document if _LATIN.search(text) else None
    first = _FOUND.search(text)
    if first is None:
        return None
    only = str(first.lastgroup)
    if not _OTHERS[only].search(text, first.end()):
        return document if only == own or (only == "zh" and own in ("ja", "ko")) else only
    count: dict[str, int] = {}
    for match in _FOUND.finditer(text):
        found = str(match.lastgroup)
        count[found] = count.get(found, 0) + match.end() - match.start()
    if "zh" in count and ("ja" in count or own in ("ja", "ko")):
        home = "ja" if "ja" in count else own
        count[home] = count.get(home, 0) + count.pop("zh")
    most = max(count, key=lambda language: (count[language], language == own))
    return document if most == own else most
