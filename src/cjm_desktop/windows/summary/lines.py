"""Numbers of a map as a list: lines go in, rows come out that tell, show as a bar or a range, and lead to their place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.model.records import EMOTION_MAX, EMOTION_MIN
from cjm_desktop.windows import plain
from cjm_desktop.windows.appearance import Appearance

Index = QModelIndex | QPersistentModelIndex

_PAD, _GAP, _DOT, _BADGE = 8, 10, 5.0, 20
#: Of the width of a row, the part that its title takes beside a bar.
_TITLE = 0.42
#: Feelings within this distance of 0 are neither good nor bad.
NEUTRAL = 0.25


class Tone(StrEnum):
    """What a colour says."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"
    PLAIN = "plain"  #: says nothing
    OPEN = "open"  #: is a plan


@dataclass(frozen=True, slots=True)
class Line:
    """A row. `place` is the id to go to; `detail` stands beneath the title; `value` is what is said at the end.

    `share` (0 to 1) makes a bar, `span` (lowest, mean, highest; -2 to +2; empty: not known) a range, `number` a numbered
    dot before it.
    """

    place: str
    title: str
    value: str = ""
    detail: str = ""
    tone: Tone = Tone.PLAIN
    share: float | None = None
    span: tuple[float, float, float] | tuple[()] | None = None
    number: int | None = None


def tone_of(feeling: float | None) -> Tone:
    """The tone of a feeling (-2 to +2); None says nothing."""
    if feeling is None or abs(feeling) <= NEUTRAL:
        return Tone.NEUTRAL
    return Tone.GOOD if feeling > 0 else Tone.BAD


def colour_of(tone: Tone, appearance: Appearance) -> str:
    """The strong colour of a tone, as the map has it."""
    theme = appearance.theme
    return {
        Tone.GOOD: theme.positive,
        Tone.BAD: theme.negative,
        Tone.NEUTRAL: theme.neutral,
        Tone.PLAIN: theme.accent("indigo").strong,
        Tone.OPEN: theme.accent("violet").strong,
    }[tone]


def badge(painter: QPainter, centre: QPointF, number: int, size: float, ground: str, ink: str) -> None:
    """A numbered dot."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(centre, size / 2, size / 2)
    font = QFont(painter.font())
    font.setPixelSize(11 if number < 100 else 9)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    box = QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))


@guarded
class Lines(QAbstractListModel):
    """The rows of a section."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Take over the lines; rows that are the same number of rows stay, so that the current one does."""
        if lines == self.lines:
            return
        if len(lines) == len(self.lines):
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (str(line.number) if line.number else "", line.title, line.value, line.detail)
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.tooltip(line.title)
        return None


