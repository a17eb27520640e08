"""What the Preferences action does, in a window with or without a map."""

from __future__ import annotations

from cjm_desktop.windows.commands.base import CommandGroup


class PreferenceCommands(CommandGroup):
    """The command of the Preferences."""

    def open(self) -> None:
        """Shows what can be set."""
        from cjm_desktop.windows.preferences.dialog import PreferencesDialog

        dialog = PreferencesDialog(self._window.appearance, self._window)
        dialog.exec()
        dialog.deleteLater()
        for window in self._desktop.windows:
            if window.workspace is not None:
                window.workspace.settings_changed.emit()
