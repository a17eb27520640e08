"""One window's document: which file it is, whether it may be written there, and how it is saved, asking what must be asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cjm_desktop.editing.session import Session
from cjm_desktop.windows import plain, recent, settings

if TYPE_CHECKING:
    from cjm_desktop.formats.journey_file import Loaded

SUFFIX = ".cjm"


def _tr(text: str) -> str:
    return QCoreApplication.translate("document", text)


def file_filter() -> str:
    return _tr("Customer journey maps (*.cjm)") + ";;" + _tr("All files (*)")


def open_filter() -> str:
    """Files that can be opened: maps, and exports that carry one."""
    maps, exports = _tr("Customer journey maps (*.cjm)"), _tr("Exported maps (*.pdf *.png *.svg)")
    return ";;".join(
        (_tr("All that can be opened (*.cjm *.pdf *.png *.svg *.mmd *.mermaid)"), maps, exports, _tr("All files (*)"))
    )


@dataclass
class Document:
    """`path` is None for a map that no file holds yet; `digest` is of the file's bytes as last read or written.

    `notes` and `displaced` say what was put right when it was opened, see `formats.journey_file.Loaded`.
    """

    session: Session
    path: Path | None = None
    read_only: bool = False
    digest: str = ""
    notes: tuple[str, ...] = ()
    displaced: tuple[str, ...] = ()
    saved_at: datetime | None = field(default=None)

    @property
    def name(self) -> str:
        """What the document is called: its file's name, else the map's title."""
        if self.path is not None:
            return plain.visible(self.path.name)
        return plain.visible(plain.shortened(self.session.journey.title)) or _tr("Untitled")

    @property
    def is_untouched(self) -> bool:
        """Whether nothing would be lost by showing another map in its place."""
        return self.path is None and not self.session.is_dirty and self.session.position == 0

    def save(self, parent: QWidget) -> bool:
        """Writes to its file, asking for one where there is none; False where it was not saved."""
        if self.path is None or self.read_only:
            return self.save_as(parent)
        if self._was_changed_by_others():
            text = _tr("“{name}” was changed by somebody else since you opened or saved it.").format(name=self.name)
            detail = _tr("Save your map under another name, or replace the file and lose the other changes.")
            box = plain.message(parent, _tr("Save Map"), text, detail=detail)
            elsewhere = box.addButton(_tr("Save As…"), QMessageBox.ButtonRole.AcceptRole)
            replace = box.addButton(_tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
            box.addButton(QMessageBox.StandardButton.Cancel)
            box.setDefaultButton(elsewhere)
            box.exec()
            if box.clickedButton() is elsewhere:
                return self.save_as(parent)
            if box.clickedButton() is not replace:
                return False
        return self._write(self.path, parent)

    def save_as(self, parent: QWidget) -> bool:
        """Asks for a file and writes to it; False where the user thought better of it or it cannot be written."""
        start = self.path or start_folder() / (self._stem() + SUFFIX)
        chosen, _ = QFileDialog.getSaveFileName(parent, _tr("Save Map"), str(start), file_filter())
        if not chosen:
            return False
        path = with_suffix(Path(chosen))
        # The file dialog asked about the name as it was written, not about the one with the suffix.
        if str(path) != chosen and path.exists() and not _may_replace(parent, path):
            return False
        if self.read_only and self.path is not None and path.absolute() == self.path.absolute():
            text = _tr("This file was made by a newer version of the program and is not written over.")
            plain.tell(parent, _tr("Save Map"), text, _tr("Choose another name for the copy."))
            return False
        return self._write(path, parent)

    def may_close(self, parent: QWidget) -> bool:
        """Asks about unsaved changes: True where they are saved, there are none, or the user lets them go."""
        if not self.session.is_dirty:
            return True
        text = _tr("Save the changes to “{name}”?").format(name=self.name)
        box = plain.message(parent, _tr("Unsaved changes"), text, detail=_tr("Without saving, they are lost."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        box.setEscapeButton(buttons.Cancel)
        answer = box.exec()
        if answer == buttons.Save:
            return self.save(parent)
        return bool(answer == buttons.Discard)

    def _was_changed_by_others(self) -> bool:
        """Whether the file holds other bytes than those last read or written here."""
        if self.path is None or not self.digest:
            return False
        try:
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() != self.digest
        except OSError:
            # Gone or unreadable: nothing is lost by writing it, and writing says what is wrong.
            return False

    def _stem(self) -> str:
        return plain.file_stem(self.session.journey.title) or _tr("untitled")

    def _write(self, path: Path, parent: QWidget) -> bool:
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.formats.journey_file import save

        journey = self.session.journey
        try:
            self.digest = save(journey, path)
        except FileProblem as problem:
            detail = _tr("Nothing was changed on disk. The map is still open; save it somewhere else.")
            plain.tell(parent, _tr("The map was not saved"), str(problem), detail)
            return False
        self.path, self.read_only = path, False
        self.saved_at = datetime.now()
        self.session.mark_saved(journey)
        recent.remember(path)
        settings.store(settings.FOLDER, str(path.absolute().parent))
        return True


def load(path: Path) -> Loaded:
    """Reads a map and remembers its file; FileProblem where it cannot be read."""
    from cjm_desktop.formats import journey_file

    loaded = journey_file.load(path)
    recent.remember(path)
    settings.store(settings.FOLDER, str(path.absolute().parent))
    return loaded


def with_suffix(path: Path) -> Path:
    """The path with `.cjm` at its end, once."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def start_folder() -> Path:
    """Where file dialogs open: the folder used last, else the user's documents."""
    from PySide6.QtCore import QStandardPaths

    remembered = settings.load(settings.FOLDER)
    if remembered and Path(remembered).is_dir():
        return Path(remembered)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def _may_replace(parent: QWidget, path: Path) -> bool:
    text = _tr("“{name}” exists already. Replace it?").format(name=plain.visible(path.name))
    return plain.ask(parent, _tr("Save Map"), text, _tr("What is in it now will be gone."), _tr("Replace"))
