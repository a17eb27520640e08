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
from cjm_desktop.model.saying import translate
from cjm_desktop.review.differences import PLACES, Difference, Differences, FieldChange, Kind
from cjm_desktop.review.vocabulary import choice_word, field_word, noun, nouns
from cjm_desktop.review.vocabulary import counted as so_many

_LENGTH = 40
#: Fields of the map that say nothing to its user.
SILENT = frozenset({"version", "version_pictures"})
#: What a thing is called by; where it is another, the sentence says what it reads now.
_CALLED_BY = frozenset({"text", "name", "title", "label"})


def in_words(found: Differences, most: int | None = None) -> tuple[str, ...]:
    """A sentence for each difference; things added to or removed from one place are counted in one.

    With `most`, so many sentences are given, the last of which counts the rest.
    """
    sentences = list(_sentences(found))
    if most is not None and len(sentences) > most:
        rest = len(sentences) - most + 1
        sentences[most - 1 :] = [translate("differences", "{count} more differences").format(count=f"{rest:,}")]
    return tuple(sentences)


def sentence(found: Differences, one: Difference) -> str:
    """One difference in words."""
    if one.before is None or one.after is None:
        journey, record = (found.after, one.after) if one.before is None else (found.before, one.before)
        place = _place(journey, one.table, record)
        return _come_or_gone(one.kind, _named(journey, one.table, record), place if one.table != "points" else "")
    what = "; ".join([*_moves(found, one), *_changes(found, one)])
    thing = _named(found.before, one.table, one.before)
    return translate("differences", "{thing} {what}").format(thing=thing, what=what)


def named(journey: Journey, table: str, id_: str) -> str:
    """What a thing is and what it is called: “Card “Waits in line””; the id where the map does not have it."""
    record = getattr(journey, table).get(id_)
    return _called_so(noun(table), id_) if record is None else _named(journey, table, record)


def value_in_words(journey: Journey, name: str, value: Any) -> str:
    """A field's value as it may stand in a sentence: names for references, nothing for nothing; not shortened."""
    if is_nothing(value):
        return translate("differences", "nothing")
    if isinstance(value, bool):
        return translate("differences", "yes") if value else translate("differences", "no")
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Enum):
        return choice_word(value)
    if isinstance(value, Proof):
        parts = (choice_word(value.status), value.source, "" if value.count is None else f"{value.count:,}")
        return ", ".join(part for part in parts if part)
    if isinstance(value, Priority):
        words = translate("differences", "impact {impact}, effort {effort}")
        return words.format(impact=value.impact, effort=value.effort)
    if isinstance(value, WebLink):
        return value.title or value.url
    if isinstance(value, (tuple, list)):
        return ", ".join(value_in_words(journey, name, part) for part in value)
    if isinstance(value, str):
        return _called(journey, name, value)
    name_of_it = getattr(value, "name", "")
    return name_of_it if isinstance(name_of_it, str) and name_of_it else _other()


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
            yield capital(field_change(found, "", field))
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
                yield _come_or_gone(kind, so_many(table, len(group)), place)
    shifted = [one for one in records if one.shifted and not one.fields]
    for one in records:
        if one.fields:
            yield sentence(found, one)
    if len(shifted) == 1:
        yield sentence(found, shifted[0])
    elif shifted:
        words = translate("differences", "{thing} {what}")
        yield words.format(thing=so_many(table, len(shifted)), what=_shift_words(table))
    elif table in found.reordered and not any(one.has_moved for one in records):
        yield reordered(table)


def reordered(table: str) -> str:
    """That the things of a table stand in another order."""
    return translate("differences", "{things} are listed in another order").format(things=capital(nouns(table)))


def _come_or_gone(kind: Kind, thing: str, place: str) -> str:
    """“Card “Waits” added in Pains”."""
    if kind is Kind.ADDED:
        words = (
            translate("differences", "{thing} added in {place}") if place else translate("differences", "{thing} added")
        )
    else:
        words = (
            translate("differences", "{thing} removed in {place}")
            if place
            else translate("differences", "{thing} removed")
        )
    return words.format(thing=thing, place=place)


def _moves(found: Differences, one: Difference) -> Iterator[str]:
    """How a thing moved, if it did."""
    names = {field.name for field in one.fields} & set(PLACES.get(one.table, ()))
    if not names:
        if one.shifted:
            yield _shift_words(one.table)
        return
    if names == {"position"}:
        yield translate("differences", "moved within its stage")
        return
    before = _place(found.before, one.table, one.before, names)
    after = _place(found.after, one.table, one.after, names)
    if before == after:
        yield translate("differences", "moved")
    else:
        yield translate("differences", "moved from {before} to {after}").format(before=before, after=after)


def _changes(found: Differences, one: Difference) -> Iterator[str]:
    for field in one.fields:
        if field.name in PLACES.get(one.table, ()):
            continue
        if field.name in _CALLED_BY and field.before and field.after:
            yield translate("differences", "now reads {name}").format(name=_quoted(str(field.after)))
        else:
            yield field_change(found, one.table, field)


