"""Embedded pictures in, image elements of an SVG out: each stored once, as PNG or JPEG, which every reader knows."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping

from cjm_desktop.drawing.primitives import Image
from cjm_desktop.geometry import Size
from cjm_desktop.model.pictures import picture_bytes, sniff
from cjm_desktop.model.records import Picture
from cjm_desktop.painters.svg_words import attribute, number


class SvgPictures:
    """The pictures of one document, read when first drawn."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self._pictures = pictures
        self._placed: dict[str, tuple[str, Size] | None] = {}
        self._clips: dict[str, str] = {}
        self.definitions: list[str] = []  #: what stands in the document's definitions

    def element(self, image: Image) -> str:
        """The picture in its frame; nothing where it is missing or cannot be read."""
        if image.picture not in self._placed:
            self._placed[image.picture] = self._add(image.picture)
        placed, rect = self._placed[image.picture], image.rect
        if placed is None or rect.width <= 0 or rect.height <= 0:
            return ""
        name, (width, height) = placed
        part = image.part
        grown = max(rect.width / (width * part.width), rect.height / (height * part.height))
        x = rect.center.x - part.center.x * width * grown
        y = rect.center.y - part.center.y * height * grown
        radius = f' rx="{number(image.radius)}"' if image.radius > 0 else ""
        frame = (
            f'<rect x="{number(rect.x)}" y="{number(rect.y)}" width="{number(rect.width)}"'
            f' height="{number(rect.height)}"{radius}/>'
        )
        clip = self._clips.get(frame)
        if clip is None:
            clip = self._clips[frame] = f"cjm-frame-{len(self._clips)}"
            self.definitions.append(f'<clipPath id="{clip}">{frame}</clipPath>')
        faint = f' opacity="{number(image.opacity, 3)}"' if image.opacity < 1 else ""
        alt = self._pictures[image.picture].alt
        told = f' role="img" aria-label="{attribute(alt)}"' if alt else ""
        return (
            f'<g clip-path="url(#{clip})"{faint}{told}><use xlink:href="#{name}"'
            f' transform="matrix({number(grown, 5)} 0 0 {number(grown, 5)} {number(x)} {number(y)})"/></g>'
        )

    def _add(self, id_: str) -> tuple[str, Size] | None:
        record = self._pictures.get(id_)
        made = None if record is None else _readable(record)
        if made is None:
            return None
        mime, data, size = made
        name = f"cjm-picture-{len(self.definitions)}"
        coded = base64.b64encode(data).decode("ascii")
        self.definitions.append(
            f'<image id="{name}" width="{size.width:g}" height="{size.height:g}" style="image-orientation:none"'
            f' preserveAspectRatio="none" xlink:href="data:{mime};base64,{coded}"/>'
        )
        return name, size


def _readable(record: Picture) -> tuple[str, bytes, Size] | None:
    """Type, bytes and size of a picture that can be read; one of another type than PNG and JPEG is written anew."""
    from PIL import Image as Pil

    data = picture_bytes(record)
    facts = None if data is None else sniff(data)
    if data is None or facts is None:  # another type, or so large that decoding it could fill the memory
        return None
    try:
        with Pil.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as opened:
            opened.load()  # a damaged one fails here and not in the reader
            size = Size(*opened.size)
            if opened.format in ("PNG", "JPEG"):
                return facts.mime, data, size
            again = io.BytesIO()
            opened.save(again, "PNG")
            return "image/png", again.getvalue(), size
    except (OSError, ValueError, SyntaxError, Pil.DecompressionBombError):
        return None  # PIL reports a broken file by any of these
