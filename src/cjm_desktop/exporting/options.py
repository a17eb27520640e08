"""How a map is exported, as a frozen value: which page, which paper, how large, in which colours, which part of the map."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from math import isfinite
from typing import Any, Literal

from pydantic import ValidationError

from cjm_desktop.geometry import Size
from cjm_desktop.model.records import View
from cjm_desktop.theme import PALETTES, THEMES

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

PageKind = Literal["fit", "map", "poster", "stages", "handout"]
#: What a page may show.
PAGES: tuple[PageKind, ...] = ("fit", "map", "poster", "stages", "handout")
ORIENTATIONS = ("auto", "portrait", "landscape")
#: What may follow the map, each on pages of its own.
APPENDIX = ("personas", "notes", "opportunities", "findings")

#: What texts of an SVG may be.
SVG_TEXTS: tuple[Literal["text", "outlines"], ...] = ("text", "outlines")

#: What the suffix of an exported file may be.
SUFFIXES = (".pdf", ".png", ".svg")

#: In which units lengths are typed, in millimetres.
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_NUMBER = r"\d{1,6}(?:\.\d{0,4})?"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(mm|cm|in|pt)?\s*", re.IGNORECASE)
_SIDES = re.compile(rf"\s*({_NUMBER})\s*(mm|cm|in|pt)?\s*[x×]\s*({_NUMBER})\s*(mm|cm|in|pt)?\s*", re.IGNORECASE)
_STAGES = re.compile(r"\d{1,5}(-(\d{1,5})?)?|-\d{1,5}")
#: A sheet is no smaller than a card to put into a pocket, and no longer than a page of a PDF may be.
_LEAST_SIDE, _MOST_SIDE = 40.0, 5_080.0
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to export. Raises ValueError, one sentence, for what cannot be.

    `page` is the whole map on one sheet ("fit"), on a page of its own size ("map"), in tiles to be put together
    ("poster"), on sheets that end between stages ("stages"), or the way through it with a sheet for each stage
    ("handout"). `paper` (a name, or "300x900mm"), `orientation` and `margin_mm` count for all of them but "map".
    `map_scale` is the map's size on paper, 1 for its own, None for what suits the page.

    PNG and SVG show the map at its own size, or, with `sheet`, the one sheet of paper that a PDF would have. `scale` is
    how many pixels a CSS pixel of a PNG has, or `dpi` how many an inch has. A `transparent` one has no ground. `svg_text`
    says whether an SVG's texts stay texts, with their fonts inside, or become "outlines" that need no font.

    `theme` is one of the themes, `palette` "colour", "colour-blind" or "black-and-white".

    `view` is a view, or the name of one of the map's or of a ready-made one; `stages` numbers of stages ("2-4,6", ""
    for all), `lanes` names, ids, roles or numbers of lanes (() for all), `persona` the name or id of the one whose
    journey it is ("" for all). They narrow down what is shown, one after another. `only` (words such as "stage:Purchase",
    "lane:3", ids of cards) is what is cut out of the map as it is laid out then, for `page` "fit" and "map".

    `header` and `footer` put lines into the margins of every page; `date`, `version` and `page_numbers` say what the
    footer tells, `logo` is the path of a picture for the header. With `date` or `version` off the map does not tell
    them, either. `appendix` are parts that follow the map, in the order of `APPENDIX`; its findings are those of all rules
    but `without_rules` (ids), and those that the map switches off.

    For posters: tiles share `overlap_mm`, have `crop_marks`, repeat stages and lanes where `repeat_headers` says so,
    and are left out where nothing stands on them and `skip_empty` says so.

    With `map_inside` the file carries the whole map, whatever is shown of it, so that it can be opened again.
    """

    page: PageKind = "fit"
    paper: str = "A4"
    orientation: Literal["auto", "portrait", "landscape"] = "auto"
    margin_mm: float = 8.0
    map_scale: float | None = None
    scale: float = 2.0
    theme: str = "light"
    palette: Literal["colour", "colour-blind", "black-and-white"] = "colour"
    view: View | str | None = None
    stages: str = ""
    lanes: tuple[str, ...] = ()
    persona: str = ""
    header: bool = False
    footer: bool = True
    logo: str = ""
    date: bool = True
    version: bool = True
    page_numbers: bool = True
    appendix: tuple[str, ...] = ()
    without_rules: tuple[str, ...] = ()
    skip_empty: bool = True
    repeat_headers: bool = True
    crop_marks: bool = True
    overlap_mm: float = 10.0
    map_inside: bool = True
    sheet: bool = False
    dpi: float | None = None
    transparent: bool = False
    svg_text: Literal["text", "outlines"] = "text"
    only: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for complaint in _complaints(self):
            raise ValueError(complaint)

    def papers(self) -> dict[str, Size]:
        """The paper in points, as it may be laid: "landscape" first, then "portrait"; or the one way that is asked for."""
        upright = paper_size(self.paper)
        short, long = sorted((upright.width * _POINTS_PER_MM, upright.height * _POINTS_PER_MM))
        both = {"landscape": Size(long, short), "portrait": Size(short, long)}
        return both if self.orientation == "auto" else {self.orientation: both[self.orientation]}

    @property
    def margin(self) -> float:
        """The margin in points."""
        return self.margin_mm * _POINTS_PER_MM

    @property
    def pixels_per_inch(self) -> float:
        """How many pixels of a PNG show an inch."""
        return self.scale * 96 if self.dpi is None else self.dpi

    @property
    def overlap(self) -> float:
        """What two tiles of a poster share, in points."""
        return self.overlap_mm * _POINTS_PER_MM

    def chosen_stages(self, count: int) -> tuple[int, ...]:
        """The places, from 0, of the stages that `stages` names, of so many; all where it names none."""
        if not self.stages.strip():
            return tuple(range(count))
        found: set[int] = set()
        for first, last in _ranges(self.stages):
            found.update(range((first or 1) - 1, min(count, last or count)))
        return tuple(sorted(found))

    def to_dict(self) -> dict[str, Any]:
        """What JSON can hold of all this; `from_dict` makes equal options of it."""
        made = {one.name: getattr(self, one.name) for one in fields(self)}
        made |= {"lanes": list(self.lanes), "appendix": list(self.appendix), "only": list(self.only)}
        made["without_rules"] = list(self.without_rules)
        made["map_scale"] = "auto" if self.map_scale is None else self.map_scale
        if isinstance(self.view, View):
            made["view"] = self.view.model_dump(mode="json", exclude_defaults=True)
        return made

    @classmethod
    def from_dict(cls, written: Mapping[str, Any]) -> ExportOptions:
        """The options of a dictionary that may leave out what is as usual; ValueError, one sentence, for anything else."""
        known = {one.name: one for one in fields(cls)}
        made: dict[str, Any] = {}
        for name, value in written.items():
            if name not in known:
                raise ValueError(f"“{name}” is no option; options are {', '.join(known)}")
            made[name] = _understood(name, value)
        return cls(**made)


