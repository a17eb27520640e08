"""A CJML document (Customer Journey Modelling Language, XML, version 2.0) goes in, a journey comes out.

Phases are stages, actors personas and lanes, actions cards; a communication point is a card of its sender and one of its
receiver with an arrow between them, or one touchpoint where it says nothing of the receiver; experiences are a curve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from cjm_desktop.formats import several
from cjm_desktop.formats.errors import FileProblem, file_name, shown
from cjm_desktop.formats.imported import Imported, Notes
from cjm_desktop.formats.language import guess, sentence
from cjm_desktop.formats.reading import decoded
from cjm_desktop.model.catalogue import CHANNELS, ROLES
from cjm_desktop.model.feelings import feelings_of
from cjm_desktop.model.ids import is_id
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    NAME_MAX,
    TEXT_MAX,
    Card,
    Channel,
    Connector,
    Curve,
    EmotionPoint,
    Lane,
    MapKind,
    Mark,
    Persona,
    Stage,
)

#: How tags say what a touchpoint has elements for and a card has not, or the other way round.
COMPLIANCE, CATEGORY = "compliance: ", "category: "
FAILING = "failing"
#: What the actor is called who is met where a map does not say who it is.
ORGANISATION = "Organisation"
#: What CJML and its tools call channels, by the id of ours; letters and figures alone count.
CHANNEL_NAMES: dict[str, str] = {
    "email": "email",
    "sms": "sms",
    "facetoface": "face_to_face",
    "face2face": "face_to_face",
    "facetofaceconversation": "face_to_face",
    "web": "web",
    "internet": "web",
    "internetglobe": "web",
    "globe": "web",
    "internetviapc": "web",
    "internetviasmartphone": "web",
    "internetviatablet": "web",
    "apponpc": "app",
    "apponsmartphone": "app",
    "appontablet": "app",
    "telephone": "phone",
    "phonecall": "phone",
    "selfservicemachine": "self_service",
    "socialmediamessage": "social",
    "socialmediainteraction": "social",
    "packagedelivery": "parcel",
    "shopcounter": "counter",
    "servicedesk": "counter",
    "paymentchannel": "payment",
    "invoice": "payment",
    "unknown": "other",
    "unknownchannel": "other",
}

_ELEMENTS_MOST, _DEPTH_MOST, _TOUCHPOINTS_MOST, _PHASES_MOST, _ACTORS_MOST = 300_000, 40, 10_000, 500, 500
_PLANNED, _ACTUAL = "plannedjourney", "actualjourney"
_ACTOR_KEYS = ("actorid", "actoridref", "id")
_TIMES = ("timeoriginated", "timereceived", "timeconsumed", "timestarted", "timecompleted")
#: What is read of each part of a journey; of parts that are not named here all texts are.
_READ_OF = {
    "journey": (
        "journeyid",
        "journeytitle",
        "journeyphases",
        "journeyshortsummary",
        "journeylongsummary",
        "actors",
        "touchpoints",
    ),
    "phase": ("phasename", "phasedescription"),
    "actor": ("actorname", "companyname"),
    "touchpoint": (
        "touchpointid",
        "belongsto",
        "compliance",
        "initiator",
        "receiver",
        "channel",
        "timestamps",
        "touchpointduration",
        "comment",
        "message",
        "category",
        "touchpointexperience",
    ),
    "initiator": ("refersto", "initiatorlabel"),
    "receiver": ("refersto", "receiverlabel"),
    "timestamps": _TIMES,
    "touchpointexperience": ("experiencedescription", "experiencerating"),
}


def read(data: bytes, name: str, which: str = "") -> Imported:
    """A journey in the bytes of a file; FileProblem where there is none, or too much.

    Of several journeys it is that of the name or number (from 1) `which`, or the first that is “planned” or “actual”;
    unless given, the first that somebody really went on, which alone can tell of experiences.
    """
    shown_name = file_name(name)
    journeys = _journeys(data, name)
    called = _names(journeys)
    kind = next((n for n, one in enumerate(journeys) if _tag(one) == f"{(which or 'actual').casefold()}journey"), None)
    if kind is None:
        kind = several.place_of(called, which, shown_name) if which else 0
    number = kind
    others = [one for n, one in enumerate(journeys) if n != number]
    imported = _Reader(journeys[number], shown_name, Notes(), others).made(PurePath(name).stem)
    if which or len(journeys) == 1:
        return imported
    return Imported(imported.journey, (several.told(called, number), *imported.notes))


def names(data: bytes, name: str) -> tuple[str, ...]:
    """What the journeys of a file are called, and whether they are planned or actual; FileProblem where there is none."""
    return _names(_journeys(data, name))


def _names(journeys: Sequence[Element]) -> tuple[str, ...]:
    kinds = {_ACTUAL: "actual", _PLANNED: "planned"}
    titles = [" ".join(_title(one).split())[:NAME_MAX] for one in journeys]
    return several.distinct(
        [f"{title} ({kinds[_tag(one)]})".strip() for title, one in zip(titles, journeys, strict=True)]
    )


def _journeys(data: bytes, name: str) -> list[Element]:
    shown_name = file_name(name)
    root = _parsed(decoded(data, name), shown_name)
    if _tag(root) != "cjml":
        raise FileProblem(f"{shown_name} is no CJML document: it begins with <{shown(_local(root), 40)}>.")
    journeys = [one for one in root if _tag(one) in (_PLANNED, _ACTUAL)]
    if not journeys:
        raise FileProblem(f"{shown_name} holds neither a planned nor an actual journey.")
    return journeys


class _Bounded(ElementTree.TreeBuilder):
    """Builds a tree that is neither too large nor too deep."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._count, self._depth = name, 0, 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._count += 1
        self._depth += 1
        if self._count > _ELEMENTS_MOST or self._depth > _DEPTH_MOST:
            raise FileProblem(
                f"{self._name} has more than {_ELEMENTS_MOST:,} elements, or more than {_DEPTH_MOST} in each other."
            )
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def _parsed(text: str, name: str) -> Element:
    """The root of an XML text. What declares anything is refused: declared entities can grow beyond all measure."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise FileProblem(f"{name} declares a document type, which no CJML document needs.")
    parser = ElementTree.XMLParser(target=_Bounded(name))
    try:
        parser.feed(text)
        root: Element = parser.close()
    except ElementTree.ParseError as error:
        line, column = error.position
        raise FileProblem(f"{name}: line {line}, column {column + 1}: this is no well-formed XML.") from error
    return root


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _tag(element: Element) -> str:
    return _local(element).lower()


def _child(element: Element | None, *path: str) -> Element | None:
    for name in path:
        element = next((one for one in element if _tag(one) == name), None) if element is not None else None
    return element


def _said(element: Element | None, *path: str) -> str:
    found = _child(element, *path)
    return "" if found is None else "".join(found.itertext()).strip()


def _title(journey: Element) -> str:
    return _said(journey, "journeytitle") or _said(journey, "journeyid")


def _reference(element: Element | None, *names: str) -> str:
    """An attribute of one of these names, whatever its capitals."""
    found = {name.lower(): value.strip() for name, value in element.attrib.items()} if element is not None else {}
    return next((found[name] for name in names if found.get(name)), "")


@dataclass(frozen=True, slots=True)
class _Actor:
    name: str
    persona: str | None  #: the id of the persona that an end user is
    key: str = ""  #: by which the document names it
    provider: bool = True  #: whether it is a service provider, and no subcontractor


class _Reader:
    """Builds the map of a journey."""

    def __init__(self, journey: Element, name: str, notes: Notes, others: Sequence[Element] = ()) -> None:
        """`others` are the journeys of the file that are not read, but for the actors that this one names."""
        self._element, self._name, self._notes, self._others = journey, name, notes, others
        self._unread: dict[str, None] = {}
        self._listed = False  # whether there is a list of actors
        self._actual = _tag(journey) == _ACTUAL
        self._taken: set[str] = set()
        self._cut = False
        self._personas: list[Persona] = []
        self._actors: dict[str, _Actor] = {}
        self._stages: dict[str, Stage] = {}
        self._lanes: dict[str, Lane] = {}
        self._channels: dict[str, Channel] = {}
        self._cards: list[Card] = []
        self._connectors: list[Connector] = []
        #: By stage how many touchpoints it has, and who felt what at which of them.
        self._counts: dict[str, int] = {}
        self._felt: list[tuple[str, int, str, str]] = []

    def made(self, stem: str) -> Imported:
        self._read_actors()
        self._read_phases()
        touchpoints = list(_child(self._element, "touchpoints") or ())
        if len(touchpoints) > _TOUCHPOINTS_MOST:
            raise FileProblem(
                f"{self._name} holds {len(touchpoints):,} touchpoints; {_TOUCHPOINTS_MOST:,} are the most."
            )
        self._pass_over(self._element, "journey")
        for touchpoint in touchpoints:
            self._add(touchpoint)
        if self._unread:
            names = ", ".join(f"“{shown(one, 40)}”" for one in list(self._unread)[:6])
            more = f" and {len(self._unread) - 6} more" if len(self._unread) > 6 else ""
            self._notes.add(f"elements that are not known were left out: {names}{more}")
        lane, curve, points = self._curve()
        order = ["customer_actions", "touchpoints", "emotions", "frontstage_people"]
        actors = {key: number for number, key in enumerate(self._actors)}
        made = [(one, actors.get(key.partition("\0")[2], 0)) for key, one in self._lanes.items()]
        made += [(one, 0) for one in lane]
        lanes = [one for one, _ in sorted(made, key=lambda entry: (order.index(entry[0].role), entry[1]))]
        journey = Journey(
            title=self._text(_title(self._element) or stem, NAME_MAX),
            kind=MapKind.CURRENT if self._actual else MapKind.FUTURE,
            owner=self._owner(),
            scenario=self._text(_said(self._element, "journeyshortsummary"), TEXT_MAX),
            note=self._text(_said(self._element, "journeylongsummary"), TEXT_MAX),
            personas=Table.of(self._personas),
            channels=Table.of(self._channels.values()),
            stages=Table.of(self._stages.values()),
            lanes=Table.of(lanes),
            cards=Table.of(self._cards),
            curves=Table.of(curve),
            points=Table.of(points),
            connectors=Table.of(self._connectors),
        )
        spoken = guess(" ".join(card.text for card in self._cards))
        if spoken:
            journey = journey.model_copy(update={"language": spoken})
            self._notes.add(sentence(spoken).rstrip("."))
        if self._cut:
            self._notes.add("texts that were too long were cut")
        return Imported(journey, self._notes.sentences())

    def _text(self, text: str, most: int) -> str:
        self._cut = self._cut or len(text) > most
        return text[:most]

    def _id(self, wanted: str, word: str) -> str:
        made, number = wanted, 0
        if not is_id(made) or made in self._taken:
            number = len(self._taken)
            while not made.startswith(f"{word}-") or made in self._taken:
                number += 1
                made = f"{word}-{number}"
        self._taken.add(made)
        return made

    def _pass_over(self, element: Element, part: str) -> None:
        """Remembers what a part says and is not read."""
        for one in element:
            name = _tag(one)
            if name not in _READ_OF[part] and (one.attrib or _said(one)):
                self._unread.setdefault(_local(one))
            elif name in _READ_OF and part == "touchpoint":
                self._pass_over(one, name)

    def _read_actors(self) -> None:
        actors = list(_child(self._element, "actors") or ())
        known = {_reference(actor, *_ACTOR_KEYS) for actor in actors}
        named = {
            _reference(one, "actoridref", "actorid")
            for touchpoint in _child(self._element, "touchpoints") or ()
            for side in touchpoint
            for one in side
            if _tag(one) == "refersto"
        }
        for actor in [actor for other in self._others for actor in _child(other, "actors") or ()]:
            key = _reference(actor, *_ACTOR_KEYS)
            if key in named - known:
                known.add(key)
                actors.append(actor)
                self._notes.add("actors that only the other journey of the file lists were taken from there")
        self._listed = bool(actors)
        if len(actors) > _ACTORS_MOST:
            raise FileProblem(f"{self._name} holds {len(actors):,} actors; {_ACTORS_MOST} are the most.")
        for actor in actors:
            self._pass_over(actor, "actor")
            key = _reference(actor, *_ACTOR_KEYS)
            name = self._text(_said(actor, "actorname") or _said(actor, "companyname") or key, NAME_MAX)
            persona = None
            if _tag(actor) == "enduser":
                persona = self._id(key, "persona")
                self._personas.append(Persona(id=persona, name=name, primary=not self._personas))
            self._actors.setdefault(key, _Actor(name, persona, key, _tag(actor) == "serviceprovider"))

    def _owner(self) -> str:
        """Who is met and has no lane: nothing is said of what they do."""
        seen = {key.partition("\0")[2] for key in self._lanes}
        unseen = [one for one in self._actors.values() if one.persona is None and one.key not in seen]
        names = dict.fromkeys(one.name for one in unseen if one.name and one.name != ORGANISATION)
        owner = next((one.name for one in unseen if one.provider and one.name in names), "")
        names.pop(owner, None)
        if names:
            words = ", ".join(f"“{shown(name, 40)}”" for name in list(names)[:4])
            more = f" and {len(names) - 4} more" if len(names) > 4 else ""
            self._notes.add(f"of these actors nothing is said, so they were left out: {words}{more}")
        return owner

    def _read_phases(self) -> None:
        phases = list(_child(self._element, "journeyphases") or ())
        if len(phases) > _PHASES_MOST:
            raise FileProblem(f"{self._name} holds {len(phases):,} phases; {_PHASES_MOST} are the most.")
        for phase in phases:
            self._pass_over(phase, "phase")
            key = _reference(phase, "phaseid", "id")
            self._stages.setdefault(
                key,
                Stage(
                    id=self._id(key, "stage"),
                    name=self._text(_said(phase, "phasename"), NAME_MAX),
                    note=self._text(_said(phase, "phasedescription"), TEXT_MAX),
                ),
            )
        if not phases:
            self._notes.add("the journey has no phases, so all of it stands in one stage")

    def _stage_of(self, touchpoint: Element) -> Stage:
        """The stage of a touchpoint's phase; of one without a phase that of the touchpoint before it."""
        key = _reference(_child(touchpoint, "belongsto"), "phaseidref", "phaseid")
        if key in self._stages:
            return self._stages[key]
        if key:
            if len(self._stages) >= _PHASES_MOST:
                raise FileProblem(f"{self._name} names more than {_PHASES_MOST} phases, which are the most.")
            self._stages[key] = Stage(id=self._id(key, "stage"), name=self._text(key, NAME_MAX))
            return self._stages[key]
        if self._cards:
            last = self._cards[-1].stage
            return next(stage for stage in self._stages.values() if stage.id == last)
        if not self._stages:
            self._stages[""] = Stage(id=self._id("", "stage"))
        return next(iter(self._stages.values()))

    def _add(self, touchpoint: Element) -> None:
        kind = _tag(touchpoint)
        if not kind.endswith(("action", "communicationpoint")):
            self._notes.add("what is neither an action nor a communication point was left out")
            return
        self._pass_over(touchpoint, "touchpoint")
        stage = self._stage_of(touchpoint)
        sender, sent = self._side(touchpoint, "initiator")
        receiver, received = self._side(touchpoint, "receiver")
        talks = kind.endswith("communicationpoint")
        name = _said(touchpoint, "channel", "channelname") or _said(touchpoint, "channel")
        channel = self._channel(name) if name else None
        place = self._counts.get(stage.id, 0)
        self._counts[stage.id] = place + 1
        at = (touchpoint, stage)
        if talks and received and sent:
            first = self._card(self._lane(sender), sender, sent, *at, channel=channel)
            second = self._card(self._lane(receiver), receiver, received, *at, bare=True)
            self._connectors.append(Connector(id=self._id("", "arrow"), source=first.id, target=second.id))
        elif talks and (sender.persona is not None or not sender.key or (received and not sent)):
            self._card(self._role("touchpoints"), sender, sent or received, *at, channel=channel)
        else:
            self._card(self._lane(sender), sender, sent, *at, channel=channel)
        experience = _child(touchpoint, "touchpointexperience")
        rating, words = _said(experience, "experiencerating"), _said(experience, "experiencedescription")
        if rating or words:
            self._felt.append((stage.id, place, rating, words))

    def _side(self, touchpoint: Element, side: str) -> tuple[_Actor, str]:
        """Who takes part on one side of a touchpoint, and what it says of them."""
        element = _child(touchpoint, side)
        key = _reference(_child(element, "refersto"), "actoridref", "actorid")
        if key not in self._actors and len(self._actors) < _ACTORS_MOST:
            self._actors[key] = _Actor(self._text(key, NAME_MAX), None, key)
            if key and self._listed:
                self._notes.add("an actor is not listed, so its id became its name", 0, shown(key, 40))
        return self._actors.get(key, _Actor("", None)), _said(element, f"{side}label")

    def _card(
        self,
        lane: Lane,
        actor: _Actor,
        text: str,
        touchpoint: Element,
        stage: Stage,
        *,
        channel: str | None = None,
        bare: bool = False,
    ) -> Card:
        """A card of the map, `bare` without what the touchpoint as a whole says."""
        tags: list[str] = []
        marks: tuple[Mark, ...] = ()
        note = duration = ""
        if not bare:
            compliance, category = _said(touchpoint, "compliance"), _said(touchpoint, "category")
            marks = (Mark.FAIL_POINT,) if compliance.lower() == FAILING else ()
            if compliance and compliance.lower() not in ("completed", FAILING):
                tags.append(COMPLIANCE + compliance[:NAME_MAX])
            if category:
                tags.append(CATEGORY + category[:NAME_MAX])
            times = _child(touchpoint, "timestamps")
            said = [_said(touchpoint, "comment"), _said(touchpoint, "message")]
            said += [f"{_local(one)}: {_said(one)}" for one in times or () if _tag(one) in _TIMES and _said(one)]
            note = "\n".join(one for one in said if one)
            duration = _said(touchpoint, "touchpointduration")
        card = Card(
            id=self._id("" if bare else _said(touchpoint, "touchpointid"), "card"),
            lane=lane.id,
            stage=stage.id,
            text=self._text(text, TEXT_MAX),
            channel=channel,
            persona=actor.persona if len(self._personas) > 1 else None,
            tags=tuple(tags),
            marks=marks,
            note=self._text(note, TEXT_MAX),
            duration=self._text(duration, NAME_MAX),
        )
        self._cards.append(card)
        return card

    def _lane(self, actor: _Actor) -> Lane:
        if actor.persona is not None:
            return self._role("customer_actions")
        return self._role("frontstage_people", actor.name, actor.key)

    def _role(self, role: str, label: str = "", wanted: str = "") -> Lane:
        """The lane of a role and, where there are several of them, of a label; made where it is missing."""
        key = f"{role}\0{wanted or label}"
        if key not in self._lanes:
            known = ROLES[role]
            self._lanes[key] = Lane(
                id=self._id(wanted, "lane"), kind=known.kind, role=role, label=label or known.label, hint=known.hint
            )
        return self._lanes[key]

    def _channel(self, name: str) -> str:
        """The id of the channel of this name, which is made where it is a new one."""
        plain = "".join(sign for sign in name.casefold() if sign.isalnum())
        known = CHANNEL_NAMES.get(plain) or next(
            (one.id for one in CHANNELS.values() if plain in (_letters(one.name), _letters(one.id))), None
        )
        if known is not None:
            return known
        if plain not in self._channels:
            self._channels[plain] = Channel(id=self._id("", "channel"), name=self._text(name, NAME_MAX))
        return self._channels[plain].id

    def _curve(self) -> tuple[list[Lane], list[Curve], list[EmotionPoint]]:
        if not self._felt:
            return [], [], []
        said, scale = feelings_of([rating for _, _, rating, _ in self._felt])
        if scale and scale != "-2 to +2":
            self._notes.add(f"the ratings of experiences were read as a scale of {scale}")
        lane = self._role("emotions")
        del self._lanes["emotions\0"]
        persona = self._personas[0].id if len(self._personas) == 1 else None
        curve = Curve(id=self._id("", "curve"), lane=lane.id, persona=persona)
        points = [
            EmotionPoint(
                id=self._id("", "point"),
                curve=curve.id,
                stage=stage,
                position=round((place + 0.5) / self._counts[stage], 4),
                value=None if one is None else one[0],
                label=self._text(words or (one[1] if one is not None else rating), TEXT_MAX),
            )
            for (stage, place, rating, words), one in zip(self._felt, said, strict=True)
        ]
        return [lane], [curve], points


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
