"""Options kept under a name: a button whose menu keeps, chooses and deletes presets; each is a preset file in one folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QMenu,
    QPushButton,
    QWidget,
)

from cjm_desktop.exporting import ExportOptions
from cjm_desktop.exporting.presets import read_preset, write_preset
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import controls, plain
from cjm_desktop.windows.document import start_folder
from cjm_desktop.windows.export.remembered import by_name
from cjm_desktop.windows.name_dialog import NameDialog

_SUFFIX = ".json"
_LONGEST_NAME = 60
#: What no system takes in a file's name.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def folder() -> Path:
    """Where presets are kept; it may not be there yet."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "export-presets"


def names() -> list[str]:
    """The names of the presets that are kept, in the order of the alphabet."""
    try:
        found = [path.stem for path in folder().iterdir() if path.suffix.lower() == _SUFFIX and path.is_file()]
    except OSError:
        return []
    return sorted(found, key=str.casefold)


def for_any_map(options: ExportOptions, journey: Journey) -> ExportOptions:
    """The options of this map's export as other maps can follow them: lanes by their names instead of their ids."""
    labels = Counter(lane.label.strip().casefold() for lane in journey.lanes.values())

    def named(id_: str) -> str:
        lane = journey.lanes.get(id_)
        return lane.label if lane is not None and labels[lane.label.strip().casefold()] == 1 and lane.label else id_

    return replace(by_name(options, journey), lanes=tuple(map(named, options.lanes)))


class PresetName(NameDialog):
    """Asks under which name the options are kept, and says where there are some of that name already."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Save Preset"),
            self.tr("Keep these options for every map"),
            self.tr("There is a preset of this name; it will be replaced."),
            _LONGEST_NAME,
            parent,
        )
        self._taken = {name.casefold() for name in names()}
        self._follow()

    @property
    def name(self) -> str:
        """The name, as a file can bear it."""
        return " ".join(_UNFIT.sub("-", self.field.text()).split()).strip(". ")

    @property
    def is_taken(self) -> bool:
        return self.name.casefold() in self._taken


class PresetsButton(QPushButton):
    """`chosen` brings the options of a preset; `options` gives those that are to be kept."""

    chosen = Signal(object)

    def __init__(self, options: Callable[[], ExportOptions], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Presets"), parent)
        self._options = options
        controls.press_with_enter(self)
        self.setAccessibleName(self.tr("Presets"))
        self._menu = QMenu(self)
        self._menu.setAccessibleName(self.tr("Presets"))
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)

    def fill(self) -> None:
        """Lists the presets that are kept now, and what can be done with them."""
        menu, kept = self._menu, names()
        menu.clear()
        usual = menu.addAction(self.tr("As at first"))
        usual.triggered.connect(lambda: self.chosen.emit(ExportOptions()))
        for name in kept:
            entry = menu.addAction(plain.mnemonic_free(plain.visible(name)))
            entry.triggered.connect(lambda _=False, name=name: self._take(folder() / (name + _SUFFIX)))
        menu.addSeparator()
        menu.addAction(self.tr("Save as Preset…")).triggered.connect(self._save)
        menu.addAction(self.tr("Open Preset File…")).triggered.connect(self._open)
        menu.addAction(self.tr("Save Preset File…")).triggered.connect(self._save_file)
        if kept:
            removing = menu.addMenu(self.tr("Delete Preset"))
            removing.setAccessibleName(self.tr("Delete Preset"))
            for name in kept:
                entry = removing.addAction(plain.mnemonic_free(plain.visible(name)))
                entry.triggered.connect(lambda _=False, name=name: self._delete(name))

    def _take(self, path: Path) -> None:
        try:
            self.chosen.emit(read_preset(path))
        except FileProblem as problem:
            plain.tell(self.window(), self.tr("The preset cannot be used"), str(problem))

    def _save(self) -> None:
        dialog = PresetName(self.window())
        if dialog.exec():
            try:
                folder().mkdir(parents=True, exist_ok=True)
            except OSError as error:
                plain.tell(self.window(), self.tr("The preset was not kept"), str(error))
            else:
                self._write(folder() / (dialog.name + _SUFFIX))
        dialog.deleteLater()

    def _open(self) -> None:
        kinds = self.tr("Export presets (*.json)")
        chosen, _ = QFileDialog.getOpenFileName(self.window(), self.tr("Open Preset"), str(start_folder()), kinds)
        if chosen:
            self._take(Path(chosen))

    def _save_file(self) -> None:
        kinds = self.tr("Export presets (*.json)")
        start = start_folder() / f"export{_SUFFIX}"
        chosen, _ = QFileDialog.getSaveFileName(self.window(), self.tr("Save Preset"), str(start), kinds)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != _SUFFIX:
            path = path.with_name(path.name + _SUFFIX)
            text = self.tr("“{name}” exists already. Replace it?").format(name=plain.visible(path.name))
            if path.exists() and not plain.ask(self.window(), self.tr("Save Preset"), text, "", self.tr("Replace")):
                return
        self._write(path)

    def _write(self, path: Path) -> None:
        try:
            write_preset(self._options(), path)
        except FileProblem as problem:
            plain.tell(self.window(), self.tr("The preset was not kept"), str(problem))

    def _delete(self, name: str) -> None:
        text = self.tr("Delete the preset “{name}”?").format(name=plain.visible(name))
        if not plain.ask(self.window(), self.tr("Delete Preset"), text, "", self.tr("Delete")):
            return
        try:
            (folder() / (name + _SUFFIX)).unlink(missing_ok=True)
        except OSError as error:
            plain.tell(self.window(), self.tr("The preset was not deleted"), str(error))
