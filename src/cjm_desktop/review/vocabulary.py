"""What the things of a map, their fields and their values are called, in the user's language: names go in, words come out."""

from __future__ import annotations

from enum import Enum

from cjm_desktop.model.saying import QT_TRANSLATE_NOOP, translate

#: What things are called: one, several, and so many of them.
_NOUNS: dict[str, tuple[str, str, str]] = {
    "sources": (
        QT_TRANSLATE_NOOP("differences", "source"),
        QT_TRANSLATE_NOOP("differences", "sources"),
        QT_TRANSLATE_NOOP("differences", "{count} sources"),
    ),
    "personas": (
        QT_TRANSLATE_NOOP("differences", "persona"),
        QT_TRANSLATE_NOOP("differences", "personas"),
        QT_TRANSLATE_NOOP("differences", "{count} personas"),
    ),
    "channels": (
        QT_TRANSLATE_NOOP("differences", "channel"),
        QT_TRANSLATE_NOOP("differences", "channels"),
        QT_TRANSLATE_NOOP("differences", "{count} channels"),
    ),
    "stages": (
        QT_TRANSLATE_NOOP("differences", "stage"),
        QT_TRANSLATE_NOOP("differences", "stages"),
        QT_TRANSLATE_NOOP("differences", "{count} stages"),
    ),
    "lanes": (
        QT_TRANSLATE_NOOP("differences", "lane"),
        QT_TRANSLATE_NOOP("differences", "lanes"),
        QT_TRANSLATE_NOOP("differences", "{count} lanes"),
    ),
    "lines": (
        QT_TRANSLATE_NOOP("differences", "line"),
        QT_TRANSLATE_NOOP("differences", "lines"),
        QT_TRANSLATE_NOOP("differences", "{count} lines"),
    ),
    "cards": (
        QT_TRANSLATE_NOOP("differences", "card"),
        QT_TRANSLATE_NOOP("differences", "cards"),
        QT_TRANSLATE_NOOP("differences", "{count} cards"),
    ),
    "curves": (
        QT_TRANSLATE_NOOP("differences", "emotion curve"),
        QT_TRANSLATE_NOOP("differences", "emotion curves"),
        QT_TRANSLATE_NOOP("differences", "{count} emotion curves"),
    ),
    "points": (
        QT_TRANSLATE_NOOP("differences", "emotion point"),
        QT_TRANSLATE_NOOP("differences", "emotion points"),
        QT_TRANSLATE_NOOP("differences", "{count} emotion points"),
    ),
    "metrics": (
        QT_TRANSLATE_NOOP("differences", "metric"),
        QT_TRANSLATE_NOOP("differences", "metrics"),
        QT_TRANSLATE_NOOP("differences", "{count} metrics"),
    ),
    "connectors": (
        QT_TRANSLATE_NOOP("differences", "arrow"),
        QT_TRANSLATE_NOOP("differences", "arrows"),
        QT_TRANSLATE_NOOP("differences", "{count} arrows"),
    ),
    "views": (
        QT_TRANSLATE_NOOP("differences", "view"),
        QT_TRANSLATE_NOOP("differences", "views"),
        QT_TRANSLATE_NOOP("differences", "{count} views"),
    ),
    "pictures": (
        QT_TRANSLATE_NOOP("differences", "picture"),
        QT_TRANSLATE_NOOP("differences", "pictures"),
        QT_TRANSLATE_NOOP("differences", "{count} pictures"),
    ),
}
_FIELD_WORDS = {
    "accent": QT_TRANSLATE_NOOP("differences", "accent"),
    "alt": QT_TRANSLATE_NOOP("differences", "description"),
    "archetype": QT_TRANSLATE_NOOP("differences", "archetype"),
    "before": QT_TRANSLATE_NOOP("differences", "place"),
    "behaviours": QT_TRANSLATE_NOOP("differences", "behaviours"),
    "business_goal": QT_TRANSLATE_NOOP("differences", "business goal"),
    "by_channel": QT_TRANSLATE_NOOP("differences", "rows by channel"),
    "channel": QT_TRANSLATE_NOOP("differences", "channel"),
    "collapsed": QT_TRANSLATE_NOOP("differences", "whether it is collapsed"),
    "conflicts": QT_TRANSLATE_NOOP("differences", "conflicts"),
    "count": QT_TRANSLATE_NOOP("differences", "count"),
    "crop": QT_TRANSLATE_NOOP("differences", "crop"),
    "curve": QT_TRANSLATE_NOOP("differences", "curve"),
    "customer_goal": QT_TRANSLATE_NOOP("differences", "customer goal"),
    "data": QT_TRANSLATE_NOOP("differences", "data"),
    "date": QT_TRANSLATE_NOOP("differences", "date"),
    "demographics": QT_TRANSLATE_NOOP("differences", "demographics"),
    "display": QT_TRANSLATE_NOOP("differences", "display"),
    "duration": QT_TRANSLATE_NOOP("differences", "duration"),
    "effort": QT_TRANSLATE_NOOP("differences", "effort"),
    "empty": QT_TRANSLATE_NOOP("differences", "value of an empty bar"),
    "evidence": QT_TRANSLATE_NOOP("differences", "evidence"),
    "expectations": QT_TRANSLATE_NOOP("differences", "expectations"),
    "frustrations": QT_TRANSLATE_NOOP("differences", "frustrations"),
    "full": QT_TRANSLATE_NOOP("differences", "value of a full bar"),
    "goals": QT_TRANSLATE_NOOP("differences", "goals"),
    "goals_coincide": QT_TRANSLATE_NOOP("differences", "whether the goals coincide"),
    "height": QT_TRANSLATE_NOOP("differences", "height"),
    "hidden": QT_TRANSLATE_NOOP("differences", "whether it is hidden"),
    "hidden_lanes": QT_TRANSLATE_NOOP("differences", "hidden lanes"),
    "hidden_stages": QT_TRANSLATE_NOOP("differences", "hidden stages"),
    "hint": QT_TRANSLATE_NOOP("differences", "hint"),
    "icon": QT_TRANSLATE_NOOP("differences", "icon"),
    "impact": QT_TRANSLATE_NOOP("differences", "impact"),
    "kind": QT_TRANSLATE_NOOP("differences", "kind"),
    "label": QT_TRANSLATE_NOOP("differences", "label"),
    "lane": QT_TRANSLATE_NOOP("differences", "lane"),
    "language": QT_TRANSLATE_NOOP("differences", "language"),
    "links": QT_TRANSLATE_NOOP("differences", "links"),
    "locked": QT_TRANSLATE_NOOP("differences", "whether it is locked"),
    "marks": QT_TRANSLATE_NOOP("differences", "marks"),
    "mime": QT_TRANSLATE_NOOP("differences", "mime"),
    "motives": QT_TRANSLATE_NOOP("differences", "motives"),
    "name": QT_TRANSLATE_NOOP("differences", "name"),
    "needs": QT_TRANSLATE_NOOP("differences", "needs"),
    "note": QT_TRANSLATE_NOOP("differences", "note"),
    "objective": QT_TRANSLATE_NOOP("differences", "objective"),
    "online": QT_TRANSLATE_NOOP("differences", "whether it is online"),
    "original": QT_TRANSLATE_NOOP("differences", "original wording"),
    "owner": QT_TRANSLATE_NOOP("differences", "owner"),
    "owners": QT_TRANSLATE_NOOP("differences", "owners"),
    "persona": QT_TRANSLATE_NOOP("differences", "persona"),
    "picture": QT_TRANSLATE_NOOP("differences", "picture"),
    "portrait": QT_TRANSLATE_NOOP("differences", "portrait"),
    "portrait_crop": QT_TRANSLATE_NOOP("differences", "crop of the portrait"),
    "position": QT_TRANSLATE_NOOP("differences", "position"),
    "primary": QT_TRANSLATE_NOOP("differences", "whether it is primary"),
    "priority": QT_TRANSLATE_NOOP("differences", "priority"),
    "quote": QT_TRANSLATE_NOOP("differences", "quote"),
    "review_off": QT_TRANSLATE_NOOP("differences", "review off"),
    "revision": QT_TRANSLATE_NOOP("differences", "revision"),
    "role": QT_TRANSLATE_NOOP("differences", "role"),
    "roles": QT_TRANSLATE_NOOP("differences", "roles"),
    "saved": QT_TRANSLATE_NOOP("differences", "saved"),
    "scenario": QT_TRANSLATE_NOOP("differences", "scenario"),
    "scope": QT_TRANSLATE_NOOP("differences", "scope"),
    "series": QT_TRANSLATE_NOOP("differences", "series"),
    "source": QT_TRANSLATE_NOOP("differences", "source"),
    "span": QT_TRANSLATE_NOOP("differences", "span"),
    "spread": QT_TRANSLATE_NOOP("differences", "spread"),
    "stage": QT_TRANSLATE_NOOP("differences", "stage"),
    "start": QT_TRANSLATE_NOOP("differences", "start"),
    "status": QT_TRANSLATE_NOOP("differences", "status"),
    "style": QT_TRANSLATE_NOOP("differences", "style"),
    "sub_stage": QT_TRANSLATE_NOOP("differences", "sub-stage"),
    "sub_stages": QT_TRANSLATE_NOOP("differences", "sub-stages"),
    "tags": QT_TRANSLATE_NOOP("differences", "tags"),
    "target": QT_TRANSLATE_NOOP("differences", "target"),
    "text": QT_TRANSLATE_NOOP("differences", "text"),
    "title": QT_TRANSLATE_NOOP("differences", "title"),
    "unit": QT_TRANSLATE_NOOP("differences", "unit"),
    "unmatched": QT_TRANSLATE_NOOP("differences", "treatment of other cards"),
    "url": QT_TRANSLATE_NOOP("differences", "url"),
    "value": QT_TRANSLATE_NOOP("differences", "value"),
    "versions": QT_TRANSLATE_NOOP("differences", "versions"),
    "votes": QT_TRANSLATE_NOOP("differences", "votes"),
    "wants": QT_TRANSLATE_NOOP("differences", "wants"),
    "width": QT_TRANSLATE_NOOP("differences", "width"),
    "x": QT_TRANSLATE_NOOP("differences", "x"),
    "y": QT_TRANSLATE_NOOP("differences", "y"),
}
_OWN_FIELD_WORDS = {
    ("", "kind"): QT_TRANSLATE_NOOP("differences", "kind of map"),
    ("connectors", "source"): QT_TRANSLATE_NOOP("differences", "beginning"),
    ("connectors", "target"): QT_TRANSLATE_NOOP("differences", "end"),
}
_VALUES = {
    "actual": QT_TRANSLATE_NOOP("differences", "actual"),
    "assumed": QT_TRANSLATE_NOOP("differences", "assumed"),
    "bar": QT_TRANSLATE_NOOP("differences", "bar"),
    "blueprint": QT_TRANSLATE_NOOP("differences", "blueprint"),
    "cards": QT_TRANSLATE_NOOP("differences", "cards"),
    "current": QT_TRANSLATE_NOOP("differences", "current"),
    "day": QT_TRANSLATE_NOOP("differences", "day"),
    "dim": QT_TRANSLATE_NOOP("differences", "dim"),
    "emotion": QT_TRANSLATE_NOOP("differences", "emotion"),
    "fail_point": QT_TRANSLATE_NOOP("differences", "fail point"),
    "flow": QT_TRANSLATE_NOOP("differences", "flow"),
    "future": QT_TRANSLATE_NOOP("differences", "future"),
    "ghost": QT_TRANSLATE_NOOP("differences", "ghost"),
    "heat": QT_TRANSLATE_NOOP("differences", "heat"),
    "hide": QT_TRANSLATE_NOOP("differences", "hide"),
    "interaction": QT_TRANSLATE_NOOP("differences", "interaction"),
    "internal_interaction": QT_TRANSLATE_NOOP("differences", "internal interaction"),
    "line": QT_TRANSLATE_NOOP("differences", "line"),
    "metric": QT_TRANSLATE_NOOP("differences", "metric"),
    "moment_of_truth": QT_TRANSLATE_NOOP("differences", "moment of truth"),
    "needs": QT_TRANSLATE_NOOP("differences", "needs"),
    "number": QT_TRANSLATE_NOOP("differences", "number"),
    "observed": QT_TRANSLATE_NOOP("differences", "observed"),
    "other": QT_TRANSLATE_NOOP("differences", "other"),
    "pictures": QT_TRANSLATE_NOOP("differences", "pictures"),
    "proposed": QT_TRANSLATE_NOOP("differences", "proposed"),
    "resolves": QT_TRANSLATE_NOOP("differences", "resolves"),
    "steps": QT_TRANSLATE_NOOP("differences", "steps"),
    "touchpoints": QT_TRANSLATE_NOOP("differences", "touchpoints"),
    "triggers": QT_TRANSLATE_NOOP("differences", "triggers"),
    "visibility": QT_TRANSLATE_NOOP("differences", "visibility"),
    "wait_point": QT_TRANSLATE_NOOP("differences", "wait point"),
}


def noun(table: str) -> str:
    """What one thing of a table is called."""
    return translate("differences", _NOUNS[table][0])


def nouns(table: str) -> str:
    """What several things of a table are called."""
    return translate("differences", _NOUNS[table][1])


def counted(table: str, count: int) -> str:
    """So many things of a table, more than one: “3 cards”."""
    return translate("differences", _NOUNS[table][2]).format(count=f"{count:,}")


def field_word(table: str, name: str) -> str:
    """What a field of a table (“” for the map) is called; of one that only a newer version knows, its name."""
    known = _OWN_FIELD_WORDS.get((table, name)) or _FIELD_WORDS.get(name)
    return name.replace("_", " ") if known is None else translate("differences", known)


def choice_word(value: Enum) -> str:
    """What one of several possible values is called."""
    return translate("differences", _VALUES[str(value.value)])
