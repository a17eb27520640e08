"""The Preferences dialog: the table of what can be set goes in; what the user sets in it counts at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import controls, icons, plain, settings
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.preferences.rows import RowEditor, editor_of
from cjm_desktop.windows.preferences.table import Options, Section, sections

_SIZE = QSize(700, 540)
_LIST_WIDTH = 172


@guarded
class PreferencesDialog(QDialog):
    """A list of sections, and the page of the chosen one. Nothing waits for an OK, so Esc and Close cost nothing."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._sections = sections()
        self.editors: dict[str, list[RowEditor]] = {}
        self.setWindowTitle(self.tr("Preferences"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Sections"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setIconSize(QSize(18, 18))
        self._pages = QStackedWidget()
        for section in self._sections:
            self.list.addItem(section.title)
            self._pages.addWidget(self._page(section))
        self.list.currentRowChanged.connect(self._pages.setCurrentIndex)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAccessibleName(self.tr("Close"))
        close.setDefault(True)
        self.defaults = buttons.addButton(self.tr("Restore Defaults"), QDialogButtonBox.ButtonRole.ResetRole)
        self.defaults.setAccessibleName(self.tr("Restore the defaults of this section"))
        controls.press_with_enter(self.defaults)
        self.defaults.clicked.connect(self._restore_defaults)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.list)
        row.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        appearance.changed.connect(self._dress)
        self._dress()
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self.resize(_SIZE)

    def done(self, result: int) -> None:
        self._appearance.changed.disconnect(self._dress)
        super().done(result)

    def show_section(self, id_: str) -> None:
        """Shows the page of this id."""
        self.list.setCurrentRow(next(n for n, section in enumerate(self._sections) if section.id == id_))

    def _page(self, section: Section) -> QWidget:
        page = QWidget()
        page.setProperty("look", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(2, 0, 12, 4)
        column.setSpacing(20)
        column.addWidget(plain.label(section.title, "subtitle"))
        editors = self.editors[section.id] = [editor_of(row, self._appearance) for row in section.rows]
        for editor in editors:
            column.addWidget(editor)
        column.addStretch()
        area = controls.upright(page)
        area.setAccessibleName(section.title)
        return area

    def _restore_defaults(self) -> None:
        section = self._sections[self.list.currentRow()]
        for setting in section.settings:
            settings.store(setting, setting.default)
        for row in section.rows:
            if isinstance(row, Options) and row.take is not None:
                row.take(self._appearance, row.setting.default)
        for editor in self.editors[section.id]:
            editor.refresh()

    def _dress(self) -> None:
        for number, section in enumerate(self._sections):
            item = self.list.item(number)
            item.setIcon(icons.tinted(section.icon, self._appearance.chrome.text_muted, size=16))
            item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
