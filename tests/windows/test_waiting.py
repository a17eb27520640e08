"""Something that may take long is made beside the event loop: nothing is seen of what is quick, and the rest can be given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.formats import registry
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.patience import go_on
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.newest import Newest
from cjm_desktop.windows.waiting import WaitingDialog, waited
from tests.windows.conftest import Answers
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Slow:
    """Work that goes on until it may end, or until nobody waits for it; `ended` says that it was given up."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.ended = threading.Event()
        self.began = threading.Event()

    def __call__(self, *_: object) -> str:
        self.began.set()
        try:
            while not self.may_end.wait(0.002):
                go_on()
        finally:
            self.ended.set()
        return "done"


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.may_end.set()


def when_shown(steps: object) -> QTimer:
    """Takes these steps once the window that waits can be seen."""
    timer = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, WaitingDialog) and not dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
            timer.stop()
            assert callable(steps)
            steps(dialog)

    timer.timeout.connect(look)
    timer.start(5)
    return timer


def test_what_is_quick_is_given_without_a_window(window: MainWindow) -> None:
    seen: list[bool] = []
    timer = when_shown(lambda _dialog: seen.append(True))
    assert waited(window, "Reading …", lambda: 7) == 7
    timer.stop()
    assert not seen


def test_the_event_loop_goes_on_but_the_window_takes_no_input(window: MainWindow, slow: Slow) -> None:
    ticks: list[int] = []
    typed: list[str] = []

    def steps(dialog: WaitingDialog) -> None:
        assert dialog.words.text() == "Reading x.csv …"
        assert dialog.bar.isVisible()
        assert window.geometry().contains(dialog.geometry())
        assert nameless(dialog) == []
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        typed.append("Ctrl+K")
        assert QApplication.activePopupWidget() is None
        slow.may_end.set()

    tick = QTimer()
    tick.timeout.connect(lambda: ticks.append(1))
    tick.start(10)
    timer = when_shown(steps)
    assert waited(window, "Reading x.csv …", slow) == "done"
    assert typed == ["Ctrl+K"]
    assert ticks
    assert not timer.isActive()


@pytest.mark.parametrize("way", ["Esc", "Cancel", "Enter"])
def test_it_can_be_given_up_and_then_ends(window: MainWindow, slow: Slow, qtbot: QtBot, way: str) -> None:
    def steps(dialog: WaitingDialog) -> None:
        if way == "Cancel":
            QTest.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
        else:
            focused = dialog.focusWidget()
            assert focused is dialog.cancel_button
            QTest.keyClick(focused, Qt.Key.Key_Escape if way == "Esc" else Qt.Key.Key_Return)

    timer = when_shown(steps)
    assert waited(window, "Reading …", slow) is None
    assert not timer.isActive()
    qtbot.waitUntil(slow.ended.is_set)


def test_a_problem_is_raised_where_it_was_waited_for(window: MainWindow) -> None:
    def fail() -> None:
        raise FileProblem("x.csv is no table.", Path("x.csv"))

    with pytest.raises(FileProblem, match=r"x\.csv is no table") as caught:
        waited(window, "Reading …", fail)
    assert caught.value.path == Path("x.csv")


def test_a_mistake_of_the_program_is_a_problem_in_one_line(
    window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(FileProblem, match="made a mistake: division by zero"):
        waited(window, "Reading …", lambda: 1 / 0)
    assert "division" in caplog.text


def test_opening_a_table_can_be_given_up(
    window: MainWindow, slow: Slow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    monkeypatch.setattr(registry, "tables_in", slow)
    timer = when_shown(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    (tmp_path / "large.csv").write_text("Stage,Need,Buy\nActions,looks,pays\n")
    window.commands.file.open_any(tmp_path / "large.csv")
    assert not timer.isActive()
    assert window.document is None
    assert answers.asked == []
    qtbot.waitUntil(slow.ended.is_set)


def test_the_thread_ends_when_nothing_is_wanted_any_more(qtbot: QtBot, slow: Slow) -> None:
    work = Newest()
    made: list[object] = []
    work.made.connect(made.append)
    work.ask(slow)
    assert work.is_busy
    qtbot.waitUntil(slow.began.is_set)
    work.ask(lambda: "newer")
    qtbot.waitUntil(lambda: not work.is_busy)
    assert made == ["newer"]
    assert slow.ended.is_set(), "what was overtaken is given up"
    work.stop()
    work.ask(lambda: "too late")
    qtbot.waitUntil(lambda: not work.is_running)
    assert made == ["newer"]


def test_what_was_overtaken_is_not_sent_even_where_it_could_not_be_given_up(qtbot: QtBot) -> None:
    work = Newest()
    made: list[object] = []
    work.made.connect(made.append)
    began, may_end = threading.Event(), threading.Event()

    def stubborn() -> str:
        began.set()
        assert may_end.wait(20)
        return "older"

    work.ask(stubborn)
    qtbot.waitUntil(began.is_set)
    work.ask(lambda: "newer")
    may_end.set()
    qtbot.waitUntil(lambda: bool(made))
    assert made == ["newer"]
    work.stop()
