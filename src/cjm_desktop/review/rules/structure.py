"""Rules about stages and lanes: what happens where, whose goals are met, and what a service blueprint needs."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.editing.lines import show_line
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import parked_cards
from cjm_desktop.model.records import Card, LaneKind, LineKind, MapKind
from cjm_desktop.model.saying import QT_TRANSLATE_NOOP
from cjm_desktop.review.roles import BACKSTAGE_ROLES, FRONTSTAGE_ROLES, OPPORTUNITY_ROLES
from cjm_desktop.review.rules.filling import fill_cell, lane_of_kind, lane_of_roles
from cjm_desktop.review.rules.look import Look, says
from cjm_desktop.review.rules.rule import (
    Finding,
    Fix,
    Fixed,
    Hit,
    Named,
    Rule,
    Severity,
    Value,
    card_named,
    quoted,
    stage_named,
)

_LINES = {
    LineKind.INTERACTION: QT_TRANSLATE_NOOP("review", "the blueprint has no line of interaction"),
    LineKind.VISIBILITY: QT_TRANSLATE_NOOP("review", "the blueprint has no line of visibility"),
    LineKind.INTERNAL_INTERACTION: QT_TRANSLATE_NOOP("review", "the blueprint has no line of internal interaction"),
}


def _empty_stages(look: Look) -> Iterator[Hit]:
    for id_ in look.stage_ids:
        if id_ not in look.used_stages:
            yield Hit(id_, {"stage": stage_named(look, id_)})


def _no_touchpoint(look: Look) -> Iterator[Hit]:
    lanes = look.touchpoint_lanes
    met = {
        stage
        for card in look.placed
        if card.channel is not None or (card.lane in lanes and says(card))
        for stage in look.stages_of(card)
    }
    if lanes:
        for id_ in look.stage_ids:
            if id_ in look.used_stages and id_ not in met:
                yield Hit(id_, {"stage": stage_named(look, id_)})
    elif look.journey.kind is MapKind.CURRENT and look.used_stages and not met:
        yield Hit("", template=QT_TRANSLATE_NOOP("review", "the map has no touchpoints"))


def _add_touchpoint(journey: Journey, finding: Finding) -> Fixed | None:
    return fill_cell(journey, lane_of_kind(journey, LaneKind.TOUCHPOINTS), finding.place)


def _goals_differ(look: Look) -> Iterator[Hit]:
    answered = look.stages_with(OPPORTUNITY_ROLES)
    for stage in look.journey.stages.values():
        if stage.goals_coincide is False and stage.id not in answered:
            yield Hit(stage.id, {"stage": stage_named(look, stage.id)})


def _bring_together(journey: Journey, finding: Finding) -> Fixed | None:
    return fill_cell(journey, lane_of_roles(journey, OPPORTUNITY_ROLES), finding.place)


def _lines(look: Look) -> Iterator[Hit]:
    journey = look.journey
    if journey.kind is not MapKind.BLUEPRINT:
        return
    shown = {lane.role for lane in journey.lanes.values() if not lane.hidden}
    for kind, template in _LINES.items():
        here = [line for line in journey.lines.values() if line.kind is kind and not line.hidden]
        if not here:
            yield Hit("", data=(kind.value,), template=template)
        elif shown.isdisjoint(role for line in here for role in line.before):
            yield Hit(
                "",
                {"line": quoted(here[0].label or here[0].id)},
                template=QT_TRANSLATE_NOOP("review", "{line} has no lane to stand above"),
            )


def _show_line(journey: Journey, finding: Finding) -> Fixed | None:
    return Fixed(show_line(journey, LineKind(finding.data[0]), True)) if finding.data else None


def _backstage(look: Look) -> Iterator[Hit]:
    steps = [card for card in look.cards_of(BACKSTAGE_ROLES) if says(card)]
    if not steps:
        return
    # Where the map does not say who stands in front, customers meet what works behind at its touchpoints.
    met = [] if look.has(FRONTSTAGE_ROLES) else [card for card in look.placed if card.lane in look.touchpoint_lanes]
    front = {card.id for card in (*look.cards_of(FRONTSTAGE_ROLES), *met)}
    seen = look.stages_with(FRONTSTAGE_ROLES) | {stage for card in met if says(card) for stage in look.stages_of(card)}
    tied = {one for one, two in look.arrows if two in front} | {two for one, two in look.arrows if one in front}
    alone: dict[str, list[Card]] = {}
    for card in steps:
        if card.id not in tied and seen.isdisjoint(look.stages_of(card)):
            alone.setdefault(card.stage or "", []).append(card)
    for stage, cards in alone.items():
        values: dict[str, Value] = {
            "card": card_named(look.journey, cards[0]),
            "stage": stage_named(look, stage),
            "count": len(cards),
        }
        one = QT_TRANSLATE_NOOP("review", "{card} in stage {stage} has no frontstage step")
        yield Hit(cards[0].id, values, template=one if len(cards) == 1 else "")


def _add_frontstage(journey: Journey, finding: Finding) -> Fixed | None:
    lane = lane_of_roles(journey, FRONTSTAGE_ROLES)
    return fill_cell(journey, lane, journey.cards[finding.place].stage)


def _parked(look: Look) -> Iterator[Hit]:
    for card in parked_cards(look.journey):
        yield Hit(card.id, {"card": Named(QT_TRANSLATE_NOOP("catalogue", "Card"), card.text or card.id)})


RULES: tuple[Rule, ...] = (
    Rule(
        "empty-stage",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Empty stage"),
        QT_TRANSLATE_NOOP("review", "stage {stage} is empty"),
        QT_TRANSLATE_NOOP("review", "Either something happens there, or it is no stage of this journey."),
        _empty_stages,
    ),
    Rule(
        "no-touchpoint",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Stage without touchpoint"),
        QT_TRANSLATE_NOOP("review", "stage {stage} has no touchpoint"),
        QT_TRANSLATE_NOOP(
            "review", "Where customer and organisation never meet, the organisation can neither help nor learn."
        ),
        _no_touchpoint,
        Fix(
            QT_TRANSLATE_NOOP("undo", "Add touchpoint"), _add_touchpoint, QT_TRANSLATE_NOOP("review", "Add Touchpoint")
        ),
    ),
    Rule(
        "goals-differ",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Goals that do not coincide"),
        QT_TRANSLATE_NOOP(
            "review",
            "in stage {stage} the goals of customer and business do not coincide, and no opportunity brings them together",
        ),
        QT_TRANSLATE_NOOP(
            "review", "Where the two want different things, the customer loses first and the business later."
        ),
        _goals_differ,
        Fix(
            QT_TRANSLATE_NOOP("undo", "Add opportunity"),
            _bring_together,
            QT_TRANSLATE_NOOP("review", "Add Opportunity"),
        ),
        field="goals_coincide",
    ),
    Rule(
        "missing-line",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Blueprint without a line"),
        QT_TRANSLATE_NOOP("review", "the blueprint lacks a line"),
        QT_TRANSLATE_NOOP(
            "review", "The three lines tell apart what customers meet, what they see and what they never see."
        ),
        _lines,
        Fix(QT_TRANSLATE_NOOP("undo", "Show line"), _show_line, QT_TRANSLATE_NOOP("review", "Show Line")),
        field="lines",
    ),
    Rule(
        "backstage-alone",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Backstage without frontstage"),
        QT_TRANSLATE_NOOP("review", "{count} backstage steps in stage {stage} have no frontstage step"),
        QT_TRANSLATE_NOOP("review", "Work behind the scenes serves customers only through a step that they meet."),
        _backstage,
        Fix(
            QT_TRANSLATE_NOOP("undo", "Add frontstage step"),
            _add_frontstage,
            QT_TRANSLATE_NOOP("review", "Add Frontstage Step"),
        ),
    ),
    Rule(
        "parked-card",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "Card in the parking lot"),
        QT_TRANSLATE_NOOP("review", "{card} waits in the parking lot"),
        QT_TRANSLATE_NOOP("review", "It stands in no cell, so no export shows it."),
        _parked,
    ),
)
