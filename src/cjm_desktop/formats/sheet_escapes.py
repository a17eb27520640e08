"""A text goes in, it comes out as a cell can hold it, and back: control characters as spreadsheets write them, `_x000D_`."""

from __future__ import annotations

import re

#: What XML cannot hold or would change; tabs and line feeds it can.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HALF = range(0xD800, 0xE000)


def escaped(text: str) -> str:
    return _CONTROL.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def unescaped(text: str) -> str:
    """What `escaped` or a spreadsheet made it of; half characters are left as they are written."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found.group(1), 16)
    return found.group() if code in _HALF else chr(code)
