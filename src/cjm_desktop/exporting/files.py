"""A journey in, a PDF, PNG or SVG file out: lays out, draws, paints and writes, all or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from cjm_desktop import __version__
from cjm_desktop.exporting.options import SUFFIXES, ExportOptions
from cjm_desktop.exporting.pages import Content, content_of, pages_of
from cjm_desktop.exporting.pictures import TooLargeError, page_of, pixel_size, svg_of
from cjm_desktop.exporting.poster import TooManySheetsError
from cjm_desktop.exporting.selection import NotInMapError
from cjm_desktop.formats import atomic
from cjm_desktop.formats.carried import PNG_KEYWORD
from cjm_desktop.formats.errors import FileProblem, file_name, remedy, why_not_written
from cjm_desktop.formats.journey_file import dumps
from cjm_desktop.layout.speech import speech
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.pages import Page

Progress = Callable[[float, str], None]


class ExportCancelled(Exception):  # noqa: N818 - it is what the user asked for, not an error
    """The export was cancelled; no file was written or changed."""


def export_pdf(
    journey: Journey,
    options: ExportOptions | None = None,
    name: str = "",
    done: Callable[[float], None] | None = None,
) -> bytes:
    """The map as a PDF; `name` is the file's, shown in the footer. Equal maps and options give equal bytes.

    `done` is told the share done, 0 to 1; what it raises ends the work and goes through. NotInMapError where the map
    has no view, lane, stage or persona that the options name, TooManySheetsError for a poster beyond all walls,
    FileProblem where there is no logo; each says so in a sentence.
    """
    options = options or ExportOptions()
    if done is not None:
        done(0.0)
    return pdf_of(journey, content_of(journey, options, name), options, name, done)


def pdf_of(
    journey: Journey,
    content: Content,
    options: ExportOptions,
    name: str = "",
    done: Callable[[float], None] | None = None,
) -> bytes:
    """The same for a map that is laid out already (`content` is what `content_of` makes of the map and the options)."""
    tell = done or (lambda _share: None)
    tell(0.3)
    pages = pages_of(content, options, name, lambda share: tell(0.3 + 0.3 * share))
    count = len(pages)
    return _pdf(
        journey, pages, lambda number: tell(0.6 + 0.4 * number / count), inside=options.map_inside, logo=content.logo
    )


def picture_pdf(
    journey: Journey, content: Content, options: ExportOptions, name: str = "", *, fine: bool = True
) -> bytes:
    """A PDF of the one page that a PNG or SVG shows, to look at before one is made; `fine` where its pixels count.

    TooLargeError where there can be no such picture.
    """
    page = page_of(content, options, name)
    if fine:
        pixel_size(content, options, page)
    return _pdf(journey, [page], logo=content.logo)


def export_file(
    journey: Journey,
    path: str | os.PathLike[str],
    options: ExportOptions | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    name: str = "",
) -> None:
    """Writes the map to a PDF, PNG or SVG file, as the suffix says; `name` is shown in the map's footer.

    `progress` is told the share done, 0 to 1, and what is being done. Where `cancelled` says so, ExportCancelled is
    raised. Raises FileProblem where the file cannot be made. The file is written whole or not at all.
    """
    options = options or ExportOptions()
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise FileProblem(f"{file_name(path)} cannot be exported: its name must end in .pdf, .png or .svg.", path)

    def report(share: float, what: str) -> None:
        if cancelled is not None and cancelled():
            raise ExportCancelled
        if progress is not None:
            progress(share, what)

    report(0.0, "Laying out the map")
    try:
        content = content_of(journey, options, name)
    except NotInMapError as missing:
        raise FileProblem(f"{file_name(path)} was not written: {missing}.", path) from None
    report(0.2, "Drawing the pages")
    if suffix == ".pdf":
        try:
            pages = pages_of(content, options, name, lambda share: report(0.2 + 0.3 * share, "Drawing the pages"))
        except TooManySheetsError as error:
            raise FileProblem(f"{file_name(path)} was not written: {error}.", path) from error
        count = len(pages)
        data = _pdf(
            journey,
            pages,
            lambda number: report(0.5 + 0.4 * number / count, "Drawing the pages"),
            inside=options.map_inside,
            logo=content.logo,
        )
    else:
        draw = _png if suffix == ".png" else _svg
        try:
            data = draw(
                journey, content, options, name, lambda share: report(0.3 + 0.65 * share, "Drawing the picture")
            )
        except (TooLargeError, TooManySheetsError) as error:
            raise FileProblem(f"{file_name(path)} was not written: {error}.", path) from error
    report(0.95, "Writing the file")
    try:
        atomic.write(path, data)
    except (OSError, ValueError) as error:
        why = why_not_written(error, path) + remedy(error)
        raise FileProblem(f"{file_name(path)} was not written: {why}.", path) from error
    if progress is not None:
        progress(1.0, "Done")


def pdf_of_pages(journey: Journey, pages: Sequence[Page], done: Callable[[int], None] | None = None) -> bytes:
    """A PDF of these pages, which show this map; nothing is inside that could be opened again.

    `done` is told how many pages are painted; what it raises goes through.
    """
    return _pdf(journey, pages, done)


def _pdf(
    journey: Journey,
    pages: Sequence[Page],
    done: Callable[[int], None] | None = None,
    *,
    inside: bool = False,
    logo: Picture | None = None,
) -> bytes:
    from cjm_desktop.painters.pdf import paint_pages
    from cjm_desktop.painters.pdf_document import Attachment, PdfMeta

    meta = PdfMeta(
        title=journey.title or "Customer journey map",
        author=journey.owner,
        subject=journey.objective or journey.scenario,
        creator=f"CJM Desktop {__version__}",
        language=journey.language or "en",
        date=_date(journey.date),
    )
    carried = Attachment("map.cjm", "application/json", dumps(journey), "The map, to go on with") if inside else None
    pictures = journey.pictures if logo is None else {**journey.pictures, logo.id: logo}
    said = speech(journey.language)
    return paint_pages(pages, meta=meta, pictures=pictures, attachment=carried, done=done, said=said)


def _png(
    journey: Journey, content: Content, options: ExportOptions, name: str, progress: Callable[[float], None]
) -> bytes:
    from cjm_desktop.painters.png import pdf_to_png

    page = page_of(content, options, name)
    pixels, per_inch = pixel_size(content, options, page)
    pdf = _pdf(journey, [page], logo=content.logo)
    texts = {PNG_KEYWORD: dumps(journey)} if options.map_inside else {}
    clear = options.transparent
    return b"".join(pdf_to_png(pdf, pixels, per_inch=per_inch, texts=texts, transparent=clear, progress=progress))


def _svg(
    journey: Journey, content: Content, options: ExportOptions, name: str, progress: Callable[[float], None]
) -> bytes:
    inside = dumps(journey) if options.map_inside else None
    return svg_of(journey, content, options, name, inside=inside, done=progress)


def _date(written: str) -> datetime | None:
    """The map's date where it is written as 2026-11-21 or with a time; None for any other writing."""
    try:
        moment = datetime.fromisoformat(written.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # no date, or one before the year 1 elsewhere
        return None
