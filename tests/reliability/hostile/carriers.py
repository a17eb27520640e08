"""Hostile exports: PDF, PNG and SVG files that claim to carry a map."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator

from cjm_desktop.model.journey import MIME
from tests.reliability.hostile.case import Case, Door, of_bytes
from tests.reliability.hostile.maps import small
from tests.reliability.hostile.pictures import SIGNATURE, chunk, head

_NONE = "has no map inside"


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, without a table of them."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"%%EOF\n"


def embedded(data: bytes, entries: bytes = b"/Filter /FlateDecode ", *, packed: bool = True) -> bytes:
    """An embedded file; `entries` is what its dictionary says besides."""
    body = zlib.compress(data, 9) if packed else data
    return b"<< /Type /EmbeddedFile %s/Length %d >>\nstream\n%s\nendstream" % (entries, len(body), body)


def svg(body: bytes, mime: bytes = MIME.encode()) -> bytes:
    """An SVG with a map element that holds this."""
    start = b'<svg xmlns="http://www.w3.org/2000/svg"><metadata><map xmlns="urn:cjm-desktop" type="%s">' % mime
    return start + body + b"</map></metadata></svg>"


def png(*chunks: bytes) -> bytes:
    """A PNG with these chunks behind its head."""
    return SIGNATURE + head(1, 1) + b"".join(chunks) + chunk(b"IEND", b"")


def text(data: bytes, *, packed: bool = True) -> bytes:
    """What an iTXt chunk with a map holds."""
    return MIME.encode() + b"\0" + bytes([packed]) + b"\0\0\0" + (zlib.compress(data, 9) if packed else data)


def _bomb() -> bytes:
    return small() + b" " * 80_000_000


def _case(name: str, suffix: str, content: Callable[[], bytes] | bytes, refused: bool | None, says: str = "") -> Case:
    return of_bytes(name, Door.IMPORT, f"hostile.{suffix}", content, refused, says)


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _pdfs()
    yield from _pngs()
    yield from _svgs()


def _pdfs() -> Iterator[Case]:
    large = "larger than 50 MB"
    action = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    for name, content, refused, says in (
        ("sound", pdf(embedded(small())), False, ""),
        ("not-packed", pdf(embedded(small(), b"", packed=False)), False, ""),
        ("empty-file", b"", True, "neither a PDF"),
        ("head-only", b"%PDF-1.7\n", True, _NONE),
        ("nothing-attached", pdf(b"<< >>"), True, _NONE),
        ("attached-bomb", lambda: pdf(embedded(_bomb())), True, large),
        ("attached-64-bombs", lambda: pdf(*[embedded(_bomb())] * 64), True, large),
        ("attached-64-bombs-that-are-no-maps", lambda: pdf(*[embedded(b"0" * 80_000_000)] * 64), True, _NONE),
        ("attached-bomb-of-bombs", lambda: pdf(embedded(zlib.compress(zlib.compress(_bomb())))), True, _NONE),
        ("attached-no-map", pdf(embedded(b'{"format":"other"}')), True, _NONE),
        ("attached-program", pdf(embedded(b"MZ\x90\0")), True, _NONE),
        ("attached-broken-map", pdf(embedded(small()[:-9])), True, "line 1"),
        ("attached-hostile-map", pdf(embedded(small(cards=[{"id": "../x"}]))), True, "card"),
        (
            "attached-not-zlib",
            pdf(b"<< /Type /EmbeddedFile /Filter /FlateDecode >>\nstream\nno\nendstream"),
            True,
            _NONE,
        ),
        ("attached-packed-otherwise", pdf(embedded(small(), b"/Filter /LZWDecode ")), True, _NONE),
        (
            "attached-with-predictor",
            pdf(embedded(small(), b"/Filter /FlateDecode /DecodeParms << /Predictor 15 >> ")),
            True,
            _NONE,
        ),
        ("attached-encrypted", pdf(b"<< /Type /EmbeddedFile /Filter /Crypt >>\nstream\nx\nendstream"), True, _NONE),
        ("length-too-large", pdf(embedded(small()).replace(b"/Length ", b"/Length 9999")), False, ""),
        ("length-negative", pdf(embedded(small()).replace(b"/Length ", b"/Length -")), False, ""),
        ("length-in-a-circle", pdf(embedded(small()).replace(b"/Length ", b"/Length 1 0 R /X ")), False, ""),
        ("without-end", pdf(embedded(small()))[:-60], True, _NONE),
        (
            "never-ends",
            lambda: pdf(embedded(small(), b"", packed=False)).replace(b"endstream", b"") + b" " * 90_000_000,
            True,
            _NONE,
        ),
        ("packed-torn", pdf(embedded(small() * 40)[:200]), True, _NONE),
        ("10,000-attached", lambda: pdf(*[embedded(b"no map")] * 10_000), True, _NONE),
        ("10,000-attached-after-the-map", lambda: pdf(embedded(small()), *[embedded(b"no map")] * 10_000), True, _NONE),
        ("a-million-claims", lambda: b"%PDF-1.7\n" + b"/EmbeddedFile " * 1_000_000, True, _NONE),
        ("a-million-streams", lambda: b"%PDF-1.7\n" + b"1 0 obj /EmbeddedFile stream\n" * 1_000_000, True, _NONE),
        ("pages-in-a-circle", pdf(b"<< /Type /Pages /Kids [1 0 R] /Parent 1 0 R >>", embedded(small())), False, ""),
        ("with-a-script", pdf(b"<< /Type /Catalog /OpenAction %s >>" % action, embedded(small())), False, ""),
        ("that-starts-a-program", pdf(b"<< /S /Launch /F (calc.exe) >>", embedded(small())), False, ""),
        (
            "false-table",
            pdf(embedded(small())) + b"xref\n0 99999999\ntrailer << /Prev 0 >> startxref 0 %%EOF",
            False,
            "",
        ),
        ("behind-300-MB-of-spaces", lambda: b" " * 300_000_000 + pdf(embedded(small())), None, ""),
        ("with-words-in-front", b"junk " * 9 + pdf(embedded(small())), True, "neither a PDF"),
        ("a-web-page", b"<html>", True, "neither a PDF"),
    ):
        yield _case(f"pdf-{name}", "pdf", content, refused, says)


def _pngs() -> Iterator[Case]:
    for name, content, refused, says in (
        ("sound", png(chunk(b"iTXt", text(small()))), False, ""),
        ("not-packed", png(chunk(b"iTXt", text(small(), packed=False))), False, ""),
        ("text-bomb", lambda: png(chunk(b"iTXt", text(_bomb()))), True, "larger than 50 MB"),
        ("false-sum", png(chunk(b"iTXt", text(small()), crc=1)), True, _NONE),
        ("length-too-large", png(chunk(b"iTXt", text(small()), length=2**31 - 1)), True, _NONE),
        ("length-of-all-bits", png(chunk(b"iTXt", text(small()), length=2**32 - 1)), True, _NONE),
        ("length-too-small", png(chunk(b"iTXt", text(small()), length=9)), True, _NONE),
        ("text-not-zlib", png(chunk(b"iTXt", MIME.encode() + b"\0\1\0\0\0no zlib")), True, _NONE),
        ("text-torn", png(chunk(b"iTXt", text(small())[:-20])), True, _NONE),
        ("text-without-zeros", png(chunk(b"iTXt", MIME.encode())), True, _NONE),
        ("text-with-one-zero", png(chunk(b"iTXt", MIME.encode() + b"\0")), True, _NONE),
        ("text-hostile", png(chunk(b"iTXt", text(b"[" * 90_000))), True, "brackets"),
        ("text-behind-the-end", png() + chunk(b"iTXt", text(small())), True, _NONE),
        (
            "ten-million-chunks",
            lambda: png(chunk(b"tEXt", b"") * 10_000_000, chunk(b"iTXt", text(small()))),
            True,
            _NONE,
        ),
        ("torn", png(chunk(b"iTXt", text(small())))[:90], True, _NONE),
        ("head-of-an-svg", b"<svg ", True, ""),
    ):
        yield _case(f"png-{name}", "png", content, refused, says)


def _svgs() -> Iterator[Case]:
    coded = base64.b64encode(zlib.compress(small()))
    laughs = b'<!DOCTYPE svg [<!ENTITY a "%s"><!ENTITY b "%s">]>' % (b"ha" * 999, b"&a;" * 999)
    for name, content, refused, says in (
        ("sound", svg(coded), False, ""),
        ("bomb", lambda: svg(base64.b64encode(zlib.compress(_bomb(), 9))), True, "larger than 50 MB"),
        ("bad-base64", svg(b"====" + coded), True, _NONE),
        ("base64-with-letters-of-elsewhere", svg("жж".encode() + coded), True, _NONE),
        ("not-zlib", svg(base64.b64encode(b"no zlib")), True, _NONE),
        ("torn", svg(coded)[: -len(coded)], True, _NONE),
        ("nothing-inside", svg(b""), True, _NONE),
        ("of-another-type", svg(coded, b"text/html"), True, _NONE),
        ("billion-laughs", laughs + svg(b"&b;" * 999), True, ""),
        ("foreign-entity", b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg(b"&x;"), True, ""),
        ("foreign-entity-and-map", b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg(coded), False, ""),
        ("with-a-script", svg(coded).replace(b"<metadata>", b"<script>alert(1)</script><metadata>"), False, ""),
        ("with-a-million-types", lambda: b"<svg >" + MIME.encode() * 1_000_000, True, _NONE),
        ("with-a-million-maps", lambda: b"<svg >" + b'<map type="x">AA</map>' * 1_000_000 + svg(b"x")[5:], True, _NONE),
        ("of-90-MB-of-letters", lambda: svg(b"A" * 90_000_000), True, _NONE),
        ("of-90-MB-of-spaces", lambda: svg(b"A " * 45_000_000), True, _NONE),
        ("of-brackets", lambda: b"<svg >" + b"<" * 90_000_000, True, _NONE),
        ("of-comments", b"<!-- -->" * 2_000 + svg(coded), True, "neither"),
        ("comment-without-end", b"<!--" + b"-" * 9_000 + svg(coded), True, "neither"),
        ("utf-16", svg(coded).decode().encode("utf-16"), True, "neither"),
        ("gzip", b"\x1f\x8b\x08" + svg(coded), True, "neither"),
    ):
        yield _case(f"svg-{name}", "svg", content, refused, says)
