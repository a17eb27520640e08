"""What stands in tables of maps and is no part of them: ids, totals, legends, comments, lines below."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import read
from cjm_desktop.formats.table import grid, write_separated
from cjm_desktop.formats.table_extras import without_extras
from cjm_desktop.formats.table_ids import are_ids
from tests.formats.seen_in import lanes, stages


def imported(*lines: str, name: str = "a.csv") -> Imported:
    return read(write_separated([line.split("|") for line in lines], ",").encode(), name)


def turned(*lines: str) -> tuple[str, ...]:
    rows = zip(*(line.split("|") for line in lines), strict=True)
    return tuple("|".join(row) for row in rows)


@pytest.mark.parametrize(
    ("head", "ids"),
    [
        ("No.", "1 2 3"),
        ("", "1. 2. 3."),
        ("ID", "x1 x2 x3"),
        ("№", "1.1 1.2 2.1"),
        ("番号", "L-1 L-2 L-3"),
    ],
)
@pytest.mark.parametrize("corner", ["", "Stage"])
def test_a_first_column_of_numbers_or_ids_is_left_out_and_told(head: str, ids: str, corner: str) -> None:
    rows = ["Actions|sees|pays", "Pains||queue", "Ideas|x|y"]
    found = imported(
        f"{head}|{corner}|Aware|Buy", *(f"{id_}|{row}" for id_, row in zip(ids.split(), rows, strict=True))
    )
    assert (stages(found.journey), lanes(found.journey)) == (["Aware", "Buy"], ["Actions", "Pains", "Ideas"])
    assert any("left out" in note and "column" in note and head in note for note in found.notes)


def test_ids_in_front_of_stages_that_run_down_are_left_out_and_told() -> None:
    found = imported("ID|Stage|Actions|Pains", "1.1|Aware|sees|", "1.2|Aware|reads|", "2.1|Buy|pays|queue")
    assert (stages(found.journey), lanes(found.journey)) == (["Aware", "Buy"], ["Actions", "Pains"])
    assert "Left out: “ID”." in found.notes


def test_what_is_no_id() -> None:
    assert are_ids("No.", ["1", "2"])
    # The same again, words, one alone, and a number that something else is.
    assert not are_ids("No.", ["1", "1"])
    assert not are_ids("ID", ["Ann", "Bob"])
    assert not are_ids("ID", ["1"])
    assert not are_ids("Rating", ["1", "2"])
    assert not are_ids("", ["sees an ad", "pays"])


@pytest.mark.parametrize("word", ["Total", "Sum", "Average", "Ø", "Итого", "合计", "Durchschnitt:"])
@pytest.mark.parametrize("across", [True, False])
def test_a_total_is_no_stage_and_does_not_bend_the_scale(word: str, across: bool) -> None:
    rows = (f"Stage|Find|Buy|{word}", "Actions|a|b|", "Emotion|4|2|6", "Pains|p|q|")
    found = imported(*(rows if across else turned(*rows)))
    assert stages(found.journey) == ["Find", "Buy"]
    assert [point.value for point in found.journey.points.values()] == [1, -1]
    assert any("left out: it sums up" in note and word.rstrip(":") in note for note in found.notes)


def test_a_stage_called_like_a_total_that_holds_texts_stays_one() -> None:
    found = imported("Stage|Find|Buy|Total", "Actions|a|b|adds up", "Pains|p|q|")
    assert stages(found.journey) == ["Find", "Buy", "Total"]


@pytest.mark.parametrize("gap", ["", "|"])
def test_a_legend_beside_the_table_is_told_with_the_map(gap: str) -> None:
    found = imported(f"Stage|Find|Buy{gap}|Legend", f"Actions|a|b{gap}|😀 = happy", f"Emotion|😀|😡{gap}|😐 = neutral")
    assert stages(found.journey) == ["Find", "Buy"]
    assert [point.value for point in found.journey.points.values()] == [2, -2]
    assert found.journey.note == "Legend: 😀 = happy\n😐 = neutral"
    assert any("“Legend” is told with the map" in note for note in found.notes)


@pytest.mark.parametrize("word", ["Comments", "Комментарии", "备注"])
def test_comments_among_the_stages_are_told_with_the_map(word: str) -> None:
    found = imported(f"Stage|Find|Buy||{word}", "Actions|a|b||ask Ann", "Pains|p|q||")
    assert stages(found.journey) == ["Find", "Buy"]
    assert "Actions: ask Ann" in found.journey.note


def test_comments_that_are_a_lane_stay_one() -> None:
    found = imported("Stage|Actions|Comments", "Find|a|nice", "Buy|b|bad")
    assert stages(found.journey) == ["Find", "Buy"]
    assert [card.text for card in found.journey.cards.values()] == ["a", "b", "nice", "bad"]
    # Nothing tells here which way the stages run.
    assert "nice" in {
        card.text for card in imported("Thing|Foo|Comments", "x|a|nice", "y|b|bad").journey.cards.values()
    }


def test_lines_right_below_the_table_are_told_with_the_map() -> None:
    down = imported("Stage|Actions|Mood", "Find|a|nice", "Buy|b|", "Notes: made by Bob||")
    assert (stages(down.journey), down.journey.note) == (["Find", "Buy"], "made by Bob")
    across = imported(
        "Stage|Find|Buy", "Actions|a|b", "Opportunities||", "Note: a draft||", "Version 2, 3 May||", "* = guessed||"
    )
    assert lanes(across.journey) == ["Actions", "Opportunities"]
    assert across.journey.note == "a draft\nVersion 2, 3 May\n* = guessed"


_CELLS = ["", "1", "2", "ID", "Stage", "Total", "Notes", "Legend", "Actions", "Notes: x", "a"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_CELLS), min_size=3, max_size=3), min_size=2, max_size=5))
def test_what_is_taken_out_of_any_table_leaves_a_table(rows: list[list[str]]) -> None:
    found = without_extras(grid(rows).trimmed()).grid
    assert all(len(row) == found.size[1] for row in found.rows)
