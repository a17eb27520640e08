"""One name of a thing that has several: it changes everywhere, and a map stays sound."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.renaming import rename_owner, rename_source, rename_tag, replace_channel
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Channel, Lane, Persona, Proof, Source, Stage, View
from cjm_desktop.model.rules import repair
from tests.strategies import journeys


def made() -> Journey:
    return Journey(
        owner="web",
        sources=Table.of([Source(id="s1", title="log"), Source(id="s2", title="Log")]),
        personas=Table.of([Persona(id="p", channels=("kiosk", "shop"))]),
        channels=Table.of([Channel(id="kiosk", name="Kiosk")]),
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of([Lane(id="own", role="owners"), Lane(id="act", role="actions")]),
        cards=Table.of(
            [
                Card(id="a", lane="own", stage="s", text="web"),
                Card(id="b", lane="act", stage="s", text="web", owner="web", tags=("x", "y"), channel="kiosk"),
                Card(id="c", lane="act", stage="s", tags=("y", "x"), evidence=Proof(source="log")),
            ]
        ),
        views=Table.of([View(id="v", owners=("web",), tags=("x",), channels=("kiosk", "shop"))]),
    )


def test_an_owner_is_renamed_in_cards_owner_lanes_the_map_and_views() -> None:
    after = rename_owner(made(), "web", "Web")
    assert (after.cards["a"].text, after.cards["b"].text, after.cards["b"].owner) == ("Web", "web", "Web")
    assert (after.owner, after.views["v"].owners) == ("Web", ("Web",))


def test_a_tag_stands_once_afterwards() -> None:
    after = rename_tag(made(), "x", "y")
    assert [after.cards[id_].tags for id_ in "bc"] == [("y",), ("y",)]
    assert after.views["v"].tags == ("y",)


def test_of_two_sources_of_one_title_one_is_left() -> None:
    after = rename_source(made(), "log", "Log")
    assert list(after.sources) == ["s2"]
    assert after.cards["c"].evidence == Proof(source="Log")
    assert [one.title for one in rename_source(made(), "log", "Other").sources.values()] == ["Other", "Log"]


def test_a_channel_gives_its_cards_personas_and_views_to_another() -> None:
    after = replace_channel(made(), "kiosk", "shop")
    assert after.cards["b"].channel == "shop"
    assert after.personas["p"].channels == after.views["v"].channels == ("shop",)
    assert not after.channels
    with pytest.raises(KeyError):
        replace_channel(made(), "kiosk", "nowhere")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(journeys(), st.data())
def test_maps_stay_sound_and_what_changes_nothing_is_the_same_map(journey: Journey, data: st.DataObject) -> None:
    names = st.sampled_from([card.owner for card in journey.cards.values()] or ["x"])
    old, new = data.draw(names), data.draw(names)
    for edit in (rename_owner, rename_tag, rename_source):
        assert repair(edit(journey, old, new))[1] == ()
        assert edit(journey, "nobody has this name", new) is journey
        assert edit(journey, old, old) is journey
    channel = data.draw(st.sampled_from([*journey.channels, *CHANNELS]))
    other = data.draw(st.sampled_from([*journey.channels, *CHANNELS]))
    assert repair(replace_channel(journey, channel, other))[1] == ()
    assert replace_channel(journey, channel, channel) is journey
