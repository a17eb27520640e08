"""Embedded pictures in, image objects of a PDF out: each stored once, transparency kept, JPEG bytes passed on as they are."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDocument, PDFName, PDFStream

from cjm_desktop.model.pictures import picture_bytes, sniff
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.pdf_font_files import stream


class PdfPictures:
    """The pictures of one document, made when first drawn."""

    def __init__(self, document: PDFDocument, resources: dict[str, Any], pictures: Mapping[str, Picture]) -> None:
        self._document = document
        self._resources = resources
        self._pictures = pictures
        self._placed: dict[str, tuple[str, tuple[int, int]] | None] = {}

    def name_and_size(self, picture: str) -> tuple[str, tuple[int, int]] | None:
        """The resource name of a picture, and its size in pixels; None where it is missing or cannot be read."""
        if picture not in self._placed:
            self._placed[picture] = self._add(picture)
        return self._placed[picture]

    def _add(self, picture: str) -> tuple[str, tuple[int, int]] | None:
        record = self._pictures.get(picture)
        made = None if record is None else self._image(record)
        if made is None:
            return None
        image, size = made
        name = f"I{len(self._resources)}"
        self._resources[name] = self._document.Reference(image, f"Image.{name}")
        return name, size

    def _image(self, record: Picture) -> tuple[PDFStream, tuple[int, int]] | None:
        from PIL import Image

        data = picture_bytes(record)
        if data is None or sniff(data) is None:  # another type, or so large that decoding it could fill the memory
            return None
        try:
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as opened:
                if opened.format == "JPEG" and opened.mode in ("RGB", "L"):
                    opened.load()  # a truncated one fails here and not in the reader
                    space = "DeviceRGB" if opened.mode == "RGB" else "DeviceGray"
                    return _image_object(data, "DCTDecode", opened.size, space), opened.size
                if opened.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off instead of scaling
                    grey = opened.point(lambda value: value * (1 / 256)).convert("L").tobytes()
                    return _image_object(grey, None, opened.size, "DeviceGray"), opened.size
                clear = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
                pixels = opened.convert("RGBA" if clear else "RGB")
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return None  # PIL reports a broken file by any of these
        entries: dict[str, Any] = {}
        if clear:
            mask = _image_object(pixels.getchannel("A").tobytes(), None, pixels.size, "DeviceGray")
            entries["SMask"] = self._document.Reference(mask)
        return _image_object(pixels.convert("RGB").tobytes(), None, pixels.size, "DeviceRGB", **entries), pixels.size


def _image_object(data: bytes, coded: str | None, size: tuple[int, int], space: str, **entries: Any) -> PDFStream:
    """An image of 8 bits a channel; `data` is raw, or `coded` as PDF names it."""
    image = stream(data)
    if coded is not None:
        image.content = data
        image.dictionary["Filter"] = PDFArray([PDFName(coded)])
    for key, value in {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": size[0],
        "Height": size[1],
        "BitsPerComponent": 8,
        "ColorSpace": PDFName(space),
        **entries,
    }.items():
        image.dictionary[key] = value
    return image
