"""The rows of the test programme as data, and what its tests told goes in; one table comes out: test, N, result, gate.

A test of a row bears `@pytest.mark.row(5)` and takes the fixture `tally`: it does its work `tally.n` times (the row's `n`
times CJM_SCALE), counts with `tally.add("lost", 0)` what the gate speaks of, and asserts the gate itself. Several tests,
or one with parameters, may share a row: their counts are summed. A test with `@pytest.mark.row(5, without="the journal")`
proves the gate: it takes that guard away and passes when the same check finds the damage.

At a scale of 1 a row takes up to half a minute. Other tests may run beside it, so time is measured as the processor's
(`time.process_time`, `time.thread_time`), not the clock's. Modules are called test_NN_what.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: How many times the share of the continuous integration is wanted.
SCALE = max(1, int(os.environ.get("CJM_SCALE", "1")))

#: Under what name a test hands its counts on.
PROPERTY = "reliability"


@dataclass(frozen=True, slots=True)
class Row:
    """One promise: what is done `n` times (at a scale of 1, by each of its tests) and what must come of it."""

    number: int
    test: str
    n: int
    gate: str
    fixed: bool = False  #: whether `n` is the same at every scale


ROWS = {
    row.number: row
    for row in (
        Row(1, "kill -9 in a save loop, three sizes", 40, "0 torn, 0 acknowledged lost, litter swept"),
        Row(2, "power cut on ext4 and on xfs", 20, "0 corrupt, 0 lost; the naive writer fails"),
        Row(3, "disk full: at every 4 KiB of 1 MiB, and a limit on files", 256, "old bytes identical, error told"),
        Row(4, "an error injected into every call of a save", 1, "old or new whole file, and told"),
        Row(5, "kill the whole program in mid-edit, restart", 2, "at most 2 s of edits lost, recovery offered"),
        Row(6, "two processes edit one file", 300, "0 edits lost silently"),
        Row(
            7,
            "fuzz: load, save, load; importers; PDF and PNG again",
            2_000,
            "own errors only, none over 2 s, memory flat",
        ),
        Row(8, "fuzz: random valid maps to PDF", 40, "no exception, every card's text found"),
        Row(9, "corpus of hostile files", 1, "each refused or neutralised in under 1 s", fixed=True),
        Row(10, "undo and redo against snapshots", 2_000, "every state again; full undo gives the first bytes"),
        Row(11, "migrations: every old version to now", 1, "100 %, unknown fields kept"),
        Row(12, "soak: open, edit 50, export, close", 20, "under 2 kB a cycle after warm-up, 32 kB a window"),
        Row(13, "no network in open, edit, export", 1, "0 connections", fixed=True),
        Row(14, "stalls of the event loop while a large map is edited", 100, "none over 100 ms"),
        Row(15, "accessible tree", 1, "every card, stage, lane and control named"),
    )
}


class Tally:
    """What one test counts: `n` is how often it does its work, `counts` what came of it, in the order of its naming."""

    def __init__(self, row: Row, n: int, without: str = "") -> None:
        self.row = row
        self.counts: dict[str, int] = {}
        self.told: dict[str, Any] = {"row": row.number, "n": n, "without": without, "counts": self.counts}

    @property
    def n(self) -> int:
        """How often to do the work; set it where the work itself says how often that is."""
        return int(self.told["n"])

    @n.setter
    def n(self, n: int) -> None:
        self.told["n"] = n

    def add(self, what: str, count: int = 1) -> None:
        """Count something; with 0, so that the table names what did not happen."""
        self.counts[what] = self.counts.get(what, 0) + count


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one test of a row ended: "passed", "failed" or "skipped" (with the reason), what it told, seconds it took."""

    told: dict[str, Any]
    ended: str
    reason: str
    seconds: float


def table(outcomes: Iterable[Outcome]) -> list[str]:
    """The lines of the table, rows in order; a row without an outcome is left out."""
    by_row: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        by_row.setdefault(outcome.told["row"], []).append(outcome)
    lines: list[tuple[str, ...]] = [("#", "test", "N", "result", "gate", "", "seen to fail", "s")]
    lines += [_line(ROWS[number], by_row[number]) for number in sorted(by_row)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    lines.insert(1, tuple("-" * width for width in widths))
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]


def _line(row: Row, outcomes: list[Outcome]) -> tuple[str, ...]:
    tests = [one for one in outcomes if not one.told["without"]]
    proofs = [one for one in outcomes if one.told["without"]]
    counts: dict[str, int] = {}
    for one in tests:
        for what, count in one.told["counts"].items():
            counts[what] = counts.get(what, 0) + count
    ran = [one for one in tests if one.ended != "skipped"]
    skipped = [one for one in tests if one.ended == "skipped"]
    said = [f"{count:,} {what}" for what, count in counts.items()]
    said += [f"{len(skipped)} of {len(tests)} SKIPPED ({skipped[0].reason})"] if skipped else []
    if any(one.ended == "failed" for one in outcomes):
        verdict = "FAILED"
    else:
        verdict = "held" if ran and not skipped else "held in part" if ran else "not run"
    seen = {"passed": "yes", "failed": "NO", "skipped": "skipped"}
    return (
        str(row.number),
        row.test,
        f"{sum(one.told['n'] for one in ran):,}",
        ", ".join(said),
        row.gate,
        verdict,
        "; ".join(dict.fromkeys(f"{seen[one.ended]}: {one.told['without']}" for one in proofs)) or "-",
        f"{sum(one.seconds for one in outcomes):.0f}",
    )
