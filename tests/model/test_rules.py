from __future__ import annotations

import base64
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.queries import all_ids
from cjm_desktop.model.records import (
    Card,
    Connector,
    Curve,
    EmotionPoint,
    Lane,
    LaneKind,
    Metric,
    Persona,
    Picture,
    Stage,
    SubStage,
    View,
)
from cjm_desktop.model.rules import LISTED_REFERENCES, REFERENCES, repair
from tests.maps import picture, png, random_map
from tests.strategies import journeys


def journey(**tables: Any) -> Journey:
    return Journey().model_copy(update={name: Table.of(records) for name, records in tables.items()})


def test_every_field_that_holds_an_id_is_among_the_references() -> None:
    for table in TABLES:
        record = get_args(Journey.model_fields[table].annotation)[0]
        ids = {name for name, written in record.__annotations__.items() if written in ("Id", "Id | None")}
        assert ids - {"id", "sub_stage"} == set(REFERENCES.get(table, {}))


def test_a_sound_map_is_left_as_it_is() -> None:
    sound = random_map(5, 300)
    mended, notes = repair(sound)
    assert mended is sound
    assert notes == ()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(journeys(), st.data())
def test_whatever_is_missing_repair_makes_it_sound_and_tells(whole: Journey, data: st.DataObject) -> None:
    assert repair(whole)[0] is whole
    broken = whole
    for table in data.draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=3, unique=True)):
        records = getattr(broken, table)
        gone = data.draw(st.sets(st.sampled_from(list(records)))) if records else set()
        broken = broken.model_copy(update={table: Table.of(r for id_, r in records.items() if id_ not in gone)})
    mended, notes = repair(broken)
    assert (mended is broken) == (notes == ())
    assert repair(mended) == (mended, ())
    for table, fields in REFERENCES.items():
        for record in getattr(mended, table).values():
            for name, target in fields.items():
                assert name == "channel" or getattr(record, name) in {None, *getattr(mended, target)}
    for table, fields in LISTED_REFERENCES.items():
        for record in getattr(mended, table).values():
            for name, target in fields.items():
                assert name == "channels" or set(getattr(record, name)) <= getattr(mended, target).keys()
    assert mended.stages == broken.stages
    assert list(mended.cards) == list(broken.cards)
    assert [card.text for card in mended.cards.values()] == [card.text for card in broken.cards.values()]


def test_a_card_without_its_place_waits_in_the_parking_lot() -> None:
    mended, notes = repair(
        journey(
            stages=[Stage(id="s")],
            lanes=[Lane(id="l")],
            cards=[Card(id="a", lane="x", stage="s"), Card(id="b", lane="l", stage="y", text="Pay")],
        )
    )
    assert (mended.cards["a"].lane, mended.cards["a"].stage) == (None, "s")
    assert (mended.cards["b"].lane, mended.cards["b"].stage) == ("l", None)
    assert notes == (
        "Card “a” pointed at a lane that is not there; it waits in the parking lot.",
        "Card “Pay” pointed at a stage that is not there; it waits in the parking lot.",
    )


def test_sub_stage_span_persona_and_picture_of_a_card_are_mended() -> None:
    mended, notes = repair(
        journey(
            stages=[Stage(id="s", sub_stages=(SubStage(id="u"),)), Stage(id="t")],
            lanes=[Lane(id="l")],
            cards=[
                Card(
                    id="a", lane="l", stage="t", sub_stage="u", span=3, persona="p", picture="q", channel="own-and-gone"
                )
            ],
        )
    )
    card = mended.cards["a"]
    assert (card.sub_stage, card.span, card.persona, card.picture) == (None, 1, None, None)
    assert card.channel == "own-and-gone"  # perhaps one of a newer catalogue
    assert len(notes) == 4


def test_a_curve_without_its_lane_finds_an_emotion_lane() -> None:
    curve = Curve(id="c", lane="gone", label="Masha", persona="nobody")
    mended, notes = repair(
        journey(lanes=[Lane(id="l"), Lane(id="e", kind=LaneKind.EMOTION, label="Feelings")], curves=[curve])
    )
    assert mended.curves["c"].lane == "e"
    assert mended.curves["c"].persona is None
    assert notes[0] == "The emotion curve “Masha” belonged to a lane that is not there; it is now in “Feelings”."
    mended, _ = repair(journey(lanes=[Lane(id="lane-emotions")], curves=[curve]))
    assert mended.curves["c"].lane == "lane-emotions-2"
    assert mended.lanes["lane-emotions-2"].kind is LaneKind.EMOTION


