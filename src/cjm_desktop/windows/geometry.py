"""Where a window stands: a window goes in; it comes back to where it was left, rescued where that screen is gone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from cjm_desktop.windows import settings

_FIRST_SIZE = QSize(1440, 900)


def restore(window: QMainWindow) -> None:
    """Puts the window where it was left last; for the first time, to the middle of the screen."""
    remembered = settings.load(settings.GEOMETRY)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    if remembered.isEmpty() or not window.restoreGeometry(remembered):
        largest = QSize(round(screen.width() * 0.92), round(screen.height() * 0.92))
        window.resize(_FIRST_SIZE.boundedTo(largest))
        window.move(screen.center() - window.rect().center())
    if not any(reachable(window.frameGeometry(), one.availableGeometry()) for one in QGuiApplication.screens()):
        window.move(screen.topLeft())


def reachable(frame: QRect, screen: QRect) -> bool:
    """Whether enough of a window's upper edge lies on the screen to take hold of it."""
    top = QRect(frame.x(), frame.y(), frame.width(), 40) & screen
    return top.width() >= 100 and top.height() >= 20
