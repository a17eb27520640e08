"""The keyboard on the canvas: key presses go in; walking, writing, deleting and letting go come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cjm_desktop.canvas.walk import Step, walk

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

_Key = Qt.Key
_STEPS = {
    _Key.Key_Left: Step.LEFT,
    _Key.Key_Right: Step.RIGHT,
    _Key.Key_Up: Step.UP,
    _Key.Key_Down: Step.DOWN,
    _Key.Key_Tab: Step.TAB,
    _Key.Key_Backtab: Step.BACKTAB,
}
_PAGES = {_Key.Key_PageUp: 1, _Key.Key_PageDown: -1}


class Keys:
    """What keys do while the map has the focus and nothing is being written."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        key, modifiers = event.key(), event.modifiers()
        plain = not modifiers & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if key == _Key.Key_Escape:
            return self._escape()
        if not plain:
            return False
        if key in _STEPS:
            self.walk(_STEPS[_Key(key)])
            return True
        if key in (_Key.Key_Delete, _Key.Key_Backspace):
            self._view.delete_selection()
            return True
        if key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_F2):
            return self._write()
        if key in _PAGES:
            self._view.pan(0, _PAGES[_Key(key)] * self._view.view_size().height * 0.9)
            return True
        if key == _Key.Key_Space:
            self._view.pointing.hold_space(True)
            return True
        return self.type(event.text())

    def walk(self, step: Step) -> None:
        """Select the neighbour in a direction and show it."""
        view = self._view
        view.set_selection(walk(view.sheet.layout, view.selected, step))
        rect = view.selected.bounds(view.sheet.layout)
        if rect is not None:
            view.reveal(rect)

    def type(self, text: str) -> bool:
        """Begin to write with what was typed: at the end of the selected thing's text, or a new card in a cell."""
        if not text or not text.isprintable():
            return False
        view = self._view
        if view.selected.cell is not None:
            return view.writing.start_new(view.selected.cell, text)
        return len(view.selection) == 1 and view.writing.start(view.selection[0], text)

    def _write(self) -> bool:
        view = self._view
        if view.selected.cell is not None:
            return view.writing.start_new(view.selected.cell)
        if len(view.selection) != 1:
            return False
        if not view.writing.start(view.selection[0]):
            view.edit_requested.emit(view.selection[0])
        return True

    def _escape(self) -> bool:
        view = self._view
        if view.pointing.cancel():
            return True
        if view.selected.ids or view.selected.cell:
            view.select_none()
            return True
        return False
