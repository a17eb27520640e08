"""A file that is damaged: what is wrong is said, and the newest earlier version that is whole is a key press away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.document import update_map
from cjm_desktop.formats import journey_file
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.choices import ChoiceDialog
from cjm_desktop.windows.document import places
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.answering import in_dialog
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_DAMAGED = b'{"format": "cjm", "version'


@pytest.fixture
def damaged(sample_file: Path, journey: Journey) -> Path:
    """Of its earlier versions the newest is damaged, too."""
    for title in ("Oldest", "Newest good"):
        places.backups().keep(sample_file, journey_file.dumps(update_map(journey, title=title)))
    places.backups().keep(sample_file, b"{ no map")
    sample_file.write_bytes(_DAMAGED)
    return sample_file


def test_the_newest_good_version_is_opened_and_saved_in_its_place(
    window: MainWindow, damaged: Path, qtbot: QtBot
) -> None:
    said: list[str] = []

    def take(dialog: ChoiceDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        button = dialog.buttons["version"]
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)

    with in_dialog(ChoiceDialog, take):
        window.open_path(damaged)
    assert "feeding.cjm" in said[0]
    assert "Open an Earlier Version…" in said
    assert session_of(window).journey.title == "Newest good"
    assert window.isWindowModified()
    assert damaged.read_bytes() == _DAMAGED, "nothing is written before the user saves"
    assert "the file itself cannot be opened" in workspace_of(window).banner.text
    qtbot.mouseClick(workspace_of(window).banner.offers[0], Qt.MouseButton.LeftButton)
    assert journey_file.load(damaged).journey.title == "Newest good"
    assert workspace_of(window).banner.isHidden()
    kept = places.backups()
    assert kept.read(kept.versions(damaged)[0]) == _DAMAGED


def test_cancel_opens_nothing(window: MainWindow, damaged: Path, answers: Any) -> None:
    window.open_path(damaged)
    assert answers.offered == [("Open an Earlier Version", "Cancel")]
    assert window.document is None


def test_without_a_good_version_it_is_only_told(window: MainWindow, sample_file: Path, answers: Any) -> None:
    places.backups().keep(sample_file, b"{ no map")
    sample_file.write_bytes(_DAMAGED)
    window.open_path(sample_file)
    assert answers.offered == []
    assert len(answers.asked) == 1


def test_several_bad_files_are_told_of_in_one_message(window: MainWindow, tmp_path: Path, answers: Any) -> None:
    bad = [tmp_path / f"bad{n}.cjm" for n in range(3)]
    for path in bad:
        path.write_bytes(b"\xff\xfe\x00no map")
    window.commands.file.open_all(bad)
    (asked,) = answers.asked
    assert asked.startswith("3 files cannot be opened\n")
    assert all(f"•  “{path.name}”" in asked for path in bad)
    assert "open an earlier version of it, or the original" in asked
    window.commands.file.open_all(bad[:1])
    assert answers.asked[1].startswith("“bad0.cjm”")
    assert "open an earlier version of it, or the original" in answers.asked[1]
    assert window.document is None
