"""Dialogs that read tables beside the event loop: how tests wait for them, and put a line right as a user does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.formats.spreadsheet import tables_in
from cjm_desktop.windows.chooser import Chooser
from cjm_desktop.windows.importing.dialog import ImportDialog
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.survey_dialog import SurveyDialog


def settle(dialog: ImportDialog | SurveyDialog, qtbot: QtBot) -> None:
    """Waits until what was put right last is read and shown."""
    qtbot.waitUntil(lambda: not dialog.is_busy)


def opened(text: str, name: str, window: MainWindow, qtbot: QtBot) -> ImportDialog:
    """The dialog of a file of this name and text, with its first preview."""
    tables = tables_in(text.encode(), name)
    assert tables is not None
    dialog = ImportDialog(tables, window)
    dialog.show()
    settle(dialog, qtbot)
    return dialog


def meanings(dialog: ImportDialog) -> list[str]:
    """What the lines that are shown were taken for."""
    reading = dialog.table.cells.reading
    assert reading is not None
    return list(reading.meanings)


def choose(typed: str) -> Chooser:
    """Types into the list of what a line can be, which is open, and takes the first of what is left."""
    chooser = QApplication.activePopupWidget()
    assert isinstance(chooser, Chooser)
    QTest.keyClicks(chooser.field, typed)
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    return chooser


def say(dialog: ImportDialog, line: int, typed: str, qtbot: QtBot) -> None:
    """Puts a line right by the keyboard."""
    dialog.table.setFocus()
    dialog.table.show_line(line)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    choose(typed)
    settle(dialog, qtbot)


def click_heading(dialog: ImportDialog, line: int) -> None:
    """Clicks on the heading that says what a line is."""
    place = dialog.table.place_of(line)
    reading = dialog.table.cells.reading
    assert reading is not None
    head = dialog.table.verticalHeader() if reading.across else dialog.table.horizontalHeader()
    at = head.viewport().mapFromGlobal(place.center())
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
