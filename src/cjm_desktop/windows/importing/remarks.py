"""What was guessed and left out, to be read and copied: the notes of an import go in; nothing is shown of none."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import controls, plain
from cjm_desktop.windows.controls import TextArea


@guarded
class Remarks(QWidget):
    """Shows at most so many lines of notes at once."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = plain.label(self.tr("Guessed and left out"), "label")
        self.text = TextArea(lines=1, most=most)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(told.text())
        told.setBuddy(self.text)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setProperty("look", "small")
        self.copy_button.setAccessibleName(self.tr("Copy what was guessed and left out"))
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        controls.press_with_enter(self.copy_button)
        head = QHBoxLayout()
        head.addWidget(told)
        head.addStretch(1)
        head.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.text)

    def show_notes(self, notes: tuple[str, ...]) -> None:
        text = "\n".join(f"•  {plain.visible(note)}" for note in notes)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self.setVisible(bool(notes))
