from __future__ import annotations

import pytest
from hypothesis import given, settings

from cjm_desktop.editing.cards import remove_cards, update_cards
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import (
    Card,
    Connector,
    ConnectorKind,
    Curve,
    CurveStyle,
    EmotionPoint,
    Lane,
    LaneKind,
    Stage,
    SubStage,
)
from cjm_desktop.model.rules import repair, with_new_ids
from cjm_desktop.review.aligning import aligned
from cjm_desktop.review.answers import How, answers
from cjm_desktop.review.comparison import Sign, compare
from cjm_desktop.review.words import Piece, Side
from cjm_desktop.templates import load_template
from tests.strategies import journeys


@pytest.fixture
def before() -> Journey:
    return Journey(
        title="Feeding",
        stages=Table.of([Stage(id="need", name="Need"), Stage(id="buy", name="Buy"), Stage(id="use", name="Use")]),
        lanes=Table.of(
            [
                Lane(id="does", role="actions", label="Doing"),
                Lane(id="feel", kind=LaneKind.EMOTION, role="emotions", label="Feeling"),
                Lane(id="hurts", role="pains", label="Pains"),
                Lane(id="helps", role="ideas", label="Ideas"),
            ]
        ),
        cards=Table.of(
            [
                Card(id="bowl", lane="does", stage="need", text="Sees the empty bowl"),
                Card(id="order", lane="does", stage="buy", span=2, text="Orders and waits"),
                Card(id="late", lane="hurts", stage="buy", text="Comes too late"),
                Card(id="dear", lane="hurts", stage="use", text="Refills are dear"),
            ]
        ),
        curves=Table.of([Curve(id="curve", lane="feel")]),
        points=Table.of(
            [
                EmotionPoint(id="p1", curve="curve", stage="need", value=-1.0),
                EmotionPoint(id="p2", curve="curve", stage="buy", value=0.5),
            ]
        ),
    )


def test_signs_say_what_became_of_each_card(before: Journey) -> None:
    after = update_cards(before, ["bowl"], text="Sees the full bowl")
    after = update_cards(remove_cards(after, ["dear"]), ["late"], stage="use")
    after = after.model_copy(
        update={"cards": Table({**after.cards, "n": Card(id="n", lane="does", stage="use", text="New")})}
    )
    comparison = compare(before, after)
    both = comparison.both
    assert both.signs == {
        "bowl": Sign.CHANGED,
        "late": Sign.MOVED,
        "dear": Sign.REMOVED,
        "n": Sign.ADDED,
        "was-late": Sign.LEFT,
    }
    assert both.origins == {"was-late": "late"}
    assert both.faint == {"dear", "was-late"}
    assert (both.journey.cards["was-late"].stage, both.journey.cards["late"].stage) == ("buy", "use")
    assert both.texts["bowl"] == (
        Piece(Side.BOTH, "Sees the "),
        Piece(Side.BEFORE, "empty "),
        Piece(Side.AFTER, "full"),
        Piece(Side.BOTH, " bowl"),
    )
    assert both.journey.cards["bowl"].text == "Sees the empty full bowl"
    left, right = comparison.sides
    assert left.signs["late"] is Sign.LEFT
    assert right.signs["late"] is Sign.MOVED
    assert left.journey.cards["bowl"].text == "Sees the empty bowl"
    assert "n" not in left.journey.cards
    assert "dear" not in right.journey.cards


def test_the_curve_of_before_is_a_ghost_and_the_difference_is_told(before: Journey) -> None:
    points = Table({**before.points, "p1": before.points["p1"].model_copy(update={"value": 0.5})})
    comparison = compare(before, before.model_copy(update={"points": points}))
    assert [feeling.words for feeling in comparison.feelings] == ["▲ +1.5 (−1.0 → +0.5)"]
    both = comparison.both.journey
    assert both.curves["was-curve"].style is CurveStyle.GHOST
    assert both.points["was-p1"].value == -1.0
    assert list(both.lanes) == ["does", "feel", "was-feel", "hurts", "helps"]
    assert [card.text for card in both.cards.values() if card.lane == "was-feel"] == ["▲ +1.5 (−1.0 → +0.5)"]


def test_a_card_over_stages_reaches_over_those_of_both_maps(before: Journey) -> None:
    stages = [before.stages["need"], before.stages["buy"], Stage(id="wait", name="Wait"), before.stages["use"]]
    after = before.model_copy(update={"stages": Table.of(stages)})
    both = compare(before, remove_cards(after, ["order"])).both.journey
    assert list(both.stages) == ["need", "buy", "wait", "use"]
    assert both.cards["order"].span == 3


def test_a_part_of_a_stage_that_only_one_map_has_stays(before: Journey) -> None:
    parts = (SubStage(id="pay", name="Pay"),)
    stages = Table({**before.stages, "buy": before.stages["buy"].model_copy(update={"sub_stages": parts})})
    with_part = update_cards(before.model_copy(update={"stages": stages}), ["late"], sub_stage="pay")
    both = compare(with_part, before).both.journey
    assert both.stages["buy"].sub_stages == parts
    assert both.cards["was-late"].sub_stage == "pay"


@given(journeys())
@settings(max_examples=25, deadline=None)
def test_a_map_does_not_differ_from_itself(journey: Journey) -> None:
    comparison = compare(journey, journey)
    assert comparison.found.is_empty
    assert comparison.both.journey is journey


