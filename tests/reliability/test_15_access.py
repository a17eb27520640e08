"""Row 15: a screen reader finds every card, stage, lane and control, each with a name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from cjm_desktop.app import Desktop
from cjm_desktop.canvas.accessible import Thing
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import load_template, template_keys
from cjm_desktop.windows.docks import PANELS
from cjm_desktop.windows.main_window import MainWindow
from tests.maps import random_map
from tests.reliability.programme import Tally
from tests.windows.conftest import desktop as desktop  # the fixture
from tests.windows.naming import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NAME = QAccessible.Text.Name


def opened(desktop: Desktop, journey: Journey) -> MainWindow:
    """A window that shows the map and all its panels."""
    window = desktop.new_window()
    window.resize(1500, 900)
    window.show()
    window.show_journey(journey)
    for panel in PANELS:
        window.docks.show(panel.id, True)
    QApplication.processEvents()
    return window


def below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield child
            yield from below(child)


def things(window: MainWindow) -> dict[str, str]:
    """What a reader finds on the map: the name of each record, by its id."""
    assert window.workspace is not None
    canvas = QAccessible.queryAccessibleInterface(window.workspace.canvas)
    assert canvas is not None
    found = {}
    for interface in below(canvas):
        thing = interface.object()
        if isinstance(thing, Thing) and not thing.node.stage:
            found[thing.node.id] = str(interface.text(NAME))
    return found


def wanted(journey: Journey) -> dict[str, str]:
    """The ids of all that stands on the map, each with what its name must hold."""
    shown = [lane for lane in journey.lanes.values() if not lane.hidden]
    places = {lane.id for lane in shown if not lane.collapsed}
    cards = [card for card in journey.cards.values() if card.lane in places and card.stage]
    words = {stage.id: stage.name for stage in journey.stages.values()} | {lane.id: lane.label for lane in shown}
    return words | {card.id: (card.text.split() or [""])[0] for card in cards}


def missing(window: MainWindow, journey: Journey) -> list[str]:
    """The ids of what a reader does not find, or finds under a name that does not say what it is."""
    found = things(window)
    return [id_ for id_, word in wanted(journey).items() if not found.get(id_) or word not in found[id_]]


@pytest.mark.row(15)
def test_everything_on_the_map_and_every_control_has_a_name(desktop: Desktop, tally: Tally) -> None:
    journeys = [load_template(key) for key in template_keys()]
    journeys += [random_map(seed, 120) for seed in range(2 * tally.n)]
    lost: list[str] = []
    for journey in journeys:
        window = opened(desktop, journey)
        lost += missing(window, journey)
        lost += nameless(window)
        tally.add("things named", len(wanted(journey)))
        assert window.document is not None
        window.document.session.mark_saved()
        window.close()
    tally.add("without a name", len(lost))
    assert lost == []


@pytest.mark.row(15, without="the names of cards")
def test_what_has_no_name_is_found_out(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjm_desktop.canvas.spoken.card", lambda *_: "")
    journey = load_template("current-state")
    cards = [card.id for card in journey.cards.values() if card.lane and card.stage]
    assert sorted(missing(opened(desktop, journey), journey)) == sorted(cards)
