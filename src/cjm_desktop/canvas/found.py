"""What a search found, as marks on the map: matches and a layout go in; rectangles of what is in view come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjm_desktop.canvas.marks import Found
from cjm_desktop.editing.find import TEXT_FIELDS, Match
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.boxes import MapLayout, PlacedText
from cjm_desktop.layout.finding import TITLE, rect_of
from cjm_desktop.layout.spans import main_text, span_rects
from cjm_desktop.model.records import Card, Lane, Persona, Stage

#: The first text of a thing is the one that `main_text` finds; of other kinds it is their only one, the label.
_FIRST = {TEXT_FIELDS[kind][0] for kind in (Card, Lane, Persona, Stage)} | {"label", "title"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A match on the map: the thing's rectangle and, where the map shows the very text, that text."""

    match: Match
    rect: Rect
    text: PlacedText | None


class FoundPlaces:
    """The matches of one search on a map. `current` is the one that the user has come to."""

    def __init__(self, matches: Sequence[Match] = (), current: Match | None = None) -> None:
        self.matches = tuple(matches)
        self.current = current
        self._layout: MapLayout | None = None
        self._places: tuple[_Place, ...] = ()

    def marks(self, layout: MapLayout, shown: Rect) -> tuple[Found, ...]:
        """What of it lies in the rectangle `shown` of the map."""
        if layout is not self._layout:
            self._layout, self._places = layout, tuple(_places(layout, self.matches))
        found: dict[tuple[bool, bool], dict[Rect, None]] = {(a, b): {} for a in (False, True) for b in (False, True)}
        for place in self._places:
            if place.rect.intersects(shown):
                words = _words(place)
                found[place.match == self.current, not words].update(dict.fromkeys(words or (place.rect,)))
        if not any(found.values()):
            return ()
        now, others = True, False
        return (
            Found(
                shown,
                words=tuple(found[others, False]),
                things=tuple(found[others, True]),
                current_words=tuple(found[now, False]),
                current_things=tuple(found[now, True]),
            ),
        )


def _places(layout: MapLayout, matches: Sequence[Match]) -> list[_Place]:
    found = []
    last: tuple[str, Rect | None, PlacedText | None] | None = None
    for match in matches:
        id_ = match.id or (TITLE if match.field == "title" else "")
        if last is None or last[0] != id_:
            last = id_, rect_of(layout, id_), main_text(layout, id_)
        rect, text = last[1], last[2]
        if rect is not None:
            own = text if len(match.path) == 1 and match.field in _FIRST else None
            found.append(_Place(match, rect if own is None else rect.united(own.rect), own))
    return found


def _words(place: _Place) -> tuple[Rect, ...]:
    """The words themselves; nothing where the map does not show the text that holds them."""
    return () if place.text is None else span_rects(place.text, place.match.start, place.match.end)
