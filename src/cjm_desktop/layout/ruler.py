"""Stages with starts and durations in, a slim ruler of time over their columns out; nothing where no two times are known."""

from __future__ import annotations

from collections.abc import Sequence

from cjm_desktop.layout.boxes import PlacedText, RulerBox
from cjm_desktop.layout.columns import Columns
from cjm_desktop.layout.durations import minutes, spoken
from cjm_desktop.layout.speech import ENGLISH, Speech
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import Stage
from cjm_desktop.text.lines import TextSetter

TICK = 4.0  #: how far a tick rises from the line
_LEFT = 4.0  #: from a tick to its text
_APART = 8.0  #: between two texts of one column


class RulerSetter:
    """Lays out rulers."""

    def __init__(self, setter: TextSetter, styles: Styles, said: Speech = ENGLISH) -> None:
        self._setter = setter
        self._styles = styles
        self._said = said

    def box(self, stages: Sequence[Stage], columns: Columns, top: float) -> RulerBox | None:
        """The ruler beneath `top`; None where fewer than two points in time are known."""
        times = self.times(stages)
        if sum(bool(time) for time in times) < 2:
            return None
        right = columns.rights[-1]
        blocks = [
            self._setter.block(time, self._styles.time, columns.rights[n] - columns.lefts[n] - _LEFT)
            for n, time in enumerate(times[:-1])
        ]
        end = times[-1]
        if end:
            # Flush right in the last column, where it has room beside the last start.
            room = columns.rights[-1] - columns.lefts[-1] - 2 * _LEFT - blocks[-1].width - _APART
            block = self._setter.block(end, self._styles.time, max(8.0, room))
            if len(block.lines) == 1 and block.width <= room:
                blocks.append(block)
            else:
                times = times[:-1]
        y = top + max(block.height for block, time in zip(blocks, times, strict=False) if time) + 1.5
        marks = []
        for n, (block, time) in enumerate(zip(blocks, times, strict=False)):
            if time:
                x = columns.lefts[n] + _LEFT if n < len(columns.ids) else right - _LEFT - block.width
                marks.append(PlacedText(block, x, y - 1.5 - block.height, block.width))
        return RulerBox(y, columns.lefts[0], right, (*columns.lefts, right), tuple(marks))

    def times(self, stages: Sequence[Stage]) -> list[str]:
        """The point in time at which each stage begins, and at which the last ends; empty where that is not known.

        It is what the user wrote, else how long the stages before it take, counted from the last known one.
        """
        found: list[str] = []
        at: tuple[float, float] | None = (0.0, 0.0)
        counted = any(minutes(stage.duration) for stage in stages[:1]) and not any(
            stage.start.strip() for stage in stages
        )
        for stage in stages:
            start = stage.start.strip()
            found.append(start or (self._spoken(at) if counted and at is not None else ""))
            span = minutes(stage.duration)
            at = None if at is None or span is None else (at[0] + span[0], at[1] + span[1])
        found.append(self._spoken(at) if counted and at is not None else "")
        return found

    def _spoken(self, at: tuple[float, float]) -> str:
        return spoken(at, self._said) if at[1] else "0"
