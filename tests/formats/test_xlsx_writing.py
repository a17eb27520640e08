from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from cjm_desktop.formats import journey_file, sheet_xlsx, xlsx_writing
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.registry import export_file, import_file
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Curve, CurveStyle, EmotionPoint, Lane, LaneKind, Stage, SubStage
from tests.formats.test_sheet_tables import without_pictures
from tests.maps import random_map
from tests.strategies import journeys

TEMPLATES = sorted(Path(__file__).parents[2].joinpath("templates").glob("*.cjm"))


def read(data: bytes) -> Journey:
    made = sheet_xlsx.read_own(data, "a.xlsx")
    assert made is not None
    return made.journey


def book(journey: Journey) -> Any:
    return load_workbook(io.BytesIO(xlsx_writing.write(journey).data))


def rows(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@settings(max_examples=15, deadline=None)
@given(journeys())
def test_a_map_comes_back_from_a_workbook(journey: Journey) -> None:
    data = xlsx_writing.write(journey).data
    assert read(data) == without_pictures(journey)
    assert xlsx_writing.write(journey.model_copy()).data == data


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_templates_come_back(path: Path) -> None:
    journey = journey_file.load(path).journey
    assert read(xlsx_writing.write(journey).data) == without_pictures(journey)


def _small() -> Journey:
    return Journey(
        title="Ride",
        objective="=Find out",
        stages=Table.of(
            [
                Stage(id="s1", name="Search", sub_stages=(SubStage(id="a", name="Look"), SubStage(id="b", name="Ask"))),
                Stage(id="s2", name="Buy"),
            ]
        ),
        lanes=Table.of(
            [
                Lane(id="l1", role="actions", label="Actions"),
                Lane(id="l2", kind=LaneKind.EMOTION, role="emotions", label="Feelings"),
                Lane(id="l3", role="pains", label="Pains", hidden=True),
            ]
        ),
        cards=Table.of(
            [
                Card(id="c1", lane="l1", stage="s1", sub_stage="b", text='=HYPERLINK("http://x")', channel="phone"),
                Card(id="c2", lane="l1", stage="s2", text="pays"),
                Card(id="c3", lane="l1", stage="s2", text="#N/A"),
                Card(id="c4", text="later"),
            ]
        ),
        curves=Table.of([Curve(id="k", lane="l2", label="Masha"), Curve(id="g", lane="l2", style=CurveStyle.GHOST)]),
        points=Table.of(
            [
                EmotionPoint(id="p1", curve="k", stage="s1", value=0.1 + 0.2, label="fine"),
                EmotionPoint(id="p2", curve="k", stage="s2", position=0.2, value=None),
                EmotionPoint(id="p3", curve="k", stage="s2", position=0.8, value=-2),
                EmotionPoint(id="p4", curve="g", stage="s2", value=1),
            ]
        ),
    )


def test_the_first_sheet_reads_as_the_map() -> None:
    sheet = book(_small())["Map"]
    assert [row[1:] for row in rows(sheet)[1:]] == [
        ["Ride", None, None, None],
        ["Stage", "Search", None, "Buy"],
        [None, "Look", "Ask", None],
        ["Actions", None, 'Phone: =HYPERLINK("http://x")', "• pays\n• #N/A"],
        ["Feelings", "Masha: fine (+0.3)", None, "• Masha: −2\n• Curve 2: +1"],
        [None, None, None, None],
        ["Pains", None, None, None],
        [None, None, None, None],
        ["Parking lot", "later", None, None],
        ["Objective", "=Find out", None, None],
    ]
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert merged == {"B2:E2", "B3:B4", "C3:D3", "E3:E4", "C7:E7", "C10:E10", "C11:E11"}
    assert [sheet.row_dimensions[row].hidden for row in (1, 2, 6, 7, 8, 9)] == [True, False, False, False, True, False]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.cell(3, 3).fill.fgColor.rgb != sheet.cell(3, 5).fill.fgColor.rgb
    assert sheet.freeze_panes == "C5"
    assert sheet.sheet_view.selection[-1].activeCell == "C5"
    # Rows that may grow say no height that stays.
    assert [sheet.row_dimensions[row].height > 10 for row in (3, 4, 5, 6, 7)] == [True] * 5


def test_the_rows_of_the_map_grow_with_what_is_written_and_all_prints_on_one_page_across() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_writing.write(_small()).data)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
        assert packed.read("docProps/core.xml")
    fixed = dict(re.findall(r'<row r="(\d+)"([^>]*)', sheet))
    assert [("customHeight" in fixed[row]) for row in ("2", "3", "5", "6", "7")] == [True, True, False, False, True]
    for name in book(_small()).sheetnames:
        made = book(_small())[name]
        assert made.page_setup.orientation == "landscape"
        assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) == (1, 0)


