"""Which fields of which record stand in which column of the program's own tables, as data; and how a value is a cell.

A table has a row for each record. Its first columns say what the record is, in words; its last ones hold ids, so that
the table becomes the same map again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import (
    BlueprintLine,
    Card,
    Channel,
    Connector,
    ConnectorKind,
    Curve,
    CurveStyle,
    EmotionPoint,
    Evidence,
    Lane,
    LaneKind,
    LineKind,
    MapKind,
    Mark,
    Metric,
    MetricDisplay,
    Persona,
    Record,
    Source,
    Stage,
    Unmatched,
    View,
)

#: What stands in a cell: a text, a number, or nothing.
Cell = str | float | int | None

KIND, ID = "Kind", "Id"
#: The ids of a stage's sub-stages, beside their names.
PARTS = "Sub-stage ids"

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?", re.IGNORECASE)
_LONGEST_NUMBER = 400
_YES = frozenset({"yes", "true", "1", "x", "да", "ja", "oui", "sí", "wahr", "истина", "vrai"})
_NO = frozenset({"no", "false", "0", "", "нет", "nein", "non", "falsch", "ложь", "faux"})


class NotUnderstoodError(Exception):
    """A cell that says no value of its column; `str()` is half a sentence."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How a value becomes a cell and a cell's text a value, which raises NotUnderstoodError where it is none."""

    write: Callable[[Any], Cell]
    read: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record under a heading. `field` may name a part, as in "evidence.status".

    `names` is the table that the field's ids are of: their names then stand in the column, and the ids in another one
    whose heading is `ids`.
    """

    heading: str
    field: str
    codec: Codec
    names: str = ""

    @property
    def ids(self) -> str:
        return f"{self.heading} id" if self.names else ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The rows of one table of a map: what they are called in the first column, and their columns."""

    word: str
    table: str  #: "" for the map's own fields
    record: type[Record]
    columns: tuple[Column, ...]


def number_of(text: str) -> float:
    """The finite number that a text is, with a point or a comma; NotUnderstoodError where it is none."""
    cleaned = text.strip().replace("−", "-")
    if cleaned.count(",") == 1 and "." not in cleaned:
        cleaned = cleaned.replace(",", ".")
    if len(cleaned) <= _LONGEST_NUMBER and _NUMBER.fullmatch(cleaned):
        value = float(cleaned)
        if math.isfinite(value):
            return value
    raise NotUnderstoodError("is no number")


def _whole(text: str) -> int:
    value = number_of(text)
    if value != int(value):
        raise NotUnderstoodError("is no whole number")
    return int(value)


