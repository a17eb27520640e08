"""What is exported and options in, a picture of it out: the bytes of a PNG of any density, or of an SVG."""

from __future__ import annotations

from collections.abc import Callable, Collection

from cjm_desktop import __version__
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.exporting.content import Content
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.exporting.pages import pages_of
from cjm_desktop.exporting.selection import NotInMapError
from cjm_desktop.exporting.subject import drawing_of, subject_of
from cjm_desktop.geometry import Size
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.speech import speech
from cjm_desktop.model.journey import Journey
from cjm_desktop.painters.pages import Page, Part, without_ground
from cjm_desktop.theme import Theme

#: A picture with a longer side is refused: few programs open it.
LONGEST_SIDE = 200_000


class TooLargeError(ValueError):
    """The picture would be too large; `str()` is a sentence without its full stop that says what to do."""


def page_of(content: Content, options: ExportOptions, name: str = "") -> Page:
    """The one page that a picture shows: the map's own, without lines at its head and foot, or the sheet of paper.

    TooLargeError where the options ask for several sheets.
    """
    pages = pages_of(content, options, name) if options.sheet else pages_of(content, ExportOptions("map", footer=False))
    if len(pages) > 1:
        raise TooLargeError(f"a picture holds one page, and these are {len(pages)}; export a PDF")
    (page,) = pages
    return without_ground(page) if options.transparent else page


def pixel_size(content: Content, options: ExportOptions, page: Page) -> tuple[float, float]:
    """Pixels a point of the page, and pixels an inch of what it shows; TooLargeError for a picture beyond all measure."""
    drawing, per_inch = content.drawing, options.pixels_per_inch
    # A map that is larger than a page may be has been made smaller.
    shrunk = 1.0 if options.sheet else page.size.width / drawing.width
    scale = per_inch / 72 / shrunk
    if max(page.size) * scale > LONGEST_SIDE:
        asked = f"scale {options.scale:g}" if options.dpi is None else f"{options.dpi:g} dpi"
        raise TooLargeError(
            f"at {asked} the picture would be more than {LONGEST_SIDE:,} pixels long; choose a smaller "
            + ("scale" if options.dpi is None else "density")
        )
    return scale, per_inch


def svg_of(
    journey: Journey,
    content: Content,
    options: ExportOptions,
    name: str = "",
    *,
    inside: bytes | None = None,
    done: Callable[[float], None] | None = None,
) -> bytes:
    """What is exported as an SVG, with the journey file inside where there is one."""
    from cjm_desktop.painters.svg import SvgMeta, paint_svg

    meta = SvgMeta(
        title=journey.title or "Customer journey map",
        description=journey.objective or journey.scenario,
        creator=f"CJM Desktop {__version__}",
        language=journey.language or "en",
    )
    logo = content.logo
    return paint_svg(
        page_of(content, options, name) if options.sheet else _own_page(content, options),
        text=options.svg_text,
        meta=meta,
        pictures=journey.pictures if logo is None else {**journey.pictures, logo.id: logo},
        carried=inside,
        said=speech(journey.language),
        done=done,
    )


def svg_later(
    journey: Journey, layout: MapLayout, theme: Theme, dimmed: frozenset[str], ids: Collection[str]
) -> Callable[[], bytes]:
    """What makes an SVG of the things with these ids, or of all where there are none or none is shown; the map as it is now.

    Texts are outlines: programs that take a drawing from the clipboard know no fonts inside of it.
    """

    def make() -> bytes:
        from cjm_desktop.painters.svg import SvgMeta, paint_svg

        try:
            subject = subject_of(journey, ids)
            drawing = drawing_of(layout, subject, theme, dimmed) if subject else Drawer(theme).draw(layout, dimmed)
        except NotInMapError:
            drawing = Drawer(theme).draw(layout, dimmed)
        meta = SvgMeta(title=journey.title, language=journey.language or "en")
        return paint_svg(drawing, text="outlines", meta=meta, pictures=journey.pictures, said=speech(journey.language))

    return make


def _own_page(content: Content, options: ExportOptions) -> Page:
    """A page of the map's own size, however large that is."""
    drawing = content.drawing
    page = Page(Size(drawing.width, drawing.height), drawing.ground, (Part(drawing),))
    return without_ground(page) if options.transparent else page
