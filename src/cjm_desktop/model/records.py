"""The records of a map (stage, lane, card ...): frozen, small, each with an id; unknown fields are kept.

Records are checked in full only where a file comes in (see `formats`). Inside the program they are made and changed by
the functions of `editing`, so `model_copy(update=...)`, which does not validate, is safe there and nowhere else.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from cjm_desktop.model.ids import Id

EMOTION_MIN = -2.0
EMOTION_MAX = 2.0
TEXT_MAX = 20_000
NAME_MAX = 2_000
#: How deep plain values of unknown form may nest: a whole record with what a newer version put into it.
PLAIN_DEPTH = 60


def _storable(text: str) -> str:
    """The text, refused where it holds half a surrogate pair: such a text cannot be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("the text holds half of a character (a lone surrogate)") from None
    return text


def _plain(value: Any) -> Any:
    """The value, refused where it is nothing that a file could hold."""
    if not _is_plain(value, PLAIN_DEPTH):
        raise ValueError("a text, a number, a list or an object is expected, not nested too deeply")
    return value


def _is_plain(value: Any, depth: int) -> bool:
    if isinstance(value, str):
        _storable(value)
        return True
    if isinstance(value, (list, dict)):
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        return depth > 0 and all(_is_plain(part, depth - 1) for part in parts)
    return value is None or isinstance(value, (bool, int)) or (isinstance(value, float) and math.isfinite(value))


Text = Annotated[str, StringConstraints(max_length=TEXT_MAX), AfterValidator(_storable)]
Name = Annotated[str, StringConstraints(max_length=NAME_MAX), AfterValidator(_storable)]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e12, le=1e12)]
Texts = tuple[Text, ...]
Plain = Annotated[Any, AfterValidator(_plain)]


class Record(BaseModel):
    """What all records share: frozen; a field of a newer minor version survives in `model_extra`."""

    model_config = ConfigDict(frozen=True, extra="allow")


class LaneKind(StrEnum):
    """How a lane is drawn."""

    CARDS = "cards"  #: plain cards
    TOUCHPOINTS = "touchpoints"  #: cards with a channel pill
    EMOTION = "emotion"  #: curves over a coloured ground
    METRIC = "metric"  #: numbers, bars, small charts
    PICTURES = "pictures"  #: a storyboard
    STEPS = "steps"  #: cards in sequence with arrows between them

    @property
    def holds_cards(self) -> bool:
        """Whether lanes of this kind hold cards, and not points of curves or metrics."""
        return self not in (LaneKind.EMOTION, LaneKind.METRIC)


class Evidence(StrEnum):
    """How we know what a card says."""

    OBSERVED = "observed"
    ASSUMED = "assumed"
    PROPOSED = "proposed"


class Mark(StrEnum):
    """A sign on a card or emotion point."""

    MOMENT_OF_TRUTH = "moment_of_truth"
    FAIL_POINT = "fail_point"
    WAIT_POINT = "wait_point"


class CurveStyle(StrEnum):
    """How an emotion curve is told from the others."""

    ACTUAL = "actual"  #: a solid line with faces: the curve that the map speaks of
    GHOST = "ghost"  #: a dashed grey line without faces: a target, or the state of today behind a future


class MetricDisplay(StrEnum):
    """How a metric lane draws its values."""

    NUMBER = "number"
    BAR = "bar"
    LINE = "line"
    HEAT = "heat"


class ConnectorKind(StrEnum):
    """What an arrow between two cards says."""

    FLOW = "flow"
    TRIGGERS = "triggers"
    NEEDS = "needs"
    RESOLVES = "resolves"


class LineKind(StrEnum):
    """The three lines of a service blueprint."""

    INTERACTION = "interaction"
    VISIBILITY = "visibility"
    INTERNAL_INTERACTION = "internal_interaction"


class Unmatched(StrEnum):
    """What a view does with cards that its filter does not let through."""

    DIM = "dim"
    HIDE = "hide"


class MapKind(StrEnum):
    """Which kind of map this is."""

    CURRENT = "current"
    DAY = "day"
    FUTURE = "future"
    BLUEPRINT = "blueprint"
    OTHER = "other"


#: An address of the web or of mail; or the way to another map's file: relative, or from the root or a drive, with what is
#: no plain character as %20 is. Nothing else has a place here: what has a colon is an address, two slashes another computer.
LINK_PATTERN = r"^((https?://|mailto:)\S+|([A-Za-z]:/|/)?[^\s:?#\\/][^\s:?#\\]*\.[cC][jJ][mM])$"


