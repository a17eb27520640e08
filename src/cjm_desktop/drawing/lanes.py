"""A lane's box in, its group out: label block, cards, curve, metrics, arrows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cjm_desktop.drawing.colours import accent_of
from cjm_desktop.drawing.curve import emotion_items
from cjm_desktop.drawing.metrics import metric_group
from cjm_desktop.drawing.primitives import Anchor, Group, Item, Path, Shape, Stroke
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import CardBox, LaneBox
from cjm_desktop.model.records import Lane
from cjm_desktop.theme import Accent, Theme

_HEAD = 3.0  #: half the width of an arrow head
_INK = 4.0  #: how far a lane's ink may reach beyond its box


def lane_items(box: LaneBox, theme: Theme, card: Callable[[CardBox], Group]) -> tuple[Item, ...]:
    """The lane's items, lane-local; `card` gives the group of a card."""
    accent = accent_of(theme, box.lane)
    items: list[Item] = [Anchor(_title(box.lane), f"lane-{box.lane.id}", 0, box.label_rect.x, 0.0)]
    items.extend(_label(box, theme, accent))
    if box.lane.collapsed:
        items.append(Shape(box.body, theme.space.card_radius, theme.surface_soft))
    if box.count is not None:
        items.extend(glyphs(box.count, theme.text_muted))
    if box.emotion is not None:
        items.extend(emotion_items(box.emotion, theme))
    items.extend(card(each) for each in box.cards)
    items.extend(metric_group(each, theme, accent) for each in box.metrics)
    for start, end in box.arrows:
        items.extend(_arrow(start, end, accent.strong))
    return tuple(items)


def lane_bounds(box: LaneBox) -> Rect:
    """All ink of a lane, lane-local."""
    return Rect(box.label_rect.x, 0.0, box.body.right - box.label_rect.x, box.height).grown(_INK)


def _title(lane: Lane) -> str:
    return lane.label or lane.role


def _label(box: LaneBox, theme: Theme, accent: Accent) -> Iterator[Item]:
    rect, bar = box.label_rect, theme.space.accent_bar + 0.75
    yield Shape(rect, theme.space.card_radius, theme.surface_soft)
    yield Shape(Rect(rect.x, rect.y, bar, rect.height), bar / 2, accent.strong)
    yield from glyphs(box.label, theme.text_muted if box.lane.collapsed else theme.text)
    if box.hint is not None:
        yield from glyphs(box.hint, theme.text_muted)


def _arrow(start: Point, end: Point, colour: str) -> Iterator[Item]:
    """A short arrow, level or downwards, that leaves a little air at both cards."""
    if start.y == end.y:
        a, tip = Point(start.x + 1.0, start.y), Point(end.x - 0.75, end.y)
        back = tip.x - _HEAD * 1.3
        head = (("m", *tip), ("l", back, tip.y - _HEAD), ("l", back, tip.y + _HEAD), ("z",))
        neck = Point(back, tip.y)
    else:
        a, tip = Point(start.x, start.y + 1.0), Point(end.x, end.y - 0.75)
        top = tip.y - _HEAD * 1.3
        head = (("m", *tip), ("l", tip.x - _HEAD, top), ("l", tip.x + _HEAD, top), ("z",))
        neck = Point(tip.x, top)
    yield Path((("m", *a), ("l", *neck)), stroke=Stroke(colour, 1.2))
    yield Path(head, fill=colour)
