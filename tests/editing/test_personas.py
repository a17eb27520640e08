from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.personas import (
    insert_persona,
    move_personas,
    new_persona,
    remove_personas,
    update_persona,
)
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Persona, Picture

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
