"""Stages and their columns in, the band of chevrons with names, durations and sub-stages out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjm_desktop.geometry import Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import PlacedText, StageBox
from cjm_desktop.layout.columns import Columns
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import Stage
from cjm_desktop.text.lines import TextBlock, TextSetter
from cjm_desktop.theme import Spacing

_PAD = 6.5  #: above and beneath the text
_TEXT_LEFT = 8.0  #: from the notch to the text
_SUB_GAP = 4.0


@dataclass(frozen=True, slots=True)
class _Set:
    name: TextBlock
    duration: TextBlock | None
    subs: tuple[TextBlock, ...]

    @property
    def height(self) -> float:
        return self.name.height + (self.duration.height if self.duration else 0.0)


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
        sub_height = max((block.height + 5.0 for text in texts for block in text.subs), default=0.0)
        total = height + (sub_height + _SUB_GAP if sub_height else 0.0)
        boxes = tuple(
            self._box(stage, n, text, columns, top, height, sub_height, total, n / max(1, len(stages) - 1))
            for n, (stage, text) in enumerate(zip(stages, texts, strict=True))
        )
        return boxes, total

    def _room(self, columns: Columns, n: int) -> float:
        width = columns.rights[n] - columns.lefts[n]
        return max(8.0, width - 2 * self._space.chevron - _TEXT_LEFT)

    def _texts(self, stage: Stage, columns: Columns, n: int) -> _Set:
        room = self._room(columns, n)
        when = " · ".join(part for part in (stage.start.strip(), stage.duration.strip()) if part)
        subs: tuple[TextBlock, ...] = ()
        if stage.sub_stages:
            wide = self._sub_width(stage, columns, n) - 6.0
            subs = tuple(
                self._setter.block(sub.name or "–", self._styles.sub_stage, max(8.0, wide)) for sub in stage.sub_stages
            )
        return _Set(
            self._setter.block(stage.name or words.UNTITLED_STAGE, self._styles.stage, room),
            self._setter.block(when, self._styles.duration, room) if when else None,
            subs,
        )

    def _sub_width(self, stage: Stage, columns: Columns, n: int) -> float:
        count = len(stage.sub_stages)
        return (columns.card_width(n, n) - (count - 1) * 3.0) / count

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
        subs = []
        if text.subs:
            wide = self._sub_width(stage, columns, n)
            for k, block in enumerate(text.subs):
                rect = Rect(left + k * (wide + 3.0), top + height + _SUB_GAP, wide, sub_height)
                centred = rect.y + (sub_height - block.height) / 2
                subs.append((rect, PlacedText(block, rect.x + (wide - block.width) / 2, centred, block.width)))
        return StageBox(
            stage,
            n,
            Rect(left, top, width, height),
            Rect(left, top, width, total),
            share,
            PlacedText(text.name, x, y, room),
            duration,
            tuple(subs),
        )
