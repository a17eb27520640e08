"""Every kind of editor of the inspector by real keys and clicks; each edit is a step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QEvent, QLocale, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QListView
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing import links
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.connectors import insert_connector, new_connector
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import (
    Crop,
    CurveStyle,
    LaneKind,
    LineKind,
    Mark,
    MetricDisplay,
    Priority,
    Proof,
    WebLink,
)
from cjm_desktop.windows.crop import CropDialog
from tests.maps import picture, png
from tests.windows.inspecting import Inspected

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def shown(journey: Journey, desktop: Desktop, qtbot: QtBot) -> Inspected:
    return Inspected(journey, desktop, qtbot)


def touchpoint(journey: Journey) -> str:
    return next(card.id for card in journey.cards.values() if card.channel in (None, "search", "web", "app", "sms"))


def click(qtbot: QtBot, widget: Any) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


# ---- channel


def test_an_own_channel_from_making_to_deleting(shown: Inspected, qtbot: QtBot) -> None:
    id_ = touchpoint(shown.journey)
    before = shown.journey
    shown.select(id_)
    editor = shown.editor("channel")
    assert not editor.block.isVisible()
    click(qtbot, editor.add)
    made = shown.journey.cards[id_].channel
    assert made in shown.journey.channels
    assert editor.name.hasFocus() or not shown.panel.isActiveWindow()
    shown.type_in(editor.name, "Kiosk")
    assert shown.journey.channels[made].name == "Kiosk"
    assert editor.choice.currentText() == "Kiosk"
    shown.focus(editor.icon)
    shown.choose(editor.icon, "store")
    shown.choose(editor.online, False)
    channel = shown.journey.channels[made]
    assert (channel.icon, channel.online) == ("store", False)
    assert shown.session.steps == ("Add channel", "Rename channel", "Change channel icon", "Change channel")
    assert "1" in editor.used.text()
    click(qtbot, editor.remove)
    assert made not in shown.journey.channels
    assert shown.journey.cards[id_].channel is None
    assert not editor.block.isVisible()
    shown.session.jump(0)
    assert shown.journey == before


def test_the_pencil_shows_what_an_own_channel_is(shown: Inspected, qtbot: QtBot) -> None:
    id_ = touchpoint(shown.journey)
    shown.select(id_)
    editor = shown.editor("channel")
    shown.choose(editor.choice, "phone")
    assert not editor.edit.isVisible()
    own = next(iter(shown.journey.channels))
    shown.choose(editor.choice, own)
    assert editor.edit.isVisible()
    assert not editor.block.isVisible()
    click(qtbot, editor.edit)
    assert editor.block.isVisible()
    assert editor.name.text() == shown.journey.channels[own].name


# ---- tags


def test_a_comma_adds_a_tag_and_backspace_takes_it(shown: Inspected, qtbot: QtBot) -> None:
    id_ = touchpoint(shown.journey)
    shown.session.load(update_cards(shown.journey, [id_], tags=("old",)))
    shown.select(id_)
    line = shown.focus(shown.editor("tags").buddy)
    qtbot.keyClicks(line, "new,other,")
    assert shown.journey.cards[id_].tags == ("old", "new", "other")
    assert line.text() == ""
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert shown.journey.cards[id_].tags == ("old",)
    qtbot.keyClicks(line, "half")
    shown.focus(shown.editor("owner").buddy)
    assert shown.journey.cards[id_].tags == ("old", "half"), "leaving the line adds what stands in it"
    shown.session.jump(0)
    assert shown.journey.cards[id_].tags == ("old",)


def test_tags_of_several_cards(shown: Inspected, qtbot: QtBot) -> None:
    first, second = list(shown.journey.cards)[:2]
    start = update_cards(update_cards(shown.journey, [first], tags=("both", "one")), [second], tags=("both",))
    shown.session.load(start)
    shown.select(first, second)
    editor = shown.editor("tags")
    assert [pill.accessibleName() for pill in editor.pills] == ["Remove the tag both", "Give the tag one to all"]
    click(qtbot, editor.pills[1])
    assert shown.journey.cards[second].tags == ("both", "one")
    click(qtbot, editor.pills[0])
    assert [shown.journey.cards[id_].tags for id_ in (first, second)] == [("one",), ("one",)]


def test_suggestions_come_from_the_map(shown: Inspected, qtbot: QtBot) -> None:
    first, second = list(shown.journey.cards)[:2]
    shown.session.load(update_cards(shown.journey, [first], tags=("seasonal", "checkout")))
    shown.select(second)
    line = shown.focus(shown.editor("tags").buddy)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    popup = line.completer().popup()
    assert isinstance(popup, QListView)
    assert popup.isVisible()
    offered = [popup.model().index(n, 0).data() for n in range(popup.model().rowCount())]
    assert {"seasonal", "checkout"} <= set(offered)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.keyClicks(line, "sea")
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.journey.cards[second].tags == ("seasonal",))


def test_a_suggested_source_is_taken(shown: Inspected, qtbot: QtBot) -> None:
    id_ = next(card.id for card in shown.journey.cards.values() if card.evidence is None)
    title = next(iter(shown.journey.sources.values())).title
    shown.select(id_)
    line = shown.focus(shown.editor("source").buddy)
    qtbot.keyClicks(line, title[:4])
    popup = line.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert shown.journey.cards[id_].evidence == Proof(source=title)
    assert shown.session.steps == ("Change evidence",)


# ---- marks, priority, colour


def test_marks_of_several_things(shown: Inspected, qtbot: QtBot) -> None:
    card, point = next(iter(shown.journey.cards)), next(iter(shown.journey.points))
    shown.session.load(update_cards(shown.journey, [card], marks=(Mark.WAIT_POINT,)))
    shown.select(card, point)
    pills = shown.editor("marks").pills
    assert pills[2].text().startswith("–")
    click(qtbot, pills[2])
    assert shown.journey.points[point].marks == (Mark.WAIT_POINT,)
    click(qtbot, pills[2])
    assert (shown.journey.cards[card].marks, shown.journey.points[point].marks) == ((), ())


def test_priority_by_clicks_and_arrows(shown: Inspected, qtbot: QtBot) -> None:
    id_ = touchpoint(shown.journey)
    shown.select(id_)
    editor = shown.editor("priority")
    grid = shown.focus(editor.grid)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(5, 2).center().toPoint())
    assert shown.journey.cards[id_].priority == Priority(impact=5, effort=2)
    assert editor.word.text() == grid.accessibleDescription() == "Impact 5, effort 2"
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(grid, key)
    assert shown.journey.cards[id_].priority == Priority(impact=4, effort=3)
    assert len(shown.session.steps) == 1, "one visit is one step"
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert shown.journey.cards[id_].priority is None
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert shown.journey.cards[id_].priority == Priority(impact=3, effort=3)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(3, 3).center().toPoint())
    assert shown.journey.cards[id_].priority is None, "a click on the chosen cell lets it go"
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(1, 1).center().toPoint())
    click(qtbot, editor.clear)
    assert shown.journey.cards[id_].priority is None


def test_colours_are_one_stop_of_tab_with_arrows(shown: Inspected, qtbot: QtBot) -> None:
    id_ = touchpoint(shown.journey)
    shown.select(id_)
    editor = shown.editor("accent")
    assert editor.swatches[None].isChecked()
    assert editor.word.text() == "The lane's colour"
    shown.focus(editor.swatches[None])
    click(qtbot, editor.swatches["teal"])
    assert shown.journey.cards[id_].accent == "teal"
    qtbot.keyClick(shown.focus(editor.swatches["teal"]), Qt.Key.Key_Right)
    assert shown.journey.cards[id_].accent == "green"
    assert editor.swatches["green"].accessibleName() == "Green"
    assert len(shown.session.steps) == 1
    click(qtbot, editor.swatches[None])
    assert shown.journey.cards[id_].accent is None


def test_colours_that_differ_show_none(shown: Inspected) -> None:
    first, second = list(shown.journey.cards)[:2]
    shown.session.load(update_cards(shown.journey, [first], accent="teal"))
    shown.select(first, second)
    editor = shown.editor("accent")
    assert not any(button.isChecked() for button in editor.swatches.values())
    assert editor.word.text() == "several values"


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

    def crop() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CropDialog)
        dialog.area.set_crop(Crop(width=0.5))
        click(qtbot, dialog.crop_button)

    QTimer.singleShot(0, crop)
    click(qtbot, editor.crop)
    assert shown.journey.cards[pictured].crop == Crop(width=0.5)
    assert shown.session.steps == ("Change picture", "Describe picture", "Crop picture")
    click(qtbot, editor.remove)
    assert shown.journey.cards[pictured].picture is None
    assert shown.journey.cards[pictured].crop is None
    assert not editor.preview.isVisible()


def test_a_crop_that_is_given_up_changes_nothing(shown: Inspected, pictured: str, qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
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

    def crop() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CropDialog)
        click(qtbot, dialog.crop_button)

    QTimer.singleShot(0, crop)
    click(qtbot, editor.crop)
    assert shown.journey.personas[persona].portrait_crop == Crop(x=0.25, width=0.5)


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
    editor.open_menu(editor.blocks[0]).actions()[2].trigger()
    assert names() == ["Second"]
    assert shown.session.steps[:2] == ("Add sub-stage", "Rename sub-stage")
    shown.session.jump(0)
    assert shown.journey == before
    assert editor.blocks == []


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


# ---- points, metrics, lanes


def test_a_point_and_its_curve(shown: Inspected, qtbot: QtBot) -> None:
    point = next(iter(shown.journey.points.values()))
    shown.select(point.id)
    place = shown.editor("position")
    qtbot.keyClick(shown.focus(place.slider), Qt.Key.Key_End)
    assert shown.journey.points[point.id].position == 1
    shown.type_in(place.number.line, "25")
    assert shown.journey.points[point.id].position == 0.25
    assert place.slider.value() == 25
    shown.choose(shown.editor("stage").choice, list(shown.journey.stages)[-1])
    assert shown.journey.points[point.id].stage == list(shown.journey.stages)[-1]
    shown.type_in(shown.editor("curve_label").line, "Now")
    assert shown.journey.curves[point.curve].label == "Now"
    click(qtbot, shown.editor("curve_hidden").switch)
    assert shown.journey.curves[point.curve].hidden
    click(qtbot, shown.editor("curve_delete").button)
    assert point.curve not in shown.journey.curves
    assert shown.panel.subject.key == "map"
    shown.session.undo()
    assert point.curve in shown.journey.curves


def test_a_metric_with_earlier_values(shown: Inspected, qtbot: QtBot) -> None:
    metric = next(iter(shown.journey.metrics.values()))
    shown.select(metric.id)
    line = shown.editor("series").line
    shown.type_in(line, "3; 4,5; x")
    assert shown.journey.metrics[metric.id].series == (3.0, 4.5)
    assert line.property("wrong") is True
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(line, "6")
    assert shown.journey.metrics[metric.id].series == (3.0, 4.5, 6.0)
    shown.choose(shown.editor("display").choice, MetricDisplay.LINE)
    assert shown.journey.lanes[metric.lane].display is MetricDisplay.LINE


def test_numbers_have_the_sign_of_the_users_language(shown: Inspected) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    try:
        metric = next(iter(shown.journey.metrics))
        shown.select(metric)
        line = shown.editor("value").line
        shown.type_in(line, "1,25")
        assert shown.journey.metrics[metric].value == 1.25
        shown.type_in(line, "2.5")
        assert shown.journey.metrics[metric].value == 2.5
        shown.focus(shown.editor("unit").line)
        assert line.text() == "2,5"
    finally:
        QLocale.setDefault(before)


def test_another_kind_of_lane_says_what_is_not_shown(shown: Inspected) -> None:
    lane = next(card.lane for card in shown.journey.cards.values() if card.lane)
    count = sum(card.lane == lane for card in shown.journey.cards.values())
    before = shown.journey
    shown.select(lane)
    notice = shown.editor("unseen")
    assert not notice.isVisible()
    shown.choose(shown.editor("kind").choice, LaneKind.EMOTION)
    assert shown.journey.cards is before.cards, "nothing is lost"
    assert notice.isVisible()
    assert f"cards: {count}" in notice.label.text()
    shown.session.undo()
    assert not notice.isVisible()


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


def test_a_choice_whose_things_differ(shown: Inspected) -> None:
    ids = tuple(shown.journey.cards)
    shown.select(*ids)
    choice = shown.editor("stage").choice
    assert choice.currentIndex() == -1
    assert choice.placeholderText() == "several"
    shown.choose(choice, next(iter(shown.journey.stages)))
    assert {card.stage for card in shown.journey.cards.values()} == {next(iter(shown.journey.stages))}
    assert len(shown.session.steps) == 1


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


def test_the_grids_cells_say_what_they_are(shown: Inspected) -> None:
    shown.select(touchpoint(shown.journey))
    grid = shown.editor("priority").grid
    for place, tip in ((grid.cell_rect(4, 5).center(), "Impact 4, effort 5"), (QPointF(0, 0), "")):
        move = QMouseEvent(
            QEvent.Type.MouseMove, place, grid.mapToGlobal(place), Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(grid, move)
        assert tip in grid.toolTip()
