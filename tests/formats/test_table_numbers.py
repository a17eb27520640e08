"""Lines of numbers are curves or figures, as their headings and the numbers say."""

from __future__ import annotations

import pytest

from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import read
from cjm_desktop.formats.table import write_separated
from cjm_desktop.formats.table_numbers import role_of_numbers
from cjm_desktop.model.records import LaneKind


def _read(*rows: str, across: bool = True) -> Imported:
    cells = [row.split("|") for row in rows]
    turned = cells if across else [list(row) for row in zip(*cells, strict=True)]
    return read(write_separated(turned).encode(), "a.tsv")


@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Zufriedenheit|4|2|5", (1, -1, 2)),
        ("Zufriedenheit (1-5)|4|2|5", (1, -1, 2)),
        ("Energy|1|3|5", (-2, 0, 2)),
        ("Rating|1|3|5", (-2, 0, 2)),
        ("CSAT|1/5|3/5|5/5", (-2, 0, 2)),
        ("Sentiment|+1|-2|0", (1, -2, 0)),
        ("Mood (1-7)|1|4|7", (-2, 0, 2)),
        ("Mood [1=bad..7=great]|1|4|7", (-2, 0, 2)),
        ("満足度|1|3|5", (-2, 0, 2)),
    ],
)
def test_numbers_of_feelings_are_a_curve(line: str, values: tuple[float, ...], across: bool) -> None:
    journey = _read("Stage|Need|Buy|Use", "Actions|a|b|c", line, across=across).journey
    assert [lane.kind for lane in journey.lanes.values()] == [LaneKind.CARDS, LaneKind.EMOTION]
    assert tuple(point.value for point in journey.points.values()) == values


@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize(
    "line",
    ["CSAT|80%|70%|90%", "NPS|40|-10|55", "Conversion rate|3.1%|2%|5%", "Rating|80%|70%|60%", "NPS score|4|5|3"],
)
def test_numbers_that_measure_are_figures(line: str, across: bool) -> None:
    journey = _read("Stage|Need|Buy|Use", "Actions|a|b|c", line, across=across).journey
    assert [lane.kind for lane in journey.lanes.values()] == [LaneKind.CARDS, LaneKind.METRIC]
    assert len(journey.metrics) == 3


def test_the_scale_is_told() -> None:
    found = _read("Stage|Need|Buy|Use", "Actions|a|b|c", "Energy|2|4|3")
    assert any("“Energy” were read as a scale of 1 to 5" in note for note in found.notes)


@pytest.mark.parametrize("texts", [(), ("high", "low"), ("after two calls", "4")])
def test_words_are_no_numbers(texts: tuple[str, ...]) -> None:
    assert role_of_numbers("Energy", texts) == ""


def test_what_is_said_beside_stages_that_stand_once_is_their_own() -> None:
    rows = ("Stage|Find|Buy", "Duration|2 days|20 min", "Customer goal|know|get it", "Actions|looks|pays")
    journey = _read(*rows, across=False).journey
    assert [(stage.duration, stage.customer_goal) for stage in journey.stages.values()] == [
        ("2 days", "know"),
        ("20 min", "get it"),
    ]
    assert [lane.label for lane in journey.lanes.values()] == ["Actions"]


def test_what_is_said_of_each_touchpoint_stays_a_lane() -> None:
    rows = ("Stage|Find|Find|Buy", "Duration|2 days|1 h|20 min", "Touchpoint|a|b|c", "Actions|x|y|z")
    journey = _read(*rows, across=False).journey
    assert [lane.label for lane in journey.lanes.values()] == ["Duration", "Touchpoint", "Actions"]
