"""A map and the map that an import makes of its Open Journey Format document go in; in words what differs comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Card, LaneKind

_Said = Callable[[Journey], Any]


def changed_words(before: Journey, after: Journey) -> list[str]:
    """What does not come back, one phrase each; the records that `formats.losses` knows of are not looked at."""
    return [words for words, said in _PARTS if said(before) != said(after)] + _unseen(before) + _moved(before, after)


def _unseen(journey: Journey) -> list[str]:
    lanes, words = journey.lanes, []
    if any(lanes[one.lane].kind is LaneKind.EMOTION for one in journey.cards.values() if one.lane and one.stage):
        words.append("cards in lanes that show none")
    if any(lanes[journey.curves[one.curve].lane].kind is not LaneKind.EMOTION for one in journey.points.values()):
        words.append("curves in lanes that show none")
    return words


def _moved(before: Journey, after: Journey) -> list[str]:
    """Points that stand elsewhere in their stages than they did."""
    places = [
        abs(point.position - after.points[id_].position) for id_, point in before.points.items() if id_ in after.points
    ]
    return ["where in its stage an emotion point stands"] if max(places, default=0.0) >= 0.01 else []


def _lanes(journey: Journey) -> list[tuple[str, LaneKind, str]]:
    return sorted((lane.label, lane.kind, lane.role) for lane in journey.lanes.values())


def _looks(journey: Journey) -> list[tuple[object, ...]]:
    return sorted(
        (one.label, one.hint, one.note, one.accent or "", one.height or 0.0, one.by_channel, one.collapsed, one.locked)
        for one in journey.lanes.values()
    )


def _channels(journey: Journey) -> list[tuple[str, str, str]]:
    return sorted((one.name, one.icon, str(one.online)) for one in journey.channels.values())


def _placed(journey: Journey) -> list[Card]:
    return [card for card in journey.cards.values() if card.lane and card.stage]


def _used(journey: Journey) -> dict[str, str]:
    found = {}
    for card in journey.cards.values():
        channel = channel_of(journey, card)
        if channel is not None and card.lane and card.stage:
            found[card.id] = channel.name
    return found


def _curves(journey: Journey) -> list[tuple[object, ...]]:
    """Of each point the curve that it is on, as far as people tell curves apart."""
    personas = journey.personas
    found = []
    for point in journey.points.values():
        curve = journey.curves[point.curve]
        if journey.lanes[curve.lane].kind is LaneKind.EMOTION:
            name = personas[curve.persona].name if curve.persona is not None else ""
            found.append((point.id, curve.label, name, curve.style, curve.hidden))
    return sorted(found)


#: What is compared, and what it is called where it does not come back.
_PARTS: tuple[tuple[str, _Said], ...] = (
    ("which kind of map it is", lambda j: j.kind),
    ("the language of the map", lambda j: j.language),
    ("in what order the lanes stand", lambda j: [lane.label for lane in j.lanes.values()]),
    ("what some lanes are for", _lanes),
    ("hints, notes, colours and sizes of lanes", _looks),
    ("signs of channels, and channels that no card has", _channels),
    ("what some channels are called", _used),
    ("lines of a blueprint", lambda j: [(one.kind, one.label, one.hidden) for one in j.lines.values()]),
    ("arrows", lambda j: sorted((one.source, one.kind, one.label) for one in j.connectors.values())),
    ("whose curve an emotion curve is, how it is drawn and what it is called", _curves),
    ("emotion curves without points", lambda j: {one.curve for one in j.points.values()} == set(j.curves)),
    ("evidence of emotion points, and their marks beside moments of truth", lambda j: _signs(j)),
    ("that notes belong to cards without words", lambda j: any(one.note and not one.text for one in _placed(j))),
    ("colours of cards", lambda j: any(card.accent for card in j.cards.values())),
    ("widths of stages", lambda j: any(stage.width for stage in j.stages.values())),
    ("channels of personas", lambda j: any(one.channels for one in j.personas.values())),
    ("which questions the review leaves out", lambda j: j.review_off),
)


def _signs(journey: Journey) -> list[object]:
    return sorted(
        (one.id, sorted(one.marks), str(one.evidence))
        for one in journey.points.values()
        if journey.lanes[journey.curves[one.curve].lane].kind is LaneKind.EMOTION
    )
