"""A lane's box in, its group out: label block, cards, curve, metrics, arrows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from cjm_desktop.drawing.bars import accent_bar
from cjm_desktop.drawing.colours import accent_of
from cjm_desktop.drawing.curve import emotion_items
from cjm_desktop.drawing.icons import icon
from cjm_desktop.drawing.metrics import metric_group
from cjm_desktop.drawing.primitives import Group, Item, Path, Shape, Step, Stroke
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import CardBox, LaneBox
from cjm_desktop.theme import Accent, Theme, mix

_HEAD = 3.0  #: half the width of an arrow head
_INK = 4.0  #: how far a lane's ink may reach beyond its box


def lane_items(box: LaneBox, theme: Theme, card: Callable[[CardBox], Group]) -> tuple[Item, ...]:
    """The lane's items, lane-local; `card` gives the group of a card."""
    accent = accent_of(theme, box.lane)
    items: list[Item] = list(_label(box, theme, accent))
    if box.lane.collapsed:
        items.append(Shape(box.body, theme.space.card_radius, theme.surface_soft))
    if box.count is not None:
        items.extend(glyphs(box.count, theme.text_muted))
    if box.emotion is not None:
        items.extend(emotion_items(box.emotion, theme))
    items.extend(card(each) for each in box.cards)
    items.extend(metric_group(each, theme, accent) for each in box.metrics)
    for points in box.arrows:
        items.extend(step_arrow(points, accent.strong))
    for text in box.sums:
        items.extend(glyphs(text, theme.text_muted))
    items.extend(_rows(box, theme, accent))
    return tuple(items)


def lane_bounds(box: LaneBox) -> Rect:
    """All ink of a lane, lane-local."""
    return Rect(box.label_rect.x, 0.0, box.body.right - box.label_rect.x, box.height).grown(_INK)


def _label(box: LaneBox, theme: Theme, accent: Accent) -> Iterator[Item]:
    rect, bar = box.label_rect, theme.space.accent_bar + 0.75
    yield Shape(rect, theme.space.card_radius, theme.surface_soft)
    yield accent_bar(Rect(rect.x, rect.y, bar, rect.height), accent)
    yield from glyphs(box.label, theme.text_muted if box.lane.collapsed else theme.text)
    if box.hint is not None:
        yield from glyphs(box.hint, theme.text_muted)
    if box.total is not None:
        yield from glyphs(box.total, accent.text)


def _rows(box: LaneBox, theme: Theme, accent: Accent) -> Iterator[Item]:
    """The names of a lane's rows, and the pale lines between them."""
    for row in box.rows:
        if row.channel is not None and row.icon is not None:
            yield icon(row.channel.icon, row.icon, accent.text)
        yield from glyphs(row.text, theme.text_muted if row.channel is None else accent.text)
    for above, below in pairwise(box.rows):
        y = (above.bottom + below.top) / 2
        line = Stroke(mix(theme.hairline, accent.strong, 0.2), 0.75, (2.0, 2.5))
        yield Path((("m", box.label_rect.x + 8.0, y), ("l", box.body.right, y)), stroke=line)


def step_arrow(points: Sequence[Point], colour: str) -> Iterator[Item]:
    """An arrow of level and upright steps that leaves a little air at both cards."""
    start, tip, before = _nearer(points[0], points[1], 1.0), _nearer(points[-1], points[-2], 0.75), points[-2]
    dx, dy = _way(before, tip)
    neck = Point(tip.x - dx * _HEAD * 1.3, tip.y - dy * _HEAD * 1.3)
    steps: list[Step] = [("m", *start), *(("l", *point) for point in points[1:-1]), ("l", *neck)]
    yield Path(tuple(steps), stroke=Stroke(colour, 1.2))
    head: tuple[Step, ...] = (
        ("m", *tip),
        ("l", neck.x - dy * _HEAD, neck.y + dx * _HEAD),
        ("l", neck.x + dy * _HEAD, neck.y - dx * _HEAD),
        ("z",),
    )
    yield Path(head, fill=colour)


def _way(start: Point, end: Point) -> tuple[float, float]:
    """The direction of a level or upright step, of length 1."""
    length = abs(end.x - start.x) + abs(end.y - start.y) or 1.0
    return (end.x - start.x) / length, (end.y - start.y) / length


def _nearer(point: Point, other: Point, by: float) -> Point:
    dx, dy = _way(point, other)
    return Point(point.x + dx * by, point.y + dy * by)
