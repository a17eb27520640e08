from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.metrics import (
    insert_metric,
    new_metric,
    read_metric,
    remove_metrics,
    update_metric,
    written_metric,
)
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Metric

Sound = Callable[[Journey], Journey]


def test_a_metric_is_put_in_changed_and_removed(journey: Journey, sound: Sound) -> None:
    metric = new_metric(journey, "count", "c", value=3, series=[1, 2])
    assert (metric.value, metric.series) == (3.0, (1.0, 2.0))
    after = sound(insert_metric(journey, metric, "m-b"))
    assert list(after.metrics) == [metric.id, "m-b"]
    assert sound(update_metric(after, metric.id, value=None, stage="d")).metrics[metric.id].stage == "d"
    assert update_metric(journey, "m-b", value=7) is journey
    assert sound(remove_metrics(after, ["m-b", metric.id])).metrics == {}
    assert remove_metrics(journey, []) is journey


def test_a_metric_belongs_to_a_cell(journey: Journey) -> None:
    with pytest.raises(KeyError):
        new_metric(journey, "x", "a")
    with pytest.raises(KeyError):
        insert_metric(journey, Metric(id="n", lane="count", stage="x"))
    with pytest.raises(KeyError):
        update_metric(journey, "m-b", lane="x")
    with pytest.raises(KeyError):
        update_metric(journey, "x", value=1)
    with pytest.raises(KeyError):
        remove_metrics(journey, ["x"])


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("NPS 42 %", {"label": "NPS", "value": 42.0, "unit": "%"}),
        ("Q3 NPS: 42", {"label": "Q3 NPS", "value": 42.0}),
        ("42%", {"value": 42.0, "unit": "%"}),
        ("3,5 min", {"value": 3.5, "unit": "min"}),
        ("−0.5", {"value": -0.5}),
        ("1,234", {"value": 1234.0}),
        ("1.234,5", {"value": 1234.5}),
        ("1 234 calls a day", {"value": 1234.0, "unit": "calls a day"}),
        ("0,125", {"value": 0.125}),
        ("€ 42", {"value": 42.0, "unit": "€"}),
        ("81 % → 95", {"value": 81.0, "unit": "%", "target": 95.0}),
        ("81 / 95 %", {"value": 81.0, "unit": "%", "target": 95.0}),
        ("wait – min", {"label": "wait", "value": None, "unit": "min"}),
        ("  ", {}),
    ],
)
def test_a_metric_is_read_as_people_write_it(text: str, fields: dict[str, object]) -> None:
    assert read_metric(text) == fields


@pytest.mark.parametrize("text", ["many", "9" * 1_001, "%"])
def test_what_names_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        read_metric(text)


@pytest.mark.parametrize("value", [0.0, 42.0, -3.25, 1234567.0, 0.125, 1234.5])
def test_what_is_written_of_a_metric_is_read_again(value: float) -> None:
    made = Metric(id="m", lane="l", stage="s", value=value, unit="min")
    assert read_metric(written_metric(made)) == {"value": value, "unit": "min"}
    assert written_metric(Metric(id="m", lane="l", stage="s", unit="%")) == ""
