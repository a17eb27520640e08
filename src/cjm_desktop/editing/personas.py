"""Personas: made, put in, taken in from elsewhere, moved, changed, removed; cards and curves that spoke of one stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from cjm_desktop.editing.curve import home_of_curves, insert_curve, new_curve, remove_curves
from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.lanes import insert_lane, new_lane
from cjm_desktop.editing.pictures import drop_unused, insert_picture
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
from cjm_desktop.editing.views import views_without
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import find
from cjm_desktop.model.records import Channel, Crop, Persona, Picture


class Ties(NamedTuple):
    """How many cards, emotion curves and points of these curves speak of a persona."""

    cards: int
    curves: int
    points: int


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


def copy_persona(journey: Journey, id_: str, name: str) -> tuple[Journey, str]:
    """The map with a copy of a persona after it, under another name, and the copy's id; it is not primary, and cards and
    curves stay with the first. KeyError for an unknown id."""
    order = list(journey.personas)
    require(journey.personas, id_)
    after = order[order.index(id_) + 1 :]
    fields = checked(Persona, {"name": name})
    copy = journey.personas[id_].model_copy(update={"id": unused_id(journey, "persona"), "primary": False, **fields})
    return insert_persona(journey, copy, after[0] if after else None), copy.id


def take_in_persona(
    journey: Journey, persona: Persona, portrait: Picture | None = None, channels: Iterable[Channel] = ()
) -> tuple[Journey, str]:
    """The map with a persona from elsewhere (a file), last, and the id that it has here.

    It keeps its id where that is free. An own channel that the map already has under the same name is that one; others
    come along. Only the map's first persona stays primary.
    """
    if portrait is not None and persona.portrait == portrait.id:
        journey = insert_picture(journey, portrait)
    else:
        persona = persona.model_copy(update={"portrait": None, "portrait_crop": None})
    names: dict[str, str] = {}
    for channel in channels:
        journey, names[channel.id] = _take_in_channel(journey, channel)
    fields: dict[str, Any] = {
        "channels": tuple(dict.fromkeys(names.get(name, name) for name in persona.channels)),
        "primary": persona.primary and not journey.personas,
    }
    if find(journey, persona.id) is not None:
        fields["id"] = unused_id(journey, "persona")
    taken = persona.model_copy(update=fields)
    return insert_persona(journey, taken), taken.id


def _take_in_channel(journey: Journey, channel: Channel) -> tuple[Journey, str]:
    """The map with a channel, and the id that it has here."""
    known = next((one for one in journey.channels.values() if one.name == channel.name), None)
    if known is not None:
        return journey, known.id
    if find(journey, channel.id) is not None or channel.id in CHANNELS:
        channel = channel.model_copy(update={"id": unused_id(journey, "channel")})
    return insert_record(journey, "channels", channel), channel.id


def ties_of(journey: Journey, id_: str) -> Ties:
    """What speaks of a persona; KeyError for an unknown id."""
    require(journey.personas, id_)
    curves = {curve.id for curve in journey.curves.values() if curve.persona == id_}
    return Ties(
        sum(card.persona == id_ for card in journey.cards.values()),
        len(curves),
        sum(point.curve in curves for point in journey.points.values()),
    )


def set_portrait(journey: Journey, id_: str, portrait: Picture | None, crop: Crop | None = None) -> Journey:
    """The map with a persona's portrait, of which `crop` is shown (None: its middle); no portrait for None.

    A portrait that nothing shows any more leaves the map. KeyError for an unknown id.
    """
    if portrait is None:
        return update_persona(journey, id_, portrait=None, portrait_crop=None)
    require(journey.personas, id_)
    return update_persona(insert_picture(journey, portrait), id_, portrait=portrait.id, portrait_crop=crop)


def add_curve(journey: Journey, id_: str) -> tuple[Journey, str]:
    """The map with a further emotion curve for a persona, without points, and the curve's id; KeyError for an unknown id.

    It goes to the first emotion lane; where there is none, one is made.
    """
    require(journey.personas, id_)
    lane = home_of_curves(journey)
    if lane is None:
        made = new_lane(journey, "emotions")
        journey, lane = insert_lane(journey, made), made.id
    curve = new_curve(journey, lane, persona=id_)
    return insert_curve(journey, curve), curve.id


def update_persona(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a persona's fields changed; KeyError for an unknown persona or portrait.

    A new portrait is shown whole unless `portrait_crop` says otherwise.
    """
    if fields.get("portrait", ...) not in (..., journey.personas[id_].portrait):
        fields.setdefault("portrait_crop", None)
    after = update_record(journey, "personas", id_, fields)
    _possible(journey, after.personas[id_])
    return after if "portrait" not in fields else drop_unused(after, [journey.personas[id_].portrait])


def remove_personas(journey: Journey, ids: Iterable[str], *, with_curves: bool = False) -> Journey:
    """The map without the personas and the portraits that only they had; KeyError for an unknown id.

    Their cards stay and speak of nobody; so do their curves, which go too `with_curves`.
    """
    gone = chosen(journey.personas, ids)
    if not gone:
        return journey
    if with_curves:
        journey = remove_curves(journey, [curve.id for curve in journey.curves.values() if curve.persona in gone])
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
        views=views_without(journey.views, "personas", gone),
    )
    return drop_unused(after, [journey.personas[id_].portrait for id_ in gone])


def _possible(journey: Journey, persona: Persona) -> Persona:
    require(journey.pictures, persona.portrait)
    return persona
