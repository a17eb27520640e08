"""A watchdog: seconds of the processor's time go in; what takes longer inside of the block is broken off with `TooLongError`."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLongError(BaseException):
    """The work took longer than was allowed; not an Exception, so that nothing on the way takes it for one of its own."""


class Watch:
    """How long the work took, in seconds of the processor."""

    seconds = 0.0


@contextmanager
def within(seconds: float) -> Iterator[Watch]:
    """Breaks off what takes longer. Only the work of this process counts, not what else the machine does meanwhile.

    On a system without such a timer the time is looked at when the work is done.
    """
    watch = Watch()

    def bite(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError(f"still at it after {seconds:g} s")

    timed = hasattr(signal, "setitimer")
    before = signal.signal(signal.SIGPROF, bite) if timed else None
    start = time.process_time()
    try:
        if timed:
            signal.setitimer(signal.ITIMER_PROF, seconds)
        yield watch
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
        watch.seconds = time.process_time() - start
    if watch.seconds > seconds:
        raise TooLongError(f"took {watch.seconds:.1f} s")
