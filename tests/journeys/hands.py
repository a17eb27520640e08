"""A pair of hands: real mouse and key events through the X server, as the window system hands them to the program."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtWidgets import QApplication, QWidget

#: How long a command of the hands may take, and how long Qt is given to answer it, in seconds.
_LONGEST = 30.0
_ANSWER = 0.08


class Hands:
    """Moves the pointer and types; returns when the program has dealt with it."""

    def _do(self, words: Sequence[str]) -> None:
        # In a process of its own, because a drag runs an event loop inside the program while the pointer moves on.
        running = subprocess.Popen(["xdotool", *words], stderr=subprocess.PIPE, text=True)
        end = time.monotonic() + _LONGEST
        while running.poll() is None:
            QApplication.processEvents()
            assert time.monotonic() < end, f"xdotool {' '.join(words)} did not end"
            time.sleep(0.002)
        assert running.stderr is not None
        complaint = running.stderr.read()
        running.stderr.close()
        assert running.returncode == 0, complaint
        self.wait(_ANSWER)

    def wait(self, seconds: float) -> None:
        """Let the program run."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.002)

    def click(self, at: QPoint, times: int = 1) -> None:
        self._do(["mousemove", *_xy(at), "click", "--repeat", str(times), "--delay", "40", "1"])

    def drag(self, start: QPoint, *way: QPoint, held: Sequence[str] = (), let_go: bool = True) -> None:
        """Press at `start`, go along the way in small steps, let go at its end."""
        words = ["mousemove", *_xy(start), "mousedown", "1", "sleep", "0.05"]
        here = start
        for point in way:
            for n in range(1, 9):
                step = here + (point - here) * n / 8
                words += ["mousemove", *_xy(step), "sleep", "0.015"]
            here = point
        words += ["sleep", "0.05"]
        if let_go:
            words += ["mouseup", "1"]
        for key in held:
            words = ["keydown", key, *words, "keyup", key]
        self._do(words)

    def type(self, text: str) -> None:
        self._do(["type", "--delay", "8", text])

    def press(self, *keys: str) -> None:
        """Keys by their X names, such as `Return` or `ctrl+z`."""
        self._do(["key", "--delay", "12", *keys])


def middle(widget: QWidget, area: QRect | None = None) -> QPoint:
    """The middle of a widget, or of a part of it, on the screen."""
    return widget.mapToGlobal((area or widget.rect()).center())


def on_screen(widget: QWidget, point: QPointF) -> QPoint:
    return widget.mapToGlobal(point.toPoint())


def _xy(point: QPoint) -> tuple[str, str]:
    return str(point.x()), str(point.y())
