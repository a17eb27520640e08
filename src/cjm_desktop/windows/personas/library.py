"""A folder of persona files: where it lies, what is in it, one put into it, and the window in which some are chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.formats import persona_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.persona_file import SUFFIX, PersonaFile
from cjm_desktop.windows import controls, plain, scripts, settings
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.personas.portrait import round_portrait

_SIDE = 40
#: More files than this are not listed: a folder of so many is no library of personas.
_MOST = 500
_FILE = Qt.ItemDataRole.UserRole


def _tr(text: str) -> str:
    return QCoreApplication.translate("personas", text)


def folder() -> Path:
    """The library's folder: the one that the user chose, else one in the program's own data. It may not be there yet."""
    chosen = settings.load(settings.PERSONAS)
    if chosen:
        return Path(chosen)
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "personas"


def files(where: Path) -> list[Path]:
    """The persona files in a folder by name; none where the folder cannot be read."""
    try:
        found = [path for path in where.iterdir() if path.suffix.lower() == SUFFIX and path.is_file()]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name.casefold())[:_MOST]


def keep(file: PersonaFile, parent: QWidget) -> Path | None:
    """Puts a persona into the library, asking where a file of its name is there; None where it was not put there."""
    where = folder()
    stem = plain.file_stem(file.persona.name) or _tr("persona")
    path = where / f"{stem}{SUFFIX}"
    if path.exists():
        text = _tr("The library has a persona “{name}” already.").format(name=plain.visible(path.stem))
        box = plain.message(parent, _tr("Keep in Library"), text, detail=_tr("Replace it, or keep both?"))
        both = box.addButton(_tr("Keep Both"), QMessageBox.ButtonRole.AcceptRole)
        replace = box.addButton(_tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(both)
        box.exec()
        if box.clickedButton() is both:
            number = 2
            while path.exists():
                path = where / f"{stem}-{number}{SUFFIX}"
                number += 1
        elif box.clickedButton() is not replace:
            return None
    try:
        where.mkdir(parents=True, exist_ok=True)
        persona_file.save(file, path)
    except OSError:
        text = _tr("The folder “{name}” cannot be made.").format(name=plain.visible(str(where)))
        plain.tell(parent, _tr("Keep in Library"), text)
        return None
    except FileProblem as problem:
        plain.tell(parent, _tr("Keep in Library"), str(problem))
        return None
    return path


@guarded
class LibraryDialog(QDialog):
    """Lists the library's personas with their portraits; after `exec()`, `chosen` are those to add to the map."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._waiting: list[QListWidgetItem] = []
        self._read: dict[str, PersonaFile] = {}
        self.chosen: tuple[PersonaFile, ...] = ()
        self.setWindowTitle(self.tr("Persona Library"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Personas in the library"))
        self.list.setIconSize(QSize(_SIDE, _SIDE))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.list.itemSelectionChanged.connect(self._enable)
        self._where = plain.label("", "muted", wrap=True)
        self.empty = plain.label(
            self.tr("The library is empty. “Keep in Library” in the persona editor puts a persona here."), wrap=True
        )
        self.change = self._button(self.tr("Change Folder…"), self._change_folder)
        self.delete = self._button(self.tr("Delete File…"), self._delete)
        line = QHBoxLayout()
        line.addWidget(self._where, 1)
        line.addWidget(self.change)
        line.addWidget(self.delete)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add: QPushButton = buttons.addButton(self.tr("Add to Map"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setAccessibleName(self.tr("Add to map"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(plain.label(self.tr("Add personas from your library"), "subtitle"))
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addLayout(line)
        column.addWidget(buttons)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_next)
        self.resize(520, 460)
        self._fill()

    def accept(self) -> None:
        # In the list's order. One that is still to be read is read now.
        chosen = []
        for item in sorted(self.list.selectedItems(), key=self.list.row):
            if item in self._waiting:
                self._waiting.remove(item)
                self._show(item)
            file = self._read.get(item.data(_FILE))
            if file is not None:
                chosen.append(file)
        self.chosen = tuple(chosen)
        super().accept()

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.delete.isEnabled():
            self._delete()
        else:
            super().keyPressEvent(event)

    def _button(self, text: str, call: object) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("look", "quiet")
        controls.press_with_enter(made)
        made.setAccessibleName(text.rstrip("…"))
        made.clicked.connect(call)
        return made

    def _fill(self) -> None:
        where = folder()
        found = files(where)
        self._read = {}
        self.list.clear()
        for path in found:
            item = QListWidgetItem(plain.visible(path.stem))
            item.setData(_FILE, str(path))
            self.list.addItem(item)
        self._waiting = [self.list.item(n) for n in range(self.list.count())]
        self._where.setText(plain.breakable(plain.visible(str(where))))
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found:
            self.list.setCurrentRow(0)
        self._timer.start()
        self._enable()

    def _read_next(self) -> None:
        """One file at a time, while the program is idle: a library of large portraits takes a while."""
        if self._waiting:
            self._show(self._waiting.pop(0))
        else:
            self._timer.stop()

    def _show(self, item: QListWidgetItem) -> None:
        path = item.data(_FILE)
        try:
            file = persona_file.load(path)
        except FileProblem as problem:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setToolTip(plain.tooltip(str(problem)))
            item.setText(self.tr("{name} (cannot be read)").format(name=plain.visible(Path(path).stem)))
            item.setSelected(False)
            return
        self._read[path] = file
        persona = file.persona
        parts = (persona.name.strip() or Path(path).stem, persona.archetype.strip())
        text = plain.shortened(" · ".join(filter(None, parts)), 70)
        scripts.serve([text])
        item.setText(text)
        theme, ratio = self._appearance.theme, self.devicePixelRatioF()
        pixmap = round_portrait(persona, file.portrait, self.list.row(item), theme, _SIDE, ratio)
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        item.setIcon(icon)

    def _enable(self) -> None:
        some = bool(self.list.selectedItems())
        self.add.setEnabled(some)
        self.delete.setEnabled(some)

    def _change_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Library Folder"), str(folder()))
        if chosen:
            settings.store(settings.PERSONAS, chosen)
            self._fill()

    def _delete(self) -> None:
        items = self.list.selectedItems()
        names = plain.shortened(", ".join(item.text() for item in items), 200)
        text = self.tr("Delete from the library: {names}?").format(names=names)
        detail = self.tr("The files are removed from the disk. Maps keep their own copies.")
        if not items or not plain.ask(self, self.tr("Persona Library"), text, detail, self.tr("Delete")):
            return
        for item in items:
            try:
                Path(item.data(_FILE)).unlink(missing_ok=True)
            except OSError:
                told = self.tr("“{name}” cannot be deleted.").format(name=plain.visible(Path(item.data(_FILE)).name))
                plain.tell(self, self.tr("Persona Library"), told)
        self._fill()
