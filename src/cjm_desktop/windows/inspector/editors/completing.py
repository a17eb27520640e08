"""A line of text that offers what the map says already: texts go in when the focus comes, one that was chosen comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows.controls import LineField


@guarded
class CompletingLine(LineField):
    """A line field with suggestions, which Down opens on an empty line too. `chosen` carries the suggestion picked."""

    chosen = Signal(str)

    def __init__(self, offered: Callable[[], Iterable[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = offered
        self._texts = QStringListModel(self)
        completer = QCompleter(self._texts, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        popup = QListView()
        popup.setProperty("look", "suggestions")
        popup.setAccessibleName(self.tr("Suggestions"))
        completer.setPopup(popup)
        completer.activated.connect(self.chosen)
        self.setCompleter(completer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Gathered only now: with thousands of cards it would be too much for every change of the map.
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._texts.setStringList(list(self._offered()))
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._opens(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens(event):
            self.completer().setCompletionPrefix(self.text())
            self.completer().complete()
        else:
            super().keyPressEvent(event)

    def _opens(self, event: QKeyEvent) -> bool:
        plain_down = event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain_down and self._texts.rowCount() > 0
