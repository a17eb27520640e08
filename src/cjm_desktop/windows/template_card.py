"""A template in the gallery: its thumbnail, its title and a line about it, in a card that can be chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.theme import mix
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.thumbnails import draw_rounded

_RADIUS = 10.0
TEXT_HEIGHT = 96  #: of the part beneath the thumbnail
_PADDING = 14


@guarded
class TemplateCard(QAbstractButton):
    """Checked where it is the chosen one; `opened` is sent on a double click and on Enter."""

    opened = Signal()

    def __init__(
        self, key: str, title: str, summary: str, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = key
        self._title, self._summary = title, summary
        self._appearance = appearance
        self._thumbnail = QPixmap()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(summary)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(300, 170 + TEXT_HEIGHT)

    @property
    def picture_size(self) -> QSize:
        """The room for the thumbnail."""
        return QSize(self.width() - 2, self.height() - TEXT_HEIGHT - 1)

    @property
    def has_thumbnail(self) -> bool:
        return not self._thumbnail.isNull()

    def show_thumbnail(self, pixmap: QPixmap) -> None:
        self._thumbnail = pixmap
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setChecked(True)
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        chrome = self._appearance.chrome
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chrome.panel))
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        picture = QRectF(frame.x(), frame.y(), frame.width(), self.picture_size.height())
        if self._thumbnail.isNull():
            painter.setBrush(QColor(mix(chrome.panel, chrome.canvas, 0.6)))
            painter.save()
            painter.setClipRect(picture)
            painter.drawRoundedRect(picture.adjusted(0, 0, 0, 20), _RADIUS, _RADIUS)
            painter.restore()
        else:
            draw_rounded(painter, self._thumbnail, picture, _RADIUS)
        painter.setPen(QPen(QColor(chrome.border), 1))
        painter.drawLine(QPointF(frame.left(), picture.bottom() + 0.5), QPointF(frame.right(), picture.bottom() + 0.5))
        self._paint_text(painter, picture.bottom())
        strong = self.isChecked() or self.hasFocus()
        colour = chrome.accent if strong else (chrome.text_muted if self.underMouse() else chrome.border)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 2 if strong else 1))
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        painter.end()

    def _paint_text(self, painter: QPainter, top: float) -> None:
        chrome = self._appearance.chrome
        title_font = QFont(self.font())
        title_font.setWeight(QFont.Weight.DemiBold)
        title_font.setPixelSize(14)
        painter.setFont(title_font)
        painter.setPen(QColor(chrome.accent_on_pale if self.isChecked() else chrome.text))
        room = QRect(_PADDING, round(top) + 10, self.width() - 2 * _PADDING, 20)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, self._title)
        font = QFont(self.font())
        font.setPixelSize(12)
        painter.setPen(QColor(chrome.text_muted))
        _draw_wrapped(painter, self._summary, font, QRectF(_PADDING, top + 33, self.width() - 2 * _PADDING, 54), 3)


def _draw_wrapped(painter: QPainter, text: str, font: QFont, room: QRectF, lines: int) -> None:
    """Text in at most so many lines; the last one ends in an ellipsis where more is left."""
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(font)
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeading))
    painter.setFont(font)
    layout.beginLayout()
    for n in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room.width())
        start = line.textStart()
        rest = text[start:] if n == lines - 1 else text[start : start + line.textLength()]
        place = QRectF(room.x(), room.y() + n * metrics.lineSpacing(), room.width(), metrics.height())
        painter.drawText(
            place,
            Qt.AlignmentFlag.AlignLeading,
            metrics.elidedText(rest.rstrip(), Qt.TextElideMode.ElideRight, room.width()),
        )
    layout.endLayout()
