"""Looks at a document's file from outside: what others do to it goes in; what it holds by now, and who holds it, comes out.

The digest tells whether a file is another one, never its time. Reading it is a thread's work: files may lie on slow drives.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QThread, QTimer, Signal

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import background

if TYPE_CHECKING:
    from cjm_desktop.storage.locks import EditLock, Held

#: A program that saves touches its file several times; after so many milliseconds it has done.
_SETTLED = 250


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found at `path`: the digest of its bytes, "" where there is no file, None where it cannot be read.

    `held` is who works on it, where that was asked; `lost` says that somebody has broken the lock that was given.
    """

    path: Path
    digest: str | None
    held: Held | None
    lost: bool


@guarded
class _Look(QThread):
    """One look at a file, at who works on it, or at the lock on it that is ours."""

    seen = Signal(object)

    def __init__(self, path: Path, lock: EditLock | None, *, ask_holder: bool) -> None:
        super().__init__()
        self._path, self._lock, self._ask_holder = path, lock, ask_holder

    def run(self) -> None:
        held = holder(self._path) if self._ask_holder else None
        lost = self._lock is not None and not self._lock.is_ours()
        self.seen.emit(Seen(self._path, digest_of(self._path), held, lost))


class FileWatch(QObject):
    """Watches one file at a time. `seen` brings what was found, after something happened or `look` was called."""

    seen = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._mark: object = None
        self._looking: _Look | None = None
        self._again = False
        #: What the names that are watched led to.
        self._watched: dict[str, tuple[int, ...]] = {}
        #: Whether it is to be found out who else works on the file, and the lock on it that may be lost.
        self.asks_holder = False
        self.lock: EditLock | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED)
        self._settle.timeout.connect(self._look_if_touched)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _: self._settle.start())
        self._watcher.directoryChanged.connect(self._folder_changed)

    def follow(self, path: Path | None) -> None:
        """Watches this file from now on; None for none."""
        known = self._watcher.files() + self._watcher.directories()
        if known:
            self._watcher.removePaths(known)
        self._path = path
        if path is not None:
            self._mark = _mark(path)
            self._watch()

    def stop(self) -> None:
        """Sends nothing any more."""
        self.follow(None)
        self._settle.stop()
        if self._looking is not None:
            self._looking.seen.disconnect(self._take)
            self._looking = None

    def look(self) -> None:
        """Looks now; where it is looking already, once more afterwards."""
        if self._path is None:
            return
        if self._looking is not None:
            self._again = True
            return
        self._again = False
        self._mark = _mark(self._path)
        self._looking = _Look(self._path, self.lock, ask_holder=self.asks_holder)
        self._looking.seen.connect(self._take)
        background.hold(self._looking)
        self._looking.start()

    def _look_if_touched(self) -> None:
        """Something happened in the folder; often it is not this file that it happened to."""
        if self._path is None:
            return
        self._watch()
        if _mark(self._path) != self._mark:
            self.look()

    def _folder_changed(self, folder: str) -> None:
        path = self._path
        # In the folders above, much happens that is no concern of the file; it must not put the look off for ever.
        if not self._settle.isActive() or (path is not None and folder == str(path.absolute().parent)):
            self._settle.start()

    def _watch(self) -> None:
        """A file that is replaced is another one, which has to be watched anew; its folder tells of one that comes back.

        Of a folder that is renamed the one above it tells.
        """
        assert self._path is not None
        wanted = {str(one): _identity(one) for one in (self._path, *self._path.absolute().parents)}
        known = {*self._watcher.files(), *self._watcher.directories()}
        # Under its old name Qt goes on watching what has another name by now.
        others = [one for one in known if wanted.get(one) != self._watched.get(one)]
        if others:
            self._watcher.removePaths(others)
        missing = [one for one, found in wanted.items() if found and (one in others or one not in known)]
        if missing:
            self._watcher.addPaths(missing)
        self._watched = wanted

    def _take(self, seen: Seen) -> None:
        self._looking = None
        if self._again or seen.path != self._path:
            self.look()
        else:
            self.seen.emit(seen)


def holder(path: Path) -> Held | None:
    """Who works on a file that this program has no lock of; None where nobody does."""
    from cjm_desktop.storage.locks import EditLock, Held, lock_file

    if not lock_file(path).exists():
        return None
    found = EditLock.take(path)
    if isinstance(found, Held):
        return found
    found.release()
    return None


def digest_of(path: Path) -> str | None:
    """The digest of a file's bytes, "" where there is no file, None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
    except OSError:
        return None


def _mark(path: Path) -> object:
    """Changes whenever the file or its lock is touched; the file's contents decide what that means."""
    from cjm_desktop.storage.locks import lock_file

    return tuple(_touched(one) for one in (path, lock_file(path)))


def _identity(path: Path) -> tuple[int, ...]:
    """Which file or folder a name leads to; empty where there is none."""
    return _touched(path)[:2]


def _touched(path: Path) -> tuple[int, ...]:
    try:
        state = os.stat(path)
    except OSError:
        return ()
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
