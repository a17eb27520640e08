"""Metrics: values measured at a stage, made, put in, changed, removed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cjm_desktop.editing.fields import checked
from cjm_desktop.editing.tables import chosen, insert_record, require, unused_id, update_record, with_tables, without
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Metric

_NUMBER = r"[-−+]?\d[\d \u00a0\u202f.,']*"
_WRITTEN = re.compile(
    rf"(?P<label>.*?)(?P<value>{_NUMBER}|–)\s*(?P<unit>[^\d\s→/][^\d→/]*?)?"
    rf"\s*(?:(?:→|->|/)\s*(?P<target>{_NUMBER})\s*(?P<unit2>[^\d\s→/][^\d→/]*)?)?\s*",
    re.DOTALL,
)
_CURRENCIES = frozenset("€$£¥₽₴₹₩₫₺")


def read_metric(text: str) -> dict[str, Any]:
    """The fields of a metric that a text such as "NPS 42 %", "3.5 min" or "81 % → 95" names; nothing for an empty text.

    A dash in place of the number is a value that is missing. ValueError, with words for the user, where there is no number.
    """
    if not text.strip():
        return {}
    match = _WRITTEN.fullmatch(text.strip()) if len(text) <= 1_000 else None
    if match is None:
        raise ValueError(f"“{text.strip()[:80]}” is no number")
    label, unit = match["label"].strip(" :=\u00a0"), (match["unit"] or match["unit2"] or "").strip()
    if label in _CURRENCIES and not unit:
        label, unit = "", label
    fields: dict[str, Any] = {"value": _number(match["value"])}
    if label:
        fields["label"] = label
    if unit:
        fields["unit"] = unit
    if match["target"]:
        fields["target"] = _number(match["target"])
    return fields


def written_metric(metric: Metric) -> str:
    """The value as somebody would write it to change it: with its unit, without its label and target."""
    if metric.value is None:
        return ""
    return f"{metric.value:.12g}" + (f" {metric.unit}" if metric.unit else "")


def _number(text: str) -> float | None:
    """A number as people write it: a comma or a point before decimals, either or spaces between thousands."""
    digits = re.sub(r"[\s\u00a0\u202f']", "", text).replace("−", "-").rstrip(".,")
    if digits == "–":
        return None
    point = max(digits.rfind("."), digits.rfind(","))
    if point >= 0:
        mark, others = digits[point], digits[:point]
        thousands = len(digits) - point == 4 and mark == "," and others.lstrip("+-") not in ("", "0")
        if others.count(mark) or (thousands and "." not in others):
            digits = re.sub("[.,]", "", digits)
        else:
            digits = re.sub("[.,]", "", others) + "." + digits[point + 1 :]
    try:
        return float(digits)
    except ValueError:
        raise ValueError(f"“{text.strip()}” is no number") from None


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
