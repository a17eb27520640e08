"""File > Export: the worker writes whole files, tells of progress, stops when asked, and says what is wrong in words."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.exporting import ExportCancelled, ExportOptions
from cjm_desktop.formats import atomic
from cjm_desktop.model.journey import Journey
from cjm_desktop.painters.paper import Paper
from cjm_desktop.windows import settings
from cjm_desktop.windows.controls import Choice
from cjm_desktop.windows.export import job as export_job
from cjm_desktop.windows.export.dialog import ExportDialog
from cjm_desktop.windows.export.job import ExportJob

pytestmark = pytest.mark.usefixtures("desktop")


@pytest.fixture
def dialog(journey: Journey, desktop: Desktop, qtbot: QtBot) -> ExportDialog:
    made = ExportDialog(journey, None, desktop.appearance)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(choice: Choice, value: object) -> None:
    """Chooses as the user does."""
    choice.setCurrentIndex(next(n for n in range(choice.count()) if choice.itemData(n) == value))


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


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Make room there"),
        (errno.EACCES, "choose a folder of your own"),
        (errno.EBUSY, "Close it in the other program"),
        (errno.EIO, "Choose another folder"),
    ],
)
def test_failure_says_what_to_do(
    journey: Journey, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(atomic, "write", refuse)
    job = ExportJob(journey, tmp_path / "map.pdf", ExportOptions(), "")
    with qtbot.waitSignal(job.failed, timeout=60_000) as failed:
        job.start()
    job.wait()
    assert failed.args is not None
    assert advice in failed.args[0]
    assert list(tmp_path.iterdir()) == []


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
    assert dialog.exported is not None
    assert dialog.exported.file == tmp_path / "map.pdf", "the suffix is added once"
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
    assert not dialog.form.page.isEnabled()
    dialog.close()
    assert dialog.isVisible(), "closing waits for the export to stop"
    qtbot.waitUntil(lambda: dialog.job is None, timeout=5_000)
    assert not dialog.isVisible()
    assert dialog.exported is None


def test_what_does_not_apply_is_greyed_or_gone(dialog: ExportDialog) -> None:
    form = dialog.form

    def state() -> list[bool]:
        controls = (form.page, form.paper, form.orientation, form.scale)
        return [control.isVisible() and control.isEnabled() for control in controls]

    dialog.formats["png"].click()
    assert state() == [False, False, False, True]
    dialog.formats["pdf"].click()
    assert state() == [True, True, True, False]
    choose(form.page, "map")
    assert state() == [True, False, False, False]
    assert not form.overlap.isVisible()
    choose(form.page, "poster")
    assert form.overlap.isVisible()
    assert form.switches["crop_marks"].isVisible()
    dialog.formats["svg"].click()
    assert state() == [False] * 4
    assert form.svg_text.isVisible()
    form.switches["sheet"].click()
    assert state() == [True, True, True, False]


def test_pictures_have_a_density_a_ground_and_a_part(journey: Journey, desktop: Desktop, qtbot: QtBot) -> None:
    cards = tuple(journey.cards)[:2]
    dialog = ExportDialog(journey, None, desktop.appearance, selection=cards)
    qtbot.addWidget(dialog)
    dialog.formats["png"].click()
    choose(dialog.form.scale, "300dpi")
    dialog.form.switches["transparent"].click()
    choose(dialog.form.part, " ".join(cards))
    options = dialog.options()
    assert (options.page, options.dpi, options.transparent, options.only) == ("map", 300.0, True, cards)
    dialog.formats["pdf"].click()
    choose(dialog.form.page, "poster")
    assert not dialog.form.part.isEnabled()
    assert dialog.options().only == ()


@pytest.mark.parametrize(("suffix", "head"), [("png", b"\x89PNG"), ("svg", b"<")])
def test_the_selection_alone_as_a_picture(
    journey: Journey, desktop: Desktop, qtbot: QtBot, tmp_path: Path, suffix: str, head: bytes
) -> None:
    cards = tuple(journey.cards)[:2]
    dialog = ExportDialog(journey, None, desktop.appearance, selection=cards)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.formats[suffix].click()
    choose(dialog.form.part, " ".join(cards))
    qtbot.waitUntil(lambda: dialog.preview.is_current, timeout=60_000)
    assert dialog.preview.sheets is not None
    assert dialog.preview.sheets.sizes[0].height < 200, "the preview shows the part only"
    if suffix == "png":
        assert "pixels" in dialog.preview.words.text()
    dialog.export_to(tmp_path / f"part.{suffix}")
    qtbot.waitUntil(lambda: dialog.exported is not None, timeout=60_000)
    assert (tmp_path / f"part.{suffix}").read_bytes().startswith(head)


def test_a_handout_goes_onto_the_paper_that_is_chosen(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    choose(dialog.form.page, "handout")
    assert dialog.form.paper.isEnabled()
    assert dialog.form.orientation.isEnabled()
    choose(dialog.form.paper, "A5")
    dialog.export_to(tmp_path / "handout.pdf")
    qtbot.waitUntil(lambda: dialog.exported is not None, timeout=60_000)
    paper = Paper((tmp_path / "handout.pdf").read_bytes())
    assert {round(size.width) for size in paper.sizes} == {595}
    assert len(paper.sizes) == 7
    paper.close()


@pytest.mark.parametrize("keys", ["Return", "Ctrl+Return"])
def test_enter_exports(
    dialog: ExportDialog, keys: str, tmp_path: Path, qtbot: QtBot, chosen_file: Callable[[Path | None], None]
) -> None:
    chosen_file(tmp_path / "map.pdf")
    dialog.form.page.setFocus()
    qtbot.keyClick(dialog.form.page, Qt.Key.Key_Return, modifier_of(keys))
    qtbot.waitUntil(lambda: dialog.exported is not None, timeout=60_000)
    assert (tmp_path / "map.pdf").exists()


def test_escape_closes_while_pages_are_made(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
    assert dialog.exported is None


def modifier_of(keys: str) -> Qt.KeyboardModifier:
    return Qt.KeyboardModifier.ControlModifier if keys.startswith("Ctrl") else Qt.KeyboardModifier.NoModifier


def test_what_the_preferences_switch_off_is_not_asked_in_the_appendix(dialog: ExportDialog) -> None:
    options = dialog.form.options()
    assert options is not None
    assert options.without_rules == ()
    settings.store(settings.REVIEW_OFF, ["long-card"])
    options = dialog.form.options()
    assert options is not None
    assert options.without_rules == ("long-card",)
