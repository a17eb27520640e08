"""A PDF in, what is wrong with it out, as far as PDF/UA-1 and PDF/A-3u can be checked by a program; and what is read from it.

`problems` finds nothing in a file that is right. It knows: the structure tree and the parent tree (complete, each piece of
content in one element or an artefact), roles, headings, tables, alternative texts, links, languages; metadata equal to the
information dictionary, output intent, embedded fonts with texts and widths for all their codes and no glyph .notdef,
embedded files, annotations; and what qpdf finds wrong with the file's syntax. `spoken` gives the tree with its texts.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

ROLES = {
    "Document",
    "Sect",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "P",
    "Span",
    "Table",
    "TR",
    "TH",
    "TD",
    "Figure",
    "Link",
}
_SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
_PAINTS = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do", "EI", *_SHOWS_TEXT}


@dataclass
class Part:
    """An element of the structure tree: what it is, what is read of it, and its parts in reading order."""

    role: str
    alt: str = ""
    language: str = ""
    columns: int = 1
    scope: str = ""
    kids: list[Part | str] = field(default_factory=list)  #: elements, and the texts of its own content
    addresses: list[str] = field(default_factory=list)

    @property
    def parts(self) -> list[Part]:
        return [kid for kid in self.kids if isinstance(kid, Part)]

    @property
    def own(self) -> str:
        """The text of its own content."""
        return "".join(kid for kid in self.kids if isinstance(kid, str)).strip()

    @property
    def text(self) -> str:
        """All its text, a figure's alternative in its place."""
        if self.role == "Figure":
            return self.alt
        texts = (kid if isinstance(kid, str) else f" {kid.text} " for kid in self.kids)
        return " ".join("".join(texts).split())

    def all(self, role: str = "") -> Iterator[Part]:
        """It and all in it, in reading order; of one role where that is given."""
        if role in ("", self.role):
            yield self
        for part in self.parts:
            yield from part.all(role)


def spoken(pdf: bytes) -> Part:
    """The structure tree, from the Document."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        checker = _Checker(opened)
        list(checker.found())
        assert checker.tree is not None
        return checker.tree


def problems(pdf: bytes) -> list[str]:
    """What is wrong, a sentence each; nothing where nothing is."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = list(_Checker(opened).found())
    if re.search(rb"[^\r\n]endstream", pdf):
        found.append("a stream does not end on a line of its own")
    return found