def field_change(found: Differences, table: str, field: FieldChange) -> str:
    """“votes 2 instead of 1” where both fit into a sentence, “votes added: 2” where there was nothing; else “changed”."""
    word = field_word(table, field.name)
    changed = translate("differences", "{field} changed").format(field=word)
    if isinstance(field.before, (dict, list)) or isinstance(field.after, (dict, list)) or field.name == "data":
        return changed
    was = value_in_words(found.before, field.name, field.before)
    now = value_in_words(found.after, field.name, field.after)
    if was == now:
        return changed
    if is_nothing(field.before):
        return _with_value(Kind.ADDED, word, field.after, now)
    if is_nothing(field.after):
        return _with_value(Kind.REMOVED, word, field.before, was)
    if max(len(was), len(now)) > _LENGTH or _other() in (was, now):
        return changed
    if unquoted(was) != unquoted(now):
        # Else the marks themselves are the change, and must be seen.
        was, now = unquoted(was), unquoted(now)
    now, was = _in_quotes(field.after, now), _in_quotes(field.before, was)
    return translate("differences", "{field} {now} instead of {before}").format(field=word, now=now, before=was)


def _with_value(kind: Kind, field: str, value: Any, words: str) -> str:
    if words == _other():
        said = {
            Kind.ADDED: translate("differences", "{field} added"),
            Kind.REMOVED: translate("differences", "{field} removed"),
        }
        return said[kind].format(field=field)
    return filled(kind, field, _in_quotes(value, shortened(unquoted(words))))


def filled(kind: Kind, field: str, words: str) -> str:
    """“votes added: 2”: a field has a value that it had not, or (with REMOVED) has it no more."""
    said = {
        Kind.ADDED: translate("differences", "{field} added: {value}"),
        Kind.REMOVED: translate("differences", "{field} removed: {value}"),
    }
    return said[kind].format(field=field, value=words)


def _in_quotes(value: Any, words: str) -> str:
    return f"“{words}”" if isinstance(value, str) and value != "" and not isinstance(value, Enum) else words


def _shift_words(table: str) -> str:
    if table == "cards":
        return translate("differences", "moved within a cell")
    return translate("differences", "moved among the others")


def _group(journey: Journey, table: str, record: Any) -> str:
    """The place under which added and removed things are counted: the lane of cards, points and metrics."""
    if table == "cards":
        return _lane_name(journey, record.lane) if record.lane and record.stage else _parking_lot()
    if table == "points":
        return _lane_name(journey, journey.curves[record.curve].lane)
    return _lane_name(journey, record.lane) if table in ("metrics", "curves") else ""


def _place(journey: Journey, table: str, record: Any, names: Iterable[str] = ("lane", "stage")) -> str:
    """Where a thing stands, as far as these fields say it."""
    if table not in PLACES:
        return ""
    if table == "cards" and (record.lane is None or record.stage is None):
        return _parking_lot()
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
        curve = journey.curves[record.curve]
        name = _own_name(journey, curve).strip()
        parts.append(f"{noun('curves')} {_quoted(name)}" if name else noun("curves"))
    return ", ".join(part for part in parts if part)


def _stage_name(journey: Journey, id_: str | None) -> str:
    stage = journey.stages.get(id_ or "")
    return shortened(stage.name) or _unnamed("stages") if stage else ""


def _lane_name(journey: Journey, id_: str | None) -> str:
    lane = journey.lanes.get(id_ or "")
    return shortened(lane.label) or _unnamed("lanes") if lane else ""


def _other() -> str:
    """What stands for a value that cannot be told in words."""
    return translate("differences", "other")


def _unnamed(table: str) -> str:
    return translate("differences", "an unnamed {thing}").format(thing=noun(table))


def _parking_lot() -> str:
    return translate("differences", "the parking lot")


def _called_so(word: str, name: str) -> str:
    return translate("differences", "{thing} {name}").format(thing=capital(word), name=_quoted(name))


def _named(journey: Journey, table: str, record: Any) -> str:
    name, word = _own_name(journey, record), noun(table)
    if isinstance(record, Card):
        word = _card_word(journey, record)
    if isinstance(record, Connector):
        ends = [journey.cards.get(id_) for id_ in (record.source, record.target)]
        source, target = (_quoted(card.text or card.id) if card else "?" for card in ends)
        return translate("differences", "Arrow from {source} to {target}").format(source=source, target=target)
    if not name.strip():
        at = _stage_name(journey, getattr(record, "stage", None))
        if at:
            return translate("differences", "{thing} in {place}").format(thing=capital(word), place=at)
        return translate("differences", "Unnamed {thing}").format(thing=word)
    return _called_so(word, name)


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
    name = role_of(lane).card_name if lane else "Card"
    if name == "Card" and (card.channel or (lane and lane.kind is LaneKind.TOUCHPOINTS)):
        name = "Touchpoint"
    return translate("catalogue", name).lower()


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
        return (picture.alt if picture else "") or translate("differences", "a picture")
    if name in tables:
        table, field = tables[name]
        record: Record | None = getattr(journey, table).get(value)
        if record is None and table == "channels":
            record = CHANNELS.get(value)
        if record is not None:
            return str(getattr(record, field)) or _unnamed(table)
    return value


def _quoted(name: str) -> str:
    return f"“{shortened(unquoted(name))}”"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def counted(found: Differences) -> Counter[Kind]:
    """How many records were added, removed, changed and moved."""
    return Counter(one.kind for one in found.records)
