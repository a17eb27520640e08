"""Two maps go in; the second comes out with the first one's ids wherever both speak of the same thing.

Maps of one family share ids and come out as they are. Maps that were made each for itself (today and the future, two imports
of one table) are matched by what they say: stages and lanes by name, cards by text and place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from difflib import SequenceMatcher
from typing import Any

from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Card, Lane
from cjm_desktop.model.rules import with_new_ids

#: How `fresh_id` ends an id.
_DRAWN = re.compile(r"-[0-9a-z]{8}$")
#: Of so many cards with common ids at least, this share must also say the same, or the ids mean nothing.
_FEW, _SHARE = 4, 0.2
#: Cards of one cell are the same from this likeness on; larger cells are not compared card by card.
_ALIKE, _MOST_COMPARED = 0.6, 12

_Names = dict[str, dict[str, str]]
_Key = Callable[[Any], Hashable]


def aligned(before: Journey, after: Journey) -> Journey:
    """`after`, where possible with the ids of `before`; the same object where nothing is to be renamed."""
    if before is after:
        return after
    if _are_strangers(before, after):
        after = with_new_ids(after, _fresh(after, before, lambda _table, _id: True))
    for table, keys in _KEYS:
        for key in keys(before, after):
            after = _renamed(before, after, table, _matches(before, after, table, key))
        if table == "cards":
            after = _renamed(before, after, table, _alike(before, after))
    homes = {id_: table for table in TABLES for id_ in getattr(before, table)}
    clashes = _fresh(after, before, lambda table, id_: homes.get(id_, table) != table)
    return with_new_ids(after, clashes) if any(clashes.values()) else after


def _are_strangers(before: Journey, after: Journey) -> bool:
    """Whether common ids are chance: an import counted its rows, a template named its cells.

    Ids that were drawn by lot are never the same by chance, however much was written anew, or translated.
    """
    common = [id_ for id_ in after.cards if id_ in before.cards and not _DRAWN.search(id_)]
    same = sum(_folded(before.cards[id_].text) == _folded(after.cards[id_].text) for id_ in common)
    return len(common) >= _FEW and same < len(common) * _SHARE


def _fresh(after: Journey, before: Journey, wanted: Callable[[str, str], bool]) -> _Names:
    """Another id, which neither map has, for each of these things."""
    taken = {id_ for side in (before, after) for table in TABLES for id_ in getattr(side, table)}
    made: _Names = {}
    for table in TABLES:
        for id_ in getattr(after, table):
            if table == "pictures" or not wanted(table, id_):
                continue
            number = 2
            while (name := f"{id_[:70]}-{number}") in taken:
                number += 1
            taken.add(name)
            made.setdefault(table, {})[id_] = name
    return made


def _renamed(before: Journey, after: Journey, table: str, names: dict[str, str]) -> Journey:
    other = {id_ for name in TABLES if name != table for id_ in getattr(after, name)}
    # A thing of another kind may bear this id: it gives way.
    away = _fresh(after, before, lambda name, id_: name != table and id_ in names.values()) if other else {}
    if away:
        after = with_new_ids(after, away)
    return with_new_ids(after, {table: names}) if names else after


def _matches(before: Journey, after: Journey, table: str, key: _Key) -> dict[str, str]:
    """The new id of each thing that only one of the maps has, and that has the same key as one of the other map."""
    here, there = getattr(before, table), getattr(after, table)
    waiting: dict[Hashable, list[str]] = {}
    for id_, record in here.items():
        if id_ not in there and (said := key(record)) is not None:
            waiting.setdefault(said, []).append(id_)
    names = {}
    if waiting:
        for id_, record in there.items():
            found = waiting.get(key(record)) if id_ not in here else None
            if found:
                names[id_] = found.pop(0)
    return names


def _alike(before: Journey, after: Journey) -> dict[str, str]:
    """Cards left in one cell whose texts are nearly the same."""
    cells: dict[Hashable, tuple[list[Card], list[Card]]] = {}
    for side, (cards, others) in enumerate(((before.cards, after.cards), (after.cards, before.cards))):
        for card in cards.values():
            if card.id not in others and card.text.strip():
                cells.setdefault((card.lane, card.stage), ([], []))[side].append(card)
    names = {}
    for here, there in cells.values():
        if not here or len(here) * len(there) > _MOST_COMPARED**2:
            continue
        pairs = sorted(
            ((-_likeness(one.text, two.text), m, n) for m, one in enumerate(here) for n, two in enumerate(there)),
        )
        taken: set[int] = set()
        for likeness, m, n in pairs:
            if -likeness >= _ALIKE and m not in taken and there[n].id not in names:
                taken.add(m)
                names[there[n].id] = here[m].id
    return names


def _likeness(one: str, two: str) -> float:
    matcher = SequenceMatcher(None, _folded(one)[:400], _folded(two)[:400], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0.0


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _by_name(field: str) -> Callable[[Journey, Journey], Iterable[_Key]]:
    return lambda _before, _after: (lambda record: _folded(getattr(record, field)) or None,)


def _of_lanes(_before: Journey, _after: Journey) -> Iterable[_Key]:
    def role(lane: Lane) -> Hashable:
        return None if lane.role == "own" else (lane.role, lane.kind)

    return (lambda lane: (lane.kind, _folded(lane.label)) if lane.label.strip() else None, role)


def _of_cards(_before: Journey, _after: Journey) -> Iterable[_Key]:
    def text(card: Card) -> str | None:
        return _folded(card.text) or None

    return (
        lambda card: (card.lane, card.stage, text(card)) if text(card) else None,
        lambda card: (card.lane, text(card)) if text(card) else None,
        lambda card: text(card) if len(text(card) or "") > 8 else None,
    )


#: The tables in the order in which they are matched, what others refer to first, with the keys that are tried in turn.
_KEYS: tuple[tuple[str, Callable[[Journey, Journey], Iterable[_Key]]], ...] = (
    ("sources", _by_name("title")),
    ("personas", _by_name("name")),
    ("channels", _by_name("name")),
    ("stages", _by_name("name")),
    ("lanes", _of_lanes),
    ("lines", lambda _b, _a: (lambda line: line.kind,)),
    ("cards", _of_cards),
    ("curves", lambda _b, _a: (lambda curve: (curve.lane, curve.persona, curve.style),)),
    (
        "points",
        lambda _b, _a: (
            lambda point: (point.curve, point.stage, point.position),
            lambda point: (point.curve, point.stage),
        ),
    ),
    ("metrics", lambda _b, _a: (lambda metric: (metric.lane, metric.stage, _folded(metric.label)),)),
    ("connectors", lambda _b, _a: (lambda arrow: (arrow.source, arrow.target, arrow.kind),)),
    ("views", _by_name("name")),
)
