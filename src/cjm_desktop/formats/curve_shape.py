"""The curves of an emotion lane go in; what is to be drawn of them in a document comes out: smooth pieces and places.

A document gives every stage the same width: x counts stages from the left edge of the first (0 to their number), y is
the feeling upside down (-2 at the top), as drawings have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cjm_desktop.geometry import Cubic, Point, monotone
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import curves_of_lane
from cjm_desktop.model.records import Curve, CurveStyle, EmotionPoint


@dataclass(frozen=True, slots=True)
class CurveShape:
    """A curve: runs of smooth steps, each from its start, and its points with the places where they stand."""

    curve: Curve
    order: int  #: among the curves with faces, for their colours
    pieces: tuple[tuple[Point, tuple[Cubic, ...]], ...]
    places: tuple[tuple[Point, EmotionPoint], ...]

    @property
    def ghost(self) -> bool:
        return self.curve.style is CurveStyle.GHOST


def curve_shapes(journey: Journey, lane: str) -> Iterator[CurveShape]:
    """The lane's shown curves in document order; a gap or a stage without a point ends a piece."""
    index = {id_: n for n, id_ in enumerate(journey.stages)}
    order = 0
    for curve in curves_of_lane(journey, lane):
        if curve.hidden:
            continue
        points = sorted(
            (one for one in journey.points.values() if one.curve == curve.id and one.stage in index),
            key=lambda one: (index[one.stage], one.position),
        )
        runs: list[list[Point]] = []
        places: list[tuple[Point, EmotionPoint]] = []
        last = -2
        for point in points:
            stage = index[point.stage]
            if point.value is None:
                last = -2
                continue
            place = Point(stage + point.position, -point.value)
            places.append((place, point))
            if stage - last > 1:
                runs.append([])
            runs[-1].append(place)
            last = stage
        pieces = tuple((run[0], monotone(run)) for run in runs)
        yield CurveShape(curve, order, pieces, tuple(places))
        if curve.style is CurveStyle.ACTUAL:
            order += 1
