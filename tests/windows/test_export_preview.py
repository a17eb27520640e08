"""The preview of an export: every page of the real PDF, made again when an option changes, drawn as it comes into view."""

from __future__ import annotations

import gc
import threading
import time
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.exporting import ExportOptions, NotInMapError, export_pdf
from cjm_desktop.exporting.advice import body_points
from cjm_desktop.exporting.content import content_of
from cjm_desktop.exporting.files import pdf_of
from cjm_desktop.geometry import Size
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.background import wait_for_all
from cjm_desktop.windows.export import pages_worker
from cjm_desktop.windows.export.dialog import ExportDialog
from cjm_desktop.windows.export.pages_worker import PagesWorker
from cjm_desktop.windows.export.preview import Preview, paper_words
from tests.windows.test_export import choose

ACCENT = QPalette.ColorRole.Accent


@pytest.fixture
def dialog(journey: Journey, desktop: Desktop, qtbot: QtBot) -> ExportDialog:
    made = ExportDialog(journey, None, desktop.appearance)
    qtbot.addWidget(made)
    made.show()
    return made


def wait_for(preview: Preview, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: preview.is_current and preview.view.is_sharp, timeout=60_000)


def ink(image: QImage) -> int:
    """How many of a hundred places over the picture are not white."""
    return sum(
        image.pixelColor(image.width() * x // 12, image.height() * y // 12).lightness() < 250
        for x in range(1, 12)
        for y in range(1, 12)
    )


def test_the_preview_shows_the_bytes_that_are_written(dialog: ExportDialog, journey: Journey, qtbot: QtBot) -> None:
    wait_for(dialog.preview, qtbot)
    assert dialog.preview.sheets is not None
    assert dialog.preview.sheets.pdf == export_pdf(journey, dialog.options())
    points = body_points(content_of(journey, dialog.options(), ""), dialog.options())
    qtbot.waitUntil(lambda: dialog.preview.words.text() == f"1 page · A4, landscape · text {points:.1f} pt")
    assert not dialog.preview.list.isVisible(), "one page needs no list"
    assert ink(dialog.preview.view.grab().toImage()) > 10


def test_pages_are_listed_and_chosen(dialog: ExportDialog, qtbot: QtBot) -> None:
    choose(dialog.form.page, "handout")
    wait_for(dialog.preview, qtbot)
    pages = dialog.preview.list
    assert pages.isVisible()
    assert dialog.preview.words.text().startswith("7 pages")
    qtbot.waitUntil(lambda: len(pages.pictured) >= 3)
    first = pages.visualRect(pages.model().index(1, 0)).center()
    qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert dialog.preview.view.page == 1
    assert dialog.preview.view.accessibleName() == "Page 2 of 7"
    qtbot.keyClick(pages, Qt.Key.Key_Down)
    assert dialog.preview.view.page == 2
    qtbot.keyClick(dialog.preview.view, Qt.Key.Key_PageUp)
    assert (dialog.preview.view.page, pages.currentIndex().row()) == (1, 1)
    qtbot.keyClick(dialog.preview.view, Qt.Key.Key_End)
    assert dialog.preview.view.page == 6
    qtbot.keyClick(dialog.preview.view, Qt.Key.Key_Home)
    assert dialog.preview.view.page == 0


def test_slow_pages_are_announced(dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    wait_for(dialog.preview, qtbot)
    go_on = threading.Event()

    def slow(*args: Any) -> bytes:
        go_on.wait(20)
        return pdf_of(*args)

    monkeypatch.setattr(pages_worker, "pdf_of", slow)
    choose(dialog.form.paper, "A3")
    qtbot.wait(250)
    assert dialog.preview.words.text().startswith("1 page"), "a short while is not worth a word"
    qtbot.waitUntil(lambda: dialog.preview.words.text() == "Making the pages …")
    go_on.set()
    wait_for(dialog.preview, qtbot)
    assert dialog.preview.words.text().startswith("1 page · A3")


def test_only_pages_in_view_are_pictured(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.resize(900, 520)
    choose(dialog.form.page, "handout")
    choose(dialog.form.orientation, "portrait")
    wait_for(dialog.preview, qtbot)
    pages = dialog.preview.list
    qtbot.waitUntil(lambda: len(pages.pictured) >= 3)
    qtbot.wait(100)
    assert 6 not in pages.pictured
    pages.scrollToBottom()
    qtbot.waitUntil(lambda: 6 in pages.pictured)


def test_a_change_makes_the_pages_again_and_quick_changes_only_once(
    dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for(dialog.preview, qtbot)
    made = []
    real = pdf_of

    def counted(*args: Any) -> bytes:
        made.append(args[2])
        return real(*args)

    monkeypatch.setattr(pages_worker, "pdf_of", counted)
    for paper in ("A3", "A2", "A1", "Letter"):
        choose(dialog.form.paper, paper)
    assert not dialog.preview.is_current
    wait_for(dialog.preview, qtbot)
    assert [options.paper for options in made] == ["Letter"]
    assert dialog.preview.words.text().startswith("1 page · Letter, landscape")


def test_a_later_wish_ends_the_work_on_an_earlier_one(
    journey: Journey, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), []

    def slow(_journey: Journey, _content: object, options: ExportOptions, _name: str, done: Any) -> bytes:
        if options.paper == "A0":
            begun.set()
            try:
                while True:
                    done(0.5)
                    time.sleep(0.002)
            except BaseException:
                ended.append(options.paper)
                raise
        return export_pdf(journey, options)

    monkeypatch.setattr(pages_worker, "pdf_of", slow)
    worker = PagesWorker()
    worker.start()
    worker.want(journey, ExportOptions(paper="A0"), "")
    assert begun.wait(10)
    with qtbot.waitSignal(worker.made, timeout=60_000) as made:
        number = worker.want(journey, ExportOptions(paper="A5"), "")
    assert made.args is not None
    assert made.args[0].number == number
    assert ended == ["A0"]
    worker.stop()
    assert worker.wait(10_000)


def test_what_cannot_be_made_is_said(dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    wait_for(dialog.preview, qtbot)

    def broken(*_args: object) -> bytes:
        raise NotInMapError("the map has no stage 99")

    monkeypatch.setattr(pages_worker, "pdf_of", broken)
    choose(dialog.form.paper, "A3")
    qtbot.waitUntil(dialog.preview.complaint.isVisible)
    assert dialog.preview.complaint.text() == "The map has no stage 99."
    monkeypatch.undo()
    choose(dialog.form.paper, "A2")
    wait_for(dialog.preview, qtbot)
    assert not dialog.preview.complaint.isVisible()


def test_closing_in_the_midst_of_the_work_is_quiet(
    journey: Journey, desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(*args: Any) -> bytes:
        begun.set()
        go_on.wait(10)
        args[4](0.5)
        return b""

    monkeypatch.setattr(pages_worker, "pdf_of", slow)
    dialog = ExportDialog(journey, None, desktop.appearance)
    dialog.show()
    qtbot.waitUntil(begun.is_set)
    dialog.close()
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del dialog
    gc.collect()
    go_on.set()
    wait_for_all()
    QApplication.processEvents()


def test_zoom_keeps_what_is_under_the_pointer(dialog: ExportDialog, qtbot: QtBot) -> None:
    wait_for(dialog.preview, qtbot)
    view = dialog.preview.view
    fitted = view.percent
    at = QPointF(view.viewport().width() * 0.7, view.viewport().height() * 0.4)
    before = (at - QPointF(view._origin())) / view.scale
    turn = QWheelEvent(
        at,
        QPointF(view.viewport().mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 480),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), turn)
    assert view.percent > fitted * 2
    after = (at - QPointF(view._origin())) / view.scale
    assert (after - before).manhattanLength() < 2
    wait_for(dialog.preview, qtbot)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.percent == fitted


def test_zoomed_in_only_what_shows_is_drawn(dialog: ExportDialog, qtbot: QtBot) -> None:
    wait_for(dialog.preview, qtbot)
    view = dialog.preview.view
    asks: list[Any] = []
    view.part_wanted.connect(asks.append)
    for _ in range(14):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    wait_for(dialog.preview, qtbot)
    ratio = view.devicePixelRatioF()
    assert asks[-1].width <= view.viewport().width() * ratio + 2
    assert asks[-1].height <= view.viewport().height() * ratio + 2
    assert ink(view.viewport().grab().toImage()) > 0


def test_the_wheel_goes_through_the_pages(dialog: ExportDialog, qtbot: QtBot) -> None:
    choose(dialog.form.page, "handout")
    wait_for(dialog.preview, qtbot)
    view = dialog.preview.view
    for down, page in ((-120, 1), (-120, 2), (120, 1)):
        at = QPointF(view.viewport().rect().center())
        turn = QWheelEvent(
            at,
            QPointF(view.viewport().mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, down),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), turn)
        assert view.page == page


def test_advice_is_given_and_taken(dialog: ExportDialog, qtbot: QtBot) -> None:
    choose(dialog.form.paper, "A5")
    bar = dialog.preview.advice
    qtbot.waitUntil(bar.isVisible, timeout=60_000)
    assert "is hard to read" in bar.words.text()
    words = [button.text() for button in bar.buttons]
    larger = next(n for n, text in enumerate(words) if text.startswith("Use A"))
    assert any(text.startswith("Make a poster of ") for text in words)
    assert any(text.startswith("By stages, on ") for text in words)
    bar.buttons[larger].setFocus()
    qtbot.keyClick(bar.buttons[larger], Qt.Key.Key_Return)
    assert dialog.exported is None, "Enter on a button that is focused is meant for it"
    assert dialog.options().paper in words[larger]
    assert dialog.form.paper.currentText() in words[larger]
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=60_000)


def test_memory_does_not_grow_with_changes(dialog: ExportDialog, qtbot: QtBot) -> None:
    def change(times: int) -> None:
        for number in range(times):
            choose(dialog.form.paper, ("A3", "A4")[number % 2])
            dialog.preview._pause.setInterval(0)
            wait_for(dialog.preview, qtbot)
        # Pages are judged once nobody asks for anything: then the thread rests, and what it holds stays the same.
        qtbot.waitUntil(lambda: dialog.preview._points is not None, timeout=60_000)
        gc.collect()

    # What is kept on purpose (subsets of fonts, words that were measured) is there after the first sheets of each paper.
    wait_for(dialog.preview, qtbot)
    change(4)
    before = len(gc.get_objects())
    change(8)
    assert len(gc.get_objects()) - before < 100
    view = dialog.preview.view
    assert len(view._shown) <= 2


@pytest.mark.parametrize("size", [(1100, 760), (900, 600), (820, 520)])
def test_nothing_scrolls_sideways_or_is_cut(dialog: ExportDialog, size: tuple[int, int], qtbot: QtBot) -> None:
    dialog.resize(*size)
    for section in dialog.form.sections.values():
        section.fold(False)
    choose(dialog.form.page, "poster")
    qtbot.wait(20)
    assert dialog.size().toTuple() == size
    assert dialog.form.width() <= dialog.options_area.viewport().width()
    assert dialog.form.minimumSizeHint().width() <= dialog.options_area.viewport().width()
    assert dialog.rect().contains(dialog.export_button.geometry())
    assert dialog.preview.view.width() >= 180


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (Size(595.276, 841.89), "A4, portrait"),
        (Size(1190.55, 841.89), "A3, landscape"),
        (Size(850.394, 2551.18), "300 × 900 mm"),
    ],
)
def test_paper_is_called_by_its_name(size: Size, words: str) -> None:
    assert paper_words(size) == words


def test_a_picture_without_a_ground_is_shown_on_squares(dialog: ExportDialog, qtbot: QtBot) -> None:
    wait_for(dialog.preview, qtbot)
    dialog.formats["png"].click()
    wait_for(dialog.preview, qtbot)

    def corner() -> set[int]:
        """The colours of a corner of the page, where nothing of the map stands."""
        view = dialog.preview.view
        image, origin = view.viewport().grab().toImage(), view._origin()
        return {image.pixel(origin.x() + 2 + x, origin.y() + 2 + y) & 0xFFFFFF for x in range(12) for y in range(2)}

    assert corner() == {0xFFFFFF}
    dialog.form.switches["transparent"].click()
    wait_for(dialog.preview, qtbot)
    assert dialog.preview.sheets is not None
    assert dialog.preview.sheets.squares is not None
    light, dark = (int(colour[1:], 16) for colour in dialog.preview.sheets.squares)
    assert corner() == {light, dark}
    assert ink(dialog.preview.view.grab().toImage()) > 10, "the map stands on the squares"
    dialog.formats["svg"].click()
    wait_for(dialog.preview, qtbot)
    assert corner() == {light, dark}
    dialog.formats["pdf"].click()
    wait_for(dialog.preview, qtbot)
    assert dialog.preview.sheets.squares is None
    assert corner() == {0xFFFFFF}


def test_a_picture_that_cannot_be_is_told_before_it_is_made(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.formats["png"].click()
    dialog.form.switches["sheet"].click()
    choose(dialog.form.page, "handout")
    qtbot.waitUntil(lambda: dialog.preview.complaint.isVisible(), timeout=60_000)
    assert dialog.preview.complaint.text() == "A picture holds one page, and these are 7; export a PDF."


def test_what_is_ticked_has_a_check_mark(dialog: ExportDialog) -> None:
    list_ = dialog.form.stages.list
    list_.resize(220, 200)
    list_.setCurrentRow(2)
    list_.item(0).setCheckState(Qt.CheckState.Checked)
    image = list_.viewport().grab().toImage()
    mark, accent = (dialog.palette().color(role).rgb() for role in (QPalette.ColorRole.HighlightedText, ACCENT))

    def box(row: int) -> list[list[int]]:
        """The pixels of a row's box, as far as it is filled."""
        place = list_.visualItemRect(list_.item(row))
        rows = [[image.pixel(x, y) for x in range(28)] for y in range(place.top(), place.bottom())]
        return [row[row.index(accent) : 28 - row[::-1].index(accent)] for row in rows if accent in row]

    assert any(mark in row for row in box(0)[2:-2])
    assert not box(1)


def test_an_svg_says_what_becomes_of_its_texts(dialog: ExportDialog) -> None:
    form = dialog.form
    assert not form.svg_words.isVisible()
    dialog.formats["svg"].click()
    assert form.svg_words.isVisible()
    assert "Inkscape" in form.svg_words.text()
    choose(form.svg_text, "outlines")
    assert "Inkscape" not in form.svg_words.text()
    assert "searched" in form.svg_words.text()
