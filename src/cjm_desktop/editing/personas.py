"""Personas: made, put in, moved, changed, removed; cards and curves that spoke of one stay and speak of nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.pictures import drop_unused
from cjm_desktop.editing.tables import (
    changed,
    chosen,
    insert_record,
    moved,
    replaced,
    require,
    unused_id,
    update_record,
    with_tables,
    without,
)
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Persona


def new_persona(journey: Journey, name: str = "", **fields: Any) -> Persona:
    """A persona, not yet in the map; the map's first is primary unless told otherwise. KeyError for an unknown portrait."""
    values = checked(Persona, {"name": name, "primary": not journey.personas, **fields})
    return _possible(journey, Persona(id=unused_id(journey, "persona"), **values))


def insert_persona(journey: Journey, persona: Persona, before: str | None = None) -> Journey:
    """The map with the persona; KeyError for an unknown portrait or `before`, ValueError for an id in use."""
    return insert_record(journey, "personas", _possible(journey, persona), before)


def move_personas(journey: Journey, ids: Iterable[str], before: str | None = None) -> Journey:
    """The map with the personas, in the order they have, in front of another one, or last; KeyError for unknown ids."""
    return with_tables(journey, personas=moved(journey.personas, ids, before))


def update_persona(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a persona's fields changed; KeyError for an unknown persona or portrait."""
    after = update_record(journey, "personas", id_, fields)
    _possible(journey, after.personas[id_])
    return after if "portrait" not in fields else drop_unused(after, [journey.personas[id_].portrait])


def remove_personas(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the personas and the portraits that only they had; KeyError for an unknown id."""
    gone = chosen(journey.personas, ids)
    if not gone:
        return journey
    alone = {"persona": None}
    after = with_tables(
        journey,
        personas=without(journey.personas, gone),
        cards=replaced(
            journey.cards, [changed(card, alone) for card in journey.cards.values() if card.persona in gone]
        ),
        curves=replaced(
            journey.curves, [changed(curve, alone) for curve in journey.curves.values() if curve.persona in gone]
        ),
    )
    return drop_unused(after, [journey.personas[id_].portrait for id_ in gone])


def _possible(journey: Journey, persona: Persona) -> Persona:
    require(journey.pictures, persona.portrait)
    return persona
