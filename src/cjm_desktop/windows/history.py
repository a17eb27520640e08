"""The history panel: a session's steps go in; a list of them in the user's words comes out, where a click goes to any."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.change import Change
from cjm_desktop.editing.session import Session
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.choosing_list import ChoosingList
from cjm_desktop.windows.side_panel import SidePanel
from cjm_desktop.windows.steps import step_words
from cjm_desktop.windows.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex

_ROW = 28
_PAD = 10
_DOT = 4.0


@guarded
class Steps(QAbstractListModel):
    """One row for each position of the history: the map as it was opened, then a row for each step."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._labels: tuple[str, ...] = ()
        self._position = 0
        self._saved: int | None = None

    @property
    def position(self) -> int:
        """The row of the map as it is now."""
        return self._position

    def refresh(self) -> None:
        """Take over what the session's history is now; rows that stay are kept."""
        old, new = self._labels, self._session.steps
        if new[: len(old)] != old:
            kept = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
            self.beginRemoveRows(QModelIndex(), kept + 1, len(old))
            self._labels = old[:kept]
            self.endRemoveRows()
        if len(new) > len(self._labels):
            self.beginInsertRows(QModelIndex(), len(self._labels) + 1, len(new))
            self._labels = new
            self.endInsertRows()
        position, saved = self._session.position, self._session.saved_position
        if (position, saved) != (self._position, self._saved):
            self._position, self._saved = position, saved
            self.dataChanged.emit(self.index(0), self.index(len(new)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._labels) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row())
        return None

    def text(self, row: int) -> str:
        """What a row says."""
        if row == 0:
            return self.tr("Map as it was opened")
        return step_words(self._labels[row - 1])

    def is_undone(self, row: int) -> bool:
        """Whether the step was taken back."""
        return row > self._position

    def is_saved(self, row: int) -> bool:
        """Whether the map was last saved as it was then."""
        return row == self._saved

    def _spoken(self, row: int) -> str:
        parts = [self.text(row)]
        if row == self._position:
            parts.append(self.tr("current"))
        if self.is_undone(row):
            parts.append(self.tr("taken back"))
        if self.is_saved(row):
            parts.append(self.tr("saved"))
        return ", ".join(parts)


@guarded
class _Rows(QStyledItemDelegate):
    """A dot for each step, filled where the map is now; steps that were taken back are grey."""

    def __init__(self, steps: Steps, appearance: Appearance) -> None:
        super().__init__(steps)
        self._steps, self._appearance = steps, appearance

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chrome, row, box = self._appearance.chrome, index.row(), option.rect
        current, undone = row == self._steps.position, self._steps.is_undone(row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if current or focused or hovered:
            painter.setPen(QPen(QColor(chrome.accent)) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chrome.accent_pale if current else chrome.hover))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1).toRectF(), 5, 5)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        edge = box.right() - _PAD - _DOT if rtl else box.left() + _PAD + _DOT
        painter.setPen(QPen(QColor(chrome.text_disabled if undone else chrome.accent), 1.5))
        painter.setBrush(QColor(chrome.accent) if current else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(edge, box.center().y() + 0.5), _DOT, _DOT)
        words = QRect(box.adjusted(_PAD * 2 + 8, 0, -_PAD, 0))
        if rtl:
            words = QRect(box.adjusted(_PAD, 0, -_PAD * 2 - 8, 0))
        upright = Qt.AlignmentFlag.AlignVCenter
        if self._steps.is_saved(row):
            painter.setPen(QColor(chrome.text_muted))
            text = self.tr("saved")
            painter.drawText(
                words, upright | (Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight), text
            )
            room = option.fontMetrics.horizontalAdvance(text) + _PAD
            words.adjust(room if rtl else 0, 0, 0 if rtl else -room, 0)
        colour = chrome.accent_on_pale if current else chrome.text_muted if undone else chrome.text
        painter.setPen(QColor(colour))
        text = option.fontMetrics.elidedText(self._steps.text(row), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, upright | (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft), text)
        painter.restore()


@guarded
class History(SidePanel):
    """Every step of the map's history, the oldest first. A click, or Enter, undoes or redoes to there."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setAccessibleName(self.tr("History"))
        self.steps = Steps(self.session)
        rows = _Rows(self.steps, workspace.appearance)
        self.list = ChoosingList(self.tr("Steps"), self.steps, rows)
        self.list.setUniformItemSizes(True)
        self.list.chosen.connect(self.jump)
        self.column.addWidget(self.list)
        workspace.refreshed.connect(self._follow_saving)

    def sizeHint(self) -> QSize:
        return QSize(280, 260)

    def jump(self, position: int) -> None:
        """Undo or redo to where so many steps are done."""
        self.canvas.commit_editing()
        if position <= len(self.session.steps):
            self.session.jump(position)

    def refresh(self) -> None:
        self.steps.refresh()
        self.list.scrollTo(self.steps.index(self.steps.position))

    def follow(self, _change: Change) -> None:
        self.refresh()

    def focus_first(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setCurrentIndex(self.steps.index(self.steps.position))

    def _follow_saving(self) -> None:
        if self.is_awake:
            self.steps.refresh()
