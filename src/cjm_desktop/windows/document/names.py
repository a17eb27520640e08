"""What files of maps are called, which of them file dialogs show, and where those dialogs open."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QWidget

from cjm_desktop.windows import plain, settings

SUFFIX = ".cjm"


def _tr(text: str) -> str:
    return QCoreApplication.translate("document", text)


def untitled() -> str:
    """What a map without a file and a title is called."""
    return _tr("Untitled")


def file_filter() -> str:
    return _tr("Customer journey maps (*.cjm)") + ";;" + _tr("All files (*)")


def open_filter() -> str:
    """Files that can be opened: maps, and exports that carry one."""
    maps, exports = _tr("Customer journey maps (*.cjm)"), _tr("Exported maps (*.pdf *.png *.svg)")
    return ";;".join(
        (_tr("All that can be opened (*.cjm *.pdf *.png *.svg *.mmd *.mermaid)"), maps, exports, _tr("All files (*)"))
    )


def with_suffix(path: Path) -> Path:
    """The path with `.cjm` at its end, once."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def copy_of(path: Path) -> Path:
    """A name beside the file for a copy of it, which no file has yet."""
    number = 1
    while True:
        end = _tr("copy") if number == 1 else _tr("copy {number}").format(number=number)
        made = path.with_name(f"{path.stem} {end}{SUFFIX}")
        if not is_taken(made):
            return made
        number += 1


def start_folder() -> Path:
    """Where file dialogs open: the folder used last, else the user's documents."""
    remembered = settings.load(settings.FOLDER)
    if remembered and Path(remembered).is_dir():
        return Path(remembered)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def proposed(path: Path | None, title: str) -> Path:
    """What a file dialog proposes for a map: its own file, else one of its title in the folder used last."""
    return path or start_folder() / ((plain.file_stem(title) or _tr("untitled")) + SUFFIX)


def may_replace(parent: QWidget | None, path: Path, title: str) -> bool:
    """Asks whether the file that is there may be written over."""
    text = _tr("“{name}” exists already. Replace it?").format(name=plain.visible(path.name))
    return plain.ask(parent, title, text, _tr("What is in it now will be gone."), _tr("Replace"))


def is_taken(path: Path) -> bool:
    """Whether there is a file or folder of this name; none has a name that no file can have."""
    return os.path.exists(path)


def is_same(one: Path, other: Path) -> bool:
    """Whether both paths lead to one file, by links too."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return one.absolute() == other.absolute()
