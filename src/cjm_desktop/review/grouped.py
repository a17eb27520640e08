"""Differences of two maps go in; sentences on them come out, stage by stage and lane by lane, as `cjm diff` prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.quoting import quoted
from cjm_desktop.model.saying import translate
from cjm_desktop.review import order
from cjm_desktop.review.difference_words import (
    SILENT,
    capital,
    field_change,
    filled,
    is_nothing,
    reordered,
    sentence,
    value_in_words,
)
from cjm_desktop.review.differences import Difference, Differences, FieldChange, Kind
from cjm_desktop.review.vocabulary import field_word
from cjm_desktop.review.words import Side, marked

#: A sign for each kind, so that a list can be read without colours and searched.
SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.CHANGED: "~", Kind.MOVED: ">"}
#: That a version was kept inside a map is no difference of what the maps say.
_NOT_LISTED = SILENT | {"versions"}
_LONG = 40
_WORDED = frozenset({"text", "name", "label", "title"})


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: its kind, its sentence, the whole text `before` and `after` (empty unless it changed), and where it is.

    `table` and `id` are empty for the map's own fields.
    """

    kind: Kind
    sentence: str
    before: str = ""
    after: str = ""
    table: str = ""
    id: str = ""

    @property
    def marked(self) -> str:
        """The text with its changed words marked, as a terminal shows it."""
        return marked_words(self.before, self.after) if self.before and self.after else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one place: a stage (by its id), or something that belongs to no stage (`stage` is empty)."""

    title: str
    lines: tuple[Line, ...]
    stage: str = ""


def grouped(found: Differences) -> tuple[Group, ...]:
    """All differences: the map as a whole first, then each stage with its lanes from top to bottom, then the parking lot."""
    places: dict[str, list[tuple[tuple[int, int], Line]]] = {}
    lanes = {id_: number for number, id_ in enumerate({**found.after.lanes, **found.before.lanes})}
    for field in found.fields:
        if field.name not in _NOT_LISTED:
            places.setdefault("", []).append(((-1, 0), _of_field(found, field)))
    for number, one in enumerate(found.records):
        place, lane = _where(found, one)
        key = (lanes.get(lane, -1), number)
        places.setdefault(place, []).append((key, _line(found, one)))
    for table in sorted(found.reordered):
        if not any(one.table == table and one.has_moved for one in found.records):
            places.setdefault("", []).append(((-1, 0), Line(Kind.MOVED, reordered(table))))
    return tuple(
        Group(
            _title(found, place),
            tuple(line for _, line in sorted(places[place], key=lambda entry: entry[0])),
            place if place != _PARKED else "",
        )
        for place in ("", *_stages(found), _PARKED)
        if place in places
    )


def as_text(groups: tuple[Group, ...]) -> Iterator[str]:
    """The lines that a terminal shows."""
    for group in groups:
        yield group.title
        for line in group.lines:
            yield f"  {SIGNS[line.kind]} {line.sentence}"
            if line.marked:
                yield f"      {line.marked}"


def marked_words(before: str, after: str) -> str:
    """Both texts in one line, `[-what went-]` and `{+what came+}`, as git marks words."""
    signs = {Side.BOTH: "{}", Side.BEFORE: "[-{}-]", Side.AFTER: "{{+{}+}}"}
    return "".join(signs[piece.side].format(" ⏎ ".join(piece.text.split("\n"))) for piece in marked(before, after))


#: No id can be this.
_PARKED = "\0"


def _where(found: Differences, one: Difference) -> tuple[str, str]:
    """The id of the stage and of the lane that a difference belongs to; empty where it is of the map as a whole."""
    journey, record = (found.before, one.before) if one.after is None else (found.after, one.after)
    if one.table == "stages":
        return one.id, ""
    if one.table == "cards":
        return _card_place(record)
    if one.table == "connectors":
        card = journey.cards.get(getattr(record, "source", ""))
        return _card_place(card) if card else ("", "")
    if one.table == "points":
        curve = journey.curves.get(getattr(record, "curve", ""))
        return str(getattr(record, "stage", "")), curve.lane if curve else ""
    if one.table == "metrics":
        return str(getattr(record, "stage", "")), str(getattr(record, "lane", ""))
    return "", ""


def _card_place(card: Any) -> tuple[str, str]:
    return (_PARKED, "") if card.stage is None or card.lane is None else (card.stage, card.lane)


def _stages(found: Differences) -> list[str]:
    """The stages of both maps in one order."""
    before, after = list(found.before.stages), list(found.after.stages)
    return order.merged(before, before, after, {*before, *after})


def _title(found: Differences, place: str) -> str:
    if place == "":
        return translate("differences", "The map")
    if place == _PARKED:
        return translate("differences", "Parking lot")
    stage = found.after.stages.get(place) or found.before.stages[place]
    if not stage.name.strip():
        return translate("differences", "Unnamed stage")
    return translate("differences", "Stage {name}").format(name=quoted(" ".join(stage.name.split())))


def _line(found: Differences, one: Difference) -> Line:
    said = next((field for field in one.fields if field.name in _WORDED), None) or next(
        (field for field in one.fields if _is_long(field.before) and _is_long(field.after)), None
    )
    was, now = ("", "") if said is None or not (said.before and said.after) else (str(said.before), str(said.after))
    return Line(one.kind, sentence(found, one), was, now, one.table, one.id)


def _is_long(value: Any) -> bool:
    """Whether a text says more than a sentence on its change could tell."""
    return type(value) is str and len(value) > _LONG


def _of_field(found: Differences, field: FieldChange) -> Line:
    before, after = field.before, field.after
    if field.name == "conflicts":
        words = translate("differences", "{now} of a merge to decide on, before {before}")
        return Line(Kind.CHANGED, words.format(now=_count(found.after), before=_count(found.before)))
    word = capital(field_word("", field.name))
    changed = translate("differences", "{field} changed").format(field=word)
    if isinstance(before, str) and isinstance(after, str) and before and after:
        kept = (before, after) if type(before) is str and type(after) is str else ("", "")
        return Line(Kind.CHANGED, " ".join(capital(field_change(found, "", field)).split()), *kept)
    if isinstance(before, (tuple, dict)) or isinstance(after, (tuple, dict)):
        return Line(Kind.CHANGED, changed)
    if is_nothing(before) != is_nothing(after):
        kind, journey, value = (
            (Kind.ADDED, found.after, after) if is_nothing(before) else (Kind.REMOVED, found.before, before)
        )
        words = " ".join(value_in_words(journey, field.name, value).split())
        return Line(Kind.CHANGED, filled(kind, word, words))
    return Line(Kind.CHANGED, " ".join(capital(field_change(found, "", field)).split()))


def _count(journey: Journey) -> str:
    count = len(journey.conflicts)
    if count == 1:
        return translate("differences", "1 conflict")
    return translate("differences", "{count} conflicts").format(count=f"{count:,}")
