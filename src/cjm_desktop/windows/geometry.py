"""Where a window stands: a window goes in; it comes back to where it was left, rescued where that screen is gone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from cjm_desktop.windows import settings

_FIRST_SIZE = QSize(1440, 900)
#: How far a window stands right of and below the one beside which it opens.
_STEP = 28


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


def stand_beside(window: QMainWindow, other: QMainWindow) -> None:
    """Gives a window the size of another one and a place a little right of and below it, all of it on the screen."""
    screen = other.screen().availableGeometry()
    # What the system draws round the other one it will draw round this one, too.
    frame = other.frameGeometry()
    around = frame.size() - other.size()
    place = beside(frame, screen)
    window.resize(place.size() - around)
    window.move(place.topLeft())


def beside(frame: QRect, screen: QRect) -> QRect:
    """A frame a step right of and below another one and whole on the screen; smaller where it would lie upon the other."""
    size = frame.size().boundedTo(screen.size())
    x = max(screen.left(), min(frame.x() + _STEP, screen.right() + 1 - size.width()))
    y = max(screen.top(), min(frame.y() + _STEP, screen.bottom() + 1 - size.height()))
    place = QRect(QPoint(x, y), size)
    return place.adjusted(_STEP, _STEP, 0, 0) if place.topLeft() == frame.topLeft() else place


def reachable(frame: QRect, screen: QRect) -> bool:
    """Whether enough of a window's upper edge lies on the screen to take hold of it."""
    top = QRect(frame.x(), frame.y(), frame.width(), 40) & screen
    return top.width() >= 100 and top.height() >= 20
