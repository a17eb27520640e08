"""Pictures into maps: a file, a paste or a drop goes in, a picture to embed comes out, or why it cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMimeData, Qt
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from cjm_desktop.windows import plain

if TYPE_CHECKING:
    from cjm_desktop.model.records import Picture

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
#: Pictures as other programs offer them: their bytes are taken as they are.
_KINDS = ("image/png", "image/jpeg", "image/webp")
#: A larger file is not embedded: a map with some of them would be slow to save and to send.
_MEGABYTES = 20
#: Of pixels that have no file of their own, a picture is made no larger than this on its longer side, in pixels.
_LARGEST_PASTED = 1600


def _tr(text: str) -> str:
    return QCoreApplication.translate("pictures", text)


def choose_picture(parent: QWidget) -> Picture | None:
    """Asks for a picture file and reads it; None where the user thought better of it or was told why it cannot be."""
    from cjm_desktop.windows.document import start_folder

    kinds = _tr("Pictures") + f" ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
    chosen, _ = QFileDialog.getOpenFileName(parent, _tr("Choose a Picture"), str(start_folder()), kinds)
    return read_picture(Path(chosen), parent) if chosen else None


def files_in(mime: QMimeData, suffixes: tuple[str, ...] | None = SUFFIXES) -> list[Path]:
    """The files of this machine that are pasted or dropped, by the ends of their names: pictures, if nothing is said;
    None for all."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if suffixes is None or path.suffix.lower() in suffixes]


def holds_picture(mime: QMimeData | None) -> bool:
    """Whether what is pasted or dropped holds a picture: a file of one, or its pixels."""
    return mime is not None and (bool(files_in(mime)) or mime.hasImage())


def take_picture(mime: QMimeData, parent: QWidget) -> Picture | None:
    """The picture of a paste or a drop; None where there is none, or where the user was told why it cannot be embedded."""
    files = files_in(mime)
    if files:
        return read_picture(files[0], parent)
    return _or_tell(copied_picture(mime), parent) if mime.hasImage() else None


def copied_picture(mime: QMimeData) -> tuple[Picture | None, str]:
    """The picture itself that a program copied or drags, or why it cannot be embedded.

    Its own bytes where it offers a kind that is taken; else a PNG of its pixels, made smaller where they are very many.
    """
    for kind in _KINDS:
        if mime.hasFormat(kind):
            return picture_of(bytes(mime.data(kind).data()))
    image = QImage(mime.imageData())
    if max(image.width(), image.height()) > _LARGEST_PASTED:
        image = image.scaled(
            _LARGEST_PASTED,
            _LARGEST_PASTED,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return picture_of(bytes(buffer.data().data()))


def read_picture(path: Path, parent: QWidget) -> Picture | None:
    """Reads a picture file; where it cannot be embedded, says why and gives None."""
    return _or_tell(picture_of_file(path), parent)


def _or_tell(found: tuple[Picture | None, str], parent: QWidget) -> Picture | None:
    picture, problem = found
    if picture is None:
        plain.tell(parent, _tr("The picture cannot be used"), problem)
    return picture


def picture_of_file(path: Path) -> tuple[Picture | None, str]:
    """The picture of a file, or why it cannot be embedded."""
    name = plain.visible(path.name)
    try:
        if not path.is_file():  # to open a pipe would be to wait for its other end, for ever
            return None, _tr("“{name}” cannot be read.").format(name=name)
        with path.open("rb") as file:
            data = file.read(_MEGABYTES * 1_000_000 + 1)
    except OSError:
        return None, _tr("“{name}” cannot be read.").format(name=name)
    return picture_of(data, name, plain.shortened(path.stem, 200))


def picture_of(data: bytes, name: str = "", alt: str = "") -> tuple[Picture | None, str]:
    """The picture that bytes are, or why they cannot be embedded; without a name they are “the picture”."""
    from cjm_desktop.model.pictures import make_picture

    called = f"“{name}”" if name else _tr("The picture")
    if len(data) > _MEGABYTES * 1_000_000:
        problem = _tr("{picture} is larger than {limit} megabytes. Make it smaller first.")
        return None, problem.format(picture=called, limit=_MEGABYTES)
    picture = make_picture(data, alt=alt)
    if picture is None:
        problem = _tr("{picture} is no PNG, JPEG or WebP picture, or has more than 64 million pixels.")
        return None, problem.format(picture=called)
    return picture, ""
