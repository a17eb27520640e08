"""Comparing in the window: differences are listed and marked, as one map or two, by mouse and keyboard; exported as a PDF."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.cards import remove_cards, update_cards
from cjm_desktop.editing.document import update_map
from cjm_desktop.formats import journey_file
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import load_template
from cjm_desktop.windows.compare import dialog as compare_dialog
from cjm_desktop.windows.compare.dialog import CompareDialog
from cjm_desktop.windows.compare.map_view import ComparedMap
from cjm_desktop.windows.main_window import MainWindow
from tests.maps import write_map
from tests.windows.answering import in_dialog
from tests.windows.holding import session_of
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_ID = Qt.ItemDataRole.UserRole


@pytest.fixture
def other(window: MainWindow, sample_file: Path, tmp_path: Path) -> Path:
    """The sample is open; the other file is like it, but for one text and one card that it has more."""
    window.open_path(sample_file)
    journey = session_of(window).journey
    first, second = list(journey.cards)[:2]
    path = tmp_path / "other.cjm"
    write_map(update_cards(journey, [first], text="An earlier text"), path)
    session_of(window).apply("Delete", remove_cards(journey, [second]))
    return path


def compare(
    window: MainWindow,
    other: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    steps: Callable[[CompareDialog], object],
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))

    def when_compared(dialog: CompareDialog) -> None:
        qtbot.waitUntil(lambda: dialog.pair is not None, timeout=30_000)
        steps(dialog)

    with in_dialog(CompareDialog, when_compared):
        window.actions_by_id["compare"].trigger()


def row_of(dialog: CompareDialog, id_: str) -> int:
    return next(row for row in range(dialog.told.list.count()) if dialog.told.list.item(row).data(_ID) == id_)


def click(view: ComparedMap, id_: str, qtbot: QtBot) -> None:
    assert view.laid is not None
    rect = rect_of(view.laid.layout, id_)
    assert rect is not None
    place = view.from_map(rect.center).toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))


def test_differences_are_listed_marked_and_found_by_a_click(
    window: MainWindow, other: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    journey: Journey = journey_file.load(other).journey
    first, second = list(journey.cards)[:2]

    def look(dialog: CompareDialog) -> None:
        assert nameless(dialog) == []
        assert dialog.title.text().startswith("Before: other.cjm → after: ")
        dialog.told.list.setCurrentRow(row_of(dialog, second))
        assert dialog.over.marked == second
        assert not dialog.told.words.isVisible()
        qtbot.keyClick(dialog.told.list, Qt.Key.Key_Up)
        assert dialog.told.list.currentItem().data(_ID) != second, "headings are stepped over"
        click(dialog.over, first, qtbot)
        assert dialog.told.list.currentItem().data(_ID) == first
        assert dialog.told.words.isVisible()
        assert "An earlier text" in dialog.told.words.toPlainText()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    before = session_of(window).journey
    compare(window, other, qtbot, monkeypatch, look)
    assert session_of(window).journey is before


def test_side_by_side_shows_the_same_part_of_both(
    window: MainWindow, other: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = list(journey_file.load(other).journey.cards)[:2]

    def look(dialog: CompareDialog) -> None:
        qtbot.mouseClick(dialog.beside_button, Qt.MouseButton.LeftButton)
        assert dialog.before.isVisible()
        assert dialog.after.isVisible()
        dialog.told.list.setCurrentRow(row_of(dialog, second))
        assert dialog.before.marked == second
        assert dialog.after.marked == "", "it is deleted there"
        dialog.before.setFocus()
        qtbot.keyClick(dialog.before, Qt.Key.Key_Plus)
        qtbot.keyClick(dialog.before, Qt.Key.Key_Right)
        assert dialog.after.zoom == pytest.approx(dialog.before.zoom)
        assert dialog.after.camera.x == pytest.approx(dialog.before.camera.x)
        dialog.told.list.setCurrentRow(row_of(dialog, first))
        qtbot.keyClick(dialog.told.list, Qt.Key.Key_Return)
        assert dialog.before.zoom > 0.9, "Enter shows it so large that it can be read"
        dialog.reject()

    compare(window, other, qtbot, monkeypatch, look)


def test_swapping_turns_what_went_into_what_came(
    window: MainWindow, other: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = list(journey_file.load(other).journey.cards)[1]

    def look(dialog: CompareDialog) -> None:
        assert dialog.told.list.item(row_of(dialog, second)).text().startswith("−")
        made = dialog.made
        qtbot.mouseClick(dialog.swap, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: dialog.made is not made, timeout=30_000)
        assert dialog.told.list.item(row_of(dialog, second)).text().startswith("+")
        assert dialog.title.text().endswith("→ after: other.cjm")
        dialog.reject()

    compare(window, other, qtbot, monkeypatch, look)


def test_the_comparison_becomes_a_pdf_or_says_why_not(
    window: MainWindow, other: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "compared.pdf"
    opened: list[Any] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)

    def save(dialog: CompareDialog) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "a.pdf"), ""))
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(dialog.complaint.isVisible, timeout=30_000)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out.with_suffix("")), ""))
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(out.exists, timeout=30_000)
        qtbot.waitUntil(dialog.export_button.isEnabled, timeout=30_000)
        assert not dialog.complaint.isVisible()
        assert nameless(dialog) == []
        dialog.folder_button.setFocus()
        qtbot.keyClick(dialog.folder_button, Qt.Key.Key_Return)
        assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]
        dialog.reject()

    compare(window, other, qtbot, monkeypatch, save)
    assert out.read_bytes().startswith(b"%PDF")


def test_a_file_that_is_no_map_is_told(window: MainWindow, other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cjm_desktop.windows import plain

    other.write_text("no map")
    told: list[str] = []
    monkeypatch.setattr(plain, "tell", lambda _parent, title, *_: told.append(title))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    window.actions_by_id["compare"].trigger()
    assert told == ["The map cannot be compared"]


@pytest.mark.parametrize("own", ["current-state", "future-state"])
def test_the_map_of_the_future_is_the_one_after_whichever_is_open(
    own: str, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {}
    for key in ("current-state", "future-state"):
        files[key] = tmp_path / f"{key}.cjm"
        write_map(load_template(key), files[key])
    wanted = "Before: current-state.cjm → after: future-state.cjm"

    def look(dialog: CompareDialog) -> None:
        assert dialog.title.text() == wanted
        assert not dialog.restore_button.isVisible(), "another map is no version"
        assert all("gone" in dialog.told.pains.item(row).text() for row in range(dialog.told.pains.count()))
        dialog.reject()

    window.open_path(files.pop(own))
    (other,) = files.values()
    compare(window, other, qtbot, monkeypatch, look)


def test_an_older_map_is_the_one_before(
    window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "later.cjm"
    journey = journey_file.load(sample_file).journey
    write_map(update_map(journey, date="2030-01-01"), other)
    write_map(update_map(journey, date="2025-01-01"), sample_file)
    window.open_path(sample_file)

    def look(dialog: CompareDialog) -> None:
        assert dialog.title.text().endswith("after: later.cjm")
        dialog.reject()

    compare(window, other, qtbot, monkeypatch, look)


def test_old_and_new_texts_of_the_map_itself_are_shown(
    window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.cjm"
    journey = journey_file.load(sample_file).journey
    long = "Find out where a first purchase of a feeder for cats is lost"
    write_map(update_map(journey, objective=long), other)
    window.open_path(sample_file)

    def look(dialog: CompareDialog) -> None:
        rows = [dialog.told.list.item(row).text() for row in range(dialog.told.list.count())]
        dialog.told.list.setFocus()
        dialog.told.list.setCurrentRow(next(n for n, words in enumerate(rows) if "Objective changed" in words))
        assert dialog.told.words.isVisible()
        shown = dialog.told.words.toPlainText()
        assert "for cats is lost" in shown
        assert "and mend the worst place first" in shown
        dialog.reject()

    compare(window, other, qtbot, monkeypatch, look)


def test_a_long_export_shows_how_far_it_is_and_can_be_stopped(
    window: MainWindow, other: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "compared.pdf"
    going = threading.Event()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    monkeypatch.setattr(compare_dialog, "_LATE", 0)

    def slow(*_: object, done: Callable[[float], None], **__: object) -> None:
        while not going.wait(0.01):
            done(0.5)
        done(0.5)

    monkeypatch.setattr("cjm_desktop.exporting.comparison.export_comparison", slow)

    def save(dialog: CompareDialog) -> None:
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
        progress = dialog._progress
        assert progress is not None
        qtbot.waitUntil(progress.isVisible)
        qtbot.waitUntil(lambda: progress.bar.value() == 500)
        qtbot.keyClick(progress, Qt.Key.Key_Escape)
        qtbot.waitUntil(dialog.complaint.isVisible)
        assert dialog.complaint.text() == "The export was stopped; nothing was written."
        assert dialog.export_button.isEnabled()
        dialog.reject()

    try:
        compare(window, other, qtbot, monkeypatch, save)
    finally:
        going.set()
    assert not out.exists()
