"""Documents come and go by real events: saved, opened, imported, dropped, and nothing is lost without a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QApplication,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.exporting import ExportOptions, export_file
from cjm_desktop.formats import journey_file
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import load_template
from cjm_desktop.windows import recent
from cjm_desktop.windows.dialogs import NotesDialog
from cjm_desktop.windows.document import saving
from cjm_desktop.windows.gallery import GalleryDialog
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.conftest import Answers
from tests.windows.holding import rename, session_of, workspace_of

Choose = Callable[[Path | None], None]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_save_and_open_again(
    sample: MainWindow, desktop: Desktop, tmp_path: Path, chosen_file: Choose, qtbot: QtBot
) -> None:
    rename(sample, "Lunch for Mitya")
    assert sample.isWindowModified()
    assert sample.status.texts[0] == "Unsaved changes"
    chosen_file(tmp_path / "lunch")
    sample.actions_by_id["save"].trigger()
    path = tmp_path / "lunch.cjm"
    assert path.is_file()
    assert sample.windowTitle() == "lunch.cjm[*] — CJM Desktop"
    assert not sample.isWindowModified()
    assert sample.status.texts[0].startswith("Saved at")
    assert [file.path for file in recent.files()] == [path]
    saved = session_of(sample).journey
    other = desktop.new_window()
    other.show()
    sample.close()
    qtbot.waitUntil(lambda: len(desktop.windows) == 1)
    chosen_file(path)
    other.actions_by_id["open"].trigger()
    assert session_of(other).journey == saved
    assert other.document is not None
    assert other.document.path == path
    assert not other.isWindowModified()


def test_saving_again_asks_nothing(sample: MainWindow, tmp_path: Path, chosen_file: Choose) -> None:
    chosen_file(tmp_path / "a.cjm")
    assert sample.commands.file.save()
    chosen_file(None)
    rename(sample, "Other")
    assert sample.commands.file.save()
    assert journey_file.load(tmp_path / "a.cjm").journey.title == "Other"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".~lock.a.cjm#", "a.cjm"]
    assert sample.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.cjm"]


def test_save_as_leaves_the_first_file(sample: MainWindow, tmp_path: Path, chosen_file: Choose) -> None:
    chosen_file(tmp_path / "a.cjm")
    sample.commands.file.save()
    before = (tmp_path / "a.cjm").read_bytes()
    rename(sample, "Other")
    chosen_file(tmp_path / "b.CJM")
    assert sample.commands.file.save_as()
    assert (tmp_path / "a.cjm").read_bytes() == before
    assert journey_file.load(tmp_path / "b.CJM").journey.title == "Other"
    assert sample.document is not None
    assert sample.document.path == tmp_path / "b.CJM"


def test_added_suffix_does_not_replace_unasked(
    sample: MainWindow, tmp_path: Path, chosen_file: Choose, answers: Any
) -> None:
    (tmp_path / "a.cjm").write_text("mine")
    chosen_file(tmp_path / "a")
    answers.button = "Cancel"
    assert not sample.commands.file.save_as()
    assert (tmp_path / "a.cjm").read_text() == "mine"
    answers.button = "Replace"
    assert sample.commands.file.save_as()
    assert journey_file.load(tmp_path / "a.cjm").journey.stages


def test_failed_save_is_told_and_stays_unsaved(
    sample: MainWindow, tmp_path: Path, chosen_file: Choose, answers: Any
) -> None:
    rename(sample, "Other")
    chosen_file(tmp_path / "missing" / "a.cjm")
    answers.button = "Cancel"
    assert not sample.commands.file.save()
    assert "a.cjm" in answers.asked[0]
    assert "there is no folder" in answers.asked[0]
    assert sample.isWindowModified()
    assert sample.document is not None
    assert sample.document.path is None


def test_bad_file_is_told_in_words(window: MainWindow, tmp_path: Path, answers: Any) -> None:
    bad = tmp_path / "<b>bad.cjm"
    bad.write_text("{ no map")
    window.open_path(bad)
    window.open_path(tmp_path / "missing.cjm")
    assert len(answers.asked) == 2
    assert "<b>bad.cjm" in answers.asked[0]
    assert "missing.cjm" in answers.asked[1]
    assert not any("Traceback" in text or "Error" in text for text in answers.asked)
    assert answers.formats == {Qt.TextFormat.PlainText}
    assert window.document is None
    assert recent.files() == ()


def test_open_takes_an_untouched_window_else_another(sample: MainWindow, desktop: Desktop, sample_file: Path) -> None:
    sample.open_path(sample_file)
    assert desktop.windows == [sample]
    assert sample.document is not None
    assert sample.document.path == sample_file
    sample.commands.file.start_from_template("blank", False)
    assert len(desktop.windows) == 2
    assert sample.document.path == sample_file
    assert session_of(desktop.windows[1]).journey.stages == {}


def test_open_file_is_opened_once(window: MainWindow, desktop: Desktop, sample_file: Path) -> None:
    window.open_path(sample_file)
    rename(window, "Changed")
    window.open_path(sample_file)
    assert desktop.windows == [window]
    assert session_of(window).journey.title == "Changed"


def test_new_opens_the_gallery_dialog(sample: MainWindow, desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    rename(sample, "Changed")

    def exec_(dialog: GalleryDialog) -> int:
        dialog.choice = ("service-blueprint", False)
        return 1

    monkeypatch.setattr(GalleryDialog, "exec", exec_)
    sample.actions_by_id["new"].trigger()
    assert len(desktop.windows) == 2
    assert session_of(desktop.windows[1]).journey.lines


def test_import_of_mermaid(
    window: MainWindow, tmp_path: Path, chosen_file: Choose, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(
        NotesDialog, "exec", lambda dialog: shown.append((dialog.title.text(), dialog.text.toPlainText()))
    )
    path = tmp_path / "day.mmd"
    path.write_text("journey\n  title My day\n  section Morning\n    Tea: 5: Me\n    Bus: bad: Me\n")
    chosen_file(path)
    window.actions_by_id["import-file"].trigger()
    journey = session_of(window).journey
    assert journey.title == "My day"
    assert [stage.name for stage in journey.stages.values()] == ["Morning"]
    assert window.isWindowModified(), "no file holds it"
    assert window.document is not None
    assert window.document.path is None
    assert shown == [], "nobody is held up by a dialog"
    banner = workspace_of(window).banner
    assert banner.text == "From day.mmd; not saved yet"
    assert [button.text() for button in banner.offers] == ["Save", "Show Notes"]
    banner.offers[1].click()
    ((title, notes),) = shown
    assert title == "What was noticed while importing"
    assert "“bad”" in notes
    chosen_file(tmp_path / "day.cjm")
    banner.offers[0].click()
    assert banner.text == "", "what is saved needs no notes"


def test_bad_import_is_told(window: MainWindow, tmp_path: Path, answers: Any) -> None:
    path = tmp_path / "x.mmd"
    path.write_text("flowchart TD\n a --> b\n")
    window.commands.file.open_any(path)
    assert "x.mmd" in answers.asked[0]
    assert window.document is None


def dropped(window: MainWindow, *urls: QUrl) -> bool:
    """Whether files that are dragged onto a window may be dropped there; then they are."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    enter = QDragEnterEvent(
        QPoint(20, 20), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        drop = QDropEvent(
            QPointF(20, 20), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(window, drop)
    return enter.isAccepted()


def test_dropped_files_open(window: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    assert dropped(window, QUrl.fromLocalFile(str(sample_file)), QUrl("https://example.org/x.cjm"))
    qtbot.waitUntil(lambda: window.document is not None)
    assert window.document is not None
    assert window.document.path == sample_file


def test_a_picture_that_holds_a_map_opens_where_there_is_no_map_for_cards(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "map.png"
    export_file(load_template("blank"), path, ExportOptions())
    assert dropped(window, QUrl.fromLocalFile(str(path)))
    qtbot.waitUntil(lambda: window.document is not None)


def test_a_picture_without_a_map_says_so_where_there_is_no_map_for_cards(
    window: MainWindow, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(tmp_path / "feeder.png"))
    assert dropped(window, QUrl.fromLocalFile(str(tmp_path / "feeder.png")))
    qtbot.waitUntil(lambda: any("feeder.png" in asked for asked in answers.asked))
    assert window.document is None


def test_what_is_imported_may_be_dropped(window: MainWindow, tmp_path: Path, answers: Answers, qtbot: QtBot) -> None:
    (tmp_path / "m.mmd").write_text("journey\n title Day\n section A\n Get up: 3: Me\n")
    assert not dropped(window, QUrl.fromLocalFile(str(tmp_path / "letter.odt")))
    for name in ("a.csv", "a.tsv", "a.xlsx", "a.md", "a.ojf", "a.cjml"):
        (tmp_path / name).write_bytes(b"")
        assert dropped(window, QUrl.fromLocalFile(str(tmp_path / name))), name
        qtbot.waitUntil(lambda name=name: any(name in asked for asked in answers.asked))
    assert dropped(window, QUrl.fromLocalFile(str(tmp_path / "m.mmd")))
    qtbot.waitUntil(lambda: window.document is not None)


def test_recent_menu(window: MainWindow, sample_file: Path, tmp_path: Path) -> None:
    recent.remember(tmp_path / "gone & lost.cjm")
    recent.remember(sample_file)
    menu = window._menus["recent"]
    menu.aboutToShow.emit()
    entries = {action.text(): action for action in menu.actions() if action.text()}
    assert list(entries) == ["feeding.cjm", "gone && lost.cjm", "Clear the List"]
    assert not entries["gone && lost.cjm"].isEnabled()
    entries["feeding.cjm"].trigger()
    assert window.document is not None
    assert window.document.path == sample_file
    entries["Clear the List"].trigger()
    assert recent.files() == ()


@pytest.mark.parametrize("suffix", [".pdf", ".png"])
def test_an_exported_map_opens_as_a_map_that_is_not_saved_yet(
    window: MainWindow, journey: Journey, tmp_path: Path, suffix: str, chosen_file: Choose, qtbot: QtBot
) -> None:
    path = tmp_path / f"feeding{suffix}"
    export_file(journey, path, ExportOptions(scale=0.3))
    window.commands.file.open_any(path)
    assert session_of(window).journey == journey
    assert window.document is not None
    assert window.document.path is None
    assert session_of(window).is_dirty
    assert workspace_of(window).banner.text == f"From feeding{suffix}; not saved yet"
    chosen_file(tmp_path / "kept.cjm")
    qtbot.mouseClick(workspace_of(window).banner.offers[0], Qt.MouseButton.LeftButton)
    assert journey_file.load(tmp_path / "kept.cjm").journey == journey
    assert workspace_of(window).banner.isHidden()


def test_a_pdf_without_a_map_says_so(window: MainWindow, journey: Journey, tmp_path: Path, answers: Any) -> None:
    path = tmp_path / "plain.pdf"
    export_file(journey, path, ExportOptions(map_inside=False))
    window.commands.file.open_any(path)
    assert "“plain.pdf” has no map inside" in answers.asked[0]
    assert window.document is None


def test_file_of_a_newer_minor_format_says_that_all_is_kept(window: MainWindow, sample_file: Path) -> None:
    text = sample_file.read_text("utf-8").replace('"version": "1.1"', '"version": "1.9", "novelty": 1')
    sample_file.write_text(text, "utf-8")
    window.open_path(sample_file)
    banner = workspace_of(window).banner
    assert banner.text == "Made by a newer version of the program; what this one does not know is kept."


def test_words_that_are_being_written_are_unsaved(window: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    window.open_path(sample_file)
    canvas = workspace_of(window).canvas
    session = session_of(window)
    assert canvas.writing.start(next(iter(session.journey.cards)))
    field = canvas.writing.field
    assert field is not None
    assert not window.isWindowModified()
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClick(field, Qt.Key.Key_X)
    assert window.isWindowModified()
    assert window.status.texts[0] == "Unsaved changes"
    assert not session.is_dirty
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert not window.isWindowModified()
    assert window.status.texts[0] == "Saved"


def test_file_of_a_newer_program_is_read_only(
    window: MainWindow, sample_file: Path, tmp_path: Path, chosen_file: Choose, answers: Any
) -> None:
    text = sample_file.read_text("utf-8").replace('"version": "1.1"', '"version": "9.0"')
    sample_file.write_text(text, "utf-8")
    window.open_path(sample_file)
    assert "newer version" in workspace_of(window).banner.text
    rename(window, "Changed")
    chosen_file(sample_file)
    assert not window.commands.file.save()
    assert sample_file.read_text("utf-8") == text
    assert len(answers.asked) == 1
    chosen_file(tmp_path / "copy.cjm")
    assert window.commands.file.save()
    assert workspace_of(window).banner.isHidden()


@pytest.mark.parametrize(
    ("button", "closes", "saves"),
    [
        (QMessageBox.StandardButton.Save, True, True),
        (QMessageBox.StandardButton.Discard, True, False),
        (QMessageBox.StandardButton.Cancel, False, False),
    ],
)
def test_closing_asks(
    sample: MainWindow, tmp_path: Path, chosen_file: Choose, answers: Any, button: Any, closes: bool, saves: bool
) -> None:
    rename(sample, "<b>Changed</b>")
    chosen_file(tmp_path / "saved.cjm")
    answers.button = button
    assert sample.close() is closes
    assert sample.isVisible() is not closes
    assert (tmp_path / "saved.cjm").exists() is saves
    assert answers.asked[0].startswith("Save the changes to “<b>Changed</b>”?")


def test_closing_without_changes_asks_nothing(sample: MainWindow, answers: Any) -> None:
    assert sample.close()
    assert answers.asked == []


def test_cancelled_file_dialog_keeps_the_window(sample: MainWindow, chosen_file: Choose, answers: Any) -> None:
    rename(sample, "Changed")
    chosen_file(None)
    answers.button = QMessageBox.StandardButton.Save
    assert not sample.close()
    assert sample.isVisible()


def test_error_while_closing_keeps_the_window(
    sample: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    rename(sample, "Changed")
    monkeypatch.setattr(saving, "wish_at_close", lambda *_: 1 / 0)
    with qtbot.captureExceptions() as caught:
        QTimer.singleShot(0, sample.close)
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert sample.isVisible()
    monkeypatch.undo()


def test_quit_stops_at_a_cancel(sample: MainWindow, desktop: Desktop, answers: Any) -> None:
    rename(sample, "Changed")
    other = desktop.new_window()
    other.show()
    answers.button = QMessageBox.StandardButton.Cancel
    sample.actions_by_id["quit"].trigger()
    assert sample.isVisible()


def test_file_dropped_onto_the_map_opens(sample: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    viewport = workspace_of(sample).canvas.viewport()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sample_file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QDragEnterEvent(QPoint(20, 20), copy, mime, left, none))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(20, 20), copy, mime, left, none))
    qtbot.waitUntil(lambda: sample.document is not None and sample.document.path == sample_file)


@pytest.mark.parametrize(("button", "kept"), [("Cancel", True), ("Keep Mine", False), ("Save As", True)])
def test_saving_asks_where_the_file_was_changed_by_others(
    window: MainWindow, sample_file: Path, tmp_path: Path, chosen_file: Choose, answers: Any, button: str, kept: bool
) -> None:
    window.open_path(sample_file)
    rename(window, "Mine")
    others = sample_file.read_bytes().replace(b"Mitya", b"ALPHA")
    sample_file.write_bytes(others)
    chosen_file(tmp_path / "mine.cjm")
    answers.button = button
    assert window.commands.file.save() is (button != "Cancel")
    assert "was changed by somebody else" in answers.asked[0]
    assert (sample_file.read_bytes() == others) is kept
    assert (tmp_path / "mine.cjm").exists() is (button == "Save As")
    rename(window, "Mine again")
    asked = len(answers.asked)
    if button != "Cancel":
        assert window.commands.file.save()
        assert len(answers.asked) == asked


def test_a_file_that_was_taken_away_is_saved_anew(window: MainWindow, sample_file: Path, answers: Any) -> None:
    window.open_path(sample_file)
    rename(window, "Mine")
    sample_file.unlink()
    assert window.commands.file.save()
    assert answers.asked == []
