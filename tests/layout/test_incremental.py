"""An edited map: what it does not touch keeps its very boxes, and the result is that of laying out afresh."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.layout.boxes import CardContent, LaneBox, MapLayout
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Channel, LaneKind, Mark
from cjm_desktop.text.fake import FakeSetter
from tests.layout.test_engine import small_map
from tests.maps import random_map
from tests.strategies import journeys


def plain(value: Any) -> Any:
    """Boxes as nested tuples, so that those compared by identity can be compared by content."""
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, *(plain(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    return value


def with_card(journey: Journey, card: Card) -> Journey:
    return journey.model_copy(update={"cards": Table({**journey.cards, card.id: card})})


def test_the_same_map_gives_the_same_lanes() -> None:
    engine, journey = LayoutEngine(FakeSetter()), random_map(cards=100)
    one, two = engine.layout(journey), engine.layout(journey)
    assert all(a.box is b.box for a, b in zip(one.lanes, two.lanes, strict=True))
    assert one.header is two.header
    assert one.connectors == two.connectors


def test_an_edited_card_lays_out_its_lane_alone_and_keeps_the_other_cards() -> None:
    engine, journey = LayoutEngine(FakeSetter()), random_map(cards=200)
    before = engine.layout(journey)
    card = next(iter(journey.cards.values()))
    after = engine.layout(with_card(journey, card.model_copy(update={"text": card.text + "!"})))
    for one, two in zip(before.lanes, after.lanes, strict=True):
        assert (one.box is two.box) == (one.box.lane.id != card.lane)
    old: LaneBox = next(lane.box for lane in before.lanes if lane.box.lane.id == card.lane)
    new: LaneBox = next(lane.box for lane in after.lanes if lane.box.lane.id == card.lane)
    kept = [box for box in new.cards if box is old.card_by_id[box.card.id]]
    assert len(kept) == len(new.cards) - 1


def test_moving_a_lane_uses_its_box_again() -> None:
    engine, journey = LayoutEngine(FakeSetter()), random_map(cards=100)
    boxes = {lane.box.lane.id: lane.box for lane in engine.layout(journey).lanes}
    turned = journey.model_copy(update={"lanes": Table.of(reversed(journey.lanes.values()))})
    after = engine.layout(turned)
    assert all(lane.box is boxes[lane.box.lane.id] for lane in after.lanes)
    assert [lane.box.lane.id for lane in after.lanes] == list(turned.lanes)


def test_renaming_a_stage_keeps_every_lane() -> None:
    engine, journey = LayoutEngine(FakeSetter()), random_map(cards=100)
    before = engine.layout(journey)
    stage = next(iter(journey.stages.values()))
    renamed = Table({**journey.stages, stage.id: stage.model_copy(update={"name": "Other"})})
    after = engine.layout(journey.model_copy(update={"stages": renamed}))
    assert all(a.box is b.box for a, b in zip(before.lanes, after.lanes, strict=True))
    assert after.stages[0].name.block.text == "Other"


def test_an_own_channel_that_is_renamed_shows_on_its_cards() -> None:
    engine = LayoutEngine(FakeSetter())
    journey = random_map(cards=100)
    card = next(card for card in journey.cards.values() if card.channel)
    assert card.channel is not None
    engine.layout(journey)
    changed = journey.model_copy(update={"channels": Table.of([Channel(id=card.channel, name="Renamed")])})
    box = next(
        box for lane in engine.layout(changed).lanes for box in lane.box.cards if box.card.channel == card.channel
    )
    assert box.pill is not None
    assert box.pill.text.block.text == "Renamed"


def test_a_moved_card_is_shown_in_its_new_lane() -> None:
    engine, journey = LayoutEngine(FakeSetter()), small_map()
    engine.layout(journey)
    card = journey.cards["c1"].model_copy(update={"lane": "l1"})
    after = engine.layout(with_card(journey, card))
    assert [[box.card.id for box in lane.box.cards] for lane in after.lanes] == [["c0", "c2"], ["c1"]]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(journeys(), min_size=2, max_size=3))
def test_one_engine_after_other_maps_lays_out_as_a_fresh_one(maps: list[Journey]) -> None:
    engine = LayoutEngine(FakeSetter())
    for journey in maps:
        assert plain(engine.layout(journey)) == plain(LayoutEngine(FakeSetter()).layout(journey))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_edits_one_after_another_give_what_a_fresh_layout_gives(data: st.DataObject) -> None:
    journey = random_map(seed=data.draw(st.integers(0, 20)), cards=40)
    engine = LayoutEngine(FakeSetter())
    engine.layout(journey)
    before = [journey]
    for _ in range(5):
        if data.draw(st.booleans()):
            journey = data.draw(st.sampled_from(before))
        card = journey.cards[data.draw(st.sampled_from(list(journey.cards)))]
        change: dict[str, object] = data.draw(
            st.sampled_from(
                [
                    {"text": "another text that is somewhat longer than the one before it"},
                    {"span": 3},
                    {"lane": None},
                    {"owner": "Ops"},
                    {"tags": ("slow", "dear"), "votes": 3},
                    {"note": "Why?", "marks": (Mark.FAIL_POINT,)},
                    {"channel": "web"},
                    {"stage": next(iter(journey.stages))},
                ]
            )
        )
        journey = with_card(journey, card.model_copy(update=change))
        before.append(journey)
        assert plain(engine.layout(journey)) == plain(LayoutEngine(FakeSetter()).layout(journey))


def with_persona(journey: Journey, **fields: Any) -> Journey:
    persona = next(iter(journey.personas.values()))
    personas = Table({**journey.personas, persona.id: persona.model_copy(update=fields)})
    return journey.model_copy(update={"personas": personas})


def test_what_no_lane_shows_of_a_persona_keeps_every_lane() -> None:
    engine, journey = LayoutEngine(FakeSetter()), random_map(cards=100)
    before = engine.layout(journey)
    after = engine.layout(with_persona(journey, needs=("rest",), primary=False))
    assert all(a.box is b.box for a, b in zip(before.lanes, after.lanes, strict=True))
    assert after.header is not before.header
    assert plain(after) == plain(
        LayoutEngine(FakeSetter()).layout(with_persona(journey, needs=("rest",), primary=False))
    )


def test_a_persona_that_is_renamed_shows_where_its_name_stands() -> None:
    journey = with_persona(random_map(cards=300), name="Ann")
    engine = LayoutEngine(FakeSetter())
    before = engine.layout(journey)
    same = engine.layout(with_persona(journey, name="Anna"))
    kept = [a.box is b.box for a, b in zip(before.lanes, same.lanes, strict=True)]
    assert kept == [lane.box.lane.kind is not LaneKind.EMOTION for lane in before.lanes]
    for name in ("Bob", "Bo", "Anna"):
        renamed = with_persona(journey, name=name)
        assert plain(engine.layout(renamed)) == plain(LayoutEngine(FakeSetter()).layout(renamed))


def test_cards_that_were_hidden_or_in_a_collapsed_lane_come_back_as_they_were() -> None:
    engine, journey = LayoutEngine(FakeSetter()), random_map(cards=120)
    before = contents(engine.layout(journey))
    half = Table.of(card for n, card in enumerate(journey.cards.values()) if n % 2)
    engine.layout(journey.model_copy(update={"cards": half}))
    assert all(content is before[id_] for id_, content in contents(engine.layout(journey)).items())
    strips = Table.of(lane.model_copy(update={"collapsed": True}) for lane in journey.lanes.values())
    engine.layout(journey.model_copy(update={"lanes": strips}))
    after = contents(engine.layout(journey))
    assert after.keys() == before.keys()
    assert all(content is before[id_] for id_, content in after.items())


def contents(layout: MapLayout) -> dict[str, CardContent]:
    return {box.card.id: box.content for lane in layout.lanes for box in lane.box.cards}


def test_an_edit_that_is_taken_back_gives_the_very_contents_of_before() -> None:
    engine, journey = LayoutEngine(FakeSetter()), random_map(cards=120)
    before = contents(engine.layout(journey))
    owned = Table.of(card.model_copy(update={"owner": "Ann"}) for card in journey.cards.values())
    edited = contents(engine.layout(journey.model_copy(update={"cards": owned})))
    assert all(content is not before[id_] for id_, content in edited.items())
    assert all(content is before[id_] for id_, content in contents(engine.layout(journey)).items())
    again = contents(engine.layout(journey.model_copy(update={"cards": owned})))
    assert all(content is edited[id_] for id_, content in again.items())


def test_a_card_of_which_the_text_is_the_same_is_not_wrapped_again() -> None:
    engine, journey = LayoutEngine(FakeSetter()), random_map(cards=60)
    before = contents(engine.layout(journey))
    owned = Table.of(card.model_copy(update={"duration": "2 min"}) for card in journey.cards.values())
    changed = journey.model_copy(update={"cards": owned})
    after = contents(engine.layout(changed))
    assert all(content.text.block is before[id_].text.block for id_, content in after.items())
    assert plain(engine.layout(changed)) == plain(LayoutEngine(FakeSetter()).layout(changed))
