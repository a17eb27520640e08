"""A journey goes in; its numbers come out: feelings, weak touchpoints, moments of truth, channels, evidence, opportunities.

Only what the map says is counted: a stage without a point has no feeling, an opportunity without a priority no weight.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Card, Evidence, LaneKind, Mark
from cjm_desktop.review.roles import MOMENT_ROLES, OPPORTUNITY_ROLES, PAIN_ROLES
from cjm_desktop.review.rules.look import Look, says

#: Where something is a quick win: much impact for little effort.
MUCH, LITTLE = 4, 2
#: What a sign that something fails, or makes people wait, weighs beside the feeling there.
_FAIL, _WAIT = 0.75, 0.4


@dataclass(frozen=True, slots=True)
class Feeling:
    """What is felt in a stage: mean, lowest and highest value (-2 to +2) of its points; None where there are none."""

    stage: str
    name: str
    mean: float | None
    low: float | None
    high: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Contact:
    """A touchpoint: the mean feeling in its stages, and how many pains are named there."""

    card: str
    text: str
    stage: str
    channel: str
    feeling: float | None
    pains: int
    fails: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of truth: the id of its card or emotion point, and the feeling there."""

    place: str
    text: str
    stage: str
    feeling: float | None


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """How much of the journey a channel covers: its touchpoints, and the stages that they stand in."""

    channel: str
    name: str
    online: bool | None
    first: str
    touchpoints: int
    stages: int


@dataclass(frozen=True, slots=True)
class Shares:
    """How many cards, feelings and metrics are observed, assumed and proposed, and of how many nothing is said."""

    observed: int
    assumed: int
    proposed: int
    unsaid: int

    @property
    def all(self) -> int:
        return self.observed + self.assumed + self.proposed + self.unsaid

    @property
    def share(self) -> float:
        """The share, 0 to 1, of what was observed."""
        return self.observed / self.all if self.all else 0.0


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A card with an idea; impact and effort are 1 to 5, both None where nobody has weighed it.

    `number`, from 1, is its place on the map among all of them, so that it stays the same however they are weighed.
    """

    number: int
    card: str
    text: str
    stage: str
    owner: str
    impact: int | None
    effort: int | None

    @property
    def is_quick_win(self) -> bool:
        return self.impact is not None and self.effort is not None and self.impact >= MUCH and self.effort <= LITTLE


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of a map, stage by stage where they have one; `weakest` touchpoints begin with the worst."""

    mean: float | None
    stages: int
    feelings: tuple[Feeling, ...]
    weakest: tuple[Contact, ...]
    moments: tuple[Moment, ...]
    channels: tuple[ChannelUse, ...]
    evidence: Shares
    opportunities: tuple[Opportunity, ...]


def summary(journey: Journey, most: int = 8) -> Summary:
    """The numbers of a map, with at most so many weak touchpoints."""
    look = Look(journey)
    values: dict[str, list[float]] = {id_: [] for id_ in look.stage_ids}
    for points in look.felt.values():
        for point in points:
            values[point.stage].append(point.value or 0.0)
    feelings = tuple(
        Feeling(
            id_,
            _name(journey, id_),
            _mean(felt),
            min(felt, default=None),
            max(felt, default=None),
            len(felt),
        )
        for id_, felt in values.items()
    )
    means = {feeling.stage: feeling.mean for feeling in feelings}
    return Summary(
        _mean([value for felt in values.values() for value in felt]),
        len(look.stage_ids),
        feelings,
        _weakest(look, means, most),
        _moments(look, means),
        _channels(look),
        _shares(look),
        _opportunities(look),
    )


def _contacts(look: Look) -> list[Card]:
    lanes = {lane.id for lane in look.journey.lanes.values() if lane.kind is LaneKind.TOUCHPOINTS}
    return [card for card in look.placed if card.channel is not None or (card.lane in lanes and says(card))]


