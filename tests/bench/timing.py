"""Medians of several runs, of ours and its floor in turn, so that both meet the same machine in the same state."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what, at how many cards, our median and the floor's, and the goal if there is one."""

    task: str
    cards: int
    ours: float
    floor: float | None
    unit: str = "ms"
    goal: float | None = None  #: upper bound in the row's unit
    goal_ratio: float | None = None  #: upper bound of ours / floor

    @property
    def ratio(self) -> float | None:
        return self.ours / self.floor if self.floor else None

    @property
    def holds(self) -> bool | None:
        """Whether the goal is met; None where the row has none."""
        if self.goal is None and self.goal_ratio is None:
            return None
        good = self.goal is None or self.ours <= self.goal
        return good and (self.goal_ratio is None or self.ratio is None or self.ratio <= self.goal_ratio)


def clock(task: Callable[[], object]) -> float:
    """Wall time of one call, in ms."""
    start = time.perf_counter()
    task()
    return (time.perf_counter() - start) * 1000


def in_turn(ours: Callable[[], object], floor: Callable[[], object] | None, runs: int) -> tuple[float, float | None]:
    """Medians of `runs` calls of each, interleaved; one call of each beforehand is not counted."""
    ours()
    if floor is None:
        return statistics.median(clock(ours) for _ in range(runs)), None
    floor()
    pairs = [(clock(ours), clock(floor)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
