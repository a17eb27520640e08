"""What the rows of the test programme get: the tally of their row; and the table at the end of a run."""

from __future__ import annotations

import pytest

from tests.reliability.programme import PROPERTY, ROWS, SCALE, Outcome, Tally, table


def _mark(node: pytest.Item) -> pytest.Mark:
    mark = node.get_closest_marker("row")
    assert mark is not None, f"{node.nodeid} bears no row"
    return mark


def _tally(node: pytest.Item) -> Tally:
    mark = _mark(node)
    row = ROWS[mark.args[0]]
    return Tally(row, row.n * (1 if row.fixed else SCALE), mark.kwargs.get("without", ""))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    # At once, so that a test that skips is in the table, too.
    if item.get_closest_marker("row"):
        item.stash[_TALLY] = _tally(item)
        item.user_properties.append((PROPERTY, item.stash[_TALLY].told))


_TALLY = pytest.StashKey[Tally]()


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """What this test counts, and how often it does its work."""
    return request.node.stash[_TALLY]  # type: ignore[no-any-return]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table of all rows that ran."""
    outcomes: dict[str, Outcome] = {}
    for kind in ("passed", "failed", "error", "skipped"):
        for report in terminalreporter.stats.get(kind, []):
            told = dict(getattr(report, "user_properties", ())).get(PROPERTY)
            if told is None or (kind == "passed" and report.when != "call"):
                continue
            reason = report.longrepr[2].removeprefix("Skipped: ") if kind == "skipped" else ""
            ended = "failed" if kind == "error" else kind
            outcomes[report.nodeid] = Outcome(told, ended, reason, report.duration)
    if outcomes:
        terminalreporter.section(f"what is promised, at a scale of {SCALE}")
        for line in table(outcomes.values()):
            terminalreporter.write_line(line)
