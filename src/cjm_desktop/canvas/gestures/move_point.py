"""Moving an emotion point: the pointer goes in; a snapped value and a place in a stage come out, and one edit.

With Ctrl held, a copy of it goes there and it stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.gestures.copying import copy_sign, held_cursor
from cjm_desktop.canvas.marks import Guide, Mark, Readout, Trace
from cjm_desktop.canvas.words import value_text
from cjm_desktop.editing import curve
from cjm_desktop.editing.clipboard import duplicate
from cjm_desktop.geometry import Point, monotone
from cjm_desktop.layout.boxes import CurveBox, EmotionBox, MapLayout, PlacedLane, StageBox
from cjm_desktop.model.journey import Journey

#: Steps of the value: usually, and with Shift. With Alt nothing snaps.
_STEP, _COARSE = 0.1, 0.5
#: A place this close to the middle of a stage (as a share of its width) snaps to it.
_NEAR_MIDDLE = 0.04
_FACE = 9.5


@dataclass(frozen=True, slots=True)
class _Held:
    """Where the point that is dragged stands in the layout."""

    lane: PlacedLane
    emotion: EmotionBox
    curve: CurveBox
    center: Point


class MovePoint:
    """Drag an emotion point up, down and along the stages of its own lane. LookupError where the map does not show it."""

    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, id_: str, start: Point) -> None:
        self._journey, self._layout, self._id = journey, layout, id_
        self._held = _find(layout, id_)
        # The point keeps its distance from the pointer, so that taking hold of it does not move it.
        self._grip = Point(self._held.center.x - start.x, self._held.center.y - start.y)
        point = journey.points[id_]
        self._stage, self._position, self._value = point.stage, point.position, point.value or 0.0
        self._moved = self._copies = False

    @property
    def cursor(self) -> Qt.CursorShape:
        return held_cursor(copies=self._copies)

    @property
    def place(self) -> tuple[str, float, float]:
        """The stage, the position in it and the value where the point would stand now."""
        return self._stage, self._position, self._value

    @property
    def marks(self) -> tuple[Mark, ...]:
        held, top = self._held, self._held.lane.y
        box = next(box for box in self._layout.stages if box.stage.id == self._stage)
        face = Point(box.column.x + self._position * box.column.width, top + held.emotion.y_of(self._value))
        ground = held.emotion.ground
        level = Guide(Point(ground.x, face.y), Point(ground.right, face.y))
        middle = (
            (Guide(Point(face.x, top + ground.y), Point(face.x, top + ground.bottom)),) if self._position == 0.5 else ()
        )
        text = value_text(self._value)
        if self._copies:
            text = f"{text} · {copy_sign(face, 1).text}"
        return (level, *middle, self._trace(face), Readout(face, text))

    def move(self, point: Point, modifiers: Modifiers) -> None:
        self._moved, self._copies = True, modifiers.ctrl
        x, y = point.x + self._grip.x, point.y + self._grip.y - self._held.lane.y
        value = self._held.emotion.value_at(y)
        if not modifiers.alt:
            step = _COARSE if modifiers.shift else _STEP
            value = round(value / step) * step
        self._value = round(value, 3)
        box = _stage_at(self._layout, x)
        share = min(1.0, max(0.0, (x - box.column.x) / box.column.width))
        if not modifiers.alt and abs(share - 0.5) < _NEAR_MIDDLE:
            share = 0.5
        self._stage, self._position = box.stage.id, round(share, 3)

    def finish(self) -> Edit | None:
        if not self._moved:
            return None
        if self._copies:
            copy = duplicate(self._journey, [self._id])
            after = curve.move_point(copy.journey, copy.ids[0], self._stage, self._position, self._value)
            return Edit("Duplicate emotion point", after, copy.ids)
        after = curve.move_point(self._journey, self._id, self._stage, self._position, self._value)
        return Edit("Move emotion point", after, (self._id,))

    def cancel(self) -> None:
        self._moved = False

    def _trace(self, face: Point) -> Trace:
        """The stretch of the curve next to the face, from two neighbours on the left to two on the right, up to a gap."""
        top = self._held.lane.y
        order = {box.stage.id: n for n, box in enumerate(self._layout.stages)}
        here = order[self._stage], self._position
        others = sorted(
            (
                ((order[box.point.stage], box.point.position), box.center)
                for box in self._held.curve.points
                if box.point.id != self._id or self._copies
            ),
            key=lambda one: one[0],
        )
        left = _joined(here[0], [one for one in reversed(others) if one[0] < here], top)
        right = _joined(here[0], [one for one in others if one[0] >= here], top)
        run = (*reversed(left), face, *right)
        return Trace(run[0], monotone(run), face, _FACE)


def _joined(stage: int, others: Sequence[tuple[tuple[int, float], Point | None]], top: float) -> list[Point]:
    """The nearest two of these points that the curve reaches from a stage without a gap, the nearest first."""
    found: list[Point] = []
    for (column, _), center in others[:2]:
        if center is None or abs(column - stage) > 1:
            break
        found.append(Point(center.x, center.y + top))
        stage = column
    return found


def _find(layout: MapLayout, id_: str) -> _Held:
    for lane in layout.lanes:
        emotion = lane.box.emotion
        for curve_box in emotion.curves if emotion else ():
            for box in curve_box.points:
                if box.point.id == id_ and box.center is not None and emotion is not None:
                    return _Held(lane, emotion, curve_box, Point(box.center.x, box.center.y + lane.y))
    raise LookupError(id_)


def _stage_at(layout: MapLayout, x: float) -> StageBox:
    """The stage whose column is nearest to a place across the map."""

    def distance(box: StageBox) -> float:
        return max(box.column.x - x, x - box.column.right, 0.0)

    return min(layout.stages, key=distance)
