"""The address of a link in, the same as files may hold it out; nothing for addresses that a file must not open."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_SCHEMES = frozenset({"http", "https", "mailto"})
#: Characters that stand for themselves in an address; all others are written as %XX.
_CHARACTERS = "%!#$&'()*+,/:;=?@[]~-._"


def safe_address(url: str) -> str | None:
    """The address in ASCII; None unless it is http, https or mailto."""
    try:
        scheme = urlsplit(url.strip()).scheme.lower()
    except ValueError:
        return None
    return quote(url.strip(), safe=_CHARACTERS) if scheme in _SCHEMES else None
