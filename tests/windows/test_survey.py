"""A table of answers comes onto the map: the dialog says what was answered, lets it be put right, and makes one step of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from cjm_desktop.editing.survey import curve_of, row_of
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.survey_dialog import SurveyDialog
from tests.windows.answering import in_dialog
from tests.windows.conftest import Answers
from tests.windows.holding import session_of
from tests.windows.naming import nameless

TABLE = "id,stage,score (1-5)\n1,need,4\n2,Need,2\n3,Serch,5\n4,Elsewhere,1\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The table that the user chooses whenever a file is asked for."""
    path = tmp_path / "csat.csv"
    path.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


@pytest.mark.usefixtures("table")
def test_answers_become_a_curve_in_one_step(sample: MainWindow) -> None:
    session = session_of(sample)
    before = session.journey

    def steps(dialog: SurveyDialog) -> None:
        model = dialog.table.model()
        cells = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
        assert cells == [["Need", "3.00", "2", "1.41"], ["Search", "5.00", "1", ""]]
        assert dialog.title.text() == "csat"
        assert "“Serch” as “Search”" in dialog.remarks.text()
        assert "“Elsewhere” (1)" in dialog.remarks.text()
        assert nameless(dialog) == []
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    with in_dialog(SurveyDialog, steps):
        sample.actions_by_id["import-survey"].trigger()
    curve = curve_of(session.journey, "csat")
    assert [one.value for one in session.journey.points.values() if one.curve == curve] == [0.0, 2.0]
    assert session.undo()
    assert session.journey is before


@pytest.mark.usefixtures("table")
def test_columns_scale_and_kind_can_be_put_right(sample: MainWindow) -> None:
    def steps(dialog: SurveyDialog) -> None:
        dialog.score.setFocus()
        QTest.keyClick(dialog.score, Qt.Key.Key_Up)
        assert dialog.score.currentText() == "stage"
        assert not dialog.put_button.isEnabled()
        assert dialog.complaint.isVisibleTo(dialog)
        QTest.keyClick(dialog.score, Qt.Key.Key_Down)
        dialog.scale.setCurrentIndex(dialog.scale.findData("0 to 10"))
        dialog.kind.setFocus()
        QTest.keyClick(dialog.kind, Qt.Key.Key_Down)
        dialog.title.setText("Asked in May")
        QTest.mouseClick(dialog.put_button, Qt.MouseButton.LeftButton)

    with in_dialog(SurveyDialog, steps):
        sample.actions_by_id["import-survey"].trigger()
    journey = session_of(sample).journey
    assert curve_of(journey, "Asked in May") is None
    row = row_of(journey, "Asked in May")
    assert [(one.value, one.full) for one in journey.metrics.values() if one.lane == row] == [(3.0, 10.0), (5.0, 10.0)]


@pytest.mark.usefixtures("table")
def test_escape_costs_nothing(sample: MainWindow) -> None:
    before = session_of(sample).journey
    with in_dialog(SurveyDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)):
        sample.actions_by_id["import-survey"].trigger()
    assert session_of(sample).journey is before


def test_what_is_no_table_is_refused_in_a_sentence(sample: MainWindow, table: Path, answers: Answers) -> None:
    table.write_text("nothing\n", encoding="utf-8")
    sample.actions_by_id["import-survey"].trigger()
    assert "csat.csv holds no answers" in answers.asked[-1]
