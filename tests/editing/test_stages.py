from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.cards import move_cards, update_cards
from cjm_desktop.editing.change import diff
from cjm_desktop.editing.stages import (
    insert_stage,
    insert_stages,
    move_stages,
    new_stage,
    new_sub_stage,
    remove_stages,
    update_stage,
)
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Stage, SubStage

Sound = Callable[[Journey], Journey]


def _reach(journey: Journey, card: str = "wide") -> list[str]:
    stages = list(journey.stages)
    first = stages.index(journey.cards[card].stage or "")
    return stages[first : first + journey.cards[card].span]


def test_a_stage_is_put_last_or_before_another(journey: Journey, sound: Sound) -> None:
    stage = new_stage(journey, "Use")
    assert stage.name == "Use"
    assert list(sound(insert_stage(journey, stage)).stages) == ["a", "b", "c", "d", "e", stage.id]
    assert list(sound(insert_stage(journey, stage, "a")).stages) == [stage.id, "a", "b", "c", "d", "e"]
    with pytest.raises(KeyError):
        insert_stage(journey, stage, "x")
    with pytest.raises(ValueError):
        insert_stage(journey, Stage(id="wide"))


@pytest.mark.parametrize(
    ("before", "reach"),
    [("b", "bcd"), ("c", "bncd"), ("d", "bcnd"), ("e", "bcd"), (None, "bcd"), ("a", "bcd")],
)
def test_a_card_covers_a_stage_put_into_its_span(
    journey: Journey, sound: Sound, before: str | None, reach: str
) -> None:
    assert "".join(_reach(sound(insert_stage(journey, Stage(id="n"), before)))) == reach


@pytest.mark.parametrize(
    ("ids", "before", "order"),
    [
        ("a", None, "bcdea"),
        ("e", "a", "eabcd"),
        ("db", "a", "bdace"),
        ("ab", "b", "abcde"),
        ("ac", "c", "bacde"),
        ("de", "e", "abcde"),
        ("bc", "c", "abcde"),
        ("", "a", "abcde"),
    ],
)
def test_stages_move_in_their_order(journey: Journey, sound: Sound, ids: str, before: str | None, order: str) -> None:
    after = sound(move_stages(journey, ids, before))
    assert "".join(after.stages) == order
    assert (after is journey) == (order == "abcde")
    assert after.points is journey.points


def test_moving_stages_clips_what_spans_past_the_end(journey: Journey, sound: Sound) -> None:
    after = sound(move_stages(journey, ["b"]))
    assert "".join(_reach(after)) == "b"
    assert diff(journey, after).tables["cards"].updated == ("wide",)
    assert sound(move_stages(journey, ["a"])).cards is journey.cards
    with pytest.raises(KeyError):
        move_stages(journey, ["x"])
    with pytest.raises(KeyError):
        move_stages(journey, ["a"], "x")


def test_removing_a_stage_takes_along_what_stands_in_it(journey: Journey, sound: Sound) -> None:
    after = sound(remove_stages(journey, ["a"]))
    assert list(after.cards) == ["wide", "e-1", "parked"]
    assert list(after.points) == ["p-b", "g-b"]
    assert not after.connectors
    assert after.metrics is journey.metrics
    assert len(after.pictures) == 1


@pytest.mark.parametrize(
    ("gone", "reach", "sub_stage"),
    [
        ("c", "bd", "b1"),
        ("d", "bc", "b1"),
        ("b", "cd", None),
        ("bc", "d", None),
        ("bd", "c", None),
        ("ae", "bcd", "b1"),
    ],
)
def test_a_spanning_card_stays_while_it_covers_something(
    journey: Journey, sound: Sound, gone: str, reach: str, sub_stage: str | None
) -> None:
    after = sound(remove_stages(journey, gone))
    assert "".join(_reach(after)) == reach
    assert after.cards["wide"].sub_stage == sub_stage


def test_a_spanning_card_goes_with_the_last_stage_that_it_covers(journey: Journey, sound: Sound) -> None:
    assert "wide" not in sound(remove_stages(journey, "bcd")).cards
    none = sound(remove_stages(journey, "abcde"))
    assert list(none.cards) == ["parked"]
    assert not (none.stages)
    assert not (none.points)
    assert not (none.metrics)
    assert remove_stages(journey, "") is journey
    with pytest.raises(KeyError):
        remove_stages(journey, "ax")


def test_a_parked_card_that_remembers_a_stage_outlives_it(journey: Journey, sound: Sound) -> None:
    half = Card(id="half", stage="b", span=2, sub_stage="b1")
    start = journey.model_copy(update={"cards": Table({**journey.cards, "half": half})})
    assert sound(remove_stages(start, "bc")).cards["half"].stage is None
    shrunk = sound(remove_stages(start, "cde")).cards["half"]
    assert (shrunk.stage, shrunk.span) == ("b", 1)


def test_updating_a_stage(journey: Journey, sound: Sound) -> None:
    after = sound(update_stage(journey, "a", name="New", width=5))
    assert (after.stages["a"].name, after.stages["a"].width) == ("New", 60)
    assert after.cards is journey.cards
    assert update_stage(journey, "a", name="A") is journey
    with pytest.raises(KeyError):
        update_stage(journey, "x", name="A")


def test_cards_leave_a_sub_stage_that_goes(journey: Journey, sound: Sound) -> None:
    parts = journey.stages["a"].sub_stages
    made = new_sub_stage(journey.stages["a"], "third")
    after = sound(update_stage(journey, "a", sub_stages=(parts[1], made)))
    assert after.cards["a-1"].sub_stage is None
    assert after.cards["wide"].sub_stage == "b1"
    kept = sound(update_stage(journey, "a", sub_stages=(parts[0], SubStage(id="a2", name="renamed"))))
    assert kept.cards is journey.cards
    with pytest.raises(ValueError, match="sub-stages"):
        update_stage(journey, "a", sub_stages=(parts[0], parts[0]))


def test_a_move_after_growth_is_taken_back_by_edits_too(journey: Journey, sound: Sound) -> None:
    grown = update_cards(insert_stage(journey, Stage(id="n"), "c"), ["wide"], span=3)
    assert "".join(_reach(sound(grown))) == "bnc"
    assert "".join(_reach(sound(move_cards(grown, ["wide"], "touch", "e")))) == "e"


def test_stages_are_put_in_by_name_in_their_order(journey: Journey, sound: Sound) -> None:
    after, made = insert_stages(journey, ("First", "Second"), "b")
    assert list(sound(after).stages) == ["a", *made, "b", "c", "d", "e"]
    assert [after.stages[id_].name for id_ in made] == ["First", "Second"]
    assert insert_stages(journey, ()) == (journey, ())
    with pytest.raises(KeyError):
        insert_stages(journey, ("First",), "x")
