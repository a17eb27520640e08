"""Pictures into maps: a file, a paste or a drop goes in, a picture to embed comes out, or why it cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from cjm_desktop.windows import plain

if TYPE_CHECKING:
    from cjm_desktop.model.records import Picture

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
#: A larger file is not embedded: a map with some of them would be slow to save and to send.
_MEGABYTES = 20
#: A pasted picture is made no larger than this on its longer side, in pixels.
_LARGEST_PASTED = 1600


def _tr(text: str) -> str:
    return QCoreApplication.translate("pictures", text)


def choose_picture(parent: QWidget) -> Picture | None:
    """Asks for a picture file and reads it; None where the user thought better of it or was told why it cannot be."""
    from cjm_desktop.windows.document import start_folder

    kinds = _tr("Pictures") + f" ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
    chosen, _ = QFileDialog.getOpenFileName(parent, _tr("Choose a Picture"), str(start_folder()), kinds)
    return read_picture(Path(chosen), parent) if chosen else None


def picture_in(mime: QMimeData | None) -> bool:
    """Whether what is pasted or dropped holds a picture: a file of one, or its pixels."""
    return mime is not None and (bool(_files(mime)) or mime.hasImage())


def take_picture(mime: QMimeData, parent: QWidget) -> Picture | None:
    """The picture of a paste or a drop: a file's bytes as they are, pixels as a PNG; None where it cannot be embedded."""
    files = _files(mime)
    return read_picture(files[0], parent) if files else _pixels(mime)


def _files(mime: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in SUFFIXES]


def _pixels(mime: QMimeData) -> Picture | None:
    """Pixels as a PNG, made smaller where they are very many: they have no file that would know better."""
    from cjm_desktop.model.pictures import make_picture

    image = QImage(mime.imageData()) if mime.hasImage() else QImage()
    if image.isNull():
        return None
    if max(image.width(), image.height()) > _LARGEST_PASTED:
        image = image.scaled(
            _LARGEST_PASTED,
            _LARGEST_PASTED,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return make_picture(bytes(buffer.data().data()))


def read_picture(path: Path, parent: QWidget) -> Picture | None:
    """Reads a picture file; where it cannot be embedded, says why and gives None."""
    picture, problem = picture_of_file(path)
    if picture is None:
        plain.tell(parent, _tr("The picture cannot be used"), problem)
    return picture


def picture_of_file(path: Path) -> tuple[Picture | None, str]:
    """The picture of a file, or why it cannot be embedded."""
    name = plain.visible(path.name)
    try:
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
        problem = _tr("{picture} is no PNG, JPEG or WebP picture, or has more than 100 million pixels.")
        return None, problem.format(picture=called)
    return picture, ""
