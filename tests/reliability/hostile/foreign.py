"""Hostile files of other programs: diagrams, Markdown, workbooks, and kinds that the program does not know."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator

from tests.reliability.hostile.case import Case, Door, of_bytes

_LONG = 4_900_000


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _diagrams()
    yield from _workbooks()
    yield from _unknown()


def _import(name: str, file: str, content: Callable[[], bytes] | bytes, refused: bool | None, says: str = "") -> Case:
    return of_bytes(name, Door.IMPORT, file, content, refused, says, drawn="tasks" not in name)


def _diagrams() -> Iterator[Case]:
    for name, content, refused, says in (
        ("a-million-lines", lambda: "journey\n" + "a: 5: b\n" * 600_000, True, "lines"),
        ("five-million-empty-lines", lambda: "journey\n" + "\n" * _LONG, True, "lines"),
        ("99,000-tasks", lambda: "journey\n" + "a: 5: b\n" * 99_000, True, "20,000 are the most"),
        ("99,000-sections", lambda: "journey\n" + "section s\n" * 99_000, True, "20,000 are the most"),
        ("9,000-tasks-with-a-remark-each", lambda: "journey\n" + "a#b: x: y: z\n" * 9_000, False, ""),
        ("a-million-actors", lambda: "journey\na: 5: " + "ann," * 1_200_000, False, ""),
        ("9,900-tasks-of-490-letters", lambda: "journey\n" + ("a" * 490 + ": 5\n") * 9_900, False, ""),
        ("five-million-commas", lambda: "journey\na: 5: " + "," * _LONG, False, ""),
        ("five-million-colons", lambda: "journey\na" + ":" * _LONG, False, ""),
        ("numbers-between-colons", lambda: "journey\na" + ":5" * (_LONG // 2), False, ""),
        ("title-of-spaces", lambda: "---\ntitle: a" + " " * _LONG + "b\n---\njourney\na: 5", False, ""),
        ("spaces-before-a-title", lambda: "---\n" + " " * _LONG + "title: b\n---\njourney\na: 5", False, ""),
        ("section-of-spaces", lambda: "journey\nsection" + " " * _LONG + "x\na: 5", False, ""),
        ("character-of-5,000-digits", "journey\na &#" + "9" * 5_000 + "; #" + "9" * 5_000 + ";: 5", False, ""),
        ("characters-that-are-none", "journey\na &#0; #55296; #x110000; &#xd800; #1114112;: 5", False, ""),
        ("signs-of-comments", lambda: "journey\na" + "#" * _LONG + ": 5", False, ""),
        ("half-entities", lambda: "journey\na " + "&a" * (_LONG // 2) + ": 5", False, ""),
        ("half-breaks", lambda: "journey\na " + "< /br" * (_LONG // 5) + ": 5", False, ""),
        ("directives-without-end", lambda: "%%{" * (_LONG // 3) + "\njourney\na: 5", None, ""),
        ("directives", lambda: "%%{}%%" * (_LONG // 6) + "\njourney\na: 5", False, ""),
        ("description-without-end", lambda: "journey\naccDescr {\n" + "x\n" * 90_000, False, ""),
        ("score-of-5,000,000-digits", lambda: "journey\na: " + "1" * _LONG, False, ""),
        ("scores-that-are-none", "journey\na: NaN: x\nb: Infinity\nc: 1e999\nd: -0\ne: 0x10\nf: ²", False, ""),
        ("six-megabytes", lambda: "journey\n" + "a" * 6_000_000, True, "larger than 5 MB"),
        (
            "markup",
            'journey\ntitle <img src="file:///etc/passwd">\nsection <script>\n<b>a</b>: 5: <i>ann</i>',
            False,
            "",
        ),
        (
            "click-that-calls",
            'journey\na: 5: b\nclick a call alert("x")\nclick a href "javascript:alert(1)"',
            False,
            "",
        ),
        (
            "directive-with-a-script",
            '%%{init: {"themeCSS": "}</style><script>alert(1)</script>"}}%%\njourney\na: 5',
            False,
            "",
        ),
        ("turned-round", "journey\ntitle a\u202eb\nsection \u2066x\n\u202etask: 5: \u200f", False, ""),
        ("formulas", "journey\nsection =1+1\n=cmd|' /C calc'!A0: 5: @SUM(1)", False, ""),
        ("zeros", "journey\n\0: 5: \0", False, ""),
        ("empty", "", True, "is empty"),
        ("header-only", "journey", False, ""),
        ("flowchart", "flowchart TD\nA-->B", True, "a flowchart, not a journey"),
        ("web-page", "<!doctype html><div class=mermaid>journey\na: 5</div>", True, "a web page"),
    ):
        make = (lambda words=content: words().encode()) if callable(content) else content.encode()
        yield _import(f"diagram-{name}", "hostile.mmd", make, refused, says)  # type: ignore[arg-type]
    yield _import("diagram-utf-16", "hostile.mmd", "journey\na: 5".encode("utf-16"), True, "UTF-16")
    yield _import("diagram-latin-1", "hostile.mmd", b"journey\ncaf\xe9: 5", True, "line 2 is not UTF-8")
    for name, text, refused in (
        ("backticks", "`" * _LONG, True),
        ("fence-of-spaces", "```" + " " * _LONG + "mermaid", True),
        ("quotes", "> " * (_LONG // 2) + "\n```mermaid\njourney\na: 5\n```", None),
        ("24,000-fences", "```mermaid\njourney\na: 5\n```\n" * 24_000, False),
        ("fence-without-end", "```mermaid\njourney\na: 5", False),
        ("fences-in-fences", "````\n```mermaid\njourney\na: 5\n```\n````", True),
        ("no-fence", "# Plan\n\nA [link](javascript:alert(1))", True),
    ):
        yield _import(f"markdown-{name}", "hostile.md", lambda text=text: text.encode(), refused)  # type: ignore[misc]


_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relations(target: str, kind: str) -> str:
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


_WORKBOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Map" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def workbook(sheet: bytes, **others: bytes) -> bytes:
    """An XLSX file with this sheet and further parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relations("xl/workbook.xml", "officeDocument"))
        package.writestr("xl/workbook.xml", _WORKBOOK)
        package.writestr("xl/_rels/workbook.xml.rels", _relations("worksheets/sheet1.xml", "worksheet"))
        package.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, data in others.items():
            package.writestr(name, data)
    return out.getvalue()


