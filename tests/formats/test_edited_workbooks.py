"""Workbooks that came back with names of nothing, without some of their sheets, with formulas and comments."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from cjm_desktop.formats import xlsx_writing
from cjm_desktop.formats.sheet_xlsx import read_own
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import (
    LaneKind,
)
from tests.formats.edited_sheets import Rows, edited, place, ride
from tests.maps import random_map


def test_a_formula_without_a_result_is_told() -> None:
    book = load_workbook(io.BytesIO(xlsx_writing.write(ride()).data))
    heads = [cell.value for cell in book["Cards"][1]]
    book["Cards"].cell(2, heads.index("Votes") + 1).value = "=1+1"
    file = io.BytesIO()
    book.save(file)
    made = read_own(file.getvalue(), "a.xlsx")
    assert made is not None
    assert [note.partition(" of which")[0] for note in made.notes] == ["The sheet “Cards” has 1 cell with a formula"]


def _again(change: Callable[[Workbook], object], journey: Journey | None = None) -> tuple[Journey, tuple[str, ...]]:
    """The map in a workbook after somebody changed it."""
    book = load_workbook(io.BytesIO(xlsx_writing.write(journey or ride()).data))
    change(book)
    file = io.BytesIO()
    book.save(file)
    made = read_own(file.getvalue(), "a.xlsx")
    assert made is not None
    return made.journey, made.notes


def _cell(book: Workbook, sheet: str, text: str) -> Any:
    return next(cell for row in book[sheet].iter_rows() for cell in row if cell.value == text)


def _set(book: Workbook, row: int, heading: str, text: str) -> None:
    heads = [cell.value for cell in book["Cards"][1]]
    book["Cards"].cell(row, heads.index(heading) + 1).value = text


@pytest.mark.parametrize("heading", ["Stage", "Lane"])
def test_a_name_of_nothing_beside_an_id_is_told(heading: str) -> None:
    made, notes = _again(lambda book: _set(book, 2, heading, "Nowhere"))
    card = next(iter(made.cards.values()))
    assert (card.stage if heading == "Stage" else card.lane) is None
    said = f"Line 2 (“Nowhere”): there is no {heading.lower()} of this name, so none was taken (sheet “Cards”)."
    assert said in notes


def test_a_stage_that_was_renamed_keeps_its_cards() -> None:
    def rename(book: Workbook) -> None:
        _cell(book, "Stages", "Buy").value = "Purchase"

    made, notes = _again(rename)
    assert made.stages["s2"].name == "Purchase"
    assert made.cards == ride().cards
    assert notes == ()


def test_an_unknown_channel_is_told() -> None:
    journey = ride()
    number = 2 + list(journey.cards).index("c3")
    made, notes = _again(lambda book: _set(book, number, "Channel", "Telepathy"))
    assert made.cards["c3"].channel is None
    assert f"Line {number} (“Telepathy”): there is no channel of this name, so none was taken (sheet “Cards”)." in notes


def test_evidence_of_no_known_kind_is_no_assumption() -> None:
    journey = ride()
    number = 2 + list(journey.cards).index("c4")
    made, notes = _again(lambda book: _set(book, number, "Evidence", "guessed"))
    assert made.cards["c4"].evidence is None
    assert (
        notes[-1] == f"Line {number}: what is said of the source of that evidence was left out with it (sheet “Cards”)."
    )


def test_without_its_list_of_cards_the_map_says_them() -> None:
    journey = ride()

    def said(one: Journey) -> list[tuple[str | None, str | None, str | None, str, str | None]]:
        return sorted(
            (c.lane, c.stage, c.sub_stage, c.text, c.channel) for c in one.cards.values() if c.lane and c.stage
        )

    made, notes = _again(lambda book: book.remove(book["Cards"]))
    assert said(made) == said(journey)
    felt = [one.value for one in journey.points.values() if one.value is not None]
    # The table says them with two digits.
    assert [one.value for one in made.points.values()] == pytest.approx(felt, abs=0.005)
    assert [(one.label, one.value) for one in made.metrics.values()] == [
        (one.label, one.value) for one in journey.metrics.values() if one.value is not None
    ]
    assert any(
        note.startswith("There is no list of cards, so the texts of the sheet “Map” were taken") for note in notes
    )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("sheet", ["Stages", "Lanes", "Personas"])
def test_without_another_list_the_map_stays(sheet: str, seed: int) -> None:
    journey = random_map(seed, cards=40)
    made, notes = _again(lambda book: book.remove(book[sheet]), journey)
    assert [one.text for one in made.cards.values()] == [one.text for one in journey.cards.values()]
    assert [(c.lane, c.stage) for c in made.cards.values()] == [(c.lane, c.stage) for c in journey.cards.values()]
    assert [(one.id, one.name) for one in made.stages.values()] == [(o.id, o.name) for o in journey.stages.values()]
    assert [(one.id, one.label) for one in made.lanes.values()] == [(o.id, o.label) for o in journey.lanes.values()]
    assert [one.value for one in made.points.values()] == [one.value for one in journey.points.values()]
    assert notes


def test_changes_of_the_sheet_of_curves_are_told() -> None:
    journey = random_map(2, cards=30)
    told = "The sheet “Emotion curve” was changed, which changes nothing in the map; change “Map” or “Cards”."

    def change(book: Workbook) -> None:
        sheet = book["Emotion curve"]
        cell = next(c for row in sheet.iter_rows(min_row=4, min_col=2, max_col=2) for c in row if c.value is not None)
        cell.value = 0.123

    untouched, notes = _again(lambda _: None, journey)
    assert notes == ()
    assert _again(change, journey) == (untouched, (told,))

    def change_cards(book: Workbook) -> None:
        heads = [cell.value for cell in book["Cards"][1]]
        row = next(n for n, cells in enumerate(book["Cards"].iter_rows(values_only=True), 1) if cells[0] == "emotion")
        book["Cards"].cell(row, heads.index("Emotion") + 1).value = 0.77

    assert told not in _again(change_cards, journey)[1]


def test_a_new_row_of_feelings_is_a_curve() -> None:
    def change(rows: Rows) -> None:
        row, _ = place(rows, "Pains")
        rows.insert(row, ["", "Emotion (Viktor)", "😡", "", "5/5", ""])

    made, _ = edited(change)
    lane = next(one for one in made.lanes.values() if one.label == "Emotion (Viktor)")
    assert (lane.kind, lane.role) == (LaneKind.EMOTION, "emotions")
    (curve,) = (one for one in made.curves.values() if one.lane == lane.id)
    assert (curve.label, curve.persona) == ("Viktor", None)
    assert [(one.stage, one.value) for one in made.points.values() if one.curve == curve.id] == [("s1", -2), ("s2", 2)]
    assert len(made.cards) == len(ride().cards)


def test_a_formula_without_a_result_changes_nothing() -> None:
    made, notes = _again(lambda book: setattr(_cell(book, "Map", "too loud"), "value", '="too"&" loud"'))
    assert made == ride()
    assert [note.partition(" of which")[0] for note in notes] == ["The sheet “Map” has 1 cell with a formula"]


def test_a_map_without_its_marks_is_told() -> None:
    def clear(book: Workbook) -> None:
        for row in book["Map"].iter_rows(max_col=1):
            row[0].value = None
        _cell(book, "Map", "too loud").value = "far too loud"

    made, notes = _again(clear)
    assert made == ride()
    assert [note.partition(",")[0] for note in notes] == ["The sheet “Map” has lost its first row or column"]


def test_comments_on_cells_are_told() -> None:
    def remark(book: Workbook) -> None:
        for text in ("too loud", "Pains"):
            _cell(book, "Map", text).comment = Comment("ask Ann", "Bob")

    assert _again(remark) == (ride(), ("The sheet “Map” has 2 comments on its cells, which were left out.",))
