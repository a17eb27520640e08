from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.lanes import remove_lanes
from cjm_desktop.editing.personas import (
    add_curve,
    copy_persona,
    insert_persona,
    move_personas,
    new_persona,
    remove_personas,
    set_portrait,
    take_in_persona,
    ties_of,
    update_persona,
)
from cjm_desktop.editing.tables import with_tables
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Channel, Crop, LaneKind, Persona, Picture, View

Sound = Callable[[Journey], Journey]


def test_a_persona_is_put_in(journey: Journey, sound: Sound) -> None:
    persona = new_persona(journey, "Ann", needs=["rest"])
    assert (persona.name, persona.needs, persona.primary) == ("Ann", ("rest",), False)
    assert list(sound(insert_persona(journey, persona, "masha")).personas) == [persona.id, "masha", "oleg"]
    assert new_persona(Journey(), "First").primary
    with pytest.raises(KeyError):
        new_persona(journey, portrait="x")
    with pytest.raises(KeyError):
        insert_persona(journey, Persona(id="n", portrait="x"))


def test_personas_change_places(journey: Journey, sound: Sound) -> None:
    assert list(sound(move_personas(journey, ["oleg"], "masha")).personas) == ["oleg", "masha"]
    assert move_personas(journey, ["oleg"]) is journey


def test_a_portrait_that_nobody_shows_leaves_the_map(
    journey: Journey, sound: Sound, pictures: tuple[Picture, Picture]
) -> None:
    black, white = pictures
    assert list(sound(update_persona(journey, "masha", portrait=None)).pictures) == [black.id]
    shared = sound(update_persona(journey, "oleg", portrait=white.id))
    assert list(sound(remove_personas(shared, ["masha"])).pictures) == [black.id, white.id]
    assert update_persona(journey, "masha", name="Masha") is journey
    with pytest.raises(KeyError):
        update_persona(journey, "masha", portrait="x")


def test_cards_and_curves_outlive_their_persona(journey: Journey, sound: Sound) -> None:
    after = sound(remove_personas(journey, ["masha"]))
    assert after.cards["wide"].persona is None
    assert after.curves["now"].persona is None
    assert after.points is journey.points
    assert remove_personas(journey, []) is journey
    with pytest.raises(KeyError):
        remove_personas(journey, ["x"])


def test_curves_may_go_with_their_persona(journey: Journey, sound: Sound) -> None:
    assert ties_of(journey, "masha") == (1, 1, 2)
    assert ties_of(journey, "oleg") == (0, 0, 0)
    after = sound(remove_personas(journey, ["masha"], with_curves=True))
    assert list(after.curves) == ["target"]
    assert list(after.points) == ["g-b"]
    assert after.cards["wide"].persona is None
    with pytest.raises(KeyError):
        ties_of(journey, "x")


def test_no_view_asks_for_somebody_who_is_gone(journey: Journey, sound: Sound) -> None:
    views = Table.of([View(id="v", personas=("oleg", "masha")), View(id="w", personas=("oleg",))])
    before = with_tables(journey, views=views)
    after = sound(remove_personas(before, ["masha"]))
    assert after.views["v"].personas == ("oleg",)
    assert after.views["w"] is before.views["w"]


def test_a_copy_stands_after_its_original_and_is_not_primary(journey: Journey, sound: Sound) -> None:
    after, id_ = copy_persona(journey, "masha", "Masha 2")
    copy = sound(after).personas[id_]
    assert list(after.personas) == ["masha", id_, "oleg"]
    assert (copy.name, copy.primary, copy.portrait) == ("Masha 2", False, journey.personas["masha"].portrait)
    last, id_ = copy_persona(journey, "oleg", "Oleg 2")
    assert list(sound(last).personas)[-1] == id_
    with pytest.raises(KeyError):
        copy_persona(journey, "x", "")


def test_a_persona_from_elsewhere_keeps_its_id_where_it_is_free(journey: Journey, sound: Sound) -> None:
    after, id_ = take_in_persona(journey, Persona(id="ann", name="Ann", primary=True))
    assert id_ == "ann"
    assert not sound(after).personas["ann"].primary
    after, id_ = take_in_persona(after, Persona(id="wide", name="Wide"))
    assert id_ != "wide"
    assert list(sound(after).personas) == ["masha", "oleg", "ann", id_]
    first, id_ = take_in_persona(Journey(), Persona(id="ann", primary=True))
    assert first.personas[id_].primary


def test_a_persona_from_elsewhere_brings_portrait_and_channels(
    journey: Journey, sound: Sound, pictures: tuple[Picture, Picture]
) -> None:
    _, white = pictures
    channels = [
        Channel(id="fair", name="Fair"),
        Channel(id="bazaar", name="Marketplace"),
        Channel(id="phone", name="Line"),
    ]
    names = ("fair", "bazaar", "phone", "web", "by heart")
    ann = Persona(id="ann", portrait=white.id, portrait_crop=Crop(width=0.5), channels=names)
    after, id_ = take_in_persona(Journey(channels=journey.channels), ann, white, channels)
    taken = sound(after).personas[id_]
    assert (taken.portrait, taken.portrait_crop) == (white.id, Crop(width=0.5))
    line = taken.channels[2]
    assert taken.channels == ("fair", "market", line, "web", "by heart")
    assert after.channels[line].name == "Line"
    assert line != "phone"
    alone, id_ = take_in_persona(Journey(), ann)
    assert (sound(alone).personas[id_].portrait, alone.personas[id_].portrait_crop) == (None, None)


def test_a_new_portrait_is_shown_whole(journey: Journey, sound: Sound, pictures: tuple[Picture, Picture]) -> None:
    black, white = pictures
    cropped = sound(update_persona(journey, "masha", portrait_crop=Crop(x=0.25, width=0.5)))
    assert update_persona(cropped, "masha", portrait=white.id) is cropped
    assert update_persona(cropped, "masha", portrait=black.id).personas["masha"].portrait_crop is None
    after = sound(set_portrait(cropped, "oleg", white, Crop(width=0.5)))
    assert (after.personas["oleg"].portrait, after.personas["oleg"].portrait_crop) == (white.id, Crop(width=0.5))
    bare = sound(set_portrait(cropped, "masha", None))
    assert (bare.personas["masha"].portrait, bare.personas["masha"].portrait_crop) == (None, None)
    assert white.id not in bare.pictures
    with pytest.raises(KeyError):
        set_portrait(journey, "x", white)


def test_a_persona_gets_further_curves(journey: Journey, sound: Sound) -> None:
    after, id_ = add_curve(journey, "masha")
    assert (sound(after).curves[id_].lane, after.curves[id_].persona) == ("feel", "masha")
    bare = remove_lanes(journey, ["feel"])
    made, id_ = add_curve(bare, "oleg")
    assert sound(made).lanes[made.curves[id_].lane].kind is LaneKind.EMOTION
    with pytest.raises(KeyError):
        add_curve(journey, "x")