def paper_size(paper: str) -> Size:
    """A paper upright, in millimetres, by its name or its sides; ValueError for neither."""
    known = next((size for name, size in PAPERS.items() if name.lower() == paper.strip().lower()), None)
    if known is not None:
        return known
    sides = _SIDES.fullmatch(paper)
    if sides is None:
        raise ValueError(f"“{paper}” is not a known paper; known are {', '.join(PAPERS)}, and sizes such as 300x900mm")
    width, unit, height, last = sides.groups()
    size = Size(
        float(width) * _UNITS[(unit or last or "mm").lower()], float(height) * _UNITS[(last or unit or "mm").lower()]
    )
    if not (min(size) >= _LEAST_SIDE and max(size) <= _MOST_SIDE):
        raise ValueError(f"a paper's sides are {_LEAST_SIDE:g} to {_MOST_SIDE:,g} mm; “{paper}” is not")
    return size


def millimetres(length: str) -> float:
    """A length such as "10mm", "1 cm", "0.5in", "12pt" or "10" (millimetres); ValueError for anything else."""
    found = _LENGTH.fullmatch(length)
    if found is None:
        raise ValueError(f"“{length}” is not a length such as 10mm, 1cm or 0.5in")
    return float(found[1]) * _UNITS[(found[2] or "mm").lower()]


