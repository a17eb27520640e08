"""Texts from outside in the cells of a map: cards, feelings and figures, with room made where it is missing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.editing.filling import entries, fill
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Lane, LaneKind, Metric, Stage
from cjm_desktop.model.rules import repair
from tests.strategies import journeys, texts


def a_map() -> Journey:
    return Journey(
        stages=Table.of([Stage(id="s"), Stage(id="t")]),
        lanes=Table.of(
            [
                Lane(id="a"),
                Lane(id="hidden", hidden=True),
                Lane(id="locked", locked=True),
                Lane(id="e", kind=LaneKind.EMOTION),
                Lane(id="m", kind=LaneKind.METRIC),
                Lane(id="b"),
            ]
        ),
        cards=Table.of([Card(id="1", lane="a", stage="s", text="one"), Card(id="2", lane="a", stage="s", text="two")]),
        curves=Table.of([Curve(id="c", lane="e")]),
        points=Table.of([EmotionPoint(id="p", curve="c", stage="s", value=0, label="so so")]),
        metrics=Table.of([Metric(id="x", lane="m", stage="t", value=1, unit="%")]),
    )


def column(journey: Journey, lane: str, stage: str) -> list[str]:
    return [card.text for card in journey.cards.values() if (card.lane, card.stage) == (lane, stage)]


def test_lines_become_cards_behind_the_chosen_one() -> None:
    filled = fill(a_map(), [["• x\n\n- y\n—"]], "a", "s", behind=["1"])
    assert column(filled.journey, "a", "s") == ["one", "x", "y", "two"]
    assert [filled.journey.cards[id_].text for id_ in filled.ids] == ["x", "y"]
    assert column(fill(a_map(), [["x\ny"]], "a", "t", by_line=False).journey, "a", "t") == ["x\ny"]


def test_a_table_goes_down_the_lanes_that_are_open_and_right_along_the_stages() -> None:
    rows = [["x", "y"], ["1.5 glad", "☹"], ["7", "81 %"], ["z", ""]]
    filled = fill(a_map(), rows, "a", "s", over={"p", "x"})
    after = filled.journey
    assert (column(after, "a", "s"), column(after, "a", "t")) == (["one", "two", "x"], ["y"])
    assert column(after, "b", "s") == ["z"]
    assert (after.points["p"].value, after.points["p"].label) == (1.5, "glad")
    (new,) = [point for id_, point in after.points.items() if id_ != "p"]
    assert (new.curve, new.stage, new.value) == ("c", "t", -1)
    assert (after.metrics["x"].value, after.metrics["x"].unit) == (81, "%")
    assert [metric.value for metric in after.metrics.values() if metric.stage == "s"] == [7]
    assert (filled.stages, filled.lanes, filled.left) == (0, 0, ())
    assert set(filled.ids) >= {"p", "x", new.id}


def test_values_that_are_there_stay_unless_they_may_be_written_over() -> None:
    journey, rows = a_map(), [["x", "y"], ["1.5 glad", "☹"], ["7", "81 %"], ["z", ""]]
    filled = fill(journey, rows, "a", "s")
    after = filled.journey
    assert (after.points["p"], after.metrics["x"]) == (journey.points["p"], journey.metrics["x"])
    assert filled.kept == ("p", "x")
    assert not set(filled.kept) & set(filled.ids)
    assert (len(after.points), len(after.metrics), len(after.cards)) == (2, 2, 5)
    assert fill(journey, rows, "a", "s", over={"p"}).kept == ("x",)
    same = fill(journey, [["0 so so"], ["", ""]], "e", "s")
    assert (same.kept, same.journey) == ((), journey), "what it says already is not lost"
    assert fill(journey, [["1 %"]], "m", "t").kept == ()
    assert fill(journey, [["0 glad"]], "e", "s").kept == ("p",)


def test_room_is_made_for_what_is_larger_than_the_map() -> None:
    filled = fill(a_map(), [["x", "y", "z"], ["u", "", ""]], "b", "t")
    after = filled.journey
    assert (filled.stages, filled.lanes) == (2, 1)
    assert [column(after, "b", stage) for stage in list(after.stages)[1:]] == [["x"], ["y"], ["z"]]
    assert column(after, list(after.lanes)[-1], "t") == ["u"]


def test_merged_cells_span() -> None:
    filled = fill(a_map(), [["wide", "", ""]], "b", "s", spans={(0, 0): (1, 3)})
    (card,) = [filled.journey.cards[id_] for id_ in filled.ids]
    assert (card.span, filled.stages) == (3, 1)


def test_what_no_lane_takes_is_told() -> None:
    filled = fill(a_map(), [["perhaps"], ["many"]], "e", "t")
    assert filled.left == ("perhaps", "many")
    assert filled.ids == ()


def test_what_is_unseen_is_passed_over() -> None:
    filled = fill(a_map(), [["x"], ["y"]], "a", "s", unseen={"e", "m"})
    assert column(filled.journey, "b", "s") == ["y"]


def test_nothing_comes_of_nothing() -> None:
    journey = a_map()
    assert fill(journey, [["", " "], ["—", "\u00a0"]], "a", "s").journey is journey
    with pytest.raises(ValueError):
        fill(journey, [["x" * 20_001]], "a", "s")


def test_entries() -> None:
    assert entries(" a \n\n\u00a0• b\n-\n-5") == ["a", "b", "-5"]
    assert entries("a\nb", by_line=False) == ["a\nb"]
    assert entries(" — ") == []


@settings(max_examples=60, deadline=None)
@given(journeys(), st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=3), st.data())
def test_any_texts_fill_any_map(journey: Journey, rows: list[list[str]], data: st.DataObject) -> None:
    if not journey.lanes or not journey.stages:
        return
    lane, stage = data.draw(st.sampled_from(list(journey.lanes))), data.draw(st.sampled_from(list(journey.stages)))
    filled = fill(journey, rows, lane, stage)
    assert repair(filled.journey) == (filled.journey, ())
    said = "\n".join(card.text for card in filled.journey.cards.values())
    if journey.lanes[lane].kind not in (LaneKind.EMOTION, LaneKind.METRIC):
        assert all(entry in said for entry in entries(rows[0][0]))


def test_a_feeling_is_kept_as_it_was_written() -> None:
    after = fill(a_map(), [["+2", "glad (1.5)"]], "e", "s", over={"p"}).journey
    said = {one.stage: (one.value, one.label, one.original) for one in after.points.values()}
    assert said == {"s": (2, "so so", "+2"), "t": (1.5, "glad", "glad (1.5)")}
    plain = fill(a_map(), [["sad"]], "e", "t").journey
    assert [(one.value, one.label, one.original) for one in plain.points.values()][1:] == [(-1, "sad", "")]
