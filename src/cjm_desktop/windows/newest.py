"""Work beside the event loop of which only the newest counts: what is to be made goes in, it comes out, or why it cannot be.

Whoever corrects something asks again and again: the work on an earlier question is given up where it can be
(`formats.patience`), and what was made for one is never sent.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.patience import GivenUpError, while_wanted
from cjm_desktop.windows import background

#: After so many milliseconds the user is told that something is being made.
LATE = 500

_log = logging.getLogger("cjm_desktop")


@guarded
class _Thread(QThread):
    """Start it with `start()` and hold it (`background.hold`); it ends after `stop()`."""

    ended = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._news = threading.Condition()
        self._number = 0
        self._wish: Callable[[], object] | None = None
        self._stopped = False

    def want(self, number: int, call: Callable[[], object]) -> None:
        with self._news:
            self._number, self._wish = number, call
            self._news.notify()

    def stop(self) -> None:
        with self._news:
            self._stopped, self._wish = True, None
            self._news.notify()

    def run(self) -> None:
        while True:
            with self._news:
                while not (self._stopped or self._wish):
                    self._news.wait()
                if self._stopped:
                    return
                number, call = self._number, self._wish
                self._wish = None
            assert call is not None
            made: object
            try:
                with while_wanted(lambda number=number: not self._stopped and number == self._number):  # type: ignore[misc]
                    made = call()
            except GivenUpError:
                continue
            except FileProblem as problem:
                made = problem
            except MemoryError:
                made = FileProblem(self.tr("This computer's memory is too small for it."))
            except Exception as error:
                # A thread's error would otherwise end unseen, and what was asked for be waited for for ever.
                _log.exception("work in the background")
                made = FileProblem(self.tr("The program made a mistake: {error}").format(error=error))
            # What was made may be large: nothing of it stays behind while nothing is asked for.
            del call
            self.ended.emit(number, made)
            del made


class Newest(QObject):
    """`made` brings what the newest question asked for, `failed` the `FileProblem` that it ended in.

    `late` is sent where it takes longer than half a second. Call `stop` when nothing is wanted any more.
    """

    made = Signal(object)
    failed = Signal(object)
    late = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._busy = self._over = False
        self._thread = _Thread()
        self._thread.ended.connect(self._take)
        self._late = QTimer(self, singleShot=True, interval=LATE)
        self._late.timeout.connect(self.late)

    @property
    def is_busy(self) -> bool:
        """Whether something is still being made."""
        return self._busy

    @property
    def is_running(self) -> bool:
        """Whether there is still a thread."""
        return self._thread.isRunning()

    def ask(self, call: Callable[[], object]) -> None:
        """Wants what the call gives, which runs in a thread and may raise `FileProblem`; nothing else any more."""
        if self._over:
            return
        self._number += 1
        if not self._busy:
            self._late.start()
        self._busy = True
        self._thread.want(self._number, call)
        if not self._thread.isRunning():
            background.hold(self._thread, self._thread.stop)
            self._thread.start()

    def stop(self) -> None:
        """Nothing is made and nothing sent any more; the thread ends by itself."""
        self._over, self._busy = True, False
        self._late.stop()
        self._thread.stop()

    def _take(self, number: int, made: object) -> None:
        # What the thread sent may still be on its way when something else is asked for.
        if self._over or number != self._number:
            return
        self._busy = False
        self._late.stop()
        if isinstance(made, FileProblem):
            self.failed.emit(made)
        else:
            self.made.emit(made)
