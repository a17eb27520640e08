from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from cjm_desktop.text.clusters import clusters, unjoined


@pytest.mark.parametrize(
    "cluster",
    [
        "a",
        "e\u0323\u0302",
        "й",
        "👨‍👩‍👧‍👦",
        "👩🏽‍💻",
        "👍🏽",
        "❤️",
        "🏳️‍🌈",
        "🇫🇷",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "1️⃣",
        "#\u20e3",
        "क्ष",
        "ग्रा",
        "त्रि",
        "র্ক",
        "က္က",
        "ក្រ",
        "กำ",
        "น้ำ",
        "각",
        "\u1100\u1161\u11a8",
        "가\u11a8",
        "שָׁ",
        "مَّ",
        "か\u3099",
        "か\uff9e",
        "\u06001",
    ],
)
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("a", "a"), ("ग", "b"), ("日", "本"), ("🙂", "🙂"), ("ก", "ข")]
)
def test_what_a_reader_takes_for_one_character(before: str, cluster: str, after: str) -> None:
    assert clusters(f"{before}{cluster}{after}") == [part for part in (before, cluster, after) if part]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("🇫🇷🇩🇪🇺", ["🇫🇷", "🇩🇪", "🇺"]),
        ("🙂🙂", ["🙂", "🙂"]),
        ("a\u200d🙂", ["a\u200d", "🙂"]),
        ("🙂\u200d\u200d🙂", ["🙂\u200d\u200d", "🙂"]),
        ("कत", ["क", "त"]),
        ("a\u094dक", ["a\u094d", "क"]),
        ("한국", ["한", "국"]),
        ("\u0301a", ["\u0301", "a"]),
        ("a\u200b\u0301", ["a", "\u200b", "\u0301"]),
    ],
)
def test_where_clusters_end(text: str, found: list[str]) -> None:
    assert clusters(text) == found


# No flags, no letters of India or Thailand: with them Qt's finder goes astray.
AGREED = "ab é\u0323\u0301\u200d\u200c日本か\u3099한\u1100\u1161\u11a8שָمَ👨👩❤\ufe0f👍🏽\u200b"


@settings(max_examples=500, deadline=None)
@given(st.text(AGREED, max_size=24))
def test_clusters_are_those_of_the_unicode_rules(text: str) -> None:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    ends = []
    while (end := finder.toNextBoundary()) != -1:
        ends.append(end)
    found = []
    units = 0
    for cluster in clusters(text):
        units += len(cluster.encode("utf-16-le")) // 2
        found.append(units)
    assert found == ends


@given(st.text("a日か한\uac01אמー。「ﾊ Ａ", max_size=12))
def test_loners_are_clusters_by_the_rules_too(text: str) -> None:
    # The mark at the end makes the text go the long way.
    assert clusters(text) == list(text)
    assert clusters(f"{text}\u200b\u0301") == [*text, "\u200b", "\u0301"]


@given(st.text())
def test_clusters_make_up_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_pictures_are_parted_after_their_joiners() -> None:
    assert unjoined("🆎\u200c\u200d🆎\ufe0f\u200d🆎") == ["🆎\u200c\u200d", "🆎\ufe0f\u200d", "🆎"]
    assert unjoined("é") == ["é"]
