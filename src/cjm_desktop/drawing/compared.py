"""A drawn map, and what of it differs from another one, in; the drawing with a sign at each thing that differs out.

Each sign has a shape of its own, each frame a dash of its own, and words that went are struck out while those that came are
underlined, so that colours are never alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cjm_desktop.drawing.colours import text_on
from cjm_desktop.drawing.primitives import Drawing, Group, Item, Path, Shape, Step, Stroke, Tag
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout, PlacedText
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.layout.spans import main_text, span_rects
from cjm_desktop.theme import Theme

ADDED, REMOVED, CHANGED, MOVED, LEFT = "added", "removed", "changed", "moved", "left"
#: The side of a piece of text that only the map before, or only the map after, has.
BEFORE, AFTER = "before", "after"

RADIUS = 5.5  #: of a sign's disc
#: Of more signs than this, those on a map that is too small to be read are one colour each: frames would cost too much.
_MANY = 1_000


@dataclass(frozen=True, slots=True)
class _Look:
    """A sign's accent, the dash of its frame, and its strokes on a square of side 1; hollow where it is only a trace."""

    accent: str
    dash: tuple[float, ...]
    strokes: tuple[tuple[tuple[float, float], ...], ...]
    hollow: bool = False


_ARROW = (((0.24, 0.5), (0.76, 0.5)), ((0.54, 0.28), (0.76, 0.5), (0.54, 0.72)))
_LOOKS: Mapping[str, _Look] = {
    ADDED: _Look("green", (), (((0.5, 0.24), (0.5, 0.76)), ((0.24, 0.5), (0.76, 0.5)))),
    REMOVED: _Look("red", (4.0, 2.5), (((0.24, 0.5), (0.76, 0.5)),)),
    CHANGED: _Look("amber", (), (((0.5, 0.22), (0.78, 0.72), (0.22, 0.72), (0.5, 0.22), (0.78, 0.72)),)),
    MOVED: _Look("blue", (), _ARROW),
    LEFT: _Look("blue", (1.2, 2.2), _ARROW, hollow=True),
}


def with_signs(
    drawing: Drawing,
    layout: MapLayout,
    signs: Mapping[str, str],
    texts: Mapping[str, Sequence[tuple[str, str]]],
    theme: Theme,
    legend: Sequence[tuple[str, PlacedText]] = (),
) -> Drawing:
    """The drawing of this layout with its signs on top; `signs` and `texts` (pieces as (side, text)) are by id.

    `legend` are signs ("" for none) with the texts that say what they mean, placed where there is room for them; the
    drawing grows where they stand beneath the map.
    """
    marks: list[Item] = []
    flat = len(signs) > _MANY
    heads = _heads(layout)
    for id_, sign in signs.items():
        rect = heads.get(id_) or rect_of(layout, id_)
        if rect is not None and sign in _LOOKS:
            marks.append(_framed(id_, rect, sign, theme, flat))
    for id_, pieces in texts.items():
        placed = main_text(layout, id_)
        if placed is not None:
            marks.extend(_words(placed, pieces, theme))
    bottom = max([drawing.height, *(text.rect.bottom + theme.space.margin for _, text in legend)])
    whole = Rect(0, 0, drawing.width, bottom)
    # Cut out as one, so that they lie on cards even where these are too small to be more than a flat colour.
    signed = Group(0, 0, whole, tuple(marks), "differences", clip=whole)
    items = [*drawing.items, signed, *(_explained(sign, text, theme) for sign, text in legend)]
    if bottom > drawing.height and items and isinstance(items[0], Shape):
        items[0] = replace(items[0], rect=whole)
    return replace(drawing, height=bottom, items=tuple(items))


def place_of(layout: MapLayout, id_: str) -> Rect | None:
    """Where a thing bears its sign: a lane at its label, a stage at its chevron, anything else where it stands."""
    return _heads(layout).get(id_) or rect_of(layout, id_)


def _heads(layout: MapLayout) -> dict[str, Rect]:
    """Where lanes, stages and metrics bear their sign: a frame round all of a lane would cross what stands in it."""
    found = {box.stage.id: box.rect for box in layout.stages}
    for placed in layout.lanes:
        found[placed.box.lane.id] = placed.box.label_rect.moved(0, placed.y)
        found |= {box.metric.id: box.rect.moved(0, placed.y).grown(3.0) for box in placed.box.metrics}
    return found


def disc(sign: str, centre: Point, theme: Theme, radius: float = RADIUS) -> Iterator[Item]:
    """A sign's disc with its strokes."""
    look = _LOOKS[sign]
    colour = theme.accent(look.accent).text
    rect = Rect(centre.x - radius, centre.y - radius, 2 * radius, 2 * radius)
    yield Shape(rect, radius, theme.page if look.hollow else colour, Stroke(colour if look.hollow else theme.page, 1.0))
    ink = Stroke(colour if look.hollow else text_on(theme, colour), radius * 0.26, round=True)
    for line in look.strokes:
        (x, y), *rest = ((rect.x + px * rect.width, rect.y + py * rect.height) for px, py in line)
        steps: tuple[Step, ...] = (("m", x, y), *(("l", px, py) for px, py in rest))
        yield Path(steps, stroke=ink)


def _framed(id_: str, rect: Rect, sign: str, theme: Theme, flat: bool) -> Group:
    look = _LOOKS[sign]
    colour = theme.accent(look.accent).strong if flat else None
    stroke = Stroke(theme.accent(look.accent).text, 1.6, look.dash)
    frame = Shape(rect.grown(1.0), theme.space.card_radius + 1.0, None, stroke)
    items = (frame, *disc(sign, Point(rect.x, rect.y), theme))
    bounds = rect if flat else rect.grown(RADIUS + 2.0)
    return Group(0, 0, bounds, items, f"{id_}:difference", flat=colour, tag=Tag("Artifact"))


def _words(placed: PlacedText, pieces: Sequence[tuple[str, str]], theme: Theme) -> Iterator[Group]:
    at = 0
    thick = max(0.9, placed.block.style.size * 0.1)
    for side, text in pieces:
        end = at + len(text)
        if side in (BEFORE, AFTER):
            gone = side == BEFORE
            ink = Stroke(theme.accent("red" if gone else "green").text, thick)
            for rect in span_rects(placed, at, end):
                y = rect.y + rect.height * (0.56 if gone else 0.93)
                line = Path((("m", rect.x, y), ("l", rect.right, y)), stroke=ink)
                yield Group(0, 0, rect.grown(1.0), (line,), tag=Tag("Artifact"))
        at = end


def _explained(sign: str, text: PlacedText, theme: Theme) -> Group:
    items: list[Item] = []
    if sign:
        items.extend(disc(sign, Point(text.x - RADIUS - 5.0, text.rect.center.y), theme))
    items.extend(glyphs(text, theme.text_muted))
    return Group(0, 0, text.rect.grown(2 * RADIUS + 8.0), tuple(items), tag=Tag("P"))
