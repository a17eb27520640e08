"""A map and the map that an import makes of an export of it go in; in words what differs comes out.

What `losses` tells by looking at the map alone is not looked at here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Card, LaneKind, Mark

_Said = Callable[[Journey], Any]


def changed_words(before: Journey, after: Journey, parts: Iterable[str] | None = None) -> list[str]:
    """What does not come back, one phrase each, of all or only some of `PARTS`."""
    keys = PARTS if parts is None else parts
    return [PARTS[key][0] for key in keys if PARTS[key][1](before) != PARTS[key][1](after)]


def unseen_words(journey: Journey) -> list[str]:
    """What stands in the map where nobody sees it, one phrase each."""
    lanes, words = journey.lanes, []
    if any(lanes[one.lane].kind is LaneKind.EMOTION for one in journey.cards.values() if one.lane and one.stage):
        words.append("cards in lanes that show none")
    if any(lanes[journey.curves[one.curve].lane].kind is not LaneKind.EMOTION for one in journey.points.values()):
        words.append("curves in lanes that show none")
    return words


def moved_words(before: Journey, after: Journey) -> list[str]:
    """The phrase for points that stand elsewhere in their stages than they did, if any does."""
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


def _signs(journey: Journey) -> list[tuple[str, list[Mark], str]]:
    return sorted(
        (one.id, sorted(one.marks), str(one.evidence))
        for one in journey.points.values()
        if journey.lanes[journey.curves[one.curve].lane].kind is LaneKind.EMOTION
    )


#: What is compared, and what it is called where it does not come back.
PARTS: dict[str, tuple[str, _Said]] = {
    "kind": ("which kind of map it is", lambda j: j.kind),
    "language": ("the language of the map", lambda j: j.language),
    "lane_order": ("in what order the lanes stand", lambda j: [lane.label for lane in j.lanes.values()]),
    "lane_roles": ("what some lanes are for", _lanes),
    "lane_looks": ("hints, notes, colours and sizes of lanes", _looks),
    "channel_signs": ("signs of channels, and channels that no card has", _channels),
    "channel_names": ("what some channels are called", _used),
    "lines": ("lines of a blueprint", lambda j: [(one.kind, one.label, one.hidden) for one in j.lines.values()]),
    "arrows": ("arrows", lambda j: sorted((one.source, one.kind, one.label) for one in j.connectors.values())),
    "curves": ("whose curve an emotion curve is, how it is drawn and what it is called", _curves),
    "empty_curves": (
        "emotion curves without points",
        lambda j: {one.curve for one in j.points.values()} == set(j.curves),
    ),
    "point_signs": ("evidence of emotion points, and their marks beside moments of truth", _signs),
    "note_cards": (
        "that notes belong to cards without words",
        lambda j: any(one.note and not one.text for one in _placed(j)),
    ),
    "card_colours": ("colours of cards", lambda j: any(card.accent for card in j.cards.values())),
    "stage_widths": ("widths of stages", lambda j: any(stage.width for stage in j.stages.values())),
    "persona_channels": ("channels of personas", lambda j: any(one.channels for one in j.personas.values())),
    "review_off": ("which questions the review leaves out", lambda j: j.review_off),
}
