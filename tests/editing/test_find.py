"""Find and replace: every text of a user is found where it stands, and replaced nowhere else."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from cjm_desktop.editing.find import TEXT_FIELDS, Match, Query, find_matches, replace_all, replace_match
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, KeptVersion, Lane, Persona, Proof, Record, Stage, SubStage, WebLink
from cjm_desktop.templates import load_template
from tests.strategies import journeys

#: Texts that are no words of the user: ids, names of the program's own things, addresses, bytes.
NO_WORDS = {
    "id", "format", "version", "language", "role", "accent", "icon", "mime", "data", "url", "before", "roles", "channel",
    "channels", "owners", "hidden_lanes", "hidden_stages", "personas", "tags", "table", "record", "field",
    "review_off", "saved",
    "original",  # how a feeling was written elsewhere is not for us to rewrite
}  # fmt: skip


def small() -> Journey:
    return Journey(
        title="Cat and bowl",
        stages=Table.of([Stage(id="s1", name="Cat", sub_stages=(SubStage(id="u", name="the cat eats"),)), Stage(id="s2")]),
        lanes=Table.of([Lane(id="l1", label="Lane"), Lane(id="l2")]),
        personas=Table.of([Persona(id="p", name="Masha", needs=("food", "a cat"))]),
        cards=Table.of(
            [
                Card(id="c1", lane="l2", stage="s1", text="cat", tags=("cat", "dog")),
                Card(id="c2", lane="l1", stage="s2", text="Concatenate the cat, Cat!"),
                Card(id="c3", text="parked cat"),
                Card(
                    id="c4", lane="l1", stage="s1", note="x",
                    evidence=Proof(source="cat diary"), links=(WebLink(url="https://cat.org", title="Cats"),),
                ),
            ]
        ),
    )  # fmt: skip


def places(journey: Journey, query: Query) -> list[tuple[str, tuple[Any, ...], int]]:
    return [(match.id, match.path, match.start) for match in find_matches(journey, query)]


def test_everything_is_found_in_reading_order() -> None:
    assert places(small(), Query("cat")) == [
        ("", ("title",), 0),
        ("p", ("needs", 1), 2),
        ("s1", ("name",), 0),
        ("s1", ("sub_stages", 0, "name"), 4),
        ("c4", ("evidence", "source"), 0),
        ("c4", ("links", 0, "title"), 0),
        ("c2", ("text",), 3),
        ("c2", ("text",), 16),
        ("c2", ("text",), 21),
        ("c1", ("text",), 0),
        ("c1", ("tags", 0), 0),
        ("c3", ("text",), 7),
    ]


def test_case_and_whole_words() -> None:
    in_c2 = [place[2] for place in places(small(), Query("cat", match_case=True)) if place[0] == "c2"]
    assert in_c2 == [3, 16]
    in_c2 = [place[2] for place in places(small(), Query("cat", whole_words=True)) if place[0] == "c2"]
    assert in_c2 == [16, 21]


@pytest.mark.parametrize("text", ["", "(", "[a-", "\\", "."])
def test_no_pattern_is_meant(text: str) -> None:
    assert places(small(), Query(text)) == []


def test_one_is_replaced() -> None:
    journey, query = small(), Query("cat")
    match = Match("c2", ("text",), 16, 19)
    after = replace_match(journey, query, match, "dog")
    assert after.cards["c2"].text == "Concatenate the dog, Cat!"
    assert after.cards["c1"] is journey.cards["c1"]
    assert replace_match(after, query, match, "dog") is after
    assert replace_match(journey, query, Match("gone", ("text",), 0, 3), "dog") is journey


def test_all_are_replaced_and_counted() -> None:
    after, count = replace_all(small(), Query("cat"), r"\1 lynx")
    assert count == 12
    assert after.title == r"\1 lynx and bowl"
    assert after.stages["s1"].sub_stages[0].name == r"the \1 lynx eats"
    assert after.cards["c4"].evidence == Proof(source=r"\1 lynx diary")
    assert after.cards["c4"].links[0].url == "https://cat.org"
    assert find_matches(after, Query("cat")) == ()


def test_a_text_that_gets_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than 2,000 characters"):
        replace_all(small(), Query("cat"), "x" * 2_001)


def test_every_text_of_every_record_is_searched_or_no_words() -> None:
    def holds_text(annotation: Any) -> bool:
        return annotation is str or any(holds_text(part) for part in get_args(annotation))

    kinds = {kind for kind in Record.__subclasses__() if issubclass(kind, BaseModel)}
    kinds.remove(KeptVersion)  # of what a map was once nothing is replaced
    for kind in kinds:
        texts = {name for name, field in kind.model_fields.items() if holds_text(field.annotation)}
        listed = set(TEXT_FIELDS.get(kind, ()))
        references = {"lane", "stage", "sub_stage", "persona", "picture", "portrait", "curve", "source", "target"}
        assert texts - listed - NO_WORDS - references == set(), kind.__name__


@settings(max_examples=60, deadline=None)
@given(journeys(), st.text(min_size=1, max_size=3), st.text(max_size=3))
def test_replacing_there_and_back(journey: Journey, text: str, other: str) -> None:
    query = Query(text, match_case=True)
    found = find_matches(journey, query)
    after, count = replace_all(journey, query, other)
    assert count == len(found)
    assert (after is journey) == (count == 0 or other == text)
    one_by_one = journey
    for match in reversed(found):
        one_by_one = replace_match(one_by_one, query, match, other)
    assert one_by_one == after


def test_the_templates_have_words_to_find() -> None:
    journey = load_template("current-state")
    assert any(match.id in journey.cards for match in find_matches(journey, Query("feeder")))
