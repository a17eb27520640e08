"""The whole layout: sizes, what follows what, and what must hold of any map."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from cjm_desktop.layout.boxes import MapLayout
from cjm_desktop.layout.engine import LayoutEngine
from cjm_desktop.model.catalogue import BLUEPRINT_LINES
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    BlueprintLine,
    Card,
    Evidence,
    Lane,
    LaneKind,
    LineKind,
    Mark,
    Persona,
    Proof,
    Source,
    Stage,
    SubStage,
)
from cjm_desktop.text.fake import FakeSetter
from tests.layout.checks import check_map
from tests.maps import random_map
from tests.strategies import journeys


def laid_out(journey: Journey, name: str = "") -> MapLayout:
    return LayoutEngine(FakeSetter()).layout(journey, name)


def small_map(**fields: object) -> Journey:
    """Three stages, two lanes, one card in each cell of the first lane."""
    stages = [Stage(id=f"s{n}", name=f"Stage {n}") for n in range(3)]
    lanes = [Lane(id="l0", role="actions", label="Actions"), Lane(id="l1", role="support", label="Support")]
    cards = [Card(id=f"c{n}", lane="l0", stage=f"s{n}", text="does something") for n in range(3)]
    tables: dict[str, object] = {"stages": Table.of(stages), "lanes": Table.of(lanes), "cards": Table.of(cards)}
    return Journey(**{"title": "A map", **tables, **fields})  # type: ignore[arg-type]


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(journeys())
def test_nothing_overlaps_and_nothing_is_clipped_on_any_map(journey: Journey) -> None:
    check_map(laid_out(journey, "name.cjm"))


def test_nothing_overlaps_on_a_large_map() -> None:
    check_map(laid_out(random_map(seed=3, cards=700)))


def test_an_empty_map_has_a_page() -> None:
    layout = laid_out(Journey())
    assert layout.size.width > 300
    assert layout.size.height > 150
    assert layout.lanes == ()
    assert layout.header.title.block.text == "Untitled map"


def test_a_map_without_stages_shows_its_lanes() -> None:
    layout = laid_out(small_map(stages=Table(), cards=Table()))
    assert [lane.box.lane.id for lane in layout.lanes] == ["l0", "l1"]


def test_columns_follow_the_stages_widths() -> None:
    wide = Table.of([Stage(id="s0", name="A", width=90), Stage(id="s1", name="B"), Stage(id="s2", name="C", width=300)])
    layout = laid_out(small_map(stages=wide))
    assert [stage.column.width for stage in layout.stages] == [90, 174, 300]
    assert layout.stages[0].share == 0
    assert layout.stages[2].share == 1


def test_a_long_stage_name_makes_the_whole_band_higher() -> None:
    plain = laid_out(small_map())
    stages = [Stage(id="s0", name="one word after the other " * 6), *list(small_map().stages.values())[1:]]
    layout = laid_out(small_map(stages=Table.of(stages)))
    assert layout.stages_rect.height > plain.stages_rect.height
    assert len({stage.rect.height for stage in layout.stages}) == 1


def test_cards_of_a_row_are_equally_high() -> None:
    cards = [
        Card(id="c0", lane="l0", stage="s0", text="short"),
        Card(id="c1", lane="l0", stage="s1", text="a text that needs quite a few lines more than the others do " * 2),
    ]
    layout = laid_out(small_map(cards=Table.of(cards)))
    one, two = layout.lanes[0].box.cards
    assert one.rect.height == two.rect.height > 40


def test_hidden_lanes_are_left_out_and_collapsed_ones_count_what_they_hide() -> None:
    lanes = [Lane(id="l0", label="A", collapsed=True), Lane(id="l1", label="B", hidden=True)]
    layout = laid_out(small_map(lanes=Table.of(lanes)))
    (lane,) = layout.lanes
    assert lane.box.cards == ()
    assert lane.box.count is not None
    assert lane.box.count.block.text == "3 items"
    assert lane.box.height < 30


def test_a_spanning_card_covers_its_stages_and_ends_with_the_last() -> None:
    cards = [
        Card(id="c0", lane="l0", stage="s1", text="wide", span=9),
        Card(id="c1", lane="l0", stage="s2", text="beneath"),
    ]
    layout = laid_out(small_map(cards=Table.of(cards)))
    wide, beneath = layout.lanes[0].box.cards
    assert wide.rect.right == beneath.rect.right
    assert beneath.rect.y >= wide.rect.bottom


def test_cards_in_the_parking_lot_are_not_shown() -> None:
    cards = [Card(id="c0", text="parked"), Card(id="c1", lane="l0", stage="gone"), Card(id="c2", lane="l0", stage="s0")]
    layout = laid_out(small_map(cards=Table.of(cards)))
    assert [box.card.id for box in layout.lanes[0].box.cards] == ["c2"]


def test_a_blueprint_line_stands_in_a_gap_that_holds_its_label() -> None:
    line = BlueprintLine(id="line", kind=LineKind.INTERNAL_INTERACTION, label="Line of it", before=("support",))
    plain, layout = laid_out(small_map()), laid_out(small_map(lines=Table.of([line])))
    (box,) = layout.lines
    above, below = layout.lanes
    assert above.rect.bottom < box.label.rect.y
    assert box.label.rect.bottom < below.y
    assert above.rect.bottom < box.y < below.y
    assert layout.size.height > plain.size.height


def test_a_hidden_line_and_one_without_its_lane_are_not_drawn() -> None:
    lines = [
        BlueprintLine(id="a", kind=LineKind.INTERACTION, before=("support",), hidden=True),
        BlueprintLine(id="b", kind=LineKind.VISIBILITY, before=("backstage_people",)),
    ]
    assert laid_out(small_map(lines=Table.of(lines))).lines == ()


def test_the_footer_names_sources_with_counts_file_and_version() -> None:
    layout = laid_out(
        small_map(
            sources=Table.of([Source(id="x", title="Interviews", count=18), Source(id="y", title="Log")]),
            revision="v7",
            date="2026-11-21",
        ),
        "feeding.cjm",
    )
    assert [text.block.text for text in layout.footer] == [
        "Evidence: Interviews (18), Log.",
        "feeding.cjm · v7 · 2026-11-21",
    ]


def test_the_footer_counts_the_assumptions_that_are_shown() -> None:
    assumed = Proof(status=Evidence.ASSUMED)
    cards = [Card(id=f"c{n}", lane=f"l{n % 2}", stage="s0", evidence=assumed) for n in range(3)]
    lanes = [Lane(id="l0", label="A"), Lane(id="l1", label="B", hidden=True)]
    layout = laid_out(small_map(cards=Table.of(cards), lanes=Table.of(lanes)))
    assert layout.footer[0].block.text.startswith("2 cards are assumptions")


def test_primary_personas_come_first_and_the_fourth_is_small() -> None:
    personas = [Persona(id=f"p{n}", name=f"Name {n}", quote="Says this.", primary=n == 3) for n in range(5)]
    layout = laid_out(small_map(personas=Table.of(personas)))
    boxes = layout.header.personas
    assert [box.persona.id for box in boxes] == ["p3", "p0", "p1", "p2", "p4"]
    assert [box.order for box in boxes] == [3, 0, 1, 2, 4]
    assert boxes[3].rect.height < boxes[0].rect.height
    assert boxes[3].rect.y > boxes[0].rect.bottom


def test_a_steps_lane_joins_consecutive_cells() -> None:
    cards = [
        Card(id="c0", lane="l0", stage="s0", text="one"),
        Card(id="c1", lane="l0", stage="s0", text="two"),
        Card(id="c2", lane="l0", stage="s2", text="three"),
    ]
    lanes = Table.of([Lane(id="l0", kind=LaneKind.STEPS, label="Steps")])
    box = laid_out(small_map(cards=Table.of(cards), lanes=lanes)).lanes[0].box
    one, two, three = (card.rect for card in box.cards)
    down, on = box.arrows
    assert down == ((one.center.x, one.bottom), (two.center.x, two.y))
    assert (on[0], on[-1]) == ((two.right, two.center.y), (three.x, three.center.y))


def test_steps_of_one_row_are_joined_by_level_arrows() -> None:
    cards = [Card(id=f"c{n}", lane="l0", stage=f"s{n}", text="step") for n in (0, 2)]
    lanes = Table.of([Lane(id="l0", kind=LaneKind.STEPS, label="Steps")])
    (arrow,) = laid_out(small_map(cards=Table.of(cards), lanes=lanes)).lanes[0].box.arrows
    assert len(arrow) == 2
    assert arrow[0].y == arrow[1].y


def test_time_per_step_is_summed_up_for_stage_and_lane() -> None:
    times = (("s0", "1 h 30"), ("s0", "20 min"), ("s1", "2–4 days"), ("s2", "a while"))
    cards = [Card(id=f"c{n}", lane="l0", stage=stage, duration=text) for n, (stage, text) in enumerate(times)]
    lanes = Table.of([Lane(id="l0", kind=LaneKind.STEPS, label="Steps")])
    box = laid_out(small_map(cards=Table.of(cards), lanes=lanes)).lanes[0].box
    assert box.total is not None
    assert box.total.block.text == "all steps: 2 d 1 h – 4 d 1 h"
    (total,) = box.sums
    assert total.block.text == "Σ 1 h 50 min"
    assert total.y > box.cards[1].rect.bottom


def test_fail_and_wait_points_have_a_legend() -> None:
    assert laid_out(small_map()).legend == ()
    cards = [Card(id="c0", lane="l0", stage="s0", marks=(Mark.WAIT_POINT, Mark.FAIL_POINT, Mark.MOMENT_OF_TRUTH))]
    legend = laid_out(small_map(cards=Table.of(cards))).legend
    assert [(what, text.block.text) for what, _, text in legend] == [
        ("fail_point", "fail point"),
        ("wait_point", "wait point"),
    ]
    hidden = Table.of([Lane(id="l0", label="A", hidden=True)])
    assert laid_out(small_map(cards=Table.of(cards), lanes=hidden)).legend == ()


def test_cards_of_a_sub_stage_stand_beneath_it() -> None:
    subs = (SubStage(id="x", name="First"), SubStage(id="y", name="Then"))
    stages = Table.of([Stage(id="s0", name="A", sub_stages=subs), Stage(id="s1", name="B")])
    cards = [
        Card(id="c0", lane="l0", stage="s0", sub_stage="y"),
        Card(id="c1", lane="l0", stage="s0", sub_stage="x"),
        Card(id="c2", lane="l0", stage="s0"),
    ]
    layout = laid_out(small_map(stages=stages, cards=Table.of(cards)))
    boxes = {card.card.id: card.rect for card in layout.lanes[0].box.cards}
    (first, _), (then, _) = layout.stages[0].sub_stages
    assert (boxes["c1"].x, boxes["c1"].right) == (first.x, first.right)
    assert (boxes["c0"].x, boxes["c0"].right) == (then.x, then.right)
    assert boxes["c0"].y == boxes["c1"].y
    assert boxes["c2"].y > boxes["c0"].y
    assert (boxes["c2"].x, boxes["c2"].right) == (first.x, then.right)


def test_a_narrow_stage_has_no_columns_for_its_sub_stages() -> None:
    subs = tuple(SubStage(id=f"x{n}", name="Sub") for n in range(4))
    stages = Table.of([Stage(id="s0", name="A", sub_stages=subs, width=150)])
    cards = [Card(id="c0", lane="l0", stage="s0", sub_stage="x1")]
    layout = laid_out(small_map(stages=stages, cards=Table.of(cards)))
    assert layout.lanes[0].box.cards[0].rect.x == layout.stages[0].column.x
    wide = Table.of([Stage(id="s0", name="A", sub_stages=subs)])
    layout = laid_out(small_map(stages=wide, cards=Table.of(cards)))
    assert layout.lanes[0].box.cards[0].rect.x == layout.stages[0].sub_stages[1][0].x


def test_stages_show_their_goals_and_whether_they_coincide() -> None:
    stages = Table.of(
        [
            Stage(id="s0", name="A", customer_goal="fed cat", business_goal="sale", goals_coincide=False),
            Stage(id="s1", name="B", customer_goal="rest", goals_coincide=True),
            Stage(id="s2", name="C"),
        ]
    )
    layout = laid_out(small_map(stages=stages))
    told = [[(what, text.block.text) for what, text in stage.goals] for stage in layout.stages]
    assert told == [[("customer", "fed cat"), ("business", "sale")], [("customer", "rest")], []]
    assert [stage.agreement is not None for stage in layout.stages] == [True, False, False]


def channel_map(**fields: object) -> MapLayout:
    cards = [
        Card(id="c0", lane="t", stage="s0", text="a", channel="phone"),
        Card(id="c1", lane="t", stage="s0", text="b", channel="web"),
        Card(id="c2", lane="t", stage="s1", text="c"),
        Card(id="c3", lane="t", stage="s2", text="d", channel="web"),
    ]
    lane = Lane(id="t", kind=LaneKind.TOUCHPOINTS, label="Touchpoints", by_channel=True)
    return laid_out(small_map(lanes=Table.of([lane]), cards=Table.of(cards), **fields))


def test_a_lane_by_channel_has_a_row_for_each_channel_in_use() -> None:
    box = channel_map().lanes[0].box
    assert [(row.id, row.text.block.text) for row in box.rows] == [
        ("web", "Web"),
        ("phone", "Phone"),
        (None, "No channel"),
    ]
    rows = {row.id: row for row in box.rows}
    for card in box.cards:
        row = rows[card.card.channel]
        assert row.top <= card.rect.y
        assert card.rect.bottom <= row.bottom
        assert card.pill is None  # the row says it
    assert [card.card.id for card in box.cards] == ["c1", "c3", "c0", "c2"]


def test_only_touchpoint_lanes_have_rows() -> None:
    lane = Lane(id="l0", kind=LaneKind.CARDS, by_channel=True)
    assert laid_out(small_map(lanes=Table.of([lane]))).lanes[0].box.rows == ()


def test_a_map_speaks_its_own_language() -> None:
    assumed = Proof(status=Evidence.ASSUMED)
    cards = Table.of([Card(id="c0", lane="l0", stage="s0", evidence=assumed)])
    lanes = Table.of([Lane(id="l0"), Lane(id="l1", kind=LaneKind.EMOTION)])
    engine = LayoutEngine(FakeSetter())
    english = engine.layout(small_map(cards=cards, lanes=lanes))
    german = engine.layout(small_map(cards=cards, lanes=lanes, language="de-AT"))
    assert [layout.lanes[0].box.label.block.text for layout in (english, german)] == ["Lane", "Zeile"]
    assert [layout.footer[0].block.text for layout in (english, german)] == [
        "1 card is an assumption and is marked so.",
        "Als Annahme gekennzeichnete Karten: 1.",
    ]


def test_each_line_of_a_blueprint_stands_above_the_first_shown_lane_of_its_roles() -> None:
    lines = Table.of(BLUEPRINT_LINES.values())
    roles = (
        "customer_actions",
        "frontstage_technology",
        "frontstage_people",
        "backstage_people",
        "backstage_people",
        "backstage_technology",
        "support",
    )

    def stands(*given: Lane) -> dict[str, str]:
        """By kind of line the lane beneath it; every line stands between two lanes, or above the first."""
        layout = laid_out(small_map(lanes=Table.of(given), cards=Table(), lines=lines))
        found = {}
        for box in layout.lines:
            below = next(lane for lane in layout.lanes if lane.y > box.y)
            above = [lane for lane in layout.lanes if lane.y < box.y]
            assert not above or above[-1].rect.bottom < box.label.y
            assert box.label.rect.bottom < below.y
            found[box.line.kind.value] = below.box.lane.id
        return found

    lanes = [Lane(id=f"{role}-{n}", role=role, label=role) for n, role in enumerate(roles)]
    assert stands(*lanes) == {
        "interaction": "frontstage_technology-1",
        "visibility": "backstage_people-3",
        "internal_interaction": "support-6",
    }
    # Without the first lane of a role the line goes to the next one that is shown.
    hidden = [
        lane.model_copy(update={"hidden": lane.id in ("frontstage_technology-1", "backstage_people-3")})
        for lane in lanes
    ]
    assert stands(*hidden) == {
        "interaction": "frontstage_people-2",
        "visibility": "backstage_people-4",
        "internal_interaction": "support-6",
    }
    # A collapsed lane is shown; lanes in another order take their lines with them.
    collapsed = [lane.model_copy(update={"collapsed": lane.role == "support"}) for lane in lanes]
    assert stands(*reversed(collapsed)) == {
        "internal_interaction": "support-6",
        "visibility": "backstage_technology-5",
        "interaction": "frontstage_people-2",
    }
    # Without any lane of its roles a line is not there.
    assert stands(*(lane for lane in lanes if not lane.role.startswith("backstage"))).keys() == {
        "interaction",
        "internal_interaction",
    }


def test_two_lines_above_one_lane_stand_beneath_each_other() -> None:
    lines = [
        BlueprintLine(id="a", kind=LineKind.INTERACTION, before=("support",)),
        BlueprintLine(id="b", kind=LineKind.VISIBILITY, before=("support", "actions")),
    ]
    lanes = [Lane(id="l0", role="own", label="A"), Lane(id="l1", role="support", label="B")]
    one, two = laid_out(small_map(lines=Table.of(lines), lanes=Table.of(lanes))).lines
    assert one.label.rect.bottom <= two.label.y
