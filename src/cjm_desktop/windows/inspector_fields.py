"""What the inspector can edit, as data: for each kind of thing its fields, how each is read, written and edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from cjm_desktop.editing.cards import move_cards, update_cards
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.pictures import insert_picture
from cjm_desktop.editing.things import kind_of, update
from cjm_desktop.model.catalogue import CHANNELS, ROLES
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import find
from cjm_desktop.model.records import Evidence, LaneKind, MapKind, Mark, MetricDisplay, Picture, Proof


class Editor(Enum):
    """How a field is edited."""

    LINE = auto()  #: one line of text
    TEXT = auto()  #: some lines of text
    LIST = auto()  #: texts, one a line
    TAGS = auto()  #: short texts as pills
    CHOICE = auto()  #: one of several
    NUMBER = auto()  #: a number, or nothing
    WHOLE = auto()  #: a whole number, or nothing
    EMOTION = auto()  #: a slider from -2 to +2, or nothing (a gap)
    SWITCH = auto()  #: yes or no
    MARKS = auto()  #: any of several signs
    PICTURE = auto()  #: an embedded picture, or none


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values of a choice."""

    value: Any
    text: str
    icon: str = ""


Reader = Callable[[Any], Any]
Writer = Callable[[Journey, tuple[str, ...], Any], Journey]
Options = Callable[[Journey], tuple[Option, ...]]


@dataclass(frozen=True, slots=True)
class Field:
    """One editable field. `read` takes the record (the journey itself for the map's own fields).

    `write` gives the journey with the value in the things of these ids; it raises ValueError for a value that cannot be.
    `undo` is the step's label. Two `half` fields in a row stand side by side. `section` opens a new heading.
    """

    key: str
    label: str
    editor: Editor
    read: Reader
    write: Writer
    undo: str
    options: Options | None = None
    hint: str = ""
    lines: int = 2
    half: bool = False
    section: str = ""

    @property
    def shown_label(self) -> str:
        return QCoreApplication.translate("inspector", self.label)

    @property
    def shown_hint(self) -> str:
        return QCoreApplication.translate("inspector", self.hint) if self.hint else ""

    @property
    def shown_section(self) -> str:
        return QCoreApplication.translate("inspector", self.section) if self.section else ""


def _t(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("inspector", text))


def _undo(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("undo", text))


def _tr(text: str) -> str:
    return QCoreApplication.translate("inspector", text)


def _attribute(key: str) -> Reader:
    return lambda record: getattr(record, key)


def _each(key: str) -> Writer:
    """Writes one field of things of any kind."""

    def write(journey: Journey, ids: tuple[str, ...], value: Any) -> Journey:
        for id_ in ids:
            journey = update(journey, id_, **{key: value})
        return journey

    return write


def _cards(key: str) -> Writer:
    """Writes one field of cards, all at once."""
    return lambda journey, ids, value: update_cards(journey, ids, **{key: value})


def _map(key: str) -> Writer:
    return lambda journey, _ids, value: update_map(journey, **{key: value})


def _proof_of(record: Any, part: str) -> Any:
    if record.evidence is None:
        return "" if part == "source" else None
    return getattr(record.evidence, part)


def _write_proof(part: str) -> Writer:
    """Writes one part of the evidence; a source or a number without a status is an assumption, no status is no evidence."""

    def with_part(proof: Proof | None, value: Any) -> Proof | None:
        if part == "status" and value is None:
            return None
        if proof is None and value in (None, ""):
            return None
        fields = {} if proof is None else proof.model_dump()
        return Proof(**{**fields, part: value})

    def write(journey: Journey, ids: tuple[str, ...], value: Any) -> Journey:
        by_proof: dict[Proof | None, list[str]] = {}
        for id_ in ids:
            record = journey.cards.get(id_) or journey.points.get(id_) or journey.metrics.get(id_)
            if record is None:
                raise KeyError(id_)
            if id_ in journey.cards:
                by_proof.setdefault(record.evidence, []).append(id_)
            else:
                journey = update(journey, id_, evidence=with_part(record.evidence, value))
        for proof, cards in by_proof.items():
            journey = update_cards(journey, cards, evidence=with_part(proof, value))
        return journey

    return write


def _write_picture(write: Writer) -> Writer:
    """Embeds a picture and writes its id; None is no picture. What nothing shows any more, the edits let go."""

    def embed(journey: Journey, ids: tuple[str, ...], value: Picture | None) -> Journey:
        if value is None:
            return write(journey, ids, None)
        return write(insert_picture(journey, value), ids, value.id)

    return embed


