"""What others do to an open file is noticed by what it holds, told above the map, and never takes unsaved work away."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.formats import journey_file
from cjm_desktop.windows.banner import Banner
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.merge_dialog import MergeDialog
from tests.windows.answering import in_dialog
from tests.windows.holding import rename, session_of, workspace_of

Choose = Callable[[Path | None], None]
Theirs = Callable[[Path, str, str], None]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def opened(window: MainWindow, sample_file: Path) -> MainWindow:
    window.open_path(sample_file)
    return window


def banner_of(window: MainWindow) -> Banner:
    return workspace_of(window).banner


def press(window: MainWindow, words: str, qtbot: QtBot) -> None:
    button = next(one for one in banner_of(window).buttons if words in (one.text(), one.accessibleName()))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_map_without_changes_is_reloaded_by_a_click(
    opened: MainWindow, sample_file: Path, theirs: Theirs, qtbot: QtBot
) -> None:
    title = session_of(opened).journey.title
    theirs(sample_file, "title", "Theirs")
    qtbot.waitUntil(lambda: banner_of(opened).text == "“feeding.cjm” was changed by somebody else.")
    assert session_of(opened).journey.title == title, "nothing is replaced by itself"
    press(opened, "Reload", qtbot)
    assert session_of(opened).journey.title == "Theirs"
    assert not opened.isWindowModified()
    assert banner_of(opened).isHidden()
    rename(opened, "Mine")
    assert opened.commands.file.save()
    assert journey_file.load(sample_file).journey.title == "Mine"


def test_with_changes_of_ones_own_both_can_be_merged(
    opened: MainWindow, sample_file: Path, theirs: Theirs, qtbot: QtBot
) -> None:
    rename(opened, "Mine")
    theirs(sample_file, "stage", "Hunger")
    qtbot.waitUntil(lambda: "changes of your own" in banner_of(opened).text)
    assert [button.text() for button in banner_of(opened).offers] == ["Merge…", "Reload"]
    with in_dialog(MergeDialog, lambda dialog: dialog.accept()):
        press(opened, "Merge…", qtbot)
    journey = session_of(opened).journey
    assert journey.title == "Mine"
    assert next(iter(journey.stages.values())).name == "Hunger"
    assert opened.isWindowModified(), "the file does not hold what is mine yet"
    assert opened.commands.file.save(), "nobody is asked about what was merged"
    assert journey_file.load(sample_file).journey == journey


def test_what_is_offered_follows_ones_own_changes(
    opened: MainWindow, sample_file: Path, theirs: Theirs, qtbot: QtBot
) -> None:
    theirs(sample_file, "title", "Theirs")
    qtbot.waitUntil(lambda: bool(banner_of(opened).text))
    assert len(banner_of(opened).offers) == 1
    rename(opened, "Mine")
    assert [button.text() for button in banner_of(opened).offers] == ["Merge…", "Reload"]
    opened.actions_by_id["undo"].trigger()
    assert [button.text() for button in banner_of(opened).offers] == ["Reload"]


def test_a_file_that_is_gone_is_said_and_can_be_had_again(opened: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    sample_file.unlink()
    qtbot.waitUntil(lambda: "is not in its folder any more" in banner_of(opened).text)
    press(opened, "Save", qtbot)
    assert journey_file.load(sample_file).journey == session_of(opened).journey
    assert "was not there any more and was made anew" in banner_of(opened).text


def test_a_file_that_comes_back_is_not_talked_about(opened: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    data = sample_file.read_bytes()
    sample_file.unlink()
    qtbot.waitUntil(lambda: bool(banner_of(opened).text))
    sample_file.write_bytes(data)
    qtbot.waitUntil(lambda: banner_of(opened).isHidden())


def test_the_digest_decides_and_not_the_time(opened: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    """The same bytes with another time are no change; other bytes with the old time are one."""
    state = sample_file.stat()
    os.utime(sample_file, (1, 1))
    with qtbot.waitSignal(opened._notices._watch.seen):  # type: ignore[union-attr]
        opened.look_at_file()
    assert banner_of(opened).isHidden()
    data = sample_file.read_bytes()
    sample_file.write_bytes(data.replace(b"Mitya", b"ALPHA"))
    os.utime(sample_file, ns=(state.st_atime_ns, state.st_mtime_ns))
    QApplication.sendEvent(opened, QEvent(QEvent.Type.ActivationChange))
    qtbot.waitUntil(lambda: "was changed by somebody else" in banner_of(opened).text)


def test_ones_own_saves_are_nobody_elses(opened: MainWindow, qtbot: QtBot) -> None:
    for title in ("One", "Two", "Three"):
        rename(opened, title)
        assert opened.commands.file.save()
        with qtbot.waitSignal(opened._notices._watch.seen):  # type: ignore[union-attr]
            opened.look_at_file()
        assert banner_of(opened).isHidden()


def test_a_message_that_was_closed_comes_back_only_for_news(
    opened: MainWindow, sample_file: Path, theirs: Theirs, qtbot: QtBot
) -> None:
    theirs(sample_file, "title", "Theirs")
    qtbot.waitUntil(lambda: bool(banner_of(opened).text))
    press(opened, "Dismiss", qtbot)
    with qtbot.waitSignal(opened._notices._watch.seen):  # type: ignore[union-attr]
        opened.look_at_file()
    assert banner_of(opened).isHidden()
    theirs(sample_file, "title", "Theirs again")
    qtbot.waitUntil(lambda: bool(banner_of(opened).text))


def test_another_map_takes_its_messages_along(
    opened: MainWindow, sample_file: Path, tmp_path: Path, theirs: Theirs, chosen_file: Choose, qtbot: QtBot
) -> None:
    theirs(sample_file, "title", "Theirs")
    qtbot.waitUntil(lambda: bool(banner_of(opened).text))
    chosen_file(tmp_path / "other.cjm")
    assert opened.commands.file.save_as()
    assert banner_of(opened).isHidden()
    theirs(sample_file, "title", "Theirs again")
    with qtbot.waitSignal(opened._notices._watch.seen):  # type: ignore[union-attr]
        opened.look_at_file()
    assert banner_of(opened).isHidden(), "the first file is not this map's any more"


def test_a_file_that_is_no_map_any_more_does_not_take_the_map_away(
    opened: MainWindow, sample_file: Path, answers: object, qtbot: QtBot
) -> None:
    journey = session_of(opened).journey
    sample_file.write_text("{ no map")
    qtbot.waitUntil(lambda: bool(banner_of(opened).text))
    press(opened, "Reload", qtbot)
    assert session_of(opened).journey is journey
    assert "feeding.cjm" in answers.asked[0]  # type: ignore[attr-defined]


def test_a_renamed_folder_is_noticed_and_one_that_comes_back_is_not_talked_about(
    window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "team" / "maps"
    folder.mkdir(parents=True)
    path = sample_file.rename(folder / "feeding.cjm")
    window.open_path(path)
    assert window.document is not None
    lock = window.document.lock
    for _ in range(2):
        (tmp_path / "team").rename(tmp_path / "other")
        qtbot.waitUntil(lambda: "is not in its folder any more" in banner_of(window).text)
        (tmp_path / "other").rename(tmp_path / "team")
        qtbot.waitUntil(lambda: banner_of(window).isHidden())
    assert window.document.lock is lock
    theirs = path.read_bytes().replace(b"feeding", b"Feeding") + b"\n"
    path.write_bytes(theirs)
    qtbot.waitUntil(lambda: "was changed by somebody else" in banner_of(window).text)


def test_a_map_of_a_relative_path_is_not_locked_against_itself(
    window: MainWindow,
    sample_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen_file: Choose,
    answers: Any,
    qtbot: QtBot,
) -> None:
    (tmp_path / "maps").mkdir()
    sample_file.rename(tmp_path / "maps" / "feeding.cjm")
    monkeypatch.chdir(tmp_path / "maps")
    window.open_path(Path("feeding.cjm"))
    assert window.document is not None
    assert window.document.path == tmp_path / "maps" / "feeding.cjm"
    (tmp_path / "maps").rename(tmp_path / "renamed")
    qtbot.waitUntil(lambda: "is not in its folder any more" in banner_of(window).text)
    rename(window, "Mine")
    chosen_file(tmp_path / "renamed" / "feeding.cjm")
    assert window.commands.file.save_as()
    assert answers.asked == []
    assert journey_file.load(tmp_path / "renamed" / "feeding.cjm").journey.title == "Mine"
    assert window.document.path == tmp_path / "renamed" / "feeding.cjm"
    assert window.document.barrier == ""


def test_what_a_closed_map_left_in_a_renamed_folder_locks_nobody_out(
    window: MainWindow, desktop: Desktop, sample_file: Path, tmp_path: Path, answers: Any
) -> None:
    (tmp_path / "maps").mkdir()
    window.open_path(sample_file.rename(tmp_path / "maps" / "feeding.cjm"))
    (tmp_path / "maps").rename(tmp_path / "renamed")
    other = desktop.another_window(window)
    window.close()
    other.open_path(tmp_path / "renamed" / "feeding.cjm")
    assert answers.asked == []
    assert other.document is not None
    assert other.document.held is None
