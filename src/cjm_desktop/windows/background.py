"""Threads that outlive the window that wanted them: a thread goes in, and is held until it has ended.

Qt ends the process when a thread's object goes before the thread has ended, whatever its window was doing.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable

from PySide6.QtCore import QThread

_held: dict[QThread, Callable[[], None] | None] = {}


def hold(thread: QThread, hurry: Callable[[], None] | None = None) -> None:
    """Keeps the thread's object until the thread has ended. Call it when the thread is started.

    The program's end waits for the thread; `hurry` is called then, to let it end sooner.
    """
    for other in tuple(_held):
        if other.isFinished():
            del _held[other]
    _held[thread] = hurry


@atexit.register
def wait_for_all() -> None:
    """Waits until every thread that is held has ended."""
    for hurry in _held.values():
        if hurry is not None:
            hurry()
    for thread in _held:
        thread.wait()
    _held.clear()
