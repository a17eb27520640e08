"""What colleagues change in the readable sheet of a workbook comes back into the map."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from cjm_desktop.formats import xlsx_writing
from cjm_desktop.formats.registry import import_file
from cjm_desktop.formats.sheet_edits import with_edits
from cjm_desktop.formats.sheet_marks import is_marked, plain, read_marks, seen
from cjm_desktop.formats.sheet_xlsx import read_own
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    Card,
)
from tests.formats.edited_sheets import Rows, edited, insert_column, place, put, ride, table, texts
from tests.maps import random_map
from tests.strategies import journeys


@settings(max_examples=25, deadline=None)
@given(journeys())
def test_a_table_that_nobody_touched_changes_nothing(journey: Journey) -> None:
    assert with_edits(journey, table(journey)) == (journey, ())


def test_a_card_is_rewritten_and_keeps_what_no_cell_shows() -> None:
    made, notes = edited(lambda rows: put(rows, "looks around", "looks all around"))
    before = ride()
    assert made == before.model_copy(
        update={
            "cards": Table.of(
                [before.cards["c1"].model_copy(update={"text": "looks all around"}), *list(before.cards.values())[1:]]
            )
        }
    )
    assert notes == ("Taken from the sheet “Map”: 1 cell was changed.",)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("• pays\n• Phone: waits\nfor long\n• swears", [("c2", "pays"), ("c3", "waits\nfor long"), ("", "swears")]),
        ("• pays\n• Phone: waits\nfor long\nswears", [("c2", "pays"), ("c3", "waits\nfor long"), ("", "swears")]),
        ("- Phone: waits\nfor long\n- pays", [("c3", "waits\nfor long"), ("c2", "pays")]),
        ("pays", [("c2", "pays")]),
        ("", []),
        ("• pays at once\n• Phone: waits\nfor long", [("c2", "pays at once"), ("c3", "waits\nfor long")]),
        ("• Phone: waits\nfor very long", [("c3", "waits\nfor very long")]),
        ("• something else\n• quite new", [("c2", "something else"), ("c3", "quite new")]),
    ],
    ids=[
        "added",
        "added without a sign",
        "turned round",
        "one gone",
        "all gone",
        "rewritten",
        "one rewritten and one gone",
        "all new",
    ],
)
def test_the_entries_of_a_cell_are_its_cards(now: str, expected: list[tuple[str, str]]) -> None:
    made, _ = edited(lambda rows: put(rows, "• pays\n• Phone: waits\nfor long", now))
    found = [card for card in made.cards.values() if (card.lane, card.stage) == ("l1", "s2")]
    assert [(card.id if card.id in ride().cards else "", card.text) for card in found] == expected
    assert all(made.cards[id_].owner == "Ann" for id_, _ in expected if id_ == "c2")


def test_a_channel_in_front_of_a_text_is_its_channel() -> None:
    made, _ = edited(lambda rows: put(rows, "• pays\n• Phone: waits\nfor long", "• App: pays\n• E-mail"))
    found = [(card.channel, card.text) for card in made.cards.values() if card.stage == "s2"]
    assert found == [("app", "pays"), ("email", "")]


def test_a_card_moves_to_another_cell_as_a_whole() -> None:
    def move(rows: Rows) -> None:
        put(rows, "too loud", "")
        row, _ = place(rows, "Pains")
        rows[row][5 - 1] = "• too loud\n• and too long"

    made, _ = edited(move)
    card = made.cards["c4"]
    assert (card.lane, card.stage, card.evidence) == ("l3", "s2", ride().cards["c4"].evidence)
    assert texts(made, "l3", "s2") == ["too loud", "and too long"]
    parked, _ = edited(lambda rows: [put(rows, "too loud", ""), put(rows, "later", "• later\n• too loud")])
    assert (parked.cards["c4"].stage, parked.cards["c4"].lane) == (None, None)


def test_texts_of_the_map_and_its_stages_and_lanes() -> None:
    def change(rows: Rows) -> None:
        for old, new in {
            "Ride": "A  long ride",
            "Find out": "Find out why",
            "Masha": "Mascha",
            "Buy": "Buy it",
            "Look": "Look at it",
            "2 days": "3 days",
            "Be sure": "Be glad",
            "Pains": "What hurts",
            "Line of sight": "Line of visibility",
        }.items():
            put(rows, old, new)

    made, notes = edited(change)
    assert (made.title, made.objective, made.personas["p"].name) == ("A long ride", "Find out why", "Mascha")
    stage = made.stages["s2"]
    assert (stage.name, stage.duration, stage.customer_goal) == ("Buy it", "3 days", "Be glad")
    assert [part.name for part in made.stages["s1"].sub_stages] == ["Look at it", "Ask"]
    assert (made.lanes["l3"].label, made.lines["v"].label) == ("What hurts", "Line of visibility")
    assert made.cards == ride().cards
    assert notes == ("Taken from the sheet “Map”: 9 cells were changed.",)


def test_a_column_that_is_put_in_is_a_stage() -> None:
    def change(rows: Rows) -> None:
        stage, column = place(rows, "Buy")
        lane, _ = place(rows, "Actions")
        insert_column(rows, column + 1, {stage: "Wait", lane: "• sleeps\n• asks"})

    made, notes = edited(change)
    assert [stage.name for stage in made.stages.values()] == ["Search", "Buy", "Wait", "Use"]
    new = list(made.stages)[2]
    assert texts(made, "l1", new) == ["sleeps", "asks"]
    assert notes == ("Taken from the sheet “Map”: the stage “Wait” was added.",)
    spanning = ride().model_copy(update={"cards": Table.of([Card(id="c", lane="l1", stage="s2", span=2, text="all")])})
    assert edited(change, spanning)[0].cards["c"].span == 3


def test_a_column_within_a_stage_is_a_sub_stage() -> None:
    def change(rows: Rows) -> None:
        row, column = place(rows, "Look")
        lane, _ = place(rows, "Actions")
        insert_column(rows, column + 1, {row: "Compare", lane: "weighs"})

    made, _ = edited(change)
    assert [part.name for part in made.stages["s1"].sub_stages] == ["Look", "Compare", "Ask"]
    card = next(card for card in made.cards.values() if card.text == "weighs")
    assert card.sub_stage == next(part.id for part in made.stages["s1"].sub_stages if part.name == "Compare")


def test_a_column_that_is_removed_takes_its_stage_along() -> None:
    def change(rows: Rows) -> None:
        _, column = place(rows, "Use")
        for row in rows:
            del row[column]

    made, notes = edited(change)
    assert list(made.stages) == ["s1", "s2"]
    assert "c4" not in made.cards
    assert notes == ("Taken from the sheet “Map”: the stage “Use” was removed.",)

    def first(rows: Rows) -> None:
        for row in rows:
            del row[2:4]

    made, _ = edited(first)
    # What is told of the whole map stood in the first column, and is not gone with it.
    assert (list(made.stages), made.objective, made.connectors) == (["s2", "s3"], "Find out", Table())
    one, _ = edited(lambda rows: _without(rows, "Look"))
    assert [part.name for part in one.stages["s1"].sub_stages] == ["Ask"]
    assert "c1" not in one.cards


def _without(rows: Rows, heading: str) -> None:
    _, column = place(rows, heading)
    for row in rows:
        del row[column]


def test_rows_are_put_in_and_removed() -> None:
    def change(rows: Rows) -> None:
        row, _ = place(rows, "Pains")
        rows.insert(row, ["", "Opportunities", "", "", "a quiz", ""])
        row, _ = place(rows, "Numbers")
        del rows[row]
        rows[row][1:3] = ["Notes of the team", "in a row that was empty"]

    made, notes = edited(change)
    assert [lane.label for lane in made.lanes.values()] == [
        "Actions",
        "Feelings",
        "Opportunities",
        "Pains",
        "Notes of the team",
    ]
    lane = list(made.lanes.values())[2]
    assert (lane.role, texts(made, lane.id, "s2")) == ("opportunities", ["a quiz"])
    assert made.metrics == Table()
    assert notes == (
        "Taken from the sheet “Map”: the lane “Numbers” was removed; the lane “Opportunities” was added; the lane “Notes "
        "of the team” was added.",
    )


def test_rows_outside_the_table_are_told() -> None:
    _, notes = edited(lambda rows: rows.append(["", "", "made by Ann"]))
    assert notes == (
        f"Line {len(table(ride())) + 1} (“made by Ann”): this row of the sheet “Map” is not part of its table and was left "
        "out.",
    )


def test_stages_and_lanes_are_put_in_another_order() -> None:
    def change(rows: Rows) -> None:
        for row in rows:
            row[4], row[5] = row[5], row[4]
        pains, actions = place(rows, "Pains")[0], place(rows, "Actions")[0]
        rows.insert(actions, rows.pop(pains))

    made, notes = edited(change)
    assert list(made.stages) == ["s1", "s3", "s2"]
    assert list(made.lanes) == ["l3", "l1", "l2", "l4"]
    assert made.cards == ride().cards
    assert notes == (
        "Taken from the sheet “Map”: the stages were put in another order; the lanes were put in another order.",
    )


def test_feelings_and_numbers_are_changed() -> None:
    def change(rows: Rows) -> None:
        put(rows, "• Masha: fine (−1.23)\n• Goal: +1", "• Masha: very fine (−1.23)\n• Goal: +1,5\n• Masha: cold (-2)")
        put(rows, "NPS: 40 %", "45")
        row, _ = place(rows, "Feelings")
        rows[row][5] = "Goal: 😊"

    made, notes = edited(change)
    points = [(point.curve, point.stage, point.value, point.label) for point in made.points.values()]
    assert points[:3] == [("k", "s2", -1.234, "very fine"), ("g", "s2", 1.5, ""), ("k", "s2", -2, "cold")]
    assert points[3][:2] == ("g", "s3")
    assert made.points["e1"].evidence is not None
    metric = made.metrics["m"]
    assert (metric.label, metric.value, metric.unit, metric.target) == ("NPS", 45, "%", 60)
    assert len(notes) == 1
    made, notes = edited(lambda rows: put(rows, "• Masha: fine (−1.23)\n• Goal: +1", "• Masha: well\n• Goal: 7"))
    assert made.points.keys() == ride().points.keys()
    assert any("a feeling without a number from −2 to +2" in note for note in notes)
    gone, _ = edited(
        lambda rows: [put(rows, "• Masha: fine (−1.23)\n• Goal: +1", "Goal: 1"), put(rows, "NPS: 40 %", "")]
    )
    assert (list(gone.points), list(gone.metrics)) == (["e2"], [])


def test_what_was_changed_on_both_is_told_and_the_other_sheets_win() -> None:
    rows = table(ride())
    put(rows, "looks around", "says the map")
    put(rows, "too loud", "too shrill")
    cards = ride().cards
    other = ride().model_copy(
        update={"cards": Table(cards) | {"c1": cards["c1"].model_copy(update={"text": "says the list"})}}
    )
    other = other.model_copy(update={"cards": Table.of(other.cards.values())})
    made, notes = with_edits(other, rows)
    assert (made.cards["c1"].text, made.cards["c4"].text) == ("says the list", "too shrill")
    assert notes == (
        "Taken from the sheet “Map”: 1 cell was changed.",
        f"Line {place(rows, 'says the map')[0] + 1} (“says the map”): the sheet “Map” says this and the other sheets say "
        "something else that is new; the others were taken.",
    )
    # A change of the lists alone is no change of the table.
    assert with_edits(other, table(ride())) == (other, ())
    # Both made the same change.
    put(rows, "says the map", "says the list")
    assert with_edits(other, rows)[1] == ("Taken from the sheet “Map”: 1 cell was changed.",)


def test_a_column_that_others_changed_is_kept() -> None:
    rows = table(ride())
    _without(rows, "Use")
    stages = [
        stage.model_copy(update={"name": "Enjoy"} if stage.id == "s3" else {}) for stage in ride().stages.values()
    ]
    made, notes = with_edits(ride().model_copy(update={"stages": Table.of(stages)}), rows)
    assert list(made.stages) == ["s1", "s2", "s3"]
    assert "a column was removed" in notes[0].casefold()


def test_a_table_that_has_lost_all_is_left_out() -> None:
    for keep in (lambda row: row[:2], lambda row: row[:1]):
        made, notes = with_edits(ride(), [keep(row) for row in table(ride())])
        assert made == ride()
        assert "left out" in notes[0]


def test_a_copied_row_is_a_lane_of_its_own() -> None:
    def change(rows: Rows) -> None:
        row, _ = place(rows, "Pains")
        rows.insert(row + 1, list(rows[row]))

    made, _ = edited(change)
    assert [lane.label for lane in made.lanes.values()] == ["Actions", "Feelings", "Pains", "Pains", "Numbers"]
    assert len([card for card in made.cards.values() if card.text == "too loud"]) == 2


def test_a_copied_column_is_a_stage_of_its_own() -> None:
    def change(rows: Rows) -> None:
        _, column = place(rows, "Use")
        for row in rows:
            row.append(row[column])

    made, _ = edited(change)
    assert [stage.name for stage in made.stages.values()] == ["Search", "Buy", "Use", "Use"]
    assert [card.text for card in made.cards.values()].count("too loud") == 2


def test_the_table_alone_is_read_as_it_is_seen(tmp_path: Path) -> None:
    folder = tmp_path
    rows = table(ride())
    assert is_marked(rows)
    assert seen(rows, {(2, 1): (1, 3)})[1] == {(1, 0): (1, 3)}
    text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    (folder / "a.csv").write_text(text, "utf-8-sig")
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "a.xlsx")
    for name in ("a.csv", "a.xlsx"):
        made = import_file(folder / name).journey
        assert [stage.name for stage in made.stages.values()] == ["Search", "Buy", "Use"]
        assert {"Actions", "Pains"} <= {lane.label for lane in made.lanes.values()}
        assert not any("CJM Desktop" in card.text for card in made.cards.values())


def test_a_workbook_says_what_was_changed_in_its_map() -> None:
    journey = random_map(4, cards=60)
    book = load_workbook(io.BytesIO(xlsx_writing.write(journey).data))
    sheet = book["Map"]
    cell = next(
        cell for row in sheet.iter_rows(min_row=5) for cell in row[2:] if cell.value and "•" not in str(cell.value)
    )
    cell.value = "written anew"
    file = io.BytesIO()
    book.save(file)
    made = read_own(file.getvalue(), "a.xlsx")
    assert made is not None
    assert made.notes == ("Taken from the sheet “Map”: 1 cell was changed.",)


def test_marks_tell_what_stood_where() -> None:
    marked = read_marks(table(ride()))
    assert marked.columns == ["", "s1/a", "s1/b", "s2", "s3"] == marked.first_columns
    assert [mark for mark in marked.rows if mark.startswith("lane ")] == ["lane l1", "lane l2", "lane l3", "lane l4"]
    assert plain("  a \t b \n\n") == "a b"


def test_far_too_much_that_was_put_in_is_left_out() -> None:
    def change(rows: Rows) -> None:
        row, _ = place(rows, "Pains")
        rows[row:row] = [["", f"Row {n}", "text"] for n in range(501)]

    assert edited(change) == (
        ride(),
        ("More than 500 rows and columns were put into the sheet “Map”, so what it says was left out.",),
    )


def test_many_changes_are_counted() -> None:
    def change(rows: Rows) -> None:
        row, _ = place(rows, "Pains")
        rows[row:row] = [["", f"Row {n}", "text"] for n in range(20)]

    made, notes = edited(change)
    assert len(made.lanes) == 24
    assert notes[0].endswith("“Row 11” was added; 8 more changes of the kind.")


def test_a_cell_of_thousands_of_lines_is_read() -> None:
    lines = "\n".join(f"line {n}" for n in range(8_000))
    made, _ = edited(lambda rows: put(rows, "• pays\n• Phone: waits\nfor long", lines))
    assert len(texts(made, "l1", "s2")) == 8_000


def test_far_too_many_feelings_of_a_stage_are_told() -> None:
    old = "• Masha: fine (−1.23)\n• Goal: +1"
    made, notes = edited(lambda rows: put(rows, old, "\n".join(["Goal: 1"] * 201)))
    assert made == ride()
    assert any("more than 200 values in a cell" in note for note in notes)
