"""What of a map is not in a file that was exported goes in; a window that says so comes out, with the way to the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from cjm_desktop.windows import controls, links, plain


class LeftOutDialog(QDialog):
    """Plain text that can be copied."""

    def __init__(self, path: Path, notes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Exported"))
        title = self.tr("{name} is written. It does not hold all of the map:")
        name = plain.shortened(plain.visible(path.name), 60)
        self.title = plain.label(title.format(name=name), "subtitle", wrap=True)
        self.text = QPlainTextEdit("\n".join(f"•  {plain.visible(note)}" for note in notes))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("What is not in the file"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Close)
        self.close_button.setAccessibleName(self.tr("Close"))
        self.folder_button = buttons.addButton(self.tr("Open Folder"), QDialogButtonBox.ButtonRole.ActionRole)
        self.folder_button.setAccessibleName(self.tr("Open Folder"))
        self.folder_button.clicked.connect(lambda: links.open_folder(path.parent))
        for button in (self.close_button, self.folder_button):
            controls.press_with_enter(button)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(14)
        column.addWidget(self.title)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.resize(560, 340)
        self.close_button.setFocus()
