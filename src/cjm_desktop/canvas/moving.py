"""Moving and resizing by keys: what is selected and a direction go in; edits that move it a place on come out.

Presses that follow each other on the same things are one step; a press back takes exactly the last one back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.placing import holds_cards
from cjm_desktop.canvas.walk import Step
from cjm_desktop.canvas.words import counted
from cjm_desktop.editing import cards, curve, lanes, metrics, stages, things
from cjm_desktop.editing.cards import clipped, rooms
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import cards_in_cell

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

_ALONG = {Step.LEFT: -1, Step.RIGHT: 1}
_DOWN = {Step.UP: -1, Step.DOWN: 1}
_BACK = {Step.LEFT: Step.RIGHT, Step.RIGHT: Step.LEFT, Step.UP: Step.DOWN, Step.DOWN: Step.UP}
#: How far a press moves an emotion point: a share of the stage's width, and of the scale from -2 to +2.
_ASIDE, _BETTER = 0.05, 0.25
#: By how much a press changes a column's width and a lane's least height, in layout units.
_SIZE = 20.0
_NARROWEST, _LOWEST = 60.0, 20.0

_Move = Callable[[Journey, MapLayout, Sequence[str], Step], Journey]


@dataclass(slots=True)
class _Run:
    """Presses that follow each other: on what, the way so far as (direction, journey before it), and where it led."""

    ids: tuple[str, ...]
    verb: str
    key: str
    after: Journey
    way: list[tuple[Step, Journey]] = field(default_factory=list)


class Moving:
    """What Alt and the arrow keys do with the selection."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._run: _Run | None = None
        self._numbers = count(1)

    def move(self, step: Step) -> bool:
        """Move what is selected a place on: cards by a place, a stage or a lane, stages and lanes by one, feelings a bit."""
        return self._go(step, "Move", _MOVES)

    def resize(self, step: Step) -> bool:
        """Make what is selected wider or narrower (cards by stages), higher or lower (lanes)."""
        return self._go(step, "Resize", _RESIZES)

    def _go(self, step: Step, verb: str, moves: dict[str, _Move]) -> bool:
        view = self._view
        view.commit_editing()
        session, layout, selected = view.session, view.sheet.layout, view.selection
        journey = session.journey
        kind = things.kind_of(journey, selected[-1]) if selected else ""
        if kind not in moves:
            return False
        ids = tuple(id_ for id_ in selected if things.kind_of(journey, id_) == kind)
        run = self._run
        if run is None or run.after is not journey or (run.ids, run.verb) != (ids, verb):
            run = self._run = _Run(ids, verb, f"{verb} by keys {next(self._numbers)}", journey)
        back = bool(run.way) and run.way[-1][0] is _BACK[step]
        after = run.way[-1][1] if back else moves[kind](journey, layout, ids, step)
        done = view.apply(Edit(f"{verb} {counted(journey, ids)}", after, selected, None, run.key))
        if done:
            if back:
                run.way.pop()
            else:
                run.way.append((step, journey))
            run.after = session.journey
        return done


def move_cards(journey: Journey, layout: MapLayout, ids: Sequence[str], step: Step) -> Journey:
    """Cards a stage along, or up and down: in their cell, at its end to the next lane; those of several cells by lanes."""
    homes = {id_: (card.lane, card.stage) for id_ in ids if (card := journey.cards[id_]).lane and card.stage}
    cells = set(homes.values())
    if len(cells) == 1 and step in _DOWN:
        ((lane, stage),) = cells
        if lane is not None and stage is not None:
            inside = _within(journey, list(homes), lane, stage, _DOWN[step])
            if inside is not None:
                return inside
    order = [box.stage.id for box in layout.stages]
    rows = [placed.box.lane.id for placed in layout.lanes if holds_cards(placed.box.lane)]
    across, down = _ALONG.get(step, 0), _DOWN.get(step, 0)
    landings: dict[str, tuple[str, str]] = {}
    for id_, (lane, stage) in homes.items():
        if lane not in rows or stage not in order:
            return journey
        row, column = rows.index(lane) + down, order.index(stage) + across
        if not (0 <= row < len(rows) and 0 <= column < len(order)):
            return journey
        landings[id_] = (rows[row], order[column])
    if len(cells) > 1 or not landings:
        return cards.spread_cards(journey, landings)
    ((lane, stage),) = cells
    ((to_lane, to_stage),) = set(landings.values())
    there = [card.id for card in cards_in_cell(journey, to_lane, to_stage)]
    if down:
        at = 0 if down > 0 else len(there)
    else:
        # The same place from the top, so that a row of cards keeps together.
        at = next(n for n, card in enumerate(cards_in_cell(journey, str(lane), str(stage))) if card.id in homes)
    return cards.move_cards(journey, list(homes), to_lane, to_stage, there[at] if at < len(there) else None)


