"""What a screen reader finds on the canvas: every thing, by name, where it stands; and nothing breaks when the map changes."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from cjm_desktop.canvas.accessible import Thing
from cjm_desktop.canvas.tree import Node, Tree
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.cards import insert_cards, new_card, remove_cards, update_cards
from cjm_desktop.editing.lanes import remove_lanes, update_lane
from cjm_desktop.editing.session import Session
from cjm_desktop.editing.stages import remove_stages
from cjm_desktop.layout.dropping import Cell
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.templates import load_template
from cjm_desktop.text.engine import default_engine
from tests.canvas.conftest import Hand, OpenView, laid_out, small_map
from tests.maps import random_map

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def tree_of(view: CanvasView) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    return found


def below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """The things in an interface, and in those."""
    for n in range(interface.childCount()):
        child = interface.child(n)
        if child is not None and isinstance(child.object(), Thing):
            yield child
            yield from below(child)


def by_id(view: CanvasView) -> dict[str, QAccessibleInterface]:
    return {node(interface).id: interface for interface in below(tree_of(view)) if not node(interface).stage}


def node(interface: QAccessibleInterface) -> Node:
    thing = interface.object()
    assert isinstance(thing, Thing)
    return thing.node


def name(view: CanvasView, id_: str) -> str:
    return str(by_id(view)[id_].text(NAME))


class Ear:
    """What readers are told, in order: (event, name)."""

    def __init__(self) -> None:
        self.heard: list[tuple[QAccessible.Event, str]] = []

    def hear(self, event: QAccessibleEvent) -> None:
        thing = event.object()
        if isinstance(thing, Thing):
            told = QAccessible.queryAccessibleInterface(thing)
            self.heard.append((event.type(), told.text(NAME) if told is not None else ""))

    @property
    def focused(self) -> list[str]:
        return [name for event, name in self.heard if event == QAccessible.Event.Focus]


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    """A reader is on."""
    made = Ear()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", made.hear)
    return made


def test_everything_on_the_map_has_a_name_and_a_place_inside_it(open_view: OpenView) -> None:
    journey = load_template("current-state")
    view = open_view(journey)
    view.zoom_fit()
    found = by_id(view)
    wanted = [*journey.stages, *journey.personas, *journey.metrics, *journey.curves]
    wanted += [lane.id for lane in journey.lanes.values() if not lane.hidden]
    wanted += [card.id for card in journey.cards.values() if card.lane and card.stage]
    wanted += [point.id for point in journey.points.values() if point.value is not None]
    assert set(wanted) <= found.keys()
    page = tree_of(view).rect().adjusted(-2, -2, 2, 2)
    for id_, interface in found.items():
        assert interface.text(NAME), id_
        assert interface.isValid()
        assert page.contains(interface.rect()), id_
        assert not interface.rect().isEmpty() or id_ in journey.curves


def test_names_say_text_kind_and_place(view: CanvasView) -> None:
    assert name(view, "t1") == "Asks, touchpoint, Phone, Touchpoints, Need"
    assert name(view, "buy") == "Stage 2 of 3, Buy"
    assert name(view, "touch") == "Lane, Touchpoints"
    assert name(view, "masha") == "Persona, Masha, primary"
    assert name(view, "p3") == "glad, emotion point, +1.5 delighted, Masha, Use"
    assert name(view, "title") == "Map, Small map"
    cells = [interface.text(NAME) for interface in below(tree_of(view)) if node(interface).kind == "cell"]
    assert cells == ["empty cell, Actions, Use", "empty cell, Touchpoints, Buy"]
    assert tree_of(view).text(NAME) == "Map"


def test_roles_tell_things_apart(view: CanvasView) -> None:
    role = QAccessible.Role
    found = by_id(view)
    for id_, expected in (
        ("buy", role.ColumnHeader),
        ("touch", role.List),
        ("t1", role.ListItem),
        ("title", role.Heading),
    ):
        assert found[id_].role() == expected
    assert tree_of(view).role() == role.Canvas


def test_parents_and_children_agree(view: CanvasView) -> None:
    root = tree_of(view)
    for interface in (root, *below(root)):
        for n in range(interface.childCount()):
            child = interface.child(n)
            assert child is not None
            assert interface.indexOfChild(child) == n
            if isinstance(child.object(), Thing):
                parent = child.parent()
                assert parent is not None
                assert parent.object() is interface.object()
        assert interface.child(interface.childCount()) is None
        assert interface.child(-1) is None
    assert root.parent() is not None or view.parent() is None


def test_a_thing_is_found_where_it_stands(view: CanvasView) -> None:
    root = tree_of(view)
    for id_ in ("t1", "buy", "masha", "p2", "a3"):
        at = by_id(view)[id_].rect().center()
        found = root.childAt(at.x(), at.y())
        assert found is not None
        assert node(found).id == id_
    assert root.childAt(-10_000, -10_000) is None
    card = by_id(view)["t1"]
    lane = card.parent()
    assert lane is not None
    inside = lane.childAt(card.rect().center().x(), card.rect().center().y())
    assert inside is not None
    assert node(inside).id == "t1"


def test_states_follow_the_selection(view: CanvasView) -> None:
    view.select(("t1", "t2"))
    states = {id_: interface.state() for id_, interface in by_id(view).items()}
    assert [id_ for id_, state in states.items() if state.selected] == ["t1", "t2"]
    assert [id_ for id_, state in states.items() if state.focused] == ["t2"]
    focus = tree_of(view).focusChild()
    assert focus is not None
    assert node(focus).id == "t2"
    view.session.apply("Collapse lane", update_lane(view.session.journey, "touch", collapsed=True))
    assert by_id(view)["touch"].state().collapsed
    assert "collapsed" in name(view, "touch")
    assert "t1" not in by_id(view)


def test_a_reader_hears_what_the_arrow_keys_reach(view: CanvasView, hand: Hand, ear: Ear) -> None:
    view.select(("a1",))
    hand.key(Qt.Key.Key_Down)
    view.select_cell(Cell("actions", "use"))
    assert ear.focused == [
        "Does 1, action, Actions, Need",
        "Does 2, action, Actions, Need",
        "empty cell, Actions, Use",
    ]
    view.select_none()
    assert len(ear.focused) == 3


def test_a_reader_hears_a_new_text(view: CanvasView, ear: Ear) -> None:
    view.select(("a1",))
    ear.heard.clear()
    session = view.session
    session.apply("Edit text", update_cards(session.journey, ["a1"], text="Runs"))
    assert (QAccessible.Event.NameChanged, "Runs, action, Actions, Need") in ear.heard


def test_nothing_is_made_while_no_reader_is_on(view: CanvasView, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    monkeypatch.setattr(Tree, "__init__", lambda *_: pytest.fail("a tree was made"))
    view.select(("a1",))
    hand.key(Qt.Key.Key_Down)
    view.session.apply("Delete card", remove_cards(view.session.journey, ["a1"]))
    view.session.undo()
    assert view.accessible.things == {}
    assert view.findChildren(Thing) == []


def test_only_what_is_asked_for_is_made(open_view: OpenView) -> None:
    view = open_view(random_map(2, 2_000))
    root = tree_of(view)
    lane = next(root.child(n) for n in range(root.childCount()) if node(root.child(n)).kind == "lane")
    assert lane.childCount() > 20
    lane.child(7)
    kinds = [known.kind for known in view.accessible.things]
    assert kinds.count("card") + kinds.count("cell") + kinds.count("point") + kinds.count("metric") <= 1


def test_the_tree_bears_edits_undo_and_the_collector(view: CanvasView) -> None:
    held = list(below(tree_of(view)))
    card = by_id(view)["t1"]
    session = view.session
    for after in (
        remove_cards(session.journey, ["t1", "a2"]),
        remove_lanes(session.journey, ["actions"]),
        remove_stages(session.journey, ["need"]),
        insert_cards(session.journey, [new_card(session.journey, "touch", "buy", text="New")]),
    ):
        session.apply("Edit", after)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        assert all(interface.text(NAME) for interface in below(tree_of(view)))
        session.undo()
        gc.collect()
        assert by_id(view).keys() >= small_map().cards.keys()
    assert by_id(view)["t1"].text(NAME) == "Asks, touchpoint, Phone, Touchpoints, Need"
    del held, card
    session.load(random_map(3, 60))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert len(by_id(view)) > 60
    session.load(small_map())


def test_what_is_gone_is_let_go_of(view: CanvasView) -> None:
    assert {"t1", "a2"} <= by_id(view).keys()
    view.session.apply("Delete", remove_cards(view.session.journey, ["t1", "a2"]))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = {thing.node.id for thing in view.findChildren(Thing)}
    assert left.isdisjoint({"t1", "a2"})
    assert "a1" in left


def test_a_thing_that_is_gone_says_so(view: CanvasView) -> None:
    interface = by_id(view)["t1"]
    view.session.apply("Delete card", remove_cards(view.session.journey, ["t1"]))
    # Until the event loop comes round, a reader may still hold on to it.
    assert not interface.isValid()
    assert interface.text(NAME) == ""
    assert interface.state().invalid
    assert interface.rect().isEmpty()


def test_the_tree_goes_with_its_window(qapp: QApplication) -> None:
    view = CanvasView(Session(small_map()), LayoutEngine(default_engine()))
    view.show()
    gone: list[int] = []
    for n, interface in enumerate(below(tree_of(view))):
        interface.object().destroyed.connect(lambda *_args, n=n: gone.append(n))
    view.close()
    view.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert len(gone) > 10


def test_a_tree_keeps_what_stayed() -> None:
    layout = laid_out(small_map())
    first = Tree(layout)
    inside = first.children(Node("lane", "actions"))
    again = Tree(layout, first)
    assert again.children(Node("lane", "actions")) is inside
    assert Node("card", "a1") in again
    assert Node("card", "t1") in again
    assert Node("card", "nobody") not in again
    assert again.node_of("nobody") is None
    assert again.children(Node("card", "a1")) == ()
