"""Dot votes on the canvas: while they are on, every card in view bears a spot; clicks on it go in, votes come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.marks import Mark, Spots
from cjm_desktop.editing.votes import count_votes, vote
from cjm_desktop.geometry import Point, Rect

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

#: The side of a spot in layout units, and how far it hangs over the card's corner: the first one, because votes make
#: cards higher, and a spot must stay under the finger.
_SIDE, _OVER = 15.0, 4.0


class Voting(QObject):
    """Whether people vote on one canvas, and how many votes each of them has. None of it belongs to the map."""

    changed = Signal()

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._on = False
        self._each = 0
        self._base = 0

    @property
    def is_on(self) -> bool:
        return self._on

    def set_on(self, on: bool) -> None:
        """Show the spots, or no longer."""
        if on != self._on:
            self._on = on
            self.next_person()
            self._view.refresh_marks()

    @property
    def each(self) -> int:
        """How many votes a person has; 0 is as many as one likes."""
        return self._each

    def set_each(self, count: int) -> None:
        """Give each person so many votes; 0 is as many as one likes."""
        self._each = count
        self.changed.emit()

    def next_person(self) -> None:
        """Somebody else votes, and has all votes to give."""
        self._base = count_votes(self._view.session.journey)
        self.changed.emit()

    @property
    def left(self) -> int | None:
        """How many votes the person has left; None where there is no limit."""
        if not self._each:
            return None
        return max(0, self._each - (count_votes(self._view.session.journey) - self._base))

    def vote(self, ids: Sequence[str], by: int = 1) -> bool:
        """A vote for each of the cards, or one back; whether anything changed. It is one step a card and go."""
        journey, left = self._view.session.journey, self.left
        if self._on and left is not None and by > 0 and by * len(ids) > left:
            self._view.status_message.emit(QCoreApplication.translate("canvas", "There are not so many votes left."))
            return False
        return self._view.apply(Edit("Vote" if by > 0 else "Take vote back", vote(journey, ids, by)))

    def press(self, point: Point, *, back: bool) -> bool:
        """A click at a point of the map: a vote for the card whose spot is there, or one `back`; whether there is one."""
        if not self._on:
            return False
        for spot, id_ in self._spots(Rect(point.x, point.y, 0, 0).grown(_SIDE)):
            if spot.contains(point):
                self.vote([id_], -1 if back else 1)
                return True
        return False

    def has_spot_at(self, point: Point) -> bool:
        """Whether a click at a point of the map would be a vote."""
        return self._on and any(
            spot.contains(point) for spot, _ in self._spots(Rect(point.x, point.y, 0, 0).grown(_SIDE))
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The spots of the cards in view."""
        if not self._on:
            return ()
        cards, shown = self._view.session.journey.cards, self._view.visible_rect()
        spots = tuple((spot, cards[id_].votes) for spot, id_ in self._spots(shown))
        return (Spots(shown, spots),) if spots else ()

    def _spots(self, within: Rect) -> list[tuple[Rect, str]]:
        """The spots of the cards that reach into a rectangle of the map."""
        found = []
        for lane in self._view.sheet.layout.lanes:
            if lane.y - _OVER > within.bottom or lane.y + lane.box.height < within.y:
                continue
            for box in lane.box.cards:
                spot = Rect(box.rect.x - _OVER, lane.y + box.rect.y - _OVER, _SIDE, _SIDE)
                if spot.intersects(within):
                    found.append((spot, box.card.id))
        return found
