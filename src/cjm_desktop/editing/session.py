"""Journeys made by edits go in; the session keeps the current one, the way back and forth, and tells who listens.

The history is a list of steps, each with the journey before and after it. Journeys share what did not change, so it is
kept without bound. Selection, camera and hover are not here: they are never undone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from cjm_desktop.editing.change import Change, diff, same_content
from cjm_desktop.model.journey import Journey

Listener = Callable[[Change], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable step, named in the user's words ("Move touchpoint")."""

    label: str
    before: Journey
    after: Journey


class Session:
    """The journey being edited, its undo history and its save point.

    Every change of `journey` is told to the listeners as one `Change`, in order and after the session is in its new
    state. A listener may itself apply, undo or load (a field that commits when it loses the focus does): the session
    moves on at once and the listeners are told of it when all have heard of the change before. A listener that raises
    keeps neither the session from its new state nor the other listeners from hearing of it; its error reaches the
    caller afterwards.
    """

    def __init__(self, journey: Journey, *, saved: bool = True) -> None:
        self._journey = journey
        self._steps: list[Step] = []
        self._position = 0
        self._open_merge: str | None = None
        self._saved: Journey | None = journey if saved else None
        self._listeners: dict[object, Listener] = {}
        self._untold: deque[tuple[Change, tuple[object, ...]]] = deque()
        self._telling = False

    @property
    def journey(self) -> Journey:
        return self._journey

    def apply(self, label: str, after: Journey, merge: str | None = None) -> bool:
        """Make `after` the journey, as one undoable step; False, and no step, where it is the journey already.

        Steps that follow each other with the same `merge` key are one step (typing, a slider) until `end_merge`, an
        undo, a redo or a save. A merged step that comes back to where it began is taken away.
        """
        if after is self._journey:
            return False
        if merge is not None and merge == self._open_merge:
            step = Step(label, self._steps.pop().before, after)
            self._position -= 1
            if same_content(step.before, after):
                self._open_merge = None
                self._move_to(step.before, label)
                return True
        else:
            step = Step(label, self._journey, after)
            del self._steps[self._position :]
            self._open_merge = merge
        self._steps.append(step)
        self._position += 1
        self._move_to(after, label)
        return True

    def end_merge(self) -> None:
        """The next step stands for itself, whatever its merge key."""
        self._open_merge = None

    def undo(self) -> bool:
        """Take the last step back; False where there is none."""
        return self.can_undo and self.jump(self._position - 1)

    def redo(self) -> bool:
        """Do the step that was last taken back again; False where there is none."""
        return self.can_redo and self.jump(self._position + 1)

    @property
    def can_undo(self) -> bool:
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        return self._position < len(self._steps)

    @property
    def undo_label(self) -> str:
        """The label of the step that `undo` takes back; empty where there is none."""
        return self._steps[self._position - 1].label if self.can_undo else ""

    @property
    def redo_label(self) -> str:
        """The label of the step that `redo` does again; empty where there is none."""
        return self._steps[self._position].label if self.can_redo else ""

    @property
    def steps(self) -> tuple[str, ...]:
        """The labels of all steps, those that were taken back included, the oldest first."""
        return tuple(step.label for step in self._steps)

    @property
    def position(self) -> int:
        """How many of the steps are done."""
        return self._position

    @property
    def saved_position(self) -> int | None:
        """The position at which the journey was last saved; None where the history no longer leads there."""
        if self._saved is None:
            return None
        if self._saved is self._journey:
            return self._position
        if self._steps and self._steps[0].before is self._saved:
            return 0
        return next((n for n, step in enumerate(self._steps, 1) if step.after is self._saved), None)

    def jump(self, position: int) -> bool:
        """Undo or redo to where `position` steps are done, as one change; False where that is so already.

        Raises IndexError for a position that the history does not have.
        """
        if not 0 <= position <= len(self._steps):
            raise IndexError(f"the history has {len(self._steps)} steps, so there is no position {position}")
        self._open_merge = None
        if position == self._position:
            return False
        if position < self._position:
            journey, label = self._steps[position].before, self._steps[position].label
        else:
            journey, label = self._steps[position - 1].after, self._steps[position - 1].label
        self._position = position
        self._move_to(journey, label)
        return True

    @property
    def is_dirty(self) -> bool:
        """Whether the journey is another than the one last saved; undoing back to that one makes it clean again."""
        return self._journey is not self._saved

    def mark_saved(self, journey: Journey | None = None) -> None:
        """The journey (or the one given, where saving took a while) is on disk now."""
        self._saved = self._journey if journey is None else journey
        self._open_merge = None

    def rewrite(self, change: Callable[[Journey], Journey]) -> None:
        """Every state of the history, also the present one, becomes what `change` makes of it; that is no step.

        For what is true of all of them from now on: the map has gone to another folder. `change` must give the same
        object for the same object. What was saved stays what was saved.
        """
        self._steps = [Step(step.label, change(step.before), change(step.after)) for step in self._steps]
        self._saved = None if self._saved is None else change(self._saved)
        self._open_merge = None
        after = change(self._journey)
        if after is not self._journey:
            self._move_to(after, "")

    def load(self, journey: Journey, *, saved: bool = True) -> None:
        """Start afresh with another journey; `saved` is False for one that no file holds (recovered, imported)."""
        self._steps.clear()
        self._position = 0
        self._open_merge = None
        self._saved = journey if saved else None
        self._move_to(journey, "")

    def subscribe(self, callback: Listener) -> Callable[[], None]:
        """Tell `callback` of every change from now on; call what is returned to stop."""
        token = object()
        self._listeners[token] = callback

        def unsubscribe() -> None:
            self._listeners.pop(token, None)

        return unsubscribe

    def _move_to(self, journey: Journey, label: str) -> None:
        change = diff(self._journey, journey, label)
        self._journey = journey
        self._untold.append((change, tuple(self._listeners)))
        if not self._telling:
            self._tell()

    def _tell(self) -> None:
        errors: list[Exception] = []
        self._telling = True
        try:
            while self._untold:
                change, tokens = self._untold.popleft()
                for token in tokens:
                    listener = self._listeners.get(token)
                    if listener is None:
                        continue
                    try:
                        listener(change)
                    except Exception as error:
                        errors.append(error)
        finally:
            self._telling = False
        if len(errors) == 1:
            raise errors[0]
        if errors:
            raise ExceptionGroup("several listeners failed", errors)
