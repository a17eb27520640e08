"""Personas and curves from the map, the menus and the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.lanes import insert_lane
from cjm_desktop.geometry import Point
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Curve, CurveStyle, Lane, LaneKind, Persona, Stage
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.persona_editor import PersonaEditor
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def two() -> Journey:
    return Journey(
        title="A map",
        personas=Table.of([Persona(id="masha", name="Masha & co", primary=True), Persona(id="oleg", name="Oleg")]),
        stages=Table.of([Stage(id="s", name="Need"), Stage(id="t", name="Buy")]),
        lanes=Table.of([Lane(id="e", kind=LaneKind.EMOTION, role="emotions", label="Emotions")]),
        curves=Table.of([Curve(id="m", lane="e", persona="masha"), Curve(id="o", lane="e", persona="oleg")]),
    )


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.show_journey(two())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    workspace_of(window).canvas.setFocus()
    return window


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Persona editors close at once; this is whom they showed."""
    found: list[str | None] = []

    def exec_(editor: PersonaEditor) -> int:
        found.append(editor.current)
        editor.reject()
        return 0

    monkeypatch.setattr(PersonaEditor, "exec", exec_)
    return found


def at(window: MainWindow, point: Point) -> QPoint:
    return workspace_of(window).canvas.from_map(point).toPoint()


def middle(window: MainWindow, id_: str) -> Point:
    rect = rect_of(workspace_of(window).canvas.layout_now(), id_)
    assert rect is not None
    return rect.center


def legend(window: MainWindow, row: int) -> Point:
    lane = workspace_of(window).canvas.layout_now().lanes[0]
    assert lane.box.emotion is not None
    return lane.box.emotion.legend[row][2].rect.center.moved(0, lane.y)


def double_click(qtbot: QtBot, window: MainWindow, point: Point) -> None:
    viewport = workspace_of(window).canvas.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at(window, point))
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at(window, point))


def context_menu(qtbot: QtBot, window: MainWindow, point: Point) -> QMenu:
    """The menu that a right click opens."""
    canvas = workspace_of(window).canvas
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.RightButton, pos=at(window, point))
    place = at(window, point)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, canvas.viewport().mapToGlobal(place))
    QApplication.sendEvent(canvas.viewport(), asked)
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.RightButton, pos=place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def submenu(menu: QMenu, text: str) -> QMenu:
    found = next(action.menu() for action in menu.actions() if action.text() == text)
    assert isinstance(found, QMenu)
    return found


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def test_a_double_click_on_a_card_opens_the_editor(shown: MainWindow, qtbot: QtBot, opened: list[str | None]) -> None:
    double_click(qtbot, shown, middle(shown, "oleg"))
    assert opened == ["oleg"]
    assert workspace_of(shown).canvas.selection == ("oleg",)
    double_click(qtbot, shown, legend(shown, 0))
    assert opened == ["oleg", "masha"]


def test_menu_and_palette_open_the_editor(shown: MainWindow, qtbot: QtBot, opened: list[str | None]) -> None:
    shown.actions_by_id["personas"].trigger()
    workspace_of(shown).canvas.select(("oleg",))
    shown.actions_by_id["personas"].trigger()
    qtbot.mouseClick(workspace_of(shown).palette_panel.edit_personas, Qt.MouseButton.LeftButton)
    assert opened == ["masha", "oleg", "oleg"]


def test_the_curves_menu_has_every_curve(shown: MainWindow) -> None:
    menu = QMenu()
    shown.commands.personas.fill_curves(menu)
    assert entries(menu) == [
        "Masha && co in “Emotions”",
        "Oleg in “Emotions”",
        "Add Curve for Masha && co",
        "Add Curve for Oleg",
    ]
    curve = submenu(menu, "Oleg in “Emotions”")
    assert [(action.text(), action.isChecked()) for action in curve.actions()] == [
        ("Shown", True),
        ("Ghost", False),
        ("Hidden", False),
    ]
    choose(curve, "Ghost")
    assert session_of(shown).journey.curves["o"].style is CurveStyle.GHOST
    choose(curve, "Hidden")
    assert session_of(shown).journey.curves["o"].hidden
    choose(curve, "Shown")
    assert session_of(shown).journey.curves["o"] == two().curves["o"]
    assert session_of(shown).steps == ("Show emotion curve as ghost", "Hide emotion curve", "Show emotion curve")


def test_the_legend_offers_the_curves_of_its_lane(shown: MainWindow, qtbot: QtBot) -> None:
    menu = context_menu(qtbot, shown, legend(shown, 1))
    assert workspace_of(shown).canvas.selection == ("o",)
    choose(submenu(submenu(menu, "Cur&ves"), "Oleg in “Emotions”"), "Hidden")
    menu.close()
    assert session_of(shown).journey.curves["o"].hidden


def test_the_lane_offers_hidden_curves_too(shown: MainWindow, qtbot: QtBot) -> None:
    shown.commands.personas.show_curve("o", "hidden")
    lane = workspace_of(shown).canvas.layout_now().lanes[0]
    menu = context_menu(qtbot, shown, lane.rect.center)
    choose(submenu(submenu(menu, "Cur&ves"), "Oleg in “Emotions”"), "Shown")
    menu.close()
    assert not session_of(shown).journey.curves["o"].hidden


def test_a_lane_of_cards_offers_no_curves(shown: MainWindow, qtbot: QtBot) -> None:
    session = session_of(shown)
    session.apply("Add lane", insert_lane(session.journey, Lane(id="l", label="Actions")))
    menu = context_menu(qtbot, shown, middle(shown, "l"))
    assert not any(action.isVisible() for action in menu.actions() if action.text() == "Cur&ves")


def test_a_new_curve_is_drawn_point_after_point(shown: MainWindow, qtbot: QtBot) -> None:
    menu = context_menu(qtbot, shown, middle(shown, "oleg"))
    choose(submenu(menu, "Cur&ves"), "Add Curve for Oleg")
    menu.close()
    canvas, session = workspace_of(shown).canvas, session_of(shown)
    assert len(session.journey.curves) == 3
    session.undo()
    canvas.select(("oleg",))
    lane = canvas.layout_now().lanes[0]
    for n, stage in enumerate(canvas.layout_now().stages):
        double_click(qtbot, shown, Point(stage.column.center.x, lane.rect.y + 40 + 30 * n))
        canvas.commit_editing()
    assert [point.curve for point in session.journey.points.values()] == ["o", "o"]
    canvas.select(("masha",))
    canvas.select(("s",))
    double_click(qtbot, shown, Point(canvas.layout_now().stages[0].column.x + 20, lane.rect.y + 100))
    canvas.commit_editing()
    assert [point.curve for point in session.journey.points.values()] == ["o", "o", "m"]
