"""`cjm check` as JSON, without some rules, and by the day."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cjm_desktop import cli
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, LaneKind, Priority, Stage
from cjm_desktop.review.rules import RULES
from cjm_desktop.templates import load_template
from tests.maps import write_map
from tests.review.test_rules import CASES

Output = pytest.CaptureFixture[str]


def told(capsys: Output) -> Any:
    out, err = capsys.readouterr()
    assert not err
    return json.loads(out)


@pytest.mark.parametrize("key", ["current-state", "day-in-the-life", "future-state", "service-blueprint"])
def test_a_template_leaves_nothing_to_say(key: str, tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.cjm"
    write_map(load_template(key), path)
    assert cli.main(["check", str(path), "--json"]) == 0
    assert told(capsys) == {"maps": [{"map": str(path), "findings": []}]}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_found_in_a_map_made_bad_on_purpose(rule: str, tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "bad.cjm"
    write_map(CASES[rule].bad, path)
    os.utime(path, (1_500_000_000, 1_500_000_000))
    assert cli.main(["check", str(path), "--json"]) == 1
    found = {finding["rule"]: finding for finding in told(capsys)["maps"][0]["findings"]}
    assert found[rule]["severity"] == RULES[rule].severity
    assert found[rule]["why"] == RULES[rule].why


def test_json_says_rule_severity_reason_and_place(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.cjm"
    write_map(Journey(objective="o", scenario="s"), path)
    assert cli.main(["check", str(path), "--json"]) == 1
    assert told(capsys)["maps"][0]["findings"] == [
        {
            "rule": "no-persona",
            "severity": "warning",
            "message": "the map has no persona",
            "why": "Without a persona the journey is an average of everybody's.",
            "place": "",
        }
    ]


def test_json_goes_on_after_a_bad_file(tmp_path: Path, capsys: Output) -> None:
    write_map(Journey(), tmp_path / "bare.cjm")
    assert cli.main(["check", str(tmp_path / "gone.cjm"), str(tmp_path / "bare.cjm"), "--json"]) == 2
    out, err = capsys.readouterr()
    gone, bare = json.loads(out)["maps"]
    assert gone["problem"] == "gone.cjm cannot be read: there is no such file or folder."
    assert len(bare["findings"]) == 3
    assert err


def test_rules_are_left_out_by_name(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.cjm"
    write_map(Journey(), path)
    assert cli.main(["check", str(path), "--without", "no-objective", "--without", "no-scenario"]) == 1
    assert capsys.readouterr().out == f"{path}: warning: the map has no persona\n"
    write_map(Journey(review_off=("no-objective", "no-scenario", "no-persona")), path)
    assert cli.main(["check", str(path)]) == 0
    assert cli.main(["check", str(path), "--without", "no-objektive"]) == 2
    assert "there is no rule “no-objektive”; cjm check --rules lists them" in capsys.readouterr().err


def test_several_rules_are_left_out_at_once(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.cjm"
    write_map(Journey(), path)
    assert cli.main(["check", str(path), "--without", "no-objective, no-scenario,", "--without=no-persona"]) == 0
    assert cli.main(["check", str(path), "--without", "no-objective,no-objektive"]) == 2
    assert "there is no rule “no-objektive”" in capsys.readouterr().err


def test_all_rules_are_asked_though_the_map_switches_some_off(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.cjm"
    write_map(Journey(review_off=("no-objective", "no-scenario", "of-a-newer-version")), path)
    assert cli.main(["check", str(path)]) == 1
    assert capsys.readouterr().out.count("\n") == 1
    assert cli.main(["check", str(path), "--all"]) == 1
    assert capsys.readouterr().out.count("\n") == 3
    assert cli.main(["check", str(path), "--all", "--without", "no-objective,no-persona,no-scenario"]) == 0


def test_what_somebody_switched_off_in_the_preferences_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    folder = tmp_path / "config" / "cjm-desktop"
    folder.mkdir(parents=True)
    for name in ("cjm-desktop.conf", "CJM Desktop.conf"):
        (folder / name).write_text("[review]\noff=no-persona\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write_map(Journey(objective="o", scenario="s"), path := tmp_path / "a.cjm")
    assert cli.main(["check", str(path)]) == 1
    assert "the map has no persona" in capsys.readouterr().out
    assert cli.main(["check", "--help"]) == 0
    assert "in the editor's Preferences, are" in capsys.readouterr().out


def test_rules_are_listed(capsys: Output) -> None:
    assert cli.main(["check", "--rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert cli.main(["check", "--rules", "--json"]) == 0
    rules = told(capsys)["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert [rule["counts"] for rule in rules] == [rule.counts for rule in RULES.values()]


def test_many_findings_of_a_rule_are_one_line(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.cjm"
    cards = [
        Card(id=f"c{n}", lane="l", stage="s", text=f"Idea {n}", priority=Priority(impact=1, effort=1)) for n in range(5)
    ]

    def write(count: int) -> None:
        lane, stage = Lane(id="l", kind=LaneKind.CARDS, label="Ideas", role="opportunities"), Stage(id="s", name="S")
        tables = {"lanes": Table.of([lane]), "stages": Table.of([stage]), "cards": Table.of(cards[:count])}
        write_map(Journey(title="T", objective="o", scenario="s").model_copy(update=tables), path)

    write(5)
    assert cli.main(["check", str(path), "--without", "no-persona"]) == 1
    out = capsys.readouterr().out
    assert f"{path}: warning: 5 × opportunity without owner: “Idea 0”, “Idea 1”, “Idea 2” and 2 more\n" in out
    assert cli.main(["check", str(path), "--json"]) == 1
    rules = [finding["rule"] for finding in told(capsys)["maps"][0]["findings"]]
    assert rules.count("opportunity-without-owner") == 5
    write(3)
    assert cli.main(["check", str(path)]) == 1
    assert capsys.readouterr().out.count("has no owner\n") == 3


def test_a_file_that_nobody_wrote_for_months_is_stale(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.cjm"
    write_map(load_template("current-state").model_copy(update={"date": "2019-01-31"}), path)
    os.utime(path, (1_546_300_800, 1_546_300_800))
    assert cli.main(["check", str(path), "--json"]) == 1
    (finding,) = told(capsys)["maps"][0]["findings"]
    assert finding["rule"] == "stale-map"
    assert "date 2019-01-31 is" in finding["message"]
    os.utime(path)
    assert cli.main(["check", str(path), "--json"]) == 1, "a clone is no younger than what is in it"
    write_map(load_template("current-state").model_copy(update={"date": ""}), path)
    assert cli.main(["check", str(path)]) == 0
    os.utime(path, (1_546_300_800, 1_546_300_800))
    assert cli.main(["check", str(path)]) == 1
    assert "was last saved on 2019-01-01" in capsys.readouterr().out
