"""Two maps looked at side by side: one camera for both, by wheel, buttons and keys; a difference comes into sight to be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.cards import remove_cards, update_cards
from cjm_desktop.editing.document import update_map
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.compare import dialog as compare_dialog
from cjm_desktop.windows.compare import told
from cjm_desktop.windows.compare.dialog import CompareDialog
from cjm_desktop.windows.compare.map_view import ComparedMap
from tests.windows.naming import nameless
from tests.windows.test_compare import row_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def maps(journey: Journey) -> tuple[Journey, Journey]:
    """The later map has a higher head, no second card, another text of the last one, and the first point felt otherwise."""
    cards, points = list(journey.cards), list(journey.points)
    after = update_cards(journey, [cards[-1]], text="Another text")
    after = remove_cards(update_map(after, objective="A longer objective. " * 60), [cards[1]])
    point = after.points[points[0]]
    value = -2.0 if (point.value or 0.0) > -1.0 else 2.0
    table = type(after.points)(after.points)
    table[point.id] = point.model_copy(update={"value": value})
    return journey, after.model_copy(update={"points": table})


@pytest.fixture
def dialog(maps: tuple[Journey, Journey], desktop: Desktop, qtbot: QtBot) -> Iterator[CompareDialog]:
    """Both side by side."""
    made = CompareDialog(maps, ("before.cjm", "after.cjm"), desktop.appearance)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitUntil(lambda: made.pair is not None, timeout=30_000)
    qtbot.mouseClick(made.beside_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: made.after.isVisible())
    QApplication.processEvents()
    yield made
    made.reject()


def together(dialog: CompareDialog) -> bool:
    """Whether both maps look at one place, and the stages of one stand beside those of the other."""
    views = dialog.before, dialog.after
    tops = []
    for view in views:
        assert view.laid is not None
        chevron = view.laid.layout.stages_rect
        tops.append(view.own_camera.to_view(Point(0, chevron.y)).y)
    return views[0].camera == views[1].camera and tops[0] == pytest.approx(tops[1], abs=1.0)


def turn(view: ComparedMap, place: QPointF, notches: int) -> None:
    """Ctrl and the wheel over a place of the view."""
    event = QWheelEvent(
        place,
        QPointF(view.viewport().mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def shows(view: ComparedMap) -> bool:
    """Whether all of what is marked is in the view."""
    assert view.place is not None
    box, size = view.camera.rect_to_view(view.place), view.view_size()
    return box.x >= 0 and box.y >= 0 and box.right <= size.width and box.bottom <= size.height


def test_both_are_shown_whole_at_first_and_after_the_window_has_another_size(
    dialog: CompareDialog, qtbot: QtBot
) -> None:
    assert dialog.before.laid is not None
    assert dialog.after.laid is not None
    heads = [view.laid.layout.stages_rect.y for view in (dialog.before, dialog.after) if view.laid]
    assert heads[0] < heads[1], "the longer objective"
    assert together(dialog)
    small = dialog.before.zoom
    dialog.resize(1000, 620)
    qtbot.waitUntil(lambda: dialog.before.zoom < small)
    assert together(dialog)
    dialog.resize(1280, 800)
    qtbot.waitUntil(lambda: dialog.before.zoom == pytest.approx(small))
    assert together(dialog)


def test_the_wheel_zooms_both_at_the_pointer(dialog: CompareDialog, qtbot: QtBot) -> None:
    place = QPointF(120, 260)
    under = dialog.after.to_map(place)
    turn(dialog.after, place, 6)
    assert dialog.after.zoom > 2 * 0.2
    assert dialog.after.to_map(place).x == pytest.approx(under.x, abs=1.0)
    assert together(dialog)
    turn(dialog.before, place, -2)
    assert together(dialog)
    # A drag takes both along.
    where = dialog.before.camera
    qtbot.mousePress(dialog.before.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(dialog.before.viewport(), QPoint(150, 180))
    qtbot.mouseMove(dialog.before.viewport(), QPoint(120, 160))
    qtbot.mouseRelease(dialog.before.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 160))
    assert dialog.before.camera != where
    assert together(dialog)


def test_buttons_and_keys_zoom_both_from_wherever_one_is(dialog: CompareDialog, qtbot: QtBot) -> None:
    assert nameless(dialog) == []
    whole = dialog.before.zoom
    qtbot.mouseClick(dialog.actual_button, Qt.MouseButton.LeftButton)
    assert dialog.after.zoom == pytest.approx(1.0)
    assert dialog._zoom.text() == "100 %"
    assert together(dialog)
    qtbot.mouseClick(dialog.fit_button, Qt.MouseButton.LeftButton)
    assert dialog.after.zoom == pytest.approx(whole)
    dialog.told.list.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for key, zoom in ((Qt.Key.Key_0, 1.0), (Qt.Key.Key_Plus, 1.1), (Qt.Key.Key_Minus, 1.0), (Qt.Key.Key_9, whole)):
        qtbot.keyClick(dialog.told.list, key, control)
        assert dialog.before.zoom == pytest.approx(zoom)
        assert together(dialog)
    dialog.before.setFocus()
    qtbot.keyClick(dialog.before, Qt.Key.Key_1)
    assert dialog.after.zoom == pytest.approx(1.0)
    qtbot.keyClick(dialog.zoom_slider, Qt.Key.Key_Right)
    assert dialog.after.zoom == pytest.approx(1.1)


def test_a_difference_comes_into_sight_to_be_read_on_both(
    dialog: CompareDialog, maps: tuple[Journey, Journey], qtbot: QtBot
) -> None:
    cards = list(maps[0].cards)
    dialog.told.list.setFocus()
    item = dialog.told.list.item(row_of(dialog, cards[-1]))
    dialog.told.list.scrollToItem(item)
    place = dialog.told.list.visualItemRect(item).center()
    qtbot.mouseClick(dialog.told.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.before.zoom == pytest.approx(1.0)
    assert shows(dialog.before)
    assert shows(dialog.after)
    assert together(dialog)
    assert dialog.told.words.isVisible()
    dialog.before.set_zoom(0.8)
    rows = [dialog.told.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(dialog.told.list.count())]
    ways = Qt.Key.Key_Up if rows.index(cards[1]) < rows.index(cards[-1]) else Qt.Key.Key_Down
    for _ in rows:
        if dialog.told.list.currentItem().data(Qt.ItemDataRole.UserRole) == cards[1]:
            break
        qtbot.keyClick(dialog.told.list, ways)
    assert dialog.before.marked == cards[1]
    assert dialog.before.zoom == pytest.approx(0.8), "that can be read, too"
    assert shows(dialog.before)
    assert dialog.after.marked == "", "it is gone there"
    assert together(dialog)


def test_in_a_narrow_view_all_of_a_card_is_shown(
    dialog: CompareDialog, maps: tuple[Journey, Journey], qtbot: QtBot
) -> None:
    dialog.resize(dialog.minimumSize())
    dialog._pair.parentWidget().setMaximumWidth(520)
    qtbot.waitUntil(lambda: dialog.before.width() < 280)
    dialog.told.list.setCurrentRow(row_of(dialog, list(maps[0].cards)[1]))
    assert 0.7 < dialog.before.zoom < 1.0
    assert dialog.before.place is not None
    box = dialog.before.camera.rect_to_view(dialog.before.place)
    assert box.x >= 0
    assert box.right <= dialog.before.view_size().width


def test_a_feeling_that_changed_is_shown_in_its_stage(dialog: CompareDialog) -> None:
    item = next(
        dialog.told.list.item(row)
        for row in range(dialog.told.list.count())
        if dialog.told.list.item(row).data(told.STAGE) is not None
    )
    dialog.told.list.setCurrentItem(item)
    stage = item.data(told.STAGE)
    assert dialog.after.laid is not None
    box = next(one.rect for one in dialog.after.laid.layout.stages if one.stage.id == stage)
    assert isinstance(dialog.after.place, Rect)
    assert (dialog.after.place.x, dialog.after.place.width) == (box.x, box.width)
    assert dialog.after.zoom == pytest.approx(1.0)


def test_a_click_finds_what_stands_under_it_on_a_page_that_is_let_down(
    dialog: CompareDialog, maps: tuple[Journey, Journey], qtbot: QtBot
) -> None:
    assert dialog.before._drop > 0
    card = list(maps[0].cards)[1]
    assert dialog.before.mark(card)
    dialog.before.bring()
    assert dialog.before.place is not None
    place = dialog.before.from_map(dialog.before.place.center).toPoint()
    dialog.before.mark("")
    qtbot.mouseClick(dialog.before.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.told.list.currentItem().data(Qt.ItemDataRole.UserRole) == card


def test_side_by_side_waits_for_its_maps(
    maps: tuple[Journey, Journey], desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare_dialog, "_SOON", 3_600_000)
    made = CompareDialog(maps, ("before.cjm", "after.cjm"), desktop.appearance)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.made is not None, timeout=30_000)
    assert made.over.isVisible()
    assert made.pair is None
    qtbot.mouseClick(made.beside_button, Qt.MouseButton.LeftButton)
    assert not made.before.isVisible()
    assert made._wait.isVisible()
    qtbot.waitUntil(lambda: made.pair is not None, timeout=30_000)
    assert made.before.isVisible()
    made.reject()
