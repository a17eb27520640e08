"""A journey goes in, findings come out: what a careful colleague would ask about it, each with its place and its reason.

A rule looks at the map as it stands and changes nothing. It speaks only of what the map sets out to hold: without a lane
of touchpoints nobody asks for touchpoints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cjm_desktop.model.catalogue import role_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of, parked_cards
from cjm_desktop.model.records import Card, ConnectorKind, Evidence, LaneKind, Proof, Stage

PAIN_ROLES = frozenset({"pains", "barriers", "frictions", "current_pain", "weaknesses"})
OPPORTUNITY_ROLES = frozenset({"opportunities", "ideas"})
OWNER_ROLES = frozenset({"owners"})

_OWNER_IN_BRACKETS = re.compile(r"\[[^\[\]]+\]\s*$")
_NAME_LENGTH = 40


class Severity(StrEnum):
    """How much a finding matters."""

    WARNING = "warning"  #: the map does not yet do what such a map is for
    HINT = "hint"  #: worth a look


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `rule` is a stable name, `place` the id of the record it is about ("" for the map), `why` the reason."""

    rule: str
    severity: Severity
    message: str
    place: str
    why: str


def findings(journey: Journey) -> tuple[Finding, ...]:
    """What every rule has to say, in the order of the rules and of the document."""
    return tuple(finding for found in one_by_one(journey) for finding in found)


def one_by_one(journey: Journey) -> Iterator[tuple[Finding, ...]]:
    """What each rule has to say, a rule at a time, for a caller that has other things to do in between."""
    return (tuple(rule(journey)) for rule in _RULES)


def _frame(journey: Journey) -> Iterator[Finding]:
    for field, why in (
        ("objective", "Without a question to answer nobody can say whether the map is finished."),
        ("scenario", "A journey is of one situation; another situation is another journey."),
    ):
        if not getattr(journey, field).strip():
            yield Finding(f"no-{field}", Severity.WARNING, f"the map has no {field}", "", why)
    if not journey.personas:
        why = "A journey is somebody's; without a persona it is an average of everybody."
        yield Finding("no-persona", Severity.WARNING, "the map has no persona", "", why)


def _empty_stages(journey: Journey) -> Iterator[Finding]:
    used = {stage for card in _placed(journey) for stage in _stages_of(journey, card)}
    used |= {point.stage for point in journey.points.values() if point.value is not None}
    used |= {metric.stage for metric in journey.metrics.values()}
    for stage in journey.stages.values():
        if stage.id not in used:
            why = "Either something happens there, or it is no stage of this journey."
            yield Finding("empty-stage", Severity.WARNING, f"stage {_of_stage(stage)} is empty", stage.id, why)


def _touchpoints(journey: Journey) -> Iterator[Finding]:
    # Contact with a brand in somebody's day is rare, and may be.
    lanes = {
        lane.id for lane in journey.lanes.values() if lane.kind is LaneKind.TOUCHPOINTS and lane.role != "brand_contact"
    }
    if not lanes:
        return
    met: set[str] = set()
    used: set[str] = set()
    for card in _placed(journey):
        stages = _stages_of(journey, card)
        used.update(stages)
        if card.lane in lanes or card.channel is not None:
            met.update(stages)
    for stage in journey.stages.values():
        if stage.id in used and stage.id not in met:
            why = "Where customer and organisation never meet, the organisation can neither help nor learn."
            yield Finding(
                "no-touchpoint", Severity.WARNING, f"stage {_of_stage(stage)} has no touchpoint", stage.id, why
            )


def _pains(journey: Journey) -> Iterator[Finding]:
    pains, opportunities = _cards_of_roles(journey, PAIN_ROLES), _cards_of_roles(journey, OPPORTUNITY_ROLES)
    if not any(lane.role in OPPORTUNITY_ROLES for lane in journey.lanes.values()):
        return
    answered = {stage for card in opportunities for stage in _stages_of(journey, card)}
    resolved = {
        connector.target for connector in journey.connectors.values() if connector.kind is ConnectorKind.RESOLVES
    }
    for card in pains:
        if card.id not in resolved and not answered.intersection(_stages_of(journey, card)):
            stage = journey.stages[card.stage or ""]
            yield Finding(
                "pain-without-opportunity",
                Severity.WARNING,
                f"{_of_card(journey, card)} in stage {_of_stage(stage)} has no opportunity beside it",
                card.id,
                "A pain that nobody answers is the reason for drawing the map.",
            )


