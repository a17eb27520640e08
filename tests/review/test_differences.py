"""What differs between two maps, as data, for JSON and in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.cards import insert_card, move_cards, new_card, remove_cards, update_cards
from cjm_desktop.editing.change import same_content
from cjm_desktop.editing.curve import move_point
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.lanes import move_lanes, remove_lanes, update_lane
from cjm_desktop.editing.stages import move_stages
from cjm_desktop.formats.journey_file import dumps, loads
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Lane, LaneKind, Persona, Proof, Stage
from cjm_desktop.review.difference_words import in_words, sentence
from cjm_desktop.review.differences import Kind, as_json, differences
from cjm_desktop.review.grouped import grouped
from tests.maps import random_map
from tests.strategies import journeys


@pytest.fixture
def journey() -> Journey:
    """Two stages, lanes of pains and ideas, a curve with a point; three cards in one cell, one in another, one parked."""
    return Journey(
        title="Feeding",
        personas=Table.of([Persona(id="masha", name="Masha")]),
        stages=Table.of([Stage(id="buy", name="Delivery"), Stage(id="pay", name="Payment")]),
        lanes=Table.of(
            [
                Lane(id="pains", role="pains", label="Pains"),
                Lane(id="ideas", role="own", label="Ideas"),
                Lane(id="feel", role="emotions", label="Emotions", kind=LaneKind.EMOTION),
            ]
        ),
        cards=Table.of(
            [
                Card(id="a", lane="ideas", stage="buy", text="Waits in line"),
                Card(id="b", lane="ideas", stage="buy", text="Pays", owner="Ann"),
                Card(id="c", lane="ideas", stage="buy", text="Goes"),
                Card(id="d", lane="pains", stage="pay", text="Late"),
                Card(id="e", text="Parked"),
            ]
        ),
        curves=Table.of([Curve(id="curve", lane="feel", persona="masha")]),
        points=Table.of([EmotionPoint(id="point", curve="curve", stage="buy", value=-1.0)]),
    )


def words_of(before: Journey, after: Journey) -> tuple[str, ...]:
    return in_words(differences(before, after))


def with_card(journey: Journey, id_: str, lane: str | None, stage: str | None, text: str) -> Journey:
    return insert_card(journey, new_card(journey, lane, stage, text).model_copy(update={"id": id_}))


def test_every_sort_of_difference_in_words(journey: Journey) -> None:
    def after(made: Journey) -> tuple[str, ...]:
        return words_of(journey, made)

    assert after(journey) == ()
    assert after(move_cards(journey, ["a"], "ideas", "pay")) == ("Card “Waits in line” moved from Delivery to Payment",)
    assert after(move_cards(journey, ["a"], "pains", "buy")) == ("Card “Waits in line” moved from Ideas to Pains",)
    assert after(move_cards(journey, ["a"], "pains", "pay")) == (
        "Card “Waits in line” moved from Delivery, Ideas to Payment, Pains",
    )
    assert after(move_cards(journey, ["d"], None, None)) == (
        "Pain point “Late” moved from Payment, Pains to the parking lot",
    )
    assert after(move_cards(journey, ["a"], "ideas", "buy")) == ("Card “Waits in line” moved within a cell",)
    assert after(update_cards(journey, ["a"], text="Waits")) == ("Card “Waits in line” now reads “Waits”",)
    assert after(update_cards(journey, ["b"], owner="Bob", votes=2)) == (
        "Card “Pays” owner “Bob” instead of “Ann”; votes 2 instead of 0",
    )
    assert after(update_cards(journey, ["b"], note="x" * 90, persona="masha")) == (
        "Card “Pays” persona added: “Masha”; note added: “" + "x" * 39 + "…”",
    )
    assert after(update_cards(journey, ["b"], evidence=Proof(source="Log"))) == (
        "Card “Pays” evidence added: assumed, Log",
    )
    assert after(remove_cards(journey, ["a"])) == ("Card “Waits in line” removed in Delivery, Ideas",)
    assert after(remove_cards(journey, ["a", "b"])) == ("2 cards removed in Ideas",)
    assert after(with_card(journey, "new", "pains", "buy", "Hot")) == ("Pain point “Hot” added in Delivery, Pains",)
    assert after(with_card(journey, "new", None, None, "Hot")) == ("Card “Hot” added in the parking lot",)
    assert after(move_stages(journey, ["pay"], "buy")) == ("Stage “Payment” moved among the others",)
    assert after(move_lanes(journey, ["feel"], "pains")) == ("Lane “Emotions” moved among the others",)
    assert after(update_lane(journey, "pains", label="Ouch")) == ("Lane “Pains” now reads “Ouch”",)
    assert after(update_map(journey, title="")) == ("Title removed: “Feeding”",)
    assert after(update_map(journey, objective="To learn")) == ("Objective added: “To learn”",)
    assert after(update_map(journey, title="Cat")) == ("Title “Cat” instead of “Feeding”",)
    assert after(move_point(journey, "point", "pay", 0.5, 2)) == (
        "Emotion point in Delivery moved from Delivery to Payment; value 2 instead of -1",
    )
    assert after(remove_lanes(journey, ["feel"])) == (
        "Lane “Emotions” removed",
        "Emotion curve “Masha” removed in Emotions",
        "Emotion point in Delivery removed",
    )


def test_a_field_that_is_filled_or_emptied_is_added_or_removed(journey: Journey) -> None:
    filled = update_map(journey, objective="Find out what cats eat, and when they do so\nwhile nobody is at home")
    for before, after, word in ((journey, filled, "added"), (filled, journey, "removed")):
        (group,) = grouped(differences(before, after))
        (line,) = group.lines
        assert line.sentence == (
            f"Objective {word}: Find out what cats eat, and when they do so while nobody is at home"
        )
        assert words_of(before, after) == (f"Objective {word}: “Find out what cats eat, and when they d…”",)


def test_texts_are_there_as_they_were_and_as_they_are(journey: Journey) -> None:
    long = "Find out what cats eat, and when they do so"
    before = update_map(update_cards(journey, ["a"], note=long), objective=long, title="Cats")
    after = update_map(update_cards(before, ["a"], note=f"{long} now"), objective=f"{long} now", title="Dogs")
    lines = {line.sentence: line for group in grouped(differences(before, after)) for line in group.lines}
    assert "Title “Dogs” instead of “Cats”" in lines
    for said in ("Objective changed", "Card “Waits in line” note changed"):
        assert (lines[said].before, lines[said].after) == (long, f"{long} now")
        assert lines[said].marked.endswith("{+ now+}")


def test_versions_that_were_kept_are_no_difference_of_what_is_said(journey: Journey) -> None:
    from cjm_desktop.formats.kept import with_version

    kept = with_version(journey, "First", "")
    assert grouped(differences(journey, kept)) == ()
    assert words_of(journey, kept), "a merge tells what it takes"


def test_what_stands_in_quotation_marks_gets_no_second_pair(journey: Journey) -> None:
    before = update_cards(journey, ["a"], text="“When does it come?”")
    assert words_of(before, update_cards(before, ["a"], text="„Wann kommt es?“")) == (
        "Card “When does it come?” now reads “Wann kommt es?”",
    )
    assert words_of(journey, update_cards(journey, ["a"], owner="«Ann»")) == (
        "Card “Waits in line” owner added: “Ann”",
    )
    assert words_of(journey, update_map(journey, title="“Feeding”")) == ("Title ““Feeding”” instead of “Feeding”",)


def test_many_are_counted_and_the_rest_is_told(journey: Journey) -> None:
    made = journey
    for number in range(3):
        made = with_card(made, f"new-{number}", "pains", "pay", "x")
    assert words_of(journey, made) == ("3 cards added in Pains",)
    many = update_cards(journey, list(journey.cards), votes=1)
    assert len(words_of(journey, many)) == 5
    assert in_words(differences(journey, many), 3)[2] == "3 more differences"


def test_an_order_that_nobody_sees(journey: Journey) -> None:
    two = journey.model_copy(
        update={
            "points": Table.of(
                [*journey.points.values(), EmotionPoint(id="late", curve="curve", stage="pay", value=1.0)]
            )
        }
    )
    turned = two.model_copy(update={"points": Table.of(reversed(two.points.values()))})
    found = differences(two, turned)
    assert not found.is_empty
    assert found.records == ()
    assert in_words(found) == ("Emotion points are listed in another order",)
    assert as_json(found)["points"] == {"order": ["late", "point"]}


def test_kinds(journey: Journey) -> None:
    made = remove_cards(update_cards(move_cards(journey, ["a"], "pains", "buy"), ["a"], votes=1), ["c"])
    made = move_cards(with_card(made, "new", "pains", "buy", "x"), ["b"], "pains", "buy")
    found = differences(journey, made)
    assert {one.id: one.kind for one in found.records} == {
        "a": Kind.CHANGED, "b": Kind.MOVED, "c": Kind.REMOVED, "new": Kind.ADDED,
    }  # fmt: skip
    changed = found.of(Kind.CHANGED, "cards")[0]
    assert changed.has_moved
    assert [field.name for field in changed.fields] == ["lane", "votes"]
    assert "moved" in sentence(found, changed)
    assert "votes" in sentence(found, changed)
    assert found.of(Kind.ADDED, "lanes") == ()


def test_unknown_fields_and_empty_names(journey: Journey) -> None:
    odd = journey.model_copy(
        update={"cards": Table({**journey.cards, "a": Card(id="a", lane="ideas", stage="buy", **{"x-new": [1]})})}
    )
    (one,) = differences(journey, odd).records
    assert [(field.name, field.before, field.after) for field in one.fields] == [
        ("text", "Waits in line", ""), ("x-new", None, [1]),
    ]  # fmt: skip
    assert words_of(odd, journey)[0].startswith("Card in Delivery text added: “Waits in line”; x-new changed")


def test_as_json(journey: Journey) -> None:
    made = move_cards(update_map(remove_cards(journey, ["c"]), title="Cat"), ["a"], "pains", "pay")
    said = as_json(differences(journey, made))
    assert said["map"] == {"title": {"before": "Feeding", "after": "Cat"}}
    assert said["cards"]["removed"] == [{"id": "c", "lane": "ideas", "stage": "buy", "text": "Goes"}]
    assert said["cards"]["moved"][0]["fields"]["lane"] == {"before": "ideas", "after": "pains"}
    assert len(said["words"]) == 3
    assert as_json(differences(journey, journey)) == {"words": []}


_SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def _edited(data: st.DataObject, journey: Journey) -> Journey:
    """Another map that has much in common with this one."""
    other = data.draw(journeys(unknown=True))
    tables: dict[str, Any] = {}
    for name in TABLES:
        records = [*getattr(journey, name).values(), *getattr(other, name).values()]
        tables[name] = Table.of(data.draw(st.permutations(records))) if data.draw(st.booleans()) else records
    return journey.model_copy(
        update={name: table if isinstance(table, Table) else Table.of(table) for name, table in tables.items()}
    )


@_SLOW
@given(st.data())
def test_nothing_that_differs_is_left_out(data: st.DataObject) -> None:
    before = data.draw(journeys(unknown=True))
    after = before if data.draw(st.booleans()) else _edited(data, before)
    again = loads(dumps(after), "x").journey if data.draw(st.booleans()) else after
    found = differences(before, again)
    assert found.is_empty == same_content(before, again)
    assert bool(in_words(found)) == (not found.is_empty)
    json.dumps(as_json(found))
    # With what it says, the map before becomes the map after.
    for name in TABLES:
        made = dict(getattr(before, name))
        for one in found.records:
            if one.table == name and one.after is None:
                del made[one.id]
            elif one.table == name:
                made[one.id] = one.after
        assert made == getattr(again, name)


def test_equal_maps_from_two_files_do_not_differ() -> None:
    journey = random_map(5, 200)
    assert differences(journey, loads(dumps(journey), "x").journey).is_empty
