"""The command palette and the list of stages, by keys and the mouse."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.windows.actions import ACTIONS
from cjm_desktop.windows.chooser import Chooser, Entry, ranked
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def opened(window: MainWindow, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> Chooser:
    qtbot.keyClick(window, key, modifiers)
    chooser = QApplication.activePopupWidget()
    assert isinstance(chooser, Chooser)
    return chooser


def palette(window: MainWindow, qtbot: QtBot) -> Chooser:
    return opened(window, qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def test_the_palette_lists_every_command_with_its_keys(sample: MainWindow, qtbot: QtBot) -> None:
    chooser = palette(sample, qtbot)
    by_text = {entry.text: entry for entry in chooser.shown}
    for action in ACTIONS.values():
        if action.id not in ("command-palette", "undo", "redo"):
            assert action.label.replace("&", "").rstrip("…") in by_text, action.id
    assert by_text["Save"].keys == "Ctrl+S"
    assert by_text["Save"].detail == "File"
    assert "Pain points" in by_text
    assert not any("&" in text for text in by_text)
    chooser.close()


def test_letters_and_enter_run_a_command(sample: MainWindow, qtbot: QtBot) -> None:
    chooser = palette(sample, qtbot)
    qtbot.keyClicks(chooser.field, "select all")
    assert chooser.shown[0].text == "Select All"
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert len(workspace_of(sample).canvas.selection) > 20
    assert QApplication.activePopupWidget() is None


def test_a_lane_from_a_dynamic_menu(sample: MainWindow, qtbot: QtBot) -> None:
    count = len(session_of(sample).journey.lanes)
    chooser = palette(sample, qtbot)
    qtbot.keyClicks(chooser.field, "barriers")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    lanes = session_of(sample).journey.lanes
    assert len(lanes) == count + 1
    assert [lane for lane in lanes.values() if lane.role == "barriers"]


def test_escape_does_nothing(sample: MainWindow, qtbot: QtBot) -> None:
    chooser = palette(sample, qtbot)
    qtbot.keyClicks(chooser.field, "select all")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert workspace_of(sample).canvas.selection == ()


def test_arrows_walk_what_can_be_taken(sample: MainWindow, qtbot: QtBot) -> None:
    sample.actions_by_id["select-none"].trigger()
    chooser = palette(sample, qtbot)
    qtbot.keyClicks(chooser.field, "select")
    enabled = [entry.text for entry in chooser.shown if entry.enabled]
    seen = [chooser.list.currentIndex().data()]
    for _ in enabled:
        qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
        seen.append(chooser.list.currentIndex().data())
    assert seen == [*enabled, enabled[0]]
    assert "Select Nothing" not in seen
    qtbot.keyClick(chooser.field, Qt.Key.Key_Up)
    assert chooser.list.currentIndex().data() == enabled[-1]
    chooser.close()


def test_a_click_takes_an_entry(sample: MainWindow, qtbot: QtBot) -> None:
    chooser = palette(sample, qtbot)
    qtbot.keyClicks(chooser.field, "select all")
    place = chooser.list.visualRect(chooser.list.model().index(0, 0)).center()
    qtbot.mouseClick(chooser.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert workspace_of(sample).canvas.selection


def test_nothing_of_that_name(sample: MainWindow, qtbot: QtBot) -> None:
    chooser = palette(sample, qtbot)
    qtbot.keyClicks(chooser.field, "zzzz")
    assert chooser.shown == []
    assert chooser.list.isHidden()
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chooser.isVisible()
    chooser.close()


def test_without_a_map_only_what_needs_none_can_be_taken(window: MainWindow, qtbot: QtBot) -> None:
    chooser = palette(window, qtbot)
    enabled = {entry.text for entry in chooser.shown if entry.enabled}
    assert "Open" in enabled
    assert "Save" not in enabled
    chooser.close()


def test_no_command_is_offered_twice(sample: MainWindow, qtbot: QtBot) -> None:
    chooser = palette(sample, qtbot)
    taken = Counter(id(entry.value) for entry in chooser.shown)
    assert [entry.text for entry in chooser.shown if taken[id(entry.value)] > 1] == []
    chooser.close()


def test_go_to_a_stage_by_name_and_number(sample: MainWindow, qtbot: QtBot) -> None:
    canvas, stages = workspace_of(sample).canvas, list(session_of(sample).journey.stages.values())
    canvas.set_zoom(2.0)
    for typed in (stages[-1].name, str(len(stages) - 1)):
        chooser = opened(sample, qtbot, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        assert [entry.text for entry in chooser.shown] == [stage.name for stage in stages]
        qtbot.keyClicks(chooser.field, typed)
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
        wanted = stages[-1] if typed == stages[-1].name else stages[-2]
        assert canvas.selection == (wanted.id,)
        rect = canvas.selected.bounds(canvas.layout_now())
        assert rect is not None
        assert rect.intersects(canvas.visible_rect())


def test_markup_in_a_name_stays_text() -> None:
    entries = [Entry("<b>bold</b>", 1), Entry("plain", 2, enabled=False), Entry("last", 3)]
    assert [entry.value for entry in ranked(entries, "")] == [1, 3, 2]
    assert [entry.value for entry in ranked(entries, "<b>")] == [1]


def test_what_cannot_be_taken_now_is_not_passed_over_for_something_else(sample: MainWindow, qtbot: QtBot) -> None:
    sample.actions_by_id["select-none"].trigger()
    chooser = palette(sample, qtbot)
    qtbot.keyClicks(chooser.field, "select nothing")
    assert chooser.shown[0].text == "Select Nothing"
    assert not chooser.shown[0].enabled
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert chooser.isVisible()
    chooser.close()


def test_letters_come_after_words() -> None:
    entries = [Entry("Move Every Right Gap Edge", 1), Entry("Merge Cards", 2, enabled=False)]
    assert [entry.value for entry in ranked(entries, "merge")] == [2]
    assert [entry.value for entry in ranked(entries, "mrg")] == [2]
    entries.append(Entry("Mergers", 3))
    assert [entry.value for entry in ranked(entries, "merge")] == [3, 2]


# Groups, and a list beside something


GROUPED = (
    Entry("Apple", 1, group="Fruit"),
    Entry("Pear", 2, group="Fruit"),
    Entry("Oak", 3, group="Trees", also="fruitless"),
    Entry("Ash", 4, group="Trees", enabled=False),
)


def beside(window: MainWindow, place: QRect) -> Chooser:
    chooser = Chooser("What", "What is it?", GROUPED, window.appearance.chrome, window)
    chooser.open_beside(place, QSize(300, 400))
    return chooser


def rows(chooser: Chooser) -> list[str]:
    model = chooser.list.model()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def test_groups_have_names_that_cannot_be_taken_and_go_while_one_types(sample: MainWindow, qtbot: QtBot) -> None:
    chooser = beside(sample, QRect(200, 200, 80, 30))
    taken: list[object] = []
    chooser.chosen.connect(taken.append)
    assert rows(chooser) == ["Fruit", "Apple", "Pear", "Trees", "Oak", "Ash"]
    assert chooser.list.currentIndex().data() == "Apple"
    names = [chooser.list.visualRect(chooser.list.model().index(n, 0)).center() for n in (0, 3)]
    for name in names:
        qtbot.mouseClick(chooser.list.viewport(), Qt.MouseButton.LeftButton, pos=name)
    assert chooser.isVisible()
    for _ in range(2):
        qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
    assert chooser.list.currentIndex().data() == "Oak", "the name of a group is passed over"
    qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
    assert chooser.list.currentIndex().data() == "Apple"
    high = chooser.height()
    qtbot.keyClicks(chooser.field, "fruit")
    assert rows(chooser) == ["Oak"]
    assert chooser.height() < high, "no higher than what is left"
    chooser.field.clear()
    assert chooser.height() == high
    chooser.show_value(2)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert taken == [2]


def test_a_list_beside_something_fits_the_screen_wherever_that_is(sample: MainWindow) -> None:
    screen = sample.screen().availableGeometry()
    for corner in (screen.topLeft(), screen.topRight(), screen.bottomLeft(), screen.bottomRight(), screen.center()):
        place = QRect(corner.x() - 20, corner.y() - 10, 40, 20)
        chooser = beside(sample, place)
        assert screen.contains(chooser.geometry())
        assert not chooser.geometry().intersects(place.intersected(screen))
        chooser.field.setText("oak")
        assert screen.contains(chooser.geometry())
        assert not chooser.geometry().intersects(place.intersected(screen))
        near = min(abs(chooser.geometry().top() - place.bottom()), abs(chooser.geometry().bottom() - place.top()))
        assert near < 30, "it stays beside it"
        chooser.close()
