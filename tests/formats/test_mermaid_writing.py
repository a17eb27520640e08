from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from cjm_desktop.formats import mermaid
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.mermaid_writing import write
from cjm_desktop.formats.registry import export_file, import_file
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Curve, EmotionPoint, Lane, LaneKind, Persona, Stage
from tests.maps import random_map
from tests.strategies import journeys

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "mermaid"
FILES = sorted(CORPUS.glob("*.mmd"))


def read(data: bytes) -> Imported:
    return mermaid.read(data.decode(), "a.mmd")


def seen(text: str) -> str:
    """A text without margins, as the importer keeps it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in "\n".join(lines).strip().split("\n")).strip()


@pytest.mark.skipif(not FILES, reason="the corpus of Mermaid files is not there (../shared/corpus/mermaid)")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_diagrams_come_back(path: Path, tmp_path: Path) -> None:
    journey = import_file(path).journey
    export_file(journey, tmp_path / path.name)
    made = import_file(tmp_path / path.name).journey
    values = [point.value or 0.0 for point in journey.points.values()]
    assert [point.value for point in made.points.values()] == pytest.approx(values, abs=1e-3)
    assert [point.model_copy(update={"value": None}) for point in made.points.values()] == [
        point.model_copy(update={"value": None}) for point in journey.points.values()
    ]
    assert made.model_copy(update={"points": journey.points}) == journey


def _tasks(journey: Journey, lane: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for stage in journey.stages.values():
        found += [
            (stage.name, card.text, sorted(_actors(journey, card)))
            for card in journey.cards.values()
            if card.lane == lane and card.stage == stage.id
        ]
    return found


def _actors(journey: Journey, card: Card) -> list[str]:
    return [journey.personas[card.persona].name] if card.persona else list(card.tags)


@settings(max_examples=80, deadline=None)
@given(journeys())
def test_the_tasks_of_a_map_come_back(journey: Journey) -> None:
    lanes = Table.of([Lane(id="the-lane", role="actions", label="Actions"), *journey.lanes.values()])
    cards = []
    for card in journey.cards.values():
        names = {seen(one.name) for one in journey.personas.values()}
        tags = () if card.persona and seen(journey.personas[card.persona].name) else ("no persona's",)
        update = {"lane": "the-lane", "text": seen(card.text), "channel": None, "tags": tags}
        assert "no persona's" not in names
        cards.append(card.model_copy(update=update))
    people = [one.model_copy(update={"name": seen(one.name), "primary": False}) for one in journey.personas.values()]
    stages = [one.model_copy(update={"name": seen(one.name)}) for one in journey.stages.values()]
    journey = journey.model_copy(
        update={"lanes": lanes, "cards": Table.of(cards), "personas": Table.of(people), "stages": Table.of(stages)}
    )
    made = read(write(journey).data).journey
    assert made.title == (seen(journey.title) or "a")
    assert made.note == seen(journey.note)
    assert [stage.name for stage in made.stages.values()] == [stage.name for stage in journey.stages.values()]
    wanted = [
        (stage, text, [one for one in actors if one and one != "no persona's"])
        for stage, text, actors in _tasks(journey, "the-lane")
        if isinstance(actors, list)
    ]
    assert _tasks(made, next(iter(made.lanes), "")) == wanted


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("pays: 5, cash", "pays#58; 5, cash: 3"),
        ("section two", "#115;ection two: 3"),
        ("%%{init}%%", "#37;#37;#123;init#125;#37;#37;: 3"),
        ("```", "#96;``: 3"),
        ("a<br>b & #1;", "a#60;br#62;b #38; #35;1#59;: 3"),
        ("two\nlines", "two<br>lines: 3"),
        (" ", "#160;: 3"),
        ("100 %", "100 %: 3"),
    ],
)
def test_what_means_something_in_a_diagram_is_written_as_an_entity(text: str, line: str) -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s", name="Buy")]),
        lanes=Table.of([Lane(id="l", label="Actions")]),
        cards=Table.of([Card(id="c", lane="l", stage="s", text=text)]),
    )
    data = write(journey).data
    assert data.decode().splitlines()[2].strip() == line
    assert next(iter(read(data).journey.cards.values())).text == text.strip()


def test_scores_and_actors_are_those_of_the_map() -> None:
    journey = Journey(
        title="Ride",
        note="first\n\nlast }",
        personas=Table.of([Persona(id="p", name="Masha, Ann", primary=True)]),
        stages=Table.of([Stage(id="s", name="Search"), Stage(id="t", name="Buy")]),
        lanes=Table.of(
            [
                Lane(id="x", role="pains", label="Pains"),
                Lane(id="l", role="actions", label="Actions"),
                Lane(id="e", kind=LaneKind.EMOTION),
            ]
        ),
        cards=Table.of(
            [
                Card(id="a", lane="l", stage="s", text="looks"),
                Card(id="b", lane="l", stage="s", text="asks"),
                Card(id="c", lane="l", stage="t", channel="phone"),
                Card(id="d", lane="x", stage="t", text="slow"),
            ]
        ),
        curves=Table.of([Curve(id="k", lane="e")]),
        points=Table.of(
            [
                EmotionPoint(id="q", curve="k", stage="s", position=0.9, value=1.25),
                EmotionPoint(id="r", curve="k", stage="s", position=0.1, value=-2),
                EmotionPoint(id="u", curve="k", stage="s", position=0.05, value=2),
            ]
        ),
    )
    made = write(journey)
    assert made.data.decode() == (
        "journey\n    title Ride\n    accDescr {\n        first\n        #160;\n        last #125;\n    }\n"
        "    section Search\n      looks: 1: Masha#44; Ann\n      asks: 4.25: Masha#44; Ann\n"
        "    section Buy\n      Phone: 3: Masha#44; Ann\n"
    )
    assert made.notes == (
        "The cards of “Actions” became tasks; 1 card of another lane was left out.",
        "Tasks of which nobody says how they feel got a 3, the middle of the scale.",
        "Left out, because such a file cannot hold it: channels of cards; where in its stage an emotion point stands.",
    )
    assert read(made.data).journey.note == "first\n\nlast }"


def test_a_large_map_is_written() -> None:
    journey = random_map(5, cards=300)
    assert len(read(write(journey).data).journey.stages) == len(journey.stages)
    assert write(Journey()).data == b"journey\n"
