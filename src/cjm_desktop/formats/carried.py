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

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EMBEDDED = re.compile(rb"/EmbeddedFile(?![A-Za-z0-9])")
_STREAM = re.compile(rb"stream\r?\n")
_MAP = re.compile(rb'\{\s*"format"\s*:\s*"cjm"')
#: What may stand before the first element of an SVG: how each begins and ends.
_BEFORE = ((b"<?xml", b">"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))
_SVG = re.compile(rb"<(?:\w{1,80}:)?svg[\s/>]")
#: So much is looked through for the first element.
_BEGINNING = 10_000
#: The element that carries a map begins and ends so, however a program that wrote the SVG anew has called its namespace.
_SVG_MAP = re.compile(rb"<(?:\w{1,80}:)?map\s[^<>]{0,2000}>")
_SVG_END = re.compile(rb"</(?:\w{1,80}:)?map\s{0,80}>")
#: Of one file only so many embedded ones are looked into.
_MOST = 64
#: A PNG of the largest size that is read has 50,000 chunks where a program writes them as small as any does.
_MOST_CHUNKS = 200_000
#: So much of an embedded file tells whether it is a map.
_HEAD = 200


def carried_map(data: bytes, name: str) -> bytes:
    """The journey file inside a PDF, PNG or SVG; FileProblem, which says so, where there is none or it is too large."""
    if data.startswith(_PNG_SIGNATURE):
        found = _in_png(data, name)
    elif data.lstrip()[:5] == b"%PDF-":
        found = _in_pdf(data, name)
    elif _is_svg(data[:_BEGINNING]):
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
    for _ in range(_MOST_CHUNKS):
        if at + 12 > len(data):
            return None
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


def _is_svg(data: bytes) -> bool:
    """Whether the first element is that of an SVG; a document that declares things of its own (in brackets) is none."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    while True:
        end = next((data.find(end) + len(end) for start, end in _BEFORE if data.startswith(start)), 0)
        if not end:
            return _SVG.match(data) is not None
        if end < 3 or (data.startswith(b"<!DOCTYPE") and b"[" in data[:end]):
            return False
        data = data[end:].lstrip()


def _in_svg(data: bytes, name: str) -> bytes | None:
    at, mime = 0, MIME.encode()
    # Each place is found by the type that it says; a pattern would look at every bracket of a large drawing.
    for _ in range(_MOST):
        at = data.find(mime, at) + 1
        start = data.rfind(b"<", 0, at)
        if not at or start < 0:
            return None
        head = _SVG_MAP.match(data, start)
        if head is None:
            continue
        end = data.find(b"<", head.end(), head.end() + 2 * SIZE_LIMIT)
        if end < 0 or not _SVG_END.match(data, end):
            return None
        try:
            return _unpacked(base64.b64decode(data[head.end() : end].translate(None, b" \t\r\n"), validate=True), name)
        except (binascii.Error, zlib.error):
            return None
    return None


def _in_pdf(data: bytes, name: str) -> bytes | None:
    """The last embedded file that is a map: an update of a PDF is written behind what it replaces."""
    for place in _embedded_files(data):
        start = data.rfind(b"obj", max(0, place - 10_000), place)
        begin = _STREAM.search(data, place, place + 10_000)
        if start < 0 or begin is None:
            continue
        dictionary = data[start : begin.start()]
        packed = memoryview(data)[begin.end() : begin.end() + SIZE_LIMIT]
        if b"/FlateDecode" in dictionary and b"/DecodeParms" not in dictionary:
            try:
                # Only what begins like a map is unpacked as a whole: many bombs in one file take as little time as one.
                if _MAP.match(zlib.decompressobj().decompress(packed[:_HEAD], _HEAD)):
                    return _unpacked(packed, name)
            except zlib.error:
                continue
        elif b"/Filter" not in dictionary and _MAP.match(packed):
            end = data.find(b"endstream", begin.end(), begin.end() + SIZE_LIMIT)
            if end >= 0:
                return data[begin.end() : end].rstrip(b"\r\n") + b"\n"
    return None


def _embedded_files(data: bytes) -> Iterator[int]:
    """Where the last embedded files say that they are some, from the end."""
    place = len(data)
    for _ in range(_MOST):
        place = data.rfind(b"/EmbeddedFile", 0, place)
        if place < 0:
            return
        if _EMBEDDED.match(data, place):
            yield place


def _unpacked(packed: bytes | memoryview, name: str) -> bytes:
    """Unpacked as far as a map may be long; FileProblem beyond, zlib.error for what is not packed."""
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(packed, SIZE_LIMIT + 1)
    if len(found) > SIZE_LIMIT:
        raise FileProblem(f"The map inside {file_name(name)} is larger than {SIZE_LIMIT // 1_000_000} MB.")
    if not unpacker.eof:
        raise zlib.error("the packed data end too early")
    return found
