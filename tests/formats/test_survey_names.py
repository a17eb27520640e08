"""Names in answers that the map does not have can be put by hand; the source keeps it, and its next answers follow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cjm_desktop.editing.survey import SurveyShown, put_survey
from cjm_desktop.formats.survey import SurveyMade, answers_in, guess, survey_of
from cjm_desktop.formats.survey_names import NothingMatchedError, Unmatched, pairs_of
from cjm_desktop.formats.survey_places import Places
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import load_template

TABLE = "stage,score (1-5)\nNeed,4\nNeed,2\nSearch,3\nReturns,1\nReturns,5\nChatter,2\n"


@pytest.fixture
def journey() -> Journey:
    return load_template("current-state")


def made(journey: Journey, table: str = TABLE, *assigned: tuple[str, str], name: str = "csat.csv") -> SurveyMade:
    answers = answers_in(table.encode(), name)
    return survey_of(answers, replace(guess(answers, journey), assigned=assigned), journey)


def counts(journey: Journey, found: SurveyMade) -> dict[str, int]:
    return {journey.stages[one.stage].name: one.count for one in found.survey.results}


def test_what_the_map_does_not_have_is_listed(journey: Journey) -> None:
    found = made(journey)
    assert found.unmatched == (Unmatched("Returns", 2), Unmatched("Chatter", 1))
    assert counts(journey, found) == {"Need": 2, "Search": 1}


def test_it_goes_where_it_is_put(journey: Journey) -> None:
    found = made(journey, TABLE, ("Returns", "Purchase"), ("Chatter", ""))
    assert counts(journey, found) == {"Need": 2, "Search": 1, "Purchase": 2}
    assert found.unmatched == (Unmatched("Returns", 2, "Purchase"), Unmatched("Chatter", 1, ""))
    assert "Put there by hand: “Returns” as “Purchase”." in found.notes


def test_the_source_keeps_it_for_its_next_answers(journey: Journey) -> None:
    found = made(journey, TABLE, ("Returns", "Purchase"), ("Chatter", ""))
    assert pairs_of(found.survey.note) == (("Returns", "Purchase"), ("Chatter", ""))
    later = put_survey(journey, found.survey, SurveyShown.CURVE)
    again = made(later, TABLE.replace("Returns", "returns"))
    assert counts(later, again)["Purchase"] == 2
    assert again.unmatched[0].place == "Purchase"
    assert pairs_of(again.survey.note) == pairs_of(found.survey.note)
    assert put_survey(later, again.survey, SurveyShown.CURVE).sources == later.sources
    # Another file knows nothing of it, unless it comes under the same title.
    assert made(later, name="june.csv").unmatched[0].place is None
    answers = answers_in(TABLE.encode(), "june.csv")
    assert survey_of(answers, guess(answers, later), later, "csat").unmatched[0].place == "Purchase"


def test_what_is_said_now_counts_more_than_what_was(journey: Journey) -> None:
    later = put_survey(journey, made(journey, TABLE, ("Returns", "Purchase")).survey, SurveyShown.CURVE)
    assert "Purchase" not in counts(later, made(later, TABLE, ("Returns", "")))


def test_a_place_that_is_gone_is_asked_for_again(journey: Journey) -> None:
    later = put_survey(journey, made(journey, TABLE, ("Returns", "Purchase")).survey, SurveyShown.CURVE)
    renamed = {id_: replace_name(stage) for id_, stage in later.stages.items()}
    other = later.model_copy(update={"stages": type(later.stages)(renamed)})
    assert made(other).unmatched[0] == Unmatched("Returns", 2)


def replace_name(stage: object) -> object:
    assert hasattr(stage, "model_copy")
    return stage.model_copy(update={"name": "Checkout done"}) if getattr(stage, "name", "") == "Purchase" else stage


def test_where_nothing_fits_the_names_are_told_with_the_problem(journey: Journey) -> None:
    answers = answers_in(b"stage,score\nAlpha,4\nBeta,2\n", "a.csv")
    reading = replace(guess(answers_in(TABLE.encode(), "a.csv"), journey), scale="1 to 5")
    with pytest.raises(NothingMatchedError, match="No answer in") as caught:
        survey_of(answers, reading, journey)
    assert caught.value.unmatched == (Unmatched("Alpha", 1), Unmatched("Beta", 1))


def test_columns_of_their_own_can_be_put_too(journey: Journey) -> None:
    table = "id,Need,Search,After sales\n1,4,5,2\n2,3,4,1\n"
    found = made(journey, table)
    assert [one.name for one in found.unmatched] == ["After sales"]
    assert counts(journey, made(journey, table, ("After sales", "Purchase")))["Purchase"] == 2


def test_a_column_that_is_headed_so_holds_stages_though_most_names_are_strange(journey: Journey) -> None:
    answers = answers_in(b"id,stage,score\n1,Alpha,4\n2,Beta,2\n3,Gamma,1\n4,Need,5\n", "a.csv")
    reading = guess(answers, journey)
    assert (reading.place, reading.score) == (1, 2)
    assert len(survey_of(answers, reading, journey).unmatched) == 3


def test_touchpoints_can_be_chosen_behind_their_stage(journey: Journey) -> None:
    choices = Places(journey).choices()
    stages = [stage.name for stage in journey.stages.values()]
    assert [name for name, stage in choices if not stage] == stages
    assert all(Places(journey).named(name) is not None for name, _ in choices)
    assert any(stage for _, stage in choices)
