"""The thread behind the preview: a map and options go in; a PDF's pages come out, and their pixels as they are asked for.

Only what was wanted last is made: a later wish ends the work on an earlier one.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QThread, Signal
from PySide6.QtGui import QImage

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.exporting import Advice, ExportOptions, NotInMapError, TooManySheetsError
from cjm_desktop.exporting.advice import advice_on, body_points
from cjm_desktop.exporting.content import Content, content_of
from cjm_desktop.exporting.files import pdf_of, picture_pdf
from cjm_desktop.exporting.pictures import TooLargeError
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.geometry import Size
from cjm_desktop.model.journey import Journey
from cjm_desktop.painters.paper import Paper
from cjm_desktop.theme import mix

_log = logging.getLogger("cjm_desktop")

#: Of pictures for the list of pages, only those asked for last are made: the others were scrolled past.
MOST_WAITING = 40
#: How long nothing must have been asked for before pages are judged, in seconds.
_IDLE = 0.1
_SQUARES = 0.22  #: how much darker, or lighter, every other square behind a picture without a ground is


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported as “pdf”, “png” or “svg”; `number` tells one wish from the next."""

    number: int
    journey: Journey
    options: ExportOptions
    name: str
    format: str = "pdf"

    @property
    def clear(self) -> bool:
        """Whether there is nothing behind what is shown."""
        return self.format != "pdf" and self.options.transparent


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages that were made: the very bytes of the file, where it is a PDF, and the pages' sizes in points.

    `squares` are the two colours of the chequered ground that is shown behind a picture without one.
    """

    number: int
    pdf: bytes
    sizes: tuple[Size, ...]
    squares: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What there is to say of pages: how high the text of cards is, in points, and advice."""

    number: int
    points: float | None
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A part of a page to be drawn at `scale` pixels a point, in pixels from the page's corner."""

    number: int  #: of the wish
    page: int
    scale: float
    left: int
    top: int
    width: int
    height: int


class _OvertakenError(Exception):
    """Something else is wanted by now."""


