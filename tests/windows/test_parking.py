"""Cards that no cell holds are told of when a file is opened, and put onto the map by the menu or the banner."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop
from cjm_desktop.editing.cards import move_cards, remove_cards, update_cards
from cjm_desktop.model.queries import parked_cards
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_menu_puts_parked_cards_on_the_map(sample: MainWindow) -> None:
    session, put = session_of(sample), sample.actions_by_id["put-parked"]
    assert not put.isEnabled()
    cards = list(session.journey.cards)[:2]
    session.apply("Move card", move_cards(session.journey, cards, None, None))
    assert put.isEnabled()
    steps = session.position
    put.trigger()
    assert parked_cards(session.journey) == ()
    assert session.position == steps + 1
    assert set(workspace_of(sample).canvas.selection) == set(cards)
    assert not put.isEnabled()
    session.undo()
    assert [card.id for card in parked_cards(session.journey)] == list(cards)


def test_the_status_bar_counts_parked_cards_after_every_kind_of_edit(sample: MainWindow) -> None:
    session = session_of(sample)
    cards = list(session.journey.cards)
    home = session.journey.cards[cards[0]]

    def counted() -> str:
        return sample.status._parked.text()

    states = [counted()]
    for after in (
        lambda: update_cards(session.journey, cards[:2], lane=None, stage=None),
        lambda: update_cards(session.journey, cards[2:4], text="Other"),
        lambda: update_cards(session.journey, cards[:1], lane=home.lane, stage=home.stage),
        lambda: remove_cards(session.journey, cards[1:3]),
        lambda: move_cards(session.journey, cards[3:6], None, None),
    ):
        session.apply("Edit", after())
        assert counted().startswith(f"{len(parked_cards(session.journey)) or ''}")
        states.append(counted())
    assert [state.split(" ")[0] for state in states] == ["", "2", "2", "1", "", "3"]
    for state in reversed(states[:-1]):
        sample.actions_by_id["undo"].trigger()
        assert counted() == state


def test_the_banner_speaks_of_cards_that_lost_their_place_and_leaves_parked_ones(
    window: MainWindow, desktop: Desktop, sample_file: Path, qtbot: QtBot
) -> None:
    data = json.loads(sample_file.read_text("utf-8"))
    parked, lost = data["cards"][:2]
    parked["lane"] = parked["stage"] = None
    sample_file.write_text(json.dumps(data), "utf-8")
    window.open_path(sample_file)
    assert workspace_of(window).banner.text == ""
    lost["lane"] = "no-such-lane"
    other = sample_file.with_name("other.cjm")
    other.write_text(json.dumps(data), "utf-8")
    window.open_path(other)
    opened = desktop.window_of(other)
    assert opened is not None
    banner = workspace_of(opened).banner
    (place,) = [button for button in banner.findChildren(QPushButton) if button.text() == "Place Them"]
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton)
    assert [card.id for card in parked_cards(session_of(opened).journey)] == [parked["id"]]
    assert "put right" in banner.text


def test_the_banner_offers_it_for_a_mended_file(window: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    data = json.loads(sample_file.read_text("utf-8"))
    data["cards"][0]["stage"] = "no-such-stage"
    sample_file.write_text(json.dumps(data), "utf-8")
    window.open_path(sample_file)
    banner = workspace_of(window).banner
    assert "lost their place on the map" in banner.text
    shown = {button.text(): button for button in banner.findChildren(QPushButton) if button.isVisible()}
    assert list(shown) == ["Place Them", "Details", ""]
    qtbot.mouseClick(shown["Place Them"], Qt.MouseButton.LeftButton)
    journey = session_of(window).journey
    card = journey.cards[data["cards"][0]["id"]]
    assert (card.lane, card.stage) == (data["cards"][0]["lane"], next(iter(journey.stages)))
    assert workspace_of(window).canvas.selection == (card.id,)
    assert "put right" in banner.text
