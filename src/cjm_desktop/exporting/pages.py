"""What is to be exported and options in, the pages of its PDF out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cjm_desktop.exporting.content import Content, content_of
from cjm_desktop.exporting.furniture import Furniture, Sheet
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.geometry import Size
from cjm_desktop.painters.pages import Page, Part

__all__ = ["Content", "Placement", "content_of", "one_sheet", "pages_of", "placement"]


@dataclass(frozen=True, slots=True)
class Placement:
    """A page in points, and where on it the map goes: its top left corner and its scale."""

    page: Size
    x: float
    y: float
    scale: float


def placement(
    map_size: Size, options: ExportOptions, blank: float = 0.0, *, head: float = 0.0, foot: float = 0.0
) -> Placement:
    """Where a map of this size goes: on its own page, or as large as the paper allows, at the top and in the middle.

    `blank` is how wide the map's own margin is. On paper it counts as part of the paper's margin, or white would stand
    around white. `head` and `foot` are points of the page's height that the map leaves to others.
    """
    from cjm_desktop.painters.pdf_document import PAGE_LIMIT

    if options.page == "map":
        around = Size(0.0, head + foot)
        scale = min(
            options.map_scale or 1.0,
            PAGE_LIMIT / map_size.width,
            (PAGE_LIMIT - around.height) / map_size.height,
        )
        return Placement(Size(map_size.width * scale, map_size.height * scale + around.height), 0.0, head, scale)
    margin = options.margin
    width, height = max(1.0, map_size.width - 2 * blank), max(1.0, map_size.height - 2 * blank)

    def fitting(page: Size) -> Placement:
        room = page.height - 2 * margin - head - foot
        # A small paper with large margins still has a page, if a tiny one.
        scale = min(max(1.0, page.width - 2 * margin) / width, max(1.0, room) / height)
        scale = min(scale, options.map_scale or scale)
        return Placement(page, (page.width - map_size.width * scale) / 2, margin + head - blank * scale, scale)

    return max((fitting(page) for page in options.papers().values()), key=lambda fitted: fitted.scale)


def pages_of(
    content: Content, options: ExportOptions, name: str = "", done: Callable[[float], None] | None = None
) -> list[Page]:
    """The pages in their order; `done` is told which share of them is laid out.

    TooManySheetsError, a ValueError with a sentence, where a poster would be too large.
    """
    furniture = Furniture(content, options, name)
    sheets: list[Sheet]
    if options.page == "handout":
        from cjm_desktop.exporting.handout import handout_sheets

        sheets = handout_sheets(content, options, furniture, done)
    elif options.page == "poster":
        from cjm_desktop.exporting.poster import poster_sheets

        sheets = list(poster_sheets(content, options, furniture, done))
    elif options.page == "stages":
        from cjm_desktop.exporting.stages import stage_sheets

        sheets = stage_sheets(content, options, furniture, done)
    else:
        sheets = [one_sheet(content, options, furniture)]
    if options.appendix:
        from cjm_desktop.exporting.appendix import appendix_sheets

        # What is held like a book is not turned for its last pages.
        size = sheets[-1].size if options.page in ("stages", "handout") else None
        sheets.extend(appendix_sheets(content, options, furniture, size))
    return furniture.dressed(sheets)


def one_sheet(content: Content, options: ExportOptions, furniture: Furniture) -> Sheet:
    """The whole map on one sheet; the foot leaves room for page numbers where something follows it."""
    drawing = content.drawing
    foot = furniture.foot(tells=True, several=bool(options.appendix))
    placed = placement(
        Size(drawing.width, drawing.height), options, content.theme.space.margin, head=furniture.head, foot=foot
    )
    margin = options.margin if options.page == "fit" else content.theme.space.margin
    return Sheet(placed.page, (Part(drawing, placed.x, placed.y, placed.scale),), margin, tells=True)
