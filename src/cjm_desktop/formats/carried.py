"""The map inside an exported PDF, PNG or SVG: the bytes of such a file go in, the bytes of the journey file it carries come out.

A PDF carries it as an embedded file, a PNG in an iTXt chunk, an SVG in its metadata. All are read here without a
library: a few lines that never unpack more than a map may hold, where a library would first unpack whatever a stranger's
file makes of it.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
import zlib
from collections.abc import Iterator

from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.journey_file import SIZE_LIMIT
from cjm_desktop.model.journey import MIME

#: The keyword of the PNG's chunk; PNG wants Latin letters, at most 79.
PNG_KEYWORD = MIME
#: What an exported file may weigh: the map inside, and the pictures once more on the pages.
CARRIER_LIMIT = 400_000_000

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EMBEDDED = re.compile(rb"/EmbeddedFile(?![A-Za-z0-9s])")
_STREAM = re.compile(rb"stream\r?\n")
_MAP = re.compile(rb'\{\s*"format"\s*:\s*"cjm"')
#: What an SVG begins with, after what may stand before its first element.
_SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^\[>]{0,400}>\s*){0,9}<(?:\w+:)?svg[\s/>]",
    re.DOTALL,
)
#: The element that carries a map, however a program that wrote the SVG anew has called its namespace.
_SVG_MAP = re.compile(rb"<(?:\w+:)?map\s([^<>]{0,1000})>([A-Za-z0-9+/=\s]+)</(?:\w+:)?map\s*>")
#: Of one file only so many embedded ones are looked into.
_MOST = 64


def carried_map(data: bytes, name: str) -> bytes:
    """The journey file inside a PDF, PNG or SVG; FileProblem, which says so, where there is none or it is too large."""
    if data.startswith(_PNG_SIGNATURE):
        found = _in_png(data, name)
    elif data.lstrip()[:5] == b"%PDF-":
        found = _in_pdf(data, name)
    elif _SVG.match(data[:10_000]):
        found = _in_svg(data, name)
    else:
        raise FileProblem(f"{file_name(name)} is neither a PDF nor a PNG nor an SVG.")
    if found is None:
        raise FileProblem(
            f"{file_name(name)} has no map inside: it was exported without, printed to a file, or changed by another program."
        )
    return found


def _in_png(data: bytes, name: str) -> bytes | None:
    at = len(_PNG_SIGNATURE)
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        if end + 4 > len(data):
            return None
        if kind == b"iTXt":
            body = data[at + 8 : end]
            intact = struct.unpack_from(">I", data, end)[0] == zlib.crc32(body, zlib.crc32(kind))
            keyword, _, rest = body.partition(b"\0")
            if intact and keyword == PNG_KEYWORD.encode() and len(rest) >= 2:
                # Compression flag and method, then the language and the translated keyword, each ended by a zero.
                text = rest[2:].split(b"\0", 2)[-1]
                try:
                    return _unpacked(text, name) if rest[0] else text
                except zlib.error:
                    return None
        if kind == b"IEND":
            return None
        at = end + 4
    return None


def _in_svg(data: bytes, name: str) -> bytes | None:
    for match in _SVG_MAP.finditer(data):
        if MIME.encode() in match[1]:
            try:
                return _unpacked(base64.b64decode(b"".join(match[2].split()), validate=True), name)
            except (binascii.Error, zlib.error):
                return None
    return None


def _in_pdf(data: bytes, name: str) -> bytes | None:
    """The last embedded file that is a map: an update of a PDF is written behind what it replaces."""
    for embedded in _embedded_files(data, name):
        if _MAP.match(embedded):
            return embedded
    return None


def _embedded_files(data: bytes, name: str) -> Iterator[bytes]:
    places = [match.start() for match in _EMBEDDED.finditer(data)][-_MOST:]
    for place in reversed(places):
        start = data.rfind(b"obj", max(0, place - 10_000), place)
        begin = _STREAM.search(data, place, place + 10_000)
        if start < 0 or begin is None:
            continue
        dictionary = data[start : begin.start()]
        if b"/FlateDecode" in dictionary and b"/DecodeParms" not in dictionary:
            try:
                yield _unpacked(memoryview(data)[begin.end() :], name)
            except zlib.error:
                continue
        elif b"/Filter" not in dictionary:
            end = data.find(b"endstream", begin.end())
            if 0 <= end <= begin.end() + SIZE_LIMIT:
                yield data[begin.end() : end].rstrip(b"\r\n") + b"\n"


def _unpacked(packed: bytes | memoryview, name: str) -> bytes:
    """Unpacked as far as a map may be long; FileProblem beyond, zlib.error for what is not packed."""
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(packed, SIZE_LIMIT + 1)
    if len(found) > SIZE_LIMIT:
        raise FileProblem(f"The map inside {file_name(name)} is larger than {SIZE_LIMIT // 1_000_000} MB.")
    if not unpacker.eof:
        raise zlib.error("the packed data end too early")
    return found
