"""What the actions that put the map into other files do: the export dialog, other programs' files, and exporting again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from cjm_desktop.windows import links, plain
from cjm_desktop.windows.commands.base import CommandGroup

if TYPE_CHECKING:
    from cjm_desktop.exporting import ExportOptions
    from cjm_desktop.windows.document import Document
    from cjm_desktop.windows.export.job import ExportJob
    from cjm_desktop.windows.export.progress import ExportProgress
    from cjm_desktop.windows.export.remembered import Exported
    from cjm_desktop.windows.main_window import Desktop, MainWindow

#: After so long it is said that the export is under way, in milliseconds.
_LATE = 500


class ExportCommands(CommandGroup):
    """Exporting the map that the window shows."""

    def __init__(self, window: MainWindow, desktop: Desktop) -> None:
        super().__init__(window, desktop)
        #: How a map was exported that no file holds yet.
        self._unsaved: tuple[Document, Exported] | None = None
        self._job: ExportJob | None = None
        self._job_of: Document | None = None
        self._progress: ExportProgress | None = None
        self._share, self._said = 0.0, ""
        #: What was said last to be missing in each file: the same is not said again.
        self._told: dict[Path, tuple[str, ...]] = {}
        self._late = QTimer(self, interval=_LATE)
        self._late.timeout.connect(self._tell)

    def dialog(self) -> None:
        """Asks how to export, with a preview, and exports."""
        from cjm_desktop.windows.export.dialog import ExportDialog

        self._canvas.commit_editing()
        window, document = self._window, self._document
        dialog = ExportDialog(
            self._session.journey,
            document.path,
            window.appearance,
            window,
            self._canvas.shown_view,
            self._recalled(),
            self._canvas.selection,
        )
        dialog.exec()
        if dialog.exported is not None:
            self._keep(document, dialog.exported)
        elsewhere = dialog.other_kind
        dialog.deleteLater()
        if elsewhere:
            self.as_kind(elsewhere)

    def as_kind(self, suffix: str) -> None:
        """Asks for a file of a kind that is neither paper nor a picture, and writes it; says what was lost."""
        from cjm_desktop.formats.registry import exporter_of
        from cjm_desktop.windows.file_kinds import export_filter, with_suffix

        self._canvas.commit_editing()
        if self._is_busy():
            return
        exporter = exporter_of(f"map{suffix}")
        assert exporter is not None
        title = plain.bare(self._window.actions_by_id[f"export-{suffix[1:]}"].text())
        title = self.tr("Export: {kind}").format(kind=title.rstrip("…"))
        start = self._start_file().with_suffix(suffix)
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(start), export_filter(exporter))
        if chosen:
            path = with_suffix(Path(chosen), exporter)
            # The system's dialog has asked only about the name that was typed.
            if path == Path(chosen) or not path.exists() or self._replaces(path):
                self._write_other(path)

    def _start_file(self) -> Path:
        """Where one exported last, else beside the map, under its name."""
        from cjm_desktop.windows.document import start_folder

        last, path = self._recalled(), self._document.path
        if last is not None and last.file.parent.is_dir():
            return last.file
        if path is not None:
            return path
        stem = plain.file_stem(self._session.journey.title) or self.tr("untitled")
        # A stop in the title begins no suffix.
        return start_folder() / f"{stem}.cjm"

    def _replaces(self, path: Path) -> bool:
        text = self.tr("“{name}” exists already.").format(name=plain.visible(path.name))
        return plain.ask(self._window, self.tr("Export"), text, "", self.tr("Replace"))

    def _write_other(self, path: Path) -> None:
        from cjm_desktop.windows.export.progress import ExportProgress
        from cjm_desktop.windows.export.remembered import usual

        last = self._recalled()
        # What is offered for paper stays as it was.
        options = last.options if last is not None else replace(usual()[1], view=self._canvas.shown_view)
        self._told.pop(path, None)
        self._progress = ExportProgress(self._start(path, options), self._window)

    def again(self) -> None:
        """Exports as the last time, into the same file; asks for everything where there was no last time."""
        self._canvas.commit_editing()
        last = self._recalled()
        if last is None:
            self.dialog()
        elif not self._is_busy() and self._may_replace(last):
            self._start(last.file, last.options)

    def _is_busy(self) -> bool:
        """Whether an export is under way, which is said then."""
        if self._job is not None:
            self._window.status.say(self.tr("The last export is still being written"))
        return self._job is not None

    def _start(self, path: Path, options: ExportOptions) -> ExportJob:
        """Writes the map to a file, as its suffix says, while the user goes on."""
        from cjm_desktop.windows.background import hold
        from cjm_desktop.windows.export.job import job_for

        document = self._job_of = self._document
        name = document.path.name if document.path else ""
        job = self._job = job_for(self._session.journey, path, options, name)
        self._share, self._said = 0.0, ""
        job.progressed.connect(self._progressed)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.stopped.connect(self._stopped)
        self._late.start()
        job.start()
        # The file is written also where the window is closed meanwhile.
        hold(job)
        return job

    def _progressed(self, share: float) -> None:
        self._share = share

    def _tell(self) -> None:
        """The export takes longer: how far it is, and a way to stop it."""
        job, status = self._job, self._window.status
        if job is None:
            return
        if self._progress is not None:
            if not self._progress.isVisible():
                self._progress.open()
        elif not self._said or status.message in ("", self._said):
            text = self.tr("Exporting {name} … {percent} %").format(
                name=plain.shortened(plain.visible(job.path.name), 40), percent=round(100 * self._share)
            )
            status.say(text, self.tr("Cancel"), job.cancel)
            self._said = status.message

    def print(self) -> None:
        """Asks how to print, with a preview, and prints."""
        from cjm_desktop.windows.export.print_dialog import PrintDialog

        self._canvas.commit_editing()
        window = self._window
        dialog = PrintDialog(
            self._session.journey,
            self._document.path,
            window.appearance,
            window,
            self._canvas.shown_view,
            self._recalled(),
        )
        dialog.exec()
        if dialog.printed is not None:
            count, name = dialog.printed
            pages = plain.plural(self.tr("%n page(s)", "", count))
            window.status.say(self.tr("Sent {pages} to {printer}").format(pages=pages, printer=plain.visible(name)))
        dialog.deleteLater()

    def _recalled(self) -> Exported | None:
        """How the window's map was exported last."""
        from cjm_desktop.windows.export.remembered import recall

        document = self._document
        found = recall(document.path) if document.path is not None else None
        if found is None and self._unsaved is not None and self._unsaved[0] is document:
            found = self._unsaved[1]
        return found

    def _keep(self, document: Document, exported: Exported) -> None:
        from cjm_desktop.windows.export.remembered import remember

        self._unsaved = document, exported
        remember(document.path, exported)
        self._say(exported.file)

    def _may_replace(self, last: Exported) -> bool:
        """Whether the file is as it was written, or gone; else the user is asked."""
        from cjm_desktop.windows.export.job import digest_of

        try:
            if digest_of(last.file) == last.digest:
                return True
        except OSError:
            # Nothing there that could be lost; writing says what is wrong.
            return True
        text = self.tr("“{name}” was changed since it was exported.").format(name=plain.visible(last.file.name))
        detail = self.tr("Notes that somebody wrote into it, for example, will be gone.")
        return plain.ask(self._window, self.tr("Export Again"), text, detail, self.tr("Replace"))

    def _done(self, path: Path) -> None:
        from cjm_desktop.windows.export.remembered import Exported

        job, document = self._end()
        self._keep(document, Exported(path, job.options, job.digest))
        if job.notes and self._told.get(path) != job.notes:
            from cjm_desktop.windows.export.left_out import LeftOutDialog

            self._told[path] = job.notes
            LeftOutDialog(path, job.notes, self._window).exec()

    def _stopped(self) -> None:
        self._end()
        self._window.status.say(self.tr("The export was stopped; nothing was written"))

    def _failed(self, sentence: str) -> None:
        self._end()
        self._window.status.hush()
        detail = self.tr("Choose another file or other options with File > Export.")
        plain.tell(self._window, self.tr("The map was not exported"), sentence, detail)

    def _end(self) -> tuple[ExportJob, Document]:
        self._late.stop()
        job, document = self._job, self._job_of
        self._job = self._job_of = None
        progress, self._progress = self._progress, None
        if progress is not None:
            progress.finish()
        assert job is not None
        assert document is not None
        job.wait()
        return job, document

    def _say(self, path: Path) -> None:
        text = self.tr("Exported {name} to {folder}").format(
            name=plain.visible(path.name), folder=plain.visible(shown_folder(path))
        )

        def show_folder() -> None:
            links.open_folder(path.parent)

        self._window.status.say(text, self.tr("Open folder"), show_folder)


def shown_folder(path: Path) -> str:
    """The folder of a file as people write it, the middle of a long one left out."""
    folder = path.absolute().parent
    home = Path.home()
    written = f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) and folder != home else str(folder)
    return written if len(written) <= 60 else f"{written[:20]}…{written[-39:]}"
