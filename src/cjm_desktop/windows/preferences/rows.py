"""The editors of the rows of the Preferences: a row of the table goes in, a widget that shows and sets it comes out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QThread, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import background, controls, links, plain, settings, times
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import Choice
from cjm_desktop.windows.preferences.table import Checks, Consents, FolderRow, Options, Row
from cjm_desktop.windows.ticks import Ticked

#: Not more files are counted than this: a library may be a large shared folder.
_MOST_FILES = 50_000
_LIST_HEIGHT = 300


class RowEditor(QWidget):
    """A row: its label, its control, and a sentence about it. `refresh` shows what is set now."""

    def __init__(self, label: str, about: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(5)
        self.label = plain.label(label, "strong")
        self.column.addWidget(self.label)
        self._about = plain.label(about, "muted", wrap=True)

    def finish(self) -> None:
        """Adds the sentence beneath what was added."""
        self.column.addWidget(self._about)

    def refresh(self) -> None:
        raise NotImplementedError


class OptionsEditor(RowEditor):
    """A choice; a value that is not among the options is shown as it is."""

    def __init__(self, row: Options, appearance: Appearance) -> None:
        super().__init__(row.label, row.about)
        self._row, self._appearance = row, appearance
        self.choice = Choice()
        self.choice.setAccessibleName(row.label)
        self.choice.setAccessibleDescription(row.about)
        self.choice.setMaximumWidth(300)
        self.label.setBuddy(self.choice)
        for value, words in row.options:
            self.choice.addItem(words, value)
        self.column.addWidget(self.choice)
        self.finish()
        self.refresh()
        self.choice.activated.connect(lambda _: self._take())

    def refresh(self) -> None:
        value = settings.load(self._row.setting)
        if all(self.choice.itemData(n) != value for n in range(self.choice.count())):
            self.choice.addItem(plain.visible(str(value)), value)
        self.choice.show_data(value)

    def _take(self) -> None:
        value = self.choice.currentData()
        settings.store(self._row.setting, value)
        if self._row.take is not None:
            self._row.take(self._appearance, value)


@guarded
class _Measuring(QThread):
    """How many bytes the files beneath a folder have."""

    measured = Signal(Path, object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def run(self) -> None:
        self.measured.emit(self._folder, _bytes_in(self._folder))


class FolderEditor(RowEditor):
    """Where a folder lies, how much it takes, and a button that opens it."""

    def __init__(self, row: FolderRow) -> None:
        super().__init__(row.label, row.about)
        self._row = row
        self._measuring: _Measuring | None = None
        self.where = plain.label("", wrap=True)
        self.amount = plain.label("", "muted")
        self.open_button = _button(self.tr("Open Folder"), f"{self.tr('Open Folder')}: {row.label}", self._open)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.open_button)
        if row.setting is not None:
            name = f"{self.tr('Choose Folder')}: {row.label}"
            self.choose_button = _button(self.tr("Choose Folder…"), name, self._choose)
            line.addWidget(self.choose_button)
        line.addWidget(self.amount)
        line.addStretch()
        self.column.addWidget(self.where)
        self.column.addLayout(line)
        self.finish()
        self.refresh()

    def refresh(self) -> None:
        folder = self._row.folder()
        self.where.setText(plain.breakable(plain.visible(str(folder))))
        self.where.setAccessibleName(f"{self._row.label}: {plain.visible(str(folder))}")
        there = folder.is_dir()
        self.open_button.setEnabled(there)
        self.amount.setText("" if there else self.tr("Nothing is kept there yet."))
        if there and self._row.measured:
            self._measuring = _Measuring(folder)
            self._measuring.measured.connect(self._show_size)
            background.hold(self._measuring)
            self._measuring.start()

    def _show_size(self, folder: Path, count: int) -> None:
        if folder == self._row.folder():
            self.amount.setText(self.tr("{size} in all").format(size=times.size_words(count)))

    def _open(self) -> None:
        links.open_folder(self._row.folder())

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._row.label, str(self._row.folder()))
        if chosen and self._row.setting is not None:
            settings.store(self._row.setting, chosen)
            self.refresh()


class ConsentsEditor(RowEditor):
    """What was agreed to, and a button that takes it back."""

    def __init__(self, row: Consents) -> None:
        super().__init__(row.label, row.about)
        self._row = row
        self.given = plain.label("", wrap=True)
        self.ask_again = _button(self.tr("Ask Again"), f"{self.tr('Ask again')}: {row.label}", self._forget)
        self.column.addWidget(self.given)
        line = QHBoxLayout()
        line.addWidget(self.ask_again)
        line.addStretch()
        self.column.addLayout(line)
        self.finish()
        self.refresh()

    def refresh(self) -> None:
        given = settings.load(self._row.setting)
        self.given.setText("\n".join(plain.breakable(plain.visible(str(one))) for one in given) or self._row.none)
        self.given.setAccessibleName(self.given.text())
        self.ask_again.setVisible(bool(given))
        self._about.setVisible(bool(given))

    def _forget(self) -> None:
        settings.store(self._row.setting, self._row.setting.default)
        self.refresh()


class ChecksEditor(RowEditor):
    """A list to tick; what a newer version of the program switched off and this one does not know stays off."""

    def __init__(self, row: Checks) -> None:
        super().__init__(row.label, row.about)
        self._row = row
        self.list = QListWidget()
        self.list.setProperty("look", "ticks")
        self.list.setItemDelegate(Ticked(self.list))
        self.list.setAccessibleName(row.label)
        self.list.setAccessibleDescription(row.about)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.label.setBuddy(self.list)
        for value, words, about in row.options:
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setToolTip(plain.tooltip(about))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, about)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        self.column.addWidget(self.list)
        self.finish()
        self.refresh()
        self.list.itemChanged.connect(lambda _item: self._take())

    def refresh(self) -> None:
        off = settings.load(self._row.setting)
        self.list.blockSignals(True)
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) not in off
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.list.viewport().update()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _take(self) -> None:
        known = {value for value, *_ in self._row.options}
        off = [value for value in settings.load(self._row.setting) if value not in known]
        off += [
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.checkState() == Qt.CheckState.Unchecked
        ]
        settings.store(self._row.setting, off)


def editor_of(row: Row, appearance: Appearance) -> RowEditor:
    """The editor of a row."""
    if isinstance(row, Checks):
        return ChecksEditor(row)
    if isinstance(row, Options):
        return OptionsEditor(row, appearance)
    return FolderEditor(row) if isinstance(row, FolderRow) else ConsentsEditor(row)


def _button(text: str, name: str, call: Callable[[], None]) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("look", "small")
    controls.press_with_enter(made)
    made.setAccessibleName(name)
    made.clicked.connect(lambda: call())
    return made


def _bytes_in(folder: Path) -> int:
    count, files, waiting = 0, 0, [str(folder)]
    while waiting and files < _MOST_FILES:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        count += entry.stat(follow_symlinks=False).st_size
                        files += 1
        except OSError:
            # Somebody else's, or gone meanwhile: what can be seen is counted.
            continue
    return count
