"""Two maps made of one become one: each side's changes are there, nothing is lost, what cannot be decided is a conflict."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.editing import cards, channels, curve, document, lanes, personas, pictures, stages, things, views
from cjm_desktop.editing.change import diff, same_content
from cjm_desktop.formats.journey_file import dumps, loads
from cjm_desktop.model.ids import fresh_id
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import Card, Conflict, Persona, Record, SubStage, WebLink
from cjm_desktop.model.rules import repair
from cjm_desktop.review.merging import WORDED, Merged, key_of, merge
from cjm_desktop.templates import load_template
from tests.editing.test_random_edits import EDITS, Choice
from tests.maps import picture, random_map
from tests.strategies import journeys


@pytest.fixture
def base() -> Journey:
    return load_template("current-state")


def ids_of(table: Mapping[str, Record], *numbers: int) -> list[str]:
    return [list(table)[number] for number in numbers]


def keys(merged: Merged) -> list[tuple[str, str, str]]:
    return [key_of(one) for one in merged.conflicts]


def without_conflicts(journey: Journey) -> Journey:
    return journey.model_copy(update={"conflicts": ()})


# What is taken and united


def test_fields_of_one_record_are_taken_from_both(base: Journey) -> None:
    (id_,) = ids_of(base.cards, 3)
    merged = merge(base, cards.update_cards(base, [id_], votes=4), cards.update_cards(base, [id_], owner="Ann"))
    assert (merged.journey.cards[id_].votes, merged.journey.cards[id_].owner) == (4, "Ann")
    assert merged.conflicts == ()


def test_words_of_a_text_are_merged(base: Journey) -> None:
    (id_,) = ids_of(base.cards, 3)
    base = cards.update_cards(base, [id_], text="Asks the vendor three questions in chat")
    ours = cards.update_cards(base, [id_], text="Asks a vendor three questions in chat")
    theirs = cards.update_cards(base, [id_], text="Asks the vendor three questions by phone")
    merged = merge(base, ours, theirs)
    assert merged.journey.cards[id_].text == "Asks a vendor three questions by phone"
    assert merged.conflicts == ()


def test_a_text_that_would_be_too_long_is_a_conflict(base: Journey) -> None:
    (id_,) = ids_of(base.cards, 3)
    base = cards.update_cards(base, [id_], text="one two three four")
    ours = cards.update_cards(base, [id_], text="x" * 15_000 + " two three four")
    theirs = cards.update_cards(base, [id_], text="one two three " + "y" * 15_000)
    merged = merge(base, ours, theirs)
    assert keys(merged) == [("cards", id_, "text")]
    assert merged.journey.cards[id_].text == ours.cards[id_].text


def test_lists_are_united(base: Journey) -> None:
    (id_,) = ids_of(base.cards, 3)
    old, link = WebLink(url="https://a.example/"), WebLink(url="https://b.example/", title="b")
    base = cards.update_cards(base, [id_], tags=("one", "two", "two"), links=(old,))
    ours = cards.update_cards(base, [id_], tags=("mine", "one", "two", "two"), links=(old, link))
    theirs = cards.update_cards(base, [id_], tags=("one", "two", "theirs"), links=())
    card = merge(base, ours, theirs).journey.cards[id_]
    assert card.tags == ("mine", "one", "two", "theirs")
    assert card.links == (link,)


def test_sub_stages_are_merged_by_their_ids(base: Journey) -> None:
    (id_,) = ids_of(base.stages, 1)
    one, two = SubStage(id="one", name="One"), SubStage(id="two", name="Two")
    base = stages.update_stage(base, id_, sub_stages=(one, two))
    renamed = two.model_copy(update={"name": "Zwei"})
    ours = stages.update_stage(base, id_, sub_stages=(one, renamed))
    theirs = stages.update_stage(base, id_, sub_stages=(SubStage(id="new", name="New"), two))
    merged = merge(base, ours, theirs)
    assert [part.name for part in merged.journey.stages[id_].sub_stages] == ["New", "Zwei"]
    assert merged.conflicts == ()
    gone = stages.update_stage(base, id_, sub_stages=(one,))
    assert keys(merge(base, ours, gone)) == [("stages", id_, "sub_stages")]


def test_moves_additions_and_removals_come_together(base: Journey) -> None:
    first, second, third = ids_of(base.lanes, 0, 1, 2)
    ours = lanes.move_lanes(base, [first], third)
    theirs = lanes.insert_lane(base, lanes.new_lane(base, "own", "New"), second)
    theirs = lanes.remove_lanes(theirs, [third])
    merged = merge(base, ours, theirs)
    assert [lane.label for lane in merged.journey.lanes.values()][:3] == [
        base.lanes[second].label, base.lanes[first].label, "New",
    ] or [lane.label for lane in merged.journey.lanes.values()][:3] == [
        "New", base.lanes[second].label, base.lanes[first].label,
    ]  # fmt: skip
    assert third not in merged.journey.lanes
    assert merged.conflicts == ()


def test_fields_that_nobody_knows_are_merged_too(base: Journey) -> None:
    def odd(id_: str, **fields: object) -> Journey:
        record = Card(**{**base.cards[id_].__dict__, **fields})
        return base.model_copy(update={"cards": Table({**base.cards, id_: record}), "x-map": 1})

    (id_,) = ids_of(base.cards, 0)
    base = odd(id_, **{"x-old": 1, "x-both": 1})
    ours, theirs = odd(id_, **{"x-old": 1, "x-both": 2, "x-mine": [1]}), odd(id_, **{"x-both": 3, "x-new": {"a": 1}})
    merged = merge(base, ours, theirs)
    assert merged.journey.cards[id_].model_extra == {"x-both": 2, "x-mine": [1], "x-new": {"a": 1}}
    assert keys(merged) == [("cards", id_, "x-both")]
    newer = theirs.model_copy(update={"version": "1.10"})
    assert merge(base, ours.model_copy(update={"version": "1.9"}), newer).journey.version == "1.10"


def test_pictures_by_their_digest(base: Journey) -> None:
    mine, other = picture(3, 3), picture(5, 5)
    first, second = ids_of(base.cards, 0, 1)
    ours = cards.update_cards(pictures.insert_picture(base, mine), [first], picture=mine.id)
    theirs = cards.update_cards(pictures.insert_picture(base, other), [second], picture=other.id)
    theirs = cards.update_cards(pictures.insert_picture(theirs, mine), [ids_of(base.cards, 2)[0]], picture=mine.id)
    merged = merge(base, ours, theirs)
    assert set(merged.journey.pictures) == {*base.pictures, mine.id, other.id}
    assert merged.conflicts == ()


# Conflicts


def test_a_field_that_both_changed_keeps_ours_and_says_so(base: Journey) -> None:
    (id_,) = ids_of(base.cards, 3)
    ours, theirs = cards.update_cards(base, [id_], votes=2), cards.update_cards(base, [id_], votes=5)
    merged = merge(base, ours, theirs)
    assert merged.journey.cards[id_].votes == 2
    assert merged.conflicts == (Conflict(table="cards", record=id_, field="votes", base=0, ours=2, theirs=5),)
    assert merged.journey.conflicts == merged.conflicts
    assert merge(base, cards.update_cards(base, [id_], votes=2), ours).conflicts == ()


def test_a_conflict_can_be_read_in_the_file(base: Journey) -> None:
    (id_,) = ids_of(base.cards, 3)
    ours, theirs = cards.update_cards(base, [id_], text="Mine"), cards.update_cards(base, [id_], text="Yours")
    merged = merge(base, ours, theirs).journey
    said = json.loads(dumps(merged))["conflicts"]
    assert said == [
        {
            "table": "cards",
            "record": id_,
            "field": "text",
            "base": base.cards[id_].text,
            "ours": "Mine",
            "theirs": "Yours",
        }
    ]
    assert loads(dumps(merged), "x").journey == merged


def test_what_one_deleted_and_the_other_changed_stays(base: Journey) -> None:
    first, second = ids_of(base.cards, 3, 9)
    ours = cards.update_cards(cards.remove_cards(base, [first]), [second], votes=3)
    theirs = cards.update_cards(cards.remove_cards(base, [second]), [first], votes=4)
    merged = merge(base, ours, theirs)
    assert (merged.journey.cards[first].votes, merged.journey.cards[second].votes) == (4, 3)
    by_key = {one.record: one for one in merged.conflicts}
    assert by_key[first].ours is None
    assert by_key[first].theirs["votes"] == 4
    assert by_key[second].theirs is None
    assert {one.field for one in merged.conflicts} == {""}


def test_a_lane_that_is_still_needed_comes_back(base: Journey) -> None:
    lane = next(id_ for id_, one in base.lanes.items() if one.kind.holds_cards)
    stage = next(iter(base.stages))
    ours = lanes.remove_lanes(base, [lane])
    theirs = cards.insert_card(base, new := cards.new_card(base, lane, stage, "New"))
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert keys(merged) == [("lanes", lane, "")]
        assert merged.journey.cards[new.id].lane == lane
        # What stood in it and nobody has changed stays deleted.
        assert [card.id for card in merged.journey.cards.values() if card.lane == lane] == [new.id]


def test_all_that_is_needed_comes_back(base: Journey) -> None:
    """An own channel and a picture without a word; personas, stages, curves and the cards of an arrow with one."""
    who = personas.new_persona(base, "Who")
    how = channels.new_channel(base, "Drone")
    shown = picture(4, 4)
    base = pictures.insert_picture(personas.insert_persona(channels.insert_channel(base, how), who), shown)
    stage, lane = next(iter(base.stages)), next(iter(base.lanes))
    theirs, id_ = cards.insert_card(base, new := cards.new_card(base, lane, stage, "New")), new.id
    theirs = cards.update_cards(theirs, [id_], persona=who.id, channel=how.id, picture=shown.id)
    ours = things.remove(base, [who.id, how.id, shown.id, stage])
    merged = merge(base, ours, theirs)
    assert set(keys(merged)) == {("personas", who.id, ""), ("stages", stage, "")}
    card = merged.journey.cards[id_]
    assert (card.persona, card.channel, card.picture, card.stage) == (who.id, how.id, shown.id, stage)
    one = next(iter(base.curves))
    point = curve.new_point(base, one, stage, 0.5, 1)
    merged = merge(base, curve.remove_curves(base, [one]), curve.insert_point(base, point))
    assert keys(merged) == [("curves", one, "")]
    assert point.id in merged.journey.points


def test_a_sub_stage_that_is_still_needed_comes_back(base: Journey) -> None:
    stage = next(iter(base.stages))
    id_ = next(card.id for card in base.cards.values() if card.stage == stage)
    base = stages.update_stage(base, stage, sub_stages=(SubStage(id="part", name="Part"),))
    ours = stages.update_stage(base, stage, sub_stages=())
    theirs = cards.update_cards(base, [id_], sub_stage="part")
    merged = merge(base, ours, theirs)
    assert merged.journey.cards[id_].sub_stage == "part"
    assert keys(merged) == [("stages", stage, "sub_stages")]


def test_two_places_are_one_conflict(base: Journey) -> None:
    first, second, third = ids_of(base.stages, 0, 1, 2)
    id_ = next(card.id for card in base.cards.values() if card.stage == first and card.span == 1)
    ours, theirs = cards.update_cards(base, [id_], stage=second), cards.update_cards(base, [id_], stage=third)
    (conflict,) = merge(base, ours, theirs).conflicts
    assert conflict.field == "stage"
    assert conflict.theirs == {"stage": third, "sub_stage": None}


def test_two_orders_of_stages_are_a_conflict(base: Journey) -> None:
    first, *_, last = base.stages
    ours = stages.move_stages(base, [last], list(base.stages)[2])
    theirs = stages.move_stages(base, [last], first)
    merged = merge(base, ours, theirs)
    assert keys(merged) == [("stages", "", "order")]
    assert list(merged.journey.stages) == list(ours.stages)
    assert merged.conflicts[0].theirs == list(theirs.stages)
    # Two moves that have nothing to do with each other are none.
    theirs = stages.move_stages(base, [last], list(base.stages)[1])
    ours = stages.move_stages(base, [list(base.stages)[3]], list(base.stages)[2])
    assert merge(base, ours, theirs).conflicts == ()


@pytest.mark.parametrize("places", [(2, 4), (4, 2), (1, 3)])
def test_cards_that_both_move_stand_in_one_place_whichever_side_is_which(
    base: Journey, places: tuple[int, int]
) -> None:
    ids = list(base.cards)
    first, *others = ids[:6]

    def with_first_at(place: int) -> Journey:
        order = [*others[:place], first, *others[place:], *ids[6:]]
        return base.model_copy(update={"cards": Table((id_, base.cards[id_]) for id_ in order)})

    ours, theirs = map(with_first_at, places)
    theirs = cards.insert_card(theirs, Card(id="fresh", lane=None, stage=None, text="new"))
    merged = merge(base, ours, theirs).journey
    assert list(merged.cards) == list(merge(base, theirs, ours).journey.cards)
    assert list(merge(base, merged, theirs).journey.cards) == list(merged.cards)


def test_cards_end_where_the_map_ends(base: Journey) -> None:
    *_, before, last = base.stages
    (id_,) = ids_of(base.cards, 0)
    lane = base.cards[id_].lane
    base = cards.move_cards(base, [id_], lane, before)
    ours = cards.update_cards(base, [id_], span=2)
    theirs = stages.remove_stages(base, [last])
    merged = merge(base, ours, theirs)
    assert merged.journey.cards[id_].span == 1
    assert merged.conflicts == ()
    assert same_content(merge(base, merged.journey, ours).journey, merged.journey)


def test_a_conflict_says_what_the_sides_said_however_often_they_are_merged(base: Journey) -> None:
    *_, before, last = base.stages
    (id_,) = ids_of(base.cards, 0)
    base = cards.move_cards(base, [id_], base.cards[id_].lane, before)
    ours = cards.update_cards(base, [id_], span=2)
    theirs = stages.remove_stages(cards.remove_cards(base, [id_]), [last])
    merged = merge(base, ours, theirs)
    assert merged.journey.cards[id_].span == 1
    assert merged.conflicts[0].ours["span"] == 2
    assert same_content(merge(base, merged.journey, theirs).journey, merged.journey)


def test_views_forget_what_is_gone(base: Journey) -> None:
    lane = next(iter(base.lanes))
    base = views.insert_view(base, view := views.new_view(base, "View"))
    merged = merge(base, lanes.remove_lanes(base, [lane]), views.update_view(base, view.id, hidden_lanes=(lane,)))
    assert lane not in merged.journey.lanes
    assert merged.journey.views[view.id].hidden_lanes == ()


def test_one_id_for_two_things(base: Journey) -> None:
    stage, lane = next(iter(base.stages)), next(iter(base.lanes))
    ours = cards.insert_card(base, cards.new_card(base, lane, stage, "Mine").model_copy(update={"id": "same"}))
    theirs = personas.insert_persona(base, Persona(id="same", name="Theirs"))
    theirs = cards.insert_card(theirs, new := cards.new_card(theirs, lane, stage, "Hers", persona="same"))
    made = merge(base, ours, theirs).journey
    assert made.cards["same"].text == "Mine"
    assert made.personas["same-2"].name == "Theirs"
    assert made.cards[new.id].persona == "same-2"
    assert same_content(merge(base, made, theirs).journey, made)
    # Both made the same kind of thing under one id: it is one thing.
    mine = personas.insert_persona(base, Persona(id="same", name="Theirs", quote="Hm"))
    merged = merge(base, mine, theirs)
    assert merged.journey.personas["same"].quote == "Hm"
    assert keys(merged) == [("personas", "same", "quote")]


def test_long_ids_that_begin_alike_stay_apart(base: Journey) -> None:
    stage, lane = next(iter(base.stages)), next(iter(base.lanes))
    long = ["x" * 75 + end for end in "ab"]
    ours = base
    for id_ in long:
        ours = cards.insert_card(ours, Card(id=id_, lane=lane, stage=stage, text="Mine"))
    theirs = base
    for id_ in long:
        theirs = personas.insert_persona(theirs, Persona(id=id_, name=f"Theirs {id_[-1]}"))
    made = merge(base, ours, theirs).journey
    assert {"Theirs a", "Theirs b"} <= {one.name for one in made.personas.values()}
    assert repair(made) == (made, ())


def test_an_order_that_is_to_be_decided_on_stays_as_it_is(base: Journey) -> None:
    *_, last = base.stages
    ours = stages.move_stages(base, [last], list(base.stages)[2])
    theirs = stages.move_stages(base, [last], next(iter(base.stages)))
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(base, one, other)
        assert keys(merged) == [("stages", "", "order")]
        assert list(merged.journey.stages) == list(one.stages)
        assert merge(base, merged.journey, other).journey is merged.journey


def test_what_is_left_open_stays_though_it_is_as_before(base: Journey) -> None:
    (id_,) = ids_of(base.cards, 3)
    ours, theirs = cards.update_cards(base, [id_], votes=2), cards.update_cards(base, [id_], votes=5)
    made = cards.update_cards(merge(base, ours, theirs).journey, [id_], votes=0)
    again = merge(base, made, theirs)
    assert again.journey.cards[id_].votes == 0
    assert again.journey.conflicts == made.conflicts


def test_what_views_hide_has_no_order(base: Journey) -> None:
    one, two, three = ids_of(base.lanes, 0, 1, 2)
    base = views.insert_view(base, view := views.new_view(base, "View"))
    ours = views.update_view(base, view.id, hidden_lanes=(three, one))
    theirs = views.update_view(base, view.id, hidden_lanes=(one, two))
    made = merge(base, ours, theirs).journey
    assert set(made.views[view.id].hidden_lanes) == {one, two, three}
    assert same_content(merge(base, theirs, ours).journey, made)
    assert same_content(merge(base, made, theirs).journey, made)


def test_conflicts_that_were_open_before(base: Journey) -> None:
    one, two = (Conflict(table="cards", record="gone", field=name, ours=1, theirs=2) for name in ("votes", "span"))
    base = base.model_copy(update={"conflicts": (one,)})
    decided = base.model_copy(update={"conflicts": ()})
    more = base.model_copy(update={"conflicts": (one, two), "title": "More"})
    assert merge(base, decided, more).journey.conflicts == (two,)
    assert merge(base, more, decided).journey.conflicts == (two,)
    assert merge(base, base, more).journey.conflicts == (one, two)


def test_all_texts_of_the_model_are_merged_by_words() -> None:
    kinds = [kind for kind in Record.__subclasses__() if kind is not Conflict]
    long = {
        name
        for kind in kinds
        for name, schema in kind.model_json_schema().get("properties", {}).items()
        if schema.get("type") == "string" and schema.get("maxLength") == 20_000
    }
    assert long <= WORDED


# Laws


def check_laws(base: Journey, ours: Journey, theirs: Journey, *, related: bool = True) -> Merged:
    merged = merge(base, ours, theirs)
    made = merged.journey
    assert repair(made) == (made, ())
    assert same_content(loads(dumps(made), "x").journey, made), "it is not the same when it is opened again"
    for table in TABLES:
        added = {id_ for side in (ours, theirs) for id_ in getattr(side, table)} - set(getattr(base, table))
        assert not related or added <= set(getattr(made, table)), f"{table} lost something that was added"
    again = merge(base, made, theirs).journey
    change = diff(made, again)
    if merged.conflicts:  # what came back may be put elsewhere among the others
        assert not change.fields
        assert not any(table.added or table.removed for table in change.tables.values())
        assert all(getattr(made, name) == getattr(again, name) for name in change.tables)
    else:
        assert same_content(made, again)
        swapped = merge(base, theirs, ours)
        assert not related or swapped.conflicts or same_content(swapped.journey, made), "the sides are not alike"
    return merged


_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@settings(_SETTINGS, max_examples=25)
@given(journeys(unknown=True), journeys(unknown=True), journeys(unknown=True))
def test_laws_of_maps_that_have_nothing_to_do_with_each_other(base: Journey, ours: Journey, theirs: Journey) -> None:
    check_laws(base, ours, theirs, related=False)


@_SETTINGS
@given(journeys(unknown=True), journeys(unknown=True))
def test_one_side_alone(base: Journey, other: Journey) -> None:
    assert merge(base, base, base).journey is base
    assert merge(base, other, base).journey is other
    assert same_content(merge(base, base, other).journey, other)
    assert same_content(merge(base, other, other).journey, other)
    assert merge(base, other, loads(dumps(other), "x").journey).conflicts == ()


def edited(journey: Journey, seed: int, count: int) -> Journey:
    dice = random.Random(seed)
    choice = Choice(dice.randrange)
    for _ in range(count):
        try:
            journey = EDITS[choice.one(EDITS)](journey, choice)
        except (ValueError, KeyError):
            continue
    return journey


_START = (load_template("current-state"), random_map(3, 40, stages=5, lanes=14), random_map(4, 12, stages=3, lanes=14))


@settings(_SETTINGS, max_examples=120)
@given(st.sampled_from((*_START, Journey())), st.integers(), st.integers(), st.sampled_from((1, 2, 4, 12)))
def test_laws_of_edits(base: Journey, one: int, other: int, count: int) -> None:
    check_laws(base, edited(base, one, count), edited(base, other, count))


def _added(journey: Journey, text: str) -> Journey:
    card = cards.new_card(journey, next(iter(journey.lanes)), next(iter(journey.stages)), text)
    return cards.insert_card(journey, card.model_copy(update={"id": fresh_id("card")}))


@_SETTINGS
@given(st.sampled_from(_START), st.data())
def test_disjoint_changes_commute_and_are_all_there(base: Journey, data: st.DataObject) -> None:
    chosen = data.draw(st.permutations(list(base.cards)))[:4]
    ours = cards.remove_cards(cards.update_cards(_added(base, "Mine"), [chosen[0]], text="A"), [chosen[1]])
    theirs = document.update_map(cards.update_cards(_added(base, "Theirs"), [chosen[2]], votes=9), title="B")
    theirs = cards.move_cards(theirs, [chosen[3]], None, None)
    merged = check_laws(base, ours, theirs)
    assert merged.conflicts == ()
    made = merged.journey
    assert same_content(merge(base, theirs, ours).journey, made)
    assert (made.cards[chosen[0]].text, made.cards[chosen[2]].votes, made.title) == ("A", 9, "B")
    assert chosen[1] not in made.cards
    assert made.cards[chosen[3]].stage is None
    assert {"Mine", "Theirs"} <= {card.text for card in made.cards.values()}
    assert without_conflicts(made) == made


def test_what_is_not_touched_is_shared(base: Journey) -> None:
    first, second = ids_of(base.cards, 0, 1)
    ours, theirs = cards.update_cards(base, [first], votes=1), cards.update_cards(base, [second], votes=1)
    apart = loads(dumps(theirs), "x").journey
    made = merge(loads(dumps(base), "x").journey, ours, apart).journey
    assert made.stages is ours.stages
    assert all(made.cards[id_] is card for id_, card in ours.cards.items() if id_ != second)
    assert merge(base, ours, loads(dumps(base), "x").journey).journey is ours
