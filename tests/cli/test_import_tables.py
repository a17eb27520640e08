"""`cjm import` of tables: what is guessed is told, and what the options say goes before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_desktop import cli
from cjm_desktop.formats.journey_file import load
from cjm_desktop.model.journey import Journey

Output = pytest.CaptureFixture[str]

TABLE = ",1. Need,2. Buy\nActions,looks,pays\nMood,3,4\nWeather,sun,rain\n"


def imported(tmp_path: Path, *options: str, text: str = TABLE) -> Journey:
    source, out = tmp_path / "ride.csv", tmp_path / "ride.cjm"
    source.write_text(text, encoding="utf-8")
    assert cli.main(["import", *options, "--force", str(source), str(out)]) == 0
    return load(out).journey


def test_a_table_is_imported_and_guesses_are_told(tmp_path: Path, capsys: Output) -> None:
    journey = imported(tmp_path)
    assert [stage.name for stage in journey.stages.values()] == ["Need", "Buy"]
    assert [lane.label for lane in journey.lanes.values()] == ["Actions", "Mood", "Weather"]
    said = capsys.readouterr().err
    assert "cjm: note: Not known, so lanes of their own: “Weather”." in said
    assert "scale of 1 to 5" in said


def test_options_go_before_guesses(tmp_path: Path) -> None:
    journey = imported(tmp_path, "--scale", "1..10", "--lane", "Weather=pains", "--lane", "Actions=-")
    assert [lane.role for lane in journey.lanes.values()] == ["emotions", "pains"]
    assert [point.value for point in journey.points.values()] == [-1.111, -0.667]
    down = imported(tmp_path, "--stages", "rows")
    assert [stage.name for stage in down.stages.values()] == ["Actions", "Mood", "Weather"]
    assert len(imported(tmp_path, "--scale=-5..+5").points) == 2


def test_a_table_by_its_number_and_a_log(tmp_path: Path, capsys: Output) -> None:
    two = TABLE + ",,\nStage,Pains,\nTry,slow,\n"
    assert [stage.name for stage in imported(tmp_path, "--table", "2", text=two).stages.values()] == ["Try"]
    rows = (f"{case},{name},2024-01-0{case} 1{hour}:00" for case in (1, 2) for hour, name in enumerate("ABCD"))
    log = "\n".join(("case,activity,timestamp", *rows))
    (tmp_path / "log.csv").write_text(log, encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["import", str(tmp_path / "log.csv"), str(tmp_path / "log.cjm")]) == 2
    assert "log.csv: This is a log of events, not a map" in capsys.readouterr().err
    assert not (tmp_path / "log.cjm").exists()
    assert len(imported(tmp_path, "--summarise", text=log).metrics) == 11


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--scale", "much"], "is no scale"),
        (["--lane", "Weather"], "is not of the form HEADING=ROLE"),
        (["--lane", "Nothing=pains"], "no row or column “Nothing”"),
        (["--table", "7"], "has no table “7”"),
        (["--stages", "diagonally"], "invalid choice"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, capsys: Output, options: list[str], said: str) -> None:
    source = tmp_path / "ride.csv"
    source.write_text(TABLE, encoding="utf-8")
    assert cli.main(["import", *options, str(source), str(tmp_path / "ride.cjm")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "ride.cjm").exists()


def test_of_a_diagram_nothing_can_be_said(tmp_path: Path, capsys: Output) -> None:
    source = tmp_path / "day.mmd"
    source.write_text("journey\n  Tea: 5\n", encoding="utf-8")
    assert cli.main(["import", "--stages", "rows", str(source), str(tmp_path / "day.cjm")]) == 2
    assert "day.mmd is no table" in capsys.readouterr().err
