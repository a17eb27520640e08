"""Rules about what hurts and what answers it: pains, opportunities, and the changes of a future."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import MapKind
from cjm_desktop.model.saying import QT_TRANSLATE_NOOP
from cjm_desktop.review.roles import OPPORTUNITY_ROLES, OWNER_ROLES, PAIN_ROLES, PRIORITY_ROLES
from cjm_desktop.review.rules.filling import fill_cell, lane_of_roles
from cjm_desktop.review.rules.look import Look, says
from cjm_desktop.review.rules.rule import Finding, Fix, Fixed, Hit, Rule, Severity, card_named, stage_named

_OWNER_IN_BRACKETS = re.compile(r"(\[[^\[\]]+\]|［[^［］]+］|【[^【】]+】)\s*$")


def _unanswered(look: Look) -> Iterator[Hit]:
    if not look.has(OPPORTUNITY_ROLES):
        yield from _no_opportunities(look)
        return
    answered = look.stages_with(OPPORTUNITY_ROLES)
    for card in look.cards_of(PAIN_ROLES):
        if says(card) and card.id not in look.resolving and answered.isdisjoint(look.stages_of(card)):
            yield Hit(card.id, {"card": card_named(look.journey, card), "stage": stage_named(look, card.stage)})


def _no_opportunities(look: Look) -> Iterator[Hit]:
    """A map of today is drawn to be acted on; other maps may leave that to another one."""
    if look.journey.kind is MapKind.CURRENT:
        pains = [card for card in look.cards_of(PAIN_ROLES) if says(card) and card.id not in look.resolving]
        if pains:
            yield Hit(pains[0].id, template=QT_TRANSLATE_NOOP("review", "the map names pains and has no opportunities"))


def _answer(journey: Journey, finding: Finding) -> Fixed | None:
    return fill_cell(journey, lane_of_roles(journey, OPPORTUNITY_ROLES), journey.cards[finding.place].stage)


def _without_owner(look: Look) -> Iterator[Hit]:
    answered = look.said_of(OWNER_ROLES)
    for card in look.cards_of(OPPORTUNITY_ROLES):
        named = card.owner.strip() or _OWNER_IN_BRACKETS.search(card.text)
        if says(card) and not named and not answered.covers(look.stages_of(card), card):
            yield Hit(card.id, {"card": card_named(look.journey, card)})


def _without_priority(look: Look) -> Iterator[Hit]:
    weighed = look.said_of(PRIORITY_ROLES, lambda card: card.priority is not None or says(card))
    for card in look.cards_of(OPPORTUNITY_ROLES):
        if says(card) and card.priority is None and not weighed.covers(look.stages_of(card), card):
            yield Hit(card.id, {"card": card_named(look.journey, card)})


def _idle_changes(look: Look) -> Iterator[Hit]:
    if look.journey.kind is not MapKind.FUTURE:
        return
    # What leads to another map is answered there: the map of today, as a rule.
    changes = [
        card
        for card in look.cards_of(OPPORTUNITY_ROLES)
        if says(card) and card.id not in look.resolving and not any(link.leads_to_map for link in card.links)
    ]
    if not look.has(PAIN_ROLES):
        if changes and not any(link.leads_to_map for card in look.journey.cards.values() for link in card.links):
            none = QT_TRANSLATE_NOOP(
                "review", "the map of the future names no pain of today, so nobody sees what its changes answer"
            )
            yield Hit(changes[0].id, template=none)
        return
    hurting = look.stages_with(PAIN_ROLES)
    for card in changes:
        if hurting.isdisjoint(look.stages_of(card)):
            yield Hit(card.id, {"card": card_named(look.journey, card)})


def _name_pain(journey: Journey, finding: Finding) -> Fixed | None:
    return fill_cell(journey, lane_of_roles(journey, PAIN_ROLES), journey.cards[finding.place].stage)


RULES: tuple[Rule, ...] = (
    Rule(
        "pain-without-opportunity",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Pain without opportunity"),
        QT_TRANSLATE_NOOP("review", "{card} in stage {stage} has no opportunity beside it"),
        QT_TRANSLATE_NOOP("review", "A pain that is only named goes on hurting."),
        _unanswered,
        Fix(QT_TRANSLATE_NOOP("undo", "Add opportunity"), _answer, QT_TRANSLATE_NOOP("review", "Add Opportunity")),
    ),
    Rule(
        "opportunity-without-owner",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Opportunity without owner"),
        QT_TRANSLATE_NOOP("review", "{card} has no owner"),
        QT_TRANSLATE_NOOP("review", "What nobody answers for does not happen."),
        _without_owner,
        field="owner",
        counts=QT_TRANSLATE_NOOP(
            "review",
            "A card of an owner lane counts for its stage or sub-stage, one with arrows only for where they lead.",
        ),
    ),
    Rule(
        "opportunity-without-priority",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "Opportunity without priority"),
        QT_TRANSLATE_NOOP("review", "{card} has no priority"),
        QT_TRANSLATE_NOOP("review", "Without impact and effort, what is easy is done before what matters."),
        _without_priority,
        field="priority",
        counts=QT_TRANSLATE_NOOP(
            "review",
            "A card of a priority lane counts for its stage or sub-stage, one with arrows only for where they lead.",
        ),
    ),
    Rule(
        "change-without-pain",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Change that answers no pain"),
        QT_TRANSLATE_NOOP("review", "{card} answers no pain of today"),
        QT_TRANSLATE_NOOP("review", "A change that mends nothing costs as much as one that does."),
        _idle_changes,
        Fix(QT_TRANSLATE_NOOP("undo", "Add pain"), _name_pain, QT_TRANSLATE_NOOP("review", "Add Pain")),
    ),
)
