"""Helpers of the tests of texts on paper: where each piece of text stands on a page, and what of it shows."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

from cjm_desktop.geometry import Rect


@dataclass(frozen=True)
class Piece:
    """A piece of a line as one operator of the PDF shows it: its text and its ink, in points, y down.

    `baseline` is where it stands, `size` how high its ink is at most. `clip` is what it is cut off by, None where nothing
    cuts it off.
    """

    text: str
    ink: Rect
    baseline: float
    size: float
    clip: Rect | None

    @property
    def shown(self) -> Rect | None:
        """What of its ink shows; None where nothing does."""
        return self.ink if self.clip is None else common(self.ink, self.clip)


def common(one: Rect, other: Rect) -> Rect | None:
    """What two rectangles share."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(x, y, right - x, bottom - y) if right > x and bottom > y else None


def pieces(page: pypdfium2.PdfPage) -> Iterator[Piece]:
    """All texts of a page that are painted, as they come; without those that are blank."""
    height = page.get_height()
    textpage = page.get_textpage()
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        words = _text(found, textpage)
        left, bottom, right, top = found.get_bounds()
        # What goes on from another piece, whose text has all of it, has ink but no text.
        if right - left < 0.01 or raw.FPDFTextObj_GetTextRenderMode(found) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            continue
        matrix, size = found.get_matrix(), ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(found, size)
        yield Piece(
            words,
            Rect(left, height - top, right - left, top - bottom),
            height - matrix.f,
            size.value * matrix.d,
            _clip(found, height),
        )


def _text(found: pypdfium2.PdfObject, textpage: pypdfium2.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(found, textpage, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFTextObj_GetText(found, textpage, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")


def _clip(found: pypdfium2.PdfObject, height: float) -> Rect | None:
    """The rectangle that all clips of an object share; PDFium tells only those that cut something off."""
    clips = raw.FPDFPageObj_GetClipPath(found)
    box: Rect | None = None
    for number in range(max(0, raw.FPDFClipPath_CountPaths(clips))):
        points = []
        for segment in range(raw.FPDFClipPath_CountPathSegments(clips, number)):
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clips, number, segment), x, y)
            points.append((x.value, height - y.value))
        left, top = (min(values) for values in zip(*points, strict=True))
        right, bottom = (max(values) for values in zip(*points, strict=True))
        clip = Rect(left, top, right - left, bottom - top)
        box = clip if box is None else common(box, clip) or Rect(left, top, 0, 0)
    return box
