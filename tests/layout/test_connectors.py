"""Arrows run in the gaps, and straight where nothing stands between."""

from __future__ import annotations

from itertools import pairwise

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Connector, Lane, Stage
from cjm_desktop.text.fake import FakeSetter
from tests.maps import random_map


def grid(cards: list[Card], *connectors: tuple[str, str], label: str = "") -> MapLayout:
    return LayoutEngine(FakeSetter()).layout(
        Journey(
            stages=Table.of([Stage(id=f"s{n}", name=f"{n}") for n in range(4)]),
            lanes=Table.of([Lane(id=f"l{n}", label=f"{n}") for n in range(4)]),
            cards=Table.of(cards),
            connectors=Table.of(
                [Connector(id=f"x{n}", source=a, target=b, label=label) for n, (a, b) in enumerate(connectors)]
            ),
        )
    )


def card(lane: int, stage: int, span: int = 1, text: str = "text") -> Card:
    return Card(id=f"c{lane}{stage}", lane=f"l{lane}", stage=f"s{stage}", span=span, text=text)


def full() -> list[Card]:
    return [card(lane, stage) for lane in range(4) for stage in range(4)]


def rects(layout: MapLayout) -> dict[str, Rect]:
    return {box.card.id: box.rect.moved(0, lane.y) for lane in layout.lanes for box in lane.box.cards}


def run_over(layout: MapLayout, points: tuple[Point, ...]) -> list[str]:
    """The cards through whose inside the steps go."""
    found = []
    for a, b in pairwise(points):
        step = Rect(min(a.x, b.x), min(a.y, b.y), max(abs(a.x - b.x), 0.01), max(abs(a.y - b.y), 0.01))
        found += [id_ for id_, rect in rects(layout).items() if rect.grown(-0.5).intersects(step)]
    return found


def test_an_arrow_starts_and_ends_on_the_edges_of_its_cards() -> None:
    layout = grid(full(), ("c00", "c32"))
    source, target = rects(layout)["c00"], rects(layout)["c32"]
    points = layout.connectors[0].points
    for end, rect in ((points[0], source), (points[-1], target)):
        assert end.x in (rect.x, rect.right) or end.y in (rect.y, rect.bottom)
        assert rect.grown(0.01).contains(end)


def test_steps_are_upright_or_level() -> None:
    for connector in LayoutEngine(FakeSetter()).layout(random_map(cards=300)).connectors:
        assert len(connector.points) >= 2
        assert all(a.x == b.x or a.y == b.y for a, b in pairwise(connector.points))


def test_no_arrow_runs_over_a_card_where_every_cell_is_full() -> None:
    pairs = [(a.id, b.id) for a in full() for b in full() if a.id != b.id]
    layout = grid(full(), *pairs)
    assert len(layout.connectors) == len(pairs)
    assert not any(run_over(layout, connector.points) for connector in layout.connectors)


def test_an_arrow_goes_round_a_card_that_spans_stages() -> None:
    cards = [card(0, 1), card(1, 0, span=3), card(2, 1)]
    layout = grid(cards, ("c01", "c21"))
    assert run_over(layout, layout.connectors[0].points) == []


def test_an_arrow_is_straight_over_empty_cells() -> None:
    layout = grid([card(0, 1), card(3, 1)], ("c01", "c31"))
    assert len(layout.connectors[0].points) == 2
    upwards = grid([card(0, 1), card(3, 1)], ("c31", "c01")).connectors[0].points
    assert upwards[0].y > upwards[1].y


def test_two_straight_arrows_do_not_run_into_one() -> None:
    layout = grid([card(0, 1), card(3, 1)], ("c01", "c31"), ("c31", "c01"))
    one, two = (connector.points[0].x for connector in layout.connectors)
    assert one != two


def test_neighbours_of_a_lane_are_joined_level() -> None:
    layout = grid(full(), ("c11", "c12"))
    a, b = layout.connectors[0].points
    assert a.y == b.y
    assert b.x > a.x


def test_arrows_to_what_is_not_shown_are_left_out() -> None:
    assert grid(full(), ("c00", "gone"), ("c00", "c00")).connectors == ()


def test_labels_cover_no_card_where_a_gap_has_room() -> None:
    layout = grid(full(), ("c00", "c32"), ("c03", "c20"), label="hands over")
    for connector in layout.connectors:
        assert connector.label is not None
        assert not any(connector.label.rect.intersects(rect) for rect in rects(layout).values())
