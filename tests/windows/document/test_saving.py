"""Saving by real events: whatever stands in the way is asked about in words, and neither map nor file is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.stages import update_stage
from cjm_desktop.formats import journey_file
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.storage import saving as storage_saving
from cjm_desktop.storage.locks import lock_file
from cjm_desktop.windows import settings
from cjm_desktop.windows.choices import ChoiceDialog
from cjm_desktop.windows.document import places
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.merge_dialog import MergeDialog
from tests.windows.answering import in_dialog, in_dialogs
from tests.windows.holding import rename, session_of, workspace_of

Choose = Callable[[Path | None], None]
Theirs = Callable[[Path, str, str], None]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def title_in(path: Path) -> str:
    return journey_file.load(path).journey.title


def press_save(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(workspace_of(window).canvas, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def opened(window: MainWindow, sample_file: Path) -> MainWindow:
    window.open_path(sample_file)
    rename(window, "Mine")
    return window


def test_a_file_changed_by_another_process_is_never_written_over_unasked(
    opened: MainWindow, sample_file: Path, theirs: Theirs, qtbot: QtBot
) -> None:
    theirs(sample_file, "title", "Theirs")
    before = sample_file.read_bytes()

    def cancel(dialog: ChoiceDialog) -> None:
        assert "changed by somebody else" in dialog.accessibleDescription()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    with in_dialog(ChoiceDialog, cancel):
        press_save(opened, qtbot)
    assert sample_file.read_bytes() == before
    assert opened.isWindowModified()
    assert session_of(opened).journey.title == "Mine"


def test_keeping_mine_keeps_theirs_as_a_version(
    opened: MainWindow, sample_file: Path, theirs: Theirs, qtbot: QtBot
) -> None:
    theirs(sample_file, "title", "Theirs")
    with in_dialog(ChoiceDialog, lambda dialog: qtbot.mouseClick(dialog.buttons["keep"], Qt.MouseButton.LeftButton)):
        press_save(opened, qtbot)
    assert title_in(sample_file) == "Mine"
    assert not opened.isWindowModified()
    kept = places.backups()
    versions = [journey_file.loads(kept.read(one), "v").journey.title for one in kept.versions(sample_file)]
    assert versions == ["Theirs"]


def test_a_third_version_is_asked_about_again(
    opened: MainWindow, sample_file: Path, theirs: Theirs, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs(sample_file, "title", "Theirs")
    answers.buttons = ["Keep Mine", "Cancel"]
    choose = type(answers).choose

    def choose_late(self: Any, dialog: ChoiceDialog) -> int:
        if len(self.asked) == 0:
            theirs(sample_file, "title", "The third")
        return int(choose(self, dialog))

    monkeypatch.setattr(type(answers), "choose", choose_late)
    assert not opened.commands.file.save()
    assert len(answers.asked) == 2
    assert title_in(sample_file) == "The third"
    assert opened.isWindowModified()


def test_reload_shows_theirs_and_undo_brings_mine_back(
    opened: MainWindow, sample_file: Path, theirs: Theirs, answers: Any
) -> None:
    theirs(sample_file, "title", "Theirs")
    answers.button = "Reload"
    opened.commands.file.save()
    assert session_of(opened).journey.title == "Theirs"
    assert not opened.isWindowModified()
    opened.actions_by_id["undo"].trigger()
    assert session_of(opened).journey.title == "Mine"
    assert opened.isWindowModified()
    assert opened.commands.file.save(), "Theirs was looked at: nothing is asked any more"
    assert title_in(sample_file) == "Mine"


def test_merge_saves_what_both_did_as_one_step(
    opened: MainWindow, sample_file: Path, theirs: Theirs, qtbot: QtBot
) -> None:
    theirs(sample_file, "stage", "Hunger")
    steps = len(session_of(opened).steps)

    with in_dialogs(
        (ChoiceDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return)),
        (MergeDialog, lambda dialog: dialog.accept()),
    ):
        press_save(opened, qtbot)
    journey = session_of(opened).journey
    assert journey.title == "Mine"
    assert next(iter(journey.stages.values())).name == "Hunger"
    assert journey_file.load(sample_file).journey == journey
    assert not opened.isWindowModified()
    assert len(session_of(opened).steps) == steps + 1
    opened.actions_by_id["undo"].trigger()
    assert next(iter(session_of(opened).journey.stages.values())).name != "Hunger"


def test_a_merge_that_is_given_up_changes_nothing(
    opened: MainWindow, sample_file: Path, theirs: Theirs, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs(sample_file, "stage", "Hunger")
    before, journey = sample_file.read_bytes(), session_of(opened).journey
    monkeypatch.setattr(MergeDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
    answers.button = "Merge"
    assert not opened.commands.file.save()
    assert sample_file.read_bytes() == before
    assert session_of(opened).journey is journey


def test_two_windows_of_one_file_are_one(opened: MainWindow, desktop: Desktop, sample_file: Path) -> None:
    desktop.another_window(opened).open_path(sample_file)
    assert sum(window.document is not None for window in desktop.windows) == 1


def test_save_as_over_a_file_of_another_window_is_refused(
    opened: MainWindow, desktop: Desktop, tmp_path: Path, chosen_file: Choose, answers: Any
) -> None:
    other = desktop.another_window(opened)
    other.commands.file.start_from_template("blank", False)
    chosen_file(tmp_path / "blank.cjm")
    assert other.commands.file.save()
    chosen_file(tmp_path / "blank.cjm")
    assert not opened.commands.file.save_as()
    assert "“blank.cjm” is open in another window" in answers.asked[-1]
    assert title_in(tmp_path / "blank.cjm") != "Mine"


def test_save_as_moves_the_lock(opened: MainWindow, sample_file: Path, tmp_path: Path, chosen_file: Choose) -> None:
    before = sample_file.read_bytes()
    assert lock_file(sample_file).exists()
    chosen_file(tmp_path / "other.cjm")
    assert opened.commands.file.save_as()
    assert not lock_file(sample_file).exists()
    assert lock_file(tmp_path / "other.cjm").exists()
    assert sample_file.read_bytes() == before
    opened.close()
    assert not lock_file(tmp_path / "other.cjm").exists()


def test_a_copy_leaves_the_document_where_it_is(
    opened: MainWindow, sample_file: Path, tmp_path: Path, chosen_file: Choose, answers: Any
) -> None:
    before = sample_file.read_bytes()
    chosen_file(tmp_path / "copy")
    opened.actions_by_id["save-copy"].trigger()
    assert title_in(tmp_path / "copy.cjm") == "Mine"
    assert sample_file.read_bytes() == before
    assert opened.document is not None
    assert opened.document.path == sample_file
    assert opened.isWindowModified(), "the map itself is not saved"
    assert not lock_file(tmp_path / "copy.cjm").exists()
    assert "Saved a copy as “copy.cjm”" in opened.status.message
    chosen_file(sample_file)
    assert not opened.commands.file.save_copy()
    assert "the file of the map itself" in answers.asked[-1]
    assert sample_file.read_bytes() == before


def test_a_copy_that_cannot_be_written_is_told(
    opened: MainWindow, tmp_path: Path, chosen_file: Choose, answers: Any
) -> None:
    chosen_file(tmp_path / "gone" / "copy.cjm")
    answers.button = "Cancel"
    assert not opened.commands.file.save_copy()
    assert "there is no folder" in answers.asked[0]


def test_a_vanished_folder_is_told_and_another_one_taken(
    window: MainWindow, sample_file: Path, tmp_path: Path, chosen_file: Choose, answers: Any
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = folder / "map.cjm"
    path.write_bytes(sample_file.read_bytes())
    window.open_path(path)
    rename(window, "Mine")
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    chosen_file(tmp_path / "elsewhere.cjm")
    answers.button = "Save Somewhere Else"
    assert window.commands.file.save()
    assert "map.cjm” was not saved: there is no folder" in answers.asked[0]
    assert title_in(tmp_path / "elsewhere.cjm") == "Mine"


@pytest.mark.parametrize(
    ("name", "said"),
    [("x" * 300, "the name is too long; choose a shorter one"), ("a\0b", "the name is not one of a file")],
)
def test_a_name_that_no_file_can_have_is_told_in_words(
    opened: MainWindow, tmp_path: Path, chosen_file: Choose, answers: Any, name: str, said: str
) -> None:
    chosen_file(tmp_path / name)
    answers.button = "Cancel"
    for save in (opened.commands.file.save_as, opened.commands.file.save_copy):
        assert not save()
        assert said in answers.asked[-1]
    assert opened.document is not None
    assert opened.document.lock is not None
    assert opened.isWindowModified()
    answers.button = QMessageBox.StandardButton.Ok
    opened.open_path(tmp_path / name)
    assert "cannot be read" in answers.asked[-1]


@pytest.mark.parametrize(
    "name", ["茶のマップ 🍵.cjm", "Кот & обед.cjm", "a\u202egpj.cjm", "-rf ~.cjm", "<b>bold<b>.cjm"]
)
def test_odd_names_are_saved_and_opened_again(
    opened: MainWindow, desktop: Desktop, tmp_path: Path, chosen_file: Choose, name: str, qtbot: QtBot
) -> None:
    chosen_file(tmp_path / name)
    assert opened.commands.file.save_as()
    assert lock_file(tmp_path / name).exists()
    other = desktop.new_window()
    opened.close()
    qtbot.waitUntil(lambda: desktop.windows == [other])
    other.open_path(tmp_path / name)
    assert session_of(other).journey.title == "Mine"
    assert "\u202e" not in other.windowTitle()


def test_trying_again_when_what_is_in_the_way_is_gone(
    opened: MainWindow, sample_file: Path, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, full = storage_saving.save, [True, True]

    def save(*arguments: Any, **named: Any) -> str:
        if full:
            full.pop()
            raise FileProblem("feeding.cjm was not saved: the disk is full; free some space.")
        return real(*arguments, **named)

    monkeypatch.setattr(storage_saving, "save", save)
    answers.button = "Try Again"
    assert opened.commands.file.save()
    assert len(answers.asked) == 2
    assert "the disk is full" in answers.asked[0]
    assert title_in(sample_file) == "Mine"


def test_nothing_is_lost_where_the_disk_is_full(
    opened: MainWindow,
    sample_file: Path,
    tmp_path: Path,
    chosen_file: Choose,
    answers: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def save(*_: Any, **__: Any) -> str:
        raise FileProblem("feeding.cjm was not saved: the disk is full; free some space.")

    before = sample_file.read_bytes()
    monkeypatch.setattr(storage_saving, "save", save)
    answers.button = "Cancel"
    assert not opened.commands.file.save()
    assert opened.isWindowModified()
    assert sample_file.read_bytes() == before
    answers.buttons = [QMessageBox.StandardButton.Save, "Cancel"]
    assert not opened.close()
    assert opened.isVisible()
    chosen_file(tmp_path / "other.cjm")
    assert not opened.commands.file.save_as()
    assert not lock_file(tmp_path / "other.cjm").exists()
    assert opened.document is not None
    assert opened.document.path == sample_file
    assert lock_file(sample_file).exists(), "the map is still in its own file"


def test_writing_in_place_is_agreed_to_once_a_folder(
    opened: MainWindow, sample_file: Path, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = storage_saving.save
    asked: list[bool] = []

    def save(*arguments: Any, in_place: bool, **named: Any) -> str:
        asked.append(in_place)
        if not in_place:
            raise storage_saving.NeedsConsent(arguments[1], "its folder does not let files be replaced")
        return real(*arguments, in_place=in_place, **named)

    monkeypatch.setattr(storage_saving, "save", save)
    answers.button = "Cancel"
    assert not opened.commands.file.save()
    assert settings.load(settings.IN_PLACE) == []
    answers.button = "Write It in Place"
    assert opened.commands.file.save()
    assert "its folder does not let files be replaced" in answers.asked[-1]
    assert settings.load(settings.IN_PLACE) == [str(sample_file.parent)]
    rename(opened, "Once more")
    assert opened.commands.file.save()
    assert asked == [False, False, True, True]
    assert len(answers.asked) == 2
    assert title_in(sample_file) == "Once more"


def test_a_hard_link_is_written_in_place_after_consent(
    opened: MainWindow, sample_file: Path, tmp_path: Path, answers: Any
) -> None:
    os.link(sample_file, tmp_path / "twin.cjm")
    answers.button = "Write It in Place"
    assert opened.commands.file.save()
    assert title_in(tmp_path / "twin.cjm") == "Mine"


def test_a_save_by_somebody_else_is_waited_for(
    opened: MainWindow, sample_file: Path, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, busy = storage_saving.save, [True]

    def save(*arguments: Any, **named: Any) -> str:
        if busy:
            busy.pop()
            raise storage_saving.SaveLocked(sample_file, "ann on desk-7")
        return real(*arguments, **named)

    monkeypatch.setattr(storage_saving, "save", save)
    answers.button = "Try Again"
    assert opened.commands.file.save()
    assert "ann on desk-7 is saving it" in answers.asked[0]


def test_a_save_that_the_disk_did_not_confirm_is_tried_again(
    opened: MainWindow, sample_file: Path, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, doubtful = storage_saving.save, [True]

    def save(*arguments: Any, **named: Any) -> str:
        digest = real(*arguments, **named)
        if doubtful:
            doubtful.pop()
            raise storage_saving.NotForced(sample_file, digest, OSError(5, "no"))
        return digest

    monkeypatch.setattr(storage_saving, "save", save)
    answers.buttons = ["Cancel"]
    assert not opened.commands.file.save()
    assert "did not confirm it" in answers.asked[0]
    assert opened.isWindowModified()
    rename(opened, "Mine again")
    assert opened.commands.file.save(), "it is our own file: nobody else changed it"
    assert len(answers.asked) == 1


def test_a_read_only_file_is_saved_under_another_name(
    window: MainWindow, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample_file.chmod(0o444)
    window.open_path(sample_file)
    assert "may only be read" in workspace_of(window).banner.text
    assert not lock_file(sample_file).exists()
    rename(window, "Mine")
    proposed: list[str] = []

    def choose(_parent: Any, _title: str, start: str, *_: Any) -> tuple[str, str]:
        proposed.append(start)
        return start, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert window.commands.file.save()
    assert proposed == [str(tmp_path / "feeding copy.cjm")]
    assert title_in(tmp_path / "feeding copy.cjm") == "Mine"
    assert title_in(sample_file) != "Mine"
    assert workspace_of(window).banner.isHidden()


def test_a_read_only_file_is_not_chosen_for_itself(
    window: MainWindow, sample_file: Path, chosen_file: Choose, answers: Any
) -> None:
    sample_file.chmod(0o444)
    window.open_path(sample_file)
    rename(window, "Mine")
    chosen_file(sample_file)
    assert not window.commands.file.save()
    assert "may only be read" in answers.asked[0]


def test_a_file_that_may_be_written_by_now_is_locked_and_saved(
    window: MainWindow, sample_file: Path, answers: Any
) -> None:
    sample_file.chmod(0o444)
    window.open_path(sample_file)
    rename(window, "Mine")
    sample_file.chmod(0o644)
    assert window.commands.file.save()
    assert answers.asked == []
    assert title_in(sample_file) == "Mine"
    assert lock_file(sample_file).exists()
    assert workspace_of(window).banner.isHidden()


def test_what_a_save_could_not_keep_is_said(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    from cjm_desktop.storage.backups import Backups

    def keep(*_: Any) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Backups, "keep", keep)
    assert opened.commands.file.save()
    assert "its earlier version could not be kept: the disk is full" in workspace_of(opened).banner.text
    assert not opened.isWindowModified()


def test_revert_asks_and_is_one_step(opened: MainWindow, sample_file: Path, answers: Any, qtbot: QtBot) -> None:
    session = session_of(opened)
    saved = journey_file.load(sample_file).journey
    session.apply("Rename stage", update_stage(session.journey, next(iter(session.journey.stages)), name="Other"))
    answers.button = "Cancel"
    opened.actions_by_id["revert"].trigger()
    assert session.journey.title == "Mine"
    answers.button = "Revert"
    opened.actions_by_id["revert"].trigger()
    assert session.journey == saved
    assert not opened.isWindowModified()
    assert session.steps[-1] == "Revert to saved"
    qtbot.keyClick(workspace_of(opened).canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.journey.title == "Mine"
    assert opened.isWindowModified()


def test_revert_of_what_is_saved_asks_nothing_and_is_no_step(
    window: MainWindow, sample_file: Path, answers: Any
) -> None:
    window.open_path(sample_file)
    window.actions_by_id["revert"].trigger()
    assert answers.asked == []
    assert session_of(window).steps == ()


def test_revert_of_a_broken_file_keeps_the_map(opened: MainWindow, sample_file: Path, answers: Any) -> None:
    sample_file.write_text("{ no map")
    answers.buttons = ["Revert"]
    answers.button = QMessageBox.StandardButton.Ok
    opened.actions_by_id["revert"].trigger()
    assert "feeding.cjm" in answers.asked[-1]
    assert session_of(opened).journey.title == "Mine"
    assert opened.isWindowModified()


def test_what_needs_a_file_waits_for_one(sample: MainWindow, tmp_path: Path, chosen_file: Choose) -> None:
    revert = sample.actions_by_id["revert"]
    assert not revert.isEnabled()
    chosen_file(tmp_path / "a.cjm")
    sample.commands.file.save()
    assert revert.isEnabled()


def test_closing_releases_the_lock(opened: MainWindow, sample_file: Path, answers: Any) -> None:
    answers.button = QMessageBox.StandardButton.Cancel
    assert not opened.close()
    assert lock_file(sample_file).exists()
    answers.button = QMessageBox.StandardButton.Discard
    assert opened.close()
    assert not lock_file(sample_file).exists()
    QApplication.processEvents()


def test_a_file_that_became_read_only_is_explained_before_another_is_chosen(
    opened: MainWindow, sample_file: Path, tmp_path: Path, chosen_file: Choose, qtbot: QtBot
) -> None:
    rename(opened, "Mine")
    sample_file.chmod(0o444)
    chosen_file(tmp_path / "elsewhere.cjm")
    said: list[str] = []

    def look(dialog: ChoiceDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    with in_dialog(ChoiceDialog, look):
        opened.actions_by_id["save"].trigger()
    assert said[0].startswith("“feeding.cjm” may only be read now")
    assert opened.isWindowModified()
    assert not (tmp_path / "elsewhere.cjm").exists()

    def take(dialog: ChoiceDialog) -> None:
        qtbot.mouseClick(dialog.buttons["elsewhere"], Qt.MouseButton.LeftButton)

    with in_dialog(ChoiceDialog, take):
        opened.actions_by_id["save"].trigger()
    assert title_in(tmp_path / "elsewhere.cjm") == "Mine"


def test_a_file_that_may_be_written_again_is_saved_by_trying_again(
    opened: MainWindow, sample_file: Path, qtbot: QtBot
) -> None:
    rename(opened, "Mine")
    sample_file.chmod(0o444)

    def try_again(dialog: ChoiceDialog) -> None:
        sample_file.chmod(0o644)
        qtbot.mouseClick(dialog.buttons["again"], Qt.MouseButton.LeftButton)

    with in_dialog(ChoiceDialog, try_again):
        opened.actions_by_id["save"].trigger()
    assert title_in(sample_file) == "Mine"
