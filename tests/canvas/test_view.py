"""Looking at the map, following the session, selecting: the canvas as the window uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cjm_desktop.canvas.camera import LADDER
from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.cards import insert_card, move_cards, new_card, remove_cards, update_cards
from cjm_desktop.editing.document import empty_journey
from cjm_desktop.editing.stages import remove_stages
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.theme import DARK, DARK_CHROME
from tests.canvas.conftest import Hand, OpenView, small_map
from tests.maps import random_map

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def wheel(
    view: CanvasView,
    at: QPointF,
    *,
    notches: QPoint = QPoint(),  # noqa: B008
    pixels: QPoint = QPoint(),  # noqa: B008
    keys: Qt.KeyboardModifier = NONE,
) -> None:
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        pixels,
        notches,
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_map_is_shown_whole_when_opened(view: CanvasView) -> None:
    size, shown = view.layout_now().size, view.visible_rect()
    assert shown.x <= 0
    assert shown.y <= 0
    assert shown.right >= size.width
    assert shown.bottom >= size.height
    assert view.zoom <= 1.0


def test_it_stays_whole_when_the_window_shrinks_until_the_user_looks_elsewhere(view: CanvasView) -> None:
    view.resize(600, 400)
    assert view.visible_rect().right >= view.layout_now().size.width
    view.set_zoom(2.0)
    view.resize(500, 300)
    assert view.zoom == 2.0


def test_a_page_smaller_than_the_view_is_in_its_middle(view: CanvasView) -> None:
    view.set_zoom(0.3)
    middle = view.from_map(Point(view.layout_now().size.width / 2, view.layout_now().size.height / 2))
    assert abs(middle.x() - view.viewport().width() / 2) <= 1
    assert abs(middle.y() - view.viewport().height() / 2) <= 1
    view.pan(200, 100)
    assert view.from_map(Point(0, 0)).x() > 0


def test_control_and_wheel_zoom_at_the_pointer(view: CanvasView) -> None:
    view.set_zoom(1.5)
    at = QPointF(333, 222)
    under = view.to_map(at)
    for turn in (120, 120, -120, 360, -240):
        before = view.zoom
        wheel(view, at, notches=QPoint(0, turn), keys=CTRL)
        assert (view.zoom > before) == (turn > 0)
        assert (view.from_map(under) - at).manhattanLength() <= 2


def test_the_wheel_pans_and_with_shift_sideways(view: CanvasView) -> None:
    view.set_zoom(2.0)
    first = view.camera
    wheel(view, QPointF(300, 300), notches=QPoint(0, -120))
    second = view.camera
    assert second.x == first.x
    assert second.y < first.y
    wheel(view, QPointF(300, 300), notches=QPoint(0, -120), keys=SHIFT)
    assert view.camera.x < second.x
    assert view.camera.y == second.y


def test_a_touchpad_pans_by_its_pixels(view: CanvasView) -> None:
    view.set_zoom(2.0)
    before = view.camera
    wheel(view, QPointF(300, 300), notches=QPoint(-10, -20), pixels=QPoint(-13, -27))
    assert (view.camera.x - before.x, view.camera.y - before.y) == (-13, -27)


def test_zoom_steps_are_rungs_of_the_ladder(view: CanvasView) -> None:
    view.zoom_actual()
    assert view.zoom == 1.0
    view.zoom_in()
    assert view.zoom == pytest.approx(1.1)
    view.set_zoom(0.6)
    view.zoom_out()
    assert view.zoom == pytest.approx(0.5)
    for _ in range(40):
        view.zoom_in()
    assert view.zoom == pytest.approx(LADDER[-1])
    for _ in range(40):
        view.zoom_out()
    assert view.zoom == pytest.approx(LADDER[0])


def test_zoom_to_the_selection(view: CanvasView, hand: Hand) -> None:
    view.select(["t2"])
    view.zoom_to_selection()
    assert view.visible_rect().contains(hand.over("t2"))
    assert view.zoom == pytest.approx(2.0)
    view.select([])
    view.zoom_to_selection()
    assert view.visible_rect().right >= view.layout_now().size.width


def test_zoom_changes_are_told(qtbot: QtBot, view: CanvasView) -> None:
    with qtbot.waitSignal(view.zoom_changed) as told:
        view.set_zoom(0.75)
    assert told.args == [pytest.approx(0.75)]


def test_select_all_and_what_does_not_exist(view: CanvasView) -> None:
    view.select_all()
    assert set(view.selection) == {"a1", "a2", "a3", "a4", "b1", "t1", "t2", "p1", "p2", "p3"}
    view.select(["a1", "nobody", "a1"])
    assert view.selection == ("a1",)


def test_selection_changes_are_told_once(view: CanvasView) -> None:
    told: list[tuple[str, ...]] = []
    view.selection_changed.connect(lambda: told.append(view.selection))
    view.select(["a1"])
    view.select(["a1"])
    assert told == [("a1",)]


def test_the_selection_keeps_to_what_exists(view: CanvasView) -> None:
    view.select(["a1", "b1"])
    view.session.apply("Delete action", remove_cards(view.session.journey, ["a1"]))
    assert view.selection == ("b1",)
    view.select_cell(Cell("touch", "buy"))
    view.session.apply("Delete stage", remove_stages(view.session.journey, ["buy"]))
    assert view.selected_cell is None


def test_undo_and_redo_select_and_show_what_changed(view: CanvasView, hand: Hand) -> None:
    view.apply(Edit("Edit", update_cards(view.session.journey, ["t2"], text="Changed")))
    view.select(["a1"])
    view.set_zoom(6.0)
    view.reveal(Rect(0, 0, 10, 10))
    assert not view.visible_rect().contains(hand.over("t2"))
    view.session.undo()
    assert view.selection == ("t2",)
    assert view.visible_rect().contains(hand.over("t2"))
    view.select(["a1"])
    view.session.redo()
    assert view.selection == ("t2",)


def test_undo_of_a_deleted_stage_selects_the_stage_and_not_its_cards(view: CanvasView) -> None:
    view.select(["need"])
    view.delete_selection()
    view.session.undo()
    assert view.selection == ("need",)


def test_another_map_is_shown_whole_with_nothing_selected(view: CanvasView) -> None:
    view.set_zoom(3.0)
    view.select(["a1"])
    view.session.load(random_map(3, 60))
    assert view.selection == ()
    assert view.visible_rect().right >= view.layout_now().size.width


def test_moving_a_card_leaves_the_camera_alone(view: CanvasView) -> None:
    view.set_zoom(2.0)
    camera = view.camera
    view.session.apply("Move", move_cards(view.session.journey, ["b1"], "actions", "need", "a1"))
    assert view.camera == camera


def shot(view: CanvasView) -> QImage:
    view.finish_painting()
    return view.viewport().grab().toImage()


def test_the_selection_is_painted_and_painted_away(view: CanvasView) -> None:
    bare = shot(view)
    view.select(["a1", "p1", "need"])
    assert shot(view) != bare
    view.select([])
    assert shot(view) == bare


def test_an_empty_map_says_what_to_do(open_view: OpenView) -> None:
    view = open_view(empty_journey())
    hinted = shot(view)
    dark = QColor(view.chrome.text)
    found = sum(
        hinted.pixelColor(x, y) == dark for x in range(0, hinted.width(), 1) for y in range(300, 420) if x % 2 == 0
    )
    assert found > 20
    assert view.zoom == 1.0


def test_dark_is_dark(view: CanvasView) -> None:
    view.set_theme(DARK, DARK_CHROME)
    image = shot(view)
    assert image.pixelColor(2, 2) == QColor(DARK_CHROME.canvas)
    at = view.from_map(Point(5, view.layout_now().size.height - 5)).toPoint()
    assert image.pixelColor(at) == QColor(DARK.page)


def test_the_file_name_stands_in_the_footer(view: CanvasView) -> None:
    before = shot(view)
    view.set_file_name("feeding-mitya.cjm")
    assert any("feeding-mitya.cjm" in text.block.text for text in view.layout_now().footer)
    assert shot(view) != before


def test_what_screen_readers_are_told(view: CanvasView) -> None:
    assert view.accessibleName() == "Map"
    assert "customer journey map" in view.accessibleDescription()


def test_a_canvas_that_is_gone_hears_nothing(qtbot: QtBot) -> None:
    from cjm_desktop.editing.session import Session
    from cjm_desktop.layout.engine import LayoutEngine
    from cjm_desktop.text.engine import default_engine

    session = Session(small_map())
    view = CanvasView(session, LayoutEngine(default_engine()))
    view.show()
    view.deleteLater()
    qtbot.waitUntil(lambda: not isValid(view))
    card = new_card(session.journey, "touch", "buy", "x")
    assert session.apply("Add", insert_card(session.journey, card))