def _emotions(journey: Journey) -> Iterator[Finding]:
    felt = {point.curve for point in journey.points.values() if point.value is not None}
    lanes = {journey.curves[curve].lane for curve in felt if curve in journey.curves}
    for lane in journey.lanes.values():
        if lane.kind is LaneKind.EMOTION and lane.id not in lanes:
            yield Finding(
                "no-emotions",
                Severity.WARNING,
                f"lane {_quoted(lane.label or lane.id)} has no values",
                lane.id,
                "The curve shows where to begin; an empty one shows nothing.",
            )


def _sources(journey: Journey) -> Iterator[Finding]:
    why = "What was observed can be looked up; what cannot be looked up is an assumption."
    claims: list[tuple[str, str, Proof | None]] = [
        *((_of_card(journey, card), card.id, card.evidence) for card in journey.cards.values()),
        *(
            (f"emotion point {_quoted(point.label or point.id)}", point.id, point.evidence)
            for point in journey.points.values()
        ),
        *(
            (f"metric {_quoted(metric.label or metric.id)}", metric.id, metric.evidence)
            for metric in journey.metrics.values()
        ),
    ]
    for name, place, proof in claims:
        if proof is not None and proof.status is Evidence.OBSERVED and not proof.source.strip():
            message = f"{name} is marked as observed but names no source"
            yield Finding("observed-without-source", Severity.WARNING, message, place, why)


def _owners(journey: Journey) -> Iterator[Finding]:
    answered = {stage for card in _cards_of_roles(journey, OWNER_ROLES) for stage in _stages_of(journey, card)}
    for card in _cards_of_roles(journey, OPPORTUNITY_ROLES):
        named = card.owner.strip() or _OWNER_IN_BRACKETS.search(card.text)
        if not named and not answered.intersection(_stages_of(journey, card)):
            yield Finding(
                "opportunity-without-owner",
                Severity.WARNING,
                f"{_of_card(journey, card)} has no owner",
                card.id,
                "What nobody answers for does not happen.",
            )


def _channels(journey: Journey) -> Iterator[Finding]:
    for card in journey.cards.values():
        if card.channel is not None and channel_of(journey, card) is None:
            yield Finding(
                "unknown-channel",
                Severity.WARNING,
                f"{_of_card(journey, card)} has the channel {_quoted(card.channel)}, which neither the map nor the program knows",
                card.id,
                "Its name and its icon cannot be shown.",
            )


def _parked(journey: Journey) -> Iterator[Finding]:
    for card in parked_cards(journey):
        message = f"card {_quoted(card.text or card.id)} waits in the parking lot"
        yield Finding("parked-card", Severity.HINT, message, card.id, "It stands in no cell, so no export shows it.")


def _conflicts(journey: Journey) -> Iterator[Finding]:
    count = len(journey.conflicts)
    if count:
        left = "1 conflict of a merge is" if count == 1 else f"{count:,} conflicts of a merge are"
        why = "The map holds one of two versions, and the other waits in the file: Map > Resolve Conflicts decides."
        yield Finding("open-conflict", Severity.WARNING, f"{left} not decided on", "", why)


_RULES: tuple[Callable[[Journey], Iterable[Finding]], ...] = (
    _frame,
    _empty_stages,
    _touchpoints,
    _pains,
    _emotions,
    _sources,
    _owners,
    _channels,
    _parked,
    _conflicts,
)


def _placed(journey: Journey) -> Iterator[Card]:
    return (card for card in journey.cards.values() if card.lane in journey.lanes and card.stage in journey.stages)


def _cards_of_roles(journey: Journey, roles: frozenset[str]) -> list[Card]:
    lanes = {lane.id for lane in journey.lanes.values() if lane.role in roles}
    return [card for card in _placed(journey) if card.lane in lanes]


def _stages_of(journey: Journey, card: Card) -> tuple[str, ...]:
    """The ids of the stages that a placed card covers."""
    if card.span == 1:
        return (card.stage or "",)
    ids = tuple(journey.stages)
    first = ids.index(card.stage or "")
    return ids[first : first + card.span]


def _of_stage(stage: Stage) -> str:
    return _quoted(stage.name or stage.id)


def _of_card(journey: Journey, card: Card) -> str:
    lane = journey.lanes.get(card.lane or "")
    word = role_of(lane).card_name.lower() if lane else "card"
    return f"{word} {_quoted(card.text or card.id)}"


def _quoted(name: str) -> str:
    flat = " ".join(name.split())
    return f"“{flat if len(flat) <= _NAME_LENGTH else flat[: _NAME_LENGTH - 1] + '…'}”"
