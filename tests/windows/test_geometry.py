"""Where windows open: beside the one from which they come, whole on its screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from cjm_desktop.app import Desktop
from cjm_desktop.windows.geometry import beside
from cjm_desktop.windows.main_window import MainWindow

SCREEN = QRect(0, 24, 1366, 744)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (QRect(100, 100, 800, 600), QRect(128, 128, 800, 600)),
        (QRect(0, 24, 1366, 744), QRect(28, 52, 1338, 716)),
        (QRect(560, 150, 800, 600), QRect(566, 168, 800, 600)),
        (QRect(-50, -50, 2000, 1000), QRect(0, 24, 1366, 744)),
        (QRect(566, 168, 800, 600), QRect(594, 196, 772, 572)),
    ],
)
def test_beside_another_window(frame: QRect, expected: QRect) -> None:
    place = beside(frame, SCREEN)
    assert place == expected
    assert SCREEN.contains(place)


def test_the_second_window_lies_on_the_screen(sample: MainWindow, desktop: Desktop) -> None:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    sample.move(screen.topLeft())
    sample.resize(screen.size())
    second = desktop.another_window(sample)
    assert screen.contains(second.geometry())
    assert second.pos() != sample.pos()