class WebLink(Record):
    """An address (http, https or mailto), or the way to another map's file, with what the user calls it."""

    url: Annotated[str, StringConstraints(max_length=2_000, pattern=LINK_PATTERN)]
    title: Name = ""

    @property
    def leads_to_map(self) -> bool:
        """Whether it is the way to another map's file."""
        return self.url.lower().endswith(".cjm") and not self.url.lower().startswith(("http:", "https:", "mailto:"))


class Proof(Record):
    """How we know something: its status, where it comes from, and from how many.

    `spread` is the standard deviation of what they said, in units of the value that it is known of.
    """

    status: Evidence = Evidence.ASSUMED
    source: Name = ""
    count: int | None = Field(default=None, ge=0, le=10**12)
    spread: float | None = Field(default=None, ge=0, le=1e12, allow_inf_nan=False)


class Priority(Record):
    """Impact and effort, each from 1 (small) to 5 (large)."""

    impact: int = Field(ge=1, le=5)
    effort: int = Field(ge=1, le=5)


class Crop(Record):
    """The part of a picture that is shown, in shares (0 to 1) of its width and height from its top left corner."""

    x: float = Field(default=0.0, ge=0, le=1, allow_inf_nan=False)
    y: float = Field(default=0.0, ge=0, le=1, allow_inf_nan=False)
    width: float = Field(default=1.0, gt=0, le=1, allow_inf_nan=False)
    height: float = Field(default=1.0, gt=0, le=1, allow_inf_nan=False)


class Source(Record):
    """Something that the map rests on: interviews, a log, a study."""

    id: Id
    title: Name = ""
    url: str = Field(default="", max_length=2_000)
    note: Text = ""
    count: int | None = Field(default=None, ge=0, le=10**12)


class Persona(Record):
    """Somebody who goes on the journey; `portrait` is the id of a picture."""

    id: Id
    name: Name = ""
    portrait: Id | None = None
    portrait_crop: Crop | None = None
    primary: bool = False
    archetype: Name = ""
    demographics: Text = ""
    quote: Text = ""
    needs: Texts = ()
    wants: Texts = ()
    motives: Texts = ()
    behaviours: Texts = ()
    goals: Texts = ()
    frustrations: Texts = ()
    channels: Texts = ()
    note: Text = ""


class SubStage(Record):
    id: Id
    name: Name = ""


class Stage(Record):
    """A column. `start` is a point in time, `duration` a span, both as the user writes them; `width` in layout units."""

    id: Id
    name: Name = ""
    sub_stages: tuple[SubStage, ...] = ()
    start: Name = ""
    duration: Name = ""
    customer_goal: Text = ""
    business_goal: Text = ""
    goals_coincide: bool | None = None
    width: float | None = Field(default=None, ge=60, le=2_000)
    note: Text = ""


class Lane(Record):
    """A row. `height` is a lower bound in layout units; `accent` is a name of the theme's accents.

    `by_channel` gives a touchpoint lane a row for each channel. A `locked` lane and its cards cannot be changed on the map.
    """

    id: Id
    kind: LaneKind = LaneKind.CARDS
    role: Name = "own"
    label: Name = ""
    hint: Name = ""
    accent: Name | None = None
    height: float | None = Field(default=None, ge=20, le=5_000)
    display: MetricDisplay | None = None
    by_channel: bool = False
    collapsed: bool = False
    hidden: bool = False
    locked: bool = False
    note: Text = ""


class Card(Record):
    """Text in a cell; a touchpoint is a card with a channel. Without a lane or stage it waits in the parking lot.

    `channel` is the id of an own channel of the map or of the catalogue; `picture` is the id of a picture, of which
    `crop` is shown (None: all of it); `persona` of a persona; `span` counts stages, the card's own included; `accent`
    is a name of the theme's accents (None: the lane's).
    """

    id: Id
    lane: Id | None = None
    stage: Id | None = None
    sub_stage: Id | None = None
    span: int = Field(default=1, ge=1, le=1_000)
    text: Text = ""
    channel: Id | None = None
    persona: Id | None = None
    evidence: Proof | None = None
    owner: Name = ""
    duration: Name = ""
    tags: Texts = ()
    marks: tuple[Mark, ...] = ()
    priority: Priority | None = None
    links: tuple[WebLink, ...] = ()
    picture: Id | None = None
    crop: Crop | None = None
    accent: Name | None = None
    note: Text = ""
    votes: int = Field(default=0, ge=0, le=1_000_000)


