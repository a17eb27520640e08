"""An export in a thread of its own: a frozen map and options go in, a file comes out, with progress and a way to stop."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.exporting import ExportCancelled, ExportOptions, export_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey

_log = logging.getLogger("cjm_desktop")


@guarded
class ExportJob(QThread):
    """Start it with `start()`. Ends with one of `done`, `failed` (a sentence for the user) or `stopped`.

    The map is a frozen value, so that editing goes on meanwhile; `name` is its file's, for the footer.
    """

    progressed = Signal(float, str)
    done = Signal(Path)
    failed = Signal(str)
    stopped = Signal()

    def __init__(
        self, journey: Journey, path: Path, options: ExportOptions, name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._journey = journey
        self._path = path
        self._options = options
        self._name = name
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Asks the export to stop; `stopped` says when it has."""
        self._cancelled.set()

    def run(self) -> None:
        try:
            export_file(self._journey, self._path, self._options, self._tell, self._cancelled.is_set, name=self._name)
        except ExportCancelled:
            self.stopped.emit()
        except FileProblem as problem:
            self.failed.emit(str(problem))
        except MemoryError:
            self.failed.emit(self.tr("The picture is too large for this computer's memory. Choose a smaller scale."))
        except Exception as error:
            # A thread's error would otherwise end unseen, and the dialog wait for ever.
            _log.exception("export")
            self.failed.emit(self.tr("The program made a mistake: {error}").format(error=error))
        else:
            self.done.emit(self._path)

    def _tell(self, share: float, what: str) -> None:
        self.progressed.emit(share, what)
