"""What programs left unsaved is searched for and offered; what the user wants of it is open again, as unsaved changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from cjm_desktop.windows import links, plain, times
from cjm_desktop.windows.banner import RECOVERED, WAITING
from cjm_desktop.windows.recovery import Recovery
from cjm_desktop.windows.steps import step

if TYPE_CHECKING:
    from cjm_desktop.storage.recovery import Leftover
    from cjm_desktop.windows.main_window import MainWindow

#: How long whatever comes after the offer waits for the search, in milliseconds: a file may lie on a dead drive.
_PATIENCE = 2_000


class Desktop(Protocol):
    """What the offer asks of the application."""

    windows: list[MainWindow]

    def front_window(self) -> MainWindow: ...

    def window_of(self, path: Path) -> MainWindow | None: ...


class RecoveryOffer(QObject):
    """Asks about leftovers once they are found; one question at a time."""

    _found = Signal(object)

    def __init__(self, recovery: Recovery, desktop: Desktop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recovery, self._desktop = recovery, desktop
        self._then: Callable[[], object] | None = None
        self._searching = False
        self._says_if_none = False
        #: The window that was opened last, beside which the next one stands.
        self._latest: MainWindow | None = None
        #: What the user has put off until later.
        self._put_off: tuple[Leftover, ...] = ()
        self._found.connect(self._ask)

    def at_start(self, then: Callable[[], object]) -> None:
        """Asks, if there is anything to ask about; calls `then` afterwards, or when the search takes too long."""
        if not self._recovery.may_have_leftovers():
            then()
            return
        self._then = then
        QTimer.singleShot(_PATIENCE, self, self._go_on)
        self._search()

    def ask_again(self) -> None:
        """The user asks for what was kept for later, and is told where there is nothing."""
        self._says_if_none = True
        self._search()

    def _search(self) -> None:
        if self._searching:
            return
        self._searching = True
        journal = self._recovery.journal

        def search() -> None:
            found: Sequence[Leftover] = ()
            try:
                found = journal.leftovers()
            finally:
                with suppress(RuntimeError):  # the program is at its end, and this object gone
                    self._found.emit(found)

        # Nobody waits for it at the program's end, were the drive dead.
        threading.Thread(target=search, name="leftovers", daemon=True).start()

    def _ask(self, found: Sequence[Leftover]) -> None:
        says_if_none, self._says_if_none = self._says_if_none, False
        window = self._desktop.front_window()
        if found:
            # While it asks, the files that the program was started with wait for the answer.
            waiting, self._then = self._then, None
            from cjm_desktop.windows.recovery_dialog import RecoveryDialog

            journal = self._recovery.journal
            dialog = RecoveryDialog(
                found,
                lambda one: journal.read(one).journey,
                self.recover,
                self._recovery.discard,
                window.appearance,
                window,
            )
            dialog.exec()
            for leftover in dialog.remaining:
                journal.release(leftover.entry)
            self._put_off = tuple(dialog.remaining)
            dialog.deleteLater()
            self._then = waiting
        elif says_if_none:
            text = self.tr("There are no unsaved maps to recover.")
            plain.tell(window, self.tr("Recover Unsaved Maps"), text)
        if not found:
            self._put_off = ()
        for one in self._desktop.windows:
            self.tell_of_waiting(one)
        self._searching = False
        self._go_on()

    def tell_of_waiting(self, window: MainWindow) -> None:
        """Says above a map that unsaved work of it was put off until later, where that is so."""
        if window.document is None or window.workspace is None:
            return
        from cjm_desktop.windows.document.names import is_same

        path, banner = window.document.path, window.workspace.banner
        of_it = (one for one in self._put_off if path and one.path and is_same(one.path, path))
        latest = max(of_it, key=lambda one: one.when, default=None)
        if latest is None:
            banner.withdraw(WAITING)
            return
        text = self.tr("There is unsaved work of this map from {when}.").format(when=times.when(latest.when))
        banner.show_notice(WAITING, text, ((self.tr("Recover…"), self.ask_again),))

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def recover(self, leftover: Leftover) -> bool:
        """Opens a map as it was left; False, with a message, where it cannot be read.

        It is open as changes of its file, in the window that shows this file if that has no changes of its own; as a map
        without a file where the file holds newer work.
        """
        from cjm_desktop.formats.errors import FileProblem

        front = self._desktop.front_window()
        try:
            loaded = self._recovery.journal.read(leftover)
        except FileProblem as problem:
            plain.tell(front, self.tr("The map cannot be recovered"), str(problem))
            return False
        path = None if leftover.stale else leftover.path
        shown = self._desktop.window_of(path) if path is not None else None
        if shown is not None and shown.document is not None:
            document = shown.document
            if not document.session.is_dirty and document.digest == leftover.digest:
                from cjm_desktop.editing.sharing import shared_with

                session = document.session
                session.apply(step("Recover map"), shared_with(session.journey, loaded.journey))
                self._recovery.adopt(shown, leftover.entry)
                self._tell(shown, leftover, copied=False)
                shown.come_forward()
                return True
            path = None
        fields: dict[str, Any] = {"notes": loaded.notes, "displaced": loaded.displaced}
        journey = loaded.journey
        if path is not None:
            fields |= _in_file(path, leftover)
        elif leftover.path is not None:
            # Beside the map that its file holds, it has to have a name of its own.
            fields["called"] = self.tr("{name} (recovered)").format(name=leftover.path.stem)
            journey = links.without_folder(journey, leftover.path.parent)
        beside = self._latest if self._latest in self._desktop.windows else front
        assert beside is not None
        window = self._latest = beside.show_journey(journey, saved=False, **fields)
        self._recovery.adopt(window, leftover.entry)
        self._tell(window, leftover, copied=path is None and leftover.path is not None)
        return True

    def _tell(self, window: MainWindow, leftover: Leftover, *, copied: bool) -> None:
        assert window.workspace is not None
        when = times.when(leftover.when)
        if copied:
            assert leftover.path is not None
            text = self.tr("This is a copy of the work that was left {when}. “{name}” stays as it is.").format(
                when=when, name=plain.visible(leftover.path.name)
            )
        else:
            text = self.tr("This is the work that was left {when}. It is not saved yet.").format(when=when)
        window.workspace.banner.show_notice(RECOVERED, text, ((self.tr("Save"), window.commands.file.save),))


def _in_file(path: Path, leftover: Leftover) -> dict[str, Any]:
    """What a document has to know of the file that the map goes back to, and which the next save may not write over blindly."""
    from cjm_desktop.formats import journey_file
    from cjm_desktop.formats.errors import FileProblem
    from cjm_desktop.storage.recovery import OnDisk
    from cjm_desktop.windows.document import places, reading

    fields: dict[str, Any] = {"path": path, "digest": leftover.digest}
    if leftover.on_disk is OnDisk.UNCHANGED:
        with suppress(FileProblem):
            fields["base"] = journey_file.load(path).journey
    if leftover.on_disk is not OnDisk.GONE and places.is_writable(path):
        fields["lock"], fields["held"] = reading.lock_or_holder(path)
    return fields
