"""New stages and lanes by a chord: made beside what is selected, named at once, and then gone on from without the mouse.

While something new is named, Tab makes the next one of its kind, and Enter goes on to the first cell of what was named,
ready to write. What Tab made and nobody named is taken away again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.selection import Selection
from cjm_desktop.canvas.walk import arrival
from cjm_desktop.canvas.writing import Onward
from cjm_desktop.editing.lanes import insert_lane, new_lane, remove_lanes, update_lane
from cjm_desktop.editing.stages import insert_stage, new_stage, remove_stages, update_stage
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.lane_words import role_named
from cjm_desktop.model.queries import lane_of, stage_of

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Sort:
    """What differs between stages and lanes: `add` puts one in front of another, `of` is the one a thing stands in."""

    step: str
    table: str
    add: Callable[[Journey, str | None], tuple[Journey, str]]
    remove: Callable[[Journey, list[str]], Journey]
    name: Callable[[Journey, str, str], Journey]
    said: Callable[[Journey, str], str]
    of: Callable[[Journey, str], str | None]


@dataclass(frozen=True, slots=True)
class _Row:
    """Things named one after the other: the first of them, and where one was before: a lane for stages, or a stage."""

    first: str
    home: str | None


class Capture:
    """Makes the map's frame as fast as somebody can say it."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view

    def new_stage(self, *, before: bool = False) -> None:
        """A stage behind the current one (or the last), or in front of it, its name open for writing."""
        self._begin(_STAGE, lane_of, before)
        said = _translate("canvas", "Enter goes on to the cards of the stage, Tab to another new stage")
        self._view.status_message.emit(said)

    def new_lane(self, *, before: bool = False) -> None:
        """A lane below the current one (or the last), or above it, its label open for writing; the label says its role."""
        self._begin(_LANE, stage_of, before)
        said = _translate("canvas", "Enter goes on to the cells of the lane, Tab to another new lane")
        self._view.status_message.emit(said)

    def _begin(self, sort: _Sort, across: Callable[[Journey, str], str | None], before: bool) -> None:
        view = self._view
        view.commit_editing()
        journey, selected = view.session.journey, view.selected
        home: str | None = None
        if selected.cell is not None:
            home = selected.cell.lane if across is lane_of else selected.cell.stage
        elif selected.ids and selected.ids[-1] not in journey.stages and selected.ids[-1] not in journey.lanes:
            home = across(journey, selected.ids[-1])
        self._add(sort, None, home, before)

    def _add(self, sort: _Sort, row: _Row | None, home: str | None, in_front: bool = False) -> None:
        """Make one, and open its name. In a `row` it is there only on trial: nobody may want to name another."""
        view = self._view
        journey = view.session.journey
        after, id_ = sort.add(journey, self._following(sort, in_front))
        merge, unnamed, before = f"new {id_}", sort.said(after, id_), view.selection
        now = _Row(id_ if row is None else row.first, home)

        def into(journey: Journey, text: str) -> Journey:
            if row is not None and text.strip() in ("", unnamed):
                return sort.remove(journey, [id_])
            return sort.name(journey, id_, text)

        def enter() -> None:
            self._go_on(sort, now)

        def tab() -> None:
            if id_ in getattr(view.session.journey, sort.table):
                self._add(sort, now, home)
            else:
                enter()

        # Selected only when the page stands: showing what is selected would else move it.
        view.apply(Edit(sort.step, after, None, None, merge))
        view.fit_growth()
        view.select((id_,))
        view.writing.name(id_, merge, Onward(into, enter, tab, before))

    def _following(self, sort: _Sort, in_front: bool) -> str | None:
        """In front of what something new goes so that it follows the current one of its sort, or stands in front of it."""
        view = self._view
        selected, journey = view.selected, view.session.journey
        current: str | None = None
        if selected.cell is not None:
            current = selected.cell.stage if sort is _STAGE else selected.cell.lane
        elif selected.ids:
            current = sort.of(journey, selected.ids[-1])
        order = list(getattr(journey, sort.table))
        at = order.index(current) + (0 if in_front else 1) if current in order else len(order)
        return order[at] if at < len(order) else None

    def _go_on(self, sort: _Sort, row: _Row) -> None:
        """To the first cell of what was named, in the lane or stage in which one was."""
        view = self._view
        lane, stage = (row.home, row.first) if sort is _STAGE else (row.first, row.home)
        view.keys.go(arrival(view.sheet.layout, lane, stage) or Selection((row.first,)))


def _add_stage(journey: Journey, before: str | None) -> tuple[Journey, str]:
    stage = new_stage(journey, _translate("canvas", "New stage"))
    return insert_stage(journey, stage, before), stage.id


def _add_lane(journey: Journey, before: str | None) -> tuple[Journey, str]:
    lane = new_lane(journey, "own")
    return insert_lane(journey, lane, before), lane.id


def _label(journey: Journey, id_: str, text: str) -> Journey:
    """The lane with its label, and with the role that the label names."""
    role = ROLES[role_named(text) or "own"]
    # The catalogue's hint is in the catalogue's language.
    hint = role.hint if text.strip().casefold() == role.label.casefold() else ""
    return update_lane(journey, id_, kind=role.kind, role=role.key, label=text, hint=hint)


_STAGE = _Sort(
    "Add stage",
    "stages",
    _add_stage,
    remove_stages,
    lambda journey, id_, text: update_stage(journey, id_, name=text),
    lambda journey, id_: journey.stages[id_].name,
    stage_of,
)
_LANE = _Sort(
    "Add lane", "lanes", _add_lane, remove_lanes, _label, lambda journey, id_: journey.lanes[id_].label, lane_of
)
