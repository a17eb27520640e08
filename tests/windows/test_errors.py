"""Errors that nobody caught, wherever they come from: written down, told of once, with nothing lost and the program alive."""

from __future__ import annotations

import faulthandler
import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import errors as module
from cjm_desktop.windows.errors import CRASHES, LOG, ErrorDialog, Errors, reported, watch_crashes
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.answering import in_dialog


class Watched:
    """Errors that are installed; the dialogs that they open are noted and closed at once."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kept = 0
        self.told: list[str] = []
        self.errors = Errors(folder, self._keep)
        self.errors.install()
        self.advice = ""
        self.during: Callable[[], object] = lambda: None
        monkeypatch.setattr(ErrorDialog, "exec", lambda dialog: self._exec(dialog))
        self.folder = folder

    def _keep(self) -> bool:
        self.kept += 1
        return True

    def _exec(self, dialog: ErrorDialog) -> int:
        self.told.append(dialog.summary.text())
        self.advice = dialog.advice.text()
        self.during()
        return 0

    @property
    def log(self) -> str:
        path = self.folder / LOG
        return path.read_text("utf-8") if path.exists() else ""


# pytest has hooks of its own that fail the test; these take their place.
@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    made = Watched(tmp_path / "local", monkeypatch)
    yield made
    made.errors.uninstall()


class Loud(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            raise ValueError("loud filter")
        return False


@guarded
class Painted(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        _ = {}["paint"]  # type: ignore[var-annotated]


@guarded
class Running(QThread):
    def run(self) -> None:
        raise ValueError("thread of Qt")


class Freed:
    def __del__(self) -> None:
        raise ValueError("freed")


def slot(_: QtBot) -> None:
    def fail() -> None:
        raise ValueError("slot")

    QTimer.singleShot(0, fail)


def event_filter(qtbot: QtBot) -> None:
    there, loud = QWidget(), Loud()
    qtbot.addWidget(there)
    there.installEventFilter(loud)
    # Whoever sends an event from Python gets the error itself.
    QCoreApplication.postEvent(there, QEvent(QEvent.Type.User))
    qtbot.wait(20)
    there.removeEventFilter(loud)


def paint(qtbot: QtBot) -> None:
    widget = Painted()
    qtbot.addWidget(widget)
    widget.resize(50, 50)
    widget.show()
    qtbot.waitExposed(widget)
    QTimer.singleShot(0, widget.repaint)
    qtbot.wait(20)


def python_thread(_: QtBot) -> None:
    def fail() -> None:
        raise ValueError("thread of Python")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def qt_thread(qtbot: QtBot) -> None:
    thread = Running()
    with qtbot.waitSignal(thread.finished):
        thread.start()


def freeing(_: QtBot) -> None:
    Freed()
    gc.collect()


@pytest.mark.parametrize("cause", [slot, event_filter, paint, python_thread, qt_thread, freeing])
def test_is_written_down_told_once_and_survived(cause: Callable[[QtBot], None], watched: Watched, qtbot: QtBot) -> None:
    for _ in range(3):
        cause(qtbot)
    qtbot.waitUntil(lambda: bool(watched.told))
    ticks: list[int] = []
    QTimer.singleShot(50, lambda: ticks.append(1))
    qtbot.waitUntil(lambda: bool(ticks))
    assert len(watched.told) == 1
    assert watched.kept == 1
    assert "has been put aside" in watched.advice
    assert watched.log.count("Traceback") >= 3
    assert ("'paint'" if cause is paint else "ValueError") in watched.log
    assert Path(__file__).name in watched.log


@pytest.mark.parametrize("keep", [lambda: False, lambda: 1 / 0])
def test_what_could_not_be_put_aside_is_said(
    keep: Callable[[], bool], watched: Watched, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched.errors, "_keep", keep)
    slot(qtbot)
    qtbot.waitUntil(lambda: bool(watched.told))
    assert "could not be put aside" in watched.advice


def test_another_error_is_told_of_but_not_while_one_is(watched: Watched, qtbot: QtBot) -> None:
    def first() -> None:
        raise ValueError("<b>first</b>")

    def second() -> None:
        raise KeyError("second")

    def third() -> None:
        raise TypeError("third")

    def while_told() -> None:
        QTimer.singleShot(0, second)
        qtbot.wait(50)

    watched.during = while_told
    QTimer.singleShot(0, first)
    qtbot.waitUntil(lambda: "second" in watched.log)
    watched.during = lambda: None
    QTimer.singleShot(0, third)
    qtbot.waitUntil(lambda: len(watched.told) == 2)
    assert "<b>first</b>" in watched.told[0]
    assert "third" in watched.told[1]
    assert watched.kept == 2


def test_an_error_that_comes_again_and_again_does_not_fill_the_log(watched: Watched, qtbot: QtBot) -> None:
    for _ in range(500):
        try:
            raise ValueError("again")
        except ValueError as error:
            sys.excepthook(ValueError, error, error.__traceback__)
    assert not watched.told  # there might be half a paint event below
    qtbot.waitUntil(lambda: bool(watched.told))
    assert watched.log.count("Traceback") == 20


def test_the_log_is_turned_over(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched.errors._handler is not None
    monkeypatch.setattr(watched.errors._handler, "maxBytes", 2_000)
    for number in range(100):
        watched.errors.take(type(f"Error{number}", (Exception,), {}), Exception("x" * 100), None)
    assert (watched.folder / LOG).stat().st_size <= 2_000
    assert (watched.folder / f"{LOG}.1").exists()


def test_without_a_place_to_write_errors_are_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    made = Watched(tmp_path / "file" / "local", monkeypatch)
    try:
        slot(qtbot)
        qtbot.waitUntil(lambda: bool(made.told))
    finally:
        made.errors.uninstall()
    assert "slot" in capsys.readouterr().err


def test_without_a_terminal_nothing_is_written_to_it(
    watched: Watched, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    slot(qtbot)
    qtbot.waitUntil(lambda: bool(watched.told))


def test_an_error_that_cannot_be_put_into_words() -> None:
    class BadError(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no words")

    assert "BadError" in reported(BadError, BadError(), None).summary
    assert reported(ValueError, None, None).details


def test_hooks_are_given_back(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    errors = Errors(tmp_path, lambda: True)
    errors.install()
    assert sys.excepthook != before[0]
    errors.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_the_dialog_copies_details_and_stays(tmp_path: Path, qtbot: QtBot) -> None:
    errors = Errors(tmp_path, lambda: True)
    errors.install()
    try:

        def steps(dialog: ErrorDialog) -> None:
            assert "ValueError: slot" in dialog.summary.text()
            assert LOG in dialog.where.accessibleName()
            qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
            copied = QGuiApplication.clipboard().text()
            assert "Traceback" in copied
            assert "ValueError: slot" in copied
            assert "CJM Desktop" in copied
            assert str(tmp_path / LOG) in copied
            assert dialog.copy_button.text() == "Copied"
            assert dialog.isVisible()
            qtbot.keyClick(dialog, Qt.Key.Key_Return)
            assert not dialog.isVisible()

        with in_dialog(ErrorDialog, steps):
            slot(qtbot)
            qtbot.wait(300)
    finally:
        errors.uninstall()


def test_an_error_while_a_window_closes_leaves_it_open_with_its_map_kept(
    sample: MainWindow, watched: Watched, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(type(sample.commands.present), "end", lambda _: 1 / 0)
        QTimer.singleShot(0, sample.close)
        qtbot.waitUntil(lambda: bool(watched.told))
    assert sample.isVisible()
    assert "ZeroDivisionError" in watched.told[0]


def test_a_crash_of_the_interpreter_is_written_down(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from cjm_desktop.windows.errors import watch_crashes
watch_crashes(Path({str(tmp_path)!r}))
import faulthandler
faulthandler._sigsegv()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
    said = (tmp_path / CRASHES).read_text("utf-8")
    assert "Segmentation fault" in said
    assert 'File "<string>", line 6' in said


def test_the_file_of_crashes_is_turned_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enabled = faulthandler.is_enabled()
    monkeypatch.setattr(faulthandler, "enable", lambda *_: None)
    monkeypatch.setattr(module, "_crashes", [])
    (tmp_path / CRASHES).write_text("x" * 600_000)
    watch_crashes(tmp_path)
    assert (tmp_path / CRASHES).stat().st_size < 200
    assert (tmp_path / f"{CRASHES}.1").stat().st_size == 600_000
    module._crashes[0].close()
    assert faulthandler.is_enabled() == enabled


def test_a_whole_run_survives_an_error_and_keeps_what_is_unsaved(tmp_path: Path) -> None:
    """In a process of its own: an edit, an error, and the map lies in the journal while its dialog is open."""
    code = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cjm_desktop import app
from cjm_desktop.windows.errors import ErrorDialog
from cjm_desktop.windows.local import local_folder
def fail():
    desktop = next(child for child in QApplication.instance().children() if isinstance(child, app.Desktop))
    session = desktop.windows[0].document.session
    session.apply("Rename", session.journey.model_copy(update={"title": "Kept"}))
    raise ValueError("boom")
def closed(dialog):
    kept = [path.read_text("utf-8") for path in local_folder().rglob("*.recovery")]
    print(len(kept), '"Kept"' in kept[0], (local_folder() / "errors.log").exists(), flush=True)
    QTimer.singleShot(200, lambda: QApplication.exit(7))
    return 0
ErrorDialog.exec = closed
class Desktop(app.Desktop):
    def new_window(self):
        QTimer.singleShot(700, fail)
        return super().new_window()
app.Desktop = Desktop
sys.exit(app.run([], sample=True))
"""
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == "1 True True", done.stderr
    assert done.returncode == 7
    assert "ValueError: boom" in done.stderr
