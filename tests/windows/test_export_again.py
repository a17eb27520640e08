"""What is remembered of exports: the options of each map, exporting again without a question, presets."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.views import insert_view, new_view
from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.exporting.presets import read_preset
from cjm_desktop.formats.carried import carried_map
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import settings
from cjm_desktop.windows.background import wait_for_all
from cjm_desktop.windows.commands.export import shown_folder
from cjm_desktop.windows.export import presets, remembered
from cjm_desktop.windows.export.dialog import ExportDialog
from cjm_desktop.windows.export.presets import PresetName
from cjm_desktop.windows.export.remembered import Exported
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of
from tests.windows.test_export import choose


@pytest.fixture
def saved(window: MainWindow, sample_file: Path) -> MainWindow:
    """A window that shows a map from a file."""
    window.open_path(sample_file)
    return window


@pytest.fixture
def preset_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: str(tmp_path / "data"))
    return tmp_path / "data" / "export-presets"


def let_the_dialog_export_to(path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, **wanted: object) -> None:
    """The next dialogs export with these options."""

    def exec_(dialog: ExportDialog) -> int:
        dialog.show()
        for name, value in wanted.items():
            choose(getattr(dialog.form, name), value)
        dialog.export_to(path)
        qtbot.waitUntil(lambda: dialog.exported is not None, timeout=60_000)
        return 1

    monkeypatch.setattr(ExportDialog, "exec", exec_)


def press_again(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(workspace_of(window).canvas, Qt.Key.Key_E, keys)
    qtbot.waitUntil(lambda: window.commands.export._job is None, timeout=60_000)


def test_again_writes_the_same_file_with_the_same_options(
    saved: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out" / "journey.pdf"
    file.parent.mkdir()
    let_the_dialog_export_to(file, monkeypatch, qtbot, page="handout", paper="A5")
    saved.commands.export.dialog()
    assert saved.status.message == f"Exported journey.pdf to {shown_folder(file)}"
    first = file.read_bytes()
    session = session_of(saved)
    session.apply("Edit", update_cards(session.journey, (next(iter(session.journey.cards)),), text="Mended"))
    monkeypatch.delattr(ExportDialog, "exec")
    press_again(saved, qtbot)
    again = file.read_bytes()
    assert again != first
    assert again == export_pdf(session.journey, ExportOptions(page="handout", paper="A5"), "feeding.cjm")
    assert b"Mended" in carried_map(again, "journey.pdf")
    assert saved.status.message.startswith("Exported journey.pdf to ")
    press_again(saved, qtbot)
    assert file.read_bytes() == again


def test_the_folder_is_opened_from_the_status_bar(
    saved: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    let_the_dialog_export_to(tmp_path / "journey.pdf", monkeypatch, qtbot)
    saved.commands.export.dialog()
    assert saved.status._offer.text() == "Open folder"
    saved.status._offer.click()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]


def test_again_without_an_export_before_asks(saved: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: shown.append(dialog) or 0)
    saved.actions_by_id["export-again"].trigger()
    assert len(shown) == 1


def test_again_asks_where_the_file_was_changed_by_somebody(
    saved: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answers: Any
) -> None:
    file = tmp_path / "journey.pdf"
    let_the_dialog_export_to(file, monkeypatch, qtbot)
    saved.commands.export.dialog()
    monkeypatch.delattr(ExportDialog, "exec")
    file.write_bytes(b"%PDF- with notes of a colleague")
    answers.button = "Cancel"
    press_again(saved, qtbot)
    assert "journey.pdf" in answers.asked[0]
    assert file.read_bytes() == b"%PDF- with notes of a colleague"
    answers.button = "Replace"
    press_again(saved, qtbot)
    assert file.read_bytes() != b"%PDF- with notes of a colleague"
    file.unlink()
    press_again(saved, qtbot)
    assert file.exists(), "a file that is gone is written anew without a question"
    assert len(answers.asked) == 2


def test_again_that_fails_says_so(
    saved: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answers: Any
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    let_the_dialog_export_to(folder / "journey.pdf", monkeypatch, qtbot)
    saved.commands.export.dialog()
    (folder / "journey.pdf").unlink()
    folder.rmdir()
    press_again(saved, qtbot)
    assert "there is no folder" in answers.asked[0]
    assert "Choose another folder" in answers.asked[0]


def test_a_window_that_closes_lets_the_export_end(
    saved: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "journey.pdf"
    let_the_dialog_export_to(file, monkeypatch, qtbot)
    saved.commands.export.dialog()
    file.unlink()
    saved.commands.export.again()
    saved.close()
    wait_for_all()
    QApplication.processEvents()
    assert file.read_bytes().startswith(b"%PDF-")


def test_each_map_has_its_own_last_export(desktop: Desktop, tmp_path: Path, journey: Journey, qtbot: QtBot) -> None:
    one, other = tmp_path / "one.cjm", tmp_path / "other.cjm"
    stages = ExportOptions(page="stages", stages="2-3", lanes=(next(iter(journey.lanes)),), margin_mm=12.5)
    remembered.remember(one, Exported(tmp_path / "one.pdf", stages, "a"))
    remembered.remember(other, Exported(tmp_path / "x" / "other.png", ExportOptions(scale=3.0), "b"))
    remembered.remember(one, Exported(tmp_path / "one.pdf", stages, "c"))
    assert remembered.recall(one) == Exported(tmp_path / "one.pdf", stages, "c")
    dialog = ExportDialog(journey, one, desktop.appearance, last=remembered.recall(one))
    qtbot.addWidget(dialog)
    assert dialog.options() == stages
    assert (dialog.form.stages.text(), dialog.form.margin.currentText()) == ("2 of 6", "12.5 mm")
    dialog = ExportDialog(journey, other, desktop.appearance, last=remembered.recall(other))
    qtbot.addWidget(dialog)
    assert (dialog.format, dialog.options().scale) == ("png", 3.0)
    third = ExportDialog(journey, tmp_path / "third.cjm", desktop.appearance)
    qtbot.addWidget(third)
    assert third.options() == replace(stages, stages="", lanes=()), "what is of one map is not offered for another"


def test_a_view_is_remembered_by_its_name(journey: Journey) -> None:
    view = new_view(journey, "Mine")
    with_view = insert_view(journey, view)
    options = ExportOptions(view=with_view.views[view.id])
    assert remembered.by_name(options, with_view).view == "Mine"
    assert remembered.by_name(options, journey) is options, "a view that the map has not is kept as it is"


@pytest.mark.parametrize(
    "line", ["", "no json", "[]", "{}", '{"map": 1, "options": 2, "file": 3}', '{"options": {"page": "cake"}}']
)
def test_what_was_remembered_otherwise_is_no_error(line: str, tmp_path: Path) -> None:
    key = str((tmp_path / "a.cjm").absolute())
    settings.store(
        settings.EXPORTS, [line, json.dumps({"map": key, "file": "x.pdf", "digest": "", "options": {"page": 7}})]
    )
    assert remembered.recall(tmp_path / "a.cjm") is None
    assert remembered.usual() == ("pdf", ExportOptions())


def test_only_so_many_maps_are_remembered(tmp_path: Path) -> None:
    for number in range(70):
        remembered.remember(tmp_path / f"{number}.cjm", Exported(tmp_path / "a.pdf", ExportOptions(), ""))
    assert len(settings.load(settings.EXPORTS)) == 60
    assert remembered.recall(tmp_path / "0.cjm") is None
    assert remembered.recall(tmp_path / "69.cjm") is not None


def entries(dialog: ExportDialog) -> dict[str, Any]:
    dialog.presets.fill()
    return {action.text(): action for action in dialog.presets.menu().actions()}


def test_presets_are_kept_chosen_and_deleted(
    journey: Journey, desktop: Desktop, qtbot: QtBot, preset_folder: Path, monkeypatch: pytest.MonkeyPatch, answers: Any
) -> None:
    dialog = ExportDialog(journey, None, desktop.appearance)
    qtbot.addWidget(dialog)
    choose(dialog.form.page, "poster")
    choose(dialog.form.paper, "A3")
    dialog.form.lanes.show_chosen([next(iter(journey.lanes))])

    def exec_(asked: PresetName) -> int:
        assert not asked.save_button.isEnabled()
        asked.field.setText("Wall / big")
        return 1

    monkeypatch.setattr(PresetName, "exec", exec_)
    entries(dialog)["Save as Preset…"].trigger()
    assert presets.names() == ["Wall - big"]
    kept = read_preset(preset_folder / "Wall - big.json")
    assert (kept.page, kept.paper) == ("poster", "A3")
    assert kept.lanes == (next(iter(journey.lanes.values())).label,), "other maps know lanes by their names"
    entries(dialog)["As at first"].trigger()
    assert dialog.options() == ExportOptions()
    entries(dialog)["Wall - big"].trigger()
    assert (dialog.options().page, dialog.options().paper) == ("poster", "A3")
    assert dialog.options().lanes == (next(iter(journey.lanes)),)
    name = PresetName()
    qtbot.addWidget(name)
    name.field.setText("wall - BIG")
    assert name.save_button.text() == "Replace"
    answers.button = "Delete"
    dialog.presets.fill()
    removing = next(action.menu() for action in dialog.presets.menu().actions() if action.menu())
    removing.actions()[0].trigger()
    assert presets.names() == []


@pytest.mark.usefixtures("preset_folder")
def test_preset_files_go_out_and_come_in(
    journey: Journey,
    desktop: Desktop,
    qtbot: QtBot,
    tmp_path: Path,
    chosen_file: Callable[[Path | None], None],
    answers: Any,
) -> None:
    dialog = ExportDialog(journey, None, desktop.appearance)
    qtbot.addWidget(dialog)
    choose(dialog.form.page, "stages")
    chosen_file(tmp_path / "team")
    entries(dialog)["Save Preset File…"].trigger()
    assert read_preset(tmp_path / "team.json").page == "stages"
    choose(dialog.form.page, "fit")
    chosen_file(tmp_path / "team.json")
    entries(dialog)["Open Preset File…"].trigger()
    assert dialog.options().page == "stages"
    (tmp_path / "team.json").write_text('{"page": "cake"}')
    entries(dialog)["Open Preset File…"].trigger()
    assert "cake" in answers.asked[0]
    assert dialog.options().page == "stages"


def test_long_folders_are_shortened() -> None:
    assert shown_folder(Path.home() / "Maps" / "a.pdf") == "~/Maps"
    assert len(shown_folder(Path("/" + "very-long/" * 20) / "a.pdf")) == 60
