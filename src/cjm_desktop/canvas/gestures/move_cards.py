"""Moving cards: cards and the pointer go in; the cells and place where they would land come out, and one edit.

Cards of one cell land together where the pointer is. Cards of several cells keep their places to each other: each goes
as many stages and lanes further as the one that was taken hold of, as far as the map has room for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.marks import Frame, FrameKind, Ghost, Insertion, Mark
from cjm_desktop.canvas.placing import holds_cards
from cjm_desktop.canvas.selection import cell_rect
from cjm_desktop.canvas.words import counted
from cjm_desktop.editing import cards
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.hit import CardInsertion, Cell, card_insertion, rect_of
from cjm_desktop.model.journey import Journey

#: No more ghosts than this follow the pointer: of hundreds of cards one sees a heap in any case.
_MOST_GHOSTS = 60


class MoveCards:
    """Drag cards (one or several, taken hold of at `start`) to other cells, in front of a card or behind the last."""

    cursor = Qt.CursorShape.ClosedHandCursor
    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, ids: Sequence[str], start: Point) -> None:
        self._journey, self._layout, self._ids, self._start = journey, layout, tuple(ids), start
        self._rects: tuple[Rect, ...] = tuple(rect for id_ in ids if (rect := rect_of(layout, id_)) is not None)
        self._at = start
        self._place: CardInsertion | None = None
        self._lanes = [lane.box.lane.id for lane in layout.lanes if holds_cards(lane.box.lane)]
        self._stages = [box.stage.id for box in layout.stages]
        homes = {id_: self._home(id_) for id_ in self._ids}
        self._homes = {id_: home for id_, home in homes.items() if home is not None}
        self._held = next((id_ for id_ in self._homes if _contains(rect_of(layout, id_), start)), None)

    @property
    def marks(self) -> tuple[Mark, ...]:
        dx, dy = self._at.x - self._start.x, self._at.y - self._start.y
        found: list[Mark] = [Frame(rect, FrameKind.LIFTED) for rect in self._rects[:_MOST_GHOSTS]]
        found.extend(Ghost(rect, dx, dy) for rect in self._rects[:_MOST_GHOSTS])
        # On top of the ghosts, which would hide them.
        if self._place is not None:
            cells = (cell_rect(self._layout, cell) for cell in list(self._landings())[:_MOST_GHOSTS])
            found.extend(Frame(cell, FrameKind.LANDING) for cell in cells if cell is not None)
            found.append(Insertion(self._place.marker))
        return tuple(found)

    def move(self, point: Point, _modifiers: Modifiers) -> None:
        self._at = point
        self._place = card_insertion(self._layout, point)

    def finish(self) -> Edit | None:
        if self._place is None:
            return None
        after, pointed = self._journey, Cell(self._place.lane, self._place.stage)
        for cell, ids in self._landings().items():
            before = self._place.before if cell == pointed else None
            after = cards.move_cards(after, ids, cell.lane, cell.stage, before)
        return Edit(f"Move {counted(self._journey, self._ids)}", after, self._ids)

    def cancel(self) -> None:
        self._place = None

    def _landings(self) -> dict[Cell, tuple[str, ...]]:
        """Which cards land in which cell."""
        assert self._place is not None
        pointed = Cell(self._place.lane, self._place.stage)
        if self._held is None or len(set(self._homes.values())) < 2 or pointed.lane not in self._lanes:
            return {pointed: self._ids}
        row, column = self._homes[self._held]
        down = _held_within(
            self._lanes.index(pointed.lane) - row, [home[0] for home in self._homes.values()], self._lanes
        )
        along = _held_within(
            self._stages.index(pointed.stage) - column, [home[1] for home in self._homes.values()], self._stages
        )
        found: dict[Cell, tuple[str, ...]] = {}
        for id_, (row, column) in self._homes.items():
            cell = Cell(self._lanes[row + down], self._stages[column + along])
            found[cell] = (*found.get(cell, ()), id_)
        return found

    def _home(self, id_: str) -> tuple[int, int] | None:
        """The lane and stage of a card, counted over those that can take cards; None where it stands elsewhere."""
        card = self._journey.cards[id_]
        if card.lane not in self._lanes or card.stage not in self._stages:
            return None
        return self._lanes.index(card.lane), self._stages.index(card.stage)


def _contains(rect: Rect | None, point: Point) -> bool:
    return rect is not None and rect.contains(point)


def _held_within(shift: int, places: Sequence[int], room: Sequence[str]) -> int:
    """The shift, made smaller until all places stay within the room."""
    return max(-min(places), min(len(room) - 1 - max(places), shift))