class _Checker:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root: Any = pdf.Root
        self.tree: Part | None = None
        self._fonts: dict[tuple[int, int], _Font] = {}
        self._pieces: dict[tuple[int, int], str] = {}  # (page, number): its text
        self._owners: Counter[tuple[int, int]] = Counter()
        self._linked: Counter[tuple[int, int]] = Counter()

    def found(self) -> Iterator[str]:
        yield from self.pdf.check_pdf_syntax()
        yield from self._catalogue()
        yield from self._metadata()
        for number, page in enumerate(self.pdf.pages):
            yield from self._page(number, page.obj)
        yield from self._structure()
        for font in self._fonts.values():
            yield from font.problems()
        yield from self._files()
        yield from self._objects()

    # The document

    def _catalogue(self) -> Iterator[str]:
        root = self.root
        if not root.get("/Lang"):
            yield "the document has no language"
        if "/MarkInfo" not in root or root.MarkInfo.get("/Marked") is not True:
            yield "the document is not marked as tagged"
        if "/ViewerPreferences" not in root or root.ViewerPreferences.get("/DisplayDocTitle") is not True:
            yield "the title is not displayed"
        if "/ID" not in self.pdf.trailer:
            yield "the file has no ID"
        if "/OpenAction" not in root or root.OpenAction[1] != Name.Fit:
            yield "the first view is not the whole first page"
        if ("/Outlines" in root) != (root.get("/PageMode") == Name.UseOutlines):
            yield "the outline is not shown where there is one, or shown where there is none"
        intents = list(root.get("/OutputIntents", []))
        if [intent.get("/S") for intent in intents] != [Name.GTS_PDFA1]:
            yield "there is not just one output intent of PDF/A"
        for intent in intents:
            profile = bytes(intent.DestOutputProfile.read_bytes())
            if int(intent.DestOutputProfile.N) != 3 or profile[16:20] != b"RGB " or profile[36:40] != b"acsp":
                yield "the output intent has no RGB profile"
            if int.from_bytes(profile[:4], "big") != len(profile) or profile[8] > 4:
                yield "the profile is broken"

    def _metadata(self) -> Iterator[str]:
        if "/Metadata" not in self.root:
            yield "there is no XMP"
            return
        if "/Filter" in self.root.Metadata:
            yield "the XMP is packed"
        info = self.pdf.trailer.get("/Info", Dictionary())
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            for key, value in (("pdfaid:part", "3"), ("pdfaid:conformance", "U"), ("pdfuaid:part", "1")):
                if told.get(key) != value:
                    yield f"{key} is {told.get(key)}"
            pairs = [
                ("/Title", told.get("dc:title")),
                ("/Author", (told.get("dc:creator") or [None])[0]),
                ("/Subject", told.get("dc:description")),
                ("/Creator", told.get("xmp:CreatorTool")),
                ("/Producer", told.get("pdf:Producer")),
            ]
            for key, value in pairs:
                if _line(str(info.get(key, ""))) != _line(value or ""):
                    yield f"{key} differs from the XMP: {info.get(key)} and {value}"
            for key, date in (("/CreationDate", told.get("xmp:CreateDate")), ("/ModDate", told.get("xmp:ModifyDate"))):
                if re.sub(r"\D", "", str(info.get(key, "")))[:14] != re.sub(r"\D", "", date or ""):
                    yield f"{key} differs from the XMP"
            if not told.get("dc:title"):
                yield "the document has no title"
        if b"pdfaExtension:schemas" not in self.root.Metadata.read_bytes():
            yield "PDF/A is not told what pdfuaid is"

    def _files(self) -> Iterator[str]:
        names = self.root.get("/Names", Dictionary()).get("/EmbeddedFiles", Dictionary()).get("/Names", Array())
        files = [names[n] for n in range(1, len(names), 2)]
        if {file.objgen for file in files} != {file.objgen for file in self.root.get("/AF", [])}:
            yield "not each embedded file is an associated one"
        for file in files:
            params = file.EF.F.get("/Params", Dictionary())
            if not {"/F", "/UF", "/Desc", "/AFRelationship"} <= set(file.keys()):
                yield "an embedded file lacks its names or what it is"
            if file.EF.F.get("/Subtype") is None or int(params.get("/Size", -1)) != len(file.EF.F.read_bytes()):
                yield "an embedded file lacks its type or its size"
            if "/ModDate" not in params:
                yield "an embedded file has no date"

    def _objects(self) -> Iterator[str]:
        for each in self.pdf.objects:
            if isinstance(each, Stream | Dictionary):
                if each.get("/S") in (Name.JavaScript, Name.Launch, Name.GoToR) or "/JS" in each:
                    yield "there is an action that a document for archives may not have"
                if each.get("/Subtype") == Name.Image and each.get("/Interpolate") is True:
                    yield "a picture is interpolated"
                if "/BM" in each and Name.Normal != each.BM:
                    yield "there is a blend mode"
                if isinstance(each, Stream) and str(each.get("/Filter", "")) in ("/LZWDecode", "/Crypt"):
                    yield "a stream is packed as no document for archives may be"

    # Pages

    def _page(self, number: int, page: Any) -> Iterator[str]:
        if page.get("/Tabs") != Name.S:
            yield "one does not go from link to link in the order of reading"
        if not all(3 <= float(side) <= 14_400 for side in page.MediaBox[2:]):
            yield f"a page of {page.MediaBox[2]} x {page.MediaBox[3]} points"
        if "/StructParents" not in page:
            yield "a page is not in the parent tree"
        for link in page.get("/Annots", []):
            if link.get("/Subtype") != Name.Link or int(link.get("/F", 0)) != 4:
                yield "an annotation is no link, or not printed"
            if not str(link.get("/Contents", "")).strip():
                yield "a link does not say where it leads"
            if "/StructParent" not in link:
                yield "a link is not in the parent tree"
        yield from self._content(number, page)

    def _content(self, number: int, page: Any) -> Iterator[str]:
        marks: list[tuple[str, int | None, str | None]] = []  # role, number, text in place of what is shown
        font: _Font | None = None
        depth = 0
        inside_text: list[int] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BMC", "BDC"):
                role = str(operands[0])[1:]
                entries = operands[1] if name == "BDC" else Dictionary()
                piece = entries.get("/MCID") if isinstance(entries, Dictionary) else None
                if (role == "Artifact" or piece is not None) and any(
                    mark[0] == "Artifact" or mark[1] is not None for mark in marks
                ):
                    yield "an artefact or a piece of content stands in another"
                if piece is not None:
                    if (number, int(piece)) in self._pieces:
                        yield f"piece {piece} of page {number} is there twice"
                    self._pieces[number, int(piece)] = ""
                actual = entries.get("/ActualText") if isinstance(entries, Dictionary) else None
                marks.append((role, None if piece is None else int(piece), None if actual is None else str(actual)))
                if actual is not None:
                    self._add(number, marks, str(actual))
            elif name == "EMC":
                if not marks:
                    yield "a mark ends that did not begin"
                    return
                marks.pop()
            elif name in ("BT", "ET"):
                if name == "BT":
                    inside_text.append(len(marks))
                elif not inside_text or inside_text.pop() != len(marks):
                    yield "marks and text objects overlap"
            elif name in ("q", "Q"):
                depth += 1 if name == "q" else -1
                if depth > 28:
                    yield "states are kept more than 28 deep"
            elif name == "Tf":
                font = self._font(page, str(operands[0]))
            if name in _PAINTS and not any(mark[0] == "Artifact" or mark[1] is not None for mark in marks):
                yield f"something is painted ({name}) that is neither read nor an artefact"
            if name in _SHOWS_TEXT:
                if font is None:
                    yield "text without a font"
                    return
                strings = operands[0] if name == "TJ" else [operands[-1]]
                text = "".join(font.text(bytes(one)) for one in strings if isinstance(one, pikepdf.String))
                if not any(mark[2] is not None for mark in marks):
                    self._add(number, marks, text)
        if marks or depth or inside_text:
            yield "a page ends within something"

    def _add(self, page: int, marks: list[tuple[str, int | None, str | None]], text: str) -> None:
        for _, piece, _ in marks:
            if piece is not None:
                self._pieces[page, piece] += text

    def _font(self, page: Any, name: str) -> _Font:
        found = page.Resources.Font[name]
        return self._fonts.setdefault(found.objgen, _Font(found))

    # The structure

    def _structure(self) -> Iterator[str]:
        root = self.root.get("/StructTreeRoot")
        if root is None:
            yield "there is no structure tree"
            return
        pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        nums = list(root.ParentTree.Nums)
        parents = {int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)}
        if list(parents) != sorted(parents):
            yield "the parent tree is not in order"
        self.tree = Part("Document")
        top = root.K if not isinstance(root.K, Array) else root.K[0]
        if Name.Document != top.S:
            yield "the tree does not begin with the document"
        yield from self._element(top, root, self.tree, pages, parents)
        for piece, count in self._owners.items():
            if count != 1 or piece not in self._pieces:
                yield f"piece {piece} is in {count} elements"
        for piece in self._pieces.keys() - self._owners.keys():
            yield f"piece {piece} is in no element"
        for page in self.pdf.pages:
            for link in page.obj.get("/Annots", []):
                if self._linked[link.objgen] != 1:
                    yield "a link is not in one element"
        level = 0
        for heading in (part for part in self.tree.all() if re.fullmatch("H[1-6]", part.role)):
            if int(heading.role[1]) > level + 1:
                yield f"{heading.role} follows on a heading of level {level}"
            if not heading.text.strip():
                yield "a heading is empty"
            level = int(heading.role[1])

    def _element(self, element: Any, parent: Any, told: Part, pages: Any, parents: Any) -> Iterator[str]:
        told.role = str(element.S)[1:]
        told.alt, told.language = str(element.get("/Alt", "")), str(element.get("/Lang", ""))
        attributes = element.get("/A", Dictionary())
        told.columns, told.scope = int(attributes.get("/ColSpan", 1)), str(attributes.get("/Scope", "/"))[1:]
        if told.role not in ROLES:
            yield f"an element is a {told.role}"
        if element.P.objgen != parent.objgen:
            yield f"a {told.role} has another parent than the element it is in"
        if told.role == "Figure" and not told.alt.strip():
            yield "a figure has no alternative text"
        if told.role == "TH" and told.scope not in ("Row", "Column"):
            yield "a table's head does not say of what"
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                yield from self._piece(element, pages[element.Pg.objgen], int(kid), told, parents)
            elif kid.get("/Type") == Name.MCR:
                yield from self._piece(
                    element, pages[kid.get("/Pg", element.get("/Pg")).objgen], int(kid.MCID), told, parents
                )
            elif kid.get("/Type") == Name.OBJR:
                self._linked[kid.Obj.objgen] += 1
                told.addresses.append(str(kid.Obj.A.URI))
                if told.role != "Link" or parents[int(kid.Obj.StructParent)].objgen != element.objgen:
                    yield "a link is in no Link element, or in another than it says"
            else:
                part = Part("")
                told.kids.append(part)
                yield from self._element(kid, element, part, pages, parents)
        if told.role == "Table":
            yield from _table(told)
        if told.role in ("TR", "TH", "TD", "Table"):
            wanted = {"TR": {"TH", "TD"}, "Table": {"TR"}}.get(told.role)
            if wanted is not None and not {part.role for part in told.parts} <= wanted:
                yield f"a {told.role} has {[part.role for part in told.parts]}"

    def _piece(self, element: Any, page: int, number: int, told: Part, parents: Any) -> Iterator[str]:
        self._owners[page, number] += 1
        key = int(self.pdf.pages[page].obj.StructParents)
        if number >= len(parents[key]) or parents[key][number].objgen != element.objgen:
            yield f"piece {number} of page {page} has another element in the parent tree"
        told.kids.append(self._pieces.get((page, number), ""))


