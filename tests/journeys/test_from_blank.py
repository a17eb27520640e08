"""A map drawn from nothing by hand: three stages, four lanes, ten cards, a curve; undone, redone, saved, opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from cjm_desktop.app import Desktop, made_application
from cjm_desktop.canvas.tools import Making
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.formats import journey_file
from cjm_desktop.geometry import Point
from cjm_desktop.layout.boxes import PlacedLane
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import cards_in_cell
from cjm_desktop.model.records import EmotionPoint
from cjm_desktop.templates import load_template
from cjm_desktop.windows.main_window import MainWindow
from tests.journeys.hands import Hands, middle, on_screen
from tests.maps import write_map

pytestmark = pytest.mark.window

CARDS = {
    "Actions": (("Notices the bowl",), ("Searches a feeder", "Reads six tabs"), ("Sets portions",)),
    "Thoughts": (("I cannot do this",), ("There is a device?",), ("He ate. I saw it.",)),
    "Pains": (("Hungry cat",), ("Reviews contradict",), ("No manual in Polish",)),
}


def points_of(journey: Journey, curve: str) -> list[EmotionPoint]:
    """The points of a curve by stage."""
    stages = list(journey.stages)
    return sorted(
        (point for point in journey.points.values() if point.curve == curve),
        key=lambda point: stages.index(point.stage),
    )


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on a blank map in a file, so that Save asks nothing."""
    file = tmp_path / "feeder.cjm"
    write_map(load_template("blank"), file)
    app = made_application()
    desktop = Desktop(app)
    window = desktop.new_window()
    window.move(20, 20)
    window.resize(1500, 920)
    window.show()
    qtbot.waitExposed(window)
    window.open_path(file)
    window.activateWindow()
    Hands().wait(0.3)
    yield window
    document = window.document
    assert document is not None
    document.session.mark_saved()
    window.close()
    qtbot.wait(50)


def test_a_map_drawn_by_hand_is_undone_to_nothing_redone_to_all_and_opens_equal(
    window: MainWindow, tmp_path: Path
) -> None:
    workspace, document = window.workspace, window.document
    assert workspace is not None
    assert document is not None
    canvas, session, hands = workspace.canvas, document.session, Hands()
    blank = session.journey

    def tile(making: str, role: str = "") -> QPoint:
        found = next(t for t in workspace.palette_panel.tiles if t.tool.tool == making and role in ("", t.tool.role))
        return middle(found)

    # Three stages, dragged onto the map and named.
    for name in ("Need", "Search", "Use"):
        body = canvas.viewport().rect()
        hands.drag(tile(Making.STAGE), canvas.viewport().mapToGlobal(QPoint(body.width() - 60, body.center().y())))
        hands.type(name)
        hands.press("Return")
    assert [stage.name for stage in session.journey.stages.values()] == ["Need", "Search", "Use"]

    # Three lanes, and a fourth that comes with the first emotion point.
    for name in CARDS:
        hands.drag(tile(Making.LANE), _below_all(canvas))
        hands.type(name)
        hands.press("Return")
    assert [lane.label for lane in session.journey.lanes.values()] == list(CARDS)
    hands.drag(tile(Making.EMOTION), _below_all(canvas))
    hands.press("Escape", "Escape")
    assert len(session.journey.lanes) == 4

    # Ten cards, typed into their cells.
    for name, cells in CARDS.items():
        for stage, texts in zip(session.journey.stages, cells, strict=True):
            for text in texts:
                lane = _lane(canvas, name)
                if cards_in_cell(session.journey, lane.box.lane.id, stage):
                    hands.drag(tile(Making.CARD), _in_cell(canvas, lane, stage))
                else:
                    hands.click(_in_cell(canvas, lane, stage))
                hands.type(text)
                hands.press("Return")
    written = [card.text for card in session.journey.cards.values()]
    assert sorted(written) == sorted(text for cells in CARDS.values() for texts in cells for text in texts)
    assert len(written) == 10

    # The curve: more points dropped, one of them then dragged to the top.
    lane = next(placed for placed in canvas.layout_now().lanes if placed.box.emotion)
    have = {point.stage for point in session.journey.points.values()}
    for stage in (stage for stage in session.journey.stages if stage not in have):
        hands.drag(tile(Making.EMOTION), _in_cell(canvas, lane, stage))
        hands.press("Escape", "Escape")
    curve = next(iter(session.journey.curves))
    points = points_of(session.journey, curve)
    assert [point.stage for point in points] == list(session.journey.stages)
    rect = rect_of(canvas.layout_now(), points[2].id)
    assert rect is not None
    face = on_screen(canvas.viewport(), canvas.from_map(rect.center))
    lane = next(placed for placed in canvas.layout_now().lanes if placed.box.emotion)
    top = on_screen(canvas.viewport(), canvas.from_map(Point(rect.center.x, lane.y + 14)))
    hands.drag(face, QPoint(face.x(), top.y()))
    assert (points_of(session.journey, curve)[2].value or 0) > 1.5

    # A card goes to another cell, and back to nothing with Esc.
    finished = session.journey
    first = next(card for card in finished.cards.values() if card.text == "Hungry cat")
    rect = rect_of(canvas.layout_now(), first.id)
    assert rect is not None
    start = on_screen(canvas.viewport(), canvas.from_map(rect.center))
    hands.drag(start, _in_cell(canvas, _lane(canvas, "Thoughts"), list(finished.stages)[1]), let_go=False)
    hands.press("Escape")
    hands._do(["mouseup", "1"])
    assert session.journey is finished

    steps = len(session.steps)
    hands.press(*["ctrl+z"] * steps)
    assert session.journey == blank
    assert not session.can_undo
    hands.press(*["ctrl+shift+z"] * steps)
    assert session.journey == finished
    assert not session.can_redo
    hands.press("ctrl+s")
    assert not session.is_dirty
    assert journey_file.load(tmp_path / "feeder.cjm").journey == finished


def _lane(canvas: CanvasView, label: str) -> PlacedLane:
    return next(placed for placed in canvas.layout_now().lanes if placed.box.lane.label == label)


def _in_cell(canvas: CanvasView, lane: PlacedLane, stage: str) -> QPoint:
    """A place in the lower part of a cell, on the screen."""
    column = next(box.column for box in canvas.layout_now().stages if box.stage.id == stage)
    return on_screen(canvas.viewport(), canvas.from_map(Point(column.center.x, lane.rect.bottom - 4)))


def _below_all(canvas: CanvasView) -> QPoint:
    """A place on the map under its last lane, or in its middle where it has none, on the screen."""
    layout = canvas.layout_now()
    point = Point(layout.body.center.x, layout.body.bottom - 2)
    return on_screen(canvas.viewport(), canvas.from_map(point))
