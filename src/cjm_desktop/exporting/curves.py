"""A sheet of some stages and the whole map in, the sheet with the map's own curves out: they come in and go on at its edges.

Laid out by itself a sheet knows nothing of its neighbours: a curve would begin at its first point and end at its last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from cjm_desktop.geometry import Point
from cjm_desktop.layout.boxes import CurveBox, EmotionBox, MapLayout, PlacedLane
from cjm_desktop.layout.curve import Piece

_HALVINGS = 40
#: A place on the whole map and the same on the sheet.
_Anchor = tuple[float, float]
_Step = tuple[Point, Point, Point, Point]


def with_whole_curves(here: MapLayout, whole: MapLayout) -> MapLayout:
    """The sheet `here` of some stages of the `whole` map, with the whole map's curves as far as they run over it."""
    if here.stages and len(here.stages) < len(whole.stages):
        stages = {box.stage.id: box for box in whole.stages}
        first, last = (here.stages[n] for n in (0, -1))
        ends = (
            (stages[first.stage.id].rect.x, first.rect.x),
            (stages[last.stage.id].rect.right, last.rect.right),
        )
        lanes = {lane.box.lane.id: lane.box.emotion for lane in whole.lanes}
        return replace(here, lanes=tuple(_with_curves(lane, lanes.get(lane.box.lane.id), ends) for lane in here.lanes))
    return here


def _with_curves(placed: PlacedLane, whole: EmotionBox | None, ends: tuple[_Anchor, _Anchor]) -> PlacedLane:
    here = placed.box.emotion
    if here is None or whole is None:
        return placed
    (left, (whole_right, right)) = ends
    # The ground ends a little before the column does.
    inset = max(0.0, right - here.ground.right)
    ends = left, (whole_right - inset, right - inset)
    curves = {box.curve.id: box for box in whole.curves}
    share = here.plot.height / whole.plot.height

    def height(y: float) -> float:
        return here.plot.y + (y - whole.plot.y) * share

    drawn = tuple(
        replace(box, pieces=tuple(_pieces(box, curves[box.curve.id], ends, height))) if box.curve.id in curves else box
        for box in here.curves
    )
    return PlacedLane(placed.y, replace(placed.box, emotion=replace(here, curves=drawn)))


def _pieces(
    here: CurveBox, whole: CurveBox, ends: tuple[_Anchor, _Anchor], height: Callable[[float], float]
) -> Iterator[Piece]:
    """The whole map's curve between the two ends, its points where the sheet has them."""
    places = {one.point.id: one.center for one in whole.points}
    known = {
        (place.x, one.center.x)
        for one in here.points
        if one.center is not None and (place := places.get(one.point.id)) is not None
    }
    left, right = ends[0][0], ends[1][0]
    anchors = sorted({*known, *ends}, key=itemgetter(0))
    for start, steps in whole.pieces:
        kept: list[tuple[Point, Point, Point]] = []
        begin: Point | None = None
        at = start
        for one, two, end in steps:
            inside = _between((at, one, two, end), left, right)
            if inside is not None:
                moved = [Point(_moved(point.x, inside, anchors), height(point.y)) for point in inside]
                begin = begin or moved[0]
                kept.append((moved[1], moved[2], moved[3]))
            at = end
        if begin is not None:
            yield begin, tuple(kept)


def _moved(x: float, step: _Step, anchors: Sequence[_Anchor]) -> float:
    """A place on the whole map as one on the sheet, by the two known places between which the step runs."""
    middle = (step[0].x + step[3].x) / 2
    after = min(max(1, bisect_right(anchors, middle, key=itemgetter(0))), len(anchors) - 1)
    (from_, to), (from_after, to_after) = anchors[after - 1], anchors[after]
    return to + (x - from_) * ((to_after - to) / (from_after - from_) if from_after > from_ else 1.0)


def _between(step: _Step, left: float, right: float) -> _Step | None:
    """The part of a step, which never runs back, from `left` to `right`."""
    if step[3].x <= left or step[0].x >= right:
        return None
    if step[0].x < left:
        step = _halves(step, _share(step, left))[1]
    if step[3].x > right:
        step = _halves(step, _share(step, right))[0]
    return step


def _share(step: _Step, x: float) -> float:
    """How far along a step it is where it reaches `x`."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _halves(step, middle)[0][3].x < x else (low, middle)
    return low


def _halves(step: _Step, share: float) -> tuple[_Step, _Step]:
    """The two parts of a cubic."""

    def on_the_way(a: Point, b: Point) -> Point:
        return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)

    a, b, c, d = step
    ab, bc, cd = on_the_way(a, b), on_the_way(b, c), on_the_way(c, d)
    abc, bcd = on_the_way(ab, bc), on_the_way(bc, cd)
    middle = on_the_way(abc, bcd)
    return (a, ab, abc, middle), (middle, bcd, cd, d)
