"""What tells on a sheet what stands on others: signs of arrows that leave it, names of lanes that begin above it.

A sign is a plate with a letter that points the arrow's way; the same letter stands where the arrow goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cjm_desktop.drawing.colours import accent_of
from cjm_desktop.drawing.lanes import step_arrow
from cjm_desktop.drawing.primitives import Group, Item, Path, Stroke, Tag
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Point, Rect, Size
from cjm_desktop.layout.boxes import MapLayout, PlacedText
from cjm_desktop.model.records import Lane
from cjm_desktop.text.lines import TextBlock
from cjm_desktop.theme import Theme

_POINT = 4.0  #: of a plate, its point
_HEIGHT = 11.0
_PAD = 6.0  #: above and beneath the name of a lane that goes on
_STUB = 8.0  #: how long the arrow of a step that goes on is


@dataclass(frozen=True, slots=True)
class Sign:
    """A plate with a letter, its top left corner at that of `rect`; an arrow leaves the sheet there, or comes onto it."""

    rect: Rect
    letter: TextBlock
    leaving: bool

    @property
    def size(self) -> Size:
        return Size(max(9.0, self.letter.width + 5.0) + _POINT, _HEIGHT)


def signs_group(signs: Iterable[Sign], going: Iterable[tuple[Rect, Lane, bool]], area: Rect, theme: Theme) -> Group:
    """The signs, and short arrows at steps (rectangle, lane, whether the way goes on behind it), of this area.

    They are not read out: what they say is told in words beneath the map.
    """
    items: list[Item] = []
    for rect, lane, leaving in going:
        y, left = rect.center.y, rect.right if leaving else rect.x - _STUB
        items.extend(step_arrow((Point(left, y), Point(left + _STUB, y)), accent_of(theme, lane).strong))
    for sign in signs:
        items.extend(_plate(sign, theme))
    around = area.grown(_STUB + _HEIGHT)
    return Group(-area.x, -area.y, around, tuple(items), tag=Tag("Artifact"))


def told_group(entries: Sequence[tuple[Sign, PlacedText]], theme: Theme) -> Group:
    """Each sign with the words that say where it leads."""
    items = []
    bounds = Rect(0, 0, 0, 0)
    for sign, text in entries:
        line = (*_plate(sign, theme), *glyphs(text, theme.text_muted))
        around = Rect(sign.rect.x, sign.rect.y, *sign.size).united(text.rect).grown(1.0)
        bounds = bounds.united(around)
        items.append(Group(0, 0, around, line, tag=Tag("P")))
    return Group(0, 0, bounds, tuple(items))


def _plate(sign: Sign, theme: Theme) -> list[Item]:
    x, y = sign.rect.x, sign.rect.y
    width, height = sign.size
    edge = Path(
        (
            ("m", x, y),
            ("l", x + width - _POINT, y),
            ("l", x + width, y + height / 2),
            ("l", x + width - _POINT, y + height),
            ("l", x, y + height),
            ("z",),
        ),
        theme.page,
        Stroke(theme.text_muted, 0.9),
    )
    left = x + (width - _POINT * 0.6 - sign.letter.width) / 2
    letter = PlacedText(sign.letter, left, y + (height - sign.letter.height) / 2, sign.letter.width)
    return [edge, *glyphs(letter, theme.text)]


def continued_group(layout: MapLayout, area: Rect, theme: Theme) -> Group:
    """The names of the lanes that begin above this area of the layout, again at its top; they are not read out twice."""
    items: list[Item] = []
    for placed in layout.lanes:
        box, label = placed.box, placed.box.label
        named = placed.y + label.rect.bottom <= area.y + 1.0
        if named and area.y + label.rect.height + 2 * _PAD <= min(placed.y + box.height, area.bottom):
            items.extend(glyphs(label.moved(0, area.y + _PAD - label.y), theme.text_muted))
    return Group(-area.x, -area.y, area, tuple(items), tag=Tag("Artifact"))
