"""What stands on a page of paper: drawings at their places. Painters of paper take these."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_desktop.drawing.primitives import Drawing
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
    """A page of `size` points, its ground colour, and what stands on it from the lowest to the uppermost."""

    size: Size
    ground: str
    parts: tuple[Part, ...]
