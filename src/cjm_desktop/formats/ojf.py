"""The Open Journey Format (`.ojf`, JSON) goes in, a journey comes out: nodes are cards, their scores (-5 to +5) a curve.

Both dialects are read: the title, persona and point of view in the document itself or in its `metadata`, and blueprints
inside nodes, which become lanes of their own. What is of another type than it should be is passed over, not refused.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from cjm_desktop.formats import strict_json
from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.imported import Imported, Notes
from cjm_desktop.formats.language import guess, sentence
from cjm_desktop.formats.reading import decoded
from cjm_desktop.model.catalogue import BLUEPRINT_LINES, CHANNELS, ROLES
from cjm_desktop.model.feelings import feeling_in
from cjm_desktop.model.ids import is_id
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.lane_words import role_named
from cjm_desktop.model.records import (
    EMOTION_MAX,
    NAME_MAX,
    TEXT_MAX,
    Card,
    Channel,
    Connector,
    ConnectorKind,
    Curve,
    EmotionPoint,
    Lane,
    LaneKind,
    MapKind,
    Mark,
    Persona,
    Stage,
)

#: A score of this, or of its negative, is the strongest feeling.
SCORE_MAX = 5.0
#: The purpose of nodes that are points of a curve.
EMOTION = "emotion"
#: How tags say what a node has fields for and a card has not, or the other way round.
PURPOSE, SEVERITY, CHANNEL, CURVE = "purpose: ", "severity: ", "channel: ", "curve: "

_STAGES_MOST, _LANES_MOST, _NODES_MOST, PARTS_MOST = 1_000, 1_000, 20_000, 200
#: The parts of a node's blueprint, the role of the lane that each becomes, and how an entry of it reads.
BLUEPRINT = {
    "evidence": ("physical_evidence", "item", "type"),
    "onstage": ("frontstage_people", "action", "actor"),
    "backstage": ("backstage_people", "action", "actor"),
    "support": ("support", "description", "system"),
}
_KNOWN = frozenset(
    [
        "id",
        "stageId",
        "swimlaneId",
        "title",
        "description",
        "severity",
        "score",
        "sentiment",
        "purpose",
        "tags",
        "isMomentOfTruth",
        "blueprint",
    ]
)
_KNOWN_OF_LANES = frozenset(["id", "name", "purpose", "title"])


def felt_id(card: str) -> str:
    """The id of the emotion point that is the score of a node: made of the node's, by which it finds back to it."""
    made = f"{card}.felt"
    return made if is_id(made) else f"felt-{hashlib.sha256(card.encode()).hexdigest()[:20]}"


def kind_of(purpose: str, label: str) -> tuple[LaneKind, str]:
    """The kind and role of a lane: of a purpose, if it names a role or kind, else of what people call it.

    Values of metrics are nodes and so words: their lanes hold cards.
    """
    named = role_named(label) or "own"
    role = purpose if purpose in ROLES else named
    kind = LaneKind(purpose) if purpose not in ROLES and purpose in set(LaneKind) else ROLES[role].kind
    return (LaneKind.CARDS if kind is LaneKind.METRIC else kind), role


def words_of(part: str, entry: dict[str, Any]) -> str:
    """How an entry of a part of a node's blueprint reads on a card."""
    _, said, by = BLUEPRINT[part]
    text, who = str(entry.get(said, "")), str(entry.get(by, ""))
    if part == "evidence" and who and text:
        return f"{text} ({who})"
    return ": ".join(one for one in (who, text) if one)


def title_of(scenario: str) -> str:
    """What a map is called that its document gives no title: by its point of view."""
    return scenario.partition("\n")[0][:NAME_MAX]


def read(data: bytes, name: str) -> Imported:
    """The journey in the bytes of a file; FileProblem where they are no such document or hold too much."""
    shown_name = file_name(name)
    document = strict_json.parse(decoded(data, name), shown_name)
    if not isinstance(document, dict) or not isinstance(document.get("nodes", document.get("stages")), list):
        raise FileProblem(f"{shown_name} is no Open Journey Format document: it has neither nodes nor stages.")
    flaw = strict_json.flaw(document)
    if flaw:
        raise FileProblem(f"{shown_name}: {flaw}.")
    return _Reader(document, shown_name).made(PurePath(name).stem)


