from __future__ import annotations

import random
from pathlib import Path

import pytest

from cjm_desktop.cli import main
from cjm_desktop.editing.survey import SurveyShown, curve_of, put_survey, row_of
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.journey_file import load
from cjm_desktop.formats.survey import (
    Answers,
    SurveyMade,
    SurveyReading,
    answers_in,
    column_called,
    guess,
    scale_called,
    survey_of,
)
from cjm_desktop.formats.survey_places import Found, Places
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, LaneKind, Stage, SubStage
from cjm_desktop.templates import load_template


def _journey() -> Journey:
    return Journey(
        stages=Table.of(
            [
                Stage(id="s1", name="1. Search"),
                Stage(
                    id="s2",
                    name="Покупка",
                    sub_stages=(SubStage(id="b1", name="Basket"), SubStage(id="b2", name="Pay")),
                ),
                Stage(id="s3", name="After-sales"),
            ]
        ),
        lanes=Table.of([Lane(id="t", kind=LaneKind.TOUCHPOINTS, role="touchpoints")]),
        cards=Table.of(
            [
                Card(id="c1", lane="t", stage="s2", text="Web checkout", channel="web"),
                Card(id="c2", lane="t", stage="s2", text="Order by phone", channel="phone"),
            ]
        ),
    )


def _made(table: str, name: str = "csat.csv") -> SurveyMade:
    answers = answers_in(table.encode(), name)
    return survey_of(answers, guess(answers, _journey()), _journey())


@pytest.mark.parametrize(
    ("name", "stage", "label"),
    [
        ("search", "s1", ""),
        ("Stage 1: SEARCH", "s1", ""),
        ("Этап 2", "s2", ""),
        ("3", "s3", ""),
        ("②покупка", "s2", ""),
        ("after sales", "s3", ""),
        ("Покупка (этап)", "s2", ""),
        ("Serch", "s1", ""),
        ("basket", "s2", ""),
        ("WEB CHECKOUT", "s2", "Web checkout"),
        ("Phone", "s2", "Order by phone"),
        ("Delivery", None, ""),
        ("9", None, ""),
        ("", None, ""),
        ("…", None, ""),
        ("x" * 5_000, None, ""),
    ],
)
def test_names_are_found_however_they_are_written(name: str, stage: str | None, label: str) -> None:
    found = Places(_journey()).find(name)
    assert (None if found is None else found.place.stage) == stage
    assert ("" if found is None else found.place.label) == label


def test_answers_by_line_become_means_numbers_and_spreads() -> None:
    made = _made("id;stage;CSAT (1-5)\n1;Search;5\n2;search;3\n3;покупка;1\n4;Search;4\n")
    survey = made.survey
    assert (survey.title, survey.low, survey.high, survey.count) == ("csat", 1.0, 5.0, 4)
    assert [(one.stage, one.value, one.count, one.spread) for one in survey.results] == [
        ("s1", 4.0, 3, 1.0),
        ("s2", 1.0, 1, None),
    ]
    assert made.notes == ()
    assert survey.note == "csat.csv: 4 answers, scale 1 to 5"


def test_a_column_for_each_stage_is_read_as_well() -> None:
    survey = _made("person,Search,Comment,After sales\na,2,hm,4\nb,4,,\n").survey
    assert [(one.stage, one.value, one.count) for one in survey.results] == [("s1", 3.0, 2), ("s3", 4.0, 1)]


def test_touchpoints_stand_beside_each_other_in_their_stage() -> None:
    survey = _made("touchpoint,score\nOrder by phone,2\nWeb checkout,4\n").survey
    assert [(one.label, one.position) for one in survey.results] == [("Web checkout", 0.25), ("Order by phone", 0.75)]


def test_promoters_less_detractors_are_counted_in_percent() -> None:
    made = _made("stage,NPS\nSearch,10\nSearch,9\nSearch,8\nSearch,0\n")
    (result,) = made.survey.results
    assert result.value == 25.0
    assert (made.survey.low, made.survey.high) == (-100.0, 100.0)
    assert any("were read as NPS, 0 to 10" in note for note in made.notes)


@pytest.mark.parametrize(
    ("scores", "scale", "mean"),
    [
        (("4/5", "2/5"), (1.0, 5.0), 3.0),
        (("0", "10"), (0.0, 10.0), 5.0),
        (("70", "80"), (0.0, 100.0), 75.0),
        (("-2", "1"), (-2.0, 2.0), -0.5),
        (("3,5", "4,5"), (1.0, 5.0), 4.0),
        (("very happy", "angry"), (-2.0, 2.0), 0.0),
    ],
)
def test_scores_are_read_on_their_scale(scores: tuple[str, str], scale: tuple[float, float], mean: float) -> None:
    made = _made("stage\tanswer\n" + "".join(f"Search\t{score}\n" for score in scores))
    assert (made.survey.low, made.survey.high) == scale
    assert made.survey.results[0].value == mean
    assert made.notes[0].startswith("The scores were taken to be on a scale of ")


