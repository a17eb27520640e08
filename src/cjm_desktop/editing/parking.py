"""Cards that wait in the parking lot, because they lack a lane or a stage, are put onto the map."""

from __future__ import annotations

from cjm_desktop.editing.cards import move_cards
from cjm_desktop.editing.lanes import insert_lane, new_lane
from cjm_desktop.editing.stages import insert_stage, new_stage
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import parked_cards
from cjm_desktop.model.records import LaneKind

_CARDLESS = (LaneKind.EMOTION, LaneKind.METRIC)


def put_parked_cards(journey: Journey) -> Journey:
    """The map with every parked card in a cell: in the lane and the stage that it still has, else in the first ones.

    The first lane is the first that is shown and holds cards. A lane or a stage is made where the map has none.
    """
    parked = parked_cards(journey)
    if not parked:
        return journey
    lanes = [lane for lane in journey.lanes.values() if lane.kind not in _CARDLESS]
    first_lane = next((lane for lane in lanes if not lane.hidden), lanes[0] if lanes else None)
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
