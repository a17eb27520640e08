"""A text that is only read, with the words marked in which it differs from another: set apart by more than colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.review.words import Piece, Side, marked
from cjm_desktop.theme import mix
from cjm_desktop.windows.controls import TextArea

_TINT = 0.22


@guarded
class Preview(TextArea):
    """Shows a text; words that were added stand on a tint, words that went are struck out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, lines=1, most=7)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )

    def show_words(self, text: str, before: str | None = None) -> None:
        """Shows a text, and where it differs from the one before (None: it is not compared)."""
        self.clear()
        pieces = (Piece(Side.BOTH, text),) if before is None else marked(before, text)
        cursor = QTextCursor(self.document())
        for piece in pieces:
            cursor.insertText(piece.text, self._format(piece.side))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, side: Side) -> QTextCharFormat:
        made = QTextCharFormat()
        colours = self.palette()
        if side is Side.BEFORE:
            made.setFontStrikeOut(True)
            made.setForeground(colours.color(QPalette.ColorRole.PlaceholderText))
        elif side is Side.AFTER:
            ground = mix(
                colours.color(QPalette.ColorRole.Base).name(), colours.color(QPalette.ColorRole.Accent).name(), _TINT
            )
            made.setBackground(QColor(ground))
            made.setFontUnderline(True)
        return made
