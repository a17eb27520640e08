"""The names of the journeys in a file go in; the number of the one that the user wants comes out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import controls, plain, scripts
from cjm_desktop.windows.controls import Choice

_WIDTH = 460


@guarded
class WhichDialog(QDialog):
    """After `exec()`, `number` is that of the journey that was chosen, from 1."""

    def __init__(self, file_name: str, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        scripts.serve(list(names))
        self.setWindowTitle(self.tr("Import"))
        self.which = Choice()
        for number, name in enumerate(names, 1):
            self.which.addItem(plain.visible(plain.shortened(name, 60)), number)
        label = plain.label(self.tr("Make a map of"), "label")
        label.setBuddy(self.which)
        self.which.setAccessibleName(label.text())
        holds = plain.plural(self.tr("{name} holds %n journey(s)", "", len(names)))
        heading = plain.visible(holds.format(name=plain.shortened(file_name, 40)))
        self.import_button = QPushButton(self.tr("Import"))
        self.import_button.setDefault(True)
        self.import_button.clicked.connect(self.accept)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        controls.press_with_enter(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain.label(heading, "subtitle", wrap=True))
        column.addWidget(label)
        column.addWidget(self.which)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.import_button):
            button.setAccessibleName(button.text())
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.setMinimumWidth(_WIDTH)
        self.which.setFocus()

    @property
    def number(self) -> int:
        return int(self.which.currentData())
