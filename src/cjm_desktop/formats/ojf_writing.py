"""A map goes in, an Open Journey Format document comes out, in the one of the format's two dialects that fits it.

Blueprints are written with a title, persona and point of view in `metadata`, all other maps as the specification says. What
the document does not give back is found by reading it again, and told.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.losses import LEFT_OUT, lost_words
from cjm_desktop.formats.ojf import (
    CHANNEL,
    CURVE,
    EMOTION,
    PURPOSE,
    SCORE_MAX,
    SEVERITY,
    felt_id,
    kind_of,
    read,
    title_of,
)
from cjm_desktop.formats.ojf_blueprint import Folded, folded
from cjm_desktop.formats.read_back import changed_words, moved_words, unseen_words
from cjm_desktop.formats.sheet_grid import curve_name, metric_words
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import EMOTION_MAX, Card, Curve, EmotionPoint, Lane, LaneKind, MapKind, Mark, Metric

_KEPT = frozenset(
    [
        "scenario",
        "persona_names",
        "lanes",
        "channels",
        "tags",
        "moments",
        "notes",
        "curves",
        "other_curves",
        "point_labels",
        "metrics",
        # Found by reading the document again.
        "connectors",
        "lines",
        "points",
        "positions",
    ]
)


def write(journey: Journey) -> Exported:
    """The document; notes name what it has lost."""
    return _Writer(journey).made()


@dataclass(slots=True)
class _Felt:
    """Which emotion points are the scores of which cards, what the others' curves are called, and which lane goes unsaid."""

    by_card: dict[str, EmotionPoint] = field(default_factory=dict)
    #: Curves in the order in which they are written, with their names; that of the scores has none.
    curves: dict[str, str] = field(default_factory=dict)
    #: Of the points that are nodes: those of the scores' curve by the card before which they stand, and all others.
    before: dict[str, list[EmotionPoint]] = field(default_factory=dict)
    after: list[EmotionPoint] = field(default_factory=list)
    unsaid: str = ""


