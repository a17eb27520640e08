"""A map goes in, a CJML document (version 2.0) comes out: stages as phases, what people do and where they meet as touchpoints.

A map of the future is written as a planned journey, any other as an actual one; only actual journeys have experiences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from cjm_desktop.formats.cjml import CATEGORY, COMPLIANCE, FAILING, ORGANISATION, read
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.losses import LEFT_OUT, lost_words
from cjm_desktop.formats.read_back import changed_words
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of
from cjm_desktop.model.records import (
    Card,
    ConnectorKind,
    Curve,
    CurveStyle,
    EmotionPoint,
    Lane,
    LaneKind,
    MapKind,
    Mark,
    Persona,
)

#: Roles of lanes that say what the customer does, where both meet, and what the organisation does.
_CUSTOMER = frozenset({"actions", "customer_actions"})
_MEETING = frozenset({"touchpoints", "brand_contact"})
_PROVIDER = frozenset(
    {"frontstage_people", "frontstage_technology", "backstage_people", "backstage_technology", "support"}
)
_KEPT = frozenset(
    [
        "scenario",
        "map_note",
        "persona_names",
        "other_personas",
        "lanes",
        "channels",
        "card_personas",
        "durations",
        "moments",
        "notes",
        "stage_notes",
        "curves",
        "other_curves",
        "point_labels",
        "connectors",
    ]
)
#: What is found to be lost by reading the document again.
_COMPARED = (
    "kind",
    "language",
    "lane_roles",
    "lane_looks",
    "channel_signs",
    "card_colours",
    "stage_widths",
    "review_off",
)
_ORGANISATION = "organisation"
#: Characters that no XML document can hold.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(journey: Journey) -> Exported:
    """The document; notes name what it has lost."""
    return _Writer(journey).made()


@dataclass(frozen=True, slots=True)
class _Touchpoint:
    """A card, with the one of its receiver where an arrow joins two of different actors."""

    card: Card
    receiver: Card | None = None


class _Writer:
    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._planned = journey.kind is MapKind.FUTURE
        self._replaced = False
        self._notes: list[str] = []
        self._people: list[Persona] = sorted(journey.personas.values(), key=lambda one: not one.primary)
        self._providers = [lane for lane in journey.lanes.values() if _side(lane) == "provider"]

    def made(self) -> Exported:
        journey = self._journey
        root = Element("CJML", version="2.0")
        top = SubElement(root, "plannedJourney" if self._planned else "actualJourney")
        id_ = "PJ1" if self._planned else "AJ1"
        self._say(top, "journeyID", id_)
        self._say(top, "journeyTitle", journey.title if _FORBIDDEN.sub("\ufffd", journey.title).strip() else id_)
        phases = SubElement(top, "journeyPhases")
        for stage in journey.stages.values():
            phase = SubElement(phases, "journeyPhase", phaseID=stage.id)
            self._say(phase, "phaseName", stage.name)
            self._say(phase, "phaseDescription", stage.note)
        self._say(top, "journeyShortSummary", journey.scenario)
        self._say(top, "journeyLongSummary", journey.note)
        touchpoints = self._touchpoints()
        self._actors(SubElement(top, "actors"), [one for row in touchpoints.values() for one in row])
        all_of_them = SubElement(top, "touchpoints")
        points = self._points()
        number = lost_points = 0
        for stage_id, row in touchpoints.items():
            felt = _felt_at(points.get(stage_id, []), len(row))
            for n, touchpoint in enumerate(row):
                number += 1
                self._touchpoint(all_of_them, touchpoint, number, felt.get(n))
            lost_points += len(points.get(stage_id, [])) - len(felt)
        self._tell(lost_points)
        ElementTree.indent(root)
        data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        kept = _KEPT - {"curves"} | {"points", "positions"} if self._planned else _KEPT
        words = lost_words(journey, kept)
        try:
            words += changed_words(journey, read(data, "map.cjml").journey, _COMPARED)
        except FileProblem as problem:
            self._notes.append(f"The file is too large to be imported again: {problem}")
        if words:
            self._notes.append(f"{LEFT_OUT}: {'; '.join(words)}.")
        return Exported(data + b"\n", tuple(self._notes))

    def _tell(self, points: int) -> None:
        journey = self._journey
        others = sum(
            1 for card in journey.cards.values() if card.lane is not None and not _side(journey.lanes[card.lane])
        )
        if others:
            cards = "card was" if others == 1 else "cards were"
            self._notes.append(
                f"{others:,} {cards} left out: CJML knows what people do and where they meet, but no thoughts, needs or pains."
            )
        if points and not self._planned:
            what = "emotion point was" if points == 1 else "emotion points were"
            self._notes.append(f"{points:,} {what} left out for want of a touchpoint to belong to.")
        if len({point.curve for point in journey.points.values()}) > 1 and not self._planned:
            self._notes.append("Of several emotion curves the first was taken.")
        if self._replaced:
            self._notes.append("Control characters, which XML cannot hold, were replaced.")

    def _say(self, parent: Element, name: str, text: str, *, always: bool = True) -> None:
        if text.strip() or always:
            plain = text.replace("\r\n", "\n").replace("\r", "\n")
            made = _FORBIDDEN.sub("\ufffd", plain)
            self._replaced = self._replaced or made != plain
            SubElement(parent, name).text = made.strip()

    def _actors(self, parent: Element, touchpoints: Sequence[_Touchpoint]) -> None:
        for persona in self._people:
            self._say(
                SubElement(parent, "endUser", actorID=persona.id), "actorName", persona.name.strip() or persona.id
            )
        if not self._people:
            self._say(SubElement(parent, "endUser", actorID="customer"), "actorName", "Customer")
        heard = {card.lane for one in touchpoints for card in (one.card, one.receiver) if card is not None}
        for lane in self._providers:
            # Who does nothing is no actor of the journey.
            if lane.id in heard:
                name = lane.label if lane.label.strip() else lane.id
                self._say(SubElement(parent, "serviceProvider", actorID=lane.id), "companyName", name)
        if any(one.receiver is None for one in touchpoints):
            name = self._journey.owner.strip() or ORGANISATION
            self._say(SubElement(parent, "serviceProvider", actorID=self._organisation()), "companyName", name)

    def _organisation(self) -> str:
        """The id of the actor that is met where the map does not say who it is."""
        made = _ORGANISATION
        while made in self._journey.lanes or made in self._journey.personas:
            made += "-"
        return made

    def _touchpoints(self) -> dict[str, list[_Touchpoint]]:
        """By stage what happens there, in the order of the map's cards, in which an import puts them."""
        journey = self._journey
        pairs = self._pairs()
        received = set(pairs.values())
        rows: dict[str, list[_Touchpoint]] = {stage: [] for stage in journey.stages}
        for card in journey.cards.values():
            if card.lane is None or card.stage is None or not _side(journey.lanes[card.lane]):
                continue
            if card.id not in received:
                receiver = journey.cards[pairs[card.id]] if card.id in pairs else None
                rows[card.stage].append(_Touchpoint(card, receiver))
        return rows

    def _pairs(self) -> dict[str, str]:
        """Which card is received as which other: those of customer and organisation that an arrow joins within a stage."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        cards, lanes = self._journey.cards, self._journey.lanes
        for connector in self._journey.connectors.values():
            ends = (cards[connector.source], cards[connector.target])
            if connector.kind is not ConnectorKind.FLOW or ends[0].stage != ends[1].stage or ends[0].stage is None:
                continue
            sides = [_side(lanes[card.lane]) if card.lane is not None else "" for card in ends]
            talks = set(sides) == {"customer", "provider"} or (
                sides == ["provider"] * 2 and ends[0].lane != ends[1].lane
            )
            said = all(card.text.strip() for card in ends)
            if talks and said and taken.isdisjoint({connector.source, connector.target}):
                found[connector.source] = connector.target
                taken |= {connector.source, connector.target}
        return found

    def _actor(self, card: Card) -> str:
        lane = self._journey.lanes[card.lane or ""]
        if _side(lane) == "provider":
            return lane.id
        if card.persona is not None:
            return card.persona
        return self._people[0].id if self._people else "customer"

    def _touchpoint(self, parent: Element, made: _Touchpoint, number: int, point: EmotionPoint | None) -> None:
        card, receiver = made.card, made.receiver
        channel = channel_of(self._journey, card) or (
            channel_of(self._journey, receiver) if receiver is not None else None
        )
        side = _side(self._journey.lanes[card.lane or ""])
        talks = receiver is not None or side == "meeting" or channel is not None
        kind = f"{'planned' if self._planned else 'actual'}{'CommunicationPoint' if talks else 'Action'}"
        element = SubElement(parent, kind)
        self._say(element, "touchpointID", f"T{number}")
        SubElement(element, "belongsTo", phaseIDref=card.stage or "")
        compliance = next((tag.removeprefix(COMPLIANCE) for tag in card.tags if tag.startswith(COMPLIANCE)), "")
        failing = FAILING if Mark.FAIL_POINT in card.marks else ""
        self._say(element, "compliance", failing or compliance, always=False)
        actor = self._actor(card)
        self._party(element, "initiator", actor, card.text)
        if receiver is not None:
            self._party(element, "receiver", self._actor(receiver), receiver.text)
        elif talks:
            customer = self._people[0].id if self._people else "customer"
            self._party(element, "receiver", customer if side == "provider" else self._organisation(), "")
        if channel is not None:
            self._say(SubElement(element, "channel"), "channelName", channel.name)
        self._say(element, "touchPointDuration", card.duration, always=False)
        notes = [one.note for one in (card, receiver) if one is not None and one.note.strip()]
        self._say(element, "comment", "\n".join(notes), always=False)
        category = next((tag.removeprefix(CATEGORY) for tag in card.tags if tag.startswith(CATEGORY)), "")
        self._say(element, "category", category, always=False)
        if point is not None and not self._planned and (point.value is not None or point.label.strip()):
            experience = SubElement(element, "touchpointExperience")
            self._say(experience, "experienceDescription", point.label)
            self._say(experience, "experienceRating", "" if point.value is None else f"{round(point.value, 3) + 0.0:g}")

    def _party(self, parent: Element, side: str, actor: str, label: str) -> None:
        element = SubElement(parent, side)
        SubElement(element, "refersTo", actorIDref=actor)
        self._say(element, f"{side}Label", label)

    def _points(self) -> dict[str, list[EmotionPoint]]:
        """By stage the points of the first curve, from left to right."""
        used = {point.curve for point in self._journey.points.values()}
        curves: list[Curve] = [curve for curve in self._journey.curves.values() if curve.id in used]
        curve = next((one for one in curves if one.style is CurveStyle.ACTUAL), curves[0] if curves else None)
        found: dict[str, list[EmotionPoint]] = {}
        for point in sorted(self._journey.points.values(), key=lambda one: one.position):
            if curve is not None and point.curve == curve.id:
                found.setdefault(point.stage, []).append(point)
        return found


def _felt_at(points: Sequence[EmotionPoint], count: int) -> dict[int, EmotionPoint]:
    """By its number, from 0, the point of each of so many touchpoints that share a stage's width evenly.

    The points, from left to right, stay in their order; those behind the last touchpoint are left out.
    """
    found: dict[int, EmotionPoint] = {}
    points = points[:count]
    first = 0
    for n, point in enumerate(points):
        # So many points behind it need a touchpoint each, too.
        last = count - len(points) + n
        first = min(max(first, min(int(point.position * count), count - 1)), last)
        found[first] = point
        first += 1
    return found


def _side(lane: Lane) -> str:
    """Whose lane it is: the customer's, the organisation's, or where both meet; empty where it is none of these."""
    if not lane.kind.holds_cards:
        return ""
    if lane.role in _CUSTOMER or (lane.kind is LaneKind.STEPS and lane.role not in _PROVIDER):
        return "customer"
    if lane.role in _MEETING or (lane.kind is LaneKind.TOUCHPOINTS and lane.role not in _PROVIDER):
        return "meeting"
    return "provider" if lane.role in _PROVIDER else ""
