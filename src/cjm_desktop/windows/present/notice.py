"""A line of words over the presentation: a hint at the start, an answer to a key; it goes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, QTimer
from PySide6.QtWidgets import QGraphicsOpacityEffect, QLabel

from cjm_desktop.windows import plain

if TYPE_CHECKING:
    from cjm_desktop.windows.present.stage_window import StageWindow

_SAID, _HINTED, _FADE = 2_500, 9_000, 700  #: milliseconds
_SIZE = 1 / 46  #: of the letters, of the screen's height


class Notice:
    """What the stage window has to say."""

    def __init__(self, window: StageWindow) -> None:
        self._window = window
        self.label: QLabel = plain.label("", parent=window)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.hide()
        self._veil = QGraphicsOpacityEffect(self.label)
        self.label.setGraphicsEffect(self._veil)
        self._fading = QPropertyAnimation(self._veil, b"opacity", self.label)
        self._fading.setDuration(_FADE)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.setEasingCurve(QEasingCurve.Type.InQuad)
        self._fading.finished.connect(self.hush)
        self._at_top = False
        self._waiting = QTimer(self.label, singleShot=True)
        self._waiting.timeout.connect(self._fading.start)

    def say(self, text: str, *, long: bool = False) -> None:
        """Shows the words for a while; long ones at the top, where a map has only its title."""
        self._at_top = long
        self._fading.stop()
        self._veil.setOpacity(1.0)
        self.label.setText(text)
        self.label.setAccessibleName(text)
        self.stand()
        self.label.show()
        self.label.raise_()
        self._waiting.start(_HINTED if long else _SAID)

    def end_hint(self) -> None:
        """Takes away what is said at the start: the talk goes on."""
        if self._at_top:
            self.hush()

    def hush(self) -> None:
        """Takes them away."""
        self._waiting.stop()
        self._fading.stop()
        self.label.hide()

    def stand(self) -> None:
        """At the foot of the screen, or at its upper edge, in its size."""
        window, chrome = self._window, self._window.chrome
        size = max(13, round(window.height() * _SIZE))
        self.label.setStyleSheet(
            f"background: {chrome.text}; color: {chrome.window}; font-size: {size}px;"
            f" padding: {size // 2}px {size}px; border-radius: {size // 2}px;"
        )
        self.label.setWordWrap(False)
        self.label.adjustSize()
        if self.label.width() > window.width() - 2 * size:
            self.label.setWordWrap(True)
            self.label.setFixedWidth(max(120, window.width() - 2 * size))
            self.label.setFixedHeight(self.label.heightForWidth(self.label.width()))
        else:
            self.label.setMinimumSize(0, 0)
            self.label.setMaximumSize(16_777_215, 16_777_215)
            self.label.adjustSize()
        top = size // 2 if self._at_top else window.height() - self.label.height() - round(size * 1.5)
        self.label.move((window.width() - self.label.width()) // 2, top)
