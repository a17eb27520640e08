"""Keeping unsaved maps while they are worked on, and offering them at the next start, with real windows and a real disk."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.formats import atomic, journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.model.journey import Journey
from cjm_desktop.storage.recovery import Journal, Leftover, OnDisk
from cjm_desktop.templates import load_template
from cjm_desktop.windows import recovery as module
from cjm_desktop.windows import recovery_offer
from cjm_desktop.windows.local import local_folder
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.recovery_dialog import RecoveryDialog, ago
from cjm_desktop.windows.recovery_ending import Ending
from tests.maps import write_map
from tests.windows.answering import in_dialog
from tests.windows.conftest import Answers


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is unsaved is written a blink after the edit, not a second."""
    monkeypatch.setattr(module, "SOONEST", 0.03)


@pytest.fixture
def folder(desktop: Desktop) -> Path:
    return desktop.recovery.folder


@pytest.fixture
def opened(window: MainWindow, sample_file: Path) -> MainWindow:
    """A window that shows the file with the sample map."""
    window.open_path(sample_file)
    return window


def kept(folder: Path) -> list[Journey]:
    """What would be found of each map if the program were cut off now."""
    found = []
    for entry in sorted(path for path in folder.glob("*") if path.is_dir()):
        states = sorted(entry.glob("*.recovery"))
        if states:
            found.append(journey_file.loads(states[-1].read_bytes().partition(b"\n")[2], "kept").journey)
    return found


def titles(folder: Path) -> list[str]:
    return sorted(journey.title for journey in kept(folder))


def rename(window: MainWindow, title: str) -> None:
    assert window.document is not None
    session = window.document.session
    session.apply("Rename", session.journey.model_copy(update={"title": title}))


def leave(folder: Path, journey: Journey, path: Path | None = None, digest: str = "", minutes: float = 5) -> str:
    """What a program that was cut off some minutes ago leaves."""
    journal = Journal(folder)
    entry = journal.new_entry()
    journal.write(entry, journey, path, digest)
    journal.release_all()
    (state,) = (folder / entry).glob("*.recovery")
    head, _, body = state.read_bytes().partition(b"\n")
    when = datetime.now() - timedelta(minutes=minutes)
    parts = head.partition(b'"when": ')
    state.write_bytes(
        parts[0] + parts[1] + repr(when.timestamp()).encode() + parts[2][parts[2].index(b",") :] + b"\n" + body
    )
    return entry


# -- keeping


def test_an_edit_is_kept_soon(opened: MainWindow, folder: Path, sample_file: Path, qtbot: QtBot) -> None:
    qtbot.wait(100)
    assert kept(folder) == []  # nothing is unsaved
    rename(opened, "edited")
    qtbot.waitUntil(lambda: titles(folder) == ["edited"])
    assert opened.document is not None
    head = next(folder.glob("*/*.recovery")).read_text("utf-8").splitlines()[0]
    assert str(sample_file) in head
    assert opened.document.digest in head


def test_a_map_that_was_never_saved_is_kept(sample: MainWindow, folder: Path, qtbot: QtBot) -> None:
    rename(sample, "new")
    qtbot.waitUntil(lambda: titles(folder) == ["new"])


