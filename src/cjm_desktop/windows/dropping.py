"""What is dropped onto a window: a drag's data goes in; files to open, and pictures that become cards, come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint

from cjm_desktop.windows.pictures import copied_picture, files_in, read_picture

if TYPE_CHECKING:
    from cjm_desktop.windows.workspace import Workspace


def maps(mime: QMimeData, *, but: Sequence[Path] = ()) -> list[Path]:
    """The files among what is dragged that the program opens or imports, without those that become cards."""
    from cjm_desktop.formats.registry import is_imported
    from cjm_desktop.windows.document.names import SUFFIX

    files = files_in(mime, None)
    return [file for file in files if file not in but and (file.suffix.lower() == SUFFIX or is_imported(file))]


def pictures(mime: QMimeData) -> list[Path]:
    """The files among what is dragged that are pictures by their names."""
    return files_in(mime)


def has_image(mime: QMimeData) -> bool:
    """Whether a picture itself is dragged, and no file."""
    return mime.hasImage() and not pictures(mime) and not maps(mime)


def image_dropper(workspace: Workspace, mime: QMimeData, place: QPoint) -> Callable[[], None]:
    """Takes the picture that is dropped, while it is there; what is returned makes a card of it, or says why it cannot."""
    picture, problem = copied_picture(mime)

    def drop() -> None:
        canvas = workspace.canvas
        if picture is not None:
            workspace.place_picture(picture, canvas.to_map(canvas.viewport().mapFromGlobal(place)))
        canvas.commit_editing()
        if problem:
            canvas.status_message.emit(problem)

    return drop


def place_pictures(workspace: Workspace, files: list[Path], place: QPoint) -> None:
    """Cards with these pictures in the cell nearest to a place of the screen; one that cannot be read is told of."""
    canvas = workspace.canvas
    for file in files:
        picture = read_picture(file, workspace.window())
        if picture is not None:
            workspace.place_picture(picture, canvas.to_map(canvas.viewport().mapFromGlobal(place)))
    canvas.commit_editing()