@dataclass(frozen=True, slots=True)
class _Felt:
    """A feeling: where (lane "": that of all scores of cards), on which curve ("": the persona's), how and in what words."""

    stage: str
    lane: str
    curve: str
    value: float | None
    words: str
    id: str
    marks: tuple[Mark, ...] = ()


class _Reader:
    """Builds the map of a document."""

    def __init__(self, document: dict[str, Any], name: str) -> None:
        self._document, self._name = document, name
        self._notes = Notes()
        self._taken: set[str] = {line.id for line in BLUEPRINT_LINES.values()}
        self._number = 0
        #: Ids of the document, which keep what they name, wherever it stands.
        self._given = {
            str(entry.get("id"))
            for table in ("stages", "swimlanes", "nodes")
            for entry in _list(document.get(table))
            if isinstance(entry, dict)
        }
        self._cut = self._beyond = False
        self._stages: dict[str, Stage] = {}
        self._lanes: dict[str, Lane] = {}
        self._channels: dict[str, Channel] = {}
        self._cards: list[Card] = []
        self._connectors: list[Connector] = []
        #: What people feel, in document order.
        self._felt: list[_Felt] = []

    def made(self, stem: str) -> Imported:
        document = self._document
        inner = document.get("metadata")
        about: dict[str, Any] = {**document, **inner} if isinstance(inner, dict) else document
        person = self._text(about.get("persona"), NAME_MAX)
        scenario = self._text(about.get("pointOfView") or about.get("pov"), TEXT_MAX)
        named = about.get("title", about.get("name"))
        title = self._text(named, NAME_MAX)
        for entry in self._entries("stages", _STAGES_MOST):
            id_ = self._id(entry.get("id"), "stage")
            self._only(entry, _KNOWN_OF_LANES)
            self._stages[self._key(entry, len(self._stages))] = Stage(
                id=id_, name=self._text(entry.get("name"), NAME_MAX)
            )
        nodes = list(self._entries("nodes", _NODES_MOST))
        self._make_lanes(nodes)
        for node in nodes:
            self._add_node(node)
        if self._cut:
            self._notes.add("texts that were too long were cut")
        if self._beyond:
            self._notes.add("scores beyond −5 and +5 were taken as −5 and +5")
        personas = [Persona(id=self._id(None, "persona"), name=person, primary=True)] if person else []
        lanes, curves, points = self._curves(personas)
        is_blueprint = (isinstance(inner, dict) and "pov" in inner) or any(key.startswith("\0") for key in self._lanes)
        journey = Journey(
            title=title if named is not None else title_of(scenario) or stem[:NAME_MAX],
            kind=MapKind.BLUEPRINT if is_blueprint else MapKind.OTHER,
            scenario=scenario,
            personas=Table.of(personas),
            channels=Table.of(self._channels.values()),
            stages=Table.of(self._stages.values()),
            lanes=Table.of(lanes),
            lines=Table.of(
                line
                for line in BLUEPRINT_LINES.values()
                if is_blueprint and any(lane.role in line.before for lane in lanes)
            ),
            cards=Table.of(self._cards),
            curves=Table.of(curves),
            points=Table.of(points),
            connectors=Table.of(self._connectors),
        )
        spoken = guess(" ".join(card.text for card in self._cards))
        if spoken:
            journey = journey.model_copy(update={"language": spoken})
            self._notes.add(sentence(spoken).rstrip("."))
        return Imported(journey, self._notes.sentences())

    def _entries(self, name: str, most: int) -> Iterator[dict[str, Any]]:
        found = self._document.get(name)
        if not isinstance(found, list):
            return
        if len(found) > most:
            raise FileProblem(f"{self._name} holds {len(found):,} {name}; {most:,} are the most.")
        for entry in found:
            if isinstance(entry, dict):
                yield entry
            elif isinstance(entry, str):
                yield {"id": entry, "name": entry, "title": entry}
            else:
                self._notes.add(f"some {name} are no objects and were left out")

    def _only(self, entry: dict[str, Any], known: frozenset[str]) -> None:
        if not known.issuperset(entry):
            self._notes.add("icons, colours and whatever else a card, stage or lane cannot hold were left out")

    def _text(self, value: object, most: int) -> str:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = f"{value:g}"
        if not isinstance(value, str):
            return ""
        self._cut = self._cut or len(value) > most
        return value[:most]

    @staticmethod
    def _key(entry: dict[str, Any], number: int) -> str:
        """By what nodes name a stage or swimlane."""
        return str(entry.get("id", f"#{number}"))[:NAME_MAX]

    def _id(self, wanted: object, word: str) -> str:
        """The id that the document gives, where it can be one and is not taken; else a new one."""
        made = str(wanted)[:100] if isinstance(wanted, (str, int)) else ""
        if not is_id(made) or made in self._taken:
            while not made.startswith(word) or made in self._taken or made in self._given:
                self._number += 1
                made = f"{word}-{self._number}"
        self._taken.add(made)
        return made

    def _make_lanes(self, nodes: list[dict[str, Any]]) -> None:
        scored: dict[str, bool] = {}
        felt: dict[str, bool] = {}
        for node in nodes:
            key = str(node.get("swimlaneId"))
            scored[key] = scored.get(key, True) and "score" in node
            felt[key] = felt.get(key, True) and node.get("purpose") == EMOTION
        for entry in self._entries("swimlanes", _LANES_MOST):
            key, label = self._key(entry, len(self._lanes)), self._text(entry.get("name"), NAME_MAX)
            kind, role = kind_of(self._text(entry.get("purpose"), NAME_MAX), label)
            self._only(entry, _KNOWN_OF_LANES)
            if felt.get(key) or (kind is LaneKind.EMOTION and scored.get(key, True)):
                kind = LaneKind.EMOTION
            elif kind is LaneKind.EMOTION:
                # Its nodes are words, not values.
                kind = LaneKind.CARDS
            self._lanes[key] = Lane(id=self._id(entry.get("id"), "lane"), kind=kind, role=role, label=label)

    def _add_node(self, node: dict[str, Any]) -> None:
        stage = self._stages.get(str(node.get("stageId")))
        lane = self._lanes.get(str(node.get("swimlaneId")))
        title, told = self._text(node.get("title"), TEXT_MAX), self._text(node.get("description"), TEXT_MAX)
        sentiment = self._text(node.get("sentiment"), TEXT_MAX)
        tags = [self._text(tag, TEXT_MAX) for tag in _list(node.get("tags"))[:PARTS_MOST]]
        self._only(node, _KNOWN)
        score = self._score(node)
        marks = (Mark.MOMENT_OF_TRUTH,) if node.get("isMomentOfTruth") is True else ()
        feels = lane is not None and lane.kind is LaneKind.EMOTION
        if stage is not None and (feels or node.get("purpose") == EMOTION):
            curve = next((tag.removeprefix(CURVE)[:NAME_MAX] for tag in tags if tag.startswith(CURVE)), "")
            words = "\n".join(text for text in (title, told) if text) or sentiment
            if len(tags) > bool(curve) or node.get("purpose", EMOTION) != EMOTION or sentiment not in ("", words):
                self._notes.add("of nodes in lanes of emotions only the words and the score were kept")
            home = lane.id if lane is not None and feels else ""
            self._felt.append(_Felt(stage.id, home, curve, score, words, self._id(node.get("id"), "point"), marks))
            return
        if stage is None or lane is None:
            self._notes.add("nodes of a stage or swimlane that is not there wait in the parking lot")
        channel = next((tag for tag in tags if tag.startswith(CHANNEL)), None)
        if channel is not None:
            tags.remove(channel)
        for prefix, key in ((PURPOSE, "purpose"), (SEVERITY, "severity")):
            word = self._text(node.get(key), TEXT_MAX - len(prefix))
            if word:
                tags.append(prefix + word)
        card = Card(
            id=self._id(node.get("id"), "card"),
            lane=lane.id if lane is not None else None,
            stage=stage.id if stage is not None else None,
            text=title or told,
            note=told if title else "",
            channel=None if channel is None else self._channel(channel.removeprefix(CHANNEL)),
            tags=tuple(tags),
            marks=marks,
        )
        self._cards.append(card)
        if stage is not None and ("score" in node or sentiment):
            if "score" not in node:
                score = feeling_in(sentiment)
                self._notes.add("feelings without a score were guessed from their words")
            self._felt.append(_Felt(stage.id, "", "", score, sentiment, self._id(felt_id(card.id), "point")))
        if isinstance(node.get("blueprint"), dict):
            self._add_blueprint(card, node["blueprint"])

    def _score(self, node: dict[str, Any]) -> float | None:
        """The feeling that a node's score says, from -2 to +2."""
        score = node.get("score")
        if isinstance(score, bool) or not isinstance(score, (int, float)) or not math.isfinite(score):
            return None
        self._beyond = self._beyond or abs(score) > SCORE_MAX
        return round(max(-1.0, min(1.0, score / SCORE_MAX)) * EMOTION_MAX, 6)

    def _channel(self, name: str) -> str:
        """The id of the channel of this name, which is made where it is a new one."""
        key = name.strip().casefold()
        known = next((one.id for one in CHANNELS.values() if one.name.casefold() == key), None)
        if known is not None:
            return known
        if key not in self._channels:
            self._channels[key] = Channel(id=self._id(None, "channel"), name=name[:NAME_MAX])
        return self._channels[key].id

    def _add_blueprint(self, card: Card, blueprint: dict[str, Any]) -> None:
        for part, (role, said, by) in BLUEPRINT.items():
            for entry in _list(blueprint.get(part))[:PARTS_MOST]:
                if not isinstance(entry, dict):
                    entry = {said: entry}
                text, who = self._text(entry.get(said), TEXT_MAX // 2), self._text(entry.get(by), NAME_MAX)
                if not (text or who):
                    continue
                words = words_of(part, {said: text, by: who})
                made = Card(id=self._id(None, "card"), lane=self._lane_of(role).id, stage=card.stage, text=words)
                self._cards.append(made)
                if len(self._cards) > _NODES_MOST:
                    raise FileProblem(f"{self._name} makes more than {_NODES_MOST:,} cards, which are the most.")
                self._connectors.append(
                    Connector(id=self._id(None, "arrow"), source=card.id, target=made.id, kind=ConnectorKind.NEEDS)
                )

    def _lane_of(self, role: str) -> Lane:
        """The lane of a blueprint's part, made where it is missing."""
        key = f"\0{role}"
        if key not in self._lanes:
            known = ROLES[role]
            self._lanes[key] = Lane(
                id=self._id(None, "lane"), kind=known.kind, role=role, label=known.label, hint=known.hint
            )
        return self._lanes[key]

    def _curves(self, personas: list[Persona]) -> tuple[list[Lane], list[Curve], list[EmotionPoint]]:
        order = list(BLUEPRINT.values())
        own = [lane for key, lane in self._lanes.items() if not key.startswith("\0")]
        parts = [self._lanes[f"\0{role}"] for role, _, _ in order if f"\0{role}" in self._lanes]
        lanes = [*own, *parts]
        home = next((lane for lane in lanes if lane.kind is LaneKind.EMOTION), None)
        if home is None:
            known = ROLES["emotions"]
            home = Lane(id=self._id(None, "lane"), kind=known.kind, role=known.key, label=known.label, hint=known.hint)
            if self._felt:
                lanes = [*own, home, *parts]
        curves: dict[tuple[str, str], Curve] = {}
        counts: dict[tuple[str, str, str], int] = {}
        felt = [(one, (one.lane or home.id, one.curve)) for one in self._felt]
        for one, key in felt:
            if key not in curves:
                curves[key] = Curve(
                    id=self._id(None, "curve"),
                    lane=key[0],
                    persona=personas[0].id if personas and not one.curve else None,
                    label=one.curve,
                )
            counts[one.stage, *key] = counts.get((one.stage, *key), 0) + 1
        points: list[EmotionPoint] = []
        places: dict[tuple[str, str, str], int] = {}
        for one, key in felt:
            place = places.get((one.stage, *key), 0)
            places[one.stage, *key] = place + 1
            points.append(
                EmotionPoint(
                    id=one.id,
                    curve=curves[key].id,
                    stage=one.stage,
                    position=round((place + 0.5) / counts[one.stage, *key], 4),
                    value=one.value,
                    label=one.words[:TEXT_MAX],
                    marks=one.marks,
                )
            )
        return lanes, list(curves.values()), points


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
