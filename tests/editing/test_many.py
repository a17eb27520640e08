from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.editing import many
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.channels import new_channel
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Evidence, Mark, Proof
from tests.maps import random_map

Sound = Callable[[Journey], Journey]


def test_one_field_of_several_kinds(journey: Journey, sound: Sound) -> None:
    after = sound(many.update_all(journey, ["a-1", "b", "do", "a"], note="see the study"))
    assert {after.cards["a-1"].note, after.stages["a"].note, after.stages["b"].note, after.lanes["do"].note} == {
        "see the study"
    }
    assert after.cards["a-2"] is journey.cards["a-2"]
    assert many.update_all(after, ["a", "a-1", "do", "b"], note="see the study") is after


def test_what_leads_to_something_else_is_checked(journey: Journey) -> None:
    with pytest.raises(KeyError):
        many.update_all(journey, ["p-a", "p-b"], stage="nowhere")
    with pytest.raises(KeyError):
        many.update_all(journey, ["p-a", "gone"], label="x")
    assert {many.update_all(journey, ["p-a", "p-b"], stage="c").points[id_].stage for id_ in ("p-a", "p-b")} == {"c"}
    with pytest.raises(ValueError, match="different cards"):
        many.update_all(journey, ["k-1", "k-2"], source="t-1")


def test_tags_come_and_go_without_touching_others(journey: Journey, sound: Sound) -> None:
    start = update_cards(update_cards(journey, ["a-1"], tags=("old", "x")), ["a-2"], tags=("new",))
    after = sound(many.add_tag(start, ["a-1", "a-2", "a-3"], "new"))
    assert [after.cards[id_].tags for id_ in ("a-1", "a-2", "a-3")] == [("old", "x", "new"), ("new",), ("new",)]
    assert after.cards["a-2"] is start.cards["a-2"]
    assert many.remove_tag(after, ["a-1"], "old").cards["a-1"].tags == ("x", "new")
    assert many.remove_tag(after, ["a-1"], "other") is after


def test_marks_stand_in_their_order(journey: Journey) -> None:
    after = many.set_mark(journey, ["a-1", "p-a"], Mark.WAIT_POINT, on=True)
    after = many.set_mark(after, ["a-1"], Mark.MOMENT_OF_TRUTH, on=True)
    assert after.cards["a-1"].marks == (Mark.MOMENT_OF_TRUTH, Mark.WAIT_POINT)
    assert after.points["p-a"].marks == (Mark.WAIT_POINT,)
    assert many.set_mark(after, ["a-1"], Mark.WAIT_POINT, on=False).cards["a-1"].marks == (Mark.MOMENT_OF_TRUTH,)
    assert many.set_mark(after, ["a-1"], Mark.WAIT_POINT, on=True) is after


def test_one_part_of_the_evidence(journey: Journey, sound: Sound) -> None:
    start = update_cards(journey, ["a-1"], evidence=Proof(status=Evidence.OBSERVED, source="talks", count=3))
    ids = ["a-1", "a-2", "p-a", "m-b"]
    after = sound(many.set_proof(start, ids, "source", "log"))
    assert after.cards["a-1"].evidence == Proof(status=Evidence.OBSERVED, source="log", count=3)
    assumed = Proof(status=Evidence.ASSUMED, source="log")
    assert (after.cards["a-2"].evidence, after.points["p-a"].evidence, after.metrics["m-b"].evidence) == (assumed,) * 3
    gone = many.set_proof(after, ids, "status", None)
    assert (gone.cards["a-1"].evidence, gone.metrics["m-b"].evidence) == (None, None)
    assert many.set_proof(journey, ["a-2"], "source", "") is journey
    with pytest.raises(ValueError, match="2,000"):
        many.set_proof(journey, ["a-2"], "source", "x" * 2_001)
    assert many.set_proof(journey, ["a-2"], "count", -4).cards["a-2"].evidence == Proof(count=0)


def test_cards_go_to_a_stage_or_lane(journey: Journey, sound: Sound) -> None:
    after = sound(many.put_cards(journey, ["a-1", "t-1", "parked"], stage="e"))
    assert [(after.cards[i].lane, after.cards[i].stage) for i in ("a-1", "t-1", "parked")] == [
        ("do", "e"), ("touch", "e"), ("do", "e"),
    ]  # fmt: skip
    assert after.cards["a-1"].sub_stage is None
    again = many.put_cards(after, ["a-1", "t-1"], lane="touch")
    assert (again.cards["a-1"].lane, again.cards["a-1"].stage) == ("touch", "e")
    assert again.cards["t-1"] is after.cards["t-1"]
    assert many.put_cards(journey, ["a-1"], stage="a") is journey
    assert many.park_cards(after, ["a-1"]).cards["a-1"].stage is None


def test_a_new_channel_for_cards(journey: Journey, sound: Sound) -> None:
    channel = new_channel(journey, "Kiosk")
    after = sound(many.give_channel(journey, ["a-1", "t-1"], channel))
    assert {after.cards["a-1"].channel, after.cards["t-1"].channel} == {channel.id}


def test_shared_names() -> None:
    assert many.shared([("a", "b"), ("b", "c", "b"), ("b",)]) == (("b",), ("a", "c"))
    assert many.shared([()]) == ((), ())


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_all_at_once_is_as_one_by_one(data: st.DataObject) -> None:
    start = random_map(data.draw(st.integers(0, 20)), 12)
    ids = data.draw(st.lists(st.sampled_from([*start.cards, *start.points]), min_size=1, unique=True))
    source = data.draw(st.sampled_from(["", "log"]))
    one_by_one = start
    for id_ in ids:
        one_by_one = many.set_proof(one_by_one, [id_], "source", source)
    assert many.set_proof(start, ids, "source", source) == one_by_one
