from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.sheet_columns import BY_WORD, ID, KIND, KINDS, LEFT_OUT, Cell
from cjm_desktop.formats.sheet_reading import is_own, read_tables
from cjm_desktop.formats.sheet_rows import CELL_LIMIT, SheetTable, length, losses, table_of
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Persona, Stage
from tests.maps import random_map
from tests.strategies import journeys


def without_pictures(journey: Journey) -> Journey:
    """What the tables promise to keep: all but pictures and what shows them, and open conflicts of a merge."""
    people = (one.model_copy(update={"portrait": None, "portrait_crop": None}) for one in journey.personas.values())
    cards = (one.model_copy(update={"picture": None, "crop": None}) for one in journey.cards.values())
    return journey.model_copy(
        update={
            "pictures": Table(),
            "conflicts": (),
            "versions": (),
            "version_pictures": (),
            "personas": Table.of(people),
            "cards": Table.of(cards),
        }
    )


def as_texts(table: SheetTable) -> list[list[str]]:
    def text(cell: Cell) -> str:
        return "" if cell is None else cell if isinstance(cell, str) else repr(cell)

    return [list(table.headings), *([text(cell) for cell in row] for row in table.rows)]


def read(*rows: list[list[str]], name: str = "t.csv") -> Imported:
    return read_tables([(f"Sheet {n}", table) for n, table in enumerate(rows)], name)


@settings(max_examples=60, deadline=None)
@given(journeys())
def test_a_map_comes_back_from_its_rows(journey: Journey) -> None:
    made = read(as_texts(table_of(journey, KINDS)))
    assert made.journey == without_pictures(journey)
    assert made.notes == ()
    apart = [as_texts(table_of(journey, [kind])) for kind in KINDS]
    assert read(*apart).journey == made.journey


def test_every_field_has_a_column_or_is_named_among_the_losses() -> None:
    for kind in KINDS:
        fields = {column.field.partition(".")[0] for column in kind.columns}
        tables = {"map": {name for name in Journey.model_fields if name in {one.table for one in KINDS}}}
        known = fields | {"id"} | LEFT_OUT.get(kind.table, frozenset()) | tables.get(kind.word, set()) | {"pictures"}
        assert set(kind.record.model_fields) <= known, kind.word


def test_losses_are_told() -> None:
    assert losses(random_map(1, cards=20)) == ("1 picture was left out.",)
    assert losses(Journey()) == ()
    assert losses(Journey.model_validate({"x-new": 1})) == (
        "What a newer version of the program put into the map was left out.",
    )


def _map() -> Journey:
    return Journey(
        title="Ride",
        stages=Table.of([Stage(id="s1", name="Search"), Stage(id="s2", name="Buy")]),
        lanes=Table.of([Lane(id="l1", role="actions", label="Actions")]),
        cards=Table.of([Card(id="c1", lane="l1", stage="s1", text="looks"), Card(id="c2", lane="l1", stage="s2")]),
    )


def _edited(word: str, row: int, **cells: str) -> list[list[str]]:
    rows = as_texts(table_of(_map(), KINDS))
    at = [n for n, line in enumerate(rows) if line[0] == word][row]
    for heading, text in cells.items():
        rows[at][rows[0].index(heading.replace("_", " "))] = text
    return rows


def test_a_card_moves_with_the_name_of_its_stage() -> None:
    made = read(_edited("card", 0, Stage="  buy"))
    assert made.journey.cards["c1"].stage == "s2"
    assert read(_edited("card", 0, Stage="")).journey.cards["c1"].stage is None


def test_a_stage_is_renamed_and_its_cards_stay() -> None:
    made = read(_edited("stage", 0, Name="Look"))
    assert made.journey.stages["s1"].name == "Look"
    assert made.journey.cards["c1"].stage == "s1"
    assert made.notes == ()


def test_rows_that_were_added_or_copied_become_records_of_their_own() -> None:
    rows = as_texts(table_of(_map(), KINDS))
    head = rows[0]
    card = next(row for row in rows if row[0] == "card")
    rows.append(list(card))
    fresh = [""] * len(head)
    for heading, text in {"Stage": "Buy", "Lane": "actions", "Text": "pays", "Channel": "Phone"}.items():
        fresh[head.index(heading)] = text
    rows.append(fresh)
    cards = read(rows).journey.cards
    assert [(card.id, card.stage, card.text) for card in cards.values()] == [
        ("c1", "s1", "looks"),
        ("c2", "s2", ""),
        ("card-new-1", "s1", "looks"),
        ("card-new-2", "s2", "pays"),
    ]
    assert cards["card-new-2"].channel == "phone"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"Evidence": "maybe"},
            "Line 6 (“maybe”): “Evidence” is none of observed, assumed, proposed and was left out.",
        ),
        ({"Votes": "many"}, "Line 6 (“many”): “Votes” is no number and was left out."),
        ({"Votes": "1.5"}, "Line 6 (“1.5”): “Votes” is no whole number and was left out."),
        ({"Votes": "-3"}, "Line 6: “votes” is not as it must be and was left out."),
        ({"Impact": "3"}, "Line 6: “priority” is not as it must be and was left out."),
        ({"Lane": "Pains", "Lane_id": "gone"}, "Line 6 (“Pains”): there is no lane of this name, so none was taken."),
        ({"Kind": "thing"}, "Line 6 (“thing”): a row of “Sheet 0” is of no kind that is known, and was left out."),
    ],
)
def test_what_is_not_understood_is_told(cells: dict[str, str], said: str) -> None:
    made = read(_edited("card", 0, **cells))
    assert made.notes == (said,)
    assert len(made.journey.cards) == (1 if "Kind" in cells else 2)