def _table(table: Part) -> Iterator[str]:
    widths = {sum(cell.columns for cell in row.parts) for row in table.parts}
    if len(widths) != 1:
        yield f"the rows of a table have {sorted(widths)} columns"


def _line(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


class _Font:
    """A font of the document: what its codes say, and which of them are used."""

    def __init__(self, font: Any) -> None:
        self._font = font
        self._texts: dict[int, str] = {}
        self._used: set[int] = set()
        if "/ToUnicode" in font:
            for code, text in re.findall(rb"<(\w{4})> <(\w*)>", bytes(font.ToUnicode.read_bytes())):
                if len(text) >= 4 or not text:
                    self._texts[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
            self._texts.pop(0, None) if (0, 0xFFFF) in self._texts.items() else None

    def text(self, shown: bytes) -> str:
        codes = [int.from_bytes(shown[n : n + 2], "big") for n in range(0, len(shown), 2)]
        self._used.update(codes)
        return "".join(self._texts.get(code, "") for code in codes)

    def problems(self) -> Iterator[str]:
        font = self._font
        name = str(font.get("/BaseFont"))
        if font.get("/Subtype") != Name.Type0 or font.get("/Encoding") != Name("/Identity-H"):
            yield f"{name} is no Type0 font with Identity-H"
            return
        inner = font.DescendantFonts[0]
        descriptor = inner.FontDescriptor
        if descriptor.FontName != font.BaseFont or inner.BaseFont != font.BaseFont:
            yield f"{name} has several names"
        if "/CIDSet" in descriptor:
            yield f"{name} has a CIDSet, which has to be complete"
        file = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
        if file is None:
            yield f"{name} is not embedded"
            return
        for code in self._used:
            text = self._texts.get(code)
            if not text or any(one in "\0\ufeff\ufffe" for one in text):
                yield f"{name}: code {code} says {text!r}"
        widths = _widths(inner.W)
        real: dict[int, float] = {}
        data = bytes(file.read_bytes())
        if "/FontFile2" in descriptor:
            with TTFont(io.BytesIO(data)) as opened:
                glyphs = bytes(inner.CIDToGIDMap.read_bytes())
                order, scale = opened.getGlyphOrder(), 1000 / opened["head"].unitsPerEm
                for code in self._used:
                    glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
                    if glyph == 0:
                        yield f"{name}: code {code} shows .notdef"
                    real[code] = opened["hmtx"].metrics[order[glyph]][0] * scale
        else:
            fonts = CFFFontSet()
            fonts.decompile(io.BytesIO(data), None)
            top = fonts[0]
            for code in self._used:
                glyph_name = f"cid{code:05}"
                if code == 0 or glyph_name not in top.CharStrings:
                    yield f"{name}: code {code} shows no glyph"
        for code in self._used:
            if code not in widths:
                yield f"{name}: code {code} has no width"
            elif code in real and abs(widths[code] - real[code]) > 1:
                yield f"{name}: code {code} is {real[code]} wide, not {widths[code]}"


def _widths(told: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    parts = list(told)
    for n in range(0, len(parts), 2):
        for further, width in enumerate(parts[n + 1]):
            found[int(parts[n]) + further] = float(width)
    return found
