"""The main window by real events: documents come and go, nothing is lost without a question, every control has a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.session import Session
from cjm_desktop.formats import journey_file
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.templates import load_template
from cjm_desktop.windows import main_window, recent, settings
from cjm_desktop.windows.dialogs import AboutDialog, NotesDialog, ShortcutsDialog
from cjm_desktop.windows.export_dialog import ExportDialog
from cjm_desktop.windows.gallery import GalleryDialog
from cjm_desktop.windows.main_window import MainWindow
from cjm_desktop.windows.workspace import Workspace

Choose = Callable[[Path | None], None]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def session_of(window: MainWindow) -> Session:
    assert window.document is not None
    return window.document.session


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def rename(window: MainWindow, title: str) -> None:
    session = session_of(window)
    session.apply("Rename map", update_map(session.journey, title=title))


# Starting


def test_start_page_comes_first(window: MainWindow) -> None:
    assert window.windowTitle() == "CJM Desktop"
    assert window.start_page.isVisible()
    assert window.workspace is None
    for id_ in ("save", "export", "undo", "insert-stage", "zoom-fit"):
        assert not window.actions_by_id[id_].isEnabled(), id_
    for id_ in ("new", "open", "import-mermaid", "about", "quit", "appearance-dark"):
        assert window.actions_by_id[id_].isEnabled(), id_


def test_template_opens_from_the_gallery(window: MainWindow, qtbot: QtBot) -> None:
    card = window.start_page.gallery.cards[0]
    qtbot.mouseDClick(card, Qt.MouseButton.LeftButton)
    workspace = workspace_of(window)
    assert workspace.canvas.isVisible()
    qtbot.waitUntil(workspace.palette_panel.isVisible)
    assert workspace.inspector.isVisible()
    assert session_of(window).journey == load_template(card.key)
    assert window.windowTitle() == "Feeding Mitya while I am at work[*] — CJM Desktop"
    assert not window.isWindowModified()
    assert window.status.texts[:2] == ("Not saved yet", "6 stages · 11 lanes · 46 cards")


def test_map_is_painted(sample: MainWindow) -> None:
    canvas = workspace_of(sample).canvas
    canvas.finish_painting()
    image = canvas.viewport().grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)}
    assert len(colours) > 100


# Files


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
    assert sample.commands.save()
    chosen_file(None)
    rename(sample, "Other")
    assert sample.commands.save()
    assert journey_file.load(tmp_path / "a.cjm").journey.title == "Other"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.cjm"]


def test_save_as_leaves_the_first_file(sample: MainWindow, tmp_path: Path, chosen_file: Choose) -> None:
    chosen_file(tmp_path / "a.cjm")
    sample.commands.save()
    before = (tmp_path / "a.cjm").read_bytes()
    rename(sample, "Other")
    chosen_file(tmp_path / "b.CJM")
    assert sample.commands.save_as()
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
    assert not sample.commands.save_as()
    assert (tmp_path / "a.cjm").read_text() == "mine"
    answers.button = "Replace"
    assert sample.commands.save_as()
    assert journey_file.load(tmp_path / "a.cjm").journey.stages


def test_failed_save_is_told_and_stays_unsaved(
    sample: MainWindow, tmp_path: Path, chosen_file: Choose, answers: Any
) -> None:
    rename(sample, "Other")
    chosen_file(tmp_path / "missing" / "a.cjm")
    assert not sample.commands.save()
    assert "a.cjm" in answers.asked[0]
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
    sample.commands.start_from_template("blank", False)
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
    shown: list[str] = []
    monkeypatch.setattr(NotesDialog, "exec", lambda dialog: shown.append(dialog.text.toPlainText()))
    path = tmp_path / "day.mmd"
    path.write_text("journey\n  title My day\n  section Morning\n    Tea: 5: Me\n    Bus: bad: Me\n")
    chosen_file(path)
    window.actions_by_id["import-mermaid"].trigger()
    journey = session_of(window).journey
    assert journey.title == "My day"
    assert [stage.name for stage in journey.stages.values()] == ["Morning"]
    assert window.isWindowModified(), "no file holds it"
    assert window.document is not None
    assert window.document.path is None
    assert len(shown) == 1
    assert "“bad”" in shown[0]


def test_bad_import_is_told(window: MainWindow, tmp_path: Path, answers: Any) -> None:
    path = tmp_path / "x.mmd"
    path.write_text("flowchart TD\n a --> b\n")
    window.commands.open_any(path)
    assert "x.mmd" in answers.asked[0]
    assert window.document is None


def test_dropped_files_open(window: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sample_file)), QUrl("https://example.org/x.cjm")])
    enter = QDragEnterEvent(
        QPoint(20, 20), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, drop)
    qtbot.waitUntil(lambda: window.document is not None)
    assert window.document is not None
    assert window.document.path == sample_file


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


def test_file_of_a_newer_program_is_read_only(
    window: MainWindow, sample_file: Path, tmp_path: Path, chosen_file: Choose, answers: Any
) -> None:
    text = sample_file.read_text("utf-8").replace('"version": "1.0"', '"version": "9.0"')
    sample_file.write_text(text, "utf-8")
    window.open_path(sample_file)
    assert "newer version" in workspace_of(window).banner.text
    rename(window, "Changed")
    chosen_file(sample_file)
    assert not window.commands.save()
    assert sample_file.read_text("utf-8") == text
    assert len(answers.asked) == 1
    chosen_file(tmp_path / "copy.cjm")
    assert window.commands.save()
    assert workspace_of(window).banner.text == ""


# Closing


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
    assert sample.document is not None
    monkeypatch.setattr(type(sample.document), "may_close", lambda *_: 1 / 0)
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


# Editing


def test_undo_is_named_in_the_menu(sample: MainWindow) -> None:
    undo, redo = sample.actions_by_id["undo"], sample.actions_by_id["redo"]
    assert (undo.text(), undo.isEnabled()) == ("&Undo", False)
    rename(sample, "Changed")
    assert (undo.text(), undo.isEnabled()) == ("&Undo Rename map", True)
    undo.trigger()
    assert (redo.text(), redo.isEnabled()) == ("&Redo Rename map", True)
    redo.trigger()
    assert session_of(sample).journey.title == "Changed"


@pytest.mark.parametrize("what", ["stage", "card", "touchpoint", "emotion", "pain", "opportunity", "thought"])
def test_insert_menu_places_things(sample: MainWindow, what: str) -> None:
    session = session_of(sample)
    before = session.journey
    sample.actions_by_id[f"insert-{what}"].trigger()
    workspace_of(sample).canvas.commit_editing()
    count = {"stage": "stages", "emotion": "points"}.get(what, "cards")
    assert len(getattr(session.journey, count)) == len(getattr(before, count)) + 1


def test_lanes_are_inserted_by_role(sample: MainWindow) -> None:
    menu = sample._menus["insert-lane"]
    menu.aboutToShow.emit()
    submenus = [action.menu() for action in menu.actions() if action.menu()]
    entries = [entry for submenu in submenus for entry in submenu.actions()]
    assert len(entries) == len(ROLES) - 1, "a lane of one's own stands beside the groups"
    session = session_of(sample)
    before = len(session.journey.lanes)
    next(entry for entry in entries if entry.text() == "Barriers").trigger()
    assert len(session.journey.lanes) == before + 1
    assert "barriers" in {lane.role for lane in session.journey.lanes.values()}


def test_new_persona_is_named_in_the_inspector(sample: MainWindow, qtbot: QtBot) -> None:
    sample.actions_by_id["insert-persona"].trigger()
    inspector = workspace_of(sample).inspector
    line = inspector.editor("name").buddy
    sample.activateWindow()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "Tom")
    assert [persona.name for persona in session_of(sample).journey.personas.values()][-1] == "Tom"
    assert workspace_of(sample).palette_panel.persona_rows[-1].text() == "Tom"


def test_selection_reaches_inspector_and_status(sample: MainWindow) -> None:
    workspace = workspace_of(sample)
    sample.actions_by_id["select-all"].trigger()
    count = len(workspace.canvas.selection)
    assert count > 40
    assert sample.status.texts[2] == f"{count} selected"
    assert len(workspace.inspector.subject.ids) == count
    sample.actions_by_id["select-none"].trigger()
    assert workspace.inspector.subject.key == "map"
    assert not sample.actions_by_id["delete"].isEnabled()


def test_delete_and_undo(sample: MainWindow) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    card = next(iter(session.journey.cards))
    canvas.select((card,))
    sample.actions_by_id["delete"].trigger()
    assert card not in session.journey.cards
    sample.actions_by_id["undo"].trigger()
    assert card in session.journey.cards


def test_structure_only_is_one_step(sample: MainWindow) -> None:
    session = session_of(sample)
    before = session.journey
    sample.actions_by_id["structure-only"].trigger()
    assert not session.journey.cards
    assert session.undo_label == "Keep structure only"
    session.undo()
    assert session.journey == before


def test_edit_text_works_for_any_selection(sample: MainWindow) -> None:
    session, workspace = session_of(sample), workspace_of(sample)
    sample.activateWindow()
    workspace.inspect((next(iter(session.journey.personas)),))
    sample.commands.edit_text()
    assert not session.is_dirty


def test_language_chooses_the_glyphs(sample: MainWindow) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    session.apply("Rename map", update_map(session.journey, title="直"))

    def face() -> str:
        return canvas.layout_now().header.title.block.lines[0].runs[0].face.key

    before = face()
    session.apply("Change language", update_map(session.journey, language="zh-Hans"))
    assert face() != before


# Looking


def test_theme_is_switched_and_remembered(sample: MainWindow, desktop: Desktop) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    sample.actions_by_id["appearance-dark"].trigger()
    assert desktop.appearance.name == "dark"
    assert app.palette().window().color().name() == desktop.appearance.chrome.window
    assert desktop.appearance.chrome.panel in app.styleSheet()
    assert workspace_of(sample).canvas.sheet.theme is desktop.appearance.theme
    assert Desktop(app).appearance.mode == "dark"
    sample.actions_by_id["appearance-light"].trigger()
    assert desktop.appearance.name == "light"
    assert sample.actions_by_id["appearance-light"].isChecked()
    sample.actions_by_id["appearance-system"].trigger()
    assert settings.load(settings.APPEARANCE) == "system"


def test_zoom_is_shown(sample: MainWindow) -> None:
    sample.actions_by_id["zoom-actual"].trigger()
    assert sample._tool_bar.zoom_button.text() == "100 %"
    assert sample.status.texts[3] == "100 %"
    sample.actions_by_id["zoom-in"].trigger()
    assert workspace_of(sample).canvas.zoom > 1
    sample.actions_by_id["zoom-fit"].trigger()
    assert workspace_of(sample).canvas.zoom < 1


def test_panels_are_shown_and_hidden(sample: MainWindow) -> None:
    workspace = workspace_of(sample)
    sample.actions_by_id["show-palette"].trigger()
    assert not workspace.palette_panel.isVisible()
    assert not sample.actions_by_id["show-palette"].isChecked()
    sample.actions_by_id["show-inspector"].trigger()
    assert not workspace.inspector.isVisible()
    sample.actions_by_id["map-properties"].trigger()
    assert workspace.inspector.isVisible()
    assert sample.actions_by_id["show-inspector"].isChecked()


def test_docks_and_geometry_come_back(sample: MainWindow, desktop: Desktop) -> None:
    sample.setGeometry(30, 40, 700, 600)
    sample.actions_by_id["show-palette"].trigger()
    sample.close()
    again = desktop.new_window()
    again.show()
    again.commands.start_from_template("blank", False)
    assert again.size().toTuple() == (700, 600)
    assert not workspace_of(again).palette_panel.isVisible()
    assert not again.actions_by_id["show-palette"].isChecked()


def test_window_beyond_the_screen_is_rescued(window: MainWindow, desktop: Desktop) -> None:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert main_window._reachable(QRect(10, 10, 500, 400), screen)
    assert not main_window._reachable(QRect(screen.right() - 20, 10, 500, 400), screen)
    assert not main_window._reachable(QRect(10, -300, 500, 400), screen)
    window.move(screen.right() + 4000, 10)
    settings.store(settings.GEOMETRY, window.saveGeometry())
    again = desktop.new_window()
    again.show()
    assert main_window._reachable(again.frameGeometry(), screen)


# Access

_CONTROLS = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QAbstractSlider,
    QAbstractSpinBox,
    QMenu,
    CanvasView,
)


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader could not name; parts of Qt's own widgets are theirs to name."""
    found = []
    for widget in root.findChildren(QWidget):
        own = not widget.objectName().startswith("qt_")
        if isinstance(widget, QScrollBar) or not own or not isinstance(widget, _CONTROLS):
            continue
        # A menu bar's own menu of what does not fit, and a button that offers nothing now.
        idle = not (widget.objectName() or widget.accessibleName()) if isinstance(widget, QMenu) else widget.isHidden()
        if idle:
            continue
        named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        if not named:
            found.append(f"{widget!r} in {widget.parent()!r}")
    return found


