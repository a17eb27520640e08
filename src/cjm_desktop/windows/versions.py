"""Versions of a map go in, with the map as it is now; the one to go back to, to open or to compare with comes out.

Each is shown as a picture and with what has changed since. Reading and comparing is a thread's work.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import controls, plain, scripts
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.map_pictures import MapPictures
from cjm_desktop.windows.version_entries import Entry, entries
from cjm_desktop.windows.waiting import waited

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_desktop.model.journey import Journey
    from cjm_desktop.storage.backups import Backups

#: A version of the map that the dialog knows by now.
Key = tuple[int, str]
RESTORE, OPEN, COMPARE = "restore", "open", "compare"

_PICTURE = QSize(480, 270)
_SIZE = QSize(796, 660)
_LIST_WIDTH = 250
#: Above and below the two lines of a row.
_AROUND_ROW = 18
#: More differences than this are counted, not listed.
_MOST_WORDS = 200
_VERSION = Qt.ItemDataRole.UserRole


@guarded
class VersionsDialog(QDialog):
    """After `exec()`, `choice` is what to do (“restore” ...) with the map that was chosen and its entry; None for nothing.

    `removed` is sent with the id of a version inside the map that is to be deleted; `follow` takes the map after that.
    """

    removed = Signal(str)

    def __init__(
        self,
        journey: Journey,
        path: Path | None,
        kept: Backups,
        appearance: Appearance,
        parent: QWidget | None = None,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self._journey, self._path, self._kept, self._appearance = journey, path, kept, appearance
        self.choice: tuple[str, Journey, Entry] | None = None
        #: How many maps there were before this one: what was read for those is not wanted any more.
        self._round = 0
        self._read: dict[Key, Journey] = {}
        self._pixmaps: dict[Key, QPixmap] = {}
        self._words: dict[Key, tuple[str, ...]] = {}
        self._problems: dict[Key, str] = {}
        name = plain.visible(path.name) if path is not None else plain.visible(name)
        self.setWindowTitle(self.tr("Versions"))
        self._pictures = MapPictures(_PICTURE, self.devicePixelRatioF(), self)
        self._pictures.ready.connect(self._take)
        self._pictures.failed.connect(self._fail)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Versions of {name}").format(name=name))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.picture = plain.label("", "frame", wrap=True)
        self.picture.setFixedSize(_PICTURE + QSize(2, 2))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note = plain.label("", "muted", wrap=True)
        self._heading = plain.label("", "heading")
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.tr("What has changed since then"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Close)
        self.close_button.setAccessibleName(self.tr("Close"))
        controls.press_with_enter(self.close_button)
        self.delete = self._button(buttons, self.tr("Delete…"), "delete")
        self.delete.setToolTip(plain.tooltip(self.tr("Delete this version for good")))
        self.compare = self._button(buttons, self.tr("Compare…"), COMPARE)
        self.compare.setToolTip(plain.tooltip(self.tr("See what has changed since this version, on the map")))
        self.restore = self._button(buttons, self.tr("Restore"), RESTORE)
        self.restore.setToolTip(plain.tooltip(self.tr("Show this version in place of the map; Undo takes it back")))
        self.open_map = self._button(buttons, self.tr("Open as New Map"), OPEN)
        self.open_map.setToolTip(
            plain.tooltip(self.tr("Show this version as a map of its own, which no file holds yet"))
        )
        deleting = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self.delete.click)
        deleting.setContext(Qt.ShortcutContext.WidgetShortcut)
        buttons.rejected.connect(self.reject)
        self._build(name, buttons)
        self.resize(_SIZE)
        self._fill()

    def done(self, result: int) -> None:
        self._pictures.stop()
        super().done(result)

    def _build(self, name: str, buttons: QDialogButtonBox) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.picture)
        right.addWidget(self.note)
        right.addSpacing(4)
        right.addWidget(self._heading)
        right.addWidget(self.words, 1)
        self._panes = QWidget()
        row = QHBoxLayout(self._panes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.nothing = plain.label("", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        title = plain.label(self.tr("Versions of {name}").format(name=plain.shortened(name, 60)), "subtitle")
        column.addWidget(title)
        column.addWidget(self._panes, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(buttons)

    def _button(self, buttons: QDialogButtonBox, text: str, which: str) -> QPushButton:
        made: QPushButton = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        made.setAccessibleName(text)
        controls.press_with_enter(made)
        made.clicked.connect(self._delete if which == "delete" else lambda: self._choose(which))
        return made

    def _fill(self) -> None:
        beside, problem = self._read_beside()
        found = entries(self._journey, self._path, self._kept, beside)
        self.list.clear()
        for entry in found:
            item = QListWidgetItem(entry.words)
            item.setSizeHint(QSize(0, 2 * self.list.fontMetrics().lineSpacing() + _AROUND_ROW))
            item.setData(_VERSION, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.words.replace("\n", ", "))
            self.list.addItem(item)
        self._panes.setVisible(bool(found))
        self.nothing.setVisible(not found or bool(problem))
        for button in (self.restore, self.open_map, self.compare, self.delete):
            button.setVisible(bool(found))
        if found:
            self.nothing.setText(plain.breakable(problem))
            self.list.setCurrentRow(0)
            self.list.setFocus()
            return
        self.nothing.setText(plain.breakable(problem or self._why_none()))
        self.close_button.setFocus()

    def _read_beside(self) -> tuple[Journey | None, str]:
        """The map with the versions beside the file, read in a thread, for it may be large; or why there is none."""
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.storage.beside import path_beside, versions_beside

        path = self._path
        if path is None or not path_beside(path).exists():
            return None, ""
        try:
            found = waited(self._front, self.tr("Reading the versions …"), lambda: (versions_beside(path),))
        except FileProblem as problem:
            return None, str(problem)
        if found is None:
            return None, self.tr("The versions beside the file were not read.")
        return found[0], ""

    @property
    def _front(self) -> QWidget:
        """What the user sees while something takes longer."""
        parent = self.parentWidget()
        return self if self.isVisible() or parent is None else parent

    def _why_none(self) -> str:
        keep = self.tr("File > Keep Version keeps the map as it is now under a name.")
        if self._path is None:
            return self.tr("There are none yet.") + " " + keep
        if self._kept.most == 0:
            return self.tr("No versions are kept: Edit > Preferences says so.") + " " + keep
        said = self.tr("There are none yet. Whenever you save over the file, what it held before is kept here.")
        return f"{said} {keep}"

    def follow(self, journey: Journey) -> None:
        """The map is another one: a version that was inside it is deleted."""
        self._journey = journey
        self._round += 1
        self._words.clear()
        self._read.clear()
        self._fill_again()

    def _fill_again(self) -> None:
        row = self.list.currentRow()
        self._fill()
        if self.list.count():
            self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _delete(self) -> None:
        entry = self._current
        if entry is None:
            return
        title = self.tr("Delete the version {name}?").format(name=entry.called)
        detail = self.tr("It is gone for good.")
        if entry.inside:
            detail = self.tr("Undo brings it back.")
        if not plain.ask(self, self.tr("Delete Version"), title, detail, self.tr("Delete")):
            return
        if entry.remove is None:
            self.removed.emit(entry.inside)
            return
        from cjm_desktop.formats.errors import FileProblem

        remove = entry.remove
        try:
            waited(self._front, self.tr("Deleting the version …"), remove)
        except FileProblem as problem:
            plain.tell(self, self.tr("The version cannot be deleted"), str(problem))
        self._fill_again()

    @property
    def _current(self) -> Entry | None:
        item = self.list.currentItem()
        found: Entry | None = None if item is None else item.data(_VERSION)
        return found

    def _key(self, version: Entry) -> Key:
        return self._round, version.key

    def _show(self) -> None:
        version = self._current
        if version is None:
            return
        digest = self._key(version)
        for button in (self.restore, self.open_map, self.compare):
            button.setEnabled(digest in self._read)
        self.picture.setAccessibleName(self.tr("Picture of the version of {when}").format(when=version.called))
        self.note.setText(plain.breakable(version.note))
        self.note.setVisible(bool(version.note))
        if digest in self._problems:
            self.picture.setText(plain.breakable(self._problems[digest]))
            self._say(self.tr("Cannot be shown"), ())
        elif digest in self._read:
            self.picture.setPixmap(self._pixmaps[digest])
            words = self._words[digest]
            self._say(self.tr("Changed since then"), words or (self.tr("Nothing: this is the map as it is now."),))
        else:
            self.picture.setText(self.tr("Reading…"))
            self._say(self.tr("Changed since then"), ())
            self._pictures.ask(digest, self._reader(version), self._appearance.theme)

    def _say(self, heading: str, words: tuple[str, ...]) -> None:
        self._heading.setText(heading.upper())
        scripts.serve(words)
        self.words.setPlainText("\n".join(f"•  {plain.visible(one)}" for one in words))

    def _reader(self, version: Entry) -> Callable[[], Journey]:
        """Reads a version and compares it with the map, in a thread."""

        now, key = self._journey, self._key(version)

        def read() -> Journey:
            from cjm_desktop.editing.sharing import shared_with
            from cjm_desktop.formats.kept import with_versions_of
            from cjm_desktop.review.difference_words import in_words
            from cjm_desktop.review.differences import differences

            # Versions that were kept since are none of the differences, and stay where one goes back.
            journey = shared_with(now, with_versions_of(version.read(), now))
            self._words[key] = in_words(differences(journey, now), _MOST_WORDS)
            return journey

        return read

    def _take(self, digest: Key, pixmap: QPixmap, journey: Journey) -> None:
        if digest[0] == self._round:
            self._pixmaps[digest], self._read[digest] = pixmap, journey
            self._show_if_current(digest)

    def _fail(self, digest: Key, problem: str) -> None:
        self._problems[digest] = problem
        self._show_if_current(digest)

    def _show_if_current(self, digest: Key) -> None:
        version = self._current
        if version is not None and self._key(version) == digest:
            self._show()

    def _choose(self, which: str) -> None:
        version = self._current
        if version is not None and self._key(version) in self._read:
            self.choice = which, self._read[self._key(version)], version
            self.accept()
