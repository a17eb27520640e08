"""A list whose rows are sentences of several lines: all of each is seen, in any script."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded

_SPACING = 2
#: What a style leaves free beside the text of a row.
_MARGIN = 5


@guarded
class _Whole(QStyledItemDelegate):
    """Qt reckons rows by the lines of the first font; those of other scripts are higher, and the last one was cut."""

    def __init__(self, area: QListWidget) -> None:
        super().__init__(area)
        #: A list asks for all its rows again whenever something beside it takes or gives room.
        self._heights: dict[tuple[str, int, str], int] = {}

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = ""  # it is drawn here

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(self._area.palette().color(QPalette.ColorRole.Link if chosen else QPalette.ColorRole.Text))
        layout, _ = self._laid_out(index, row.width())
        layout.draw(painter, QPointF(row.x() + _MARGIN, row.y() + _MARGIN))

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._area.viewport().width() - 2 * _SPACING
        key = str(index.data()), width, self._area.font().key()
        height = self._heights.get(key)
        if height is None:
            height = self._heights[key] = round(self._laid_out(index, width)[1]) + 2 * _MARGIN
        return QSize(width, height)

    @property
    def _area(self) -> QListWidget:
        area = self.parent()
        assert isinstance(area, QListWidget)
        return area

    def _laid_out(self, index: QModelIndex | QPersistentModelIndex, width: int) -> tuple[QTextLayout, float]:
        """The lines of a row as wide as the list, and how high they are together."""
        area = self._area
        layout = QTextLayout(str(index.data()).replace("\n", "\u2028"), area.font())
        mirrored = area.layoutDirection() == Qt.LayoutDirection.RightToLeft
        text = QTextOption(Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft)
        text.setTextDirection(area.layoutDirection())
        text.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(text)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(20, width - 2 * _MARGIN))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height


class LineList(QListWidget):
    """Rows as wide as the list; the text of a row may have line breaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "lines")
        self.setItemDelegate(_Whole(self))
        self.setWordWrap(True)
        self.setSpacing(_SPACING)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