@given(journeys(), journeys())
@settings(max_examples=25, deadline=None)
def test_the_map_of_both_is_sound_and_holds_everything(one: Journey, two: Journey) -> None:
    comparison = compare(one, two)
    for shown in (comparison.both, *comparison.sides):
        assert repair(shown.journey)[0] is shown.journey, repair(shown.journey)[1]
        ids = {id_ for table in TABLES for id_ in getattr(shown.journey, table)}
        assert shown.texts.keys() <= shown.signs.keys()
        assert shown.origins.keys() <= ids
    cards = comparison.both.journey.cards
    assert cards.keys() >= one.cards.keys() | comparison.after.cards.keys()
    for id_, pieces in comparison.both.texts.items():
        record = next(
            (
                getattr(comparison.both.journey, table).get(id_)
                for table in TABLES
                if id_ in getattr(comparison.both.journey, table)
            ),
            None,
        )
        said = "".join(piece.text for piece in pieces)
        assert record is None or said in (getattr(record, name, "") for name in ("text", "name", "label"))


def test_maps_made_each_for_itself_are_matched_by_what_they_say(before: Journey) -> None:
    other = with_new_ids(
        before,
        {table: {id_: f"x{number}-{table}" for number, id_ in enumerate(getattr(before, table))} for table in TABLES},
    )
    assert other.cards.keys().isdisjoint(before.cards)
    assert aligned(before, other) == before
    assert compare(before, other).found.is_empty


def test_ids_that_an_import_counted_out_mean_nothing(before: Journey) -> None:
    cards = {
        f"c{n}": Card(id=f"c{n}", lane="does", stage="need", text=f"{word} something")
        for n, word in enumerate("abcdef")
    }
    one = before.model_copy(update={"cards": Table(cards)})
    shifted = [*list(cards.values())[1:], Card(id="x", text="Quite another thing", lane="does", stage="need")]
    two = one.model_copy(
        update={"cards": Table.of(card.model_copy(update={"id": f"c{n}"}) for n, card in enumerate(shifted))}
    )
    found = [(one.kind.value, (one.before or one.after).text) for one in compare(one, two).found.records]
    assert found == [("added", "Quite another thing"), ("removed", "a something")]


def test_ids_drawn_by_lot_hold_whatever_was_translated(before: Journey) -> None:
    cards = {
        f"card-0123456{n}": Card(id=f"card-0123456{n}", lane="does", stage="need", text=f"one {n}") for n in range(6)
    }
    one = before.model_copy(update={"cards": Table(cards)})
    two = update_cards(one, list(cards), text="кот")
    assert {each.kind.value for each in compare(one, two).found.records} == {"changed"}


def test_what_answers_a_pain(before: Journey) -> None:
    ideas = {
        "hours": Card(id="hours", lane="helps", stage="buy", text="Two-hour slots"),
        "club": Card(id="club", lane="helps", stage="need", text="Refill club"),
    }
    after = before.model_copy(
        update={
            "cards": Table({**remove_cards(before, ["late"]).cards, **ideas}),
            "connectors": Table.of([Connector(id="a", source="club", target="dear", kind=ConnectorKind.RESOLVES)]),
        }
    )
    found = {one.pain.id: one for one in answers(compare(before, after))}
    assert list(found) == ["late", "dear"]
    assert found["late"].gone
    assert [(card.id, how) for card, how in found["late"].by] == [("hours", How.STAGE)]
    assert not found["dear"].gone
    assert [(card.id, how) for card, how in found["dear"].by] == [("club", How.ARROW)]
    assert all(one.is_open for one in answers(compare(before, before)))


def test_an_opportunity_that_stood_there_before_answers_unless_something_new_does(before: Journey) -> None:
    one = Table({**before.cards, "slots": Card(id="slots", lane="helps", stage="buy", text="Slots")})
    before = before.model_copy(update={"cards": one})
    found = {answer.pain.id: answer for answer in answers(compare(before, update_cards(before, ["bowl"], text="Full")))}
    assert [(card.id, how) for card, how in found["late"].by] == [("slots", How.STAGE)]
    assert found["dear"].is_open
    newer = Table({**one, "hours": Card(id="hours", lane="helps", stage="buy", text="Hours")})
    found = {each.pain.id: each for each in answers(compare(before, before.model_copy(update={"cards": newer})))}
    assert [card.id for card, _ in found["late"].by] == ["hours"]


def test_a_pain_that_went_to_another_stage_is_answered_there(before: Journey) -> None:
    lanes = Table({**before.lanes, "gone": Lane(id="gone", role="current_pain", label="Pain resolved")})
    cards = update_cards(before.model_copy(update={"lanes": lanes}), ["late"], lane="gone", stage="need").cards
    idea = Card(id="hours", lane="helps", stage="need", text="Hours")
    after = before.model_copy(update={"lanes": lanes, "cards": Table({**cards, "hours": idea})})
    found = {one.pain.id: one for one in answers(compare(before, after))}
    assert found["late"].gone
    assert [card.id for card, _ in found["late"].by] == ["hours"]


def test_today_and_the_future_of_the_templates_meet() -> None:
    comparison = compare(load_template("current-state"), load_template("future-state"))
    names = [stage.name for stage in comparison.both.journey.stages.values()]
    assert names == ["Need", "Search", "Choose", "Compare", "Purchase", "Delivery", "Use"]
    assert all(one.gone and one.by for one in answers(comparison))
