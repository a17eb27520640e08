"""Earlier versions of a file: listed, pictured, compared with the map, and gone back to without losing anything."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.formats import journey_file, kept
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage.backups import Backups
from cjm_desktop.windows import settings
from cjm_desktop.windows.document import places
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.versions import VersionsDialog
from tests.windows.answering import in_dialog
from tests.windows.holding import rename, session_of
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def saved(window: MainWindow, sample_file: Path) -> MainWindow:
    """A map that was saved as “One”, “Two” and “Three”, and is called “Now”."""
    window.open_path(sample_file)
    for title in ("One", "Two", "Three"):
        rename(window, title)
        assert window.commands.file.save()
    rename(window, "Now")
    return window


def in_versions(window: MainWindow, steps: Callable[[VersionsDialog], object]) -> None:
    with in_dialog(VersionsDialog, steps):
        window.actions_by_id["versions"].trigger()


def read(dialog: VersionsDialog, row: int, qtbot: QtBot) -> None:
    """Waits until the version in this row is shown."""
    dialog.list.setCurrentRow(row)
    qtbot.waitUntil(lambda: dialog.restore.isEnabled(), timeout=20_000)


def test_versions_are_listed_with_pictures_and_differences(
    saved: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, joined = threading.Event(), kept.with_versions_of

    def held(*maps: Journey) -> Journey:
        assert looked.wait(20)
        return joined(*maps)

    # The thread reads on when the test has seen what shows meanwhile.
    monkeypatch.setattr(kept, "with_versions_of", held)

    def look(dialog: VersionsDialog) -> None:
        assert dialog.list.count() == 3
        assert " at " in dialog.list.item(0).text()
        assert "kB" in dialog.list.item(0).text()
        assert dialog.picture.text() == "Reading…"
        assert not any(button.isEnabled() for button in (dialog.restore, dialog.open_map, dialog.compare))
        assert dialog.words.toPlainText() == ""
        looked.set()
        read(dialog, 0, qtbot)
        assert not dialog.picture.pixmap().isNull()
        assert dialog.words.toPlainText() == "•  Title “Now” instead of “Two”"
        read(dialog, 1, qtbot)
        assert nameless(dialog) == []
        assert dialog.picture.accessibleName().startswith("Picture of the version of ")

    in_versions(saved, look)
    assert session_of(saved).journey.title == "Now"


def test_restoring_is_one_step_that_can_be_taken_back(saved: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    before, stages = sample_file.read_bytes(), session_of(saved).journey.stages

    def restore(dialog: VersionsDialog) -> None:
        read(dialog, 1, qtbot)
        dialog.restore.setFocus()
        qtbot.keyClick(dialog.restore, Qt.Key.Key_Return)

    in_versions(saved, restore)
    session = session_of(saved)
    assert session.journey.title == "One"
    assert session.steps[-1] == "Restore version"
    assert session.journey.stages is stages, "what is the same is not laid out anew"
    assert saved.isWindowModified()
    assert sample_file.read_bytes() == before, "only saving writes"
    assert saved.status.message.startswith("This is the version of")
    saved.actions_by_id["undo"].trigger()
    assert session.journey.title == "Now"
    assert saved.status.message == "", "it is that version no more"
    saved.actions_by_id["redo"].trigger()
    assert saved.commands.file.save()
    assert journey_file.load(sample_file).journey.title == "One"


def test_enter_in_the_list_leaves_the_map_as_it_is(saved: MainWindow, qtbot: QtBot) -> None:
    session = session_of(saved)
    journey, position = session.journey, session.position

    def press(dialog: VersionsDialog) -> None:
        read(dialog, 0, qtbot)
        # The window system says only a while later that the dialog is the one that takes the keys.
        qtbot.waitUntil(dialog.list.hasFocus)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            qtbot.keyClick(dialog.list, key)
            assert dialog.isVisible()
            assert dialog.choice is None
        assert not any(button.isDefault() for button in dialog.findChildren(QPushButton))
        dialog.reject()

    in_versions(saved, press)
    assert (session.journey, session.position) == (journey, position)


def test_a_version_opens_as_a_map_of_its_own(saved: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    def open_(dialog: VersionsDialog) -> None:
        read(dialog, 2, qtbot)
        qtbot.mouseClick(dialog.open_map, Qt.MouseButton.LeftButton)

    in_versions(saved, open_)
    assert session_of(saved).journey.title == "Now"
    (other,) = (one for one in desktop.windows if one is not saved)
    assert other.document is not None
    assert other.document.path is None
    assert other.isWindowModified()
    assert session_of(other).journey.title not in ("One", "Two", "Three", "Now")


def test_esc_costs_nothing(saved: MainWindow, qtbot: QtBot) -> None:
    journey = session_of(saved).journey
    in_versions(saved, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert session_of(saved).journey is journey


def test_a_damaged_version_says_so_and_is_not_restored(saved: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    newest = places.backups().versions(sample_file)[0]
    newest.file.write_bytes(b"x" * newest.size)

    def look(dialog: VersionsDialog) -> None:
        qtbot.waitUntil(lambda: "is damaged" in dialog.picture.text())
        assert not dialog.restore.isEnabled()
        assert not dialog.open_map.isEnabled()
        read(dialog, 1, qtbot)

    in_versions(saved, look)


def test_the_map_as_it_is_now_says_so(saved: MainWindow, qtbot: QtBot) -> None:
    assert saved.commands.file.save()
    rename(saved, "Three")

    def look(dialog: VersionsDialog) -> None:
        read(dialog, 0, qtbot)
        assert "this is the map as it is now" in dialog.words.toPlainText()

    in_versions(saved, look)


def test_seconds_tell_versions_of_one_minute_apart(saved: MainWindow, sample_file: Path) -> None:
    versions = places.backups().versions(sample_file)
    moments = [datetime(2026, 3, 4, 9, 30, 17), datetime(2026, 3, 4, 9, 30, 5), datetime(2026, 3, 3, 9, 30)]
    for version, moment in zip(versions, moments, strict=True):
        os.utime(version.file, (moment.timestamp(), moment.timestamp()))

    def look(dialog: VersionsDialog) -> None:
        rows = [dialog.list.item(row).text().split("\n")[0] for row in range(3)]
        assert [row.rpartition(" at ")[2] for row in rows] == ["09:30:17", "09:30:05", "09:30"]
        assert "09:30:05" in dialog.list.item(1).data(Qt.ItemDataRole.UserRole).called

    in_versions(saved, look)


@pytest.mark.parametrize(("count", "words"), [(50, "There are none yet"), (0, "No versions are kept")])
def test_without_versions_it_says_why(
    window: MainWindow, sample_file: Path, count: int, words: str, qtbot: QtBot
) -> None:
    settings.store(settings.BACKUP_COUNT, count)
    window.open_path(sample_file)
    if count == 0:
        rename(window, "Changed")
        assert window.commands.file.save()

    def look(dialog: VersionsDialog) -> None:
        assert words in dialog.nothing.text()
        assert not dialog.restore.isVisible()
        qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)

    in_versions(window, look)


def test_so_many_versions_are_kept_as_the_preferences_say(window: MainWindow, sample_file: Path) -> None:
    settings.store(settings.BACKUP_COUNT, 2)
    window.open_path(sample_file)
    for title in ("One", "Two", "Three", "Four"):
        rename(window, title)
        assert window.commands.file.save()
    assert len(Backups(places.backup_folder()).versions(sample_file)) == 2
