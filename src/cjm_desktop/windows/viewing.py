"""Through which view one window shows its map: filters and hidden parts go in; the canvas and who listens follow.

What is shown is no part of the map and never undone. A view of the map, or a ready-made one, may be shown as it is or
changed in passing; the map's own changes only when the user asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal

from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.change import Change
from cjm_desktop.editing.ready_views import READY
from cjm_desktop.editing.session import Session
from cjm_desktop.editing.views import CRITERIA, filters, shows_all
from cjm_desktop.model.records import Evidence, Unmatched, View

#: The id of a view that is only looked through and not kept; no record of a map has it while it is shown.
PASSING = "looked-through"


class Viewing(QObject):
    """The view of one canvas. `changed` is sent when another is shown, or when the one shown is kept or let go."""

    changed = Signal()

    def __init__(self, session: Session, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._unmatched = Unmatched.DIM
        canvas.view_changed.connect(self.changed)
        self._unsubscribe = session.subscribe(self._follow)

    def stop(self) -> None:
        """Stop following the session."""
        self._unsubscribe()

    @property
    def view(self) -> View | None:
        """The view through which the map is shown; None where all of it is."""
        return self._canvas.shown_view

    @property
    def kept(self) -> View | None:
        """The view of the map, or the ready-made one, that is shown, as it is kept."""
        return None if self.view is None else self._known(self.view.id)

    @property
    def is_changed(self) -> bool:
        """Whether what is shown is not as it is kept."""
        return self.view is not None and self.view != self.kept

    @property
    def is_own(self) -> bool:
        """Whether a view of the map is shown, as it is kept or changed."""
        return self.view is not None and self.view.id in self._session.journey.views

    @property
    def filters(self) -> bool:
        """Whether cards are let through and others not."""
        return filters(self.view)

    @property
    def unmatched(self) -> Unmatched:
        """What becomes of cards that are not let through."""
        return self._unmatched if self.view is None else self.view.unmatched

    def show(self, view: View | None) -> None:
        """Show the map through a view; None shows all of it."""
        self._canvas.set_view(view)

    def values(self, criterion: str) -> tuple[str, ...]:
        """The values of one field that are let through; none lets all through."""
        return () if self.view is None else getattr(self.view, criterion)

    def toggle(self, criterion: str, value: str) -> None:
        """Let cards of a value through besides those that are, or no longer."""
        values = self.values(criterion)
        rest = tuple(one for one in values if one != value)
        wanted = Evidence(value) if criterion == "evidence" else value
        self._change(**{criterion: rest if len(rest) < len(values) else (*values, wanted)})

    def set_unmatched(self, unmatched: Unmatched) -> None:
        """Dim or hide the cards that are not let through."""
        self._unmatched = unmatched
        if self.view is not None:
            self._change(unmatched=unmatched)
        else:
            self.changed.emit()

    def clear_filter(self) -> None:
        """Let all cards through."""
        if self.filters:
            self._change(**dict.fromkeys(CRITERIA, ()))

    def hide(self, *, lanes: Iterable[str] = (), stages: Iterable[str] = ()) -> None:
        """Hide these lanes and stages from what is shown."""
        before = self.view
        self._change(
            hidden_lanes=tuple(dict.fromkeys((*(before.hidden_lanes if before else ()), *lanes))),
            hidden_stages=tuple(dict.fromkeys((*(before.hidden_stages if before else ()), *stages))),
        )

    def show_hidden(self, **fields: bool) -> None:
        """Show the hidden `lanes`, the hidden `stages`, again."""
        self._change(**{f"hidden_{name}": () for name, wanted in fields.items() if wanted})

    def _change(self, **fields: Any) -> None:
        base = self.view or View(id=PASSING, unmatched=self._unmatched)
        made = base.model_copy(update=fields)
        self.show(None if shows_all(made) and self._known(made.id) is None else made)

    def _known(self, id_: str) -> View | None:
        ready = (view for view in READY if view.id == id_)
        return self._session.journey.views.get(id_) or next(ready, None)

    def _follow(self, change: Change) -> None:
        views = change.tables.get("views")
        view = self.view
        if views is None:
            return
        if view is not None and view.id in views.updated and change.before.views[view.id] == view:
            self.show(change.after.views[view.id])
        self.changed.emit()
