"""A pair of hands on the keyboard alone: real key events to whatever has the focus; counts what is no text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


class Keyboard:
    """Types and presses chords. `pressed` counts chords, one each, since it was last set to zero; text is not counted."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.pressed = 0

    def type(self, text: str) -> None:
        for letter in text:
            # Looked up each time: the first letter opens the field in which the others go.
            if letter.isascii():
                QTest.keyClicks(self._focus(), letter)
            else:
                # QTest knows no other keys than those of ASCII.
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                    QApplication.sendEvent(self._focus(), event)

    def press(self, *chords: str) -> None:
        """Chords as Qt writes them, such as `Ctrl+Shift+N` or `Down`."""
        for chord in chords:
            combination = QKeySequence(chord)[0]
            key, held = combination.key(), combination.keyboardModifiers()
            if key == Qt.Key.Key_Tab and held == Qt.KeyboardModifier.ShiftModifier:
                key = Qt.Key.Key_Backtab
            QTest.keyClick(self._focus(), key, held)
            self.pressed += 1
        # Fields that were closed go when events are dealt with, as they do while somebody types.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window
