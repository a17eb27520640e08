"""Moving cards: cards and the pointer go in; the cell and place where they would land come out, and one edit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.marks import Frame, FrameKind, Ghost, Insertion, Mark
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
    """Drag cards (one or several, taken hold of at `start`) into a cell, in front of a card or behind the last."""

    cursor = Qt.CursorShape.ClosedHandCursor
    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, ids: Sequence[str], start: Point) -> None:
        self._journey, self._layout, self._ids, self._start = journey, layout, tuple(ids), start
        self._rects: tuple[Rect, ...] = tuple(rect for id_ in ids if (rect := rect_of(layout, id_)) is not None)
        self._at = start
        self._place: CardInsertion | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        dx, dy = self._at.x - self._start.x, self._at.y - self._start.y
        found: list[Mark] = [Frame(rect, FrameKind.LIFTED) for rect in self._rects[:_MOST_GHOSTS]]
        found.extend(Ghost(rect, dx, dy) for rect in self._rects[:_MOST_GHOSTS])
        # On top of the ghosts, which would hide them.
        if self._place is not None:
            cell = cell_rect(self._layout, Cell(self._place.lane, self._place.stage))
            if cell is not None:
                found.append(Frame(cell, FrameKind.LANDING))
            found.append(Insertion(self._place.marker))
        return tuple(found)

    def move(self, point: Point, _modifiers: Modifiers) -> None:
        self._at = point
        self._place = card_insertion(self._layout, point)

    def finish(self) -> Edit | None:
        if self._place is None:
            return None
        after = cards.move_cards(self._journey, self._ids, self._place.lane, self._place.stage, self._place.before)
        return Edit(f"Move {counted(self._journey, self._ids)}", after, self._ids)

    def cancel(self) -> None:
        self._place = None
