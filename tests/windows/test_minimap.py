"""The minimap: a picture of the whole map, the frame of what is seen, and hands on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.cards import remove_cards
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.minimap import Minimap
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def minimap(sample: MainWindow, qtbot: QtBot) -> Minimap:
    workspace_of(sample).canvas.set_zoom(1.5)
    sample.actions_by_id["show-minimap"].trigger()
    content = sample.docks.content("minimap")
    assert isinstance(content, Minimap)
    qtbot.waitUntil(lambda: content.is_up_to_date)
    return content


def picture(minimap: Minimap) -> QImage:
    return minimap._picture.toImage()


def test_it_shows_the_map(minimap: Minimap) -> None:
    image = picture(minimap)
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert len(colours) > 30
    seen = minimap.grab().toImage()
    frame = QColor(minimap.canvas.chrome.selection).rgb()
    assert any(seen.pixel(x, y) == frame for x in range(seen.width()) for y in range(seen.height()))


def test_a_click_looks_there(minimap: Minimap, qtbot: QtBot) -> None:
    canvas = minimap.canvas
    canvas.pan(100_000, 100_000)
    place = QPoint(minimap.width() * 3 // 4, minimap.height() * 3 // 4)
    wanted = minimap._to_map(QPointF(place))
    qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=place)
    seen = canvas.visible_rect().center
    assert (seen.x, seen.y) == pytest.approx((wanted.x, wanted.y), abs=2)


def test_dragging_the_frame_pans_with_the_hand(minimap: Minimap) -> None:
    canvas = minimap.canvas
    before = canvas.visible_rect()
    start = minimap._frame().center().toPoint()
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    assert canvas.visible_rect() == before, "taking hold moves nothing"
    QTest.mouseMove(minimap, start + QPoint(10, 5))
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(10, 5))
    after = canvas.visible_rect()
    assert after.x - before.x == pytest.approx(10 / minimap._scale, abs=2)
    assert after.y - before.y == pytest.approx(5 / minimap._scale, abs=2)
    assert not session_has_steps(minimap)


def session_has_steps(minimap: Minimap) -> bool:
    return bool(minimap.session.steps)


def test_the_wheel_zooms(minimap: Minimap) -> None:
    before = minimap.canvas.zoom
    at = QPointF(minimap.rect().center())
    event = QWheelEvent(
        at, minimap.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(minimap, event)
    assert minimap.canvas.zoom > before


def test_the_keyboard_pans_and_zooms(minimap: Minimap, qtbot: QtBot) -> None:
    canvas = minimap.canvas
    minimap.setFocus()
    canvas.pan(100_000, 100_000)
    before = canvas.visible_rect()
    qtbot.keyClick(minimap, Qt.Key.Key_Right)
    qtbot.keyClick(minimap, Qt.Key.Key_Down)
    after = canvas.visible_rect()
    assert after.x > before.x
    assert after.y > before.y
    zoom = canvas.zoom
    qtbot.keyClick(minimap, Qt.Key.Key_Plus)
    assert canvas.zoom > zoom
    qtbot.keyClick(minimap, Qt.Key.Key_Minus)
    assert canvas.zoom == pytest.approx(zoom, abs=0.3)
    qtbot.keyClick(minimap, Qt.Key.Key_Escape)


def test_an_edit_changes_the_picture_as_if_painted_afresh(sample: MainWindow, minimap: Minimap, qtbot: QtBot) -> None:
    session = session_of(sample)
    before = picture(minimap)
    card = list(session.journey.cards)[20]
    session.apply("Delete card", remove_cards(session.journey, [card]))
    assert not minimap.is_up_to_date
    qtbot.waitUntil(lambda: minimap.is_up_to_date)
    mended = picture(minimap)
    assert mended != before
    minimap._drawing = None
    minimap._bring_up_to_date()
    assert picture(minimap) == mended


def test_it_follows_the_theme(sample: MainWindow, minimap: Minimap, qtbot: QtBot) -> None:
    sample.actions_by_id["appearance-dark"].trigger()
    qtbot.waitUntil(lambda: minimap.is_up_to_date)
    assert picture(minimap).pixelColor(1, 1).name() == sample.appearance.theme.page
    sample.actions_by_id["appearance-light"].trigger()
