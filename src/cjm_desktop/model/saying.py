"""A text of the program goes in, the same in the user's language comes out, also on floors that know nothing of windows.

English is what is said until `speak` brings a translator: a window does, `cjm` does not. lupdate finds the texts by the names
of `translate` and `QT_TRANSLATE_NOOP`, so these are always called with both texts as they stand.
"""

from __future__ import annotations

from collections.abc import Callable

#: A context and an English text go in, the text in the user's language comes out.
Translate = Callable[[str, str], str]


def english(_context: str, text: str) -> str:
    return text


_translators: list[Translate] = [english]


def speak(translator: Translate) -> None:
    """From now on every text is asked of this translator; it is called from any thread."""
    _translators[0] = translator


def translate(context: str, text: str) -> str:
    """The text in the user's language."""
    return _translators[0](context, text)


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """The text as it is, to be translated where it is used."""
    return text
