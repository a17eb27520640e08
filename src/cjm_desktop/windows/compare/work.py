"""Work that takes a while, in a thread of its own: a function goes in, what it returns or why it failed comes out."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QThread, Signal

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.windows import background

_log = logging.getLogger("cjm_desktop")


@guarded
class Work(QThread):
    """`done` is sent with what the function returned, `failed` with a sentence."""

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, function: Callable[[], object]) -> None:
        super().__init__()
        self._function = function

    def begin(self) -> None:
        """Starts, and is held until it has ended, whatever its window does."""
        background.hold(self)
        self.start()

    def run(self) -> None:
        try:
            made = self._function()
        except FileProblem as problem:
            self.failed.emit(str(problem))
        except MemoryError:
            self.failed.emit(self.tr("There is not enough memory for this."))
        except Exception as error:
            # A thread's error would otherwise end unseen, and be waited for for ever.
            _log.exception("comparison")
            self.failed.emit(self.tr("The program made a mistake: {error}").format(error=error))
        else:
            self.done.emit(made)
