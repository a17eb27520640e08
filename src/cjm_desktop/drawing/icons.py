"""The name of an icon in, its outline as path steps placed in a rectangle out."""

from __future__ import annotations

from functools import cache

from cjm_desktop.drawing.primitives import Fill, Path, Step, Stroke
from cjm_desktop.geometry import Rect
from cjm_desktop.resources import resource

_SIDE = 24.0  #: Lucide draws on a square of this side
_WEIGHT = 2.0  #: with strokes of this width
_UNKNOWN = "circle-dot"


@cache
def _outline(name: str) -> tuple[Step, ...]:
    """The icon's steps on its own square; those of a neutral icon where the program has none of that name."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.svgLib import SVGPath

    path = resource("icons", "map", f"{name}.svg")
    if not name.replace("-", "").isalnum() or not path.is_file():
        return () if name == _UNKNOWN else _outline(_UNKNOWN)
    pen = DecomposingRecordingPen({})
    SVGPath.fromstring(path.read_bytes()).draw(pen)
    steps: list[Step] = []
    x = y = 0.0
    for order, points in pen.value:
        if order == "moveTo":
            ((x, y),) = points
            steps.append(("m", x, y))
        elif order == "lineTo":
            ((x, y),) = points
            steps.append(("l", x, y))
        elif order == "curveTo":
            (ax, ay), (bx, by), (x, y) = points
            steps.append(("c", ax, ay, bx, by, x, y))
        elif order == "qCurveTo":
            (cx, cy), (ex, ey) = points
            steps.append(
                ("c", x + (cx - x) / 1.5, y + (cy - y) / 1.5, ex + (cx - ex) / 1.5, ey + (cy - ey) / 1.5, ex, ey)
            )
            x, y = ex, ey
        elif order == "closePath":
            steps.append(("z",))
    return tuple(steps)


@cache
def icon(name: str, rect: Rect, colour: str, *, weight: float = _WEIGHT, fill: Fill = None) -> Path:
    """The icon drawn in strokes of the colour into the square; `weight` is the stroke's width on Lucide's 24-unit square."""
    scale = rect.width / _SIDE
    steps = tuple(_placed(step, rect.x, rect.y, scale) for step in _outline(name))
    return Path(steps, fill, Stroke(colour, weight * scale, round=True))


def _placed(step: Step, x: float, y: float, scale: float) -> Step:
    if len(step) == 1:
        return step
    if len(step) == 3:
        return step[0], x + step[1] * scale, y + step[2] * scale
    what, ax, ay, bx, by, ex, ey = step
    return what, x + ax * scale, y + ay * scale, x + bx * scale, y + by * scale, x + ex * scale, y + ey * scale
