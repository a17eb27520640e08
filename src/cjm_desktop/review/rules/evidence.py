"""Rules about how we know: what was observed without a source, what is assumed, and feelings that nothing bears out."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.model.records import Evidence, MapKind, Proof
from cjm_desktop.review.roles import EVIDENCE_ROLES
from cjm_desktop.review.rules.feelings import curve_name
from cjm_desktop.review.rules.look import Look
from cjm_desktop.review.rules.rule import Hit, Named, Rule, Severity, Value, card_named, quoted


def _claims(look: Look) -> Iterator[tuple[str, Named, Proof | None]]:
    """Everything that can have evidence: its id, its name, and what is said of it."""
    journey = look.journey
    for card in journey.cards.values():
        if card.evidence is not None:
            yield card.id, card_named(journey, card), card.evidence
    for point in journey.points.values():
        yield point.id, Named("Emotion point", point.label or point.id), point.evidence
    for metric in journey.metrics.values():
        yield metric.id, Named("Metric", metric.label or metric.id), metric.evidence


def _observed(look: Look) -> Iterator[Hit]:
    for id_, name, proof in _claims(look):
        if proof is not None and proof.status is Evidence.OBSERVED and not proof.source.strip():
            yield Hit(id_, {"thing": name})


def _assumed(look: Look) -> Iterator[Hit]:
    assumed = [card.id for card in look.placed if _is_assumption(card.evidence)]
    if assumed:
        one = "1 card is an assumption without a source"
        yield Hit(assumed[0], {"count": len(assumed)}, tuple(assumed), one if len(assumed) == 1 else "")


def _feelings(look: Look) -> Iterator[Hit]:
    # What somebody is to feel one day cannot have been observed.
    if look.journey.kind is MapKind.FUTURE:
        return
    told = look.stages_with(EVIDENCE_ROLES)
    for curve, points in look.felt.items():
        bare = [point for point in points if point.stage not in told and not _bears_out(point.evidence)]
        if bare:
            values: dict[str, Value] = {"curve": quoted(curve_name(look.journey, curve))}
            values |= {"count": len(bare), "all": len(points)}
            whole = "nothing bears out the curve {curve}"
            yield Hit(bare[0].id, values, tuple(point.id for point in bare), whole if len(bare) == len(points) else "")


def _bears_out(proof: Proof | None) -> bool:
    """Whether it says where a feeling is known from; of what was observed without a source another rule speaks."""
    return proof is not None and (proof.status is Evidence.OBSERVED or bool(proof.source.strip()))


def _is_assumption(proof: Proof | None) -> bool:
    return proof is not None and proof.status is Evidence.ASSUMED and not proof.source.strip()


RULES: tuple[Rule, ...] = (
    Rule(
        "emotion-without-evidence",
        Severity.HINT,
        "Emotion without evidence",
        "nothing bears out {count} of {all} points of the curve {curve}",
        "A curve that was drawn in a meeting shows what we hope; one with evidence shows what people felt.",
        _feelings,
        field="evidence",
    ),
    Rule(
        "observed-without-source",
        Severity.WARNING,
        "Observed without a source",
        "{thing} is marked as observed but names no source",
        "What was observed can be looked up; what cannot be looked up is an assumption.",
        _observed,
        field="source",
    ),
    Rule(
        "assumed-without-source",
        Severity.HINT,
        "Assumptions",
        "{count} cards are assumptions without a source",
        "Assumptions are a good beginning; before anybody decides on them, somebody should ask a customer.",
        _assumed,
        field="source",
    ),
)
