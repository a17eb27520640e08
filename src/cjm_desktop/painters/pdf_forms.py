"""The code of a page in, the same out with each shape that comes again and again written once (a form) and only named there.

The cards of a map have few sizes and colours. Written out, their outlines were most of the bytes of a large map's page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDocument, PDFName

from cjm_desktop.painters.pdf_font_files import stream

#: So often a shape comes on a page that is worth a form, which takes some 300 bytes; and so long it is.
_OFTEN, _LONG = 16, 50
#: How many numbers an operator that draws an outline takes.
_TAKES = {"m": 2, "l": 2, "c": 6, "re": 4}


class PdfForms:
    """The shapes of one document: is told each, and page by page names those that came often."""

    def __init__(self, document: PDFDocument, resources: dict[str, Any]) -> None:
        self._document = document
        self._resources = resources
        self._counts: Counter[str] = Counter()
        self._names: dict[str, str] = {}

    def count(self, shape: str) -> str:
        """The code that fills or strokes one outline, colours and widths included; given back."""
        self._counts[shape] += 1
        return shape

    def named(self, code: Sequence[str]) -> Sequence[str]:
        """A page's code, with names for shapes that came often since the last time."""
        names = self._names
        for shape, times in self._counts.items():
            if times >= _OFTEN and len(shape) >= _LONG and shape not in names:
                names[shape] = self._form(shape)
        self._counts.clear()
        return [names.get(each, each) for each in code] if names else code

    def _form(self, shape: str) -> str:
        name = f"X{len(self._names)}"
        form = stream(
            shape.encode("ascii"),
            Type=PDFName("XObject"),
            Subtype=PDFName("Form"),
            BBox=PDFArray([round(side, 2) for side in _box(shape)]),
            Resources="<< >>",
        )
        self._resources[name] = self._document.Reference(form, f"Form.{name}")
        return f"/{name} Do"


def _box(shape: str) -> tuple[float, float, float, float]:
    """A box around all ink of a shape's code: left, bottom, right, top."""
    stack: list[float] = []
    xs: list[float] = []
    ys: list[float] = []
    width = 0.0
    for word in shape.split():
        try:
            stack.append(float(word))
            continue
        except ValueError:
            pass
        taken = stack[-_TAKES[word] :] if word in _TAKES else []
        if word == "w":
            width = stack[-1]
        elif word == "re":
            left, bottom, across, up = taken
            taken = [left, bottom, left + across, bottom + up]
        xs += taken[::2]
        ys += taken[1::2]
        stack.clear()
    return min(xs) - width, min(ys) - width, max(xs) + width, max(ys) + width
