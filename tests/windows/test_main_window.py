"""The main window by real events: it starts with the gallery, edits through its menus, and looks as it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.templates import load_template
from cjm_desktop.windows import geometry, settings
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import rename, session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_start_page_comes_first(window: MainWindow) -> None:
    assert window.windowTitle() == "CJM Desktop"
    assert window.start_page.isVisible()
    assert window.workspace is None
    for id_ in ("save", "export", "undo", "insert-stage", "zoom-fit"):
        assert not window.actions_by_id[id_].isEnabled(), id_
    for id_ in ("new", "open", "import-file", "about", "quit", "appearance-dark"):
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
    sample.commands.edit.edit_text()
    assert not session.is_dirty


def test_language_chooses_the_glyphs(sample: MainWindow) -> None:
    session, canvas = session_of(sample), workspace_of(sample).canvas
    session.apply("Rename map", update_map(session.journey, title="直"))

    def face() -> str:
        return canvas.layout_now().header.title.block.lines[0].runs[0].face.key

    before = face()
    session.apply("Change language", update_map(session.journey, language="zh-Hans"))
    assert face() != before


def test_right_click_offers_what_applies(sample: MainWindow) -> None:
    def offered(kind: str) -> list[str]:
        sample.commands.view.show_context_menu(QPoint(200, 200), kind)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        texts = [action.text().replace("&", "") for action in menu.actions() if action.text()]
        menu.close()
        return texts

    assert "Delete" not in offered("none")
    workspace_of(sample).canvas.select((next(iter(session_of(sample).journey.cards)),))
    assert offered("card")[:2] == ["Edit Text", "Cut"]


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
    sample.setGeometry(30, 40, 740, 600)
    sample.actions_by_id["show-palette"].trigger()
    sample.close()
    again = desktop.new_window()
    again.show()
    again.commands.file.start_from_template("blank", False)
    assert again.size().toTuple() == (740, 600)
    assert not workspace_of(again).palette_panel.isVisible()
    assert not again.actions_by_id["show-palette"].isChecked()


def test_window_beyond_the_screen_is_rescued(window: MainWindow, desktop: Desktop) -> None:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert geometry.reachable(QRect(10, 10, 500, 400), screen)
    assert not geometry.reachable(QRect(screen.right() - 20, 10, 500, 400), screen)
    assert not geometry.reachable(QRect(10, -300, 500, 400), screen)
    window.move(screen.right() + 4000, 10)
    settings.store(settings.GEOMETRY, window.saveGeometry())
    again = desktop.new_window()
    again.show()
    assert geometry.reachable(again.frameGeometry(), screen)


def test_hidden_lanes_come_back_by_the_menu(sample: MainWindow) -> None:
    assert sample.document is not None
    session = sample.document.session
    show = sample.actions_by_id["show-lanes"]
    assert not show.isEnabled()
    lanes = list(session.journey.lanes)[:2]
    before = session.journey
    for lane in lanes:
        session.apply("Hide lane", update_lane(session.journey, lane, hidden=True))
    assert show.isEnabled()
    show.trigger()
    assert session.journey == before
    assert session.undo_label == "Show hidden lanes"


def test_the_files_name_is_whole_beside_the_menus(window: MainWindow, sample_file: Path) -> None:
    window.open_path(sample_file)
    label = window.menuBar().cornerWidget()
    assert isinstance(label, QLabel)
    assert label.text() == sample_file.name
    assert label.width() >= label.sizeHint().width()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_tool_buttons_are_grey_where_their_actions_are(sample: MainWindow, desktop: Desktop, mode: str) -> None:
    sample.actions_by_id[f"appearance-{mode}"].trigger()
    buttons = sample._tool_bar._buttons
    states = {id_: button.isEnabled() for id_, button in buttons.items()}
    assert states == {id_: sample.actions_by_id[id_].isEnabled() for id_ in buttons}
    assert (states["undo"], states["redo"]) == (False, False)

    def colours() -> set[str]:
        image = buttons["undo"].grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    chrome = desktop.appearance.chrome
    assert chrome.text_disabled in colours()
    assert chrome.text not in colours()
    rename(sample, "Changed")
    assert buttons["undo"].isEnabled()
    assert chrome.text in colours()
    sample.actions_by_id["appearance-light"].trigger()


def test_what_the_status_bar_offers_is_whole(sample: MainWindow, qtbot: QtBot) -> None:
    taken: list[bool] = []
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    sample.status.say("Exported map.pdf", "Open folder", lambda: taken.append(True))
    offer = sample.status.findChild(QPushButton)
    assert isinstance(offer, QPushButton)
    for focus in (False, True):
        if focus:
            offer.setFocus()
        QApplication.processEvents()
        assert sample.status.rect().contains(offer.geometry())
        assert offer.height() >= offer.sizeHint().height()
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert taken == [True]


def test_a_narrow_tool_bar_sheds_texts_before_tools(sample: MainWindow, qtbot: QtBot) -> None:
    bar = sample._tool_bar
    save, export = bar.button("save"), bar.button("export")

    def shown() -> Qt.ToolButtonStyle:
        return save.toolButtonStyle()

    sample.resize(1200, 700)
    assert shown() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    for width in (900, 730):
        sample.resize(width, 600)
        qtbot.waitUntil(lambda: shown() == Qt.ToolButtonStyle.ToolButtonIconOnly)
        QApplication.processEvents()
        assert export.isVisible()
        assert bar.rect().contains(export.geometry())
        assert all(button.isVisible() for button in bar._buttons.values())
    assert save.accessibleName() == "Save"
    assert "Save" in save.toolTip()
    sample.resize(1200, 700)
    qtbot.waitUntil(lambda: shown() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def test_the_button_of_further_tools_is_seen(sample: MainWindow, qtbot: QtBot) -> None:
    sample.setMinimumSize(10, 10)
    workspace_of(sample).canvas.setMinimumWidth(10)
    sample.show_panel("palette", False)
    sample.show_panel("inspector", False)
    sample.resize(420, 500)
    further = sample._tool_bar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert isinstance(further, QToolButton)
    qtbot.waitUntil(further.isVisible)
    assert min(further.size().toTuple()) >= 20
    assert further.geometry().right() <= sample._tool_bar.width()
    image = further.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert sample.appearance.chrome.text in colours


def test_the_inspector_gives_way_in_a_narrow_window(sample: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    workspace = workspace_of(sample)
    sample.resize(740, 500)
    qtbot.waitUntil(lambda: workspace.canvas.width() > 500)
    assert not workspace.inspector.isVisible()
    assert workspace.palette_panel.isVisible()
    sample.resize(1000, 600)
    assert workspace.inspector.isVisible()
    sample.resize(740, 500)
    sample.actions_by_id["show-inspector"].trigger()
    assert workspace.inspector.isVisible()
    sample.resize(1000, 600)
    sample.resize(740, 500)
    sample.close()
    again = desktop.new_window()
    again.resize(1000, 600)
    again.show()
    again.commands.file.start_from_template("blank", False)
    assert workspace_of(again).inspector.isVisible()


def test_a_new_things_words_belong_to_its_step(sample: MainWindow, qtbot: QtBot) -> None:
    session, workspace = session_of(sample), workspace_of(sample)
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    before = session.journey
    qtbot.mouseClick(workspace.palette_panel.tiles[0], Qt.MouseButton.LeftButton)
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "Later")
    workspace.canvas.commit_editing()
    assert "Later" in {stage.name for stage in session.journey.stages.values()}
    assert len(session.steps) == 1
    session.undo()
    assert session.journey == before


def test_characters_that_no_font_has_are_told_of(sample: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_of(sample)
    assert not any("drawn" in one.text() for one in sample.status.findChildren(QPushButton))
    card = next(iter(session.journey.cards))
    session.apply("Write", update_cards(session.journey, [card], text="Waits \U00010380\U00010381"))
    button = next(one for one in sample.status.findChildren(QPushButton) if "drawn" in one.text())
    assert button.text() == "2 characters cannot be drawn"
    assert button.isVisible()
    told: list[tuple[str, tuple[str, ...]]] = []
    monkeypatch.setattr(sample, "show_notes", lambda *said: told.append(said))
    button.click()
    (title, notes) = told[0]
    assert title == "Characters that cannot be drawn"
    assert len(notes) == 2
    assert "U+10380" in notes[0]
    session.undo()
    assert not button.isVisible()


def test_the_smallest_window_shows_every_menu(sample: MainWindow, qtbot: QtBot) -> None:
    rename(sample, "A map with a long name " * 4)
    sample.resize(200, 200)
    qtbot.waitUntil(lambda: sample.width() == sample.minimumWidth())
    bar = sample.menuBar()
    corner = bar.cornerWidget()
    assert corner is not None
    for action in bar.actions():
        place = bar.actionGeometry(action)
        assert place.width() > 0
        assert bar.rect().contains(place)
        assert not place.intersects(corner.geometry())
