"""A dialog that asks under which name something is kept: names that are taken go in, a name comes out."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from cjm_desktop.windows import plain
from cjm_desktop.windows.controls import LineField


class NameDialog(QDialog):
    """Asks for a name of at most `longest` characters. `replaced` is said where there is something of that name already.

    Subclasses say what `name` makes of what was written, and whether it `is_taken`.
    """

    def __init__(self, title: str, heading: str, replaced: str, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._replaced = replaced
        self.field = LineField()
        self.field.setMaxLength(longest)
        self.field.setAccessibleName(self.tr("Name"))
        label = plain.label(self.tr("Name"), "label")
        label.setBuddy(self.field)
        self._note = plain.label("", "muted", wrap=True)
        self.buttons = QDialogButtonBox()
        self.save_button = self.buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(6)
        column.addWidget(plain.label(heading, "subtitle"))
        column.addSpacing(6)
        column.addWidget(label)
        column.addWidget(self.field)
        column.addWidget(self._note)
        self._note.setVisible(bool(replaced))
        column.addSpacing(8)
        column.addWidget(self.buttons)
        self.field.textChanged.connect(self._follow)
        self.setMinimumWidth(400)

    @property
    def name(self) -> str:
        """The name, in one line."""
        return " ".join(self.field.text().split())

    @property
    def is_taken(self) -> bool:
        """Whether there is something of this name already."""
        raise NotImplementedError

    def _follow(self) -> None:
        replaces = self.is_taken
        self.save_button.setText(self.tr("Replace") if replaces else self.tr("Save"))
        self.save_button.setAccessibleName(self.save_button.text())
        self.save_button.setEnabled(bool(self.name))
        self._note.setText(self._replaced if replaces else "")
