"""The beginning of a table as it stands in its file: a part and its reading go in; the line that the user points at comes out.

Lines are the rows where stages run across, else the columns. The heading of each says what it was taken for, the colours
of the cells what they become, and the line that is being spoken of is marked.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.formats.table_reading import LEFT_OUT, STAGE_NAMES, Reading
from cjm_desktop.theme import Chrome, Theme, mix
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.importing import meanings
from cjm_desktop.windows.importing.reader import SheetPart

_Index = QModelIndex | QPersistentModelIndex
_ROW, _COLUMN = 34, 168
_NARROW, _WIDE = 110, 270
_FIRST = 40  #: so many characters of so many rows tell how wide a column is
_HEAD, _SIDE = 46, 208  #: how high and how wide the headings of lines are
_NUMBERS = 34
_CHEVRON = 14


@guarded
class SheetModel(QAbstractTableModel):
    """The cells, and what each line is; another reading changes what headings and colours say."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.part: SheetPart | None = None
        self.reading: Reading | None = None

    def show(self, part: SheetPart, reading: Reading) -> None:
        if part is self.part:
            self.reading = reading
            corner = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), corner)
            along = Qt.Orientation.Vertical if reading.across else Qt.Orientation.Horizontal
            self.headerDataChanged.emit(along, 0, len(part.names) - 1)
            return
        self.beginResetModel()
        self.part, self.reading = part, reading
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if self.part is None or (parent is not None and parent.isValid()) else len(self.part.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if self.part is None or (parent is not None and parent.isValid()) else len(self.part.rows[0])

    def line_of(self, index: _Index) -> tuple[int, int]:
        """The line that a cell belongs to, and its place in it."""
        assert self.reading is not None
        return (index.row(), index.column()) if self.reading.across else (index.column(), index.row())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        assert self.part is not None
        text = self.part.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole and len(text) > 12:
            return plain.tooltip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line, _ = self.line_of(index)
            return f"{meanings.word_of(self.meaning(line))}: {text}"
        return None

    def meaning(self, line: int) -> str:
        assert self.reading is not None
        return self.reading.meanings[line]

    def headerData(self, section: int, along: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.part is None or self.reading is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if (along == Qt.Orientation.Vertical) == self.reading.across:
            return meanings.word_of(self.meaning(section))
        return f"{section + 1}"


@guarded
class _Heads(QHeaderView):
    """The headings of lines, each a button that says what its line is; or the numbers of the places in them."""

    def __init__(self, along: Qt.Orientation, view: SheetView) -> None:
        super().__init__(along, view)
        self._view = view
        self._hovered = -1
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setMinimumSectionSize(20)
        self.sectionPressed.connect(self._press)

    @property
    def is_of_lines(self) -> bool:
        reading = self._view.cells.reading
        return reading is not None and (self.orientation() == Qt.Orientation.Vertical) == reading.across

    def _press(self, section: int) -> None:
        if self.is_of_lines:
            self._view.show_line(section)
            self._view.wanted.emit(section, "")

    def sizeHint(self) -> QSize:
        vertical = self.orientation() == Qt.Orientation.Vertical
        if self.is_of_lines:
            return QSize(_SIDE, 0) if vertical else QSize(0, _HEAD)
        return QSize(_NUMBERS, 0) if vertical else QSize(0, 26)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.logicalIndexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: Any) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.setCursor(Qt.CursorShape.PointingHandCursor if self.is_of_lines else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        chrome, cells = self._view.chrome, self._view.cells
        assert cells.reading is not None
        painter.save()
        painter.fillRect(rect, QColor(chrome.window))
        if self.is_of_lines:
            self._paint_line(painter, rect, section, cells.meaning(section))
        else:
            named = section == cells.reading.labels
            painter.setPen(QColor(chrome.accent_on_pale if named else chrome.text_muted))
            painter.setFont(_font(self.font(), bold=named))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), f"{section + 1}")
        painter.setPen(QColor(chrome.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        edge = rect.left() if self.isRightToLeft() else rect.right()
        painter.drawLine(edge, rect.top(), edge, rect.bottom())
        painter.restore()

    def _paint_line(self, painter: QPainter, rect: QRect, section: int, meaning: str) -> None:
        view, chrome = self._view, self._view.chrome
        mirrored = self.isRightToLeft()
        current = section == view.line
        box = rect.adjusted(3, 3, -4, -4)
        ground = chrome.accent_pale if current else chrome.hover if section == self._hovered else chrome.panel
        edge = chrome.accent if current else chrome.border_strong
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), 2 if current and view.hasFocus() else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 6, 6)
        strong, pale = meanings.colours_of(meaning, view.theme, chrome)
        badge = icons.badge(meanings.icon_of(meaning), strong, pale)
        size = icons.BADGE_SIZE
        top = box.center().y() - size.height() // 2 + 1
        left = box.right() - size.width() - 3 if mirrored else box.left() + 6
        badge.paint(painter, QRect(QPoint(left, top), size))
        room = (
            box.adjusted(_CHEVRON + 8, 0, -size.width() - 8, 0)
            if mirrored
            else box.adjusted(size.width() + 8, 0, -_CHEVRON - 8, 0)
        )
        out = meaning == LEFT_OUT
        painter.setPen(QColor(chrome.accent_on_pale if current else chrome.text_muted if out else chrome.text))
        painter.setFont(_font(self.font(), bold=meaning == STAGE_NAMES))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap)
        words = meanings.word_of(meaning)
        metrics = painter.fontMetrics()
        if metrics.boundingRect(room, flags, words).height() > room.height():
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, words)
        x = box.left() + 10 if mirrored else box.right() - 10
        y = box.center().y()
        pen = QPen(QColor(chrome.text_muted), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline([QPoint(x - 4, y - 1), QPoint(x, y + 3), QPoint(x + 4, y - 1)])


@guarded
class _Cells(QStyledItemDelegate):
    """Paints a cell by what becomes of it, and a frame around the line that is being spoken of."""

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view, chrome = self._view, self._view.chrome
        cells = view.cells
        assert cells.reading is not None
        line, place = cells.line_of(index)
        meaning, is_label = cells.meaning(line), place == cells.reading.labels
        out = meaning == LEFT_OUT
        names_stage = meaning == STAGE_NAMES and not is_label
        names_lane = is_label and not out and meaning != STAGE_NAMES
        ground, ink = chrome.panel, chrome.text
        if names_stage:
            ground, ink = chrome.accent, chrome.accent_text
        elif names_lane:
            ground, ink = chrome.accent_pale, chrome.accent_on_pale
        elif out or is_label:
            ground, ink = chrome.window, chrome.text_muted
        current = line == view.line
        if current and not names_stage:
            ground = mix(ground, chrome.accent, 0.1)
        box: QRect = option.rect
        painter.save()
        painter.fillRect(box, QColor(ground))
        painter.setPen(QColor(chrome.border))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        side = box.left() if view.isRightToLeft() else box.right()
        painter.drawLine(side, box.top(), side, box.bottom())
        font = _font(option.font, bold=names_stage or names_lane)
        font.setStrikeOut(out)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        text = str(index.data() or "")
        room = box.adjusted(8, 2, -8, -2)
        aligned = Qt.AlignmentFlag.AlignRight if _is_leftward(text) else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | aligned | Qt.AlignmentFlag.AlignAbsolute), shown)
        if current:
            painter.setPen(QPen(QColor(chrome.accent), 2))
            if cells.reading.across:
                painter.drawLine(box.left(), box.top() + 1, box.right() + 1, box.top() + 1)
                painter.drawLine(box.left(), box.bottom(), box.right() + 1, box.bottom())
            else:
                painter.drawLine(box.left() + 1, box.top(), box.left() + 1, box.bottom() + 1)
                painter.drawLine(box.right(), box.top(), box.right(), box.bottom() + 1)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(chrome.accent_text if names_stage else chrome.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRect(box.adjusted(3, 3, -4, -4))
        painter.restore()


@guarded
class SheetView(QTableView):
    """`wanted` asks what a line is to be, with the letter that was typed (or nothing); `left_out` wants it left out.

    Arrow keys walk the cells; Enter, the space bar, F2 or a letter ask for the line of the current cell, a click on its
    heading or a double click on a cell do it by mouse.
    """

    wanted = Signal(int, str)
    left_out = Signal(int)

    def __init__(self, chrome: Chrome, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chrome, self.theme = chrome, theme
        self.cells = SheetModel(self)
        self.setProperty("look", "sheet")
        self.setModel(self.cells)
        self.setItemDelegate(_Cells(self))
        self.setHorizontalHeader(_Heads(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_Heads(Qt.Orientation.Vertical, self))
        self.setAccessibleName(self.tr("The table, and what becomes of it"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.doubleClicked.connect(lambda index: self.wanted.emit(self.cells.line_of(index)[0], ""))

    @property
    def line(self) -> int:
        """The line of the current cell; -1 where there is none."""
        index = self.currentIndex()
        return self.cells.line_of(index)[0] if index.isValid() else -1

    def show_part(self, part: SheetPart, reading: Reading) -> None:
        """Shows a table, or the one that is shown with its lines taken for something else."""
        another, kept = part is not self.cells.part, self.line
        turned = self.cells.reading is None or self.cells.reading.across != reading.across
        self.cells.show(part, reading)
        if another:
            self.clearSpans()
            for (row, column), (high, wide) in part.spans.items():
                if high * wide > 1:
                    self.setSpan(row, column, high, wide)
            for head in (self.horizontalHeader(), self.verticalHeader()):
                head.updateGeometry()
            self._set_widths(part, reading)
            self.updateGeometries()
            self.scrollToTop()
        if another and not turned and 0 <= kept < len(part.names):
            self.show_line(kept)
        elif another:
            self.setCurrentIndex(self.cells.index(0, 0))
        self._repaint()

    def _set_widths(self, part: SheetPart, reading: Reading) -> None:
        """Columns as wide as their first cells want, within reason."""
        metrics = self.fontMetrics()
        least = _NARROW if reading.across else _COLUMN
        for column in range(len(part.rows[0])):
            texts = (row[column][:_FIRST] for row in part.rows[:_FIRST])
            wanted = max(map(metrics.horizontalAdvance, texts)) + 26
            self.setColumnWidth(column, max(least, min(_WIDE, wanted)))

    def show_line(self, line: int) -> None:
        """Marks a line, in the place of it that the current cell has."""
        assert self.cells.reading is not None
        index = self.currentIndex()
        if self.cells.reading.across:
            index = self.cells.index(line, max(0, index.column()))
        else:
            index = self.cells.index(max(0, index.row()), line)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def place_of(self, line: int) -> QRect:
        """Where the heading of a line is on the screen."""
        across = self.cells.reading is not None and self.cells.reading.across
        head = self.verticalHeader() if across else self.horizontalHeader()
        at, size = head.sectionViewportPosition(line), head.sectionSize(line)
        view = head.viewport()
        local = QRect(0, at, view.width(), size) if across else QRect(at, 0, size, view.height())
        return QRect(view.mapToGlobal(local.topLeft()), local.size())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self._repaint()

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self._repaint()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self._repaint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, key = self.line, event.key()
        asks = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        if line < 0 or held:
            super().keyPressEvent(event)
        elif key in asks:
            self.wanted.emit(line, "")
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.left_out.emit(line)
        elif event.text().strip() and event.text().isprintable():
            self.wanted.emit(line, event.text())
        else:
            super().keyPressEvent(event)

    def _repaint(self) -> None:
        """The whole line changes its look with its current cell."""
        for widget in (self.viewport(), self.horizontalHeader().viewport(), self.verticalHeader().viewport()):
            widget.update()


def _font(font: QFont, *, bold: bool) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def _is_leftward(text: str) -> bool:
    """Whether a text is read from right to left, as its first letter says."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)
