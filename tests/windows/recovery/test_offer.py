"""Offering at the next start what was left unsaved: the dialog, and what becomes of each map."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.formats import journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage.recovery import Journal, Leftover, OnDisk
from cjm_desktop.windows import recovery_offer
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.recovery_dialog import RecoveryDialog, ago
from tests.maps import write_map
from tests.windows.answering import in_dialog
from tests.windows.conftest import Answers
from tests.windows.recovering import kept, leave, rename, titles


def offered(desktop: Desktop, steps: Callable[[RecoveryDialog], object], qtbot: QtBot) -> None:
    """The program starts, and these steps are taken in its dialog."""
    after: list[int] = []
    with in_dialog(RecoveryDialog, steps):
        desktop.recovery_offer.at_start(lambda: after.append(1))
        assert not after
        qtbot.waitUntil(lambda: bool(after), timeout=10_000)


def test_without_leftovers_the_start_goes_on_at_once(desktop: Desktop) -> None:
    after: list[int] = []
    desktop.recovery_offer.at_start(lambda: after.append(1))
    assert after == [1]


def test_a_dead_drive_does_not_hold_up_the_start(
    desktop: Desktop, folder: Path, journey: Journey, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(folder, journey)
    dead = threading.Event()
    monkeypatch.setattr(recovery_offer, "_PATIENCE", 50)
    monkeypatch.setattr(Journal, "leftovers", lambda _: dead.wait(20) and ())
    after: list[int] = []
    desktop.recovery_offer.at_start(lambda: after.append(1))
    assert after == []
    qtbot.waitUntil(lambda: after == [1])
    with qtbot.waitSignal(desktop.recovery_offer._found):
        dead.set()
    qtbot.wait(10)
    assert after == [1]


def test_the_dialog_says_what_when_and_where(
    window: MainWindow, desktop: Desktop, folder: Path, journey: Journey, sample_file: Path, qtbot: QtBot
) -> None:
    leave(folder, journey.model_copy(update={"title": "<b>old</b> \u202egnp"}), minutes=200)
    digest = write_map(journey, sample_file)
    leave(folder, journey.model_copy(update={"title": "of a file"}), sample_file, digest)

    def steps(dialog: RecoveryDialog) -> None:
        assert dialog.parent() is window
        first, second = dialog.rows
        assert "5 minutes ago, today at" in first.when.text() or "yesterday" in first.when.text()
        assert "46 cards" in first.when.text()
        assert first.place.accessibleName() == str(sample_file)
        assert not first.about.isVisible()
        assert first.recover.accessibleName() == "Recover of a file"
        assert "3 hours ago" in second.when.text()
        assert second.place.text() == "Never saved"
        assert second.recover.accessibleName() == "Recover <b>old</b> ⟨202e⟩gnp"
        qtbot.waitUntil(lambda: all(not row.picture.pixmap().isNull() for row in dialog.rows))
        assert first.picture.pixmap().deviceIndependentSize().toSize() == QSize(168, 112)

    offered(desktop, steps, qtbot)
    assert window.document is None


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=5), "a moment ago, today at"),
        (timedelta(minutes=1), "1 minute ago, today at"),
        (timedelta(minutes=59), "59 minutes ago, today at"),
        (timedelta(hours=1), "1 hour ago, today at"),
        (timedelta(hours=26), "yesterday at"),
        (timedelta(days=400), "at"),
    ],
)
def test_when_is_in_the_users_words(before: timedelta, words: str) -> None:
    now = datetime(2026, 5, 5, 12, 0)
    assert ago(now - before, now).startswith(words) or (words == "at" and " at " in ago(now - before, now))
    assert ("ago" in ago(now - before, now)) == ("ago" in words)


def test_recovered_it_is_unsaved_changes_of_its_file(
    window: MainWindow, desktop: Desktop, folder: Path, journey: Journey, sample_file: Path, qtbot: QtBot
) -> None:
    digest = write_map(journey, sample_file)
    edited = journey.model_copy(update={"title": "edited"})
    leave(folder, edited, sample_file, digest)
    offered(desktop, lambda dialog: qtbot.mouseClick(dialog.rows[0].recover, Qt.MouseButton.LeftButton), qtbot)
    document = window.document
    assert document is not None
    assert document.session.journey == edited
    assert (document.path, document.digest, document.base) == (sample_file, digest, journey)
    assert document.session.is_dirty
    assert document.lock is not None
    assert window.workspace is not None
    assert "work that was left" in window.workspace.banner.text
    assert journey_file.load(sample_file).journey == journey
    # A crash now would not lose it either.
    qtbot.waitUntil(lambda: titles(folder) == ["edited"])
    assert window.commands.file.save()
    assert journey_file.load(sample_file).journey == edited
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [])
    assert window.workspace.banner.text == ""


def test_what_was_recovered_and_lost_again_is_found_again(
    window: MainWindow, desktop: Desktop, folder: Path, journey: Journey, qtbot: QtBot
) -> None:
    entry = leave(folder, journey)
    offered(desktop, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return), qtbot)
    assert window.document is not None
    desktop.recovery.flush()
    assert [path.name for path in folder.iterdir()] == [entry]
    assert len(kept(folder)) == 1


def test_a_copy_is_recovered_where_the_file_holds_newer_work(
    window: MainWindow, desktop: Desktop, folder: Path, journey: Journey, sample_file: Path, qtbot: QtBot
) -> None:
    leave(folder, journey.model_copy(update={"title": "stale"}), sample_file, "of before")
    newer = sample_file.read_bytes()

    def steps(dialog: RecoveryDialog) -> None:
        assert "newer work" in dialog.rows[0].about.text()
        qtbot.mouseClick(dialog.rows[0].recover, Qt.MouseButton.LeftButton)

    offered(desktop, steps, qtbot)
    assert window.document is not None
    assert (window.document.path, window.document.session.journey.title) == (None, "stale")
    assert window.document.session.is_dirty
    assert window.workspace is not None
    assert "feeding.cjm” stays as it is" in window.workspace.banner.text
    assert window.windowTitle().startswith("feeding (recovered)[*]")
    assert sample_file.read_bytes() == newer


def test_saving_over_a_file_that_somebody_changed_asks(
    window: MainWindow,
    desktop: Desktop,
    folder: Path,
    journey: Journey,
    sample_file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from cjm_desktop.windows.document import saving

    leave(folder, journey.model_copy(update={"title": "mine"}), sample_file, "of before")
    os.utime(sample_file, (time.time() - 3600, time.time() - 3600))
    theirs = sample_file.read_bytes()

    def steps(dialog: RecoveryDialog) -> None:
        assert "Somebody else" in dialog.rows[0].about.text()
        qtbot.mouseClick(dialog.rows[0].recover, Qt.MouseButton.LeftButton)

    offered(desktop, steps, qtbot)
    assert window.document is not None
    assert window.document.path == sample_file
    asked: list[str] = []
    monkeypatch.setattr(saving, "choose", lambda _parent, _title, text, *_: asked.append(text) or "")
    assert not window.commands.file.save()
    assert len(asked) == 1
    assert "changed by somebody else" in asked[0]
    assert sample_file.read_bytes() == theirs


def test_a_window_that_shows_the_file_gets_it_as_one_step(
    opened: MainWindow, desktop: Desktop, folder: Path, journey: Journey, sample_file: Path, qtbot: QtBot
) -> None:
    assert opened.document is not None
    leave(folder, journey.model_copy(update={"title": "edited"}), sample_file, opened.document.digest)
    offered(desktop, lambda dialog: qtbot.mouseClick(dialog.rows[0].recover, Qt.MouseButton.LeftButton), qtbot)
    assert desktop.windows == [opened]
    session = opened.document.session
    assert (session.journey.title, session.undo_label, session.is_dirty) == ("edited", "Recover map", True)
    session.undo()
    assert not session.is_dirty
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [])


def test_unsaved_changes_in_that_window_are_not_written_over(
    opened: MainWindow, desktop: Desktop, folder: Path, journey: Journey, sample_file: Path, qtbot: QtBot
) -> None:
    assert opened.document is not None
    leave(folder, journey.model_copy(update={"title": "left"}), sample_file, opened.document.digest)
    rename(opened, "mine")
    offered(desktop, lambda dialog: qtbot.mouseClick(dialog.rows[0].recover, Qt.MouseButton.LeftButton), qtbot)
    assert opened.document.session.journey.title == "mine"
    (other,) = [window for window in desktop.windows if window is not opened]
    assert other.document is not None
    assert (other.document.path, other.document.session.journey.title) == (None, "left")
    qtbot.waitUntil(lambda: titles(folder) == ["left", "mine"])


def test_recover_all_opens_every_map(
    window: MainWindow, desktop: Desktop, folder: Path, journey: Journey, qtbot: QtBot
) -> None:
    for number in range(3):
        leave(folder, journey.model_copy(update={"title": str(number)}), minutes=number)
    offered(desktop, lambda dialog: qtbot.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton), qtbot)
    assert len(desktop.windows) == 3
    assert sorted(one.document.session.journey.title for one in desktop.windows if one.document) == ["0", "1", "2"]
    places = {one.pos().toTuple() for one in desktop.windows}
    assert len(places) == 3
    assert window in desktop.windows


def test_later_keeps_them_for_the_next_start_and_the_menu(
    window: MainWindow, desktop: Desktop, folder: Path, journey: Journey, qtbot: QtBot
) -> None:
    leave(folder, journey)
    offered(desktop, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape), qtbot)
    assert window.document is None
    (found,) = Journal(folder).leftovers()
    assert found.title == journey.title


def test_the_menu_offers_what_was_kept_for_later(
    window: MainWindow, desktop: Desktop, folder: Path, journey: Journey, qtbot: QtBot
) -> None:
    leave(folder, journey)
    offered(desktop, lambda dialog: qtbot.mouseClick(dialog.later_button, Qt.MouseButton.LeftButton), qtbot)

    def steps(dialog: RecoveryDialog) -> None:
        assert [one.title for one in dialog.remaining] == [journey.title]
        qtbot.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton)

    with in_dialog(RecoveryDialog, steps):
        window.actions_by_id["recover"].trigger()
        qtbot.waitUntil(lambda: window.document is not None)


def test_the_menu_says_that_there_is_nothing(window: MainWindow, answers: Answers, qtbot: QtBot) -> None:
    window.actions_by_id["recover"].trigger()
    qtbot.waitUntil(lambda: len(answers.asked) == 1)
    assert "no unsaved maps" in answers.asked[0]


@pytest.mark.parametrize(("button", "remain"), [("Cancel", 1), ("Discard", 0)])
def test_discard_asks(
    button: str,
    remain: int,
    window: MainWindow,
    desktop: Desktop,
    folder: Path,
    journey: Journey,
    answers: Answers,
    qtbot: QtBot,
) -> None:
    leave(folder, journey)
    answers.button = button

    def steps(dialog: RecoveryDialog) -> None:
        qtbot.mouseClick(dialog.rows[0].discard, Qt.MouseButton.LeftButton)
        assert len(dialog.rows) == remain

    offered(desktop, steps, qtbot)
    assert len(answers.asked) == 1
    assert journey.title in answers.asked[0]
    assert window.document is None
    qtbot.waitUntil(lambda: len(kept(folder)) == remain)


def test_a_map_that_cannot_be_read_is_told_of_and_stays(
    window: MainWindow,
    desktop: Desktop,
    folder: Path,
    journey: Journey,
    answers: Answers,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leave(folder, journey)

    def refuse(_journal: Journal, _leftover: Leftover) -> None:
        raise FileProblem("It is of a newer kind.")

    monkeypatch.setattr(Journal, "read", refuse)

    def steps(dialog: RecoveryDialog) -> None:
        qtbot.waitUntil(lambda: "newer kind" in dialog.rows[0].about.text())
        qtbot.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton)
        assert len(dialog.rows) == 1

    offered(desktop, steps, qtbot)
    assert "newer kind" in answers.asked[0]
    assert window.document is None
    assert len(kept(folder)) == 1


def test_every_way_the_file_can_stand_is_said(qtbot: QtBot, desktop: Desktop, journey: Journey) -> None:
    leftovers = [
        Leftover(str(number), state.name, Path("/maps/a.cjm"), "", datetime.now(), 1, state)
        for number, state in enumerate(OnDisk)
    ]
    dialog = RecoveryDialog(leftovers, lambda _: journey, lambda _: True, lambda _: None, desktop.appearance)
    qtbot.addWidget(dialog)
    said = {row.leftover.on_disk: row.about.text() for row in dialog.rows}
    assert [bool(said[state]) for state in OnDisk] == [False, False, True, True, True]
    dialog.reject()


def test_what_was_put_off_is_told_of_where_its_file_is_opened(
    window: MainWindow, desktop: Desktop, folder: Path, journey: Journey, sample_file: Path, qtbot: QtBot
) -> None:
    digest = hashlib.sha256(sample_file.read_bytes()).hexdigest()
    leave(folder, journey.model_copy(update={"title": "left"}), sample_file, digest)
    offered(desktop, lambda dialog: qtbot.mouseClick(dialog.later_button, Qt.MouseButton.LeftButton), qtbot)
    window.open_path(sample_file)
    assert window.workspace is not None
    banner = window.workspace.banner
    assert banner.text.startswith("There is unsaved work of this map from today at")
    assert banner.offers[0].text() == "Recover…"
    with in_dialog(RecoveryDialog, lambda dialog: qtbot.mouseClick(dialog.rows[0].recover, Qt.MouseButton.LeftButton)):
        qtbot.mouseClick(banner.offers[0], Qt.MouseButton.LeftButton)
        assert window.document is not None
        session = window.document.session
        qtbot.waitUntil(lambda: session.journey.title == "left")
    qtbot.waitUntil(lambda: "This is the work that was left" in banner.text)
    assert window.commands.file.save()
    assert banner.isHidden()


def test_what_was_put_off_is_no_concern_of_another_map(
    window: MainWindow, desktop: Desktop, folder: Path, journey: Journey, sample_file: Path, qtbot: QtBot
) -> None:
    leave(folder, journey.model_copy(update={"title": "left"}))
    offered(desktop, lambda dialog: qtbot.mouseClick(dialog.later_button, Qt.MouseButton.LeftButton), qtbot)
    window.open_path(sample_file)
    assert window.workspace is not None
    assert window.workspace.banner.isHidden()
