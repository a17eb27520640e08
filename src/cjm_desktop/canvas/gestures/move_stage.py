"""Moving stages: stages and the pointer go in; the gap between two stages comes out, and one edit.

What stands in them goes along. With Ctrl held, copies of them go and they stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.gestures.copying import copy_sign, held_cursor
from cjm_desktop.canvas.marks import Frame, FrameKind, Ghost, Insertion, Mark
from cjm_desktop.canvas.words import counted
from cjm_desktop.editing import stages
from cjm_desktop.editing.clipboard import duplicate
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.dropping import StageInsertion, stage_insertion
from cjm_desktop.model.journey import Journey


class MoveStages:
    """Drag stages sideways; their columns follow the pointer."""

    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, ids: Sequence[str], start: Point) -> None:
        self._journey, self._layout, self._ids, self._start = journey, layout, tuple(ids), start
        self._rects: tuple[Rect, ...] = tuple(
            box.column.united(box.rect) for box in layout.stages if box.stage.id in set(ids)
        )
        self._at = start
        self._copies = False
        self._place: StageInsertion | None = None

    @property
    def cursor(self) -> Qt.CursorShape:
        return held_cursor(copies=self._copies)

    @property
    def marks(self) -> tuple[Mark, ...]:
        found: list[Mark] = [] if self._copies else [Frame(rect, FrameKind.LIFTED) for rect in self._rects]
        found.extend(Ghost(rect, self._at.x - self._start.x, 0) for rect in self._rects)
        if self._place is not None:
            found.append(Insertion(self._place.marker))
        if self._copies:
            found.append(copy_sign(self._at, len(self._ids)))
        return tuple(found)

    def move(self, point: Point, modifiers: Modifiers) -> None:
        self._at, self._copies = point, modifiers.ctrl
        self._place = stage_insertion(self._layout, point.x)

    def finish(self) -> Edit | None:
        if self._place is None:
            return None
        if self._copies:
            copy = duplicate(self._journey, self._ids)
            after = stages.move_stages(copy.journey, copy.ids, self._place.before)
            return Edit(f"Duplicate {counted(self._journey, self._ids)}", after, copy.ids)
        after = stages.move_stages(self._journey, self._ids, self._place.before)
        return Edit(f"Move {counted(self._journey, self._ids)}", after, self._ids)

    def cancel(self) -> None:
        self._place = None
