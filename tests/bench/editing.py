"""How long the event loop stands still in a window with a large map: typing, pasting, filtering, lanes, panels, searching."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.lanes import update_lane
from cjm_desktop.editing.session import Session
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import LaneKind, Unmatched, View
from tests.bench.timing import Row, clock

#: No task may hold up the event loop for longer, in ms.
GOAL = 100.0
#: One edit in a window, until it is painted, at 5,000 cards, in ms.
EDIT = 16.7
_PASTED = 200
_EDITS = 15


def measure(journey: Journey) -> Iterator[Row]:
    """The rows of one map: of each task the longest time in which no event was handled, first time and every time."""
    with tempfile.TemporaryDirectory() as home:
        # Neither reads what the user has set nor changes it.
        os.environ.update({"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home})
        yield from _rows(journey)


def _rows(journey: Journey) -> Iterator[Row]:
    from cjm_desktop.app import Desktop, made_application
    from cjm_desktop.memory import collect_rarely

    collect_rarely()
    app = made_application()
    desktop = Desktop(app)
    window = desktop.new_window()
    window.resize(1600, 960)
    window.show()
    window.show_journey(journey)
    assert window.workspace is not None
    canvas, session, count = window.workspace.canvas, window.workspace.session, len(journey.cards)
    canvas.set_zoom(1.0)
    _settle()
    cards = [lane for lane in journey.lanes.values() if lane.kind is LaneKind.CARDS]
    lane, stage = cards[0].id, next(iter(journey.stages))
    card = next(card for card in journey.cards.values() if card.lane == lane)

    def row(task: str, call: Callable[[], object]) -> Row:
        return Row(f"stall: {task}", count, _stall(call), None, goal=GOAL)

    canvas.select((card.id,))
    yield row("open a card's text", lambda: canvas.start_editing(card.id))
    field = canvas.writing.field
    assert field is not None
    letters = [_stall(lambda: QTest.keyClick(field, "x")) for _ in range(20)]
    yield Row("stall: type a letter (worst of 20)", count, max(letters), None, goal=GOAL)
    yield row("take the text over", lambda: QTest.keyClick(field, Qt.Key.Key_Return))

    def worst(task: str, *calls: Callable[[], object]) -> Row:
        return Row(f"stall: {task}", count, max(map(_stall, calls)), None, goal=GOAL)

    def key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Callable[[], object]:
        return lambda: QTest.keyClick(QApplication.focusWidget() or canvas, key, modifier)

    canvas.commit_editing()
    canvas.setFocus()
    canvas.select((card.id,))
    _settle()
    for task, make in (
        ("one word edited, laid out and painted", lambda n: update_cards(session.journey, [card.id], text=f"Word {n}")),
        ("the same undone", None),
    ):
        whole = []
        for n in range(_EDITS):
            call = window.actions_by_id["undo"].trigger if make is None else _step(session, make(n))
            whole.append(clock(call) + clock(QApplication.processEvents))
            _settle()
        yield Row(
            f"{task} (median of {_EDITS})",
            count,
            statistics.median(whole),
            None,
            goal=EDIT if count <= 5000 else 2 * EDIT,
        )
    yield worst("walk to the next card (worst of 10)", *[key(Qt.Key.Key_Down)] * 10)
    canvas.select((card.id,))
    alt = Qt.KeyboardModifier.AltModifier
    yield worst(
        "move a card by Alt and an arrow (worst of 12)",
        *[key(Qt.Key.Key_Right, alt)] * 6,
        *[key(Qt.Key.Key_Down, alt)] * 6,
    )
    yield worst("undo, redo a move", window.actions_by_id["undo"].trigger, window.actions_by_id["redo"].trigger)
    canvas.select_cell(Cell(lane, stage))
    canvas.setFocus()
    yield worst(
        "capture a card by two letters and Enter (worst of 8)",
        *[key(Qt.Key.Key_A), key(Qt.Key.Key_B), key(Qt.Key.Key_Return)] * 8,
    )
    QTest.keyClick(QApplication.focusWidget() or canvas, Qt.Key.Key_Escape)
    _settle()

    mime = QMimeData()
    mime.setText("\n".join(f"Pasted card {n} from a list" for n in range(_PASTED)))
    QGuiApplication.clipboard().setMimeData(mime)
    canvas.select_cell(Cell(lane, stage))
    before = len(session.journey.cards)
    yield row(f"paste {_PASTED} cards", window.actions_by_id["paste"].trigger)
    assert len(session.journey.cards) == before + _PASTED
    yield row("undo the paste", window.actions_by_id["undo"].trigger)
    canvas.select_all()
    _settle()
    yield row("copy all cards", window.actions_by_id["copy"].trigger)
    yield row("select nothing", canvas.select_none)
    yield row("select all", canvas.select_all)
    owned = update_cards(session.journey, list(session.journey.cards), owner="Ann")
    yield row("give all cards an owner", lambda: session.apply("Change owner", owned))
    yield row("undo that", window.actions_by_id["undo"].trigger)
    canvas.select_none()

    tag = View(id="bench", name="Bench", evidence=("observed",))  # type: ignore[arg-type]
    yield row("filter, the rest dimmed", lambda: canvas.set_view(tag))
    yield row("show all again", lambda: canvas.set_view(None))
    hiding = tag.model_copy(update={"unmatched": Unmatched.HIDE})
    yield row("filter, the rest hidden", lambda: canvas.set_view(hiding))
    canvas.set_view(None)
    _settle()
    first = View(id="bench", name="Bench", hidden_stages=(stage,))
    yield row("a stage hidden", lambda: canvas.set_view(first))
    yield row("a stage shown again", lambda: canvas.set_view(None))

    for field_name in ("collapsed", "hidden"):
        for value in (True, False):
            after = update_lane(session.journey, lane, **{field_name: value})
            yield row(f"lane {field_name}: {value}", lambda after=after: session.apply("Toggle lane", after))

    for panel in ("outline", "review", "history", "minimap", "parking"):
        yield row(f"open the {panel}", lambda panel=panel: window.docks.show(panel, True))
    canvas.select((card.id,))
    edited = update_cards(session.journey, [card.id], text="Another text")
    yield row("edit with all panels open", lambda: session.apply("Write", edited))
    yield worst("move a card with all panels open (worst of 4)", *[key(Qt.Key.Key_Right, alt)] * 4)
    window.commands.find.find()
    _settle()
    bar = window.workspace.find_bar
    yield row("find a word", lambda: bar.find_field.setText("the"))
    bar.leave()
    yield row("command palette", window.commands.find.command_palette)
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    session.mark_saved()
    window.close()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _step(session: Session, after: Journey) -> Callable[[], object]:
    return lambda: session.apply("Edit text", after)


def _stall(call: Callable[[], object]) -> float:
    """The longest time in ms that the call, or one round of the event loop after it, took."""
    return max(clock(call), _settle())


def _settle() -> float:
    """Handles events until nothing is left to do for a while; the longest round in ms."""
    longest = 0.0
    for _ in range(30):
        longest = max(longest, clock(QApplication.processEvents))
        time.sleep(0.005)
    return longest
