"""Stages and their columns in, the band of chevrons with names, durations, goals and sub-stages out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjm_desktop.geometry import Rect
from cjm_desktop.layout import words
from cjm_desktop.layout.boxes import PlacedText, StageBox
from cjm_desktop.layout.columns import SUB_GAP, Columns
from cjm_desktop.layout.fit import breaks_word, fitted
from cjm_desktop.layout.speech import ENGLISH, Speech
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import Stage
from cjm_desktop.text.lines import TextBlock, TextSetter
from cjm_desktop.theme import Spacing

_PAD = 6.5  #: above and beneath the text
_TEXT_LEFT = 8.0  #: from the notch to the text
_SUB_GAP = 4.0  #: between the chevrons and the sub-stages
_SUB_ROW = 3.0  #: between sub-stages
_SUB_PAD = 5.0  #: above and beneath a sub-stage's text together
_GOAL_GAP = 4.0  #: between the chevrons and the goals
_GOAL_ROW = 1.5  #: between a stage's two goals
_GOAL_LEFT = 12.0  #: from the column's edge to a goal's text; its sign stands before it
_SIGN = 11.0  #: the sign that says whether the goals coincide


@dataclass(frozen=True, slots=True)
class _Set:
    """A stage's texts. `stacked` sub-stages stand beneath each other, because beside each other their words would break."""

    name: TextBlock
    duration: TextBlock | None
    subs: tuple[TextBlock, ...]
    stacked: bool = False
    goals: tuple[tuple[str, TextBlock], ...] = ()

    @property
    def goal_height(self) -> float:
        if not self.goals:
            return 0.0
        return sum(block.height for _, block in self.goals) + (len(self.goals) - 1) * _GOAL_ROW

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

    def __init__(self, setter: TextSetter, styles: Styles, space: Spacing, said: Speech = ENGLISH) -> None:
        self._setter = setter
        self._styles = styles
        self._space = space
        self._said = said

    def boxes(
        self, stages: Sequence[Stage], columns: Columns, top: float, *, ruled: bool = False
    ) -> tuple[tuple[StageBox, ...], float]:
        """The stages' boxes, all chevrons equally high, columns ending with the band; and the band's height.

        `ruled` says that a ruler tells when the stages start, so that they need not.
        """
        texts = [self._texts(stage, columns, n, ruled) for n, stage in enumerate(stages)]
        height = max([self._space.stage_height, *(text.height + 2 * _PAD for text in texts)])
        sub_height = max((text.sub_height for text in texts), default=0.0)
        goal_height = max((text.goal_height for text in texts), default=0.0)
        goals_top = height + _GOAL_GAP
        subs_top = (goals_top + goal_height if goal_height else height) + _SUB_GAP
        total = subs_top + sub_height if sub_height else goals_top + goal_height if goal_height else height
        bands = _Bands(top, height, goals_top, subs_top, sub_height, total)
        boxes = tuple(
            self._box(stage, n, text, columns, bands, n / max(1, len(stages) - 1))
            for n, (stage, text) in enumerate(zip(stages, texts, strict=True))
        )
        return boxes, total

    def _room(self, columns: Columns, n: int) -> float:
        width = columns.rights[n] - columns.lefts[n]
        return max(8.0, width - 2 * self._space.chevron - _TEXT_LEFT - 3.0)

    def _goals(self, stage: Stage, columns: Columns, n: int) -> tuple[tuple[str, TextBlock], ...]:
        """What the customer wants and what the business wants; beside the sign that compares them where there is one."""
        sign = _SIGN + 2.0 if _compares(stage) else 0.0
        room = max(8.0, columns.card_width(n, n) - _GOAL_LEFT - sign)
        goals = (("customer", stage.customer_goal.strip()), ("business", stage.business_goal.strip()))
        return tuple((what, self._setter.block(text, self._styles.goal, room)) for what, text in goals if text)

    def _texts(self, stage: Stage, columns: Columns, n: int, ruled: bool) -> _Set:
        room = self._room(columns, n)
        start = "" if ruled else stage.start.strip()
        when = " · ".join(part for part in (start, stage.duration.strip()) if part)
        subs, stacked = self._subs(stage, columns, n) if stage.sub_stages else ((), False)
        return _Set(
            fitted(self._setter, stage.name or self._said(words.UNTITLED_STAGE), self._styles.stage, room),
            self._setter.block(when, self._styles.duration, room) if when else None,
            subs,
            stacked,
            self._goals(stage, columns, n),
        )

    def _subs(self, stage: Stage, columns: Columns, n: int) -> tuple[tuple[TextBlock, ...], bool]:
        """The sub-stages' names, and whether they have to be stacked."""
        room = columns.card_width(n, n)
        count = len(stage.sub_stages)
        if columns.subs[n]:
            # Above the cards that stand in it, whatever becomes of its words.
            first = columns.starts[n]
            narrow = columns.slot_rights[first] - columns.slot_lefts[first] - 6.0
            return tuple(
                fitted(self._setter, sub.name or "–", self._styles.sub_stage, narrow) for sub in stage.sub_stages
            ), False

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
        gap = _SUB_ROW
        if columns.subs[n]:
            slot = columns.starts[n]
            wide = columns.slot_rights[slot] - columns.slot_lefts[slot]
            gap = SUB_GAP
        for block in text.subs:
            tall = block.height + _SUB_PAD + spare if text.stacked else height
            placed = PlacedText(block, x + (wide - block.width) / 2, y + (tall - block.height) / 2, block.width)
            found.append((Rect(x, y, wide, tall), placed))
            if text.stacked:
                y += tall + _SUB_ROW
            else:
                x += wide + gap
        return tuple(found)

    def _box(self, stage: Stage, n: int, text: _Set, columns: Columns, bands: _Bands, share: float) -> StageBox:
        left, width = columns.lefts[n], columns.rights[n] - columns.lefts[n]
        room = self._room(columns, n)
        x = left + self._space.chevron + _TEXT_LEFT
        y = bands.top + (bands.height - text.height) / 2
        duration = None
        if text.duration is not None:
            duration = PlacedText(text.duration, x, y + text.name.height, room)
        goals = []
        goal_y = bands.top + bands.goals
        for what, block in text.goals:
            goals.append((what, PlacedText(block, left + _GOAL_LEFT, goal_y, block.width)))
            goal_y += block.height + _GOAL_ROW
        agreement = None
        if len(goals) == 2 and _compares(stage):
            middle = (goals[0][1].rect.bottom + goals[1][1].y) / 2
            agreement = Rect(left + columns.card_width(n, n) - _SIGN, middle - _SIGN / 2, _SIGN, _SIGN)
        return StageBox(
            stage,
            n,
            Rect(left, bands.top, width, bands.height),
            Rect(left, bands.top, width, bands.total),
            share,
            PlacedText(text.name, x, y, room),
            duration,
            self._sub_boxes(text, columns, n, bands.top + bands.subs, bands.sub_height),
            tuple(goals),
            tuple(
                (sub, columns.slot_lefts[columns.starts[n] + k], columns.slot_rights[columns.starts[n] + k])
                for k, sub in enumerate(columns.subs[n])
            ),
            agreement,
        )


@dataclass(frozen=True, slots=True)
class _Bands:
    """Where the chevrons, the goals and the sub-stages stand: from `top` on, heights and places down from it."""

    top: float
    height: float
    goals: float
    subs: float
    sub_height: float
    total: float


def _compares(stage: Stage) -> bool:
    """Whether the stage says that its two goals coincide, or that they do not."""
    return stage.goals_coincide is not None and bool(stage.customer_goal.strip() and stage.business_goal.strip())
