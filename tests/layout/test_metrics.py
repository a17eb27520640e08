"""Metrics as people write and compare them."""

from __future__ import annotations

import pytest

from cjm_desktop.layout.boxes import LaneBox
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.metrics import full_of, number_text, tone_of
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Lane, LaneKind, Metric, MetricDisplay, Stage
from cjm_desktop.text.fake import FakeSetter


def metric(n: int = 0, **fields: object) -> Metric:
    return Metric.model_validate({"id": f"m{n}", "lane": "l", "stage": f"s{n}", **fields})


def lane(display: MetricDisplay | None, *metrics: Metric) -> LaneBox:
    journey = Journey(
        stages=Table.of([Stage(id=f"s{n}") for n in range(3)]),
        lanes=Table.of([Lane(id="l", kind=LaneKind.METRIC, display=display)]),
        metrics=Table.of(metrics),
    )
    return LayoutEngine(FakeSetter()).layout(journey).lanes[0].box


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (81, "%", "81%"),
        (12.5, "", "12.5"),
        (1234567, "calls", "1\u202f234\u202f567\u00a0calls"),
        (-3.14159, "€", "−3.14\u00a0€"),
        (None, "%", "–"),
    ],
)
def test_numbers(value: float | None, unit: str, text: str) -> None:
    assert number_text(value, unit) == text


def test_a_bar_is_full_at_its_own_value_a_hundred_percent_or_the_lanes_largest() -> None:
    others = [metric(0, value=30), metric(1, value=10, target=60)]
    assert full_of(metric(full=40, unit="%"), others) == 40
    assert full_of(metric(unit="%"), others) == 100
    assert full_of(metric(), others) == 60
    assert full_of(metric(), []) == 1


@pytest.mark.parametrize(
    ("fields", "tone"),
    [
        ({"value": 96, "target": 95}, "good"),
        ({"value": 80, "target": 95}, "fair"),
        ({"value": 50, "target": 95}, "poor"),
        ({"value": 97, "unit": "%"}, "good"),
        ({"value": 81, "unit": "%"}, "fair"),
        ({"value": 20, "unit": "%"}, "poor"),
        ({"value": 20}, "plain"),
        ({}, "plain"),
    ],
)
def test_tones(fields: dict[str, object], tone: str) -> None:
    made = metric(**fields)
    assert tone_of(made, None if made.value is None else made.value / 100) == tone


def test_bars_of_a_lane_are_equally_long_and_filled_by_share() -> None:
    one, two = lane(None, metric(0, value=5, unit="%"), metric(1, value=100, unit="%")).metrics
    assert one.track is not None
    assert two.track is not None
    assert one.filled is not None
    assert one.track.width == two.track.width
    assert one.filled.width == pytest.approx(one.track.width * 0.05)
    assert one.track.y == two.track.y


def test_a_target_is_marked_on_the_track() -> None:
    (box,) = lane(MetricDisplay.BAR, metric(value=50, target=75, full=100)).metrics
    assert box.mark is not None
    assert box.track is not None
    assert box.mark.center.x == pytest.approx(box.track.x + box.track.width * 0.75)


def test_a_line_needs_two_values_and_ends_with_the_present_one() -> None:
    (box,) = lane(MetricDisplay.LINE, metric(value=9, series=[1, 5])).metrics
    assert len(box.chart) == 3
    assert box.chart[0].y > box.chart[1].y > box.chart[2].y
    assert lane(MetricDisplay.LINE, metric(value=9)).metrics[0].chart == ()


def test_heat_fills_its_cell() -> None:
    box = lane(MetricDisplay.HEAT, metric(value=9))
    assert box.metrics[0].heat
    assert box.metrics[0].rect.height == box.height


def test_a_missing_value_is_an_empty_track_and_a_dash() -> None:
    (box,) = lane(MetricDisplay.BAR, metric(target=95, unit="%")).metrics
    assert box.track is not None
    assert box.filled is None
    assert box.mark is not None
    assert [(what, text.block.text) for what, text in box.texts] == [("value", "–"), ("target", "target 95%")]


def test_a_chart_shows_the_target_as_a_level_within_it() -> None:
    (box,) = lane(MetricDisplay.LINE, metric(value=30, series=(10, 20), target=50)).metrics
    assert box.level is not None
    start, end = box.level
    assert start.y == end.y < min(point.y for point in box.chart)
    assert (start.x, end.x) == (box.chart[0].x, box.chart[-1].x)
    (plain,) = lane(MetricDisplay.LINE, metric(value=30, series=(10, 20))).metrics
    assert plain.level is None
    assert len(plain.chart) == 3


def test_a_heat_field_leaves_room_for_its_pattern() -> None:
    (box,) = lane(MetricDisplay.HEAT, metric(value=30, target=50, unit="%", label="calls")).metrics
    assert [what for what, _ in box.texts] == ["value", "label", "target"]
    assert all(text.x >= box.rect.x + 12 for _, text in box.texts)


@pytest.mark.parametrize(("value", "share"), [(1.0, 0.0), (3.0, 0.5), (5.0, 1.0), (7.0, 1.0), (0.0, 0.0)])
def test_a_bar_begins_at_the_metrics_own_least_value(value: float, share: float) -> None:
    (box,) = lane(MetricDisplay.HEAT, metric(value=value, full=5, empty=1)).metrics
    assert box.share == share


def test_a_least_value_beyond_the_full_one_is_none() -> None:
    (box,) = lane(MetricDisplay.BAR, metric(value=5, full=10, empty=20)).metrics
    assert box.share == 0.5
