"""Words of two texts are compared, words of three merged; nothing is lost on the way, whatever the script."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_desktop.review import words
from cjm_desktop.review.words import Piece, Side
from tests.strategies import texts

_ROWS = st.lists(st.sampled_from(["one", "two", "three", "待つ", "انتظر", "🐈", ",", "\n"]), max_size=8).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(texts | _ROWS, texts | _ROWS)
def test_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = words.marked(before, after)
    assert "".join(piece.text for piece in pieces if piece.side is not Side.AFTER) == before
    assert "".join(piece.text for piece in pieces if piece.side is not Side.BEFORE) == after
    assert all(piece.text for piece in pieces)
    assert before != after or all(piece.side is Side.BOTH for piece in pieces)


def test_only_the_words_that_differ_are_marked() -> None:
    assert words.marked("waits in line", "waits long in line") == (
        Piece(Side.BOTH, "waits "),
        Piece(Side.AFTER, "long "),
        Piece(Side.BOTH, "in line"),
    )
    assert [piece.text for piece in words.marked("配送を待つ", "配送を長く待つ") if piece.side is Side.AFTER] == [
        "長く"
    ]
    # A letter and its marks are one word.
    assert [piece.text for piece in words.marked("ae\u0301 b", "ae\u0300 b")][:2] == ["ae\u0301", "ae\u0300"]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("one two three four", "one 2 three four", "one two three vier", "one 2 three vier"),
        ("pays by card", "pays by card twice", "He pays by card", "He pays by card twice"),
        ("one two three", "one two", "eins two three", "eins two"),
        ("one two", "one zwei", "one zwei", "one zwei"),
        ("one two", "eins two", "one zwei", None),
        ("one two", "one", "one zwei", None),
        ("one", "one a", "one b", None),
        ("", "a", "b", None),
        ("one\n\ntwo", "eins\n\ntwo", "one\n\nzwei", None),
    ],
)
def test_changes_that_do_not_touch_are_merged(base: str, ours: str, theirs: str, merged: str | None) -> None:
    assert words.merged(base, ours, theirs) == merged
    assert words.merged(base, theirs, ours) == merged


@settings(max_examples=200, deadline=None)
@given(_ROWS, _ROWS, _ROWS)
def test_laws_of_merging(base: str, ours: str, theirs: str) -> None:
    assert words.merged(base, ours, base) == ours
    assert words.merged(base, base, theirs) == theirs
    made = words.merged(base, ours, theirs)
    assert words.merged(base, theirs, ours) == made
    if made is not None:
        assert words.merged(base, made, theirs) == made
        assert words.merged(base, ours, made) == made


def test_long_texts_are_compared_by_lines_and_then_not_at_all() -> None:
    lines = [f"line {number} says something about waiting\n" for number in range(400)]
    other = [*lines]
    other[5], other[390] = "a new line\n", "another one\n"
    pieces = words.marked("".join(lines), "".join(other))
    assert [piece.text.strip() for piece in pieces if piece.side is Side.AFTER] == ["a new line", "another one"]
    before, after = "a b " * 2_000, "b c " * 2_000
    assert [piece.side for piece in words.marked(before, after)].count(Side.AFTER) == 1
