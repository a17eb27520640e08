"""Conflicts of a merge go in; what each is about, and what each side says, come out in the user's words, or as a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Conflict
from cjm_desktop.model.saying import QT_TRANSLATE_NOOP, translate
from cjm_desktop.review.difference_words import named, shortened, value_in_words
from cjm_desktop.review.merging import ORDER, WORDED
from cjm_desktop.review.resolving import Choice, both_texts, deletes
from cjm_desktop.review.vocabulary import field_word

#: Of a side's text so much stands in a line: what the sides do otherwise may stand far behind.
_LENGTH = 400
_ORDERS = {
    "stages": QT_TRANSLATE_NOOP("merge", "Order of the stages"),
    "lanes": QT_TRANSLATE_NOOP("merge", "Order of the lanes"),
}
#: Fields that stand for several (see `merging.UNITS`) and are called otherwise, by table and first name.
_UNITS = {("connectors", "source"): QT_TRANSLATE_NOOP("merge", "beginning and end")}
#: What is told by its parts' values alone.
_BARE = ({"stage", "sub_stage", "source", "target", "lane"}, {"url", "title"})


def conflict_lines(journey: Journey, conflict: Conflict) -> Iterator[str]:
    """The thing and its field, then what ours, theirs and the base say; `journey` is the merged map, which holds it."""
    yield title_of(journey, conflict)
    sides = [("ours", side_words(journey, conflict, Choice.OURS), conflict.ours)]
    sides.append(("theirs", side_words(journey, conflict, Choice.THEIRS), conflict.theirs))
    if conflict.field:
        sides.append(("before", value_words(journey, conflict, conflict.base), conflict.base))
    for side, words, value in sides:
        flat = " ⏎ ".join(words.splitlines())
        cut = flat if len(flat) <= _LENGTH else f"{flat[: _LENGTH - 1]}…"
        yield f"    {side + ':':8}{f'“{cut}”' if isinstance(value, str) and value else cut}"


def title_of(journey: Journey, conflict: Conflict) -> str:
    """What a conflict is about: “Card “Waits in line”: text”."""
    if conflict.table not in TABLES:
        return translate("merge", "The map: {field}").format(field=field_word("", conflict.field))
    if not conflict.record:
        known = _ORDERS.get(conflict.table)
        return conflict.table if known is None else translate("merge", known)
    thing = named(journey, conflict.table, conflict.record)
    if not conflict.field:
        return translate("merge", "{thing}: deleted or kept").format(thing=thing)
    unit = _UNITS.get((conflict.table, conflict.field))
    word = field_word(conflict.table, conflict.field) if unit is None else translate("merge", unit)
    return translate("merge", "{thing}: {field}").format(thing=thing, field=word)


def is_text(conflict: Conflict) -> bool:
    """Whether both sides are texts whose words can be compared."""
    return conflict.field in WORDED and isinstance(conflict.ours, str) and isinstance(conflict.theirs, str)


def base_words(journey: Journey, conflict: Conflict) -> str:
    """What was there before; empty where there was nothing, or where the sides say it."""
    return "" if conflict.base is None or not conflict.field else value_words(journey, conflict, conflict.base)


def side_words(journey: Journey, conflict: Conflict, choice: Choice) -> str:
    """What the map would hold with this choice."""
    if choice is Choice.BOTH:
        return both_texts(conflict)
    value = conflict.ours if choice is Choice.OURS else conflict.theirs
    if deletes(conflict, choice):
        return translate("merge", "Deleted")
    if conflict.record and not conflict.field:
        return _kept_words(journey, conflict, value)
    return value_words(journey, conflict, value)


def value_words(journey: Journey, conflict: Conflict, value: Any) -> str:
    """A side's value in words."""
    if not conflict.record and conflict.field == ORDER and isinstance(value, list):
        table = getattr(journey, conflict.table, {})
        names = (getattr(table.get(id_), "name", "") or getattr(table.get(id_), "label", "") for id_ in value)
        return " → ".join(shortened(name) for name in names if name) or _nothing()
    return _any(journey, conflict.table, conflict.field, value)


def _kept_words(journey: Journey, conflict: Conflict, value: Any) -> str:
    """What was done to a record that the other side deleted."""
    base = conflict.base if isinstance(conflict.base, Mapping) else {}
    now = value if isinstance(value, Mapping) else {}
    names = [name for name in {**base, **now} if base.get(name) != now.get(name)]
    if not names:
        return translate("merge", "Kept: something that stays still needs it")
    line, table = translate("merge", "{field}: {value}"), conflict.table
    told = [
        line.format(field=field_word(table, name), value=_any(journey, table, name, now.get(name))) for name in names
    ]
    return "\n".join([translate("merge", "Kept, with these changes"), *told])


def _any(journey: Journey, table: str, name: str, value: Any) -> str:
    """Plain data in words, whatever it is."""
    if name == "sub_stage" or (name == "evidence" and isinstance(value, str)):
        return _sub_stage(journey, value)
    if isinstance(value, Mapping):
        bare = any(set(value) <= names for names in _BARE)
        told = {key: part for key, part in value.items() if part is not None and key != "id"}
        said = (_any(journey, table, key, part) for key, part in told.items())
        parts = said if bare else (f"{field_word('', key)} {words}" for key, words in zip(told, said, strict=True))
        return ", ".join(parts) or _nothing()
    if isinstance(value, list):
        return ", ".join(_any(journey, table, name, part) for part in value) or _nothing()
    if value is None or value == "":
        return _nothing()
    return value_in_words(journey, name, value)


def _sub_stage(journey: Journey, id_: Any) -> str:
    parts = (part for stage in journey.stages.values() for part in stage.sub_stages)
    return next((part.name for part in parts if part.id == id_ and part.name), _nothing())


def _nothing() -> str:
    return translate("merge", "nothing")
