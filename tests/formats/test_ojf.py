from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from cjm_desktop.formats import ojf, ojf_writing
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.journey_file import load
from cjm_desktop.formats.registry import export_file, import_file
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import Curve, EmotionPoint, Lane, LaneKind, MapKind, Mark, Stage
from tests.maps import random_map
from tests.strategies import journeys

TEMPLATES = sorted(Path(__file__).parents[2].joinpath("templates").glob("*.cjm"))
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "ojf"


def read(**document: Any) -> Imported:
    return ojf.read(json.dumps(document).encode(), "a.ojf")


def again(journey: Journey) -> Journey:
    return ojf.read(ojf_writing.write(journey).data, "a.ojf").journey


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not here")
@pytest.mark.parametrize("name", ["o01-ecommerce-return", "o03-hotel-check-in-blueprint", "o05-b2b-software-purchase"])
def test_real_documents_are_read_and_written_again(name: str, tmp_path: Path) -> None:
    path = CORPUS / f"{name}.ojf"
    document = json.loads(path.read_text(encoding="utf-8"))
    journey = import_file(path).journey
    assert [stage.name for stage in journey.stages.values()] == [one["name"] for one in document["stages"]]
    labels = [lane.label for lane in journey.lanes.values()]
    assert labels[: len(document["swimlanes"])] == [one["name"] for one in document["swimlanes"]]
    for node in document["nodes"]:
        card = journey.cards[node["id"]]
        assert (card.text, card.note) == (node["title"], node["description"])
        assert (Mark.MOMENT_OF_TRUTH in card.marks) == node.get("isMomentOfTruth", False)
    scores = [node["score"] for node in document["nodes"]]
    assert [point.value for point in journey.points.values()] == [pytest.approx(score / 2.5) for score in scores]
    assert export_file(journey, tmp_path / "a.ojf") == ()
    for node in document["nodes"]:
        node.pop("iconColor", None)
    assert json.loads((tmp_path / "a.ojf").read_bytes()) == document
    made = import_file(tmp_path / "a.ojf").journey
    assert made.model_copy(update={"title": journey.title}) == journey


def _plain(journey: Journey) -> Journey:
    """The map without cards in lanes of values and without curves in lanes of cards, where they would not be seen."""
    lanes = journey.lanes
    cards = [one for one in journey.cards.values() if one.lane is None or lanes[one.lane].kind.holds_cards]
    curves = [one for one in journey.curves.values() if lanes[one.lane].kind is LaneKind.EMOTION]
    points = [one for one in journey.points.values() if one.curve in {curve.id for curve in curves}]
    update = {"cards": Table.of(cards), "curves": Table.of(curves), "points": Table.of(points)}
    return journey.model_copy(update={**update, "connectors": Table(), "metrics": Table()})


def _cards(journey: Journey) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for card in journey.cards.values():
        if card.lane is not None and card.stage is not None:
            channel = channel_of(journey, card)
            name = channel.name.strip().casefold() if channel is not None else None
            truth = Mark.MOMENT_OF_TRUTH in card.marks
            note = card.note if card.text else ""
            found.append((card.id, card.lane, card.stage, card.text or card.note, note, name, truth, card.tags))
    return found


@settings(max_examples=60, deadline=None)
@given(journeys())
def test_a_map_comes_back_up_to_what_is_told_to_be_lost(journey: Journey) -> None:
    journey = _plain(journey)
    made = again(journey)
    assert (made.title, made.scenario) == (journey.title, journey.scenario)
    assert [(one.id, one.name) for one in made.stages.values()] == [
        (one.id, one.name) for one in journey.stages.values()
    ]
    assert [(one.id, one.label) for one in made.lanes.values()] == [
        (one.id, one.label) for one in journey.lanes.values()
    ]
    assert _cards(made) == _cards(journey)
    assert made.points.keys() == journey.points.keys()
    for id_, point in journey.points.items():
        assert (made.points[id_].stage, made.points[id_].label) == (point.stage, point.label)
        assert made.curves[made.points[id_].curve].lane == journey.curves[point.curve].lane
        assert made.points[id_].value == (None if point.value is None else pytest.approx(point.value, abs=1e-4))


