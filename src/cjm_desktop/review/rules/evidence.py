"""Rules about how we know: what was observed without a source, what is assumed, and feelings that nothing bears out."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.model.records import Card, Evidence, MapKind, Proof
from cjm_desktop.model.saying import QT_TRANSLATE_NOOP
from cjm_desktop.review.roles import EVIDENCE_ROLES
from cjm_desktop.review.rules.feelings import curve_name
from cjm_desktop.review.rules.look import Look, says
from cjm_desktop.review.rules.rule import Hit, Named, Rule, Severity, Value, card_named, quoted


def _claims(look: Look) -> Iterator[tuple[str, Named, Proof | None]]:
    """Everything that can have evidence: its id, its name, and what is said of it."""
    journey = look.journey
    for card in journey.cards.values():
        if card.evidence is not None:
            yield card.id, card_named(journey, card), card.evidence
    for point in journey.points.values():
        yield point.id, Named(QT_TRANSLATE_NOOP("catalogue", "Emotion point"), point.label or point.id), point.evidence
    for metric in journey.metrics.values():
        yield metric.id, Named(QT_TRANSLATE_NOOP("catalogue", "Metric"), metric.label or metric.id), metric.evidence


def _observed(look: Look) -> Iterator[Hit]:
    for id_, name, proof in _claims(look):
        if proof is not None and proof.status is Evidence.OBSERVED and not proof.source.strip():
            yield Hit(id_, {"thing": name})


def _assumed(look: Look) -> Iterator[Hit]:
    assumed = [card.id for card in look.placed if _is_assumption(card.evidence)]
    if assumed:
        one = QT_TRANSLATE_NOOP("review", "1 card is an assumption without a source")
        yield Hit(assumed[0], {"count": len(assumed)}, tuple(assumed), one if len(assumed) == 1 else "")


def _feelings(look: Look) -> Iterator[Hit]:
    # What somebody is to feel one day cannot have been observed.
    if look.journey.kind is MapKind.FUTURE:
        return
    told = look.said_of(EVIDENCE_ROLES, _is_evidence)
    for curve, points in look.felt.items():
        bare = [point for point in points if not told.covers((point.stage,)) and not _bears_out(point.evidence)]
        if bare:
            values: dict[str, Value] = {"curve": quoted(curve_name(look.journey, curve))}
            values |= {"count": len(bare), "all": len(points)}
            whole = QT_TRANSLATE_NOOP("review", "nothing bears out the curve {curve}")
            yield Hit(bare[0].id, values, tuple(point.id for point in bare), whole if len(bare) == len(points) else "")


def _bears_out(proof: Proof | None) -> bool:
    """Whether it says where a feeling is known from; of what was observed without a source another rule speaks."""
    return proof is not None and (proof.status is Evidence.OBSERVED or bool(proof.source.strip()))


def _is_evidence(card: Card) -> bool:
    return says(card) and (card.evidence is None or _bears_out(card.evidence))


def _is_assumption(proof: Proof | None) -> bool:
    return proof is not None and proof.status is Evidence.ASSUMED and not proof.source.strip()


RULES: tuple[Rule, ...] = (
    Rule(
        "emotion-without-evidence",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "Emotion without evidence"),
        QT_TRANSLATE_NOOP("review", "nothing bears out {count} of {all} points of the curve {curve}"),
        QT_TRANSLATE_NOOP("review", "Without evidence a curve shows what we believe, not what people felt."),
        _feelings,
        field="evidence",
        counts=QT_TRANSLATE_NOOP(
            "review",
            "A card of an evidence lane counts for its stage, unless it is an assumption or its arrows lead elsewhere.",
        ),
    ),
    Rule(
        "observed-without-source",
        Severity.WARNING,
        QT_TRANSLATE_NOOP("review", "Observed without a source"),
        QT_TRANSLATE_NOOP("review", "{thing} is marked as observed but names no source"),
        QT_TRANSLATE_NOOP("review", "What nobody can look up is an assumption."),
        _observed,
        field="source",
    ),
    Rule(
        "assumed-without-source",
        Severity.HINT,
        QT_TRANSLATE_NOOP("review", "Assumptions"),
        QT_TRANSLATE_NOOP("review", "{count} cards are assumptions without a source"),
        QT_TRANSLATE_NOOP("review", "Before anybody decides on an assumption, somebody should ask a customer."),
        _assumed,
        field="source",
    ),
)
