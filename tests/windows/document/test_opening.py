"""Opening a file that somebody else works on: who it is is said, and the user chooses; nobody's map is written over."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.formats import atomic, journey_file
from cjm_desktop.storage.locks import lock_file
from cjm_desktop.windows import recent
from cjm_desktop.windows.choices import ChoiceDialog
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.answering import in_dialog, in_dialogs
from tests.windows.holding import rename, session_of, workspace_of

Choose = Callable[[Path | None], None]
Colleague = Callable[[Path], Callable[[], None]]
Theirs = Callable[[Path, str, str], None]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def title_in(path: Path) -> str:
    return journey_file.load(path).journey.title


def test_who_works_on_the_file_is_said_and_cancel_opens_nothing(
    window: MainWindow, sample_file: Path, colleague: Colleague, qtbot: QtBot
) -> None:
    colleague(sample_file)

    def look(dialog: ChoiceDialog) -> None:
        said = dialog.accessibleDescription()
        assert "ann on " in said
        assert "is working on “feeding.cjm”" in said
        assert "since today at" in said
        assert list(dialog.buttons) == ["read", "copy", "break"]
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    with in_dialog(ChoiceDialog, look):
        window.open_path(sample_file)
    assert window.document is None
    assert recent.files() == ()


def test_read_only_until_it_is_free(
    window: MainWindow,
    sample_file: Path,
    colleague: Colleague,
    theirs: Theirs,
    answers: Any,
    qtbot: QtBot,
) -> None:
    close = colleague(sample_file)
    answers.button = "Open Read-Only"
    window.open_path(sample_file)
    banner = workspace_of(window).banner
    assert "is working on “feeding.cjm”" in banner.text
    rename(window, "Mine")
    before = sample_file.read_bytes()
    answers.button = "Cancel"
    assert not window.commands.file.save()
    assert sample_file.read_bytes() == before
    theirs(sample_file, "stage", "Hunger")
    close()
    window.look_at_file()
    qtbot.waitUntil(lambda: "changed by somebody else" in banner.text)
    closing = next(button for button in banner.buttons if button.accessibleName() == "Dismiss")
    qtbot.mouseClick(closing, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is free now" in banner.text)
    qtbot.mouseClick(banner.offers[0], Qt.MouseButton.LeftButton)
    assert lock_file(sample_file).exists()
    assert window.document is not None
    assert window.document.held is None
    # What was changed there meanwhile is still asked about.
    answers.button = "Cancel"
    assert not window.commands.file.save()
    assert "was changed by somebody else" in answers.asked[-1]


def test_a_read_only_map_goes_on_under_another_name(
    window: MainWindow, sample_file: Path, colleague: Colleague, tmp_path: Path, chosen_file: Choose, answers: Any
) -> None:
    colleague(sample_file)
    answers.button = "Open Read-Only"
    window.open_path(sample_file)
    rename(window, "Mine")
    chosen_file(tmp_path / "mine.cjm")
    answers.button = "Save As"
    assert window.commands.file.save()
    assert title_in(tmp_path / "mine.cjm") == "Mine"
    assert title_in(sample_file) != "Mine"
    assert workspace_of(window).banner.isHidden()
    assert lock_file(tmp_path / "mine.cjm").exists()
    window.close()
    assert lock_file(sample_file).exists(), "theirs is not ours to release"


def test_a_copy_is_a_map_of_its_own(window: MainWindow, sample_file: Path, colleague: Colleague, answers: Any) -> None:
    colleague(sample_file)
    answers.button = "Open a Copy"
    window.open_path(sample_file)
    assert window.document is not None
    assert window.document.path is None
    assert window.isWindowModified()
    assert session_of(window).journey == journey_file.load(sample_file).journey


def test_breaking_the_lock_asks_again(
    window: MainWindow, sample_file: Path, colleague: Colleague, qtbot: QtBot
) -> None:
    colleague(sample_file)

    def press(which: str) -> Callable[[ChoiceDialog], None]:
        return lambda dialog: qtbot.mouseClick(dialog.buttons[which], Qt.MouseButton.LeftButton)

    def answer(text: str) -> Callable[[QMessageBox], None]:
        return lambda box: next(one for one in box.buttons() if one.text().replace("&", "") == text).click()

    def esc(box: QMessageBox) -> None:
        assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel), "Enter breaks nothing"
        qtbot.keyClick(box, Qt.Key.Key_Escape)

    def give_up(dialog: ChoiceDialog) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    # Esc in the second question leads back to the first.
    with in_dialogs((ChoiceDialog, press("break")), (QMessageBox, esc), (ChoiceDialog, give_up)):
        window.open_path(sample_file)
    assert window.document is None
    with in_dialogs((ChoiceDialog, press("break")), (QMessageBox, answer("Break the Lock"))):
        window.open_path(sample_file)
    assert window.document is not None
    assert window.document.held is None
    assert window.document.lock is not None
    assert window.document.lock.is_ours()
    rename(window, "Mine")
    assert window.commands.file.save()
    assert title_in(sample_file) == "Mine"


def test_a_lock_can_be_broken_when_saving(
    window: MainWindow, sample_file: Path, colleague: Colleague, answers: Any
) -> None:
    colleague(sample_file)
    answers.button = "Open Read-Only"
    window.open_path(sample_file)
    rename(window, "Mine")
    answers.buttons = ["Break the Lock", QMessageBox.StandardButton.Cancel, "Cancel"]
    assert not window.commands.file.save()
    assert not answers.buttons, "thinking better of it leads back to the choices"
    answers.buttons = ["Break the Lock", "Break the Lock"]
    assert window.commands.file.save()
    assert title_in(sample_file) == "Mine"
    assert workspace_of(window).banner.isHidden()


def test_what_a_dead_program_left_blocks_nobody(window: MainWindow, sample_file: Path, answers: Any) -> None:
    code = "import os, sys\nfrom cjm_desktop.storage.locks import EditLock\nEditLock.take(sys.argv[1])\nos.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(sample_file)], check=False, timeout=60)
    assert lock_file(sample_file).exists()
    window.open_path(sample_file)
    assert answers.asked == []
    assert window.document is not None


def test_an_empty_lock_blocks_nobody(window: MainWindow, sample_file: Path, answers: Any) -> None:
    lock_file(sample_file).write_bytes(b"")
    os.utime(lock_file(sample_file), (1, 1))
    window.open_path(sample_file)
    assert answers.asked == []
    assert window.document is not None
    assert window.document.held is None


def test_a_lock_of_nobody_known_is_told_without_a_name(window: MainWindow, sample_file: Path, answers: Any) -> None:
    lock_file(sample_file).write_bytes(b"{}")
    answers.button = "Cancel"
    window.open_path(sample_file)
    assert answers.asked[0].startswith("Somebody is working on “feeding.cjm”.")


def test_the_litter_of_a_killed_save_is_swept(window: MainWindow, sample_file: Path) -> None:
    litter = sample_file.parent / atomic.unfinished_name()
    litter.write_bytes(b"half a map")
    os.utime(litter, (1, 1))
    window.open_path(sample_file)
    assert not litter.exists()


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_file_by_another_name_is_the_same_file(
    window: MainWindow,
    desktop: Desktop,
    sample_file: Path,
    tmp_path: Path,
    link: Callable[[Path, Path], None],
    answers: Any,
) -> None:
    window.open_path(sample_file)
    link(sample_file, tmp_path / "other-name.cjm")
    desktop.another_window(window).open_path(tmp_path / "other-name.cjm")
    assert sum(one.document is not None for one in desktop.windows) == 1
    assert answers.asked == []


def test_a_lock_that_somebody_else_broke_is_noticed(
    window: MainWindow, sample_file: Path, colleague: Colleague, answers: Any, qtbot: QtBot
) -> None:
    window.open_path(sample_file)
    rename(window, "Mine")
    banner = workspace_of(window).banner
    colleague(sample_file)
    qtbot.waitUntil(lambda: "is working on “feeding.cjm”" in banner.text)
    answers.button = "Cancel"
    assert not window.commands.file.save()
    assert "is working on “feeding.cjm”" in answers.asked[0]
    window.close()
    assert lock_file(sample_file).exists(), "theirs is not ours to release"


def test_the_title_says_what_may_only_be_read(window: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    window.open_path(sample_file)
    assert window.windowTitle() == "feeding.cjm[*] — CJM Desktop"
    sample_file.chmod(0o444)
    qtbot.waitUntil(lambda: window.windowTitle() == "feeding.cjm (read-only)[*] — CJM Desktop")
    assert "may only be read" in workspace_of(window).banner.text
    sample_file.chmod(0o644)
    qtbot.waitUntil(lambda: window.windowTitle() == "feeding.cjm[*] — CJM Desktop")
    assert workspace_of(window).banner.isHidden()