def _complaints(options: ExportOptions) -> Iterator[str]:
    """What is wrong with the options, one sentence each."""
    yield from _not_text(options)
    if options.page not in PAGES:
        yield f"the page is {_any_of(PAGES)}, not “{options.page}”"
    try:
        paper_size(options.paper)
    except ValueError as error:
        yield str(error)
    if options.orientation not in ORIENTATIONS:
        yield f"the orientation is {_any_of(ORIENTATIONS)}, not “{options.orientation}”"
    yield from _not_between("margin", options.margin_mm, 0, 50, " mm")
    yield from _not_between("overlap", options.overlap_mm, 0, 50, " mm")
    if options.map_scale is not None:
        yield from _not_between("map's scale", options.map_scale, 0.05, 20)
    yield from _not_between("scale", options.scale, 0.05, 40)
    if options.dpi is not None:
        yield from _not_between("density", options.dpi, 5, 4800, " dpi")
    if options.svg_text not in SVG_TEXTS:
        yield f"texts of an SVG are {_any_of(SVG_TEXTS)}, not “{options.svg_text}”"
    if options.only and options.page not in ("fit", "map"):
        yield f"a part of the map goes on one page, “fit” or “map”, not on “{options.page}”"
    if options.theme not in THEMES:
        yield f"“{options.theme}” is not a known theme; known are {', '.join(THEMES)}"
    if options.palette not in PALETTES:
        yield f"the palette is {_any_of(PALETTES)}, not “{options.palette}”"
    try:
        for _ in _ranges(options.stages):
            pass
    except ValueError as error:
        yield str(error)
    for part in options.appendix:
        if part not in APPENDIX:
            yield f"the appendix has {_any_of(APPENDIX)}, not “{part}”"


def _not_text(options: ExportOptions) -> Iterator[str]:
    """Complaints about values that are of another kind than their field's."""
    for one in fields(options):
        value, usual = getattr(options, one.name), one.default
        if one.name == "view":
            if not (value is None or isinstance(value, str | View)):
                yield "the view is a view or its name"
        elif isinstance(usual, tuple):
            if not (isinstance(value, tuple) and all(isinstance(part, str) for part in value)):
                yield f"“{one.name}” is a list of names"
        elif isinstance(usual, bool):
            if not isinstance(value, bool):
                yield f"“{one.name}” is on or off"
        elif isinstance(usual, str) and not isinstance(value, str):
            yield f"“{one.name}” is a text"


def _not_between(what: str, value: object, least: float, most: float, unit: str = "") -> Iterator[str]:
    sound = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    if not sound or not least <= value <= most:  # type: ignore[operator]
        yield f"the {what} is {least:g} to {most:g}{unit}"


def _any_of(words: tuple[str, ...]) -> str:
    quoted = [f"“{word}”" for word in words]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _ranges(stages: str) -> Iterator[tuple[int | None, int | None]]:
    """The first and last number of each range of "2-4,6,8-"; None where a range is open. ValueError for other writings."""
    if not stages.strip():
        return
    for part in stages.split(","):
        word = part.strip().replace("\u2013", "-").replace(" ", "")
        if not _STAGES.fullmatch(word):
            raise ValueError(f"stages are numbers such as 2-4 or 1,3, not “{stages}”")
        first, dash, last = word.partition("-")
        start, end = int(first) if first else None, int(last) if last else None
        if not dash:
            end = start
        if start == 0 or end == 0 or (start is not None and end is not None and end < start):
            raise ValueError(f"stages are counted from 1 upwards, not “{stages}”")
        yield start, end


def _understood(name: str, value: Any) -> Any:
    """A value as JSON holds it, as the field of that name holds it."""
    if name in ("lanes", "appendix", "without_rules", "only") and isinstance(value, list):
        return tuple(value)
    if name == "map_scale" and value == "auto":
        return None
    if name == "view" and isinstance(value, dict):
        try:
            return View.model_validate({"id": "view", **value})
        except ValidationError as error:
            flaw = error.errors()[0]
            place = ".".join(str(part) for part in flaw["loc"])
            raise ValueError(f"the view's “{place}” is wrong: {flaw['msg'].lower()}") from None
    return value
