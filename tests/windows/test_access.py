"""Every control of the windows has a name and can be reached by the keyboard."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
)
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.storage.recovery import Leftover, OnDisk
from cjm_desktop.windows.dialogs import AboutDialog, NotesDialog, ShortcutsDialog
from cjm_desktop.windows.errors import ErrorDialog, reported
from cjm_desktop.windows.export.dialog import ExportDialog
from cjm_desktop.windows.export.print_dialog import PrintDialog
from cjm_desktop.windows.gallery import GalleryDialog
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.recovery_dialog import RecoveryDialog
from tests.windows.holding import session_of, workspace_of
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_every_control_has_a_name(sample: MainWindow) -> None:
    workspace, journey = workspace_of(sample), session_of(sample).journey
    for table in (journey.cards, journey.stages, journey.lanes, journey.points, journey.personas, journey.metrics):
        workspace.inspect((next(iter(table)),))
    sample.actions_by_id["select-all"].trigger()
    workspace.palette_panel.open_lane_picker().hide()
    assert nameless(sample) == []


def test_every_control_of_the_dialogs_has_a_name(sample: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    journey = session_of(sample).journey
    leftover = Leftover("entry", "A map", Path("map.cjm"), "", datetime.now(), 3, OnDisk.NEWER)
    for dialog in (
        ExportDialog(session_of(sample).journey, None, desktop.appearance, sample),
        PrintDialog(session_of(sample).journey, None, desktop.appearance, sample),
        GalleryDialog(desktop.appearance, desktop.thumbnails, sample),
        NotesDialog("Notes", ("a note",), sample),
        ShortcutsDialog(sample),
        AboutDialog(sample),
        ErrorDialog(reported(ValueError, ValueError("x"), None), Path("errors.log"), True, sample),
        RecoveryDialog([leftover], lambda _: journey, lambda _: True, lambda _: None, desktop.appearance, sample),
    ):
        assert nameless(dialog) == []
        dialog.show()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isHidden()


def test_everything_can_be_reached_by_tab(sample: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(sample)
    sample.activateWindow()
    workspace.palette_panel.tiles[0].setFocus()
    seen = set()
    for _ in range(200):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.add(focused)
        if isinstance(focused, CanvasView):
            break
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert set(workspace.palette_panel.tiles) <= seen
    assert set(workspace.palette_panel.pills) <= seen


def test_shortcuts_page_lists_the_keys(sample: MainWindow) -> None:
    from PySide6.QtWidgets import QLabel

    dialog = ShortcutsDialog(sample)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts.count("Ctrl+S") == 1
    assert "Select All" in texts
    assert not any("&" in text for text in texts)
    dialog.deleteLater()


def test_no_text_of_the_tool_bar_is_cut(sample: MainWindow) -> None:
    sample.resize(1000, 700)
    bar = sample._tool_bar
    for button in bar.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
            assert bar.rect().contains(button.geometry()), button.text()


def test_second_window_stands_beside_the_first(sample: MainWindow, desktop: Desktop) -> None:
    # There is room for both on the screen.
    sample.resize(740, 600)
    sample.move(20, 100)
    other = desktop.another_window(sample)
    assert other.pos() == sample.pos() + QPoint(28, 28)
    assert other.size() == sample.size()
