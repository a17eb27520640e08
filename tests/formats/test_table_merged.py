"""Cells that are merged over several stages or parts of them, and names in two rows."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import read
from cjm_desktop.model.journey import Journey


def imported(*lines: str, merged: str = "", turned: bool = False) -> Imported:
    rows = [line.split("|") for line in lines]
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            if text:
                sheet.cell(*((c, r) if turned else (r, c))).value = text
    for one in merged.split():
        first, last = (((ord(at[0]) - 64), int(at[1:])) for at in one.split(":"))
        (left, top), (right, bottom) = (first[::-1], last[::-1]) if turned else (first, last)
        sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
    file = io.BytesIO()
    made.save(file)
    return read(file.getvalue(), "bike.xlsx")


def parts(journey: Journey) -> list[tuple[str, list[str]]]:
    return [(one.name, [part.name for part in one.sub_stages]) for one in journey.stages.values()]


def in_part(journey: Journey) -> list[tuple[str, str | None]]:
    names = {part.id: part.name for stage in journey.stages.values() for part in stage.sub_stages}
    return [(card.text, names[card.sub_stage] if card.sub_stage else None) for card in journey.cards.values()]


def test_groups_above_the_stages_are_stages_with_parts_and_cards_in_them() -> None:
    found = imported(
        "|BEFORE||DURING||AFTER",
        "|Search|Book|Arrive|Eat|Review",
        "Doing|googles|calls|parks|orders|writes",
        "Pain points||rings||slow|",
        merged="B1:C1 D1:E1",
    )
    assert parts(found.journey) == [
        ("BEFORE", ["Search", "Book"]),
        ("DURING", ["Arrive", "Eat"]),
        ("AFTER", ["Review"]),
    ]
    assert in_part(found.journey) == [
        ("googles", "Search"),
        ("calls", "Book"),
        ("parks", "Arrive"),
        ("orders", "Eat"),
        ("writes", "Review"),
        ("rings", "Book"),
        ("slow", "Eat"),
    ]
    assert "Parts of stages: “Search”, “Book”, “Arrive”, “Eat” and 1 more." in found.notes


@pytest.mark.parametrize("corner", ["", "Phase"])
@pytest.mark.parametrize("second", ["", "Stage"])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("merged", ["", "B1:C1 D1:E1"])
def test_names_in_two_rows_are_stages_and_parts_whatever_their_corners_say(
    corner: str, second: str, turned: bool, merged: str
) -> None:
    found = imported(
        f"{corner}|BEFORE||DURING||AFTER",
        f"{second}|Search|Book|Arrive|Eat|Review",
        "Doing|googles|calls|parks|orders|writes",
        "Pain points||rings||slow|",
        merged=merged,
        turned=turned,
    )
    assert parts(found.journey) == [
        ("BEFORE", ["Search", "Book"]),
        ("DURING", ["Arrive", "Eat"]),
        ("AFTER", ["Review"]),
    ]
    assert [lane.label for lane in found.journey.lanes.values()] == ["Doing", "Pain points"]


def test_steps_below_phases_are_a_lane() -> None:
    found = imported("Phase|BEFORE||AFTER", "Steps|Search|Book|Review", "Pain points|a|b|c", merged="B1:C1")
    assert [lane.label for lane in found.journey.lanes.values()] == ["Steps", "Pain points"]


def test_a_card_merged_over_the_parts_of_a_stage_is_in_none_of_them() -> None:
    found = imported(
        "|BEFORE||AFTER", "|Search|Book|Review", "Doing|plans||writes", "Pain points|a|b|c", merged="B1:C1 B3:C3"
    )
    assert in_part(found.journey)[:2] == [("plans", None), ("writes", "Review")]


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_merged_over_several_stages_spans_them_and_is_felt_in_each(turned: bool) -> None:
    found = imported(
        "Stage|A|B|C",
        "Actions|does x||does y",
        "Pains|all is slow||",
        "Emotion|😀||😡",
        merged="B2:C2 B3:D3 B4:C4",
        turned=turned,
    )
    journey = found.journey
    assert [(card.text, card.span) for card in journey.cards.values()] == [
        ("does x", 2),
        ("does y", 1),
        ("all is slow", 3),
    ]
    names = {stage.id: stage.name for stage in journey.stages.values()}
    assert [(names[point.stage], point.value) for point in journey.points.values()] == [("A", 2), ("B", 2), ("C", -2)]
    assert "Cells that are merged over several stages became cards that span them." in found.notes
    assert "Values of “Emotion” that are merged over several stages stand in each." in found.notes
