"""Saving as the user meets it: a document goes in, its map is in a file; every refusal asks what to do, and loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cjm_desktop.windows import plain, recent, refusals, settings
from cjm_desktop.windows.choices import Choice, choose
from cjm_desktop.windows.document import names, places, reading
from cjm_desktop.windows.document.document import Barrier, Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_desktop.formats.errors import FileProblem
    from cjm_desktop.formats.relocating import Relocation
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.storage.locks import EditLock
    from cjm_desktop.storage.saving import NeedsConsent

#: So many links that lead nowhere are named.
_MOST_NAMED = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("document", text)


def _elsewhere() -> Choice:
    return Choice("elsewhere", _tr("Save As…"), _tr("Your map goes on in a file of its own; this one stays as it is."))


def save(document: Document, parent: QWidget) -> bool:
    """Writes to the document's file, asking for one where there is none; False where it was not saved."""
    if document.path is None:
        return save_as(document, parent)
    if document.barrier is Barrier.HELD:
        return _save_what_is_held(document, parent)
    if document.barrier is Barrier.UNWRITABLE and document.lock is not None:
        # It could be written when it was opened: a chooser for files would come out of the blue.
        return _save_what_may_only_be_read(document, parent)
    if document.barrier is not Barrier.NONE:
        return save_as(document, parent)
    if document.lock is None and not reading.take_lock(document):
        # Nobody had locked it, because it could not be written when it was opened.
        return _save_what_is_held(document, parent)
    return _Saving(document, document.path, parent, document.digest or None).run()


def save_as(document: Document, parent: QWidget) -> bool:
    """Asks for a file, writes to it and goes on there; False where the user thought better of it or it cannot be written."""
    path = _ask_for_file(document, parent, _tr("Save Map"))
    if path is None:
        return False
    if document.path is not None and names.is_same(path, document.path):
        if document.barrier is Barrier.NONE:
            return save(document, parent)
        plain.tell(parent, _tr("Save Map"), _why_not(document), _tr("Choose another name for the copy."))
        return False
    lock = _lock(path, document, parent)
    if lock is None:
        return False
    if _Saving(document, path, parent, _expected(path), lock).run():
        return True
    lock.release()
    return False


def save_copy(document: Document, parent: QWidget) -> Path | None:
    """Asks for a file and writes the map to it; the document goes on in its own. None where nothing was written."""
    start = names.copy_of(document.path) if document.path is not None else None
    path = _ask_for_file(document, parent, _tr("Save a Copy"), start)
    if path is None:
        return None
    if document.path is not None and names.is_same(path, document.path):
        text = _tr("This is the file of the map itself.")
        plain.tell(parent, _tr("Save a Copy"), text, _tr("Choose another name for the copy."))
        return None
    lock = _lock(path, document, parent)
    if lock is None:
        return None
    saving = _Saving(document, path, parent, _expected(path), copy=True)
    try:
        return path if saving.run() else None
    finally:
        lock.release()


class Wish(StrEnum):
    """What becomes of unsaved changes when their window is closed."""

    KEEP_OPEN = ""
    SAVE = "save"
    LET_GO = "let go"  #: or there are none


def wish_at_close(document: Document, parent: QWidget) -> Wish:
    """Asks about unsaved changes, where there are any; nothing is done yet."""
    if not document.session.is_dirty:
        return Wish.LET_GO
    text = _tr("Save the changes to “{name}”?").format(name=document.name)
    box = plain.message(parent, _tr("Unsaved changes"), text, detail=_tr("Without saving, they are lost."))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    box.setEscapeButton(buttons.Cancel)
    answer = box.exec()
    if answer == buttons.Save:
        return Wish.SAVE
    return Wish.LET_GO if answer == buttons.Discard else Wish.KEEP_OPEN


def fulfil(wish: Wish, document: Document, parent: QWidget) -> bool:
    """Whether the window may be closed now: what is to be saved is saved."""
    return wish is Wish.LET_GO or (wish is Wish.SAVE and save(document, parent))


def _why_not(document: Document) -> str:
    if document.barrier is Barrier.NEWER:
        return _tr("This file was made by a newer version of the program and is not written over.")
    if document.barrier is Barrier.HELD and document.held is not None:
        return reading.held_words(document.name, document.held)
    return _tr("“{name}” may only be read.").format(name=document.name)


