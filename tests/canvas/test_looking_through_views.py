"""The canvas through a view: what is hidden is neither hit nor selected, and no gesture loses or reorders it."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt

from cjm_desktop.canvas.edits import Modifiers
from cjm_desktop.canvas.placing import landing
from cjm_desktop.canvas.tools import Making, Tool
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.drawing.primitives import Group
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.session import Session
from cjm_desktop.editing.views import new_view
from cjm_desktop.geometry import Point
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Evidence, Unmatched, View
from cjm_desktop.text.fake import FakeSetter
from tests.canvas.conftest import Hand
from tests.maps import random_map

HIDE = Unmatched.HIDE


def tagged(view: CanvasView, *ids: str) -> None:
    view.session.apply("Tag", update_cards(view.session.journey, ids, tags=("x",)))


def card_colours(view: CanvasView, id_: str) -> object:
    lanes = [item for item in view.sheet.drawing.items if isinstance(item, Group)]
    group = next(one for lane in lanes for one in lane.items if isinstance(one, Group) and one.key == id_)
    return [getattr(item, "fill", None) or getattr(item, "colour", None) for item in group.items]


def test_hidden_things_are_not_there_and_no_longer_selected(view: CanvasView, hand: Hand) -> None:
    tagged(view, "a1", "b1")
    view.select(["a1", "a2"])
    place = hand.over("a2")
    view.set_view(new_view(view.session.journey, tags=("x",), unmatched=HIDE))
    assert view.selection == ("a1",)
    assert rect_of(view.layout_now(), "a2") is None
    hand.click(place)
    assert "a2" not in view.selection
    view.select_all()
    assert set(view.selection) == {"a1", "b1", "p1", "p2", "p3"}
    assert list(view.session.journey.cards) == ["a1", "a2", "a3", "a4", "b1", "t1", "t2"]
    view.set_view(None)
    assert rect_of(view.layout_now(), "a2") is not None


def test_looking_is_no_edit(view: CanvasView) -> None:
    changes: list[object] = []
    view.view_changed.connect(lambda: changes.append(view.shown_view))
    look = new_view(view.session.journey, hidden_lanes=("touch",), hidden_stages=("buy",))
    view.set_view(look)
    view.set_view(look)
    assert not view.session.can_undo
    assert not view.session.is_dirty
    assert [box.stage.id for box in view.layout_now().stages] == ["need", "use"]
    assert [placed.box.lane.id for placed in view.layout_now().lanes] == ["actions", "feelings"]
    view.set_view(None)
    assert changes == [look, None]


def test_dimmed_cards_are_drawn_faintly_and_stay_where_they_are(view: CanvasView, hand: Hand) -> None:
    tagged(view, "a1")
    before, bright, place = view.layout_now(), card_colours(view, "a2"), hand.over("a2")
    view.set_view(new_view(view.session.journey, tags=("x",)))
    assert view.layout_now().lanes == before.lanes
    assert card_colours(view, "a2") != bright
    hand.click(place)
    assert view.selection == ("a2",)
    view.set_view(None)
    assert card_colours(view, "a2") == bright


def test_a_card_written_through_a_filter_stays_in_sight(view: CanvasView, hand: Hand) -> None:
    tagged(view, "a1")
    view.set_view(new_view(view.session.journey, tags=("x",), unmatched=HIDE))
    hand.click(hand.cell("actions", "use").center)
    hand.type("New")
    hand.key(Qt.Key.Key_Return)
    new = next(card.id for card in view.session.journey.cards.values() if card.text == "New")
    assert rect_of(view.layout_now(), new) is not None
    view.session.apply("Untag", update_cards(view.session.journey, ["a1"], tags=()))
    assert rect_of(view.layout_now(), "a1") is not None
    view.set_view(None)
    view.set_view(new_view(view.session.journey, tags=("x",), unmatched=HIDE))
    assert rect_of(view.layout_now(), new) is None


def test_a_card_that_is_dropped_among_hidden_ones_leaves_them_in_order(view: CanvasView, hand: Hand) -> None:
    tagged(view, "a1", "a4", "b1")
    view.set_view(new_view(view.session.journey, tags=("x",), unmatched=HIDE))
    rect = rect_of(view.layout_now(), "a4")
    assert rect is not None
    hand.drag(hand.over("b1"), Point(rect.center.x, rect.y + 2))
    cards = [card.id for card in view.session.journey.cards.values() if card.stage == "need" and card.lane == "actions"]
    assert cards == ["a1", "a2", "a3", "b1", "a4"]


def test_another_map_is_looked_at_whole(view: CanvasView) -> None:
    view.set_view(new_view(view.session.journey, hidden_stages=("buy",)))
    view.session.load(random_map(2, 30))
    assert view.shown_view is None
    assert len(view.layout_now().stages) == len(view.session.journey.stages)


def test_a_view_survives_another_language_theme_and_name(view: CanvasView) -> None:
    view.set_view(new_view(view.session.journey, hidden_lanes=("touch",)))
    view.set_file_name("a.cjm")
    view.set_layout_engine(LayoutEngine(FakeSetter()))
    assert [placed.box.lane.id for placed in view.layout_now().lanes] == ["actions", "feelings"]


def any_view(dice: random.Random, journey: Journey) -> View:
    def some(ids: object, most: int) -> tuple[str, ...]:
        found = list(ids)  # type: ignore[call-overload]
        return tuple(dice.sample(found, dice.randint(0, min(most, len(found)))))

    return new_view(
        journey,
        hidden_lanes=some(journey.lanes, 2),
        hidden_stages=some(journey.stages, 2),
        owners=("",) if dice.random() < 0.6 else (),
        evidence=(Evidence.ASSUMED, Evidence.OBSERVED) if dice.random() < 0.3 else (),
        unmatched=dice.choice(list(Unmatched)),
    )


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("seed", range(12))
def test_no_edit_through_any_view_loses_or_reorders_what_is_hidden(seed: int, request: pytest.FixtureRequest) -> None:
    dice = random.Random(seed)
    journey = random_map(seed, 40, stages=4, lanes=6)
    view = CanvasView(Session(journey), LayoutEngine(FakeSetter()))
    request.addfinalizer(view.deleteLater)
    view.resize(900, 700)
    view.set_view(any_view(dice, journey))
    for _ in range(25):
        before = view.session.journey
        hidden = {
            name: [id_ for id_ in getattr(before, name) if id_ not in getattr(view.sheet.journey, name)]
            for name in TABLES
        }
        order = {name: list(getattr(before, name)) for name in TABLES}
        _some_gesture(dice, view)
        after = view.session.journey
        for name in TABLES:
            now = getattr(after, name)
            kept = [id_ for id_ in order[name] if id_ in set(hidden[name])]
            assert [id_ for id_ in now if id_ in set(hidden[name])] == kept, name
            for id_ in kept:
                old, new = getattr(before, name)[id_], now[id_]
                # A card that reaches over stages shrinks where these are moved apart; all else of it stays.
                assert new is old or new.model_copy(update={"span": 1}) == old.model_copy(update={"span": 1}), id_


def _some_gesture(dice: random.Random, view: CanvasView) -> None:
    """A drag from somewhere to somewhere, or a tool let go somewhere."""
    layout = view.layout_now()
    page = layout.size

    def anywhere() -> Point:
        return Point(dice.uniform(0, page.width), dice.uniform(0, page.height))

    pointing = view.pointing
    if dice.random() < 0.4:
        tool = dice.choice(
            [
                Tool(Making.CARD),
                Tool(Making.STAGE),
                Tool(Making.LANE, "pains"),
                Tool(Making.EMOTION),
                Tool(Making.TOUCHPOINT),
            ]
        )
        found = landing(view.session.journey, layout, tool, anywhere())
        if found is not None:
            view.apply(found.make())
            view.writing.commit()
        return
    things = [id_ for lane in layout.lanes for id_ in lane.box.ids]
    things += [box.stage.id for box in layout.stages] + [placed.box.lane.id for placed in layout.lanes]
    held = dice.choice(things)
    rect = rect_of(layout, held)
    if rect is None:
        return
    start = Point(rect.x + 8, rect.y + 8) if held in view.session.journey.lanes else rect.center
    view.select([held, *dice.sample(things, 2)] if dice.random() < 0.3 else [held])
    gesture = pointing._gesture_for(pointing._hit(start), start)
    for point in (anywhere(), anywhere()):
        gesture.move(point, Modifiers())
    view.apply(gesture.finish())
