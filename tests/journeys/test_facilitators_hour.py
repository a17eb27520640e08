"""A facilitator's hour: five hundred edits of every kind by real keys and the mouse, undone to nothing, redone to all."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.change import Change
from cjm_desktop.editing.session import Session
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows.actions import ACTIONS
from cjm_desktop.windows.main_window import MainWindow
from tests.journeys.typing import Keyboard

EDITS = 500
_WORDS = ("date", "unclear", "calls", "waits", "6 tabs!", "“Sure?”", "給餌器", "цена", "+1", "no slot", "20 %", "é")
_LABELS = ("Thoughts", "Pain points", "Chancen", "Emotions", "KPIs", "Something else")


class Facilitator:
    """Does one thing after the other on the map, whatever is selected, as the dice say."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        assert window.workspace is not None
        self.canvas: CanvasView = window.workspace.canvas
        self.session: Session = window.workspace.session
        self.keys = Keyboard(window)
        self.dice = random.Random(seed)
        self.done: Counter[str] = Counter()
        self._deeds: dict[Callable[[], None], int] = {
            self.write: 24,
            self.rewrite: 8,
            self.feel: 14,
            self.move: 14,
            self.gather: 6,
            self.resize: 6,
            self.drag: 6,
            self.delete: 4,
            self.stage: 2,
            self.lane: 2,
            self.undo: 3,
            self.duplicate: 4,
            self.vote: 4,
        }

    def act(self) -> None:
        (deed,) = self.dice.choices(list(self._deeds), list(self._deeds.values()))
        before = self.session.journey
        deed()
        self.canvas.commit_editing()
        if self.session.journey is not before:
            self.done[deed.__name__] += 1

    def words(self) -> str:
        return " ".join(self.dice.choices(_WORDS, k=self.dice.randint(1, 2)))

    def arrow(self) -> str:
        return self.dice.choice(("Left", "Right", "Up", "Down"))

    def write(self) -> None:
        self.keys.press(*(f"Ctrl+{self.arrow()}" for _ in range(self.dice.randint(1, 3))))
        self.keys.type(self.words())
        self.keys.press(self.dice.choice(("Return", "Tab", "Shift+Tab", "Ctrl+Down", "Ctrl+Up", "Escape")))

    def rewrite(self) -> None:
        self._go_to_card()
        self.keys.press("F2")
        self.keys.type(self.words())
        self.keys.press(self.dice.choice(("Return", "Tab", "Escape")))

    def feel(self) -> None:
        self.keys.press(self.dice.choice((*(f"Ctrl+{n}" for n in range(1, 6)), "Ctrl+Alt+Up", "Ctrl+Alt+Down")))

    def move(self) -> None:
        self._go_to_anything()
        self.keys.press(*(f"Alt+{self.arrow()}" for _ in range(self.dice.randint(1, 3))))

    def gather(self) -> None:
        self._go_to_card()
        self.keys.press(*(f"Shift+{self.arrow()}" for _ in range(3)), f"Alt+{self.arrow()}")

    def resize(self) -> None:
        self._go_to_anything()
        self.keys.press(f"Alt+Shift+{self.arrow()}")

    def drag(self) -> None:
        """A card to where another one stands, by the mouse."""
        if len(self.session.journey.cards) < 2:
            return
        ends = self.dice.sample(list(self.session.journey.cards), 2)
        self.canvas.zoom_fit()
        rects = [rect_of(self.canvas.layout_now(), id_) for id_ in ends]
        places = [self.canvas.from_map(rect.center).toPoint() for rect in rects if rect is not None]
        if len(places) < 2:
            return
        viewport = self.canvas.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=places[0])
        for share in (0.3, 0.7, 1.0):
            QTest.mouseMove(viewport, places[0] + (places[1] - places[0]) * share)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=places[1])

    def delete(self) -> None:
        self._go_to_card()
        if self.dice.random() < 0.15:
            self.keys.press("Ctrl+Home", "Up", *["Right"] * self.dice.randint(0, 4))
        self.keys.press("Delete")

    def stage(self) -> None:
        if len(self.session.journey.stages) < 8:
            self.keys.press("Ctrl+Shift+N")
            self.keys.type(self.words())
            self.keys.press(self.dice.choice(("Return", "Escape")))

    def lane(self) -> None:
        if len(self.session.journey.lanes) < 8:
            self.keys.press("Ctrl+Shift+L")
            self.keys.type(self.dice.choice(_LABELS))
            self.keys.press(self.dice.choice(("Return", "Escape")))

    def undo(self) -> None:
        number = self.dice.randint(1, 3)
        self.keys.press(*["Ctrl+Z"] * number, *["Ctrl+Y"] * self.dice.randint(0, number))

    def duplicate(self) -> None:
        self._go_to_card()
        self._press_keys_of("duplicate")

    def vote(self) -> None:
        self._go_to_card()
        self._press_keys_of("vote")

    def _press_keys_of(self, action: str) -> None:
        if action in ACTIONS:
            self.keys.press(ACTIONS[action].sequences()[0].toString())

    def _go_to_card(self) -> None:
        self.keys.press("Ctrl+Home" if self.dice.random() < 0.3 else self.arrow())
        for _ in range(self.dice.randint(1, 6)):
            self.keys.press(self.arrow())

    def _go_to_anything(self) -> None:
        self._go_to_card()
        if self.dice.random() < 0.3:
            self.keys.press("Home", "Left")
        elif self.dice.random() < 0.2:
            self.keys.press("Ctrl+Home", "Up", "Right")


def test_five_hundred_edits_are_undone_to_nothing_and_redone_to_all(window: MainWindow) -> None:
    facilitator = Facilitator(window, 7)
    session, keys = facilitator.session, facilitator.keys
    blank = session.journey
    seen = {0: blank}

    def note(_change: Change) -> None:
        seen[session.position] = session.journey

    unsubscribe = session.subscribe(note)
    keys.press("Ctrl+Shift+N")
    for name in ("Need", "Search", "Buy", "Use"):
        keys.type(name)
        keys.press("Tab")
    keys.press("Escape", "Ctrl+Shift+L")
    for label in ("Actions", "Touchpoints", "Pain points", "Emotions"):
        keys.type(label)
        keys.press("Tab")
    keys.press("Return")
    assert (len(session.journey.stages), len(session.journey.lanes)) == (4, 4)

    while session.position < EDITS:
        facilitator.act()
    unsubscribe()
    finished = session.journey
    kinds = {"write", "rewrite", "feel", "move", "gather", "resize", "drag", "delete", "stage", "lane", "undo"}
    kinds |= {action for action in ("duplicate", "vote") if action in ACTIONS}
    assert set(facilitator.done) == kinds

    assert_whole(finished)
    for position in range(session.position - 1, -1, -1):
        keys.press("Ctrl+Z")
        assert session.position == position
        assert session.journey is seen[position]
    assert session.journey == blank
    assert not session.can_undo
    keys.press(*["Ctrl+Y"] * len(session.steps))
    assert session.journey == finished
    assert not session.can_redo


def assert_whole(journey: Journey) -> None:
    """Everything stands where it can: no reference leads to what is gone."""
    stages = list(journey.stages)
    for card in journey.cards.values():
        assert card.lane in journey.lanes
        assert card.stage in journey.stages
        assert stages.index(card.stage or "") + card.span <= len(stages)
    for point in journey.points.values():
        assert point.stage in journey.stages
        assert journey.curves[point.curve].lane in journey.lanes
    for metric in journey.metrics.values():
        assert (metric.lane in journey.lanes, metric.stage in journey.stages) == (True, True)
