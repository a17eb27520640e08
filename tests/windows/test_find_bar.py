"""Finding and replacing in the window, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.find import Query, find_matches
from cjm_desktop.windows.find_bar import FindBar
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL = Qt.KeyboardModifier.ControlModifier


def search(window: MainWindow, qtbot: QtBot, text: str, key: Qt.Key = Qt.Key.Key_F) -> FindBar:
    qtbot.keyClick(window, key, CTRL)
    bar = workspace_of(window).find_bar
    assert bar.isVisible()
    bar.find_field.clear()
    qtbot.keyClicks(bar.find_field, text)
    qtbot.keyClick(bar.find_field, Qt.Key.Key_Return)
    return bar


def count_of(bar: FindBar) -> str:
    return bar._count.text()


def test_enter_walks_the_matches(sample: MainWindow, qtbot: QtBot) -> None:
    canvas, journey = workspace_of(sample).canvas, session_of(sample).journey
    matches = find_matches(journey, Query("feeder"))
    assert len(matches) > 3
    bar = search(sample, qtbot, "feeder")
    seen = []
    for _ in matches:
        seen.append(bar._matches[bar._at])
        qtbot.keyClick(bar.find_field, Qt.Key.Key_Return)
    assert set(seen) == set(matches)
    assert count_of(bar).endswith(f"of {len(matches)}")
    assert canvas.found.matches == matches
    assert canvas.painting._marks()[0] == canvas.found.marks(canvas.layout_now(), canvas.visible_rect())[0]


def test_the_match_is_selected_in_view(sample: MainWindow, qtbot: QtBot) -> None:
    canvas, journey = workspace_of(sample).canvas, session_of(sample).journey
    canvas.set_zoom(3.0)
    bar = search(sample, qtbot, "feeder")
    for _ in range(4):
        qtbot.keyClick(bar.find_field, Qt.Key.Key_Return)
        match = bar._matches[bar._at]
        if match.id in journey.cards:
            assert canvas.selection == (match.id,)
            rect = canvas.selected.bounds(canvas.layout_now())
            assert rect is not None
            assert rect.intersects(canvas.visible_rect())


def test_shift_enter_goes_back_and_round(sample: MainWindow, qtbot: QtBot) -> None:
    bar = search(sample, qtbot, "feeder")
    count = len(bar._matches)
    at = bar._at
    qtbot.keyClick(bar.find_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar._at == (at - 1) % count
    sample.actions_by_id["find-next"].trigger()
    assert bar._at == at


def test_escape_closes_and_takes_the_marks_away(sample: MainWindow, qtbot: QtBot) -> None:
    canvas = workspace_of(sample).canvas
    bar = search(sample, qtbot, "feeder")
    selected = canvas.selection
    qtbot.keyClick(bar.find_field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert canvas.found.matches == ()
    assert canvas.selection == selected
    assert canvas.hasFocus()


def test_nothing_found_is_said(sample: MainWindow, qtbot: QtBot) -> None:
    bar = search(sample, qtbot, "xyzzy")
    assert count_of(bar) == "Nothing found"
    assert not bar.next_button.isEnabled()
    assert not bar.all_button.isEnabled()


def test_replace_one_then_all_as_steps(sample: MainWindow, qtbot: QtBot) -> None:
    session = session_of(sample)
    before = session.journey
    count = len(find_matches(before, Query("feeder")))
    bar = search(sample, qtbot, "feeder", Qt.Key.Key_H)
    first = bar._matches[bar._at]
    qtbot.keyClick(bar.find_field, Qt.Key.Key_Tab)
    assert bar.replace_field.hasFocus()
    qtbot.keyClicks(bar.replace_field, "bowl")
    qtbot.keyClick(bar.replace_field, Qt.Key.Key_Return)
    assert len(find_matches(session.journey, Query("feeder"))) == count - 1
    assert first not in bar._matches
    qtbot.mouseClick(bar.all_button, Qt.MouseButton.LeftButton)
    assert find_matches(session.journey, Query("feeder")) == ()
    assert len(session.steps) == 2
    session.undo()
    session.undo()
    assert session.journey is before
    assert len(bar._matches) == count


def test_case_and_whole_words(sample: MainWindow, qtbot: QtBot) -> None:
    bar = search(sample, qtbot, "MASHA")
    assert bar._matches
    qtbot.mouseClick(bar.case_button, Qt.MouseButton.LeftButton)
    assert not bar._matches
    qtbot.mouseClick(bar.case_button, Qt.MouseButton.LeftButton)
    bar.find_field.setText("Mash")
    qtbot.mouseClick(bar.words_button, Qt.MouseButton.LeftButton)
    assert not bar._matches


def test_what_the_map_does_not_show_is_shown_in_the_inspector(sample: MainWindow, qtbot: QtBot) -> None:
    workspace, session = workspace_of(sample), session_of(sample)
    card = next(iter(session.journey.cards))
    from cjm_desktop.editing.cards import update_cards

    session.apply("Edit note", update_cards(session.journey, [card], note="a quokka"))
    bar = search(sample, qtbot, "quokka")
    assert bar._where.text().endswith("· note")
    assert workspace.inspector.subject.ids == (card,)


def test_replacing_goes_on_past_what_it_wrote(sample: MainWindow, qtbot: QtBot) -> None:
    session = session_of(sample)
    count = len(find_matches(session.journey, Query("feeder")))
    bar = search(sample, qtbot, "feeder", Qt.Key.Key_H)
    qtbot.keyClick(bar.find_field, Qt.Key.Key_Tab)
    qtbot.keyClicks(bar.replace_field, "cat feeder feeder")
    for _ in range(count):
        qtbot.keyClick(bar.replace_field, Qt.Key.Key_Return)
    assert len(find_matches(session.journey, Query("cat feeder feeder"))) == count
    assert len(find_matches(session.journey, Query("feeder"))) == 2 * count
