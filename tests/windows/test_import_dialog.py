"""Tables of files become maps: a dialog shows the map that would be, lets the reading be put right, and Enter imports."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cjm_desktop.formats.spreadsheet import tables_in
from cjm_desktop.model.records import LaneKind
from cjm_desktop.windows.importing.dialog import ImportDialog
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.answering import in_dialog
from tests.windows.conftest import Answers
from tests.windows.holding import session_of
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TABLE = "Stage,Actions,Emotion\n1. Need,looks; asks,3\n2. Buy,pays; waits,4\n"
LOG = "case,activity,timestamp\n" + "".join(
    f"{case},{name},2024-01-0{case} 1{hour}:00\n" for case in (1, 2) for hour, name in enumerate("ABCD")
)
TWO = "| Stage | Actions |\n|---|---|\n| Need | looks |\n\n# Costs\n\n| What | Sum |\n|---|---|\n| Ads | 5 |\n| Fair | 6 |\n"


def opened(text: str, name: str, window: MainWindow) -> ImportDialog:
    tables = tables_in(text.encode(), name)
    assert tables is not None
    dialog = ImportDialog(tables, window)
    dialog.show()
    return dialog


def test_enter_imports_what_is_shown(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(MainWindow, "show_notes", lambda _self, notes: told.append(notes))
    path = tmp_path / "ride.csv"
    path.write_text(TABLE, encoding="utf-8")

    def steps(dialog: ImportDialog) -> None:
        assert dialog.title.text() == "ride"
        assert dialog.summary.text() == "2 stages · 2 lanes · 4 cards · 2 emotion points"
        assert "scale of 1 to 5" in dialog.remarks.text()
        assert nameless(dialog) == []
        qtbot.waitUntil(lambda: not dialog.picture.pixmap().isNull())
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    with in_dialog(ImportDialog, steps):
        window.commands.file.open_any(path)
    journey = session_of(window).journey
    assert journey.title == "ride"
    assert [stage.name for stage in journey.stages.values()] == ["Need", "Buy"]
    assert session_of(window).is_dirty
    assert any("scale of 1 to 5" in note for note in told[0])


def test_esc_imports_nothing(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "ride.csv"
    path.write_text(TABLE, encoding="utf-8")
    with in_dialog(ImportDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)):
        window.commands.file.open_any(path)
    assert window.document is None


def test_a_file_without_a_table_is_told_of(window: MainWindow, tmp_path: Path, answers: Answers) -> None:
    path = tmp_path / "ride.xlsx"
    path.write_bytes(b"no workbook")
    window.commands.file.open_any(path)
    assert "“ride.xlsx” is no XLSX workbook" in answers.asked[0]
    assert window.document is None


def test_the_scale_is_asked_for_and_lists_may_stay_whole(window: MainWindow) -> None:
    dialog = opened(TABLE, "ride.csv", window)
    assert dialog.scale.isVisible()
    QTest.keyClick(dialog.scale, Qt.Key.Key_End)
    while dialog.scale.currentData() != "1 to 10":
        QTest.keyClick(dialog.scale, Qt.Key.Key_Up)
    assert "scale of 1 to 5" not in dialog.remarks.text()
    dialog.lists.click()
    assert dialog.summary.text() == "2 stages · 2 lanes · 2 cards · 2 emotion points"
    dialog.create_button.click()
    assert dialog.imported is not None
    assert [point.value for point in dialog.imported.journey.points.values()] == [-1.111, -0.667]
    dialog.deleteLater()


def test_no_scale_is_asked_for_where_feelings_are_words(window: MainWindow) -> None:
    dialog = opened("Stage,Emotion\nNeed,happy\nBuy,4/5\n", "a.csv", window)
    assert not dialog.scale.isVisible()
    assert not dialog.which.isVisible()
    dialog.close()
    dialog.deleteLater()


def test_one_of_several_tables_is_chosen(window: MainWindow) -> None:
    dialog = opened(TWO, "a.md", window)
    assert dialog.which.isVisible()
    assert dialog.which.currentText() == "Table 1"
    assert dialog.summary.text().startswith("1 stage ")
    QTest.keyClick(dialog.which, Qt.Key.Key_Down)
    assert dialog.which.currentText() == "Costs"
    # Numbers only, so it takes a word of the user.
    assert not dialog.create_button.isEnabled()
    assert "This is a table of numbers" in dialog.complaint.text()
    QTest.keyClick(dialog.direction, Qt.Key.Key_Down if dialog.direction.currentData() else Qt.Key.Key_Up)
    assert dialog.create_button.isEnabled()
    dialog.create_button.click()
    assert dialog.imported is not None
    dialog.deleteLater()


def test_a_log_of_events_is_summarised_if_asked(window: MainWindow) -> None:
    dialog = opened(LOG, "log.csv", window)
    assert not dialog.create_button.isEnabled()
    assert "log of events" in dialog.complaint.text()
    QTest.keyClick(dialog.which, Qt.Key.Key_Down)
    assert dialog.create_button.isEnabled()
    assert not dialog.complaint.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.imported is not None
    journey = dialog.imported.journey
    assert [stage.name for stage in journey.stages.values()] == list("ABCD")
    assert {lane.kind for lane in journey.lanes.values()} == {LaneKind.METRIC}
    dialog.deleteLater()


def test_picture_follows_what_is_put_right(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(TABLE, "ride.csv", window)
    qtbot.waitUntil(lambda: not dialog.picture.pixmap().isNull())
    before = dialog.picture.pixmap().toImage()
    dialog.meanings[1].setFocus()
    QTest.keyClick(dialog.meanings[1], Qt.Key.Key_End)
    qtbot.waitUntil(lambda: dialog.picture.pixmap().toImage() != before)
    dialog.reject()
    dialog.deleteLater()
