"""The list of findings: what the rules found goes in; rows in groups come out, worst first, and are drawn as small cards."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.review.findings import Finding, Severity
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.choosing_list import ChoosingList
from cjm_desktop.windows.review import words

Index = QModelIndex | QPersistentModelIndex

#: So many findings of a rule are shown before somebody asks for all of them.
FEW = 5
_ICON, _PAD, _GAP, _BAR, _HEAD = 14, 4, 3, 3, 19
#: In a list that is lower than that, in pixels, only the current finding takes more than one line.
_LOW = 300
#: Words shorter than this fit into any row.
_SHORT_WORD = 12


class Kind(StrEnum):
    """What a row is."""

    HEAD = "head"  #: names a severity and says how much of it there is
    FINDING = "finding"
    MORE = "more"  #: says how many findings of a rule are not shown


class Row(NamedTuple):
    """A row: `finding` is the first of those that it stands for; `of` is how many those are."""

    kind: Kind
    finding: Finding
    of: int = 1


@guarded
class Findings(QAbstractListModel):
    """One row for each finding, warnings first, with a head above each severity; of many of one rule the first few."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Finding, ...] = ()
        self.rows: list[Row] = []
        self._whole: set[str] = set()

    def show(self, found: tuple[Finding, ...]) -> bool:
        """Take over what was found; False where it is what is shown already."""
        ordered = tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))
        if ordered == self.found:
            return False
        self._reset(ordered)
        return True

    def show_all_of(self, rule: str) -> None:
        """Show every finding of a rule from now on."""
        self._whole.add(rule)
        self._reset(self.found)

    def row_of(self, finding: Finding) -> int | None:
        """The row of a finding; None where it has none."""
        rows = (n for n, row in enumerate(self.rows) if row.kind is Kind.FINDING and row.finding == finding)
        return next(rows, None)

    def _reset(self, found: tuple[Finding, ...]) -> None:
        self.beginResetModel()
        self.found = found
        self.rows = []
        for _severity, group in groupby(found, key=lambda finding: finding.severity):
            here = list(group)
            self.rows.append(Row(Kind.HEAD, here[0], len(here)))
            for rule, of_rule in groupby(here, key=lambda finding: finding.rule):
                all_ = list(of_rule)
                few = all_ if rule in self._whole or len(all_) <= FEW + 1 else all_[:FEW]
                self.rows += [Row(Kind.FINDING, finding) for finding in few]
                if len(few) < len(all_):
                    self.rows.append(Row(Kind.MORE, all_[len(few)], len(all_) - len(few)))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.rows[index.row()].kind is Kind.HEAD:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row)
        if row.kind is Kind.FINDING:
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(words.why(row.finding.rule))
            if role == Qt.ItemDataRole.AccessibleTextRole:
                said = words.one(row.finding.severity), self._text(row), words.why(row.finding.rule)
                return "{}: {} {}".format(*said)
        return None

    def _text(self, row: Row) -> str:
        if row.kind is Kind.FINDING:
            return words.sentence(row.finding)
        if row.kind is Kind.HEAD:
            return f"{words.many(row.finding.severity)} · {row.of:,}"
        text = self.tr("{count} more: {rule}")
        return text.format(count=f"{row.of:,}", rule=words.title(row.finding.rule))


