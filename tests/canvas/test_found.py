"""Marks of a search: on the words where the map shows them, round the thing where it does not, and only in view."""

from __future__ import annotations

from cjm_desktop.canvas.found import FoundPlaces
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.find import Query, find_matches
from cjm_desktop.geometry import Rect
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.templates import load_template
from cjm_desktop.text.engine import default_engine

EVERYTHING = Rect(-1e6, -1e6, 2e6, 2e6)


def test_words_are_marked_where_they_stand() -> None:
    journey = load_template("current-state")
    card = next(card for card in journey.cards.values() if card.text)
    journey = update_cards(journey, [card.id], text="One quokka here", note="and a wombat")
    layout = LayoutEngine(default_engine("en")).layout(journey)
    place = rect_of(layout, card.id)
    assert place is not None
    (found,) = FoundPlaces(find_matches(journey, Query("quokka"))).marks(layout, EVERYTHING)
    (word,) = found.words
    assert place.contains(word.center)
    assert word.width < place.width / 2
    assert found.things == found.current_words == found.current_things == ()
    matches = find_matches(journey, Query("wombat"))
    (found,) = FoundPlaces(matches, matches[0]).marks(layout, EVERYTHING)
    assert found.current_things == (place,)
    assert found.words == found.things == ()


def test_only_what_is_in_view_and_nothing_for_nothing() -> None:
    journey = load_template("current-state")
    layout = LayoutEngine(default_engine("en")).layout(journey)
    places = FoundPlaces(find_matches(journey, Query("feeder")))
    (all_,) = places.marks(layout, EVERYTHING)
    part = Rect(0, 0, layout.size.width * 0.25, layout.size.height)
    (some,) = places.marks(layout, part)
    assert set() < set(some.words) < set(all_.words)
    assert places.marks(layout, Rect(-50, -50, 10, 10)) == ()
    assert FoundPlaces().marks(layout, EVERYTHING) == ()
