"""Enter in dialogs: it presses the button that has the focus, whichever it is, and not the dialog's default one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.formats.kept import with_version
from cjm_desktop.model.journey import Journey
from cjm_desktop.review.merging import merge
from cjm_desktop.storage.backups import Backups
from cjm_desktop.storage.recovery import Leftover, OnDisk
from cjm_desktop.windows import plain
from cjm_desktop.windows.choices import Choice, ChoiceDialog
from cjm_desktop.windows.compare.dialog import CompareDialog
from cjm_desktop.windows.export.dialog import ExportDialog
from cjm_desktop.windows.gallery import GalleryDialog
from cjm_desktop.windows.merge_dialog import MergeDialog
from cjm_desktop.windows.preferences.dialog import PreferencesDialog
from cjm_desktop.windows.recovery_dialog import RecoveryDialog
from cjm_desktop.windows.versions import VersionsDialog
from tests.windows.test_merge_dialog import two_sides

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "wildcard call disconnects", extend=True)


def recovery(desktop: Desktop, journey: Journey, _folder: Path) -> QDialog:
    left = [Leftover(name, name, None, "", datetime.now(), 3, OnDisk.NEVER_SAVED) for name in ("one", "two")]
    return RecoveryDialog(left, lambda _: journey, lambda _: True, lambda _: None, desktop.appearance)


def choices(_desktop: Desktop, _journey: Journey, _folder: Path) -> QDialog:
    return ChoiceDialog(None, "Save Map", "It was changed.", "", (Choice("a", "Merge…"), Choice("b", "Reload")))


def merging(_desktop: Desktop, journey: Journey, _folder: Path) -> QDialog:
    merged = merge(*two_sides(journey))
    return MergeDialog(merged.journey, merged.conflicts, ((), ()))


def versions(desktop: Desktop, journey: Journey, folder: Path) -> QDialog:
    made = VersionsDialog(with_version(journey, "First", ""), None, Backups(folder, 5, 5), desktop.appearance)
    for button in (made.restore, made.open_map, made.compare):
        button.setEnabled(True)
    return made


def exporting(desktop: Desktop, journey: Journey, _folder: Path) -> QDialog:
    return ExportDialog(journey, None, desktop.appearance)


def preferences(desktop: Desktop, _journey: Journey, _folder: Path) -> QDialog:
    return PreferencesDialog(desktop.appearance)


def comparing(desktop: Desktop, journey: Journey, _folder: Path) -> QDialog:
    return CompareDialog((journey, journey), ("One", "Two"), desktop.appearance)


def gallery(desktop: Desktop, _journey: Journey, _folder: Path) -> QDialog:
    return GalleryDialog(desktop.appearance, desktop.thumbnails)


def question(_desktop: Desktop, _journey: Journey, _folder: Path) -> QDialog:
    box = plain.message(None, "Discard", "Throw it away?")
    box.setStandardButtons(box.StandardButton.Save | box.StandardButton.Discard | box.StandardButton.Cancel)
    box.setDefaultButton(box.StandardButton.Save)
    return box


_DIALOGS = (recovery, choices, merging, versions, exporting, preferences, comparing, gallery, question)


@pytest.mark.parametrize("made", _DIALOGS, ids=lambda made: str(made.__name__))
def test_enter_presses_the_button_that_has_the_focus(
    made: Callable[..., QDialog], desktop: Desktop, journey: Journey, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = made(desktop, journey, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    buttons = [
        button
        for button in dialog.findChildren(QAbstractButton)
        if isinstance(button, QPushButton | QToolButton)
        and button.window() is dialog
        and button.isVisible()
        and button.isEnabled()
        and button.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert buttons
    pressed: list[QAbstractButton] = []
    for button in buttons:
        # What it does elsewhere is none of this test's.
        button.disconnect(button, None, None, None)  # type: ignore[call-overload]
        button.clicked.connect(lambda _=False, button=button: pressed.append(button))
    for button in buttons:
        pressed.clear()
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
        assert pressed == [button], button.accessibleName() or button.text()
        assert dialog.isVisible()
    if isinstance(dialog, ExportDialog | CompareDialog | VersionsDialog | RecoveryDialog):
        dialog.reject()
