"""A copied table goes in; the user sees what becomes stage, lane and card, puts it right, and a new map comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.formats.spreadsheet import Found, Tables
from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_reading import check_cells
from cjm_desktop.windows.importing.dialog import ImportDialog

if TYPE_CHECKING:
    from cjm_desktop.windows.main_window import MainWindow


@guarded
class PasteDialog(ImportDialog):
    """`imported` is the map that was made, or None. FileProblem where the table is none that a map could be made of."""

    def __init__(self, grid: Grid, window: MainWindow) -> None:
        grid = grid.trimmed()
        check_cells(grid)
        title = QCoreApplication.translate("PasteDialog", "Untitled map")
        # What was copied is taken as it is: cells that the program gave out come back as they were.
        super().__init__(Tables(title, (Found(title, grid),), 0), window, lists=False)
        self.setWindowTitle(self.tr("Paste as New Map"))
        self.create_button.setText(self.tr("Create Map"))
        self.create_button.setAccessibleName(self.create_button.text())

    def heading(self) -> str:
        return self.tr("A new map of the copied table")
