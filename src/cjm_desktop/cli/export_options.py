"""The options of `cjm export`: words of the command line go in, `ExportOptions` come out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cjm_desktop.cli.base import BadUsage

if TYPE_CHECKING:
    from cjm_desktop.exporting import ExportOptions

PAGES = ("fit", "map", "poster", "stages", "handout")
THEMES = ("print", "light", "dark", "projector")
PALETTES = ("colour", "colour-blind", "black-and-white")
#: What may be put on and left off: the option's name, the field of ExportOptions, and what it does.
SWITCHES = (
    ("header", "header", "the map's title at the head of every page; off unless given"),
    ("footer", "footer", "file, version, date and page at the foot of every page"),
    ("date", "date", "tell the map's date"),
    ("revision", "version", "tell the map's version"),
    ("page-numbers", "page_numbers", "count the pages where there are several"),
    ("crop-marks", "crop_marks", "poster: marks where to trim the tiles"),
    ("repeat-headers", "repeat_headers", "poster: stages and lanes on every tile"),
    ("skip-empty", "skip_empty", "poster: leave out tiles on which nothing stands"),
)


def add_options(export: argparse.ArgumentParser) -> None:
    """What `ExportOptions` knows, in the words of the command line; nothing is given unless it is typed."""
    add = export.add_argument
    add("--preset", metavar="FILE", help="a JSON file with these options; what is typed here goes before it")
    add("--format", type=_format, metavar="SUFFIX", help="of the files in a folder, such as png; pdf unless given")
    add(
        "--page",
        choices=PAGES,
        help="the map on one sheet (fit), on a page of its own size (map), in tiles to put together (poster), on sheets"
        " that end between stages (stages), or a sheet a stage with notes (handout)",
    )
    add("--paper", type=_paper, metavar="PAPER", help="A0 to A5, Letter, Legal, Tabloid or WxHmm; A4 unless given")
    add("--orientation", choices=("auto", "portrait", "landscape"))
    add(
        "--margin",
        type=_length,
        dest="margin_mm",
        metavar="LENGTH",
        help="such as 10mm, 1cm or 0.5in; 8mm unless given",
    )
    add(
        "--scale",
        type=_scale,
        metavar="N|auto",
        help="PDF: the map's size on paper, 1 for its own; PNG: how fine it is, 1 as on the screen, 2 unless given",
    )
    add("--theme", choices=THEMES)
    add("--palette", choices=PALETTES, help="the last two tell by patterns and shapes what colours tell otherwise")
    add("--view", metavar="NAME", help="a view saved in the map, or Executive, Emotion only or Blueprint")
    add("--stages", metavar="NUMBERS", help="only these, such as 2-4 or 1,3-")
    add("--lanes", type=_names, metavar="NAMES", help="only these: names, roles or numbers, with commas between them")
    add("--persona", metavar="NAME", help="only this one's journey, and what is nobody's in particular")
    for name, field, text in SWITCHES:
        add(f"--{name}", action=argparse.BooleanOptionalAction, dest=field, help=text)
    add("--logo", metavar="FILE", help="a PNG, JPEG or WebP picture for the head of every page")
    add(
        "--overlap",
        type=_length,
        dest="overlap_mm",
        metavar="LENGTH",
        help="poster: what tiles share; 10mm unless given",
    )
    add(
        "--appendix",
        type=_appendix,
        metavar="PARTS",
        help="pages after the map: personas, notes, opportunities, findings (with commas between them), or all",
    )
    add(
        "--without-rules",
        type=_rules,
        metavar="RULES",
        help="which questions the findings leave out, with commas between them; cjm check --rules lists them",
    )
    add("--dpi", type=float, metavar="N", help="PNG: pixels an inch of the map, instead of a scale")
    add("--transparent", action="store_const", const=True, help="PNG and SVG: no ground behind the map")
    add("--sheet", action="store_const", const=True, help="PNG and SVG: the sheet of paper that a PDF would have")
    add("--svg-text", choices=("text", "outlines"), help="SVG: texts with their fonts inside, or outlines")
    add(
        "--only",
        action="append",
        metavar="PART",
        help="cut this out of the map: stage:NAME, lane:NAME or a card's id; may be given several times",
    )
    add(
        "--without-map",
        action="store_const",
        const=False,
        dest="map_inside",
        help="leave out the map itself, which OUT otherwise carries to be opened again",
    )


def options_of(arguments: argparse.Namespace, *, png: bool) -> ExportOptions:
    """The preset, changed by what was typed."""
    from dataclasses import fields, replace

    from cjm_desktop.exporting import ExportOptions, read_preset

    given = {
        one.name: value
        for one in fields(ExportOptions)
        if one.name != "scale" and (value := getattr(arguments, one.name, None)) is not None
    }
    if arguments.scale is not None:
        if png and arguments.scale == "auto":
            raise BadUsage("a PNG's scale is a number (see cjm export --help)")
        given["scale" if png else "map_scale"] = None if arguments.scale == "auto" else arguments.scale
    if "only" in given:
        given["only"] = tuple(given["only"])
    base = ExportOptions() if arguments.preset is None else read_preset(arguments.preset)
    try:
        return replace(base, **given)
    except ValueError as error:
        raise BadUsage(f"{error} (see cjm export --help)") from error


def _format(word: str) -> str:
    """A suffix without its dot, of a kind of file that maps are exported to."""
    from cjm_desktop.exporting import SUFFIXES
    from cjm_desktop.formats.registry import EXPORTERS

    known = [suffix.removeprefix(".") for suffix in (*SUFFIXES, *(one.suffix for one in EXPORTERS))]
    if word.lower() not in known:
        raise argparse.ArgumentTypeError(f"“{word}” is none of {', '.join(known)}")
    return word.lower()


def _paper(word: str) -> str:
    """The name of a paper as the program writes it, however it was typed."""
    from cjm_desktop.exporting import PAPERS

    return next((paper for paper in PAPERS if paper.lower() == word.lower()), word)


def _length(word: str) -> float:
    from cjm_desktop.exporting import millimetres

    try:
        return millimetres(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _scale(word: str) -> float | str:
    try:
        return word if word == "auto" else float(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{word}” is neither a number nor auto") from None


def _names(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(",") if name.strip())


def _rules(words: str) -> tuple[str, ...]:
    from cjm_desktop.review.rules import RULES

    for name in (names := _names(words)):
        if name not in RULES:
            raise argparse.ArgumentTypeError(f"“{name}” is no rule; cjm check --rules lists them")
    return names


def _appendix(words: str) -> tuple[str, ...]:
    from cjm_desktop.exporting import APPENDIX

    return APPENDIX if words.strip() == "all" else _names(words)