def test_a_map_that_is_read_from_the_right_has_sheets_from_the_right() -> None:
    arabic = _small().model_copy(update={"language": "ar-EG"})
    assert {sheet.sheet_view.rightToLeft for sheet in book(arabic)} == {True}
    assert {sheet.sheet_view.rightToLeft for sheet in book(_small())} == {False}


def test_ids_are_folded_away_and_records_can_be_filtered() -> None:
    sheet = book(_small())["Cards"]
    columns = {cell.value: sheet.column_dimensions[cell.column_letter] for cell in sheet[1]}
    assert {name for name, column in columns.items() if column.hidden} == {
        name for name in columns if name == "Id" or name.endswith(" id")
    }
    assert sheet.auto_filter.ref.startswith("A1:")
    # As wide as what stands in them, and headings have room for the arrow of the filter.
    assert columns["Kind"].width == 10
    assert 20 < columns["Text"].width < 30
    assert 15 < columns["Evidence source"].width < 25


def test_no_text_is_a_formula_and_numbers_keep_their_digits() -> None:
    made = book(_small())
    kinds = {cell.data_type for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}
    cards = rows(made["Cards"])
    values = [row[cards[0].index("Emotion")] for row in cards if row[0] == "emotion"]
    assert values == [0.1 + 0.2, None, -2, 1]


def test_the_curves_are_a_chart() -> None:
    sheet = book(_small())["Emotion curve"]
    assert [row[:3] for row in rows(sheet)[2:6]] == [
        ["Stage", "Masha", "Curve 2"],
        ["Search", 0.1 + 0.2, None],
        ["Buy (1)", None, 1],
        ["Buy (2)", -2, 1],
    ]
    with zipfile.ZipFile(io.BytesIO(xlsx_writing.write(_small()).data)) as packed:
        over_map, chart = (packed.read(f"xl/charts/chart{n}.xml").decode() for n in (1, 2))
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read("docProps/core.xml").count(b">1980-01-01T00:00:00Z<") == 2
    assert "'Emotion curve'!$B$4:$B$6" in chart
    assert all(word in chart for word in ("Delighted", "Neutral", "Frustrated"))
    assert 'dispBlanksAs val="gap"' in chart
    assert "<scatterChart>" in over_map
    assert "<v>Masha</v>" in over_map
    assert all('roundedCorners val="0"' in one and 'varyColors val="0"' in one for one in (chart, over_map))
    assert 'dispBlanksAs val="gap"' in over_map
    # Look and Ask are the columns of Search: its point stands between them, those of Buy at the shares of the third.
    assert [row[1:4] for row in rows(sheet) if row[1] in ("Masha", "Curve 2")][1:] == [
        ["Masha", 1, 0.1 + 0.2],
        ["Masha", 2.2, None],
        ["Masha", 2.8, -2],
        # No point, no line: as on the map.
        ["Curve 2", 1, None],
        ["Curve 2", 2.5, 1],
    ]
    assert "Emotion curve" not in book(Journey(title="Empty")).sheetnames


def test_what_a_cell_cannot_hold_is_told_and_not_cut() -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s", name="Buy")]),
        lanes=Table.of([Lane(id="l", label="Actions")]),
        cards=Table.of([Card(id=f"c{n}", lane="l", stage="s", text="word " * 3_000) for n in range(3)]),
    )
    made = xlsx_writing.write(journey)
    assert made.notes == ("A cell of the sheet “Map” would be too long; the texts stand on “Cards”.",)
    assert read(made.data) == journey
    long = Journey(note="🐈" * 20_000)
    assert xlsx_writing.write(long).notes == ()
    assert read(xlsx_writing.write(long).data) == long


