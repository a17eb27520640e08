"""A stage's box in, its chevron with name, duration and sub-stages out."""

from __future__ import annotations

from cjm_desktop.drawing.colours import stage_colours
from cjm_desktop.drawing.primitives import Anchor, Group, Item, Path, Shape, Step
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import StageBox
from cjm_desktop.theme import Theme, mix


def stage_group(box: StageBox, theme: Theme) -> Group:
    """The stage in map coordinates, with its entry of the outline."""
    ground, ink = stage_colours(theme, box.share)
    items: list[Item] = [
        Anchor(box.stage.name or "–", f"stage-{box.stage.id}", 0, box.rect.x, box.rect.y),
        Path(_chevron(box.rect, theme.space.chevron, notched=box.index > 0), ground),
        *glyphs(box.name, ink),
    ]
    if box.duration is not None:
        items.extend(glyphs(box.duration, ink))
    bounds = box.rect
    for rect, text in box.sub_stages:
        items.append(Shape(rect, theme.space.card_radius, mix(theme.page, ground, 0.12)))
        items.extend(glyphs(text, theme.text))
        bounds = bounds.united(rect)
    return Group(0, 0, bounds.grown(0.5), tuple(items), box.stage.id, ground)


def _chevron(rect: Rect, point: float, *, notched: bool) -> tuple[Step, ...]:
    """A band that ends in a point and, after the first, begins with a notch."""
    middle = rect.center.y
    shoulder = rect.right - point
    notch: tuple[Step, ...] = (("l", rect.x + point, middle),) if notched else ()
    return (
        ("m", rect.x, rect.y),
        ("l", shoulder, rect.y),
        ("l", rect.right, middle),
        ("l", shoulder, rect.bottom),
        ("l", rect.x, rect.bottom),
        *notch,
        ("z",),
    )
