"""A table of answers comes onto the map: the dialog says what was answered, lets it be put right, and makes one step of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.survey import curve_of, row_of
from cjm_desktop.formats.survey import SurveyReading
from cjm_desktop.windows import survey_dialog
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.survey_dialog import SurveyDialog
from tests.windows.answering import in_dialog
from tests.windows.conftest import Answers
from tests.windows.holding import session_of
from tests.windows.naming import nameless
from tests.windows.tables import settle

TABLE = "id,stage,score (1-5)\n1,need,4\n2,Need,2\n3,Serch,5\n4,Elsewhere,1\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The table that the user chooses whenever a file is asked for."""
    path = tmp_path / "csat.csv"
    path.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


@pytest.mark.usefixtures("table")
def test_answers_become_a_curve_in_one_step(sample: MainWindow, qtbot: QtBot) -> None:
    session = session_of(sample)
    before = session.journey

    def steps(dialog: SurveyDialog) -> None:
        settle(dialog, qtbot)
        model = dialog.table.model()
        cells = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
        assert cells == [["Need", "3.00", "2", "1.41"], ["Search", "5.00", "1", ""]]
        assert dialog.title.text() == "csat"
        assert "“Serch” as “Search”" in dialog.remarks.text.toPlainText()
        assert "“Elsewhere” (1)" in dialog.remarks.text.toPlainText()
        assert nameless(dialog) == []
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    with in_dialog(SurveyDialog, steps):
        sample.actions_by_id["import-survey"].trigger()
    curve = curve_of(session.journey, "csat")
    assert [one.value for one in session.journey.points.values() if one.curve == curve] == [0.0, 2.0]
    assert session.undo()
    assert session.journey is before


@pytest.mark.usefixtures("table")
def test_columns_scale_and_kind_can_be_put_right(sample: MainWindow, qtbot: QtBot) -> None:
    def steps(dialog: SurveyDialog) -> None:
        dialog.score.setFocus()
        QTest.keyClick(dialog.score, Qt.Key.Key_Up)
        assert dialog.score.currentText() == "stage"
        settle(dialog, qtbot)
        assert not dialog.put_button.isEnabled()
        assert dialog.complaint.isVisibleTo(dialog)
        QTest.keyClick(dialog.score, Qt.Key.Key_Down)
        dialog.scale.setCurrentIndex(dialog.scale.findData("0 to 10"))
        dialog.kind.setFocus()
        QTest.keyClick(dialog.kind, Qt.Key.Key_Down)
        dialog.title.setText("Asked in May")
        # The button waits for what was put right last.
        QTest.mouseClick(dialog.put_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not dialog.isVisible())

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


def put(sample: MainWindow, qtbot: QtBot, change: Callable[[SurveyDialog], object] = lambda _: None) -> list[str]:
    """Brings the chosen file onto the map by the menu, with what a user changes in the dialog; what it says of before."""
    told: list[str] = []

    def steps(dialog: SurveyDialog) -> None:
        settle(dialog, qtbot)
        change(dialog)
        told.append(dialog.again.text())
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not dialog.isVisible())

    with in_dialog(SurveyDialog, steps):
        sample.actions_by_id["import-survey"].trigger()
    return told


def test_the_same_survey_again_updates_what_it_made(sample: MainWindow, table: Path, qtbot: QtBot) -> None:
    session = session_of(sample)
    before = session.journey
    new = "Later answers under this source name, or from a file of this name, will bring it up to date."
    assert put(sample, qtbot) == [new]
    first = session.journey
    curve = curve_of(first, "csat")
    assert curve is not None
    # The file grows: more is asked about Search, and Delivery for the first time.
    table.write_text(TABLE + "5,Search,3\n6,Delivery,1\n7,Delivery,3\n", encoding="utf-8")
    (told,) = put(sample, qtbot)
    assert told == "The map has a curve from this source; it is brought up to date."
    second = session.journey
    assert curve_of(second, "csat") == curve
    assert len(second.curves) == len(first.curves)
    points = [point for point in second.points.values() if point.curve == curve]
    assert [point.value for point in points] == [0.0, 1.0, -1.0]
    assert [point.id for point in points][:2] == [one.id for one in first.points.values() if one.curve == curve]
    for point in points:
        assert point.evidence is not None
        assert (point.evidence.source, point.evidence.count) == ("csat", 2)
    (source,) = [one for one in second.sources.values() if one.title == "csat"]
    assert source.count == 6
    assert session.undo()
    assert session.journey is first
    assert session.undo()
    assert session.journey is before
    assert session.redo()
    assert session.redo()
    assert session.journey is second


def test_a_survey_is_known_again_by_its_file_and_comes_as_it_came_before(
    sample: MainWindow, table: Path, qtbot: QtBot
) -> None:
    def first(dialog: SurveyDialog) -> None:
        dialog.title.setText("Asked in May")
        dialog.kind.setFocus()
        QTest.keyClick(dialog.kind, Qt.Key.Key_End)

    def again(dialog: SurveyDialog) -> None:
        assert dialog.title.text() == "Asked in May"
        assert dialog.kind.currentText() == "A curve and a row"
        # Under another name it is another survey.
        dialog.title.setText("Asked in June")
        assert "This is a new source." in dialog.again.text()
        assert "name it here: “Asked in May”" in dialog.again.text()
        dialog.title.setText("Asked in May")
        assert "brought up to date" in dialog.again.text()

    put(sample, qtbot, first)
    once = session_of(sample).journey
    table.write_text(TABLE.replace("1,need,4", "1,need,3"), encoding="utf-8")
    (told,) = put(sample, qtbot, again)
    assert told == "The map has a curve and a row from this source; they are brought up to date."
    twice = session_of(sample).journey
    assert [len(one.curves) + len(one.lanes) + len(one.sources) for one in (once, twice)] == [
        len(once.curves) + len(once.lanes) + len(once.sources)
    ] * 2
    row = row_of(twice, "Asked in May")
    need = next(one for one in twice.metrics.values() if one.lane == row)
    assert (need.value, need.series) == (2.5, (3.0,))


