"""The map alone on the whole screen, and everything back as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key
CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def active(sample: MainWindow, qtbot: QtBot) -> MainWindow:
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    workspace_of(sample).canvas.setFocus()
    return sample


def focused() -> object:
    return QApplication.focusWidget()


def test_it_hides_everything_but_the_map(active: MainWindow, qtbot: QtBot) -> None:
    active.show_panel("minimap", True)
    qtbot.keyClick(focused(), _Key.Key_F, CHORD)
    assert active.isFullScreen()
    assert not any(bar.isVisible() for bar in active.bars())
    assert active.docks.open_panels() == []
    canvas = workspace_of(active).canvas
    qtbot.waitUntil(lambda: canvas.size() == active.size())
    assert canvas.hasFocus()
    assert active.actions_by_id["clean-canvas"].isChecked()


@pytest.mark.parametrize("leave", [(_Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (_Key.Key_F, CHORD)])
def test_what_was_shown_comes_back(active: MainWindow, qtbot: QtBot, leave: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    active.show_panel("palette", False)
    active.show_panel("review", True)
    active.show_panel("minimap", True)
    before = active.docks.open_panels()
    qtbot.keyClick(focused(), _Key.Key_F, CHORD)
    qtbot.keyClick(focused(), *leave)
    assert not active.isFullScreen()
    assert all(bar.isVisible() for bar in active.bars())
    assert active.docks.open_panels() == before == ["inspector", "review", "minimap"]
    assert not active.actions_by_id["clean-canvas"].isChecked()


def test_escape_first_lets_go_of_what_is_selected(active: MainWindow, qtbot: QtBot) -> None:
    canvas = workspace_of(active).canvas
    qtbot.keyClick(focused(), _Key.Key_F, CHORD)
    canvas.select((next(iter(session_of(active).journey.cards)),))
    qtbot.keyClick(focused(), _Key.Key_Escape)
    assert active.isFullScreen()
    assert canvas.selection == ()
    qtbot.keyClick(focused(), _Key.Key_Escape)
    assert not active.isFullScreen()


def test_a_window_that_is_closed_so_opens_with_its_bars(active: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), _Key.Key_F, CHORD)
    active.close()
    again = desktop.new_window()
    again.resize(1200, 700)
    again.show()
    again.commands.file.start_from_template("blank", False)
    assert not again.isFullScreen()
    qtbot.waitUntil(lambda: all(bar.isVisible() for bar in again.bars()))
    assert again.docks.open_panels() == ["palette", "inspector"]
