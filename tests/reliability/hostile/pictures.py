"""Hostile pictures: bombs, torn and misnamed ones, and pictures that are programs; bytes by name, made when asked for."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

from tests.maps import png
from tests.reliability.hostile.case import Case, Door, of_bytes

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes, *, length: int | None = None, crc: int | None = None) -> bytes:
    """A chunk of a PNG; with a length or a sum of its own where they are to be false."""
    size = len(data) if length is None else length
    return struct.pack(">I", size) + kind + data + struct.pack(">I", zlib.crc32(kind + data) if crc is None else crc)


def head(width: int, height: int, depth: int = 8, colour: int = 2) -> bytes:
    """The head of a PNG of any size."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))


def bomb(width: int, height: int, depth: int = 1, colour: int = 0) -> bytes:
    """A PNG of one colour, sound and as small as it can be packed."""
    channels = {0: 1, 2: 3, 3: 1, 6: 4}[colour]
    row = b"\0" * (1 + (width * depth * channels + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return SIGNATURE + head(width, height, depth, colour) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def saved(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """A sound picture of one colour in another format."""
    out = io.BytesIO()
    Image.new("RGB", size, (200, 40, 40)).save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def animated(kind: str) -> bytes:
    """An animation of 60 pictures."""
    frames = [Image.new("RGB", (64, 64), (n * 4, 0, 0)) for n in range(60)]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=10, loop=0)
    return out.getvalue()


def _many_scans() -> bytes:
    """A progressive JPEG whose last scan stands there 2,000 times."""
    data = saved("JPEG", (400, 400), progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * 2_000 + b"\xff\xd9"


def _with(data: bytes, *chunks: bytes) -> bytes:
    """A PNG with chunks behind its head."""
    at = len(SIGNATURE) + 25
    return data[:at] + b"".join(chunks) + data[at:]


def _two_heads() -> bytes:
    """A JPEG that says a small size first and a large one behind it."""
    data = saved("JPEG")
    frame = data.index(b"\xff\xc0")
    end = frame + 2 + int.from_bytes(data[frame + 2 : frame + 4], "big")
    large = data[frame : frame + 5] + struct.pack(">HH", 30_000, 30_000) + data[frame + 9 : end]
    return data[:end] + large + data[end:]


_ZEROS = 60_000_000
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd" width="9" height="9"/></svg>'

#: The bytes, and the type that a map says they are of.
PICTURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "sound": (lambda: png(8, 6), "image/png"),
    "bomb-of-50,000-by-50,000": (
        lambda: SIGNATURE + head(50_000, 50_000) + chunk(b"IDAT", b"") + chunk(b"IEND", b""),
        "image/png",
    ),
    "bomb-that-is-sound": (lambda: bomb(10_000, 10_000), "image/png"),
    "bomb-below-the-limit": (lambda: bomb(7_900, 8_100), "image/png"),
    "bomb-in-colour": (lambda: bomb(5_000, 5_000, 8, 6), "image/png"),
    "bomb-of-one-row": (lambda: bomb(30_000, 1), "image/png"),
    "bomb-of-one-column": (lambda: bomb(1, 30_000), "image/png"),
    "size-of-zero": (lambda: SIGNATURE + head(0, 0) + chunk(b"IEND", b""), "image/png"),
    "size-of-four-billion": (lambda: SIGNATURE + head(2**32 - 1, 2**32 - 1) + chunk(b"IEND", b""), "image/png"),
    "without-pixels": (lambda: SIGNATURE + head(40, 40) + chunk(b"IEND", b""), "image/png"),
    "fewer-pixels-than-told": (lambda: SIGNATURE + head(4_000, 4_000) + png(8, 6)[33:], "image/png"),
    "more-pixels-than-told": (
        lambda: SIGNATURE + head(4, 4) + chunk(b"IDAT", zlib.compress(b"\0" * _ZEROS)) + chunk(b"IEND", b""),
        "image/png",
    ),
    "torn": (lambda: png(300, 300)[:-40], "image/png"),
    "head-only": (lambda: SIGNATURE + head(10, 10), "image/png"),
    "false-sum": (lambda: SIGNATURE + chunk(b"IHDR", head(8, 6)[8:21], crc=1) + png(8, 6)[33:], "image/png"),
    "false-length": (lambda: SIGNATURE + head(8, 6) + chunk(b"IDAT", b"x" * 40, length=2**31 - 1), "image/png"),
    "length-of-all-bits": (lambda: SIGNATURE + head(8, 6) + chunk(b"tEXt", b"x", length=2**32 - 1), "image/png"),
    "text-bomb": (
        lambda: _with(png(8, 6), chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * _ZEROS, 9))),
        "image/png",
    ),
    "international-text-bomb": (
        lambda: _with(png(8, 6), chunk(b"iTXt", b"x\0\1\0\0\0" + zlib.compress(b"\0" * _ZEROS, 9))),
        "image/png",
    ),
    "profile-bomb": (
        lambda: _with(png(8, 6), chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * _ZEROS, 9))),
        "image/png",
    ),
    "100,000-chunks": (lambda: _with(png(8, 6), chunk(b"tEXt", b"a\0b") * 100_000), "image/png"),
    "no-palette": (lambda: bomb(8, 8, 8, 3), "image/png"),
    "impossible-depth": (lambda: SIGNATURE + head(8, 8, 7, 2) + chunk(b"IDAT", zlib.compress(b"\0" * 99)), "image/png"),
    "interlaced-for-ever": (
        lambda: SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 9_000, 9_000, 1, 0, 0, 0, 1)) + chunk(b"IDAT", b""),
        "image/png",
    ),
    "animated": (lambda: animated("PNG"), "image/png"),
    "svg-as-png": (lambda: _SVG, "image/png"),
    "svg-behind-a-head": (lambda: SIGNATURE + _SVG, "image/png"),
    "page-as-png": (lambda: b"<html><img src='file:///etc/passwd'>", "image/png"),
    "gif-as-png": (lambda: saved("GIF"), "image/png"),
    "bmp-as-png": (lambda: saved("BMP"), "image/png"),
    "tiff-as-jpeg": (lambda: saved("TIFF"), "image/jpeg"),
    "icon-as-png": (lambda: saved("ICO"), "image/png"),
    "postscript-as-jpeg": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file\n", "image/jpeg"),
    "program-as-png": (lambda: b"\x7fELF" + b"\0" * 900, "image/png"),
    "png-as-jpeg": (lambda: png(8, 6), "image/jpeg"),
    "jpeg-as-webp": (lambda: saved("JPEG"), "image/webp"),
    "png-with-a-program-behind": (lambda: png(8, 6) + b"MZ" + b"\0" * 9_000, "image/png"),
    "jpeg": (lambda: saved("JPEG"), "image/jpeg"),
    "jpeg-torn": (lambda: saved("JPEG", (900, 900), quality=95)[:900], "image/jpeg"),
    "jpeg-without-end": (lambda: saved("JPEG")[:-2], "image/jpeg"),
    "jpeg-two-heads": (_two_heads, "image/jpeg"),
    "jpeg-of-many-scans": (_many_scans, "image/jpeg"),
    "jpeg-of-marks-only": (lambda: b"\xff\xd8" + b"\xff" * 2_000_000, "image/jpeg"),
    "jpeg-of-empty-segments": (lambda: b"\xff\xd8\xff\xe0" + b"\0\2\xff\xe1" * 500_000, "image/jpeg"),
    "jpeg-of-65,535": (
        lambda: b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\3\1\x11\0\2\x11\1\3\x11\1" + b"\xff\xd9",
        "image/jpeg",
    ),
    "jpeg-profile-of-false-length": (lambda: saved("JPEG")[:2] + b"\xff\xe2\xff\xff" + saved("JPEG")[2:], "image/jpeg"),
    "webp": (lambda: saved("WEBP"), "image/webp"),
    "webp-torn": (lambda: saved("WEBP", (400, 400))[:60], "image/webp"),
    "webp-animated": (lambda: animated("WEBP"), "image/webp"),
    "webp-false-length": (lambda: b"RIFF\xff\xff\xff\xff" + saved("WEBP")[8:], "image/webp"),
    "webp-of-16-million": (
        lambda: b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff" * 6 + b"\0" * 20,
        "image/webp",
    ),
    "nothing": (lambda: b"", "image/png"),
}

#: Those that a picture's file may be taken from, although something in them is odd.
_TAKEN = {"sound", "jpeg", "webp"}


def cases() -> Iterator[Case]:
    """Every picture as a file that is chosen, dropped or pasted."""
    for name, (make, mime) in PICTURES.items():
        suffix = mime.removeprefix("image/")
        yield of_bytes(f"picture-{name}", Door.PICTURE, f"hostile.{suffix}", make, False if name in _TAKEN else None)
    big = "larger than 20 megabytes"
    yield of_bytes("picture-of-25-MB", Door.PICTURE, "big.png", lambda: png(8, 6) + b"\0" * 25_000_000, True, big)
    yield of_bytes("picture-named-round", Door.PICTURE, "a\u202egpj.exe.png", b"<svg/>", True, "⟨202e⟩")
    yield of_bytes("picture-svg", Door.PICTURE, "drawing.svg", _SVG, True, "no PNG")
