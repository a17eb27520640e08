"""What the actions of the File menu do, on one window and its document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from cjm_desktop.windows import plain, recent, refusals
from cjm_desktop.windows.commands.base import CommandGroup

if TYPE_CHECKING:
    from cjm_desktop.formats.imported import Imported
    from cjm_desktop.formats.spreadsheet import Tables


class FileCommands(CommandGroup):
    """The commands of the File menu."""

    def new_map(self) -> None:
        """The gallery: on the start page where the window shows it, else in a dialog."""
        if self._window.document is None:
            self._window.start_page.gallery.focus_cards()
            return
        from cjm_desktop.windows.gallery import GalleryDialog

        dialog = GalleryDialog(self._window.appearance, self._window.thumbnails, self._window)
        dialog.exec()
        if dialog.choice is not None:
            self.start_from_template(*dialog.choice)
        dialog.deleteLater()

    def start_from_template(self, key: str, structure: bool) -> None:
        """A map that no file holds yet, from a template or from its structure only."""
        from cjm_desktop.editing.document import structure_only
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.templates import load_template

        try:
            journey = load_template(key)
        except FileProblem as problem:
            plain.tell(self._window, self.tr("The template cannot be opened"), str(problem))
            return
        self._window.show_journey(structure_only(journey) if structure else journey)

    def open_dialog(self) -> None:
        from cjm_desktop.windows.document import open_filter, start_folder

        title = self.tr("Open Map")
        chosen, _ = QFileDialog.getOpenFileNames(self._window, title, str(start_folder()), open_filter())
        self.open_all(map(Path, chosen))

    def open_all(self, paths: Iterable[Path]) -> None:
        with refusals.together(self._window):
            for path in paths:
                self.open_any(path)

    def open_any(self, path: Path) -> None:
        """Opens a map, or imports what the program can read as one."""
        from cjm_desktop.formats.registry import is_imported

        if is_imported(path):
            self.import_file(path)
        else:
            self._window.open_path(path)

    def import_dialog(self) -> None:
        from cjm_desktop.windows.document import start_folder
        from cjm_desktop.windows.file_kinds import import_filter

        kinds = import_filter()
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import"), str(start_folder()), kinds)
        if chosen:
            self.import_file(Path(chosen))

    def import_file(self, path: Path) -> None:
        """A map that no file holds yet from a file of another kind; what was guessed or dropped is told with its origin."""
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.formats.imported import Imported
        from cjm_desktop.formats.registry import import_file, journeys_in, tables_in
        from cjm_desktop.formats.spreadsheet import Choices
        from cjm_desktop.windows.waiting import waited

        name = plain.visible(path.name)
        words = self.tr("Reading {name} …").format(name=plain.elided(name))
        try:
            names = waited(self._window, words, lambda: journeys_in(path))
            chosen = Choices(table=self._which(name, names)) if names else None
            if names is None or chosen == Choices():
                return
            read = waited(
                self._window, words, lambda: (None if chosen else tables_in(path)) or import_file(path, chosen)
            )
        except FileProblem as problem:
            refusals.refuse(self._window, self.tr("The file cannot be imported"), problem)
            return
        imported = read if read is None or isinstance(read, Imported) else self._put_right(read)
        if imported is None:
            return
        origin = self.tr("From {name}; not saved yet").format(name=name)
        self._window.show_journey(imported.journey, saved=False, origin=origin, notes=imported.notes)

    def _which(self, name: str, names: tuple[str, ...]) -> str:
        """The number, from 1, of the journey of a file that the user wants; empty for none."""
        from cjm_desktop.windows.importing.which import WhichDialog

        dialog = WhichDialog(name, names, self._window)
        taken = dialog.exec()
        number = dialog.number
        dialog.deleteLater()
        return str(number) if taken else ""

    def _put_right(self, tables: Tables) -> Imported | None:
        """What the user makes of the tables of a file; None for nothing."""
        from cjm_desktop.windows.importing.dialog import ImportDialog

        dialog = ImportDialog(tables, self._window)
        dialog.exec()
        imported = dialog.imported
        dialog.deleteLater()
        return imported

    def save(self) -> bool:
        from cjm_desktop.windows.document import saving

        self._canvas.commit_editing()
        return self._after_save(saving.save(self._document, self._window))

    def save_as(self) -> bool:
        from cjm_desktop.windows.document import saving

        self._canvas.commit_editing()
        return self._after_save(saving.save_as(self._document, self._window))

    def save_copy(self) -> bool:
        """Writes the map to another file and goes on in its own."""
        from cjm_desktop.windows.document import saving

        self._canvas.commit_editing()
        path = saving.save_copy(self._document, self._window)
        if path is not None:
            self._window.status.say(self.tr("Saved a copy as “{name}”").format(name=plain.visible(path.name)))
        return path is not None

    def revert(self) -> None:
        """Back to what the file holds, as one step."""
        from cjm_desktop.windows.document import reading

        self._canvas.commit_editing()
        if reading.revert(self._document, self._window):
            self._window.status.say(self.tr("The map is as it was saved"))

    def reload(self) -> None:
        """What somebody else has written to the file, in place of what is shown."""
        from cjm_desktop.windows.document import reading

        self._canvas.commit_editing()
        if reading.reload(self._document, self._window):
            self._window.status.say(self.tr("Reloaded “{name}”").format(name=self._document.name))

    def merge(self) -> None:
        """What somebody else has written to the file, and the user's own changes, joined."""
        from cjm_desktop.windows.document import reading

        self._canvas.commit_editing()
        if reading.merge(self._document, self._window):
            self._window.status.say(self.tr("Merged with “{name}”; save it now").format(name=self._document.name))

    def take_lock(self) -> None:
        """Edits a file that somebody else was working on, once it is free."""
        from cjm_desktop.windows.document import reading

        if reading.take_lock(self._document):
            self._window.look_at_file()

    def _after_save(self, saved: bool) -> bool:
        if saved:
            self._window.status.say(self.tr("Saved “{name}”").format(name=self._document.name))
        return saved

    def recover_unsaved(self) -> None:
        """Offers what was left unsaved and kept for later."""
        self._desktop.recovery_offer.ask_again()

    def close_window(self) -> None:
        self._window.close()

    def quit(self) -> None:
        self._desktop.quit()

    def fill_recent(self, menu: QMenu) -> None:
        files = recent.files()
        for file, words in zip(files, recent.told_apart([file.path for file in files]), strict=True):
            entry = menu.addAction(plain.mnemonic_free(words))
            entry.setEnabled(file.exists)
            entry.setStatusTip(plain.visible(str(file.path)))
            entry.triggered.connect(lambda _=False, path=file.path: self._window.open_path(path))
        if files:
            menu.addSeparator()
        clear = menu.addAction(self.tr("Clear the List"))
        clear.setEnabled(bool(files))
        clear.triggered.connect(self._clear_recent)

    def _clear_recent(self) -> None:
        recent.clear()
        self._window.start_page.refresh()
