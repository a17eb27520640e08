"""Stages in, where each column of the map stands out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from cjm_desktop.model.records import Stage
from cjm_desktop.theme import Spacing

#: The least width of the body, so that an empty map has a place to drop things on and a title room to stand.
BODY_MIN = 3.0
#: Between the lanes' labels and the first column.
LABEL_GAP = 9.0


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns from left to right: `lefts` and `rights` of each stage, and the body that holds them all.

    Cards keep `inset` free at a column's right, so that the gaps between them hold arrows.
    """

    ids: tuple[str, ...]
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    body_left: float
    body_right: float
    inset: float
    index: dict[str, int] = field(compare=False, repr=False)

    def card_width(self, first: int, last: int) -> float:
        return self.rights[last] - self.inset - self.lefts[first]

    def nearest(self, x: float) -> int | None:
        """The column at x, the middle of a gutter deciding; None where there are no stages."""
        if not self.ids:
            return None
        edges = [(right + left) / 2 for right, left in zip(self.rights, self.lefts[1:], strict=False)]
        return bisect_right(edges, x)

    def gutters(self) -> tuple[float, ...]:
        """The middle of the free strip left of each column, and that right of the last one."""
        if not self.ids:
            return ()
        strip = self.inset
        inner = ((right - strip + left) / 2 for right, left in zip(self.rights, self.lefts[1:], strict=False))
        return (self.lefts[0] - LABEL_GAP / 2, *inner, self.rights[-1] + 1.0)


def columns_of(stages: Iterable[Stage], space: Spacing) -> Columns:
    """The columns of the stages in their order."""
    body_left = x = space.margin + space.lane_label_width + LABEL_GAP
    ids: list[str] = []
    lefts: list[float] = []
    rights: list[float] = []
    for stage in stages:
        ids.append(stage.id)
        lefts.append(x)
        x += stage.width or space.stage_width
        rights.append(x)
        x += space.gutter
    body_right = max(rights[-1] if rights else 0.0, body_left + BODY_MIN * space.stage_width)
    index = {id_: n for n, id_ in enumerate(ids)}
    return Columns(tuple(ids), tuple(lefts), tuple(rights), body_left, body_right, space.chevron / 2, index)
