"""The map inside a PDF or PNG: found where it is, told where it is not, never unpacked beyond what a map may hold."""

from __future__ import annotations

import base64
import contextlib
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.formats import carried
from cjm_desktop.formats.carried import PNG_KEYWORD, carried_map
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.journey_file import dumps
from cjm_desktop.model.journey import MIME, Journey

MAP = dumps(Journey(title="Feeding"))
NO_MAP = "feeding.x has no map inside"


def chunk(kind: bytes, data: bytes, crc: int | None = None) -> bytes:
    return (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) if crc is None else crc)
    )


def text_chunk(text: bytes, *, packed: bool = True, keyword: str = PNG_KEYWORD) -> bytes:
    body = zlib.compress(text) if packed else text
    return chunk(b"iTXt", keyword.encode() + b"\0" + bytes([packed]) + b"\0en\0word\0" + body)


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13) + b"".join(chunks) + chunk(b"IEND", b"")


def pdf(*objects: bytes) -> bytes:
    return (
        b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1)) + b"%%EOF\n"
    )


def embedded(data: bytes, *, packed: bool = True) -> bytes:
    body = zlib.compress(data) if packed else data
    how = b"/Filter [/FlateDecode] " if packed else b""
    return b"<< /Type /EmbeddedFile %s/Length %d >>\nstream\n%s\nendstream" % (how, len(body), body)


def svg(body: bytes, mime: bytes = MIME.encode()) -> bytes:
    head = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg">\n<metadata>'
    return head + b'<map xmlns="urn:cjm-desktop" type="%s">%s</map></metadata></svg>' % (mime, body)


def coded(data: bytes) -> bytes:
    return base64.b64encode(zlib.compress(data))


def refused(data: bytes) -> str:
    with pytest.raises(FileProblem) as problem:
        carried_map(data, "some/feeding.x")
    return str(problem.value)


@pytest.mark.parametrize("packed", [True, False])
def test_it_is_found(packed: bool) -> None:
    assert carried_map(png(chunk(b"IDAT", b"x"), text_chunk(MAP, packed=packed)), "m.png") == MAP
    assert carried_map(pdf(b"<< >>", embedded(MAP, packed=packed)), "m.pdf") == MAP


def test_it_is_found_in_an_svg_however_its_lines_and_names_were_changed() -> None:
    plain = svg(coded(MAP))
    broken = svg(b"\n  ".join(coded(MAP)[n : n + 76] for n in range(0, len(coded(MAP)), 76)))
    renamed = plain.replace(b"<map xmlns=", b"<cjm:map xmlns:cjm=").replace(b"</map>", b"</cjm:map>")
    marked = b"\xef\xbb\xbf" + plain.replace(b"<svg", b"<ns0:svg")
    typed = plain.replace(
        b"<svg", b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://a.example/svg11.dtd">\n<svg'
    )
    for data in (plain, broken, renamed, marked, typed):
        assert carried_map(data, "m.svg") == MAP


def test_the_last_map_of_an_updated_pdf_counts() -> None:
    newer = dumps(Journey(title="Newer"))
    other = b'{"no": "map"}'
    assert carried_map(pdf(embedded(MAP), embedded(newer), embedded(other)), "m.pdf") == newer


@pytest.mark.parametrize(
    "data",
    [
        png(),
        png(text_chunk(MAP, keyword="Comment")),
        png(chunk(b"iTXt", PNG_KEYWORD.encode())),
        png(chunk(b"iTXt", PNG_KEYWORD.encode() + b"\0\1\0\0\0no zlib")),
        png(chunk(b"iTXt", PNG_KEYWORD.encode() + b"\0\0\0\0\0" + MAP, crc=1)),
        png(chunk(b"IEND", b""), text_chunk(MAP)),
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 2**31, b"iTXt") + b"x" * 100,
        b"\x89PNG\r\n\x1a\n",
        pdf(),
        pdf(embedded(b'{"format": "other"}')),
        pdf(b"<< /Type /EmbeddedFile /Filter /FlateDecode >>\nstream\nno zlib\nendstream"),
        pdf(b"<< /Type /EmbeddedFile /Filter /ASCIIHexDecode >>\nstream\n7b7d>\nendstream"),
        pdf(b"<< /Type /EmbeddedFile >>\nstream\n" + MAP),
        pdf(b"<< /Type /EmbeddedFiles >>"),
        b"%PDF-1.7 /EmbeddedFile",
        b"<svg/>",
        svg(b""),
        svg(b"bm8gemxpYg=="),
        svg(coded(MAP)[:-9]),
        svg(coded(MAP), b"application/json"),
    ],
)
def test_where_there_is_none_that_is_said(data: bytes) -> None:
    assert refused(data).startswith(NO_MAP)


def test_other_files_are_named() -> None:
    assert refused(b"GIF89a") == "feeding.x is neither a PDF nor a PNG nor an SVG."
    assert refused(b"<html><svg></svg></html>").startswith("feeding.x is neither")
    assert refused(b"").startswith("feeding.x is neither")


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "SIZE_LIMIT", 1_000_000)
    bomb = MAP + b" " * 5_000_000
    assert "is larger than 1 MB" in refused(png(text_chunk(bomb)))
    assert "is larger than 1 MB" in refused(pdf(embedded(bomb)))
    assert "is larger than 1 MB" in refused(svg(coded(bomb)))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([png(text_chunk(MAP)), pdf(embedded(MAP), b"<< >>"), svg(coded(MAP))]), st.data())
def test_broken_bytes_never_break_the_reader(good: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(8, len(good) - 1))
    broken = good[:at] + data.draw(st.binary(max_size=6)) + good[at + data.draw(st.integers(0, 6)) :]
    with contextlib.suppress(FileProblem):
        carried_map(broken, "m")
