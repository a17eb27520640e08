"""Columns as in a newspaper: everything once, in order, within the height, one label above each stretch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.layout.newspaper import Column, Run, balanced, bottom_of, columns_for, set_in

GAP, LANE_GAP = 5.0, 9.0
RUNS = st.lists(
    st.builds(Run, st.floats(10, 30), st.lists(st.floats(8, 120), min_size=1, max_size=6).map(tuple)), max_size=8
)


def check(columns: list[Column], runs: list[Run], height: float) -> None:
    placed = [(part.run, thing) for column in columns for part in column for thing, _ in part.things]
    assert placed == [(n, thing) for n, run in enumerate(runs) for thing in range(len(run.things))]
    for column in columns:
        y = 0.0
        for part in column:
            assert part.top >= y - 1e-6
            y = part.top + runs[part.run].label
            for thing, top in part.things:
                assert top >= y - 1e-6
                y = top + runs[part.run].things[thing]
        things = sum(len(part.things) for part in column)
        assert y <= height + 1e-6 or things == 1, "only a thing alone may be higher than its column"
        assert y == pytest.approx(bottom_of(column, runs))


@given(runs=RUNS, height=st.floats(60, 500), whole=st.booleans())
@settings(max_examples=150)
def test_everything_stands_once_and_in_order(runs: list[Run], height: float, whole: bool) -> None:
    check(set_in(runs, height, GAP, LANE_GAP, whole=whole), runs, height)


@given(runs=RUNS, height=st.floats(150, 500), count=st.integers(1, 4))
@settings(max_examples=150)
def test_columns_that_fit_are_balanced(runs: list[Run], height: float, count: int) -> None:
    found = balanced(runs, height, GAP, LANE_GAP, count)
    least = len(set_in(runs, height, GAP, LANE_GAP, whole=False))
    if found is None:
        assert least > count or any(run.label + max(run.things) > height for run in runs)
    else:
        check(found, runs, height)
        assert len(found) <= count
        assert all(bottom_of(column, runs) <= height + 0.02 for column in found)


@given(runs=RUNS, height=st.floats(150, 500), count=st.integers(1, 4))
@settings(max_examples=100)
def test_pages_are_no_more_than_they_have_to_be(runs: list[Run], height: float, count: int) -> None:
    found = columns_for(runs, height, GAP, LANE_GAP, count)
    check(found, runs, height)
    least = min(len(set_in(runs, height, GAP, LANE_GAP, whole=whole)) for whole in (True, False))
    assert -(-len(found) // count) == -(-least // count)


def test_a_lane_is_kept_whole_where_it_fits_into_a_column() -> None:
    runs = [Run(10, (40, 40)), Run(10, (40, 40))]
    assert [part.run for part in set_in(runs, 150, GAP, LANE_GAP, whole=True)[0]] == [0]
    assert [part.run for part in set_in(runs, 170, GAP, LANE_GAP, whole=False)[0]] == [0, 1]
