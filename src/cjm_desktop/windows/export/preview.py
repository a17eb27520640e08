"""The preview of an export: a map and options go in; every page of the real PDF is shown, with its number and its paper.

The pages are made in a thread of their own, some moments after the last change of the options.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.exporting import PAPERS, ExportOptions
from cjm_desktop.geometry import Size
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import controls, icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.background import hold
from cjm_desktop.windows.export.advice_bar import AdviceBar
from cjm_desktop.windows.export.page_list import PageList
from cjm_desktop.windows.export.page_view import PageView
from cjm_desktop.windows.export.pages_worker import Judged, PagesWorker, Sheets

#: How long after the last change the pages are made again, in milliseconds.
_PAUSE = 200
#: After so long the preview says that it is at work.
_LATE = 500
_MM_PER_POINT = 25.4 / 72


@guarded
class Preview(QWidget):
    """`changed` is sent when the pages that are wanted stand, or cannot be made."""

    changed = Signal()
    #: Options that the user takes as a help.
    help_taken = Signal(object)

    def __init__(self, journey: Journey, name: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journey, self._name = journey, name
        self._asked: tuple[ExportOptions, str] | None = None
        self._wish = 0
        self._worker: PagesWorker | None = None
        self._over = False
        self.sheets: Sheets | None = None
        self._points: float | None = None
        self._per_inch = 0.0
        self.list = PageList()
        self.list.hide()
        self.view = PageView()
        self.words = plain.label("", "strong")
        self.complaint = plain.label("", "error", wrap=True)
        self.complaint.hide()
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 8, 0)
        head.setSpacing(4)
        head.addWidget(self.words)
        head.addStretch(1)
        self._percent = plain.label("", "muted")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._percent.setMinimumWidth(46)
        self._buttons: dict[str, QToolButton] = {}
        for icon, text, call in (
            ("zoom-out", self.tr("Zoom out"), self.view.zoom_out),
            ("", "", None),
            ("zoom-in", self.tr("Zoom in"), self.view.zoom_in),
            ("maximize", self.tr("The whole page"), self.view.fit),
        ):
            if call is None:
                head.addWidget(self._percent)
                continue
            button = self._buttons[icon] = QToolButton()
            controls.press_with_enter(button)
            button.setIconSize(QSize(16, 16))
            button.setAccessibleName(text)
            button.setToolTip(plain.tooltip(text))
            button.setIcon(icons.tinted(icon, appearance.chrome.text_muted, size=16))
            button.clicked.connect(call)
            head.addWidget(button)
        self._head = QWidget()
        self._head.setLayout(head)
        self._head.setFixedHeight(40)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.complaint)
        column.addLayout(middle, 1)
        self.advice = AdviceBar()
        self.advice.taken.connect(self.help_taken)
        column.addWidget(self.advice)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._make)
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._late.timeout.connect(self._say_late)
        self.list.page_chosen.connect(self.show_page)
        self.view.stepped.connect(lambda step: self.show_page(self.view.page + step))
        self.view.zoomed.connect(self._show_percent)

    @property
    def is_current(self) -> bool:
        """Whether what is shown is what the options say."""
        return self.sheets is not None and self.sheets.number == self._wish and not self._pause.isActive()

    def show_options(self, options: ExportOptions, per_inch: float = 0.0, format_: str = "pdf") -> None:
        """Shows the pages that these options make of a “pdf”, “png” or “svg”, after a moment in which they may change.

        `per_inch` are the pixels an inch of a picture; 0 for what has no pixels.
        """
        self._per_inch = per_inch
        self._say()
        if (options, format_) == self._asked:
            return
        self._asked = options, format_
        if self._over:
            return
        self._pause.start(_PAUSE if self._wish else 0)

    def show_complaint(self, sentence: str) -> None:
        """Says why there are no pages; empty where there are."""
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))

    def show_page(self, page: int) -> None:
        """Shows the page (from 0) at large."""
        self.view.show_page(page)
        self.list.show_page(self.view.page)
        self._say()

    def stop(self) -> None:
        """Ends the work on pages for good, without waiting for it."""
        self._over = True
        self._pause.stop()
        self._late.stop()
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._worker is None and not self._over:
            worker = self._worker = PagesWorker()
            worker.made.connect(self._take)
            worker.failed.connect(self._fail)
            worker.judged.connect(self._take_judgement)
            worker.drawn.connect(self.view.show_part)
            worker.pictured.connect(self.list.show_picture)
            self.view.part_wanted.connect(worker.draw)
            self.list.picture_wanted.connect(worker.picture)
            self.destroyed.connect(worker.stop)
            worker.start()
            hold(worker, worker.stop)
            if self._asked is not None:
                self._pause.start(0)

    def _make(self) -> None:
        if self._worker is None or self._asked is None:
            return
        options, format_ = self._asked
        self._wish = self._worker.want(self._journey, options, self._name, format_)
        self._late.start()

    def _take(self, sheets: Sheets) -> None:
        if self._worker is None or sheets.number != self._wish:
            return
        self._end_work()
        self.sheets = sheets
        self._points = None
        self.show_complaint("")
        self.list.show_sheets(sheets.number, sheets.sizes, sheets.squares)
        self.list.setVisible(len(sheets.sizes) > 1)
        self.view.show_sheets(sheets.number, sheets.sizes, sheets.squares)
        self.list.show_page(self.view.page)
        self._say()
        self._show_percent()
        self.changed.emit()

    def _take_judgement(self, judged: Judged) -> None:
        if self._worker is None or judged.number != self._wish:
            return
        self._points = judged.points
        self.advice.show_advice(judged.advice)
        self._say()

    def _fail(self, number: int, sentence: str) -> None:
        if self._worker is None or number != self._wish:
            return
        self._end_work()
        self.advice.show_advice(())
        self.show_complaint(sentence)
        self.changed.emit()

    def _end_work(self) -> None:
        self._late.stop()
        self._say()

    def _say_late(self) -> None:
        self.words.setText(self.tr("Making the pages …"))

    def _show_percent(self) -> None:
        self._percent.setText(self.tr("{percent} %").format(percent=self.view.percent))

    def _say(self) -> None:
        if self.sheets is None or not self.sheets.sizes:
            self.words.setText("")
            return
        sizes = self.sheets.sizes
        count = plain.plural(self.tr("%n page(s)", "", len(sizes)))
        size = sizes[self.view.page]
        parts = [count, self._pixel_words(size) if self._per_inch else paper_words(size)]
        if self._points is not None and not self._per_inch:
            parts.append(self.tr("text {points} pt").format(points=QLocale().toString(self._points, "f", 1)))
        self.words.setText(" · ".join(parts))

    def _pixel_words(self, size: Size) -> str:
        locale = QLocale()
        width, height = (locale.toString(max(1, round(side * self._per_inch / 72))) for side in size)
        return self.tr("{width} × {height} pixels").format(width=width, height=height)


def paper_words(size: Size) -> str:
    """A page's size in points as people say it: "A4, landscape" or "300 × 900 mm"."""
    width, height = size.width * _MM_PER_POINT, size.height * _MM_PER_POINT
    for name, paper in PAPERS.items():
        for across, down, words in (
            (paper.width, paper.height, QCoreApplication.translate("export", "{paper}, portrait")),
            (paper.height, paper.width, QCoreApplication.translate("export", "{paper}, landscape")),
        ):
            if abs(across - width) < 0.6 and abs(down - height) < 0.6:
                return words.format(paper=name)
    locale = QLocale()
    return QCoreApplication.translate("export", "{width} × {height} mm").format(
        width=locale.toString(round(width)), height=locale.toString(round(height))
    )
