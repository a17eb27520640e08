"""What the tests of a row tell goes in; the table that the programme prints is looked at, and whether every row is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import ROOT
from tests.reliability.programme import ROWS, Outcome, Tally, table


def outcome(number: int, ended: str = "passed", *, without: str = "", reason: str = "", **counts: int) -> Outcome:
    tally = Tally(ROWS[number], 10, without)
    for what, count in counts.items():
        tally.add(what, count)
    return Outcome(tally.told, ended, reason, 1.2)


def cells(*outcomes: Outcome) -> list[list[str]]:
    """The table's lines below its head, cell by cell."""
    head, rule, *lines = table(outcomes)
    starts = [start for start in range(len(rule)) if rule[start] == "-" and (start == 0 or rule[start - 1] == " ")]
    assert head.startswith("#")
    return [[line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)] for line in lines]


def test_tests_of_a_row_are_summed_and_rows_stand_in_order() -> None:
    second, first = outcome(2, lost=0), outcome(1, torn=0, saved=5)
    lines = cells(second, first, outcome(1, torn=1, saved=7), outcome(1, without="the lock"))
    assert [line[0] for line in lines] == ["1", "2"]
    assert lines[0][2:] == ["20", "1 torn, 12 saved", ROWS[1].gate, "held", "yes: the lock", "4"]
    assert lines[1][2:] == ["10", "0 lost", ROWS[2].gate, "held", "-", "1"]


def test_what_failed_or_was_not_run_is_not_held() -> None:
    assert cells(outcome(1), outcome(1, "failed"))[0][5] == "FAILED"
    assert cells(outcome(1), outcome(1, "failed", without="the lock"))[0][5:7] == ["FAILED", "NO: the lock"]
    skipped = outcome(2, "skipped", reason="needs root")
    assert cells(skipped)[0][2:6] == ["0", "1 of 1 SKIPPED (needs root)", ROWS[2].gate, "not run"]
    assert cells(skipped, outcome(2, lost=0))[0][3:6] == [
        "0 lost, 1 of 2 SKIPPED (needs root)",
        ROWS[2].gate,
        "held in part",
    ]


def test_a_test_says_itself_how_often_it_did_its_work() -> None:
    tally = Tally(ROWS[3], 1)
    told = tally.told
    tally.n = 256
    assert told["n"] == 256


def test_every_row_is_tested_and_proven_and_told_in_the_documentation() -> None:
    modules = {int(path.name[5:7]): path.read_text() for path in Path(__file__).parent.glob("test_[0-9][0-9]_*.py")}
    assert sorted(modules) == list(ROWS)
    for number, source in modules.items():
        assert f"row({number})" in source, number
        assert f"row({number}, without=" in source, number
    told = (ROOT / "CONTRIBUTING.md").read_text().partition("## What is promised")[2].partition("\n## ")[0]
    assert [int(number) for number in re.findall(r"^\| (\d+) \|", told, re.MULTILINE)] == list(ROWS)
