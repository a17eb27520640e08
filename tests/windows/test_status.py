"""The zoom in the status bar: a slider that follows the map and moves it, by mouse and keyboard, and a button to fit it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cjm_desktop.canvas.camera import LARGEST_ZOOM
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.zoom_slider import ZoomSlider
from tests.windows.holding import workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key


@pytest.fixture
def slider(sample: MainWindow, qtbot: QtBot) -> ZoomSlider:
    workspace_of(sample).canvas.zoom_actual()
    qtbot.waitUntil(sample.status.zoom_slider.isVisible)
    # Buttons that a drag before was left with: a slider ignores a press while others are held.
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        QTest.mouseRelease(sample.status.zoom_slider, button)
    return sample.status.zoom_slider


def test_it_stands_where_the_zoom_is(sample: MainWindow, slider: ZoomSlider) -> None:
    canvas = workspace_of(sample).canvas
    assert slider.value() == 0
    canvas.set_zoom(LARGEST_ZOOM)
    assert slider.value() == slider.maximum()
    canvas.set_zoom(0.02)
    assert slider.value() == slider.minimum()
    assert canvas.zoom == pytest.approx(0.02), "showing it does not set it"
    canvas.set_zoom(2.0)
    assert 0 < slider.value() < slider.maximum()
    assert slider.accessibleDescription() == "200 %"


def test_dragging_zooms(sample: MainWindow, slider: ZoomSlider) -> None:
    canvas = workspace_of(sample).canvas
    middle = slider.rect().center()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(slider, middle + QPoint(20, 0))
    larger = canvas.zoom
    assert larger > 1.2
    QTest.mouseMove(slider, middle - QPoint(20, 0))
    assert canvas.zoom < 0.8
    QTest.mouseMove(slider, middle + QPoint(1, 0))
    assert canvas.zoom == 1.0, "near the middle it is 100 %"
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)


def test_keys_zoom_by_the_usual_steps(sample: MainWindow, slider: ZoomSlider, qtbot: QtBot) -> None:
    canvas = workspace_of(sample).canvas
    sample.activateWindow()
    slider.setFocus()
    assert slider.hasFocus()
    for key, zoom in (
        (_Key.Key_Right, 1.1),
        (_Key.Key_Right, 1.25),
        (_Key.Key_Left, 1.1),
        (_Key.Key_End, LARGEST_ZOOM),
        (_Key.Key_PageDown, 6.0),
    ):
        qtbot.keyClick(slider, key)
        assert canvas.zoom == pytest.approx(zoom)
    qtbot.keyClick(slider, _Key.Key_Escape)
    assert canvas.hasFocus()


def test_a_double_click_is_a_hundred_per_cent(sample: MainWindow, slider: ZoomSlider, qtbot: QtBot) -> None:
    canvas = workspace_of(sample).canvas
    canvas.set_zoom(3.0)
    qtbot.mouseDClick(slider, Qt.MouseButton.LeftButton)
    assert canvas.zoom == 1.0


def test_the_button_fits_the_map(sample: MainWindow, slider: ZoomSlider, qtbot: QtBot) -> None:
    canvas = workspace_of(sample).canvas
    qtbot.mouseClick(sample.status.fit_button, Qt.MouseButton.LeftButton)
    assert canvas.zoom < 1
    page = canvas.page_size()
    shown = canvas.visible_rect()
    assert shown.width >= page.width
    assert shown.height >= page.height
    assert slider.value() < 0


def test_nothing_of_it_can_be_undone(sample: MainWindow, slider: ZoomSlider, qtbot: QtBot) -> None:
    qtbot.keyClick(slider, _Key.Key_Right)
    assert sample.document is not None
    assert not sample.document.session.can_undo
