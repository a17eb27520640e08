"""JSON text goes in, plain data comes out; refuses what JSON does not have (NaN, Infinity) and what hides things (a key twice)."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from cjm_desktop.formats.errors import FileProblem, shown

_INTEGER_DIGITS = 20
#: How deep values of unknown fields may nest; the fields that this program knows need six levels.
DEPTH = 40

_MESSAGES = {
    "Expecting value": "a value is expected",
    "Expecting property name enclosed in double quotes": "a property name in double quotes is expected",
    "Illegal trailing comma before end of object": "the comma before the closing bracket is one too many",
    "Illegal trailing comma before end of array": "the comma before the closing bracket is one too many",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing",
    "Unterminated string starting at": "the text that starts here has no closing quotation mark",
    "Invalid control character at": "a text runs over the end of its line or holds a control character",
    "Extra data": "something stands after the end of the document",
}
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
#: More commas and brackets than this are no map; reading their values alone would take seconds.
SIGNS = 1_000_000


class _RefusedError(Exception):
    """Raised inside the decoder's hooks."""


def parse(text: str, name: str) -> Any:
    """The data of a JSON document; FileProblem with line and column, `name` being the file's name as sentences show it."""
    check_signs(text, name)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        line = _conflict(text)
        if line:
            raise FileProblem(f"{name}: line {line} is the mark of a merge that is not finished.") from error
        what = _MESSAGES.get(error.msg, error.msg[:1].lower() + error.msg[1:])
        raise FileProblem(f"{name}: line {error.lineno}, column {error.colno}: {what}.") from error
    except _RefusedError as refused:
        raise FileProblem(f"{name}: {refused}.") from refused
    except RecursionError as error:
        raise FileProblem(f"{name}: its brackets nest too deeply.") from error


def check_signs(text: str | bytes, name: str) -> None:
    """FileProblem where a document holds more values than can be read at once."""
    signs = sum(map(text.count, "{[,")) if isinstance(text, str) else sum(map(text.count, (b"{", b"[", b",")))
    if signs > SIGNS:
        raise FileProblem(f"{name} holds more than {SIGNS:,} commas and brackets, which are the most.")


def _conflict(text: str) -> int:
    """The first line that is the mark of a merge that is not finished; 0 where there is none."""
    # Each of the marks is searched for as it stands: a pattern would try every line, and there may be millions.
    starts = [0, *(text.find("\n" + mark * 7) + 1 for mark in "<=>")]
    found = [start for start in starts if _CONFLICT.match(text, start)]
    return text.count("\n", 0, min(found)) + 1 if found else 0


def flaw(value: Any, depth: int = DEPTH) -> str | None:
    """What keeps plain data from being written again (nesting beyond `depth`, half a character), None where nothing does."""
    if isinstance(value, str):
        return None if _encodable(value) else "a text holds half of a character (a lone surrogate)"
    if not isinstance(value, (dict, list)):
        return None
    if depth == 0:
        return "its brackets nest too deeply"
    parts = (*value.keys(), *value.values()) if isinstance(value, dict) else value
    return next((found for part in parts if (found := flaw(part, depth - 1))), None)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        where = made.get("id")
        place = f"in “{shown(where)}” " if isinstance(where, str) else ""
        raise _RefusedError(f"{place}the property “{shown(twice)}” stands twice")
    return made


def _integer(digits: str) -> int:
    if len(digits) > _INTEGER_DIGITS:
        raise _RefusedError(f"the number {digits[:12]}… is too large")
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise _RefusedError(f"the number {shown(digits, 16)} is too large")
    return value


def _constant(word: str) -> Any:
    raise _RefusedError(f"“{word}” is not a number that a map can hold")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant)
