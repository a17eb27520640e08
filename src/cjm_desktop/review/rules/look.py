"""A map goes in; what several rules ask about it comes out, found once and when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Card, ConnectorKind, CurveStyle, EmotionPoint, LaneKind, Mark


@dataclass(frozen=True, slots=True)
class Said:
    """Of what the cards of some lanes speak: of whole stages, of parts of stages, or of single cards that arrows lead to."""

    stages: frozenset[str]
    parts: frozenset[str]  #: of sub-stages
    part_of: frozenset[str]  #: the stages in which these sub-stages are
    cards: frozenset[str]

    def covers(self, stages: Iterable[str], card: Card | None = None) -> bool:
        """Whether they speak of something that covers these stages: of a card, or (None) of what is no card."""
        within = tuple(stages)
        if not self.stages.isdisjoint(within) or (card is not None and card.id in self.cards):
            return True
        if card is not None and card.sub_stage is not None:
            return card.sub_stage in self.parts
        return not self.part_of.isdisjoint(within)


class Look:
    """A look at a map. `today` is given by whoever looks (None: nothing is said of dates), `touched` is the day on which
    the map was changed last, where it is known from elsewhere."""

    def __init__(self, journey: Journey, today: date | None = None, touched: date | None = None) -> None:
        self.journey = journey
        self.today, self.touched = today, touched

    @cached_property
    def stage_ids(self) -> tuple[str, ...]:
        return tuple(self.journey.stages)

    @cached_property
    def stage_numbers(self) -> dict[str, int]:
        """The place of each stage, from 0."""
        return {id_: number for number, id_ in enumerate(self.stage_ids)}

    @cached_property
    def placed(self) -> tuple[Card, ...]:
        """The cards that stand in a cell."""
        lanes, stages = self.journey.lanes, self.journey.stages
        return tuple(card for card in self.journey.cards.values() if card.lane in lanes and card.stage in stages)

    @cached_property
    def used_stages(self) -> frozenset[str]:
        """The stages in which something stands: a card, a feeling or a metric."""
        used = {stage for card in self.placed for stage in self.stages_of(card)}
        used |= {point.stage for point in self.journey.points.values() if point.value is not None}
        return frozenset(used | {metric.stage for metric in self.journey.metrics.values()})

    @cached_property
    def touchpoint_lanes(self) -> frozenset[str]:
        """The lanes in which customer and organisation meet; contact with a brand in somebody's day is rare, and may be."""
        lanes = self.journey.lanes.values()
        return frozenset(
            lane.id for lane in lanes if lane.kind is LaneKind.TOUCHPOINTS and lane.role != "brand_contact"
        )

    @cached_property
    def by_role(self) -> dict[str, list[Card]]:
        """The cards that stand in a cell, by their lanes' roles."""
        found: dict[str, list[Card]] = {}
        for card in self.placed:
            found.setdefault(self.journey.lanes[card.lane or ""].role, []).append(card)
        return found

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles of the map's lanes."""
        return frozenset(lane.role for lane in self.journey.lanes.values())

    @cached_property
    def arrows(self) -> frozenset[tuple[str, str]]:
        """Source and target of every arrow."""
        return frozenset((arrow.source, arrow.target) for arrow in self.journey.connectors.values())

    @cached_property
    def resolving(self) -> frozenset[str]:
        """Both ends of every arrow that says that something is resolved, whichever way it was drawn."""
        arrows = [one for one in self.journey.connectors.values() if one.kind is ConnectorKind.RESOLVES]
        return frozenset(id_ for arrow in arrows for id_ in (arrow.source, arrow.target))

    def has(self, roles: frozenset[str]) -> bool:
        """Whether the map has a lane of one of these roles."""
        return not roles.isdisjoint(self.roles)

    def cards_of(self, roles: frozenset[str]) -> list[Card]:
        """The cards in lanes of these roles, in the order of the document."""
        lists = [cards for role, cards in self.by_role.items() if role in roles]
        if len(lists) < 2:
            return lists[0] if lists else []
        chosen = {card.id for cards in lists for card in cards}
        return [card for card in self.placed if card.id in chosen]

    def stages_of(self, card: Card) -> tuple[str, ...]:
        """The ids of the stages that a placed card covers."""
        if card.span == 1:
            return (card.stage or "",)
        first = self.stage_numbers[card.stage or ""]
        return self.stage_ids[first : first + card.span]

    def stages_with(self, roles: frozenset[str]) -> set[str]:
        """The stages in which a card of these roles says something; an empty card says nothing."""
        return {stage for card in self.cards_of(roles) if says(card) for stage in self.stages_of(card)}

    def said_of(self, roles: frozenset[str], counts: Callable[[Card], bool] | None = None) -> Said:
        """Of what the cards of these roles speak that say something, or that `counts` takes for an answer.

        A card speaks of its stage; one in a sub-stage of that; one with an arrow to a card of another lane of this card.
        """
        told = [card for card in self.cards_of(roles) if (says(card) if counts is None else counts(card))]
        own = {card.id for card in self.cards_of(roles)}
        led: dict[str, set[str]] = {}
        for source, target in self.arrows if told else ():
            for one, other in ((source, target), (target, source)):
                if one in own and other not in own:
                    led.setdefault(one, set()).add(other)
        free = [card for card in told if card.id not in led]
        parts = [card for card in free if card.sub_stage is not None and card.span == 1]
        whole = [card for card in free if card.sub_stage is None or card.span > 1]
        return Said(
            frozenset(stage for card in whole for stage in self.stages_of(card)),
            frozenset(card.sub_stage for card in parts if card.sub_stage is not None),
            frozenset(card.stage for card in parts if card.stage is not None),
            frozenset(id_ for card in told for id_ in led.get(card.id, ())),
        )

    @cached_property
    def failing_stages(self) -> frozenset[str]:
        """The stages in which a card or a feeling bears the sign of a point of failure or of waiting: that names a pain."""
        bad = {Mark.FAIL_POINT, Mark.WAIT_POINT}
        found = {stage for card in self.placed if not bad.isdisjoint(card.marks) for stage in self.stages_of(card)}
        points = self.journey.points.values()
        return frozenset(found | {point.stage for point in points if not bad.isdisjoint(point.marks)})

    @cached_property
    def felt(self) -> dict[str, list[EmotionPoint]]:
        """The points that have a value, along the journey, by curve; of curves that are shown and no targets."""
        told = {
            curve.id: list[EmotionPoint]()
            for curve in self.journey.curves.values()
            if curve.style is CurveStyle.ACTUAL and not curve.hidden
        }
        for point in self.journey.points.values():
            if point.value is not None and point.curve in told and point.stage in self.stage_numbers:
                told[point.curve].append(point)
        for points in told.values():
            points.sort(key=lambda point: (self.stage_numbers[point.stage], point.position))
        return {curve: points for curve, points in told.items() if points}


def says(card: Card) -> bool:
    """Whether a card says or shows anything."""
    return bool(card.text.strip()) or card.picture is not None