def test_an_imported_map_is_kept_before_it_is_edited(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    window.show_journey(load_template("future-state"), saved=False)
    qtbot.waitUntil(lambda: len(kept(folder)) == 1)


def test_words_that_are_being_written_are_kept_and_go_on_being_written(
    opened: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    assert opened.workspace is not None
    canvas = opened.workspace.canvas
    card = next(iter(canvas.session.journey.cards))
    canvas.start_editing(card)
    field = canvas.writing.field
    assert field is not None
    qtbot.keyClicks(field, "half a word")
    qtbot.waitUntil(lambda: any(journey.cards[card].text == "half a word" for journey in kept(folder)))
    assert canvas.writing.field is field
    qtbot.keyClicks(field, " more")
    qtbot.waitUntil(lambda: any(journey.cards[card].text == "half a word more" for journey in kept(folder)))
    states = sorted(folder.glob("*/*.recovery"))
    qtbot.wait(200)
    assert sorted(folder.glob("*/*.recovery")) == states  # nothing is written while nothing is typed
    canvas.commit_editing()


def test_somebody_who_never_pauses_is_kept_all_the_same(opened: MainWindow, folder: Path, qtbot: QtBot) -> None:
    for number in range(30):
        rename(opened, str(number))
        qtbot.wait(10)
    newest = max(int(path.stem) for path in folder.glob("*/*.recovery"))
    assert newest >= 3
    qtbot.waitUntil(lambda: titles(folder) == ["29"])


def test_nothing_is_written_while_nothing_changes(opened: MainWindow, folder: Path, qtbot: QtBot) -> None:
    rename(opened, "edited")
    qtbot.waitUntil(lambda: titles(folder) == ["edited"])
    for _ in range(3):
        opened.refresh()
        qtbot.wait(60)
    assert [path.name for path in folder.glob("*/*.recovery")] == ["00000001.recovery"]


def test_each_window_has_an_entry_of_its_own(opened: MainWindow, desktop: Desktop, folder: Path, qtbot: QtBot) -> None:
    other = desktop.another_window(opened)
    other.commands.file.start_from_template("future-state", False)
    rename(opened, "one")
    rename(other, "two")
    qtbot.waitUntil(lambda: titles(folder) == ["one", "two"])
    assert other.document is not None
    other.document.session.undo()
    qtbot.waitUntil(lambda: titles(folder) == ["one"])


def test_what_is_saved_is_kept_no_longer(opened: MainWindow, folder: Path, qtbot: QtBot) -> None:
    rename(opened, "edited")
    qtbot.waitUntil(lambda: titles(folder) == ["edited"])
    qtbot.keyClick(opened, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [])
    rename(opened, "again")
    qtbot.waitUntil(lambda: titles(folder) == ["again"])


def test_a_save_that_fails_leaves_it_kept(
    opened: MainWindow, folder: Path, sample_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cjm_desktop.windows.document import saving

    rename(opened, "edited")
    qtbot.waitUntil(lambda: titles(folder) == ["edited"])
    sample_file.chmod(0o444)
    monkeypatch.setattr(saving, "choose", lambda *_, **__: "")
    monkeypatch.setattr(saving, "_ask_for_file", lambda *_, **__: None)
    assert not opened.commands.file.save()
    qtbot.wait(100)
    assert titles(folder) == ["edited"]


def test_undone_to_what_is_saved_it_is_kept_no_longer(opened: MainWindow, folder: Path, qtbot: QtBot) -> None:
    rename(opened, "edited")
    qtbot.waitUntil(lambda: titles(folder) == ["edited"])
    qtbot.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [])


def test_closed_and_discarded_it_is_kept_no_longer(
    opened: MainWindow, folder: Path, answers: Answers, qtbot: QtBot
) -> None:
    rename(opened, "edited")
    qtbot.waitUntil(lambda: titles(folder) == ["edited"])
    answers.button = QMessageBox.StandardButton.Cancel
    opened.close()
    qtbot.wait(100)
    assert titles(folder) == ["edited"]
    answers.button = QMessageBox.StandardButton.Discard
    opened.close()
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [])


def test_the_next_map_in_an_untouched_window_is_another_entry(
    sample: MainWindow, folder: Path, sample_file: Path, qtbot: QtBot
) -> None:
    sample.open_path(sample_file)
    rename(sample, "edited")
    qtbot.waitUntil(lambda: titles(folder) == ["edited"])
    (entry,) = folder.iterdir()
    qtbot.wait(50)
    assert list(folder.iterdir()) == [entry]


def test_words_that_are_being_written_do_not_go_with_an_untouched_map(
    sample: MainWindow, desktop: Desktop, folder: Path, sample_file: Path, qtbot: QtBot
) -> None:
    assert sample.workspace is not None
    canvas = sample.workspace.canvas
    card = next(iter(canvas.session.journey.cards))
    canvas.start_editing(card)
    assert canvas.writing.field is not None
    qtbot.keyClicks(canvas.writing.field, "half a word")
    sample.open_path(sample_file)
    assert [window.document is not None for window in desktop.windows] == [True, True]
    assert canvas.session.journey.cards[card].text == "half a word"
    qtbot.waitUntil(lambda: [journey.cards[card].text for journey in kept(folder)] == ["half a word"])


def test_flush_keeps_everything_at_once(opened: MainWindow, desktop: Desktop, folder: Path) -> None:
    other = desktop.another_window(opened)
    other.commands.file.start_from_template("future-state", False)
    rename(opened, "one")
    rename(other, "two")
    assert desktop.recovery.flush()
    assert titles(folder) == ["one", "two"]
    assert desktop.recovery.flush()
    assert [path.name for path in folder.glob("*/*.recovery")] == ["00000001.recovery"] * 2
    rename(opened, "three")
    assert desktop.recovery.flush()
    assert titles(folder) == ["three", "two"]


@pytest.mark.parametrize(("clock", "seconds"), [("thread_time", 0.2), ("perf_counter", 2.0)])
def test_writing_large_maps_takes_a_share_of_the_time(
    clock: str, seconds: float, opened: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, clock, (number * seconds for number in range(10_000)).__next__)
    rename(opened, "one")
    qtbot.waitUntil(lambda: titles(folder) == ["one"])
    rename(opened, "two")
    qtbot.wait(150)
    assert titles(folder) == ["one"]


def test_a_full_disk_is_told_once_and_tried_again(
    opened: MainWindow, desktop: Desktop, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened.workspace is not None
    banner = opened.workspace.banner
    monkeypatch.setattr(module, "LATEST", 0.05)
    with monkeypatch.context() as full:

        def fail(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        full.setattr(atomic, "write", fail)
        rename(opened, "one")
        qtbot.waitUntil(lambda: "disk is full" in banner.text)
        assert str(local_folder()) in banner.text
        qtbot.mouseClick(banner.buttons[-1], Qt.MouseButton.LeftButton)
        rename(opened, "two")
        qtbot.wait(200)
        assert banner.text == ""  # said once
        rename(opened, "three")
        assert not desktop.recovery.flush()
    qtbot.waitUntil(lambda: titles(folder) == ["three"])
    assert desktop.windows == [opened]


def test_the_notice_of_a_full_disk_goes_when_there_is_room_again(
    opened: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened.workspace is not None
    banner = opened.workspace.banner
    monkeypatch.setattr(module, "LATEST", 0.05)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be")
    rename(opened, "one")
    qtbot.waitUntil(lambda: "cannot be kept safe" in banner.text)
    folder.unlink()
    qtbot.waitUntil(lambda: titles(folder) == ["one"])
    qtbot.waitUntil(lambda: banner.text == "")


# -- offering


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


# -- ends from outside


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
