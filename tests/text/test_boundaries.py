from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from cjm_desktop.text import boundaries
from cjm_desktop.text.boundaries import Breaker, PlainBreaker, QtBreaker
from cjm_desktop.text.clusters import clusters


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", []),
        ("Compare  two shops", ["Compare  ", "two ", "shops"]),
        (" lead", [" ", "lead"]),
        ("self-service e-mail 2-4", ["self-", "service ", "e-mail ", "2-4"]),
        ("chat/phone 1/2 24/7", ["chat/", "phone ", "1/2 ", "24/7"]),
        ("day–night 9–18", ["day–", "night ", "9–", "18"]),
        ("Pourquoi ? « Parce que »  oui", ["Pourquoi ? ", "« Parce ", "que »  ", "oui"]),
        ("fine :) really", ["fine :) ", "really"]),
        (" )", [" )"]),
        ("Für\u00adsprache", ["Für\u00ad", "sprache"]),
        ("10\u00a0km nearby", ["10\u00a0km ", "nearby"]),
        ("Ταξίδι πελάτη", ["Ταξίδι ", "πελάτη"]),
    ],
)
def test_plain_text_breaks_at_spaces_and_dashes(text: str, segments: list[str]) -> None:
    assert PlainBreaker().segments(text) == segments


def test_plain_text_does_not_ask_qt() -> None:
    class Refuser:
        def segments(self, paragraph: str) -> list[str]:
            raise AssertionError(paragraph)

    assert Breaker(full=Refuser()).segments("Nhận thức → nhu cầu, карта") == [
        "Nhận ",
        "thức ",
        "→ ",
        "nhu ",
        "cầu, ",
        "карта",
    ]


PLAIN = "ab cdé  -–/()«»!?;:.,\u00ad\u00a0'”“19"


@settings(max_examples=300, deadline=None)
@given(st.text(PLAIN, max_size=40))
def test_plain_segments_make_up_the_text(text: str) -> None:
    assert "".join(PlainBreaker().segments(text)) == text


@settings(max_examples=300, deadline=None)
@given(st.text("abc é'  -", max_size=30))
def test_plain_breaks_are_breaks_by_the_full_rules_too(text: str) -> None:
    def breaks(segments: object) -> set[int]:
        return set(accumulate(map(len, segments)))  # type: ignore[call-overload]

    assert breaks(PlainBreaker().segments(text)) <= breaks(QtBreaker().segments(text))


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("広告や、口コミ。", ["広", "告", "や、", "口", "コ", "ミ。"]),
        ("「引用」です", ["「引", "用」", "で", "す"]),
        ("고객 여정", ["고", "객 ", "여", "정"]),
        ("رحلة العميل", ["رحلة ", "العميل"]),
        ("ग्राहक यात्रा", ["ग्राहक ", "यात्रा"]),
        ("ok 👨‍👩‍👧‍👦 🙂🙂", ["ok ", "👨‍👩‍👧‍👦 ", "🙂", "🙂"]),
        ("1️⃣ first", ["1️⃣ ", "first"]),
        ("\ufeff日本", ["\ufeff日", "本"]),
        ("\ufffe日本", ["\ufffe", "日", "本"]),
        ("\u0378\u0e39", ["\u0378\u0e39"]),
        ("က👨\u200d👍a", ["က", "👨\u200d👍", "a"]),
        ("-\u0fb1🇫🇷", ["-\u0fb1", "🇫🇷"]),
        ("🇫🇷🇩🇪", ["🇫🇷", "🇩🇪"]),
        ("ประสบการณ์ที่ดี (ของลูกค้า) abc", ["ประสบการณ์", "ที่", "ดี ", "(ของ", "ลูกค้า) ", "abc"]),
        ("ต่างๆ ฯลฯ", ["ต่างๆ ", "ฯลฯ"]),
    ],
)
def test_other_scripts_break_by_the_unicode_rules(text: str, segments: list[str]) -> None:
    assert Breaker().segments(text) == segments


@settings(max_examples=200, deadline=None)
@given(st.text("ab 日本🙂👨\u200d👩กาู้ेक\u094dषم\ufeff\ufffe\u0378\U0001fbff\u200b。", max_size=30))
def test_full_segments_make_up_the_text(text: str) -> None:
    assert "".join(QtBreaker().segments(text)) == text


@settings(max_examples=300, deadline=None)
@given(st.text("a 日ग क\u094dกู👍🇫🇷👨\u200d👩🏽❤\ufe0f1\u20e3각한က\u1039ក\u17d2。「\u200b\u0600אمَ", max_size=12))
def test_no_break_parts_a_cluster(text: str) -> None:
    allowed = set(accumulate(map(len, clusters(text)))) | {
        index for index, before in enumerate(text, 1) if before in " \u200b"
    }
    assert set(accumulate(map(len, QtBreaker().segments(text)))) <= allowed


@settings(max_examples=200, deadline=None)
@given(st.text("กขลดนรอยสพบคฯะัาำิีุูเแโไๆ็่้์ ab1(日", max_size=24))
@example("日็ฯ")
def test_thai_vowels_stay_with_their_consonants(text: str) -> None:
    segments = QtBreaker().segments(text)
    assert "".join(segments) == text
    for before, after in pairwise(segments):
        assert before[-1] not in "เแโไ" or not "ก" <= after[0] <= "๎"
        assert after[0] not in "ฯะัาำิีุูๆ็่้์" or not "ก" <= before[-1] <= "๎"


def test_thai_breaks_do_not_hang_on_what_the_machine_has(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    class Spy(QTextBoundaryFinder):
        def __init__(self, kind: QTextBoundaryFinder.BoundaryType, text: str) -> None:
            seen.append(text)
            super().__init__(kind, text)

    monkeypatch.setattr(boundaries, "_finder", lambda: (Spy, QTextBoundaryFinder.BoundaryType.Line))
    assert QtBreaker().segments("การเดินทาง (ของ) ลูกค้า") == ["การ", "เดิน", "ทาง ", "(ของ) ", "ลูกค้า"]
    assert seen
    assert not any("\u0e00" <= character <= "\u0e7f" for text in seen for character in text)
