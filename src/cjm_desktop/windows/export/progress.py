"""An export that takes a while goes in; how far it is shows in a small dialog, and Cancel or Esc stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import controls, plain
from cjm_desktop.windows.export.job import ExportJob

_WIDTH = 420


@guarded
class ExportProgress(QDialog):
    """`open()` it where the export takes longer, and `finish()` it when the export has ended, however it ended."""

    def __init__(self, job: ExportJob, parent: QWidget) -> None:
        super().__init__(parent)
        self._job = job
        self.setWindowTitle(self.tr("Export"))
        name = plain.shortened(plain.visible(job.path.name), 60)
        self.words = plain.label(self.tr("Exporting {name} …").format(name=name), wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button.setAccessibleName(self.tr("Cancel"))
        controls.press_with_enter(self.cancel_button)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addWidget(buttons)
        self.setFixedWidth(_WIDTH)
        job.progressed.connect(lambda share, _words: self.bar.setValue(round(share * 1000)))

    def reject(self) -> None:
        """Asks the export to stop; the dialog stays until it has."""
        self.words.setText(self.tr("Stopping …"))
        self.cancel_button.setEnabled(False)
        self._job.cancel()

    def finish(self) -> None:
        """The export has ended: closes the dialog."""
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()
