"""The spread of a survey goes to paper as to the screen: each page mode is sound with it."""

from __future__ import annotations

import pytest

from cjm_desktop.editing.survey import Result, Survey, SurveyShown, put_survey
from cjm_desktop.exporting import PAGES, export_pdf
from cjm_desktop.exporting.options import PageKind
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import load_template
from tests.exporting.paper import NARROW
from tests.painters.pdf_checks import problems


def surveyed(spread: float | None) -> Journey:
    journey = load_template("current-state")
    results = tuple(Result(id_, 0.5, "", 3.0 + n % 2, 40, spread) for n, id_ in enumerate(journey.stages))
    return put_survey(journey, Survey("CSAT in May", 1.0, 5.0, results), SurveyShown.CURVE)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_mode_is_sound_with_spreads(page: PageKind) -> None:
    assert problems(export_pdf(surveyed(1.1), NARROW[page], "map.cjm")) == []
