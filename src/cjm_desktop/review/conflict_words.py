"""Conflicts of a merge go in, a few lines of plain English on each come out: what it is about and what each side says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Conflict
from cjm_desktop.review.difference_words import field_word, named, shortened, value_in_words
from cjm_desktop.review.merging import ORDER

#: Of a side's text so much is shown: what the sides do otherwise may stand far behind.
_LENGTH = 400


def conflict_lines(journey: Journey, conflict: Conflict) -> Iterator[str]:
    """The thing and its field, then what ours, theirs and the base say; `journey` is the merged map, which holds it."""
    yield _title(journey, conflict)
    for side, value in (("ours", conflict.ours), ("theirs", conflict.theirs), ("before", conflict.base)):
        yield f"    {side + ':':8}{_value(journey, conflict, value)}"


def _title(journey: Journey, conflict: Conflict) -> str:
    if conflict.table not in TABLES:
        return f"The map: {field_word('', conflict.field)}"
    if not conflict.record:
        return f"The order of the {conflict.table}"
    thing = named(journey, conflict.table, conflict.record)
    return f"{thing}: {field_word(conflict.table, conflict.field) if conflict.field else 'deleted or kept'}"


def _value(journey: Journey, conflict: Conflict, value: Any) -> str:
    if conflict.record and not conflict.field:
        return "deleted" if value is None else "kept"
    if conflict.field == ORDER and isinstance(value, list):
        table = getattr(journey, conflict.table, {})
        known = (table[id_] for id_ in value if id_ in table)
        names = (getattr(one, "name", "") or getattr(one, "label", "") for one in known)
        return " → ".join(shortened(name) for name in names if name) or "nothing"
    return _plain(journey, conflict.field, value)


def _plain(journey: Journey, name: str, value: Any) -> str:
    if isinstance(value, dict):
        parts = (_plain(journey, key, part) for key, part in value.items() if part is not None)
        return ", ".join(parts) or "nothing"
    if isinstance(value, list):
        return ", ".join(_plain(journey, name, part) for part in value) or "nothing"
    words = value_in_words(journey, name, value)
    flat = " ⏎ ".join(words.splitlines())
    cut = flat if len(flat) <= _LENGTH else f"{flat[: _LENGTH - 1]}…"
    return f"“{cut}”" if isinstance(value, str) and value else cut