def _put_cards(where: str) -> Writer:
    """Moves each card to another lane or stage; None sends it to the parking lot."""

    def write(journey: Journey, ids: tuple[str, ...], value: str | None) -> Journey:
        for id_ in ids:
            card = journey.cards[id_]
            lane, stage = (value, card.stage) if where == "lane" else (card.lane, value)
            if value is None:
                lane = stage = None
            elif lane is None or stage is None:
                lane, stage = lane or next(iter(journey.lanes), None), stage or next(iter(journey.stages), None)
            journey = move_cards(journey, [id_], lane, stage)
        return journey

    return write


def channel_options(journey: Journey) -> tuple[Option, ...]:
    """No channel, the map's own channels, then those of the catalogue that it does not replace."""
    own = [Option(channel.id, channel.name, channel.icon) for channel in journey.channels.values()]
    built_in = [
        Option(channel.id, QCoreApplication.translate("catalogue", channel.name), channel.icon)
        for channel in CHANNELS.values()
        if channel.id not in journey.channels
    ]
    return (Option(None, _tr("No channel"), "circle"), *own, *built_in)


def _stage_options(journey: Journey) -> tuple[Option, ...]:
    numbered = enumerate(journey.stages.values(), 1)
    stages = (Option(s.id, s.name or _tr("Stage {number}").format(number=n)) for n, s in numbered)
    return (Option(None, _tr("Parking lot")), *stages)


def _lane_options(journey: Journey) -> tuple[Option, ...]:
    cards = (lane for lane in journey.lanes.values() if lane.kind not in (LaneKind.EMOTION, LaneKind.METRIC))
    return (Option(None, _tr("Parking lot")), *(Option(lane.id, lane.label or _role_text(lane.role)) for lane in cards))


def _persona_options(journey: Journey) -> tuple[Option, ...]:
    people = (Option(one.id, one.name or _tr("Nameless"), "user") for one in journey.personas.values())
    return (Option(None, _tr("Everybody")), *people)


def _role_text(role: str) -> str:
    return QCoreApplication.translate("catalogue", ROLES[role].label) if role in ROLES else role


def _role_options(journey: Journey) -> tuple[Option, ...]:
    foreign = {lane.role for lane in journey.lanes.values()} - ROLES.keys()
    return tuple(Option(role, _role_text(role)) for role in (*ROLES, *sorted(foreign)))


def _fixed(*options: tuple[Any, str, str]) -> Options:
    return lambda _journey: tuple(Option(value, _tr(text), icon) for value, text, icon in options)


_EVIDENCE = _fixed(
    (None, _t("Not said"), "circle"),
    (Evidence.OBSERVED, _t("Observed"), "check"),
    (Evidence.ASSUMED, _t("Assumed"), "circle-question-mark"),
    (Evidence.PROPOSED, _t("Proposed"), "lightbulb"),
)
_KINDS = _fixed(
    (LaneKind.CARDS, _t("Cards"), "rows-3"),
    (LaneKind.TOUCHPOINTS, _t("Touchpoints"), "waypoints"),
    (LaneKind.EMOTION, _t("Emotion curve"), "smile"),
    (LaneKind.METRIC, _t("Metric"), "gauge"),
    (LaneKind.PICTURES, _t("Pictures"), "clapperboard"),
    (LaneKind.STEPS, _t("Steps with arrows"), "footprints"),
)
_DISPLAYS = _fixed(
    (None, _t("As usual"), ""),
    (MetricDisplay.NUMBER, _t("Numbers"), ""),
    (MetricDisplay.BAR, _t("Bars"), ""),
    (MetricDisplay.LINE, _t("Lines"), ""),
    (MetricDisplay.HEAT, _t("Heat"), ""),
)
_MAP_KINDS = _fixed(
    (MapKind.CURRENT, _t("Current state"), ""),
    (MapKind.DAY, _t("Day in the life"), ""),
    (MapKind.FUTURE, _t("Future state"), ""),
    (MapKind.BLUEPRINT, _t("Service blueprint"), ""),
    (MapKind.OTHER, _t("Other"), ""),
)
#: Accents as the theme names them, in the words of the window.
ACCENTS: tuple[tuple[str | None, str], ...] = (
    (None, _t("As usual")),
    ("blue", _t("Blue")),
    ("indigo", _t("Indigo")),
    ("sky", _t("Sky")),
    ("teal", _t("Teal")),
    ("green", _t("Green")),
    ("amber", _t("Amber")),
    ("orange", _t("Orange")),
    ("red", _t("Red")),
    ("pink", _t("Pink")),
    ("violet", _t("Violet")),
    ("slate", _t("Slate")),
)
_ACCENTS = _fixed(*((name, text, f"accent:{name}" if name else "") for name, text in ACCENTS))
_MARKS = _fixed(
    (Mark.MOMENT_OF_TRUTH, _t("Moment of truth"), "star"),
    (Mark.FAIL_POINT, _t("Fail point"), "triangle-alert"),
    (Mark.WAIT_POINT, _t("Wait point"), "clock"),
)
_LANGUAGES = _fixed(
    ("en", "English", ""), ("ar", "العربية", ""), ("cs", "Čeština", ""), ("de", "Deutsch", ""), ("el", "Ελληνικά", ""),
    ("es", "Español", ""), ("fr", "Français", ""), ("he", "עברית", ""), ("hi", "हिन्दी", ""), ("it", "Italiano", ""),
    ("ja", "日本語", ""), ("ko", "한국어", ""), ("nl", "Nederlands", ""), ("pl", "Polski", ""), ("pt", "Português", ""),
    ("ru", "Русский", ""), ("th", "ไทย", ""), ("tr", "Türkçe", ""), ("uk", "Українська", ""), ("vi", "Tiếng Việt", ""),
    ("zh-Hans", "简体中文", ""), ("zh-Hant", "繁體中文", ""),
)  # fmt: skip


