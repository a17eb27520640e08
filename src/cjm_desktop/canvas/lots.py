"""Places beside the canvas that take cards dragged off it: where the pointer is goes in; the place there comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.words import counted
from cjm_desktop.editing.cards import move_cards
from cjm_desktop.model.journey import Journey


class Lots:
    """Widgets that park the cards let go over them. Each is told whether cards hover over it."""

    def __init__(self) -> None:
        self._known: list[tuple[QWidget, Callable[[bool], None]]] = []
        self._hovered: Callable[[bool], None] | None = None

    def add(self, widget: QWidget, tell: Callable[[bool], None]) -> None:
        """From now on the widget takes cards while it can be seen."""
        self._known.append((widget, tell))
        widget.destroyed.connect(lambda: self._forget(tell))

    def hover(self, at: QPoint | None) -> bool:
        """Cards are dragged to a point of the screen (None: no longer dragged); whether a lot would take them."""
        found = None
        for widget, tell in self._known:
            if at is not None and widget.isVisible() and widget.rect().contains(widget.mapFromGlobal(at)):
                found = tell
        if found is not self._hovered:
            if self._hovered is not None:
                self._hovered(False)
            if found is not None:
                found(True)
            self._hovered = found
        return found is not None

    def _forget(self, tell: Callable[[bool], None]) -> None:
        self._known = [(widget, other) for widget, other in self._known if other is not tell]
        if self._hovered is tell:
            self._hovered = None


def parked(journey: Journey, ids: Sequence[str]) -> Edit:
    """The edit that sends cards to the parking lot."""
    return Edit(f"Park {counted(journey, ids)}", move_cards(journey, ids, None, None), ())
