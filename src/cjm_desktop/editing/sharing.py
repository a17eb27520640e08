"""A map and another version of it go in; the other version comes out, built of the first one's records where they are equal.

A map that was read from a file shares no object with the one that is open, so that all of it would seem changed: to the
layout, which would begin anew, and to whoever asks whether anything has changed at all.
"""

from __future__ import annotations

from typing import Any

from cjm_desktop.editing.change import same_content
from cjm_desktop.model.journey import TABLES, Journey, Table


def shared_with(journey: Journey, other: Journey) -> Journey:
    """`other`, with the records and tables of `journey` in place of equal ones; `journey` itself where both say the same."""
    if journey is other:
        return journey
    tables: dict[str, Any] = {}
    for name in TABLES:
        mine, theirs = getattr(journey, name), getattr(other, name)
        records = [mine[id_] if id_ in mine and mine[id_] == record else record for id_, record in theirs.items()]
        unchanged = list(mine) == list(theirs) and all(map(_same, mine.values(), records))
        tables[name] = mine if unchanged else Table.of(records)
    made = other.model_copy(update=tables)
    return journey if same_content(journey, made) else made


def _same(one: object, other: object) -> bool:
    return one is other
