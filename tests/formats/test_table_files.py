"""The cells in files of tables: workbooks, Markdown, texts with separators; and logs of events."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cjm_desktop.formats import xlsx_reading
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.event_log import STAGES_MOST, event_log, moment_of, summary
from cjm_desktop.formats.markdown_tables import markdown_tables
from cjm_desktop.formats.table import grid
from cjm_desktop.formats.table_text import read_table, separator_of
from cjm_desktop.formats.xlsx_reading import read_sheets


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The workbook with parts replaced, added or (None) taken away."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def book_of(*values: object) -> Workbook:
    book = Workbook()
    assert book.active is not None
    book.active.append(list(values))
    return book


def test_cells_read_as_a_spreadsheet_shows_them() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    values = [
        "text",
        "two\nlines",
        1.1 + 2.2,
        3,
        0.45,
        True,
        date(2024, 5, 1),
        datetime(2024, 5, 1, 9, 30),
        time(9, 30),
    ]
    sheet.append([*values, timedelta(hours=2), "=1+1", "_x0041_", 1e20])
    sheet["E1"].number_format = "0%"
    (found,) = read_sheets(saved(book), "a.xlsx")
    assert found.rows[0][:9] == (
        "text",
        "two\nlines",
        "3.3",
        "3",
        "45%",
        "TRUE",
        "2024-05-01",
        "2024-05-01 09:30",
        "09:30",
    )
    # A formula that nobody has calculated yet has no value.
    assert found.rows[0][10] == ""


def test_sheets_with_merged_and_hidden_ones() -> None:
    book = book_of("a", None, "b")
    assert book.active is not None
    book.active.merge_cells("A1:B3")
    hidden = book.create_sheet("Secret")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    first, second = read_sheets(saved(book), "a.xlsx")
    assert first.spans == {(0, 0): (3, 2)}
    assert (second.name, second.hidden) == ("Secret", True)


def test_hidden_rows_and_columns_and_formulas_without_a_result_are_told() -> None:
    def notes(change: Callable[[Any], object]) -> tuple[str, ...]:
        book = book_of("Stage", "Buy", "Use")
        sheet = book.active
        assert sheet is not None
        sheet.append(["Actions", "pays", "rides"])
        change(sheet)
        (found,) = read_sheets(saved(book), "a.xlsx")
        return found.notes

    told = ("Hidden rows and columns of the sheet “Sheet” were read as well.",)
    assert notes(lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True)) == told
    assert notes(lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True)) == told
    # What is hidden and says nothing is nobody's business.
    assert notes(lambda sheet: setattr(sheet.column_dimensions["F"], "hidden", True)) == ()
    assert notes(lambda sheet: setattr(sheet.row_dimensions[9], "hidden", True)) == ()
    (missing,) = notes(lambda sheet: sheet.append(["Pains", "=1+1", "=2+2"]))
    assert missing.startswith("The sheet “Sheet” has 2 cells with a formula of which the file does not say the result")


def test_texts_of_several_runs_and_inline_ones() -> None:
    data = saved(book_of("x"))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row><c t="inlineStr"><is><r><t>on</t></r><r><t>e</t></r><rPh><t>no</t></rPh></is></c><c t="e"><v>#N/A</v></c></row>'
        b'<row r="4"><c r="C4" t="s"><v>99</v></c><c t="str"><v>said</v></c></row></sheetData></worksheet>'
    )
    (found,) = read_sheets(changed(data, {"xl/worksheets/sheet1.xml": sheet}), "a.xlsx")
    assert found.rows == (("one", "#N/A", "", ""), ("",) * 4, ("",) * 4, ("", "", "", "said"))


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    b'<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B9:A1"/><mergeCell ref="x"/></mergeCells></worksheet>'
)


def test_a_used_range_without_end_is_not_followed() -> None:
    (found,) = read_sheets(changed(saved(book_of("x")), {"xl/worksheets/sheet1.xml": FAR}), "a.xlsx")
    assert found.rows == (("1",),)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/worksheets/sheet1.xml": BOMB}, "definitions of its own"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet><row>"}, "damaged workbook"),
        ({"xl/worksheets/sheet1.xml": b'<w><c t="s"><v>1e</v></c><row r="9"/><c s="x"><v>z</v></c></w>'}, ""),
        ({"xl/workbook.xml": None}, "no XLSX workbook"),
        ({"xl/styles.xml": b'<s><numFmt numFmtId="x"/></s>'}, "damaged workbook"),
    ],
)
def test_broken_workbooks_are_refused_in_a_sentence(parts: dict[str, bytes | None], said: str) -> None:
    data = changed(saved(book_of("x")), parts)
    if not said:
        read_sheets(data, "a.xlsx")
        return
    with pytest.raises(FileProblem, match=said):
        read_sheets(data, "a.xlsx")


def test_a_workbook_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_reading, "UNPACKED", 1_000_000)
    data = changed(
        saved(book_of("x")), {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 3_000_000 + b"</worksheet>"}
    )
    assert len(data) < 100_000
    with pytest.raises(FileProblem, match="1 MB when unpacked are the most"):
        read_sheets(data, "a.xlsx")
    monkeypatch.setattr(xlsx_reading, "CELLS", 3)
    with pytest.raises(FileProblem, match="3 cells"):
        read_sheets(saved(book_of(1, 2, 3, 4)), "a.xlsx")


#: Saved once: a workbook says when it was, and so is of another length at each time.
WHOLE = saved(book_of("Stage", "A", 1.5))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_workbooks_never_break_the_program(data: st.DataObject) -> None:
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for one in (bytes(whole), bytes(whole[:cut])):
        with suppress(FileProblem):
            read_sheets(one, "a.xlsx")


def test_markdown_tables_with_what_is_above_them() -> None:
    text = (
        "# Title\n<!-- | a | b |\n|---|---|\n-->\n\n## First\nwords | more\n\n| a \\| b | c\n:-|-:\nd | e | lost\n"
        "f\n\n```\n| no | table |\n|---|---|\n```\n> **Quoted**\n>\n> | x | y |\n> |---|---|\n> | 1 | |\n"
    )
    found = markdown_tables(text)
    assert [(one.title, one.heading, one.grid.rows) for one in found] == [
        ("Title", "First", (("a | b", "c"), ("d", "e"))),
        ("Title", "Quoted", (("x", "y"), ("1", ""))),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "|" * 300_000,
        "| - " * 100_000 + "\n" + "|-" * 100_000,
        "<!--" * 100_000,
        "#" + " " * 300_000 + "x",
        "**" * 150_000,
    ],
)
def test_markdown_made_to_be_slow_is_read_or_refused(text: str) -> None:
    with suppress(FileProblem):
        assert markdown_tables(text) == ()


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\nc,d", ","),
        ("a;1,5\nb;2,5", ";"),
        ("a\tb; c, d\ne\tf, g", "\t"),
        ("a|b\nc|d", "|"),
        ('"a;b",c\n"d;e",f', ","),
        ("alone", ","),
        ("", ","),
    ],
)
def test_separators(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_a_first_line_may_say_the_separator() -> None:
    table, _ = read_table(b'sep=|\r\na|"b ""c"""\r\n', "a.csv")
    assert table.rows == (("a", 'b "c"'),)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-01", datetime(2024, 5, 1)),
        ("2024-05-01T09:30:00Z", datetime(2024, 5, 1, 9, 30)),
        ("2024-05-01 09:30:00.123", datetime(2024, 5, 1, 9, 30, 0, 123_000)),
        ("01.05.2024 09:30", datetime(2024, 5, 1, 9, 30)),
        ("05/31/2024", datetime(2024, 5, 31)),
        ("2024-13-45", None),
        ("99999999999", None),
        ("soon", None),
    ],
)
def test_moments(text: str, moment: datetime | None) -> None:
    assert moment_of(text) == moment


def test_a_map_with_dates_is_no_log() -> None:
    rows = [["Stage", "Date", "Actions"], *([f"S{n}", f"2024-01-0{n + 1}", "x"] for n in range(8))]
    assert event_log(grid(rows)) is None


def test_rare_activities_are_left_out_of_a_summary() -> None:
    names = [f"A{n}" for n in range(STAGES_MOST + 5)]
    rows = [["session", "event", "time"]]
    for case in range(2):
        rows += [[str(case), name, f"2024-01-{n % 28 + 1:02} 1{case}:00"] for n, name in enumerate(names)]
    log = event_log(grid(rows))
    assert log is not None
    table, notes = summary(log)
    assert table.size == (4, STAGES_MOST + 1)
    assert "5 rarer activities were left out." in notes
