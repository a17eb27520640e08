"""Tables from the clipboard: what spreadsheets write is read, what the program writes reads back, what is hostile is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.table import CHARACTERS, Grid, grid, read_html, read_separated, write_html, write_separated
from tests.strategies import texts

#: What cells of people's tables hold; line breaks are those that a text field gives.
cells = texts.map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n"))
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=4)
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc\r\n", [["a", "b"], ["c", ""]]),
        ('"two\nlines"\t"a ""quoted"" word"\tx', [["two\nlines", 'a "quoted" word', "x"]]),
        ('"with\ttab"\ty', [["with\ttab", "y"]]),
        ('"He ate."\t"When?" she asked', [['"He ate."', '"When?" she asked']]),
        ('"open\tnever closed', [['"open', "never closed"]]),
        ("\t\n\ta", [["", ""], ["", "a"]]),
        ("'=SUM(A1)\t'quoted'\t-1", [["=SUM(A1)", "'quoted'", "-1"]]),
    ],
)
def test_what_spreadsheets_copy_is_read(text: str, rows: list[list[str]]) -> None:
    assert read_separated(text).rows == tuple(map(tuple, rows))


def test_other_separators() -> None:
    assert read_separated('a;"b;c"\nd;e', ";").rows == (("a", "b;c"), ("d", "e"))


def test_no_cell_goes_out_as_a_formula() -> None:
    out = write_separated([["=1+1", "+1", "-2,5", "@home", "'=x", "-x", "text"]])
    assert out == "'=1+1\t+1\t-2,5\t'@home\t''=x\t'-x\ttext"
    assert read_separated(out).rows == (("=1+1", "+1", "-2,5", "@home", "'=x", "-x", "text"),)


@settings(max_examples=150, deadline=None)
@given(tables)
def test_written_tables_read_back(rows: list[list[str]]) -> None:
    text = write_separated(rows)
    again = read_separated(text)
    # A text of nothing but line breaks at the very end cannot be told from the end of the table.
    assert again.rows == tuple(map(tuple, rows)) or not "".join(rows[-1]).strip()


def test_a_table_of_html() -> None:
    text = """<html><head><style>td { color: red }</style><title>Book1</title></head><body>
    <!--StartFragment--><table><colgroup><col width="64"></colgroup>
    <tr><td>&nbsp;</td><th colspan=2>Search &amp; buy</th></tr>
    <tr><td rowspan="2"><b>Acts</b></td><td>opens<br>six
       tabs</td><td><p>pays</p><p>by card</p></td></tr>
    <tr><td>'=x</td><td><ul><li>one</li><li>two</li></ul></td></tr></table><!--EndFragment--></body></html>"""
    found = read_html(text)
    assert found is not None
    assert found.rows == (
        ("", "Search & buy", ""),
        ("Acts", "opens\nsix tabs", "pays\nby card"),
        ("", "=x", "one\ntwo"),
    )
    assert found.spans == {(0, 1): (1, 2), (1, 0): (2, 1)}


@pytest.mark.parametrize(
    "text",
    [
        "no table at all",
        "<table><tr><td>one cell</td></tr></table>",
        "<p>A long story of many words.</p><table><tr><td>a</td><td>b</td></tr></table>",
        "<table><tr><td>a</td><td",
        "",
    ],
)
def test_html_without_a_table(text: str) -> None:
    found = read_html(text)
    assert found is None or found.rows == (("a", ""),)


def test_html_is_not_obeyed() -> None:
    text = "<table><tr><td><script>alert(1)</script>a<img src='file:///etc/passwd'></td><td onclick='x'>b</td></tr></table>"
    found = read_html(text)
    assert found is not None
    assert found.rows == (("a", "b"),)


@settings(max_examples=100, deadline=None)
@given(tables)
def test_written_html_reads_back(rows: list[list[str]]) -> None:
    found = read_html(write_html(rows, head=True, labels=True))
    if found is None:
        assert sum(map(len, rows)) < 2 or not any(text.strip() for row in rows for text in row)
        return
    assert len(found.rows) == len(rows)
    for row, again in zip(rows, found.rows, strict=True):
        for text, cell in zip(row, again, strict=True):
            assert "".join(cell.split()) == "".join(text.split()) or cell.startswith(text[:1])


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>/=\"'!- \ntdrhable&;\x000123colspan", max_size=200))
def test_any_html_is_read_or_refused(text: str) -> None:
    read_html(text)
    read_separated(text)


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td rowspan=999999 colspan=999999>a</td><td>b</td></tr></table>",
        "<table>" + "<tr><td>a</td><td>b</td></tr>" * 6_000 + "</table>",
        "<table><tr>" + "<td>a</td>" * 1_001 + "</tr></table>",
    ],
)
def test_tables_that_are_too_large_are_refused(text: str) -> None:
    with pytest.raises(FileProblem, match="are the most"):
        read_html(text)


def test_texts_that_are_too_large_are_refused() -> None:
    with pytest.raises(FileProblem, match="longer than 5,000,000 characters"):
        read_separated("a" * (CHARACTERS + 1))
    with pytest.raises(FileProblem, match="rows"):
        read_separated("a\n" * 6_000)
    with pytest.raises(FileProblem, match="columns"):
        grid([["a"] * 1_001])


def test_quotation_marks_that_are_never_closed_cost_no_time() -> None:
    # Looking for the end of each again would take minutes.
    with pytest.raises(FileProblem, match="columns"):
        read_separated('"a\t' * 1_000_000)
    with pytest.raises(FileProblem, match="rows"):
        read_separated('"a\n' * 1_000_000)
    assert read_separated('"a\n' * 4_000).size == (4_000, 1)


def test_turned_and_trimmed() -> None:
    made = Grid((("", "", ""), ("", "a", "b"), ("", "c", "")), {(1, 1): (1, 2)})
    assert made.trimmed() == Grid((("a", "b"), ("c", "")), {(0, 0): (1, 2)})
    assert made.trimmed().transposed() == Grid((("a", "c"), ("b", "")), {(0, 0): (2, 1)})
    assert Grid((("", " "),)).trimmed().rows == ()
