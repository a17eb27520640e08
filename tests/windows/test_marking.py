"""Channel, marks and evidence of the selected cards by menu, key and command palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from cjm_desktop.editing.cards import insert_card, new_card
from cjm_desktop.model.records import Evidence, Mark
from cjm_desktop.windows.chooser import Chooser
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def cards(sample: MainWindow) -> list[str]:
    """Two selected cards without anything said of them, on which the focus is."""
    session = session_of(sample)
    journey, made = session.journey, []
    for text in ("a", "b"):
        card = new_card(journey, "lane-actions", "stage-need", text)
        journey = insert_card(journey, card)
        made.append(card.id)
    session.apply("Prepare", journey)
    sample.activateWindow()
    workspace_of(sample).canvas.setFocus()
    workspace_of(sample).canvas.select(made)
    return made


def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, keys)


def chooser_of(window: MainWindow) -> Chooser:
    found = [one for one in window.findChildren(Chooser) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def open_menu(window: MainWindow) -> QMenu:
    """The menu of what is selected, by the menu key."""
    canvas = workspace_of(window).canvas
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 3), canvas.mapToGlobal(QPoint(3, 3)))
    QApplication.sendEvent(canvas.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entry(menu: QMenu, *path: str) -> QAction:
    found = next(action for action in menu.actions() if action.text().replace("&", "") == path[0])
    if len(path) == 1:
        return found
    inner = found.menu()
    assert isinstance(inner, QMenu)
    return entry(inner, *path[1:])


def test_a_channel_by_keys_for_several_cards(sample: MainWindow, cards: list[str]) -> None:
    press(Qt.Key.Key_C, CTRL | ALT)
    chooser = chooser_of(sample)
    assert chooser.shown[0].text != "No channel"
    QTest.keyClicks(chooser.field, "web")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    journey = session_of(sample).journey
    assert [journey.cards[id_].channel for id_ in cards] == ["web", "web"]
    assert session_of(sample).undo_label == "Change channel"
    assert workspace_of(sample).canvas.selection == tuple(cards)
    press(Qt.Key.Key_Z, CTRL)
    assert [session_of(sample).journey.cards[id_].channel for id_ in cards] == [None, None]


@pytest.mark.usefixtures("cards")
def test_choosing_a_channel_for_nothing_says_what_is_missing(sample: MainWindow) -> None:
    workspace_of(sample).canvas.select_none()
    press(Qt.Key.Key_C, CTRL | ALT)
    assert not sample.findChildren(Chooser)
    assert "Select the cards" in sample.status.message


def test_a_card_that_is_being_written_gets_the_channel(sample: MainWindow, cards: list[str]) -> None:
    canvas = workspace_of(sample).canvas
    canvas.select(cards[:1])
    press(Qt.Key.Key_X)
    press(Qt.Key.Key_C, CTRL | ALT)
    QTest.keyClicks(chooser_of(sample).field, "phone")
    QTest.keyClick(chooser_of(sample).field, Qt.Key.Key_Return)
    assert "x" in session_of(sample).journey.cards[cards[0]].text
    assert session_of(sample).journey.cards[cards[0]].channel == "phone"


def test_the_cards_menu_says_channel_mark_and_evidence(sample: MainWindow, cards: list[str]) -> None:
    session = session_of(sample)
    menu = open_menu(sample)
    web = entry(menu, "Channel", "Web")
    assert not web.isChecked()
    assert not web.icon().isNull()
    assert entry(menu, "Channel", "No channel").isChecked()
    web.trigger()
    menu.close()
    menu = open_menu(sample)
    assert entry(menu, "Channel", "Web").isChecked()
    entry(menu, "Mark As", "Fail point").trigger()
    menu.close()
    menu = open_menu(sample)
    assert entry(menu, "Mark As", "Fail point").isChecked()
    entry(menu, "Evidence", "Observed").trigger()
    menu.close()
    for id_ in cards:
        card = session.journey.cards[id_]
        assert (card.channel, card.marks) == ("web", (Mark.FAIL_POINT,))
        assert card.evidence is not None
        assert card.evidence.status is Evidence.OBSERVED
    menu = open_menu(sample)
    entry(menu, "Mark As", "Fail point").trigger()
    menu.close()
    menu = open_menu(sample)
    entry(menu, "Evidence", "Not said").trigger()
    menu.close()
    assert session.journey.cards[cards[0]].marks == ()
    assert session.journey.cards[cards[1]].evidence is None


def test_the_cards_menu_connects_votes_and_parks(sample: MainWindow, cards: list[str]) -> None:
    menu = open_menu(sample)
    texts = [action.text().replace("&", "") for action in menu.actions()]
    assert {"Connector", "Send to Parking Lot", "Vote for the Selected Cards", "Properties"} <= set(texts)
    entry(menu, "Send to Parking Lot").trigger()
    menu.close()
    assert session_of(sample).journey.cards[cards[0]].lane is None


def test_the_command_palette_knows_them(sample: MainWindow, cards: list[str]) -> None:
    press(Qt.Key.Key_K, CTRL)
    chooser = chooser_of(sample)
    QTest.keyClicks(chooser.field, "channel: web")
    assert chooser.shown[0].text == "Channel: Web"
    assert chooser.shown[0].icon
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert session_of(sample).journey.cards[cards[1]].channel == "web"
    press(Qt.Key.Key_K, CTRL)
    chooser = chooser_of(sample)
    assert {"Mark as: Wait point", "Evidence: Assumed"} <= {one.text for one in chooser.shown}
    chooser.close()


@pytest.mark.usefixtures("cards")
def test_nothing_can_be_said_of_nothing(sample: MainWindow) -> None:
    workspace_of(sample).canvas.select_none()
    press(Qt.Key.Key_K, CTRL)
    chooser = chooser_of(sample)
    enabled = {one.text: one.enabled for one in chooser.shown}
    assert not enabled["Channel: Web"]
    assert not enabled["Mark as: Fail point"]
    assert not enabled["Evidence: Observed"]
    chooser.close()


def test_properties_are_of_what_is_selected(sample: MainWindow, cards: list[str]) -> None:
    press(Qt.Key.Key_Return, ALT)
    assert workspace_of(sample).canvas.selection == tuple(cards)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert workspace_of(sample).inspector.isAncestorOf(focused)


def test_copies_are_named_whole(sample: MainWindow) -> None:
    names = {sample.actions_by_id[f"copy-{what}"].text().replace("&", "") for what in ("picture", "table", "text")}
    assert names == {"Copy as Picture", "Copy as Table", "Copy as Text"}
