"""What the actions on a map's versions do, on one window and its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from cjm_desktop.windows import links, plain
from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.history_keys import undo_by_keys
from cjm_desktop.windows.steps import step

if TYPE_CHECKING:
    from cjm_desktop.editing.session import Session
    from cjm_desktop.windows.versions import VersionsDialog


class VersionCommands(CommandGroup):
    """The commands on versions."""

    def keep(self) -> None:
        """Asks for a name and a note, and keeps the map as it is now: inside, as one step, or beside its file."""
        from cjm_desktop.storage.beside import path_beside
        from cjm_desktop.windows.keep_dialog import KeepVersionDialog

        self._canvas.commit_editing()
        path = self._document.path
        dialog = KeepVersionDialog("" if path is None else plain.visible(path_beside(path).name), self._window)
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if taken:
            self.keep_as(dialog.name, dialog.note, inside=dialog.is_inside)

    def keep_as(self, name: str, note: str, *, inside: bool) -> None:
        """Keeps the map as it is now under a name."""
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.formats.kept import with_version
        from cjm_desktop.storage.beside import keep_beside
        from cjm_desktop.windows.waiting import waited

        session, path = self._session, self._document.path
        try:
            if inside or path is None:
                session.end_merge()
                session.apply(step("Keep version"), with_version(session.journey, name, note))
                said = self.tr("Kept “{name}” inside the map; save it to keep it for good")
            else:
                words = self.tr("Keeping “{name}” …").format(name=plain.shortened(plain.visible(name), 60))
                journey = session.journey
                if waited(self._window, words, lambda: keep_beside(journey, path, name, note)) is None:
                    self._window.status.say(self.tr("Given up; File > Versions tells whether it was kept"))
                    return
                said = self.tr("Kept “{name}” beside the file")
        except FileProblem as problem:
            plain.tell(self._window, self.tr("The version cannot be kept"), str(problem))
            return
        self._window.status.say(said.format(name=plain.shortened(plain.visible(name), 60)))

    def show(self) -> None:
        """Versions that were kept, and what the file held before: to go back to, to open, to compare with, to delete."""
        from cjm_desktop.formats.kept import without_version
        from cjm_desktop.windows.document import places
        from cjm_desktop.windows.versions import COMPARE, OPEN, RESTORE, VersionsDialog

        self._canvas.commit_editing()
        session, document = self._session, self._document
        dialog = VersionsDialog(
            session.journey, document.path, places.backups(), self._window.appearance, self._window, document.name
        )

        def remove(id_: str) -> None:
            session.end_merge()
            session.apply(step("Delete version"), without_version(session.journey, id_))
            dialog.follow(session.journey)

        dialog.removed.connect(remove)
        _undo_what_is_deleted(dialog, session)
        dialog.exec()
        dialog.deleteLater()
        if dialog.choice is None:
            return
        which, journey, entry = dialog.choice
        if which == COMPARE and self._window.commands.compare.show_version(journey, entry.called):
            which = RESTORE
        if which == RESTORE:
            session.end_merge()
            session.apply(step("Restore version"), journey)
            words = self.tr("This is the version of {when}; save it to keep it")
            self._say_until_changed(words.format(when=entry.called[:1].lower() + entry.called[1:]))
        elif which == OPEN:
            from cjm_desktop.editing.document import WITHOUT_VERSIONS

            bare = journey.model_copy(update=WITHOUT_VERSIONS)
            folder = document.folder
            self._window.show_journey(bare if folder is None else links.without_folder(bare, folder), saved=False)

    def _say_until_changed(self, text: str) -> None:
        """Undo takes back what was said, too."""
        status = self._window.status

        def outdate(*_: object) -> None:
            stop()
            status.withdraw(text)

        stop = self._session.subscribe(outdate)
        status.say(text)


def _undo_what_is_deleted(dialog: VersionsDialog, session: Session) -> None:
    """Keys bring back, in the dialog, what was deleted from the map there; earlier steps are the map's own affair."""
    opened, undone = session.position, 0

    def undo() -> None:
        nonlocal undone
        if session.position > opened:
            session.undo()
            undone += 1
            dialog.follow(session.journey)

    def redo() -> None:
        nonlocal undone
        if undone and session.can_redo:
            session.redo()
            undone -= 1
            dialog.follow(session.journey)

    def forget() -> None:
        nonlocal undone
        undone = 0

    # What is deleted next takes the place of what could be redone.
    dialog.removed.connect(forget)
    undo_by_keys(dialog, undo, redo)
