"""Arrows run in the gaps, and straight where nothing stands between."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.columns import columns_of
from cjm_desktop.layout.connectors import gaps_of
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import BlueprintLine, Card, Connector, Lane, LaneKind, LineKind, Metric, Stage, SubStage
from cjm_desktop.text.fake import FakeSetter
from cjm_desktop.theme import Spacing
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


def crowded(seed: int) -> Journey:
    """A map of few cells with cards that span stages and sub-stages, in which many ways are barred."""
    dice = random.Random(seed)
    subs = (SubStage(id="x", name="x"), SubStage(id="y", name="y"))
    stages = [Stage(id=f"s{n}", name="s", sub_stages=subs if n % 2 else ()) for n in range(dice.randint(2, 5))]
    kinds = (LaneKind.CARDS, LaneKind.CARDS, LaneKind.TOUCHPOINTS, LaneKind.STEPS, LaneKind.METRIC, LaneKind.EMOTION)
    lanes = [Lane(id=f"l{n}", kind=dice.choice(kinds), by_channel=True) for n in range(dice.randint(1, 6))]
    cards = []
    for n in range(dice.randint(2, 24)):
        at = dice.randrange(len(stages))
        stage = stages[at]
        sub = dice.choice([None, "x", "y"]) if stage.sub_stages else None
        span = min(dice.choice((1, 1, 1, 2, 3)), len(stages) - at)
        channel = dice.choice([None, "web", "phone"])
        text = "word " * dice.randint(0, 25)
        lane = dice.choice(lanes)
        cards.append(
            Card(id=f"c{n}", lane=lane.id, stage=stage.id, sub_stage=sub, span=span, channel=channel, text=text)
        )
    metrics = [
        Metric(id=f"m{n}", lane=lane.id, stage=dice.choice(stages).id, value=n)
        for n, lane in enumerate(lanes)
        if lane.kind is LaneKind.METRIC
    ]
    shown = [
        card
        for card in cards
        if next(la for la in lanes if la.id == card.lane).kind not in (LaneKind.METRIC, LaneKind.EMOTION)
    ]
    pairs = [dice.sample(shown, 2) for _ in range(10)] if len(shown) > 1 else []
    lines = [BlueprintLine(id="b", kind=LineKind.VISIBILITY, before=("own",))]
    return Journey(
        stages=Table.of(stages),
        lanes=Table.of(lanes),
        cards=Table.of(cards),
        metrics=Table.of(metrics),
        lines=Table.of(lines),
        connectors=Table.of(
            [
                Connector(id=f"x{n}", source=a.id, target=b.id, label=dice.choice(["", "calls"]))
                for n, (a, b) in enumerate(pairs)
            ]
        ),
    )


def can_go_round(layout: MapLayout, journey: Journey, source: str, target: str) -> bool:
    """Whether strips and gaps lead from one card to the other clear of all cards: tried place by place on the layout.

    Away from a card one gets from the middle of its sides, through cells that are empty beside, above or beneath all of it.
    """
    space = Spacing()
    strips = columns_of(journey.stages.values(), space).strips()
    gaps = gaps_of(layout.lanes, layout.lines, layout.stages_rect.bottom, layout.body.bottom + space.lane_gap)
    cards = rects(layout)
    one, two = cards[source], cards[target]
    xs = sorted({*strips, one.center.x, two.center.x})
    ys = sorted({*gaps, one.center.y, two.center.y})
    inside = [rect.grown(-0.5) for rect in cards.values()]

    def free(a: Point, b: Point) -> bool:
        step = Rect(min(a.x, b.x), min(a.y, b.y), max(abs(a.x - b.x), 0.01), max(abs(a.y - b.y), 0.01))
        own = []
        for end in (one, two):
            if a.y == b.y == end.center.y and a.y not in gaps:
                step, own = Rect(step.x, end.y, step.width, end.height), [*own, end.grown(-0.5)]
            if a.x == b.x == end.center.x and a.x not in strips:
                step, own = Rect(end.x, step.y, end.width, step.height), [*own, end.grown(-0.5)]
        return not any(rect.intersects(step) for rect in inside if rect not in own)

    start, end = (xs.index(one.center.x), ys.index(one.center.y)), (xs.index(two.center.x), ys.index(two.center.y))
    seen, queue = {start}, deque([start])
    while queue:
        x, y = queue.popleft()
        for near_x, near_y in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)):
            near = near_x, near_y
            if near in seen or not (0 <= near_x < len(xs) and 0 <= near_y < len(ys)):
                continue
            if free(Point(xs[x], ys[y]), Point(xs[near_x], ys[near_y])):
                seen.add(near)
                queue.append(near)
    return end in seen


def run_over_by(layout: MapLayout, points: Sequence[Point], source: str, target: str) -> list[str]:
    return [id_ for id_ in run_over(layout, tuple(points)) if id_ not in (source, target)]


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 1_000_000))
def test_no_arrow_runs_over_a_card_where_there_is_a_way_round(seed: int) -> None:
    journey = crowded(seed)
    layout = LayoutEngine(FakeSetter()).layout(journey)
    for box in layout.connectors:
        ends = box.connector.source, box.connector.target
        over = run_over_by(layout, box.points, *ends)
        assert not over or not can_go_round(layout, journey, *ends), (box.connector.id, over)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 1_000_000), st.integers(0, 23))
def test_arrows_of_an_edited_map_are_those_of_a_fresh_layout(seed: int, number: int) -> None:
    journey = crowded(seed)
    engine = LayoutEngine(FakeSetter())
    engine.layout(journey)
    changed = journey.cards.get(f"c{number}")
    if changed is None:
        return
    taller = changed.model_copy(update={"text": changed.text + " and some more words" * 9})
    after = journey.model_copy(update={"cards": Table({**journey.cards, changed.id: taller})})
    assert engine.layout(after).connectors == LayoutEngine(FakeSetter()).layout(after).connectors


def anywhere(dice: random.Random, journey: Journey) -> Journey:
    """The map with one card elsewhere or over other stages, or one lane collapsed, hidden, or neither."""
    if dice.random() < 0.3:
        lane = dice.choice(list(journey.lanes.values()))
        fields = {dice.choice(("collapsed", "hidden")): dice.random() < 0.5}
        return journey.model_copy(
            update={"lanes": Table({**journey.lanes, lane.id: lane.model_copy(update=fields)})},
        )
    card = dice.choice(list(journey.cards.values()))
    at = dice.randrange(len(journey.stages))
    moved = card.model_copy(
        update={
            "lane": dice.choice(list(journey.lanes)),
            "stage": list(journey.stages)[at],
            "sub_stage": None,
            "span": dice.randint(1, len(journey.stages) - at),
        }
    )
    return journey.model_copy(update={"cards": Table({**journey.cards, card.id: moved})})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 1_000_000))
def test_arrows_after_many_moves_are_those_of_a_fresh_layout(seed: int) -> None:
    dice, journey = random.Random(seed), crowded(seed)
    engine = LayoutEngine(FakeSetter())
    for _ in range(6):
        assert engine.layout(journey).connectors == LayoutEngine(FakeSetter()).layout(journey).connectors
        journey = anywhere(dice, journey)


def test_a_card_over_a_strip_lets_only_those_ways_be_found_anew_that_looked_at_it() -> None:
    cards = [card(lane, stage) for lane in (0, 3) for stage in range(4)] + [card(1, 2), card(2, 0)]
    pairs = (("c00", "c31"), ("c03", "c32"))
    journey = Journey(
        stages=Table.of([Stage(id=f"s{n}") for n in range(4)]),
        lanes=Table.of([Lane(id=f"l{n}") for n in range(4)]),
        cards=Table.of(cards),
        connectors=Table.of([Connector(id=f"x{n}", source=a, target=b) for n, (a, b) in enumerate(pairs)]),
    )
    engine = LayoutEngine(FakeSetter())
    engine.layout(journey)
    routes = engine._connectors._routes
    left, right = sorted(routes._known, key=lambda asked: asked[0].first)
    kept = routes._known[right]
    assert 1 in {strip for strip, asked in routes._asked_of.items() if left in asked}
    wide = card(2, 0, span=2)
    after = engine.layout(journey.model_copy(update={"cards": Table({**journey.cards, wide.id: wide})}))
    assert routes._known[right] is kept
    assert not run_over(after, after.connectors[0].points)


def test_a_lane_that_is_shown_again_finds_no_way_anew() -> None:
    engine, journey = LayoutEngine(FakeSetter()), random_map(cards=300)
    before = engine.layout(journey).connectors
    known = dict(engine._connectors._routes._known)
    lane = next(iter(journey.lanes.values()))
    hidden = Table({**journey.lanes, lane.id: lane.model_copy(update={"hidden": True})})
    engine.layout(journey.model_copy(update={"lanes": hidden}))
    assert engine._connectors._routes._known.keys() != known.keys()
    assert engine.layout(journey).connectors == before
    assert all(engine._connectors._routes._known[asked] is way for asked, way in known.items())


def test_a_taller_lane_finds_no_way_anew() -> None:
    engine, journey = LayoutEngine(FakeSetter()), random_map(cards=300)
    engine.layout(journey)
    card = next(iter(journey.cards.values()))
    known = dict(engine._connectors._routes._known)
    taller = card.model_copy(update={"text": "word " * 200})
    engine.layout(journey.model_copy(update={"cards": Table({**journey.cards, card.id: taller})}))
    found = engine._connectors._routes._known
    assert known
    assert all(found[key] is way for key, way in known.items())


def test_arrows_from_one_edge_leave_it_beside_each_other() -> None:
    layout = grid(full(), ("c11", "c00"), ("c11", "c20"), ("c11", "c30"), ("c11", "c01"))
    starts = [connector.points[0] for connector in layout.connectors]
    assert len(set(starts)) == len(starts)


def test_a_label_of_neighbours_in_a_lane_finds_room_in_a_gap() -> None:
    layout = grid(full(), ("c11", "c12"), label="hands over to")
    (connector,) = layout.connectors
    assert connector.label is not None
    assert not any(connector.label.rect.intersects(rect) for rect in rects(layout).values())


def test_arrows_keep_off_the_lines_of_a_blueprint() -> None:
    line = BlueprintLine(id="b", kind=LineKind.VISIBILITY, label="Line", before=("own",))
    journey = Journey(
        stages=Table.of([Stage(id=f"s{n}") for n in range(3)]),
        lanes=Table.of([Lane(id="l0", role="actions"), Lane(id="l1", role="own")]),
        cards=Table.of([card(lane, stage) for lane in range(2) for stage in range(3)]),
        connectors=Table.of([Connector(id="x", source="c00", target="c12")]),
        lines=Table.of([line]),
    )
    layout = LayoutEngine(FakeSetter()).layout(journey)
    level = [a.y for a, b in pairwise(layout.connectors[0].points) if a.y == b.y and abs(a.x - b.x) > 50]
    assert level
    assert all(abs(y - layout.lines[0].y) > 2.5 for y in level)
