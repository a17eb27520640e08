"""Parts of a picture: a crop and a movement of the hand go in, the crop after it comes out, always within the picture.

`ratio` is the width of a crop, as a share of the picture's, for one of its height; None lets the crop have any shape.
"""

from __future__ import annotations

from collections.abc import Collection

from cjm_desktop.model.records import Crop

WHOLE = Crop()
#: No crop is narrower or lower than this share of the picture.
LEAST = 0.02
_DIGITS = 4


def shape(picture_width: int, picture_height: int, aspect: float | None) -> float | None:
    """The ratio of shares at which a part of the picture is `aspect` times as wide as high; None for any."""
    return None if aspect is None else aspect * picture_height / picture_width


def settled(crop: Crop | None, ratio: float | None) -> Crop:
    """The crop (None: all of the picture) within the picture; with a ratio, the largest part of it in its middle."""
    crop = crop or WHOLE
    width, height = min(crop.width, 1 - min(crop.x, 1 - LEAST)), min(crop.height, 1 - min(crop.y, 1 - LEAST))
    if ratio is None:
        return _crop(min(crop.x, 1 - width), min(crop.y, 1 - height), width, height)
    fitted = min(max(min(width, height * ratio), LEAST, LEAST * ratio), 1, ratio)
    part = (fitted, fitted / ratio)
    return _crop(crop.x + (width - part[0]) / 2, crop.y + (height - part[1]) / 2, *part)


def kept(crop: Crop) -> Crop | None:
    """What a record keeps of a crop: None for all of the picture."""
    return None if crop == WHOLE else crop


def moved(crop: Crop, dx: float, dy: float) -> Crop:
    """The crop at another place, as far as the picture reaches."""
    return _crop(_between(0, crop.x + dx, 1 - crop.width), _between(0, crop.y + dy, 1 - crop.height), *_size(crop))


def scaled(crop: Crop, factor: float) -> Crop:
    """The crop made larger or smaller around its middle, with its shape, as far as the picture reaches."""
    width, height = _size(crop)
    factor = _between(max(LEAST / width, LEAST / height), factor, min(1 / width, 1 / height))
    new = (width * factor, height * factor)
    return _crop(crop.x + (width - new[0]) / 2, crop.y + (height - new[1]) / 2, *new)


def resized(crop: Crop, edges: Collection[str], dx: float, dy: float, ratio: float | None) -> Crop:
    """The crop with some of its `edges` ("left", "top", "right", "bottom") moved; the other ones stay.

    With a ratio, what is across the moved edges stays: the opposite corner, or the middle of the opposite edge.
    """
    left, top, right, bottom = crop.x, crop.y, crop.x + crop.width, crop.y + crop.height
    if "left" in edges:
        left = _between(0, left + dx, right - LEAST)
    if "right" in edges:
        right = _between(left + LEAST, right + dx, 1)
    if "top" in edges:
        top = _between(0, top + dy, bottom - LEAST)
    if "bottom" in edges:
        bottom = _between(top + LEAST, bottom + dy, 1)
    if ratio is None:
        return _crop(left, top, right - left, bottom - top)
    sideways = bool({"left", "right"} & set(edges))
    upright = bool({"top", "bottom"} & set(edges))
    if sideways and upright:
        width = min(right - left, (bottom - top) * ratio)
    else:
        width = right - left if sideways else (bottom - top) * ratio
    width = max(width, LEAST, LEAST * ratio)
    # How far the crop can reach from what stays.
    across = _reach(edges, "left", "right", crop.x, crop.width)
    along = _reach(edges, "top", "bottom", crop.y, crop.height)
    width = min(width, across, along * ratio)
    height = width / ratio
    x = _start(edges, "left", "right", crop.x, crop.width, width)
    y = _start(edges, "top", "bottom", crop.y, crop.height, height)
    return _crop(x, y, width, height)


def _reach(edges: Collection[str], low: str, high: str, start: float, length: float) -> float:
    if low in edges:
        return start + length
    if high in edges:
        return 1 - start
    middle = start + length / 2
    return 2 * min(middle, 1 - middle)


def _start(edges: Collection[str], low: str, high: str, start: float, length: float, new: float) -> float:
    if low in edges:
        return start + length - new
    if high in edges:
        return start
    return start + (length - new) / 2


def _size(crop: Crop) -> tuple[float, float]:
    return crop.width, crop.height


def _between(low: float, value: float, high: float) -> float:
    return max(low, min(high, value))


def _crop(x: float, y: float, width: float, height: float) -> Crop:
    """A crop in figures that a file shows well, within the picture in spite of rounding."""
    width, height = round(_between(LEAST, width, 1), _DIGITS), round(_between(LEAST, height, 1), _DIGITS)
    x, y = round(_between(0, x, 1 - width), _DIGITS), round(_between(0, y, 1 - height), _DIGITS)
    return Crop(x=x, y=y, width=width, height=height)
