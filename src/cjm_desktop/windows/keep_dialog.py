"""Asks under which name a version of the map is kept, with what note, and where: a map with its file goes in, these come out."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton, QWidget

from cjm_desktop.model.records import NAME_MAX, TEXT_MAX
from cjm_desktop.windows import plain
from cjm_desktop.windows.controls import TextArea
from cjm_desktop.windows.name_dialog import NameDialog
from cjm_desktop.windows.tab_order import tab_as_laid_out


class KeepVersionDialog(NameDialog):
    """After `exec()`, `name` and `note` are what was written, and `is_inside` says where the version is to be kept."""

    def __init__(self, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Keep Version"),
            self.tr("Keep the map as it is now under a name"),
            "",
            NAME_MAX,
            parent,
        )
        self.field.setPlaceholderText(self.tr("such as: after the interviews"))
        self.text = TextArea(lines=3, most=6)
        self.text.setAccessibleName(self.tr("Note"))
        label = plain.label(self.tr("Note"), "label")
        label.setBuddy(self.text)
        self.inside = QRadioButton(self.tr("&Inside the map: it goes wherever the map goes, into exports too"))
        self.beside = QRadioButton(self.tr("&Beside the file: in a file of its own, {name}").format(name=file_name))
        for button in (self.inside, self.beside):
            button.setAccessibleName(plain.bare(button.text()))
        if not file_name:
            self.beside.setText(self.tr("&Beside the file: save the map first"))
            self.beside.setEnabled(False)
        self.inside.setChecked(True)
        column = self.layout()
        assert column is not None
        # Before the gap above the buttons.
        place = column.indexOf(self.buttons) - 1
        for widget in (label, self.text, self.inside, self.beside):
            column.insertWidget(place, widget)  # type: ignore[attr-defined]
            place += 1
        self.setMinimumWidth(460)
        tab_as_laid_out(self)
        self._follow()

    def _follow(self) -> None:
        super()._follow()
        self.save_button.setText(self.tr("Keep"))
        self.save_button.setAccessibleName(self.save_button.text())

    @property
    def is_taken(self) -> bool:
        return False  # two versions may have one name: their times tell them apart

    @property
    def note(self) -> str:
        return self.text.toPlainText().strip()[:TEXT_MAX]

    @property
    def is_inside(self) -> bool:
        return self.inside.isChecked()
