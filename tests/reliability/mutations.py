"""A seed and sound bytes or data go in, broken ones come out: changes that know what a map is made of, and changes of bytes."""

from __future__ import annotations

import json
import random
from typing import Any

#: What stands where something else is expected.
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    7,
    10**18,
    10**19,
    1.5,
    -0.0,
    1e308,
    5e-324,
    "",
    " ",
    "a",
    "\0",
    "\ud800",
    "\U0010ffff",
    "\u202e<img src=x>",
    "=1+1",
    "../../x",
    "s1",
    "c1",
    "x" * 2_001,
    "x" * 20_001,
    "2.0",
    "1.9",
    "e\u0301" * 30,
    [],
    {},
    [[]],
    [None],
    {"id": "c1"},
    {"id": None},
    [{"id": "c1"}, {"id": "c1"}],
)
#: What means something in one of the formats.
_WORDS = tuple(
    word.encode()
    for word in (
        '"', "\\", "{", "}", "[", "]", ",", ":", "null", "NaN", "-Infinity", "1e999", "\\u0000", "\\ud800", "\\", "\n", "\r",
        "\t", "\0", "#", "&#", "&#99999999999;", ";", "%%{", "}%%", "```", "---", "journey", "section", "title", "accDescr {",
        "<td", "<table>", "</table>", "colspan=9", "rowspan=999", "<!--", "-->", "<br>", "'", "''", "=", "@", "endstream",
        "stream\n", "/Filter", "/FlateDecode", "obj", "IEND", "iTXt", "<map ", "</map>", "==", "\u202e", "é", "0", "9" * 30,
    )
)  # fmt: skip


def changed_data(dice: random.Random, document: Any) -> Any:
    """Plain data with one to four things in it changed, moved, doubled, left out or renamed; `document` stays as it is."""
    made = json.loads(json.dumps(document))
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        holders = list(_holders(made))
        holder = dice.choice(holders)
        key = dice.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        match dice.randrange(9):
            case 0 | 1 | 2:
                holder[key] = dice.choice(ODD)
            case 3:
                del holder[key]
            case 4:  # what stands elsewhere
                other = dice.choice(holders)
                holder[key] = json.loads(
                    json.dumps(dice.choice(list(other.values() if isinstance(other, dict) else other)))
                )
            case 5 if isinstance(holder, list):
                holder.insert(dice.randrange(len(holder) + 1), json.loads(json.dumps(holder[key])))
            case 6 if isinstance(holder, dict):
                holder[dice.choice((key + "x", "note", "id", "unknown", "__class__", "model_extra"))] = holder.pop(key)
            case 7 if isinstance(holder, dict):
                holder[dice.choice(("unknown", "é", "", "version", "clip"))] = dice.choice(ODD)
            case _:
                if isinstance(holder[key], str):
                    text = holder[key]
                    at = dice.randrange(len(text) + 1)
                    holder[key] = (
                        text[:at] + dice.choice(("", "\0", "\u202e", "é", "𝒳", " ", "'", "\ud83d")) + text[at + 1 :]
                    )
                else:
                    holder[key] = [holder[key]]
        if not any(True for _ in _holders(made)):
            break
    return made


def _holders(value: Any) -> Any:
    """Every filled list and object in plain data."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (dict, list)) and one:
            yield one
            waiting += one.values() if isinstance(one, dict) else one


def changed_bytes(dice: random.Random, data: bytes) -> bytes:
    """Bytes with one to six places overwritten, cut out, doubled, cut off or filled with what means something."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        at = dice.randrange(len(made) + 1)
        size = dice.choice((1, 1, 2, 4, 16, 200))
        match dice.randrange(8):
            case 0 if at < len(made):
                made[at] ^= 1 << dice.randrange(8)
            case 1:
                made[at : at + size] = dice.randbytes(size)
            case 2:
                del made[at : at + size]
            case 3:
                made[at:at] = made[at : at + size] * dice.choice((1, 2, 50))
            case 4 if dice.random() < 0.3:
                del made[at:]
            case 5:
                other = dice.randrange(len(made) + 1)
                made[at:at] = made[other : other + size]
            case _:
                made[at:at] = dice.choice(_WORDS) * dice.choice((1, 1, 1, 3, 300))
    return bytes(made)