def _save_what_is_held(document: Document, parent: QWidget) -> bool:
    """The file is somebody else's to write: another name, or the lock is broken."""
    ways = (
        _elsewhere(),
        Choice("break", _tr("Break the Lock…"), _tr("Only where you are sure that nobody works on the file any more.")),
    )
    while document.held is not None:
        way = choose(parent, _tr("Save Map"), _why_not(document), reading.since_words(document.held), ways)
        if way == "elsewhere":
            return save_as(document, parent)
        if way != "break":
            return False
        reading.break_lock(document, parent)
    return save(document, parent)


def _save_what_may_only_be_read(document: Document, parent: QWidget) -> bool:
    """The file was made read-only while it was open: another place, or once more when it may be written."""
    text = _tr("“{name}” may only be read now: somebody has taken away the leave to write it.").format(
        name=document.name
    )
    detail = _tr("Nothing was written. Your map is still open.")
    way = choose(parent, _tr("The map was not saved"), text, detail, _ways_on())
    if way == "elsewhere":
        return save_as(document, parent)
    return way == "again" and save(document, parent)


def _ways_on() -> tuple[Choice, Choice]:
    return (
        Choice("elsewhere", _tr("Save Somewhere Else…"), _tr("Another name, folder or disk.")),
        Choice("again", _tr("Try Again"), _tr("When you have put right what is in the way.")),
    )


def _ask_for_file(document: Document, parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """A file to write to, with its suffix; None where the user cancels."""
    if start is None:
        start = names.proposed(document.path, document.called or document.session.journey.title)
        if document.path is not None and document.barrier is not Barrier.NONE:
            start = names.copy_of(document.path)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), names.file_filter())
    if not chosen:
        return None
    path = names.with_suffix(Path(chosen))
    # The file dialog asked about the name as it was written, not about the one with the suffix.
    if str(path) != chosen and names.is_taken(path) and not names.may_replace(parent, path, title):
        return None
    return path


def _expected(path: Path) -> str | None:
    """What the file may hold, of which the file dialog has asked: anything, but only where it is there by now."""
    from cjm_desktop.storage.saving import ABSENT

    return None if names.is_taken(path) else ABSENT


def _lost_words(lost: Sequence[str]) -> str:
    """That links lead nowhere from where the map was saved to."""
    text = _tr("From the new folder no link can lead to {maps}: these links are as they were, and lead nowhere now.")
    named = [plain.visible(plain.shortened(path, 80)) for path in lost[:_MOST_NAMED]]
    if len(lost) > _MOST_NAMED:
        named.append("…")
    return text.format(maps=", ".join(named))


def _lock(path: Path, document: Document, parent: QWidget) -> EditLock | None:
    """The file's lock; None where somebody else works on the file, which the user is told."""
    lock, held = reading.lock_or_holder(path)
    if held is not None and document.lock is not None and document.lock.is_in(held):
        # The document's own file, in a folder that was renamed.
        lock, held = reading.taken_from(held)
    if held is None:
        return lock
    detail = _tr("Choose another name, or save when it is closed there.")
    plain.tell(parent, _tr("Save Map"), reading.held_words(plain.visible(path.name), held), detail)
    return None


