"""What the actions of the Help menu do, on one window and its document."""

from __future__ import annotations

from cjm_desktop.windows.commands.base import CommandGroup


class HelpCommands(CommandGroup):
    """The commands of the Help menu."""

    def show_shortcuts(self) -> None:
        from cjm_desktop.windows.dialogs import ShortcutsDialog

        ShortcutsDialog(self._window).exec()

    def show_about(self) -> None:
        from cjm_desktop.windows.dialogs import AboutDialog

        AboutDialog(self._window).exec()
