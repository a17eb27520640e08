from __future__ import annotations

from pathlib import Path

import pytest

from cjm_desktop.formats import several, spreadsheet
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.registry import import_file, journeys_in
from cjm_desktop.formats.spreadsheet import Choices

TEXT = """# Plan
```mermaid
journey
section A
T: 3
```
## Tomorrow
```mermaid
journey
section B
U: 4
```
## Table
| Stage | Find | Buy |
|---|---|---|
| Actions | google | pay |
| Pains | slow | dear |
"""


def test_names_are_told_apart() -> None:
    assert several.distinct(["Day", "", "Day", " Day "]) == ("Day", "Journey 2", "Day (2)", "Day (3)")


def test_a_name_or_a_number_says_which() -> None:
    names = ("Day", "2", "Night")
    assert [several.place_of(names, word, "a") for word in ("1", "day", " NIGHT ", "2")] == [0, 0, 2, 1]
    called = ("Ann’s day (planned)", "Bob (actual)", "Bob (actual) (2)", "Bob (2)")
    assert [several.place_of(called, word, "a") for word in ("Ann's day", "bob", "Bob (2)")] == [0, 1, 3]
    with pytest.raises(FileProblem, match="a has no journey “4”; it has 1 “Day”, 2 “2”, 3 “Night”"):
        several.place_of(names, "4", "a")


def test_many_others_are_counted() -> None:
    assert several.told(["a", "b"], 1) == "“b” was read; there is also “a”."
    assert several.told([*"abcdefg"], 0) == "“a” was read; there is also “b”, “c”, “d”, “e” and 2 more."


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_all_diagrams_and_tables_of_a_text_can_be_had(text: Path) -> None:
    assert journeys_in(text) == ("Plan", "Tomorrow", "Table")
    first = import_file(text)
    assert first.journey.title == "Plan"
    assert first.notes[0] == "“Plan” was read; there is also “Tomorrow”."
    assert "The diagram was read; the file also holds a table that could be a map: “Table”." in first.notes
    stages = {
        which: [stage.name for stage in import_file(text, Choices(table=which)).journey.stages.values()]
        for which in ("1", "tomorrow", "3", "Table")
    }
    assert stages == {"1": ["A"], "tomorrow": ["B"], "3": ["Find", "Buy"], "Table": ["Find", "Buy"]}
    # What is said of how a table is read is said of the table.
    assert [one.name for one in import_file(text, Choices(stages="columns")).journey.stages.values()] == ["Find", "Buy"]
    with pytest.raises(FileProblem, match="is read as it is"):
        import_file(text, Choices(table="2", stages="columns"))
    with pytest.raises(FileProblem, match=r"plan\.md has no diagram or table “x”; it has 1 “Plan”"):
        import_file(text, Choices(table="x"))


def test_where_there_is_one_journey_nothing_is_to_be_chosen(tmp_path: Path) -> None:
    for name, data in {
        "a.mmd": "journey\nsection A\nT: 3",
        "b.csv": "Stage,Find\nActions,google",
        "c.md": "| Stage | Find |\n|---|---|\n| Actions | google |\n",
        "d.ojf": '{"nodes": []}',
    }.items():
        path = tmp_path / name
        path.write_text(data, encoding="utf-8")
        assert journeys_in(path) == ()
    assert spreadsheet.drawn_in(b"", "a.csv") == ()


def test_a_diagram_says_nothing_of_how_a_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.mmd"
    path.write_text("journey\nsection A\nT: 3", encoding="utf-8")
    with pytest.raises(FileProblem, match="is no table"):
        import_file(path, Choices(scale="1..5"))
    assert import_file(path, Choices(table="1")).journey.title == "a"