def test_the_other_dialect_and_its_blueprint() -> None:
    made = read(
        metadata={"title": "Hotel", "persona": "Ann", "pov": "Arrives late"},
        stages=[{"id": "s1", "name": "Arrival"}],
        swimlanes=[{"id": "l1", "name": "Customer Actions"}],
        nodes=[
            {
                "stageId": "s1",
                "swimlaneId": "l1",
                "title": "Arrives",
                "score": 2.5,
                "sentiment": "glad",
                "blueprint": {
                    "evidence": [{"item": "Sign", "type": "Physical"}],
                    "onstage": [{"actor": "Doorman", "action": "greets"}],
                    "support": [{"system": "Valet", "description": "registers"}],
                },
            }
        ],
    )
    journey = made.journey
    assert (journey.title, journey.scenario, journey.kind.value) == ("Hotel", "Arrives late", "blueprint")
    assert [persona.name for persona in journey.personas.values()] == ["Ann"]
    assert [(card.text, journey.lanes[card.lane or ""].role) for card in journey.cards.values()] == [
        ("Arrives", "customer_actions"),
        ("Sign (Physical)", "physical_evidence"),
        ("Doorman: greets", "frontstage_people"),
        ("Valet: registers", "support"),
    ]
    assert [(point.value, point.label) for point in journey.points.values()] == [(1.0, "glad")]
    assert len(journey.connectors) == 3
    assert [line.kind.value for line in journey.lines.values()] == ["interaction", "internal_interaction"]


def test_what_is_odd_is_taken_as_it_was_meant() -> None:
    made = read(
        stages=["Search", {"id": 2, "name": "Buy"}, 5],
        swimlanes=[{"id": "a b", "name": "Emotions"}, {"name": "Pains"}],
        nodes=[
            {"stageId": 2, "swimlaneId": "a b", "title": "glad", "score": 99},
            {"stageId": "Search", "swimlaneId": "a b", "title": "so so", "score": None},
            {"stageId": "gone", "swimlaneId": "#1", "description": "waits", "icon": "x", "tags": ["channel: Fax"]},
            {"stageId": 2, "swimlaneId": "#1", "title": "slow", "sentiment": "angry", "tags": "no list"},
            "floating",
        ],
    )
    journey = made.journey
    assert journey.title == "a"
    assert [stage.name for stage in journey.stages.values()] == ["Search", "Buy"]
    assert [lane.kind.value for lane in journey.lanes.values()] == ["emotion", "cards"]
    assert [(point.label, point.value) for point in journey.points.values()] == [
        ("glad", 2.0),
        ("so so", None),
        ("angry", -2.0),
    ]
    assert [(card.text, card.stage, card.channel) for card in journey.cards.values()] == [
        ("waits", None, next(iter(journey.channels))),
        ("slow", "2", None),
        ("floating", None, None),
    ]
    assert made.notes == (
        "Some stages are no objects and were left out.",
        "Icons, colours and whatever else a card, stage or lane cannot hold were left out.",
        "Nodes of a stage or swimlane that is not there wait in the parking lot.",
        "Feelings without a score were guessed from their words.",
        "Scores beyond −5 and +5 were taken as −5 and +5.",
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[]", "a.ojf is no Open Journey Format document: it has neither nodes nor stages."),
        (b'{"nodes": 1}', "a.ojf is no Open Journey Format document: it has neither nodes nor stages."),
        (b'{"nodes": [', "a.ojf: line 1, column 12: a value is expected."),
        (b'{"stages": ["\\ud800"]}', "half of a character"),
        (json.dumps({"nodes": [{}] * 20_001}).encode(), "a.ojf holds 20,001 nodes; 20,000 are the most."),
        (json.dumps({"stages": [{}] * 1_001}).encode(), "a.ojf holds 1,001 stages; 1,000 are the most."),
    ],
    ids=["list", "number", "cut", "surrogate", "nodes", "stages"],
)
def test_anything_else_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(FileProblem) as caught:
        ojf.read(data, "a.ojf")
    assert said in str(caught.value)


def test_texts_that_are_too_long_are_cut_and_told() -> None:
    made = read(stages=[{"name": "x" * 3_000}], nodes=[])
    assert len(next(iter(made.journey.stages.values())).name) == 2_000
    assert made.notes == ("Texts that were too long were cut.",)


def test_losses_are_told() -> None:
    (note, metrics) = ojf_writing.write(random_map(4, cards=120, lanes=12)).notes
    assert note.startswith("Left out, because such a file cannot hold it: objective, scope")
    for word in ("evidence of cards", "arrows", "pictures"):
        assert f" {word};" in note or note.endswith(f" {word}.")
    assert metrics == "The values of metrics became cards."
    few = Journey(stages=Table.of([Stage(id="s", name="Buy")]), lanes=Table.of([Lane(id="l", kind=LaneKind.EMOTION)]))
    assert ojf_writing.write(few).notes == ()


def test_several_curves_stay_apart() -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s", name="Buy")]),
        lanes=Table.of([Lane(id="l", kind=LaneKind.EMOTION, role="emotions", label="Emotions")]),
        curves=Table.of([Curve(id="a", lane="l", label="Ann"), Curve(id="b", lane="l", label="Bob")]),
        points=Table.of(
            [
                EmotionPoint(id="p", curve="a", stage="s", value=1),
                EmotionPoint(id="q", curve="b", stage="s", value=-1),
            ]
        ),
    )
    made = again(journey)
    assert [curve.label for curve in made.curves.values()] == ["Ann", "Bob"]
    assert made.points["q"].curve != made.points["p"].curve


