"""Pictures of maps that lie in files: a key and a way to read each map go in, its picture comes out, or why there is none.

Maps are read and laid out in a thread, the one asked for last first; only the painting of the small picture, which Qt wants
where windows are, is left to the event loop.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QThread, Signal
from PySide6.QtGui import QPixmap

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.theme import Theme
from cjm_desktop.windows import background, thumbnails

if TYPE_CHECKING:
    from cjm_desktop.drawing.primitives import Drawing
    from cjm_desktop.model.journey import Journey

_log = logging.getLogger("cjm_desktop")


@dataclass(frozen=True, slots=True)
class _Drawn:
    key: object
    journey: Journey
    drawing: Drawing | None
    theme: Theme


@guarded
class _Drawing(QThread):
    """Start it with `start()` and hold it (`background.hold`); it ends after `stop()`."""

    drawn = Signal(object)
    failed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._news = threading.Condition()
        self._wishes: dict[object, tuple[Callable[[], Journey], Theme]] = {}
        self._stopped = False

    def want(self, key: object, journey: Callable[[], Journey], theme: Theme) -> None:
        with self._news:
            self._wishes.pop(key, None)
            self._wishes[key] = journey, theme
            self._news.notify()

    def stop(self) -> None:
        with self._news:
            self._stopped = True
            self._news.notify()

    def run(self) -> None:
        while True:
            with self._news:
                while not (self._stopped or self._wishes):
                    self._news.wait()
                if self._stopped:
                    return
                key, (read, theme) = self._wishes.popitem()
            try:
                journey = read()
                made = _Drawn(key, journey, thumbnails.drawing_of(journey, theme), theme)
            except FileProblem as problem:
                self._send(lambda key=key, problem=problem: self.failed.emit(key, str(problem)))  # type: ignore[misc]
            except Exception as error:
                # A thread's error would otherwise end unseen, and the picture be waited for for ever.
                _log.exception("picture of a map")
                words = self.tr("The program made a mistake: {error}").format(error=error)
                self._send(lambda key=key, words=words: self.failed.emit(key, words))  # type: ignore[misc]
            else:
                self._send(lambda made=made: self.drawn.emit(made))  # type: ignore[misc]

    def _send(self, send: Callable[[], None]) -> None:
        with self._news:
            stopped = self._stopped
        if not stopped:
            send()


class MapPictures(QObject):
    """Makes pictures of one size. `ready` is sent with the key, the picture and the map that was read; `failed` with a
    sentence. Call `stop` when the pictures are not wanted any more."""

    ready = Signal(object, QPixmap, object)
    failed = Signal(object, str)

    def __init__(self, size: QSize, ratio: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._size, self._ratio = size, ratio
        self._stopped = False
        self._thread = _Drawing()
        self._thread.drawn.connect(self._paint)
        self._thread.failed.connect(self._fail)

    def ask(self, key: object, journey: Callable[[], Journey], theme: Theme) -> None:
        """Wants the picture of the map that `journey` reads, which runs in a thread and may raise `FileProblem`."""
        self._thread.want(key, journey, theme)
        if not self._thread.isRunning():
            background.hold(self._thread, self._thread.stop)
            self._thread.start()

    def stop(self) -> None:
        """Nothing is sent any more."""
        self._stopped = True
        self._thread.stop()

    def _paint(self, made: _Drawn) -> None:
        # What the thread sent may still be on its way when it is stopped.
        if self._stopped:
            return
        size = self._size
        image = thumbnails.painted(made.drawing, made.journey, made.theme, size.width(), size.height(), self._ratio)
        self.ready.emit(made.key, QPixmap.fromImage(image), made.journey)

    def _fail(self, key: object, words: str) -> None:
        if not self._stopped:
            self.failed.emit(key, words)
