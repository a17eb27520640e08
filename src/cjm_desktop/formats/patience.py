"""Long work asks now and then whether anybody still waits for it: who does goes in, the work goes on or is given up.

Whoever waits opens `while_wanted` in the thread of the work; what takes long calls `go_on` in its loops. Where nobody has
opened it, `go_on` costs a look-up and does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class GivenUpError(Exception):
    """Nobody waits any more for what was being made."""


_wanted: ContextVar[Callable[[], bool] | None] = ContextVar("wanted", default=None)


@contextmanager
def while_wanted(wanted: Callable[[], bool]) -> Iterator[None]:
    """Inside of the block, in this thread, `go_on` raises `GivenUpError` once `wanted` says False."""
    token = _wanted.set(wanted)
    try:
        yield
    finally:
        _wanted.reset(token)


def go_on() -> None:
    """Raises `GivenUpError` where nobody waits any more."""
    wanted = _wanted.get()
    if wanted is not None and not wanted():
        raise GivenUpError