def _languages(journey: Journey) -> tuple[Option, ...]:
    known = _LANGUAGES(journey)
    foreign = journey.language not in {option.value for option in known}
    return (*known, Option(journey.language, journey.language)) if foreign else known


def _evidence_fields(undo: str) -> tuple[Field, ...]:
    def field(part: str, label: str, editor: Editor, **more: Any) -> Field:
        key = "evidence" if part == "status" else part
        return Field(key, label, editor, lambda record: _proof_of(record, part), _write_proof(part), undo, **more)

    return (
        field("status", _t("How we know"), Editor.CHOICE, options=_EVIDENCE, half=True, section=_t("Evidence")),
        field("count", _t("From how many"), Editor.WHOLE, half=True),
        field("source", _t("Source"), Editor.LINE, hint=_t("Interviews, a log …")),
    )


def _simple(
    write: Callable[[str], Writer], entries: Iterable[tuple[str, str, Editor, str, dict[str, Any]]]
) -> tuple[Field, ...]:
    """Fields that are read from and written to the attribute of their key: (key, label, editor, undo, more)."""
    return tuple(
        Field(key, label, editor, _attribute(key), write(key), undo, **more)
        for key, label, editor, undo, more in entries
    )


_CARD_TOP = _simple(
    _cards,
    [
        ("text", _t("Text"), Editor.TEXT, _undo("Edit text"), {"lines": 2}),
        ("channel", _t("Channel"), Editor.CHOICE, _undo("Change channel"), {"options": channel_options}),
    ],
)
_CARD_OWNER = _simple(_cards, [("owner", _t("Owner"), Editor.LINE, _undo("Change owner"), {})])
_CARD_EVIDENCE = _evidence_fields(_undo("Change evidence"))

CARD: tuple[Field, ...] = (
    *_CARD_TOP,
    Field(
        "stage",
        _t("Stage"),
        Editor.CHOICE,
        _attribute("stage"),
        _put_cards("stage"),
        _undo("Move card"),
        options=_stage_options,
        half=True,
    ),
    Field(
        "lane",
        _t("Lane"),
        Editor.CHOICE,
        _attribute("lane"),
        _put_cards("lane"),
        _undo("Move card"),
        options=_lane_options,
        half=True,
    ),
    *_CARD_OWNER,
    *_simple(_cards, [("tags", _t("Tags"), Editor.TAGS, _undo("Change tags"), {})]),
    *_simple(_cards, [("marks", _t("Marks"), Editor.MARKS, _undo("Change marks"), {"options": _MARKS})]),
    Field(
        "picture",
        _t("Picture"),
        Editor.PICTURE,
        _attribute("picture"),
        _write_picture(_cards("picture")),
        _undo("Change picture"),
    ),
    *_CARD_EVIDENCE,
    *_simple(
        _cards,
        [
            (
                "duration",
                _t("Duration"),
                Editor.LINE,
                _undo("Change duration"),
                {"half": True, "section": _t("Details")},
            ),
            ("span", _t("Spans stages"), Editor.WHOLE, _undo("Change span"), {"half": True}),
            ("persona", _t("Persona"), Editor.CHOICE, _undo("Change persona"), {"options": _persona_options}),
            ("note", _t("Note"), Editor.TEXT, _undo("Edit note"), {"lines": 2}),
        ],
    ),
)

