"""The history panel: every step in words, where the map is now, where it was saved, and a click that goes there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.document import update_map
from cjm_desktop.windows.history import History
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import rename, session_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def history(sample: MainWindow) -> History:
    sample.actions_by_id["show-history"].trigger()
    content = sample.docks.content("history")
    assert isinstance(content, History)
    return content


def words(history: History) -> list[str]:
    return [history.steps.text(row) for row in range(history.steps.rowCount())]


def test_steps_are_named_as_the_user_knows_them(sample: MainWindow, history: History) -> None:
    assert words(history) == ["Map as it was opened"]
    rename(sample, "One")
    rename(sample, "Two")
    assert words(history) == ["Map as it was opened", "Rename map", "Rename map"]
    assert history.steps.position == 2
    session_of(sample).undo()
    assert history.steps.position == 1
    assert history.steps.is_undone(2)
    spoken = history.steps.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Rename map, taken back"


def test_a_click_goes_to_any_step(sample: MainWindow, history: History, qtbot: QtBot) -> None:
    session = session_of(sample)
    first = session.journey
    for n in range(5):
        rename(sample, f"Title {n}")
    QApplication.processEvents()

    def click(row: int) -> None:
        place = history.list.visualRect(history.steps.index(row)).center()
        qtbot.mouseClick(history.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(2)
    assert session.journey.title == "Title 1"
    click(5)
    assert session.journey.title == "Title 4"
    click(0)
    assert session.journey is first


def test_the_keyboard_goes_to_any_step(sample: MainWindow, history: History, qtbot: QtBot) -> None:
    for n in range(4):
        rename(sample, f"Title {n}")
    sample.activateWindow()
    history.focus_first()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(history.list, key)
    assert session_of(sample).journey.title == "Title 3", "walking the rows changes nothing"
    qtbot.keyClick(history.list, Qt.Key.Key_Return)
    assert session_of(sample).journey.title == "Title 1"


def test_a_new_step_takes_the_place_of_those_taken_back(sample: MainWindow, history: History) -> None:
    for n in range(4):
        rename(sample, f"Title {n}")
    history.jump(1)
    session = session_of(sample)
    session.apply("Change owner", update_map(session.journey, owner="Anna"))
    assert words(history)[1:] == ["Rename map", "Change owner"]


def test_merged_typing_is_one_row(sample: MainWindow, history: History) -> None:
    session = session_of(sample)
    for text in ("A", "An", "Ann"):
        session.apply("Change owner", update_map(session.journey, owner=text), "owner")
    assert words(history)[1:] == ["Change owner"]


def test_the_save_point_is_marked(sample: MainWindow, history: History) -> None:
    assert history.steps.is_saved(0)
    rename(sample, "One")
    rename(sample, "Two")
    session_of(sample).mark_saved()
    sample.refresh()
    assert [history.steps.is_saved(row) for row in range(3)] == [False, False, True]
    session_of(sample).undo()
    assert history.steps.is_saved(2)
    rename(sample, "Three")
    assert not any(history.steps.is_saved(row) for row in range(3))


def test_another_map_has_a_history_of_its_own(sample: MainWindow, history: History) -> None:
    rename(sample, "One")
    session_of(sample).load(session_of(sample).journey)
    assert words(history) == ["Map as it was opened"]


def test_rows_are_painted(sample: MainWindow, history: History) -> None:
    for n in range(3):
        rename(sample, f"Title {n}")
    session_of(sample).undo()
    image = history.list.grab().toImage()
    chrome = sample.appearance.chrome
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {chrome.accent, chrome.accent_pale} <= colours
