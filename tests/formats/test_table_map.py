"""A table becomes a map: which way its stages run, what its lines are, and nothing that was written is lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.formats import table_map
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.map_table import rows_of_map
from cjm_desktop.formats.table import Grid, grid, read_separated
from cjm_desktop.formats.table_map import LEFT_OUT, STAGE_NAMES, Reading, guess, read, relabelled
from cjm_desktop.formats.table_words import is_stage_word, meaning_of, without_number
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LaneKind
from cjm_desktop.model.rules import repair
from cjm_desktop.templates import load_template
from tests.strategies import names, texts

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "tables"


def made(text: str, title: str = "T") -> Imported:
    found = read_separated(text).trimmed()
    return read(found, guess(found), title)


def cards(journey: Journey, label: str) -> list[str]:
    (lane,) = [id_ for id_, one in journey.lanes.items() if one.label == label]
    return [card.text for card in journey.cards.values() if card.lane == lane]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("**Actions**", "actions"),
        ("User Actions", "actions"),
        ("Mindset / Thoughts", "thoughts"),
        ("Thoughts & Feelings", "thoughts"),
        ("Pain Point 2", "pains"),
        ("Improvement Opportunities", "opportunities"),
        ("KPIs", "metrics"),
        ("Customer goal", "customer_goal"),
        ("Business Goals", "business_goal"),
        ("Действия пользователя", "actions"),
        ("Точки контакта", "touchpoints"),
        ("Возможности для улучшения", "opportunities"),
        ("Schmerzpunkte", "pains"),
        ("Émotions", "emotions"),
        ("Puntos de contacto", "touchpoints"),
        ("ユーザー行動", "actions"),
        ("タッチポイント", "touchpoints"),
        ("痛点", "pains"),
        ("cảm xúc", "emotions"),
        ("نقاط التلامس", "touchpoints"),
        ("What the weather was", ""),
        ("", ""),
    ],
)
def test_headings_in_many_languages(heading: str, meaning: str) -> None:
    assert meaning_of(heading) == meaning


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("1. Need", "Need"),
        ("Stage 1: Buy", "Buy"),
        ("Этап 2 – Покупка", "Покупка"),
        ("① Use", "Use"),
        ("#3) Try", "Try"),
        ("1-3 days", "1-3 days"),
        ("2 days", "2 days"),
        ("Stage 1", "Stage 1"),
    ],
)
def test_numbers_in_front_of_stages(name: str, bare: str) -> None:
    assert without_number(name) == bare


def test_words_for_stages() -> None:
    assert all(map(is_stage_word, ("Stage", "Phases", "Этап", "Phase", "ステージ", "giai đoạn", "Journey stage")))
    assert not any(map(is_stage_word, ("Actions", "", "Need")))


def test_stages_across_with_an_empty_corner() -> None:
    found = made("\t1. Need\t2. Buy\nActions\tlooks\tpays\nFeelings\t2\t-1 annoyed\nNotes\t—\t• one\n")
    journey = found.journey
    assert [stage.name for stage in journey.stages.values()] == ["Need", "Buy"]
    assert [(lane.label, lane.role) for lane in journey.lanes.values()] == [
        ("Actions", "actions"),
        ("Feelings", "emotions"),
        ("Notes", "own"),
    ]
    assert cards(journey, "Actions") == ["looks", "pays"]
    assert cards(journey, "Notes") == ["• one"[2:]]
    assert [(point.value, point.label) for point in journey.points.values()] == [(2, ""), (-1, "annoyed")]
    assert any("in front" in note for note in found.notes)
    assert repair(journey) == (journey, ())


def test_stages_down() -> None:
    journey = made("Phase\tActions\tTouchpoints\tDuration\nNeed\tlooks\tweb\t2 days\nBuy\tpays\tshop\t\n").journey
    assert [stage.name for stage in journey.stages.values()] == ["Need", "Buy"]
    kinds = [(lane.label, lane.role, lane.kind) for lane in journey.lanes.values()]
    assert kinds == [
        ("Actions", "actions", LaneKind.CARDS),
        ("Touchpoints", "touchpoints", LaneKind.TOUCHPOINTS),
        ("Duration", "time", LaneKind.CARDS),
    ]
    assert cards(journey, "Duration") == ["2 days"]


def test_goals_and_times_right_below_the_names_are_those_of_the_stages() -> None:
    head = "\tNeed\tBuy\nDuration\t2 days\t\nCustomer goal\tto know\tto own\nBusiness goal\tto be seen\tto sell\n"
    found = made(f"{head}Actions\tlooks\tpays\n")
    told = [(stage.duration, stage.customer_goal, stage.business_goal) for stage in found.journey.stages.values()]
    assert told == [("2 days", "to know", "to be seen"), ("", "to own", "to sell")]
    assert [lane.label for lane in found.journey.lanes.values()] == ["Actions"]
    assert sum("goals of the stages" in note for note in found.notes) == 2
    # Anywhere else they are lanes like all others.
    below = made("\tNeed\tBuy\nActions\tlooks\tpays\nBusiness goal\tto be seen\tto sell\n").journey
    assert [(lane.label, lane.role) for lane in below.lanes.values()] == [
        ("Actions", "actions"),
        ("Business goal", "goals"),
    ]
    down = made("Stage\tCustomer goal\tQuestions\nNeed\tto know\tWhich?\nBuy\tto own\tWhen?\n").journey
    assert [(lane.label, lane.role) for lane in down.lanes.values()] == [
        ("Customer goal", "goals"),
        ("Questions", "thoughts"),
    ]


def test_a_repeated_stage_is_one_stage() -> None:
    journey = made("Stage\tAction\nNeed\tlooks\n\tasks\nNeed\tthinks\nBuy\tpays\n").journey
    assert [stage.name for stage in journey.stages.values()] == ["Need", "Buy"]
    assert cards(journey, "Action") == ["looks", "asks", "thinks", "pays"]


def test_lists_in_a_cell_become_cards_or_one_card() -> None:
    table = read_separated('\tNeed\tBuy\nPains\t"• slow\n- dear\n"\tx').trimmed()
    reading = guess(table)
    assert cards(read(table, reading, "").journey, "Pains") == ["slow", "dear", "x"]
    one = Reading(reading.across, reading.labels, reading.meanings, by_line=False)
    assert cards(read(table, one, "").journey, "Pains") == ["• slow\n- dear", "x"]


def test_words_for_numbers_stay_as_cards() -> None:
    found = made("\tA\tB\tC\nEmotions\t4/5\tblurb\t3/5\nKPIs\t81 %\tmany\t12\n")
    journey = found.journey
    assert [point.value for point in journey.points.values()] == [1.0, 0.0]
    assert [(metric.value, metric.unit) for metric in journey.metrics.values()] == [(81, "%"), (12, "")]
    assert [card.text for card in journey.cards.values()] == ["blurb", "many"]
    assert len(found.notes) >= 2


def test_the_user_has_the_last_word() -> None:
    table = read_separated("\tNeed\tBuy\nWhatever\tlooks\tpays\nJunk\tx\ty").trimmed()
    reading = guess(table).with_meaning(1, "thoughts").with_meaning(2, LEFT_OUT)
    journey = read(table, reading, "").journey
    assert [(lane.label, lane.role) for lane in journey.lanes.values()] == [("Whatever", "thoughts")]
    turned = table_map.flipped(table, reading)
    assert turned.across is not reading.across
    assert [stage.name for stage in read(table, turned, "").journey.stages.values()] == ["Whatever", "Junk"]
    other = reading.with_meaning(1, STAGE_NAMES)
    assert other.meanings == (LEFT_OUT, STAGE_NAMES, LEFT_OUT)
    bare = relabelled(table, reading, None)
    assert bare.labels is None
    texts = [card.text for card in read(table, bare, "").journey.cards.values()]
    assert texts == ["Whatever", "looks", "pays", "Junk", "x", "y"]


def test_a_table_that_starts_further_in_and_has_a_title() -> None:
    text = "\t\t\t\n\tMy journey\t\t\n\tStage\tNeed\tBuy\n\tActions\tlooks\tpays\n"
    journey = made(text).journey
    assert [stage.name for stage in journey.stages.values()] == ["Need", "Buy"]
    assert cards(journey, "Actions") == ["looks", "pays"]


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(FileProblem, match="at least two cells"):
        guess(Grid((("one",),)))


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([["", *(f"S{n}" for n in range(201))], ["A", *("x" for _ in range(201))]], "stages"),
        ([["", "S", "T"], *([f"L{n}", "x", "y"] for n in range(201))], "lanes"),
    ],
)
def test_maps_that_would_be_too_large_are_refused(rows: list[list[str]], what: str) -> None:
    table = grid(rows)
    reading = Reading(True, 0, (STAGE_NAMES, *("own" for _ in rows[1:])))
    with pytest.raises(FileProblem, match=what):
        read(table, reading, "")


@pytest.mark.parametrize("template", ["current-state", "day-in-the-life", "future-state", "service-blueprint"])
def test_a_map_as_a_table_is_the_same_map_again(template: str) -> None:
    journey = load_template(template)
    table = grid(rows_of_map(journey)).trimmed()
    again = read(table, guess(table), "").journey
    assert [stage.name for stage in again.stages.values()] == [stage.name for stage in journey.stages.values()]
    words = sorted(line for card in journey.cards.values() for line in card.text.splitlines() if line.strip())
    back = sorted(line for card in again.cards.values() for line in card.text.splitlines())
    assert set(words) <= set(back) | {lane.label for lane in again.lanes.values()}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.one_of(names, texts), min_size=2, max_size=4), min_size=2, max_size=5))
def test_any_table_makes_a_sound_map(rows: list[list[str]]) -> None:
    table = grid(rows).trimmed()
    if table.size[0] * table.size[1] < 2:
        return
    for reading in (guess(table), table_map.flipped(table, guess(table))):
        journey = read(table, reading, "T").journey
        assert repair(journey) == (journey, ())


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.csv")) or [None], ids=lambda file: getattr(file, "stem", "none"))
def test_tables_that_people_made(file: Path | None) -> None:
    if file is None:
        pytest.skip("the corpus of real tables is not here")
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    table = grid(rows).trimmed()
    reading = guess(table)
    assert STAGE_NAMES in reading.meanings
    journey = read(table, reading, "T").journey
    across = reading.across
    expected = rows[0][1:] if across else [row[0] for row in rows[1:]]
    assert [stage.name for stage in journey.stages.values()] == [name.strip() for name in expected]
    labels = [row[0] for row in rows[1:]] if across else rows[0][1:]
    stage_lines = sum(meaning in table_map.STAGE_FIELDS for meaning in reading.meanings)
    # Words among feelings stand in a lane with a number behind its name.
    told = {one if one in labels else one.removesuffix(" 2") for one in (lane.label for lane in journey.lanes.values())}
    assert len(told) == len(labels) - stage_lines
    assert "own" not in {lane.role for lane in journey.lanes.values()}
