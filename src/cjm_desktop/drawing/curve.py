"""An emotion lane's box in, its ground, levels, curves, faces and labels out."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from cjm_desktop.drawing.colours import NEGATIVE_FROM, POSITIVE_FROM, persona_colour, value_colours
from cjm_desktop.drawing.icons import icon
from cjm_desktop.drawing.primitives import Gradient, Group, Item, Path, Shape, Step, Stroke, Tag
from cjm_desktop.drawing.reading import point_words
from cjm_desktop.drawing.text import glyphs
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import CurveBox, EmotionBox, PointBox
from cjm_desktop.layout.curve import Piece
from cjm_desktop.layout.emotion import WHISKER_CAP
from cjm_desktop.model.records import CurveStyle, Mark
from cjm_desktop.theme import Theme, mix

_WIDTH = 2.1
_GHOST_DASH = (5.0, 4.0)
_DASHES: tuple[tuple[float, ...], ...] = ((), (9.0, 4.0), (2.0, 4.0), (9.0, 4.0, 2.0, 4.0))
_RING = 1.6


def emotion_items(box: EmotionBox, theme: Theme) -> Iterator[Item]:
    """Curves, faces and labels above the ground, and the legend."""
    curves = sorted(box.curves, key=lambda curve: curve.curve.style is not CurveStyle.GHOST)
    for curve in curves:
        yield from _line(curve, theme)
    for curve in curves:
        colour = theme.ghost if curve.curve.style is CurveStyle.GHOST else persona_colour(theme, curve.order)
        for point in curve.points:
            if point.whisker is not None:
                yield _whisker(point.whisker, colour, theme)
            if point.leader is not None:
                yield Path((("m", *point.leader[0]), ("l", *point.leader[1])), stroke=Stroke(theme.neutral, 0.6))
    for curve in curves:
        for point in curve.points:
            if point.center is not None:
                yield _point(point, curve, theme)
        if curve.label is not None:
            yield from glyphs(curve.label, theme.text_muted)
    for order, rect, name in box.legend:
        middle = rect.center.y
        line = (("m", rect.x, middle), ("l", rect.right, middle))
        yield Path(line, stroke=_stroke(order, theme))
        yield _outline(
            order, Point(rect.center.x, middle), 3.6, theme.surface, Stroke(persona_colour(theme, order), 1.2)
        )
        yield from glyphs(name, theme.text_muted)


def ground_group(box: EmotionBox, y: float, theme: Theme) -> Group:
    """The lane's coloured ground with its levels, at the lane's height: a group of its own, because arrows between
    cards run over it, but under faces and labels."""
    return Group(0, y, box.ground.grown(0.5), tuple(_ground(box, theme)), tag=Tag("Artifact"))


def _ground(box: EmotionBox, theme: Theme) -> Iterator[Item]:
    share = min(0.499, max(0.0, (box.y_of(0.0) - box.ground.y) / box.ground.height))
    calm = max(share, 1 - share)
    stops = ((0.0, theme.positive_pale), (calm, theme.page), (1.0, theme.negative_pale))
    yield Shape(box.ground, theme.space.card_radius + 1, Gradient(stops))
    left, right = box.ground.x, box.ground.right
    for value, name in box.levels:
        y = box.y_of(value)
        line: tuple[Step, ...] = (("m", left, y), ("l", right, y))
        if value == 0:
            yield Path(line, stroke=Stroke(mix(theme.border, theme.neutral, 0.35), 0.75))
        else:
            yield Path(line, stroke=Stroke(mix(theme.border, theme.neutral, 0.3), 0.6, (2.0, 3.5)))
        if name is not None:
            yield from glyphs(name, theme.text_muted)


def _stroke(order: int, theme: Theme) -> Stroke:
    # When the colours come again, they come with other dashes.
    dash = _DASHES[(order + order // len(theme.persona_colours)) % len(_DASHES)]
    return Stroke(persona_colour(theme, order), _WIDTH, dash, round=True)


def _line(curve: CurveBox, theme: Theme) -> Iterator[Item]:
    ghost = curve.curve.style is CurveStyle.GHOST
    stroke = Stroke(theme.ghost, 1.7, _GHOST_DASH, round=True) if ghost else _stroke(curve.order, theme)
    for piece in curve.pieces:
        if piece[1]:
            yield Path(curve_steps(piece), stroke=stroke)


def curve_steps(piece: Piece) -> tuple[Step, ...]:
    """A piece of a curve as path steps."""
    start, cubics = piece
    return (("m", *start), *(("c", *one, *two, *end) for one, two, end in cubics))


def _point(point: PointBox, curve: CurveBox, theme: Theme) -> Group:
    """A point's face and label as a group of its own, so that it is found by its id."""
    assert point.center is not None
    center, radius = point.center, theme.space.face_radius
    value = point.point.value or 0.0
    ghost = curve.curve.style is CurveStyle.GHOST
    ring, ink = value_colours(theme, value)
    items: list[Item] = []
    bounds = Rect(center.x - radius, center.y - radius, 2 * radius, 2 * radius).grown(3.5)
    if ghost:
        items.append(
            Shape(Rect(center.x - 2, center.y - 2, 4, 4), 2, theme.page, Stroke(theme.ghost, 1.2)),
        )
        ink = theme.text_muted
    else:
        ground = mix(theme.page, ring, 0.06)
        items.append(_outline(curve.order, center, radius, ground, Stroke(ring, _RING, round=True)))
        items.extend(_face(center, radius * _FACE_SHARE[curve.order % len(_FACE_SHARE)], value, ring, curve.order))
        if Mark.MOMENT_OF_TRUTH in point.point.marks:
            items.extend(_star(center, radius, theme))
    if point.label is not None:
        items.extend(glyphs(point.label, ink))
        bounds = bounds.united(point.label.rect)
    return Group(0, 0, bounds, tuple(items), point.point.id, tag=Tag("Figure", point_words(point.point)))


