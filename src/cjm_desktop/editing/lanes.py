"""Lanes: made by their role, put in, moved, changed, removed with what stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cjm_desktop.editing.cards import remove_cards
from cjm_desktop.editing.curve import remove_curves
from cjm_desktop.editing.tables import (
    changed,
    chosen,
    insert_record,
    moved,
    replaced,
    unused_id,
    update_record,
    with_tables,
    without,
)
from cjm_desktop.editing.views import views_without
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Lane


def new_lane(journey: Journey, role: str, label: str | None = None) -> Lane:
    """A lane of a role of the catalogue, not yet in the map; KeyError for an unknown role.

    Without a label it has the role's own.
    """
    known = ROLES[role]
    return Lane(
        id=unused_id(journey, "lane"),
        kind=known.kind,
        role=role,
        label=known.label if label is None else label,
        hint=known.hint,
    )


def insert_lane(journey: Journey, lane: Lane, before: str | None = None) -> Journey:
    """The map with the lane above another one, or last; KeyError for an unknown `before`, ValueError for an id in use."""
    return insert_record(journey, "lanes", lane, before)


def move_lanes(journey: Journey, ids: Iterable[str], before: str | None = None) -> Journey:
    """The map with the lanes, in the order they have, above another one, or last; KeyError for unknown ids."""
    return with_tables(journey, lanes=moved(journey.lanes, ids, before))


def remove_lanes(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the lanes and what stands in them: cards with their connectors, curves with their points, metrics.

    KeyError for an unknown id.
    """
    gone = chosen(journey.lanes, ids)
    if not gone:
        return journey
    inside = [card for card in journey.cards.values() if card.lane in gone]
    parked = [changed(card, {"lane": None}) for card in inside if card.stage is None]
    after = with_tables(journey, cards=replaced(journey.cards, parked))
    after = remove_cards(after, [card.id for card in inside if card.stage is not None])
    after = remove_curves(after, [one.id for one in journey.curves.values() if one.lane in gone])
    return with_tables(
        after,
        lanes=without(journey.lanes, gone),
        metrics=without(journey.metrics, [one.id for one in journey.metrics.values() if one.lane in gone]),
        views=views_without(journey.views, "hidden_lanes", gone),
    )


def update_lane(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a lane's fields changed; KeyError for an unknown id, ValueError for a value it cannot have."""
    return update_record(journey, "lanes", id_, fields)
