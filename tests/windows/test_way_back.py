"""From a map to the one whose link led to it, and to any that is open: by key, menu and status bar."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.windows import plain
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of
from tests.windows.test_linked_maps import linked, sign_of, told

__all__ = ["linked", "told"]

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.usefixtures("told"),
]

Linked = tuple[MainWindow, str, Path]


def follow(linked: Linked, desktop: Desktop) -> MainWindow:
    """Opens the linked map; its window."""
    window, card, other = linked
    window.commands.linked.open_of(card)
    shown = desktop.window_of(other)
    assert shown is not None
    shown.resize(1200, 800)
    shown.activateWindow()
    workspace_of(shown).canvas.setFocus()
    return shown


def is_in_front(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)


@pytest.mark.parametrize("zoom", [1.0, 0.45, 0.25])
def test_the_sign_is_easy_to_hit_at_every_zoom(linked: Linked, desktop: Desktop, qtbot: QtBot, zoom: float) -> None:
    window, card, other = linked
    canvas = workspace_of(window).canvas
    sign_of(window, card)
    canvas.set_zoom(zoom)
    for lane in canvas.sheet.layout.lanes:
        box = lane.box.card_by_id.get(card)
        if box is not None:
            rect = next(rect for what, rect in box.badges if what == "map").moved(0, lane.y)
            canvas.reveal(rect)
            # A little beyond the sign, but on its card.
            place = canvas.from_map(rect.center).toPoint() + QPoint(-7, 0)
    qtbot.mouseMove(canvas.viewport(), place)
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert canvas.pointing.hit_at(place - QPoint(12, 0)).part != "map"
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desktop.window_of(other) is not None


def test_back_by_key_while_nothing_is_selected(linked: Linked, desktop: Desktop, qtbot: QtBot) -> None:
    window = linked[0]
    assert not window.actions_by_id["back"].isEnabled()
    shown = follow(linked, desktop)
    assert plain.bare(shown.actions_by_id["back"].text()) == "Back to “feeding.cjm”"
    canvas, session = workspace_of(shown).canvas, session_of(shown)
    first, second = list(session.journey.stages)[:2]
    canvas.select((second,))
    qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert list(session.journey.stages)[:2] == [second, first], "with something selected the key moves it"
    canvas.select_none()
    qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    is_in_front(window, qtbot)
    assert not window.actions_by_id["back"].isEnabled()


def test_the_status_bar_says_where_one_came_from(linked: Linked, desktop: Desktop, qtbot: QtBot) -> None:
    shown = follow(linked, desktop)
    assert shown.status.message == "Opened by a link in “feeding.cjm”"
    back = next(button for button in shown.status.findChildren(QPushButton) if button.text() == "Back")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    is_in_front(linked[0], qtbot)


def test_back_to_a_map_that_was_closed_meanwhile(
    linked: Linked, desktop: Desktop, sample_file: Path, qtbot: QtBot
) -> None:
    window = linked[0]
    shown = follow(linked, desktop)
    session_of(window).mark_saved()
    window.close()
    qtbot.waitUntil(lambda: window not in desktop.windows)
    assert shown.actions_by_id["back"].isEnabled()
    shown.actions_by_id["back"].trigger()
    assert desktop.window_of(sample_file) is not None


def test_another_map_in_the_same_window_has_no_way_back(linked: Linked, desktop: Desktop) -> None:
    shown = follow(linked, desktop)
    assert shown.document is not None
    led = shown.document
    shown.document = linked[0].document
    shown.refresh()
    assert not shown.actions_by_id["back"].isEnabled()
    shown.document = led
    shown.refresh()


def test_the_window_menu_lists_what_is_open(linked: Linked, desktop: Desktop, qtbot: QtBot) -> None:
    window = linked[0]
    shown = follow(linked, desktop)
    menu = shown._menus["window"]
    menu.popup(shown.mapToGlobal(QPoint(40, 40)))
    rows = [action for action in menu.actions() if action.isCheckable()]
    assert [plain.bare(row.text()).strip() for row in rows] == ["1  feeding.cjm •", "2  my day.cjm"]
    assert [row.isChecked() for row in rows] == [False, True]
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(rows[0]).center())
    is_in_front(window, qtbot)
