from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from cjm_desktop.formats import markdown_writing, spreadsheet, table_map, table_reading, told
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.losses import PARTS
from cjm_desktop.formats.markdown_tables import markdown_tables
from cjm_desktop.formats.markdown_writing import escaped
from cjm_desktop.formats.registry import export_file
from cjm_desktop.formats.table import grid
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Source, Stage, WebLink
from cjm_desktop.templates import load_template
from tests import strategies

_HOSTILE = "<script>x</script> **bold** _it_ `code` [a](javascript:b) ![p](file:///etc/passwd) | & &amp; ~~s~~ $x$ https://e.org"


def _text(journey: Journey) -> str:
    return markdown_writing.write(journey).data.decode()


def _tables(text: str) -> list[list[list[str]]]:
    """The cells of each pipe table, as a reader shows them."""
    return [[[_broken(cell) for cell in row] for row in found.grid.rows] for found in markdown_tables(text)]


def _broken(cell: str) -> str:
    return cell.replace("<br>", "\n")


def _shown(cell: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", cell.strip().replace("<br>", "\n"))


@pytest.mark.parametrize("name", ["current-state", "future-state", "service-blueprint", "day-in-the-life"])
def test_the_table_reads_back_as_the_stages_and_lanes(name: str) -> None:
    journey = load_template(name)
    (first, *_) = _tables(_text(journey))
    cells = grid(first)
    again = table_map.read(cells, table_reading.guess(cells), "x").journey
    assert [one.name for one in again.stages.values()] == [one.name for one in journey.stages.values()]
    assert [one.label for one in again.lanes.values()] == [one.label for one in journey.lanes.values()]
    assert len(again.points) == sum(1 for one in journey.points.values() if one.curve == next(iter(journey.curves)))


def test_the_registry_writes_a_text(tmp_path: Path) -> None:
    (lost,) = export_file(load_template("current-state"), tmp_path / "a.md")
    assert lost.startswith("Importing such a file does not give back: objective, ")
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# Feeding Mitya while I am at work\n")


@pytest.mark.parametrize("name", ["current-state", "future-state", "service-blueprint", "day-in-the-life"])
def test_what_an_import_does_not_give_back_is_told(name: str) -> None:
    journey = load_template(name)
    made = markdown_writing.write(journey)
    again = spreadsheet.read(made.data, "a.md").journey
    notes = " ".join(made.notes)
    for key, words, has in PARTS:
        # The text is where feelings come from when it is read: how they are written in it is kept, and nothing is lost.
        gained = key == "originals" and not has(journey)
        assert words in notes or gained or bool(has(journey)) == bool(has(again)), words


def test_how_a_feeling_was_written_elsewhere_is_told_as_lost() -> None:
    journey = load_template("current-state")
    points = {id_: point.model_copy(update={"original": "four stars"}) for id_, point in journey.points.items()}
    made = markdown_writing.write(journey.model_copy(update={"points": Table(points)}))
    assert "how feelings were written where they come from" in " ".join(made.notes)
    again = spreadsheet.read(made.data, "a.md").journey
    assert again.points
    assert all(point.original != "four stars" for point in again.points.values())


def test_a_map_without_stages_says_that_no_import_will_find_one() -> None:
    made = markdown_writing.write(load_template("blank"))
    assert any("no map can be imported from it" in note for note in made.notes)
    with pytest.raises(FileProblem, match="start from an empty map instead"):
        spreadsheet.read(made.data, "blank.md")


def test_the_curve_is_a_table() -> None:
    (_, curve) = _tables(_text(load_template("current-state")))
    assert curve[0] == ["Stage", "Curve", "Feeling", "Words", "Evidence"]
    assert ["Purchase", "Masha", "−1.4", "date only at the end", "Interviews with cat owners, n = 18"] in curve


def test_nothing_of_the_map_becomes_markup() -> None:
    journey = Journey(
        title=_HOSTILE,
        scenario="# no heading",
        stages=Table.of([Stage(id="s", name=_HOSTILE)]),
        lanes=Table.of([Lane(id="l", label=_HOSTILE)]),
        sources=Table.of([Source(id="q", title="1. log", url="javascript:alert(1)")]),
        cards=Table.of(
            [Card(id="c", lane="l", stage="s", text=_HOSTILE, links=(WebLink(url="https://a/)>x", title="[t]"),))]
        ),
    )
    text = _text(journey)
    bare = re.sub(r"\\.", "", text).replace("<br>", "")
    assert re.findall(r"<[^>]*>", bare) == ["<https://a/)%3Ex>"]
    assert "– [t](<" in bare  # the one link that is meant; the brackets of its title are escaped
    assert "\n- 1\\. log\n" in text
    assert not re.search(r"[`~$&]|https://e|\]\((?!<https://a/)", bare)
    assert bare.count("**") == 2  # the name of the card with the link
    assert "\n\\# no heading\n" in text
    assert _tables(text)[0][1] == [" ".join(_HOSTILE.split())] * 2


@pytest.mark.parametrize(
    ("start", "written"),
    [("# a", r"\# a"), ("1. a", r"1\. a"), ("- a", r"\- a"), ("---", r"\---"), ("+ a", r"\+ a"), ("12 a", "12 a")],
)
def test_the_start_of_a_line_begins_nothing(start: str, written: str) -> None:
    assert f"\n{written}\n" in _text(Journey(title="T", scenario=start))


@settings(max_examples=40, deadline=None)
@given(strategies.journeys())
def test_every_map_has_a_regular_table_of_its_stages_and_lanes(journey: Journey) -> None:
    text = _text(journey)
    lanes = told.lanes_told(journey)
    tables = _tables(text)
    if journey.stages and lanes:
        table = tables[0]
        assert table[0][1:] == [_bare(told.stage_name(journey, one, str)) for one in journey.stages.values()]
        assert [row[0] for row in table[-len(lanes) :]] == [_bare(told.lane_name(journey, one, str)) for one in lanes]
    assert all(len(row) == len(table[0]) for table in tables for row in table)
    assert _text(journey) == text


@settings(max_examples=60, deadline=None)
@given(strategies.texts)
def test_an_escaped_text_is_shown_as_it_was(raw: str) -> None:
    assert _shown(escaped(raw)) == _bare(raw)


def _bare(raw: str) -> str:
    """Without what no text file may hold, in one line."""
    return " ".join(re.sub("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]", "", raw).split())
