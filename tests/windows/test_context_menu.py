"""Right clicks: what lies under the pointer is selected, and the menu offers what can be done with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from cjm_desktop.canvas.selection import cell_rect
from cjm_desktop.geometry import Point
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.windows.actions import ACTIONS, CONTEXT, Menu
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def right_click(window: MainWindow, point: Point) -> QMenu:
    canvas = workspace_of(window).canvas
    at = canvas.from_map(point).toPoint()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(canvas.viewport(), event)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    return opened()


def opened() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def texts(menu: QMenu) -> list[str]:
    return [entry.text().replace("&", "") for entry in menu.actions() if entry.text() and entry.isVisible()]


def over(window: MainWindow, id_: str) -> Point:
    rect = rect_of(workspace_of(window).canvas.layout_now(), id_)
    assert rect is not None
    return Point(rect.x + 20, rect.center.y) if id_.startswith("lane") else rect.center


def test_all_that_is_offered_is_there(window: MainWindow) -> None:
    fillers = window.commands.menu_fillers()

    def check(entries: tuple[str | Menu | None, ...]) -> None:
        for entry in entries:
            if isinstance(entry, str):
                assert entry in ACTIONS
            elif entry is not None and entry.dynamic:
                assert entry.id in fillers
            elif entry is not None:
                check(entry.entries)

    for entries in CONTEXT.values():
        check(entries)


@pytest.mark.parametrize(
    ("id_", "offered", "not_offered"),
    [
        (
            "card-actions-need",
            {"Copy", "Duplicate", "Split Card", "Order Cards", "Colour"},
            {"Merge Cards", "Hide Lane"},
        ),
        ("stage-search", {"Insert", "Move Left", "Move Right", "Duplicate", "Delete"}, {"Split Card"}),
        ("lane-thoughts", {"Insert", "Move Up", "Kind of Lane", "Colour", "Lock Lane", "Delete"}, {"Split Card"}),
        ("persona-masha", {"Copy", "Delete"}, {"Split Card"}),
    ],
)
def test_by_what_lies_under_the_pointer(sample: MainWindow, id_: str, offered: set[str], not_offered: set[str]) -> None:
    menu = right_click(sample, over(sample, id_))
    assert workspace_of(sample).canvas.selection == (id_,)
    found = set(texts(menu))
    assert offered <= found
    assert not not_offered & found
    menu.close()


def test_an_emotion_point(sample: MainWindow) -> None:
    id_ = next(id_ for id_, point in session_of(sample).journey.points.items() if point.value is not None)
    menu = right_click(sample, over(sample, id_))
    assert workspace_of(sample).canvas.selection == (id_,)
    assert {"Copy", "Delete", "Insert"} <= set(texts(menu))
    menu.close()


def test_a_right_click_keeps_what_is_selected_together(sample: MainWindow) -> None:
    canvas = workspace_of(sample).canvas
    canvas.select(["card-actions-need", "card-goals-need"])
    menu = right_click(sample, over(sample, "card-goals-need"))
    assert len(canvas.selection) == 2
    assert "Merge Cards" in texts(menu)
    menu.close()


def test_an_empty_cell_and_the_empty_canvas(sample: MainWindow) -> None:
    canvas = workspace_of(sample).canvas
    rect = cell_rect(canvas.layout_now(), Cell("lane-pains", "stage-need"))
    assert rect is not None
    menu = right_click(sample, rect.center)
    assert canvas.selected_cell == Cell("lane-pains", "stage-need")
    assert {"Insert", "Paste"} <= set(texts(menu))
    assert "Delete" not in texts(menu)
    menu.close()
    menu = right_click(sample, Point(-20, -20))
    assert canvas.selected_cell is None
    assert canvas.selection == ()
    assert {"Paste", "Select All", "Map Properties", "Fit Map"} <= set(texts(menu))
    menu.close()


def test_an_entry_does_what_it_says(sample: MainWindow) -> None:
    menu = right_click(sample, over(sample, "stage-search"))
    next(entry for entry in menu.actions() if entry.text().replace("&", "") == "Duplicate").trigger()
    menu.close()
    names = [stage.name for stage in session_of(sample).journey.stages.values()]
    assert names[1:3] == ["Search", "Search"]


@pytest.mark.parametrize(
    ("entry", "names"), [("Stage Before", ["Need", "New stage", "Search"]), ("Stage", ["Need", "Search", "New stage"])]
)
def test_stages_before_and_after(sample: MainWindow, entry: str, names: list[str]) -> None:
    menu = right_click(sample, over(sample, "stage-search"))
    insert = next(one for one in menu.actions() if one.text().replace("&", "") == "Insert").menu()
    assert isinstance(insert, QMenu)
    next(one for one in insert.actions() if one.text().replace("&", "") == entry).trigger()
    menu.close()
    workspace_of(sample).canvas.commit_editing()
    assert [stage.name for stage in session_of(sample).journey.stages.values()][:3] == names


def test_a_lane_above(sample: MainWindow) -> None:
    canvas = workspace_of(sample).canvas
    canvas.select(["lane-thoughts"])
    sample.actions_by_id["insert-lane-above"].trigger()
    canvas.commit_editing()
    labels = [lane.label for lane in session_of(sample).journey.lanes.values()]
    assert labels[labels.index("Thoughts") - 1] == "New lane"


@pytest.mark.parametrize(
    ("id_", "word"),
    [("lane-thoughts", "Kind of Lane"), ("stage-search", "Hide Stage"), ("card-actions-need", "Split Card")],
)
def test_the_menu_key_asks_for_the_selected_thing(sample: MainWindow, id_: str, word: str) -> None:
    canvas = workspace_of(sample).canvas
    canvas.select([id_])
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 3), canvas.mapToGlobal(QPoint(3, 3)))
    QApplication.sendEvent(canvas.viewport(), event)
    menu = opened()
    assert word in texts(menu)
    assert canvas.selection == (id_,)
    menu.close()