STAGE: tuple[Field, ...] = _simple(
    _each,
    [
        ("name", _t("Name"), Editor.LINE, _undo("Rename stage"), {}),
        ("start", _t("Starts"), Editor.LINE, _undo("Change stage times"), {"half": True, "hint": _t("day 0")}),
        ("duration", _t("Lasts"), Editor.LINE, _undo("Change stage times"), {"half": True, "hint": _t("2 days")}),
        ("customer_goal", _t("Customer goal"), Editor.TEXT, _undo("Edit customer goal"), {}),
        ("business_goal", _t("Business goal"), Editor.TEXT, _undo("Edit business goal"), {}),
        (
            "goals_coincide", _t("The goals coincide"), Editor.CHOICE, _undo("Change goals"),
            {"options": _fixed((None, _t("Not said"), ""), (True, _t("Yes"), ""), (False, _t("No"), ""))},
        ),
        ("width", _t("Width"), Editor.NUMBER, _undo("Resize stage"), {"hint": _t("as usual"), "section": _t("Details")}),
        ("note", _t("Note"), Editor.TEXT, _undo("Edit note"), {}),
    ],
)  # fmt: skip

LANE: tuple[Field, ...] = _simple(
    _each,
    [
        ("label", _t("Label"), Editor.LINE, _undo("Rename lane"), {}),
        ("hint", _t("Hint"), Editor.LINE, _undo("Edit lane hint"), {}),
        ("role", _t("Meaning"), Editor.CHOICE, _undo("Change lane meaning"), {"options": _role_options}),
        ("kind", _t("Drawn as"), Editor.CHOICE, _undo("Change lane kind"), {"options": _KINDS}),
        ("accent", _t("Colour"), Editor.CHOICE, _undo("Change lane colour"), {"options": _ACCENTS}),
        ("collapsed", _t("Collapsed"), Editor.SWITCH, _undo("Collapse lane"), {}),
        ("hidden", _t("Hidden"), Editor.SWITCH, _undo("Hide lane"), {}),
        (
            "height",
            _t("Least height"),
            Editor.NUMBER,
            _undo("Resize lane"),
            {"hint": _t("as usual"), "section": _t("Details")},
        ),
        ("note", _t("Note"), Editor.TEXT, _undo("Edit note"), {}),
    ],
)

#: Shown for metric lanes beneath the others.
METRIC_LANE: tuple[Field, ...] = _simple(
    _each, [("display", _t("Values shown as"), Editor.CHOICE, _undo("Change metric display"), {"options": _DISPLAYS})]
)

POINT: tuple[Field, ...] = (
    *_simple(
        _each,
        [
            ("value", _t("Feeling"), Editor.EMOTION, _undo("Move emotion point"), {}),
            ("label", _t("Label"), Editor.TEXT, _undo("Edit emotion label"), {}),
            ("marks", _t("Marks"), Editor.MARKS, _undo("Change marks"), {"options": _MARKS}),
        ],
    ),
    *_evidence_fields(_undo("Change evidence")),
)

PERSONA: tuple[Field, ...] = (
    *_simple(
        _each,
        [
            ("name", _t("Name"), Editor.LINE, _undo("Rename persona"), {}),
            ("primary", _t("Primary persona"), Editor.SWITCH, _undo("Change primary persona"), {}),
        ],
    ),
    Field(
        "portrait",
        _t("Portrait"),
        Editor.PICTURE,
        _attribute("portrait"),
        _write_picture(_each("portrait")),
        _undo("Change portrait"),
    ),
    *_simple(
        _each,
        [
            ("archetype", _t("Archetype"), Editor.LINE, _undo("Edit persona"), {}),
            ("demographics", _t("Demographics"), Editor.TEXT, _undo("Edit persona"), {}),
            ("quote", _t("Quote"), Editor.TEXT, _undo("Edit persona"), {}),
            *(
                (key, label, Editor.LIST, _undo("Edit persona"), {"hint": _t("one a line"), **more})
                for key, label, more in (
                    ("needs", _t("Needs"), {"section": _t("What moves them")}),
                    ("wants", _t("Wants"), {}),
                    ("motives", _t("Motives"), {}),
                    ("goals", _t("Goals"), {}),
                    ("behaviours", _t("Behaviours"), {}),
                    ("frustrations", _t("Frustrations"), {}),
                    ("channels", _t("Preferred channels"), {}),
                )
            ),
            ("note", _t("Note"), Editor.TEXT, _undo("Edit note"), {}),
        ],
    ),
)

