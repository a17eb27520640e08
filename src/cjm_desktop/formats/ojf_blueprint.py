"""A map goes in; which of its cards the blueprint of an Open Journey Format node can hold, and that node's parts, come out.

Those are the cards of a blueprint's lanes that a customer's step of the same stage needs (an arrow says so), where a whole
lane is made of them and they say nothing beside their words: whatever has more to say stays a node in a swimlane.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cjm_desktop.formats.ojf import BLUEPRINT, PARTS_MOST, words_of
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import NAME_MAX, TEXT_MAX, Card, ConnectorKind, Lane

_IN_BRACKETS = re.compile(r"(.+) \(([^()\n]+)\)")


@dataclass(frozen=True, slots=True)
class Folded:
    """The lanes and cards that are written inside nodes, and by card what its node's blueprint is."""

    lanes: frozenset[str]
    cards: frozenset[str]
    parts: dict[str, dict[str, list[dict[str, str]]]]


def folded(journey: Journey) -> Folded:
    """What of a map is written inside nodes."""
    roles = {role: part for part, (role, _, _) in BLUEPRINT.items()}
    counts = Counter(lane.role for lane in journey.lanes.values())
    lanes = {
        lane.id: roles[lane.role]
        for lane in journey.lanes.values()
        if lane.role in roles and counts[lane.role] == 1 and _as_made(lane)
    }
    needed: dict[str, str | None] = {}  # by card the one that needs it; None where that is not plain
    for arrow in journey.connectors.values():
        plain = arrow.kind is ConnectorKind.NEEDS and not arrow.label and arrow.target not in needed
        needed[arrow.target] = arrow.source if plain else None
    cards: dict[str, list[Card]] = {lane: [] for lane in lanes}
    for card in journey.cards.values():
        if card.lane in cards and card.stage is not None:
            cards[card.lane].append(card)
    order = {id_: number for number, id_ in enumerate(journey.cards)}

    def parent(card: Card) -> Card | None:
        found = journey.cards.get(needed.get(card.id) or "")
        usable = found is not None and found.stage == card.stage and found.lane not in (None, *lanes)
        return found if usable and journey.lanes[found.lane or ""].kind.holds_cards else None  # type: ignore[union-attr]

    def fits(lane: str) -> bool:
        row = cards[lane]
        parents = [one for card in row if (one := parent(card)) is not None]
        if not row or len(parents) < len(row) or not all(_says_only_words(card, lanes[lane]) for card in row):
            return False
        places = [(list(journey.stages).index(one.stage or ""), order[one.id]) for one in parents]
        by_stage = sorted(range(len(row)), key=lambda n: places[n][0])
        in_order = all(places[a] <= places[b] for a, b in pairwise(by_stage))
        return in_order and max(Counter(one.id for one in parents).values()) <= PARTS_MOST

    fitting = [lane for lane in lanes if fits(lane)]
    parts: dict[str, dict[str, list[dict[str, str]]]] = {}
    for lane in sorted(fitting, key=lambda one: list(BLUEPRINT).index(lanes[one])):
        for card in cards[lane]:
            found = parent(card)
            assert found is not None
            parts.setdefault(found.id, {}).setdefault(lanes[lane], []).append(_entry(lanes[lane], card.text))
    return Folded(frozenset(fitting), frozenset(card.id for lane in fitting for card in cards[lane]), parts)


def _as_made(lane: Lane) -> bool:
    known = ROLES[lane.role]
    return (lane.label, lane.kind) == (known.label, known.kind)


def _says_only_words(card: Card, part: str) -> bool:
    if card.channel or card.tags or card.marks or card.note:
        return False
    entry = _entry(part, card.text)
    _, said, by = BLUEPRINT[part]
    short = len(entry.get(said, "")) <= TEXT_MAX // 2 and len(entry.get(by, "")) <= NAME_MAX
    return bool(card.text) and short and words_of(part, entry) == card.text


def _entry(part: str, text: str) -> dict[str, str]:
    """What a card says as an entry of a node's blueprint: by whom or what it is done apart from what is done."""
    _, said, by = BLUEPRINT[part]
    if part == "evidence":
        match = _IN_BRACKETS.fullmatch(text)
        made: dict[str, Any] = {said: match[1], by: match[2]} if match else {said: text}
        return made
    who, colon, done = text.partition(": ")
    return {by: who, said: done} if colon and who and done else {said: text}
