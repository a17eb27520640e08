"""Curves on sheets of some stages: the map's own, cut off at the sheets' edges, through the points as the sheets have them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cjm_desktop.exporting.curves import with_whole_curves
from cjm_desktop.exporting.selection import of_stages
from cjm_desktop.geometry import Point
from cjm_desktop.layout.boxes import CurveBox, EmotionBox, MapLayout
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.templates import load_template
from cjm_desktop.text.fake import FakeSetter

JOURNEY = load_template("current-state")
STAGES = list(JOURNEY.stages)


def laid_out(journey: Journey) -> MapLayout:
    return LayoutEngine(FakeSetter()).layout(journey)


def part(first: int, last: int, width: float | None = None) -> MapLayout:
    journey = of_stages(JOURNEY, STAGES[first : last + 1])
    stages = [stage.model_copy(update={"width": width}) for stage in journey.stages.values()]
    return with_whole_curves(laid_out(journey.model_copy(update={"stages": Table.of(stages)})), laid_out(JOURNEY))


def emotion(layout: MapLayout) -> EmotionBox:
    (box,) = (lane.box.emotion for lane in layout.lanes if lane.box.emotion is not None)
    return box


def ends(curve: CurveBox) -> Sequence[Point]:
    """Where the curve's steps begin and end, from left to right."""
    return [place for start, steps in curve.pieces for place in (start, *(step[2] for step in steps))]


@pytest.mark.parametrize("width", [None, 260.0])
@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 3), (4, 5), (3, 3)])
def test_a_curve_runs_through_its_points_to_the_edges_behind_which_it_goes_on(
    first: int, last: int, width: float | None
) -> None:
    layout = part(first, last, width)
    box = emotion(layout)
    for curve in box.curves:
        places = ends(curve)
        for point in curve.points:
            if point.center is not None:
                assert any(place == pytest.approx(point.center) for place in places)
        if first:
            assert places[0].x == pytest.approx(layout.stages[0].rect.x)
        if last < len(STAGES) - 1:
            assert places[-1].x == pytest.approx(min(layout.stages[-1].rect.right, box.ground.right))
        xs = [place.x for place in places]
        assert xs == sorted(xs)


def test_two_sheets_meet_at_the_same_height() -> None:
    """Nearly: between the ground's end on one sheet and the column's beginning on the next lies a gutter."""
    left, right = emotion(part(0, 2)), emotion(part(3, 5))
    for one, other in zip(left.curves, right.curves, strict=True):
        values = left.value_at(ends(one)[-1].y), right.value_at(ends(other)[0].y)
        assert values[0] == pytest.approx(values[1], abs=0.12)


def test_a_gap_stays_a_gap() -> None:
    """Where a stage has no point, the map's curve is interrupted, and a sheet's neither comes in nor goes on there."""
    journey = JOURNEY.model_copy(
        update={"points": Table.of([one for one in JOURNEY.points.values() if one.stage != STAGES[2]])}
    )
    before, after = (
        with_whole_curves(laid_out(of_stages(journey, STAGES[first:last])), laid_out(journey))
        for first, last in ((0, 2), (3, 5))
    )
    for curve in emotion(before).curves:
        assert ends(curve)[-1] == pytest.approx(curve.points[-1].center)
    for curve in emotion(after).curves:
        assert ends(curve)[0] == pytest.approx(curve.points[0].center)


def test_a_whole_map_stays_as_it_is() -> None:
    layout = laid_out(JOURNEY)
    assert with_whole_curves(layout, layout) is layout
