"""One window's document: its session, the file that holds it and as which bytes, and why it may not be written there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cjm_desktop.editing.session import Session
from cjm_desktop.windows import plain

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.storage.locks import EditLock, Held


class Barrier(StrEnum):
    """Why a map is not written to its file but under another name."""

    NONE = ""
    NEWER = "newer"  #: a newer version of the program made it
    HELD = "held"  #: somebody else is working on it
    UNWRITABLE = "unwritable"  #: the file may only be read


class Document(QObject):
    """`path` is None for a map that no file holds yet; `digest` is of the file's bytes as last read or written here, and
    `base` the map in them, None where it is not known.

    `notes` and `displaced` say what was put right when it was opened, see `formats.journey_file.Loaded`. While it is
    `held`, the file is somebody else's to write. `origin` says where a map comes from that its file does not hold yet;
    `called` names one that has no file, in place of its title.
    """

    #: The file holds the map as it is here: it was written, or read again.
    saved = Signal()
    #: Another file, or somebody else whose it is to write.
    moved = Signal()

    def __init__(
        self,
        session: Session,
        path: Path | None = None,
        *,
        read_only: bool = False,
        digest: str = "",
        base: Journey | None = None,
        notes: Sequence[str] = (),
        displaced: Sequence[str] = (),
        lock: EditLock | None = None,
        held: Held | None = None,
        origin: str = "",
        called: str = "",
    ) -> None:
        super().__init__()
        self.session = session
        self.path = path
        self.read_only = read_only
        self.digest = digest
        self.base = base
        self.notes, self.displaced = tuple(notes), tuple(displaced)
        self.lock, self.held = lock, held
        self.origin = origin
        self.called = called
        self.saved_at: datetime | None = None
        #: What there is to say of the last save, though it went well.
        self.remarks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the document is called: its file's name, else the map's title."""
        from cjm_desktop.windows.document.names import untitled

        if self.path is not None:
            return plain.visible(self.path.name)
        if self.called:
            return plain.visible(self.called)
        return plain.visible(plain.shortened(self.session.journey.title)) or untitled()

    @property
    def folder(self) -> Path | None:
        """Where ways to other maps begin; None for a map that no file holds."""
        return None if self.path is None else self.path.absolute().parent

    @property
    def is_untouched(self) -> bool:
        """Whether nothing would be lost by showing another map in its place."""
        return self.path is None and not self.session.is_dirty and self.session.position == 0

    @property
    def barrier(self) -> Barrier:
        """Why the map is not written to its file, as things stand now."""
        from cjm_desktop.windows.document.places import is_writable

        if self.path is None:
            return Barrier.NONE
        if self.read_only:
            return Barrier.NEWER
        if self.held is not None:
            return Barrier.HELD
        return Barrier.NONE if is_writable(self.path) else Barrier.UNWRITABLE

    def move(self, path: Path, lock: EditLock | None) -> None:
        """The map is in another file now, and the one that held it before is free."""
        self.release()
        self.path, self.lock = path, lock
        self.read_only = False
        self.moved.emit()

    def was_written(self, digest: str, journey: Journey, remarks: Sequence[str] = ()) -> None:
        """The file holds this journey as these bytes."""
        self.digest, self.base, self.remarks = digest, journey, tuple(remarks)
        self.origin = ""
        self.saved_at = datetime.now()
        self.session.mark_saved(journey)
        self.saved.emit()

    def was_read(self, digest: str, journey: Journey) -> None:
        """The file was read again: it holds this journey as these bytes."""
        self.digest, self.base, self.remarks = digest, journey, ()
        self.origin = ""
        self.session.mark_saved(journey)
        self.saved.emit()

    def release(self) -> None:
        """Somebody else may work on the file now."""
        if self.lock is not None:
            self.lock.release()
        self.lock = self.held = None
