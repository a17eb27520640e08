"""What the actions on connectors do, on one window and its document."""

from __future__ import annotations

from cjm_desktop.windows.commands.base import CommandGroup


class ConnectCommands(CommandGroup):
    """Joining cards by arrows."""

    def join(self) -> None:
        """Joins the selected cards in their order; from a single one the target is then picked by keys."""
        self._canvas.setFocus()
        self._canvas.connecting.connect_selection()
