"""What was moved between two orders, and one order with the moves of both sides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.review import order

_ORDERS = st.integers(0, 7).flatmap(lambda count: st.permutations("abcdefg"[:count]))


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [("abcd", "abcd", ""), ("abcd", "bcda", "a"), ("abcd", "dabc", "d"), ("abcde", "acbed", 2), ("", "", "")],
)
def test_the_fewest_are_moved(before: str, after: str, moved: str | int) -> None:
    found = order.moved(before, after)
    assert len(found) == moved if isinstance(moved, int) else found == set(moved)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_taking_out_what_was_moved_leaves_one_order(data: st.DataObject) -> None:
    before = data.draw(_ORDERS)
    after = data.draw(st.permutations(before))
    gone = order.moved(before, after)
    assert [one for one in before if one not in gone] == [one for one in after if one not in gone]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abcd", "bacd", "abdc", "badc"),  # both moves
        ("abcd", "axbcd", "abcyd", "axbcyd"),  # both additions
        ("abcd", "acd", "abdc", "adc"),  # taken away and moved
        ("abc", "abcx", "abcy", "abcxy"),  # both at one place: by name
        ("abc", "abcy", "abcx", "abcxy"),
        ("abcd", "bcda", "xabcd", "xbcda"),
    ],
)
def test_orders_are_merged(base: str, ours: str, theirs: str, merged: str) -> None:
    kept = {one for one in ours + theirs if (one in ours and one in theirs) or one not in base}
    assert "".join(order.merged(base, ours, theirs, kept)) == merged


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_laws_of_orders(data: st.DataObject) -> None:
    base = data.draw(_ORDERS)
    sides = []
    for new in ("uvw", "xyz"):
        ids = [one for one in base if data.draw(st.integers(0, 4))] + list(new[: data.draw(st.integers(0, 3))])
        sides.append(data.draw(st.permutations(ids)))
    ours, theirs = sides
    kept = {one for one in {*ours, *theirs} if (one in ours and one in theirs) or one not in base}
    made = order.merged(base, ours, theirs, kept)
    assert sorted(made) == sorted(kept)
    assert order.merged(base, made, theirs, kept) == made
    assert order.merged(base, ours, base, ours) == list(ours)
    assert order.merged(base, base, theirs, theirs) == list(theirs)


def test_a_move_that_is_undone_is_found() -> None:
    assert not order.undone("abcd", "abcd", "dcba")
    assert not order.undone("abcd", "bacd", "badc")
    assert order.undone("abcd", "bacd", "abdc")
    long = [f"{number:04}" for number in range(1_000)]
    assert order.undone(long, long[::-1], long)
    assert not order.undone(long, long, long[::-1])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "disputed"),
    [
        ("abcd", "bacd", "abdc", False),
        ("abcd", "adbc", "dabc", True),  # one thing moved to two places, one of them farther away
        ("abcd", "dabc", "adbc", True),
        ("abcd", "dabc", "dabc", False),
        ("abcd", "abcd", "dabc", False),
    ],
)
def test_orders_that_clash(base: str, ours: str, theirs: str, disputed: bool) -> None:
    made = order.merged(base, ours, theirs, set(base))
    assert order.is_disputed(base, ours, theirs, made) == disputed


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_who_is_who_does_not_matter_for_a_clash(data: st.DataObject) -> None:
    base = data.draw(_ORDERS)
    ours, theirs = data.draw(st.permutations(base)), data.draw(st.permutations(base))
    made, other = order.merged(base, ours, theirs, set(base)), order.merged(base, theirs, ours, set(base))
    disputed = order.is_disputed(base, ours, theirs, made)
    assert disputed == order.is_disputed(base, theirs, ours, other)
    assert disputed or made == other
