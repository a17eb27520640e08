"""A journey in, the way through it out: the whole map, then stage by stage, and in each stage card by card.

What is presented and what the handout holds is this sequence. Lanes that are hidden or collapsed are not on it: whoever
folded them away does not want to speak of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Card, Lane, Metric


@dataclass(frozen=True, slots=True)
class Step:
    """A place of the walk: the whole map (neither stage nor thing), a stage, or a card or metric of a stage."""

    stage: str | None = None
    thing: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a lane holds in a stage, in document order; cards that reach into the stage from an earlier one are among them."""

    lane: Lane
    cards: tuple[Card, ...] = ()
    metrics: tuple[Metric, ...] = ()


def cells_by_stage(journey: Journey) -> dict[str, tuple[Cell, ...]]:
    """For each stage its cells that hold something, in the order of the lanes."""
    stages = list(journey.stages)
    index = {id_: n for n, id_ in enumerate(stages)}
    lanes = {id_: lane for id_, lane in journey.lanes.items() if not lane.hidden and not lane.collapsed}
    cards: dict[tuple[str, str], list[Card]] = defaultdict(list)
    metrics: dict[tuple[str, str], list[Metric]] = defaultdict(list)
    for card in journey.cards.values():
        if card.lane in lanes and card.stage in index:
            first = index[card.stage]
            for stage in stages[first : first + card.span]:
                cards[stage, card.lane].append(card)
    for metric in journey.metrics.values():
        if metric.lane in lanes:
            metrics[metric.stage, metric.lane].append(metric)
    return {
        stage: tuple(
            Cell(lane, tuple(cards.get((stage, lane.id), ())), tuple(metrics.get((stage, lane.id), ())))
            for lane in lanes.values()
            if (stage, lane.id) in cards or (stage, lane.id) in metrics
        )
        for stage in stages
    }


def walk(
    journey: Journey, cells: Mapping[str, Sequence[Cell]] | None = None, passed_over: Collection[str] = ()
) -> tuple[Step, ...]:
    """The steps in their order; `cells` are those of `cells_by_stage`, where they are known already.

    Cards `passed_over` (ids) are seen with their stage, but have no step of their own.

    A card that spans several stages has its step in the first.
    """
    steps = [Step()]
    if cells is None:
        cells = cells_by_stage(journey)
    for stage in journey.stages:
        steps.append(Step(stage))
        for cell in cells[stage]:
            steps += (Step(stage, card.id) for card in cell.cards if card.stage == stage and card.id not in passed_over)
            steps += (Step(stage, metric.id) for metric in cell.metrics)
    return tuple(steps)


def place_after(before: Sequence[Step], place: int, after: Sequence[Step]) -> int:
    """Where in the walk `after` an edit one stands who stood at `place` in the walk `before` it.

    At the same step where it still exists. Else, as near as can be in the same stage, rather behind than in front; and
    where the stage is gone, too, at what followed or preceded it.
    """
    where = {step: n for n, step in enumerate(after)}
    here = before[place]
    behind, in_front = before[place:], before[place::-1]

    def first(steps: Iterable[Step]) -> int | None:
        return next((where[step] for step in steps if step in where), None)

    for steps in (
        (step for step in behind if step.stage == here.stage),
        (step for step in in_front if step.stage == here.stage),
        behind,
        in_front,
    ):
        found = first(steps)
        if found is not None:
            return found
    return 0
