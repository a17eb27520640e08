"""Lanes and stages by the menu: collapsed, locked, hidden and shown again; the keyboard alone suffices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cjm_desktop.canvas.selection import Selection
from cjm_desktop.editing.cards import move_cards
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.model.queries import parked_cards
from cjm_desktop.windows.main_window import MainWindow
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_LANE_ACTIONS = ("collapse-lane", "lock-lane", "hide-lane")


def shown_lanes(window: MainWindow) -> list[str]:
    return [placed.box.lane.id for placed in workspace_of(window).canvas.layout_now().lanes]


def shown_stages(window: MainWindow) -> list[str]:
    return [box.stage.id for box in workspace_of(window).canvas.layout_now().stages]


def test_lane_actions_need_a_lane_or_something_in_one(sample: MainWindow) -> None:
    canvas, journey, actions = workspace_of(sample).canvas, session_of(sample).journey, sample.actions_by_id
    canvas.select_none()
    assert not any(actions[id_].isEnabled() for id_ in (*_LANE_ACTIONS, "hide-stage", "park"))
    card = next(card for card in journey.cards.values() if card.lane is not None)
    for ids in ([card.id], [card.lane]):
        canvas.select([id_ for id_ in ids if id_ is not None])
        assert all(actions[id_].isEnabled() for id_ in _LANE_ACTIONS)
    assert not actions["hide-stage"].isEnabled()
    canvas.select([next(iter(journey.stages))])
    assert actions["hide-stage"].isEnabled()
    assert not actions["hide-lane"].isEnabled()
    assert card.lane is not None
    assert card.stage is not None
    canvas.set_selection(Selection(cell=Cell(card.lane, card.stage)))
    assert sample.commands.lanes.lanes == (card.lane,)
    assert sample.commands.lanes.stages == (card.stage,)


@pytest.mark.parametrize(
    ("action", "field", "on", "off"),
    [("collapse-lane", "collapsed", "Collapse", "Expand"), ("lock-lane", "locked", "Lock", "Unlock")],
)
def test_the_tick_shows_and_turns_what_the_lanes_are(
    sample: MainWindow, action: str, field: str, on: str, off: str
) -> None:
    canvas, session = workspace_of(sample).canvas, session_of(sample)
    lanes = list(session.journey.lanes)[:2]
    canvas.select(lanes)
    trigger = sample.actions_by_id[action]
    assert not trigger.isChecked()
    trigger.trigger()
    assert all(getattr(session.journey.lanes[id_], field) for id_ in lanes)
    assert session.undo_label == f"{on} lane"
    assert trigger.isChecked()
    canvas.select(list(session.journey.lanes)[2:3])
    assert not trigger.isChecked()
    canvas.select(lanes)
    assert trigger.isChecked()
    trigger.trigger()
    assert not any(getattr(session.journey.lanes[id_], field) for id_ in lanes)
    assert session.undo_label == f"{off} lane"


def test_a_locked_lane_says_so_in_the_status_bar(sample: MainWindow) -> None:
    canvas, session = workspace_of(sample).canvas, session_of(sample)
    card = next(card for card in session.journey.cards.values() if card.lane is not None)
    canvas.select([card.id])
    sample.actions_by_id["lock-lane"].trigger()
    before = session.journey
    sample.actions_by_id["delete"].trigger()
    sample.actions_by_id["park"].trigger()
    assert session.journey is before
    assert sample.status.message == f"The lane “{session.journey.lanes[card.lane or ''].label}” is locked."


def test_a_lane_is_hidden_in_the_map_and_shown_again(sample: MainWindow) -> None:
    canvas, session = workspace_of(sample).canvas, session_of(sample)
    lane = next(iter(session.journey.lanes))
    canvas.select([lane])
    sample.actions_by_id["hide-lane"].trigger()
    assert lane not in shown_lanes(sample)
    assert session.journey.lanes[lane].hidden
    assert sample.status.message == "1 lane hidden"
    sample.actions_by_id["show-lanes"].trigger()
    assert lane in shown_lanes(sample)
    assert canvas.selection == (lane,)
    assert not sample.actions_by_id["show-lanes"].isEnabled()


def test_in_a_view_a_lane_is_hidden_from_the_view_only(sample: MainWindow) -> None:
    canvas, session = workspace_of(sample).canvas, session_of(sample)
    before, (lane, other, *_) = session.journey, list(session.journey.lanes)
    workspace_of(sample).viewing.toggle("owners", "")
    canvas.select([lane])
    sample.actions_by_id["hide-lane"].trigger()
    assert lane not in shown_lanes(sample)
    assert other in shown_lanes(sample)
    assert session.journey is before
    sample.actions_by_id["show-lanes"].trigger()
    assert lane in shown_lanes(sample)
    assert workspace_of(sample).viewing.filters


def test_stages_are_hidden_from_what_is_shown_and_the_map_keeps_them(sample: MainWindow) -> None:
    canvas, session = workspace_of(sample).canvas, session_of(sample)
    before, (first, second, third, *_) = session.journey, list(session.journey.stages)
    canvas.select([first, third])
    sample.actions_by_id["hide-stage"].trigger()
    assert shown_stages(sample)[0] == second
    assert session.journey is before
    assert workspace_of(sample).view_bar.text.startswith("Filter 2 stages hidden")
    assert sample.status.message == "2 stages hidden"
    sample.actions_by_id["show-lanes"].trigger()
    assert shown_stages(sample) == list(before.stages)
    assert not workspace_of(sample).view_bar.isVisible()


def test_a_chord_sends_the_selected_cards_to_the_parking_lot(sample: MainWindow) -> None:
    canvas, session = workspace_of(sample).canvas, session_of(sample)
    cards = list(session.journey.cards)[:2]
    canvas.select([*cards, next(iter(session.journey.stages))])
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(canvas, Qt.Key.Key_J, control | shift)
    assert [card.id for card in parked_cards(session.journey)] == cards
    assert session.undo_label == "Park 2 actions"
    assert sample.status.message == "2 cards parked"
    session.apply("Move", move_cards(session.journey, cards, *_cell(sample)))
    assert not sample.status._parked.isVisible()


def _cell(window: MainWindow) -> tuple[str, str]:
    journey = session_of(window).journey
    return next(iter(journey.lanes)), next(iter(journey.stages))


def test_a_locked_lane_keeps_its_cards_when_only_the_structure_is_kept(sample: MainWindow) -> None:
    canvas, session = workspace_of(sample).canvas, session_of(sample)
    card = next(card for card in session.journey.cards.values() if card.lane is not None)
    canvas.select([card.id])
    sample.actions_by_id["lock-lane"].trigger()
    before = session.journey
    sample.actions_by_id["structure-only"].trigger()
    assert session.journey is before
    assert sample.status.message.endswith("is locked.")
    sample.actions_by_id["lock-lane"].trigger()
    sample.actions_by_id["structure-only"].trigger()
    assert session.journey.cards == {}
