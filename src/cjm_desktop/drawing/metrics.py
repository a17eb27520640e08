"""A metric's box in, its bar, number, small chart or heat field out."""

from __future__ import annotations

from cjm_desktop.drawing.primitives import Group, Item, Path, Shape, Step, Stroke
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import MetricBox
from cjm_desktop.theme import Accent, Theme, mix


def metric_group(box: MetricBox, theme: Theme, accent: Accent) -> Group:
    """The metric in its cell, lane-local."""
    strong = {"good": theme.positive, "fair": theme.accent("orange").strong, "poor": theme.negative}.get(
        box.tone, accent.strong
    )
    items: list[Item] = []
    if box.heat:
        items.append(Shape(box.rect, theme.space.card_radius, _heat(box, theme), Stroke(theme.border, 0.75)))
    if box.track is not None:
        items.append(Shape(box.track, box.track.height / 2, mix(theme.page, theme.neutral, 0.14)))
    if box.filled is not None and box.filled.width > 0:
        filled = box.filled
        width = max(filled.width, filled.height)
        items.append(Shape(Rect(filled.x, filled.y, width, filled.height), filled.height / 2, strong))
    if box.mark is not None:
        items.append(Shape(box.mark, 0.75, theme.text))
    if box.chart:
        first, *rest = box.chart
        steps: tuple[Step, ...] = (("m", *first), *(("l", *point) for point in rest))
        items.append(Path(steps, stroke=Stroke(strong, 1.5, round=True)))
        last = box.chart[-1]
        items.append(Shape(Rect(last.x - 2, last.y - 2, 4, 4), 2, strong))
    for what, text in box.texts:
        items.extend(glyphs(text, theme.text if what == "value" else theme.text_muted))
    bounds = box.rect
    for _, text in box.texts:
        bounds = bounds.united(text.rect)
    return Group(0, 0, bounds.grown(2.5), tuple(items), box.metric.id, mix(theme.page, strong, 0.4))


def _heat(box: MetricBox, theme: Theme) -> str:
    """From red over the page's own colour to green with the share."""
    if box.share is None:
        return theme.surface_soft
    if box.share < 0.5:
        return mix(mix(theme.negative_pale, theme.negative, 0.25), theme.surface, box.share * 2)
    return mix(theme.surface, mix(theme.positive_pale, theme.positive, 0.25), box.share * 2 - 1)
