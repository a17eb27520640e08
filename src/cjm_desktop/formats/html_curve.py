"""An emotion lane goes in, its curves as an SVG drawing for a page come out, with a text alternative."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cjm_desktop.formats.curve_shape import CurveShape, curve_shapes
from cjm_desktop.formats.html_markup import text
from cjm_desktop.formats.html_style import CURVE_TONES
from cjm_desktop.formats.told import LEVELS, Said, curve_name, feeling, lane_name, stage_name
from cjm_desktop.geometry import Point
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Lane

_STAGE = 210.0  #: a stage's width
_HEIGHT, _TOP = 150.0, 24.0  #: the drawing's height, and that above +2 and below −2
_FACE = 10.0
#: Where a place of `curve_shapes` stands on the drawing.
_At = Callable[[Point], Point]
_DASHES = ("", "9 5", "2 5", "12 4 2 4")


def tone(value: float) -> str:
    """The class of what says a feeling."""
    return "good" if value >= 0.5 else "bad" if value <= -0.5 else "even"


def curve_drawing(journey: Journey, lane: Lane, said: Said, *, from_right: bool) -> str:
    """The drawing, as wide as the map's stages; `from_right` where the first stage stands at the right."""
    shapes = list(curve_shapes(journey, lane.id))
    width = _STAGE * max(len(journey.stages), 1)

    def at(place: Point) -> Point:
        x = place.x * _STAGE
        return Point(width - x if from_right else x, _HEIGHT / 2 + place.y / 2 * (_HEIGHT / 2 - _TOP))

    name = f"curve-{text(lane.id)}"
    parts = [
        f'<svg role="img" aria-labelledby="{name}" aria-describedby="{name}-told" viewBox="0 0 {width:g} {_HEIGHT:g}">',
        f'<title id="{name}">{text(lane_name(journey, lane, said))}</title>',
        f'<desc id="{name}-told">{text(alternative(journey, shapes, said))}</desc>',
        *_ground(at, width, len(journey.stages), said, from_right=from_right),
    ]
    for shape in sorted(shapes, key=lambda one: not one.ghost):
        parts += _curve(shape, at)
    return "".join(parts) + "</svg>"


def alternative(journey: Journey, shapes: list[CurveShape], said: Said) -> str:
    """What the drawing shows, in words: curve by curve, stage by stage."""
    told = []
    for shape in shapes:
        places: dict[str, list[str]] = {}
        for _, point in shape.places:
            value = feeling(point.value or 0.0)
            label = " ".join(point.label.split())
            places.setdefault(point.stage, []).append(f"{value} {label}" if label else value)
        stages = (
            f"{stage_name(journey, journey.stages[stage], said)} {', '.join(values)}"
            for stage, values in places.items()
        )
        told.append(f"{curve_name(journey, shape.curve.id, said)}: {'; '.join(stages)}.")
    return " ".join(told)


def _ground(at: _At, width: float, stages: int, said: Said, *, from_right: bool) -> Iterator[str]:
    for n in range(1, stages):
        yield f'<path class="between" d="M{n * _STAGE:g} 0V{_HEIGHT:g}"/>'
    for value in (2.0, 1.0, 0.0, -1.0, -2.0):
        kind = "level" if value else "nought"
        yield f'<path class="{kind}" d="M0 {at(Point(0, -value)).y:g}H{width:g}"/>'
    for value, name in LEVELS:
        y = at(Point(0, -value)).y - 4 if value >= 0 else at(Point(0, -value)).y + 13
        # Where the page runs from the right, so does the text: it starts at its right end.
        yield f'<text x="{width - 6 if from_right else 6:g}" y="{y:g}" aria-hidden="true">{text(said(name))}</text>'


def _curve(shape: CurveShape, at: _At) -> Iterator[str]:
    kind = "ghost" if shape.ghost else f"c{shape.order % CURVE_TONES}"
    dash = "" if shape.ghost else _DASHES[shape.order % len(_DASHES)]
    pattern = f' stroke-dasharray="{dash}"' if dash else ""
    for start, steps in shape.pieces:
        if steps:
            way = f"M{_pair(at(start))}" + "".join(f"C{' '.join(_pair(at(one)) for one in step)}" for step in steps)
            yield f'<path class="stroke {kind}"{pattern} d="{way}"/>'
    for place, point in shape.places:
        x, y = at(place)
        if shape.ghost:
            yield f'<circle class="dot" cx="{x:.5g}" cy="{y:.5g}" r="3"/>'
        else:
            yield from _face(x, y, point.value or 0.0)


def _face(x: float, y: float, value: float) -> Iterator[str]:
    """Two eyes, and a mouth that bends with the feeling."""
    kind, bend = tone(value), value / 2 * 4.5
    yield f'<circle class="face {kind}" cx="{x:.5g}" cy="{y:.5g}" r="{_FACE:g}"/>'
    for side in (-3.4, 3.4):
        yield f'<circle class="feature {kind}" cx="{x + side:.5g}" cy="{y - 3:.5g}" r="1.4"/>'
    mouth = f"M{x - 4.5:.5g} {y + 3.6 - bend / 2:.5g}q4.5 {bend * 1.2:.3g} 9 0"
    yield f'<path class="feature mouth {kind}" d="{mouth}"/>'


def _pair(place: Point) -> str:
    return f"{place.x:.6g} {place.y:.5g}"
