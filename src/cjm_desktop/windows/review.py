"""The review panel: a map goes in; what a careful colleague would ask about it comes out, and a click goes to the place."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.change import Change
from cjm_desktop.model.queries import find
from cjm_desktop.review.findings import Finding, Severity, one_by_one
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.choosing_list import ChoosingList
from cjm_desktop.windows.side_panel import SidePanel
from cjm_desktop.windows.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex

#: How long after the last edit the map is looked through again, in milliseconds.
_PAUSE = 400
_ICON, _PAD, _GAP, _BAR = 16, 9, 6, 3
_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere


@guarded
class Findings(QAbstractListModel):
    """One row for each finding, warnings first."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Finding, ...] = ()

    def show(self, found: tuple[Finding, ...]) -> None:
        """Take over what was found; nothing happens where it is what is shown already."""
        ordered = tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))
        if ordered == self.found:
            return
        self.beginResetModel()
        self.found = ordered
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        finding = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return sentence(finding.message)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tooltip(finding.why)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = self.tr("Warning") if finding.severity is Severity.WARNING else self.tr("Hint")
            return f"{kind}: {sentence(finding.message)} {finding.why}"
        return None


@guarded
class _Rows(QStyledItemDelegate):
    """A small card for each finding: a bar and an icon that say how much it matters, and the sentence in full."""

    def __init__(self, model: Findings, appearance: Appearance) -> None:
        super().__init__(model)
        self._model, self._appearance = model, appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        words = option.fontMetrics.boundingRect(self._words(QRect(0, 0, width, 0), False), _WRAP, index.data())
        return QSize(60, max(words.height(), _ICON) + 2 * _PAD + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chrome, box = self._appearance.chrome, QRect(option.rect).adjusted(1, 0, -1, -_GAP)
        warning = self._model.found[index.row()].severity is Severity.WARNING
        colour, ground = (chrome.warning, chrome.warning_pale) if warning else (chrome.text_muted, chrome.hover)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        focused = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(chrome.accent), 1.5) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.toRectF().adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)
        bar = QRect(box.right() - _BAR + 1 if rtl else box.left(), box.top() + 1, _BAR, box.height() - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        left = box.right() - _BAR - _PAD - _ICON if rtl else box.left() + _BAR + _PAD
        ratio = painter.device().devicePixelRatioF()
        name = "triangle-alert" if warning else "info"
        painter.drawPixmap(left, box.top() + _PAD, icons.pixmap(name, colour, _ICON, ratio))
        painter.setPen(QColor(chrome.text))
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self._words(box, rtl), _WRAP | side | Qt.AlignmentFlag.AlignAbsolute, index.data())
        painter.restore()

    def _words(self, box: QRect, rtl: bool) -> QRect:
        """Where the sentence stands in a row."""
        before = _BAR + _PAD + _ICON + 7
        height = max(0, box.height() - 2 * _PAD) or 10_000
        x = box.x() + (_PAD if rtl else before)
        return QRect(x, box.y() + _PAD, box.width() - before - _PAD, height)


@guarded
class _Cards(ChoosingList):
    """The list lays its rows out anew when it becomes wider or narrower: their sentences wrap elsewhere."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


@guarded
class Review(SidePanel):
    """What the rules of `review` find. The map is looked through a rule at a time, when nothing was edited for a moment."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setAccessibleName(self.tr("Review"))
        self.model = Findings()
        self.list = _Cards(self.tr("Findings"), self.model, _Rows(self.model, workspace.appearance))
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.chosen.connect(self.go_to)
        self._calm = plain.label(self.tr("Nothing to look at."), "muted", wrap=True)
        self._calm.hide()
        self.column.addWidget(self._calm)
        self.column.addWidget(self.list, 1)
        self._looking: Iterator[tuple[Finding, ...]] | None = None
        self._so_far: list[Finding] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def sizeHint(self) -> QSize:
        return QSize(300, 280)

    def set_awake(self, awake: bool) -> None:
        super().set_awake(awake)
        if not awake:
            self._timer.stop()

    def refresh(self) -> None:
        self._begin(0)

    def follow(self, _change: Change) -> None:
        self._begin(_PAUSE)

    def focus_first(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, row: int) -> None:
        """Select the thing that a finding is about, and show it; of one about the whole map, the map's own fields."""
        place = self.model.found[row].place
        if place and find(self.session.journey, place) is None:
            return
        self.canvas.commit_editing()
        self.workspace.inspect((place,) if place else ())
        self.canvas.reveal_selection()

    def _begin(self, pause: int) -> None:
        """Look through the map from the first rule on, after a pause in milliseconds."""
        self._looking = None
        self._timer.start(pause)

    def _look(self) -> None:
        if self._looking is None:
            self._looking, self._so_far = one_by_one(self.session.journey), []
        found = next(self._looking, None)
        if found is not None:
            self._so_far += found
            self._timer.start(0)
            return
        self.model.show(tuple(self._so_far))
        count = len(self.model.found)
        self._calm.setVisible(not count)
        self.setWindowTitle(self.tr("Review · {count} to look at").format(count=count) if count else "")


def sentence(message: str) -> str:
    """A finding's message as a sentence."""
    return f"{message[:1].upper()}{message[1:]}."
