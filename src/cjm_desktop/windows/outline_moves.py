"""A drop in the outline: a journey, what is dropped and where go in; the edit that it means comes out, or None."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.lots import parked
from cjm_desktop.canvas.words import counted
from cjm_desktop.editing.cards import move_cards, spread_cards
from cjm_desktop.editing.lanes import move_lanes
from cjm_desktop.editing.personas import move_personas
from cjm_desktop.editing.stages import move_stages
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.outline_tree import PARKED, Key

_MOVES = {"stage": move_stages, "lane": move_lanes, "persona": move_personas}


def drop(journey: Journey, dragged: Sequence[Key], into: tuple[Key, ...], before: Key | None) -> Edit | None:
    """What a drop of rows of one kind means: `into` is the path of the row that holds the place, `before` what follows.

    Cards go into the cell; dropped on a stage they keep their lanes, on a lane their stages. Stages, lanes and personas
    go in front of one of their own kind, or last.
    """
    kinds = {key.kind for key in dragged}
    if len(kinds) != 1:
        return None
    (kind,) = kinds
    ids = tuple(key.id for key in dragged)
    if kind == "card":
        return _cards(journey, ids, into, before)
    if kind not in _MOVES:
        return None
    holder = into[-1].kind
    if kind == "persona" and holder != "personas":
        return None
    if holder == kind:
        # On a row of its own kind: in front of it.
        before = into[-1]
    elif before is not None and before.kind != kind:
        before = None
    return _edit(journey, "Move", ids, _MOVES[kind](journey, ids, None if before is None else before.id))


def _cards(journey: Journey, ids: tuple[str, ...], into: tuple[Key, ...], before: Key | None) -> Edit | None:
    if into[-1].kind == "card":
        # On a card: in front of it.
        into, before = into[:-1], into[-1]
    if into[-1] == PARKED:
        return replace(parked(journey, ids), select=ids)
    stage = next((key.id for key in into if key.kind == "stage"), None)
    lane = next((key.id for key in into if key.kind == "lane"), None)
    if lane is not None and not journey.lanes[lane].kind.holds_cards:
        return None
    if stage is not None and lane is not None:
        ahead = before.id if before is not None and before.kind == "card" else None
        return _edit(journey, "Move", ids, move_cards(journey, ids, lane, stage, ahead))
    if stage is None and lane is None:
        return None
    first_lane = next((one.id for one in journey.lanes.values() if one.kind.holds_cards and not one.hidden), None)
    first_stage = next(iter(journey.stages), None)
    cells: dict[str, tuple[str, str]] = {}
    for id_ in ids:
        card = journey.cards[id_]
        place = lane or card.lane or first_lane, stage or card.stage or first_stage
        if place[0] is None or place[1] is None:
            return None
        cells[id_] = place[0], place[1]
    return _edit(journey, "Move", ids, spread_cards(journey, cells))


def _edit(journey: Journey, word: str, ids: tuple[str, ...], after: Journey) -> Edit | None:
    return None if after is journey else Edit(f"{word} {counted(journey, ids)}", after, ids)
