"""PNG from PDF: pixel by pixel what PDFium draws, without seams, with its density; memory does not grow with height."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib

import pypdfium2
import pytest
from PIL import Image, ImageChops

from cjm_desktop.drawing.primitives import Gradient, Path, Shape, Stroke
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.painters import png
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.painters.pdf import paint_pages, paint_pdf
from cjm_desktop.painters.png import pdf_to_png
from tests.painters.pdf_reading import drawing, text


def sample(width: float = 240, height: float = 400, upright: bool = False) -> bytes:
    """A page with text and a gradient; and, unless `upright`, long slanting lines and curves, which bands could tear."""
    lines = (
        Path((("m", 3, 3), ("l", width, height)), stroke=Stroke("#ee4a3e", 1.3)),
        Path((("m", 0, height), ("c", width, height / 2, 0, height / 2, width, 0)), stroke=Stroke("#12b76a", 2)),
    )
    fade = Gradient(((0, "#d1f0e0"), (0.5, "#ffffff"), (1, "#fddad8")))
    return paint_pdf(
        drawing(
            Shape(Rect(5, 5, width - 10, height - 10), 0 if upright else 12, fade, Stroke("#3538cd", 1.5)),
            *(
                Shape(Rect(120.3, y + 0.4, 100, 31), 4, "#fafaff", Stroke("#7a5af8", 1))
                for y in range(7, int(height) - 40, 36)
            ),
            *(text("Opens six tabs, 旅 क्षत्रिय 😀 reads reviews", 10, y, 200) for y in range(0, int(height), 13)),
            *(() if upright else lines),
            width=width,
            height=height,
        )
    )


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = [], 8
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + body)
        found.append((kind, body))
        at += 12 + size
    return found


def drawn_at_once(pdf: bytes, scale: float) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[0].render(scale=scale).to_pil().convert("RGB")
    document.close()
    return image


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_it_is_pixel_by_pixel_what_pdfium_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = sample(upright=True)
    whole = drawn_at_once(pdf, 2)
    for band in (12_000_000, 90_000, 1):  # one band, several, as many as there can be
        monkeypatch.setattr(png, "_BAND_BYTES", band)
        image = opened(b"".join(pdf_to_png(pdf, 2)))
        assert image.mode == "RGB"
        assert image.size == whole.size == (480, 800)
        assert image.tobytes() == whole.tobytes()


@pytest.mark.parametrize("scale", [1, 2, 6])
def test_seams_do_not_show(monkeypatch: pytest.MonkeyPatch, scale: int) -> None:
    pdf = sample()
    monkeypatch.setattr(png, "_BAND_BYTES", 1)
    image = opened(b"".join(pdf_to_png(pdf, scale)))

    difference = ImageChops.difference(image, drawn_at_once(pdf, scale))
    # PDFium rounds long lines and the outlines of large letters anew in each band: two steps of 255, which nobody sees.
    assert max(high for _, high in difference.getextrema()) <= 2  # type: ignore[misc, union-attr, operator]


def test_header_colour_space_and_density() -> None:
    found = chunks(b"".join(pdf_to_png(sample(), 300 / 72)))

    assert [kind for kind, _ in found[:3]] == [b"IHDR", b"sRGB", b"pHYs"]
    assert found[-1] == (b"IEND", b"")
    assert {kind for kind, _ in found[3:-1]} == {b"IDAT"}
    assert found[0][1] == struct.pack(">2I5B", 1000, 1667, 8, 2, 0, 0, 0)
    assert found[2][1] == struct.pack(">2IB", 11811, 11811, 1)


def test_a_density_can_be_told() -> None:
    assert opened(b"".join(pdf_to_png(sample(), 1, per_inch=96))).info["dpi"] == pytest.approx((96, 96), abs=0.1)


@pytest.mark.parametrize("size", [(7, 300), (240, 400), (33, 33)])
def test_where_nothing_is_painted_it_is_clear(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    monkeypatch.setattr(png, "_BAND_BYTES", 1)
    width, height = size
    page = Page(Size(width, height), "", (Part(drawing(Shape(Rect(2, 3, 3, 4), 0, "#ee4a3e"))),))
    image = opened(b"".join(pdf_to_png(paint_pages([page]), 1, transparent=True)))
    assert (image.mode, image.size) == ("RGBA", size)
    assert image.getpixel((1, 1)) == image.getpixel((width - 1, height - 1)) == (0, 0, 0, 0)
    assert image.getpixel((3, 5)) == (0xEE, 0x4A, 0x3E, 255)
    assert sum(image.getchannel("A").histogram()[1:]) == 12


def test_the_same_page_gives_the_same_bytes() -> None:
    pdf = sample()
    assert b"".join(pdf_to_png(pdf, 1.5)) == b"".join(pdf_to_png(pdf, 1.5))


@pytest.mark.parametrize("size", [(1, 1), (3, 500), (500, 3), (0.1, 0.1)])
def test_the_smallest_pages_have_pixels(size: tuple[float, float]) -> None:
    width, height = size
    image = opened(b"".join(pdf_to_png(paint_pdf(drawing(width=width, height=height)), 1)))
    assert image.size == (max(1, round(width)), max(1, round(height)))


def test_progress_goes_up_to_one_and_can_end_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "_BAND_BYTES", 90_000)
    shares: list[float] = []
    list(pdf_to_png(sample(), 2, progress=shares.append))
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(shares) > 5

    class StopError(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0.5:
            raise StopError

    with pytest.raises(StopError):
        list(pdf_to_png(sample(), 2, progress=stop))
    assert opened(b"".join(pdf_to_png(sample(), 1))).size == (240, 400)  # and the next one works


_POSTER = """
from cjm_desktop.painters.png import pdf_to_png
from tests.painters.test_png import sample

def peak():
    # Of this program alone: what getrusage tells counts the process that it was forked from, too.
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))

pdf = sample(2384, 3370)
before = peak()
size = sum(map(len, pdf_to_png(pdf, 300 / 72)))
print(before // 1024, peak() // 1024, size)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from Linux's /proc")
def test_a_poster_needs_little_memory() -> None:
    """A0 at 300 dpi, 139 million pixels, which in one piece would be 418 MB."""
    done = subprocess.run([sys.executable, "-c", _POSTER], capture_output=True, text=True, check=True)
    before, after, size = map(int, done.stdout.split())

    assert size > 100_000
    assert after < 300
    assert after - before < 100