def _written(journey: Journey) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(ojf_writing.write(journey).data)
    return made


def _stays(journey: Journey) -> None:
    first = ojf_writing.write(journey).data
    made = ojf.read(first, "a.ojf").journey
    assert ojf_writing.write(made).data == first
    assert ojf.read(first, "b.ojf").journey == made
    # What an import makes, the next export loses nothing of.
    assert ojf_writing.write(made).notes == ()


@settings(max_examples=60, deadline=None)
@given(journeys())
def test_the_next_export_says_the_same(journey: Journey) -> None:
    _stays(journey)


@pytest.mark.parametrize("seed", range(5))
def test_the_next_export_of_a_believable_map_says_the_same(seed: int) -> None:
    _stays(random_map(seed, cards=80))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_next_export_of_a_template_says_the_same(path: Path) -> None:
    _stays(load(path).journey)


@settings(max_examples=60, deadline=None)
@given(journeys())
def test_an_import_gives_back_whatever_is_not_told_to_be_lost(journey: Journey) -> None:
    made = again(journey)
    told = " ".join(ojf_writing.write(journey).notes)
    held = {card.id: card for card in journey.cards.values() if card.id in made.cards}
    for words, lost in {
        "which kind of map it is": made.kind != journey.kind,
        "cards of the parking lot": any(card.lane is None or card.stage is None for card in journey.cards.values()),
        "cards in lanes that show none": any(
            card.lane and card.stage and journey.lanes[card.lane].kind is LaneKind.EMOTION
            for card in journey.cards.values()
        ),
        "where in its stage an emotion point stands": any(
            abs(point.position - journey.points[id_].position) > 0.01 for id_, point in made.points.items()
        ),
        "arrows": len(made.connectors) != len(journey.connectors),
        "colours of cards": any(card.accent for card in held.values()),
        "signs of channels": bool({one.icon for one in journey.channels.values()} - {"circle-dot"}),
        "hints": [lane.hint for lane in made.lanes.values()] != [lane.hint for lane in journey.lanes.values()],
        "what some lanes are for": [(lane.kind, lane.role) for lane in made.lanes.values()]
        != [(lane.kind, lane.role) for lane in journey.lanes.values()],
    }.items():
        assert words in told or not lost, words
    seen = {curve.id for curve in journey.curves.values() if journey.lanes[curve.lane].kind is LaneKind.EMOTION}
    assert made.points.keys() == {id_ for id_, point in journey.points.items() if point.curve in seen}


def _scored() -> Journey:
    """Two steps with scores, and the lane of emotions that an import makes for them."""
    return read(
        stages=[{"id": "s", "name": "Buy"}, {"id": "t", "name": "Use"}],
        swimlanes=[{"id": "l", "name": "Actions"}],
        nodes=[
            {"id": "a", "stageId": "s", "swimlaneId": "l", "title": "pays", "score": -3, "sentiment": "angry"},
            {"id": "b", "stageId": "s", "swimlaneId": "l", "title": "waits", "score": 1},
            {"id": "c", "stageId": "t", "swimlaneId": "l", "title": "uses", "sentiment": "happy"},
        ],
    ).journey


def _nodes(journey: Journey) -> list[tuple[object, ...]]:
    return [
        (node["id"], node.get("score", "none"), node.get("sentiment", ""), node.get("purpose", ""))
        for node in _written(journey)["nodes"]
    ]


def test_a_score_stays_on_its_node_while_the_map_is_edited() -> None:
    journey = _scored()
    assert _nodes(journey) == [("a", -3, "angry", ""), ("b", 1, "", ""), ("c", 5, "happy", "")]
    assert [lane["name"] for lane in _written(journey)["swimlanes"]] == ["Actions"]
    point = journey.points[ojf.felt_id("a")]
    curve = next(iter(journey.curves.values()))
    more = EmotionPoint(id="new", curve=curve.id, stage="s", position=0.5, value=0, label="hm")
    points = {**journey.points, point.id: point.model_copy(update={"value": 2.0}), "new": more}
    edited = journey.model_copy(update={"points": Table(points)})
    assert _nodes(edited) == [
        ("a", 5, "angry", ""),
        ("new", 0, "", "emotion"),
        ("b", 1, "", ""),
        ("c", 5, "happy", ""),
    ]
    assert [lane["name"] for lane in _written(edited)["swimlanes"]] == ["Actions", "Emotions"]
    _stays(edited)
    # Where the card is gone, its feeling is not.
    gone = journey.model_copy(update={"cards": Table.of([one for one in journey.cards.values() if one.id != "a"])})
    assert _nodes(gone) == [("a.felt", -3, "", "emotion"), ("b", 1, "", ""), ("c", 5, "happy", "")]
    _stays(gone)


