"""Run as a program: the editor itself, in which somebody writes without a pause; or started again after it was cut off.

`edit WAY [FILE]` writes numbers into the first card of every window, by keys, and tells on its output which number was
written when ("0 17 3.25": window, number, seconds of the system's own clock). `restart` recovers all that is offered, and
tells what it found as JSON: for each map the numbers, whether it is unsaved, and its file.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjm_desktop import app
from cjm_desktop.canvas.writing import Field
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.recovery import Recovery
from cjm_desktop.windows.recovery_dialog import RecoveryDialog

_APART = 25  #: milliseconds from one key to the next


def first_card(window: MainWindow) -> str:
    """The text of the first card."""
    assert window.document is not None
    return next(iter(window.document.session.journey.cards.values())).text


class Typist:
    """Writes into one window: all the while into one open field (`typing`), or a step of its own each time."""

    def __init__(self, number: int, window: MainWindow, way: str) -> None:
        self._number, self._window, self._way, self._count = number, window, way, 0

    def write(self) -> None:
        assert self._window.workspace is not None
        assert self._window.document is not None
        canvas = self._window.workspace.canvas
        if canvas.writing.field is None:
            canvas.start_editing(next(iter(self._window.document.session.journey.cards)))
            self._field.selectAll()
        self._count += 1
        QTest.keyClicks(self._field, f"{self._count} ")
        if self._way != "typing":
            QTest.keyClick(self._field, Qt.Key.Key_Return)
        elif self._count % 400 == 0:
            self._field.clear()
        print(self._number, self._count, time.monotonic(), flush=True)

    @property
    def _field(self) -> Field:
        assert self._window.workspace is not None
        field = self._window.workspace.canvas.writing.field
        assert field is not None
        return field


def begin(desktop: app.Desktop, way: str) -> None:
    """Begins to write in every window."""
    if way == "two":
        other = desktop.another_window(desktop.windows[0])
        other.commands.file.start_from_template("future-state", False)
    typists = [Typist(number, window, way) for number, window in enumerate(desktop.windows)]
    timer = QTimer(desktop)

    def write() -> None:
        for typist in typists:
            typist.write()

    timer.timeout.connect(write)
    timer.start(_APART)


def answer(dialog: RecoveryDialog) -> int:
    """What the dialog's `exec` does here: a click on “Recover All”."""
    dialog.show()
    offered = len(dialog.rows)
    QTest.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton)
    print(json.dumps({"offered": offered, "maps": [found(window) for window in _desktop().windows]}), flush=True)
    QTimer.singleShot(0, lambda: QApplication.exit(0))
    return dialog.result()


def found(window: MainWindow) -> dict[str, object]:
    """What is open in a window."""
    document = window.document
    if document is None:
        return {"text": "", "unsaved": False, "path": None}
    path = None if document.path is None else str(document.path)
    return {"text": first_card(window), "unsaved": document.session.is_dirty, "path": path}


def _desktop() -> app.Desktop:
    application = QApplication.instance()
    assert application is not None
    return next(child for child in application.children() if isinstance(child, app.Desktop))


def started(then: Callable[[app.Desktop], object]) -> type[app.Desktop]:
    """A desktop that does something once its first window shows a map."""

    class Desktop(app.Desktop):
        def new_window(self) -> MainWindow:
            window = super().new_window()
            if len(self.windows) == 1:
                self._look(window)
            return window

        def _look(self, window: MainWindow) -> None:
            if window.workspace is not None and window.isVisible():
                then(self)
            else:
                QTimer.singleShot(20, lambda: self._look(window))

    return Desktop


def main(what: str, way: str = "", *files: str) -> int:
    paths: Sequence[Path] = [Path(file) for file in files]
    if what == "edit":
        if way == "unkept":
            Recovery._write = lambda *_, **__: None  # type: ignore[method-assign]
        app.Desktop = started(lambda desktop: begin(desktop, way))  # type: ignore[misc]
        return app.run(paths, sample=not paths)
    RecoveryDialog.exec = answer  # type: ignore[assignment,method-assign]
    nothing = json.dumps({"offered": 0, "maps": []})

    class Patient(app.Desktop):
        def new_window(self) -> MainWindow:
            QTimer.singleShot(8_000, lambda: (print(nothing, flush=True), QApplication.exit(0)))
            return super().new_window()

    app.Desktop = Patient  # type: ignore[misc]
    return app.run(())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
