"""Links, pictures, lists, dates, lines and ends in the inspector by real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing import links
from cjm_desktop.editing.connectors import insert_connector, new_connector
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import (
    Crop,
    CurveStyle,
    LaneKind,
    LineKind,
    WebLink,
)
from cjm_desktop.windows.crop import CropDialog
from tests.maps import picture, png
from tests.windows.answering import in_dialog
from tests.windows.inspecting import Inspected, click, touchpoint

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


# ---- links


def test_links_are_written_opened_and_removed(shown: Inspected, qtbot: QtBot) -> None:
    id_ = touchpoint(shown.journey)
    opened: list[str] = []
    shown.panel.link_wanted.connect(opened.append)
    shown.select(id_)
    editor = shown.editor("links")
    click(qtbot, editor.add)
    (block,) = editor.blocks
    assert not block.open.isEnabled()
    shown.type_in(block.url, "https://example.org/a")
    assert shown.journey.cards[id_].links == (WebLink(url="https://example.org/a"),)
    assert editor.blocks == [block]
    assert block.url.text() == "https://example.org/a"
    shown.type_in(block.title, "The study")
    assert shown.journey.cards[id_].links == (WebLink(url="https://example.org/a", title="The study"),)
    assert shown.session.steps == ("Add link", "Change link")
    assert opened == []
    click(qtbot, block.open)
    assert opened == ["https://example.org/a"]
    assert "The study" in block.remove.accessibleName()
    click(qtbot, block.remove)
    assert shown.journey.cards[id_].links == ()
    assert editor.blocks == []


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "file:///etc/passwd", "see the wiki"])
def test_a_bad_address_gets_one_clear_line(shown: Inspected, qtbot: QtBot, bad: str) -> None:
    id_ = touchpoint(shown.journey)
    shown.select(id_)
    editor = shown.editor("links")
    click(qtbot, editor.add)
    (block,) = editor.blocks
    shown.type_in(block.url, bad)
    shown.focus(block.title)
    assert shown.journey.cards[id_].links == ()
    assert "begins with https://" in block.complaint.text()
    assert block.complaint.isVisible()
    shown.type_in(block.url, "https://example.org")
    assert not block.complaint.isVisible()
    assert len(shown.journey.cards[id_].links) == 1


def test_an_address_without_its_scheme_is_completed(shown: Inspected, qtbot: QtBot) -> None:
    id_ = touchpoint(shown.journey)
    shown.select(id_)
    editor = shown.editor("links")
    for text, url in (("example.org", "https://example.org"), ("ann@example.org", "mailto:ann@example.org")):
        click(qtbot, editor.add)
        block = editor.blocks[-1]
        shown.type_in(block.url, text)
        shown.focus(block.title)
        assert shown.journey.cards[id_].links[-1].url == url
        assert block.url.text() == url


def test_an_unfinished_link_is_forgotten_with_its_card(shown: Inspected, qtbot: QtBot) -> None:
    first, second = list(shown.journey.cards)[:2]
    shown.session.load(links.add_link(shown.journey, second, "https://example.org"))
    shown.select(first)
    editor = shown.editor("links")
    click(qtbot, editor.add)
    shown.type_in(editor.blocks[0].url, "htt")
    shown.select(second)
    assert [block.url.text() for block in editor.blocks] == ["https://example.org"]
    shown.type_in(editor.blocks[0].url, "nonsense here")
    shown.focus(editor.blocks[0].title)
    assert editor.blocks[0].url.text() == "https://example.org"
    assert shown.session.steps == ()


# ---- picture


@pytest.fixture
def pictured(shown: Inspected) -> str:
    """A card that shows a picture."""
    id_ = touchpoint(shown.journey)
    shown.select(id_)
    editor = shown.editor("picture")
    editor._put(picture(40, 20))
    return id_


def test_a_picture_is_described_cropped_and_removed(shown: Inspected, pictured: str, qtbot: QtBot) -> None:
    editor = shown.editor("picture")
    assert editor.preview.isVisible()
    shown.type_in(editor.alt, "A feeder")
    card = shown.journey.cards[pictured]
    assert card.picture is not None
    assert shown.journey.pictures[card.picture].alt == "A feeder"

    def crop(dialog: CropDialog) -> None:
        dialog.area.set_crop(Crop(width=0.5))
        click(qtbot, dialog.crop_button)

    with in_dialog(CropDialog, crop):
        click(qtbot, editor.crop)
    assert shown.journey.cards[pictured].crop == Crop(width=0.5)
    assert shown.session.steps == ("Change picture", "Describe picture", "Crop picture")
    click(qtbot, editor.remove)
    assert shown.journey.cards[pictured].picture is None
    assert shown.journey.cards[pictured].crop is None
    assert not editor.preview.isVisible()


def test_a_crop_that_is_given_up_changes_nothing(shown: Inspected, pictured: str, qtbot: QtBot) -> None:
    with in_dialog(CropDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape)):
        click(qtbot, shown.editor("picture").crop)
    assert shown.journey.cards[pictured].crop is None
    assert shown.session.steps == ("Change picture",)


def test_a_picture_is_pasted(shown: Inspected, qtbot: QtBot, answers: Any) -> None:
    id_ = touchpoint(shown.journey)
    shown.select(id_)
    editor = shown.editor("picture")
    QGuiApplication.clipboard().setText("no picture")
    click(qtbot, editor.paste)
    assert "no picture to paste" in answers.asked[0] or "Copy a picture" in answers.asked[0]
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    click(qtbot, editor.paste)
    card = shown.journey.cards[id_]
    assert card.picture is not None
    kept = shown.journey.pictures[card.picture]
    assert (kept.mime, kept.width, kept.height) == ("image/png", 30, 20)
    QGuiApplication.clipboard().clear()


def test_a_picture_is_dropped(shown: Inspected, tmp_path: Path) -> None:
    id_ = touchpoint(shown.journey)
    shown.select(id_)
    editor = shown.editor("picture")
    file = tmp_path / "The feeder.png"
    file.write_bytes(png(12, 10))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(editor, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(editor, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none))
    card = shown.journey.cards[id_]
    assert card.picture is not None
    assert shown.journey.pictures[card.picture].alt == "The feeder"


def test_a_portrait_is_cropped_square(shown: Inspected, qtbot: QtBot) -> None:
    persona = next(iter(shown.journey.personas))
    shown.select(persona)
    editor = shown.editor("portrait")
    editor._put(picture(40, 20))

    with in_dialog(CropDialog, lambda dialog: click(qtbot, dialog.crop_button)):
        click(qtbot, editor.crop)
    assert shown.journey.personas[persona].portrait_crop == Crop(x=0.25, width=0.5)


Choose = Callable[[Path | None], None]


def test_several_cards_get_one_picture(shown: Inspected, qtbot: QtBot, tmp_path: Path, chosen_file: Choose) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png(12, 10))
    chosen_file(file)
    ids = tuple(shown.journey.cards)[:3]
    shown.select(*ids)
    click(qtbot, shown.editor("picture").choose)
    assert len({shown.journey.cards[id_].picture for id_ in ids}) == 1
    assert len(shown.journey.pictures) == 1


# ---- lists of small records


def test_sub_stages(shown: Inspected, qtbot: QtBot) -> None:
    stage = next(iter(shown.journey.stages))
    before = shown.journey
    shown.select(stage)
    editor = shown.editor("sub_stages")
    for name in ("First", "Second"):
        click(qtbot, editor.add)
        line = editor.blocks[-1].controls["name"]
        assert line.hasFocus() or not shown.panel.isActiveWindow()
        shown.type_in(line, name)

    def names() -> list[str]:
        return [part.name for part in shown.journey.stages[stage].sub_stages]

    assert names() == ["First", "Second"]
    menu = editor.open_menu(editor.blocks[1])
    assert [action.isEnabled() for action in menu.actions()] == [True, False, True]
    menu.actions()[0].trigger()
    assert names() == ["Second", "First"]
    assert [block.controls["name"].text() for block in editor.blocks] == ["Second", "First"]
    editor.open_menu(editor.blocks[0]).actions()[1].trigger()
    assert names() == ["First", "Second"]
    shown.focus(editor.blocks[0].controls["name"])
    editor.open_menu(editor.blocks[0]).actions()[2].trigger()
    assert names() == ["Second"]
    assert editor.blocks[0].menu.hasFocus(), "the keyboard goes on beside what went"
    assert shown.session.steps[:2] == ("Add sub-stage", "Rename sub-stage")
    shown.session.jump(0)
    assert shown.journey == before
    assert editor.blocks == []


def test_enter_in_a_sub_stage_goes_on_to_the_next(shown: Inspected, qtbot: QtBot) -> None:
    stage = next(iter(shown.journey.stages))
    shown.select(stage)
    editor = shown.editor("sub_stages")
    click(qtbot, editor.add)
    for n, name in enumerate(("First", "Second")):
        line = editor.blocks[n].controls["name"]
        shown.type_in(line, name)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert editor.blocks[n + 1].controls["name"].hasFocus()
    last = editor.blocks[2].controls["name"]
    last.selectAll()
    qtbot.keyClick(last, Qt.Key.Key_Backspace)
    qtbot.keyClick(last, Qt.Key.Key_Return)
    assert len(editor.blocks) == 3, "an empty one is enough"
    first = editor.blocks[0].controls["name"]
    shown.focus(first)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert len(editor.blocks) == 3
    assert editor.blocks[1].controls["name"].hasFocus()


def test_a_menu_of_a_row_opens_by_its_button(shown: Inspected, qtbot: QtBot) -> None:
    shown.select()
    block = shown.editor("sources").blocks[0]
    click(qtbot, block.menu)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert "Interviews" in menu.accessibleName()
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert shown.session.steps == ()


def test_sources(shown: Inspected, qtbot: QtBot) -> None:
    shown.select()
    editor = shown.editor("sources")
    count = len(shown.journey.sources)
    click(qtbot, editor.add)
    block = editor.blocks[-1]
    for key, text in (("title", "A log"), ("count", "12x"), ("url", "https://x.org"), ("note", "of May")):
        shown.type_in(block.controls[key], text)
    source = list(shown.journey.sources.values())[-1]
    assert (source.title, source.count, source.url, source.note) == ("A log", 12, "https://x.org", "of May")
    shown.focus(block.controls["title"])
    assert block.controls["count"].text() == "12", "what is no number is not kept"
    assert block.controls["url"].accessibleName() == "Address of A log"
    editor.open_menu(block).actions()[0].trigger()
    assert list(shown.journey.sources)[-2] == source.id
    editor.open_menu(block).actions()[2].trigger()
    assert len(shown.journey.sources) == count


def test_personas_of_the_map(shown: Inspected, qtbot: QtBot) -> None:
    asked: list[tuple[str, ...]] = []
    shown.panel.select_wanted.connect(asked.append)
    shown.select()
    editor = shown.editor("personas")
    first = next(iter(shown.journey.personas))
    click(qtbot, editor.blocks[0].controls["primary"])
    assert not shown.journey.personas[first].primary
    click(qtbot, editor.add)
    second = list(shown.journey.personas)[1]
    editor.open_menu(editor.blocks[1]).actions()[0].trigger()
    assert list(shown.journey.personas) == [second, first]
    click(qtbot, editor.blocks[1].controls["name"])
    assert asked == [(first,)]
    assert shown.session.steps == ("Change primary persona", "Add persona", "Move persona")


def test_curves_of_an_emotion_lane(shown: Inspected, qtbot: QtBot) -> None:
    lane = next(lane.id for lane in shown.journey.lanes.values() if lane.kind is LaneKind.EMOTION)
    shown.select(lane)
    editor = shown.editor("curves")
    count = len(editor.blocks)
    click(qtbot, editor.add)
    block = editor.blocks[-1]
    shown.type_in(block.controls["label"], "Oleg")
    shown.choose(block.controls["style"], CurveStyle.GHOST)
    shown.choose(block.controls["persona"], None)
    click(qtbot, block.controls["hidden"])
    curve = list(shown.journey.curves.values())[-1]
    assert (curve.label, curve.style, curve.persona, curve.hidden) == ("Oleg", CurveStyle.GHOST, None, True)
    editor.open_menu(block).actions()[-1].trigger()
    assert len(shown.journey.curves) == count


# ---- the map


def test_a_day_is_picked(shown: Inspected, qtbot: QtBot) -> None:
    shown.select()
    editor = shown.editor("date")
    shown.type_in(editor.line, "spring 2026")
    assert shown.journey.date == "spring 2026", "a date may be written in words"
    shown.type_in(editor.line, "2026-02-10")
    click(qtbot, editor.pick)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 2, 10)
    calendar.setSelectedDate(QDate(2026, 2, 11))
    calendar.activated.emit(calendar.selectedDate())
    assert shown.journey.date == "2026-02-11"
    assert editor.line.text() == "2026-02-11"


def test_any_language_by_its_code(shown: Inspected, qtbot: QtBot) -> None:
    shown.select()
    editor = shown.editor("language")
    shown.choose(editor.choice, "de")
    assert shown.journey.language == "de"
    last = editor.choice.count() - 1
    editor.choice.setCurrentIndex(last)
    editor.choice.activated.emit(last)
    assert editor.code.isVisible()
    shown.type_in(editor.code, "c$")
    assert editor.code.property("wrong") is True
    shown.type_in(editor.code, "cy")
    qtbot.keyClick(editor.code, Qt.Key.Key_Return)
    assert shown.journey.language == "cy"
    assert not editor.code.isVisible()
    assert editor.choice.currentData() == "cy"
    editor.choice.setCurrentIndex(editor.choice.count() - 1)
    editor.choice.activated.emit(editor.choice.count() - 1)
    shown.type_in(editor.code, "!")
    shown.focus(shown.editor("title").buddy)
    assert shown.journey.language == "cy"
    assert editor.choice.currentData() == "cy"


def test_blueprint_lines(shown: Inspected, qtbot: QtBot) -> None:
    shown.select()
    editor = shown.editor("lines")
    block = editor.blocks[LineKind.VISIBILITY]
    assert not shown.journey.lines
    assert not block.label.isVisible()
    click(qtbot, block.shown)
    (line,) = shown.journey.lines.values()
    assert line.kind is LineKind.VISIBILITY
    shown.type_in(block.label, "What is seen")
    menu = editor.open_roles(LineKind.VISIBILITY)
    action = next(action for action in menu.actions() if action.text() == "Actions")
    action.trigger()
    assert shown.journey.lines[line.id].before[-1] == "actions"
    assert "Actions" in block.roles.accessibleName()
    click(qtbot, block.shown)
    assert shown.journey.lines[line.id].hidden
    assert shown.session.steps == ("Change line",) * 4


def test_roles_of_a_selected_line(desktop: Desktop, qtbot: QtBot) -> None:
    from cjm_desktop.templates import load_template

    shown = Inspected(load_template("service-blueprint"), desktop, qtbot)
    line = next(iter(shown.journey.lines.values()))
    shown.select(line.id)
    pill = next(pill for pill in shown.editor("before").pills if pill.text() == "Actions")
    click(qtbot, pill)
    assert shown.journey.lines[line.id].before == (*line.before, "actions")
    click(qtbot, pill)
    assert shown.journey.lines[line.id].before == line.before


# ---- connectors and personas


@pytest.fixture
def joined(journey: Journey, desktop: Desktop, qtbot: QtBot) -> tuple[Inspected, str, list[str]]:
    """A selected connector, and the cards of the map."""
    cards = list(journey.cards)
    one = new_connector(journey, cards[0], cards[1])
    shown = Inspected(insert_connector(journey, one), desktop, qtbot)
    shown.select(one.id)
    return shown, one.id, cards


def test_a_connector_is_reversed_and_deleted(joined: tuple[Inspected, str, list[str]], qtbot: QtBot) -> None:
    shown, id_, cards = joined
    click(qtbot, shown.editor("reverse").button)
    assert (shown.journey.connectors[id_].source, shown.journey.connectors[id_].target) == (cards[1], cards[0])
    click(qtbot, shown.editor("delete").button)
    assert not shown.journey.connectors
    assert shown.session.steps == ("Reverse connector", "Delete connector")


def test_a_connector_leads_to_another_card(joined: tuple[Inspected, str, list[str]], qtbot: QtBot) -> None:
    shown, id_, cards = joined
    asked: list[tuple[str, ...]] = []
    shown.panel.select_wanted.connect(asked.append)
    editor = shown.editor("target")
    assert shown.journey.cards[cards[1]].text[:20] in editor.line.text()
    click(qtbot, editor.show_it)
    assert asked == [(cards[1],)]
    third = shown.journey.cards[cards[5]]
    shown.type_in(editor.line, third.text)
    popup = editor.line.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.journey.connectors[id_].target == third.id)
    shown.type_in(editor.line, "no such card")
    shown.focus(shown.editor("label").buddy)
    assert third.text[:20] in editor.line.text()
    assert shown.journey.connectors[id_].target == third.id


def test_a_connector_to_itself_is_refused_in_words(joined: tuple[Inspected, str, list[str]]) -> None:
    shown, id_, cards = joined
    shown.editor("target").edited.emit(cards[0])
    assert shown.journey.connectors[id_].target == cards[1]
    assert "two different cards" in shown.panel._complaint.text()


def test_the_persona_editor_is_asked_for(shown: Inspected, qtbot: QtBot) -> None:
    asked: list[str] = []
    shown.panel.persona_wanted.connect(asked.append)
    persona = next(iter(shown.journey.personas))
    shown.select(persona)
    click(qtbot, shown.editor("edit").button)
    assert asked == [persona]