def test_points_metrics_and_arrows_without_their_place_are_left_out_and_told() -> None:
    mended, notes = repair(
        journey(
            stages=[Stage(id="s")],
            lanes=[Lane(id="l", kind=LaneKind.EMOTION)],
            curves=[Curve(id="c", lane="l")],
            cards=[Card(id="a")],
            points=[
                EmotionPoint(id="p", curve="gone", stage="s", value=-1.5, label="angry"),
                EmotionPoint(id="q", curve="c", stage="gone"),
            ],
            metrics=[Metric(id="m", lane="l", stage="gone", value=81, label="on time")],
            connectors=[Connector(id="k", source="a", target="b"), Connector(id="n", source="a", target="a")],
        )
    )
    assert not mended.points
    assert not mended.metrics
    assert not mended.connectors
    assert notes == (
        "Emotion point “angry” of value -1.5 belonged to a curve that is not there; it was left out.",
        "Emotion point “q” without a value belonged to a stage that is not there; it was left out.",
        "Metric “on time” of value 81 belonged to a stage that is not there; it was left out.",
        "Arrow “k” led to a card that is not there; it was left out.",
        "Arrow “n” led from a card to itself; it was left out.",
    )


def test_an_id_in_two_tables_is_told_apart_and_references_follow() -> None:
    mended, notes = repair(
        journey(stages=[Stage(id="x")], lanes=[Lane(id="x"), Lane(id="x-2")], cards=[Card(id="c", lane="x", stage="x")])
    )
    assert list(mended.lanes) == ["x-3", "x-2"]
    assert (mended.cards["c"].lane, mended.cards["c"].stage) == ("x-3", "x")
    assert len(all_ids(mended)) == sum(len(getattr(mended, table)) for table in TABLES)
    assert notes == ("The id “x” named two things; one of them is now “x-3”.",)


def test_two_sub_stages_of_one_id_are_told_apart() -> None:
    mended, notes = repair(
        journey(stages=[Stage(id="s", name="Use", sub_stages=(SubStage(id="u"), SubStage(id="u", name="b")))])
    )
    assert [part.id for part in mended.stages["s"].sub_stages] == ["u", "u-2"]
    assert len(notes) == 1


@pytest.mark.parametrize(
    "data",
    [
        "not base64!",
        base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode(),
        base64.b64encode(b"GIF89a" + bytes(40)).decode(),
        base64.b64encode(png(4, 4)[:20]).decode(),
    ],
)
def test_a_picture_that_is_none_is_left_out(data: str) -> None:
    bad = Picture(id="logo", mime="image/png", width=4, height=4, alt="Logo", data=data)
    mended, notes = repair(journey(pictures=[bad], cards=[Card(id="c", picture="logo")]))
    assert not mended.pictures
    assert mended.cards["c"].picture is None
    assert notes[0] == "Picture “Logo” is damaged or of a kind that is not taken; it was left out."


def test_a_picture_is_what_its_data_says() -> None:
    right = picture(7, 5)
    wrong = right.model_copy(update={"id": "logo", "mime": "image/webp", "width": 900})
    mended, notes = repair(
        journey(pictures=[wrong], cards=[Card(id="c", picture="logo")], personas=[Persona(id="p", portrait="logo")])
    )
    assert mended.pictures == {right.id: right}
    assert mended.cards["c"].picture == mended.personas["p"].portrait == right.id
    assert len(notes) == 1


def test_many_notes_are_summed_up() -> None:
    _, notes = repair(journey(cards=[Card(id=f"c{n}", stage="gone") for n in range(5_000)]))
    assert len(notes) == 20
    assert notes[-1] == "4,981 more things of these kinds were mended."


def test_a_view_forgets_what_is_not_there() -> None:
    view = View(id="v", name="Executive", hidden_lanes=("l", "gone"), hidden_stages=("gone",), channels=("newer",))
    mended, notes = repair(journey(lanes=[Lane(id="l")], views=[view]))
    assert mended.views["v"] == View(id="v", name="Executive", hidden_lanes=("l",), channels=("newer",))
    assert notes == (
        "The view “Executive” named a lane that is not there.",
        "The view “Executive” named a stage that is not there.",
    )


def test_a_view_follows_a_lane_that_had_to_be_renamed() -> None:
    view = View(id="v", hidden_lanes=("same",))
    mended, _ = repair(journey(stages=[Stage(id="same")], lanes=[Lane(id="same")], views=[view]))
    assert mended.views["v"].hidden_lanes == tuple(mended.lanes)
    assert "same" not in mended.lanes
