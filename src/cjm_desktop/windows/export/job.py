"""An export in a thread of its own: a frozen map and options go in, a file comes out, with progress and a way to stop."""

from __future__ import annotations

import errno
import hashlib
import logging
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.exporting import ExportCancelled, ExportOptions, export_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey

#: Windows' numbers for a file that another program has open.
_OPEN_ELSEWHERE = (32, 33)

_log = logging.getLogger("cjm_desktop")


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes; OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@guarded
class ExportJob(QThread):
    """Start it with `start()`. Ends with one of `done`, `failed` (a sentence for the user) or `stopped`.

    The map is a frozen value, so that editing goes on meanwhile; `name` is its file's, for the footer. When it is done,
    `digest` is the SHA-256 of the file and `notes` say what of the map is not in it.
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
        self.path = path
        self.options = options
        self.digest = ""
        self.notes: tuple[str, ...] = ()
        self._name = name
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Asks the export to stop; `stopped` says when it has."""
        self._cancelled.set()

    def run(self) -> None:
        try:
            self.notes = self._write()
            self.digest = digest_of(self.path)
        except ExportCancelled:
            self.stopped.emit()
        except FileProblem as problem:
            self.failed.emit(" ".join(filter(None, (str(problem), self._what_to_do(problem)))))
        except OSError:
            # Written, and gone since.
            self.done.emit(self.path)
        except MemoryError:
            self.failed.emit(self._too_large())
        except Exception as error:
            # A thread's error would otherwise end unseen, and the dialog wait for ever.
            _log.exception("export")
            self.failed.emit(self.tr("The program made a mistake: {error}").format(error=error))
        else:
            self.done.emit(self.path)

    def _write(self) -> tuple[str, ...]:
        """Makes the file, and says what of the map is not in it."""
        export_file(self._journey, self.path, self.options, self._tell, self._cancelled.is_set, name=self._name)
        return ()

    def _too_large(self) -> str:
        return self.tr("The picture is too large for this computer's memory. Choose a smaller scale.")

    def _tell(self, share: float, what: str) -> None:
        self.progressed.emit(share, what)

    def _what_to_do(self, problem: FileProblem) -> str:
        """A sentence that helps where the file could not be written; empty where the problem says all."""
        cause = problem.__cause__
        if not isinstance(cause, OSError):
            return ""
        if cause.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return self.tr("Make room there, or export to another disk.")
        if cause.errno == errno.EBUSY or getattr(cause, "winerror", None) in _OPEN_ELSEWHERE:
            return self.tr("Close it in the other program, or export under another name.")
        if cause.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return self.tr("Close it where it is open in another program, or choose a folder of your own.")
        return self.tr("Choose another folder or name.")


@guarded
class OtherJob(ExportJob):
    """The same for a file of another program, of the kind that its suffix says; `options` are only handed on."""

    def _write(self) -> tuple[str, ...]:
        from cjm_desktop.formats.registry import export_file as write
        from cjm_desktop.layout.speech import speech

        def done(share: float) -> None:
            if self._cancelled.is_set():
                raise ExportCancelled
            self._tell(share, "")

        return write(self._journey, self.path, speech(self._journey.language), done)

    def _too_large(self) -> str:
        return self.tr("The map is too large for this computer's memory.")


def job_for(
    journey: Journey, path: Path, options: ExportOptions, name: str, parent: QObject | None = None
) -> ExportJob:
    """What writes a file of this name: paper, a picture, or a file of another program."""
    from cjm_desktop.formats.registry import exporter_of

    kind = ExportJob if exporter_of(path) is None else OtherJob
    return kind(journey, path, options, name, parent)
