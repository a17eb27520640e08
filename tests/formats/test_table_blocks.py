"""Sheets with several tables, titles and lines around them."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import Choices, read
from cjm_desktop.model.journey import Journey
from tests.formats.seen_in import lanes, stages


def book(*lines: str, merged: str = "") -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for r, line in enumerate(lines, 1):
        for c, text in enumerate(line.split("|"), 1):
            if text:
                sheet.cell(r, c).value = text
    for one in merged.split():
        sheet.merge_cells(one)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def imported(*lines: str, merged: str = "", table: str = "") -> Imported:
    return read(book(*lines, merged=merged), "bike.xlsx", Choices(table=table))


def texts(journey: Journey) -> list[str]:
    return [card.text for card in journey.cards.values()]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Current||||Future",
            "Stage|Find|Buy||Stage|Find|Buy",
            "Actions|a|b||Actions|c|d",
            "Pains|p|q||Ideas|r|s",
        ),
        ("|Find|Buy||||Find|Buy", "Actions|a|b|||Actions|c|d", "Pains|p|q|||Ideas|r|s"),
    ],
)
def test_tables_side_by_side_are_tables_of_their_own(lines: tuple[str, ...]) -> None:
    first, second = imported(*lines), imported(*lines, table="2")
    assert (lanes(first.journey), texts(first.journey)) == (["Actions", "Pains"], ["a", "b", "p", "q"])
    assert (lanes(second.journey), texts(second.journey)) == (["Actions", "Ideas"], ["c", "d", "r", "s"])
    assert any("there is also" in note for note in first.notes)


@pytest.mark.parametrize("word", ["Stage", "Phase", "Этап"])
@pytest.mark.parametrize("merged", ["", "A1:B1 A5:B5"])
def test_a_table_titled_with_its_stage_is_that_stage(word: str, merged: str) -> None:
    found = imported(
        f"{word}: Hear", "Actions|asks", "Pains|rain", "", f"{word}: Try", "Actions|rides", "Pains|wind", merged=merged
    )
    assert (stages(found.journey), lanes(found.journey)) == (["Hear", "Try"], ["Actions", "Pains"])
    assert texts(found.journey) == ["asks", "rides", "rain", "wind"]


MAP = ("|Hear|Try", "Customer actions|asks|rides", "Pain points|rain|wind")


@pytest.mark.parametrize("blank", [(), ("",)])
@pytest.mark.parametrize("merged", ["", "A1:C1"])
@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("Last updated: May||Owner: Ann",),
        ("Date: May", "Owner: Ann"),
        ("Last updated||Owner", "May||Ann"),
    ],
)
def test_a_row_above_the_heads_is_the_title_and_those_between_are_told(
    lines: tuple[str, ...], merged: str, blank: tuple[str, ...]
) -> None:
    found = imported("Customer Journey Map – Bikes", *lines, *blank, *MAP, merged=merged)
    journey = found.journey
    assert (journey.title, stages(journey)) == ("Customer Journey Map – Bikes", ["Hear", "Try"])
    assert texts(journey) == ["asks", "rides", "rain", "wind"]
    if lines:
        assert (journey.date, journey.owner) == ("May", "Ann")
        assert sum("is told with the map" in note for note in found.notes) == 2
    assert not any("Left out" in note or "there is also" in note for note in found.notes)


@pytest.mark.parametrize(
    "lines",
    [
        ("Bikes in town", "Draft||internal use"),
        ("Bikes in town", "Draft|internal use", ""),
        ("Bikes in town|Draft|internal use", ""),
        ("Bikes in town", "", "Draft|internal use", ""),
    ],
)
def test_lines_of_anything_above_the_heads_are_told_and_never_block_the_import(lines: tuple[str, ...]) -> None:
    journey = imported(*lines, *MAP).journey
    assert (journey.title, stages(journey)) == ("Bikes in town", ["Hear", "Try"])
    assert journey.note == "Draft\ninternal use"


def test_lines_below_a_blank_row_are_told_with_the_map() -> None:
    found = imported(*MAP, "", "Notes: 12 interviews", "* = guessed")
    assert found.journey.note == "12 interviews\n* = guessed"
    assert not any("there is also" in note for note in found.notes)


def test_a_first_row_with_one_word_for_stages_is_no_title() -> None:
    found = imported("|Stages", "|Hear|Try", "Actions|asks|rides", "Pains|rain|wind", merged="B1:C1")
    assert found.journey.title == "bike"
    assert texts(found.journey) == ["asks", "rides", "rain", "wind"]


def test_rows_of_touchpoints_without_stages_are_called_like_those() -> None:
    found = imported("Touchpoint|Expectation|Pain points", "Website|fast|slow", "Store|near|far", "Phone|quick|queue")
    assert stages(found.journey) == ["Website", "Store", "Phone"]
    assert texts(found.journey)[:3] == ["Website", "Store", "Phone"]
    assert "No stage is named, so each is called like its “Touchpoint”." in found.notes
    # The same one again is no name of a stage.
    again = imported("Touchpoint|Expectation|Pain points", "Website|fast|slow", "Website|near|far", "Phone|quick|queue")
    assert stages(again.journey) == ["", "", ""]


@pytest.mark.parametrize(
    "lines",
    [
        ("Awareness|Consideration|Purchase", "sees it|compares|pays", "is glad|unsure|cross"),
        ("Awareness|sees it|is glad", "Consideration|compares|unsure", "Purchase|pays|cross"),
    ],
)
def test_a_first_cell_that_is_a_usual_stage_is_one(lines: tuple[str, ...]) -> None:
    journey = imported(*lines).journey
    assert stages(journey) == ["Awareness", "Consideration", "Purchase"]
    assert sorted(texts(journey)) == ["compares", "cross", "is glad", "pays", "sees it", "unsure"]
