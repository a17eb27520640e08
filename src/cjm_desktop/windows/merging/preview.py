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
_MOST = 8  #: lines of the first font


@guarded
class Preview(TextArea):
    """Shows a text; words that were added stand on a tint, words that went are struck out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, lines=1, most=_MOST)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )

    def show_words(self, text: str, before: str | None = None) -> None:
        """Shows a text, and where it differs from the one before (None: it is not compared)."""
        self.clear()
        pieces = (Piece(Side.BOTH, text),) if before is None else marked(before, text)
        cursor = QTextCursor(self.document())
        apart = False
        for piece in pieces:
            # What went and what came in its place are two words.
            if apart and piece.side is Side.AFTER and not piece.text[0].isspace():
                cursor.insertText(" ", self._format(Side.BOTH))
            cursor.insertText(piece.text, self._format(piece.side))
            apart = piece.side is Side.BEFORE and not piece.text[-1].isspace()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _grow(self) -> None:
        """As high as the lines are: those of other scripts are higher than those of the first font."""
        layout, block, height = self.document().documentLayout(), self.document().firstBlock(), 0.0
        most = _MOST * self.fontMetrics().lineSpacing()
        while block.isValid() and height <= most:
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom() + round(self.document().documentMargin()) + 2
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if height > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(frame + round(min(height, most)))

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
