"""The strip above the map: the most urgent notice first, each with what can be done about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.windows.banner import Banner
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.naming import nameless

pytestmark = pytest.mark.usefixtures("desktop")


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    made = Banner()
    qtbot.addWidget(made)
    made.resize(900, 40)
    return made


def test_the_most_urgent_is_shown_and_the_next_after_it(banner: Banner) -> None:
    banner.show_notice("notes", "Some of the file was put right.")
    banner.show_notice("outside", "It was changed.")
    banner.show_notice("barrier", "It is newer.")
    assert banner.text == "It was changed."
    banner.withdraw("barrier")
    assert banner.text == "It was changed."
    banner.withdraw("outside")
    assert banner.text == "Some of the file was put right."
    banner.withdraw("notes")
    assert banner.text == ""
    assert banner.isHidden()


def test_offers_are_taken_by_mouse_and_key(banner: Banner, qtbot: QtBot) -> None:
    done: list[str] = []
    offers = (("Merge…", lambda: done.append("merge")), ("Reload", lambda: done.append("reload")))
    banner.show_notice("outside", "It was changed.", offers)
    banner.show()
    assert [button.text() for button in banner.buttons] == ["Merge…", "Reload", ""]
    assert banner.buttons[-1].accessibleName() == "Dismiss"
    qtbot.mouseClick(banner.offers[1], Qt.MouseButton.LeftButton)
    banner.offers[0].setFocus()
    qtbot.keyClick(banner.offers[0], Qt.Key.Key_Space)
    assert done == ["reload", "merge"]
    assert nameless(banner) == []


def test_closing_tells_which_was_closed(banner: Banner, qtbot: QtBot) -> None:
    closed: list[str] = []
    banner.closed.connect(closed.append)
    banner.show_notice("barrier", "It is newer.")
    banner.show_notice("outside", "It was changed.")
    banner.show()
    qtbot.mouseClick(banner.buttons[-1], Qt.MouseButton.LeftButton)
    assert closed == ["outside"]
    assert banner.text == "It is newer."


def test_the_same_again_keeps_the_focus(banner: Banner, qtbot: QtBot) -> None:
    done: list[int] = []
    banner.show_notice("outside", "It was changed.", (("Reload", lambda: done.append(1)),))
    banner.show()
    banner.activateWindow()
    qtbot.waitUntil(banner.isActiveWindow)
    button = banner.offers[0]
    button.setFocus()
    banner.show_notice("outside", "It was changed.", (("Reload", lambda: done.append(2)),))
    assert QApplication.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert done == [2], "what it calls is what was said last"


def test_text_is_plain(banner: Banner) -> None:
    banner.show_text("<b>bold</b>")
    assert banner.text == "<b>bold</b>"
    assert banner._text.textFormat() == Qt.TextFormat.PlainText
    assert banner.accessibleName() == "<b>bold</b>"
    banner.show_text("")
    assert banner.isHidden()


def test_f6_comes_to_it_and_tab_goes_through_its_buttons(sample: MainWindow, qtbot: QtBot) -> None:
    assert sample.workspace is not None
    banner, canvas = sample.workspace.banner, sample.workspace.canvas
    done: list[str] = []
    banner.show_notice("outside", "It was changed.", (("Merge…", lambda: None), ("Reload", lambda: done.append("r"))))
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is banner.buttons[0]
    qtbot.keyClick(banner.buttons[0], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is banner.buttons[1]
    qtbot.keyClick(banner.buttons[1], Qt.Key.Key_Return)
    assert done == ["r"]
    qtbot.keyClick(banner.buttons[1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is banner.buttons[2]
    qtbot.keyClick(banner.buttons[2], Qt.Key.Key_F6)
    assert canvas.hasFocus()


def test_the_cross_shows_in_either_look(sample: MainWindow, desktop: Desktop) -> None:
    assert sample.workspace is not None
    banner = sample.workspace.banner
    banner.show_notice("outside", "It was changed.")
    keys = set()
    for mode in ("light", "dark"):
        desktop.appearance.set_mode(mode)
        assert not banner.buttons[-1].icon().isNull()
        keys.add(banner.buttons[-1].icon().cacheKey())
    assert len(keys) == 2


def test_that_there_are_more_is_seen(banner: Banner, qtbot: QtBot) -> None:
    def seen() -> list[str]:
        return [label.text() for label in banner.findChildren(QLabel) if not label.isHidden()]

    banner.show()
    banner.show_notice("barrier", "It is somebody else's.")
    assert seen() == ["It is somebody else's."]
    banner.show_notice("outside", "It was changed.")
    assert seen() == ["It was changed.", "1 of 2"]
    qtbot.mouseClick(banner.buttons[-1], Qt.MouseButton.LeftButton)
    assert seen() == ["It is somebody else's."]