def _whisker(whisker: tuple[Point, Point], colour: str, theme: Theme) -> Path:
    """A thin line over the spread of what was answered, with a cap at each end."""
    (x, top), (_, bottom) = whisker
    steps: tuple[Step, ...] = (
        *(("m", x - WHISKER_CAP, top), ("l", x + WHISKER_CAP, top)),
        *(("m", x, top), ("l", x, bottom)),
        *(("m", x - WHISKER_CAP, bottom), ("l", x + WHISKER_CAP, bottom)),
    )
    return Path(steps, stroke=Stroke(mix(theme.page, colour, 0.75), 1.1, round=True))


#: How large the face is in its outline: circle, square, diamond, triangle.
_FACE_SHARE = (1.0, 0.95, 0.78, 0.66)


def _outline(order: int, center: Point, radius: float, fill: str, stroke: Stroke) -> Item:
    """The marker: a circle, square, diamond or triangle of about the same size."""
    x, y = center
    match order % 4:
        case 0:
            return Shape(Rect(x - radius, y - radius, 2 * radius, 2 * radius), radius, fill, stroke)
        case 1:
            side = radius * 0.92
            return Shape(Rect(x - side, y - side, 2 * side, 2 * side), side * 0.28, fill, stroke)
        case 2:
            far = radius * 1.18
            steps: tuple[Step, ...] = (
                ("m", x, y - far),
                ("l", x + far, y),
                ("l", x, y + far),
                ("l", x - far, y),
                ("z",),
            )
            return Path(steps, fill, stroke)
        case _:
            far = radius * 1.25
            half = far * sqrt(3) / 2
            steps = (("m", x, y - far), ("l", x + half, y + far / 2), ("l", x - half, y + far / 2), ("z",))
            return Path(steps, fill, stroke)


def _face(center: Point, radius: float, value: float, colour: str, order: int) -> Iterator[Item]:
    """Two eyes, and a mouth that bends with the value."""
    x, y = center.x, center.y + (radius * 0.14 if order % 4 == 3 else 0.0)
    eye = radius * 0.13
    for side in (-1, 1):
        left, top = x + side * radius * 0.34 - eye, y - radius * 0.24 - eye
        yield Shape(Rect(left, top, 2 * eye, 2 * eye), eye, colour)
    bend = 0.0
    if value >= POSITIVE_FROM:
        bend = 0.2 + 0.28 * (value - POSITIVE_FROM) / 1.5
    elif value <= NEGATIVE_FROM:
        bend = -0.2 + 0.28 * (value - NEGATIVE_FROM) / 1.5
    half, level = radius * 0.4, y + radius * (0.34 - bend * 0.35)
    depth = level + bend * radius * 1.3
    mouth: tuple[Step, ...] = (
        ("m", x - half, level),
        ("c", x - half * 0.45, depth, x + half * 0.45, depth, x + half, level),
    )
    yield Path(mouth, stroke=Stroke(colour, max(0.9, radius * 0.14), round=True))


def _star(center: Point, radius: float, theme: Theme) -> Iterator[Item]:
    """The star of a moment of truth at the face's upper right."""
    side = 8.5
    at = Rect(center.x + radius * 0.72 - side / 2, center.y - radius * 0.78 - side / 2, side, side)
    amber = theme.accent("amber").strong
    yield Shape(at.grown(0.8), side / 2 + 0.8, theme.page)
    yield icon("star", at.grown(-0.4), amber, fill=amber)
