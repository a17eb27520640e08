"""Helpers of the PDF tests: drawings made by hand, and what a reader finds in the PDF made of them."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw
from PIL import Image

from cjm_desktop.drawing.primitives import Drawing, Glyphs, Group, Item
from cjm_desktop.geometry import Rect
from cjm_desktop.text.engine import default_engine
from cjm_desktop.text.lines import TextStyle


def drawing(*items: Item, width: float = 200, height: float = 100, ground: str = "#ffffff") -> Drawing:
    return Drawing(width, height, ground, items)


def text(words: str, x: float = 10, y: float = 10, width: float = 150, colour: str = "#000000") -> Group:
    """A text wrapped to a width, right-to-left lines flush right, as layout places them."""
    block = default_engine().block(words, TextStyle(10), width)
    return Group(
        x,
        y,
        Rect(0, 0, width, block.height),
        tuple(Glyphs(line, width - line.width if line.rtl else 0, line.baseline, colour) for line in block.lines),
    )


def page_text(pdf: bytes) -> str:
    """The whole text of the first page as PDFium extracts it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def is_found(pdf: bytes, words: str) -> bool:
    """Whether PDFium's own search finds the words."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].get_textpage().search(words).get_next() is not None
    finally:
        document.close()


def squeezed(words: str) -> str:
    """The words without any space, for lines of scripts that break anywhere."""
    return "".join(words.split())


def raster(pdf: bytes, scale: float = 1.0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        image: Image.Image = document[0].render(scale=scale).to_pil().convert("RGB")
        return image
    finally:
        document.close()


def colour_at(image: Image.Image, x: int, y: int) -> str:
    return "#{:02x}{:02x}{:02x}".format(*image.getpixel((x, y)))  # type: ignore[misc]


class PdfObject(NamedTuple):
    entries: str  #: its dictionary as written
    stream: bytes  #: its content, unpacked


def objects(pdf: bytes) -> dict[int, PdfObject]:
    """The objects of a PDF by number, those too that are packed together."""
    found = {}
    for match in re.finditer(rb"(\d+) 0 obj\n(.*?)endobj\n", pdf, re.DOTALL):
        entries, _, rest = match.group(2).partition(b"\nstream\n")
        content = rest.removesuffix(b"\nendstream\n")
        if b"/FlateDecode" in entries:
            content = zlib.decompressobj().decompress(content)
        found[int(match.group(1))] = PdfObject(entries.decode("latin-1"), content)
        if b"/ObjStm" in entries:
            first = re.search(rb"/First (\d+)", entries)
            assert first is not None
            heads, bodies = content[: int(first.group(1))].split(), content[int(first.group(1)) :]
            starts = [int(start) for start in heads[1::2]]
            for number, start, end in zip(heads[::2], starts, [*starts[1:], len(bodies)], strict=True):
                found[int(number)] = PdfObject(bodies[start:end].decode("latin-1"), b"")
    return found


def entries(pdf: bytes) -> str:
    """The dictionaries of all objects."""
    return "\n".join(entry.entries for entry in objects(pdf).values())


def content(pdf: bytes) -> str:
    """The operators of the page."""
    found = objects(pdf)
    (page,) = (entry for entry in found.values() if re.search(r"/Type /Page\b(?!s)", entry.entries))
    reference = re.search(r"/Contents (\d+) 0 R", page.entries)
    assert reference is not None
    return found[int(reference.group(1))].stream.decode("ascii")
