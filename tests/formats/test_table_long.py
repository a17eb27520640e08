"""A hand-made list with a row for each card becomes the map that it lists, with what its other columns say of each card."""

from __future__ import annotations

import pytest

from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import read, tables_in
from cjm_desktop.formats.table import grid
from cjm_desktop.formats.table_long import long_table
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Card, Evidence
from cjm_desktop.model.rules import repair

LIST = """Stage,Lane,Text,Channel,Owner,Evidence
Find,Actions,googles,search,,
Find,Pain points,slow,,Ann,observed
Find,Actions,asks a friend,,,"interviews, n = 18"
Buy,Touchpoints,Checkout,web,Bob,
Buy,Emotions,happy,,,
Find,Pain points,ugly,,,assumption
"""


def imported(text: str, name: str = "a.csv") -> Imported:
    made = read(text.encode(), name)
    assert repair(made.journey)[0] is made.journey
    return made


def card(journey: Journey, text: str) -> Card:
    return next(card for card in journey.cards.values() if card.text == text)


def test_rows_are_cards_of_their_lanes_and_stages() -> None:
    made = imported(LIST)
    journey = made.journey
    assert [stage.name for stage in journey.stages.values()] == ["Find", "Buy"]
    assert [lane.role for lane in journey.lanes.values()] == ["actions", "pains", "touchpoints", "emotions"]
    assert [one.text for one in journey.cards.values()] == ["googles", "asks a friend", "slow", "ugly", "Checkout"]
    assert [point.value for point in journey.points.values()] == [2.0]
    assert "The table was read as a list with a row for each card." in made.notes


def test_other_columns_say_more_of_each_card() -> None:
    journey = imported(LIST).journey
    assert card(journey, "googles").channel == "search"
    assert card(journey, "Checkout").channel == "web"
    assert card(journey, "slow").owner == "Ann"
    found = [card(journey, text).evidence for text in ("slow", "ugly", "asks a friend", "googles")]
    assert [proof and proof.status for proof in found] == [Evidence.OBSERVED, Evidence.ASSUMED, Evidence.OBSERVED, None]
    assert found[2] is not None
    assert (found[2].source, found[2].count) == ("interviews, n = 18", 18)


@pytest.mark.parametrize(
    "head",
    [
        "Phase,Row,Note",
        "Phase,Category,Text",
        "Stage,Type,Description",
        "Schritt,Zeile,Inhalt",
        "Étape,Catégorie,Texte",
        "Etapa,Categoría,Texto",
        "Этап,Дорожка,Текст",
        "阶段,泳道,内容",
        "ステージ,レーン,テキスト",
    ],
)
def test_it_is_known_in_other_words(head: str) -> None:
    journey = imported(f"{head}\nFind,Actions,looks\nFind,Pains,slow\nBuy,Actions,pays\nBuy,Actions,waits\n").journey
    assert [stage.name for stage in journey.stages.values()] == ["Find", "Buy"]
    assert [lane.role for lane in journey.lanes.values()] == ["actions", "pains"]
    assert len(journey.cards) == 4


def test_columns_in_another_order_with_gaps_and_unknown_ones() -> None:
    text = 'Lane,Text,Stage,Cost,Comment,Tags\nActions,looks,Find,3 EUR,nice,"a, b"\n,asks,,,,\nPains,slow,Buy,,,\n'
    made = imported(text)
    journey = made.journey
    assert [(one.text, journey.stages[one.stage or ""].name) for one in journey.cards.values()] == [
        ("looks", "Find"),
        ("asks", "Find"),
        ("slow", "Buy"),
    ]
    assert card(journey, "looks").note == "Cost: 3 EUR\nnice"
    assert card(journey, "looks").tags == ("a", "b")
    assert "“Cost” stands in the notes of cards." in made.notes


def test_what_a_feeling_cannot_have_is_told() -> None:
    made = imported("Stage,Lane,Text,Owner\nFind,Actions,looks,Ann\nBuy,Emotions,happy,Bob\nFind,Emotions,sad,\n")
    assert any("cannot have it: “Owner”" in note for note in made.notes)


def test_stages_may_be_turned_in_the_dialog() -> None:
    found = tables_in(LIST.encode(), "a.csv")
    assert found is not None
    assert found.tables[0].grid.rows[0] == ("Stage", "Find", "Find", "Buy")


@pytest.mark.parametrize(
    "text",
    [
        "Stage,Type,Description\nFind,digital,looks\nBuy,personal,pays\n",
        "Stage,Actions,Pains\nFind,a,b\nBuy,c,d\n",
        "Kind,Area,Text\nActions,Find,a\nPains,Buy,b\n",
        "Stage,Lane,Text\nFind,Actions,a\n",
    ],
)
def test_other_tables_are_no_lists_of_cards(text: str) -> None:
    assert long_table(grid([line.split(",") for line in text.splitlines()])) is None


def test_a_list_that_would_make_too_large_a_table_is_left_as_it_is() -> None:
    rows = [("Stage", "Lane", "Text"), *((f"S{n}", "Actions" if n % 2 else f"L{n}", "x") for n in range(2_000))]
    assert long_table(grid(rows)) is None
