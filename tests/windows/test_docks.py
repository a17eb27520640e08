"""Panels round the map: made when first seen, idle while hidden, remembered, rescued, and put back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDockWidget, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.session import Session
from cjm_desktop.windows.actions import ACTIONS, MENUS, Menu
from cjm_desktop.windows.docks import PANELS, Area
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.side_panel import SidePanel
from tests.windows.holding import rename, session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

HIDDEN = [panel.id for panel in PANELS if not panel.shown]
SIDES = [panel.id for panel in PANELS if panel.area is not Area.CORNER]


def dock_of(window: MainWindow, id_: str) -> QDockWidget:
    dock = window.findChild(QDockWidget, f"{id_}-dock")
    assert isinstance(dock, QDockWidget)
    return dock


def listeners(session: Session) -> int:
    return len(session._listeners)


def test_every_panel_stands_in_the_menu() -> None:
    view = next(menu for menu in MENUS if menu.id == "view")
    panels = next(entry for entry in view.entries if isinstance(entry, Menu) and entry.id == "panels")
    assert [f"show-{panel.id}" for panel in PANELS] == [
        entry for entry in panels.entries if isinstance(entry, str) and entry.startswith("show-")
    ]
    for panel in PANELS:
        assert ACTIONS[f"show-{panel.id}"].label == panel.title


def test_only_palette_and_inspector_are_there_at_first(sample: MainWindow) -> None:
    assert sample.docks.open_panels() == ["palette", "inspector"]
    assert all(sample.docks.content(id_) is None for id_ in HIDDEN)


@pytest.mark.parametrize("id_", HIDDEN)
def test_a_panel_is_made_when_first_seen(sample: MainWindow, qtbot: QtBot, id_: str) -> None:
    action = sample.actions_by_id[f"show-{id_}"]
    assert not action.isChecked()
    action.trigger()
    qtbot.waitUntil(lambda: sample.docks.is_seen(id_))
    content = sample.docks.content(id_)
    assert content is not None
    assert content.isVisible()
    assert content.accessibleName()
    assert action.isChecked()
    action.trigger()
    assert not content.isVisible()
    assert not action.isChecked()
    action.trigger()
    assert sample.docks.content(id_) is content


@pytest.mark.parametrize("id_", HIDDEN)
def test_a_hidden_panel_does_not_follow_the_map(sample: MainWindow, id_: str) -> None:
    session = session_of(sample)
    before = listeners(session)
    sample.show_panel(id_, True)
    content = sample.docks.content(id_)
    assert isinstance(content, SidePanel)
    assert content.is_awake
    assert listeners(session) == before + 1
    sample.show_panel(id_, False)
    assert not content.is_awake
    assert listeners(session) == before
    rename(sample, "Another")


def test_a_panel_behind_a_tab_sleeps_and_comes_to_the_front(sample: MainWindow, qtbot: QtBot) -> None:
    for id_ in ("review", "history"):
        sample.actions_by_id[f"show-{id_}"].trigger()
        qtbot.waitUntil(lambda id_=id_: sample.docks.is_seen(id_))
    review = sample.docks.content("review")
    assert isinstance(review, SidePanel)
    qtbot.waitUntil(lambda: not review.is_awake)
    assert sample.docks.is_shown("review")
    sample.actions_by_id["show-review"].trigger()
    qtbot.waitUntil(lambda: sample.docks.is_seen("review"))
    assert review.is_awake
    assert sample.actions_by_id["show-review"].isChecked()
    sample.actions_by_id["show-review"].trigger()
    assert not sample.docks.is_shown("review")


def test_tabs_show_their_names_whole(sample: MainWindow, qtbot: QtBot) -> None:
    sample.actions_by_id["show-outline"].trigger()
    qtbot.waitUntil(lambda: sample.docks.is_seen("outline"))
    tabs = next(bar for bar in sample.findChildren(QTabBar) if bar.isVisible())
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["Palette", "Outline"]
    assert tabs.elideMode() == Qt.TextElideMode.ElideNone
    assert tabs.accessibleName()


def test_the_cross_closes_a_panel(sample: MainWindow, qtbot: QtBot) -> None:
    dock = dock_of(sample, "inspector")
    title = dock.titleBarWidget()
    assert title is not None
    cross = title.findChild(QToolButton)
    assert isinstance(cross, QToolButton)
    assert cross.accessibleName() == "Close Inspector"
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert dock.isHidden()
    assert not sample.actions_by_id["show-inspector"].isChecked()


def test_the_title_names_what_the_panel_shows(sample: MainWindow) -> None:
    title = dock_of(sample, "inspector").titleBarWidget()
    assert title.text == "MAP"  # type: ignore[attr-defined]
    workspace_of(sample).canvas.select((next(iter(session_of(sample).journey.stages)),))
    assert title.text == "STAGE"  # type: ignore[attr-defined]


@pytest.mark.parametrize("id_", ["outline", "review", "history"])
def test_opening_takes_the_keyboard_and_closing_gives_it_back(sample: MainWindow, qtbot: QtBot, id_: str) -> None:
    canvas = workspace_of(sample).canvas
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    canvas.setFocus()
    sample.actions_by_id[f"show-{id_}"].trigger()
    content = sample.docks.content(id_)
    assert content is not None
    assert content.isAncestorOf(QApplication.focusWidget())
    sample.actions_by_id[f"show-{id_}"].trigger()
    assert canvas.hasFocus()


def test_f6_goes_through_every_panel_that_is_seen(sample: MainWindow, qtbot: QtBot) -> None:
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    workspace = workspace_of(sample)
    for id_ in ("history", "minimap", "outline"):
        sample.actions_by_id[f"show-{id_}"].trigger()
        qtbot.waitUntil(lambda id_=id_: sample.docks.is_seen(id_))
    workspace.canvas.setFocus()
    panels = {id_: sample.docks.content(id_) for id_ in sample.docks.open_panels()}
    seen = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_F6)
        now = QApplication.focusWidget()
        seen.append(
            next((id_ for id_, one in panels.items() if one is now or (one and one.isAncestorOf(now))), "tools")
        )
    assert seen == ["minimap", "inspector", "history", "outline", "tools"]


def test_panels_are_remembered(sample: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    for id_ in ("review", "minimap"):
        sample.show_panel(id_, True)
    sample.show_panel("palette", False)
    sample.close()
    again = desktop.new_window()
    again.resize(1200, 800)
    again.show()
    again.commands.file.start_from_template("blank", False)
    qtbot.waitUntil(lambda: again.docks.is_seen("review"))
    assert again.docks.open_panels() == ["inspector", "review", "minimap"]
    assert not again.actions_by_id["show-palette"].isChecked()
    assert again.actions_by_id["show-minimap"].isChecked()


def test_reset_puts_everything_back(sample: MainWindow, qtbot: QtBot) -> None:
    sample.show_panel("palette", False)
    for id_ in ("outline", "history", "minimap"):
        sample.show_panel(id_, True)
    dock_of(sample, "inspector").setFloating(True)
    sample.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock_of(sample, "history"))
    sample.actions_by_id["reset-panels"].trigger()
    assert sample.docks.open_panels() == ["palette", "inspector"]
    assert not dock_of(sample, "inspector").isFloating()
    assert sample.dockWidgetArea(dock_of(sample, "history")) == Qt.DockWidgetArea.RightDockWidgetArea
    qtbot.waitUntil(lambda: workspace_of(sample).palette_panel.isVisible())


def test_a_floating_panel_comes_back_from_a_screen_that_is_gone(sample: MainWindow) -> None:
    dock = dock_of(sample, "inspector")
    dock.setFloating(True)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    dock.move(screen.topLeft() + QPoint(50, 50))
    sample.docks.rescue()
    assert dock.isFloating()
    dock.move(screen.bottomRight() + QPoint(500, 500))
    sample.docks.rescue()
    assert not dock.isFloating()


def test_a_panel_can_stand_at_any_side(sample: MainWindow) -> None:
    features = QDockWidget.DockWidgetFeature
    wanted = features.DockWidgetMovable | features.DockWidgetClosable | features.DockWidgetFloatable
    for id_ in SIDES:
        dock = dock_of(sample, id_)
        assert dock.features() & wanted == wanted
        assert dock.allowedAreas() == Qt.DockWidgetArea.AllDockWidgetAreas


def test_what_stands_at_the_right_gives_way_together(sample: MainWindow) -> None:
    sample.show_panel("review", True)
    sample.resize(800, 600)
    assert sample.docks.open_panels() == ["palette"]
    sample.resize(1100, 700)
    assert sample.docks.open_panels() == ["palette", "inspector", "review"]


def test_the_minimap_stays_in_its_corner(sample: MainWindow) -> None:
    sample.show_panel("minimap", True)
    content, canvas = sample.docks.content("minimap"), workspace_of(sample).canvas
    assert content is not None
    for size in ((1200, 800), (1400, 700)):
        sample.resize(*size)
        QApplication.processEvents()
        assert canvas.width() - content.geometry().right() - 1 == 16
        assert canvas.height() - content.geometry().bottom() - 1 == 16


@pytest.mark.parametrize("id_", ["filter", "history"])
def test_a_panel_beneath_the_inspector_has_half_of_the_side(sample: MainWindow, qtbot: QtBot, id_: str) -> None:
    sample.resize(1400, 900)
    sample.actions_by_id[f"show-{id_}"].trigger()
    dock, inspector = dock_of(sample, id_), dock_of(sample, "inspector")
    qtbot.waitUntil(dock.isVisible)
    qtbot.waitUntil(lambda: dock.height() > 0.8 * inspector.height())
    assert inspector.height() > 0.8 * dock.height()
