"""Stages and their columns in, the band of chevrons with names, durations and sub-stages out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjm_desktop.geometry import Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import PlacedText, StageBox
from cjm_desktop.layout.columns import Columns
from cjm_desktop.layout.fit import breaks_word, fitted
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import Stage
from cjm_desktop.text.lines import TextBlock, TextSetter
from cjm_desktop.theme import Spacing

_PAD = 6.5  #: above and beneath the text
_TEXT_LEFT = 8.0  #: from the notch to the text
_SUB_GAP = 4.0  #: between the chevrons and the sub-stages
_SUB_ROW = 3.0  #: between sub-stages
_SUB_PAD = 5.0  #: above and beneath a sub-stage's text together


@dataclass(frozen=True, slots=True)
class _Set:
    """A stage's texts. `stacked` sub-stages stand beneath each other, because beside each other their words would break."""

    name: TextBlock
    duration: TextBlock | None
    subs: tuple[TextBlock, ...]
    stacked: bool = False

    @property
    def height(self) -> float:
        return self.name.height + (self.duration.height if self.duration else 0.0)

    @property
    def sub_height(self) -> float:
        if not self.subs:
            return 0.0
        heights = [block.height + _SUB_PAD for block in self.subs]
        return sum(heights) + (len(heights) - 1) * _SUB_ROW if self.stacked else max(heights)


class StageSetter:
    """Lays out the band of stages."""

    def __init__(self, setter: TextSetter, styles: Styles, space: Spacing) -> None:
        self._setter = setter
        self._styles = styles
        self._space = space

    def boxes(self, stages: Sequence[Stage], columns: Columns, top: float) -> tuple[tuple[StageBox, ...], float]:
        """The stages' boxes, all chevrons equally high, columns ending with the band; and the band's height."""
        texts = [self._texts(stage, columns, n) for n, stage in enumerate(stages)]
        height = max([self._space.stage_height, *(text.height + 2 * _PAD for text in texts)])
        sub_height = max((text.sub_height for text in texts), default=0.0)
        total = height + (sub_height + _SUB_GAP if sub_height else 0.0)
        boxes = tuple(
            self._box(stage, n, text, columns, top, height, sub_height, total, n / max(1, len(stages) - 1))
            for n, (stage, text) in enumerate(zip(stages, texts, strict=True))
        )
        return boxes, total

    def _room(self, columns: Columns, n: int) -> float:
        width = columns.rights[n] - columns.lefts[n]
        return max(8.0, width - 2 * self._space.chevron - _TEXT_LEFT - 3.0)

    def _texts(self, stage: Stage, columns: Columns, n: int) -> _Set:
        room = self._room(columns, n)
        when = " · ".join(part for part in (stage.start.strip(), stage.duration.strip()) if part)
        subs, stacked = self._subs(stage, columns, n) if stage.sub_stages else ((), False)
        return _Set(
            fitted(self._setter, stage.name or words.UNTITLED_STAGE, self._styles.stage, room),
            self._setter.block(when, self._styles.duration, room) if when else None,
            subs,
            stacked,
        )

    def _subs(self, stage: Stage, columns: Columns, n: int) -> tuple[tuple[TextBlock, ...], bool]:
        """The sub-stages' names, and whether they have to be stacked."""
        room = columns.card_width(n, n)
        count = len(stage.sub_stages)

        def blocks(width: float) -> tuple[TextBlock, ...]:
            width = max(8.0, width - 6.0)
            return tuple(self._setter.block(sub.name or "–", self._styles.sub_stage, width) for sub in stage.sub_stages)

        beside = blocks((room - (count - 1) * _SUB_ROW) / count)
        if count == 1 or not any(breaks_word(block) for block in beside):
            return beside, False
        return blocks(room), True

    def _sub_boxes(
        self, text: _Set, columns: Columns, n: int, top: float, height: float
    ) -> tuple[tuple[Rect, PlacedText], ...]:
        """The sub-stages' fields, filling the band."""
        left, room, count = columns.lefts[n], columns.card_width(n, n), len(text.subs)
        found = []
        spare = (height - text.sub_height) / max(1, count) if text.stacked else 0.0
        wide = room if text.stacked else (room - (count - 1) * _SUB_ROW) / max(1, count)
        x, y = left, top
        for block in text.subs:
            tall = block.height + _SUB_PAD + spare if text.stacked else height
            placed = PlacedText(block, x + (wide - block.width) / 2, y + (tall - block.height) / 2, block.width)
            found.append((Rect(x, y, wide, tall), placed))
            if text.stacked:
                y += tall + _SUB_ROW
            else:
                x += wide + _SUB_ROW
        return tuple(found)

    def _box(
        self,
        stage: Stage,
        n: int,
        text: _Set,
        columns: Columns,
        top: float,
        height: float,
        sub_height: float,
        total: float,
        share: float,
    ) -> StageBox:
        left, width = columns.lefts[n], columns.rights[n] - columns.lefts[n]
        room = self._room(columns, n)
        x = left + self._space.chevron + _TEXT_LEFT
        y = top + (height - text.height) / 2
        duration = None
        if text.duration is not None:
            duration = PlacedText(text.duration, x, y + text.name.height, room)
        return StageBox(
            stage,
            n,
            Rect(left, top, width, height),
            Rect(left, top, width, total),
            share,
            PlacedText(text.name, x, y, room),
            duration,
            self._sub_boxes(text, columns, n, top + height + _SUB_GAP, sub_height),
        )
