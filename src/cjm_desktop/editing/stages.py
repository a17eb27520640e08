"""Stages: made, put in, moved, changed, removed, with the cards that span over them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cjm_desktop.editing.cards import clipped, remove_cards, rooms
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
from cjm_desktop.model.ids import fresh_id
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Stage, SubStage


def new_stage(journey: Journey, name: str = "") -> Stage:
    """A stage, not yet in the map."""
    return Stage(id=unused_id(journey, "stage"), name=name)


def new_sub_stage(stage: Stage, name: str = "") -> SubStage:
    """A sub-stage, not yet in the stage (`update_stage` puts it there)."""
    return SubStage(id=fresh_id("sub", {one.id for one in stage.sub_stages}), name=name)


def insert_stage(journey: Journey, stage: Stage, before: str | None = None) -> Journey:
    """The map with the stage in front of another one, or last.

    A card that spans over the place where it comes covers it too. KeyError for an unknown `before`, ValueError for an
    id in use.
    """
    after = insert_record(journey, "stages", stage, before)
    if before is None:
        return after
    place = {id_: n for n, id_ in enumerate(journey.stages)}
    new = place[before]
    wider = [
        changed(card, {"span": card.span + 1})
        for card in _spanning(journey)
        if card.stage is not None and place[card.stage] < new < place[card.stage] + card.span
    ]
    return with_tables(after, cards=replaced(journey.cards, wider))


def move_stages(journey: Journey, ids: Iterable[str], before: str | None = None) -> Journey:
    """The map with the stages, in the order they have, in front of another one, or last; KeyError for unknown ids.

    What stands in a stage goes with it. A card keeps the number of stages that it covers as far as the map reaches.
    """
    after = with_tables(journey, stages=moved(journey.stages, ids, before))
    if after is journey:
        return journey
    room = rooms(after)
    clipped_cards = [changed(card, {"span": clipped(card.span, card.stage, room)}) for card in _spanning(journey)]
    return with_tables(after, cards=replaced(journey.cards, clipped_cards))


def remove_stages(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the stages and what stands in them: cards with their connectors, points, metrics.

    A card that covers stages which stay shrinks to them, and moves to the first of them where its own goes. KeyError
    for an unknown id.
    """
    gone = chosen(journey.stages, ids)
    if not gone:
        return journey
    order = list(journey.stages)
    place = {id_: n for n, id_ in enumerate(order)}
    lost: list[str] = []
    kept: list[Card] = []
    for card in journey.cards.values():
        if card.stage is None or (card.span == 1 and card.stage not in gone):
            continue
        first = place[card.stage]
        covered = order[first : first + card.span]
        left = [id_ for id_ in covered if id_ not in gone]
        if not left and card.lane is None:
            kept.append(changed(card, {"stage": None, "sub_stage": None}))
        elif not left:
            lost.append(card.id)
        elif len(left) < len(covered):
            sub_stage = card.sub_stage if left[0] == card.stage else None
            kept.append(changed(card, {"stage": left[0], "sub_stage": sub_stage, "span": len(left)}))
    after = remove_cards(with_tables(journey, cards=replaced(journey.cards, kept)), lost)
    return with_tables(
        after,
        stages=without(journey.stages, gone),
        points=without(journey.points, [one.id for one in journey.points.values() if one.stage in gone]),
        metrics=without(journey.metrics, [one.id for one in journey.metrics.values() if one.stage in gone]),
        views=views_without(journey.views, "hidden_stages", gone),
    )


def insert_stages(journey: Journey, names: Iterable[str], before: str | None = None) -> tuple[Journey, tuple[str, ...]]:
    """The map with new stages of these names in front of the stage `before` or last, and their ids; KeyError for an unknown one."""
    made = []
    for name in names:
        stage = new_stage(journey, name)
        journey = insert_stage(journey, stage, before)
        made.append(stage.id)
    return journey, tuple(made)


def update_stage(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a stage's fields changed; KeyError for an unknown id, ValueError for a value it cannot have.

    Cards leave a sub-stage that the stage no longer has.
    """
    after = update_record(journey, "stages", id_, fields)
    if "sub_stages" not in fields or after is journey:
        return after
    known = {one.id for one in after.stages[id_].sub_stages}
    if len(known) < len(after.stages[id_].sub_stages):
        raise ValueError("two sub-stages of one stage have one id")
    leaving = [
        changed(card, {"sub_stage": None})
        for card in journey.cards.values()
        if card.stage == id_ and card.sub_stage is not None and card.sub_stage not in known
    ]
    return with_tables(after, cards=replaced(journey.cards, leaving))


def _spanning(journey: Journey) -> Iterable[Card]:
    cards: Table[Card] = journey.cards
    return (card for card in cards.values() if card.span > 1 and card.stage is not None)
