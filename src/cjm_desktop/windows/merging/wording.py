"""A conflict and the map that holds it go in; what it is about and what each side says come out, in the user's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Conflict
from cjm_desktop.review.difference_words import field_word, named, shortened, value_in_words
from cjm_desktop.review.merging import ORDER, WORDED
from cjm_desktop.review.resolving import Choice, both_texts, deletes

_ORDERS = {
    "stages": QT_TRANSLATE_NOOP("merge", "Order of the stages"),
    "lanes": QT_TRANSLATE_NOOP("merge", "Order of the lanes"),
}
#: Fields that stand for several (see `merging.UNITS`), by table and first name.
_UNITS = {
    ("cards", "stage"): QT_TRANSLATE_NOOP("merge", "stage"),
    ("cards", "picture"): QT_TRANSLATE_NOOP("merge", "picture"),
    ("personas", "portrait"): QT_TRANSLATE_NOOP("merge", "portrait"),
    ("connectors", "source"): QT_TRANSLATE_NOOP("merge", "beginning and end"),
}
_CHOICES = {
    Choice.OURS: QT_TRANSLATE_NOOP("merge", "Mine"),
    Choice.THEIRS: QT_TRANSLATE_NOOP("merge", "The other version"),
    Choice.BOTH: QT_TRANSLATE_NOOP("merge", "Both, one after the other"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("merge", text)


def title_of(journey: Journey, conflict: Conflict) -> str:
    """What a conflict is about: “Card “Waits in line”: text”."""
    if not conflict.table or conflict.table not in TABLES:
        return _tr("The map: {field}").format(field=field_word("", conflict.field))
    if not conflict.record:
        return _tr(str(_ORDERS.get(conflict.table, conflict.table)))
    thing = named(journey, conflict.table, conflict.record)
    if not conflict.field:
        return _tr("{thing}: deleted or kept").format(thing=thing)
    unit = _UNITS.get((conflict.table, conflict.field))
    word = field_word(conflict.table, conflict.field) if unit is None else _tr(str(unit))
    return _tr("{thing}: {field}").format(thing=thing, field=word)


def choice_word(conflict: Conflict | None, choice: Choice | None) -> str:
    """What a choice is called, where the conflict is known by what it does; None is that of deciding later."""
    if choice is None:
        return _tr("Decide later")
    if conflict is None or not conflict.record or conflict.field:
        return _tr(str(_CHOICES[choice]))
    if choice is Choice.OURS:
        return _tr("Mine: delete it") if deletes(conflict, choice) else _tr("Mine: keep it")
    return _tr("The other version: delete it") if deletes(conflict, choice) else _tr("The other version: keep it")


def is_text(conflict: Conflict) -> bool:
    """Whether both sides are texts whose words can be compared."""
    return conflict.field in WORDED and isinstance(conflict.ours, str) and isinstance(conflict.theirs, str)


def base_words(journey: Journey, conflict: Conflict) -> str:
    """What was there before; empty where there was nothing, or where the sides say it."""
    return "" if conflict.base is None or not conflict.field else _value(journey, conflict, conflict.base)


def side_words(journey: Journey, conflict: Conflict, choice: Choice) -> str:
    """What the map would hold with this choice."""
    if choice is Choice.BOTH:
        return both_texts(conflict)
    value = conflict.ours if choice is Choice.OURS else conflict.theirs
    if deletes(conflict, choice):
        return _tr("Deleted")
    if conflict.record and not conflict.field:
        return _kept_words(journey, conflict, value)
    return _value(journey, conflict, value)


def _kept_words(journey: Journey, conflict: Conflict, value: Any) -> str:
    """What was done to a record that the other side deleted."""
    base = conflict.base if isinstance(conflict.base, Mapping) else {}
    now = value if isinstance(value, Mapping) else {}
    names = [name for name in {**base, **now} if base.get(name) != now.get(name)]
    if not names:
        return _tr("Kept: something that stays still needs it")
    line = _tr("{field}: {value}")
    told = [
        line.format(field=field_word(conflict.table, name), value=_any(journey, name, now.get(name))) for name in names
    ]
    return "\n".join([_tr("Kept, with these changes"), *told])


def _value(journey: Journey, conflict: Conflict, value: Any) -> str:
    if not conflict.record and conflict.field == ORDER and isinstance(value, list):
        table = getattr(journey, conflict.table, {})
        names = (getattr(table.get(id_), "name", "") or getattr(table.get(id_), "label", "") for id_ in value)
        return " → ".join(shortened(name) for name in names if name)
    return _any(journey, conflict.field, value)


def _any(journey: Journey, name: str, value: Any) -> str:
    """Plain data in words, whatever it is."""
    if name == "sub_stage" or (name == "evidence" and isinstance(value, str)):
        return _sub_stage(journey, value)
    if isinstance(value, Mapping):
        if set(value) <= {"stage", "sub_stage", "source", "target", "lane"} or set(value) <= {"url", "title"}:
            parts = [_any(journey, key, part) for key, part in value.items() if part is not None]
        else:
            parts = [f"{field_word('', key)} {_any(journey, key, part)}" for key, part in value.items() if key != "id"]
        return ", ".join(parts) or _tr("nothing")
    if isinstance(value, list):
        return ", ".join(_any(journey, name, part) for part in value) or _tr("nothing")
    if value is None or value == "":
        return _tr("nothing")
    return value_in_words(journey, name, value)


def _sub_stage(journey: Journey, id_: Any) -> str:
    parts = (part for stage in journey.stages.values() for part in stage.sub_stages)
    return next((part.name for part in parts if part.id == id_ and part.name), _tr("nothing"))
