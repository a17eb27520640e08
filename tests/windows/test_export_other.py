"""Exports to other programs: written by a thread, with progress, a way to stop, what was left out, and once more without asking."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.document import update_map
from cjm_desktop.exporting import ExportOptions
from cjm_desktop.formats import markdown_writing, pptx_writing, registry
from cjm_desktop.formats.imported import Exported
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.windows.commands.export import shown_folder
from cjm_desktop.windows.export import remembered
from cjm_desktop.windows.export.left_out import LeftOutDialog
from cjm_desktop.windows.export.progress import ExportProgress
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.answering import in_dialog
from tests.windows.conftest import Answers
from tests.windows.holding import session_of, workspace_of
from tests.windows.naming import nameless
from tests.windows.test_export_again import press_again

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Choose = Callable[[Path | None], None]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[LeftOutDialog]:
    """The windows that say what was left out, as they open; nobody has to close them."""
    shown: list[LeftOutDialog] = []
    monkeypatch.setattr(LeftOutDialog, "exec", lambda dialog: shown.append(dialog) or 0)
    return shown


@pytest.fixture
def saved(window: MainWindow, sample_file: Path) -> MainWindow:
    window.open_path(sample_file)
    return window


def export(window: MainWindow, qtbot: QtBot, kind: str = ".mmd") -> None:
    window.actions_by_id[f"export-{kind[1:]}"].trigger()
    qtbot.waitUntil(lambda: window.commands.export._job is None, timeout=60_000)


def slowly(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Slides take until they are stopped, or until what is returned is set."""
    go_on = threading.Event()

    def write(_journey: Journey, _said: object, done: Callable[[float], None]) -> Exported:
        while not go_on.is_set():
            done(0.4)
            time.sleep(0.005)
        return Exported(b"slides", ())

    monkeypatch.setattr(pptx_writing, "write", write)
    return go_on


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("kind", [one.suffix for one in registry.EXPORTERS])
def test_every_kind_is_written_by_a_thread(
    saved: MainWindow,
    kind: str,
    tmp_path: Path,
    chosen_file: Choose,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads = []
    write = registry.export_file

    def noted(*args: Any, **more: Any) -> tuple[str, ...]:
        threads.append(threading.current_thread())
        return write(*args, **more)

    monkeypatch.setattr(registry, "export_file", noted)
    file = tmp_path / f"journey{kind}"
    chosen_file(file)
    export(saved, qtbot, kind)
    assert threads
    assert threading.main_thread() not in threads
    assert file.stat().st_size > 100
    assert saved.status.message == f"Exported journey{kind} to {shown_folder(file)}"
    assert not saved.isWindowModified()


def test_what_the_file_does_not_hold_is_told_with_the_way_to_it(
    saved: MainWindow, tmp_path: Path, chosen_file: Choose, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    chosen_file(tmp_path / "journey.mmd")

    def look(dialog: LeftOutDialog) -> None:
        assert "journey.mmd" in dialog.title.text()
        assert "•" in dialog.text.toPlainText()
        assert nameless(dialog) == []
        dialog.folder_button.setFocus()
        qtbot.keyClick(dialog.folder_button, Qt.Key.Key_Return)
        assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isHidden()

    with in_dialog(LeftOutDialog, look):
        export(saved, qtbot)


def test_progress_comes_late_and_escape_leaves_no_file(
    saved: MainWindow, tmp_path: Path, chosen_file: Choose, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch)
    file = tmp_path / "journey.pptx"
    file.write_bytes(b"of yesterday")
    chosen_file(file)
    saved.actions_by_id["export-pptx"].trigger()
    dialog = saved.findChild(ExportProgress)
    assert dialog is not None
    assert not dialog.isVisible(), "a short export shows no dialog"
    qtbot.waitUntil(lambda: dialog.isVisible(), timeout=5_000)
    assert "journey.pptx" in dialog.words.text()
    assert dialog.bar.value() == 380
    assert nameless(dialog) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.words.text() == "Stopping …"
    qtbot.waitUntil(lambda: saved.commands.export._job is None, timeout=5_000)
    assert QApplication.activeModalWidget() is None
    assert file.read_bytes() == b"of yesterday"
    assert [one.name for one in tmp_path.iterdir() if "pptx" in one.name or "tmp" in one.name] == ["journey.pptx"]
    assert saved.status.message == "The export was stopped; nothing was written"
    assert remembered.recall(tmp_path / "feeding.cjm") is None


def test_who_cancels_when_all_is_done_but_the_file_gets_none(
    saved: MainWindow, tmp_path: Path, chosen_file: Choose, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, made = threading.Event(), threading.Event()

    def write(_journey: Journey, _said: object) -> Exported:
        made.set()
        wanted.wait(20)
        return Exported(b"text", ())

    monkeypatch.setattr(markdown_writing, "write", write)
    chosen_file(tmp_path / "journey.md")
    saved.actions_by_id["export-pptx"].trigger()
    qtbot.waitUntil(made.is_set)
    job = saved.commands.export._job
    assert job is not None
    job.cancel()
    wanted.set()
    qtbot.waitUntil(lambda: saved.commands.export._job is None, timeout=5_000)
    assert not (tmp_path / "journey.md").exists()


def test_again_writes_the_same_file_and_tells_only_what_is_new(
    saved: MainWindow, tmp_path: Path, chosen_file: Choose, told: list[LeftOutDialog], qtbot: QtBot
) -> None:
    file = tmp_path / "journey.mmd"
    chosen_file(file)
    export(saved, qtbot)
    assert len(told) == 1
    first, session = file.read_text(), session_of(saved)
    session.apply("Edit", update_map(session.journey, title="Fed at noon"))
    press_again(saved, qtbot)
    assert file.read_text() == first.replace("Feeding Mitya while I am at work", "Fed at noon") != first
    assert saved.status.message.startswith("Exported journey.mmd to ")
    assert len(told) == 1, "the same was told before"
    session.apply("Edit", session.journey.model_copy(update={"personas": Table()}))
    press_again(saved, qtbot)
    assert len(told) == 2
    assert told[1].text.toPlainText() != told[0].text.toPlainText()


def test_again_of_a_long_export_can_be_stopped_in_the_status_bar(
    saved: MainWindow, tmp_path: Path, chosen_file: Choose, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = slowly(monkeypatch)
    go_on.set()
    file = tmp_path / "journey.pptx"
    chosen_file(file)
    export(saved, qtbot)
    assert file.read_bytes() == b"slides"
    go_on.clear()
    file.unlink()
    saved.actions_by_id["export-again"].trigger()
    qtbot.waitUntil(lambda: saved.status.message == "Exporting journey.pptx … 38 %", timeout=5_000)
    assert QApplication.activeModalWidget() is None, "one goes on meanwhile"
    assert saved.status._offer.text() == "Cancel"
    saved.actions_by_id["export-pptx"].trigger()
    assert saved.status.message == "The last export is still being written"
    saved.status.hush()
    qtbot.waitUntil(lambda: saved.status.message == "Exporting journey.pptx … 38 %", timeout=5_000)
    saved.status._offer.click()
    qtbot.waitUntil(lambda: saved.commands.export._job is None, timeout=5_000)
    assert not file.exists()


@pytest.mark.usefixtures("told")
def test_the_folder_and_name_of_last_time_are_offered_and_paper_keeps_its_options(
    saved: MainWindow,
    tmp_path: Path,
    sample_file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = ExportOptions(page="handout", paper="A5")
    remembered.remember(sample_file, remembered.Exported(tmp_path / "gone" / "journey.pdf", paper, ""))
    deep = tmp_path / "deep"
    deep.mkdir()
    offered = []

    def choose(_parent: object, title: str, start: str, kind: str) -> tuple[str, str]:
        offered.append((title, Path(start), kind))
        return str(deep / "slow"), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    export(saved, qtbot, ".xlsx")
    export(saved, qtbot, ".md")
    assert offered == [
        ("Export: Excel Workbook (XLSX)", sample_file.with_suffix(".xlsx"), "Workbooks (Excel) (*.xlsx)"),
        ("Export: Markdown Text", deep / "slow.md", "Markdown texts (*.md)"),
    ]
    last = remembered.recall(sample_file)
    assert last is not None
    assert (last.file.name, last.options) == ("slow.md", paper)


def test_what_cannot_be_written_is_said(
    saved: MainWindow, tmp_path: Path, chosen_file: Choose, answers: Answers, qtbot: QtBot
) -> None:
    chosen_file(tmp_path / "missing" / "journey.ojf")
    export(saved, qtbot)
    (asked,) = answers.asked
    assert "there is no folder" in asked
    assert workspace_of(saved).isEnabled()
