"""Headings of feelings that name people, and columns of personas, give each a curve of their own."""

from __future__ import annotations

import pytest

from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import read
from cjm_desktop.formats.table import write_separated
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.rules import repair


def _read(*rows: str) -> Imported:
    made = read(write_separated([row.split("|") for row in rows]).encode(), "a.tsv")
    assert repair(made.journey)[0] is made.journey
    return made


def _curves(journey: Journey) -> dict[str, list[float | None]]:
    """The values of each curve by the name of its persona."""
    found: dict[str, list[float | None]] = {}
    for curve in journey.curves.values():
        name = journey.personas[curve.persona].name if curve.persona else ""
        found[name] = [point.value for point in journey.points.values() if point.curve == curve.id]
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Emotion (Anna)", "Emotion (Ben)"),
        ("Anna – Gefühle", "Ben – Gefühle"),
        ("Emotions: Anna", "Emotions: Ben"),
        ("Anna's feelings", "Ben's feelings"),
        ("Эмоции (Anna)", "Эмоции (Ben)"),
        ("感情（Anna）", "感情（Ben）"),
    ],
)
def test_people_in_headings_of_feelings(one: str, other: str) -> None:
    found = _read("Stage|Search|Buy|Use", "Actions|a|b|c", f"{one}|4|2|5", f"{other}|2|3|1")
    assert _curves(found.journey) == {"Anna": [1, -1, 2], "Ben": [-1, 0, -2]}
    assert any("Personas were made: “Anna”, “Ben”" in note for note in found.notes)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Emotion (before)", "Emotion (after)"), ("Emotion (1-5)", "Mood (1-5)"), ("Emotion", "Feelings (Anna)")],
)
def test_other_words_beside_feelings_are_nobody(one: str, other: str) -> None:
    found = _read("Stage|Search|Buy|Use", "Actions|a|b|c", f"{one}|4|2|5", f"{other}|2|3|1")
    assert not found.journey.personas


def test_a_persona_that_the_table_tells_of_beside_is_made_once() -> None:
    found = _read(
        "Persona: Anna|||",
        "|||",
        "Stage|Search|Buy|Use",
        "Actions|a|b|c",
        "Emotion (Anna)|4|2|5",
        "Emotion (Ben)|2|3|1",
    )
    assert sorted(persona.name for persona in found.journey.personas.values()) == ["Anna", "Ben"]


def test_a_column_of_personas_gives_each_a_curve() -> None:
    found = _read(
        "Stage|Persona|Actions|Emotions",
        "Search|Anna|googles|happy",
        "Search|Ben|asks|sad",
        "Buy|Anna|pays|angry",
        "Buy|Ben|leaves|neutral",
    )
    journey = found.journey
    assert _curves(journey) == {"Anna": [2, -2], "Ben": [-1, 0]}
    owners = [journey.personas[card.persona or ""].name for card in journey.cards.values()]
    assert owners == ["Anna", "Ben", "Anna", "Ben"]
    assert [lane.label for lane in journey.lanes.values()] == ["Actions", "Emotions"]
    assert not any("Left out" in note for note in found.notes)


def test_a_column_in_which_nobody_stands_again_is_a_lane() -> None:
    journey = _read("Stage|Persona|Actions|Emotions", "Search|Anna|googles|happy", "Buy|Ben|pays|sad").journey
    assert not journey.personas
    assert [lane.label for lane in journey.lanes.values()] == ["Persona", "Actions", "Emotions"]
