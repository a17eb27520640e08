"""The editor of a priority: impact and effort, from 1 to 5 each, on a grid of which one cell is chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.model.records import Priority
from cjm_desktop.theme import mix
from cjm_desktop.windows import plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.inspector.editors.base import FieldEditor, dress_button, icon_button
from cjm_desktop.windows.inspector.field import Field, tr
from cjm_desktop.windows.inspector.subject import MIXED

_CELL, _GAP, _EDGE = 22, 3, 3
_SIDE = 5
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
}


@guarded
class PriorityGrid(QWidget):
    """Five by five cells: impact grows upwards, effort to the right; the greenest corner is a quick win.

    A click chooses a cell, arrow keys go on from it, Delete lets it go.
    """

    picked = Signal(object)
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._value: Priority | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        side = 2 * _EDGE + _SIDE * _CELL + (_SIDE - 1) * _GAP
        return QSize(side, side)

    def show_priority(self, value: Priority | None) -> None:
        """Shows a priority, or none."""
        self._value = value
        self.setAccessibleDescription(said(value))
        self.update()

    def cell_rect(self, impact: int, effort: int) -> QRectF:
        """Where a cell stands in the widget."""
        column = effort - 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else _SIDE - effort
        pitch = _CELL + _GAP
        return QRectF(_EDGE + column * pitch, _EDGE + (_SIDE - impact) * pitch, _CELL, _CELL)

    def _cell_at(self, place: QPointF) -> Priority | None:
        for impact in range(1, _SIDE + 1):
            for effort in range(1, _SIDE + 1):
                half = _GAP / 2
                if self.cell_rect(impact, effort).adjusted(-half, -half, half, half).contains(place):
                    return Priority(impact=impact, effort=effort)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.picked.emit(None if cell == self._value else cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        self.setToolTip("" if cell is None else plain.tooltip(said(cell)))

    def event(self, event: QEvent) -> bool:
        # The window's keys for what is selected on the map (Delete, arrows) are the grid's while it has the focus.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            up, right = _STEPS[key]
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                right = -right
            now = self._value
            self.picked.emit(
                Priority(impact=3, effort=3)
                if now is None
                else Priority(impact=_held(now.impact + up), effort=_held(now.effort + right))
            )
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.picked.emit(None)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chrome, theme = self._appearance.chrome, self._appearance.theme
        for impact in range(1, _SIDE + 1):
            for effort in range(1, _SIDE + 1):
                rect = self.cell_rect(impact, effort)
                worth = (impact - effort + _SIDE - 1) / (2 * _SIDE - 2)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(mix(chrome.pressed, theme.positive, 0.55 * worth**2)))
                painter.drawRoundedRect(rect, 4, 4)
                if self._value == Priority(impact=impact, effort=effort):
                    painter.setBrush(QColor(chrome.accent))
                    painter.drawRoundedRect(rect, 4, 4)
                    painter.setBrush(QColor(chrome.accent_text))
                    painter.drawEllipse(rect.center(), 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(chrome.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


def _is_ours(event: QKeyEvent) -> bool:
    keys = (*_STEPS, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
    return event.key() in keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _held(value: int) -> int:
    return max(1, min(_SIDE, value))


def said(value: Priority | None) -> str:
    """A priority in words."""
    if value is None:
        return tr("No priority")
    return tr("Impact {impact}, effort {effort}").format(impact=value.impact, effort=value.effort)


class PriorityEditor(FieldEditor):
    """The grid, with its ends named, what is chosen in words, and a button that lets it go."""

    continuous = True

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self.grid = PriorityGrid(appearance)
        self.grid.picked.connect(self.edited)
        self.grid.left.connect(self.left)
        self.word = plain.label("", wrap=True)
        self.clear: QPushButton = icon_button("x", self.tr("No priority"), appearance)
        self.clear.clicked.connect(self._let_go)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.word)
        words.addWidget(plain.label(self.tr("↑ impact"), "muted"))
        words.addWidget(plain.label(self.tr("→ effort"), "muted"))
        words.addStretch()
        words.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeading)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.grid)
        line.addLayout(words, 1)
        self.row.addLayout(line)

    @property
    def buddy(self) -> QWidget:
        return self.grid

    def show_value(self, value: Any) -> None:
        self.grid.show_priority(None if value is MIXED else value)
        self.word.setText(self.mixed_hint() if value is MIXED else said(value))
        self.clear.setEnabled(value is not None)

    def dress(self) -> None:
        dress_button(self.clear, "x", self.appearance)
        self.grid.update()

    def _let_go(self) -> None:
        self.grid.setFocus()
        self.edited.emit(None)
