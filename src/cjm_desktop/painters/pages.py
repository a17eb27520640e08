"""What stands on a page of paper: drawings at their places. Painters of paper take these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cjm_desktop.drawing.primitives import Drawing, Group, Item, Shape
from cjm_desktop.geometry import Size


@dataclass(frozen=True, slots=True)
class Part:
    """A drawing at (x, y) points from the page's top left corner, `scale` points a layout unit.

    Without `outline` its anchors make no entries in the document's outline.
    """

    drawing: Drawing
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    outline: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A page of `size` points, its ground colour ("" for none), and what stands on it from the lowest to the uppermost."""

    size: Size
    ground: str
    parts: tuple[Part, ...]


def without_ground(page: Page) -> Page:
    """The page with nothing behind what stands on it."""
    parts = tuple(
        replace(
            part,
            drawing=replace(part.drawing, items=tuple(_without_ground(part.drawing.items, part.drawing.ground))),
        )
        for part in page.parts
    )
    return replace(page, ground="", parts=parts)


def _without_ground(items: Sequence[Item], ground: str) -> Sequence[Item]:
    """The items but for the first of all, where it is the area in the ground's colour that lies under a whole map."""
    if not items:
        return items
    first, *rest = items
    if isinstance(first, Group) and not first.key:
        inner = _without_ground(first.items, ground)
        return items if inner is first.items else (_with(first, inner), *rest)
    if isinstance(first, Shape) and (first.fill, first.stroke, first.radius) == (ground, None, 0):
        return rest
    return items


def _with(group: Group, items: Sequence[Item]) -> Group:
    """The group with other items."""
    return Group(group.x, group.y, group.bounds, items, group.key, group.flat, group.clip)
