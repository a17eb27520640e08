"""A journey and options in, what is to be exported of it out: narrowed down, laid out and drawn."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.exporting.selection import selected
from cjm_desktop.exporting.subject import drawing_of, subject_of
from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.reading import read_file
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.speech import Speech, speech
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.pictures import make_picture
from cjm_desktop.model.records import Picture
from cjm_desktop.text.engine import default_engine
from cjm_desktop.theme import Theme, theme_of

_LOGO_LIMIT = 20_000_000  #: bytes of a logo's file


@dataclass(frozen=True, slots=True)
class Content:
    """What is exported: the map as it is shown, laid out, drawn, and the theme that it is drawn in.

    `whole` is the map with all that is not shown, `logo` the picture for the pages' heads.
    """

    journey: Journey
    layout: MapLayout
    drawing: Drawing
    theme: Theme
    dimmed: frozenset[str] = frozenset()
    whole: Journey | None = None
    logo: Picture | None = None

    @property
    def said(self) -> Speech:
        """How the map speaks."""
        return speech(self.journey.language)


def content_of(journey: Journey, options: ExportOptions, name: str) -> Content:
    """The map laid out and drawn; `name` is its file's.

    NotInMapError where it lacks what the options name, FileProblem for a logo that cannot be read.
    """
    theme = theme_of(options.theme, options.palette)
    seen, faint = selected(journey, options)
    layout = LayoutEngine(default_engine(journey.language), theme.type, theme.space).layout(seen, name)
    logo = read_logo(options.logo) if options.logo else None
    if subject := subject_of(seen, options.only):
        drawing = drawing_of(layout, subject, theme, faint)
    else:
        drawing = Drawer(theme).draw(layout, faint)
    return Content(seen, layout, drawing, theme, faint, journey, logo)


def read_logo(path: str) -> Picture:
    """The picture in a file; FileProblem, one sentence, where it holds none."""
    picture = make_picture(read_file(path, _LOGO_LIMIT))
    if picture is None:
        raise FileProblem(f"{file_name(path)} is no logo: it must be a PNG, JPEG or WebP picture.", path)
    return picture
