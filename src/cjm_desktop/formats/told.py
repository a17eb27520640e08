"""A map goes in; what its documents (a page, a text, slides) tell comes out: heads with texts, cells in order, signs of cards.

The words that a document puts beside the map's own are English here. `Said` gives them in the map's language: the same
English sentence goes in that `layout` puts onto a drawing, so that paper and page agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import is_parked
from cjm_desktop.model.records import (
    Card,
    Connector,
    EmotionPoint,
    Evidence,
    Lane,
    LineKind,
    MapKind,
    Mark,
    Metric,
    Persona,
    Stage,
)

#: An English sentence in, the same in the map's language out; what it does not know it gives back.
Said = Callable[[str], str]

UNTITLED, UNTITLED_LANE, UNTITLED_STAGE, PERSONA = "Untitled map", "Lane", "Stage", "Persona"
PERSONAS, SOURCES, NOTES = "Personas", "Sources", "Notes"
CURVE, TARGET = "Curve {}", "target {}"
CUSTOMER_GOAL, BUSINESS_GOAL = "Customer goal: {}", "Business goal: {}"
GOALS_COINCIDE, GOALS_DIFFER = "the two goals coincide", "the two goals do not coincide"
LEVELS: tuple[tuple[float, str], ...] = ((2.0, "Delighted"), (0.0, "Neutral"), (-2.0, "Frustrated"))
LINES: dict[LineKind, str] = {
    LineKind.INTERACTION: "Line of interaction",
    LineKind.VISIBILITY: "Line of visibility",
    LineKind.INTERNAL_INTERACTION: "Line of internal interaction",
}
_KINDS: dict[MapKind, str] = {
    MapKind.CURRENT: "Current state",
    MapKind.DAY: "A day in the life",
    MapKind.FUTURE: "Future state",
    MapKind.BLUEPRINT: "Service blueprint",
}
_MARKS: dict[Mark, str] = {
    Mark.MOMENT_OF_TRUTH: "moment of truth",
    Mark.FAIL_POINT: "fail point",
    Mark.WAIT_POINT: "wait point",
}
_EVIDENCE: dict[Evidence, str] = {Evidence.ASSUMED: "assumption", Evidence.PROPOSED: "proposal"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a lane holds in a stage: cards and metrics in document order, emotion points from left to right."""

    cards: tuple[Card, ...] = ()
    points: tuple[EmotionPoint, ...] = ()
    metrics: tuple[Metric, ...] = ()


EMPTY = Cell()


def head_of(sentence: str, said: Said) -> str:
    """What stands before the place of a sentence such as “Owner: {}”."""
    return said(sentence).replace("{}", "").strip(" :\u00a0\u202f\uff1a")


def title_of(journey: Journey, said: Said) -> str:
    return one_line(journey.title) or said(UNTITLED)


def stage_name(journey: Journey, stage: Stage, said: Said) -> str:
    return one_line(stage.name) or f"{said(UNTITLED_STAGE)} {list(journey.stages).index(stage.id) + 1}"


def lane_name(journey: Journey, lane: Lane, said: Said) -> str:
    return one_line(lane.label) or f"{said(UNTITLED_LANE)} {list(journey.lanes).index(lane.id) + 1}"


def one_line(text: str) -> str:
    return " ".join(text.split())


def lanes_told(journey: Journey) -> tuple[Lane, ...]:
    """The lanes that are not hidden."""
    return tuple(lane for lane in journey.lanes.values() if not lane.hidden)


def cells(journey: Journey) -> Mapping[tuple[str, str], Cell]:
    """By lane and stage what stands there; a card that spans stages stands in its first. Hidden curves are left out."""
    cards: dict[tuple[str, str], list[Card]] = defaultdict(list)
    points: dict[tuple[str, str], list[EmotionPoint]] = defaultdict(list)
    metrics: dict[tuple[str, str], list[Metric]] = defaultdict(list)
    for card in journey.cards.values():
        if card.lane is not None and card.stage is not None:
            cards[card.lane, card.stage].append(card)
    for point in sorted(journey.points.values(), key=lambda one: one.position):
        curve = journey.curves[point.curve]
        if not curve.hidden:
            points[curve.lane, point.stage].append(point)
    for metric in journey.metrics.values():
        metrics[metric.lane, metric.stage].append(metric)
    return {
        place: Cell(tuple(cards.get(place, ())), tuple(points.get(place, ())), tuple(metrics.get(place, ())))
        for place in (*cards, *points, *metrics)
    }


def facts(journey: Journey, said: Said) -> Iterator[tuple[str, str]]:
    """Heads and texts of the map itself; without those that say nothing."""
    for sentence, text in (
        ("scope: {}", journey.scope),
        ("Objective: {}", journey.objective),
        ("Expectations: {}", journey.expectations),
        (
            "Owner: {}",
            " · ".join(part.strip() for part in (journey.owner, journey.date, journey.revision) if part.strip()),
        ),
    ):
        if text.strip():
            head = head_of(sentence, said)
            yield head[:1].upper() + head[1:], text.strip()


def under_title(journey: Journey, said: Said) -> str:
    """The kind of the map and its scenario."""
    kind = said(_KINDS[journey.kind]) if journey.kind in _KINDS else ""
    return " · ".join(part for part in (kind, journey.scenario.strip()) if part)


def persona_name(persona: Persona, said: Said) -> str:
    return one_line(persona.name) or said(PERSONA)


