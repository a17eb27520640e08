"""Some of many: a button that says which are chosen, and opens a list in which they are ticked. None ticked is all."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import controls, plain, scripts
from cjm_desktop.windows.ticks import Ticked

_MOST_ROWS = 12
_ROW = 30
_DATA = Qt.ItemDataRole.UserRole


@guarded
class _Ticks(QListWidget):
    """The list; Enter and Esc close it."""

    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.closed.emit()
        else:
            super().keyPressEvent(event)


@guarded
class Several(QPushButton):
    """`changed` is sent when the user ticks something; `all_words` stand where everything is chosen."""

    changed = Signal()

    def __init__(self, all_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all_words = all_words
        controls.press_with_enter(self)
        self.setProperty("look", "several")
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setProperty("look", "popup")
        self.list = _Ticks()
        self.list.setProperty("look", "ticks")
        self.list.setItemDelegate(Ticked(self.list))
        self.list.closed.connect(self._popup.hide)
        self.list.itemChanged.connect(self._ticked)
        self.list.itemClicked.connect(self._click)
        self._everything = QPushButton(all_words)
        self._everything.setProperty("look", "quiet")
        self._everything.setAutoDefault(False)
        self._everything.clicked.connect(self._untick)
        column = QVBoxLayout(self._popup)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addWidget(self._everything)
        self.clicked.connect(self.open)
        self._toggled_by_box: QListWidgetItem | None = None
        self._say()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.list.setAccessibleName(name)
        self._everything.setAccessibleName(f"{name}: {self._all_words}")

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """What can be chosen: (value, words)."""
        self.list.clear()
        for value, words in choices:
            item = QListWidgetItem(words)
            scripts.serve([words])
            item.setData(_DATA, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._say()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values that are ticked; none where all are meant."""
        return tuple(item.data(_DATA) for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    def show_chosen(self, values: Iterable[str]) -> None:
        """Takes the values from outside without a signal."""
        wanted = set(values)
        blocked = self.list.blockSignals(True)
        for item in self._items():
            ticked = item.data(_DATA) in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(blocked)
        self._say()

    def open(self) -> None:
        """Shows the list below the button."""
        rows = min(_MOST_ROWS, max(1, self.list.count()))
        self.list.setFixedHeight(rows * _ROW + 8)
        self._popup.setFixedWidth(max(self.width(), 220))
        self._popup.adjustSize()
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def sizeHint(self) -> QSize:
        return QSize(120, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.Text if self.isEnabled() else QPalette.ColorRole.PlaceholderText
        pen = QPen(
            self.palette().color(role), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
        painter.setPen(pen)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y = 15.0 if mirrored else self.width() - 15.0, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        painter.end()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _ticked(self, item: QListWidgetItem) -> None:
        self._toggled_by_box = item
        self._say()
        self.changed.emit()

    def _click(self, item: QListWidgetItem) -> None:
        """A click on the words ticks as one on the box does."""
        if self._toggled_by_box is not item:
            ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        self._toggled_by_box = None

    def _untick(self) -> None:
        if self.chosen:
            self.show_chosen(())
            self.changed.emit()

    def _say(self) -> None:
        items, chosen = self._items(), self.chosen
        names = [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]
        words = self._all_words
        if len(chosen) == 1:
            words = plain.shortened(names[0], 30)
        elif chosen:
            words = self.tr("{some} of {all}").format(some=len(chosen), all=len(items))
        self.setText(plain.mnemonic_free(words))
        self.setAccessibleDescription(", ".join(names) or self._all_words)