def test_names_that_the_map_does_not_have_are_put_by_hand_and_remembered(
    sample: MainWindow, table: Path, qtbot: QtBot
) -> None:
    table.write_text(f"{TABLE}5,Elsewhere,5\n6,Nowhere,2\n", encoding="utf-8")

    def first(dialog: SurveyDialog) -> None:
        settle(dialog, qtbot)
        assert dialog.names.isVisibleTo(dialog)
        assert [dialog.names.item(n, 0).text() for n in range(2)] == ["Elsewhere", "Nowhere"]
        assert [dialog.names.item(n, 1).text() for n in range(2)] == ["2", "1"]
        choice = dialog.names.choice(0)
        assert choice.currentText() == "Left out"
        choice.setFocus()
        assert choice.accessibleName() == "What “Elsewhere” is on the map"
        QTest.keyClick(choice, Qt.Key.Key_P)
        assert choice.currentText() == "Purchase"
        settle(dialog, qtbot)
        assert choice is dialog.names.choice(0), "the list that one is in stays"
        assert dialog.table.item(2, 0).text() == "Purchase"
        assert dialog.table.item(2, 1).text() == "3.00"
        assert "“Elsewhere” as “Purchase”" in dialog.remarks.text.toPlainText()
        assert nameless(dialog) == []

    def again(dialog: SurveyDialog) -> None:
        settle(dialog, qtbot)
        assert dialog.names.choice(0).currentText() == "Purchase"
        assert dialog.table.item(2, 0).text() == "Purchase"

    put(sample, qtbot, first)
    source = next(one for one in session_of(sample).journey.sources.values() if one.title == "csat")
    assert source.note.splitlines()[1] == "“Elsewhere” is “Purchase”"
    put(sample, qtbot, again)


def test_answers_about_nothing_on_the_map_can_be_put_there(sample: MainWindow, table: Path, qtbot: QtBot) -> None:
    table.write_text("who,score (1-5),stage\nXavier,4,Alpha\nYolanda,2,Beta\n", encoding="utf-8")

    def steps(dialog: SurveyDialog) -> None:
        settle(dialog, qtbot)
        assert (dialog.place.currentText(), dialog.score.currentText()) == ("stage", "score (1-5)")
        assert dialog.complaint.isVisibleTo(dialog)
        assert not dialog.put_button.isEnabled()
        QTest.keyClick(dialog.names.choice(1), Qt.Key.Key_S)
        settle(dialog, qtbot)
        assert not dialog.complaint.isVisibleTo(dialog)
        assert dialog.put_button.isEnabled()
        assert dialog.table.item(0, 0).text() == "Search"
        dialog.reject()

    with in_dialog(SurveyDialog, steps):
        sample.actions_by_id["import-survey"].trigger()


@pytest.mark.usefixtures("table")
def test_nothing_is_done_where_nothing_is_new(sample: MainWindow, qtbot: QtBot) -> None:
    put(sample, qtbot)
    once = session_of(sample).journey
    put(sample, qtbot)
    assert session_of(sample).journey is once


@pytest.mark.usefixtures("table")
def test_what_was_left_out_can_be_copied(sample: MainWindow, qtbot: QtBot) -> None:
    def steps(dialog: SurveyDialog) -> None:
        settle(dialog, qtbot)
        QTest.mouseClick(dialog.remarks.copy_button, Qt.MouseButton.LeftButton)
        assert "•  1 answer is about what is not on the map: “Elsewhere” (1)." in QGuiApplication.clipboard().text()

    with in_dialog(SurveyDialog, steps):
        sample.actions_by_id["import-survey"].trigger()


@pytest.mark.usefixtures("table")
def test_only_what_is_asked_last_of_the_answers_is_shown(
    sample: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[SurveyReading] = []
    may_go = threading.Event()
    read = survey_dialog.survey_of

    def held(answers: object, reading: SurveyReading, *more: object) -> object:
        begun.append(reading)
        assert may_go.wait(20)
        return read(answers, reading, *more)  # type: ignore[arg-type]

    def steps(dialog: SurveyDialog) -> None:
        settle(dialog, qtbot)
        shown: list[object] = []
        dialog._work.made.connect(shown.append)
        monkeypatch.setattr(survey_dialog, "survey_of", held)
        for scale in ("0 to 10", "1 to 7", "-5 to +5"):
            dialog.scale.setCurrentIndex(dialog.scale.findData(scale))
            qtbot.waitUntil(lambda: bool(begun))
        assert dialog.table.rowCount() == 2, "what was read before stands meanwhile"
        may_go.set()
        settle(dialog, qtbot)
        assert [reading.scale for reading in begun] == ["0 to 10", "-5 to +5"]
        assert len(shown) == 1

    with in_dialog(SurveyDialog, steps):
        sample.actions_by_id["import-survey"].trigger()
