"""Every kind of file that a map can be written as is found by its name: in the menu, the palette and the export dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from cjm_desktop.formats.registry import EXPORTERS
from cjm_desktop.windows.actions.exporting import KINDS
from cjm_desktop.windows.chooser import Chooser
from cjm_desktop.windows.export.dialog import ExportDialog
from cjm_desktop.windows.export.left_out import LeftOutDialog
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.answering import in_dialog
from tests.windows.test_export_again import press_again

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_menu_has_every_kind_that_can_be_written() -> None:
    assert {kind.argument for kind in KINDS} == {one.suffix for one in EXPORTERS}


@pytest.mark.parametrize(
    ("typed", "found"),
    [("excel", ".xlsx"), ("powerpoint", ".pptx"), ("html", ".html"), ("markdown", ".md"), ("mermaid", ".mmd")],
)
def test_the_palette_finds_a_kind_by_its_name(sample: MainWindow, typed: str, found: str, qtbot: QtBot) -> None:
    sample.actions_by_id["command-palette"].trigger()
    chooser = sample.findChild(Chooser)
    assert chooser is not None
    qtbot.keyClicks(chooser.field, typed)
    assert chooser.shown[0].value is sample.actions_by_id[f"export-{found[1:]}"]
    assert chooser.shown[0].detail == "File › Export"
    chooser.close()


def test_from_the_export_dialog_to_a_file_of_another_program(
    sample: MainWindow,
    tmp_path: Path,
    chosen_file: Callable[[Path | None], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(LeftOutDialog, "exec", lambda _dialog: 0)
    chosen_file(tmp_path / "journey.csv")

    def look(dialog: ExportDialog) -> None:
        menu = dialog.other_button.menu()
        assert isinstance(menu, QMenu)
        assert [entry.text() for entry in menu.actions()] == [kind.label for kind in KINDS]
        menu.popup(dialog.other_button.mapToGlobal(dialog.other_button.rect().topLeft()))
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[1]).center())
        assert dialog.isHidden()
        assert dialog.exported is None

    with in_dialog(ExportDialog, look):
        sample.actions_by_id["export"].trigger()
    qtbot.waitUntil(lambda: sample.commands.export._job is None, timeout=60_000)
    assert (tmp_path / "journey.csv").stat().st_size > 100
    (tmp_path / "journey.csv").unlink()
    press_again(sample, qtbot)
    assert (tmp_path / "journey.csv").exists()


def test_a_map_without_a_file_is_offered_under_its_title(sample: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *asked: (offered.append(Path(asked[2]).name), ("", ""))[1]
    )
    sample.actions_by_id["export-pptx"].trigger()
    assert offered == ["feeding-mitya-while-i-am-at-work.pptx"]
