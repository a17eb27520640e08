"""Maps that a program left unsaved go in; for each the user says whether it is recovered, thrown away or kept for later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.storage.recovery import Leftover, OnDisk
from cjm_desktop.windows import controls, plain, scripts, times
from cjm_desktop.windows.map_pictures import MapPictures

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.windows.appearance import Appearance

_PICTURE = QSize(168, 112)
_WIDTH, _ROW, _MOST_ROWS = 640, 146, 3
#: Beside the picture, in device-independent pixels.
_TEXT = _WIDTH - _PICTURE.width() - 92


def _tr(text: str) -> str:
    return QCoreApplication.translate("recovery", text)


def ago(moment: datetime, now: datetime) -> str:
    """When that was, and in the last hours, how long ago: “5 minutes ago, today at 14:32”."""
    seconds = (now - moment).total_seconds()
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    if minutes < 1:
        words = _tr("a moment ago")
    elif minutes < 60:
        words = plain.plural(_tr("{count} minute(s) ago").format(count=minutes))
    elif hours < 24:
        words = plain.plural(_tr("{count} hour(s) ago").format(count=hours))
    else:
        return times.when(moment, now)
    return _tr("{ago}, {when}").format(ago=words, when=times.when(moment, now))


def about_file(leftover: Leftover) -> str:
    """What the file of the map means for its recovery, in one sentence; empty where it is as it was."""
    if leftover.on_disk is OnDisk.NEWER:
        return _tr("The file holds newer work. It stays as it is: a copy is recovered.")
    if leftover.on_disk is OnDisk.CHANGED:
        return _tr("Somebody else has written to the file since it was opened. You are asked before you save over it.")
    if leftover.on_disk is OnDisk.GONE:
        return _tr("The file is not there at present.")
    return ""


class _Row(QFrame):
    """One map: its picture, its texts, and what can be done with it."""

    def __init__(self, leftover: Leftover, now: datetime) -> None:
        super().__init__()
        self.leftover = leftover
        title = plain.visible(plain.shortened(leftover.title)) or _tr("Untitled")
        scripts.serve([title, str(leftover.path or "")])
        self.picture = plain.label()
        self.picture.setFixedSize(_PICTURE)
        self.picture.setAccessibleName(_tr("Picture of the map"))
        cards = plain.plural(_tr("{count} card(s)").format(count=f"{leftover.cards:,}"))
        last = _tr("Last change {ago} · {cards}").format(ago=ago(leftover.when, now), cards=cards)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(plain.label(title, "strong", wrap=True))
        self.when = plain.label(last, wrap=True)
        words.addWidget(self.when)
        path = plain.visible(str(leftover.path)) if leftover.path is not None else ""
        self.place = plain.label("", "muted")
        self.place.ensurePolished()
        shown = self.place.fontMetrics().elidedText(path, Qt.TextElideMode.ElideMiddle, _TEXT)
        self.place.setText(shown or _tr("Never saved"))
        self.place.setAccessibleName(path or _tr("Never saved"))
        self.place.setToolTip(plain.tooltip(path))
        words.addWidget(self.place)
        self.about = plain.label(about_file(leftover), "muted", wrap=True)
        self.about.setVisible(bool(self.about.text()))
        words.addWidget(self.about)
        words.addStretch(1)
        self.recover = QPushButton(_tr("Recover"))
        self.discard = QPushButton(_tr("Discard…"))
        self.recover.setAccessibleName(_tr("Recover {title}").format(title=title))
        self.discard.setAccessibleName(_tr("Discard {title}").format(title=title))
        self.discard.setProperty("look", "quiet")
        for button in (self.recover, self.discard):
            controls.press_with_enter(button)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        deeds.addWidget(self.recover)
        deeds.addWidget(self.discard)
        deeds.addStretch(1)
        words.addSpacing(5)
        words.addLayout(deeds)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 8, 8)
        line.setSpacing(16)
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)


class RecoveryDialog(QDialog):
    """Open it with `exec()`. `read` reads a map in a thread, for its picture; `recover` opens one, and says whether that
    could be; `discard` throws one away. What is in `remaining` afterwards was kept for later."""

    def __init__(
        self,
        leftovers: Sequence[Leftover],
        read: Callable[[Leftover], Journey],
        recover: Callable[[Leftover], bool],
        discard: Callable[[Leftover], None],
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._recover_one, self._discard_one = recover, discard
        self._edge = QColor(appearance.chrome.border_strong)
        self.setWindowTitle(_tr("Recover Unsaved Maps"))
        # Recovered maps may open in other windows while this is still asking about the rest.
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 16, 18)
        column.setSpacing(10)
        column.addWidget(plain.label(_tr("There is work that was not saved"), "subtitle", wrap=True))
        text = _tr("The program ended before these maps were saved. Nothing is lost: recover them now, or later.")
        column.addWidget(plain.label(text, wrap=True))
        page = QWidget()
        page.setProperty("look", "page")
        self._list = QVBoxLayout(page)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        now = datetime.now()
        self.rows = [_Row(one, now) for one in leftovers]
        for row in self.rows:
            self._list.addWidget(row)
            row.recover.clicked.connect(lambda _=False, row=row: self._recover(row))
            row.discard.clicked.connect(lambda _=False, row=row: self._discard(row))
        self._list.addStretch(1)
        area = controls.upright(page)
        area.setAccessibleName(_tr("Unsaved maps"))
        area.setMinimumHeight(min(page.sizeHint().height(), _ROW * _MOST_ROWS))
        column.addWidget(area, 1)
        buttons = QDialogButtonBox()
        self.all_button = buttons.addButton(_tr("Recover &All"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.later_button = buttons.addButton(_tr("&Later"), QDialogButtonBox.ButtonRole.RejectRole)
        self.later_button.setToolTip(plain.tooltip(_tr("They are kept, and offered at the next start again")))
        for button in (self.all_button, self.later_button):
            button.setAccessibleName(plain.bare(button.text()))
        buttons.accepted.connect(self._recover_all)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setFixedWidth(_WIDTH)
        self.all_button.setDefault(True)
        self.all_button.setFocus()
        self._pictures = MapPictures(_PICTURE, self.devicePixelRatioF(), self)
        self._pictures.ready.connect(self._show_picture)
        self._pictures.failed.connect(self._show_problem)
        # The one that is asked for last is made first.
        for row in reversed(self.rows):
            self._pictures.ask(row.leftover.entry, lambda one=row.leftover: read(one), appearance.theme)  # type: ignore[misc]
        self.finished.connect(self._pictures.stop)

    @property
    def remaining(self) -> list[Leftover]:
        """The maps that were neither recovered nor thrown away."""
        return [row.leftover for row in self.rows]

    def _recover(self, row: _Row) -> bool:
        if not self._recover_one(row.leftover):
            return False
        self._take_out(row)
        return True

    def _recover_all(self) -> None:
        for row in tuple(self.rows):
            if not self._recover(row):
                return

    def _discard(self, row: _Row) -> None:
        title = plain.visible(plain.shortened(row.leftover.title)) or _tr("Untitled")
        text = _tr("Throw away the unsaved work on “{title}”?").format(title=title)
        detail = _tr("It cannot be had back.")
        if row.leftover.path is not None and row.leftover.on_disk is not OnDisk.GONE:
            detail = _tr("It cannot be had back. The file “{name}” stays as it is.").format(
                name=plain.visible(Path(row.leftover.path).name)
            )
        box = plain.message(self, _tr("Discard"), text, detail=detail)
        discard = box.addButton(_tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        box.exec()
        if box.clickedButton() is discard:
            self._discard_one(row.leftover)
            self._take_out(row)

    def _take_out(self, row: _Row) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        if not self.rows:
            self.accept()
            return
        self.rows[min(place, len(self.rows) - 1)].recover.setFocus()
        self.activateWindow()

    def _row(self, entry: object) -> _Row | None:
        return next((row for row in self.rows if row.leftover.entry == entry), None)

    def _show_picture(self, entry: object, picture: QPixmap, _journey: object) -> None:
        row = self._row(entry)
        if row is not None:
            # A page as white as the dialog needs an edge.
            painter = QPainter(picture)
            painter.setPen(self._edge)
            painter.drawRect(0, 0, _PICTURE.width() - 1, _PICTURE.height() - 1)
            painter.end()
            row.picture.setPixmap(picture)

    def _show_problem(self, entry: object, words: str) -> None:
        row = self._row(entry)
        if row is not None:
            row.picture.setText(_tr("No picture"))
            row.about.setText(words)
            row.about.show()
