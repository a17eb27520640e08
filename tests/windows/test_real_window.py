"""The program as a process with a real window: what a user with a mouse sees and does. Runs under an X server."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.formats import journey_file
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.windows.main_window import MainWindow

pytestmark = pytest.mark.window


def on_screen(window: MainWindow) -> int:
    """How many colours the screen shows where the window stands."""
    screen = window.screen()
    frame = window.frameGeometry()
    image = screen.grabWindow(0, frame.x(), frame.y(), frame.width(), frame.height()).toImage()
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def middle(window: MainWindow, rect: Rect | None) -> QPoint:
    """Where the middle of a rectangle of the map is in the viewport."""
    assert rect is not None
    assert window.workspace is not None
    return window.workspace.canvas.from_map(rect.center).toPoint()


def test_gallery_is_seen_and_a_template_opens(window: MainWindow, qtbot: QtBot) -> None:
    gallery = window.start_page.gallery
    qtbot.waitUntil(lambda: all(card.has_thumbnail for card in gallery.cards), timeout=20_000)
    assert on_screen(window) > 200
    qtbot.mouseDClick(gallery.cards[0], Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    qtbot.waitExposed(window.workspace.canvas)
    window.workspace.canvas.finish_painting()
    QTest.qWait(50)
    assert on_screen(window) > 200


def test_a_map_is_changed_by_mouse_and_keys_and_saved(
    sample: MainWindow, tmp_path: Path, chosen_file: object, qtbot: QtBot
) -> None:
    workspace = sample.workspace
    assert workspace is not None
    session, canvas = workspace.session, workspace.canvas
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    card = next(card for card in session.journey.cards.values() if card.channel)
    canvas.finish_painting()
    qtbot.mouseClick(
        canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle(sample, rect_of(canvas.layout_now(), card.id))
    )
    assert canvas.selection == (card.id,)
    area = workspace.inspector.editor("text").buddy
    qtbot.mouseClick(area.viewport(), Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    qtbot.waitUntil(area.hasFocus)
    qtbot.keyClick(area, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(area, "Asks a neighbour")
    assert session.journey.cards[card.id].text == "Asks a neighbour"
    assert len(session.steps) == 1
    chosen_file(tmp_path / "map.cjm")  # type: ignore[operator]
    qtbot.keyClick(area, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert journey_file.load(tmp_path / "map.cjm").journey == session.journey
    qtbot.keyClick(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.journey.cards[card.id].text == card.text
    assert sample.isWindowModified()


def test_a_dark_window_is_dark(sample: MainWindow) -> None:
    sample.actions_by_id["appearance-dark"].trigger()
    QTest.qWait(100)
    image = sample.grab().toImage()
    light = sum(
        image.pixelColor(x, y).lightness() > 200
        for x in range(0, image.width(), 5)
        for y in range(0, image.height(), 5)
    )
    assert light < 0.03 * (image.width() // 5) * (image.height() // 5)
    sample.actions_by_id["appearance-light"].trigger()


def test_nothing_of_the_map_is_left_outside_of_its_page(sample: MainWindow) -> None:
    workspace = sample.workspace
    assert workspace is not None
    viewport = workspace.canvas.viewport()
    sample.move(0, 0)
    for width, height in ((800, 500), (1180, 790), (760, 480), (1260, 700), (900, 600)):
        sample.resize(width, height)
        QTest.qWait(250)
        shown = sample.screen().grabWindow(0).toImage()
        edge = [QPoint(x, viewport.height() - 3) for x in range(viewport.width())]
        edge += [QPoint(viewport.width() - 3, y) for y in range(viewport.height())]
        colours = {shown.pixelColor(viewport.mapToGlobal(point)).name() for point in edge}
        assert colours == {sample.appearance.chrome.canvas}, (width, height)


def test_menus_open_with_alt(sample: MainWindow, qtbot: QtBot) -> None:
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    bar = sample.menuBar()
    bar.setActiveAction(bar.actions()[2])
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.accessibleName() == "Insert"
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
