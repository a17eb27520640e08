"""What the actions that put the map onto paper do: the export dialog, and what was exported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from cjm_desktop.windows import plain
from cjm_desktop.windows.commands.base import CommandGroup


class ExportCommands(CommandGroup):
    """Exporting, and printing."""

    def dialog(self) -> None:
        """Asks how to export, with a preview, and exports."""
        from cjm_desktop.windows.export.dialog import ExportDialog

        self._canvas.commit_editing()
        window = self._window
        dialog = ExportDialog(
            self._session.journey, self._document.path, window.appearance, window, self._canvas.shown_view
        )
        dialog.exec()
        if dialog.exported is not None:
            self._say(dialog.exported)
        dialog.deleteLater()

    def _say(self, path: Path) -> None:
        text = self.tr("Exported {name}").format(name=plain.visible(path.name))
        self._window.status.say(text, self.tr("Open folder"), lambda: open_folder(path))


def open_folder(path: Path) -> None:
    """Shows the folder of a file in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent)))
