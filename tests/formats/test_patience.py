"""Long work is given up where nobody waits any more, and only there."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

import openpyxl
import pytest

from cjm_desktop.formats import spreadsheet, survey, table_map
from cjm_desktop.formats.patience import GivenUpError, go_on, while_wanted
from cjm_desktop.formats.table import read_separated
from cjm_desktop.templates import load_template

_ROWS = "Stage,Actions,Pains\n" + "".join(f"Stage {n},does {n},hurts {n}\n" for n in range(600))
_ANSWERS = "stage,score\n" + "Need,4\n" * 1_200


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in _ROWS.splitlines():
        book.active.append(row.split(","))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def answers() -> survey.Answers:
    return survey.answers_in(_ANSWERS.encode(), "a.csv")


def made() -> object:
    grid = read_separated("Stage,Actions\nNeed,x", ",")
    return table_map.read(grid, spreadsheet.reading_of(spreadsheet.Found("a", grid)), "a")


WORK: dict[str, Callable[[], object]] = {
    "csv": lambda: spreadsheet.tables_in(_ROWS.encode(), "a.csv"),
    "xlsx": lambda: spreadsheet.tables_in(workbook(), "a.xlsx"),
    "map": made,
    "answers": answers,
    "survey": lambda: survey.survey_of(answers(), survey.SurveyReading(0, 1), load_template("current-state")),
}


@pytest.mark.parametrize("name", WORK)
def test_what_takes_long_asks_whether_anybody_waits(name: str) -> None:
    asked: list[bool] = []

    def wanted() -> bool:
        asked.append(True)
        return True

    with while_wanted(wanted):
        WORK[name]()
    assert asked
    # Wherever it is asked, it ends there and then, as what it is and as no bad file.
    for least in {0, len(asked) // 2, len(asked) - 1}:
        left = [True] * least
        with pytest.raises(GivenUpError), while_wanted(lambda left=left: bool(left and left.pop())):
            WORK[name]()
    WORK[name]()


def test_only_the_thread_that_was_asked_gives_up() -> None:
    ended: list[str] = []

    def work() -> None:
        go_on()
        ended.append("well")

    with while_wanted(lambda: False):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        with pytest.raises(GivenUpError):
            go_on()
    go_on()
    assert ended == ["well"]
