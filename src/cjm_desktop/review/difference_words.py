"""Differences of two maps go in, sentences come out: “Card “Waits” moved from Delivery to Payment”, “3 cards added in Pains”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from cjm_desktop.model.catalogue import CHANNELS, role_of
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.quoting import unquoted
from cjm_desktop.model.records import (
    BlueprintLine,
    Card,
    Connector,
    Curve,
    EmotionPoint,
    Lane,
    LaneKind,
    Metric,
    Picture,
    Priority,
    Proof,
    Record,
    Source,
    View,
    WebLink,
)
from cjm_desktop.review.differences import PLACES, Difference, Differences, FieldChange, Kind

PARKED = "the parking lot"
_LENGTH = 40
_NOUNS = {
    "sources": ("source", "sources"),
    "personas": ("persona", "personas"),
    "channels": ("channel", "channels"),
    "stages": ("stage", "stages"),
    "lanes": ("lane", "lanes"),
    "lines": ("line", "lines"),
    "cards": ("card", "cards"),
    "curves": ("emotion curve", "emotion curves"),
    "points": ("emotion point", "emotion points"),
    "metrics": ("metric", "metrics"),
    "connectors": ("arrow", "arrows"),
    "views": ("view", "views"),
    "pictures": ("picture", "pictures"),
}
#: Fields that are called otherwise than by their name.
_FIELD_WORDS = {
    "alt": "description",
    "before": "place",
    "by_channel": "rows by channel",
    "collapsed": "whether it is collapsed",
    "empty": "value of an empty bar",
    "full": "value of a full bar",
    "goals_coincide": "whether the goals coincide",
    "hidden": "whether it is hidden",
    "kind": "kind",
    "locked": "whether it is locked",
    "online": "whether it is online",
    "portrait_crop": "crop of the portrait",
    "primary": "whether it is primary",
    "source": "beginning",
    "sub_stage": "sub-stage",
    "sub_stages": "sub-stages",
    "target": "end",
    "unmatched": "treatment of other cards",
}
#: Fields of the map that say nothing to its user.
SILENT = frozenset({"version", "version_pictures"})
_METRIC_WORDS = {"target": "target"}
#: What a thing is called by; where it is another, the sentence says what it reads now.
_CALLED_BY = frozenset({"text", "name", "title", "label"})


def in_words(found: Differences, most: int | None = None) -> tuple[str, ...]:
    """A sentence for each difference; things added to or removed from one place are counted in one.

    With `most`, so many sentences are given, the last of which counts the rest.
    """
    sentences = list(_sentences(found))
    if most is not None and len(sentences) > most:
        rest = len(sentences) - most + 1
        sentences[most - 1 :] = [f"{rest:,} more differences"]
    return tuple(sentences)


def sentence(found: Differences, one: Difference) -> str:
    """One difference in words."""
    if one.before is None or one.after is None:
        journey, record = (found.after, one.after) if one.before is None else (found.before, one.before)
        place = _place(journey, one.table, record)
        where = f" in {place}" if place and one.table != "points" else ""
        return f"{_named(journey, one.table, record)} {one.kind.value}{where}"
    parts = [*_moves(found, one), *_changes(found, one)]
    return f"{_named(found.before, one.table, one.before)} {'; '.join(parts)}"


def named(journey: Journey, table: str, id_: str) -> str:
    """What a thing is and what it is called: “Card “Waits in line””; the id where the map does not have it."""
    record = getattr(journey, table).get(id_)
    return f"{_noun(table).capitalize()} {_quoted(id_)}" if record is None else _named(journey, table, record)


def field_word(table: str, name: str) -> str:
    """What a field of a table (“” for the map) is called."""
    if table == "metrics" and name in _METRIC_WORDS:
        return _METRIC_WORDS[name]
    if name == "source" and table != "connectors":
        return "source"
    if name == "kind" and table == "":
        return "kind of map"
    return _FIELD_WORDS.get(name, name.replace("_", " "))


def value_in_words(journey: Journey, name: str, value: Any) -> str:
    """A field's value as it may stand in a sentence: names for references, nothing for nothing; not shortened."""
    if is_nothing(value):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, Proof):
        parts = (value.status.value, value.source, "" if value.count is None else f"{value.count:,}")
        return ", ".join(part for part in parts if part)
    if isinstance(value, Priority):
        return f"impact {value.impact}, effort {value.effort}"
    if isinstance(value, WebLink):
        return value.title or value.url
    if isinstance(value, (tuple, list)):
        return ", ".join(value_in_words(journey, name, part) for part in value)
    if isinstance(value, str):
        return _called(journey, name, value)
    name_of_it = getattr(value, "name", "")
    return name_of_it if isinstance(name_of_it, str) and name_of_it else "other"


