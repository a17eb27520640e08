"""Earlier versions of a map's file go in, with the map as it is now; the one to go back to or to open comes out.

Each is shown as a picture and with what has changed since. Reading and comparing is a thread's work.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
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
from cjm_desktop.windows import plain, scripts, times
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.map_pictures import MapPictures

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_desktop.model.journey import Journey
    from cjm_desktop.storage.backups import Backups, Version

RESTORE, OPEN = "restore", "open"

_PICTURE = QSize(480, 270)
_SIZE = QSize(796, 620)
_LIST_WIDTH = 250
#: Above and below the two lines of a row.
_AROUND_ROW = 18
#: More differences than this are counted, not listed.
_MOST_WORDS = 200
_VERSION = Qt.ItemDataRole.UserRole


@guarded
class VersionsDialog(QDialog):
    """After `exec()`, `choice` is “restore” or “open” with the map that was chosen and the version; None for neither."""

    def __init__(
        self, journey: Journey, path: Path, kept: Backups, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._journey, self._path, self._kept, self._appearance = journey, path, kept, appearance
        self.choice: tuple[str, Journey, Version] | None = None
        self._read: dict[str, Journey] = {}
        self._pixmaps: dict[str, QPixmap] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._problems: dict[str, str] = {}
        name = plain.visible(path.name)
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
        self._heading = plain.label("", "heading")
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.tr("What has changed since then"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Close)
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setAutoDefault(False)
        self.restore = self._button(buttons, self.tr("Restore"), RESTORE)
        self.restore.setToolTip(plain.tooltip(self.tr("Show this version in place of the map; Undo takes it back")))
        self.open_map = self._button(buttons, self.tr("Open as New Map"), OPEN)
        self.open_map.setToolTip(
            plain.tooltip(self.tr("Show this version as a map of its own, which no file holds yet"))
        )
        self.restore.setDefault(True)
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
        title = plain.label(self.tr("Earlier versions of {name}").format(name=plain.shortened(name, 60)), "subtitle")
        column.addWidget(title)
        column.addWidget(self._panes, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(buttons)

    def _button(self, buttons: QDialogButtonBox, text: str, which: str) -> QPushButton:
        made: QPushButton = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        made.setAccessibleName(text)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self._choose(which))
        return made

    def _fill(self) -> None:
        versions = self._kept.versions(self._path)
        minutes = Counter(map(_when, versions))
        for version in versions:
            # Of several in one minute the seconds tell which is which.
            when = _when(version, seconds=minutes[_when(version)] > 1)
            words = self.tr("{when}\n{size}").format(when=when, size=times.size_words(version.size))
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, 2 * self.list.fontMetrics().lineSpacing() + _AROUND_ROW))
            item.setData(_VERSION, version)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words.replace("\n", ", "))
            self.list.addItem(item)
        self._panes.setVisible(bool(versions))
        self.nothing.setVisible(not versions)
        for button in (self.restore, self.open_map):
            button.setVisible(bool(versions))
        if versions:
            self.list.setCurrentRow(0)
            self.list.setFocus()
        elif self._kept.most == 0:
            self.nothing.setText(self.tr("No versions are kept: Edit > Preferences says so."))
        else:
            self.nothing.setText(
                self.tr("There are none yet. Whenever you save over the file, what it held before is kept here.")
            )
            self.close_button.setFocus()

    @property
    def _current(self) -> Version | None:
        item = self.list.currentItem()
        found: Version | None = None if item is None else item.data(_VERSION)
        return found

    def _show(self) -> None:
        version = self._current
        if version is None:
            return
        digest = version.digest
        for button in (self.restore, self.open_map):
            button.setEnabled(digest in self._read)
        when = _when(version)
        self.picture.setAccessibleName(self.tr("Picture of the version of {when}").format(when=when))
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

    def _reader(self, version: Version) -> Callable[[], Journey]:
        """Reads a version and compares it with the map, in a thread."""

        def read() -> Journey:
            from cjm_desktop.editing.sharing import shared_with
            from cjm_desktop.formats import journey_file
            from cjm_desktop.review.difference_words import in_words
            from cjm_desktop.review.differences import differences

            loaded = journey_file.loads(self._kept.read(version), self._path.name)
            journey = shared_with(self._journey, loaded.journey)
            self._words[version.digest] = in_words(differences(journey, self._journey), _MOST_WORDS)
            return journey

        return read

    def _take(self, digest: str, pixmap: QPixmap, journey: Journey) -> None:
        self._pixmaps[digest], self._read[digest] = pixmap, journey
        self._show_if_current(digest)

    def _fail(self, digest: str, problem: str) -> None:
        self._problems[digest] = problem
        self._show_if_current(digest)

    def _show_if_current(self, digest: str) -> None:
        version = self._current
        if version is not None and version.digest == digest:
            self._show()

    def _choose(self, which: str) -> None:
        version = self._current
        if version is not None and version.digest in self._read:
            self.choice = which, self._read[version.digest], version
            self.accept()


def _when(version: Version, *, seconds: bool = False) -> str:
    words = times.when(version.saved, seconds=seconds)
    return words[:1].upper() + words[1:]
