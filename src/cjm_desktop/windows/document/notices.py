"""What a window says of its document's file, above the map: a document goes in; banners with what can be done come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cjm_desktop.windows.banner import Offers
from cjm_desktop.windows.document import reading
from cjm_desktop.windows.document.document import Barrier, Document
from cjm_desktop.windows.document.watch import FileWatch, Seen

if TYPE_CHECKING:
    from cjm_desktop.windows.banner import Banner
    from cjm_desktop.windows.main_window import MainWindow

#: The notices, the most urgent first: what others do to the file, what the last save could not keep, whose the file is to write,
#: where the map comes from, what nobody has decided on yet, what was put right in it.
OUTSIDE, SAVING, BARRIER, ORIGIN = "outside", "saving", "barrier", "origin"
CONFLICTS, NOTES = "conflicts", "notes"


class Notices(QObject):
    """Follows one document of a window until `stop`."""

    #: Whether the map may be written to its file is another matter now.
    barrier_changed = Signal()

    def __init__(self, window: MainWindow, document: Document, banner: Banner) -> None:
        super().__init__(window)
        self._window, self._document, self._banner = window, document, banner
        #: The digest of which the user said that it is to be let be.
        self._dismissed: str | None = None
        self._shown: str | None = None
        self._conflicts = 0
        #: Why the map is not written to its file, as last seen.
        self.barrier = Barrier.NONE
        self._watch = FileWatch(self)
        self._watch.seen.connect(self._take)
        document.saved.connect(self._after_save)
        document.moved.connect(self._follow)
        banner.closed.connect(self._let_be)
        self._follow()
        self._show_origin()
        self._show_conflicts()
        self._show_notes()

    def stop(self) -> None:
        """Says no more of this document."""
        self._watch.stop()
        self._document.saved.disconnect(self._after_save)
        self._document.moved.disconnect(self._follow)
        self._banner.closed.disconnect(self._let_be)
        for key in (OUTSIDE, SAVING, BARRIER, ORIGIN, CONFLICTS, NOTES):
            self._banner.withdraw(key)

    def look(self) -> None:
        """Looks whether the file is as it was; says so where it is not."""
        self._watch.look()

    # ---- what others do

    def _take(self, seen: Seen) -> None:
        document = self._document
        if seen.lost and seen.digest != "" and document.lock is self._watch.lock:
            # Somebody took the file, as they may: it is theirs to write now.
            document.release()
            reading.take_lock(document)
        if seen.digest is None or not document.digest or seen.path != document.path:
            self._say_outside(None)
        elif seen.digest == document.digest:
            self._dismissed = None
            self._say_outside(None)
        elif seen.digest != self._dismissed:
            self._say_outside(seen.digest)
        if document.held is not None and not seen.lost:
            self._show_barrier(free=seen.held is None)
        elif document.barrier is not self.barrier:
            # It was made read-only, or may be written again.
            self._show_barrier()

    def _say_outside(self, digest: str | None) -> None:
        self._shown = digest
        if digest is None:
            self._banner.withdraw(OUTSIDE)
            return
        commands, name = self._window.commands.file, self._document.name
        offers: Offers
        if not digest:
            text = self.tr(
                "“{name}” is not in its folder any more. The map is still open here; save it to have it again."
            )
            offers = ((self.tr("Save"), commands.save), (self.tr("Save As…"), commands.save_as))
        elif self._document.session.is_dirty:
            text = self.tr(
                "“{name}” was changed by somebody else, and you have changes of your own that are not saved."
            )
            offers = ((self.tr("Merge…"), commands.merge), (self.tr("Reload"), commands.reload))
        else:
            text = self.tr("“{name}” was changed by somebody else.")
            offers = ((self.tr("Reload"), commands.reload),)
        self._banner.show_notice(OUTSIDE, text.format(name=name), offers)

    def refresh(self) -> None:
        """The map was changed here, or is as it was: what can be done about the others' changes is another matter."""
        if self._shown:
            self._say_outside(self._shown)
        self._show_conflicts()

    def _let_be(self, key: str) -> None:
        if key == OUTSIDE:
            self._dismissed, self._shown = self._shown, None

    # ---- what is to be said of the document itself

    def _follow(self) -> None:
        self._watch.asks_holder = self._document.held is not None
        self._watch.lock = self._document.lock
        self._watch.follow(self._document.path)
        self._show_barrier()

    def _show_barrier(self, *, free: bool = False) -> None:
        document, commands = self._document, self._window.commands.file
        barrier = document.barrier
        if barrier is not self.barrier:
            self.barrier = barrier
            self.barrier_changed.emit()
        elsewhere = (self.tr("Save As…"), commands.save_as)
        if barrier is Barrier.NEWER:
            text = self.tr(
                "This map was made by a newer version of the program. Look at it, or save it under another name."
            )
            self._banner.show_notice(BARRIER, text, (elsewhere,))
        elif barrier is Barrier.HELD and free:
            text = self.tr("“{name}” is free now: nobody else is working on it.").format(name=document.name)
            self._banner.show_notice(BARRIER, text, ((self.tr("Edit Anyway"), commands.take_lock), elsewhere))
        elif barrier is Barrier.HELD:
            assert document.held is not None
            text = self.tr("{who} Look at it, or save it under another name.")
            who = reading.held_words(document.name, document.held)
            self._banner.show_notice(BARRIER, text.format(who=who), (elsewhere,))
        elif barrier is Barrier.UNWRITABLE:
            text = self.tr("“{name}” may only be read. Look at it, or save it under another name.")
            self._banner.show_notice(BARRIER, text.format(name=document.name), (elsewhere,))
        else:
            self._banner.withdraw(BARRIER)

    def _show_origin(self) -> None:
        document, commands = self._document, self._window.commands
        if not document.origin:
            self._banner.withdraw(ORIGIN)
            return
        save = (self.tr("Save"), commands.file.save)
        offers: Offers = (save,)
        if document.path is not None:
            offers = (save, (self.tr("Versions…"), commands.versions.show))
        elif document.notes:
            # Of what was imported: what was guessed, and what was left out.
            offers = (save, (self.tr("Show Notes"), self._tell_notes))
        self._banner.show_notice(ORIGIN, document.origin, offers)

    def _show_conflicts(self) -> None:
        count = len(self._document.session.journey.conflicts)
        if count == self._conflicts:
            return
        self._conflicts = count
        if not count:
            self._banner.withdraw(CONFLICTS)
            return
        text = self.tr("One conflict of a merge is undecided.")
        if count > 1:
            text = self.tr("{count} conflicts of a merge are undecided.").format(count=count)
        self._banner.show_notice(CONFLICTS, text, ((self.tr("Resolve…"), self._window.commands.map.resolve_conflicts),))

    def _after_save(self) -> None:
        # A look that began before the save would call the file of before it another one.
        self._watch.look()
        self._dismissed = None
        self._say_outside(None)
        self._show_barrier()
        self._show_origin()
        remarks = self._document.remarks
        if remarks:
            self._banner.show_notice(SAVING, " ".join(remarks))
        else:
            self._banner.withdraw(SAVING)
        self._banner.withdraw(NOTES)

    def _show_notes(self) -> None:
        from cjm_desktop.formats.journey_file import is_newer
        from cjm_desktop.model.queries import parked_cards

        document = self._document
        details = (self.tr("Details"), self._tell_notes)
        if document.read_only or (document.origin and document.path is None):
            # That it is newer, or what was imported, is said already.
            return
        if document.displaced and any(one.id in document.displaced for one in parked_cards(document.session.journey)):
            text = self.tr("Some cards lost their place on the map: their lanes or stages are missing from the file.")
            self._banner.show_notice(NOTES, text, ((self.tr("Place Them"), self._place_cards), details))
        elif document.notes:
            text = self.tr("Some of the file was put right when it was opened.")
            if len(document.notes) == 1 and is_newer(document.session.journey):
                text = self.tr("Made by a newer version of the program; what this one does not know is kept.")
            self._banner.show_notice(NOTES, text, (details,))
        else:
            self._banner.withdraw(NOTES)

    def _tell_notes(self) -> None:
        title = self.tr("What was put right in the file")
        if self._document.origin and self._document.path is None:
            title = self.tr("What was noticed while importing")
        self._window.show_notes(title, self._document.notes)

    def _place_cards(self) -> None:
        self._window.commands.map.put_parked_cards(self._document.displaced)
        # What remains to be said of the file.
        self._show_notes()