@guarded
class LinePainter(QStyledItemDelegate):
    """Draws a line in the colours of the map."""

    def __init__(self, model: Lines, appearance: Appearance) -> None:
        super().__init__(model)
        self._model, self._appearance = model, appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._model.lines[index.row()]
        height = option.fontMetrics.height()
        if line.detail:
            return QSize(120, height + _small(option.font)[1].height() + 12)
        return QSize(120, height + 13)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, chrome = self._model.lines[index.row()], self._appearance.chrome
        box = QRect(option.rect).adjusted(1, 1, -1, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Signs before numbers stay before them, whichever way the window runs.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(chrome.accent), 1.5) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chrome.accent_pale if selected else chrome.hover))
            painter.drawRoundedRect(box.toRectF().adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            # What shows a number runs the other way, texts are drawn upright again by `_text`.
            self._mirror = box.left() + box.right() + 1
        else:
            self._mirror = 0
        self._paint_line(painter, option, line, box.adjusted(_PAD, 0, -_PAD, 0))
        painter.restore()

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, box: QRect) -> None:
        chrome = self._appearance.chrome
        colour = colour_of(line.tone, self._appearance)
        left, right = box.left(), box.right() + 1
        if line.number is not None:
            centre = self._at(left + _BADGE / 2, box.center().y() + 0.5)
            ink = self._appearance.theme.page
            badge(painter, centre, line.number, _BADGE, colour, ink)
            left += _BADGE + _GAP
        elif line.span is None and line.share is None and line.tone is not Tone.PLAIN:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(self._at(left + _DOT, box.center().y() + 0.5), _DOT, _DOT)
            left += round(2 * _DOT) + _GAP
        if line.value:
            bold = QFont(option.font)
            bold.setWeight(QFont.Weight.DemiBold)
            wide = QFontMetrics(bold).horizontalAdvance(line.value) + 2
            if line.span is not None or line.share is not None:
                # Bars end in one line, whatever stands behind them.
                wide = max(
                    wide, QFontMetrics(bold).horizontalAdvance("00 · 00 / 00" if line.share is not None else "−0.0")
                )
            plain_ink = line.share is not None or line.tone in (Tone.PLAIN, Tone.OPEN)
            ink = chrome.text if plain_ink else self._ink(line.tone)
            self._text(painter, bold, ink, line.value, QRect(right - wide, box.top(), wide, box.height()), end=True)
            right -= wide + _GAP
        if line.span is not None or line.share is not None:
            end = left + round((right - left) * _TITLE)
            self._text(
                painter, option.font, chrome.text, line.title, QRect(left, box.top(), end - left - 4, box.height())
            )
            track = QRectF(end + 6, box.center().y() - 3, right - end - 8, 7)
            if line.span is not None:
                self._paint_range(painter, track, line.span, colour)
            else:
                self._paint_bar(painter, track, line.share or 0.0, colour)
            return
        width = right - left
        if not line.detail:
            self._text(painter, option.font, chrome.text, line.title, QRect(left, box.top(), width, box.height()))
            return
        small, metrics = _small(option.font)
        top = box.top() + 4
        height = option.fontMetrics.height()
        self._text(painter, option.font, chrome.text, line.title, QRect(left, top, width, height))
        self._text(
            painter, small, chrome.text_muted, line.detail, QRect(left, top + height, width, metrics.height() + 2)
        )

    def _paint_range(self, painter: QPainter, track: QRectF, span: tuple[float, ...], colour: str) -> None:
        chrome = self._appearance.chrome
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chrome.hover))
        painter.drawRoundedRect(self._turned(track), 3.5, 3.5)
        middle = track.center().x()
        painter.setPen(QPen(QColor(chrome.border_strong), 1))
        painter.drawLine(self._at(middle, track.top() - 3), self._at(middle, track.bottom() + 3))
        if not span:
            return
        low, mean, high = (track.left() + _along(value) * track.width() for value in span)
        painter.setPen(Qt.PenStyle.NoPen)
        if high - low > 2:
            pale = QColor(colour)
            pale.setAlphaF(0.45)
            painter.setBrush(pale)
            painter.drawRoundedRect(self._turned(QRectF(low, track.top(), high - low, track.height())), 3.5, 3.5)
        painter.setPen(QPen(QColor(chrome.panel), 1.5))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(self._at(mean, track.center().y()), 6, 6)

    def _paint_bar(self, painter: QPainter, track: QRectF, share: float, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._appearance.chrome.hover))
        painter.drawRoundedRect(self._turned(track), 3.5, 3.5)
        if share > 0:
            width = max(track.height(), track.width() * min(share, 1.0))
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(self._turned(QRectF(track.left(), track.top(), width, track.height())), 3.5, 3.5)

    def _text(self, painter: QPainter, font: QFont, ink: str, text: str, box: QRect, *, end: bool = False) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width())
        right = end != bool(self._mirror)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        place = self._turned(QRectF(box)).toRect()
        painter.drawText(place, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown)

    def _ink(self, tone: Tone) -> str:
        theme = self._appearance.theme
        inks = {Tone.GOOD: theme.positive_text, Tone.BAD: theme.negative_text}
        return inks.get(tone, self._appearance.chrome.text_muted)

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(self._mirror - x if self._mirror else x, y)

    def _turned(self, box: QRectF) -> QRectF:
        return QRectF(self._mirror - box.right(), box.top(), box.width(), box.height()) if self._mirror else box


def _along(value: float) -> float:
    return (value - EMOTION_MIN) / (EMOTION_MAX - EMOTION_MIN)


def _small(font: QFont) -> tuple[QFont, QFontMetrics]:
    small = QFont(font)
    small.setPixelSize(12)
    return small, QFontMetrics(small)
