"""A copied table becomes a new map: the dialog says what becomes what, lets it be put right, and makes the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.formats.table import read_html, read_separated
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.paste_dialog import PasteDialog
from tests.windows.answering import in_dialog
from tests.windows.conftest import Answers
from tests.windows.holding import session_of, workspace_of
from tests.windows.tables import meanings, say, settle
from tests.windows.test_access import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TABLE = "\t1. Need\t2. Buy\nActions\tlooks\tpays\nFeelings\t2\t-1\nWhatever\tx\t\n"


def test_a_table_becomes_a_map_in_another_window(sample: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(TABLE)
    session_of(sample).mark_saved()
    from tests.windows.holding import rename

    rename(sample, "Worked on")

    def steps(dialog: PasteDialog) -> None:
        settle(dialog, qtbot)
        assert dialog.summary.text() == "2 stages · 3 lanes · 3 cards · 2 emotion points"
        assert "in front of the stages" in dialog.remarks.text.toPlainText()
        assert nameless(dialog) == []
        dialog.title.setText("From Excel")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    sample.activateWindow()
    workspace_of(sample).canvas.setFocus()
    with in_dialog(PasteDialog, steps):
        QTest.keyClick(
            workspace_of(sample).canvas,
            Qt.Key.Key_V,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    (other,) = [window for window in desktop.windows if window is not sample]
    journey = session_of(other).journey
    assert journey.title == "From Excel"
    assert [stage.name for stage in journey.stages.values()] == ["Need", "Buy"]
    assert session_of(other).is_dirty
    assert session_of(sample).journey.title == "Worked on"


def test_on_the_start_page_too(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(TABLE)

    def steps(dialog: PasteDialog) -> None:
        # Enter may come before the first preview: it takes what that shows.
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not dialog.isVisible())

    with in_dialog(PasteDialog, steps):
        window.actions_by_id["new-from-clipboard"].trigger()
    assert len(session_of(window).journey.stages) == 2


def test_esc_makes_nothing(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(TABLE)
    with in_dialog(PasteDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)):
        window.actions_by_id["paste-map"].trigger()
    assert window.document is None


def test_the_reading_is_put_right(window: MainWindow, qtbot: QtBot) -> None:
    dialog = PasteDialog(read_separated(TABLE), window)
    dialog.show()
    settle(dialog, qtbot)
    assert meanings(dialog) == ["stages", "actions", "emotions", "own"]
    # By the keyboard: the last line is left out.
    say(dialog, 3, "left out", qtbot)
    assert meanings(dialog)[3] == "-"
    assert dialog.summary.text() == "2 stages · 2 lanes · 2 cards · 2 emotion points"
    QTest.keyClick(dialog.direction, Qt.Key.Key_Down)
    settle(dialog, qtbot)
    assert len(meanings(dialog)) == 3
    assert dialog.summary.text().startswith("3 stages")
    QTest.keyClick(dialog.direction, Qt.Key.Key_Up)
    settle(dialog, qtbot)
    QTest.keyClick(dialog.labels, Qt.Key.Key_Home)
    settle(dialog, qtbot)
    assert dialog.labels.currentData() is None
    assert dialog.outcome is not None
    assert dialog.outcome.reading.labels is None
    QTest.keyClick(dialog.labels, Qt.Key.Key_Down)
    settle(dialog, qtbot)
    dialog.by_line.click()
    dialog.create_button.click()
    settle(dialog, qtbot)
    assert dialog.imported is not None
    assert [lane.label for lane in dialog.imported.journey.lanes.values()] == ["Actions", "Feelings", "Whatever"]
    dialog.deleteLater()


def test_a_table_without_end_is_shown_in_part(window: MainWindow, qtbot: QtBot) -> None:
    rows = [["", *(f"S{n}" for n in range(40))], *([f"L{n}", *("x" for _ in range(40))] for n in range(90))]
    dialog = PasteDialog(read_separated("\n".join("\t".join(row) for row in rows)), window)
    settle(dialog, qtbot)
    assert dialog.table.model().rowCount() < len(rows)
    assert "all of it is read" in dialog.hint.text()
    assert "40 stages · 90 lanes · 3600 cards" in dialog.summary.text().replace(",", "")
    dialog.close()
    dialog.deleteLater()


def test_merged_cells_and_bold_type_are_shown_as_in_the_spreadsheet(window: MainWindow, qtbot: QtBot) -> None:
    copied = read_html(
        "<table><tr><td>Stage</td><td colspan=2>**Need**</td><td>Buy</td></tr>"
        "<tr><td>Actions</td><td>looks</td><td>asks</td><td>pays</td></tr></table>"
    )
    assert copied is not None
    dialog = PasteDialog(copied, window)
    settle(dialog, qtbot)
    assert dialog.table.model().index(0, 1).data() == "Need"
    assert [dialog.table.columnSpan(0, column) for column in (0, 1, 3)] == [1, 2, 1]
    assert dialog.summary.text().startswith("2 stages")
    QTest.keyClick(dialog.direction, Qt.Key.Key_Down)
    settle(dialog, qtbot)
    assert [dialog.table.columnSpan(0, column) for column in (0, 1, 3)] == [1, 2, 1], "the sheet never turns"
    dialog.close()
    dialog.deleteLater()


def test_too_many_lanes_are_told_of(window: MainWindow, qtbot: QtBot) -> None:
    rows = [["", "S", "T"], *([f"L{n}", "x", "y"] for n in range(300))]
    dialog = PasteDialog(read_separated("\n".join("\t".join(row) for row in rows)), window)
    dialog.show()
    settle(dialog, qtbot)
    if dialog.direction.currentData() is not True:
        QTest.keyClick(dialog.direction, Qt.Key.Key_Up)
        settle(dialog, qtbot)
    assert not dialog.create_button.isEnabled()
    assert "200 are the most" in dialog.complaint.text()
    dialog.close()
    dialog.deleteLater()


@pytest.mark.parametrize("text", ["", "one word", "a\t" * 2_000])
def test_what_is_no_table_is_told_of(window: MainWindow, answers: Answers, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.actions_by_id["paste-map"].trigger()
    assert len(answers.asked) == 1
    assert window.document is None


def test_copied_things_become_a_map_at_once(sample: MainWindow, desktop: Desktop) -> None:
    canvas = workspace_of(sample).canvas
    canvas.select(["stage-search", "stage-compare"])
    sample.actions_by_id["copy"].trigger()
    from tests.windows.holding import rename

    rename(sample, "Worked on")
    sample.actions_by_id["paste-map"].trigger()
    (other,) = [window for window in desktop.windows if window is not sample]
    journey = session_of(other).journey
    assert [stage.name for stage in journey.stages.values()] == ["Search", "Compare"]
    assert len(journey.cards) > 5
