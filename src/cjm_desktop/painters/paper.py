"""The bytes of a PDF go in; the sizes of its pages come out, and any part of a page as pixels, at any scale.

For those who look at what is on paper: a preview, a printer. What is shown is what a reader of the file shows.
"""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from typing import Any

from cjm_desktop.geometry import Size
from cjm_desktop.painters.png import pdfium_lock

#: A page that is drawn in parts is read once: so many pages are kept open.
_OPEN = 2


class Paper:
    """A PDF that is open for looking at it. Close it when done; every method may be called from any thread.

    ValueError where the bytes are no PDF.
    """

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2
        import pypdfium2.raw

        self._raw: Any = pypdfium2.raw
        self._pages: OrderedDict[int, Any] = OrderedDict()
        with pdfium_lock:
            try:
                self._document = pypdfium2.PdfDocument(pdf)
            except pypdfium2.PdfiumError as error:
                raise ValueError(str(error)) from error
            # Sizes are told without the pages being read.
            sizes = [self._document.get_page_size(number) for number in range(len(self._document))]
        self.sizes: tuple[Size, ...] = tuple(Size(width, height) for width, height in sizes)  #: in points

    def draw(
        self, number: int, scale: float, left: int, top: int, width: int, height: int, *, clear: bool = False
    ) -> bytearray:
        """A part of a page (from 0) at `scale` pixels a point: four bytes a pixel, blue, green, red and one unused.

        `left` and `top` count in pixels from the page's corner. Where nothing is painted it is white or, where it is to
        be `clear`, nothing at all: the fourth byte is then how opaque a pixel is. MemoryError where there is not enough
        memory.
        """
        raw = self._raw
        whole = self.sizes[number]
        pixels = bytearray(4 * width * height)
        with pdfium_lock:
            page = self._page(number)
            held = (ctypes.c_char * len(pixels)).from_buffer(pixels)
            kind = raw.FPDFBitmap_BGRA if clear else raw.FPDFBitmap_BGRx
            bitmap = raw.FPDFBitmap_CreateEx(width, height, kind, ctypes.byref(held), 4 * width)
            if not bitmap:
                raise MemoryError("there is not enough memory to draw the page")
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0 if clear else 0xFFFFFFFF)
            size = max(1, round(whole.width * scale)), max(1, round(whole.height * scale))
            raw.FPDF_RenderPageBitmap(bitmap, page, -left, -top, *size, 0, 0)
            raw.FPDFBitmap_Destroy(bitmap)
        return pixels

    def close(self) -> None:
        """Lets the PDF go; drawing afterwards is an error."""
        with pdfium_lock:
            while self._pages:
                self._pages.popitem()[1].close()
            self._document.close()

    def _page(self, number: int) -> Any:
        page = self._pages.pop(number, None)
        if page is None:
            page = self._document[number]
            while len(self._pages) >= _OPEN:
                self._pages.popitem(last=False)[1].close()
        self._pages[number] = page
        return page
