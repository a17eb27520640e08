"""Printing: the pages of a PDF and a printer go in, those pages on that printer's paper come out, from a thread of its own.

The pages are rasterised from the PDF at the printer's resolution, in bands, instead of being painted anew with Qt: what
Qt's painter draws is made for screens (boxes snap to pixels, shadows and pills are pixmaps, stems of PostScript faces are
lightened), and printer drivers are known to change fonts. So paper shows exactly what the PDF and its preview show.
"""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Iterator

from PySide6.QtCore import QT_TRANSLATE_NOOP, QMarginsF, QRect, QSizeF, QThread, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.geometry import Size
from cjm_desktop.painters.paper import Paper

_WORDS = str(QT_TRANSLATE_NOOP("export", "Printing"))

_log = logging.getLogger("cjm_desktop")

#: Pixels an inch that are told apart on paper; more would only take longer.
_FINEST = 600
#: About so many bytes of pixels are held at a time.
_BAND_BYTES = 16_000_000
#: Bands overlap by these rows, or a reader that smooths edges could show white between them.
_OVERLAP = 2
#: Rows drawn beyond a band's edges and thrown away: PDFium rounds what it cuts off at the very edge.
_SPARE = 8


def printer_names() -> list[str]:
    """The printers of this computer."""
    return list(QPrinterInfo.availablePrinterNames())


def printer_for(sizes: tuple[Size, ...], title: str) -> QPrinter:
    """The usual printer, asked for paper of the size of the first page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("CJM Desktop")
    printer.setFullPage(True)
    _lay(printer, sizes[0])
    return printer


def ask(printer: QPrinter, count: int, parent: QWidget) -> bool:
    """Lets the user choose printer, pages and copies; False where nothing is to be printed."""
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    chosen = bool(dialog.exec())
    dialog.deleteLater()
    return chosen


def wanted_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages (from 0) that are to be printed, in their order on the pile, each as often as the printer itself does not."""
    ranges = printer.pageRanges()
    pages = [number for number in range(count) if ranges.isEmpty() or ranges.contains(number + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return pages * copies
    return [number for number in pages for _ in range(copies)]


@guarded
class PrintJob(QThread):
    """Start it with `start()`. Ends with one of `done`, `failed` (a sentence for the user) or `stopped`.

    The printer must not be touched meanwhile.
    """

    progressed = Signal(float, str)
    done = Signal(int)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, pdf: bytes, printer: QPrinter) -> None:
        super().__init__()
        self._pdf = pdf
        self._printer = printer
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Asks the printing to stop; `stopped` says when it has."""
        self._cancelled.set()

    def run(self) -> None:
        paper = Paper(self._pdf)
        try:
            count = self._print(paper)
        except MemoryError:
            self.failed.emit(self.tr("These pages are too large for this computer's memory."))
        except Exception as error:
            # A thread's error would otherwise end unseen, and the dialog wait for ever.
            _log.exception("print")
            self.failed.emit(self.tr("The program made a mistake: {error}").format(error=error))
        else:
            if count is not None:
                self.done.emit(count)
        finally:
            paper.close()

    def _print(self, paper: Paper) -> int | None:
        """How many pages were printed; None where it was told already why they were not."""
        printer = self._printer
        pages = wanted_pages(printer, len(paper.sizes))
        painter = QPainter()
        for place, number in enumerate(pages):
            _lay_on_chosen(printer, paper.sizes[number])
            if not (painter.begin(printer) if place == 0 else printer.newPage()):
                self.failed.emit(self.tr("The printer does not answer. Look whether it is on, and print again."))
                return None
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            for share in _paint(painter, printer, paper, number):
                if self._cancelled.is_set():
                    printer.abort()
                    painter.end()
                    self.stopped.emit()
                    return None
                self.progressed.emit((place + share) / len(pages), _WORDS)
        if pages:
            painter.end()
        return len(pages)


def _lay(printer: QPrinter, size: Size) -> None:
    """Asks for paper of this size in points, laid as the page lies."""
    across = size.width > size.height
    short, long = sorted(size)
    printer.setPageSize(
        QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyOrientationMatch)
    )
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if across else orientation.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)


def _lay_on_chosen(printer: QPrinter, size: Size) -> None:
    """Turns the paper that the user chose as the page lies."""
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if size.width > size.height else orientation.Portrait)


def _paint(painter: QPainter, printer: QPrinter, paper: Paper, number: int) -> Iterator[float]:
    """Paints a page in the middle of the sheet, smaller where it is too large for it; tells the share done."""
    size = paper.sizes[number]
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    dots = printer.resolution() / 72
    fitted = min(1.0, sheet.width() / (size.width * dots), sheet.height() / (size.height * dots))
    # Paper of the same name differs by fractions of a point.
    fitted = 1.0 if fitted > 0.995 else fitted
    dots *= fitted
    # Whole pixels of the printer for each pixel of ours, and whole ones before them, or bands would not join.
    coarse = math.ceil(printer.resolution() / _FINEST)
    scale = dots / coarse
    width, height = max(1, round(size.width * scale)), max(1, round(size.height * scale))
    left, top = (sheet.width() - width * coarse) // 2, (sheet.height() - height * coarse) // 2
    rows = max(16, _BAND_BYTES // (4 * width))
    for start in range(0, height, rows):
        above, count = min(start, _SPARE), min(rows + _OVERLAP, height - start)
        drawn = min(above + count + _SPARE, above + height - start)
        pixels = bytes(paper.draw(number, scale, 0, start - above, width, drawn))
        image = QImage(pixels, width, drawn, 4 * width, QImage.Format.Format_RGB32)
        target = QRect(left, top + start * coarse, width * coarse, count * coarse)
        painter.drawImage(target, image, QRect(0, above, width, count))
        yield min(1.0, (start + rows) / height)
