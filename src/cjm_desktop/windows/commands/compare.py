"""What the actions on comparing do, on one window and its document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from cjm_desktop.windows import plain
from cjm_desktop.windows.commands.base import CommandGroup

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey


class CompareCommands(CommandGroup):
    """The commands on comparing this map with another one."""

    def compare_with(self) -> None:
        """Asks for another map's file, which is taken for the one before, and shows both."""
        from cjm_desktop.windows.document import start_folder
        from cjm_desktop.windows.document.names import file_filter

        self._canvas.commit_editing()
        folder = self._document.path.parent if self._document.path else start_folder()
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Compare With"), str(folder), file_filter())
        if chosen:
            self.compare_with_file(Path(chosen))

    def compare_with_file(self, path: Path) -> None:
        """Shows what leads from the map in a file to this one."""
        from cjm_desktop.formats import journey_file
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.windows.waiting import waited

        words = self.tr("Reading {name} …").format(name=plain.visible(path.name))
        try:
            loaded = waited(self._window, words, lambda: journey_file.load(path))
        except FileProblem as problem:
            plain.tell(self._window, self.tr("The map cannot be compared"), str(problem))
            return
        if loaded is not None:
            self.show(loaded.journey, path.name)

    def show(self, before: Journey, name: str) -> None:
        """Shows what leads from another map, called by a name, to this one as it is now."""
        from cjm_desktop.windows.compare.dialog import CompareDialog

        maps = before, self._session.journey
        dialog = CompareDialog(maps, (name, self._document.name), self._window.appearance, self._window)
        dialog.exec()
        dialog.deleteLater()
