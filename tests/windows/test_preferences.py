"""The Preferences: what is chosen counts at once and is remembered, folders can be seen, and everything has a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.review.rules import RULES
from cjm_desktop.windows import settings
from cjm_desktop.windows.document import places
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.personas import library
from cjm_desktop.windows.preferences.dialog import PreferencesDialog
from cjm_desktop.windows.preferences.rows import ChecksEditor, ConsentsEditor, FolderEditor, OptionsEditor
from cjm_desktop.windows.preferences.table import Options, sections
from cjm_desktop.windows.settings import Setting
from tests.windows.answering import in_dialog
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def dialog(desktop: Desktop, qtbot: QtBot) -> PreferencesDialog:
    made = PreferencesDialog(desktop.appearance)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def choose(dialog: PreferencesDialog, setting: Setting, words: str, qtbot: QtBot) -> None:
    """By keyboard: the list is opened, the words are gone to, and Enter takes them."""
    editor = next(
        one
        for editors in dialog.editors.values()
        for one in editors
        if isinstance(one, OptionsEditor) and one._row.setting is setting
    )
    section = next(section for section in sections() if any(row.setting is setting for row in section.rows))
    dialog.show_section(section.id)
    box = editor.choice
    box.setFocus()
    wanted = box.findText(words)
    assert wanted >= 0, words
    key = Qt.Key.Key_Down if wanted > box.currentIndex() else Qt.Key.Key_Up
    for _ in range(abs(wanted - box.currentIndex())):
        qtbot.keyClick(box, key)
    assert box.currentText() == words


def folder_editor(dialog: PreferencesDialog, section: str) -> FolderEditor:
    dialog.show_section(section)
    return next(one for one in dialog.editors[section] if isinstance(one, FolderEditor))


def test_they_open_by_key_with_and_without_a_map(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(2):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        with in_dialog(PreferencesDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape)):
            focused = QApplication.focusWidget() or window
            qtbot.keyClick(focused, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        if window.document is None:
            window.commands.file.start_from_template("blank", False)


def test_every_control_has_a_name(dialog: PreferencesDialog) -> None:
    for section in sections():
        dialog.show_section(section.id)
        assert nameless(dialog) == []


def test_every_option_is_one_that_the_setting_may_have() -> None:
    for section in sections():
        for row in section.rows:
            if isinstance(row, Options):
                values = [value for value, _ in row.options]
                assert row.setting.default in values, row.label
                assert len(set(values)) == len(values)
                assert len({words for _, words in row.options}) == len(values)


def test_versions_to_keep(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    assert (places.backups().most, places.backups().days) == (50, 90)
    choose(dialog, settings.BACKUP_COUNT, "10 versions", qtbot)
    choose(dialog, settings.BACKUP_DAYS, "A year", qtbot)
    assert (places.backups().most, places.backups().days) == (10, 365)
    choose(dialog, settings.BACKUP_COUNT, "All", qtbot)
    choose(dialog, settings.BACKUP_DAYS, "As long as there is room", qtbot)
    assert (places.backups().most, places.backups().days) == (None, None)
    choose(dialog, settings.BACKUP_COUNT, "None", qtbot)
    assert places.backups().most == 0


def test_a_value_of_ones_own_is_shown_as_it_is(desktop: Desktop, qtbot: QtBot) -> None:
    settings.store(settings.BACKUP_COUNT, 7)
    made = PreferencesDialog(desktop.appearance)
    qtbot.addWidget(made)
    editor = next(one for one in made.editors["saving"] if isinstance(one, OptionsEditor))
    assert editor.choice.currentText() == "7"
    assert places.backups().most == 7


def test_the_look_changes_at_once_and_every_window_ticks_it(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    made = PreferencesDialog(desktop.appearance, window)
    choose(made, settings.APPEARANCE, "Dark", qtbot)
    assert desktop.appearance.name == "dark"
    assert window.actions_by_id["appearance-dark"].isChecked()
    choose(made, settings.APPEARANCE, "Light", qtbot)
    choose(made, settings.APPEARANCE, "As the system", qtbot)
    assert window.actions_by_id["appearance-system"].isChecked()
    made.close()


def test_defaults_come_back_for_the_section_that_is_shown(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    choose(dialog, settings.APPEARANCE, "Dark", qtbot)
    choose(dialog, settings.BACKUP_COUNT, "10 versions", qtbot)
    choose(dialog, settings.BACKUP_DAYS, "A week", qtbot)
    qtbot.mouseClick(dialog.defaults, Qt.MouseButton.LeftButton)
    assert (places.backups().most, places.backups().days) == (50, 90)
    shown = [one.choice.currentText() for one in dialog.editors["saving"] if isinstance(one, OptionsEditor)]
    assert shown == ["50 versions", "90 days"]
    assert settings.load(settings.APPEARANCE) == "dark", "another section"
    dialog.show_section("appearance")
    qtbot.mouseClick(dialog.defaults, Qt.MouseButton.LeftButton)
    assert settings.load(settings.APPEARANCE) == dialog._appearance.mode == "system"


def test_the_folder_of_versions_is_measured_and_opened(
    desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    inner = places.backup_folder() / "a-map"
    inner.mkdir(parents=True)
    (inner / "one").write_bytes(b"x" * 1500)
    (inner / "two").write_bytes(b"x" * 1000)
    made = PreferencesDialog(desktop.appearance)
    qtbot.addWidget(made)
    editor = folder_editor(made, "saving")
    qtbot.waitUntil(lambda: editor.amount.text() == "2.5 kB in all")
    assert str(places.backup_folder()) in editor.where.text().replace("\u200b", "")
    qtbot.mouseClick(editor.open_button, Qt.MouseButton.LeftButton)
    assert opened == [str(places.backup_folder())]


def test_a_folder_that_is_not_there_yet_is_not_opened(dialog: PreferencesDialog) -> None:
    editor = folder_editor(dialog, "saving")
    assert not editor.open_button.isEnabled()
    assert editor.amount.text() == "Nothing is kept there yet."


def test_the_library_can_lie_elsewhere(
    dialog: PreferencesDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = folder_editor(dialog, "personas")
    for chosen, found in (("", library.folder()), (str(tmp_path), tmp_path)):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, chosen=chosen: chosen)
        qtbot.mouseClick(editor.choose_button, Qt.MouseButton.LeftButton)
        assert library.folder() == found
    assert str(tmp_path) in editor.where.text().replace("\u200b", "")


def test_consent_can_be_taken_back(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "a.cjm"
    places.agree_to_write_in_place(file)
    assert places.may_write_in_place(tmp_path / "b.cjm")
    made = PreferencesDialog(desktop.appearance)
    qtbot.addWidget(made)
    made.show()
    made.show_section("saving")
    editor = next(one for one in made.editors["saving"] if isinstance(one, ConsentsEditor))
    assert str(tmp_path) in editor.given.text().replace("\u200b", "")
    qtbot.mouseClick(editor.ask_again, Qt.MouseButton.LeftButton)
    assert not places.may_write_in_place(file)
    assert editor.given.text().startswith("None.")
    assert editor.ask_again.isHidden()


def test_names_of_folders_are_plain_text(desktop: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: Any) -> None:
    odd = tmp_path / "<b>x\u202e"
    monkeypatch.setattr(library, "folder", lambda: odd)
    made = PreferencesDialog(desktop.appearance)
    qtbot.addWidget(made)
    editor = folder_editor(made, "personas")
    assert "<b>x⟨202e⟩" in editor.where.text().replace("\u200b", "")
    assert editor.where.textFormat() == Qt.TextFormat.PlainText


def test_rules_of_the_review_are_switched_off_and_on(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    settings.store(settings.REVIEW_OFF, ["of-a-newer-version", "flat-curve"])
    dialog.show_section("review")
    (editor,) = dialog.editors["review"]
    assert isinstance(editor, ChecksEditor)
    editor.refresh()
    items = {item.data(Qt.ItemDataRole.UserRole): item for item in editor._items()}
    assert list(items) == list(RULES)
    assert [id_ for id_, item in items.items() if item.checkState() == Qt.CheckState.Unchecked] == ["flat-curve"]
    editor.list.setCurrentItem(items["long-card"])
    qtbot.keyClick(editor.list, Qt.Key.Key_Space)
    assert settings.load(settings.REVIEW_OFF) == ["of-a-newer-version", "flat-curve", "long-card"]
    dialog.defaults.click()
    assert settings.load(settings.REVIEW_OFF) == []
    assert items["flat-curve"].checkState() == Qt.CheckState.Checked


def test_what_is_ticked_is_told_by_a_sign_and_not_by_colour_alone(dialog: PreferencesDialog) -> None:
    dialog.show_section("review")
    (editor,) = dialog.editors["review"]
    assert isinstance(editor, ChecksEditor)
    editor.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    row = editor.list.visualItemRect(editor.list.item(0))
    accent = editor.list.palette().highlight().color().rgb()

    def inside(number: int) -> set[int]:
        """The colours in the middle of a row's box."""
        picture: QImage = editor.list.viewport().grab(row.translated(0, number * row.height())).toImage()
        middle = row.height() // 2
        return {picture.pixel(x, y) for x in range(8, 20) for y in range(middle - 4, middle + 4)}

    assert accent in inside(0)
    assert len(inside(0)) > 2, "a sign on the coloured ground"
    assert accent not in inside(1)
