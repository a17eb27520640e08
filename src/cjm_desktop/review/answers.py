"""A comparison of today with the future goes in; what becomes of each pain, and what answers it, come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Card, ConnectorKind, Evidence
from cjm_desktop.review.comparison import Comparison
from cjm_desktop.review.roles import OPPORTUNITY_ROLES, PAIN_ROLES

#: Lanes whose cards answer what hurts in their stage, if they came with the later map.
ANSWERING_ROLES = frozenset({"opportunities", "ideas", "vision", "enablers", "strengths"})


class How(StrEnum):
    """Why something is taken for an answer."""

    ARROW = "arrow"  #: an arrow says that it resolves the pain
    STAGE = "stage"  #: it stands in the same stage: something new that answers, else an opportunity from before


@dataclass(frozen=True, slots=True)
class Answer:
    """A pain of the map before: whether it is gone from the map after, and the cards that answer it there, and why."""

    pain: Card
    gone: bool
    by: tuple[tuple[Card, How], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still there and nothing answers it."""
        return not self.gone and not self.by


def answers(comparison: Comparison) -> tuple[Answer, ...]:
    """All pains of the map before, stage by stage."""
    before, after = comparison.before, comparison.after
    place = {id_: number for number, id_ in enumerate(before.stages)}
    pains = [card for card in before.cards.values() if is_pain(before, card)]
    pains.sort(key=lambda card: place[card.stage or ""])
    arrows = _arrows(after)
    near: dict[str, list[Card]] = {}
    for stands in (_is_new_answer, _is_opportunity):
        found: dict[str, list[Card]] = {}
        for card in after.cards.values():
            if card.stage is not None and stands(before, after, card):
                found.setdefault(card.stage, []).append(card)
        near = found | near
    return tuple(
        Answer(
            pain,
            _is_gone(after, pain),
            tuple(dict.fromkeys(_by(after, pain, arrows, near))),
        )
        for pain in pains
    )


def is_pain(journey: Journey, card: Card) -> bool:
    """Whether a card that stands on the map says what hurts."""
    lane = journey.lanes.get(card.lane or "")
    return lane is not None and card.stage is not None and lane.role in PAIN_ROLES and bool(card.text.strip())


def _is_gone(after: Journey, pain: Card) -> bool:
    card = after.cards.get(pain.id)
    lane = after.lanes.get(card.lane or "") if card else None
    # A map of the future may list what hurts today and goes.
    return lane is None or lane.role == "current_pain" or lane.role not in PAIN_ROLES


def _arrows(after: Journey) -> dict[str, list[Card]]:
    """The cards at the other end of arrows of the kind “resolves”, whichever way these were drawn."""
    found: dict[str, list[Card]] = {}
    for arrow in after.connectors.values():
        if arrow.kind is ConnectorKind.RESOLVES:
            for one, two in ((arrow.source, arrow.target), (arrow.target, arrow.source)):
                if not is_pain(after, after.cards[two]):
                    found.setdefault(one, []).append(after.cards[two])
    return found


def _by(
    after: Journey, pain: Card, arrows: dict[str, list[Card]], near: dict[str, list[Card]]
) -> Iterator[tuple[Card, How]]:
    pointed = arrows.get(pain.id, [])
    yield from ((card, How.ARROW) for card in pointed)
    if not pointed:
        # It may have gone to another stage, or to a lane of what hurt once.
        now = after.cards.get(pain.id)
        stage = pain.stage if now is None or now.stage is None else now.stage
        yield from ((card, How.STAGE) for card in near.get(stage or "", ()))


def _is_new_answer(before: Journey, after: Journey, card: Card) -> bool:
    """Whether a card is new and of the kind that answers."""
    lane = after.lanes.get(card.lane or "")
    if card.id in before.cards or lane is None or not card.text.strip() or lane.role in PAIN_ROLES:
        return False
    return lane.role in ANSWERING_ROLES or (card.evidence is not None and card.evidence.status is Evidence.PROPOSED)


def _is_opportunity(_before: Journey, after: Journey, card: Card) -> bool:
    """Whether a card says what could be done, whichever map it came with."""
    lane = after.lanes.get(card.lane or "")
    return lane is not None and lane.role in OPPORTUNITY_ROLES and bool(card.text.strip())