def persona_facts(journey: Journey, persona: Persona, said: Said) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Heads and items of a persona, beside name, archetype and quote; without those that say nothing."""
    for head, items in (
        ("About", (persona.demographics,)),
        ("Needs", persona.needs),
        ("Wants", persona.wants),
        ("Motives", persona.motives),
        ("Behaviours", persona.behaviours),
        ("Goals", persona.goals),
        ("Frustrations", persona.frustrations),
        ("Channels", tuple(_channel_name(journey, one) for one in persona.channels)),
        ("Note", (persona.note,)),
    ):
        told = tuple(item.strip() for item in items if item.strip())
        if told:
            yield said(head), told


def signs(journey: Journey, card: Card, said: Said) -> Iterator[str]:
    """In short texts what a card says beside its text and channel."""
    persona = journey.personas.get(card.persona or "")
    if persona is not None and len(journey.personas) > 1:
        yield persona_name(persona, said)
    yield from (said(_MARKS[mark]) for mark in card.marks)
    if card.evidence is not None:
        yield proof(card, said)
    if card.owner.strip():
        yield said("Owner: {}").format(one_line(card.owner))
    if card.duration.strip():
        yield one_line(card.duration)
    if card.priority is not None:
        yield said("impact {} × effort {}").format(card.priority.impact, card.priority.effort)
    yield from (f"#{one_line(tag)}" for tag in card.tags if tag.strip())
    if card.votes:
        yield f"▲ {card.votes}"
    if card.span > 1 and card.stage is not None and card.stage in journey.stages:
        stages = list(journey.stages.values())
        last = stages[min(list(journey.stages).index(card.stage) + card.span, len(stages)) - 1]
        yield f"→ {stage_name(journey, last, said)}"


def proof(record: Card | EmotionPoint | Metric, said: Said) -> str:
    """How a thing is known: status, source and number, as far as they are told."""
    if record.evidence is None:
        return ""
    known = record.evidence
    count = "" if known.count is None else f"n = {known.count}"
    spread = "" if known.spread is None else f"± {number(round(known.spread, 2))}"
    return ", ".join(
        part for part in (said(_EVIDENCE.get(known.status, "")), one_line(known.source), count, spread) if part
    )


def marks(point: EmotionPoint, said: Said) -> str:
    return ", ".join(said(_MARKS[mark]) for mark in point.marks)


def number(value: float) -> str:
    """A number as people write it, without needless digits."""
    return f"{value:.12g}".replace("-", "−")


def feeling(value: float) -> str:
    """An emotion with its sign: +1.5, 0, −2."""
    return ("+" if value > 0 else "") + number(round(value, 2))


def metric_value(metric: Metric, said: Said) -> str:
    """Value, unit and target; a dash where the value is missing."""
    told = "–" if metric.value is None else f"{number(metric.value)} {one_line(metric.unit)}".strip()
    target = "" if metric.target is None else said(TARGET).format(number(metric.target))
    return f"{told} ({target})" if target else told


def curve_name(journey: Journey, id_: str, said: Said) -> str:
    """A curve's label, or whose it is, or its number."""
    curve = journey.curves[id_]
    persona = journey.personas.get(curve.persona or "")
    named = one_line(curve.label) or ("" if persona is None else one_line(persona.name))
    return named or said(CURVE).format(list(journey.curves).index(id_) + 1)


def arrows(journey: Journey) -> Mapping[str, tuple[Connector, ...]]:
    """The arrows by the card that they leave."""
    found: dict[str, list[Connector]] = defaultdict(list)
    for connector in journey.connectors.values():
        found[connector.source].append(connector)
    return {id_: tuple(ones) for id_, ones in found.items()}


def line_before(journey: Journey) -> Mapping[str, tuple[str, ...]]:
    """By lane the names of the blueprint's lines that run above it."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in journey.lines.values():
        below = next((lane for lane in lanes_told(journey) if lane.role in line.before), None)
        if below is not None and not line.hidden:
            found[below.id].append(one_line(line.label) or LINES[line.kind])
    return {id_: tuple(names) for id_, names in found.items()}


def notes_told(journey: Journey, said: Said) -> Iterator[tuple[str, str]]:
    """Where something is noted, and the note: of the map, its stages, its lanes and its cards."""
    if journey.note.strip():
        yield title_of(journey, said), journey.note.strip()
    for stage in journey.stages.values():
        if stage.note.strip():
            yield stage_name(journey, stage, said), stage.note.strip()
    for lane in lanes_told(journey):
        if lane.note.strip():
            yield lane_name(journey, lane, said), lane.note.strip()
    shown = {lane.id for lane in lanes_told(journey)}
    for card in journey.cards.values():
        if card.note.strip() and card.lane in shown and card.stage is not None:
            yield card_name(journey, card), card.note.strip()


def card_name(journey: Journey, card: Card) -> str:
    """A card in a line: the beginning of its text, or its channel."""
    text = one_line(card.text) or (_channel_name(journey, card.channel) if card.channel else "") or "–"
    return text if len(text) <= 80 else text[:79] + "…"


def left_out(journey: Journey, what: str) -> tuple[str, ...]:
    """In sentences which things of the map a document does not tell; `what` it is, such as “the page”."""
    told = []
    hidden = [lane for lane in journey.lanes.values() if lane.hidden]
    if hidden:
        names = ", ".join(f"“{lane_name(journey, lane, str)}”" for lane in hidden[:4])
        others = f" and {len(hidden) - 4:,} more" if len(hidden) > 4 else ""
        told.append(f"Lanes that are hidden on the map are not in {what}: {names}{others}.")
    waiting = sum(map(is_parked, journey.cards.values()))
    if waiting:
        cards = "1 card" if waiting == 1 else f"{waiting:,} cards"
        told.append(f"The parking lot is not in {what}: {cards}.")
    return tuple(told)


def _channel_name(journey: Journey, id_: str) -> str:
    known = journey.channels.get(id_) or CHANNELS.get(id_)
    return known.name if known is not None and known.name else id_