def test_what_is_not_on_the_map_or_no_score_is_named() -> None:
    rows = ["Search,5", "Serch,4", "Warehouse,1", "Warehouse,2", "Search,", "Search,none", "Search,7"]
    made = _made("stage,score (1-5)\n" + "\n".join(rows * 3))
    assert made.notes == (
        "Taken for names of the map: “Serch” as “1. Search”.",
        "6 answers are about what is not on the map: “Warehouse” (6).",
        "6 answers have no score.",
        "3 scores are beyond the scale of 1 to 5 and left out.",
    )
    assert made.survey.results[0].count == 6


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.csv holds no answers: a line of headings and at least one answer are expected."),
        (b"stage,score\n", "a.csv holds no answers: a line of headings and at least one answer are expected."),
        (b"\x89PNG\r\n\x1a\n", "a.csv is a PNG picture, not a text."),
        (b"a,b\n" + b",".join([b"1"] * 600), "a.csv: line 2 has more than 500 columns"),
        (b'a,b\n1,"' + b"x" * 300_000 + b'"', "a.csv is not a table of answers: field larger"),
        (b"colour,score\nred,1\n", "No column of a.csv holds names of the map's stages or touchpoints"),
        (b"stage,words\nSearch,lorem ipsum\n", "No column of a.csv holds scores; its columns are “stage”, “words”."),
    ],
)
def test_what_is_no_table_of_answers_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(FileProblem) as caught:
        guess(answers_in(data, "a.csv"), _journey())
    assert str(caught.value).startswith(said)


def test_columns_and_scales_can_be_named() -> None:
    answers = Answers("a.csv", ("Stage", "Score"), ())
    assert (column_called(answers, "sCore"), column_called(answers, "1")) == (1, 0)
    with pytest.raises(FileProblem, match="has no column “3”; its columns are “Stage”, “Score”"):
        column_called(answers, "3")
    assert [scale_called(name) for name in ("1..5", "1-7", "-2..+2", "NPS")] == [
        "1 to 5",
        "1 to 7",
        "-2 to +2",
        "0 to 10",
    ]
    with pytest.raises(ValueError, match="is no scale"):
        scale_called("much")


def test_ten_thousand_answers_become_a_curve() -> None:
    journey = load_template("current-state")
    dice = random.Random(7)
    names = [stage.name for stage in journey.stages.values()]
    rows = [f"{dice.choice(names)},{dice.randint(1, 5)}" for _ in range(10_000)]
    answers = answers_in("\n".join(["stage,score", *rows]).encode(), "csat.csv")
    made = survey_of(answers, SurveyReading(0, 1, "1 to 5"), journey)
    assert made.survey.count == 10_000
    after = put_survey(journey, made.survey, SurveyShown.CURVE)
    curve = curve_of(after, "csat")
    assert len([one for one in after.points.values() if one.curve == curve]) == len(names)


def test_the_command_puts_a_survey_onto_a_map_and_updates_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out, table = tmp_path / "a.cjm", tmp_path / "b.cjm", tmp_path / "asked.csv"
    assert main(["new", "--template", "current-state", str(source)]) == 0
    table.write_text("where,mark\nNeed,2\nSearch,5\nNeed,4\n", encoding="utf-8")
    command = ["survey", str(source), str(table), "-o", str(out), "--as", "both", "--title", "CSAT"]
    columns = ["--stage-column", "where", "--score-column", "2", "--scale", "1..5"]
    assert main([*command, *columns]) == 0
    first = load(out).journey
    assert curve_of(first, "CSAT") is not None
    assert row_of(first, "CSAT") is not None
    table.write_text("where,mark\nNeed,5\n", encoding="utf-8")
    again = ["survey", str(out), str(table), "-o", str(out), "--as", "both", "--title", "CSAT", "--force", *columns]
    assert main(again) == 0
    second = load(out).journey
    assert len(second.curves) == len(first.curves)
    assert [one.value for one in second.points.values() if one.curve == curve_of(second, "CSAT")] == [2.0]
    capsys.readouterr()
    assert main([*command, *columns]) == 2
    assert "b.cjm exists already" in capsys.readouterr().err
    assert main(["survey", str(out), str(table), "-o", str(tmp_path / "c.cjm"), "--scale", "x"]) == 2
    assert "is no scale such as 1..5" in capsys.readouterr().err


def test_a_column_of_comments_is_not_compared_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    like = Places._like

    def counted(places: Places, key: str) -> Found | None:
        compared.append(key)
        return like(places, key)

    monkeypatch.setattr(Places, "_like", counted)
    places = Places(load_template("current-state"))
    for n in range(3_000):
        assert places.find(f"comment number {n} on what was bought") is None
    assert len(compared) == 500
    found = places.find("Search")
    assert found is not None, "names as they are on the map are always known"
    # A few names that nobody knows keep no other from being recognised.
    fresh = Places(load_template("current-state"))
    for n in range(200):
        fresh.find(f"comment number {n} on what was bought")
    close = fresh.find("Serch")
    assert close is not None
    assert close.name == "Search"


def test_which_of_several_scores_were_taken_is_told() -> None:
    table = "Stage,CSAT,NPS,Effort,Age,Comment\nSearch,4,9,2,30,fast enough for me\nПокупка,3,6,5,41,too many steps\n"
    made = _made(table)
    assert made.notes[0] == (
        "The scores of “NPS” were taken; “CSAT”, “Effort” hold scores, too: choose with --score-column, or in the window."
    )
    assert not any("hold" in note for note in _made("Stage,CSAT,Age\nSearch,4,30\nПокупка,3,41\n").notes)
