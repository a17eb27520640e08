"""Printing: the same pages as the PDF's, on a printer that writes a file; ranges, copies, cancelling, and no printer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.model.journey import Journey
from cjm_desktop.painters.paper import Paper
from cjm_desktop.windows import printing
from cjm_desktop.windows.export.print_dialog import PrintDialog
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.printing import PrintJob, printer_for, wanted_pages
from tests.windows.test_export import choose

pytestmark = pytest.mark.usefixtures("desktop")


@pytest.fixture
def pdf(journey: Journey) -> bytes:
    return export_pdf(journey, ExportOptions(page="handout", paper="A5"))


def printer_to(file: Path, pdf: bytes, resolution: int = 150) -> QPrinter:
    paper = Paper(pdf)
    printer = printer_for(paper.sizes, "A map")
    paper.close()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(resolution)
    return printer


def printed(pdf: bytes, printer: QPrinter, qtbot: QtBot) -> int:
    job = PrintJob(pdf, printer)
    with qtbot.waitSignal(job.done, timeout=60_000) as done:
        job.start()
    job.wait()
    assert done.args is not None
    count: int = done.args[0]
    return count


def picture_of(pdf: bytes, page: int) -> Image.Image:
    """A page at the resolution of the printer, its pixels then gathered by eights: fine shifts count little."""
    paper = Paper(pdf)
    width, height = (round(side * 150 / 72) for side in paper.sizes[page])
    pixels = bytes(paper.draw(page, 150 / 72, 0, 0, width, height))
    paper.close()
    return Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX").resize((155, 110), Image.Resampling.BOX)


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are apart, 0 to 255, in the mean."""
    mean: float = ImageStat.Stat(ImageChops.difference(one, other).convert("L")).mean[0]
    return mean


def test_the_same_pages_are_printed(pdf: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    assert printed(pdf, printer_to(tmp_path / "printed.pdf", pdf), qtbot) == 7
    result = (tmp_path / "printed.pdf").read_bytes()
    one, other = Paper(pdf), Paper(result)
    assert len(other.sizes) == len(one.sizes)
    for ours, theirs in zip(one.sizes, other.sizes, strict=True):
        assert abs(ours.width - theirs.width) < 2
        assert abs(ours.height - theirs.height) < 2
    one.close()
    other.close()
    for page in (0, 3):
        assert difference(picture_of(pdf, page), picture_of(result, page)) < 2
    assert difference(picture_of(pdf, 0), picture_of(result, 3)) > 5, "the measure tells pages apart"


def test_pages_lie_as_they_are(journey: Journey, tmp_path: Path, qtbot: QtBot) -> None:
    pdf = export_pdf(journey, ExportOptions(orientation="portrait", paper="A5"))
    printed(pdf, printer_to(tmp_path / "printed.pdf", pdf), qtbot)
    paper = Paper((tmp_path / "printed.pdf").read_bytes())
    assert paper.sizes[0].height > paper.sizes[0].width
    paper.close()


def test_what_is_larger_than_the_paper_is_made_smaller(journey: Journey, tmp_path: Path, qtbot: QtBot) -> None:
    pdf = export_pdf(journey, ExportOptions(page="map"))
    printer = printer_to(tmp_path / "printed.pdf", export_pdf(journey, ExportOptions(paper="A5")), 100)
    printed(pdf, printer, qtbot)
    picture = picture_of((tmp_path / "printed.pdf").read_bytes(), 0).convert("L")
    left, _, right, _ = picture.point(lambda lightness: 255 * (lightness < 200)).getbbox() or (0, 0, 0, 0)
    assert 1 <= left < right <= picture.width - 1, "nothing is cut off"
    assert right - left > picture.width * 0.5


def test_ranges_copies_and_order(pdf: bytes, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "printed.pdf", pdf)
    assert wanted_pages(printer, 7) == [0, 1, 2, 3, 4, 5, 6]
    printer.setPageRanges(QPageRanges.fromString("2-3,5"))
    assert wanted_pages(printer, 7) == [1, 2, 4]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert wanted_pages(printer, 7) == [4, 2, 1]
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert wanted_pages(printer, 7) == [4, 2, 1, 4, 2, 1]
    printer.setCollateCopies(False)
    assert wanted_pages(printer, 7) == [4, 4, 2, 2, 1, 1]


def test_bands_join_without_a_seam(pdf: bytes, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(pdf, printer_to(tmp_path / "whole.pdf", pdf), qtbot)
    monkeypatch.setattr(printing, "_BAND_BYTES", 200_000)
    printed(pdf, printer_to(tmp_path / "bands.pdf", pdf), qtbot)
    whole, bands = ((tmp_path / f"{name}.pdf").read_bytes() for name in ("whole", "bands"))
    assert difference(picture_of(whole, 1), picture_of(bands, 1)) < 1


def test_cancelled_printing_stops(pdf: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    job = PrintJob(pdf, printer_to(tmp_path / "printed.pdf", pdf))
    job.cancel()
    with qtbot.waitSignal(job.stopped, timeout=60_000):
        job.start()
    job.wait()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer(pdf: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    job = PrintJob(pdf, printer_to(tmp_path / "missing" / "printed.pdf", pdf))
    with qtbot.waitSignal(job.failed, timeout=60_000) as failed:
        job.start()
    job.wait()
    assert failed.args is not None
    assert "does not answer" in failed.args[0]


@pytest.fixture
def dialog(journey: Journey, desktop: Desktop, qtbot: QtBot) -> PrintDialog:
    made = PrintDialog(journey, None, desktop.appearance)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_dialog_prints_what_it_shows(
    dialog: PrintDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(printer: QPrinter, count: int, _parent: object) -> bool:
        assert count == 1
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setResolution(100)
        return True

    monkeypatch.setattr(printing, "printer_names", lambda: ["Laser"])
    monkeypatch.setattr(printing, "ask", ask)
    assert not dialog.formats["png"].isVisible()
    assert not dialog.form.switches["map_inside"].isVisible()
    choose(dialog.form.paper, "A3")
    assert not dialog.export_button.isEnabled(), "only what is seen is printed"
    qtbot.waitUntil(dialog.export_button.isEnabled, timeout=60_000)
    qtbot.keyClick(dialog.form.paper, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.printed is not None, timeout=60_000)
    assert dialog.printed is not None
    assert dialog.printed[0] == 1
    assert dialog.isHidden()
    paper = Paper((tmp_path / "printed.pdf").read_bytes())
    assert abs(paper.sizes[0].width - 1190.6) < 2
    paper.close()


def test_no_printer_is_said_calmly(
    dialog: PrintDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answers: Any
) -> None:
    monkeypatch.setattr(printing, "printer_names", list)
    qtbot.waitUntil(dialog.export_button.isEnabled, timeout=60_000)
    dialog.export_button.click()
    assert "no printer" in answers.asked[0]
    assert "Export a PDF" in answers.asked[0]
    assert dialog.isVisible()


def test_escape_prints_nothing(dialog: PrintDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
    assert dialog.printed is None


def test_print_is_in_the_file_menu(sample: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def exec_(dialog: PrintDialog) -> int:
        dialog.printed = 2, "Laser"
        return 1

    monkeypatch.setattr(PrintDialog, "exec", exec_)
    sample.actions_by_id["print"].trigger()
    assert sample.status.message == "Sent 2 pages to Laser"
