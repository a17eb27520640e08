"""A stage's box in, its chevron with name, duration, goals and sub-stages out."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.drawing.colours import stage_colours
from cjm_desktop.drawing.icons import icon
from cjm_desktop.drawing.primitives import Group, Item, Path, Shape, Step, Stroke, Tag
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import StageBox
from cjm_desktop.theme import Theme, mix

_GOALS = {"customer": "user", "business": "store"}


def stage_group(box: StageBox, theme: Theme) -> Group:
    """The stage in map coordinates."""
    ground, ink = stage_colours(theme, box.share)
    items: list[Item] = [
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
    for what, text in box.goals:
        side = min(8.0, text.block.height)
        sign = Rect(text.x - 11.0, text.y + (text.block.lines[0].baseline - side) / 2 + 1.0, side, side)
        items.append(icon(_GOALS[what], sign, theme.text_muted))
        items.extend(glyphs(text, theme.text_muted))
        bounds = bounds.united(sign).united(text.rect)
    if box.agreement is not None:
        agrees = bool(box.stage.goals_coincide)
        said = Tag("Figure", words.GOALS_COINCIDE if agrees else words.GOALS_DIFFER)
        items.append(Group(0, 0, box.agreement, tuple(_agreement(box.agreement, theme, agrees=agrees)), tag=said))
    return Group(0, 0, bounds.grown(0.5), tuple(items), box.stage.id, ground)


def _agreement(rect: Rect, theme: Theme, *, agrees: bool) -> Iterator[Item]:
    """Whether what the customer wants is what the business wants: an equals sign, struck through where it is not."""
    colour = theme.positive_text if agrees else theme.negative_text
    left, right, middle = rect.x + 2.75, rect.right - 2.75, rect.center.y
    yield Shape(rect, rect.width / 2, mix(theme.page, theme.positive if agrees else theme.negative, 0.16))
    for y in (middle - 1.5, middle + 1.5):
        yield Path((("m", left, y), ("l", right, y)), stroke=Stroke(colour, 1.1, round=True))
    if not agrees:
        yield Path(
            (("m", left + 1.0, middle + 3.25), ("l", right - 1.0, middle - 3.25)),
            stroke=Stroke(colour, 1.1, round=True),
        )


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