def sheet(rows: str, before: str = "") -> bytes:
    """The XML of a sheet with these rows; `before` stands in front of its first element."""
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def _cell(place: str, text: str) -> str:
    return f'<row r="1"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


_ENTITIES = (
    "<!DOCTYPE x ["
    + "".join(
        [
            '<!ENTITY a0 "ha">',
            *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)),
        ]
    )
    + "]>"
)


def workbooks() -> dict[str, Callable[[], bytes]]:
    """Hostile workbooks by name; for a reader of workbooks, and for what refuses them."""
    return {
        "sound": lambda: workbook(sheet(_cell("A1", "Stage"))),
        "billion-laughs": lambda: workbook(sheet(_cell("A1", "&a9;"), _ENTITIES)),
        "foreign-entity": lambda: workbook(
            sheet(_cell("A1", "&x;"), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
        ),
        "far-cell": lambda: workbook(sheet(_cell("A1", "a") + _cell("XFD1048576", "b"))),
        "beyond-all-cells": lambda: workbook(sheet(_cell("ZZZZZZ99999999999", "b"))),
        "negative-row": lambda: workbook(sheet('<row r="-1"><c r="A-1"><v>1</v></c></row>')),
        "zip-bomb": lambda: workbook(b"<worksheet>" + b" " * 300_000_000),
        "50,000-cells-in-a-row": lambda: workbook(
            sheet("<row>" + '<c t="inlineStr"><is><t>x</t></is></c>' * 50_000 + "</row>")
        ),
        "formulas": lambda: workbook(
            sheet('<row r="1"><c r="A1"><f>WEBSERVICE("http://a.example")</f><v>1</v></c></row>')
        ),
        "long-cell": lambda: workbook(sheet(_cell("A1", "x" * 40_000))),
        "path-outside": lambda: workbook(sheet(""), **{"../../outside.xml": b"x"}),
        "macros": lambda: workbook(sheet(""), **{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "outside-link": lambda: workbook(
            sheet(""), **{"xl/externalLinks/externalLink1.xml": b'<x href="http://a.example/x.xlsx"/>'}
        ),
        "10,000-parts": lambda: workbook(sheet(""), **{f"xl/worksheets/s{n}.xml": b"x" for n in range(10_000)}),
        "torn": lambda: workbook(sheet(_cell("A1", "Stage")))[:-40],
        "torn-inside": lambda: workbook(sheet(_cell("A1", "Stage"))[:-30]),
        "no-zip": lambda: b"PK\x03\x04 no zip",
    }


def _workbooks() -> Iterator[Case]:
    for name, make in workbooks().items():
        yield _import(f"workbook-{name}", "hostile.xlsx", make, True, "hostile.xlsx")


def _unknown() -> Iterator[Case]:
    for name, file, content, says in (
        ("map-by-import", "hostile.cjm", b"{}", "open it instead"),
        ("no-suffix", "hostile", b"journey\na: 5", "cannot be imported"),
        ("picture", "hostile.jpg", b"\xff\xd8\xff\xe0", "cannot be imported"),
        ("archive", "hostile.tar.gz", gzip.compress(b"x" * 999), "cannot be imported"),
        ("program", "hostile.txt", b"\x7fELF", "a program"),
        ("script", "hostile.py", b"import os", "cannot be imported"),
        ("pdf-as-text", "hostile.txt", b"%PDF-1.7", "a PDF document"),
        ("text-as-pdf", "hostile.pdf", b"journey\na: 5", "neither a PDF"),
        ("zeros", "hostile.txt", b"\0" * 99, "hostile.txt"),
        ("turned-round", "hostile\u202etxt.exe", b"MZ", "cannot be imported"),
    ):
        yield _import(f"unknown-{name}", file, content, True, says)