def is_nothing(value: Any) -> bool:
    """Whether a field with this value says nothing."""
    return value is None or value in ("", ())


def shortened(text: str) -> str:
    """The text in one line, cut where it is long for a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LENGTH else flat[: _LENGTH - 1].rstrip() + "…"


def _sentences(found: Differences) -> Iterator[str]:
    for field in found.fields:
        if field.name not in SILENT:
            yield f"{_capital(field_word('', field.name))} {_value_change(found, '', field)}"
    by_table: dict[str, list[Difference]] = {table: [] for table in TABLES}
    for one in found.records:
        by_table[one.table].append(one)
    for table, records in by_table.items():
        yield from _of_table(found, table, records)


def _of_table(found: Differences, table: str, records: list[Difference]) -> Iterator[str]:
    for kind, journey in ((Kind.ADDED, found.after), (Kind.REMOVED, found.before)):
        groups: dict[str, list[Difference]] = {}
        for one in records:
            if one.kind is kind:
                groups.setdefault(_group(journey, table, one.after or one.before), []).append(one)
        for place, group in groups.items():
            if len(group) == 1:
                yield sentence(found, group[0])
            else:
                where = f" in {place}" if place else ""
                yield f"{len(group):,} {_NOUNS[table][1]} {kind.value}{where}"
    shifted = [one for one in records if one.shifted and not one.fields]
    for one in records:
        if one.fields:
            yield sentence(found, one)
    if len(shifted) == 1:
        yield sentence(found, shifted[0])
    elif shifted:
        yield f"{len(shifted):,} {_NOUNS[table][1]} {_shift_words(table)}"
    elif table in found.reordered and not any(one.has_moved for one in records):
        yield f"{_capital(_NOUNS[table][1])} are listed in another order"


def _moves(found: Differences, one: Difference) -> Iterator[str]:
    """How a thing moved, if it did."""
    names = {field.name for field in one.fields} & set(PLACES.get(one.table, ()))
    if not names:
        if one.shifted:
            yield _shift_words(one.table)
        return
    if names == {"position"}:
        yield "moved within its stage"
        return
    before = _place(found.before, one.table, one.before, names)
    after = _place(found.after, one.table, one.after, names)
    yield f"moved from {before} to {after}" if before != after else "moved"


def _changes(found: Differences, one: Difference) -> Iterator[str]:
    for field in one.fields:
        if field.name in PLACES.get(one.table, ()):
            continue
        if field.name in _CALLED_BY and field.before and field.after:
            yield f"now reads {_quoted(str(field.after))}"
        else:
            yield f"{field_word(one.table, field.name)} {_value_change(found, one.table, field)}"


def _value_change(found: Differences, _table: str, field: FieldChange) -> str:
    """“2 instead of 1” where both fit into a sentence, “added: 2” where there was nothing before; else “changed”."""
    if isinstance(field.before, (dict, list)) or isinstance(field.after, (dict, list)) or field.name == "data":
        return "changed"
    was = value_in_words(found.before, field.name, field.before)
    now = value_in_words(found.after, field.name, field.after)
    if was == now:
        return "changed"
    if is_nothing(field.before) or is_nothing(field.after):
        kind, value, words = (
            (Kind.ADDED, field.after, now) if is_nothing(field.before) else (Kind.REMOVED, field.before, was)
        )
        return kind.value if words == "other" else f"{kind.value}: {_in_quotes(value, shortened(unquoted(words)))}"
    if max(len(was), len(now)) > _LENGTH or "other" in (was, now):
        return "changed"
    if unquoted(was) != unquoted(now):
        # Else the marks themselves are the change, and must be seen.
        was, now = unquoted(was), unquoted(now)
    return f"{_in_quotes(field.after, now)} instead of {_in_quotes(field.before, was)}"


def _in_quotes(value: Any, words: str) -> str:
    return f"“{words}”" if isinstance(value, str) and value != "" and not isinstance(value, Enum) else words


def _shift_words(table: str) -> str:
    return "moved within a cell" if table == "cards" else "moved among the others"


def _group(journey: Journey, table: str, record: Any) -> str:
    """The place under which added and removed things are counted: the lane of cards, points and metrics."""
    if table == "cards":
        return _lane_name(journey, record.lane) if record.lane and record.stage else PARKED
    if table == "points":
        return _lane_name(journey, journey.curves[record.curve].lane)
    return _lane_name(journey, record.lane) if table in ("metrics", "curves") else ""


def _place(journey: Journey, table: str, record: Any, names: Iterable[str] = ("lane", "stage")) -> str:
    """Where a thing stands, as far as these fields say it."""
    if table not in PLACES:
        return ""
    if table == "cards" and (record.lane is None or record.stage is None):
        return PARKED
    parts = []
    if "stage" in names or "sub_stage" in names:
        parts.append(_stage_name(journey, getattr(record, "stage", None)))
    if "sub_stage" in names and record.sub_stage is not None:
        stage = journey.stages.get(record.stage)
        found = [part.name for part in stage.sub_stages if part.id == record.sub_stage] if stage else []
        parts += [shortened(name) for name in found if name.strip()]
    if "lane" in names:
        parts.append(_lane_name(journey, getattr(record, "lane", None)))
    if "curve" in names:
        parts.append(_named(journey, "curves", journey.curves[record.curve]).lower())
    return ", ".join(part for part in parts if part)


def _stage_name(journey: Journey, id_: str | None) -> str:
    stage = journey.stages.get(id_ or "")
    return shortened(stage.name) or "an unnamed stage" if stage else ""


def _lane_name(journey: Journey, id_: str | None) -> str:
    lane = journey.lanes.get(id_ or "")
    return shortened(lane.label) or "an unnamed lane" if lane else ""


def _noun(table: str) -> str:
    return _NOUNS[table][0]


def _named(journey: Journey, table: str, record: Any) -> str:
    name, noun = _own_name(journey, record), _noun(table)
    if isinstance(record, Card):
        noun = _card_word(journey, record)
    if isinstance(record, Connector):
        ends = [journey.cards.get(id_) for id_ in (record.source, record.target)]
        between = " to ".join(_quoted(card.text or card.id) if card else "?" for card in ends)
        return f"Arrow from {between}"
    if not name.strip():
        at = _stage_name(journey, getattr(record, "stage", None))
        return f"{_capital(noun)} in {at}" if at else f"Unnamed {noun}"
    return f"{_capital(noun)} {_quoted(name)}"


def _own_name(journey: Journey, record: Any) -> str:
    if isinstance(record, (Lane, EmotionPoint, Metric, BlueprintLine)):
        return record.label
    if isinstance(record, Curve):
        persona = journey.personas.get(record.persona or "")
        return record.label or (persona.name if persona else "")
    if isinstance(record, Card):
        return record.text
    if isinstance(record, Picture):
        return record.alt
    if isinstance(record, Source):
        return record.title
    if isinstance(record, View):
        return record.name or ", ".join(record.roles)
    return str(getattr(record, "name", ""))


def _card_word(journey: Journey, card: Card) -> str:
    lane = journey.lanes.get(card.lane or "")
    word = role_of(lane).card_name.lower() if lane else "card"
    if word == "card" and (card.channel or (lane and lane.kind is LaneKind.TOUCHPOINTS)):
        return "touchpoint"
    return word


def _called(journey: Journey, name: str, value: str) -> str:
    """A text, or the name of what a reference leads to."""
    tables: Mapping[str, tuple[str, str]] = {
        "lane": ("lanes", "label"),
        "stage": ("stages", "name"),
        "persona": ("personas", "name"),
        "personas": ("personas", "name"),
        "hidden_lanes": ("lanes", "label"),
        "hidden_stages": ("stages", "name"),
        "source": ("cards", "text"),
        "target": ("cards", "text"),
        "channel": ("channels", "name"),
        "channels": ("channels", "name"),
    }
    if name in ("picture", "portrait"):
        picture = journey.pictures.get(value)
        return (picture.alt if picture else "") or "a picture"
    if name in tables:
        table, field = tables[name]
        record: Record | None = getattr(journey, table).get(value)
        if record is None and table == "channels":
            record = CHANNELS.get(value)
        if record is not None:
            return str(getattr(record, field)) or f"an unnamed {_noun(table)}"
    return value


def _quoted(name: str) -> str:
    return f"“{shortened(unquoted(name))}”"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def counted(found: Differences) -> Counter[Kind]:
    """How many records were added, removed, changed and moved."""
    return Counter(one.kind for one in found.records)
