"""Moving cards: cards and the pointer go in; the cells and place where they would land come out, and one edit.

With Ctrl held, copies of them land there and the cards themselves stay.

Cards of one cell land together where the pointer is. Cards of several cells keep their places to each other: each goes
as many stages and lanes further as the one that was taken hold of, as far as the map has room for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.gestures.copying import copy_sign, held_cursor
from cjm_desktop.canvas.marks import Frame, FrameKind, Ghost, Insertion, Mark
from cjm_desktop.canvas.placing import holds_cards
from cjm_desktop.canvas.selection import cell_rect
from cjm_desktop.canvas.words import counted
from cjm_desktop.editing import cards
from cjm_desktop.editing.clipboard import duplicate
from cjm_desktop.geometry import Point
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.dropping import CardInsertion, Cell, card_insertion
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey

#: No more ghosts than this follow the pointer: of hundreds of cards one sees a heap in any case.
_MOST_GHOSTS = 60


class MoveCards:
    """Drag cards (one or several, taken hold of at `start`) to other cells, in front of a card or behind the last."""

    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, ids: Sequence[str], start: Point) -> None:
        self._journey, self._layout, self._ids, self._start = journey, layout, tuple(ids), start
        self._copies = False
        rects = {id_: rect for id_ in ids if (rect := rect_of(layout, id_)) is not None}
        self._rects = tuple(rects.values())[:_MOST_GHOSTS]
        self._at = start
        self._place: CardInsertion | None = None
        self._landings: dict[str, Cell] = {}
        self._lanes = [lane.box.lane.id for lane in layout.lanes if holds_cards(lane.box.lane)]
        self._stages = [box.stage.id for box in layout.stages]
        self._homes = self._found_homes()
        self._held = next((id_ for id_ in self._homes if id_ in rects and rects[id_].contains(start)), None)

    @property
    def cursor(self) -> Qt.CursorShape:
        return held_cursor(copies=self._copies)

    @property
    def ids(self) -> tuple[str, ...]:
        """The cards that are dragged."""
        return self._ids

    @property
    def lands(self) -> bool:
        """Whether the cards would land somewhere if the button were released now."""
        return self._place is not None

    @property
    def marks(self) -> tuple[Mark, ...]:
        dx, dy = self._at.x - self._start.x, self._at.y - self._start.y
        found: list[Mark] = [] if self._copies else [Frame(rect, FrameKind.LIFTED) for rect in self._rects]
        found.extend(Ghost(rect, dx, dy) for rect in self._rects)
        # On top of the ghosts, which would hide them.
        if self._place is not None:
            cells = (
                cell_rect(self._layout, cell) for cell in list(dict.fromkeys(self._landings.values()))[:_MOST_GHOSTS]
            )
            found.extend(Frame(cell, FrameKind.LANDING) for cell in cells if cell is not None)
            found.append(Insertion(self._place.marker))
        if self._copies:
            found.append(copy_sign(self._at, len(self._ids)))
        return tuple(found)

    def move(self, point: Point, modifiers: Modifiers) -> None:
        self._at, self._copies = point, modifiers.ctrl
        before, self._place = self._place, card_insertion(self._layout, point)
        if self._place is not None:
            pointed = Cell(self._place.lane, self._place.stage)
            if before is None or pointed != Cell(before.lane, before.stage):
                self._landings = self._landings_at(pointed)

    def finish(self) -> Edit | None:
        if self._place is None:
            return None
        place, pointed = self._place, Cell(self._place.lane, self._place.stage)
        elsewhere = {id_: (cell.lane, cell.stage) for id_, cell in self._landings.items() if cell != pointed}
        here = [id_ for id_ in self._landings if id_ not in elsewhere]
        if self._copies:
            copy = duplicate(self._journey, self._landings)
            made = [copy.made[id_] for id_ in here]
            after = cards.spread_cards(copy.journey, {copy.made[id_]: cell for id_, cell in elsewhere.items()})
            after = cards.move_cards(after, made, place.lane, place.stage, place.before)
            after = cards.update_cards(after, made, **place.fields) if place.takes else after
            return Edit(f"Duplicate {counted(self._journey, self._ids)}", after, copy.ids)
        after = cards.spread_cards(self._journey, elsewhere)
        after = cards.move_cards(after, here, place.lane, place.stage, place.before)
        after = cards.update_cards(after, here, **place.fields) if place.takes else after
        return Edit(f"Move {counted(self._journey, self._ids)}", after, self._ids)

    def cancel(self) -> None:
        self._place = None

    def _landings_at(self, pointed: Cell) -> dict[str, Cell]:
        """The cell in which each card lands when the one that is held is let go in `pointed`."""
        homes = self._homes
        if self._held is None or len(set(homes.values())) < 2 or pointed.lane not in self._lanes:
            return dict.fromkeys(self._ids, pointed)
        row, column = homes[self._held]
        down = _held_within(self._lanes.index(pointed.lane) - row, [home[0] for home in homes.values()], self._lanes)
        along = _held_within(
            self._stages.index(pointed.stage) - column, [home[1] for home in homes.values()], self._stages
        )
        return {
            id_: Cell(self._lanes[row + down], self._stages[column + along]) for id_, (row, column) in homes.items()
        }

    def _found_homes(self) -> dict[str, tuple[int, int]]:
        """The lane and stage of each card that stands where cards can, counted over those lanes and stages."""
        rows = {id_: n for n, id_ in enumerate(self._lanes)}
        columns = {id_: n for n, id_ in enumerate(self._stages)}
        found = ((id_, self._journey.cards[id_]) for id_ in self._ids)
        return {
            id_: (rows[card.lane], columns[card.stage])
            for id_, card in found
            if card.lane in rows and card.stage in columns
        }


def _held_within(shift: int, places: Sequence[int], room: Sequence[str]) -> int:
    """The shift, made smaller until all places stay within the room."""
    return max(-min(places), min(len(room) - 1 - max(places), shift))
