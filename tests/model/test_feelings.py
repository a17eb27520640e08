"""Numbers and feelings in what people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_desktop.model.feelings import beyond_scale, feeling_in, feelings_of, is_marked, number_in, score_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("81 %", (81, "%")),
        ("−3,5", (-3.5, "")),
        ("1 234.5 €", (1234.5, "€")),
        ("12 calls", (12, "calls")),
        ("many", None),
        ("", None),
        ("2-3 days", None),
        ("5 apples and a very long story", None),
    ],
)
def test_numbers(text: str, number: tuple[float, str] | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("😤", -2),
        ("😀", 2),
        ("🙂 calm", 1),
        ("Frustrated!", -2),
        ("hopeful / unsure", 0.5),
        ("любопытство", 1),
        ("wütend", -2),
        ("déçu", -1),
        ("blurb", None),
        ("", None),
    ],
)
def test_feelings(text: str, feeling: float | None) -> None:
    assert feeling_in(text) == feeling


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("4/5", (4, 5, "")),
        ("glad (1.5)", (1.5, None, "glad")),
        ("-1 – sad", (-1, None, "sad")),
        ("2", (2, None, "")),
        ("80%", (80, 100, "")),
        ("12,5 %", (12.5, 100, "")),
        ("80% sure", None),
        ("no", None),
        ("3 of many", (3, None, "of many")),
    ],
)
def test_scores(text: str, score: tuple[float, float | None, str] | None) -> None:
    assert score_in(text) == score


@pytest.mark.parametrize(
    ("texts", "values", "scale"),
    [
        (["2", "-1.5", ""], [2, -1.5, None], "-2 to +2"),
        (["5", "3", "1"], [2, 0, -2], "1 to 5"),
        (["10", "1"], [2, -2], "1 to 10"),
        (["5", "-5"], [2, -2], "-5 to +5"),
        (["0", "100", "50"], [-2, 2, 0], "0 to 100"),
        (["😀", "3/5", "word"], [2, 0, None], ""),
    ],
)
def test_rows_of_feelings(texts: list[str], values: list[float | None], scale: str) -> None:
    found, name = feelings_of(texts)
    assert [None if one is None else one[0] for one in found] == values
    assert name == scale


@pytest.mark.parametrize(
    ("texts", "scale", "beyond"),
    [
        (["7", "0", "3"], "1 to 5", [("7", "1 to 5"), ("0", "1 to 5")]),
        (["6/5", "3/5", "120 %", "glad"], "", [("6/5", "1 to 5"), ("120 %", "0 to 100")]),
        (["7", "0", "3"], "", []),
        (["1000"], "", [("1000", "-100 to +100")]),
        (["", "glad (9)"], "1 to 5", [("glad (9)", "1 to 5")]),
    ],
)
def test_numbers_beyond_their_scale(texts: list[str], scale: str, beyond: list[tuple[str, str]]) -> None:
    assert beyond_scale(texts, scale) == beyond


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_texts_are_within_the_scale(texts: list[str]) -> None:
    found, _ = feelings_of(texts)
    assert all(one is None or -2 <= one[0] <= 2 for one in found)
    for text in texts:
        number_in(text)


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        (":)", 1),
        (":-(", -1),
        (":|", 0),
        (":D", 2),
        (">:(", -2),
        (":'(", -2),
        ("pays :)", 1),
        ("http://shop", None),
        ("see 8)", None),
        ("a:b", None),
    ],
)
def test_typed_faces_are_feelings(text: str, feeling: float | None) -> None:
    assert feeling_in(text) == feeling
    assert is_marked(text) is (feeling is not None)


@pytest.mark.parametrize(
    ("plain", "weaker"),
    [
        ("рад", "скорее рад"),
        ("glad", "rather glad"),
        ("froh", "eher froh"),
        ("content", "plutôt content"),
        ("contento", "piuttosto contento"),
        ("zadowolony", "raczej zadowolony"),
        ("tevreden", "redelijk tevreden"),
    ],
)
def test_what_is_felt_rather_is_weaker(plain: str, weaker: str) -> None:
    strong, weak = feeling_in(plain), feeling_in(weaker)
    assert strong is not None
    assert weak is not None
    assert 0 < weak < strong
