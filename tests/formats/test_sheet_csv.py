from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.formats import sheet_csv
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.registry import export_file
from cjm_desktop.formats.sheet_escapes import escaped, unescaped
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Stage
from tests.formats.test_sheet_tables import without_pictures
from tests.maps import random_map
from tests.strategies import journeys, wild


def read(data: bytes) -> Imported:
    assert sheet_csv.is_own(data)
    return sheet_csv.read(data, "a.csv")


@settings(max_examples=40, deadline=None)
@given(journeys())
def test_a_map_comes_back_from_csv(journey: Journey) -> None:
    data = sheet_csv.write(journey).data
    assert read(data).journey == without_pictures(journey)
    assert sheet_csv.write(journey.model_copy()).data == data


@settings(max_examples=200, deadline=None)
@given(st.one_of(wild, st.sampled_from(["_x000D_", "_x005F_x0041_", "a_xD800_", "\r\n", "_"])))
def test_control_characters_are_written_as_spreadsheets_write_them(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not set(escaped(text)).intersection("\r\x00\x1f\uffff")


def _with_text(text: str) -> Journey:
    return Journey(
        stages=Table.of([Stage(id="s", name="Buy")]),
        lanes=Table.of([Lane(id="l", label="Actions")]),
        cards=Table.of([Card(id="c", lane="l", stage="s", text=text)]),
    )


@pytest.mark.parametrize("text", ["=1+1", "+7 900", "-2", "@a", "\t=1", "'=1", "''", '"a"', "a,b;c\nd\re", "\x00"])
def test_no_text_is_a_formula(text: str) -> None:
    data = sheet_csv.write(_with_text(text)).data
    assert read(data).journey.cards["c"].text == text
    for cell in data.decode().replace('"', "").replace("\n", ",").split(","):
        assert not cell.startswith(("=", "+", "@", "\t", "-"))


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_that_a_spreadsheet_wrote_again_is_read(separator: str) -> None:
    text = sheet_csv.write(_with_text("pays")).data.decode().removeprefix("\ufeff").replace(",", separator)
    assert read(text.replace("\r\n", "\n").encode()).journey.cards["c"].text == "pays"


def test_other_tables_are_not_taken_for_ours() -> None:
    assert not sheet_csv.is_own(b"Stage,Actions\nBuy,pays")
    assert not sheet_csv.is_own(b"Kind,Colour\nBuy,pays")
    assert not sheet_csv.is_own(b"")


def test_what_is_no_csv_is_refused() -> None:
    with pytest.raises(FileProblem, match=r"^a.csv: a cell of it is too long or is not closed.$"):
        sheet_csv.read(b"Kind,Id,Text\n" + b"x" * 200_000, "a.csv")
    with pytest.raises(FileProblem, match="cells, which are the most"):
        sheet_csv.read(b"Kind,Id,Text\n" + b"," * 3_000_001, "a.csv")


def test_pictures_are_told_to_be_lost(tmp_path: Path) -> None:
    journey = random_map(3, cards=40)
    assert export_file(journey, tmp_path / "a.csv") == ("1 picture was left out.",)
    assert read((tmp_path / "a.csv").read_bytes()).journey == without_pictures(journey)
