"""What is done to the lanes and stages that are selected, or in which the selection stands: collapsed, locked, hidden."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.steps import step

if TYPE_CHECKING:
    from cjm_desktop.windows.workspace import Workspace

#: Of more selected things, the lanes of the first so many are meant.
_MANY = 2_000


class LaneCommands(CommandGroup):
    """The commands on lanes and stages of the Map menu."""

    def follow(self, workspace: Workspace) -> None:
        """The ticks of the actions follow the selection from now on."""
        workspace.refreshed.connect(self._show_ticks)

    @property
    def lanes(self) -> tuple[str, ...]:
        """The lanes that are selected, or in which something selected stands."""
        from cjm_desktop.model.queries import lane_of

        canvas, journey = self._canvas, self._session.journey
        if canvas.selected_cell is not None:
            return (canvas.selected_cell.lane,)
        found = (lane_of(journey, id_) for id_ in islice(canvas.selection, _MANY))
        return tuple(id_ for id_ in dict.fromkeys(found) if id_ is not None and id_ in journey.lanes)

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that are selected, or in which something selected stands."""
        from cjm_desktop.model.queries import stage_of

        canvas, journey = self._canvas, self._session.journey
        if canvas.selected_cell is not None:
            return (canvas.selected_cell.stage,)
        found = (stage_of(journey, id_) for id_ in islice(canvas.selection, _MANY))
        return tuple(id_ for id_ in dict.fromkeys(found) if id_ is not None and id_ in journey.stages)

    def set_collapsed(self, collapsed: bool) -> None:
        """The lanes as thin strips, or open again, as one step."""
        self._update(step("Collapse lane") if collapsed else step("Expand lane"), collapsed=collapsed)

    def set_locked(self, locked: bool) -> None:
        """The lanes closed to every edit on the map, or open to it again, as one step."""
        self._update(step("Lock lane") if locked else step("Unlock lane"), locked=locked)

    def hide(self) -> None:
        """Hides the lanes: from the view that is shown, else from the map, as one step."""
        lanes = self.lanes
        self._canvas.commit_editing()
        if self._workspace.viewing.view is not None:
            self._workspace.viewing.hide(lanes=lanes)
        else:
            self._update(step("Hide lane"), hidden=True)
        self._tell(self.tr("1 lane hidden"), self.tr("{count} lanes hidden"), len(lanes))

    def hide_stages(self) -> None:
        """Hides the stages from what is shown; the map keeps them where they are."""
        stages = self.stages
        self._workspace.viewing.hide(stages=stages)
        self._tell(self.tr("1 stage hidden"), self.tr("{count} stages hidden"), len(stages))

    @property
    def anything_hidden(self) -> bool:
        """Whether a lane or a stage is hidden, in the map or from what is shown."""
        view = self._workspace.viewing.view
        by_view = view is not None and bool(view.hidden_lanes or view.hidden_stages)
        return by_view or any(lane.hidden for lane in self._session.journey.lanes.values())

    def show_hidden(self) -> None:
        """Shows every hidden lane and stage again; what is hidden in the map itself as one step. Selects the lanes."""
        from cjm_desktop.editing.lanes import update_lane

        self._canvas.commit_editing()
        session, viewing = self._session, self._workspace.viewing
        journey, view = session.journey, viewing.view
        hidden = [lane.id for lane in journey.lanes.values() if lane.hidden]
        for id_ in hidden:
            journey = update_lane(journey, id_, hidden=False)
        session.apply(step("Show hidden lanes"), journey)
        if view is not None and (view.hidden_lanes or view.hidden_stages):
            hidden += view.hidden_lanes
            viewing.show_hidden(lanes=True, stages=True)
        self._canvas.select(hidden)

    def park(self) -> None:
        """Takes the selected cards off the map into the parking lot, as one step."""
        from cjm_desktop.canvas.lots import parked

        self._canvas.commit_editing()
        journey = self._session.journey
        cards = [id_ for id_ in self._canvas.selection if id_ in journey.cards]
        if cards and self._canvas.apply(parked(journey, cards)):
            text = self.tr("1 card parked") if len(cards) == 1 else self.tr("{count} cards parked")
            self._window.status.say(text.format(count=len(cards)), self.tr("Open"), self.open_parking_lot)

    def open_parking_lot(self) -> None:
        """The panel of parked cards, with the keyboard in it."""
        self._window.toggle_panel("parking", True)

    def _update(self, label: str, **fields: bool) -> None:
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.editing.lanes import update_lane

        lanes = self.lanes
        self._canvas.commit_editing()
        journey = self._session.journey
        for id_ in lanes:
            journey = update_lane(journey, id_, **fields)
        self._canvas.apply(Edit(label, journey))
        # The tick of the action was turned already, also where nothing changed.
        self._show_ticks()

    def _tell(self, one: str, many: str, count: int) -> None:
        text = one if count == 1 else many.format(count=count)
        self._window.status.say(text, self.tr("Show"), self.show_hidden)

    def _show_ticks(self) -> None:
        lanes = [self._session.journey.lanes[id_] for id_ in self.lanes]
        actions = self._window.actions_by_id
        actions["collapse-lane"].setChecked(bool(lanes) and all(lane.collapsed for lane in lanes))
        actions["lock-lane"].setChecked(bool(lanes) and all(lane.locked for lane in lanes))
