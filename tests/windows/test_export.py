"""File > Export: the worker writes whole files, tells of progress, stops when asked, and says what is wrong in words."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from cjm_desktop.exporting import ExportCancelled, ExportOptions
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import export_job, settings
from cjm_desktop.windows.export_dialog import ExportDialog
from cjm_desktop.windows.export_job import ExportJob
from cjm_desktop.windows.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("desktop")


@pytest.fixture
def dialog(journey: Journey, qtbot: QtBot) -> ExportDialog:
    made = ExportDialog(journey, None)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(("suffix", "head"), [(".pdf", b"%PDF-"), (".png", b"\x89PNG")])
def test_job_writes_the_file(journey: Journey, tmp_path: Path, qtbot: QtBot, suffix: str, head: bytes) -> None:
    path = tmp_path / f"map{suffix}"
    job = ExportJob(journey, path, ExportOptions(scale=1.0), "")
    shares: list[float] = []
    job.progressed.connect(lambda share, _what: shares.append(share))
    with qtbot.waitSignal(job.done, timeout=60_000) as done:
        job.start()
    job.wait()
    assert done.args == [path]
    assert path.read_bytes().startswith(head)
    assert shares == sorted(shares)
    assert len(shares) >= 3


def test_cancelled_job_leaves_nothing(journey: Journey, tmp_path: Path, qtbot: QtBot) -> None:
    job = ExportJob(journey, tmp_path / "map.pdf", ExportOptions(), "")
    job.cancel()
    with qtbot.waitSignal(job.stopped, timeout=60_000):
        job.start()
    job.wait()
    assert list(tmp_path.iterdir()) == []


def test_job_that_cannot_write_says_so(journey: Journey, tmp_path: Path, qtbot: QtBot) -> None:
    job = ExportJob(journey, tmp_path / "missing" / "map.pdf", ExportOptions(), "")
    with qtbot.waitSignal(job.failed, timeout=60_000) as failed:
        job.start()
    job.wait()
    assert failed.args is not None
    assert "map.pdf" in failed.args[0]
    assert "Traceback" not in failed.args[0]


def test_error_of_the_program_ends_the_job(
    journey: Journey, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(export_job, "export_file", broken)
    job = ExportJob(journey, tmp_path / "map.pdf", ExportOptions(), "")
    with qtbot.waitSignal(job.failed) as failed:
        job.start()
    job.wait()
    assert failed.args is not None
    assert "broken" in failed.args[0]


def test_dialog_exports_and_closes(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, chosen_file: Callable[[Path | None], None]
) -> None:
    chosen_file(tmp_path / "map")
    dialog.formats["pdf"].click()
    dialog.export_button.click()
    qtbot.waitUntil(lambda: dialog.exported is not None, timeout=60_000)
    assert dialog.exported == tmp_path / "map.pdf", "the suffix is added once"
    assert dialog.isHidden()
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF-")


def test_no_file_no_export(dialog: ExportDialog, chosen_file: Callable[[Path | None], None]) -> None:
    chosen_file(None)
    dialog.export_button.click()
    assert dialog.job is None
    assert dialog.isVisible()


def test_file_under_the_added_suffix_is_asked_for(
    dialog: ExportDialog, tmp_path: Path, chosen_file: Callable[[Path | None], None], answers: Any
) -> None:
    (tmp_path / "map.pdf").write_text("mine")
    chosen_file(tmp_path / "map")
    dialog.formats["pdf"].click()
    answers.button = "Cancel"
    dialog.export_button.click()
    assert dialog.job is None
    assert "map.pdf" in answers.asked[0]
    assert (tmp_path / "map.pdf").read_text() == "mine"


def test_failure_is_told_in_the_dialog(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.export_to(tmp_path / "missing" / "map.pdf")
    qtbot.waitUntil(lambda: dialog.job is None, timeout=60_000)
    assert dialog.isVisible()
    assert "map.pdf" in dialog.complaint.text()
    assert dialog.complaint.isVisible()
    assert dialog.export_button.isEnabled()


def test_progress_comes_late_and_cancel_stops(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = threading.Event()

    def endless(
        _journey: Journey, _path: Path, _options: object, progress: Any, cancelled: Any, **_more: object
    ) -> None:
        running.set()
        progress(0.4, "Drawing the pages")
        while not cancelled():
            time.sleep(0.005)
        raise ExportCancelled

    monkeypatch.setattr(export_job, "export_file", endless)
    dialog.export_to(tmp_path / "map.pdf")
    assert not dialog.progress.isVisible(), "a short export shows no bar"
    qtbot.waitUntil(lambda: dialog.progress.isVisible(), timeout=5_000)
    assert running.is_set()
    assert (dialog.progress.value(), dialog.progress_words.text()) == (400, "Drawing the pages")
    assert not dialog.page.isEnabled()
    dialog.close()
    assert dialog.isVisible(), "closing waits for the export to stop"
    qtbot.waitUntil(lambda: dialog.job is None, timeout=5_000)
    assert not dialog.isVisible()
    assert dialog.exported is None


def test_what_does_not_apply_is_greyed(dialog: ExportDialog) -> None:
    dialog.formats["png"].click()
    assert [w.isEnabled() for w in (dialog.page, dialog.paper, dialog.orientation, dialog.scale)] == [False] * 3 + [
        True
    ]
    dialog.formats["pdf"].click()
    assert [w.isEnabled() for w in (dialog.page, dialog.paper, dialog.orientation, dialog.scale)] == [True] * 3 + [
        False
    ]
    dialog.page.setCurrentIndex(dialog.page.findData("map"))
    assert [w.isEnabled() for w in (dialog.page, dialog.paper, dialog.orientation)] == [True, False, False]


def test_choices_are_remembered(dialog: ExportDialog, journey: Journey, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.formats["png"].click()
    dialog.paper.show_data("A3")
    dialog.scale.show_data(1.0)
    dialog.export_to(tmp_path / "map.png")
    qtbot.waitUntil(lambda: dialog.exported is not None, timeout=60_000)
    again = ExportDialog(journey, None)
    qtbot.addWidget(again)
    assert (again.format, again.options().paper, again.options().scale) == ("png", "A3", 1.0)
    settings.store(settings.EXPORT_PAPER, "papyrus")
    third = ExportDialog(journey, None)
    qtbot.addWidget(third)
    assert third.options().paper == "A4"


def test_success_is_said_in_the_status_bar(sample: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exec_(dialog: ExportDialog) -> int:
        dialog.exported = tmp_path / "map.pdf"
        return 1

    monkeypatch.setattr(ExportDialog, "exec", exec_)
    sample.commands.file.export_dialog()
    assert sample.status.message == "Exported map.pdf"
    assert sample.status._offer.text() == "Open folder"


def test_a_handout_goes_onto_the_paper_that_is_chosen(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.page.setCurrentIndex(dialog.page.findData("handout"))
    assert dialog.paper.isEnabled()
    assert dialog.orientation.isEnabled()
    dialog.paper.setCurrentIndex(dialog.paper.findData("A5"))
    dialog.export_to(tmp_path / "handout.pdf")
    qtbot.waitUntil(lambda: dialog.exported is not None, timeout=60_000)
    assert (tmp_path / "handout.pdf").read_bytes().count(b"/Type /Page\n") == 7
    assert settings.load(settings.EXPORT_PAGE) == "handout"