@dataclass
class _Saving:
    """One attempt to write a document's map to a file, until it is written or the user lets it be.

    `expected` is the digest of what the file may hold, None for whatever it holds. A `copy` leaves the document where it is.
    """

    document: Document
    path: Path
    parent: QWidget
    expected: str | None
    lock: EditLock | None = None
    copy: bool = False
    _in_place: bool = field(default=False, init=False)
    _remarks: list[str] = field(default_factory=list, init=False)
    _relocation: Relocation | None = field(default=None, init=False)

    def run(self) -> bool:
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.formats.relocating import Relocation
        from cjm_desktop.storage import saving

        before, after = self.document.folder, self.path.absolute().parent
        if before != after:
            self._relocation = Relocation(before, after)
        self._in_place = places.may_write_in_place(self.path)
        while True:
            self._remarks.clear()
            try:
                digest = saving.save(
                    self._journey(),
                    self.path,
                    expected=self.expected,
                    backups=places.backups(),
                    in_place=self._in_place,
                    tell=self._remarks.append,
                )
            except saving.ChangedOnDisk as changed:
                way = self._ask_about_change(changed.digest)
            except saving.SaveLocked as locked:
                way = self._ask_about_lock(locked)
            except saving.NeedsConsent as wanted:
                way = self._ask_for_consent(wanted)
            except saving.NotForced as doubt:
                way = self._ask_about_doubt(doubt, doubt.digest)
            except FileProblem as problem:
                way = self._ask_about_failure(problem)
            else:
                self._done(digest)
                return True
            if way == "elsewhere":
                return self._elsewhere()
            if way != "again":
                return False

    def _journey(self) -> Journey:
        """The map as it is to be written: from another folder other ways lead to the maps that its cards lead to."""
        journey = self.document.session.journey
        return journey if self._relocation is None else self._relocation(journey)

    def _done(self, digest: str) -> None:
        recent.remember(self.path)
        settings.store(settings.FOLDER, str(self.path.absolute().parent))
        lost = () if self._relocation is None else tuple(self._relocation.lost)
        if self.copy:
            if lost:
                plain.tell(self.parent, _tr("Save a Copy"), _lost_words(lost))
            return
        document = self.document
        if document.path != self.path:
            document.move(self.path, self.lock)
        if self._relocation is not None:
            # Undo leads back to other states of the map, not to another folder.
            document.session.rewrite(self._relocation)
        if lost:
            self._remarks.append(_lost_words(lost))
        document.was_written(digest, document.session.journey, self._remarks)

    def _elsewhere(self) -> bool:
        if self.copy:
            return save_copy(self.document, self.parent) is not None
        return save_as(self.document, self.parent)

    def _ask_about_change(self, found: str) -> str:
        """Two people wrote: neither one's work is lost, whatever is chosen. `found` is the digest of what is there."""
        if self.document.path != self.path:
            # A file that came to be while its name was chosen.
            self.expected = found
            return "again" if names.may_replace(self.parent, self.path, _tr("Save Map")) else ""
        name = plain.visible(self.path.name)
        ways = (
            Choice("merge", _tr("Merge…"), _tr("See what each of you changed, and save both.")),
            _elsewhere(),
            Choice(
                "keep", _tr("Keep Mine"), _tr("Your map replaces the file; the other one is kept in File > Versions.")
            ),
            Choice("reload", _tr("Reload"), _tr("The other map is shown in place of yours; Undo brings yours back.")),
        )
        text = _tr("“{name}” was changed by somebody else since you opened or saved it.").format(name=name)
        way = choose(self.parent, _tr("Save Map"), text, _tr("Nothing was written yet. Your map is still open."), ways)
        if way == "keep":
            # Not whatever the file holds: a third version is asked about again.
            self.expected = found
            return "again"
        if way == "merge":
            if not reading.merge(self.document, self.parent):
                return ""
            self.expected = self.document.digest
            return "again"
        if way == "reload":
            reading.reload(self.document, self.parent)
        return way

    def _ask_about_lock(self, locked: FileProblem) -> str:
        ways = (Choice("again", _tr("Try Again")), _elsewhere())
        detail = _tr("Nothing was written. Your map is still open.")
        return choose(self.parent, _tr("Save Map"), refusals.quoted(locked), detail, ways)

    def _ask_for_consent(self, wanted: NeedsConsent) -> str:
        ways = (
            Choice("place", _tr("Write It in Place"), _tr("You are not asked again for this folder.")),
            _elsewhere(),
        )
        detail = _tr(
            "If the computer stops while it writes, the file may be damaged. The version before is kept in File > Versions."
        )
        text = _tr("“{name}” can only be written over in place, because {why}.")
        said = text.format(name=plain.visible(self.path.name), why=wanted.why)
        way = choose(self.parent, _tr("Save Map"), said, detail, ways)
        if way == "place":
            places.agree_to_write_in_place(self.path)
            self._in_place = True
            return "again"
        return way

    def _ask_about_doubt(self, doubt: FileProblem, digest: str) -> str:
        """The file is written, but nobody knows whether it would outlive a power cut."""
        self.expected = digest
        if self.document.path == self.path:
            self.document.digest = digest
        ways = (Choice("again", _tr("Save Again")), _elsewhere())
        return choose(self.parent, _tr("Save Map"), refusals.quoted(doubt), _tr("Your map is still open."), ways)

    def _ask_about_failure(self, problem: FileProblem) -> str:
        detail = _tr("What is on the disk is as it was, and your map is still open.")
        return choose(self.parent, _tr("The map was not saved"), refusals.quoted(problem), detail, _ways_on())
