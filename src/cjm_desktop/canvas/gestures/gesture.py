"""What all gestures share: one gesture is one object that follows the pointer and ends in at most one edit.

A gesture is made where a drag begins, from the layout and the journey as they stand, and changes neither. The view
calls `move` with every new place of the pointer and shows `marks`; then exactly one of `finish` and `cancel`.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.marks import Mark
from cjm_desktop.geometry import Point


class Gesture(Protocol):
    """A drag in progress. Points are map coordinates."""

    @property
    def cursor(self) -> Qt.CursorShape:
        """The pointer's shape while the gesture goes on."""
        ...

    @property
    def autoscrolls(self) -> bool:
        """Whether the map scrolls by itself when the pointer comes near the view's edge."""
        ...

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What to show on top of the map now."""
        ...

    def move(self, point: Point, modifiers: Modifiers, /) -> None:
        """The pointer is at `point`, with these keys held."""
        ...

    def finish(self) -> Edit | None:
        """The button was released: the edit to apply, None where nothing changes."""
        ...

    def cancel(self) -> None:
        """Esc was pressed or the drag was taken away: put back what the gesture itself moved (camera, selection)."""
        ...
