"""A journey in, a PDF or PNG file out: lays out, draws, paints and writes, all or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from cjm_desktop import __version__
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.editing.ready_views import view_named, view_names
from cjm_desktop.editing.views import dimmed, shown
from cjm_desktop.formats import atomic
from cjm_desktop.formats.errors import FileProblem, file_name, why_not_written
from cjm_desktop.geometry import Size
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import View
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import THEMES

#: Papers, upright, in millimetres.
PAPERS: dict[str, Size] = {
    "A0": Size(841, 1189),
    "A1": Size(594, 841),
    "A2": Size(420, 594),
    "A3": Size(297, 420),
    "A4": Size(210, 297),
    "A5": Size(148, 210),
    "Letter": Size(215.9, 279.4),
    "Legal": Size(215.9, 355.6),
    "Tabloid": Size(279.4, 431.8),
}

#: What the suffix of an exported file may be.
SUFFIXES = (".pdf", ".png")

_POINTS_PER_MM = 72 / 25.4
_CSS_PIXELS_PER_POINT = 96 / 72
#: A picture with a longer side is refused: few programs open it.
_LONGEST_SIDE = 200_000

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to export. `paper`, `orientation` and `margin_mm` count for `page="fit"`, `scale` (pixels of the PNG a CSS
    pixel) for PNG, which always shows the map's own page. `view` is a view, or the name of one of the map's or of a
    ready-made one; without it all of the map is exported. Raises ValueError for what cannot be."""

    page: Literal["fit", "map"] = "fit"
    paper: str = "A4"
    orientation: Literal["auto", "portrait", "landscape"] = "auto"
    margin_mm: float = 8.0
    scale: float = 2.0
    theme: str = "light"
    view: View | str | None = None

    def __post_init__(self) -> None:
        if self.page not in ("fit", "map"):
            raise ValueError(f"the page is “fit” or “map”, not “{self.page}”")
        if self.paper not in PAPERS:
            raise ValueError(f"“{self.paper}” is not a known paper; known are {', '.join(PAPERS)}")
        if self.orientation not in ("auto", "portrait", "landscape"):
            raise ValueError(f"the orientation is “auto”, “portrait” or “landscape”, not “{self.orientation}”")
        if not 0 <= self.margin_mm <= 50:
            raise ValueError("the margin is 0 to 50 mm")
        if not 0.05 <= self.scale <= 40:
            raise ValueError("the scale is 0.05 to 40")
        if self.theme not in THEMES:
            raise ValueError(f"“{self.theme}” is not a known theme; known are {', '.join(THEMES)}")


class ExportCancelled(Exception):  # noqa: N818 - it is what the user asked for, not an error
    """The export was cancelled; no file was written or changed."""


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
    upright = PAPERS[options.paper]
    short, long = upright.width * _POINTS_PER_MM, upright.height * _POINTS_PER_MM
    papers = {"portrait": Size(short, long), "landscape": Size(long, short)}
    margin = options.margin_mm * _POINTS_PER_MM

    width, height = max(1.0, map_size.width - 2 * blank), max(1.0, map_size.height - 2 * blank)

    def fitting(page: Size) -> Placement:
        scale = min((page.width - 2 * margin) / width, (page.height - 2 * margin) / height)
        return Placement(page, (page.width - map_size.width * scale) / 2, margin - blank * scale, scale)

    if options.orientation != "auto":
        return fitting(papers[options.orientation])
    return max((fitting(papers["landscape"]), fitting(papers["portrait"])), key=lambda fitted: fitted.scale)


def export_pdf(journey: Journey, options: ExportOptions | None = None, name: str = "") -> bytes:
    """The map as a PDF; `name` is the file's, shown in the footer. Equal maps and options give equal bytes.

    KeyError where the map has no view of the name that the options give.
    """
    options = options or ExportOptions()
    return _pdf(journey, _drawing(journey, options, name), options)


