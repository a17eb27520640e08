"""Cards that wait in the parking lot, because they lack a lane or a stage, are put onto the map."""

from __future__ import annotations

from collections.abc import Collection

from cjm_desktop.editing.cards import move_cards
from cjm_desktop.editing.homes import is_open
from cjm_desktop.editing.lanes import insert_lane, new_lane
from cjm_desktop.editing.stages import insert_stage, new_stage
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import parked_cards


def put_parked_cards(journey: Journey, ids: Collection[str] | None = None) -> Journey:
    """The map with parked cards (of these ids; None: all) in cells: in the lane and stage that each still has, else in the first.

    The first lane is the first that takes cards where they are seen. A lane or a stage is made where the map has none.
    """
    parked = [card for card in parked_cards(journey) if ids is None or card.id in ids]
    if not parked:
        return journey
    lanes = [lane for lane in journey.lanes.values() if lane.kind.holds_cards]
    first_lane = next(filter(is_open, lanes), lanes[0] if lanes else None)
    if first_lane is None:
        first_lane = new_lane(journey, "actions")
        journey = insert_lane(journey, first_lane)
    first_stage = next(iter(journey.stages.values()), None)
    if first_stage is None:
        first_stage = new_stage(journey)
        journey = insert_stage(journey, first_stage)
    cells: dict[tuple[str, str], list[str]] = {}
    for card in parked:
        cells.setdefault((card.lane or first_lane.id, card.stage or first_stage.id), []).append(card.id)
    for (lane, stage), ids in cells.items():
        journey = move_cards(journey, ids, lane, stage)
    return journey
