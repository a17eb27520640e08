"""Dialogs about views: a name for one that is to be kept; and all of a map's, to be renamed, put in order, deleted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.editing.tables import changed
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import NAME_MAX, View
from cjm_desktop.windows import controls, plain
from cjm_desktop.windows.name_dialog import NameDialog
from cjm_desktop.windows.tab_order import tab_as_laid_out
from cjm_desktop.windows.view_words import view_name


class ViewName(NameDialog):
    """Asks for the name of a view, and says where the map has one of that name already."""

    def __init__(self, journey: Journey, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Save View"),
            self.tr("Keep what is shown now as a view of the map"),
            self.tr("The map has a view of this name; it will be replaced."),
            NAME_MAX,
            parent,
        )
        self._taken = {view.name for view in journey.views.values()}
        self.field.setText(name)
        self.field.selectAll()
        self._follow()

    @property
    def is_taken(self) -> bool:
        return self.name in self._taken


def ask_for_name(journey: Journey, name: str, parent: QWidget) -> str | None:
    """The name that the user gives a view, `name` offered at first; None where nothing is to be kept."""
    dialog = ViewName(journey, name, parent)
    return dialog.name if dialog.exec() else None


class ViewsDialog(QDialog):
    """The views of a map. Nothing is changed before the dialog is accepted; `views` are what is to be then."""

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Views"))
        self._before = journey.views
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Views"))
        self.list.setUniformItemSizes(True)
        for view in journey.views.values():
            item = QListWidgetItem(view_name(view))
            item.setData(Qt.ItemDataRole.UserRole, view.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        self.rename_button = self._button(self.tr("Rename"), self.rename)
        self.up_button = self._button(self.tr("Move Up"), lambda: self._move(-1))
        self.down_button = self._button(self.tr("Move Down"), lambda: self._move(1))
        self.delete_button = self._button(self.tr("Delete"), self.delete)
        side = QVBoxLayout()
        for button in (self.rename_button, self.up_button, self.down_button, self.delete_button):
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(side)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(12)
        column.addWidget(plain.label(self.tr("Views of this map"), "subtitle"))
        column.addLayout(row)
        column.addWidget(self.buttons)
        self.list.currentRowChanged.connect(self._follow)
        self.list.setCurrentRow(0)
        self.resize(460, 340)
        tab_as_laid_out(self)
        self._follow()

    def views(self) -> Table[View]:
        """The views as they are to be; the map's own table where that is the same."""
        items = [self.list.item(n) for n in range(self.list.count())]
        made = [self._named(self._before[item.data(Qt.ItemDataRole.UserRole)], item.text()) for item in items]
        return self._before if made == list(self._before.values()) else Table.of(made)

    def rename(self) -> None:
        """Write the name of the chosen view in its place."""
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item)

    def delete(self) -> None:
        """Take the chosen view away."""
        self.list.takeItem(self.list.currentRow())
        self._follow()

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        item = self.list.takeItem(row)
        self.list.insertItem(row + by, item)
        self.list.setCurrentRow(row + by)

    def _named(self, view: View, text: str) -> View:
        """The view with a name that was written; as it was where none was."""
        name = " ".join(text.split())[:NAME_MAX]
        return view if not name or text == view_name(view) else changed(view, {"name": name})

    def _button(self, text: str, call: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        controls.press_with_enter(button)
        button.clicked.connect(lambda _=False: call())
        return button

    def _follow(self) -> None:
        row, count = self.list.currentRow(), self.list.count()
        self.rename_button.setEnabled(row >= 0)
        self.delete_button.setEnabled(row >= 0)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < count - 1)
