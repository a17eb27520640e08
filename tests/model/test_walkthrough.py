"""The way through a map: every card once, in order; and it is kept to while the map is edited."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, LaneKind, Metric, Stage
from cjm_desktop.model.walkthrough import Step, cells_by_stage, place_after, walk


def small(**lanes: bool) -> Journey:
    """Two stages, three lanes, cards in both; `lanes` are fields of the second lane."""
    return Journey(
        stages=Table.of([Stage(id="one"), Stage(id="two"), Stage(id="three")]),
        lanes=Table.of(
            [
                Lane(id="a"),
                Lane(id="b", **lanes),
                Lane(id="m", kind=LaneKind.METRIC, role="metrics"),
                Lane(id="e", kind=LaneKind.EMOTION, role="emotions"),
            ]
        ),
        cards=Table.of(
            [
                Card(id="b1", lane="b", stage="one"),
                Card(id="a2", lane="a", stage="two"),
                Card(id="a1", lane="a", stage="one", span=2),
                Card(id="a1b", lane="a", stage="one"),
                Card(id="parked"),
            ]
        ),
        metrics=Table.of([Metric(id="m1", lane="m", stage="two", value=3)]),
    )


def test_the_walk_goes_stage_by_stage_and_in_each_lane_by_lane() -> None:
    assert walk(small()) == (
        Step(),
        Step("one"),
        Step("one", "a1"),
        Step("one", "a1b"),
        Step("one", "b1"),
        Step("two"),
        Step("two", "a2"),
        Step("two", "m1"),
        Step("three"),
    )


def test_a_card_of_several_stages_is_seen_in_each_and_spoken_of_in_its_first() -> None:
    cells = cells_by_stage(small())
    assert [card.id for card in cells["two"][0].cards] == ["a2", "a1"]
    assert [step for step in walk(small()) if step.thing == "a1"] == [Step("one", "a1")]
    assert cells["three"] == ()


def test_what_is_folded_away_is_not_on_the_way() -> None:
    for fields in ({"hidden": True}, {"collapsed": True}):
        assert Step("one", "b1") not in walk(small(**fields))
        assert all(cell.lane.id != "b" for cells in cells_by_stage(small(**fields)).values() for cell in cells)


def test_cards_passed_over_stay_in_sight() -> None:
    assert Step("one", "b1") not in walk(small(), passed_over={"b1"})
    assert [cell.lane.id for cell in cells_by_stage(small())["one"]] == ["a", "b"]


def test_an_empty_map_is_one_step() -> None:
    assert walk(Journey()) == (Step(),)


STEPS = st.lists(
    st.builds(Step, st.sampled_from(["s", "t", "u"]), st.one_of(st.none(), st.sampled_from("abcdefgh"))),
    unique=True,
    min_size=1,
    max_size=12,
).map(lambda steps: (Step(), *sorted(steps, key=lambda step: (step.stage or "", step.thing or ""))))


@given(before=STEPS, after=STEPS, share=st.floats(0, 0.999))
@settings(max_examples=200)
def test_the_place_is_kept_as_well_as_it_can_be(
    before: tuple[Step, ...], after: tuple[Step, ...], share: float
) -> None:
    place = int(share * len(before))
    here, found = before[place], after[place_after(before, place, after)]
    if here in after:
        assert found == here
    elif any(step.stage == here.stage for step in set(before) & set(after)):
        assert found.stage == here.stage


def test_where_a_card_goes_what_followed_it_in_the_stage_comes() -> None:
    before = walk(small())
    place = before.index(Step("one", "a1b"))
    gone = tuple(step for step in before if step.thing != "a1b")
    assert gone[place_after(before, place, gone)] == Step("one", "b1")
    last = tuple(step for step in gone if step.thing != "b1")
    assert last[place_after(before, place, last)] == Step("one", "a1")
    bare = tuple(step for step in last if step.stage != "one")
    assert bare[place_after(before, place, bare)] == Step("two")
