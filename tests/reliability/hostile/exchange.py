"""Hostile files of formats that maps are exchanged in: journeys as JSON and XML, and tables that say they are ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from cjm_desktop.formats import sheet_csv, xlsx_writing
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card
from tests.reliability.hostile.case import Case, Door, of_bytes
from tests.reliability.hostile.foreign import workbook

_MUCH = 4_900_000
_ODD: tuple[Any, ...] = ({}, [], None, True, 0, "", "../x", "a" * 500)


def cases() -> Iterator[Case]:
    """All of them."""
    for name, file, content, refused, says in (*_json(), *_xml(), *_tables()):
        make = (lambda made=content: _bytes(made())) if callable(content) else _bytes(content)
        yield of_bytes(name, Door.IMPORT, file, make, refused, says)


_Row = tuple[str, str, Callable[[], str | bytes] | str | bytes, bool | None, str]


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def _document(**parts: Any) -> str:
    return json.dumps(parts)


def _json() -> Iterator[_Row]:
    node = {"stageId": "s", "swimlaneId": "l", "title": "a", "score": 1}
    for name, content, refused, says in (
        ("nested", lambda: '{"nodes":' * 100_000, True, "nest"),
        ("brackets", lambda: '{"nodes": [' + "[" * 1_100_000, True, "commas and brackets"),
        ("nodes", lambda: _document(stages=[{"id": "s"}], nodes=[node] * 20_001), True, "20,000 are the most"),
        ("blueprints", lambda: _document(nodes=[{"blueprint": {"onstage": ["x"] * 200}}] * 900), True, "20,000 cards"),
        ("tags", lambda: _document(nodes=[{"tags": ["x"] * 150_000}]), False, ""),
        ("long-texts", lambda: _document(nodes=[{"title": "x" * 2_000_000, "tags": ["y" * 2_000_000]}]), False, ""),
        ("numbers", '{"nodes": [{"score": 1e999}]}', True, "too large"),
        ("no-numbers", '{"nodes": [{"score": NaN}]}', True, "not a number"),
        ("twice", '{"nodes": [], "nodes": []}', True, "stands twice"),
        ("surrogate", '{"nodes": [{"title": "\\ud800"}]}', True, "half of a character"),
        ("odd-types", '{"nodes": [1, null, {"title": {}, "tags": 5, "blueprint": []}], "stages": {}}', False, ""),
        (
            "odd-ids",
            _document(stages=[{"id": id_} for id_ in _ODD], nodes=[]),
            False,
            "",
        ),
        ("formulas", _document(stages=[{"name": "=1+1"}], nodes=[{"title": "=cmd|' /C calc'!A0"}]), False, ""),
        ("markup", _document(metadata={"title": '<img src="file:///etc/passwd">'}, nodes=[]), False, ""),
    ):
        yield f"ojf-{name}", "hostile.ojf", content, refused, says


def _xml() -> Iterator[_Row]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    actual = "<CJML><actualJourney>{}</actualJourney></CJML>"
    touchpoints = actual.format("<touchpoints>{}</touchpoints>")
    for name, content, refused, says in (
        ("laughs", f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><CJML>&l9;</CJML>', True, "document type"),
        ("outside", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><CJML/>', True, "document type"),
        ("outside-entity", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><CJML>&x;</CJML>', True, "document"),
        ("unknown-entity", "<CJML>&x;</CJML>", True, "no well-formed XML"),
        ("deep", lambda: "<CJML>" + "<a>" * 1_000_000, True, "in each other"),
        ("wide", lambda: "<CJML>" + "<a/>" * 1_000_000, True, "elements"),
        ("attributes", lambda: "<CJML " + " ".join(f'a{n}="x"' for n in range(300_000)) + "/>", True, "neither"),
        ("names", lambda: "<CJML " + "a" * _MUCH + '="x"/>', True, "neither"),
        ("long-text", lambda: actual.format("<journeyTitle>" + "x" * _MUCH + "</journeyTitle>"), False, ""),
        ("touchpoints", lambda: touchpoints.format("<actualAction/>" * 10_001), True, "10,000 are the most"),
        (
            "stages",
            lambda: touchpoints.format("<actualAction><belongsTo phaseIDref='{}'/></actualAction>" * 9_000),
            None,
            "",
        ),
        (
            "each-its-stage",
            lambda: touchpoints.format(
                "".join(f"<actualAction><belongsTo phaseIDref='p{n}'/></actualAction>" for n in range(9_000))
            ),
            True,
            "more than 500 phases",
        ),
        ("empty", "", True, "no well-formed XML"),
        ("another", "<svg xmlns='http://www.w3.org/2000/svg'/>", True, "no CJML document"),
        ("markup", actual.format("<journeyTitle>&lt;img src='file:///etc/passwd'></journeyTitle>"), False, ""),
    ):
        yield f"cjml-{name}", "hostile.cjml", content, refused, says


def _tables() -> Iterator[_Row]:
    odd = "Kind,Stage,Text,Links,Emotion,Span,Id,Stage id,Lane id\r\n"
    for name, content, refused, says in (
        ("rows", lambda: odd + "card,a\r\n" * 50_001, True, "50,000 are the most"),
        ("many-rows", lambda: odd + "card,a,b\r\n" * 20_000, False, ""),
        ("columns", lambda: odd.strip() + "," * 2_000_000, True, "columns"),
        ("cells", lambda: odd + "," * 3_100_000, True, "cells"),
        ("long-cell", lambda: odd + "card,a," + "x" * 200_000, True, "too long"),
        ("unclosed", odd + 'card,"a', False, ""),
        ("stages-and-lanes", lambda: odd + "stage\r\n" * 2_000 + "lane\r\n" * 2_000, True, "cells"),
        ("script-link", odd + "card,a,b,javascript:alert(1) x\r\n", False, ""),
        ("numbers", odd + "emotion,a,b,,1e999\r\nemotion,a,b,,nan\r\ncard,,,,,99999999999999999999\r\n", False, ""),
        ("one-id", lambda: odd + "card,,,,,,c\r\n" * 5_000, False, ""),
        ("half-escapes", odd + "card,a,_xD800__x0000_\r\n", False, ""),
    ):
        yield f"own-csv-{name}", "hostile.csv", content, refused, says
    formula = Journey(cards=Table.of([Card(id="c", text='=HYPERLINK("file:///etc/passwd")')]))
    yield "own-xlsx-formula", "hostile.xlsx", lambda: xlsx_writing.write(formula).data, False, ""
    yield "own-csv-formula", "hostile.csv", lambda: sheet_csv.write(formula).data, False, ""
    head = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{word}</t></is></c>'
        for column, word in zip("ABCD", ("Kind", "Stage", "Text", "Id"), strict=True)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def own(rows: str) -> bytes:
        data = f'<?xml version="1.0"?><worksheet xmlns="{main}"><sheetData><row r="1">{head}</row>{rows}</sheetData></worksheet>'
        return workbook(data.encode())

    yield (
        "own-xlsx-far-cell",
        "hostile.xlsx",
        lambda: own('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        None,
        "",
    )
    wide = '<row r="{}"><c r="XFD{}"><v>1</v></c></row>'
    yield (
        "own-xlsx-far-cells",
        "hostile.xlsx",
        lambda: own("".join(wide.format(n, n) for n in range(2, 900))),
        True,
        "columns are the most",
    )
    yield (
        "own-xlsx-rows",
        "hostile.xlsx",
        lambda: own('<row><c t="n"><v>1</v></c></row>' * 60_000),
        True,
        "rows on a sheet",
    )
