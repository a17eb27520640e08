"""The Open Journey Format (`.ojf`, JSON) goes in, a journey comes out: nodes are cards, their scores (-5 to +5) a curve.

Both dialects are read: the title, persona and point of view in the document itself or in its `metadata`, and blueprints
inside nodes, which become lanes of their own. What is of another type than it should be is passed over, not refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from cjm_desktop.formats import strict_json
from cjm_desktop.formats.errors import FileProblem, file_name
from cjm_desktop.formats.imported import Imported, Notes
from cjm_desktop.formats.language import guess
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

_STAGES_MOST, _LANES_MOST, _NODES_MOST, _PARTS_MOST = 1_000, 1_000, 20_000, 200
#: The parts of a node's blueprint, the role of the lane that each becomes, and how an entry of it reads.
_BLUEPRINT = {
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
        self._cut = False
        self._stages: dict[str, Stage] = {}
        self._lanes: dict[str, Lane] = {}
        self._channels: dict[str, Channel] = {}
        self._cards: list[Card] = []
        self._connectors: list[Connector] = []
        #: What people feel, in document order: stage, curve ("": that of the cards), value and words.
        self._felt: list[tuple[str, str, str, float | None, str, str]] = []

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
            self._stages[self._key(entry, len(self._stages))] = Stage(
                id=id_, name=self._text(entry.get("name"), NAME_MAX)
            )
        nodes = list(self._entries("nodes", _NODES_MOST))
        self._make_lanes(nodes)
        for node in nodes:
            self._add_node(node)
        if self._cut:
            self._notes.add("texts that were too long were cut")
        personas = [Persona(id=self._id(None, "persona"), name=person, primary=True)] if person else []
        lanes, curves, points = self._curves(personas)
        journey = Journey(
            title=title if named is not None else scenario.partition("\n")[0][:NAME_MAX] or stem[:NAME_MAX],
            kind=MapKind.BLUEPRINT if any(one.role == "support" for one in lanes) else MapKind.OTHER,
            scenario=scenario,
            personas=Table.of(personas),
            channels=Table.of(self._channels.values()),
            stages=Table.of(self._stages.values()),
            lanes=Table.of(lanes),
            lines=Table.of(
                line
                for line in BLUEPRINT_LINES.values()
                if self._connectors and any(lane.role in line.before for lane in lanes)
            ),
            cards=Table.of(self._cards),
            curves=Table.of(curves),
            points=Table.of(points),
            connectors=Table.of(self._connectors),
        )
        spoken = guess(" ".join(card.text for card in self._cards))
        if spoken:
            journey = journey.model_copy(update={"language": spoken})
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
            role = role_named(label) or "own"
            kind = ROLES[role].kind
            if felt.get(key) or (kind is LaneKind.EMOTION and scored.get(key, True)):
                kind = LaneKind.EMOTION
            elif not kind.holds_cards:
                # Its nodes are words, not values.
                kind = LaneKind.CARDS
            self._lanes[key] = Lane(id=self._id(entry.get("id"), "lane"), kind=kind, role=role, label=label)

    def _add_node(self, node: dict[str, Any]) -> None:
        stage = self._stages.get(str(node.get("stageId")))
        lane = self._lanes.get(str(node.get("swimlaneId")))
        title, told = self._text(node.get("title"), TEXT_MAX), self._text(node.get("description"), TEXT_MAX)
        sentiment = self._text(node.get("sentiment"), NAME_MAX)
        tags = [self._text(tag, NAME_MAX) for tag in _list(node.get("tags"))[:_PARTS_MOST]]
        if not _KNOWN.issuperset(node):
            self._notes.add("icons, colours and whatever else a card cannot hold were left out")
        score = _score(node)
        feels = lane is not None and lane.kind is LaneKind.EMOTION
        if stage is not None and (feels or node.get("purpose") == EMOTION):
            curve = next((tag.removeprefix(CURVE) for tag in tags if tag.startswith(CURVE)), "")
            words = "\n".join(text for text in (title, told) if text)
            home = lane.id if lane is not None and feels else ""
            self._felt.append((stage.id, home, curve, score, words, self._id(node.get("id"), "point")))
            return
        if stage is None or lane is None:
            self._notes.add("nodes of a stage or swimlane that is not there wait in the parking lot")
        channel = next((tag for tag in tags if tag.startswith(CHANNEL)), None)
        if channel is not None:
            tags.remove(channel)
        for prefix, key in ((PURPOSE, "purpose"), (SEVERITY, "severity")):
            word = self._text(node.get(key), NAME_MAX)
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
            marks=(Mark.MOMENT_OF_TRUTH,) if node.get("isMomentOfTruth") is True else (),
        )
        self._cards.append(card)
        if stage is not None and ("score" in node or sentiment):
            if "score" not in node:
                score = feeling_in(sentiment)
                self._notes.add("feelings without a score were guessed from their words")
            self._felt.append((stage.id, "", "", score, sentiment, self._id(None, "point")))
        if isinstance(node.get("blueprint"), dict):
            self._add_blueprint(card, node["blueprint"])

    def _channel(self, name: str) -> str:
        """The id of the channel of this name, which is made where it is a new one."""
        key = name.strip().casefold()
        known = next((one.id for one in CHANNELS.values() if one.name.casefold() == key), None)
        if known is not None:
            return known
        if key not in self._channels:
            self._channels[key] = Channel(id=self._id(None, "channel"), name=name)
        return self._channels[key].id

    def _add_blueprint(self, card: Card, blueprint: dict[str, Any]) -> None:
        for part, (role, said, by) in _BLUEPRINT.items():
            for entry in _list(blueprint.get(part))[:_PARTS_MOST]:
                if not isinstance(entry, dict):
                    entry = {said: entry}
                text, who = self._text(entry.get(said), TEXT_MAX // 2), self._text(entry.get(by), NAME_MAX)
                if not (text or who):
                    continue
                words = f"{text} ({who})" if part == "evidence" and who and text else ": ".join(
                    one for one in (who, text) if one
                )  # fmt: skip
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
        order = list(_BLUEPRINT.values())
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
        for stage, lane, label, *_ in self._felt:
            if (lane, label) not in curves:
                curves[lane, label] = Curve(
                    id=self._id(None, "curve"),
                    lane=lane or home.id,
                    persona=personas[0].id if personas and not label else None,
                    label=label,
                )
            counts[stage, lane, label] = counts.get((stage, lane, label), 0) + 1
        points: list[EmotionPoint] = []
        places: dict[tuple[str, str, str], int] = {}
        for stage, lane, label, score, words, id_ in self._felt:
            place = places.get((stage, lane, label), 0)
            places[stage, lane, label] = place + 1
            position = round((place + 0.5) / counts[stage, lane, label], 4)
            points.append(
                EmotionPoint(
                    id=id_,
                    curve=curves[lane, label].id,
                    stage=stage,
                    position=position,
                    value=score,
                    label=words[:TEXT_MAX],
                )
            )
        return lanes, list(curves.values()), points


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _score(node: dict[str, Any]) -> float | None:
    """The feeling that a node's score says, from -2 to +2."""
    score = node.get("score")
    if isinstance(score, bool) or not isinstance(score, (int, float)) or not math.isfinite(score):
        return None
    return round(max(-1.0, min(1.0, score / SCORE_MAX)) * EMOTION_MAX, 4)
