"""A user's text goes in; the same text in quotation marks comes out, in one pair of them also where the user wrote some."""

from __future__ import annotations

#: What closes a quotation, by what opens it, in the languages that we know of.
_PAIRS = {
    '"': '"',
    "'": "'",
    "“": "”",
    "„": "“”",
    "”": "”",
    "‟": "”",
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "〝": "〞〟",
    "＂": "＂",
}


def unquoted(text: str) -> str:
    """The text without the quotation marks that stand around all of it; as it is where there are none."""
    whole = text.strip()
    closing = _PAIRS.get(whole[:1], "")
    inner = whole[1:-1].strip()
    # “Yes” or “no” begins and ends with marks that are not of one pair.
    if len(whole) < 3 or whole[-1] not in closing or not inner or any(sign in inner for sign in whole[0] + closing):
        return text
    return inner


def quoted(text: str, length: int = 0) -> str:
    """The text in quotation marks, shortened to so many characters between them where a length is given."""
    inner = unquoted(text)
    return f"“{inner if not 0 < length < len(inner) else inner[: length - 1] + '…'}”"
