"""What is exported of a map: views, stages, lanes and a persona, one after another; and what the map does not have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cjm_desktop.editing.views import insert_view
from cjm_desktop.exporting import ExportOptions, NotInMapError
from cjm_desktop.exporting.selection import of_stages, selected
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Connector, Curve, EmotionPoint, Lane, LaneKind, Persona, Stage, View
from cjm_desktop.templates import load_template

ALL = ExportOptions()


@pytest.fixture
def journey() -> Journey:
    return Journey(
        date="2026-11-21",
        revision="v3",
        personas=Table.of([Persona(id="p1", name="Masha"), Persona(id="p2", name="Viktor")]),
        stages=Table.of([Stage(id=f"s{n}", name=f"Stage {n}") for n in range(1, 5)]),
        lanes=Table.of(
            [
                Lane(id="a", role="actions", label="What she does"),
                Lane(id="b", role="pains", label="Pains"),
                Lane(id="c", role="pains", label="Old pains"),
                Lane(id="e", role="emotions", kind=LaneKind.EMOTION, label="Mood"),
            ]
        ),
        cards=Table.of(
            [
                Card(id="one", lane="a", stage="s1", text="one"),
                Card(id="his", lane="a", stage="s2", text="his", persona="p2"),
                Card(id="hers", lane="b", stage="s3", text="hers", persona="p1"),
                Card(id="wide", lane="c", stage="s2", span=3, text="wide"),
            ]
        ),
        curves=Table.of([Curve(id="k1", lane="e", persona="p1"), Curve(id="k2", lane="e", persona="p2")]),
        points=Table.of([EmotionPoint(id="q1", curve="k1", stage="s1"), EmotionPoint(id="q2", curve="k2", stage="s1")]),
        connectors=Table.of([Connector(id="x", source="one", target="his")]),
    )


def shown_lanes(journey: Journey) -> list[str]:
    return [lane.id for lane in journey.lanes.values() if not lane.hidden]


def test_all_of_a_map_is_the_map_itself(journey: Journey) -> None:
    seen, dimmed = selected(journey, ALL)
    assert seen is journey
    assert dimmed == frozenset()


def test_stages_are_chosen_by_number(journey: Journey) -> None:
    seen, _ = selected(journey, replace(ALL, stages="3-"))
    assert list(seen.stages) == ["s3", "s4"]
    assert set(seen.cards) == {"hers", "wide"}
    assert (seen.cards["wide"].stage, seen.cards["wide"].span) == ("s3", 2)
    assert not seen.connectors


@pytest.mark.parametrize(
    ("lanes", "found"),
    [
        (("Pains",), ["b"]),
        (("pains", "WHAT  she does"), ["a", "b"]),
        (("a", "emotions"), ["a", "e"]),
        (("3",), ["c"]),
        (("old pains", "4"), ["c", "e"]),
    ],
)
def test_lanes_are_chosen_by_name_role_or_number(journey: Journey, lanes: tuple[str, ...], found: list[str]) -> None:
    seen, _ = selected(journey, replace(ALL, lanes=lanes))
    assert shown_lanes(seen) == found


def test_a_role_stands_for_all_lanes_that_have_it_and_no_such_name(journey: Journey) -> None:
    renamed = journey.lanes["b"].model_copy(update={"label": "Barriers"})
    other = journey.model_copy(
        update={"lanes": Table.of([renamed if lane.id == "b" else lane for lane in journey.lanes.values()])}
    )
    seen, _ = selected(other, replace(ALL, lanes=("pains",)))
    assert shown_lanes(seen) == ["b", "c"]


@pytest.mark.parametrize("name", ["masha", "p1", " Masha "])
def test_a_personas_journey_has_what_is_hers_and_what_is_nobodys(journey: Journey, name: str) -> None:
    seen, _ = selected(journey, replace(ALL, persona=name))
    assert list(seen.personas) == ["p1"]
    assert set(seen.cards) == {"one", "hers", "wide"}
    assert list(seen.curves) == ["k1"]
    assert list(seen.points) == ["q1"]
    assert not seen.connectors


def test_choices_narrow_each_other_down(journey: Journey) -> None:
    view = View(id="v", name="Mine", hidden_stages=("s1",), hidden_lanes=("e",))
    named = insert_view(journey, view)
    seen, _ = selected(named, replace(ALL, view="mine", stages="1-2", lanes=("a", "e"), persona="Viktor"))
    assert list(seen.stages) == ["s2"]
    assert shown_lanes(seen) == ["a"]
    assert set(seen.cards) == {"his", "wide"}


def test_dates_and_versions_are_left_out_where_wanted(journey: Journey) -> None:
    seen, _ = selected(journey, replace(ALL, date=False, version=False))
    assert (seen.date, seen.revision) == ("", "")
    assert seen.cards is journey.cards


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (replace(ALL, view="Yours"), "the map has no view “Yours”; it has “Executive”"),
        (replace(ALL, stages="5,7"), "the map has 4 stages, and none of “5,7”"),
        (replace(ALL, lanes=("a", "Costs")), "the map has no lane “Costs”; it has “What she does”, “Pains”"),
        (replace(ALL, lanes=("5",)), "the map has no lane “5”"),
        (replace(ALL, persona="Max"), "the map has no persona “Max”; it has “Masha”, “Viktor”"),
    ],
)
def test_what_the_map_does_not_have_is_said_in_a_sentence(journey: Journey, options: ExportOptions, said: str) -> None:
    with pytest.raises(NotInMapError) as error:
        selected(journey, options)
    assert str(error.value).startswith(said)


def test_stages_by_themselves_share_their_records(journey: Journey) -> None:
    assert of_stages(journey, journey.stages) is journey
    some = of_stages(load_template("current-state"), ["stage-need"])
    assert list(some.stages) == ["stage-need"]
    assert some.personas == load_template("current-state").personas