def test_a_lane_of_emotions_under_another_name_stays_one() -> None:
    journey = _scored()
    lane = next(one for one in journey.lanes.values() if one.kind is LaneKind.EMOTION)
    renamed = journey.model_copy(
        update={"lanes": Table({**journey.lanes, lane.id: lane.model_copy(update={"label": "Sam's day"})})}
    )
    assert _written(renamed)["swimlanes"][1] == {"id": lane.id, "name": "Sam's day", "purpose": "emotions"}
    assert _nodes(renamed) == _nodes(journey)
    _stays(renamed)


def test_what_a_node_of_emotions_says_beside_its_words_is_told_to_be_left_out() -> None:
    made = read(
        stages=[{"id": "s", "name": "Buy", "overrideEmotion": 3}],
        swimlanes=[{"id": "e", "name": "Emotions"}],
        nodes=[{"stageId": "s", "swimlaneId": "e", "title": "Sad", "score": -3, "purpose": "pain", "tags": ["x"]}],
    )
    assert made.notes == (
        "Icons, colours and whatever else a card, stage or lane cannot hold were left out.",
        "Of nodes in lanes of emotions only the words and the score were kept.",
    )


def _blueprint() -> Journey:
    parts = {
        "evidence": [{"item": "Sign", "type": "Physical"}],
        "onstage": [{"actor": "Doorman", "action": "greets"}, {"action": "waits"}],
        "support": [{"system": "Valet", "description": "registers"}],
    }
    node = {"id": "n", "stageId": "s", "swimlaneId": "l", "title": "Arrives", "description": ""}
    return read(
        metadata={"title": "Hotel", "persona": "Ann", "pov": "Late", "version": "1.1.0"},
        stages=[{"id": "s", "name": "Arrival"}],
        swimlanes=[{"id": "l", "name": "Customer Actions"}],
        nodes=[{**node, "blueprint": parts}],
    ).journey


def test_a_blueprint_goes_back_into_its_nodes() -> None:
    journey = _blueprint()
    made = _written(journey)
    assert set(made) == {"metadata", "stages", "swimlanes", "nodes"}
    assert made["metadata"] == {"title": "Hotel", "persona": "Ann", "pov": "Late", "version": "1.1.0"}
    assert [lane["id"] for lane in made["swimlanes"]] == ["l"]
    assert made["nodes"][0]["blueprint"]["onstage"] == [{"actor": "Doorman", "action": "greets"}, {"action": "waits"}]
    _stays(journey)


def test_a_card_that_says_more_than_an_entry_can_stays_a_node() -> None:
    journey = _blueprint()
    card = next(one for one in journey.cards.values() if one.text == "Doorman: greets")
    cards = {**journey.cards, card.id: card.model_copy(update={"note": "smiles"})}
    noted = journey.model_copy(update={"cards": Table(cards)})
    made = _written(noted)
    assert [lane["name"] for lane in made["swimlanes"]] == ["Customer Actions", "Frontstage people"]
    assert [node["title"] for node in made["nodes"]] == ["Arrives", "Doorman: greets", "waits"]
    assert set(made["nodes"][0]["blueprint"]) == {"evidence", "support"}
    assert any("arrows" in note for note in ojf_writing.write(noted).notes)
    assert again(noted).kind is journey.kind


def test_curves_of_one_name_stay_apart() -> None:
    journey = Journey(
        stages=Table.of([Stage(id="s", name="Buy")]),
        lanes=Table.of([Lane(id="l", kind=LaneKind.EMOTION, role="emotions", label="Emotions")]),
        curves=Table.of([Curve(id=id_, lane="l", label="Ann") for id_ in "abc"]),
        points=Table.of([EmotionPoint(id=f"p{id_}", curve=id_, stage="s", value=1) for id_ in "abc"]),
    )
    assert [curve.label for curve in again(journey).curves.values()] == ["Ann", "Ann (2)", "Ann (3)"]
    _stays(journey)


def test_points_that_will_stand_elsewhere_are_told() -> None:
    journey = Journey(
        kind=MapKind.OTHER,
        stages=Table.of([Stage(id="s", name="Buy")]),
        lanes=Table.of([Lane(id="l", kind=LaneKind.EMOTION, role="emotions", label="Emotions")]),
        curves=Table.of([Curve(id="a", lane="l")]),
        points=Table.of([EmotionPoint(id="p", curve="a", stage="s", position=0.52, value=1)]),
    )
    assert ojf_writing.write(journey).notes == (
        "Left out, because such a file cannot hold it: where in its stage an emotion point stands.",
    )
