"""Decisions on open conflicts are carried out, and a file with nonsense among its conflicts does no harm."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_desktop.editing import cards, connectors, document, lanes, stages
from cjm_desktop.editing.change import same_content
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.records import Conflict, SubStage
from cjm_desktop.model.rules import repair
from cjm_desktop.review.merging import Merged, key_of, merge
from cjm_desktop.review.resolving import Choice, choices_of, default_of, deletes, resolve
from cjm_desktop.templates import load_template
from tests.review.test_merging import edited
from tests.strategies import journeys, json_values, names


@pytest.fixture
def base() -> Journey:
    return load_template("current-state")


def decided(merged: Merged, choice: Choice) -> Journey:
    return resolve(merged.journey, {key_of(one): choice for one in merged.conflicts})


def test_mine_theirs_and_both(base: Journey) -> None:
    (id_,) = list(base.cards)[:1]
    ours = cards.update_cards(document.update_map(base, title="Mine"), [id_], text="One", votes=1)
    theirs = cards.update_cards(document.update_map(base, title="Theirs"), [id_], text="Two", votes=2)
    merged = merge(base, ours, theirs)
    assert [len(choices_of(one)) for one in merged.conflicts] == [3, 2, 3]
    mine = decided(merged, Choice.OURS)
    assert same_content(mine, ours)
    other = decided(merged, Choice.THEIRS)
    assert same_content(other, theirs)
    assert other.conflicts == ()
    text, votes, title = merged.conflicts
    both = resolve(merged.journey, {key_of(text): Choice.BOTH, key_of(title): Choice.BOTH})
    assert (both.cards[id_].text, both.title) == ("One\nTwo", "Mine / Theirs")
    assert both.conflicts == (votes,)


def test_mine_is_what_the_map_says_by_now(base: Journey) -> None:
    (id_,) = list(base.cards)[:1]
    merged = merge(base, cards.update_cards(base, [id_], text="One"), cards.update_cards(base, [id_], text="Two"))
    later = cards.update_cards(merged.journey, [id_], text="Better than both")
    assert resolve(later, {key_of(merged.conflicts[0]): Choice.OURS}).cards[id_].text == "Better than both"


def test_deleting_and_keeping(base: Journey) -> None:
    (id_,) = list(base.cards)[:1]
    merged = merge(base, cards.remove_cards(base, [id_]), cards.update_cards(base, [id_], votes=3))
    (conflict,) = merged.conflicts
    assert deletes(conflict, Choice.OURS)
    assert default_of(conflict) is Choice.THEIRS
    assert id_ not in decided(merged, Choice.OURS).cards
    assert decided(merged, Choice.THEIRS).cards[id_].votes == 3
    merged = merge(base, cards.update_cards(base, [id_], votes=3), cards.remove_cards(base, [id_]))
    assert default_of(merged.conflicts[0]) is Choice.OURS
    assert id_ not in decided(merged, Choice.THEIRS).cards
    assert id_ in decided(merged, Choice.OURS).cards


@pytest.mark.parametrize("kind", ["lane", "stage"])
def test_cards_of_what_is_deleted_wait_in_the_parking_lot(base: Journey, kind: str) -> None:
    lane = next(id_ for id_, one in base.lanes.items() if one.kind.holds_cards)
    stage = next(iter(base.stages))
    ours = lanes.remove_lanes(base, [lane]) if kind == "lane" else stages.remove_stages(base, [stage])
    new = cards.new_card(base, lane, stage, "New")
    merged = merge(base, ours, cards.insert_card(base, new))
    made = decided(merged, Choice.OURS)
    assert {lane, stage} - {*made.lanes, *made.stages} == {lane if kind == "lane" else stage}
    assert (made.cards[new.id].lane, made.cards[new.id].stage, made.cards[new.id].text) == (None, None, "New")
    assert repair(made) == (made, ())


def test_the_order_of_the_other_side(base: Journey) -> None:
    first, *_, last = base.stages
    ours = stages.insert_stage(base, extra := stages.new_stage(base, "Extra"), first)
    ours = stages.move_stages(ours, [last], list(base.stages)[2])
    theirs = stages.move_stages(base, [last], first)
    made = decided(merge(base, ours, theirs), Choice.THEIRS)
    assert [id_ for id_ in made.stages if id_ != extra.id] == list(theirs.stages)
    assert extra.id in made.stages
    assert made.conflicts == ()


def test_a_place_of_the_other_side(base: Journey) -> None:
    first, second, third = list(base.stages)[:3]
    id_ = next(card.id for card in base.cards.values() if card.stage == first and card.span == 1)
    ours, theirs = cards.update_cards(base, [id_], stage=second), cards.update_cards(base, [id_], stage=third)
    merged = merge(base, ours, theirs)
    assert decided(merged, Choice.THEIRS).cards[id_].stage == third
    # The stage has been deleted since: there is nothing to be had, and the conflict stays.
    later = stages.remove_stages(merged.journey, [third])
    made = resolve(later, {key_of(merged.conflicts[0]): Choice.THEIRS})
    assert made.cards[id_].stage == second
    assert made.conflicts == merged.conflicts
    # The card has been deleted since: the conflict is done with.
    later = cards.remove_cards(merged.journey, [id_])
    assert resolve(later, {key_of(merged.conflicts[0]): Choice.THEIRS}).conflicts == ()


def test_cards_leave_a_sub_stage_that_goes(base: Journey) -> None:
    stage = next(iter(base.stages))
    id_ = next(card.id for card in base.cards.values() if card.stage == stage)
    base = stages.update_stage(base, stage, sub_stages=(SubStage(id="part", name="Part"),))
    ours = cards.update_cards(base, [id_], sub_stage="part")
    made = decided(merge(base, ours, stages.update_stage(base, stage, sub_stages=())), Choice.THEIRS)
    assert made.stages[stage].sub_stages == ()
    assert made.cards[id_].sub_stage is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("cards", []), ("format", "cjm"), ("version", "9.9"), ("conflicts", []), ("language", "?"), ("title", 3)],
)
def test_a_file_cannot_have_what_is_no_field_to_choose_set(base: Journey, field: str, value: object) -> None:
    open_ = base.model_copy(update={"conflicts": (Conflict(field=field, ours="x", theirs=value),)})
    assert resolve(open_, {("", "", field): Choice.THEIRS}) is open_


def test_ends_of_an_arrow(base: Journey) -> None:
    one, two, three, four = list(base.cards)[:4]
    base = connectors.insert_connector(base, arrow := connectors.new_connector(base, one, two))
    ours = connectors.update_connector(base, arrow.id, source=three)
    theirs = connectors.update_connector(base, arrow.id, target=four)
    merged = merge(base, ours, theirs)
    made = decided(merged, Choice.THEIRS).connectors[arrow.id]
    assert (made.source, made.target) == (one, four)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(), st.integers(), st.sampled_from((2, 6, 12)), st.data())
def test_whatever_is_chosen_the_map_is_sound(one: int, other: int, count: int, data: st.DataObject) -> None:
    base = load_template("current-state")
    made = merge(base, edited(base, one, count), edited(base, other, count)).journey
    chosen = {key_of(one): data.draw(st.sampled_from(choices_of(one))) for one in made.conflicts}
    resolved = resolve(made, chosen)
    assert repair(resolved) == (resolved, ())
    assert resolved.conflicts == ()
    as_it_is = resolve(made, {key_of(one): default_of(one) for one in made.conflicts})
    assert same_content(as_it_is, made.model_copy(update={"conflicts": ()}))


_TABLES = st.sampled_from(["", "nothing", *TABLES])
_FIELDS = st.sampled_from(
    ["", "id", "text", "stage", "order", "votes", "lane", "format", "version", "conflicts", "cards", "data", "source"]
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(journeys(), st.data())
def test_nonsense_in_a_file_does_no_harm(journey: Journey, data: st.DataObject) -> None:
    ids = st.sampled_from(["", "gone", *(id_ for table in TABLES for id_ in getattr(journey, table))])
    values = json_values | ids
    conflicts = tuple(
        Conflict(
            table=data.draw(_TABLES), record=data.draw(ids), field=data.draw(_FIELDS | names),
            base=data.draw(values), ours=data.draw(values), theirs=data.draw(values),
        )
        for _ in range(3)
    )  # fmt: skip
    journey = journey.model_copy(update={"conflicts": conflicts})
    made = resolve(journey, {key_of(one): data.draw(st.sampled_from(choices_of(one))) for one in conflicts})
    assert repair(made) == (made, ())
    assert (made.format, made.version) == (journey.format, journey.version)


def test_nothing_chosen_changes_nothing(base: Journey) -> None:
    open_ = base.model_copy(update={"conflicts": (Conflict(table="cards", record="gone", field="text"),)})
    assert resolve(open_, {}) is open_
