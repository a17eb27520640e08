"""Emotion lanes: smooth curves that keep to their points, gaps, labels that touch nothing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.geometry import Point, monotone
from cjm_desktop.layout.boxes import EmotionBox
from cjm_desktop.layout.curve import sample
from cjm_desktop.layout.emotion import beside_each_other, orders_of
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Curve, CurveStyle, EmotionPoint, Lane, LaneKind, Persona, Proof, Stage
from cjm_desktop.text.fake import FakeSetter
from tests.layout.checks import check_map, crosses

Value = float | None


def emotion_map(
    curves: list[list[tuple[int, float, Value, str]]], ghost: str | None = None, stages: int = 6
) -> Journey:
    """Curves of (stage, position, value, label); the last is a ghost of that name where one is given."""
    lines = [
        Curve(
            id=f"k{n}",
            lane="e",
            style=CurveStyle.GHOST if ghost is not None and n == len(curves) - 1 else CurveStyle.ACTUAL,
            label=(ghost or "") if n == len(curves) - 1 else "",
        )
        for n in range(len(curves))
    ]
    points = [
        EmotionPoint(id=f"k{n}-{m}", curve=f"k{n}", stage=f"s{stage}", position=position, value=value, label=label)
        for n, curve in enumerate(curves)
        for m, (stage, position, value, label) in enumerate(curve)
    ]
    return Journey(
        stages=Table.of([Stage(id=f"s{n}", name=f"Stage {n}") for n in range(stages)]),
        lanes=Table.of([Lane(id="e", kind=LaneKind.EMOTION, role="emotions", label="Emotions")]),
        curves=Table.of(lines),
        points=Table.of(points),
    )


def emotion(journey: Journey) -> EmotionBox:
    box = LayoutEngine(FakeSetter()).layout(journey).lanes[0].box.emotion
    assert box is not None
    return box


def even(*values: Value) -> list[tuple[int, float, Value, str]]:
    return [(n, 0.5, value, "") for n, value in enumerate(values)]


point = st.tuples(
    st.integers(0, 5),
    st.sampled_from([0.0, 0.2, 0.5, 0.7, 1.0]),
    st.none() | st.floats(-2, 2),
    st.sampled_from(["", "label", "a label of several words", "one that is long enough to wrap onto three lines here"]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(point, max_size=12), min_size=1, max_size=2), st.none() | st.just("target of next year"))
def test_no_label_touches_a_label_a_face_or_a_curve(
    curves: list[list[tuple[int, float, Value, str]]], ghost: str | None
) -> None:
    check_map(LayoutEngine(FakeSetter()).layout(emotion_map(curves, ghost)))


def test_labels_that_cannot_fit_make_the_lane_higher() -> None:
    crowd = [[(2, 0.5, value / 6, "a label of several words here") for value in range(-6, 6)]]
    assert emotion(emotion_map(crowd)).ground.height > emotion(emotion_map([even(0, 1)])).ground.height
    check_map(LayoutEngine(FakeSetter()).layout(emotion_map(crowd)))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 400), st.floats(-100, 100)), min_size=2, max_size=12))
def test_a_curve_passes_its_points_and_never_leaves_the_range_of_two_neighbours(
    places: list[tuple[float, float]],
) -> None:
    points = [Point(*place) for place in sorted(places)]
    steps = monotone(points)
    assert [end for _, _, end in steps] == points[1:]
    for start, step in zip(points, steps, strict=False):
        low, high = sorted((start.y, step[2].y))
        assert all(low - 0.01 <= y <= high + 0.01 for _, y in sample((start, (step,))))


def test_a_curve_is_smooth_at_its_points() -> None:
    points = [Point(0, 0), Point(10, 5), Point(30, 8), Point(40, 20)]
    for (_, before, at), (after, _, _) in zip(monotone(points), monotone(points)[1:], strict=False):
        assert abs((at.y - before.y) / (at.x - before.x) - (after.y - at.y) / (after.x - at.x)) < 1e-9


def test_a_missing_value_is_a_gap() -> None:
    box = emotion(emotion_map([even(1, 1, None, 1, 1)]))
    assert [len(steps) for _, steps in box.curves[0].pieces] == [1, 1]
    assert box.curves[0].points[2].center is None


def test_a_stage_without_a_point_between_two_with_points_is_a_gap() -> None:
    box = emotion(emotion_map([[(0, 0.5, 1.0, ""), (1, 0.5, 0.0, ""), (3, 0.5, 1.0, "")]]))
    assert [len(steps) for _, steps in box.curves[0].pieces] == [1, 0]


def test_points_stand_by_stage_position_and_value() -> None:
    box = emotion(emotion_map([[(1, 0.25, 2.0, ""), (1, 0.75, -2.0, "")]]))
    high, low = (point.center for point in box.curves[0].points)
    assert high is not None
    assert low is not None
    assert (high.y, low.y) == (box.plot.y, box.plot.bottom)
    assert low.x - high.x == 174 / 2
    assert box.value_at(high.y) == 2.0


def test_one_curve_has_no_legend_and_two_have() -> None:
    assert emotion(emotion_map([even(0, 1)])).legend == ()
    assert len(emotion(emotion_map([even(0, 1), even(1, 0)])).legend) == 2
    assert emotion(emotion_map([even(0, 1), even(1, 0)], ghost="target")).legend == ()


def test_a_curve_takes_its_personas_order_and_no_two_share_one() -> None:
    personas = Table.of([Persona(id="p0"), Persona(id="p1"), Persona(id="p2")])
    curves = [
        Curve(id="a", lane="e", persona="p2"),
        Curve(id="b", lane="e", persona="p2"),
        Curve(id="c", lane="e"),
        Curve(id="d", lane="e", persona="p0"),
    ]
    assert orders_of(curves, personas) == {"a": 2, "b": 3, "c": 4, "d": 0}


def test_hidden_curves_are_left_out() -> None:
    journey = emotion_map([even(0, 1)])
    hidden = Table.of([curve.model_copy(update={"hidden": True}) for curve in journey.curves.values()])
    assert emotion(journey.model_copy(update={"curves": hidden})).curves == ()


places = st.lists(
    st.lists(st.tuples(st.floats(20, 400), st.sampled_from([30.0, 38.0, 90.0])), max_size=6), min_size=1, max_size=4
)


@settings(max_examples=150, deadline=None)
@given(places)
def test_faces_move_aside_only_and_keep_their_order(curves: list[list[tuple[float, float]]]) -> None:
    centers = [[Point(x, y) for x, y in sorted(curve)] for curve in curves]
    moved = beside_each_other(centers, 20.0, 10.0, 420.0)
    for before, after in zip(centers, moved, strict=True):
        assert [point.y for point in before] == [point.y for point in after if point is not None]
        xs = [point.x for point in after if point is not None]
        assert xs == sorted(xs)
        assert all(10.0 <= x <= 420.0 for x in xs)


def test_faces_of_several_curves_stand_beside_each_other() -> None:
    alike = [[Point(100, 50), None, Point(300, 20)], [Point(102, 48), None, None], [None, Point(100, 52)]]
    moved = beside_each_other(alike, 20.0, 0.0, 400.0)
    xs = sorted(point.x for curve in moved for point in curve if point is not None and point.y > 40)
    assert all(b - a >= 20 for a, b in pairwise(xs))
    assert moved[0][2] == Point(300, 20)
    at_the_edge = beside_each_other([[Point(1, 50)], [Point(1, 50)]], 20.0, 0.0, 400.0)
    assert at_the_edge[0] == (Point(0, 50),)
    no_room = [[Point(105, 50)], [Point(105, 50)]]
    assert beside_each_other(no_room, 20.0, 100.0, 110.0) == [(Point(105, 50),)] * 2
    own = [[Point(100, 50), Point(101, 50)]]
    assert beside_each_other(own, 20.0, 0.0, 400.0) == [tuple(own[0])]


def test_a_ghost_among_personas_bears_its_personas_name() -> None:
    personas = Table.of([Persona(id="a", name="Masha"), Persona(id="b", name="Oleg")])
    journey = emotion_map([even(1, 1, 1, 1, 1, 1), even(-1, -1, -1, -1, -1, -1)], ghost="")
    curves = [
        curve.model_copy(update={"persona": id_}) for id_, curve in zip("ab", journey.curves.values(), strict=True)
    ]
    labels = [
        curve.label
        for curve in emotion(journey.model_copy(update={"personas": personas, "curves": Table.of(curves)})).curves
    ]
    assert labels[0] is None
    assert labels[1] is not None
    assert labels[1].block.text == "Oleg"


def asked(journey: Journey, spreads: dict[str, float | None]) -> Journey:
    """The map with the spread of what was answered behind some points."""
    points = [
        point.model_copy(update={"evidence": Proof(count=12, source="survey", spread=spreads[point.id])})
        if point.id in spreads
        else point
        for point in journey.points.values()
    ]
    return journey.model_copy(update={"points": Table.of(points)})


def test_a_whisker_reaches_over_the_spread_of_what_was_answered_within_the_scale() -> None:
    journey = asked(emotion_map([even(0.5, -1.5, 1.0, None)]), {"k0-0": 0.75, "k0-1": 1.0, "k0-2": None, "k0-3": 1.0})
    box = emotion(journey)
    first, second, third, fourth = box.curves[0].points
    assert first.center is not None
    assert first.whisker == (Point(first.center.x, box.y_of(1.25)), Point(first.center.x, box.y_of(-0.25)))
    assert second.whisker is not None
    assert [end.y for end in second.whisker] == [box.y_of(-0.5), box.y_of(-2.0)]
    assert third.whisker is None
    assert fourth.whisker is None, "a gap has nothing to spread around"


def test_without_spreads_nothing_is_laid_out_otherwise() -> None:
    plain = emotion_map([[(n, 0.5, value, "a label") for n, value in enumerate((1.0, -1.0, 0.3))]], None)
    known = asked(plain, {"k0-0": None, "k0-1": 0.0})
    before, after = emotion(plain), emotion(known)
    assert [point.whisker for point in after.curves[0].points] == [None, None, None]
    assert [(point.center, point.label and point.label.rect) for point in after.curves[0].points] == [
        (point.center, point.label and point.label.rect) for point in before.curves[0].points
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(point, min_size=1, max_size=10), st.lists(st.floats(0.1, 3), min_size=10, max_size=10))
def test_no_label_touches_a_whisker(curve: list[tuple[int, float, Value, str]], spreads: list[float]) -> None:
    journey = asked(emotion_map([curve]), {f"k0-{n}": spread for n, spread in enumerate(spreads)})
    layout = LayoutEngine(FakeSetter()).layout(journey)
    check_map(layout)
    box = layout.lanes[0].box.emotion
    assert box is not None
    labels = [point.label.rect for point in box.curves[0].points if point.label is not None]
    for placed in box.curves[0].points:
        if placed.whisker is not None:
            assert not any(crosses(*placed.whisker, label) for label in labels)
