"""Answers that come again are read on the scale that they had; workbooks of answers; what is said of what came in."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from cjm_desktop.cli import main
from cjm_desktop.editing.survey import SurveyShown, put_survey, scale_before
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.journey_file import load
from cjm_desktop.formats.survey import SurveyMade, answers_in, guess, survey_of
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Stage
from cjm_desktop.templates import load_template


def map_of(*names: str) -> Journey:
    return Journey(stages=Table.of([Stage(id=f"s{n}", name=name) for n, name in enumerate(names)]))


def asked(journey: Journey, scores: str, head: str = "score", name: str = "csat.csv", title: str = "") -> SurveyMade:
    rows = "\n".join(f"Search,{score}" for score in scores.split())
    answers = answers_in(f"stage,{head}\n{rows}\n".encode(), name)
    return survey_of(answers, guess(answers, journey), journey, title)


@pytest.mark.parametrize("shown", SurveyShown)
def test_the_scale_of_a_source_is_kept(shown: SurveyShown) -> None:
    journey = map_of("Search", "Buy")
    first = asked(journey, "1 3 5 4 9")
    assert (first.survey.low, first.survey.high) == (1, 10)
    journey = put_survey(journey, first.survey, shown)
    assert scale_before(journey, "csat") == ("1 to 10", False)
    again = asked(journey, "5 5 5")
    assert (again.survey.low, again.survey.high) == (1, 10)
    assert "The scale of 1 to 10 is that of the answers that came from this source before." in again.notes
    # The window gives it a title of its own only afterwards: then the file tells the source.
    assert asked(journey, "5 5 5", title="x").survey.high == 10
    assert asked(journey, "5 5 5", name="other.csv").survey.high == 5
    assert asked(journey, "5 5 5", name="other.csv", title="csat").survey.high == 10


def test_answers_that_contradict_the_scale_are_read_anew() -> None:
    journey = map_of("Search")
    journey = put_survey(journey, asked(journey, "1 2 3 4 5").survey, SurveyShown.CURVE)
    made = asked(journey, "10 9 8 1")
    assert (made.survey.low, made.survey.high) == (1, 10)
    assert "The answers do not fit the scale of 1 to 5 that this source had before." in made.notes
    # One slip among many answers is none.
    made = asked(journey, " ".join(["3"] * 40 + ["33"]))
    assert made.survey.high == 5
    assert "1 score is beyond the scale of 1 to 5 and left out." in made.notes


def test_a_scale_that_is_said_goes_before_the_one_of_the_source() -> None:
    journey = map_of("Search")
    journey = put_survey(journey, asked(journey, "1 2 9").survey, SurveyShown.CURVE)
    made = asked(journey, "1 2 3", head="score (1-5)")
    assert made.survey.high == 5
    assert made.notes[0] == (
        "The answers that came from this source before were on a scale of 1 to 10; these are on one of 1 to 5."
    )


def test_promoters_are_remembered() -> None:
    journey = map_of("Search")
    journey = put_survey(journey, asked(journey, "10 9 0", head="NPS").survey, SurveyShown.CURVE)
    assert scale_before(journey, "csat") == ("0 to 10", True)
    made = asked(journey, "10 9 8 0")
    assert [one.value for one in made.survey.results] == [25]
    assert (made.survey.low, made.survey.high) == (-100, 100)


def test_a_source_that_somebody_noted_says_no_scale() -> None:
    journey = map_of("Search")
    journey = put_survey(journey, asked(journey, "1 2 9").survey, SurveyShown.CURVE)
    (source,) = journey.sources.values()
    journey = journey.model_copy(update={"sources": Table.of([source.model_copy(update={"note": "scale big to 5"})])})
    assert scale_before(journey, "csat") is None
    assert scale_before(journey, "nobody") is None


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def test_workbooks() -> None:
    journey = map_of("Search", "Buy")
    data = workbook(
        Cover=[["Survey"]],
        May=[["Stage", "Score"], ["Search", 4], ["Buy", 2.5], [None, None], ["Search", 5]],
        June=[["Stage", "Score"], ["Search", 1]],
    )
    answers = answers_in(data, "asked.xlsx")
    assert answers.rows == (("Search", "4"), ("Buy", "2.5"), ("Search", "5"))
    made = survey_of(answers, guess(answers, journey), journey)
    assert [(one.value, one.count) for one in made.survey.results] == [(4.5, 2), (2.5, 1)]
    assert "The sheet “May” was read; there is also “Cover”, “June”." in made.notes
    for wanted in ("june", "3"):
        assert answers_in(data, "asked.xlsx", wanted).rows == (("Search", "1"),)
    with pytest.raises(FileProblem, match="no sheet “July”; its sheets are “Cover”, “May”, “June”"):
        answers_in(data, "asked.xlsx", "July")
    with pytest.raises(FileProblem, match="no workbook"):
        answers_in(b"a,b\n1,2\n", "asked.csv", "July")
    with pytest.raises(FileProblem, match="holds no answers"):
        answers_in(workbook(One=[]), "asked.xlsx")
    with pytest.raises(FileProblem, match="no XLSX workbook"):
        answers_in(b"stage,score\n", "asked.xlsx")


def test_answers_in_older_encodings() -> None:
    journey = map_of("Поиск", "Покупка")
    data = "Этап;Оценка\nПоиск;4\nПокупка;2\n".encode("cp1251")
    answers = answers_in(data, "a.csv")
    made = survey_of(answers, guess(answers, journey), journey)
    assert len(made.survey.results) == 2
    assert made.notes[0] == "The file says no encoding; it was read as windows-1251."
    assert answers_in(data, "a.csv", encoding="windows-1251").notes == ()


def test_the_command_says_what_came_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out, book = tmp_path / "a.cjm", tmp_path / "b.cjm", tmp_path / "asked.xlsx"
    names = [stage.name for stage in load_template("current-state").stages.values()][:2]
    book.write_bytes(workbook(One=[["Stage", "Score"]], Two=[["Stage", "Score"], [names[0], 2], [names[0], 4]]))
    assert main(["new", "--template", "current-state", str(source)]) == 0
    capsys.readouterr()
    command = ["survey", str(source), str(book), "-o", str(out)]
    assert main([*command, "--sheet", "Two", "--scale", "1..5"]) == 0
    assert capsys.readouterr().out == f"asked: 2 answers about 1 stage, 1 to 5: {names[0]} 3.00 (n = 2, ± 1.41).\n"
    assert any(source.title == "asked" for source in load(out).journey.sources.values())
    assert main([*command, "--force", "--encoding", "cp1251"]) == 2
    assert "is a workbook" in capsys.readouterr().err
