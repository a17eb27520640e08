"""The selection goes in; whose feelings a new emotion point tells comes out, so that a curve is drawn point after point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LaneKind

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView


class Whose:
    """The persona that was selected last, or that of the curve or emotion point selected last.

    It is remembered while nothing else is selected but places for further points: cells of an emotion lane.
    """

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._persona: str | None = None
        view.selection_changed.connect(self._follow)

    @property
    def persona(self) -> str | None:
        """The id of a persona of the map; None where nobody in particular is meant."""
        return self._persona if self._persona in self._view.session.journey.personas else None

    def _follow(self) -> None:
        journey, selected = self._view.session.journey, self._view.selected
        if len(selected.ids) == 1:
            self._persona = _persona_of(journey, selected.ids[0])
            return
        lane = None if selected.cell is None else journey.lanes.get(selected.cell.lane)
        if lane is None or lane.kind is not LaneKind.EMOTION:
            self._persona = None


def _persona_of(journey: Journey, id_: str) -> str | None:
    """The persona itself, or that of a curve or an emotion point."""
    if id_ in journey.personas:
        return id_
    point = journey.points.get(id_)
    curve = journey.curves.get(id_ if point is None else point.curve)
    return None if curve is None else curve.persona
