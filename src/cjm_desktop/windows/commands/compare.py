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
        """Asks for another map's file, and shows both."""
        from cjm_desktop.windows.document import start_folder
        from cjm_desktop.windows.document.names import file_filter

        self._canvas.commit_editing()
        folder = self._document.path.parent if self._document.path else start_folder()
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Compare With"), str(folder), file_filter())
        if chosen:
            self.compare_with_file(Path(chosen))

    def compare_with_file(self, path: Path) -> None:
        """Shows what leads from one to the other of this map and that in a file.

        Which is the one before is told by the maps; where they do not tell it, it is the one in the file.
        """
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
            from cjm_desktop.review.earlier import is_before

            other, own = (loaded.journey, path.name), (self._session.journey, self._document.name)
            self._show(own, other) if is_before(own[0], other[0]) else self._show(other, own)

    def show_version(self, version: Journey, name: str) -> bool:
        """Shows what leads from a version to the map as it is now; True where the user wants the version back."""
        return self._show((version, name), (self._session.journey, self._document.name), restorable=True)

    def _show(self, before: tuple[Journey, str], after: tuple[Journey, str], *, restorable: bool = False) -> bool:
        from cjm_desktop.windows.compare.dialog import CompareDialog

        dialog = CompareDialog(
            (before[0], after[0]),
            (before[1], after[1]),
            self._window.appearance,
            self._window,
            restorable=restorable,
        )
        dialog.exec()
        dialog.deleteLater()
        return dialog.is_restored
