"""Buttons that can be dragged onto the map; clicked or chosen with the keyboard they place their thing themselves."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.tools import Tool
from cjm_desktop.windows import plain

#: How far from the pointer, and how opaque, the picture of what is dragged is.
_GHOST_GAP = 14
_GHOST_OPACITY = 0.8


@guarded
class DragButton(QPushButton):
    """A button that stands for a tool. A click sends `chosen`; a drag carries the tool to the map."""

    chosen = Signal(object)
    drag_started = Signal()

    def __init__(self, text: str, tool: Tool, look: str, parent: QWidget | None = None) -> None:
        super().__init__(plain.mnemonic_free(text), parent)
        self.tool = tool
        self.setProperty("look", look)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAutoDefault(False)
        # A click leaves the focus where the thing it places is being named.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pressed_at: QPoint | None = None
        self._dragged = False
        self.clicked.connect(lambda: self.chosen.emit(self.tool))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at, self._dragged = event.position().toPoint(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            return
        super().mouseMoveEvent(event)
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed_at = None
            self._dragged = True
            self.setDown(False)
            self._drag()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click has placed the thing already; Qt would take this for a further click.
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if not self._dragged:
            super().mouseReleaseEvent(event)

    def _drag(self) -> None:
        drag = QDrag(self)
        drag.setMimeData(self.tool.to_mime())
        drag.setPixmap(_ghost(self))
        # Beside the pointer, so that it does not hide the place where the thing will land.
        drag.setHotSpot(QPoint(-_GHOST_GAP, -_GHOST_GAP))
        self.drag_started.emit()
        drag.exec(Qt.DropAction.CopyAction)


def _ghost(button: QPushButton) -> QPixmap:
    """A picture of the button that lets what lies under it shine through."""
    shown = button.grab()
    ghost = QPixmap(shown.size())
    ghost.setDevicePixelRatio(shown.devicePixelRatio())
    ghost.fill(Qt.GlobalColor.transparent)
    with QPainter(ghost) as painter:
        painter.setOpacity(_GHOST_OPACITY)
        painter.drawPixmap(0, 0, shown)
    return ghost
