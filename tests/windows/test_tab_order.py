"""Tab goes through every dialog as one reads it: down the lines, along each, and column by column."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

import cjm_desktop.windows
from cjm_desktop.app import Desktop
from cjm_desktop.exporting import ExportOptions
from cjm_desktop.formats.spreadsheet import tables_in
from cjm_desktop.formats.table import read_separated
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.crop import CropDialog
from cjm_desktop.windows.dialogs import AboutDialog, NotesDialog, ShortcutsDialog
from cjm_desktop.windows.errors import ErrorDialog, reported
from cjm_desktop.windows.export.job import ExportJob
from cjm_desktop.windows.export.left_out import LeftOutDialog
from cjm_desktop.windows.export.presets import PresetName
from cjm_desktop.windows.export.print_dialog import PrintDialog
from cjm_desktop.windows.export.progress import ExportProgress
from cjm_desktop.windows.importing.dialog import ImportDialog
from cjm_desktop.windows.importing.which import WhichDialog
from cjm_desktop.windows.keep_dialog import KeepVersionDialog
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.merging.preview import Preview
from cjm_desktop.windows.name_dialog import NameDialog
from cjm_desktop.windows.paste_dialog import PasteDialog
from cjm_desktop.windows.persona_editor import PersonaEditor
from cjm_desktop.windows.personas.library import LibraryDialog
from cjm_desktop.windows.summary.window import SummaryWindow
from cjm_desktop.windows.survey_dialog import SurveyDialog, read_survey
from cjm_desktop.windows.view_dialogs import ViewName, ViewsDialog
from cjm_desktop.windows.waiting import WaitingDialog
from tests.maps import picture
from tests.windows import test_enter
from tests.windows.answering import in_dialog
from tests.windows.holding import session_of, workspace_of
from tests.windows.tabbing import is_as_read, stops
from tests.windows.test_survey import TABLE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "wildcard call disconnects", extend=True)

Made = Callable[[MainWindow, Path], QDialog]


def earlier(made: Callable[[Desktop, Journey, Path], QDialog]) -> Made:
    return lambda window, folder: made(window._desktop, session_of(window).journey, folder)


def importing(window: MainWindow, _folder: Path) -> QDialog:
    tables = tables_in(b"Stage;Action\nNeed;Looks\nBuy;Pays\n", "table.csv")
    assert tables is not None
    return ImportDialog(tables, window)


def survey(window: MainWindow, folder: Path) -> QDialog:
    path = folder / "csat.csv"
    path.write_text(TABLE, encoding="utf-8")
    journey = session_of(window).journey
    return SurveyDialog(*read_survey(path, journey), journey, window)


_DIALOGS: dict[type[QDialog], Made] = {
    **{
        kind: earlier(made)
        for kind, made in (
            (test_enter.RecoveryDialog, test_enter.recovery),
            (test_enter.ChoiceDialog, test_enter.choices),
            (test_enter.MergeDialog, test_enter.merging),
            (test_enter.VersionsDialog, test_enter.versions),
            (test_enter.ExportDialog, test_enter.exporting),
            (test_enter.PreferencesDialog, test_enter.preferences),
            (test_enter.CompareDialog, test_enter.comparing),
            (test_enter.GalleryDialog, test_enter.gallery),
        )
    },
    AboutDialog: lambda window, _: AboutDialog(window),
    CropDialog: lambda window, _: CropDialog(picture(400, 200), None, None, parent=window),
    ErrorDialog: lambda window, _: ErrorDialog(reported(ValueError, ValueError("x"), None), Path("log"), True, window),
    ExportProgress: lambda window, folder: ExportProgress(
        ExportJob(session_of(window).journey, folder / "a.pdf", ExportOptions(), ""), window
    ),
    ImportDialog: importing,
    KeepVersionDialog: lambda window, _: KeepVersionDialog("a.versions", window),
    LeftOutDialog: lambda window, folder: LeftOutDialog(folder / "a.xlsx", ("Pictures",), window),
    LibraryDialog: lambda window, _: LibraryDialog(window.appearance, window),
    NotesDialog: lambda window, _: NotesDialog("Notes", ("a note",), window),
    PasteDialog: lambda window, _: PasteDialog(read_separated("Stage\tAction\nNeed\tLooks\nBuy\tPays\n"), window),
    PersonaEditor: lambda window, _: PersonaEditor(session_of(window), window.appearance, None, window),
    PresetName: lambda window, _: PresetName(window),
    PrintDialog: lambda window, _: PrintDialog(session_of(window).journey, None, window.appearance, window),
    ShortcutsDialog: lambda window, _: ShortcutsDialog(window),
    SummaryWindow: lambda window, _: SummaryWindow(workspace_of(window)),
    SurveyDialog: survey,
    ViewName: lambda window, _: ViewName(session_of(window).journey, "", window),
    ViewsDialog: lambda window, _: ViewsDialog(session_of(window).journey, window),
    WaitingDialog: lambda window, _: WaitingDialog("Reading …", window),
    WhichDialog: lambda window, _: WhichDialog("a.cjml", ("One", "Two"), window),
}


def called(widget: QWidget) -> str:
    text = widget.text() if hasattr(widget, "text") else ""
    return widget.accessibleName() or text or type(widget).__name__


@pytest.mark.parametrize("kind", _DIALOGS, ids=lambda kind: str(kind.__name__))
def test_tab_goes_as_one_reads(kind: type[QDialog], sample: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = _DIALOGS[kind](sample, tmp_path)
    assert type(dialog) is kind
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    # Those that read something beside the event loop are laid out again when it is there.
    qtbot.waitUntil(lambda: not getattr(dialog, "is_busy", False))
    QApplication.processEvents()
    QApplication.processEvents()
    # Of a conflict, what is to be decided comes before what is only to be read.
    found = [one for one in stops(dialog) if not isinstance(one, Preview)]
    assert found
    assert is_as_read(dialog, found), list(map(called, found))
    dialog.reject()


def test_a_version_is_described_by_keys_alone(sample: MainWindow, qtbot: QtBot) -> None:
    def write(dialog: QDialog) -> None:
        assert isinstance(dialog, KeepVersionDialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)

        def press(key: Qt.Key) -> None:
            focused = QApplication.focusWidget()
            assert focused is not None
            assert focused.window() is dialog
            qtbot.keyClick(focused, key)

        for word, key in (("third", Qt.Key.Key_Tab), ("a note here", Qt.Key.Key_Tab)):
            focused = QApplication.focusWidget()
            assert focused is not None
            qtbot.keyClicks(focused, word)
            press(key)
        assert QApplication.focusWidget() is dialog.inside, "one of the two that are chosen between"
        press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is dialog.save_button
        press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is dialog.buttons.button(dialog.buttons.StandardButton.Cancel)
        press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is dialog.field
        press(Qt.Key.Key_Return)

    session = session_of(sample)
    cards = session.journey.cards
    with in_dialog(KeepVersionDialog, write):
        sample.actions_by_id["keep-version"].trigger()
    assert [(one.name, one.note) for one in session.journey.versions] == [("third", "a note here")]
    assert session.journey.cards is cards


def test_controls_that_come_later_are_put_where_they_stand(sample: MainWindow, qtbot: QtBot) -> None:
    editor = PersonaEditor(session_of(sample), sample.appearance, None, sample)
    qtbot.addWidget(editor)
    editor.show()
    qtbot.waitExposed(editor)
    before = len(stops(editor))
    editor._add_curve()
    # Once they are laid out.
    qtbot.waitUntil(lambda: len(stops(editor)) > before and is_as_read(editor, stops(editor)))
    editor.reject()


def test_no_dialog_is_forgotten() -> None:
    for module in pkgutil.walk_packages(cjm_desktop.windows.__path__, "cjm_desktop.windows."):
        importlib.import_module(module.name)
    known, waiting = set[type[QDialog]](), [QDialog]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("cjm_desktop.") and not kind.__name__.startswith("_"):
            known.add(kind)
    assert known - {NameDialog} == set(_DIALOGS)
