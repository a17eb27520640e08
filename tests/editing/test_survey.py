from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from cjm_desktop.editing.curve import update_point
from cjm_desktop.editing.survey import Result, Survey, SurveyShown, curve_of, put_survey, row_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import CurveStyle, Evidence, Mark, MetricDisplay
from cjm_desktop.model.rules import repair
from cjm_desktop.templates import load_template
from tests import strategies


def _journey() -> Journey:
    return load_template("current-state")


def _survey(journey: Journey, **fields: object) -> Survey:
    first, second, *_ = journey.stages
    results = (
        Result(first, 0.5, "", 4.0, 100, 1.0),
        Result(second, 0.25, "Web", 1.0, 2, 0.5),
        Result(second, 0.75, "App", 5.0, 1, None),
    )
    return replace(Survey("CSAT", 1.0, 5.0, results, note="asked"), **fields)  # type: ignore[arg-type]


def test_a_survey_becomes_a_curve_with_its_number_spread_and_source() -> None:
    before = _journey()
    after = put_survey(before, _survey(before), SurveyShown.CURVE)
    curve = curve_of(after, "CSAT")
    assert curve is not None
    assert after.curves[curve].label == "CSAT"
    assert after.curves[curve].style is CurveStyle.ACTUAL
    points = [one for one in after.points.values() if one.curve == curve]
    assert [(one.value, one.position, one.label) for one in points] == [
        (1.0, 0.5, "4/5, n = 100"),
        (-2.0, 0.25, "Web: 1/5, n = 2"),
        (2.0, 0.75, "App: 5/5, n = 1"),
    ]
    proofs = [one.evidence for one in points]
    assert [(one.status, one.source, one.count, one.spread) for one in proofs if one is not None] == [
        (Evidence.OBSERVED, "CSAT", 100, 1.0),
        (Evidence.OBSERVED, "CSAT", 2, 0.5),
        (Evidence.OBSERVED, "CSAT", 1, None),
    ]
    (source,) = [one for one in after.sources.values() if one.title == "CSAT"]
    assert (source.note, source.count) == ("asked", 103)


def test_what_is_below_zero_is_written_with_a_minus() -> None:
    journey = _journey()
    nps = Survey("NPS", -100.0, 100.0, (Result(next(iter(journey.stages)), 0.5, "", -20.0, 8, None),))
    after = put_survey(journey, nps, SurveyShown.CURVE)
    assert "−20, n = 8" in [point.label for point in after.points.values()]


def test_a_survey_becomes_a_row_of_heat_behind_the_curves() -> None:
    before = _journey()
    after = put_survey(before, _survey(before), SurveyShown.HEAT)
    row = row_of(after, "CSAT")
    assert row is not None
    assert after.lanes[row].display is MetricDisplay.HEAT
    names = [one.label for one in after.lanes.values()]
    assert names[names.index("CSAT") - 1] == "Emotions"
    metrics = [one for one in after.metrics.values() if one.lane == row]
    assert [(one.value, one.empty, one.full, one.label) for one in metrics] == [
        (4.0, 1.0, 5.0, "n = 100"),
        (1.0, 1.0, 5.0, "Web: n = 2"),
        (5.0, 1.0, 5.0, "App: n = 1"),
    ]


@pytest.mark.parametrize("shown", SurveyShown)
def test_the_same_answers_again_change_nothing(shown: SurveyShown) -> None:
    before = _journey()
    after = put_survey(before, _survey(before), shown)
    assert put_survey(after, _survey(before), shown) is after


def test_new_answers_update_the_curve_that_came_from_the_source() -> None:
    before = _journey()
    survey = _survey(before)
    first = put_survey(before, survey, SurveyShown.CURVE)
    curve = curve_of(first, "CSAT")
    kept = next(one.id for one in first.points.values() if one.curve == curve)
    first = update_point(first, kept, marks=(Mark.MOMENT_OF_TRUTH,))
    lower = replace(survey, results=(replace(survey.results[0], value=2.0, count=50), survey.results[2]))
    second = put_survey(first, lower, SurveyShown.CURVE)
    assert second.curves is first.curves
    points = [one for one in second.points.values() if one.curve == curve]
    assert len(points) == 2
    assert (points[0].id, points[0].value, points[0].marks) == (kept, -1.0, (Mark.MOMENT_OF_TRUTH,))
    assert [one.count for one in second.sources.values() if one.title == "CSAT"] == [51]
    others = list(before.points.values())
    assert all(second.points[one.id] is one for one in others)


def test_new_answers_keep_the_earlier_values_of_the_row() -> None:
    before = _journey()
    survey = _survey(before)
    journey = put_survey(before, survey, SurveyShown.HEAT)
    for value in (3.0, 3.0, 2.5):
        changed = replace(survey, results=(replace(survey.results[0], value=value),))
        journey = put_survey(journey, changed, SurveyShown.HEAT)
    (metric,) = [one for one in journey.metrics.values() if one.lane == row_of(journey, "CSAT")]
    assert (metric.value, metric.series) == (2.5, (4.0, 3.0))


def test_a_curve_that_people_have_drawn_is_none_of_a_survey() -> None:
    before = _journey()
    first = put_survey(before, _survey(before), SurveyShown.CURVE)
    second = put_survey(first, _survey(before, title="NPS", low=-100.0, high=100.0), SurveyShown.CURVE)
    assert curve_of(second, "NPS") not in (None, curve_of(second, "CSAT"), *before.curves)


def test_a_stage_that_is_gone_is_an_error() -> None:
    with pytest.raises(KeyError):
        put_survey(Journey(), _survey(_journey()), SurveyShown.CURVE)


@settings(max_examples=30, deadline=None)
@given(strategies.journeys())
def test_every_map_stays_sound(journey: Journey) -> None:
    results = tuple(Result(stage, 0.5, "", 3.0, 1, None) for stage in journey.stages for _ in range(2))
    if not results:
        return
    for shown in SurveyShown:
        after = put_survey(journey, Survey("a new survey", 1.0, 5.0, results), shown)
        assert repair(after)[1] == repair(journey)[1]
        assert put_survey(after, Survey("a new survey", 1.0, 5.0, results), shown) is after
