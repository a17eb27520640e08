"""Shapes in, the operators of a PDF's content that draw their outlines out; y up, so every y is written negated."""

from __future__ import annotations

from functools import lru_cache

from cjm_desktop.drawing.primitives import Path, Step
from cjm_desktop.geometry import Rect

ORIGIN = 0.0, 0.0

#: How far the control points of a quarter circle lie from its ends, as a share of the radius.
_ARC = 0.5522847498


def rounded(rect: Rect, radius: float) -> str:
    """The outline of a rectangle with round corners."""
    return box(rect.x, rect.y, rect.width, rect.height, radius)


@lru_cache(4096)
def box(left: float, y: float, w: float, h: float, radius: float) -> str:
    """The outline of a rectangle with round corners; kept, because a map shows few sizes, each put into its place."""
    bottom, right, top = -y - h, left + w, -y
    r = min(radius, w / 2, h / 2)
    if r <= 0:
        return f"{numbers(left, bottom, w, h)} re"
    k = r * (1 - _ARC)
    level, upright = w > 2 * r, h > 2 * r  # of a circle there is no straight part
    steps = (
        f"{numbers(left + r, bottom)} m",
        level and f"{numbers(right - r, bottom)} l",
        f"{numbers(right - k, bottom, right, bottom + k, right, bottom + r)} c",
        upright and f"{numbers(right, top - r)} l",
        f"{numbers(right, top - k, right - k, top, right - r, top)} c",
        level and f"{numbers(left + r, top)} l",
        f"{numbers(left + k, top, left, top - k, left, top - r)} c",
        upright and f"{numbers(left, bottom + r)} l",
        f"{numbers(left, bottom + k, left + k, bottom, left + r, bottom)} c h",
    )
    return " ".join([step for step in steps if step])


@lru_cache(4096)
def upright(left: float, top: float, width: float, height: float) -> str:
    """An upright line with round ends that fills a rectangle."""
    x, r = left + width / 2, width / 2
    return f"{numbers(width)} w 1 J {numbers(x, -top - r)} m {numbers(x, r - top - height)} l S 0 J"


def numbers(*values: float) -> str:
    """Numbers with two decimals at most; slow, for what is kept."""
    return " ".join(map(_number, values))


def _number(value: float) -> str:
    number = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if number == "-0" else number


@lru_cache(4096)
def traced(steps: tuple[Step, ...]) -> tuple[str, tuple[float, float]]:
    """An outline and where its origin is: of all but simple ones at its start. Kept, as icons stand at few places of cards."""
    start = steps[0] if len(steps) > 2 else ()
    left, top = (float(start[1]), float(start[2])) if len(start) > 2 else ORIGIN
    parts = []
    for step in steps:
        if len(step) == 1:
            parts.append("h")
        elif len(step) == 3:
            parts.append(f"{_number(step[1] - left)} {_number(top - step[2])} {step[0]}")
        else:
            _, *places = step
            parts.append(
                " ".join([_number(at - left if n % 2 == 0 else top - at) for n, at in enumerate(places)]) + " c"
            )
    return " ".join(parts), (left, top)


def extent(path: Path) -> tuple[float, float]:
    """The top and the bottom of the box around a path's points and control points."""
    heights = [float(value) for step in path.steps for value in step[2::2]]
    return (min(heights), max(heights)) if heights else (0.0, 0.0)