@guarded
class PagesWorker(QThread):
    """Start it with `start()` and hold it (`background.hold`); it ends after `stop()`.

    `made` brings `Sheets` and then `judged` what is said of them, `failed` the wish's number and a sentence, `drawn` and
    `pictured` an `Ask` and its picture.
    """

    made = Signal(object)
    judged = Signal(object)
    failed = Signal(int, str)
    drawn = Signal(object, QImage)
    pictured = Signal(object, QImage)

    def __init__(self) -> None:
        super().__init__()
        self._news = threading.Condition()
        self._wish: Wish | None = None
        self._number = 0
        self._stopped = False
        self._ask: Ask | None = None
        self._small: deque[Ask] = deque(maxlen=MOST_WAITING)

    def want(self, journey: Journey, options: ExportOptions, name: str, format_: str = "pdf") -> int:
        """Asks for the pages; what was asked for before is dropped. Returns the wish's number."""
        with self._news:
            self._number += 1
            self._wish = Wish(self._number, journey, options, name, format_)
            self._ask = None
            self._small.clear()
            self._news.notify()
            return self._number

    def draw(self, ask: Ask) -> None:
        """Asks for a part of a page at large; a part asked for before is dropped."""
        with self._news:
            self._ask = ask
            self._news.notify()

    def picture(self, ask: Ask) -> None:
        """Asks for a page for the list of pages; the one asked for last is made first."""
        with self._news:
            self._small.append(ask)
            self._news.notify()

    def stop(self) -> None:
        """Lets the thread end; nothing is sent any more."""
        with self._news:
            self._stopped = True
            self._wish = self._ask = None
            self._small.clear()
            self._news.notify()

    def run(self) -> None:
        paper: Paper | None = None
        number, clear = 0, False
        unjudged: tuple[Wish, Content] | None = None
        seen = False
        try:
            while True:
                with self._news:
                    # First the page that is looked at, then what there is to say of it, then the list of pages.
                    judging = unjudged is not None and seen
                    while not (self._stopped or self._wish or self._ask or self._small or judging):
                        judging = not self._news.wait(_IDLE if unjudged is not None else None)
                    if self._stopped:
                        return
                    wish, self._wish = self._wish, None
                    ask = None
                    large = self._ask is not None
                    if wish is None and large:
                        ask, self._ask = self._ask, None
                    elif wish is None and self._small and not judging:
                        ask = self._small.pop()
                if wish is not None:
                    unjudged, seen = None, False
                    made = self._make(wish)
                    if made is not None:
                        if paper is not None:
                            paper.close()
                        sheets, paper, content = made
                        number, clear = wish.number, wish.clear
                        self._send(number, partial(self.made.emit, sheets))
                        unjudged = wish, content
                        del content, made
                elif ask is not None:
                    if paper is not None and ask.number == number:
                        self._draw(paper, ask, large, clear=clear)
                        seen = seen or large
                elif unjudged is not None:
                    self._judge(*unjudged)
                    unjudged = None
        finally:
            if paper is not None:
                paper.close()

    def _make(self, wish: Wish) -> tuple[Sheets, Paper, Content] | None:
        """The pages and the open PDF; None where they could not be made or are not wanted any more."""

        def check(_share: float) -> None:
            if self._stopped or self._number != wish.number:
                raise _OvertakenError

        try:
            content = content_of(wish.journey, wish.options, wish.name)
            check(0.3)
            if wish.format == "pdf":
                pdf = pdf_of(wish.journey, content, wish.options, wish.name, check)
            else:
                pdf = picture_pdf(wish.journey, content, wish.options, wish.name, fine=wish.format == "png")
            check(0.9)
            paper = Paper(pdf)
            page = content.theme.page
            squares = (page, mix(page, content.theme.neutral, _SQUARES)) if wish.clear else None
            return Sheets(wish.number, pdf, paper.sizes, squares), paper, content
        except _OvertakenError:
            return None
        except (FileProblem, NotInMapError, TooManySheetsError, TooLargeError) as error:
            words = str(error).rstrip(".")
            sentence = f"{words[:1].upper()}{words[1:]}."
        except MemoryError:
            sentence = self.tr("These pages are too large for this computer's memory.")
        except Exception as error:
            # A thread's error would otherwise end unseen, and the preview wait for ever.
            _log.exception("preview")
            sentence = self.tr("The program made a mistake: {error}").format(error=error)
        self._send(wish.number, lambda: self.failed.emit(wish.number, sentence))
        return None

    def _judge(self, wish: Wish, content: Content) -> None:
        """Says how high the text is, and what would help, unless something else is wanted by now."""
        if self._stopped or self._number != wish.number:
            return
        try:
            judged = Judged(wish.number, body_points(content, wish.options), advice_on(content, wish.options))
        except Exception:
            # The pages are there; that nothing can be said of them must not take them away.
            _log.exception("advice")
            return
        self._send(wish.number, partial(self.judged.emit, judged))

    def _draw(self, paper: Paper, ask: Ask, large: bool, *, clear: bool) -> None:
        try:
            pixels = paper.draw(ask.page, ask.scale, ask.left, ask.top, ask.width, ask.height, clear=clear)
            form = QImage.Format.Format_ARGB32 if clear else QImage.Format.Format_RGB32
            image = QImage(bytes(pixels), ask.width, ask.height, 4 * ask.width, form).copy()
        except MemoryError:
            return
        signal = self.drawn if large else self.pictured
        self._send(ask.number, lambda: signal.emit(ask, image))

    def _send(self, number: int, send: Callable[[], None]) -> None:
        """Sends what belongs to the wish of that number, unless another one came since."""
        with self._news:
            current = not self._stopped and number == self._number
        if current:
            send()
