"""What is unsaved in every window goes in; it lies in the recovery journal seconds later, and is offered at the next start.

Nothing waits for the disk: maps are frozen values, so that a thread writes them while editing goes on.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from cjm_desktop.windows import links, plain
from cjm_desktop.windows.banner import RECOVERED, UNPROTECTED

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from cjm_desktop.model.journey import Journey
    from cjm_desktop.storage.recovery import Journal, Leftover
    from cjm_desktop.windows.banner import Banner
    from cjm_desktop.windows.document import Document
    from cjm_desktop.windows.main_window import MainWindow

#: How long after an edit it is written, in seconds: at least, and at most where writing takes long.
SOONEST, LATEST = 1.0, 15.0
#: However large the map: writing takes at most one part in so many of the processor, and the disk every second moment.
_SHARE = 10
#: How long the end of the program waits for the disk, in seconds.
_PATIENCE = 10.0

T = TypeVar("T")

_log = logging.getLogger("cjm_desktop")


@dataclass(frozen=True, slots=True)
class _State:
    """What is to be found again of a window's map. `typed` is the text of the field that is open on it, if one is."""

    journey: Journey
    typed: str | None
    path: Path | None
    digest: str

    def is_same(self, other: _State | None) -> bool:
        """Maps are compared by identity, which takes no time."""
        if other is None or self.journey is not other.journey:
            return False
        return (self.typed, self.path, self.digest) == (other.typed, other.path, other.digest)


@dataclass(eq=False, slots=True)
class _Kept:
    """One window: its entry in the journal, and which state is there or on its way."""

    window: MainWindow
    timer: QTimer
    entry: str = ""
    document: Document | None = None
    written: _State | None = None
    writing: Future[float] | None = None
    pause: float = field(default_factory=lambda: SOONEST)
    follows_writing: bool = False

    def state(self, document: Document) -> _State:
        workspace = self.window.workspace
        written = workspace.canvas.writing.field if workspace is not None else None
        typed = written.toPlainText() if written is not None else None
        # What may not be written over is found again as a map without a file.
        path = None if document.read_only else document.path
        return _State(document.session.journey, typed, path, document.digest if path is not None else "")

    def journey(self, document: Document) -> Journey:
        """The map, with what is being written on it."""
        workspace = self.window.workspace
        return document.session.journey if workspace is None else workspace.canvas.writing.as_it_stands()


