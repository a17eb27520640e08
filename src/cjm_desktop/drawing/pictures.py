"""A picture's id, its place and the part of it that is shown in, an image primitive out."""

from __future__ import annotations

from cjm_desktop.drawing.primitives import WHOLE, Image
from cjm_desktop.geometry import Rect
from cjm_desktop.layout import words
from cjm_desktop.model.records import Crop


def image(picture: str, rect: Rect, radius: float, crop: Crop | None, opacity: float = 1.0) -> Image:
    """The picture in its place; a crop that reaches beyond the picture is cut off there."""
    if crop is None:
        return Image(picture, rect, radius, opacity=opacity, alt=words.PICTURE)
    left, top = min(crop.x, 0.99), min(crop.y, 0.99)
    part = Rect(left, top, min(crop.width, 1 - left), min(crop.height, 1 - top))
    return Image(picture, rect, radius, WHOLE if part.width >= 1 and part.height >= 1 else part, opacity, words.PICTURE)
