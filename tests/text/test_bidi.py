from __future__ import annotations

import pytest
from bidi import algorithm
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cjm_desktop.text import bidi
from cjm_desktop.text.unicode import neutral


def shown(paragraph: str, base: int) -> str:
    """The characters from left to right."""
    levels = bidi.levels(paragraph, base)
    return "".join(
        character for character, _ in bidi.visual_order(list(zip(paragraph, levels, strict=True)), lambda item: item[1])
    )


@pytest.mark.parametrize(
    ("text", "base", "visual"),
    [
        ("abc אבג def", 0, "abc גבא def"),
        ("אבג abc דהו", 1, "והד abc גבא"),
        ("אבג 123", 1, "123 גבא"),
        ("מחיר 19.50 ₪", 1, "₪ 19.50 ריחמ"),
        ("(אבג)", 1, ")גבא("),
        ("أب ١٢٣ ت", 1, "ت ١٢٣ بأ"),
        ("abc אבג!", 0, "abc גבא!"),
        ("אבג!", 1, "!גבא"),
        ("a \u2067אב\u2069 b", 0, "a \u2067בא\u2069 b"),
    ],
)
def test_known_orders(text: str, base: int, visual: str) -> None:
    assert shown(text, base).translate({0x2067: None, 0x2069: None}) == visual.translate({0x2067: None, 0x2069: None})


@settings(max_examples=200, deadline=None)
@given(st.text("אב م شَ.,:;()-–/12١٢ab «»!", max_size=24), st.integers(0, 1))
@example("אבג, דה (וז) - ח", 1)
@example("رحلة العميل، نعم", 1)
def test_orders_are_those_of_the_reference(text: str, base: int) -> None:
    # The reference mirrors brackets as well, and drops nothing here.
    expected = algorithm.get_display(text, base_dir="LR"[base])
    mirrored = str.maketrans("()«»", ")(»«")
    found = []
    levels = bidi.levels(text, base)
    for character, level in bidi.visual_order(list(zip(text, levels, strict=True)), lambda item: item[1]):
        found.append(character.translate(mirrored) if level & 1 else character)
    assert "".join(found).strip() == expected.strip()


@settings(max_examples=200, deadline=None)
@given(st.text("אבم شَ.,:;()!?-/«» …“”", max_size=24))
def test_the_short_way_gives_what_the_algorithm_gives(text: str) -> None:
    whole = bidi._resolved(f"א{text}", 1)
    assert bidi.levels(text, 1) == whole[1:]
    assert set(bidi.levels(text, 1)) <= {1}


@pytest.mark.parametrize(
    ("text", "direction"),
    [("", None), ("12 !", None), ("a א", 0), ("א a", 1), ("12 م", 1), ("🙂 م", 1), ("\u200fa", 1)],
)
def test_direction_is_that_of_the_first_letter(text: str, direction: int | None) -> None:
    assert bidi.direction(text) == direction


def test_unassigned_characters_have_levels() -> None:
    assert bidi.levels("א\u0378\u05ff\ufffe\U0001faff", 1) == bytes([1, 2, 1, 2, 1])


def test_overrides_cannot_turn_letters_around() -> None:
    text = neutral("invoice\u202egpj.exe")
    assert shown(text, 0) == text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=12))
def test_visual_order_is_an_order_of_the_same_items(levels: list[int]) -> None:
    items = list(enumerate(levels))
    ordered = bidi.visual_order(items, lambda item: item[1])
    assert sorted(ordered) == items
    if levels and min(levels) == max(levels):
        assert ordered == (items[::-1] if levels[0] & 1 else items)