def _within(journey: Journey, ids: Sequence[str], lane: str, stage: str, down: int) -> Journey | None:
    """Cards of one cell past their neighbour in it; None where they stand at its end already."""
    order = [card.id for card in cards_in_cell(journey, lane, stage)]
    places = [order.index(id_) for id_ in ids]
    if down < 0:
        before = min(places) - 1
        return cards.move_cards(journey, ids, lane, stage, order[before]) if before >= 0 else None
    behind = max(places) + 2
    if behind > len(order):
        return None
    return cards.move_cards(journey, ids, lane, stage, order[behind] if behind < len(order) else None)


def move_stages(journey: Journey, layout: MapLayout, ids: Sequence[str], step: Step) -> Journey:
    """Stages past their neighbour on the left or right."""
    place = _past([box.stage.id for box in layout.stages], list(journey.stages), ids, _ALONG.get(step, 0))
    return journey if place is None else stages.move_stages(journey, ids, place.before)


def move_lanes(journey: Journey, layout: MapLayout, ids: Sequence[str], step: Step) -> Journey:
    """Lanes past their neighbour above or below."""
    place = _past([placed.box.lane.id for placed in layout.lanes], list(journey.lanes), ids, _DOWN.get(step, 0))
    return journey if place is None else lanes.move_lanes(journey, ids, place.before)


@dataclass(frozen=True, slots=True)
class _Place:
    before: str | None


def _past(shown: Sequence[str], order: Sequence[str], ids: Sequence[str], by: int) -> _Place | None:
    """In front of what the ids go when they pass their shown neighbour; None where there is none."""
    places = [shown.index(id_) for id_ in ids if id_ in shown]
    if not by or not places:
        return None
    if by < 0:
        return _Place(shown[min(places) - 1]) if min(places) > 0 else None
    if max(places) + 1 >= len(shown):
        return None
    behind = order.index(shown[max(places) + 1]) + 1
    return _Place(order[behind] if behind < len(order) else None)


def move_points(journey: Journey, layout: MapLayout, ids: Sequence[str], step: Step) -> Journey:
    """Emotion points a bit along the journey, over the stages' edges, or a bit better or worse."""
    order = [box.stage.id for box in layout.stages]
    for id_ in ids:
        point = journey.points[id_]
        stage, position, value = point.stage, point.position, point.value
        if step in _DOWN:
            value = (value or 0.0) - _DOWN[step] * _BETTER
        elif stage in order:
            position = round(position + _ALONG[step] * _ASIDE, 3)
            beside = order.index(stage) + _ALONG[step]
            if not 0.0 <= position <= 1.0 and 0 <= beside < len(order):
                stage, position = order[beside], round(position - _ALONG[step], 3)
        journey = curve.move_point(journey, id_, stage, position, value)
    return journey


def move_metrics(journey: Journey, layout: MapLayout, ids: Sequence[str], step: Step) -> Journey:
    """Metrics to the stage beside."""
    order = [box.stage.id for box in layout.stages]
    columns = [order.index(journey.metrics[id_].stage) + _ALONG.get(step, 0) for id_ in ids]
    if step not in _ALONG or min(columns) < 0 or max(columns) >= len(order):
        return journey
    for id_, column in zip(ids, columns, strict=True):
        journey = metrics.update_metric(journey, id_, stage=order[column])
    return journey


def resize_cards(journey: Journey, _layout: MapLayout, ids: Sequence[str], step: Step) -> Journey:
    """Cards over a stage more or less."""
    room = rooms(journey)
    spans: dict[int, list[str]] = {}
    for id_ in ids:
        card = journey.cards[id_]
        span = max(1, clipped(card.span + _ALONG.get(step, 0), card.stage, room))
        if span != card.span:
            spans.setdefault(span, []).append(id_)
    for span, alike in spans.items():
        journey = cards.update_cards(journey, alike, span=span)
    return journey


def resize_stages(journey: Journey, layout: MapLayout, ids: Sequence[str], step: Step) -> Journey:
    """Columns wider or narrower."""
    widths = {box.stage.id: box.column.width for box in layout.stages}
    for id_ in ids:
        if id_ in widths and step in _ALONG:
            width = max(_NARROWEST, widths[id_] + _ALONG[step] * _SIZE)
            journey = stages.update_stage(journey, id_, width=width)
    return journey


def resize_lanes(journey: Journey, layout: MapLayout, ids: Sequence[str], step: Step) -> Journey:
    """Lanes higher or lower, though never lower than what stands in them."""
    heights = {placed.box.lane.id: placed.box.height for placed in layout.lanes}
    for id_ in ids:
        least = journey.lanes[id_].height
        if id_ not in heights or step not in _DOWN or (step is Step.UP and least is None):
            continue
        height = heights[id_] + _SIZE if step is Step.DOWN else max(_LOWEST, min(least or 0.0, heights[id_]) - _SIZE)
        journey = lanes.update_lane(journey, id_, height=height)
    return journey


_MOVES: dict[str, _Move] = {
    "card": move_cards,
    "stage": move_stages,
    "lane": move_lanes,
    "point": move_points,
    "metric": move_metrics,
}
_RESIZES: dict[str, _Move] = {"card": resize_cards, "stage": resize_stages, "lane": resize_lanes}
