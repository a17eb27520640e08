"""Errors that nobody caught go in, from wherever they come; a line in a local file and one calm message come out.

They end neither program nor window. What is unsaved is put aside before anything is said.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

import PySide6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

import cjm_desktop
from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.tab_order import tab_as_laid_out

LOG, CRASHES = "errors.log", "crashes.log"

_LARGEST = 500_000
#: How often the same error is written down; one of a paint event may come sixty times a second.
_WRITTEN_DOWN = 20
_SHOWN = 300
_WIDTH = 460

_log = logging.getLogger("cjm_desktop")
#: Held open: the interpreter writes there while it goes down.
_crashes: list[TextIO] = []


@dataclass(frozen=True, slots=True)
class Report:
    """An error in words: its last line, all that is known of it, and what tells it from others."""

    summary: str
    details: str
    key: tuple[str, ...]


def reported(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> Report:
    """The report of an error, also of one whose own text cannot be had."""
    try:
        summary = "".join(traceback.format_exception_only(kind, error)).strip()
        text = "".join(traceback.format_exception(kind, error, trace))
        frames = traceback.extract_tb(trace)[-1:]
    except Exception:
        summary = text = kind.__name__
        frames = []
    place = tuple(f"{frame.filename}:{frame.lineno}" for frame in frames)
    return Report(summary, text, (kind.__name__, *place))


class Errors(QObject):
    """The hooks of Python, as long as they are installed. `keep` puts aside what is unsaved, and says whether it could."""

    _happened = Signal(object)

    def __init__(self, folder: Path, keep: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log = folder / LOG
        self._keep = keep
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._told: set[tuple[str, ...]] = set()
        self._telling = False
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._handler: RotatingFileHandler | None = None
        # Never told where it happens: there may be half a paint event below, or another thread.
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(
                self.log, maxBytes=_LARGEST, backupCount=1, encoding="utf-8", errors="backslashreplace", delay=True
            )
        except OSError:
            # Without a place to write to, errors go to the standard error stream alone.
            return
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        _log.addHandler(self._handler)

    def install(self) -> None:
        """Takes over the hooks: what is raised in slots, events and filters of Qt, in threads, and while things are freed."""
        sys.excepthook = self.take

        def of_thread(what: threading.ExceptHookArgs) -> None:
            if what.exc_type is not SystemExit:
                self.take(what.exc_type, what.exc_value, what.exc_traceback)

        def of_freeing(what: sys.UnraisableHookArgs) -> None:
            if not sys.is_finalizing():
                self.take(what.exc_type, what.exc_value, what.exc_traceback)

        threading.excepthook = of_thread
        sys.unraisablehook = of_freeing

    def uninstall(self) -> None:
        """Gives the hooks and the log back."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        if self._handler is not None:
            _log.removeHandler(self._handler)
            self._handler.close()

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Writes an error down, and has it told of once the event loop is reached. From any thread; never raises."""
        if issubclass(kind, KeyboardInterrupt):
            self._keep()
            QCoreApplication.exit(130)
            return
        report = reported(kind, error, trace)
        self._counts[report.key] += 1
        if self._counts[report.key] <= _WRITTEN_DOWN:
            with suppress(Exception):
                _log.error("%s", report.details)
            if sys.stderr is not None:
                with suppress(OSError, ValueError):
                    sys.stderr.write(report.details)
        with suppress(RuntimeError):  # the program is at its end, and this object gone
            self._happened.emit(report)

    def _tell(self, report: Report) -> None:
        # An error while an error is told of must not open one dialog after another.
        if self._telling or report.key in self._told:
            return
        self._telling = True
        try:
            self._told.add(report.key)
            try:
                kept = self._keep()
            except Exception:
                _log.exception("what is unsaved could not be put aside")
                kept = False
            parent = QApplication.activeModalWidget() or QApplication.activeWindow()
            dialog = ErrorDialog(report, self.log, kept, parent)
            dialog.exec()
            dialog.deleteLater()
        finally:
            self._telling = False


class ErrorDialog(QDialog):
    """What has happened in one line, that nothing is lost (where it was `kept`), and where the details are."""

    def __init__(self, report: Report, log: Path, kept: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = details(report, log)
        self.setWindowTitle(self.tr("Something Went Wrong"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(plain.label(self.tr("The program made a mistake"), "subtitle", wrap=True))
        if kept:
            advice = self.tr(
                "You can go on working. What was not saved yet has been put aside, so that it can be recovered. "
                "Save your map, and restart the program when it suits you."
            )
        else:
            advice = self.tr(
                "You can go on working, but what was not saved yet could not be put aside. Save your map now."
            )
        self.advice = plain.label(advice, wrap=True)
        words.addWidget(self.advice)
        self.summary = plain.label(plain.breakable(plain.visible(plain.shortened(report.summary, _SHOWN))), wrap=True)
        words.addWidget(self.summary)
        where = self.tr("Details are in {path}").format(path=plain.visible(str(log)))
        self.where = plain.label(plain.breakable(where), "muted", wrap=True)
        self.where.setAccessibleName(where)
        words.addWidget(self.where)
        picture = plain.label()
        picture.setPixmap(icons.application_icon().pixmap(48, 48))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.setSpacing(18)
        line.addWidget(picture)
        line.addLayout(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Close)
        self.close_button.setAccessibleName(self.tr("Close"))
        self.copy_button = QPushButton(self.tr("&Copy Details"))
        self.copy_button.setAccessibleName(self.tr("Copy Details"))
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(16)
        column.addLayout(line)
        column.addWidget(buttons)
        self.setFixedWidth(_WIDTH)
        tab_as_laid_out(self)
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copy_button.setText(self.tr("Copied"))


def details(report: Report, log: Path) -> str:
    """All that somebody who mends the program wants to know: versions, system, time, the error and where more is."""
    about = (
        f"CJM Desktop {cjm_desktop.__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
        f"{platform.platform()}, {QGuiApplication.platformName()}",
        f"{datetime.now():%Y-%m-%d %H:%M:%S}, {log}",
    )
    return "\n".join((*about, "", report.details))


def watch_crashes(folder: Path) -> None:
    """Lets the interpreter write down where it was when the process dies of a fault, in a file of its own."""
    path = folder / CRASHES
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST:
            path.replace(path.with_suffix(".log.1"))
        file = path.open("a", encoding="utf-8")
        file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} CJM Desktop {cjm_desktop.__version__} started\n")
        file.flush()
    except OSError:
        faulthandler.enable() if sys.stderr is not None else None
        return
    _crashes.append(file)
    faulthandler.enable(file)
