"""What stands at a place of the map, and where a drop lands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.dropping import Cell, card_insertion, cell_at, emotion_at, lane_insertion, stage_insertion
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.layout.finding import TITLE, rect_of, shown_ids, text_rect_of, things_in
from cjm_desktop.layout.hit import Hit, hit
from cjm_desktop.model.journey import TABLES, Journey, Table
from cjm_desktop.model.records import (
    BlueprintLine,
    Card,
    Connector,
    Curve,
    EmotionPoint,
    Lane,
    LaneKind,
    LineKind,
    Mark,
    Metric,
    Persona,
    Stage,
    SubStage,
)
from cjm_desktop.text.fake import FakeSetter
from tests.maps import random_map
from tests.strategies import journeys


@pytest.fixture(scope="module")
def layout() -> MapLayout:
    journey = Journey(
        title="A map",
        scenario="something",
        personas=Table.of([Persona(id="p", name="Masha")]),
        stages=Table.of(
            [
                Stage(id="s0", name="A", sub_stages=(SubStage(id="sub", name="x"),)),
                Stage(id="s1", name="B"),
                Stage(id="s2"),
            ]
        ),
        lanes=Table.of(
            [
                Lane(id="cards", label="Cards"),
                Lane(id="touch", label="Touchpoints", kind=LaneKind.TOUCHPOINTS, role="touchpoints"),
                Lane(id="mood", label="Emotions", kind=LaneKind.EMOTION),
                Lane(id="numbers", label="Metrics", kind=LaneKind.METRIC, role="support"),
            ]
        ),
        cards=Table.of(
            [
                Card(id="one", lane="cards", stage="s0", text="one"),
                Card(id="two", lane="cards", stage="s0", text="two"),
                Card(id="wide", lane="cards", stage="s1", span=2, text="wide"),
                Card(id="web", lane="touch", stage="s2", text="web", channel="web", marks=(Mark.WAIT_POINT,)),
            ]
        ),
        curves=Table.of([Curve(id="curve", lane="mood")]),
        points=Table.of(
            [
                EmotionPoint(id="low", curve="curve", stage="s0", value=-1, label="low one"),
                EmotionPoint(id="gap", curve="curve", stage="s1"),
                EmotionPoint(id="high", curve="curve", stage="s2", value=2),
            ]
        ),
        metrics=Table.of([Metric(id="metric", lane="numbers", stage="s1", value=3)]),
        connectors=Table.of([Connector(id="arrow", source="two", target="web")]),
        lines=Table.of([BlueprintLine(id="line", kind=LineKind.VISIBILITY, before=("support",))]),
    )
    return LayoutEngine(FakeSetter()).layout(journey)


def middle(layout: MapLayout, id_: str) -> Point:
    rect = rect_of(layout, id_)
    assert rect is not None
    return rect.center


@pytest.mark.parametrize(
    ("id_", "kind"),
    [
        ("one", "card"),
        ("two", "card"),
        ("wide", "card"),
        ("web", "card"),
        ("low", "point"),
        ("high", "point"),
        ("metric", "metric"),
        ("s0", "stage"),
        ("p", "persona"),
        ("line", "line"),
        (TITLE, "title"),
    ],
)
def test_a_thing_is_hit_where_it_stands(layout: MapLayout, id_: str, kind: str) -> None:
    found = hit(layout, middle(layout, id_))
    assert (found.kind, found.id) == (kind, id_)


def test_every_card_of_a_large_map_is_hit_in_its_middle() -> None:
    large = LayoutEngine(FakeSetter()).layout(random_map(cards=300))
    for lane in large.lanes:
        for box in lane.box.cards:
            assert hit(large, box.rect.moved(0, lane.y).center).id == box.card.id


def test_parts_of_a_card(layout: MapLayout) -> None:
    lane = layout.lanes[1]
    (box,) = lane.box.cards
    assert box.pill is not None
    assert hit(layout, box.pill.text.rect.center.moved(0, lane.y)).part == "pill"
    assert hit(layout, box.badges[0][1].center.moved(0, lane.y)).part == "wait_point"
    assert hit(layout, box.text.rect.center.moved(0, lane.y)).part == "text"


def test_a_label_of_an_emotion_point_hits_the_point(layout: MapLayout) -> None:
    rect = text_rect_of(layout, "low")
    assert rect is not None
    assert hit(layout, rect.center) == Hit("point", "low", "label")


def test_edges_of_stages_and_lanes(layout: MapLayout) -> None:
    stage, lane = layout.stages[1], layout.lanes[0]
    assert hit(layout, Point(stage.rect.right, stage.rect.center.y)) == Hit("stage-edge", "s1")
    assert hit(layout, Point(lane.box.label_rect.center.x, lane.rect.bottom)) == Hit("lane-edge", "cards")
    aside = Point(stage.rect.right - 7, stage.rect.center.y)
    assert hit(layout, aside).kind == "stage"
    assert hit(layout, aside, 8.0) == Hit("stage-edge", "s1")
    assert hit(layout, Point(lane.box.label_rect.center.x, lane.rect.center.y)) == Hit("lane", "cards", "label")


def test_an_empty_place_is_its_cell_and_outside_is_nothing(layout: MapLayout) -> None:
    lane = layout.lanes[1]
    place = Point(layout.stages[0].column.center.x, lane.rect.center.y)
    assert hit(layout, place) == Hit("cell", "touch", "s0")
    assert cell_at(layout, place) == Cell("touch", "s0")
    assert hit(layout, Point(-5, -5)) == Hit("none")
    assert cell_at(layout, Point(-5, place.y)) is None


def test_an_arrow_is_hit_on_its_way(layout: MapLayout) -> None:
    points = layout.connectors[0].points
    a, b = max(pairwise(points), key=lambda step: abs(step[1].x - step[0].x))
    found = hit(layout, Point((a.x + b.x) / 2, (a.y + b.y) / 2))
    assert (found.kind, found.id) == ("connector", "arrow")


def test_a_gap_of_a_curve_stands_nowhere(layout: MapLayout) -> None:
    assert rect_of(layout, "gap") is None
    assert rect_of(layout, "no such thing") is None


def test_a_sub_stage_is_a_part_of_its_stage(layout: MapLayout) -> None:
    assert hit(layout, middle(layout, "sub")) == Hit("stage", "s0", "sub:sub")


def test_a_card_lands_before_the_card_whose_middle_is_below(layout: MapLayout) -> None:
    lane = layout.lanes[0]
    one, two = (box.rect.moved(0, lane.y) for box in lane.box.cards[:2])
    x = one.center.x
    above = card_insertion(layout, Point(x, one.y + 2))
    between = card_insertion(layout, Point(x, one.bottom - 2))
    last = card_insertion(layout, Point(x, two.bottom - 2))
    assert above is not None
    assert between is not None
    assert last is not None
    assert (above.before, between.before, last.before) == ("one", "two", None)
    assert above.marker.y < one.y
    assert one.bottom - 1 <= between.marker.y <= between.marker.bottom <= two.y + 1
    assert last.marker.y >= two.bottom


def test_a_card_lands_in_an_empty_cell_and_not_in_a_lane_of_another_kind(layout: MapLayout) -> None:
    place = Point(layout.stages[0].column.center.x, layout.lanes[1].rect.center.y)
    found = card_insertion(layout, place)
    assert found is not None
    assert (found.lane, found.stage, found.before) == ("touch", "s0", None)
    assert card_insertion(layout, Point(place.x, layout.lanes[2].rect.center.y)) is None
    assert card_insertion(layout, Point(place.x, layout.lanes[3].rect.center.y)) is None


def test_stages_and_lanes_land_before_the_one_whose_middle_is_beyond(layout: MapLayout) -> None:
    columns = [stage.column for stage in layout.stages]
    assert stage_insertion(layout, columns[0].x).before == "s0"
    between = stage_insertion(layout, columns[0].right)
    assert between.before == "s1"
    assert columns[0].right <= between.marker.center.x <= columns[1].x
    assert stage_insertion(layout, columns[2].right).before is None
    assert lane_insertion(layout, layout.lanes[0].y).before == "cards"
    assert lane_insertion(layout, layout.lanes[1].rect.bottom).before == "mood"
    assert lane_insertion(layout, layout.size.height).before is None


def test_insertions_into_an_empty_map() -> None:
    empty = LayoutEngine(FakeSetter()).layout(Journey())
    assert stage_insertion(empty, 200).before is None
    assert lane_insertion(empty, 200).before is None
    assert card_insertion(empty, Point(300, 120)) is None
    assert things_in(empty, Rect(0, 0, 999, 999)) == ()


def test_an_emotion_is_read_from_its_place_and_back(layout: MapLayout) -> None:
    place = emotion_at(layout, middle(layout, "low"))
    assert place is not None
    assert (place.lane, place.stage) == ("mood", "s0")
    assert place.position == pytest.approx(0.5)
    assert place.value == pytest.approx(-1)
    assert emotion_at(layout, middle(layout, "one")) is None


def test_a_rubber_band_finds_what_it_touches(layout: MapLayout) -> None:
    everything = Rect(0, 0, *layout.size)
    assert things_in(layout, everything) == ("one", "two", "wide", "web", "low", "high")
    one = rect_of(layout, "one")
    assert one is not None
    assert things_in(layout, Rect(one.right - 1, one.bottom - 1, 0.5, 0.5)) == ("one",)
    low = rect_of(layout, "low")
    assert low is not None
    assert things_in(layout, low) == ("low",)


def test_a_rubber_band_agrees_with_looking_at_every_card() -> None:
    large = LayoutEngine(FakeSetter()).layout(random_map(cards=300))
    band = Rect(200, 300, large.size.width / 2, large.size.height / 2)
    cards = [
        box.card.id for lane in large.lanes for box in lane.box.cards if box.rect.moved(0, lane.y).intersects(band)
    ]
    found = things_in(large, band)
    assert [id_ for id_ in found if id_.startswith("card-")] == cards


def test_the_place_to_edit_is_the_text(layout: MapLayout) -> None:
    for id_ in ("one", "web", "s1", "cards", "p", "line", TITLE, "metric", "high"):
        rect = text_rect_of(layout, id_)
        assert rect is not None
        assert rect.width > 4
        assert rect.height > 4


def test_an_entry_of_the_legend_hits_its_curve() -> None:
    journey = Journey(
        personas=Table.of([Persona(id="a", name="Masha"), Persona(id="b", name="Oleg")]),
        stages=Table.of([Stage(id="s")]),
        lanes=Table.of([Lane(id="mood", label="Emotions", kind=LaneKind.EMOTION)]),
        curves=Table.of([Curve(id="of-a", lane="mood", persona="a"), Curve(id="of-b", lane="mood", persona="b")]),
    )
    layout = LayoutEngine(FakeSetter()).layout(journey)
    lane = layout.lanes[0]
    assert lane.box.emotion is not None
    found = [hit(layout, name.rect.center.moved(0, lane.y)) for _, _, name in lane.box.emotion.legend]
    assert [(one.kind, one.id, one.part) for one in found] == [("curve", "of-a", "legend"), ("curve", "of-b", "legend")]
    assert hit(layout, lane.box.label.rect.center.moved(0, lane.y)).kind == "lane"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(journeys())
def test_what_is_shown_is_what_has_a_place(journey: Journey) -> None:
    layout = LayoutEngine(FakeSetter()).layout(journey)
    shown = shown_ids(layout)
    subs = (sub.id for stage in journey.stages.values() for sub in stage.sub_stages)
    for id_ in (TITLE, "nothing", *subs, *(id_ for name in TABLES for id_ in getattr(journey, name))):
        assert (id_ in shown) == (rect_of(layout, id_) is not None), id_
