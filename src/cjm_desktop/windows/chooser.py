"""A small window to find something by typing (a command, a stage): entries go in; the one that the user took comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.theme import Chrome
from cjm_desktop.windows import controls, icons, plain, scripts
from cjm_desktop.windows.matching import LETTERS, rank

_Index = QModelIndex | QPersistentModelIndex
_ROW = 34
_WIDTH, _HEIGHT = 560, 420
_MARGIN = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: what it is called, where it belongs, its keys, its icon. `value` is what the chooser sends.

    An entry that is not `enabled` is shown grey and cannot be taken. `also` are further words that find it.
    """

    text: str
    value: Any
    detail: str = ""
    keys: str = ""
    icon: str = ""
    enabled: bool = True
    also: str = ""


def ranked(entries: Sequence[Entry], query: str) -> list[Entry]:
    """The entries that the query names, the best first; all in their order for an empty query.

    Those that cannot be taken come last, but before those of which only letters are named.
    """
    if not query.strip():
        return [*(one for one in entries if one.enabled), *(one for one in entries if not one.enabled)]
    found = []
    for n, entry in enumerate(entries):
        by_text = rank(query, entry.text, letters=True)
        by_all = rank(query, f"{entry.text} {entry.detail} {entry.also}")
        ranks = [each for each in (by_text, None if by_all is None else by_all + 1.0) if each is not None]
        if ranks:
            best = min(ranks)
            found.append((best >= LETTERS, not entry.enabled, best, n, entry))
    return [entry for *_, entry in sorted(found, key=lambda each: each[:4])]


@guarded
class _Rows(QAbstractListModel):
    """The entries that are shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.text, entry.detail, entry.keys) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not self.entries[index.row()].enabled:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@guarded
class _Row(QStyledItemDelegate):
    """Paints an entry: icon, text and where it belongs at the left, its keys at the right."""

    def __init__(self, chrome: Chrome, parent: QObject) -> None:
        super().__init__(parent)
        self._chrome = chrome

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = cast(_Rows, index.model()).entries[index.row()]
        chrome = self._chrome
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chrome.accent_pale))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 6, 6)
        strong = chrome.accent_on_pale if chosen else chrome.text
        muted = chrome.text_muted
        if not entry.enabled:
            strong = muted = chrome.text_disabled
        room = box.adjusted(12, 0, -12, 0)
        if entry.icon and icons.exists(entry.icon):
            place = QRect(room.x(), room.center().y() - 8, 17, 17)
            icons.tinted(entry.icon, strong).paint(painter, _turned(place, box, mirrored), mode=QIcon.Mode.Normal)
        room.setLeft(room.left() + 28)
        align = Qt.AlignmentFlag.AlignVCenter
        lead, trail = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if mirrored:
            lead, trail = trail, lead
        metrics = painter.fontMetrics()
        painter.setPen(QColor(muted))
        painter.drawText(_turned(room, box, mirrored), int(align | trail), entry.keys)
        if entry.keys:
            room.setRight(room.right() - metrics.horizontalAdvance(entry.keys) - 16)
        text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(strong))
        painter.drawText(_turned(room, box, mirrored), int(align | lead), text)
        room.setLeft(room.left() + metrics.horizontalAdvance(text) + 12)
        if entry.detail and room.width() > 30:
            painter.setPen(QColor(muted))
            detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(_turned(room, box, mirrored), int(align | lead), detail)
        painter.restore()


def _turned(rect: QRect, within: QRect, mirrored: bool) -> QRect:
    if not mirrored:
        return rect
    return QRect(within.left() + within.right() - rect.right(), rect.y(), rect.width(), rect.height())


@guarded
class Chooser(QFrame):
    """Typing narrows the list, arrows walk it, Enter or a click takes an entry, Esc takes none.

    `chosen` sends the entry's value once the window is closed. It deletes itself when it closes.
    """

    chosen = Signal(object)

    def __init__(self, title: str, prompt: str, entries: Sequence[Entry], chrome: Chrome, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "popup")
        self.setAccessibleName(title)
        self._entries = tuple(entries)
        scripts.serve([entry.text for entry in entries])
        self.field = controls.LineField(self)
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(title)
        self.field.setClearButtonEnabled(False)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self._rows = _Rows(self)
        self.list = QListView(self)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_Row(chrome, self))
        self.list.setAccessibleName(title)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._take)
        self._nothing = plain.label(self.tr("Nothing is called like this."), "muted")
        self._nothing.setContentsMargins(12, 8, 12, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)
        palette = self.list.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(chrome.panel))
        self.list.setPalette(palette)
        self._narrow("")

    @property
    def shown(self) -> list[Entry]:
        """The entries that what was typed leaves, the best first."""
        return self._rows.entries

    def open_over(self, window: QWidget) -> None:
        """Shows itself in the upper middle of a window, with the keyboard."""
        width = min(_WIDTH, window.width() - 40)
        height = min(_HEIGHT, window.height() - 80)
        self.resize(width, height)
        corner = window.mapToGlobal(QPoint((window.width() - width) // 2, max(20, window.height() // 9)))
        self.move(corner)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _narrow(self, text: str) -> None:
        self._rows.show(ranked(self._entries, text))
        empty = not self._rows.entries
        self._nothing.setVisible(empty)
        self.list.setVisible(not empty)
        # Enter never takes what lies behind something that is named better but cannot be taken now.
        if not empty and self._rows.entries[0].enabled:
            self.list.setCurrentIndex(self._rows.index(0))
        self.list.scrollToTop()

    def _walk(self, step: int) -> None:
        """To another entry that can be taken: single steps go round, longer ones stop at the ends."""
        count = len(self._rows.entries)
        takeable = [n for n in range(count) if self._rows.entries[n].enabled]
        if not takeable:
            return
        row = self.list.currentIndex().row()
        at = (takeable.index(row) if row in takeable else -1) + step
        at = at % len(takeable) if abs(step) == 1 else min(max(at, 0), len(takeable) - 1)
        self.list.setCurrentIndex(self._rows.index(takeable[at]))

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid() or not self._rows.entries[index.row()].enabled:
            return
        value = self._rows.entries[index.row()].value
        self.close()
        self.chosen.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down:
                    self._walk(1)
                case Qt.Key.Key_Up:
                    self._walk(-1)
                case Qt.Key.Key_PageDown:
                    self._walk(8)
                case Qt.Key.Key_PageUp:
                    self._walk(-8)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._take(self.list.currentIndex())
                case _:
                    return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)
