"""Plain lists in a cell fall apart into cards and are told once; what only looks like one stays whole."""

from __future__ import annotations

import pytest

from cjm_desktop.formats.spreadsheet import read
from cjm_desktop.formats.table import grid
from cjm_desktop.formats.table_lists import Lists
from cjm_desktop.formats.table_map import read as read_grid
from cjm_desktop.formats.table_reading import guess


def _cards(
    *texts: str, lists: bool = True, by_line: bool = True, listed: bool = False
) -> tuple[list[list[str]], list[str]]:
    notes: list[str] = []
    made = Lists(texts, notes.append, by_line=by_line, lists=lists, listed=listed)
    return [made.cards(text) for text in texts], list(dict.fromkeys(notes))


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("Prüft Ware; bucht Gutschrift", ["Prüft Ware", "bucht Gutschrift"]),
        ("slow; ugly; dear", ["slow", "ugly", "dear"]),
        ("slow;ugly", ["slow", "ugly"]),
        ("慢；贵；丑", ["慢", "贵", "丑"]),
        ("1. speed 2. trust", ["speed", "trust"]),
        ("1) speed 2) trust 3) price", ["speed", "trust", "price"]),
        ("(1) speed (2) trust", ["speed", "trust"]),
        ("1. speed\n2. trust", ["speed", "trust"]),
        ("1. speed<br>2. trust", ["speed", "trust"]),
        ("• pays • waits", ["pays", "waits"]),
        ("- pays\n- waits", ["pays", "waits"]),
    ],
)
def test_a_plain_list_is_cards(text: str, cards: list[str]) -> None:
    found, notes = _cards("reads", text, "asks what it costs")
    assert found == [["reads"], cards, ["asks what it costs"]]
    assert len(notes) in (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "iOS/Android",
        "and/or",
        "24/7 support",
        "https://example.org/a;b;c",
        "12.05.2024; https://example.org/a",
        "1. 2. 2024",
        "1. Mai",
        "am 1. Mai und am 2. Juni",
        "R&amp;D",
        "smiles ;) and waits",
        "He waits; nobody comes.",
        "“I wait; nobody comes”",
        "2. comes first",
        "1. one 3. three",
        "web / app",
        "swaps / asks; then leaves",
        "a, b, c",
        f"{'long ' * 20}; short",
    ],
)
def test_anything_else_stays_whole(text: str) -> None:
    found, notes = _cards("reads", text, "asks what it costs")
    assert found == [["reads"], [text.replace("\n", " ").strip()], ["asks what it costs"]]
    assert notes == []


def test_a_lane_of_lists_takes_strokes_and_halves_of_sentences_too() -> None:
    found, notes = _cards("web / app", "shop / phone", "waits; asks.", "sits; reads.")
    assert found == [["web", "app"], ["shop", "phone"], ["waits", "asks."], ["sits", "reads."]]
    assert len(notes) == 2


def test_touchpoints_are_listed() -> None:
    assert _cards("web / app", "x", "y", listed=True)[0][0] == ["web", "app"]


def test_nothing_falls_apart_where_it_is_not_wanted() -> None:
    texts = ("a; b; c", "1. a 2. b", "a • b • c")
    assert _cards(*texts, lists=False)[0] == [[text] for text in texts]
    assert _cards("a\nb; c", by_line=False)[0] == [["a\nb; c"]]


def test_an_import_tells_it_once() -> None:
    made = read(b"Stage,Actions,Pains\nFind,looks; asks,slow; dear\nBuy,pays,none\n", "a.csv")
    assert [card.text for card in made.journey.cards.values()] == ["looks", "asks", "pays", "slow", "dear"]
    assert sum("“;”" in note for note in made.notes) == 1


def test_a_reading_without_lists_keeps_them() -> None:
    cells = grid([("Stage", "Actions"), ("Find", "looks; asks"), ("Buy", "pays")])
    made = read_grid(cells, guess(cells), "x")
    assert [card.text for card in made.journey.cards.values()] == ["looks; asks", "pays"]
