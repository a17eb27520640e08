"""A page of a report in, its texts, rules and portraits out."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.drawing.primitives import WHOLE, Drawing, Glyphs, Group, Image, Item, Path, Stroke, Tag
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.report import Cell, ReportPage
from cjm_desktop.theme import Theme


def report_drawing(page: ReportPage, width: float, height: float, theme: Theme) -> Drawing:
    """The page in a drawing of this size."""
    return Drawing(width, height, theme.page, tuple(_items(page, width, theme)))


def _items(page: ReportPage, width: float, theme: Theme) -> Iterator[Item]:
    for y in page.rules:
        yield Path((("m", 0.0, y), ("l", width, y)), stroke=Stroke(theme.hairline, 0.6))
    for picture, rect, crop in page.pictures:
        part = WHOLE if crop is None else Rect(crop.x, crop.y, crop.width, crop.height)
        yield Image(picture, rect, rect.width / 2, part)
    for cell in page.cells:
        bounds = Rect(cell.x, cell.y, cell.width, (cell.last - cell.first) * cell.pitch).grown(2.0)
        tag = Tag("H2" if cell.what == "heading" else "P")
        yield Group(0, 0, bounds, tuple(_lines(cell, theme)), tag=tag)


def _lines(cell: Cell, theme: Theme) -> Iterator[Glyphs]:
    colour = theme.text_muted if cell.what == "head" else theme.text
    up = cell.first * cell.pitch
    for line in cell.block.lines[cell.first : cell.last]:
        if line.text:
            x = cell.x + cell.width - line.width if line.rtl or cell.right else cell.x
            yield Glyphs(line, x, cell.y + line.baseline - up, colour)
