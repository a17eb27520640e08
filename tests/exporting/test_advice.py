"""Advice: warns where type is too small, and what it says would help does help, by the very numbers it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cjm_desktop.exporting import ExportOptions, advice, export_pdf
from cjm_desktop.exporting.advice import READABLE, Advice
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import load_template
from tests.exporting.paper import MAPS, map_of, page_sizes

A4 = ExportOptions()


def small(journey: Journey, options: ExportOptions) -> Advice | None:
    return next((one for one in advice(journey, options) if one.kind == "small-type"), None)


@pytest.mark.parametrize("seed", MAPS)
@pytest.mark.parametrize(
    "options",
    [
        ExportOptions(paper="A5"),
        ExportOptions(paper="Letter", map_scale=0.3),
        ExportOptions(page="poster", map_scale=0.3),
    ],
)
def test_what_helps_does_help(seed: int, options: ExportOptions) -> None:
    journey = map_of(seed)
    told = small(journey, options)
    assert told is not None
    assert told.points < READABLE
    assert {one.kind for one in told.helps} >= {"stages"}
    for one in told.helps:
        assert one.points > told.points
        then = small(journey, one.options)
        assert (then is None) == (one.points >= READABLE - 0.005)
        assert then is None or then.points == pytest.approx(one.points)
        assert one.sheets == len(page_sizes(export_pdf(journey, one.options)))


def test_the_smallest_paper_that_helps_is_named() -> None:
    journey = load_template("service-blueprint")
    for paper, better in (("A5", "A3"), ("A4", "A3"), ("Letter", "Tabloid")):
        told = small(journey, replace(A4, paper=paper))
        assert told is not None
        assert [one.options.paper for one in told.helps if one.kind == "paper"] == [better]


def test_nothing_is_said_where_all_is_well() -> None:
    journey = load_template("current-state")
    for options in (
        replace(A4, paper="A3"),
        replace(A4, page="map"),
        replace(A4, page="poster"),
        replace(A4, page="stages"),
        replace(A4, page="handout"),
    ):
        assert advice(journey, options) == ()
    assert advice(Journey(), replace(A4, paper="40x40mm")) == ()


def test_a_scale_that_is_not_kept_is_said() -> None:
    journey = load_template("current-state")
    (told,) = advice(journey, replace(A4, paper="A3", map_scale=3.0))
    assert told.kind == "scale"
    assert 0.7 < told.points < 1.2
    assert told.sentence.startswith("at the scale asked for the map does not fit the paper; it is drawn at ")
    assert advice(journey, replace(A4, paper="A3", map_scale=0.7)) == ()


def test_the_sentence_has_the_numbers() -> None:
    told = small(load_template("current-state"), A4)
    assert told is not None
    said = told.sentence
    assert said.startswith("the text is only 5.")
    assert "on A3 it would be 8." in said
    assert "as a poster of 4 sheets" in said
    assert "by stages, on 2 sheets" in said
    assert "\n" not in said
