"""Copying, pasting and duplicating: relations are kept, ids are fresh, and any selection of any map pastes into any other."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.cards import insert_cards, new_card
from cjm_desktop.editing.clip import copied
from cjm_desktop.editing.clipboard import Place, duplicate, paste
from cjm_desktop.editing.session import Session
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import (
    Card,
    Channel,
    Connector,
    Curve,
    EmotionPoint,
    Lane,
    LaneKind,
    Metric,
    Persona,
    Proof,
    Stage,
)
from cjm_desktop.model.rules import repair
from tests.maps import picture, random_map
from tests.strategies import journeys

IMAGE = picture()


def two_by_two() -> Journey:
    """Three stages; two lanes of cards, feelings and figures; an own channel, a picture and two personas."""
    return Journey(
        personas=Table.of(
            [Persona(id="masha", name="Masha", primary=True, portrait=IMAGE.id), Persona(id="ivan", name="Ivan")]
        ),
        channels=Table.of([Channel(id="market", name="Market")]),
        stages=Table.of([Stage(id=id_, name=id_.title()) for id_ in ("need", "buy", "use")]),
        lanes=Table.of(
            [
                Lane(id="actions", role="actions", label="Actions"),
                Lane(id="feelings", role="emotions", kind=LaneKind.EMOTION, label="Feelings"),
                Lane(id="pains", role="pains", label="Pains", height=200, locked=False),
                Lane(id="figures", role="metrics", kind=LaneKind.METRIC, label="Figures"),
            ]
        ),
        cards=Table.of(
            [
                Card(id="a1", lane="actions", stage="need", text="looks", channel="market", tags=("x",)),
                Card(id="a2", lane="actions", stage="need", text="asks", persona="ivan"),
                Card(id="a3", lane="actions", stage="buy", text="pays", span=2, evidence=Proof(source="log")),
                Card(id="p1", lane="pains", stage="buy", text="hurts", picture=IMAGE.id),
            ]
        ),
        curves=Table.of([Curve(id="curve", lane="feelings", persona="masha")]),
        points=Table.of([EmotionPoint(id="low", curve="curve", stage="need", value=-1, label="low")]),
        metrics=Table.of([Metric(id="rate", lane="figures", stage="buy", value=80)]),
        connectors=Table.of(
            [Connector(id="c1", source="a1", target="p1"), Connector(id="c2", source="a2", target="p1")]
        ),
        pictures=Table.of([IMAGE]),
    )


def texts(journey: Journey, lane: str, stage: str) -> list[str]:
    return [card.text for card in journey.cards.values() if (card.lane, card.stage) == (lane, stage)]


def test_a_clip_holds_what_was_copied_and_what_it_refers_to() -> None:
    clip = copied(two_by_two(), ["a1", "p1"])
    assert clip is not None
    assert clip.roots == ("a1", "p1")
    small = clip.journey
    assert list(small.cards) == ["a1", "p1"]
    assert list(small.connectors) == ["c1"]
    assert list(small.channels) == ["market"]
    assert list(small.pictures) == [IMAGE.id]
    assert list(small.stages) == ["need", "buy"]
    assert list(small.lanes) == ["actions", "feelings", "pains"]
    assert small.lanes["pains"].height is None
    assert not small.points
    assert not small.personas
    assert repair(small) == (small, ())


def test_there_is_nothing_to_copy_in_arrows() -> None:
    assert copied(two_by_two(), ["c1", "gone"]) is None


def test_cards_paste_behind_the_chosen_one() -> None:
    journey = two_by_two()
    clip = copied(journey, ["a1"])
    assert clip is not None
    pasted = paste(journey, clip, Place(after=("a1",)))
    assert texts(pasted.journey, "actions", "need") == ["looks", "looks", "asks"]
    (id_,) = pasted.ids
    assert pasted.journey.cards[id_] == journey.cards["a1"].model_copy(update={"id": id_})
    assert list(pasted.journey.cards)[1] == id_


def test_cards_of_several_cells_keep_their_places_to_each_other() -> None:
    journey = two_by_two()
    clip = copied(journey, ["a1", "p1"])
    assert clip is not None
    pasted = paste(journey, clip, Place(lane="actions", stage="buy"))
    after = pasted.journey
    assert texts(after, "actions", "buy") == ["pays", "looks"]
    assert texts(after, "pains", "use") == ["hurts"]
    new = [one for one in after.connectors.values() if one.id not in journey.connectors]
    assert [(one.source, one.target) for one in new] == [pasted.ids]
    assert (pasted.stages, pasted.lanes) == (0, 0)


def test_what_would_hang_over_the_edge_is_pushed_back_and_what_is_too_large_gets_room() -> None:
    journey = two_by_two()
    clip = copied(journey, ["a1", "p1"])
    assert clip is not None
    pasted = paste(journey, clip, Place(lane="pains", stage="use"))
    assert texts(pasted.journey, "actions", "buy") == ["pays", "looks"]
    assert texts(pasted.journey, "pains", "use") == ["hurts"]
    small = Journey(
        stages=Table.of([Stage(id="only")]), lanes=Table.of([Lane(id="lane", label="Lane")]), cards=Table.of([])
    )
    grown = paste(small, clip, Place(lane="lane", stage="only"))
    assert (grown.stages, grown.lanes) == (1, 1)
    assert [stage.name for stage in grown.journey.stages.values()] == ["", "Buy"]
    assert [lane.label for lane in grown.journey.lanes.values()] == ["Lane", "Pains"]


def test_into_another_map_go_channel_persona_and_picture_too() -> None:
    clip = copied(two_by_two(), ["a1", "a2", "p1"])
    assert clip is not None
    other = Journey(
        stages=Table.of([Stage(id="s1", name="buy"), Stage(id="s2", name="Need")]),
        lanes=Table.of([Lane(id="l1", role="pains", label="What hurts"), Lane(id="l2", label="Actions")]),
    )
    pasted = paste(other, clip, Place())
    after = pasted.journey
    assert texts(after, "l1", "s1") == ["hurts"]
    assert texts(after, "l2", "s2") == ["looks", "asks"]
    assert (pasted.stages, pasted.lanes) == (0, 0)
    assert [one.name for one in after.channels.values()] == ["Market"]
    assert [one.name for one in after.personas.values()] == ["Ivan"]
    assert list(after.pictures) == [IMAGE.id]
    again = paste(after, clip, Place()).journey
    assert (len(again.channels), len(again.personas), len(again.pictures)) == (1, 1, 1)


def test_stages_are_copied_with_what_stands_in_them() -> None:
    journey = two_by_two()
    copy = duplicate(journey, ["need"])
    after = copy.journey
    assert [stage.name for stage in after.stages.values()] == ["Need", "Need", "Buy", "Use"]
    (id_,) = copy.ids
    assert list(after.stages)[1] == id_
    assert texts(after, "actions", id_) == ["looks", "asks"]
    (point,) = [one for one in after.points.values() if one.stage == id_]
    assert (point.curve, point.value, point.label) == ("curve", -1, "low")
    assert after.cards["a3"].span == 2


def test_lanes_are_copied_with_what_stands_in_them() -> None:
    journey = two_by_two()
    copy = duplicate(journey, ["feelings", "pains"])
    after = copy.journey
    assert [lane.label for lane in after.lanes.values()] == [
        "Actions",
        "Feelings",
        "Pains",
        "Feelings",
        "Pains",
        "Figures",
    ]
    feelings, pains = copy.ids
    assert after.lanes[pains].height == 200
    assert texts(after, pains, "buy") == ["hurts"]
    (curve,) = [one for one in after.curves.values() if one.lane == feelings]
    assert (curve.persona, [one.value for one in after.points.values() if one.curve == curve.id]) == ("masha", [-1])


def test_a_stage_and_a_lane_that_cross_are_copied_once() -> None:
    copy = duplicate(two_by_two(), ["buy", "pains"])
    stage, lane = copy.ids
    assert texts(copy.journey, lane, stage) == ["hurts"]
    assert len(copy.journey.cards) == 4 + 2


def test_an_emotion_point_stands_beside_the_one_it_is_copied_from() -> None:
    copy = duplicate(two_by_two(), ["low"])
    (id_,) = copy.ids
    point = copy.journey.points[id_]
    assert (point.curve, point.stage, point.value) == ("curve", "need", -1)
    assert abs(point.position - 0.5) >= 0.12


def test_points_and_figures_find_a_lane_of_their_kind() -> None:
    clip = copied(two_by_two(), ["low", "rate"])
    assert clip is not None
    journey = Journey(stages=Table.of([Stage(id="s")]), lanes=Table.of([Lane(id="l")]))
    pasted = paste(journey, clip, Place(lane="l", stage="s"))
    kinds = [lane.kind for lane in pasted.journey.lanes.values()]
    assert kinds == [LaneKind.CARDS, LaneKind.EMOTION, LaneKind.METRIC]
    assert [one.stage for one in pasted.journey.points.values()] == ["s"]
    assert (pasted.stages, pasted.lanes) == (1, 2)


def test_nothing_is_pasted_into_a_locked_lane() -> None:
    journey = two_by_two()
    clip = copied(journey, ["a1"])
    assert clip is not None
    lanes = Table({**journey.lanes, "actions": journey.lanes["actions"].model_copy(update={"locked": True})})
    locked = journey.model_copy(update={"lanes": lanes})
    after = paste(locked, clip, Place(lane="actions", stage="buy")).journey
    assert texts(after, "actions", "buy") == ["pays"]


def test_a_copied_persona_is_not_the_primary_one_again() -> None:
    copy = duplicate(two_by_two(), ["masha"])
    (id_,) = copy.ids
    assert (copy.journey.personas[id_].name, copy.journey.personas[id_].primary) == ("Masha", False)
    clip = copied(two_by_two(), ["masha"])
    assert clip is not None
    alone = paste(Journey(), clip, Place()).journey
    assert [one.primary for one in alone.personas.values()] == [True]
    assert list(alone.pictures) == [IMAGE.id]


def test_parked_cards_go_into_the_cell_that_is_pointed_at() -> None:
    journey = two_by_two()
    parked = journey.model_copy(update={"cards": Table.of([Card(id="w", text="waits")])})
    clip = copied(parked, ["w"])
    assert clip is not None
    assert texts(paste(journey, clip, Place("actions", "use")).journey, "actions", "use") == ["waits"]
    (id_,) = paste(journey, clip, Place()).ids
    assert paste(journey, clip, Place("feelings", "use")).journey.cards.keys() > journey.cards.keys()
    assert duplicate(parked, ["w"]).journey.cards.keys() != {"w", id_}


def test_many_cards_are_inserted_in_one_pass() -> None:
    journey = random_map(3, 60)
    first, second, *_ = journey.cards.values()
    made = [new_card(journey, card.lane, card.stage, "new") for card in (first, second, first)]
    before = insert_cards(journey, made, first.id)
    ids = list(before.cards)
    assert ids[: ids.index(first.id)] == [one.id for one in made if (one.lane, one.stage) == (first.lane, first.stage)]
    assert insert_cards(journey, []) is journey
    with pytest.raises(ValueError, match="in use"):
        insert_cards(journey, [first])
    with pytest.raises(ValueError, match="in use"):
        insert_cards(journey, [made[0], made[0]])
    with pytest.raises(KeyError):
        insert_cards(journey, made, "gone")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(journeys(), journeys(), st.data())
def test_any_selection_of_any_map_pastes_into_any_other(one: Journey, other: Journey, data: st.DataObject) -> None:
    everything = [id_ for table in TABLES for id_ in getattr(one, table)]
    chosen = data.draw(st.lists(st.sampled_from(everything), unique=True)) if everything else []
    clip = copied(one, chosen)
    if clip is None:
        return
    assert repair(clip.journey) == (clip.journey, ())
    for journey in (other, one):
        there = [id_ for table in TABLES for id_ in getattr(journey, table)]
        place = data.draw(
            st.one_of(
                st.builds(
                    Place, after=st.lists(st.sampled_from(there), max_size=3).map(tuple) if there else st.just(())
                ),
                st.builds(
                    Place,
                    lane=st.sampled_from([None, *journey.lanes]),
                    stage=st.sampled_from([None, *journey.stages]),
                ),
            )
        )
        session = Session(journey)
        pasted = paste(journey, clip, place)
        after = pasted.journey
        assert repair(after) == (after, ())
        assert len(pasted.ids) == len(clip.roots)
        assert not set(pasted.ids) & set(there)
        assert all(
            getattr(after, table).get(id_, record) == record or table == "cards"
            for table in TABLES
            for id_, record in getattr(journey, table).items()
        )
        assert sorted(card.text for id_, card in after.cards.items() if id_ not in journey.cards) == sorted(
            card.text for card in clip.journey.cards.values()
        )
        assert session.apply("Paste", after)
        session.undo()
        assert session.journey is journey


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(journeys(), st.data())
def test_anything_can_be_duplicated(journey: Journey, data: st.DataObject) -> None:
    everything = [id_ for table in TABLES for id_ in getattr(journey, table)]
    chosen = data.draw(st.lists(st.sampled_from(everything), unique=True)) if everything else []
    copy = duplicate(journey, chosen)
    assert repair(copy.journey) == (copy.journey, ())
    assert (copy.stages, copy.lanes) == (0, 0)
    if not copy.ids:
        assert copy.journey is journey
