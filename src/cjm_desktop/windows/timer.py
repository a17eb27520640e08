"""A timer over the map for workshops: minutes go in, digits that can be read from the back of the room come out.

When the time is up it says so by colour and words, without a sound and without flashing, and counts what is over.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import icons, plain, settings
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import Choice

_TICK = 200
#: From how many minutes it can count.
_MINUTES = (1, 2, 3, 4, 5, 7, 10, 12, 15, 20, 25, 30, 45, 60, 90)
#: From the edges of what it stands on.
_AWAY = 16
#: Beside the digits when the window is small; they grow with it.
_SMALLEST, _SHARE = 34, 14


class Countdown(QObject):
    """Counts a number of minutes down to nothing, and on below it; `changed` is sent at least once a second."""

    changed = Signal()
    #: The time is up.
    ended = Signal()

    def __init__(self, minutes: int, clock: Callable[[], float] = monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = minutes
        self._left = minutes * 60.0
        self._since: float | None = None
        self._told = False
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self.tick)

    @property
    def minutes(self) -> int:
        """From how many minutes it counts."""
        return self._minutes

    def set_minutes(self, minutes: int) -> None:
        """Count from so many minutes, from the beginning."""
        self._minutes = minutes
        self.reset()

    @property
    def is_running(self) -> bool:
        return self._since is not None

    @property
    def left(self) -> float:
        """The seconds that are left; below nothing those that are over."""
        gone = 0.0 if self._since is None else self._clock() - self._since
        return self._left - gone

    @property
    def is_over(self) -> bool:
        return self.left <= 0

    @property
    def text(self) -> str:
        """The time as it is read: “4:59”; with a plus where it is over."""
        left = self.left
        seconds = math.ceil(left - 1e-9) if left > 0 else math.floor(-left + 1e-9)
        return f"{'+' if left <= 0 and seconds else ''}{seconds // 60}:{seconds % 60:02d}"

    def start(self) -> None:
        """Begin, or go on."""
        if self._since is None:
            self._since = self._clock()
            self._timer.start()
            self.changed.emit()

    def pause(self) -> None:
        """Stop for a while."""
        if self._since is not None:
            self._left, self._since = self.left, None
            self._timer.stop()
            self.changed.emit()

    def reset(self) -> None:
        """Back to the beginning, at rest."""
        self._left, self._since, self._told = self._minutes * 60.0, None, False
        self._timer.stop()
        self.changed.emit()

    def tick(self) -> None:
        """Some time has gone by."""
        if self.is_over and not self._told:
            self._told = True
            self.ended.emit()
        self.changed.emit()


@guarded
class TimerPlate(QFrame):
    """The timer in a widget's lower corner, away from the stages' names; it can be dragged elsewhere on it.

    `closed` is sent when it is put away.
    """

    closed = Signal()

    def __init__(self, over: QWidget, appearance: Appearance, countdown: Countdown | None = None) -> None:
        super().__init__(over)
        self.countdown = countdown or Countdown(_minutes(settings.load(settings.TIMER_MINUTES)), parent=self)
        self._over = over
        self._appearance = appearance
        self._held: QPoint | None = None
        self._moved = False
        self.setProperty("look", "timer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._digits = plain.label("", "digits")
        self._digits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note = plain.label(self.tr("Time is up"), "muted")
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.minutes = Choice()
        for minutes in sorted({*_MINUTES, self.countdown.minutes}):
            self.minutes.addItem(self.tr("{minutes} min").format(minutes=minutes), minutes)
        self.minutes.show_data(self.countdown.minutes)
        self.minutes.setAccessibleName(self.tr("Minutes"))
        self.minutes.currentIndexChanged.connect(lambda _=0: self._set_minutes(self.minutes.currentData()))
        self.start_button = QPushButton()
        self.start_button.clicked.connect(self.toggle)
        self.reset_button = QPushButton(self.tr("Reset"))
        self.reset_button.setAccessibleName(self.tr("Reset the timer"))
        self.reset_button.clicked.connect(self.countdown.reset)
        self.close_button = QToolButton()
        self.close_button.setProperty("look", "close")
        self.close_button.setAccessibleName(self.tr("Close the timer"))
        self.close_button.setToolTip(plain.tooltip(self.tr("Close the timer")))
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in (self.minutes, self.start_button, self.reset_button, self.close_button):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 10)
        column.setSpacing(4)
        column.addWidget(self._digits)
        column.addWidget(self._note)
        column.addLayout(row)
        self.countdown.changed.connect(self._show)
        self.countdown.ended.connect(self._tell)
        appearance.changed.connect(self._dress)
        over.installEventFilter(self)
        self._dress()
        self._show()
        self._fit()

    @property
    def text(self) -> str:
        """The digits that are shown."""
        return self._digits.text()

    def toggle(self) -> None:
        """Start, go on or pause."""
        if self.countdown.is_running:
            self.countdown.pause()
        else:
            self.countdown.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._moved = True
            self._place(self.mapToParent(event.position().toPoint()) - self._held)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def _set_minutes(self, minutes: int) -> None:
        settings.store(settings.TIMER_MINUTES, float(minutes))
        self.countdown.set_minutes(minutes)

    def _show(self) -> None:
        self._digits.setText(self.countdown.text)
        over = self.countdown.is_over
        running = self.countdown.is_running
        text = self.tr("Pause") if running else self.tr("Start")
        if self.start_button.text() != text:
            self.start_button.setText(text)
            self.start_button.setAccessibleName(text)
        if over != (self.property("over") is True):
            self.setProperty("over", over)
            for widget in (self, self._digits):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        if over == self._note.isHidden():
            self._note.setVisible(over)
            self._fit()
        self.setAccessibleName(
            self.tr("Timer: time is up") if over else self.tr("Timer: {time} left").format(time=self.countdown.text)
        )

    def _tell(self) -> None:
        self._show()
        self.raise_()

    def _fit(self) -> None:
        """Digits as large as the window allows, at the corner or where it was dragged to."""
        over = self._over
        self._digits.setStyleSheet(f"font-size: {max(_SMALLEST, over.height() // _SHARE)}px;")
        self.adjustSize()
        if not self._moved:
            left = (
                over.width() - self.width() - _AWAY
                if over.layoutDirection() == Qt.LayoutDirection.RightToLeft
                else _AWAY
            )
            self._place(QPoint(left, over.height() - self.height() - _AWAY))
        else:
            self._place(self.pos())

    def _place(self, at: QPoint) -> None:
        """There, or as near to it as it can be seen whole."""
        over = self._over
        right, bottom = max(0, over.width() - self.width()), max(0, over.height() - self.height())
        self.move(min(max(at.x(), 0), right), min(max(at.y(), 0), bottom))

    def _dress(self) -> None:
        self.close_button.setIcon(icons.tinted("x", self._appearance.chrome.text_muted, size=14))


def _minutes(remembered: float) -> int:
    return min(_MINUTES, key=lambda minutes: abs(minutes - remembered))
