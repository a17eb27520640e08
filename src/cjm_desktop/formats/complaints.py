"""A validation error goes in, one sentence about its first flaw comes out: in which record, in which field, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cjm_desktop.formats.errors import shown

#: What one record of each table is called.
RECORD_WORDS = {
    "sources": "source",
    "personas": "persona",
    "channels": "channel",
    "stages": "stage",
    "lanes": "lane",
    "lines": "line",
    "cards": "card",
    "curves": "emotion curve",
    "points": "emotion point",
    "metrics": "metric",
    "connectors": "connector",
    "pictures": "picture",
}

_FIXED = {
    "string_type": "a text is expected",
    "string_unicode": "the text holds half of a character (a lone surrogate)",
    "float_type": "a number is expected",
    "float_parsing": "a number is expected",
    "finite_number": "a finite number is expected",
    "int_type": "a whole number is expected",
    "int_parsing": "a whole number is expected",
    "int_parsing_size": "the number is too large",
    "int_from_float": "a whole number is expected",
    "bool_type": "true or false is expected",
    "bool_parsing": "true or false is expected",
    "list_type": "a list in square brackets is expected",
    "tuple_type": "a list in square brackets is expected",
    "dict_type": "a record in curly brackets is expected",
    "model_type": "a record in curly brackets is expected",
    "model_attributes_type": "a record in curly brackets is expected",
}
_PATTERNS = {
    "id": "an id is made of 1 to 80 letters, digits, dots, hyphens and underscores",
    "url": "an address starts with http://, https:// or mailto:",
    "mime": "a picture is of type image/png, image/jpeg or image/webp",
    "language": "a language is named like “en” or “pt-BR”",
}


def complaint(error: ValidationError, document: Any) -> str:
    """`in card “card-7” (cards → 3 → text): the text is longer than 20,000 characters`, without the final stop.

    `document` is the plain data that was checked; the ids of its records name the place.
    """
    details = error.errors(include_url=False, include_context=True)
    first = details[0]
    more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
    place = _place(first["loc"], document)
    return f"{place}: {_what(first)}{more}" if place else f"{_what(first)}{more}"


def _place(loc: tuple[int | str, ...], document: Any) -> str:
    if not loc:
        return ""
    path = " → ".join(shown(str(step)) for step in loc)
    word = RECORD_WORDS.get(str(loc[0]))
    if word is None or len(loc) < 2 or not isinstance(loc[1], int):
        return f"in {path}"
    try:
        id_ = document[loc[0]][loc[1]]["id"]
    except (KeyError, IndexError, TypeError):
        return f"in {word} {loc[1] + 1} ({path})"
    return f"in {word} “{shown(str(id_))}” ({path})"


def _what(detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _FIXED:
        return _FIXED[kind]
    field = next((step for step in reversed(detail["loc"]) if isinstance(step, str)), "")
    match kind:
        case "missing":
            return f"“{field}” is missing"
        case "string_too_long":
            return f"the text is longer than {context['max_length']:,} characters"
        case "string_pattern_mismatch":
            if field in _PATTERNS:
                return f"“{shown(str(detail['input']))}” cannot stand there: {_PATTERNS[field]}"
            return f"“{shown(str(detail['input']))}” cannot stand there: {_PATTERNS['id']}"
        case "enum":
            return f"“{shown(str(detail['input']))}” is not one of {_listed(context)}"
        case "greater_than_equal":
            return f"the number must not be less than {context['ge']:g}"
        case "less_than_equal":
            return f"the number must not be more than {context['le']:g}"
        case _:
            message = shown(detail["msg"].removeprefix("Value error, "), 200)
            return message[:1].lower() + message[1:]


def _listed(context: Mapping[str, Any]) -> str:
    return str(context.get("expected", "the known words")).replace("'", "")