def test_the_sheet_of_a_line_is_told_where_there_are_several() -> None:
    apart = [as_texts(table_of(_map(), [kind])) for kind in KINDS if kind.word in ("map", "stage", "lane", "card")]
    apart[-1][1][apart[-1][0].index("Votes")] = "many"
    apart[-1][2][apart[-1][0].index("Channel")] = "Pigeon"
    assert read(*apart).notes == (
        "Line 2 (“many”): “Votes” is no number and was left out (sheet “Sheet 3”).",
        "Line 3 (“Pigeon”): there is no channel of this name, so none was taken (sheet “Sheet 3”).",
    )


def test_numbers_and_words_are_taken_as_people_write_them() -> None:
    rows = as_texts(table_of(random_map(2, cards=30), [BY_WORD["emotion"], BY_WORD["stage"]]))
    curve = as_texts(table_of(random_map(2, cards=30), [BY_WORD["lane"], BY_WORD["curve"], BY_WORD["persona"]]))
    at = next(n for n, row in enumerate(rows) if row[0] == "emotion")
    rows[at][rows[0].index("Emotion")] = "−1,5"
    rows[at][rows[0].index("Marks")] = "Moment of truth; wait point"
    point = next(iter(read(rows, curve).journey.points.values()))
    assert point.value == -1.5
    assert [mark.value for mark in point.marks] == ["moment_of_truth", "wait_point"]


def test_a_text_too_long_for_a_cell_stands_in_several() -> None:
    long = tuple("🐈" * 9_000 for _ in range(4))
    journey = Journey(personas=Table.of([Persona(id="p", name="Masha", needs=long)]))
    table = table_of(journey, [BY_WORD["persona"]])
    assert table.split == ("Needs",)
    assert [name for name in table.headings if name.startswith("Needs")] == ["Needs", "Needs (2)", "Needs (3)"]
    assert all(length(cell) <= CELL_LIMIT for row in table.rows for cell in row if isinstance(cell, str))
    assert read(as_texts(table)).journey.personas["p"].needs == long


def test_a_sheet_that_was_saved_alone_says_what_its_rows_stand_in() -> None:
    journey = random_map(2, cards=30)
    alone = read(as_texts(table_of(journey, [BY_WORD[word] for word in ("card", "emotion", "metric")])))
    made = alone.journey
    assert {stage.id: stage.name for stage in made.stages.values()} == {
        stage.id: stage.name for stage in journey.stages.values()
    }
    assert {card.id: (card.lane, card.stage, card.text) for card in made.cards.values()} == {
        card.id: (card.lane, card.stage, card.text) for card in journey.cards.values()
    }
    assert [point.value for point in made.points.values()] == [point.value for point in journey.points.values()]
    kinds = {lane.label: lane.kind for lane in journey.lanes.values()}
    assert {lane.label: lane.kind for lane in made.lanes.values()} == kinds
    assert alone.notes[0] == "There is no list of stages, so they were made of the names in the rows."
    assert alone.notes[1] == "There is no list of lanes, so they were made of the names in the rows."


def test_other_tables_are_not_taken_for_ours() -> None:
    assert not is_own([])
    assert not is_own([["Kind", "Id", "Colour"]])
    assert not is_own([["Stage", "Actions", "Pains"], ["Buy", "pays", ""]])
    assert is_own([[KIND, "Stage", "Text", ID]])
    assert is_own([[KIND, "map"], ["Name", "Ride"]])
    assert read([[KIND, "map"], ["Name", "Ride"], ["Type", "future"]]).journey.title == "Ride"


def test_too_much_is_refused() -> None:
    wide: list[list[str]] = [[KIND, ID, "Stage", "Text", *("x" for _ in range(1_000))]]
    with pytest.raises(FileProblem, match="1,004 columns"):
        read(wide)
    rows: list[list[Any]] = [[KIND, ID, "Stage"], *(["card", "", "x"] for _ in range(50_001))]
    with pytest.raises(FileProblem, match="50,001 rows"):
        read(rows)
