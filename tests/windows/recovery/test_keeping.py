"""Keeping unsaved maps while they are worked on, with real windows and a real disk."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.formats import atomic
from cjm_desktop.templates import load_template
from cjm_desktop.windows import recovery as module
from cjm_desktop.windows.local import local_folder
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.conftest import Answers
from tests.windows.recovering import kept, rename, titles


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


def test_a_save_withdraws_the_notice_of_a_full_disk_and_says_what_it_could_not_keep(
    opened: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cjm_desktop.storage.backups import Backups

    def keep(*_: object) -> None:
        raise OSError(28, "full")

    assert opened.workspace is not None
    banner = opened.workspace.banner
    monkeypatch.setattr(module, "LATEST", 0.05)
    monkeypatch.setattr(Backups, "keep", keep)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be")
    rename(opened, "one")
    qtbot.waitUntil(lambda: "cannot be kept safe" in banner.text)
    assert opened.commands.file.save()
    assert "its earlier version could not be kept: the disk is full" in banner.text
    qtbot.mouseClick(banner.buttons[-1], Qt.MouseButton.LeftButton)
    assert banner.text == ""
    rename(opened, "two")
    qtbot.waitUntil(lambda: "cannot be kept safe" in banner.text)
    folder.unlink()
    qtbot.waitUntil(lambda: titles(folder) == ["two"])
