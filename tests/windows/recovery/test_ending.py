"""What ends the program from outside (signals, the end of the session) leaves nothing unsaved behind unkept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cjm_desktop.app import Desktop
from cjm_desktop.windows import recovery as module
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.recovery_ending import Ending
from tests.windows.recovering import rename, titles


def test_the_end_of_the_session_keeps_what_is_unsaved(
    opened: MainWindow, desktop: Desktop, folder: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SOONEST", 60.0)
    ending = Ending(qapp, desktop.recovery.flush)
    try:
        rename(opened, "edited")
        qapp.commitDataRequest.emit(None)
        assert titles(folder) == ["edited"]
        rename(opened, "again")
        qapp.saveStateRequest.emit(None)
        assert titles(folder) == ["again"]
    finally:
        ending.stop()
    assert opened.isVisible()


def test_signals_do_again_what_they_did(qapp: QApplication) -> None:
    before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)]
    ending = Ending(qapp, lambda: None)
    assert signal.getsignal(signal.SIGTERM) != before[0]
    ending.stop()
    assert [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)] == before


CUT_OFF = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from cjm_desktop import app
class Desktop(app.Desktop):
    def new_window(self):
        QTimer.singleShot(800, edit)
        return super().new_window()
def edit():
    desktop = next(child for child in QApplication.instance().children() if isinstance(child, app.Desktop))
    session = desktop.windows[0].document.session
    session.apply("Rename", session.journey.model_copy(update={"title": "unsaved"}))
    print("edited", flush=True)
    if "asking" in sys.argv:
        QTimer.singleShot(0, desktop.quit)
app.Desktop = Desktop
sys.exit(app.run([], sample=True))
"""


def _expect_signals() -> None:
    """What ran the tests may have had them ignore signals (as a shell does in the background), and children with them."""
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


@contextmanager
def running(data: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The program, in which a map was edited just now."""
    environment = {**os.environ, "XDG_DATA_HOME": str(data), "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-c", CUT_OFF, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_expect_signals,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "edited\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_keeps_what_is_unsaved_and_ends_the_program(name: str, tmp_path: Path) -> None:
    number = getattr(signal, name)
    with running(tmp_path) as process:
        process.send_signal(number)  # long before the journal would be written by itself
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (128 + number, "")
    assert [title for folder in tmp_path.rglob("recovery") for title in titles(folder)] == ["unsaved"]


def test_a_signal_ends_the_program_while_it_asks_something(tmp_path: Path) -> None:
    with running(tmp_path, "asking") as process:
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in said) == (128 + signal.SIGTERM, False)
    assert [title for folder in tmp_path.rglob("recovery") for title in titles(folder)] == ["unsaved"]