def _optional(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: read(text) if text.strip() else None


def _truth(text: str) -> bool:
    word = text.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise NotUnderstoodError("is neither yes nor no")


def _said(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _word(value: StrEnum | None) -> str:
    return "" if value is None else value.value.replace("_", " ")


def _one_of(kind: type[StrEnum], text: str) -> Any:
    word = "_".join(text.strip().casefold().split())
    try:
        return kind(word)
    except ValueError:
        words = ", ".join(value.replace("_", " ") for value in kind)
        raise NotUnderstoodError(f"is none of {words}") from None


def _choice(kind: type[StrEnum]) -> Codec:
    return Codec(_word, _optional(lambda text: _one_of(kind, text)))


def _choices(kind: type[StrEnum]) -> Codec:
    return Codec(
        lambda values: ", ".join(_word(value) for value in values),
        lambda text: tuple(_one_of(kind, part) for part in re.split(r"[,;\n]", text) if part.strip()),
    )


def listed(items: Sequence[str]) -> str:
    """The items, one a line; a line break or a backslash in one of them is written with a backslash."""
    return "\n".join(item.replace("\\", "\\\\").replace("\n", "\\n") or "\\" for item in items)


def items_of(text: str) -> tuple[str, ...]:
    """The items of a cell, one a line, as `listed` writes them."""
    if not text:
        return ()
    return tuple(
        "" if line == "\\" else re.sub(r"\\(n|\\)", lambda found: "\n" if found.group(1) == "n" else "\\", line)
        for line in text.split("\n")
    )


def _link(text: str) -> dict[str, str]:
    url, _, title = text.partition(" ")
    return {"url": url, "title": title}


TEXT = Codec(lambda value: value or "", str)
#: Where an empty cell means something else than an empty text, which then stands as in a list.
NAME = Codec(lambda value: "" if value is None else listed([value]), lambda text: "\n".join(items_of(text)))
ID_TEXT = Codec(lambda value: value or "", lambda text: text.strip() or None)
NUMBER = Codec(lambda value: value, _optional(number_of))
WHOLE = Codec(lambda value: value, _optional(_whole))
TRUTH = Codec(_said, _truth)
MAYBE = Codec(_said, _optional(_truth))
LIST = Codec(listed, items_of)
LINKS = Codec(
    lambda links: listed([f"{link.url} {link.title}" if link.title else link.url for link in links]),
    lambda text: tuple(_link(item) for item in items_of(text) if item.strip()),
)

_PROOF = (
    Column("Evidence", "evidence.status", _choice(Evidence)),
    Column("Evidence source", "evidence.source", TEXT),
    Column("Evidence count", "evidence.count", WHOLE),
    Column("Evidence spread", "evidence.spread", NUMBER),
)
_NOTE = Column("Note", "note", TEXT)
_MARKS = Column("Marks", "marks", _choices(Mark))
_STAGE, _LANE = Column("Stage", "stage", ID_TEXT, "stages"), Column("Lane", "lane", ID_TEXT, "lanes")
_HIDDEN = Column("Hidden", "hidden", TRUTH)

KINDS: tuple[Kind, ...] = (
    Kind(
        "map",
        "",
        Journey,
        (
            Column("Name", "title", TEXT),
            Column("Type", "kind", _choice(MapKind)),
            Column("Language", "language", NAME),
            Column("Objective", "objective", TEXT),
            Column("Scenario", "scenario", TEXT),
            Column("Scope", "scope", TEXT),
            Column("Expectations", "expectations", TEXT),
            Column("Owner", "owner", TEXT),
            Column("Date", "date", TEXT),
            Column("Revision", "revision", TEXT),
            Column("Not asked in review", "review_off", LIST),
            _NOTE,
        ),
    ),
    Kind(
        "persona",
        "personas",
        Persona,
        (
            Column("Name", "name", TEXT),
            Column("Primary", "primary", TRUTH),
            Column("Archetype", "archetype", TEXT),
            Column("Demographics", "demographics", TEXT),
            Column("Quote", "quote", TEXT),
            Column("Needs", "needs", LIST),
            Column("Wants", "wants", LIST),
            Column("Motives", "motives", LIST),
            Column("Behaviours", "behaviours", LIST),
            Column("Goals", "goals", LIST),
            Column("Frustrations", "frustrations", LIST),
            Column("Preferred channels", "channels", LIST),
            _NOTE,
        ),
    ),
    Kind(
        "stage",
        "stages",
        Stage,
        (
            Column("Name", "name", TEXT),
            Column("Sub-stages", "sub_stages", LIST),
            Column("Start", "start", TEXT),
            Column("Duration", "duration", TEXT),
            Column("Customer goal", "customer_goal", TEXT),
            Column("Business goal", "business_goal", TEXT),
            Column("Goals coincide", "goals_coincide", MAYBE),
            Column("Width", "width", NUMBER),
            _NOTE,
        ),
    ),
    Kind(
        "lane",
        "lanes",
        Lane,
        (
            Column("Name", "label", TEXT),
            Column("Type", "kind", _choice(LaneKind)),
            Column("Role", "role", NAME),
            Column("Hint", "hint", TEXT),
            Column("Accent", "accent", NAME),
            Column("Height", "height", NUMBER),
            Column("Display", "display", _choice(MetricDisplay)),
            Column("By channel", "by_channel", TRUTH),
            Column("Collapsed", "collapsed", TRUTH),
            _HIDDEN,
            Column("Locked", "locked", TRUTH),
            _NOTE,
        ),
    ),
    Kind(
        "line",
        "lines",
        BlueprintLine,
        (
            Column("Name", "label", TEXT),
            Column("Type", "kind", _choice(LineKind)),
            Column("Before", "before", LIST),
            _HIDDEN,
        ),
    ),
    Kind(
        "curve",
        "curves",
        Curve,
        (
            Column("Name", "label", TEXT),
            _LANE,
            Column("Persona", "persona", ID_TEXT, "personas"),
            Column("Type", "style", _choice(CurveStyle)),
            _HIDDEN,
        ),
    ),
    Kind(
        "channel",
        "channels",
        Channel,
        (Column("Name", "name", TEXT), Column("Icon", "icon", NAME), Column("Online", "online", MAYBE)),
    ),
    Kind(
        "source",
        "sources",
        Source,
        (
            Column("Name", "title", TEXT),
            Column("Address", "url", TEXT),
            Column("Count", "count", WHOLE),
            _NOTE,
        ),
    ),
    Kind(
        "card",
        "cards",
        Card,
        (
            _STAGE,
            _LANE,
            Column("Text", "text", TEXT),
            Column("Channel", "channel", ID_TEXT, "channels"),
            Column("Persona", "persona", ID_TEXT, "personas"),
            Column("Owner", "owner", TEXT),
            *_PROOF,
            _MARKS,
            Column("Impact", "priority.impact", WHOLE),
            Column("Effort", "priority.effort", WHOLE),
            Column("Duration", "duration", TEXT),
            Column("Tags", "tags", LIST),
            Column("Links", "links", LINKS),
            Column("Votes", "votes", WHOLE),
            _NOTE,
            Column("Sub-stage", "sub_stage", ID_TEXT, "sub_stages"),
            Column("Span", "span", WHOLE),
            Column("Accent", "accent", NAME),
        ),
    ),
    Kind(
        "emotion",
        "points",
        EmotionPoint,
        (
            _STAGE,
            Column("Curve", "curve", ID_TEXT, "curves"),
            Column("Text", "label", TEXT),
            Column("Emotion", "value", NUMBER),
            *_PROOF,
            _MARKS,
            Column("Position", "position", NUMBER),
            Column("As written", "original", TEXT),
        ),
    ),
    Kind(
        "metric",
        "metrics",
        Metric,
        (
            _STAGE,
            _LANE,
            Column("Text", "label", TEXT),
            Column("Value", "value", NUMBER),
            Column("Unit", "unit", TEXT),
            Column("Target", "target", NUMBER),
            Column("Full", "full", NUMBER),
            Column("Empty", "empty", NUMBER),
            Column("Earlier values", "series", Codec(
                lambda values: listed([repr(value) for value in values]),
                lambda text: tuple(number_of(item) for item in items_of(text) if item.strip()),
            )),
            *_PROOF,
        ),
    ),
    Kind(
        "arrow",
        "connectors",
        Connector,
        (
            Column("Name", "label", TEXT),
            Column("Type", "kind", _choice(ConnectorKind)),
            Column("From", "source", ID_TEXT, "cards"),
            Column("To", "target", ID_TEXT, "cards"),
        ),
    ),
    Kind(
        "view",
        "views",
        View,
        (
            Column("Name", "name", TEXT),
            Column("Type", "unmatched", _choice(Unmatched)),
            Column("Roles", "roles", LIST),
            Column("Hidden lanes", "hidden_lanes", LIST),
            Column("Hidden stages", "hidden_stages", LIST),
            Column("Tags", "tags", LIST),
            Column("Channels", "channels", LIST),
            Column("Owners", "owners", LIST),
            Column("Evidence", "evidence", _choices(Evidence)),
            Column("Personas", "personas", LIST),
        ),
    ),
)  # fmt: skip
BY_WORD = {kind.word: kind for kind in KINDS}

#: What the tables do not hold, by table: pictures, what shows them, and what nobody has decided on in a merge.
LEFT_OUT: dict[str, frozenset[str]] = {
    "": frozenset({"format", "version", "conflicts", "versions", "version_pictures"}),
    "personas": frozenset({"portrait", "portrait_crop"}),
    "cards": frozenset({"picture", "crop"}),
}


def headings(kinds: Sequence[Kind]) -> tuple[str, ...]:
    """The headings of a table that holds these kinds of rows: what says something first, of cards before all; then the ids."""
    named = sorted(kinds, key=lambda kind: kind.table not in ("cards", "points", "metrics"))
    words = [column.heading for kind in named for column in kind.columns]
    said = dict.fromkeys(sorted(words, key=lambda word: word != "Name"))
    ids = dict.fromkeys(column.ids for kind in kinds for column in kind.columns if column.names)
    own = [PARTS] if any(kind.table == "stages" for kind in kinds) else []
    return (KIND, *said, ID, *ids, *own)