def test_an_edited_workbook_is_read(tmp_path: Path) -> None:
    made = book(_small())
    sheet = made["Cards"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("Text") + 1).value = "rings"
    sheet.append(["card", "Buy", "Actions", "new"])
    made.save(tmp_path / "a.xlsx")
    journey = read((tmp_path / "a.xlsx").read_bytes())
    assert [card.text for card in journey.cards.values()] == ["rings", "pays", "#N/A", "later", "new"]
    assert journey.cards["card-new-1"].stage == "s2"


def test_empty_rows_down_to_the_end_of_a_sheet_are_none(tmp_path: Path) -> None:
    made = book(_small())
    made["Map"].row_dimensions[1_048_576].height = 12
    made["Map"].cell(1_048_576, 1).value = ""
    made["Cards"].cell(1_048_576, 3).number_format = "0.00"
    made.save(tmp_path / "a.xlsx")
    assert read((tmp_path / "a.xlsx").read_bytes()).cards == _small().cards
    made["Cards"].cell(1_048_576, 3).value = "far away"
    made.save(tmp_path / "a.xlsx")
    with pytest.raises(FileProblem, match="200,000 rows"):
        read((tmp_path / "a.xlsx").read_bytes())
    made["Cards"].cell(1_048_576, 3).value = None
    made["Cards"].cell(60_000, 3).value = "nearer"
    made.save(tmp_path / "a.xlsx")
    with pytest.raises(FileProblem, match="are the most"):
        read((tmp_path / "a.xlsx").read_bytes())


def test_a_strict_workbook_with_a_date_is_read() -> None:
    source = zipfile.ZipFile(io.BytesIO(xlsx_writing.write(_small().model_copy(update={"date": "soon"})).data))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in source.namelist():
            content = source.read(name).replace(
                b"schemas.openxmlformats.org/spreadsheetml/2006", b"purl.oclc.org/ooxml/spreadsheetml"
            )
            packed.writestr(
                name,
                content.replace(
                    b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument"
                ),
            )
    assert read(file.getvalue()) == _small().model_copy(update={"date": "soon"})
    made, file = book(_small()), io.BytesIO()
    place = next(row for row in made["About"].iter_rows() if row[0].value == "Date")
    place[1].value = datetime(2026, 11, 20)
    made.save(file)
    assert read(file.getvalue()).date == "2026-11-20"


def test_another_workbook_is_none_of_ours() -> None:
    from openpyxl import Workbook

    made, file = Workbook(), io.BytesIO()
    made.active.append(["Stage", "Actions"])
    made.save(file)
    assert sheet_xlsx.read_own(file.getvalue(), "a.xlsx") is None


def _packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04nothing", "is damaged, or no workbook"),
        (b"", "is damaged, or no workbook"),
        (_packed(word__document=b"<a/>"), "is no workbook of sheets"),
        (_packed(xl__workbook=b"<!DOCTYPE a><a/>"), "declares entities"),
        (_packed(xl__workbook="<!DOCTYPE a><a/>".encode("utf-16")[2:]), "declares entities"),
        (_packed(xl__workbook=b"<a/>"), "is damaged, or no workbook"),
        (_packed(xl__workbook=b"<a/>", big=b" " * (sheet_xlsx.UNPACKED_LIMIT + 1)), "200 MB when it is unpacked"),
    ],
    ids=["cut", "empty", "document", "doctype", "utf16", "hollow", "bomb"],
)
def test_hostile_workbooks_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(FileProblem, match=said):
        sheet_xlsx.read_own(data, "a.xlsx")


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_an_exported_table_is_imported(tmp_path: Path, suffix: str) -> None:
    export_file(_small(), tmp_path / f"a.{suffix}")
    assert import_file(tmp_path / f"a.{suffix}").journey == _small()


def test_pictures_are_told_to_be_lost(tmp_path: Path) -> None:
    assert export_file(random_map(3, cards=40), tmp_path / "a.xlsx") == ("1 picture was left out.",)