METRIC: tuple[Field, ...] = (
    *_simple(
        _each,
        [
            ("label", _t("Label"), Editor.LINE, _undo("Rename metric"), {}),
            ("value", _t("Value"), Editor.NUMBER, _undo("Change metric"), {"half": True}),
            ("unit", _t("Unit"), Editor.LINE, _undo("Change metric"), {"half": True}),
            ("target", _t("Target"), Editor.NUMBER, _undo("Change metric"), {"half": True}),
            ("full", _t("Full at"), Editor.NUMBER, _undo("Change metric"), {"half": True}),
        ],
    ),
    *_evidence_fields(_undo("Change evidence")),
)

CONNECTOR: tuple[Field, ...] = _simple(_each, [("label", _t("Label"), Editor.LINE, _undo("Edit connector"), {})])

LINE: tuple[Field, ...] = _simple(
    _each,
    [
        ("label", _t("Label"), Editor.LINE, _undo("Rename line"), {}),
        ("hidden", _t("Hidden"), Editor.SWITCH, _undo("Hide line"), {}),
    ],
)

MAP: tuple[Field, ...] = _simple(
    _map,
    [
        ("title", _t("Title"), Editor.LINE, _undo("Rename map"), {}),
        ("kind", _t("Kind of map"), Editor.CHOICE, _undo("Change kind of map"), {"options": _MAP_KINDS}),
        ("objective", _t("Objective"), Editor.TEXT, _undo("Edit map"), {}),
        ("scenario", _t("Scenario"), Editor.TEXT, _undo("Edit map"), {}),
        ("scope", _t("Scope"), Editor.TEXT, _undo("Edit map"), {"lines": 1}),
        ("expectations", _t("Expectations"), Editor.TEXT, _undo("Edit map"), {}),
        ("owner", _t("Owner"), Editor.LINE, _undo("Edit map"), {"section": _t("Document")}),
        ("date", _t("Date"), Editor.LINE, _undo("Edit map"), {"half": True}),
        ("revision", _t("Revision"), Editor.LINE, _undo("Edit map"), {"half": True}),
        ("language", _t("Language of the texts"), Editor.CHOICE, _undo("Change language"), {"options": _languages}),
        ("note", _t("Note"), Editor.TEXT, _undo("Edit map"), {}),
    ],
)

#: What several selected cards have in common.
CARDS: tuple[Field, ...] = (_CARD_TOP[1], *_CARD_OWNER, *_CARD_EVIDENCE)
#: What several selected emotion points, metrics, or a mix of these and cards have in common.
PROVEN: tuple[Field, ...] = _CARD_EVIDENCE

BY_KIND: dict[str, tuple[Field, ...]] = {
    "card": CARD,
    "stage": STAGE,
    "lane": LANE,
    "point": POINT,
    "persona": PERSONA,
    "metric": METRIC,
    "connector": CONNECTOR,
    "line": LINE,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What the inspector shows: a key for the form, its fields, and the ids that an edit goes to."""

    key: str
    fields: tuple[Field, ...]
    ids: tuple[str, ...] = ()


def subject_of(journey: Journey, ids: Iterable[str]) -> Subject:
    """The subject for a selection; the map itself where nothing that still exists is selected."""
    known = tuple(id_ for id_ in ids if find(journey, id_) is not None)
    if not known:
        return Subject("map", MAP)
    kinds = {kind_of(journey, id_) for id_ in known}
    if len(known) == 1:
        (kind,) = kinds
        if kind == "lane" and journey.lanes[known[0]].kind is LaneKind.METRIC:
            return Subject("metric-lane", (*LANE[:5], *METRIC_LANE, *LANE[5:]), known)
        return Subject(kind, BY_KIND.get(kind, ()), known)
    if kinds == {"card"}:
        return Subject("cards", CARDS, known)
    if kinds <= {"card", "point", "metric"}:
        return Subject("proven", PROVEN, known)
    return Subject("several", (), known)


def record_of(journey: Journey, id_: str) -> Any:
    """The record with that id, in whichever table; KeyError where there is none."""
    found = find(journey, id_)
    if found is None:
        raise KeyError(id_)
    return found[1]
