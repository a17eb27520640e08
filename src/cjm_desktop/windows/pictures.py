"""Picture files into maps: a file that the user chooses or drops goes in, a picture to embed comes out, or why it cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from cjm_desktop.windows import plain

if TYPE_CHECKING:
    from cjm_desktop.model.records import Picture

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
#: A larger file is not embedded: a map with some of them would be slow to save and to send.
_MEGABYTES = 20


def _tr(text: str) -> str:
    return QCoreApplication.translate("pictures", text)


def choose_picture(parent: QWidget) -> Picture | None:
    """Asks for a picture file and reads it; None where the user thought better of it or was told why it cannot be."""
    from cjm_desktop.windows.document import start_folder

    kinds = _tr("Pictures") + f" ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
    chosen, _ = QFileDialog.getOpenFileName(parent, _tr("Choose a Picture"), str(start_folder()), kinds)
    return read_picture(Path(chosen), parent) if chosen else None


def read_picture(path: Path, parent: QWidget) -> Picture | None:
    """Reads a picture file; where it cannot be embedded, says why and gives None."""
    from cjm_desktop.model.pictures import make_picture

    name = plain.visible(path.name)
    problem, data = "", b""
    try:
        with path.open("rb") as file:
            data = file.read(_MEGABYTES * 1_000_000 + 1)
    except OSError:
        problem = _tr("“{name}” cannot be read.")
    if len(data) > _MEGABYTES * 1_000_000:
        problem = _tr("“{name}” is larger than {limit} megabytes. Make it smaller first.")
    if not problem:
        picture = make_picture(data, alt=plain.shortened(path.stem, 200))
        if picture is not None:
            return picture
        problem = _tr("“{name}” is no PNG, JPEG or WebP picture, or has more than 100 million pixels.")
    plain.tell(parent, _tr("The picture cannot be used"), problem.format(name=name, limit=_MEGABYTES))
    return None