class Curve(Record):
    """One persona's feelings along the journey, drawn in one emotion lane."""

    id: Id
    lane: Id
    persona: Id | None = None
    label: Name = ""
    style: CurveStyle = CurveStyle.ACTUAL
    hidden: bool = False


class EmotionPoint(Record):
    """A feeling at one place of the journey.

    `position` runs from 0 (the stage's left edge) to 1 (its right edge). `value` runs from -2 (frustrated) to +2
    (delighted); None is a gap in the curve, never a zero. `original` is how it was written where it comes from, word for
    word; nothing draws it.
    """

    id: Id
    curve: Id
    stage: Id
    position: float = Field(default=0.5, ge=0, le=1, allow_inf_nan=False)
    value: float | None = Field(default=None, ge=EMOTION_MIN, le=EMOTION_MAX, allow_inf_nan=False)
    label: Text = ""
    original: Text = ""
    marks: tuple[Mark, ...] = ()
    evidence: Proof | None = None


class Metric(Record):
    """A measured value of a stage; `series` are earlier values, oldest first.

    `full` is the value at which a bar is full, `empty` that at which it is empty (None: nought).
    """

    id: Id
    lane: Id
    stage: Id
    label: Name = ""
    value: Number | None = None
    target: Number | None = None
    full: Number | None = None
    empty: Number | None = None
    unit: Name = ""
    series: tuple[Number, ...] = ()
    evidence: Proof | None = None


class Connector(Record):
    """An arrow from one card to another."""

    id: Id
    source: Id
    target: Id
    kind: ConnectorKind = ConnectorKind.FLOW
    label: Name = ""


class BlueprintLine(Record):
    """A line across the map, drawn above the first shown lane whose role is in `before`; never bound to a row number."""

    id: Id
    kind: LineKind
    label: Name = ""
    before: tuple[Name, ...] = ()
    hidden: bool = False


class Channel(Record):
    """A channel of the map's own, beside those of the catalogue; `icon` is the name of an icon of the program."""

    id: Id
    name: Name = ""
    icon: Name = "circle-dot"
    online: bool | None = None


class View(Record):
    """A way to look at the map under a name: what it shows, and which cards it lets through.

    Where `roles` is not empty, only lanes of these roles are shown. Each of `tags`, `channels`, `owners`, `evidence`
    and `personas` (ids) that is not empty lets through the cards that have one of its values; `personas` also says
    whose curves are shown. `unmatched` says what becomes of the other cards.
    """

    id: Id
    name: Name = ""
    roles: tuple[Name, ...] = ()
    hidden_lanes: tuple[Id, ...] = ()
    hidden_stages: tuple[Id, ...] = ()
    tags: Texts = ()
    channels: tuple[Id, ...] = ()
    owners: tuple[Name, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    personas: tuple[Id, ...] = ()
    unmatched: Unmatched = Unmatched.DIM


class Picture(Record):
    """An embedded picture; its id is `sha256-` and the hash of its bytes; `data` is base64."""

    id: Id
    mime: Annotated[str, StringConstraints(pattern=r"^image/(png|jpeg|webp)$")]
    width: int = Field(ge=1, le=30_000)
    height: int = Field(ge=1, le=30_000)
    alt: Text = ""
    data: str = Field(max_length=50_000_000)


class Conflict(Record):
    """What two people changed in different ways and nobody has decided on yet; values as they stand in a file.

    `table` and `record` say where it is ("": the map's own fields), `field` which field ("": the whole record, of which
    None means that it was deleted). Until it is decided, the map holds what `ours` says, and the record that one side
    deleted.
    """

    table: Name = ""
    record: str = Field(default="", max_length=80)
    field: Name = ""
    base: Plain = None
    ours: Plain = None
    theirs: Plain = None


class KeptVersion(Record):
    """The map as it was when its user kept it under a name, with a note.

    `saved` is a moment in UTC as ISO 8601 writes it. `data` is the map's file, packed by zlib, in base64; the bytes of its
    pictures are those of `Journey.version_pictures`.
    """

    id: Id
    name: Name = ""
    note: Text = ""
    saved: Annotated[str, StringConstraints(max_length=40, pattern=r"^[0-9TZ:+.-]*$")] = ""
    data: Annotated[str, StringConstraints(max_length=12_000_000, pattern=r"^[A-Za-z0-9+/=]*$")] = ""
