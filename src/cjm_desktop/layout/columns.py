"""Stages in, where each column of the map stands out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cjm_desktop.model.records import Card, Stage
from cjm_desktop.theme import Spacing

#: Between the lanes' labels and the first column.
LABEL_GAP = 9.0
#: Between the columns of a stage's sub-stages, so that an arrow fits.
SUB_GAP = 6.0
#: Narrower than this a sub-stage has no column of its own: its cards take the whole stage.
SUB_LEAST = 58.0
#: What a stage of several sub-stages has for each, where the user gave it no width.
SUB_WIDTH = 96.0


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns from left to right: `lefts` and `rights` of each stage, and the body that holds them all.

    Cards keep `inset` free at a column's right, so that the gaps between them hold arrows. A slot is the narrowest
    place of a card: a sub-stage that has a column of its own, else the whole stage. `slot_lefts` and `slot_rights` are
    the edges of cards there; `starts` is the first slot of each stage, and at its end the number of all slots.
    """

    ids: tuple[str, ...]
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    body_left: float
    body_right: float
    inset: float
    starts: tuple[int, ...]
    slot_lefts: tuple[float, ...]
    slot_rights: tuple[float, ...]
    subs: tuple[tuple[str, ...], ...]  #: of each stage the sub-stages that have columns of their own
    index: dict[str, int] = field(compare=False, repr=False)

    def card_width(self, first: int, last: int) -> float:
        return self.rights[last] - self.inset - self.lefts[first]

    def slots_of(self, card: Card) -> tuple[int, int] | None:
        """The first and the last slot of a card; None where its stage is not shown."""
        n = self.index.get(card.stage or "")
        if n is None:
            return None
        first, last = self.starts[n], self.starts[n + 1] - 1
        subs = self.subs[n]
        if subs and card.sub_stage in subs:
            first += subs.index(card.sub_stage)
            if card.span == 1:
                return first, first
        if card.span > 1:
            last = self.starts[min(len(self.ids), n + card.span)] - 1
        return first, last

    def strips(self) -> tuple[float, ...]:
        """The middle of the free strip left of each slot, and that right of the last one."""
        if not self.ids:
            return ()
        inner = ((right + left) / 2 for right, left in zip(self.slot_rights, self.slot_lefts[1:], strict=False))
        return (self.lefts[0] - LABEL_GAP / 2, *inner, self.rights[-1] + 1.0)


def columns_of(stages: Iterable[Stage], space: Spacing) -> Columns:
    """The columns of the stages in their order."""
    body_left = x = space.margin + space.lane_label_width + LABEL_GAP
    inset = space.chevron / 2
    ids: list[str] = []
    lefts: list[float] = []
    rights: list[float] = []
    starts = [0]
    slot_lefts: list[float] = []
    slot_rights: list[float] = []
    subs: list[tuple[str, ...]] = []
    for stage in stages:
        ids.append(stage.id)
        lefts.append(x)
        count = len(stage.sub_stages)
        width = stage.width or max(space.stage_width, count * SUB_WIDTH if count > 1 else 0.0)
        rights.append(x + width)
        narrow = (width - inset - (count - 1) * SUB_GAP) / count if count > 1 else 0.0
        if narrow >= SUB_LEAST:
            subs.append(tuple(sub.id for sub in stage.sub_stages))
            slot_lefts.extend(x + n * (narrow + SUB_GAP) for n in range(count))
            slot_rights.extend(x + n * (narrow + SUB_GAP) + narrow for n in range(count))
        else:
            subs.append(())
            slot_lefts.append(x)
            slot_rights.append(x + width - inset)
        starts.append(len(slot_lefts))
        x += width + space.gutter
    body_right = max(rights[-1] if rights else 0.0, body_left + space.body_least * space.stage_width)
    return Columns(
        tuple(ids),
        tuple(lefts),
        tuple(rights),
        body_left,
        body_right,
        inset,
        tuple(starts),
        tuple(slot_lefts),
        tuple(slot_rights),
        tuple(subs),
        {id_: n for n, id_ in enumerate(ids)},
    )
