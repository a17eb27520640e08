"""Dialogs that open while a test clicks: what the user does in them goes in; they never wait for somebody for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from cjm_desktop.windows.waiting import WaitingDialog

D = TypeVar("D", bound=QDialog)

_LOOK_AGAIN = 5  #: milliseconds


@contextmanager
def in_dialog(kind: type[D], steps: Callable[[D], object]) -> Iterator[None]:
    """Takes these steps in the dialog of this kind that opens inside of the block; it is given up where they leave it open.

    What goes wrong in the steps is raised at the end of the block.
    """
    wrong: list[BaseException] = []
    seen: list[QDialog] = []
    # A single shot could come before the dialog, which would then wait for nobody.
    timer = QTimer()

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or isinstance(dialog, WaitingDialog):
            return
        timer.stop()
        seen.append(dialog)
        try:
            assert isinstance(dialog, kind)
            steps(dialog)
        except BaseException as error:
            wrong.append(error)
        finally:
            if dialog.isVisible():
                dialog.reject()

    timer.timeout.connect(act)
    timer.start(_LOOK_AGAIN)
    try:
        yield
    finally:
        timer.stop()
    if wrong:
        raise wrong[0]
    assert seen, f"no {kind.__name__} was opened"


@contextmanager
def in_dialogs(*turns: tuple[type[QDialog], Callable[[Any], object]]) -> Iterator[None]:
    """As `in_dialog`, for dialogs that open one after the other: each when the one before it is gone."""
    waiting, wrong = list(turns), list[BaseException]()
    timer = QTimer()

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not waiting or not isinstance(dialog, QDialog) or isinstance(dialog, WaitingDialog):
            return
        kind, steps = waiting.pop(0)
        try:
            assert isinstance(dialog, kind), f"{type(dialog).__name__} instead of {kind.__name__}"
            steps(dialog)
        except BaseException as error:
            wrong.append(error)
            waiting.clear()
        finally:
            if dialog.isVisible():
                dialog.reject()

    timer.timeout.connect(act)
    timer.start(_LOOK_AGAIN)
    try:
        yield
    finally:
        timer.stop()
    if wrong:
        raise wrong[0]
    assert not waiting, f"no {waiting[0][0].__name__} was opened"
