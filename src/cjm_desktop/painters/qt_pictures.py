"""Pictures for Qt: an embedded picture goes in, a decoded image of at most a given size comes out; each decoded once."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from cjm_desktop.model.records import Picture

#: No picture is held larger than this on its longer side, in pixels.
_LARGEST = 2048
_FORMATS = {"image/png": b"png", "image/jpeg": b"jpeg", "image/webp": b"webp"}


class Pictures:
    """Decoded pictures by id, each with a chain of halves so that a small view of a large picture stays smooth."""

    def __init__(self) -> None:
        self._chains: dict[str, list[QImage]] = {}

    def image(self, id_: str, pictures: Mapping[str, Picture], width: float, height: float) -> QImage | None:
        """The smallest kept size that is no smaller than `width` x `height` pixels; None where it cannot be had."""
        chain = self._chains.get(id_)
        if chain is None:
            picture = pictures.get(id_)
            if picture is None:
                return None
            image = _decoded(picture)
            chain = self._chains[id_] = [] if image is None else [image]
        if not chain:
            return None
        while chain[-1].width() >= 2 * width and chain[-1].height() >= 2 * height and min(_sides(chain[-1])) > 1:
            last = chain[-1]
            half = QSize(max(1, last.width() // 2), max(1, last.height() // 2))
            chain.append(
                last.scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
            )
        for image in reversed(chain):
            if image.width() >= width and image.height() >= height:
                return image
        return chain[0]


def _sides(image: QImage) -> tuple[int, int]:
    return image.width(), image.height()


def _decoded(picture: Picture) -> QImage | None:
    """The picture's pixels, scaled down while reading where it is very large; None where its bytes are no such picture."""
    try:
        data = base64.b64decode(picture.data, validate=True)
    except (binascii.Error, ValueError):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The kind is named, never guessed: a picture that calls itself PNG and is an SVG is refused.
    reader = QImageReader(buffer, QByteArray(_FORMATS[picture.mime]))
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _LARGEST:
        reader.setScaledSize(size.scaled(_LARGEST, _LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    if image.hasAlphaChannel():
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return image.convertToFormat(QImage.Format.Format_RGB32)
