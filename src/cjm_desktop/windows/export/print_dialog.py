"""File > Print: the options and the preview of an export, whose pages go to a printer instead of a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import View
from cjm_desktop.windows import plain, printing
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.background import hold
from cjm_desktop.windows.export.dialog import ExportDialog
from cjm_desktop.windows.export.remembered import Exported


class PrintDialog(ExportDialog):
    """`printed` is how many pages were printed on which printer; None where none were."""

    def __init__(
        self,
        journey: Journey,
        path: Path | None,
        appearance: Appearance,
        parent: QWidget | None = None,
        shown: View | None = None,
        last: Exported | None = None,
    ) -> None:
        super().__init__(journey, path, appearance, parent, shown, last if last and last.format == "pdf" else None)
        self.printed: tuple[int, str] | None = None
        self._printer_name = ""
        self.setWindowTitle(self.tr("Print"))
        self.export_button.setText(self.tr("Print…"))
        self.export_button.setAccessibleName(self.tr("Print"))
        self.formats["pdf"].setChecked(True)
        for button in (*self.formats.values(), self.other_button):
            button.hide()
        self.form.sections["inside"].hide()
        self.form.page.setFocus()
        self.preview.changed.connect(self._follow)
        self._follow()

    def go(self) -> None:
        """Asks for the printer, and prints."""
        if not printing.printer_names():
            title, text = self.tr("Print"), self.tr("This computer has no printer.")
            detail = self.tr("Export a PDF instead: it can be printed from any other computer.")
            plain.tell(self, title, text, detail)
            return
        sheets = self.preview.sheets
        assert sheets is not None
        printer = printing.printer_for(sheets.sizes, self._journey.title)
        if printing.ask(printer, len(sheets.sizes), self):
            self._printer_name = printer.printerName()
            job = printing.PrintJob(sheets.pdf, printer)
            job.done.connect(self._end_printing)
            self._run(job)
            hold(job, job.cancel)

    def _follow(self) -> None:
        super()._follow()
        # Only what is seen is printed.
        self.export_button.setEnabled(self.export_button.isEnabled() and self.preview.is_current)

    def _end_printing(self, count: int) -> None:
        self._end_job()
        self.printed = count, self._printer_name
        self.accept()