class Recovery(QObject):
    """The journal of one program. `follow` each window; what is saved or given up on purpose is forgotten."""

    _ended = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._made: Journal | None = None
        self._kept: dict[MainWindow, _Kept] = {}
        self._thread: ThreadPoolExecutor | None = None
        self._complained = False
        self._banner: Banner | None = None
        self._ended.connect(self._go_on)

    @property
    def journal(self) -> Journal:
        """Made when it is first wanted: reading maps is a heavy import."""
        if self._made is None:
            from cjm_desktop.storage.recovery import Journal

            self._made = Journal(self.folder)
        return self._made

    # ---- keeping

    def follow(self, window: MainWindow) -> None:
        """Keeps what this window shows from now on, until it is closed."""
        timer = QTimer(window)
        timer.setSingleShot(True)
        kept = self._kept[window] = _Kept(window, timer)
        timer.timeout.connect(lambda: self._write(kept))
        window.refreshed.connect(lambda: self._look(kept))
        window.closed.connect(lambda: self._end(kept))

    def may_have_leftovers(self) -> bool:
        """Whether it is worth looking for what other programs left. Quick: reads nothing but the names in one folder."""
        mine = {kept.entry for kept in self._kept.values()}
        try:
            with os.scandir(self.folder) as entries:
                return any(entry.name not in mine for entry in entries)
        except OSError:
            return False

    def adopt(self, window: MainWindow, entry: str) -> None:
        """The window shows what was left as this entry of the journal, which is kept on as the window's own."""
        kept = self._kept[window]
        if kept.entry != entry:
            self._forget(kept)
        kept.entry = entry
        self._look(kept)

    def discard(self, leftover: Leftover) -> None:
        """Throws away what was left."""
        self._submit(lambda: self.journal.clear(leftover.entry))

    def flush(self) -> bool:
        """Everything that is unsaved is on the disk when this returns True; False where that cannot be had in some seconds."""
        done = True
        for kept in tuple(self._kept.values()):
            try:
                self._write(kept, at_once=True)
            except Exception:
                _log.exception("recovery of one window")
                done = False
        waiting = [kept.writing for kept in self._kept.values() if kept.writing is not None]
        until = perf_counter() + _PATIENCE
        for future in waiting:
            try:
                future.result(max(0.0, until - perf_counter()))
            except Exception:
                done = False
        return done

    def stop(self) -> None:
        """Waits for what is being written; what is unsaved then is found by the next start."""
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None
        if self._made is not None:
            self._made.release_all()

    def _look(self, kept: _Kept) -> None:
        """The window was brought up to date: there is something new to keep, or nothing to keep any more."""
        window = kept.window
        if window.document is not kept.document:
            # Only a map without changes gives way to another one in the same window.
            self._forget(kept)
            kept.document = window.document
        if kept.document is None or window.workspace is None:
            return
        if not kept.follows_writing:
            window.workspace.canvas.text_written.connect(lambda: self._soon(kept))
            kept.follows_writing = True
        if kept.document.session.is_dirty or window.workspace.canvas.writing.is_open:
            if not kept.state(kept.document).is_same(kept.written):
                self._soon(kept)
        else:
            self._forget(kept)

    def _soon(self, kept: _Kept) -> None:
        # The first of many edits sets the time, or the work of somebody who never pauses would never be kept.
        if not kept.timer.isActive() and kept.writing is None:
            kept.timer.start(round(kept.pause * 1000))

    def _write(self, kept: _Kept, *, at_once: bool = False) -> None:
        """Hands the window's map to the thread, where that has not got it; `at_once` also while it writes the one before."""
        kept.timer.stop()
        document = kept.document
        if document is None or (kept.writing is not None and not at_once):
            return
        state, journey = kept.state(document), kept.journey(document)
        if not document.session.is_dirty and journey is document.session.journey:
            self._forget(kept)
        elif not state.is_same(kept.written):
            entry = kept.entry = kept.entry or self.journal.new_entry()
            kept.written = state
            folder = document.folder if state.path is None else None
            future = kept.writing = self._submit(lambda: self._timed(entry, journey, state, folder))
            future.add_done_callback(lambda future: self._tell_end(kept, future))

    def _timed(self, entry: str, journey: Journey, state: _State, folder: Path | None) -> float:
        """Writes, in the thread; for how many seconds nothing is to be written again.

        `folder` is that of a map which is found again as one without a file.
        """
        began, worked = perf_counter(), thread_time()
        if folder is not None:
            journey = links.without_folder(journey, folder)
        self.journal.write(entry, journey, state.path, state.digest)
        pause = max(SOONEST, perf_counter() - began, (thread_time() - worked) * _SHARE)
        return min(pause, LATEST)

    def _tell_end(self, kept: _Kept, future: Future[float]) -> None:
        with suppress(RuntimeError):  # the program is at its end, and this object gone
            self._ended.emit((kept, future))

    def _go_on(self, ended: tuple[_Kept, Future[float]]) -> None:
        """A state was written, or could not be; there may be a newer one by now."""
        kept, future = ended
        if kept.writing is not future:
            return
        kept.writing = None
        try:
            kept.pause = future.result()
        except OSError as error:
            kept.written, kept.pause = None, LATEST
            self._complain(kept.window, error)
        except Exception:
            kept.pause = LATEST
            raise
        else:
            self._take_back_complaint()
        if kept.window in self._kept:
            self._look(kept)

    def _forget(self, kept: _Kept) -> None:
        """The map is safe in its file, or given up on purpose."""
        kept.timer.stop()
        entry, kept.entry = kept.entry, ""
        workspace = kept.window.workspace
        if workspace is not None:
            workspace.banner.withdraw(RECOVERED)
            if workspace.banner.withdraw(UNPROTECTED):
                # It is safe now; what is not safe later is to be told of again.
                self._complained, self._banner = False, None
        kept.written, kept.writing = None, None
        if entry:
            self._submit(lambda: self.journal.clear(entry))

    def _end(self, kept: _Kept) -> None:
        self._forget(kept)
        self._kept.pop(kept.window, None)

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recovery")
        return self._thread.submit(work)

    def _complain(self, window: MainWindow, error: OSError) -> None:
        """Says once that nothing can be kept; the program goes on, and tries again."""
        _log.warning("nothing can be kept for recovery: %s", error)
        if self._complained:
            return
        self._complained = True
        from cjm_desktop.formats.errors import reason

        text = self.tr(
            "Unsaved work cannot be kept safe against a crash at present: {folder} cannot be written to, because {reason}. "
            "Save your map often."
        ).format(folder=plain.visible(str(self.folder.parent)), reason=reason(error))
        if window.workspace is not None:
            self._banner = window.workspace.banner
            self._banner.show_notice(UNPROTECTED, text)

    def _take_back_complaint(self) -> None:
        banner, self._banner = self._banner, None
        if banner is not None:
            with suppress(RuntimeError):  # its window is closed
                banner.withdraw(UNPROTECTED)
