"""What a thread makes for comparing in the window: two maps go in; what differs, and the maps laid out and drawn, come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_desktop.drawing.primitives import Glyphs, Group, Item

if TYPE_CHECKING:
    from cjm_desktop.exporting.comparison import Laid
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.review.answers import Answer
    from cjm_desktop.review.comparison import Comparison
    from cjm_desktop.review.grouped import Group as Differences
    from cjm_desktop.theme import Theme


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison, its differences in groups, both maps as one, and what becomes of the pains."""

    comparison: Comparison
    groups: tuple[Differences, ...]
    over: Laid
    answers: tuple[Answer, ...]


def compared(maps: tuple[Journey, Journey], names: tuple[str, str], theme: Theme) -> Compared:
    """What leads from one map to the other, and both as one, ready to be painted."""
    from cjm_desktop.exporting.comparison import laid_out
    from cjm_desktop.review.answers import answers
    from cjm_desktop.review.comparison import compare
    from cjm_desktop.review.grouped import grouped

    comparison = compare(*maps)
    over = laid_out(comparison.both, theme, names, legend=True)
    _finish(over.drawing.items)
    return Compared(comparison, grouped(comparison.found), over, answers(comparison))


def beside(comparison: Comparison, theme: Theme) -> tuple[Laid, Laid]:
    """Both maps side by side, ready to be painted."""
    from cjm_desktop.exporting.comparison import laid_out_beside

    made = laid_out_beside(comparison.sides, theme)
    for laid in made:
        _finish(laid.drawing.items)
    return made


def _finish(items: Iterable[Item]) -> None:
    """Has all cards and lines made that are else made when they are painted first: some tenths of a second of a large map."""
    for item in items:
        if isinstance(item, Group):
            _finish(item.items)
        elif isinstance(item, Glyphs):
            _ = item.line.runs
