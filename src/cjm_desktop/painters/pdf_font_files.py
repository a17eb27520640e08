"""A subset font with what its codes mean in, the objects of a PDF font out: Type0, Identity-H, with an exact ToUnicode."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
)


@dataclass(frozen=True, slots=True)
class FontFile:
    """What a PDF font is made of.

    `data` is the sfnt file, or the bare `CFF ` table where `is_cff`. `widths` are in 1/1000 em by CID, `texts` what
    each CID stands for; `glyph_of` is the glyph of CID 0, 1, 2 ... (None: the CID is the glyph). `bounds`, `ascent`
    and `descent` are in 1/1000 em, y up.
    """

    name: str
    data: bytes
    is_cff: bool
    widths: Mapping[int, int]
    texts: Mapping[int, str]
    glyph_of: Sequence[int] | None
    bounds: tuple[int, int, int, int]
    ascent: int
    descent: int
    weight: int
    italic: bool = False


def stream(content: bytes, level: int = 6, **entries: Any) -> PDFStream:
    """A compressed stream, whatever the compression settings of ReportLab."""
    return PDFStream(PDFDictionary({**entries, "Filter": PDFName("FlateDecode")}), zlib.compress(content, level))


#: What no code may say in a document for archives, and what it says instead.
_FORBIDDEN = {0: "\ufffd", 0xFEFF: "\u2060", 0xFFFE: "\ufffd"}


def utf16(text: str) -> str:
    """The text as hexadecimal UTF-16, as PDF strings in angle brackets want it."""
    return text.encode("utf-16-be").hex().upper()


def add_font(document: PDFDocument, resource: str, font: FontFile) -> PDFObjectReference:
    """Adds the font's objects to the document; `resource` is unique in it."""

    def refer(part: Any, what: str) -> PDFObjectReference:
        return document.Reference(part, f"{what}.{resource}")

    meanings = _to_unicode(font.texts)
    name = PDFName(f"{_tag(font, meanings)}+{re.sub('[^A-Za-z0-9-]', '', font.name)}")
    kind = "CIDFontType0" if font.is_cff else "CIDFontType2"
    if font.is_cff:
        file_key, file = "FontFile3", stream(font.data, Subtype=PDFName("CIDFontType0C"))
    else:
        file_key, file = "FontFile2", stream(font.data, Length1=len(font.data))
    descriptor = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            # Symbolic, as all fonts with their own codes are; bit 7 says italic.
            "Flags": 4 | (64 if font.italic else 0),
            "ItalicAngle": -12 if font.italic else 0,
            "Ascent": font.ascent,
            "Descent": font.descent,
            "CapHeight": font.ascent,
            "StemV": font.weight // 5,
            "FontBBox": PDFArray(font.bounds),
            file_key: refer(file, "FontFile"),
        }
    )
    descendant = {
        "Type": PDFName("Font"),
        "Subtype": PDFName(kind),
        "BaseFont": name,
        "CIDSystemInfo": PDFDictionary(
            {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        ),
        "FontDescriptor": refer(descriptor, "FontDescriptor"),
        "DW": 0,
        "W": _widths(font.widths),
    }
    if font.glyph_of is not None:
        glyphs = struct.pack(f">{len(font.glyph_of)}H", *font.glyph_of)
        descendant["CIDToGIDMap"] = refer(stream(glyphs), "CIDToGIDMap")
    return refer(
        PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": name,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([refer(PDFDictionary(descendant), "CIDFont")]),
                "ToUnicode": refer(stream(meanings), "ToUnicode"),
            }
        ),
        "Font",
    )


def _tag(font: FontFile, meanings: bytes) -> str:
    """Six capitals that differ where the subset, or what its codes mean, differs."""
    number = int.from_bytes(hashlib.sha256(font.data + meanings).digest()[:8], "big")
    letters = []
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters.append(chr(65 + letter))
    return "".join(letters)


def _widths(widths: Mapping[int, int]) -> str:
    """The W array: each run of consecutive CIDs as its first and the list of its widths."""
    runs: list[tuple[int, list[str]]] = []
    last = -2
    for cid in sorted(widths):
        if cid != last + 1:
            runs.append((cid, []))
        runs[-1][1].append(str(widths[cid]))
        last = cid
    told = (f"{first} [{' '.join(run)}]" for first, run in runs)
    return f"[{' '.join(told)}]"


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    pairs = sorted(texts.items())
    for start in range(0, len(pairs), 100):  # a block may have no more entries than this
        block = pairs[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{cid:04X}> <{utf16(text.translate(_FORBIDDEN))}>" for cid, text in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def font_bounds(head: bytes, units_per_em: int) -> tuple[int, int, int, int]:
    """The box around all glyphs in 1/1000 em, from a font's `head` table."""
    left, bottom, right, top = (round(value * 1000 / units_per_em) for value in struct.unpack(">4h", head[36:44]))
    return left, bottom, right, top
