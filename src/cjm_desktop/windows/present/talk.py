"""A session and a deck go in; where one stands in the walk comes out, and it stays there while the map is edited."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from cjm_desktop.editing.change import Change
from cjm_desktop.editing.session import Session
from cjm_desktop.model.records import Card, Stage
from cjm_desktop.model.walkthrough import Step, place_after, walk
from cjm_desktop.windows.present.deck import Deck, View


class Talk(QObject):
    """The walk and the place in it. `moved` is sent when another place, or another state of the map, is shown."""

    moved = Signal()

    def __init__(self, session: Session, deck: Deck, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.deck = deck
        self.steps = self._walk()
        self.place = 0
        self._origin: Step | None = None  #: where a new card was made from, while one stands at it
        self.part = 0  #: which of the slides of a step that takes several
        self._stop_listening = session.subscribe(self._follow)

    def stop(self) -> None:
        """Stops following the session."""
        self._stop_listening()

    # Where one stands

    @property
    def step(self) -> Step:
        return self.steps[self.place]

    @property
    def stage(self) -> Stage | None:
        """The current stage; None while the whole map is shown."""
        return None if self.step.stage is None else self.deck.sight.journey.stages.get(self.step.stage)

    @property
    def card(self) -> Card | None:
        """The current card."""
        return None if self.step.thing is None else self.deck.sight.journey.cards.get(self.step.thing)

    @property
    def stage_number(self) -> int:
        """The number of the current stage, counted from 1; 0 while the whole map is shown."""
        stage = self.step.stage
        return 0 if stage is None else list(self.deck.sight.journey.stages).index(stage) + 1

    def view(self) -> View:
        """What is shown now."""
        return self.deck.view(self.step, self.part)

    def following(self) -> tuple[Step, int] | None:
        """What comes next: a step and which of its slides; None at the end."""
        if self.part + 1 < len(self.deck.parts(self.step)):
            return self.step, self.part + 1
        return (self.steps[self.place + 1], 0) if self.place + 1 < len(self.steps) else None

    # Walking

    def next(self) -> bool:
        """One step on; False at the end."""
        after = self.following()
        if after is None:
            return False
        return self._go(self.place + (after[1] == 0), after[1])

    def back(self) -> bool:
        """One step back; False at the beginning."""
        if self.part:
            return self._go(self.place, self.part - 1)
        if self.place == 0:
            return False
        return self._go(self.place - 1, len(self.deck.parts(self.steps[self.place - 1])) - 1)

    def next_stage(self) -> bool:
        """To the next stage; False in the last one."""
        return self.go_to_stage(self.stage_number + 1)

    def previous_stage(self) -> bool:
        """To the beginning of the stage, or from there to the stage before; False at the whole map."""
        at_beginning = self.step.thing is None and self.part == 0
        return self.go_to_stage(self.stage_number - 1 if at_beginning else self.stage_number)

    def first(self) -> bool:
        return self._go(0, 0)

    def last(self) -> bool:
        return self._go(len(self.steps) - 1, 0)

    def go_to_stage(self, number: int) -> bool:
        """To a stage by its number, counted from 1; 0 is the whole map. False where there is none of that number."""
        stages = list(self.deck.sight.journey.stages)
        if not 0 <= number <= len(stages):
            return False
        return self.go_to(Step(stages[number - 1] if number else None))

    def go_to(self, step: Step, part: int = 0) -> bool:
        """To a step; False where it is none of the walk's."""
        if step not in self.steps:
            return False
        return self._go(self.steps.index(step), part)

    def go_to_new(self, step: Step) -> bool:
        """To a step that was just made; where it is taken back, one stands again where one is now."""
        origin = self.step
        done = self.go_to(step)
        self._origin = origin
        return done

    def go_to_thing(self, id_: str) -> bool:
        """To a card or a stage by its id; where it has no step of its own, to the stage that it stands in."""
        for n, step in enumerate(self.steps):
            if id_ in (step.thing, step.stage):
                return self._go(n, 0)
        journey = self.deck.sight.journey
        for table in (journey.cards, journey.points, journey.metrics):
            found = table.get(id_)
            if found is not None and found.stage is not None:
                return self.go_to(Step(found.stage))
        return False

    def _go(self, place: int, part: int) -> bool:
        if (place, part) == (self.place, self.part):
            return False
        self.place, self.part, self._origin = place, part, None
        self.session.end_merge()
        self.moved.emit()
        return True

    # Following the session

    def _walk(self) -> tuple[Step, ...]:
        return walk(self.deck.sight.journey, self.deck.cells, self.deck.sight.dimmed)

    def _follow(self, _change: Change) -> None:
        self.refresh()

    def refresh(self) -> None:
        """The map, or the view through which it is seen, is another."""
        self.deck.follow()
        before = self.steps
        self.steps = self._walk()
        here = before[self.place]
        self.place = place_after(before, self.place, self.steps)
        if self.step != here:
            if self._origin in self.steps:
                self.place = self.steps.index(self._origin)
            self.part, self._origin = 0, None
        self.part = min(self.part, len(self.deck.parts(self.step)) - 1)
        self.moved.emit()
