"""Ctrl+Q asks about every map first; until the last answer is in, nothing is closed and nothing is let go of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.formats import journey_file
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import rename, session_of
from tests.windows.recovering import titles

Choose = Callable[[Path | None], None]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_BUTTONS = QMessageBox.StandardButton


@pytest.fixture
def three(window: MainWindow, desktop: Desktop, sample_file: Path, qtbot: QtBot) -> list[MainWindow]:
    """A saved map and two that are not."""
    window.open_path(sample_file)
    made = [window]
    for title in ("First", "Second"):
        other = desktop.another_window(window)
        other.commands.file.start_from_template("current-state", False)
        rename(other, title)
        made.append(other)
        qtbot.waitExposed(other)
    return made


def answered(qtbot: QtBot, *answers: QMessageBox.StandardButton | Qt.Key) -> list[str]:
    """Answers the next questions as a user does, by a click or a key; returns what is asked."""
    asked: list[str] = []
    waiting = list(answers)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(5, answer)
            return
        asked.append(box.text())
        wanted = waiting.pop(0)
        if waiting:
            QTimer.singleShot(5, answer)
        if isinstance(wanted, Qt.Key):
            qtbot.keyClick(box, wanted)
        else:
            qtbot.mouseClick(box.button(wanted), Qt.MouseButton.LeftButton)

    QTimer.singleShot(5, answer)
    return asked


def ctrl_q(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)


def test_what_was_let_go_of_is_still_there_after_a_cancel(
    three: list[MainWindow], desktop: Desktop, qtbot: QtBot
) -> None:
    desktop.recovery.flush()
    folder = desktop.recovery.folder
    assert titles(folder) == ["First", "Second"]
    asked = answered(qtbot, _BUTTONS.Discard, Qt.Key.Key_Escape)
    ctrl_q(three[0], qtbot)
    assert len(asked) == 2
    assert desktop.windows == three
    assert all(window.isVisible() for window in three)
    assert [session_of(window).journey.title for window in three[1:]] == ["First", "Second"]
    desktop.recovery.flush()
    assert titles(folder) == ["First", "Second"]


def test_all_close_once_every_answer_is_in(
    three: list[MainWindow], desktop: Desktop, tmp_path: Path, chosen_file: Choose, qtbot: QtBot
) -> None:
    chosen_file(tmp_path / "first.cjm")
    answered(qtbot, _BUTTONS.Save, _BUTTONS.Discard)
    ctrl_q(three[0], qtbot)
    qtbot.waitUntil(lambda: not desktop.windows)
    assert journey_file.load(tmp_path / "first.cjm").journey.title == "First"


def test_a_save_that_is_given_up_keeps_every_window(
    three: list[MainWindow], desktop: Desktop, chosen_file: Choose, qtbot: QtBot
) -> None:
    chosen_file(None)
    answered(qtbot, _BUTTONS.Discard, _BUTTONS.Save)
    ctrl_q(three[0], qtbot)
    assert desktop.windows == three
    assert all(window.isVisible() for window in three)
