"""A metric's box in, its bar, number, small chart or heat field out."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.drawing.bars import tone_gaps
from cjm_desktop.drawing.primitives import Group, Item, Path, Shape, Step, Stroke, Tag
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import MetricBox
from cjm_desktop.layout.metrics import HEAT_PATTERN
from cjm_desktop.theme import Accent, Theme, mix


def metric_group(box: MetricBox, theme: Theme, accent: Accent) -> Group:
    """The metric in its cell, lane-local."""
    strong = {"good": theme.positive, "fair": theme.accent("orange").strong, "poor": theme.negative}.get(
        box.tone, accent.strong
    )
    items: list[Item] = []
    if box.heat:
        items.append(Shape(box.rect, theme.space.card_radius, _heat(box, theme), Stroke(theme.border, 0.75)))
        items.extend(_pattern(box, theme))
    if box.track is not None:
        items.append(Shape(box.track, box.track.height / 2, mix(theme.page, theme.neutral, 0.14)))
    if box.filled is not None and box.filled.width > 0:
        filled = box.filled
        width = max(filled.width, filled.height)
        bar = Rect(filled.x, filled.y, width, filled.height)
        items.append(Shape(bar, filled.height / 2, strong))
        items.extend(tone_gaps(bar, box.tone, theme))
    if box.mark is not None:
        items.append(Shape(box.mark, 0.75, theme.text))
    if box.level is not None:
        start, end = box.level
        items.append(Path((("m", *start), ("l", *end)), stroke=Stroke(theme.text_muted, 0.9, (2.5, 2.0))))
    if box.chart:
        first, *rest = box.chart
        steps: tuple[Step, ...] = (("m", *first), *(("l", *point) for point in rest))
        items.append(Path(steps, stroke=Stroke(strong, 1.5, round=True)))
        last = box.chart[-1]
        items.append(Shape(Rect(last.x - 2, last.y - 2, 4, 4), 2, strong))
    for what, text in box.texts:
        items.extend(glyphs(text, _ink(box, theme) if what == "value" else theme.text_muted))
    bounds = box.rect
    for _, text in box.texts:
        bounds = bounds.united(text.rect)
    return Group(0, 0, bounds.grown(2.5), tuple(items), box.metric.id, mix(theme.page, strong, 0.4), tag=Tag("P"))


def _heat(box: MetricBox, theme: Theme) -> str:
    """From red over the page's own colour to green with the share."""
    if box.share is None:
        return theme.surface_soft
    if box.share < 0.5:
        return mix(mix(theme.negative_pale, theme.negative, 0.25), theme.surface, box.share * 2)
    return mix(theme.surface, mix(theme.positive_pale, theme.positive, 0.25), box.share * 2 - 1)


def _ink(box: MetricBox, theme: Theme) -> str:
    """The colour of a number; one that stands by itself tells how it stands against its target."""
    if box.track is not None or box.heat or box.metric.target is None:
        return theme.text
    return {"good": theme.positive_text, "poor": theme.negative_text}.get(box.tone, theme.text)


def _pattern(box: MetricBox, theme: Theme) -> Iterator[Item]:
    """What a heat field says, without its colour: the lower the value the denser the lines at its left."""
    if box.share is None:
        return
    rect = Rect(box.rect.x + 2.0, box.rect.y + 2.0, HEAT_PATTERN - 4.0, box.rect.height - 4.0)
    count = round((1.0 - box.share) * rect.height / 3.0)
    tone = theme.negative_text if box.share < 0.5 else theme.positive_text
    yield Shape(rect, 1.5, None, Stroke(mix(_heat(box, theme), tone, 0.45), 0.75))
    for n in range(count):
        y = rect.bottom - (n + 0.5) * 3.0
        if y - rect.y > 1.0:
            yield Path((("m", rect.x, y), ("l", rect.right, y)), stroke=Stroke(mix(_heat(box, theme), tone, 0.6), 1.0))
