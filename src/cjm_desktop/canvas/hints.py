"""The calm words on a map that has neither stages nor lanes: what to do first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from cjm_desktop.theme import Chrome


def paint_hint(painter: QPainter, page: QRect, chrome: Chrome, ratio: float) -> None:
    """Paint the invitation in the middle of what shows of the page; the painter counts in device pixels."""
    title = QCoreApplication.translate("canvas", "Start your map")
    lines = QCoreApplication.translate(
        "canvas",
        "Drag a stage from the palette onto the page, then a lane.\n"
        "Or double-click a tool to add it: stages are the columns, lanes the rows.\n"
        "By keyboard: Ctrl+Shift+N for a stage, Ctrl+Shift+L for a lane, Tab for the next one.",
    )
    large, small = QFont(painter.font()), QFont(painter.font())
    large.setPixelSize(round(22 * ratio))
    large.setBold(True)
    small.setPixelSize(round(14 * ratio))
    middle = QRectF(page).center()
    width = min(page.width() - 32 * ratio, 620 * ratio)
    painter.setPen(QColor(chrome.text))
    painter.setFont(large)
    painter.drawText(
        QRectF(middle.x() - width / 2, middle.y() - 6 * ratio, width, 32 * ratio), Qt.AlignmentFlag.AlignCenter, title
    )
    painter.setPen(QColor(chrome.text_muted))
    painter.setFont(small)
    painter.drawText(
        QRectF(middle.x() - width / 2, middle.y() + 30 * ratio, width, 84 * ratio),
        Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
        lines,
    )
