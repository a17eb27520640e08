from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_desktop.text.unicode import has_rtl, is_emoji, is_ignorable, is_simple, neutral, paragraphs, script


@pytest.mark.parametrize("text", ["", "Nhận thức", "e\u0323\u0302", "Ταξίδι", "ёлка", "“a” – 5 € … → ½"])
def test_simple_texts(text: str) -> None:
    assert is_simple(text)


@pytest.mark.parametrize(
    "text", ["日", "ا", "א", "ก", "क", "🙂", "1\ufe0f\u20e3", "a\u200db", "a\nb", "a\tb", "\u200f", "\u202e", "\ud800"]
)
def test_texts_that_need_more(text: str) -> None:
    assert not is_simple(text)


@given(st.text())
def test_a_simple_text_needs_neither_bidi_nor_neutralising(text: str) -> None:
    if is_simple(text):
        assert not has_rtl(text)
        assert neutral(text) == text
        assert list(paragraphs(text)) == [(0, text, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(0, "", 0)]),
        ("a", [(0, "a", 1)]),
        ("a\r\nb\rc\n", [(0, "a", 3), (3, "b", 5), (5, "c", 7), (7, "", 7)]),
        ("a\u2028\u2029", [(0, "a", 2), (2, "", 3), (3, "", 3)]),
    ],
)
def test_paragraphs(text: str, found: list[tuple[int, str, int]]) -> None:
    assert list(paragraphs(text)) == found


def test_neutral_text_is_as_long_and_holds_no_controls() -> None:
    text = "a\tb\x00\x9fc\udfff\u202d\u202e\u200d\u202a"
    assert neutral(text) == "a b  c\ufffd\u202a\u202b\u200d\u202a"


@pytest.mark.parametrize("cluster", ["🙂", "⭐", "❤\ufe0f", "1\u20e3", "👩\u200d💻", "🇫🇷"])
def test_emoji(cluster: str) -> None:
    assert is_emoji(cluster)


@pytest.mark.parametrize("cluster", ["a", "1", "❤", "→", "🙂\ufe0e", "日"])
def test_what_is_not_drawn_as_emoji(cluster: str) -> None:
    assert not is_emoji(cluster)


def test_ignorable_characters_have_no_shape_of_their_own() -> None:
    assert all(map(is_ignorable, "\u200b\u200d\ufe0f\u00ad\u2067\U000e0067"))
    assert not any(map(is_ignorable, "a \u0301日"))


def test_scripts() -> None:
    assert [script(character) for character in "aяβ字カあ한कก1 。\u0301"] == [
        "Latn",
        "Cyrl",
        "Grek",
        "Hani",
        "Hani",
        "Hani",
        "Hang",
        "Deva",
        "Thai",
        None,
        None,
        None,
        None,
    ]