def _weakest(look: Look, means: dict[str, float | None], most: int) -> tuple[Contact, ...]:
    pains: dict[str, int] = {}
    for card in look.cards_of(PAIN_ROLES):
        if says(card):
            for stage in look.stages_of(card):
                pains[stage] = pains.get(stage, 0) + 1
    found: list[tuple[float, int, int, Card, float | None, bool, bool]] = []
    for card in _contacts(look):
        stages = look.stages_of(card)
        feeling = _mean([mean for stage in stages if (mean := means[stage]) is not None])
        fails, waits = Mark.FAIL_POINT in card.marks, Mark.WAIT_POINT in card.marks
        hurts = sum(pains.get(stage, 0) for stage in stages)
        if (feeling is not None and feeling < 0) or fails or waits:
            weight = (feeling or 0.0) - _FAIL * fails - _WAIT * waits
            found.append((weight, -hurts, len(found), card, feeling, fails, waits))
    found.sort(key=lambda one: one[:3])
    return tuple(
        Contact(
            card.id,
            card.text or card.id,
            _name(look.journey, card.stage),
            _channel_name(look.journey, card),
            feeling,
            -hurts,
            fails,
            waits,
        )
        for _, hurts, _, card, feeling, fails, waits in found[:most]
    )


def _moments(look: Look, means: dict[str, float | None]) -> tuple[Moment, ...]:
    journey, found = look.journey, list[tuple[int, Moment]]()
    of_role = {card.id for card in look.cards_of(MOMENT_ROLES) if says(card)}
    for card in look.placed:
        if card.id in of_role or Mark.MOMENT_OF_TRUTH in card.marks:
            stage = card.stage or ""
            moment = Moment(card.id, card.text or card.id, _name(journey, stage), means[stage])
            found.append((look.stage_numbers[stage], moment))
    for point in journey.points.values():
        if Mark.MOMENT_OF_TRUTH in point.marks and point.stage in look.stage_numbers:
            name = _name(journey, point.stage)
            moment = Moment(point.id, point.label or name, name, point.value)
            found.append((look.stage_numbers[point.stage], moment))
    found.sort(key=lambda one: one[0])
    return tuple(moment for _, moment in found)


def _channels(look: Look) -> tuple[ChannelUse, ...]:
    cards: dict[str, list[Card]] = {}
    for card in look.placed:
        if card.channel is not None:
            cards.setdefault(card.channel, []).append(card)
    found = []
    for id_, here in cards.items():
        channel = channel_of(look.journey, here[0])
        stages = {stage for card in here for stage in look.stages_of(card)}
        name = channel.name if channel is not None and channel.name else id_
        online = channel.online if channel is not None else None
        found.append(ChannelUse(id_, name, online, here[0].id, len(here), len(stages)))
    return tuple(sorted(found, key=lambda use: (-use.stages, -use.touchpoints)))


def _shares(look: Look) -> Shares:
    journey, counts = look.journey, dict[Evidence | None, int]()
    proofs = [card.evidence for card in look.placed if says(card)]
    proofs += [point.evidence for point in journey.points.values() if point.value is not None]
    proofs += [metric.evidence for metric in journey.metrics.values()]
    for proof in proofs:
        status = None if proof is None else proof.status
        counts[status] = counts.get(status, 0) + 1
    return Shares(*(counts.get(status, 0) for status in (*Evidence, None)))


def _opportunities(look: Look) -> tuple[Opportunity, ...]:
    """What gains the most for the least comes first, and what nobody has weighed last."""
    cards = [card for card in look.cards_of(OPPORTUNITY_ROLES) if says(card)]
    cards.sort(key=lambda card: look.stage_numbers[card.stage or ""])
    found = []
    for number, card in enumerate(cards, 1):
        weighed = card.priority
        impact, effort = (None, None) if weighed is None else (weighed.impact, weighed.effort)
        stage = _name(look.journey, card.stage)
        found.append(Opportunity(number, card.id, card.text or card.id, stage, card.owner, impact, effort))
    return tuple(
        sorted(found, key=lambda one: (one.impact is None, (one.effort or 0) - (one.impact or 0), -(one.impact or 0)))
    )


def _name(journey: Journey, stage: str | None) -> str:
    record = journey.stages[stage or ""]
    return record.name or record.id


def _channel_name(journey: Journey, card: Card) -> str:
    channel = channel_of(journey, card)
    return (channel.name if channel is not None else "") or card.channel or ""


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return sum(listed) / len(listed) if listed else None
