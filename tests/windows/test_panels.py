"""The keyboard goes from panel to panel and comes back to the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def panel_of(window: MainWindow) -> str:
    workspace = workspace_of(window)
    panels: dict[str, QWidget] = {
        "map": workspace.canvas,
        "inspector": workspace.inspector,
        "palette": workspace.palette_panel,
        "tools": window._tool_bar,
    }
    return next(name for name, panel in panels.items() if panel is focused() or panel.isAncestorOf(focused()))


@pytest.fixture
def active(sample: MainWindow, qtbot: QtBot) -> MainWindow:
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    workspace_of(sample).canvas.setFocus()
    return sample


def test_f6_goes_round_the_panels(active: MainWindow, qtbot: QtBot) -> None:
    seen = [panel_of(active)]
    for _ in range(4):
        qtbot.keyClick(focused(), Qt.Key.Key_F6)
        seen.append(panel_of(active))
    assert seen == ["map", "inspector", "palette", "tools", "map"]
    back = []
    for _ in range(4):
        qtbot.keyClick(focused(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        back.append(panel_of(active))
    assert back == ["tools", "palette", "inspector", "map"]


def test_f6_leaves_hidden_panels_out(active: MainWindow, qtbot: QtBot) -> None:
    active.show_panel("inspector", False)
    qtbot.keyClick(focused(), Qt.Key.Key_F6)
    assert panel_of(active) == "palette"


def test_f6_goes_to_a_field_of_what_is_selected_now(active: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(active)
    qtbot.keyClick(focused(), Qt.Key.Key_F6)
    assert focused() is workspace.inspector.editor("title").buddy
    workspace.canvas.setFocus()
    workspace.canvas.select((next(iter(session_of(active).journey.stages)),))
    qtbot.keyClick(focused(), Qt.Key.Key_F6)
    assert focused() is workspace.inspector.editor("name").buddy


@pytest.mark.parametrize("key", ["text", "channel", "owner"])
def test_escape_comes_back_to_the_map(active: MainWindow, qtbot: QtBot, key: str) -> None:
    workspace = workspace_of(active)
    card = next(iter(session_of(active).journey.cards))
    workspace.canvas.select((card,))
    field = workspace.inspector.editor(key).buddy
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert workspace.canvas.hasFocus()
    assert workspace.canvas.selection == (card,)
    for panel in (workspace.palette_panel.tiles[0], active._tool_bar.button("save")):
        panel.setFocus()
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
        assert workspace.canvas.hasFocus()
