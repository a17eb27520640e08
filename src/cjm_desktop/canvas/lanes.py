"""Lanes under the hand: what the signs beside them show and do, and what a locked one refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.marks import Mark, Sign, SignKind
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.editing.locks import locked_lane, refused
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import PlacedLane
from cjm_desktop.model.records import Lane

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

#: The side of a sign, and how far its right edge stands from the lane's label; both in layout units.
_SIDE, _AWAY = 11.0, 1.5
#: In a lower lane there is no room for two signs beneath each other.
_TWO_HIGH = 30.0


def locked_words(label: str) -> str:
    """That a lane of this name is locked, in one sentence in the user's language."""
    text = QCoreApplication.translate("canvas", "The lane “{lane}” is locked.")
    return text.format(lane=" ".join(label.split()))


class Lanes:
    """The lanes of one canvas."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._near = ""

    # Locks

    def refuse(self, ids: Iterable[str]) -> bool:
        """Whether one of these things stands in a locked lane, or is one; the user is told then."""
        return self._tell(locked_lane(self._view.session.journey, ids))

    def refuse_edit(self, edit: Edit) -> bool:
        """Whether an edit would change a locked lane; the user is told then."""
        before = self._view.session.journey
        held = refused(before, edit.journey)
        if held is None and edit.select and list(before.lanes) != list(edit.journey.lanes):
            # The order tells not which lane was moved; what is selected after it does.
            held = locked_lane(before, (id_ for id_ in edit.select if id_ in before.lanes))
        return self._tell(held)

    def _tell(self, lane: Lane | None) -> bool:
        if lane is None:
            return False
        self._view.status_message.emit(locked_words(lane.label))
        return True

    # Signs

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The signs of lanes that are locked, collapsed, selected or pointed at."""
        return tuple(sign for placed in self._view.sheet.layout.lanes for sign, _ in self._signs(placed))

    def hover(self, point: Point | None) -> None:
        """The pointer is at a point of the map, or has left it: the lane beside it shows how it is collapsed."""
        near = self._beside(point) if point is not None else None
        id_ = "" if near is None else near.box.lane.id
        if id_ != self._near:
            self._near = id_
            self._view.refresh_marks()

    def has_sign_at(self, point: Point) -> bool:
        """Whether a click at a point of the map would meet a sign."""
        return self._sign_at(point) is not None

    def press(self, point: Point) -> bool:
        """Collapse, expand or unlock the lane whose sign stands at the point; whether there is one."""
        found = self._sign_at(point)
        if found is None:
            return False
        lane, kind = found
        if kind is SignKind.LOCKED:
            self._change(lane, "Unlock lane", locked=False)
        else:
            self.toggle(lane.id)
        return True

    def toggle(self, id_: str) -> None:
        """Collapse a lane, or expand it again."""
        lane = self._view.session.journey.lanes[id_]
        self._change(lane, "Expand lane" if lane.collapsed else "Collapse lane", collapsed=not lane.collapsed)

    def _change(self, lane: Lane, label: str, **fields: bool) -> None:
        self._view.apply(Edit(label, update_lane(self._view.session.journey, lane.id, **fields)))

    def _signs(self, placed: PlacedLane) -> Iterator[tuple[Sign, Lane]]:
        lane, label = placed.box.lane, placed.box.label_rect
        left = label.x - _AWAY - _SIDE
        first = placed.y + min(5.0, (placed.box.height - _SIDE) / 2)
        if lane.collapsed or lane.id == self._near or lane.id in self._view.selection:
            kind = SignKind.COLLAPSED if lane.collapsed else SignKind.OPEN
            yield Sign(Rect(left, first, _SIDE, _SIDE), kind), lane
        if lane.locked and placed.box.height >= _TWO_HIGH:
            yield Sign(Rect(left, first + _SIDE + 3.0, _SIDE, _SIDE), SignKind.LOCKED), lane
        elif lane.locked:
            yield Sign(Rect(label.right - _SIDE - 3.0, first, _SIDE, _SIDE), SignKind.LOCKED), lane

    def _sign_at(self, point: Point) -> tuple[Lane, SignKind] | None:
        near = self._beside(point)
        for sign, lane in self._signs(near) if near is not None else ():
            if sign.rect.grown(1.0).contains(point):
                return lane, sign.kind
        return None

    def _beside(self, point: Point) -> PlacedLane | None:
        """The lane at whose height the point lies, on its label or left of it."""
        for placed in self._view.sheet.layout.lanes:
            if placed.y <= point.y < placed.y + placed.box.height:
                return placed if 0 <= point.x < placed.box.label_rect.right else None
        return None
