"""The contract of `TextSetter`, held by the engine and by the fake, over texts of mixed scripts."""

from __future__ import annotations

from itertools import chain, pairwise
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cjm_desktop.text.clusters import clusters, unjoined
from cjm_desktop.text.lines import TextBlock, TextSetter, TextStyle
from cjm_desktop.text.unicode import SPACES, neutral, paragraphs

ALPHABETS = {
    "latin": "abcdefghij klmno ABC .,;:!?-–/()\u00ad\u00a0äéøß",
    "vietnamese": "Nhận thức về nhu cầu ệ ử",
    "greek": "Ταξίδι πελάτη ά",
    "cyrillic": "Карта пути клиента ё й",
    "han and kana": "日本語広告や口コミ、。「」ー顧客旅程",
    "korean": "고객 여정 지도",
    "arabic": "رحلة العميل، ١٢٣ لا مَ",
    "hebrew": "מסע הלקוח שָׁלוֹם",
    "devanagari": "ग्राहक यात्रा क्षत्रिय श्री।",
    "thai": "การเดินทางของลูกค้า กำ น้ำ",
    "controls": "\t\x00\x1b\u200b\u200d\u200e\u200f\u202a\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u3000\ufeff\ud800\ufffe",
    "newlines": "\n\r\u2028\u2029\x0b\x85",
    "missing": "\u0378\U0001fbff\U000e1000\ue000",
}
CLUSTERS = [
    "e\u0323\u0302",
    "1️⃣",
    "👨‍👩‍👧‍👦",
    "🇫🇷",
    "👍🏽",
    "❤️",
    "🙂",
    "→",
    "①",
    "ﷺ",
    "クﾞ",
    "\r\n",
    "123",
    "19:00",
    "→",
    "\u0301",
]

characters = st.one_of(
    *(st.sampled_from(alphabet) for alphabet in ALPHABETS.values()),
    st.sampled_from(CLUSTERS),
    st.sampled_from([normalize("NFD", letter) for letter in "ậứềãйά"]),
    st.just(" "),
)
words = st.lists(characters, max_size=14).map("".join)
texts = st.one_of(
    st.lists(words, max_size=8).map(" ".join),
    *(st.text(alphabet, max_size=60) for alphabet in ALPHABETS.values()),
)
widths = st.sampled_from([0.0, 1.0, 8.0, 30.0, 61.5, 150.0, 1e6])
STYLE = TextStyle(9.5)

run = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@run
@given(text=texts, width=widths)
@example(text="", width=50.0)
@example(text="a\r\nb\n", width=50.0)
@example(text="   lead and trail   ", width=40.0)
def test_lines_give_back_the_text(setter: TextSetter, text: str, width: float) -> None:
    block = setter.block(text, STYLE, width)
    assert block.text == text
    assert [line.start for line in block.lines] == [0, *(line.end for line in block.lines[:-1])]
    assert block.lines[-1].end == len(text)
    assert not block.cut
    for line in block.lines:
        source = text[line.start : line.end]
        shown, swallowed = source[: len(line.text)], source[len(line.text) :]
        assert not neutral(swallowed).strip(SPACES + "\n\u2028\u2029\ufeff")
        if shown.endswith("\u00ad") and line.text.endswith("-"):
            shown = f"{shown[:-1]}-"
        assert line.text == neutral(shown)


@run
@given(text=texts, width=widths)
def test_no_line_is_wider_than_the_room_unless_one_cluster_is(setter: TextSetter, text: str, width: float) -> None:
    block = setter.block(text, STYLE, width)
    for line in block.lines:
        assert line.width <= width + 0.001 or len(clusters(line.text)) == 1
    assert block.width == max(line.width for line in block.lines)


@run
@given(text=texts, width=widths)
def test_lines_break_between_clusters_only(setter: TextSetter, text: str, width: float) -> None:
    # A space may carry a mark and make one cluster with it; the line still ends after the space.
    boundaries = {index + 1 for index, character in enumerate(text) if neutral(character) in SPACES}
    for start, paragraph, end in paragraphs(text):
        boundaries |= {start, end}
        for part in chain.from_iterable(map(unjoined, clusters(neutral(paragraph)))):
            start += len(part)
            boundaries.add(start)
    assert {line.start for line in setter.block(text, STYLE, width).lines} <= boundaries


@run
@given(text=texts, width=widths)
def test_lines_stand_a_pitch_apart(setter: TextSetter, text: str, width: float) -> None:
    block = setter.block(text, STYLE, width)
    pitch = STYLE.size * STYLE.leading
    for line, following in pairwise(block.lines):
        assert following.baseline - line.baseline == pytest.approx(pitch)
    assert block.height == pytest.approx(pitch * len(block.lines))
    assert 0 < block.lines[0].baseline < pitch


@run
@given(text=texts, width=widths, most=st.integers(1, 4))
def test_what_is_too_long_ends_in_an_ellipsis(setter: TextSetter, text: str, width: float, most: int) -> None:
    whole = setter.block(text, STYLE, width)
    block = setter.block(text, STYLE, width, most)
    assert len(block.lines) <= most
    assert block.cut == bool(
        neutral(text[whole.lines[min(most, len(whole.lines)) - 1].end :]).strip() and len(whole.lines) > most
    )
    if not block.cut:
        assert _shape(block) == _shape(whole)[:most]
        return
    assert _shape(block)[:-1] == _shape(whole)[: most - 1]
    last = block.lines[-1]
    assert last.text.endswith("…")
    assert last.width <= width + 0.001 or last.text == "…"
    assert neutral(text[last.start : last.start + len(last.text) - 1]) == last.text[:-1]


def _shape(block: TextBlock) -> list[tuple[str, float, int, int, bool]]:
    return [(line.text, line.width, line.start, line.end, line.rtl) for line in block.lines]


@run
@given(words=st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=20), width=st.floats(40, 200))
def test_wrapping_is_greedy(setter: TextSetter, words: list[str], width: float) -> None:
    lines = setter.block(" ".join(words), STYLE, width).lines
    assert " ".join(line.text for line in lines).split() == words
    for line, following in pairwise(lines):
        longer = f"{line.text} {following.text.split()[0]}"
        assert setter.block(longer, STYLE, 1e6).width > width


def test_empty_text_has_one_empty_line(setter: TextSetter) -> None:
    block = setter.block("", STYLE, 100)
    (line,) = block.lines
    assert (line.text, line.width, line.start, line.end, line.runs) == ("", 0.0, 0, 0, ())
    assert block.height == pytest.approx(STYLE.size * STYLE.leading)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x85"])
def test_every_newline_ends_a_paragraph(setter: TextSetter, newline: str) -> None:
    block = setter.block(f"one{newline}two{newline}", STYLE, 100)
    assert [line.text for line in block.lines] == ["one", "two", ""]


def test_the_rest_being_blank_needs_no_ellipsis(setter: TextSetter) -> None:
    block = setter.block("one\n \n", STYLE, 100, max_lines=1)
    assert [line.text for line in block.lines] == ["one"]
    assert not block.cut


def test_direction_is_the_paragraphs_own(setter: TextSetter) -> None:
    block = setter.block("abc שלום\nשלום abc\n12", STYLE, 1000)
    assert [line.rtl for line in block.lines] == [False, True, False]


def test_a_paragraph_without_letters_follows_the_text(setter: TextSetter) -> None:
    block = setter.block("12:30\nשלום", STYLE, 1000)
    assert [line.rtl for line in block.lines] == [True, True]
