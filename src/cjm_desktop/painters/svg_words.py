"""Numbers and texts in, the same as XML may hold them out: short, escaped, without what XML forbids."""

from __future__ import annotations

import re
from functools import lru_cache

#: All that XML 1.0 does not allow, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = re.compile("[&<>]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_IN_ATTRIBUTE = re.compile('[&<>"\t\n\r]')


def written(text: str) -> str:
    """A text between tags."""
    text = _FORBIDDEN.sub("\ufffd", text)
    return _MARKUP.sub(_escape, text) if _MARKUP.search(text) else text


def attribute(text: str) -> str:
    """A text between the double quotes of an attribute."""
    return _IN_ATTRIBUTE.sub(_escape, _FORBIDDEN.sub("\ufffd", text))


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES[match[0]]


def number(value: float, decimals: int = 2) -> str:
    """A number without needless digits."""
    return _number(round(value, decimals) + 0.0, decimals)  # + 0.0: never "-0"


@lru_cache(20_000)
def _number(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".")
