"""Opportunities by impact and effort: they go in as numbered dots on a matrix; a dot that is dragged gets other numbers."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.review.summary import LITTLE, MUCH, Opportunity
from cjm_desktop.windows import plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.summary.lines import Tone, badge, colour_of

STEPS = 5
_AXIS, _TICKS, _TRAY, _DOT = 20, 18, 40, 22
#: So many dots fit into a cell; of more, the last place says how many there are.
_ACROSS, _DOWN = 3, 2


class Weight(NamedTuple):
    """Impact and effort, each 1 to 5."""

    impact: int
    effort: int


#: What a key moves an opportunity by: impact, effort.
_MOVES = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_MIDDLE = Weight(3, 3)


@guarded
class Matrix(QWidget):
    """Impact grows upwards, effort to the right. Beneath lies what nobody has weighed yet.

    `weighed` is sent with a card's id, its new weight (None: not weighed) and whether a key did it; `chosen` with the
    place in the list of an opportunity that became the current one, `wanted` with that of the one to go to on the map.
    The dots bear the opportunities' own numbers.
    """

    weighed = Signal(str, object, bool)
    chosen = Signal(int)
    wanted = Signal(int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._shown: tuple[Opportunity, ...] = ()
        self._current = -1
        self._pressed: QPointF | None = None
        self._pointer: QPointF | None = None
        self.setAccessibleName(self.tr("Opportunities by impact and effort"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(300, 236)
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    # ---- what is shown

    def show_opportunities(self, shown: tuple[Opportunity, ...]) -> None:
        """Show these; the current one stays current wherever it stands now."""
        card = self._shown[self._current].card if 0 <= self._current < len(self._shown) else None
        self._shown = shown
        self._current = next((n for n, one in enumerate(shown) if one.card == card), -1)
        self._tell()

    @property
    def current(self) -> int:
        """The number of the current opportunity; -1 for none."""
        return self._current

    def set_current(self, number: int) -> None:
        if number != self._current and -1 <= number < len(self._shown):
            self._current = number
            self._tell()
            self.chosen.emit(number)

    @property
    def is_dragging(self) -> bool:
        return self._pointer is not None

    def _tell(self) -> None:
        said = ""
        if 0 <= self._current < len(self._shown):
            one = self._shown[self._current]
            said = f"{one.number}. {one.text}, {self.weight_words(one)}"
        self.setAccessibleDescription(said)
        self.update()

    def weight_words(self, one: Opportunity) -> str:
        """Impact and effort of an opportunity, in words."""
        if one.impact is None or one.effort is None:
            return self.tr("not weighed yet")
        return self.tr("impact {impact}, effort {effort}").format(impact=one.impact, effort=one.effort)

    # ---- where things are

    @property
    def field(self) -> QRectF:
        """Where the cells are."""
        left, bottom = _AXIS + _TICKS, _TICKS + _AXIS + _TRAY
        return QRectF(left, 4, self.width() - left - 4, self.height() - 4 - bottom)

    @property
    def tray(self) -> QRectF:
        """Where those are that nobody has weighed."""
        return QRectF(4, self.height() - _TRAY + 6, self.width() - 8, _TRAY - 8)

    def cell(self, weight: Weight) -> QRectF:
        field = self.field
        width, height = field.width() / STEPS, field.height() / STEPS
        return QRectF(
            field.left() + (weight.effort - 1) * width, field.top() + (STEPS - weight.impact) * height, width, height
        )

    def weight_at(self, place: QPointF) -> Weight | None:
        """The weight of the cell at a place; None outside the cells."""
        field = self.field
        if not field.contains(place):
            return None
        effort = min(int((place.x() - field.left()) / field.width() * STEPS), STEPS - 1)
        impact = min(int((field.bottom() - place.y()) / field.height() * STEPS), STEPS - 1)
        return Weight(impact + 1, effort + 1)

    def dot(self, number: int) -> QPointF | None:
        """The middle of an opportunity's dot; None where there is no room for it."""
        return self._dots()[0].get(number)

    def _dots(self) -> tuple[dict[int, QPointF], list[tuple[QPointF, int]]]:
        """The middles of all dots that have room, and where how many more are told."""
        cells: dict[Weight | None, list[int]] = {}
        for number, one in enumerate(self._shown):
            weight = None if one.impact is None or one.effort is None else Weight(one.impact, one.effort)
            cells.setdefault(weight, []).append(number)
        dots: dict[int, QPointF] = {}
        more: list[tuple[QPointF, int]] = []
        for weight, numbers in cells.items():
            places = self._tray_places() if weight is None else _places(self.cell(weight), len(numbers))
            kept = numbers if len(numbers) <= len(places) else numbers[: len(places) - 1]
            if len(kept) < len(numbers) and self._current in numbers[len(kept) :]:
                # The current one is always to be seen.
                kept = [*kept[:-1], self._current]
            dots.update(zip(kept, places, strict=False))
            if len(kept) < len(numbers):
                more.append((places[len(kept)], len(numbers) - len(kept)))
        return dots, more

    def _tray_places(self) -> list[QPointF]:
        tray = self.tray
        first = tray.left() + self._tray_words() + _DOT
        count = max(1, int((tray.right() - first) / (_DOT + 4)))
        return [QPointF(first + n * (_DOT + 4), tray.center().y()) for n in range(count)]

    def _tray_words(self) -> float:
        return float(self.fontMetrics().horizontalAdvance(self.tr("Not weighed yet")))

    def number_at(self, place: QPointF) -> int | None:
        """The opportunity whose dot is at a place."""
        for number, dot in self._dots()[0].items():
            if (dot - place).manhattanLength() <= _DOT * 0.75:
                return number
        return None

    # ---- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Numbers grow to the right in every language.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._paint_ground(painter)
        self._paint_words(painter)
        dots, more = self._dots()
        target = self._target() if self.is_dragging else None
        if target is not None:
            self._paint_target(painter, target)
        chrome = self._appearance.chrome
        for number, place in dots.items():
            if number == self._current and self.is_dragging:
                continue
            self._paint_dot(painter, number, place)
        for place, count in more:
            painter.setPen(QColor(chrome.text_muted))
            painter.setFont(_font(self, 11))
            box = QRectF(place.x() - _DOT, place.y() - _DOT, 2 * _DOT, 2 * _DOT)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"+{count}")
        if self._pointer is not None:
            self._paint_dot(painter, self._current, self._pointer)

    def _paint_ground(self, painter: QPainter) -> None:
        theme, chrome = self._appearance.theme, self._appearance.chrome
        painter.setPen(Qt.PenStyle.NoPen)
        for impact in range(1, STEPS + 1):
            for effort in range(1, STEPS + 1):
                pale = _quadrant(impact, effort)
                painter.setBrush(QColor(theme.accent(pale).pale if pale else chrome.hover))
                painter.drawRoundedRect(self.cell(Weight(impact, effort)).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        tray = self.tray
        painter.setBrush(QColor(chrome.hover))
        painter.drawRoundedRect(tray, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(chrome.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.field.adjusted(-1, -1, 1, 1), 6, 6)

    def _paint_words(self, painter: QPainter) -> None:
        chrome, field = self._appearance.chrome, self.field
        painter.setFont(_font(self, 11))
        painter.setPen(QColor(chrome.text_muted))
        middle = Qt.AlignmentFlag.AlignCenter
        for step in range(1, STEPS + 1):
            cell = self.cell(Weight(step, step))
            painter.drawText(QRectF(cell.left(), field.bottom(), cell.width(), _TICKS), middle, str(step))
            painter.drawText(QRectF(field.left() - _TICKS, cell.top(), _TICKS, cell.height()), middle, str(step))
        effort = QRectF(field.left(), field.bottom() + _TICKS - 3, field.width(), _AXIS)
        painter.drawText(effort, middle, self.tr("Effort →"))
        painter.save()
        painter.translate(_AXIS / 2, field.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-100, -_AXIS / 2, 200, _AXIS), middle, self.tr("Impact →"))
        painter.restore()
        tray = self.tray.adjusted(8, 0, 0, 0)
        painter.drawText(tray, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.tr("Not weighed yet"))
        quick, plans = self.cell(Weight(STEPS, 1)), self.cell(Weight(STEPS, STEPS))
        theme = self._appearance.theme
        wins = QRectF(quick.left() + 8, quick.top() + 4, field.width(), 16)
        painter.setPen(QColor(theme.accent("green").text))
        painter.drawText(wins, Qt.AlignmentFlag.AlignLeft, self.tr("Quick wins"))
        painter.setPen(QColor(theme.accent("indigo").text))
        big = QRectF(field.left(), plans.top() + 4, field.width() - 8, 16)
        painter.drawText(big, Qt.AlignmentFlag.AlignRight, self.tr("Plan"))

    def _paint_target(self, painter: QPainter, target: QRectF) -> None:
        chrome = self._appearance.chrome
        painter.setPen(QPen(QColor(chrome.accent), 1.5))
        painter.setBrush(QColor(chrome.accent_pale))
        painter.drawRoundedRect(target.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    def _paint_dot(self, painter: QPainter, number: int, place: QPointF) -> None:
        one, theme = self._shown[number], self._appearance.theme
        tone = Tone.GOOD if one.is_quick_win else Tone.PLAIN if one.impact is not None else Tone.NEUTRAL
        if number == self._current:
            painter.setPen(QPen(QColor(self._appearance.chrome.accent), 2))
            painter.setBrush(QColor(self._appearance.chrome.panel))
            painter.drawEllipse(place, _DOT / 2 + 3, _DOT / 2 + 3)
        badge(painter, place, one.number, _DOT, colour_of(tone, self._appearance), theme.page)

    # ---- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        number = self.number_at(event.position())
        if number is not None:
            self.set_current(number)
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            number = self.number_at(event.position())
            self.setCursor(Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.OpenHandCursor)
            text = "" if number is None else f"{self._shown[number].text} ({self.weight_words(self._shown[number])})"
            self.setToolTip(plain.tooltip(text))
            return
        moved = (event.position() - self._pressed).manhattanLength()
        if self.is_dragging or moved >= QApplication.startDragDistance():
            self._pointer = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        dragged, place = self.is_dragging, event.position()
        self._end_drag()
        if dragged and 0 <= self._current < len(self._shown):
            weight = self.weight_at(place)
            if weight is not None or self.tray.contains(place):
                self._weigh(weight)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.number_at(event.position())
        if number is not None:
            self.wanted.emit(number)

    def _end_drag(self) -> None:
        self._pressed = self._pointer = None
        self.unsetCursor()
        self.update()

    def _target(self) -> QRectF | None:
        if self._pointer is None:
            return None
        weight = self.weight_at(self._pointer)
        if weight is not None:
            return self.cell(weight)
        return self.tray if self.tray.contains(self._pointer) else None

    def _weigh(self, weight: Weight | None, *, by_key: bool = False) -> None:
        one = self._shown[self._current]
        before = None if one.impact is None or one.effort is None else Weight(one.impact, one.effort)
        if weight != before:
            self.weighed.emit(one.card, weight, by_key)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.is_dragging:
            event.accept()
            return True
        return super().event(event)

    # ---- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pressed is not None:
            self._end_drag()
        elif not self.take_key(event):
            plain_arrow = event.key() in _MOVES and event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain_arrow and self._shown:
                step = 1 if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1
                self.set_current(max(0, min(len(self._shown) - 1, self._current + step)))
            elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
                self.wanted.emit(self._current)
            else:
                super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Alt and an arrow weigh the current opportunity, Delete takes its weight away; False for any other key."""
        if not 0 <= self._current < len(self._shown):
            return False
        move = _MOVES.get(Qt.Key(event.key()))
        one = self._shown[self._current]
        if move is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if one.impact is None or one.effort is None:
                self._weigh(_MIDDLE, by_key=True)
            else:
                impact, effort = one.impact + move[0], one.effort + move[1]
                self._weigh(Weight(max(1, min(STEPS, impact)), max(1, min(STEPS, effort))), by_key=True)
            return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._weigh(None, by_key=True)
            return True
        return False


def _places(cell: QRectF, count: int) -> list[QPointF]:
    """Where dots stand in a cell: in its middle, or in as many lines as they need."""
    across = min(count, max(1, min(_ACROSS, int(cell.width() / (_DOT + 2)))))
    lines = max(1, min(_DOWN, int(cell.height() / (_DOT + 2))))
    down = min(lines, -(-count // across))
    return [
        QPointF(
            cell.center().x() + (column - (across - 1) / 2) * (_DOT + 3),
            cell.center().y() + (line - (down - 1) / 2) * (_DOT + 3),
        )
        for line in range(down)
        for column in range(across)
    ]


def _quadrant(impact: int, effort: int) -> str:
    """The accent of a cell: quick wins, what is to be planned, and neither."""
    if impact >= MUCH:
        return "green" if effort <= LITTLE else "indigo" if effort >= MUCH else ""
    return ""


def _font(widget: QWidget, pixels: int) -> QFont:
    font = QFont(widget.font())
    font.setPixelSize(pixels)
    return font
