"""Metrics: values measured at a stage, made, put in, changed, removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import chosen, insert_record, require, unused_id, update_record, with_tables, without
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Metric


def new_metric(journey: Journey, lane: str, stage: str, **fields: Any) -> Metric:
    """A metric of a cell, not yet in the map; KeyError for an unknown lane or stage, ValueError for a bad value."""
    values = checked(Metric, {"lane": lane, "stage": stage, **fields})
    return _possible(journey, Metric(id=unused_id(journey, "metric"), **values))


def insert_metric(journey: Journey, metric: Metric, before: str | None = None) -> Journey:
    """The map with the metric; KeyError for an unknown lane, stage or `before`, ValueError for an id in use."""
    return insert_record(journey, "metrics", _possible(journey, metric), before)


def update_metric(journey: Journey, id_: str, /, **fields: Any) -> Journey:
    """The map with a metric's fields changed; KeyError for an unknown metric, lane or stage."""
    after = update_record(journey, "metrics", id_, fields)
    _possible(journey, after.metrics[id_])
    return after


def remove_metrics(journey: Journey, ids: Iterable[str]) -> Journey:
    """The map without the metrics; KeyError for an unknown id."""
    return with_tables(journey, metrics=without(journey.metrics, chosen(journey.metrics, ids)))


def _possible(journey: Journey, metric: Metric) -> Metric:
    require(journey.lanes, metric.lane)
    require(journey.stages, metric.stage)
    return metric
