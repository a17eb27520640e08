"""A question with several ways on: each goes in with a sentence of what it does; the key of the one chosen comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import plain, scripts

_WIDTH = 480


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on: what is written large on it, and what happens then."""

    key: str
    text: str
    about: str = ""


@guarded
class _ChoiceButton(QPushButton):
    """Two texts on one button: Qt's own has one."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.setProperty("look", "choice")
        self.setAccessibleName(choice.text.rstrip("…"))
        self.setAccessibleDescription(choice.about)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 9)
        column.setSpacing(1)
        for text, look in ((choice.text, "strong"), (choice.about, "muted")):
            if text:
                label = plain.label(text, look, wrap=True)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                column.addWidget(label)

    def sizeHint(self) -> QSize:
        column = self.layout()
        assert column is not None
        return column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        column = self.layout()
        assert column is not None
        return column.totalMinimumSize()


@guarded
class ChoiceDialog(QDialog):
    """What has happened, the ways on as buttons one below the other, and Cancel; `chosen` is "" until one is taken."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, detail: str, choices: Sequence[Choice], cancel: str = ""
    ) -> None:
        super().__init__(parent)
        scripts.serve([title, text, detail])
        self.chosen = ""
        self.setWindowTitle(title)
        self.setAccessibleDescription(f"{text} {detail}".strip())
        self.setWindowModality(Qt.WindowModality.WindowModal if parent else Qt.WindowModality.ApplicationModal)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(8)
        column.addWidget(plain.label(plain.breakable(text), "subtitle", wrap=True))
        if detail:
            column.addWidget(plain.label(plain.breakable(detail), wrap=True))
        column.addSpacing(6)
        self.buttons: dict[str, QPushButton] = {}
        for choice in choices:
            button = self.buttons[choice.key] = _ChoiceButton(choice)
            button.clicked.connect(lambda _=False, key=choice.key: self._choose(key))
            column.addWidget(button)
        column.addSpacing(6)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
        if cancel:
            self.cancel.setText(cancel)
        self.cancel.setAccessibleName(plain.bare(self.cancel.text()))
        box.rejected.connect(self.reject)
        column.addWidget(box)
        self.setFixedWidth(_WIDTH)
        first = self.buttons[choices[0].key]
        first.setDefault(True)
        first.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        # Only now have the texts their fonts, and the lines into which they are broken their height.
        column = self.layout()
        assert column is not None
        self.setFixedHeight(column.totalHeightForWidth(_WIDTH))
        super().showEvent(event)

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.accept()


def choose(
    parent: QWidget | None, title: str, text: str, detail: str, choices: Sequence[Choice], cancel: str = ""
) -> str:
    """Asks, and returns the key of what was chosen; "" where nothing was. The first choice is the one that Enter takes."""
    dialog = ChoiceDialog(parent, title, text, detail, choices, cancel)
    dialog.exec()
    dialog.deleteLater()
    return dialog.chosen
