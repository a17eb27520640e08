"""What the actions of the Edit menu do, on one window and its document."""

from __future__ import annotations

from cjm_desktop.windows.commands.base import CommandGroup


class EditCommands(CommandGroup):
    """The commands of the Edit menu."""

    def undo(self) -> None:
        self._canvas.commit_editing()
        self._session.undo()

    def redo(self) -> None:
        self._canvas.commit_editing()
        self._session.redo()

    def edit_text(self) -> None:
        """In place where the map shows the text, else in the inspector."""
        canvas = self._canvas
        canvas.setFocus()
        if not (len(canvas.selection) == 1 and canvas.start_editing(canvas.selection[0])):
            self.edit_in_inspector()

    def edit_in_inspector(self) -> None:
        """The focus into the inspector's first field."""
        self._window.show_panel("inspector", True)
        self._workspace.inspector.focus_first()

    def properties(self) -> None:
        """The focus into the inspector's first field: of what is selected, else of the map."""
        self._canvas.commit_editing()
        self.edit_in_inspector()

    def delete(self) -> None:
        self._canvas.delete_selection()

    def select_all(self) -> None:
        self._canvas.select_all()

    def select_none(self) -> None:
        self._canvas.select_none()
