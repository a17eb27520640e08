"""What the program made of a stranger's file goes in: sentences, PDF, SVG, tables; what could do harm in it comes out."""

from __future__ import annotations

import io
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

import pikepdf

_ADDRESS = re.compile(r"(https?://|mailto:)[\x21-\x7e]*\Z")
#: What a PDF must not hold anywhere: it would run a script, start a program, fetch or send something.
_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/Movie",
    "/Sound",
}
_ENTRIES = {"/JS", "/AA", "/XFA", "/RichMedia"}
_ELEMENTS = {"script", "foreignObject", "iframe", "object", "embed", "set", "animate", "handler"}
_FORMULA = re.compile(r"\s*[=+\-@]")
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?\s*%?")
#: What turns the direction of a sentence, or moves a terminal's cursor, must not stand in one as it is.
_TURNING = {"\u200e", "\u200f", "\u061c", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def faults_of_sentence(text: str, name: str = "") -> list[str]:
    """What is wrong with what a user is told of a file: it is one short line that names the file and ends with a full stop."""
    found = []
    if not text.endswith((".", ".)", ".”")):
        found.append("it does not end")
    if len(text) > 700:
        found.append(f"it is {len(text)} characters long")
    if any(char in _TURNING or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in text):
        found.append("it holds control characters")
    if re.search(r"Traceback|Error\b|<class|0x[0-9a-f]{6}|pydantic|Exception", text):
        found.append("it speaks of the program's inside")
    if name and name not in text:
        found.append(f"it does not name {name}")
    return [f"{fault}: {text[:300]!r}" for fault in found]


def faults_of_pdf(pdf: bytes) -> list[str]:
    """Actions, scripts, addresses that are none of a page or a mail box, and attached files that are no map."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found += [f"attached: {name}" for name in document.attachments if name != "map.cjm"]
        for thing in document.objects:
            for part in _dictionaries(thing):
                found += [f"entry {key}" for key in part.keys() & _ENTRIES]
                if "/S" in part and str(part["/S"]) in _ACTIONS:
                    found.append(f"action {part['/S']}")
                if isinstance(part.get("/OpenAction"), pikepdf.Dictionary):  # and not a place to begin at
                    found.append("an action at its opening")
                if "/URI" in part and isinstance(part["/URI"], pikepdf.String):
                    address = str(part["/URI"])
                    if not _ADDRESS.match(address):
                        found.append(f"address {address!r}")
                if str(part.get("/Subtype", "")) in ("/FileAttachment", "/Screen", "/Movie", "/Sound", "/RichMedia"):
                    found.append(f"annotation {part['/Subtype']}")
    return found


def _dictionaries(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """A dictionary, that of a stream, and those that stand directly inside of it."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Stream):
            one = one.stream_dict
        if isinstance(one, pikepdf.Dictionary):
            yield one
            waiting += [value for value in one.values() if not getattr(value, "is_indirect", True)]
        elif isinstance(one, pikepdf.Array) and len(one) < 1_000:
            waiting += [value for value in one if isinstance(value, pikepdf.Object) and not value.is_indirect]


def faults_of_svg(svg: bytes) -> list[str]:
    """Scripts, handlers, addresses and pictures from elsewhere; and an SVG that is no XML."""
    if b"<!DOCTYPE" in svg or b"<!ENTITY" in svg:
        return ["it declares entities"]
    try:
        root = ET.fromstring(svg)
    except ET.ParseError as error:
        return [f"no XML: {error}"]
    found = []
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag in _ELEMENTS:
            found.append(f"element {tag}")
        if tag == "style" and re.search(r"@import|url\((?!data:font)", element.text or ""):
            found.append("a style from elsewhere")
        for name, value in element.attrib.items():
            name = name.rpartition("}")[2]
            if name.lower().startswith("on"):
                found.append(f"handler {name}")
            inside = value.startswith(("#", "data:image/png;", "data:image/jpeg;"))
            if name == "href" and not inside and not (tag == "a" and _ADDRESS.match(value)):
                found.append(f"address {value!r}")
            if re.search(r"url\((?!#|data:font)", value) and name != "aria-label":
                found.append(f"{name} from elsewhere")
    return found


def faults_of_cells(cells: Sequence[Sequence[str]]) -> list[str]:
    """Cells of a table, as a spreadsheet reads them, that it would take for formulas."""
    return [
        f"formula {cell!r}"
        for row in cells
        for cell in row
        if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell.strip())
    ]


def faults_of_page(page: str) -> list[str]:
    """Tags of an HTML table that are none of a table's."""
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z!?][\w-]*)", page))
    return [f"tag {tag}" for tag in tags - {"meta", "table", "tr", "td", "th", "br"}]