def test_every_control_has_a_name(sample: MainWindow) -> None:
    workspace, journey = workspace_of(sample), session_of(sample).journey
    for table in (journey.cards, journey.stages, journey.lanes, journey.points, journey.personas, journey.metrics):
        workspace.inspect((next(iter(table)),))
    sample.actions_by_id["select-all"].trigger()
    workspace.palette_panel.open_lane_picker().hide()
    assert nameless(sample) == []


def test_every_control_of_the_dialogs_has_a_name(sample: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    for dialog in (
        ExportDialog(session_of(sample).journey, None, sample),
        GalleryDialog(desktop.appearance, desktop.thumbnails, sample),
        NotesDialog(("a note",), sample),
        ShortcutsDialog(sample),
        AboutDialog(sample),
    ):
        assert nameless(dialog) == []
        dialog.show()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isHidden()


def test_everything_can_be_reached_by_tab(sample: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(sample)
    sample.activateWindow()
    workspace.palette_panel.tiles[0].setFocus()
    seen = set()
    for _ in range(200):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.add(focused)
        if isinstance(focused, CanvasView):
            break
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert set(workspace.palette_panel.tiles) <= seen
    assert set(workspace.palette_panel.pills) <= seen


def test_shortcuts_page_lists_the_keys(sample: MainWindow) -> None:
    from PySide6.QtWidgets import QLabel

    dialog = ShortcutsDialog(sample)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts.count("Ctrl+S") == 1
    assert "Select All" in texts
    assert not any("&" in text for text in texts)
    dialog.deleteLater()


def test_no_text_of_the_tool_bar_is_cut(sample: MainWindow) -> None:
    sample.resize(1000, 700)
    bar = sample._tool_bar
    for button in bar.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
            assert bar.rect().contains(button.geometry()), button.text()


def test_second_window_stands_beside_the_first(sample: MainWindow, desktop: Desktop) -> None:
    sample.move(100, 100)
    other = desktop.another_window(sample)
    assert other.pos() == sample.pos() + QPoint(28, 28)
    assert other.size() == sample.size()


def test_right_click_offers_what_applies(sample: MainWindow, qtbot: QtBot) -> None:
    def offered() -> list[str]:
        sample.commands.show_context_menu(QPoint(200, 200))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        texts = [action.text().replace("&", "") for action in menu.actions() if action.text()]
        menu.close()
        return texts

    assert "Delete" not in offered()
    workspace_of(sample).canvas.select((next(iter(session_of(sample).journey.cards)),))
    assert offered()[:2] == ["Edit Text", "Delete"]
