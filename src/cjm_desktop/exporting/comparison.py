"""A comparison of two maps in, the map of both with its signs drawn, and a PDF with it and all differences in words, out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cjm_desktop.drawing.compared import RADIUS, with_signs
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing
from cjm_desktop.exporting.advice import READABLE
from cjm_desktop.exporting.appendix import report_sheets
from cjm_desktop.exporting.content import Content
from cjm_desktop.exporting.files import pdf_of_pages
from cjm_desktop.exporting.furniture import Furniture
from cjm_desktop.exporting.options import ExportOptions
from cjm_desktop.exporting.pages import one_sheet
from cjm_desktop.formats import atomic
from cjm_desktop.formats.errors import FileProblem, file_name, remedy, why_not_written
from cjm_desktop.layout.boxes import MapLayout, PlacedText
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.report import Grid, Heading
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.quoting import unquoted
from cjm_desktop.model.saying import QT_TRANSLATE_NOOP, translate
from cjm_desktop.review.answers import How, answers
from cjm_desktop.review.comparison import Comparison, Shown, Sign
from cjm_desktop.review.differences import Kind
from cjm_desktop.review.grouped import SIGNS, Line, grouped
from cjm_desktop.text.engine import default_engine
from cjm_desktop.text.lines import TextStyle
from cjm_desktop.theme import Theme, theme_of

#: What an office prints on.
_PAPERS = ("A4", "A3")
#: How wide a column of what is told in words is on a large page, in points.
_COLUMN = 560.0
_STYLE = TextStyle(9.5, 400, leading=1.3)
_GAP = 26.0
_KINDS = {
    Kind.ADDED: QT_TRANSLATE_NOOP("compare", "added"),
    Kind.REMOVED: QT_TRANSLATE_NOOP("compare", "removed"),
    Kind.CHANGED: QT_TRANSLATE_NOOP("compare", "changed"),
    Kind.MOVED: QT_TRANSLATE_NOOP("compare", "moved"),
}
#: What each sign means, in the order of the legend.
MEANINGS = {
    Sign.ADDED: QT_TRANSLATE_NOOP("compare", "added"),
    Sign.REMOVED: QT_TRANSLATE_NOOP("compare", "removed"),
    Sign.CHANGED: QT_TRANSLATE_NOOP("compare", "changed"),
    Sign.MOVED: QT_TRANSLATE_NOOP("compare", "moved here"),
    Sign.LEFT: QT_TRANSLATE_NOOP("compare", "stood here before"),
}


@dataclass(frozen=True, slots=True)
class Laid:
    """A map with signs, laid out and drawn."""

    shown: Shown
    layout: MapLayout
    drawing: Drawing


def laid_out(shown: Shown, theme: Theme, names: tuple[str, str] = ("", ""), *, legend: bool = False) -> Laid:
    """The map drawn with its signs; with a `legend` also what these mean, and the names of both maps."""
    journey = shown.journey
    layout = _engine(journey, theme).layout(journey)
    told = tuple(_legend(shown, layout, theme, names)) if legend else ()
    return Laid(shown, layout, _drawn(shown, layout, theme, told))


def laid_out_beside(sides: tuple[Shown, Shown], theme: Theme) -> tuple[Laid, Laid]:
    """Both maps, each lane as high in the one as in the other."""
    layouts = [_engine(side.journey, theme).layout(side.journey) for side in sides]
    heights: dict[str, float] = {}
    for layout in layouts:
        for placed in layout.lanes:
            id_ = placed.box.lane.id
            heights[id_] = max(heights.get(id_, 0.0), placed.box.height)
    made = []
    for side in sides:
        journey = side.journey
        lanes = Table(
            (id_, lane.model_copy(update={"height": heights[id_]}) if id_ in heights and not lane.collapsed else lane)
            for id_, lane in journey.lanes.items()
        )
        even = replace(side, journey=journey.model_copy(update={"lanes": lanes}))
        made.append(laid_out(even, theme))
    return made[0], made[1]


def export_comparison(
    comparison: Comparison,
    path: str | os.PathLike[str],
    options: ExportOptions | None = None,
    names: tuple[str, str] = ("", ""),
    done: Callable[[float], None] | None = None,
) -> None:
    """Writes the comparison to a PDF, whole or not at all; `names` are those of the two files. Raises FileProblem.

    Without `options` it gets the paper on which it can be read. `done` is told the share done, 0 to 1; what it raises
    ends the work and goes through, and nothing is written then.
    """
    if Path(path).suffix.lower() != ".pdf":
        raise FileProblem(
            f"{file_name(path)} cannot be written: a comparison is a PDF, so its name must end in .pdf.", path
        )
    data = comparison_pdf(comparison, options, names, done)
    try:
        atomic.write(path, data)
    except (OSError, ValueError) as error:
        raise FileProblem(
            f"{file_name(path)} was not written: {why_not_written(error, path)}{remedy(error)}.", path
        ) from error


def comparison_pdf(
    comparison: Comparison,
    options: ExportOptions | None = None,
    names: tuple[str, str] = ("", ""),
    done: Callable[[float], None] | None = None,
) -> bytes:
    """The map of both on one page, then all differences, the feelings and what answers the pains as tables.

    Without `options` the map's page is the smallest on which it can be read. `done` as in `export_comparison`.
    """
    tell = done or (lambda _share: None)
    tell(0.0)
    usual = options or ExportOptions(theme="print")
    theme = theme_of(usual.theme, usual.palette)
    shown = comparison.both
    laid = laid_out(shown, theme, names, legend=True)
    tell(0.3)
    content = Content(shown.journey, laid.layout, laid.drawing, theme, shown.faint, shown.journey)
    called = " → ".join(name for name in names if name)
    # As the first page of several.
    whole = replace(usual, appendix=("findings",))
    if options is None:
        whole = _readable(content, whole, called)
    furniture = Furniture(content, whole, called)
    sheets = [one_sheet(content, whole, furniture)]
    parts = list(told(comparison))
    tell(0.4)
    size = sheets[0].size if options is None else None
    columns = 1 if size is None else max(1, round(size.width / _COLUMN))
    for sheet in report_sheets(parts, content, whole, furniture, size, columns):
        sheets.append(sheet)
        tell(0.5)
    pages = furniture.dressed(sheets)
    return pdf_of_pages(shown.journey, pages, lambda number: tell(0.5 + 0.5 * number / len(pages)))


def _readable(content: Content, options: ExportOptions, name: str) -> ExportOptions:
    """The options with the smallest of the usual papers on which cards can be read, else with a page of the map's size."""
    for paper in _PAPERS:
        tried = replace(options, paper=paper)
        part = one_sheet(content, tried, Furniture(content, tried, name)).parts[0]
        if part.scale * content.theme.type.body >= READABLE:
            return tried
    return replace(options, page="map")


