"""The document around the page: properties, outline, links; the same bytes every time."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pypdfium2
import pypdfium2.raw as raw
import pytest

from cjm_desktop.drawing.primitives import Anchor, Group, Link
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.painters.addresses import safe_address
from cjm_desktop.painters.pdf import paint_pdf
from cjm_desktop.painters.pdf_document import PdfMeta
from tests.painters.pdf_reading import drawing, entries, text

META = PdfMeta("Тitle 旅 😀", "Ann Ärmel", "A (subject) \\ with signs", "CJM Desktop", "vi")


def links(pdf: bytes) -> list[tuple[str, tuple[float, ...]]]:
    """Address and rectangle (left, bottom, right, top) of each link of the page, as PDFium reads them."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    found = []
    start, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, start, link):
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, buffer, size)
        rect = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, rect)
        found.append((buffer.value.decode(), (rect.left, rect.bottom, rect.right, rect.top)))
    document.close()
    return found


def outline(pdf: bytes) -> list[tuple[int, str, list[float]]]:
    """Level, title and place of each entry of the outline."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for entry in document.get_toc():
        destination = entry.get_dest()
        assert destination is not None
        assert destination.get_index() == 0
        found.append((entry.level, entry.get_title(), list(destination.get_view()[1][:2])))
    document.close()
    return found


def test_the_properties_are_the_maps() -> None:
    pdf = paint_pdf(drawing(), meta=META)
    document = pypdfium2.PdfDocument(pdf)
    properties = document.get_metadata_dict()
    document.close()

    assert properties["Title"] == META.title
    assert properties["Author"] == META.author
    assert properties["Subject"] == META.subject
    assert properties["Creator"] == META.creator
    assert b"/Lang (vi)" in pdf
    assert "/DisplayDocTitle true" in entries(pdf)
    assert pdf.startswith(b"%PDF-1.7")


def test_the_date_is_the_maps_own_or_a_fixed_one_but_never_now() -> None:
    bare = paint_pdf(drawing())
    dated = paint_pdf(drawing(), meta=PdfMeta(date=datetime(2026, 11, 21, 10, 30, tzinfo=timezone(timedelta(hours=2)))))

    assert b"/CreationDate (D:20000101000000+00'00')" in bare
    assert b"/CreationDate (D:20261121083000+00'00')" in dated
    assert b"/ModDate (D:20261121083000+00'00')" in dated


def test_the_outline_has_levels_and_places() -> None:
    pdf = paint_pdf(
        drawing(
            Anchor("Need", "s1", 0, 10, 20),
            Group(5, 5, Rect(0, 0, 9, 9), (Anchor("Поиск 🔎", "c1", 1, 15, 25),)),
            Anchor("Compare", "s1", 0, 50, 60),
        ),
        page=Size(400, 300),
        scale=2,
        x=30,
        y=40,
    )

    assert outline(pdf) == [
        (0, "Need", [30 + 20, 300 - 40 - 40]),
        (1, "Поиск 🔎", [30 + 40, 300 - 40 - 60]),
        (0, "Compare", [30 + 100, 300 - 40 - 120]),
    ]
    assert b"/PageMode /UseOutlines" in pdf


def test_an_outline_that_skips_levels_is_drawn_up() -> None:
    levels = (2, 0, 3, 3, 1, 0)
    pdf = paint_pdf(drawing(*(Anchor(str(n), "k", level, 0, 0) for n, level in enumerate(levels))))

    assert [level for level, _, _ in outline(pdf)] == [0, 0, 1, 2, 1, 0]


def test_without_anchors_there_is_no_outline() -> None:
    pdf = paint_pdf(drawing())
    assert outline(pdf) == []
    assert b"/PageMode /UseNone" in pdf


def test_links_lie_over_their_place_and_have_no_border() -> None:
    pdf = paint_pdf(
        drawing(Group(10, 20, Rect(0, 0, 9, 9), (Link("https://example.com/a?b=c&d=(e)#f", Rect(5, 5, 30, 10)),))),
        page=Size(300, 200),
        scale=2,
        x=3,
        y=4,
    )

    assert links(pdf) == [
        ("https://example.com/a?b=c&d=(e)#f", (3 + 30, 200 - 4 - 70, 3 + 90, 200 - 4 - 50)),
    ]
    assert "/Border [ 0 0 0 ]" in entries(pdf)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.com/", "https://example.com/"),
        ("HTTP://example.com/", "HTTP://example.com/"),
        ("mailto:ann@example.com", "mailto:ann@example.com"),
        ("https://example.com/путь и", "https://example.com/%D0%BF%D1%83%D1%82%D1%8C%20%D0%B8"),
        ("https://example.com/100%25", "https://example.com/100%25"),
        ("https://example.com/\n\0", "https://example.com/%0A%00"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        (" javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.com", None),
        ("example.com", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_only_web_and_mail_addresses_become_links(url: str, address: str | None) -> None:
    assert safe_address(url) == address
    pdf = paint_pdf(drawing(Link(url, Rect(0, 0, 10, 10))))
    assert [found for found, _ in links(pdf)] == ([] if address is None else [address])
    assert "JavaScript" not in entries(pdf)
    assert "/Launch" not in entries(pdf)


_AGAIN = """
import hashlib, sys
from cjm_desktop.painters.pdf import paint_pdf
from tests.painters.test_pdf_document import sample
sys.stdout.write(hashlib.sha256(sample()).hexdigest())
"""


def sample() -> bytes:
    """A PDF with some of everything."""
    from cjm_desktop.drawing.primitives import Gradient, Image, Shape
    from tests.maps import picture

    portrait = picture()
    words = "Ạ well-known مرحبا हिन्दी क्षत्रिय 日本語 ไทยครั้ง 😀 "
    return paint_pdf(
        drawing(
            Shape(Rect(0, 0, 90, 50), 4, Gradient(((0, "#ff0000"), (1, "#00ff00")))),
            Image(portrait.id, Rect(0, 0, 20, 20), 5),
            text(words * 3, width=90),
            Anchor("A", "a", 0, 1, 2),
            Link("https://example.com", Rect(0, 0, 5, 5)),
            height=400,
        ),
        meta=META,
        pictures={portrait.id: portrait},
    )


def test_two_processes_write_the_same_bytes() -> None:
    said = set()
    for seed, epoch in (("1", "1"), ("2", "")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch}
        done = subprocess.run(
            [sys.executable, "-c", _AGAIN], capture_output=True, text=True, check=True, env=environment
        )
        said.add(done.stdout)
    assert len(said) == 1


def test_the_clock_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    first = sample()
    monkeypatch.setattr(time, "time", lambda: datetime(2031, 1, 1, tzinfo=UTC).timestamp())
    assert sample() == first


def test_another_drawing_is_another_document() -> None:
    one, other = (paint_pdf(drawing(text(words))) for words in ("one", "two"))
    identity = [pdf[pdf.index(b"/ID") : pdf.index(b"/Info", pdf.index(b"/ID"))] for pdf in (one, other)]
    assert identity[0] != identity[1]