class _Writer:
    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._person = next((one for one in journey.personas.values() if one.primary), None) or next(
            iter(journey.personas.values()), None
        )
        self._folded: Folded = folded(journey)
        self._stages = {stage: number for number, stage in enumerate(journey.stages)}
        self._cards = [card for card in journey.cards.values() if self._is_node(card)]
        self._metrics = [
            one
            for one in journey.metrics.values()
            if one.value is not None and journey.lanes[one.lane].kind is not LaneKind.EMOTION
        ]
        self._felt = self._feelings()
        self._is_blueprint = journey.kind is MapKind.BLUEPRINT or bool(self._folded.parts)

    def made(self) -> Exported:
        journey = self._journey
        document: dict[str, Any] = {
            **self._about(),
            "stages": [{"id": stage.id, "name": stage.name} for stage in journey.stages.values()],
            "swimlanes": [
                _swimlane(lane)
                for lane in journey.lanes.values()
                if lane.id not in self._folded.lanes and lane.id != self._felt.unsaid
            ],
            "nodes": self._nodes(),
        }
        data = json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
        return Exported(data, self._notes(data))

    def _notes(self, data: bytes) -> tuple[str, ...]:
        journey, notes = self._journey, []
        words = lost_words(journey, _KEPT)
        try:
            made = read(data, "map.ojf").journey
            words += [*changed_words(journey, made), *unseen_words(journey), *moved_words(journey, made)]
        except FileProblem as problem:
            notes.append(f"The file is too large to be imported again: {problem}")
        if words:
            notes.append(f"{LEFT_OUT}: {'; '.join(words)}.")
        if self._metrics:
            notes.append("The values of metrics became cards.")
        return tuple(notes)

    def _about(self) -> dict[str, Any]:
        journey = self._journey
        person = self._person.name if self._person is not None else ""
        if self._is_blueprint:
            about = {"title": journey.title, "persona": person, "pov": journey.scenario, "version": "1.1.0"}
            return {"metadata": about}
        derived = title_of(journey.scenario)
        return {
            "version": "1.0",
            **({} if derived and derived == journey.title else {"metadata": {"title": journey.title}}),
            "persona": person,
            "pointOfView": journey.scenario,
        }

    def _is_node(self, card: Card) -> bool:
        if card.lane is None or card.stage is None or card.id in self._folded.cards:
            return False
        # In lanes of values nobody sees a card.
        return self._journey.lanes[card.lane].kind is not LaneKind.EMOTION

    # Nodes

    def _nodes(self) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        for card in self._cards:
            made += [self._emotion(point) for point in self._felt.before.get(card.id, ())]
            made.append(self._node(card))
        made += [self._metric(metric) for metric in self._metrics]
        return made + [self._emotion(point) for point in self._felt.after]

    def _node(self, card: Card) -> dict[str, Any]:
        channel = channel_of(self._journey, card)
        tags = [] if channel is None else [CHANNEL + channel.name]
        tags += card.tags
        said = {}
        for prefix, key in ((SEVERITY, "severity"), (PURPOSE, "purpose")):
            words = [tag for tag in card.tags if tag.startswith(prefix) and tag not in (prefix, PURPOSE + EMOTION)]
            if words:
                # The last of several is the one that an import puts there again.
                del tags[len(tags) - 1 - tags[::-1].index(words[-1])]
                said[key] = words[-1].removeprefix(prefix)
        # A node without a title is read as one that its description names.
        title, told = (card.text, card.note) if card.text else (card.note, "")
        node = self._base(card.id, card.stage or "", card.lane or "", title, told)
        if "severity" in said:
            node["severity"] = said["severity"]
        point = self._felt.by_card.get(card.id)
        if point is not None:
            node["score"] = _score(point)
            if point.label:
                node["sentiment"] = point.label
        if "purpose" in said:
            node["purpose"] = said["purpose"]
        self._add_rest(node, tags, Mark.MOMENT_OF_TRUTH in card.marks)
        if card.id in self._folded.parts:
            node["blueprint"] = self._folded.parts[card.id]
        return node

    def _metric(self, metric: Metric) -> dict[str, Any]:
        node = self._base(metric.id, metric.stage, metric.lane, metric_words(metric), "")
        node["purpose"] = "metric"
        self._add_rest(node, [], moment=False)
        return node

    def _emotion(self, point: EmotionPoint) -> dict[str, Any]:
        title, _, told = point.label.partition("\n")
        if not title or not told:
            title, told = point.label, ""
        curve = self._journey.curves[point.curve]
        node = self._base(point.id, point.stage, curve.lane, title, told)
        node |= {"score": _score(point), "purpose": EMOTION}
        name = self._felt.curves[curve.id]
        self._add_rest(node, [CURVE + name] if name else [], Mark.MOMENT_OF_TRUTH in point.marks)
        return node

    @staticmethod
    def _base(id_: str, stage: str, lane: str, title: str, told: str) -> dict[str, Any]:
        return {"id": id_, "stageId": stage, "swimlaneId": lane, "title": title, "description": told}

    def _add_rest(self, node: dict[str, Any], tags: list[str], moment: bool) -> None:
        """Tags and the sign of a moment of truth: the dialect of blueprints has them only where they say something."""
        if tags or not self._is_blueprint:
            node["tags"] = tags
        if moment or not self._is_blueprint:
            node["isMomentOfTruth"] = moment

    # Feelings

    def _feelings(self) -> _Felt:
        journey, felt = self._journey, _Felt()
        used = {point.curve for point in journey.points.values()}
        curves = [
            one
            for one in journey.curves.values()
            if one.id in used and journey.lanes[one.lane].kind is LaneKind.EMOTION
        ]
        home = next((lane for lane in journey.lanes.values() if lane.kind is LaneKind.EMOTION), None)
        mine = [curve for curve in curves if home is not None and curve.lane == home.id]
        scores = self._scores(mine)
        first = max(mine, key=lambda one: len(scores[one.id]), default=None)
        if first is not None and scores[first.id]:
            felt.by_card = scores[first.id]
        else:
            first = None
        self._name(felt, curves, first)
        points: dict[str, list[EmotionPoint]] = {}
        for point in journey.points.values():
            points.setdefault(point.curve, []).append(point)
        scored = {point.id for point in felt.by_card.values()}
        for number, id_ in enumerate(felt.curves):
            row = [point for point in points[id_] if point.id not in scored]
            row.sort(key=lambda point: (self._stages[point.stage], point.position))
            felt.after += row if number else self._placed(row, felt)
        felt.unsaid = self._unsaid(home, mine, felt, points)
        return felt

    def _scores(self, curves: list[Curve]) -> dict[str, dict[str, EmotionPoint]]:
        """By curve which of its points are the scores of which cards."""
        found: dict[str, dict[str, EmotionPoint]] = {curve.id: {} for curve in curves}
        for card in self._cards:
            point = self._journey.points.get(felt_id(card.id))
            if point is not None and point.curve in found and point.stage == card.stage:
                found[point.curve][card.id] = point
        return found

    def _name(self, felt: _Felt, curves: list[Curve], first: Curve | None) -> None:
        """Names the curves apart within their lanes; one of each lane, the persona's, goes without a name."""
        person = self._person.id if self._person is not None and self._person.name else None
        order = sorted(curves, key=lambda one: one is not first)
        bare: dict[str, str] = {} if first is None else {first.lane: first.id}
        for curve in order:
            alone = sum(1 for one in curves if one.lane == curve.lane) == 1
            if not curve.label and (alone or curve.persona == person):
                bare.setdefault(curve.lane, curve.id)
        # What has no name comes first, as an import puts it.
        order.sort(key=lambda one: (one is not first, bare.get(one.lane) != one.id))
        taken: set[tuple[str, str]] = set()
        for curve in order:
            if bare.get(curve.lane) == curve.id:
                felt.curves[curve.id] = ""
                continue
            name, number = curve.label or curve_name(self._journey, curve), 1
            made = name
            while (curve.lane, made) in taken:
                number += 1
                made = f"{name} ({number})"
            taken.add((curve.lane, made))
            felt.curves[curve.id] = made

    def _placed(self, points: list[EmotionPoint], felt: _Felt) -> list[EmotionPoint]:
        """Puts each point before the first card of its stage whose score stands further right; those that are left over."""
        left: list[EmotionPoint] = []
        scored: dict[str, list[tuple[str, float]]] = {}
        for card in self._cards:
            if card.id in felt.by_card:
                scored.setdefault(card.stage or "", []).append((card.id, felt.by_card[card.id].position))
        for point in points:
            place = next((card for card, at in scored.get(point.stage, ()) if at > point.position), None)
            if place is None:
                left.append(point)
            else:
                felt.before.setdefault(place, []).append(point)
        return left

    def _unsaid(self, home: Lane | None, mine: list[Curve], felt: _Felt, points: dict[str, list[EmotionPoint]]) -> str:
        """The lane that an import makes of its own accord for the scores of cards, where it holds nothing else."""
        lanes = [lane for lane in self._journey.lanes.values() if lane.id not in self._folded.lanes]
        if home is None or not lanes or lanes[-1] is not home or len(mine) != 1:
            return ""
        known = ROLES["emotions"]
        as_made = (home.role, home.label) == (known.key, known.label)
        return home.id if as_made and len(felt.by_card) == len(points[mine[0].id]) else ""


def _swimlane(lane: Lane) -> dict[str, str]:
    """With a purpose, which the format knows of nodes, where its name does not say what it is for."""
    kind = LaneKind.CARDS if lane.kind is LaneKind.METRIC else lane.kind
    told, role = kind_of("", lane.label)
    said = {"id": lane.id, "name": lane.label}
    if lane.role in ROLES and kind_of(lane.role, "")[0] is kind:
        return said if lane.role == role else {**said, "purpose": lane.role}
    return said if kind is told else {**said, "purpose": kind.value}


def _score(point: EmotionPoint) -> int | float | None:
    if point.value is None:
        return None
    score = round(point.value / EMOTION_MAX * SCORE_MAX, 4)
    return int(score) if score == int(score) else score
