"""The bytes of a picture go in, its type and size come out, read from its header only; nothing is decoded."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import NamedTuple

from cjm_desktop.model.records import Picture

#: A picture with more pixels is refused: drawn, it would take more than a quarter of a gigabyte, which Qt does not give.
PIXEL_LIMIT = 64_000_000
SIDE_LIMIT = 30_000


class PictureFacts(NamedTuple):
    mime: str
    width: int
    height: int


def make_picture(data: bytes, alt: str = "") -> Picture | None:
    """The record of a PNG, JPEG or WebP picture; None for bytes that are no such picture or one beyond the limits."""
    facts = sniff(data)
    if facts is None:
        return None
    return Picture(id=picture_id(data), **facts._asdict(), alt=alt, data=base64.b64encode(data).decode("ascii"))


def picture_id(data: bytes) -> str:
    return "sha256-" + hashlib.sha256(data).hexdigest()


def picture_bytes(picture: Picture) -> bytes | None:
    """The bytes of an embedded picture; None where its base64 is damaged."""
    try:
        return base64.b64decode(picture.data, validate=True)
    except (binascii.Error, ValueError):
        return None


def sniff(data: bytes) -> PictureFacts | None:
    """Type and size by content; None for anything but PNG, JPEG and WebP, or beyond the limits."""
    for reader in (_png, _jpeg, _webp):
        facts = reader(data)
        if facts is not None:
            sane = 1 <= facts.width <= SIDE_LIMIT and 1 <= facts.height <= SIDE_LIMIT
            return facts if sane and facts.width * facts.height <= PIXEL_LIMIT else None
    return None


def _png(data: bytes) -> PictureFacts | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    return PictureFacts("image/png", int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))


def _jpeg(data: bytes) -> PictureFacts | None:
    if data[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:  # without content
            at += 2
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # a frame header
            height, width = int.from_bytes(data[at + 5 : at + 7], "big"), int.from_bytes(data[at + 7 : at + 9], "big")
            return PictureFacts("image/jpeg", width, height)
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return None


def _webp(data: bytes) -> PictureFacts | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    match data[12:16]:
        case b"VP8 " if data[23:26] == b"\x9d\x01\x2a":
            width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
        case b"VP8L" if data[20] == 0x2F:
            bits = int.from_bytes(data[21:25], "little")
            width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        case _:
            return None
    return PictureFacts("image/webp", width, height)