@guarded
class RowPainter(QStyledItemDelegate):
    """A small card for each finding: a bar and an icon that say how much it matters, and the sentence. Where room is scarce
    the sentence has one line, but for the current one."""

    def __init__(self, model: Findings, appearance: Appearance) -> None:
        super().__init__(model)
        self._model, self._appearance = model, appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        kind = self._model.rows[index.row()].kind
        if kind is Kind.HEAD:
            return QSize(60, _HEAD + (_GAP if index.row() else 0))
        if kind is Kind.MORE:
            return QSize(60, option.fontMetrics.height() + 8 + _GAP)
        view = option.widget
        if _is_short(view, index):
            return QSize(60, max(option.fontMetrics.height(), _ICON) + 2 * _PAD + _GAP)
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        room, wrap = self._words(QRect(0, 0, width - 2, 0), False), Qt.TextFlag.TextWordWrap
        text = option.fontMetrics.boundingRect(room, wrap, wrappable(index.data(), option.fontMetrics, room.width()))
        return QSize(60, max(text.height(), _ICON) + 2 * _PAD + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is Kind.FINDING:
            self._paint_card(painter, option, index, row.finding.severity is Severity.WARNING)
        else:
            self._paint_line(painter, option, index, row.kind)
        painter.restore()

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, kind: Kind) -> None:
        chrome, box = self._appearance.chrome, QRect(option.rect)
        head = kind is Kind.HEAD
        font = QFont(option.font)
        if head:
            font.setPixelSize(11)
            font.setWeight(QFont.Weight.DemiBold)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
        painter.setFont(font)
        text = index.data().upper() if head else index.data()
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        inner = box.adjusted(4, 0, -4, -_GAP)
        if not head and option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(chrome.accent), 1.5))
            painter.setBrush(QColor(chrome.accent_pale))
            painter.drawRoundedRect(box.adjusted(1, 0, -1, -_GAP).toRectF().adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)
            inner = inner.adjusted(6, 0, -6, 0)
        painter.setPen(QColor(chrome.text_muted if head else chrome.accent_on_pale))
        upright = Qt.AlignmentFlag.AlignBottom if head else Qt.AlignmentFlag.AlignVCenter
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignAbsolute | upright, shown)

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, warning: bool) -> None:
        chrome, box = self._appearance.chrome, QRect(option.rect).adjusted(1, 0, -1, -_GAP)
        colour, ground = (chrome.danger, chrome.danger_pale) if warning else (chrome.warning, chrome.warning_pale)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        focused = bool(option.state & QStyle.StateFlag.State_Selected)
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
        lower = max(0, (option.fontMetrics.height() - _ICON) // 2)
        painter.drawPixmap(left, box.top() + _PAD + lower, icons.pixmap(name, colour, _ICON, ratio))
        painter.setPen(QColor(chrome.text))
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        room = self._words(box, rtl)
        if _is_short(option.widget, index):
            text = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        else:
            text = wrappable(index.data(), option.fontMetrics, room.width())
        painter.drawText(room, Qt.TextFlag.TextWordWrap | side | Qt.AlignmentFlag.AlignAbsolute, text)

    def _words(self, box: QRect, rtl: bool) -> QRect:
        """Where the sentence stands in a row."""
        before = _BAR + _PAD + _ICON + 7
        height = max(0, box.height() - 2 * _PAD) or 10_000
        x = box.x() + (_PAD if rtl else before)
        return QRect(x, box.y() + _PAD, box.width() - before - _PAD, height)


def _is_short(view: QWidget | None, index: Index) -> bool:
    """Whether a row of a list has one line."""
    return isinstance(view, FindingsList) and view.is_low and view.currentIndex() != index


def wrappable(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text with places at which words may break that are wider than this by themselves; all others stay whole."""

    def word(found: re.Match[str]) -> str:
        return plain.breakable(found[0], 1) if metrics.horizontalAdvance(found[0]) > width else found[0]

    return re.sub(rf"\S{{{_SHORT_WORD},}}", word, text)


@guarded
class FindingsList(ChoosingList):
    """The list lays its rows out anew when it becomes wider or narrower: their sentences wrap elsewhere. The finding that
    is told of stays in sight, and no key stops at a head."""

    #: Whether there is room for one line of most findings only.
    is_low = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.is_low:
            # Another row is told in full now.
            self.scheduleDelayedItemsLayout()
            self.keep_in_sight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < _LOW
        if event.size().width() != event.oldSize().width() or low != self.is_low:
            self.is_low = low
            self.scheduleDelayedItemsLayout()
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """The finding that is told of is seen, as soon as rows that were laid out anew have their places."""
        QTimer.singleShot(0, self, self._show_current)
        self._show_current()

    def _show_current(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        if not found.isValid() or found.flags() & Qt.ItemFlag.ItemIsEnabled:
            return found
        back = action in (QAbstractItemView.CursorAction.MoveUp, QAbstractItemView.CursorAction.MovePrevious)
        # Above the first head there is nothing; behind each there is a finding.
        return self.model().index(found.row() + (-1 if back and found.row() else 1), 0)
