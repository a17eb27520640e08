"""A PDF's first page in, the bytes of a PNG out, band by band, so that a poster needs no more memory than a card.

PDFium rasterises a band of rows while the band before is compressed in a thread of its own; both leave Python free.
"""

from __future__ import annotations

import ctypes
import struct
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

#: About so many bytes of pixels are held at a time, twice (one band drawn, one compressed).
_BAND_BYTES = 12_000_000

#: Rows drawn beyond a band's edges and thrown away: PDFium rounds what it cuts off at the very edge.
_OVERLAP = 8

#: Compression: flat colours pack as fast as at 1, and smaller; 4 and up cost twice the time.
_LEVEL = 3

_INCH = 0.0254

#: PDFium may be in one call at a time in the whole process.
pdfium_lock = threading.Lock()


def pdf_to_png(
    pdf: bytes,
    scale: float,
    *,
    per_inch: float | None = None,
    texts: Mapping[str, bytes] | None = None,
    transparent: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Iterator[bytes]:
    """The first page as a PNG of `scale` pixels a point, in pieces to be written one after another.

    `texts` (UTF-8) travel along by their keywords, packed. `per_inch` is the density told to readers of the PNG (72
    times the scale where not given). `progress` is told the share done after each band; what it raises ends the work
    and goes through. Colours are sRGB. Where a page paints nothing it is white, or, with `transparent`, clear.
    """
    page = _Page(pdf, scale, transparent)
    try:
        yield b"\x89PNG\r\n\x1a\n"
        yield _chunk(b"IHDR", struct.pack(">2I5B", page.width, page.height, 8, 6 if transparent else 2, 0, 0, 0))
        yield _chunk(b"sRGB", b"\0")
        density = round((per_inch or 72 * scale) / _INCH)
        yield _chunk(b"pHYs", struct.pack(">2IB", density, density, 1))
        for keyword, text in (texts or {}).items():
            # Packed, without a language and a translated keyword (PNG specification, "iTXt").
            yield _chunk(b"iTXt", keyword.encode("latin-1") + b"\0\1\0\0\0" + zlib.compress(text, 9))
        yield from _image_data(page, progress)
        yield _chunk(b"IEND", b"")
    finally:
        page.close()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def _image_data(page: _Page, progress: Callable[[float], None] | None) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL)
    rows = max(32, min(page.height, _BAND_BYTES // page.stride))
    bands = (page.buffer(rows), page.buffer(rows))
    waiting: Future[bytes] | None = None
    with ThreadPoolExecutor(1) as thread:
        for n, top in enumerate(range(0, page.height, rows)):
            count = min(rows, page.height - top)
            pixels = page.draw(bands[n % 2], top, count)
            if waiting is not None:
                yield from _data_chunks(waiting.result())
            waiting = thread.submit(packer.compress, pixels)
            if progress is not None:
                progress((top + count) / page.height)
        if waiting is not None:
            yield from _data_chunks(waiting.result())
    yield from _data_chunks(packer.flush())


def _data_chunks(data: bytes) -> Iterator[bytes]:
    if data:  # the packer often keeps all to itself until more comes
        yield _chunk(b"IDAT", data)


class _Page:
    """The first page of a PDF, drawn as rows of a PNG: a filter byte (0: none), then red, green, blue (and opacity)."""

    def __init__(self, pdf: bytes, scale: float, clear: bool = False) -> None:
        import pypdfium2
        import pypdfium2.raw

        self._raw: Any = pypdfium2.raw
        with pdfium_lock:
            self._document = pypdfium2.PdfDocument(pdf)
            self._page = self._document[0]
            self.width = max(1, round(self._page.get_width() * scale))
            self.height = max(1, round(self._page.get_height() * scale))
        self._clear = clear
        self.stride = 1 + (4 if clear else 3) * self.width

    def buffer(self, rows: int) -> ctypes.Array[ctypes.c_char]:
        """Room for a band of `rows`."""
        return ctypes.create_string_buffer(self.stride * (rows + 2 * _OVERLAP))

    def draw(self, buffer: ctypes.Array[ctypes.c_char], top: int, rows: int) -> memoryview:
        """Draws the rows from `top` on; returns their part of the buffer."""
        raw = self._raw
        above = min(top, _OVERLAP)
        drawn = min(self.height - top + above, above + rows + _OVERLAP)
        if self._clear:
            # Pixels of four bytes PDFium wants at multiples of four.
            self._render(raw.FPDFBitmap_BGRA, ctypes.byref(buffer), 4 * self.width, top - above, drawn, 0)
            return self._with_filters(memoryview(buffer).cast("B"), above, rows)
        # The picture starts one byte into the buffer and each of its rows is one byte longer than its pixels need: so
        # the filter bytes, which PNG wants before each row, stand there already, and no row is ever copied.
        first_pixel = ctypes.byref(buffer, 1)
        self._render(raw.FPDFBitmap_BGR, first_pixel, self.stride, top - above, drawn, 0xFFFFFFFF)
        return memoryview(buffer).cast("B")[self.stride * above : self.stride * (above + rows)]

    def _with_filters(self, pixels: memoryview, above: int, rows: int) -> memoryview:
        """The rows with the filter byte that PNG wants before each."""
        made, length = bytearray(self.stride * rows), 4 * self.width
        for row in range(rows):
            start = (above + row) * length
            made[row * self.stride + 1 : (row + 1) * self.stride] = pixels[start : start + length]
        return memoryview(made)

    def _render(self, kind: int, first_pixel: Any, stride: int, top: int, rows: int, ground: int) -> None:
        raw = self._raw
        with pdfium_lock:
            bitmap = raw.FPDFBitmap_CreateEx(self.width, rows, kind, first_pixel, stride)
            if not bitmap:
                raise MemoryError("there is not enough memory to draw the picture")
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, self.width, rows, ground)
            raw.FPDF_RenderPageBitmap(
                bitmap, self._page, 0, -top, self.width, self.height, 0, raw.FPDF_REVERSE_BYTE_ORDER
            )
            raw.FPDFBitmap_Destroy(bitmap)

    def close(self) -> None:
        with pdfium_lock:
            self._page.close()
            self._document.close()