def told(comparison: Comparison) -> Iterator[Heading | Grid]:
    """All that differs, stage by stage; how the feelings changed; what became of each pain."""
    groups = grouped(comparison.found)
    yield Heading(translate("compare", "What differs"))
    if not groups:
        yield Grid((1.0,), ((translate("compare", "Nothing: both maps say the same."),),))
    for group in groups:
        yield Heading(group.title, 2)
        rows = tuple(
            (f"{SIGNS[line.kind]} {translate('compare', _KINDS[line.kind])}", "\n".join(_in_full(line)))
            for line in group.lines
        )
        yield Grid((1.0, 6.0), rows, strong=frozenset({0}))
    both = comparison.both.journey
    feelings = tuple((_name(both, one.stage), one.words) for one in comparison.feelings)
    if feelings:
        yield Heading(translate("compare", "How the feelings changed"))
        from_to = translate("compare", "Stage"), translate("compare", "From → to")
        yield Grid((2.0, 3.0), feelings, from_to, frozenset({0}))
    pains = tuple(_answered(comparison))
    if pains:
        yield Heading(translate("compare", "What answers the pains of before"))
        heads = (
            translate("compare", "Pain"),
            translate("compare", "Stage"),
            translate("compare", "Afterwards"),
            translate("compare", "Answered by"),
        )
        yield Grid((4.0, 2.0, 2.0, 5.0), pains, heads, frozenset({0}))


def _in_full(line: Line) -> Iterator[str]:
    """The sentence, and both texts where it does not tell them whole."""
    yield line.sentence
    before, after = (" ".join(text.split()) for text in (line.before, line.after))
    if before and after and not (_tells(line.sentence, before) and _tells(line.sentence, after)):
        yield translate("compare", "Before: {text}").format(text=before)
        yield translate("compare", "After: {text}").format(text=after)


def _tells(sentence: str, text: str) -> bool:
    return unquoted(text) in sentence


def _answered(comparison: Comparison) -> Iterator[tuple[str, str, str, str]]:
    for one in answers(comparison):
        near = translate("compare", "{card} (same stage)")
        by = "\n".join((near if how is How.STAGE else "{card}").format(card=card.text.strip()) for card, how in one.by)
        fate = translate("compare", "gone") if one.gone else translate("compare", "still there")
        yield one.pain.text.strip(), _name(comparison.before, one.pain.stage or ""), fate, by or "–"


def _name(journey: Journey, stage: str) -> str:
    found = journey.stages.get(stage)
    return found.name.strip() if found is not None and found.name.strip() else translate("compare", "Unnamed stage")


def _engine(journey: Journey, theme: Theme) -> LayoutEngine:
    return LayoutEngine(default_engine(journey.language), theme.type, theme.space)


def _drawn(shown: Shown, layout: MapLayout, theme: Theme, legend: Sequence[tuple[str, PlacedText]]) -> Drawing:
    # What went is there to be read.
    drawing = Drawer(theme, legible=True).draw(layout, shown.faint)
    texts = {id_: [(piece.side, piece.text) for piece in pieces] for id_, pieces in shown.texts.items()}
    return with_signs(drawing, layout, shown.signs, texts, theme, legend)


def _legend(shown: Shown, layout: MapLayout, theme: Theme, names: tuple[str, str]) -> Iterator[tuple[str, PlacedText]]:
    """In one row beneath the map: the names, and the signs that the map bears."""
    setter = default_engine(shown.journey.language)
    x, y = theme.space.margin, layout.size.height
    width = layout.size.width - 2 * theme.space.margin
    if all(names):
        said = translate("compare", "Before: {before} → after: {after}").format(before=names[0], after=names[1])
        block = setter.block(said, _STYLE, width, 1)
        yield "", PlacedText(block, x, y, block.width)
        y += block.height + 6.0
    known = set(shown.signs.values())
    for sign, meaning in MEANINGS.items():
        if sign in known:
            block = setter.block(translate("compare", meaning), _STYLE, width, 1)
            x += 2 * RADIUS + 5.0
            yield sign, PlacedText(block, x, y, block.width)
            x += block.width + _GAP
