"""What draws the rows of a list that are ticked: a list goes in, its boxes bear a tick, so that on is more than a colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cjm_desktop.canvas.guard import guarded


@guarded
class Ticked(QStyledItemDelegate):
    """Draws a check mark into the boxes of what is ticked: a stylesheet only fills them with a colour."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.CheckStateRole) not in (Qt.CheckState.Checked, Qt.CheckState.Checked.value):
            return
        looks = QStyleOptionViewItem(option)
        self.initStyleOption(looks, index)
        list_ = self.parent()
        assert isinstance(list_, QListWidget)
        box = QRectF(list_.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, looks, list_))
        mark = (0.22, 0.52), (0.42, 0.72), (0.78, 0.3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = list_.palette().color(QPalette.ColorRole.HighlightedText)
        painter.setPen(QPen(colour, 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in mark])
        painter.restore()