def export_file(
    journey: Journey,
    path: str | os.PathLike[str],
    options: ExportOptions | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    name: str = "",
) -> None:
    """Writes the map to a PDF or PNG file, as the suffix says; `name` is shown in the map's footer.

    `progress` is told the share done, 0 to 1, and what is being done. Where `cancelled` says so, ExportCancelled is
    raised. Raises FileProblem where the file cannot be made. The file is written whole or not at all.
    """
    options = options or ExportOptions()
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise FileProblem(f"{file_name(path)} cannot be exported: its name must end in .pdf or .png.", path)

    def report(share: float, what: str) -> None:
        if cancelled is not None and cancelled():
            raise ExportCancelled
        if progress is not None:
            progress(share, what)

    report(0.0, "Laying out the map")
    try:
        drawing = _drawing(journey, options, name)
    except KeyError:
        known = ", ".join(f"“{one}”" for one in view_names(journey))
        raise FileProblem(
            f"{file_name(path)} was not written: the map has no view “{options.view}”"
            + (f"; it has {known}." if known else "."),
            path,
        ) from None
    report(0.2, "Drawing the pages")
    if suffix == ".pdf":
        data = _pdf(journey, drawing, options)
    else:
        data = _png(journey, drawing, options, path, lambda share: report(0.3 + 0.65 * share, "Drawing the picture"))
    report(0.95, "Writing the file")
    try:
        atomic.write(path, data)
    except (OSError, ValueError) as error:
        raise FileProblem(f"{file_name(path)} was not written: {why_not_written(error, path)}.", path) from error
    if progress is not None:
        progress(1.0, "Done")


def _drawing(journey: Journey, options: ExportOptions, name: str) -> Drawing:
    theme = THEMES[options.theme]
    view = view_named(journey, options.view) if isinstance(options.view, str) else options.view
    engine = LayoutEngine(default_engine(journey.language), theme.type, theme.space)
    return Drawer(theme).draw(engine.layout(shown(journey, view), name), dimmed(journey, view))


def _pdf(journey: Journey, drawing: Drawing, options: ExportOptions) -> bytes:
    from cjm_desktop.painters.pdf import paint_pdf
    from cjm_desktop.painters.pdf_document import PdfMeta

    placed = placement(Size(drawing.width, drawing.height), options, THEMES[options.theme].space.margin)
    meta = PdfMeta(
        title=journey.title or "Customer journey map",
        author=journey.owner,
        subject=journey.objective or journey.scenario,
        creator=f"CJM Desktop {__version__}",
        language=journey.language or "en",
        date=_date(journey.date),
    )
    return paint_pdf(
        drawing,
        page=placed.page,
        scale=placed.scale,
        x=placed.x,
        y=placed.y,
        meta=meta,
        pictures=journey.pictures,
    )


def _png(
    journey: Journey,
    drawing: Drawing,
    options: ExportOptions,
    path: str | os.PathLike[str],
    progress: Callable[[float], None],
) -> bytes:
    from cjm_desktop.painters.png import pdf_to_png

    own_page = ExportOptions(page="map", theme=options.theme)
    shrunk = placement(Size(drawing.width, drawing.height), own_page).scale
    pixels = options.scale * _CSS_PIXELS_PER_POINT
    if max(drawing.width, drawing.height) * pixels > _LONGEST_SIDE:
        raise FileProblem(
            f"{file_name(path)} was not written: at scale {options.scale:g} the picture would be more than "
            f"{_LONGEST_SIDE:,} pixels long; choose a smaller scale.",
            path,
        )
    pdf = _pdf(journey, drawing, own_page)
    return b"".join(pdf_to_png(pdf, pixels / shrunk, per_inch=96 * options.scale, progress=progress))


def _date(written: str) -> datetime | None:
    """The map's date where it is written as 2026-11-21 or with a time; None for any other writing."""
    try:
        moment = datetime.fromisoformat(written.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # no date, or one before the year 1 elsewhere
        return None
