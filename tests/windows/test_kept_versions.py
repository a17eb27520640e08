"""Versions under a name: kept inside the map or beside its file, listed, gone back to, compared with, deleted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.formats import journey_file
from cjm_desktop.formats.kept import with_version
from cjm_desktop.storage import beside as beside_file
from cjm_desktop.storage.beside import path_beside, versions_beside
from cjm_desktop.windows import plain
from cjm_desktop.windows.compare.dialog import CompareDialog
from cjm_desktop.windows.keep_dialog import KeepVersionDialog
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.versions import VersionsDialog
from tests.maps import write_map
from tests.windows.answering import in_dialog, in_dialogs
from tests.windows.holding import rename, session_of
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def opened(window: MainWindow, sample_file: Path) -> MainWindow:
    window.open_path(sample_file)
    rename(window, "One")
    return window


def keep(window: MainWindow, name: str, qtbot: QtBot, *, beside: bool = False, note: str = "") -> None:
    def write(dialog: KeepVersionDialog) -> None:
        assert nameless(dialog) == []
        assert not dialog.save_button.isEnabled(), "a version has a name"
        assert (dialog.save_button.text(), dialog.save_button.accessibleName()) == ("Keep", "Keep")
        qtbot.keyClicks(dialog.field, name)
        qtbot.keyClicks(dialog.text, note)
        if beside:
            qtbot.mouseClick(dialog.beside, Qt.MouseButton.LeftButton, pos=dialog.beside.rect().center() / 4)
            dialog.beside.setChecked(True)
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)

    with in_dialog(KeepVersionDialog, write):
        window.actions_by_id["keep-version"].trigger()


def in_versions(window: MainWindow, steps: Callable[[VersionsDialog], object]) -> None:
    with in_dialog(VersionsDialog, steps):
        window.actions_by_id["versions"].trigger()


def read(dialog: VersionsDialog, row: int, qtbot: QtBot) -> None:
    dialog.list.setCurrentRow(row)
    qtbot.waitUntil(lambda: dialog.restore.isEnabled(), timeout=20_000)


def test_kept_inside_as_one_step_and_gone_back_to_without_losing_it(
    opened: MainWindow, sample_file: Path, qtbot: QtBot
) -> None:
    session = session_of(opened)
    before, steps = session.journey, len(session.steps)
    keep(opened, "after the interviews", qtbot, note="18 of them")
    assert len(session.steps) == steps + 1
    assert session.steps[-1] == "Keep version"
    assert [(one.name, one.note) for one in session.journey.versions] == [("after the interviews", "18 of them")]
    rename(opened, "Two")

    def restore(dialog: VersionsDialog) -> None:
        assert dialog.list.item(0).text().startswith("“after the interviews”\n")
        assert "inside the map" in dialog.list.item(0).text()
        read(dialog, 0, qtbot)
        assert dialog.note.text() == "18 of them"
        assert not dialog.picture.pixmap().isNull()
        assert dialog.words.toPlainText() == "•  Title “Two” instead of “One”"
        assert nameless(dialog) == []
        dialog.restore.setFocus()
        qtbot.keyClick(dialog.restore, Qt.Key.Key_Return)

    in_versions(opened, restore)
    assert session.journey.title == "One"
    assert len(session.journey.versions) == 1, "going back loses no version"
    assert session.journey.cards is before.cards, "what is the same is not laid out anew"
    assert opened.commands.file.save()
    assert journey_file.load(sample_file).journey == session.journey
    opened.actions_by_id["undo"].trigger()
    assert session.journey.title == "Two"


def test_kept_beside_the_file(
    opened: MainWindow, sample_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(opened)
    journey = session.journey
    threads, keep_beside = [], beside_file.keep_beside

    def noted(*args: Any) -> object:
        threads.append(threading.current_thread())
        return keep_beside(*args)

    monkeypatch.setattr(beside_file, "keep_beside", noted)
    keep(opened, "for the board", qtbot, beside=True)
    assert threads
    assert threading.main_thread() not in threads, "a large map takes a while"
    assert opened.status.message == "Kept “for the board” beside the file"
    assert session.journey is journey, "the map itself is as it was"
    found = versions_beside(sample_file)
    assert found is not None
    assert [one.name for one in found.versions] == ["for the board"]
    rename(opened, "Two")

    def look(dialog: VersionsDialog) -> None:
        assert "beside the file" in dialog.list.item(0).text()
        read(dialog, 0, qtbot)
        assert dialog.words.toPlainText() == "•  Title “Two” instead of “One”"
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    in_versions(opened, look)


def test_deleted_after_a_question_inside_as_a_step(
    opened: MainWindow, sample_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(opened, "inside", qtbot)
    keep(opened, "beside", qtbot, beside=True)
    session = session_of(opened)
    answer = [False]
    monkeypatch.setattr(plain, "ask", lambda *_: answer[0])

    def delete(dialog: VersionsDialog) -> None:
        rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
        # Both may have been kept in one second.
        dialog.list.setCurrentRow(next(n for n, words in enumerate(rows) if words.startswith("“inside”")))
        assert len(rows) == 2
        qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
        assert dialog.list.count() == 2, "a no costs nothing"
        answer[0] = True
        qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
        assert dialog.list.count() == 1
        assert "beside" in dialog.list.item(0).text()
        qtbot.waitUntil(dialog.list.hasFocus)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
        assert dialog.list.count() == 0
        assert "Keep Version" in dialog.nothing.text()
        dialog.reject()

    in_versions(opened, delete)
    assert session.journey.versions == ()
    assert not path_beside(sample_file).exists()
    opened.actions_by_id["undo"].trigger()
    assert [one.name for one in session.journey.versions] == ["inside"]


def test_a_map_without_a_file_keeps_versions_inside(window: MainWindow, qtbot: QtBot) -> None:
    from cjm_desktop.templates import load_template

    window.show_journey(load_template("day-in-the-life"))

    def write(dialog: KeepVersionDialog) -> None:
        assert not dialog.beside.isEnabled()
        qtbot.keyClicks(dialog.field, "first")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    with in_dialog(KeepVersionDialog, write):
        window.actions_by_id["keep-version"].trigger()

    def look(dialog: VersionsDialog) -> None:
        read(dialog, 0, qtbot)
        assert "this is the map as it is now" in dialog.words.toPlainText()
        dialog.reject()

    in_versions(window, look)


def test_compared_on_the_map_or_opened_as_one_of_its_own(opened: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    keep(opened, "old", qtbot)
    rename(opened, "Two")

    def look(dialog: CompareDialog) -> None:
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=30_000)
        assert dialog.title.text().startswith("Before: “old” → after: ")
        dialog.reject()

    def compare(dialog: VersionsDialog) -> None:
        read(dialog, 0, qtbot)
        qtbot.mouseClick(dialog.compare, Qt.MouseButton.LeftButton)

    with in_dialogs((VersionsDialog, compare), (CompareDialog, look)):
        opened.actions_by_id["versions"].trigger()

    def open_(dialog: VersionsDialog) -> None:
        read(dialog, 0, qtbot)
        qtbot.mouseClick(dialog.open_map, Qt.MouseButton.LeftButton)

    in_versions(opened, open_)
    (other,) = (one for one in desktop.windows if one is not opened)
    assert session_of(other).journey.title == "One"
    assert session_of(other).journey.versions == ()


def test_a_file_beside_that_cannot_be_read_is_told_of_and_hides_nothing(
    opened: MainWindow, sample_file: Path, qtbot: QtBot
) -> None:
    keep(opened, "inside", qtbot)
    path_beside(sample_file).write_text("no map")

    def look(dialog: VersionsDialog) -> None:
        assert dialog.list.count() == 1
        assert dialog.nothing.isVisible()
        assert "versions.cjm" in dialog.nothing.text()
        dialog.reject()

    in_versions(opened, look)


def test_listed_with_the_newest_first_wherever_they_are_kept(
    opened: MainWindow, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(opened)
    at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    made = with_version(session.journey, "noon", saved=at)
    made = with_version(made, "two", saved=at + timedelta(hours=2))
    session.apply("Keep version", made)
    threads, read = list[threading.Thread](), beside_file.versions_beside

    def noted(path: Path) -> object:
        threads.append(threading.current_thread())
        return read(path)

    monkeypatch.setattr(beside_file, "versions_beside", noted)
    other = with_version(journey_file.load(sample_file).journey, "one", saved=at + timedelta(hours=1))
    write_map(with_version(other, "three", saved=at + timedelta(hours=3)), path_beside(sample_file))

    def look(dialog: VersionsDialog) -> None:
        rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
        assert [words.split("”")[0][1:] for words in rows] == ["three", "two", "one", "noon"]
        dialog.reject()

    in_versions(opened, look)
    assert threads
    assert threading.main_thread() not in threads, "the file may be large"


def test_what_was_deleted_inside_comes_back_by_keys(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(opened, "first", qtbot)
    session = session_of(opened)
    kept, position = session.journey, session.position
    monkeypatch.setattr(plain, "ask", lambda *_: True)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

    def look(dialog: VersionsDialog) -> None:
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Z, control)
        assert session.position == position, "what was done before is left alone"
        qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
        assert dialog.list.count() == 0
        qtbot.keyClick(dialog, Qt.Key.Key_Z, control)
        assert session.journey is kept
        assert dialog.list.count() == 1
        qtbot.keyClick(dialog.list, Qt.Key.Key_Z, control | shift)
        assert dialog.list.count() == 0
        qtbot.keyClick(dialog, Qt.Key.Key_Z, control)
        dialog.reject()

    in_versions(opened, look)
    assert session.journey is kept


def test_a_version_that_was_looked_at_is_restored_where_one_looks_at_it(opened: MainWindow, qtbot: QtBot) -> None:
    keep(opened, "old", qtbot)
    rename(opened, "Two")
    session = session_of(opened)

    def compare(dialog: VersionsDialog) -> None:
        read(dialog, 0, qtbot)
        qtbot.mouseClick(dialog.compare, Qt.MouseButton.LeftButton)

    def restore(dialog: CompareDialog) -> None:
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=30_000)
        assert nameless(dialog) == []
        qtbot.mouseClick(dialog.swap, Qt.MouseButton.LeftButton)
        dialog.restore_button.setFocus()
        qtbot.keyClick(dialog.restore_button, Qt.Key.Key_Return)

    with in_dialogs((VersionsDialog, compare), (CompareDialog, restore)):
        opened.actions_by_id["versions"].trigger()
    assert session.journey.title == "One"
    assert session.steps[-1] == "Restore version"
    assert len(session.journey.versions) == 1
    assert opened.status.message.startswith("This is the version of")
    opened.actions_by_id["undo"].trigger()
    assert session.journey.title == "Two"
