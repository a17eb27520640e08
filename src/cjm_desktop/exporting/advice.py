"""A map and export options in, what the user should know before printing out: type too small to read, and what would help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cjm_desktop.exporting.content import Content, content_of
from cjm_desktop.exporting.furniture import Furniture
from cjm_desktop.exporting.options import PAPERS, ExportOptions, paper_size
from cjm_desktop.exporting.pages import placement
from cjm_desktop.geometry import Size
from cjm_desktop.model.journey import Journey

#: Beneath this size, in points, the text of a card is hard to read on paper.
READABLE = 6.0


@dataclass(frozen=True, slots=True)
class Help:
    """Other options under which the text of cards is `points` points high, on so many sheets."""

    kind: Literal["paper", "poster", "stages"]
    options: ExportOptions
    points: float
    sheets: int


@dataclass(frozen=True, slots=True)
class Advice:
    """A warning. "small-type": the text of cards is only `points` points high; `helps` are what would make it larger.

    "scale": the scale that was asked for is not kept, because the map would not fit; it is `points` points a unit.
    """

    kind: Literal["small-type", "scale"]
    points: float
    helps: tuple[Help, ...] = ()

    @property
    def sentence(self) -> str:
        """All of it in plain English, on one line."""
        if self.kind == "scale":
            return f"at the scale asked for the map does not fit the paper; it is drawn at {self.points:.2f}"
        said = f"the text is only {self.points:.1f} pt high"
        ways = "; ".join(_said(one) for one in self.helps)
        return f"{said}: {ways}" if ways else said


def _said(help_: Help) -> str:
    points = f"{help_.points:.1f} pt"
    sheets = "1 sheet" if help_.sheets == 1 else f"{help_.sheets} sheets"
    if help_.kind == "paper":
        return f"on {help_.options.paper} it would be {points}"
    if help_.kind == "poster":
        return f"as a poster of {sheets} {points}"
    return f"by stages, on {sheets}, {points}"


def advice(journey: Journey, options: ExportOptions) -> tuple[Advice, ...]:
    """What to say about these options; raises what `content_of` raises."""
    return advice_on(content_of(journey, options, ""), options)


def advice_on(content: Content, options: ExportOptions) -> tuple[Advice, ...]:
    """The same for a map that is laid out already."""
    if options.page == "handout":  # sets its type by itself
        return ()
    scale, _ = _scale_and_sheets(content, options)
    found = []
    wanted = options.map_scale
    if wanted is not None and scale < wanted - 0.005:
        found.append(Advice("scale", scale))
    points = scale * content.theme.type.body
    if points < READABLE - 0.005 and content.journey.cards:
        found.append(Advice("small-type", points, tuple(_helps(content, options, points))))
    return tuple(found)


def body_points(content: Content, options: ExportOptions) -> float | None:
    """How high the text of cards is on paper, in points; None for a handout, which sets its type by itself."""
    if options.page == "handout" or not content.journey.cards:
        return None
    return _scale_and_sheets(content, options)[0] * content.theme.type.body


def _helps(content: Content, options: ExportOptions, points: float) -> Iterator[Help]:
    """What makes the type as large as it should be, or at least larger."""
    body = content.theme.type.body
    free = replace(options, map_scale=None)
    if options.page in ("fit", "stages"):
        better: Help | None = None
        for paper in _larger(options.paper):
            other = replace(free, paper=paper)
            scale, sheets = _scale_and_sheets(content, other)
            if scale * body > (better.points if better is not None else points) + 0.05:
                better = Help("paper", other, scale * body, sheets)
                if better.points >= READABLE:
                    break
        if better is not None:
            yield better
    for page in ("poster", "stages"):
        if options.page == page:
            continue
        other = replace(free, page=page)
        try:
            scale, sheets = _scale_and_sheets(content, other)
        except ValueError:  # more sheets than anybody puts together
            continue
        if scale * body > points + 0.05:
            yield Help(page, other, scale * body, sheets)


def _scale_and_sheets(content: Content, options: ExportOptions) -> tuple[float, int]:
    """Points a layout unit, and how many sheets the map takes without its appendix."""
    furniture = Furniture(content, options, "")
    if options.page == "poster":
        from cjm_desktop.exporting.poster import poster_of

        poster = poster_of(content, options, furniture)
        return poster.scale, len(poster.sheets)
    if options.page == "stages":
        from cjm_desktop.exporting.stages import stages_plan

        return stages_plan(content, options, furniture)
    drawing = content.drawing
    foot = furniture.foot(tells=True, several=bool(options.appendix))
    size = Size(drawing.width, drawing.height)
    return placement(size, options, content.theme.space.margin, head=furniture.head, foot=foot).scale, 1


def _larger(paper: str) -> list[str]:
    """The names of the papers that are larger than this one on both sides, of the same family first."""
    short, long = sorted(paper_size(paper))
    found = [name for name, size in PAPERS.items() if size.width >= short and size.height > long]
    american = paper in ("Letter", "Legal", "Tabloid")
    return sorted(found, key=lambda name: (name.startswith("A") == american, PAPERS[name].height))
