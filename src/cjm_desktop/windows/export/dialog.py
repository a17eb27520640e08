"""File > Export: options at one side, every page of what they make at the other; runs the export, with a way to stop it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.exporting import SUFFIXES, ExportOptions
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import View
from cjm_desktop.windows import controls, plain
from cjm_desktop.windows.actions.exporting import KINDS
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.document import start_folder
from cjm_desktop.windows.export.form import ExportForm
from cjm_desktop.windows.export.job import ExportJob
from cjm_desktop.windows.export.presets import PresetsButton, for_any_map
from cjm_desktop.windows.export.preview import Preview
from cjm_desktop.windows.export.remembered import Exported, by_name, usual
from cjm_desktop.windows.tab_order import tab_as_laid_out

if TYPE_CHECKING:
    from cjm_desktop.windows.printing import PrintJob

_PROGRESS_AFTER = 500  #: milliseconds
_SIZE = QSize(1100, 760)
_LEAST = QSize(820, 520)
_FORM_WIDTH = 336
#: The formats in the order in which they are offered, those that the program can write.
FORMATS = tuple(suffix[1:] for suffix in SUFFIXES)


@guarded
class ExportDialog(QDialog):
    """`exported` says which file was written with which options; None where none was.

    `last` is how the map was exported last, which is offered again; `selection` are ids of what is selected on the map.
    """

    def __init__(
        self,
        journey: Journey,
        path: Path | None,
        appearance: Appearance,
        parent: QWidget | None = None,
        shown: View | None = None,
        last: Exported | None = None,
        selection: tuple[str, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.exported: Exported | None = None
        #: The suffix of the kind of file that the user wants instead, which other programs read; empty for none.
        self.other_kind = ""
        self._last = last
        self.job: ExportJob | PrintJob | None = None
        self._journey = journey
        self._path = path
        self._name = path.name if path else ""
        self.setWindowTitle(self.tr("Export"))
        self.formats = {name: QPushButton(name.upper()) for name in FORMATS}
        self.form = ExportForm(journey, appearance, shown, selection)
        self.presets = PresetsButton(lambda: for_any_map(self.options(), journey))
        self.presets.chosen.connect(self._take_preset)
        self.preview = Preview(journey, self._name, appearance)
        self.preview.help_taken.connect(self._take_preset)
        self.complaint = plain.label("", "error", wrap=True)
        self.complaint.hide()
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress_words = plain.label("", "muted")
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setAccessibleName(self.tr("Export"))
        self.export_button.clicked.connect(self.go)
        self.other_button = self._make_other_button()
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setAccessibleName(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.export_button.click)
        self._build()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_PROGRESS_AFTER)
        self._waiting.timeout.connect(lambda: self._show_progress(True))
        self._show_progress(False)
        self._recall(shown)
        self.form.changed.connect(self._follow)
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)

    def _build(self) -> None:
        group = QButtonGroup(self)
        formats = QHBoxLayout()
        formats.setContentsMargins(20, 0, 12, 0)
        formats.setSpacing(8)
        for name, button in self.formats.items():
            button.setCheckable(True)
            button.setProperty("look", "tile")
            controls.press_with_enter(button)
            group.addButton(button)
            formats.addWidget(button)
            button.setAccessibleName(self.tr("Format {name}").format(name=name.upper()))
            button.toggled.connect(self._follow)
        formats.addStretch(1)
        formats.addWidget(self.presets)
        self.form.setProperty("look", "page")
        self.options_area = controls.upright(self.form)
        self._options_side = QWidget()
        self._options_side.setFixedWidth(_FORM_WIDTH)
        left = QVBoxLayout(self._options_side)
        left.setContentsMargins(0, 16, 0, 0)
        left.setSpacing(8)
        left.addLayout(formats)
        left.addWidget(self.options_area, 1)
        right = QWidget()
        right.setProperty("look", "paper-ground")
        ground = QVBoxLayout(right)
        ground.setContentsMargins(0, 0, 0, 0)
        ground.addWidget(self.preview)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._options_side)
        middle.addWidget(right, 1)
        working = QVBoxLayout()
        working.setSpacing(4)
        working.addWidget(self.complaint)
        working.addWidget(self.progress_words)
        working.addWidget(self.progress)
        foot_of_all = QWidget()
        foot_of_all.setProperty("look", "foot")
        foot = QHBoxLayout(foot_of_all)
        foot.setContentsMargins(20, 12, 20, 14)
        foot.setSpacing(8)
        foot.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addLayout(working, 1)
        foot.addSpacing(12)
        foot.addWidget(controls.foot(self.export_button, self.cancel_button), 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(foot_of_all)
        tab_as_laid_out(self)
        # Not before it stands in the dialog, or the first button there would be the default.
        self.export_button.setDefault(True)

    def _make_other_button(self) -> QPushButton:
        """The kinds of files that have no pages: they are written without this dialog."""
        button = QPushButton(self.tr("Excel, PowerPoint, Web Page…"))
        button.setAccessibleName(self.tr("Other kinds of files: Excel, PowerPoint, web page and more"))
        button.setProperty("look", "quiet")
        controls.press_with_enter(button)
        menu = QMenu(button)
        menu.setAccessibleName(self.tr("Other kinds of files"))
        for kind in KINDS:
            menu.addAction(kind.label).triggered.connect(
                lambda _=False, suffix=kind.argument or "": self._go_elsewhere(suffix)
            )
        button.setMenu(menu)
        return button

    def _go_elsewhere(self, suffix: str) -> None:
        self.other_kind = suffix
        self.reject()

    @property
    def format(self) -> str:
        """“pdf”, “png” …"""
        return next(name for name, button in self.formats.items() if button.isChecked())

    def options(self) -> ExportOptions:
        """What the fields say; what they said last where one of them says what cannot be."""
        options = self.form.options()
        if options is not None:
            self._options = options
        return self._options

    def go(self) -> None:
        """What the default button does."""
        self.ask_for_file()

    def ask_for_file(self) -> None:
        """Asks where to write to, and starts the export."""
        suffix = f".{self.format}"
        start = self._start(suffix)
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), str(start), file_kinds(self.format))
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)
            text = self.tr("“{name}” exists already. Replace it?").format(name=plain.visible(path.name))
            if path.exists() and not plain.ask(self, self.tr("Export"), text, "", self.tr("Replace")):
                return
        self.export_to(path)

    def _start(self, suffix: str) -> Path:
        """The file that is offered: the one written last, else one beside the map."""
        if self._last is not None and self._last.file.parent.is_dir():
            return self._last.file.with_suffix(suffix)
        if self._path is not None:
            return self._path.with_suffix(suffix)
        return start_folder() / ((plain.file_stem(self._journey.title) or self.tr("untitled")) + suffix)

    def export_to(self, path: Path) -> None:
        """Starts the export; the dialog closes when it is done, and says what is wrong where it fails."""
        job = ExportJob(self._journey, path, self.options(), self._name, self)
        job.done.connect(self._done)
        self._run(job)

    def _run(self, job: ExportJob | PrintJob) -> None:
        """Runs the job; meanwhile only Cancel can be had."""
        self.job = job
        self._complain("")
        self._options_side.setEnabled(False)
        self.other_button.setEnabled(False)
        self.export_button.setEnabled(False)
        job.progressed.connect(self._progressed)
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

    def done(self, result: int) -> None:
        self.preview.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.job is not None:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def _follow(self) -> None:
        """The form offers what applies to the format, and the preview shows what the form says."""
        self.form.set_format(self.format)
        options = self.form.options()
        self.export_button.setEnabled(options is not None and self.job is None)
        if options is not None:
            self._options = options
            per_inch = options.pixels_per_inch if self.format == "png" else 0.0
            self.preview.show_options(previewed(options, self.format), per_inch, self.format)

    def _progressed(self, share: float, what: str) -> None:
        self.progress.setValue(round(share * 1000))
        if self.cancel_button.isEnabled():
            self.progress_words.setText(QCoreApplication.translate("export", what))

    def _done(self, path: Path) -> None:
        job = self.job
        assert isinstance(job, ExportJob)
        self._end_job()
        self.exported = Exported(path, by_name(job.options, self._journey), job.digest)
        self.accept()

    def _failed(self, sentence: str) -> None:
        self._end_job()
        self._complain(sentence)

    def _stopped(self) -> None:
        self._end_job()
        super().reject()

    def _end_job(self) -> None:
        job, self.job = self.job, None
        assert job is not None
        job.wait()
        self._waiting.stop()
        self._show_progress(False)
        self._options_side.setEnabled(True)
        self.other_button.setEnabled(True)
        self.export_button.setEnabled(True)
        self.cancel_button.setEnabled(True)

    def _show_progress(self, shown: bool) -> None:
        self.progress.setVisible(shown)
        self.progress_words.setVisible(shown)

    def _complain(self, text: str) -> None:
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))

    def _recall(self, shown: View | None) -> None:
        """Offers what this map was exported with last, else what any map was."""
        format_, options = (self._last.format, self._last.options) if self._last else usual()
        if self._last is None and shown is not None:
            options = replace(options, view=shown)
        self._take_options(options)
        self.formats[format_ if format_ in self.formats else FORMATS[0]].setChecked(True)
        self._follow()

    def _take_options(self, options: ExportOptions) -> None:
        self._options = options
        self.form.show_options(options)

    def _take_preset(self, options: ExportOptions) -> None:
        self._take_options(options)
        self._follow()


def previewed(options: ExportOptions, format_: str) -> ExportOptions:
    """The options whose pages show what a file of the format shows: pictures show the map's own page."""
    if format_ == "pdf" or options.sheet:
        return options
    return replace(options, page="map", header=False, footer=False, appendix=())


def file_kinds(format_: str) -> str:
    """What a file dialog says of files of the format."""
    names = {
        "pdf": QCoreApplication.translate("export", "PDF documents (*.pdf)"),
        "png": QCoreApplication.translate("export", "PNG pictures (*.png)"),
        "svg": QCoreApplication.translate("export", "SVG drawings (*.svg)"),
    }
    return names[format_]
