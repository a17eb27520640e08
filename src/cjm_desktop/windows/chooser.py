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
_HEADING = 28
_WIDTH, _HEIGHT = 560, 420
_LEAST = 160  #: a list that is less high shows too little
_MARGIN = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: what it is called, where it belongs, its keys, its icon. `value` is what the chooser sends.

    An entry that is not `enabled` is shown grey and cannot be taken. `also` are further words that find it. Entries of one
    `group` that follow one another stand under its name, as long as nothing is typed.
    """

    text: str
    value: Any
    detail: str = ""
    keys: str = ""
    icon: str = ""
    enabled: bool = True
    also: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class _Heading:
    """The name of a group among the entries."""

    text: str


def grouped(entries: Sequence[Entry]) -> list[Entry | _Heading]:
    """The entries with the name of each group in front of the first of it."""
    found: list[Entry | _Heading] = []
    group = ""
    for entry in entries:
        if entry.group != group:
            group = entry.group
            found.append(_Heading(group))
        found.append(entry)
    return found


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
    """The entries that are shown, and the names of their groups between them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Entry | _Heading] = []

    @property
    def entries(self) -> list[Entry]:
        """What is shown without the names of groups."""
        return [row for row in self.rows if isinstance(row, Entry)]

    def can_take(self, row: int) -> bool:
        """Whether what stands there can be chosen."""
        entry = self.rows[row]
        return isinstance(entry, Entry) and entry.enabled

    def show(self, rows: Sequence[Entry | _Heading]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(entry, Entry):
            return ", ".join(part for part in (entry.text, entry.detail, entry.keys) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not self.can_take(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@guarded
class _Row(QStyledItemDelegate):
    """Paints an entry: icon, text and where it belongs at the left, its keys at the right."""

    def __init__(self, chrome: Chrome, parent: QObject) -> None:
        super().__init__(parent)
        self._chrome = chrome

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, _ROW if isinstance(cast(_Rows, index.model()).rows[index.row()], Entry) else _HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = cast(_Rows, index.model()).rows[index.row()]
        chrome = self._chrome
        if isinstance(entry, _Heading):
            painter.save()
            font = painter.font()
            font.setPixelSize(11)
            font.setWeight(font.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(chrome.text_muted))
            place = option.rect.adjusted(12, 0, -12, -4)
            words = painter.fontMetrics().elidedText(entry.text.upper(), Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading), words)
            painter.restore()
            return
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
        #: The room of a list that stands beside something, and whether that lies below it.
        self._room: QRect | None = None
        self._is_above = False
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
        self.list.setUniformItemSizes(not any(entry.group for entry in entries))
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

    def open_beside(self, place: QRect, size: QSize) -> None:
        """Shows itself right below a place of the screen, or above it, as large as there is room for, with the keyboard."""
        screen = self.screen().availableGeometry()
        width, height = min(size.width(), screen.width()), min(size.height(), screen.height())
        below, above = screen.bottom() - place.bottom(), place.top() - screen.top()
        height = min(height, max(below, above, _LEAST))
        self._is_above = below < height and below < above
        top = place.top() - height if self._is_above else place.bottom() + 1
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = place.right() + 1 - width if right else place.left()
        left = max(screen.left(), min(left, screen.right() + 1 - width))
        top = max(screen.top(), min(top, screen.bottom() + 1 - height))
        self._room = QRect(left, top, width, height)
        self.setGeometry(self._room)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        if self.list.currentIndex().isValid():
            self.list.scrollTo(self.list.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def show_value(self, value: object) -> None:
        """Begins at the entry of that value, where there is one."""
        for row, entry in enumerate(self._rows.rows):
            if isinstance(entry, Entry) and entry.value == value:
                self.list.setCurrentIndex(self._rows.index(row))
                self.list.scrollTo(self._rows.index(row), QListView.ScrollHint.PositionAtCenter)

    def _narrow(self, text: str) -> None:
        found = ranked(self._entries, text)
        self._rows.show(found if text.strip() else grouped(found))
        self._nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        # Enter never takes what lies behind something that is named better but cannot be taken now.
        if found and found[0].enabled:
            self.list.setCurrentIndex(self._rows.index(self._rows.rows.index(found[0])))
        self.list.scrollToTop()
        self._fit(len(found) if text.strip() else None)

    def _fit(self, shown: int | None) -> None:
        """A list that stands beside something is no higher than its entries (None: all of them) want."""
        if self._room is None:
            return
        room = QRect(self._room)
        if shown is not None:
            frame = self.field.height() + 2 * _MARGIN + 8
            wanted = frame + (shown * _ROW + 4 if shown else _ROW)
            height = min(room.height(), max(wanted, self.minimumSizeHint().height()))
            if self._is_above:
                room.setTop(room.bottom() + 1 - height)
            else:
                room.setHeight(height)
        self.setGeometry(room)

    def _walk(self, step: int) -> None:
        """To another entry that can be taken: single steps go round, longer ones stop at the ends."""
        takeable = [n for n in range(len(self._rows.rows)) if self._rows.can_take(n)]
        if not takeable:
            return
        row = self.list.currentIndex().row()
        at = (takeable.index(row) if row in takeable else -1) + step
        at = at % len(takeable) if abs(step) == 1 else min(max(at, 0), len(takeable) - 1)
        self.list.setCurrentIndex(self._rows.index(takeable[at]))

    def _take(self, index: QModelIndex) -> None:
        entry = self._rows.rows[index.row()] if index.isValid() else None
        if not isinstance(entry, Entry) or not entry.enabled:
            return
        value = entry.value
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
