"""What the actions for workshops do: the timer over the map, and dot votes on cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.steps import step

if TYPE_CHECKING:
    from cjm_desktop.windows.timer import TimerPlate
    from cjm_desktop.windows.workspace import Workspace


class WorkshopCommands(CommandGroup):
    """The commands of the menu for workshops."""

    timer: TimerPlate | None = None

    def follow(self, workspace: Workspace) -> None:
        """The strip above the map asks for what it offers."""
        workspace.vote_bar.sort_wanted.connect(self.sort)
        workspace.vote_bar.clear_wanted.connect(self.clear)
        workspace.vote_bar.end_wanted.connect(lambda: self.set_voting(False))

    def show_timer(self, shown: bool) -> None:
        """The timer over the map, or away with it; away, it counts no longer."""
        if self.timer is None:
            if not shown:
                return
            from cjm_desktop.windows.timer import TimerPlate

            self.timer = TimerPlate(self._canvas, self._window.appearance)
            self.timer.closed.connect(lambda: self.show_timer(False))
        self.timer.setVisible(shown)
        self._window.actions_by_id["timer"].setChecked(shown)
        if shown:
            self.timer.raise_()
            self.timer.start_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.timer.countdown.reset()
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_timer(self) -> None:
        """Starts the timer, or pauses it; it is shown where it was not."""
        if self.timer is None or self.timer.isHidden():
            self.show_timer(True)
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        assert self.timer is not None
        self.timer.toggle()

    def set_voting(self, on: bool) -> None:
        """Spots on the cards that take votes, or no longer."""
        self._canvas.commit_editing()
        self._canvas.voting.set_on(on)
        self._window.actions_by_id["voting"].setChecked(on)
        if not on:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def vote(self) -> None:
        """A vote for each of the selected cards."""
        self._vote(1)

    def take_back(self) -> None:
        """A vote of each of the selected cards back."""
        self._vote(-1)

    def sort(self) -> None:
        """The cards of each cell in the order of their votes, as one step."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.editing.votes import sort_by_votes

        self._canvas.commit_editing()
        self._canvas.apply(Edit(step("Sort by votes"), sort_by_votes(self._session.journey)))

    def clear(self) -> None:
        """All votes away, as one step."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.editing.votes import clear_votes

        self._canvas.commit_editing()
        self._canvas.apply(Edit(step("Clear votes"), clear_votes(self._session.journey)))
        self._canvas.voting.next_person()

    def _vote(self, by: int) -> None:
        self._canvas.commit_editing()
        cards = [id_ for id_ in self._canvas.selection if id_ in self._session.journey.cards]
        if cards:
            self._canvas.voting.vote(cards, by)
