"""Cuts: they fill the sheets, and go through nothing where a shift avoids it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.exporting.cuts import SHIFT, Crossed, cuts

Spans = list[tuple[float, float]]
SPANS: st.SearchStrategy[Spans] = st.lists(
    st.tuples(st.integers(0, 900), st.integers(5, 160)).map(lambda pair: (float(pair[0]), float(sum(pair)))),
    max_size=40,
)


def crossed(spans: Spans, place: float) -> int:
    return sum(start + 0.01 < place < end - 0.01 for start, end in spans)


@given(SPANS, st.integers(60, 400), st.integers(0, 20))
@settings(max_examples=150, deadline=None)
def test_cuts_fill_sheets_and_go_through_as_little_as_can_be(spans: Spans, room: int, spare: int) -> None:
    found = cuts(0.0, 1000.0, lambda _: float(room), [Crossed(spans)], spare=spare)
    assert (found[0], found[-1]) == (0.0, 1000.0)
    for start, end in pairwise(found):
        assert 0 < end - start <= room + spare + 1e-6
    for start, end in pairwise(found[:-1]):
        assert start + room * (1 - SHIFT) - 1e-6 <= end <= start + room + 1e-6
        places = [start + room * (1 - SHIFT * step / 200) for step in range(201)]
        # A cut keeps a little air, for which a gap between two cards may be too narrow.
        clear = any(crossed([(a - 1.0, b + 1.0) for a, b in spans], place) == 0 for place in places)
        assert crossed(spans, end) == 0 or not clear


def test_of_equal_cuts_a_wanted_one_is_taken_and_else_the_furthest() -> None:
    spans = [Crossed([(0.0, 40.0), (60.0, 100.0), (110.0, 150.0)])]
    assert cuts(0.0, 200.0, lambda _: 120.0, spans)[1] == pytest.approx(109.25)
    assert cuts(0.0, 200.0, lambda _: 120.0, spans, [105.0, 70.0])[1] == 105.0


def test_what_matters_less_gives_way() -> None:
    firm, loose = Crossed([(80.0, 119.0)]), Crossed([(0.0, 75.0)])
    (_, cut, *_) = cuts(0.0, 200.0, lambda _: 100.0, [firm, loose])
    assert 75.0 <= cut <= 80.0
    (_, cut, *_) = cuts(0.0, 200.0, lambda _: 100.0, [firm, Crossed([(0.0, 79.9)])])
    assert cut < 80.0


def test_what_fits_is_not_cut() -> None:
    assert cuts(0.0, 100.0, lambda _: 100.0, [Crossed([])]) == [0.0, 100.0]
    assert cuts(0.0, 108.0, lambda _: 100.0, [Crossed([])], spare=10.0) == [0.0, 108.0]
