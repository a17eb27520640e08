from __future__ import annotations

from collections.abc import Callable

import pytest

from cjm_desktop.editing.metrics import insert_metric, new_metric, remove_metrics, update_metric
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
