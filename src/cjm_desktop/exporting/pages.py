"""A journey and options in, the pages of its PDF out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.editing.ready_views import view_named
from cjm_desktop.editing.views import dimmed, shown
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.geometry import Size
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import THEMES, Theme


@dataclass(frozen=True, slots=True)
class Placement:
    """A page in points, and where on it the map goes: its top left corner and its scale."""

    page: Size
    x: float
    y: float
    scale: float


def placement(map_size: Size, options: ExportOptions, blank: float = 0.0) -> Placement:
    """Where a map of this size goes: on its own page, or as large as the paper allows, at the top and in the middle.

    `blank` is how wide the map's own margin is. On paper it counts as part of the paper's margin, or white would stand
    around white.
    """
    from cjm_desktop.painters.pdf_document import PAGE_LIMIT

    if options.page == "map":
        scale = min(1.0, PAGE_LIMIT / max(map_size))
        return Placement(Size(map_size.width * scale, map_size.height * scale), 0.0, 0.0, scale)
    margin = options.margin
    width, height = max(1.0, map_size.width - 2 * blank), max(1.0, map_size.height - 2 * blank)

    def fitting(page: Size) -> Placement:
        scale = min((page.width - 2 * margin) / width, (page.height - 2 * margin) / height)
        return Placement(page, (page.width - map_size.width * scale) / 2, margin - blank * scale, scale)

    return max((fitting(page) for page in options.papers().values()), key=lambda fitted: fitted.scale)


@dataclass(frozen=True, slots=True)
class Content:
    """What is exported: the map as its view shows it, laid out, drawn, and the theme that it is drawn in."""

    journey: Journey
    layout: MapLayout
    drawing: Drawing
    theme: Theme
    dimmed: frozenset[str] = frozenset()


def content_of(journey: Journey, options: ExportOptions, name: str) -> Content:
    """The map laid out and drawn; `name` is its file's. KeyError where it has no view of the name that the options give."""
    theme = THEMES[options.theme]
    view = view_named(journey, options.view) if isinstance(options.view, str) else options.view
    seen = shown(journey, view)
    layout = LayoutEngine(default_engine(journey.language), theme.type, theme.space).layout(seen, name)
    faint = dimmed(journey, view)
    return Content(seen, layout, Drawer(theme).draw(layout, faint), theme, faint)


def pages_of(
    content: Content, options: ExportOptions, name: str = "", done: Callable[[float], None] | None = None
) -> list[Page]:
    """The pages in their order; `done` is told which share of them is laid out."""
    if options.page == "handout":
        from cjm_desktop.exporting.handout import handout_pages

        return handout_pages(content, options, name, done)
    drawing = content.drawing
    placed = placement(Size(drawing.width, drawing.height), options, content.theme.space.margin)
    return [Page(placed.page, drawing.ground, (Part(drawing, placed.x, placed.y, placed.scale),))]
