"""How a map is exported, as a frozen value: which page, which paper, how large, in which colours, through which view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cjm_desktop.geometry import Size
from cjm_desktop.model.records import View
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

#: What a page may show.
PAGES = ("fit", "map", "handout")

#: What the suffix of an exported file may be.
SUFFIXES = (".pdf", ".png")

_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to export.

    `page` is the whole map on one sheet ("fit"), on a page of its own size ("map"), or the way through it with a sheet
    for each stage ("handout"). `paper`, `orientation` and `margin_mm` count for "fit" and "handout", `scale` (pixels of
    the PNG a CSS pixel) for PNG, which always shows the map's own page. `view` is a view, or the name of one of the
    map's or of a ready-made one; without it all of the map is exported. With `map_inside` the file carries the whole
    map, whatever the view shows of it, so that it can be opened again. Raises ValueError for what cannot be.
    """

    page: Literal["fit", "map", "handout"] = "fit"
    paper: str = "A4"
    orientation: Literal["auto", "portrait", "landscape"] = "auto"
    margin_mm: float = 8.0
    scale: float = 2.0
    theme: str = "light"
    view: View | str | None = None
    map_inside: bool = True

    def __post_init__(self) -> None:
        if self.page not in PAGES:
            raise ValueError(f"the page is “fit”, “map” or “handout”, not “{self.page}”")
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

    def papers(self) -> dict[str, Size]:
        """The paper in points, as it may be laid: "landscape" first, then "portrait"; or the one way that is asked for."""
        upright = PAPERS[self.paper]
        short, long = upright.width * _POINTS_PER_MM, upright.height * _POINTS_PER_MM
        both = {"landscape": Size(long, short), "portrait": Size(short, long)}
        return both if self.orientation == "auto" else {self.orientation: both[self.orientation]}

    @property
    def margin(self) -> float:
        """The margin in points."""
        return self.margin_mm * _POINTS_PER_MM
