"""Joining cards: a card's handle, or an end of an arrow, and the pointer go in; where it would land comes out, and one edit."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Edit, Modifiers
from cjm_desktop.canvas.marks import Frame, FrameKind, Insertion, Mark, Pull
from cjm_desktop.canvas.placing import holds_cards
from cjm_desktop.canvas.selection import cell_rect
from cjm_desktop.editing.cards import insert_card, new_card
from cjm_desktop.editing.connectors import connect, update_connector
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.dropping import CardInsertion, card_insertion
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.layout.hit import hit
from cjm_desktop.model.journey import Journey


class Connect:
    """Draw an arrow from a card: to another one, or to an empty place of a cell, where a connected card is made."""

    cursor = Qt.CursorShape.CrossCursor
    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, source: str, start: Point) -> None:
        self._journey, self._layout, self._source = journey, layout, source
        self._at = start
        self._landing: str | CardInsertion | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        rect = rect_of(self._layout, self._source)
        if rect is None:
            return ()
        return (*_shown(self._layout, self._landing), Pull(_toward(rect, self._at), self._at))

    def move(self, point: Point, _modifiers: Modifiers) -> None:
        self._at = point
        self._landing = landing_of(self._journey, self._layout, self._source, point)

    def finish(self) -> Edit | None:
        return None if self._landing is None else joined(self._journey, self._source, self._landing)

    def cancel(self) -> None:
        self._landing = None


class Reattach:
    """Carry an end of an arrow ("source" or "target") to another card."""

    cursor = Qt.CursorShape.CrossCursor
    autoscrolls = True

    def __init__(self, journey: Journey, layout: MapLayout, connector: str, end: str, start: Point) -> None:
        self._journey, self._layout, self._connector, self._end = journey, layout, connector, end
        self._at = start
        self._card: str | None = None
        arrow = journey.connectors[connector]
        self._stays = arrow.target if end == "source" else arrow.source

    @property
    def marks(self) -> tuple[Mark, ...]:
        rect = rect_of(self._layout, self._stays)
        if rect is None:
            return ()
        fixed = _toward(rect, self._at)
        pull = Pull(self._at, fixed) if self._end == "source" else Pull(fixed, self._at)
        return (*_shown(self._layout, self._card), pull)

    def move(self, point: Point, _modifiers: Modifiers) -> None:
        self._at = point
        found = hit(self._layout, point)
        self._card = found.id if found.kind == "card" and found.id != self._stays else None

    def finish(self) -> Edit | None:
        if self._card is None:
            return None
        after = update_connector(self._journey, self._connector, **{self._end: self._card})
        return None if after is self._journey else Edit("Move connector", after, (self._connector,))

    def cancel(self) -> None:
        self._card = None


def landing_of(journey: Journey, layout: MapLayout, source: str, point: Point) -> str | CardInsertion | None:
    """The card at a point, or the place for a new one in the cell there; None where an arrow from `source` cannot end."""
    found = hit(layout, point)
    if found.kind == "card":
        return None if found.id == source else found.id
    if found.kind not in ("cell", "connector"):
        return None
    place = card_insertion(layout, point)
    lane = None if place is None else journey.lanes.get(place.lane)
    return place if lane is not None and holds_cards(lane) and not lane.locked else None


def joined(journey: Journey, source: str, landing: str | CardInsertion) -> Edit | None:
    """The edit that draws an arrow to a card, or to a new one that is then written; None where it is there already."""
    if isinstance(landing, str):
        after, id_ = connect(journey, source, landing)
        return Edit("Add connector", after, (id_,)) if after is not journey else None
    card = new_card(journey, landing.lane, landing.stage, "", **landing.fields)
    after, _ = connect(insert_card(journey, card, landing.before), source, card.id)
    return Edit("Add connected card", after, (card.id,), card.id, f"new {card.id}")


def _shown(layout: MapLayout, landing: str | CardInsertion | None) -> tuple[Mark, ...]:
    if landing is None:
        return ()
    if isinstance(landing, str):
        rect = rect_of(layout, landing)
        return () if rect is None else (Frame(rect, FrameKind.LANDING),)
    cell = cell_rect(layout, landing.cell)
    frame = () if cell is None else (Frame(cell, FrameKind.LANDING),)
    return (*frame, Insertion(landing.marker))


def _toward(rect: Rect, point: Point) -> Point:
    """The middle of that side of a card that faces a point."""
    dx, dy = point.x - rect.center.x, point.y - rect.center.y
    if abs(dx) * rect.height >= abs(dy) * rect.width:
        return Point(rect.right if dx >= 0 else rect.x, rect.center.y)
    return Point(rect.center.x, rect.bottom if dy >= 0 else rect.y)
