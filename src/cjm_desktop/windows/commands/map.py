"""What the actions of the Map menu do, on one window and its document."""

from __future__ import annotations

from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.steps import step


class MapCommands(CommandGroup):
    """The commands of the Map menu."""

    def map_properties(self) -> None:
        """The map's own fields in the inspector, with the focus in the first."""
        self._window.show_panel("inspector", True)
        self._canvas.select_none()
        self._workspace.inspector.show_selection(())
        self._workspace.inspector.focus_first()

    def put_parked_cards(self, ids: tuple[str, ...] | None = None) -> None:
        """Gives cards that no cell holds a place on the map (None: all of them), as one step, and selects them."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.editing.parking import put_parked_cards
        from cjm_desktop.model.queries import parked_cards

        self._canvas.commit_editing()
        session = self._session
        parked = [card.id for card in parked_cards(session.journey) if ids is None or card.id in ids]
        if not self._canvas.apply(Edit(step("Put parked cards on the map"), put_parked_cards(session.journey, ids))):
            return
        self._canvas.select(parked)
        self._canvas.zoom_to_selection()

    def resolve_conflicts(self) -> None:
        """Asks for decisions on the open conflicts of a merge, and carries them out as one step."""
        from cjm_desktop.windows.merge_dialog import resolve_in_dialog

        self._canvas.commit_editing()
        session = self._session
        decided = resolve_in_dialog(session.journey, self._window)
        if decided is not None:
            session.end_merge()
            session.apply(step("Resolve conflicts"), decided)

    def structure_only(self) -> None:
        """Empties the map, but for its stages and lanes, as one step that can be undone."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.editing.document import structure_only

        self._canvas.commit_editing()
        self._canvas.apply(Edit(step("Keep structure only"), structure_only(self._session.journey)))
