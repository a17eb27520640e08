"""The curves of an emotion lane in, ground, faces, smooth pieces and labels that touch nothing out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cjm_desktop.geometry import Point, Rect, monotone
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import CurveBox, EmotionBox, PlacedText, PointBox
from cjm_desktop.layout.columns import Columns
from cjm_desktop.layout.curve import Piece, sample
from cjm_desktop.layout.labels import Ground, Wish, place, place_along
from cjm_desktop.layout.speech import ENGLISH, Speech
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import (
    EMOTION_MAX,
    EMOTION_MIN,
    Curve,
    CurveStyle,
    EmotionPoint,
    Lane,
    Mark,
    Persona,
)
from cjm_desktop.text.lines import TextBlock, TextSetter
from cjm_desktop.theme import Spacing

LABEL_WIDTH = 110.0
LEADER_FROM = 14.0  #: a label further than this from its face's edge gets a leader
LEGEND_SAMPLE = 20.0
_HIDES = 0.7  #: faces nearer than this share of their size hide each other
_ASIDE = 1.08  #: how far apart such faces are set, as a share of their size
WHISKER_CAP = 4.0  #: half the width of the ends of a whisker
_LEAST_WHISKER = 1.0  #: a shorter one would be a speck
_EDGE = 4.0  #: between the outermost face and the ground's edge
#: What is tried for the labels, before free bands are opened above and below the curves: how much taller the lane
#: gets, how much room is added beyond the outermost levels, how many rows a label may stand away from its face.
_TRIES = ((1.0, 0.0, 0), (1.0, 14.0, 0), (1.15, 20.0, 1), (1.3, 30.0, 2), (1.5, 50.0, 4))


@dataclass(frozen=True, slots=True)
class _Line:
    """A curve with its places, before its labels are placed."""

    curve: Curve
    order: int
    points: tuple[EmotionPoint, ...]
    centers: tuple[Point | None, ...]
    pieces: tuple[Piece, ...]


class EmotionSetter:
    """Lays out emotion lanes."""

    def __init__(self, setter: TextSetter, styles: Styles, space: Spacing, said: Speech = ENGLISH) -> None:
        self._setter = setter
        self._styles = styles
        self._space = space
        self._said = said

    def legend(
        self, curves: Sequence[Curve], personas: Mapping[str, Persona], left: float, top: float, room: float
    ) -> tuple[tuple[int, Rect, PlacedText], ...]:
        """Names of the curves that have faces, beneath each other; empty where there is only one."""
        actual = [curve for curve in curves if curve.style is CurveStyle.ACTUAL]
        if len(actual) < 2:
            return ()
        orders = orders_of(curves, personas)
        rows = []
        for curve in actual:
            order = orders[curve.id]
            persona = personas.get(curve.persona or "")
            name = curve.label or (persona.name if persona else "") or self._said(words.CURVE).format(order + 1)
            width = room - LEGEND_SAMPLE - 5
            block = self._setter.block(name, self._styles.hint, width)
            rows.append(
                (order, Rect(left, top, LEGEND_SAMPLE, 10.5), PlacedText(block, left + LEGEND_SAMPLE + 5, top, width))
            )
            top += block.height + 3
        return tuple(rows)

    def box(
        self,
        lane: Lane,
        curves: Sequence[Curve],
        points: Mapping[str, Sequence[EmotionPoint]],
        personas: Mapping[str, Persona],
        columns: Columns,
        least: float,
        legend: tuple[tuple[int, Rect, PlacedText], ...] = (),
    ) -> EmotionBox:
        """The lane's box, at least `least` high; higher where its labels need it. `points` are by curve, in any order."""
        base = max(self._space.emotion_height, lane.height or 0.0, least)
        orders = orders_of(curves, personas)
        sorted_points = {curve.id: _sorted(points.get(curve.id, ()), columns) for curve in curves}
        names = _names(curves, personas)
        inset = self._space.face_radius + _EDGE
        for taller, wider, far in _TRIES:
            found = self._try(
                base * taller + wider, inset + wider / 2, curves, orders, names, sorted_points, columns, far
            )
            if found is not None:
                return replace(found, legend=legend)
        band = 30.0
        while True:
            found = self._try(
                base + 2 * band, inset + band, curves, orders, names, sorted_points, columns, int(base + 2 * band) // 6
            )
            if found is not None:
                return replace(found, legend=legend)
            band *= 1.5

    def _try(
        self,
        height: float,
        inset: float,
        curves: Sequence[Curve],
        orders: Mapping[str, int],
        names: Mapping[str, str],
        points: Mapping[str, tuple[EmotionPoint, ...]],
        columns: Columns,
        far: int,
    ) -> EmotionBox | None:
        """The box at that height, or None where a label finds no place."""
        ground = Rect(columns.body_left, 0.0, columns.body_right - columns.inset - columns.body_left, height)
        plot = Rect(ground.x, inset, ground.width, height - 2 * inset)
        empty = EmotionBox(ground, plot, (), ())
        centers = {curve.id: self._centers(points[curve.id], columns, empty) for curve in curves}
        actual = [curve for curve in curves if curve.style is CurveStyle.ACTUAL]
        spread = beside_each_other(
            [centers[curve.id] for curve in sorted(actual, key=lambda curve: orders[curve.id])],
            2 * self._space.face_radius,
            *self._limits(ground),
        )
        for curve, moved in zip(sorted(actual, key=lambda curve: orders[curve.id]), spread, strict=True):
            centers[curve.id] = moved
        lines = [self._line(curve, orders[curve.id], points[curve.id], centers[curve.id], columns) for curve in curves]
        samples = [sample(piece) for line in lines for piece in line.pieces]
        reach = self._space.face_radius + 2.0
        faces = [
            Rect(center.x - reach, center.y - reach, 2 * reach, 2 * reach)
            for line in lines
            for center in line.centers
            if center is not None and line.curve.style is CurveStyle.ACTUAL
        ]
        whiskers = _whiskers(lines, empty)
        taken = [*faces, *map(_rect_of, whiskers.values())]
        free = Ground(ground.grown(-2.0), samples, taken)
        levels = self._levels(ground, empty, free)
        placed: dict[str, tuple[Rect, TextBlock]] = {}
        for point, center, above, style in self._wanted(lines):
            block = self._block(point, style)
            rect = place(Wish(block.width, block.height, center, above), free, self._space.face_radius, far)
            if rect is None:
                return None
            placed[point.id] = rect, block
        boxes = []
        for line in lines:
            label = None
            name = names.get(line.curve.id, "")
            if name and line.pieces:
                label = self._name(line, name, free, far)
                if label is None:
                    return None
            boxes.append(self._curve_box(line, placed, label, whiskers))
        return replace(empty, levels=levels, curves=tuple(boxes))

    def _limits(self, ground: Rect) -> tuple[float, float]:
        """Between which x the centres of faces lie."""
        reach = self._space.face_radius + 2
        return ground.x + reach, ground.right - reach

    def _centers(self, points: Sequence[EmotionPoint], columns: Columns, box: EmotionBox) -> tuple[Point | None, ...]:
        """Where each point lies; a gap lies nowhere."""
        low, high = self._limits(box.ground)
        found: list[Point | None] = []
        for point in points:
            if point.value is None:
                found.append(None)
                continue
            stage = columns.index[point.stage]
            left, right = columns.lefts[stage], columns.rights[stage]
            x = min(high, max(low, left + (right - left) * point.position))
            found.append(Point(x, box.y_of(point.value)))
        return tuple(found)

    def _line(
        self,
        curve: Curve,
        order: int,
        points: tuple[EmotionPoint, ...],
        centers: tuple[Point | None, ...],
        columns: Columns,
    ) -> _Line:
        runs: list[list[Point]] = []
        last_stage = -2
        for point, center in zip(points, centers, strict=True):
            if center is None:
                last_stage = -2
                continue
            stage = columns.index[point.stage]
            if stage - last_stage > 1 or not runs:
                runs.append([center])
            else:
                runs[-1].append(center)
            last_stage = stage
        pieces = tuple((run[0], monotone(run)) for run in runs)
        return _Line(curve, order, points, centers, pieces)

    def _wanted(self, lines: Sequence[_Line]) -> list[tuple[EmotionPoint, Point, bool, str]]:
        """Points that want a label, from left to right, with the side on which they would rather have it."""
        found = []
        for line in lines:
            ghost = line.curve.style is CurveStyle.GHOST
            known = [center for center in line.centers if center is not None]
            beside = {
                b: (a.y if a else None, c.y if c else None)
                for a, b, c in zip([None, *known], known, [*known[1:], None], strict=False)
            }
            for point, center in zip(line.points, line.centers, strict=True):
                if center is None or not point.label.strip():
                    continue
                others = [y for y in beside[center] if y is not None]
                mean = sum(others) / len(others) if others else None
                above = center.y <= mean if mean is not None and abs(center.y - mean) > 6 else (point.value or 0) >= 0
                strong = Mark.MOMENT_OF_TRUTH in point.marks
                found.append((point, center, above, "ghost" if ghost else "strong" if strong else "plain"))
        return sorted(found, key=lambda item: (item[3] != "strong", item[1].x, item[1].y))

    def _block(self, point: EmotionPoint, style: str) -> TextBlock:
        styles = {"ghost": self._styles.ghost, "strong": self._styles.point_strong, "plain": self._styles.point}
        return self._setter.block(point.label.strip(), styles[style], LABEL_WIDTH)

    def _levels(self, ground: Rect, box: EmotionBox, free: Ground) -> tuple[tuple[float, PlacedText | None], ...]:
        """The five levels; three have names, at the left edge or as near to it as nothing is in the way."""
        names = dict(words.LEVELS)
        found: list[tuple[float, PlacedText | None]] = []
        for value in (2.0, 1.0, 0.0, -1.0, -2.0):
            name = names.get(value)
            if name is None:
                found.append((value, None))
                continue
            block = self._setter.block(self._said(name), self._styles.level, 200.0)
            y = box.y_of(value)
            top = {2.0: ground.y + 3.0, 0.0: y - block.height - 1.5, -2.0: ground.bottom - block.height - 3.0}[value]
            placed = None
            x = ground.x + 6.0
            while placed is None and x + block.width < ground.right:
                if free.is_free(Rect(x, top, block.width, block.height)):
                    placed = PlacedText(block, x, top, block.width)
                    free.take(placed.rect)
                x += 16.0
            found.append((value, placed))
        return tuple(found)

    def _name(self, line: _Line, name: str, free: Ground, far: int) -> PlacedText | None:
        """The name of a ghost curve, set along it; in a crowd at a distance from its middle."""
        block = self._setter.block(name, self._styles.ghost, 2 * LABEL_WIDTH)
        track = [point for piece in line.pieces for point in sample(piece)]
        rect = place_along(track, block.width, block.height, free)
        if rect is None:
            wish = Wish(block.width, block.height, Point(*track[len(track) // 2]), above=True)
            rect = place(wish, free, 0.0, far)
        return None if rect is None else PlacedText(block, rect.x, rect.y, rect.width)

    def _curve_box(
        self,
        line: _Line,
        placed: Mapping[str, tuple[Rect, TextBlock]],
        label: PlacedText | None,
        whiskers: Mapping[str, tuple[Point, Point]],
    ) -> CurveBox:
        points = []
        for point, center in zip(line.points, line.centers, strict=True):
            whisker = whiskers.get(point.id)
            if point.id not in placed or center is None:
                points.append(PointBox(point, center, whisker=whisker))
                continue
            rect, block = placed[point.id]
            text = PlacedText(block, rect.x, rect.y, rect.width)
            points.append(PointBox(point, center, text, self._leader(center, rect), whisker))
        return CurveBox(line.curve, line.order, tuple(points), line.pieces, label)

    def _leader(self, center: Point, rect: Rect) -> tuple[Point, Point] | None:
        near = Point(min(max(center.x, rect.x), rect.right), min(max(center.y, rect.y), rect.bottom))
        dx, dy = near.x - center.x, near.y - center.y
        distance = (dx * dx + dy * dy) ** 0.5
        radius = self._space.face_radius + 1.5
        if distance < radius + LEADER_FROM:
            return None
        return Point(center.x + dx / distance * radius, center.y + dy / distance * radius), near


def _whiskers(lines: Sequence[_Line], box: EmotionBox) -> dict[str, tuple[Point, Point]]:
    """By point how far what was answered spreads around its value, within the scale; of points that know it."""
    found = {}
    for line in lines:
        for point, center in zip(line.points, line.centers, strict=True):
            spread = None if point.evidence is None else point.evidence.spread
            if not spread or center is None or point.value is None:
                continue
            top, bottom = (
                Point(center.x, box.y_of(max(EMOTION_MIN, min(EMOTION_MAX, value))))
                for value in (point.value + spread, point.value - spread)
            )
            if bottom.y - top.y >= _LEAST_WHISKER:
                found[point.id] = top, bottom
    return found


def _rect_of(whisker: tuple[Point, Point]) -> Rect:
    """The room that a whisker takes, with a little beside it."""
    top, bottom = whisker
    return Rect(top.x - WHISKER_CAP, top.y, 2 * WHISKER_CAP, bottom.y - top.y).grown(1.0)


def beside_each_other(
    curves: Sequence[Sequence[Point | None]], size: float, low: float, high: float
) -> list[tuple[Point | None, ...]]:
    """The centres of faces of several curves, those that would hide another curve's face moved aside.

    Each curve's centres go from left to right and keep to that; heights, which say what is felt, stay. `size` is a
    face's, `low` and `high` are the least and the most x.
    """
    moved = [list(centers) for centers in curves]
    places = sorted(
        (center.x, center.y, n, m)
        for n, centers in enumerate(curves)
        for m, center in enumerate(centers)
        if center is not None
    )
    step = size * _ASIDE
    while places:
        first = places.pop(0)
        crowd = [first]
        for near in tuple(places):
            if near[0] - crowd[-1][0] >= size:
                break
            if all(near[2] != other[2] for other in crowd) and any(
                abs(near[0] - other[0]) < size * _HIDES and abs(near[1] - other[1]) < size * _HIDES for other in crowd
            ):
                crowd.append(near)
                places.remove(near)
        if len(crowd) == 1:
            continue
        crowd.sort(key=lambda place: place[2])
        width = step * (len(crowd) - 1)
        left = min(max(sum(place[0] for place in crowd) / len(crowd) - width / 2, low), high - width)
        if left < low:
            continue
        for k, (_, y, n, m) in enumerate(crowd):
            moved[n][m] = Point(left + k * step, y)
    for n, centers in enumerate(moved):
        xs = [center.x for center in centers if center is not None]
        if any(a > b for a, b in pairwise(xs)):
            moved[n] = list(curves[n])
    return [tuple(centers) for centers in moved]


def orders_of(curves: Sequence[Curve], personas: Mapping[str, Persona]) -> dict[str, int]:
    """A number for each curve, no two alike: its persona's place on the map where that is free.

    On a map of several personas the others take numbers beyond them, lest one bears the colour of somebody's card.
    """
    places = {id_: n for n, id_ in enumerate(personas)}
    found: dict[str, int] = {}
    taken: set[int] = set()
    actual = [curve for curve in curves if curve.style is CurveStyle.ACTUAL]
    for curve in actual:
        order = places.get(curve.persona or "")
        if order is not None and order not in taken:
            found[curve.id] = order
            taken.add(order)
    for curve in (*actual, *curves):
        if curve.id not in found:
            first = len(personas) if len(personas) > 1 else 0
            found[curve.id] = next(n for n in range(first, first + len(taken) + 1) if n not in taken)
            taken.add(found[curve.id])
    return found


def _names(curves: Sequence[Curve], personas: Mapping[str, Persona]) -> dict[str, str]:
    """The names of ghosts: their own, or among other curves that of their persona."""
    found = {}
    for curve in curves:
        if curve.style is CurveStyle.GHOST:
            persona = personas.get(curve.persona or "") if len(curves) > 1 and len(personas) > 1 else None
            found[curve.id] = curve.label or (persona.name if persona is not None else "")
    return found


def _sorted(points: Sequence[EmotionPoint], columns: Columns) -> tuple[EmotionPoint, ...]:
    known = (point for point in points if point.stage in columns.index)
    return tuple(sorted(known, key=lambda point: (columns.index[point.stage], point.position)))
