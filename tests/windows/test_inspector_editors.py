"""Every kind of editor of the inspector by real keys and clicks; each edit is a step that can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QLocale, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QListView
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.model.records import (
    LaneKind,
    Mark,
    MetricDisplay,
    Priority,
    Proof,
)
from tests.windows.inspecting import Inspected, click, touchpoint

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_too_long_a_text_is_told_in_words(shown: Inspected, qtbot: QtBot) -> None:
    id_ = touchpoint(shown.journey)
    before = shown.journey
    shown.select(id_)
    area = shown.editor("text").area
    shown.focus(area).selectAll()
    QApplication.clipboard().setText("x" * 50_000)
    qtbot.keyClick(area, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    said = "A text may be at most 20,000 characters long; this one has 50,000."
    assert said in {label.text() for label in shown.panel.findChildren(QLabel) if label.isVisible()}
    assert shown.journey is before


def test_what_the_spread_of_a_point_means_is_told_below_it(shown: Inspected) -> None:
    shown.select(next(iter(shown.journey.points)))
    said = "About two thirds of what was said lie within it. On a curve it is the thin line through the point."
    assert said in {label.text() for label in shown.panel.findChildren(QLabel) if label.isVisible()}


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
    assert shown.journey.channels[made].name == "New channel", "until it has a name, no id is shown"
    shown.qtbot.waitUntil(editor.name.hasFocus)
    shown.qtbot.keyClicks(editor.name, "Kiosk")
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
    qtbot.keyClick(editor.swatches["green"], Qt.Key.Key_Right)
    assert shown.journey.cards[id_].accent == "amber"
    qtbot.keyClick(editor.swatches["amber"], Qt.Key.Key_Left)
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


def test_a_choice_whose_things_differ(shown: Inspected) -> None:
    ids = tuple(shown.journey.cards)
    shown.select(*ids)
    choice = shown.editor("stage").choice
    assert choice.currentIndex() == -1
    assert choice.placeholderText() == "several"
    shown.choose(choice, next(iter(shown.journey.stages)))
    assert {card.stage for card in shown.journey.cards.values()} == {next(iter(shown.journey.stages))}
    assert len(shown.session.steps) == 1


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
