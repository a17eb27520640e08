"""File > Export: PDF or PNG, on which page; runs the export with progress and a way to stop it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.ready_views import ready_views
from cjm_desktop.exporting import PAPERS, ExportOptions
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import View
from cjm_desktop.windows import plain, settings
from cjm_desktop.windows.controls import Choice, Switch
from cjm_desktop.windows.document import start_folder
from cjm_desktop.windows.export_job import ExportJob
from cjm_desktop.windows.view_words import view_name

_PROGRESS_AFTER = 500  #: milliseconds
_SCALES = (1.0, 2.0, 3.0, 4.0)


@guarded
class ExportDialog(QDialog):
    """`exported` is the file that was written, or None."""

    def __init__(
        self, journey: Journey, path: Path | None, parent: QWidget | None = None, shown: View | None = None
    ) -> None:
        super().__init__(parent)
        self.exported: Path | None = None
        self.job: ExportJob | None = None
        self._journey = journey
        self._path = path
        self.setWindowTitle(self.tr("Export"))
        self.formats = {"pdf": QPushButton("PDF"), "png": QPushButton("PNG")}
        group = QButtonGroup(self)
        formats = QHBoxLayout()
        formats.setSpacing(8)
        for name, button in self.formats.items():
            button.setCheckable(True)
            button.setProperty("look", "tile")
            button.setAutoDefault(False)
            group.addButton(button)
            formats.addWidget(button, 1)
            button.setAccessibleName(self.tr("Format {name}").format(name=name.upper()))
            button.toggled.connect(self._follow)
        self.view = self._choice(self._views(shown))
        self.page = self._choice(
            (
                ("fit", self.tr("The whole map on one sheet")),
                ("map", self.tr("A page of the map's own size")),
                ("handout", self.tr("A handout: a sheet for each stage, with notes")),
            )
        )
        self.paper = self._choice(tuple((paper, paper) for paper in PAPERS))
        self.orientation = self._choice(
            (("auto", self.tr("As fits best")), ("landscape", self.tr("Landscape")), ("portrait", self.tr("Portrait")))
        )
        self.scale = self._choice(tuple((scale, f"{scale:.0f}×") for scale in _SCALES))
        self.inside = Switch(self.tr("Put the map inside, to be opened again"))
        self.inside.setAccessibleName(self.inside.text())
        self.inside.setChecked(True)
        self.inside_hint = plain.label(
            self.tr("Whoever gets the file then has all of the map, also its notes."), "muted", wrap=True
        )
        self.complaint = plain.label("", "error", wrap=True)
        self.complaint.hide()
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress_words = plain.label("", "muted")
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setAccessibleName(self.tr("Export"))
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self.ask_for_file)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setAccessibleName(self.tr("Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain.label(self.tr("Export the map"), "subtitle"))
        column.addLayout(formats)
        self._fields = QWidget()
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 4, 0, 0)
        fields.setSpacing(4)
        for text, choice in (
            (self.tr("What is shown"), self.view),
            (self.tr("Page"), self.page),
            (self.tr("Paper"), self.paper),
            (self.tr("Orientation"), self.orientation),
            (self.tr("Size of the picture"), self.scale),
        ):
            label = plain.label(text, "label")
            label.setBuddy(choice)
            choice.setAccessibleName(text)
            fields.addWidget(label)
            fields.addWidget(choice)
            fields.addSpacing(6)
        fields.addWidget(self.inside)
        fields.addWidget(self.inside_hint)
        column.addWidget(self._fields)
        column.addWidget(self.complaint)
        column.addWidget(self.progress_words)
        column.addWidget(self.progress)
        column.addStretch(1)
        column.addLayout(buttons)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_PROGRESS_AFTER)
        self._waiting.timeout.connect(lambda: self._show_progress(True))
        self._show_progress(False)
        self._recall()
        self.setMinimumWidth(400)

    @property
    def format(self) -> str:
        return next(name for name, button in self.formats.items() if button.isChecked())

    def options(self) -> ExportOptions:
        """What the fields say."""
        return ExportOptions(
            view=self.view.currentData(),
            page=self.page.currentData(),
            paper=self.paper.currentData(),
            orientation=self.orientation.currentData(),
            scale=self.scale.currentData(),
            map_inside=self.inside.isChecked(),
        )

    def _views(self, shown: View | None) -> tuple[tuple[View | None, str], ...]:
        """The views to choose from, first the one through which the window shows the map."""
        whole = (None, self.tr("The whole map"))
        first = (whole,) if shown is None else ((shown, self.tr("What the window shows now")), whole)
        others = (*self._journey.views.values(), *ready_views(self._journey))
        return (*first, *((view, view_name(view)) for view in others))

    def ask_for_file(self) -> None:
        """Asks where to write to, and starts the export."""
        suffix = f".{self.format}"
        stem = self._path.stem if self._path else plain.file_stem(self._journey.title) or self.tr("untitled")
        folder = self._path.parent if self._path else start_folder()
        kinds = self.tr("PDF documents (*.pdf)") if suffix == ".pdf" else self.tr("PNG pictures (*.png)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), str(folder / (stem + suffix)), kinds)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)
            text = self.tr("“{name}” exists already. Replace it?").format(name=plain.visible(path.name))
            if path.exists() and not plain.ask(self, self.tr("Export"), text, "", self.tr("Replace")):
                return
        self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Starts the export; the dialog closes when it is done, and says what is wrong where it fails."""
        self._remember()
        self._complain("")
        self._fields.setEnabled(False)
        self.export_button.setEnabled(False)
        for button in self.formats.values():
            button.setEnabled(False)
        job = self.job = ExportJob(self._journey, path, self.options(), self._path.name if self._path else "", self)
        job.progressed.connect(self._progressed)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.stopped.connect(self._stopped)
        self._waiting.start()
        job.start()

    def reject(self) -> None:
        """Stops a running export and closes when it has stopped; else closes."""
        if self.job is None:
            super().reject()
            return
        self.progress_words.setText(self.tr("Stopping …"))
        self.cancel_button.setEnabled(False)
        self.job.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.job is not None:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def _choice(self, options: tuple[tuple[object, str], ...]) -> Choice:
        choice = Choice()
        for data, text in options:
            choice.addItem(text, data)
        return choice

    def _follow(self) -> None:
        """What does not apply to the format and page is greyed."""
        picture = self.formats["png"].isChecked()
        sheets = self.page.currentData() in ("fit", "handout") and not picture
        # A picture always shows the map's own page.
        self.page.setEnabled(not picture)
        self.scale.setEnabled(picture)
        self.paper.setEnabled(sheets)
        self.orientation.setEnabled(sheets)

    def _progressed(self, share: float, what: str) -> None:
        self.progress.setValue(round(share * 1000))
        if self.cancel_button.isEnabled():
            self.progress_words.setText(QCoreApplication.translate("export", what))

    def _done(self, path: Path) -> None:
        self._end_job()
        self.exported = path
        self.accept()

    def _failed(self, sentence: str) -> None:
        self._end_job()
        self._complain(sentence)

    def _stopped(self) -> None:
        self._end_job()
        super().reject()

    def _end_job(self) -> None:
        assert self.job is not None
        self.job.wait()
        self.job = None
        self._waiting.stop()
        self._show_progress(False)
        self._fields.setEnabled(True)
        self.export_button.setEnabled(True)
        self.cancel_button.setEnabled(True)
        for button in self.formats.values():
            button.setEnabled(True)

    def _show_progress(self, shown: bool) -> None:
        self.progress.setVisible(shown)
        self.progress_words.setVisible(shown)

    def _complain(self, text: str) -> None:
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))

    def _recall(self) -> None:
        wanted = settings.load(settings.EXPORT_FORMAT)
        self.formats[wanted if wanted in self.formats else "pdf"].setChecked(True)
        for choice, setting in self._remembered():
            value = settings.load(setting)
            choice.show_data(value if choice.findData(value) >= 0 else setting.default)
            choice.currentIndexChanged.connect(self._follow)
        self._follow()

    def _remember(self) -> None:
        settings.store(settings.EXPORT_FORMAT, self.format)
        for choice, setting in self._remembered():
            settings.store(setting, choice.currentData())

    def _remembered(self) -> tuple[tuple[Choice, settings.Setting], ...]:
        return (
            (self.page, settings.EXPORT_PAGE),
            (self.paper, settings.EXPORT_PAPER),
            (self.orientation, settings.EXPORT_ORIENTATION),
            (self.scale, settings.EXPORT_SCALE),
        )
