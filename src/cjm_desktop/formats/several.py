"""The names of the journeys in one file go in; the one that a user means, and what is to be told of the others, come out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjm_desktop.formats.errors import FileProblem, shown

#: What is put behind a name to tell it from others: “Ride (actual)”, “Ride (2)”.
_ADDED = re.compile(r"(?: \([^()]*\))+$")


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """With numbers behind names that are not the only ones, and for those that are empty."""
    filled = [name.strip() or f"Journey {number}" for number, name in enumerate(names, 1)]
    taken: dict[str, int] = {}
    made = []
    for name in filled:
        taken[name] = taken.get(name, 0) + 1
        made.append(f"{name} ({taken[name]})" if taken[name] > 1 else name)
    return tuple(made)


def place_of(names: Sequence[str], word: str, file: str, what: str = "journey") -> int:
    """The place of a name, or of a number that counts from 1; a name may lack what stands in brackets behind it.

    FileProblem, naming what there is, where there is none.
    """
    if word.strip().isdecimal() and 1 <= int(word.strip()[:6]) <= len(names):
        return int(word.strip()[:6]) - 1
    folded = _plain(word)
    for known_as in (map(_plain, names), (_plain(_ADDED.sub("", name)) for name in names)):
        for number, name in enumerate(known_as):
            if folded and folded == name:
                return number
    known = ", ".join(f"{number} “{shown(name, 60)}”" for number, name in enumerate(names[:12], 1))
    raise FileProblem(f"{file} has no {what} “{shown(word)}”; it has {known}.")


def _plain(name: str) -> str:
    """With the apostrophes and blanks that keyboards have."""
    return " ".join(name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()).casefold()


def told(names: Sequence[str], taken: int) -> str:
    """That one of several was read, and which others there are."""
    others = [name for number, name in enumerate(names) if number != taken]
    words = ", ".join(f"“{shown(name, 60)}”" for name in others[:4])
    more = f" and {len(others) - 4} more" if len(others) > 4 else ""
    return f"“{shown(names[taken], 60)}” was read; there is also {words}{more}."
