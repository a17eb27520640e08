"""What layout returns: where each thing of a map stands, with its text set. All frozen, in layout units, y down.

Boxes of a lane are lane-local (y 0 is the lane's top; x is the map's), so that moving a lane re-uses its box. Drawing
and hit testing both read these boxes and nothing else, so a thing can be hit exactly where it is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cjm_desktop.geometry import Point, Rect, Size
from cjm_desktop.model.records import (
    EMOTION_MAX,
    EMOTION_MIN,
    BlueprintLine,
    Card,
    Channel,
    Connector,
    Crop,
    Curve,
    EmotionPoint,
    Lane,
    Mark,
    Metric,
    Persona,
    Stage,
)
from cjm_desktop.text.lines import TextBlock


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A block of text with the top left corner where it stands; right-to-left lines end at `x + width`."""

    block: TextBlock
    x: float
    y: float
    width: float  #: the room it was given, to which right-to-left lines are set flush right

    @property
    def rect(self) -> Rect:
        return Rect(self.x, self.y, self.width, self.block.height)

    def moved(self, dx: float, dy: float) -> PlacedText:
        return PlacedText(self.block, self.x + dx, self.y + dy, self.width)


@dataclass(frozen=True, slots=True)
class PersonaBox:
    """A persona's card. `order` counts the map's personas, for the colour that its curve and cards share."""

    persona: Persona
    rect: Rect
    portrait: Rect
    texts: tuple[tuple[str, PlacedText], ...]  #: (what: "name", "quote", "detail"; where)
    order: int = 0
    ringed: bool = False  #: whether the portrait carries the persona's colour (a map of several personas)
    picture: str | None = None  #: the portrait's picture, where the map has it
    crop: Crop | None = None  #: the part of the picture that is shown; None shows its middle
    initials: PlacedText | None = None  #: in the portrait's place where there is none and the map has several personas


@dataclass(frozen=True, slots=True)
class HeaderBox:
    """Title, subtitle and personas above the stages."""

    rect: Rect
    title: PlacedText
    details: tuple[PlacedText, ...]  #: muted lines beneath the title
    personas: tuple[PersonaBox, ...]


@dataclass(frozen=True, slots=True)
class StageBox:
    """A stage's chevron, and its column down the map. `share` runs from 0 (first stage) to 1 (last), for its colour."""

    stage: Stage
    index: int
    rect: Rect  #: of the chevron, its point included
    column: Rect  #: from the chevron's top to the map's bottom, gutters left out
    share: float
    name: PlacedText
    duration: PlacedText | None
    sub_stages: tuple[tuple[Rect, PlacedText], ...] = ()
    goals: tuple[tuple[str, PlacedText], ...] = ()  #: ("customer" or "business", where), beneath the chevron
    slots: tuple[tuple[str, float, float], ...] = ()  #: of sub-stages with columns of their own: id, left, right
    agreement: Rect | None = None  #: the square of the sign that says whether the two goals coincide


@dataclass(frozen=True, slots=True)
class PillBox:
    """A channel pill: its rectangle, its icon's square, its text."""

    channel: Channel
    rect: Rect
    icon: Rect
    text: PlacedText


@dataclass(frozen=True, slots=True)
class ChipBox:
    """A small sign in a card's last rows: a tag, the priority, or votes as dots (with their number where there are many)."""

    what: str  #: "tag", "priority" or "votes"
    rect: Rect
    text: PlacedText | None = None
    dots: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CardContent:
    """What stands in a card, card-local (0, 0 is its top left corner), for one width; compared by identity.

    `badges` are small squares for marks, evidence, notes and links: (what, where). `persona` is (order, circle, initial)
    where the map has several personas. `picture` is where the picture stands; `picture_found` whether the map has it.
    """

    width: float
    height: float  #: the least that holds everything
    text: PlacedText
    pill: PillBox | None = None
    footers: tuple[PlacedText, ...] = ()
    badges: tuple[tuple[str, Rect], ...] = ()
    persona: tuple[int, Rect, PlacedText] | None = None
    picture: Rect | None = None
    picture_found: bool = False
    chips: tuple[ChipBox, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CardBox:
    """A card in its lane: `rect` and all properties are lane-local. Compared by identity.

    `first` and `last` are the slots of the columns that it covers.
    """

    card: Card
    rect: Rect
    content: CardContent
    first: int = 0
    last: int = 0

    @property
    def text(self) -> PlacedText:
        return self.content.text.moved(self.rect.x, self.rect.y)

    @property
    def pill(self) -> PillBox | None:
        pill = self.content.pill
        if pill is None:
            return None
        dx, dy = self.rect.x, self.rect.y
        return PillBox(pill.channel, pill.rect.moved(dx, dy), pill.icon.moved(dx, dy), pill.text.moved(dx, dy))

    @property
    def footers(self) -> tuple[PlacedText, ...]:
        return tuple(text.moved(self.rect.x, self.rect.y) for text in self.content.footers)

    @property
    def badges(self) -> tuple[tuple[str, Rect], ...]:
        return tuple((what, where.moved(self.rect.x, self.rect.y)) for what, where in self.content.badges)

    @property
    def picture(self) -> Rect | None:
        picture = self.content.picture
        return None if picture is None else picture.moved(self.rect.x, self.rect.y)


@dataclass(frozen=True, slots=True)
class PointBox:
    """An emotion point with its face's centre (lane-local) and its label where it has one. A gap has no center.

    `leader` joins a label that had to stand away from its face to it. `whisker` reaches over the spread of what was
    answered, from its upper to its lower end.
    """

    point: EmotionPoint
    center: Point | None
    label: PlacedText | None = None
    leader: tuple[Point, Point] | None = None
    whisker: tuple[Point, Point] | None = None


@dataclass(frozen=True, slots=True)
class CurveBox:
    """A curve: its points from left to right and its pieces, each a run of cubic steps between gaps.

    A piece is (start, ((control 1, control 2, end), ...)). `order` tells curves apart, for colour, dash and marker.
    """

    curve: Curve
    order: int
    points: tuple[PointBox, ...]
    pieces: tuple[tuple[Point, tuple[tuple[Point, Point, Point], ...]], ...]
    label: PlacedText | None = None


@dataclass(frozen=True, slots=True)
class EmotionBox:
    """The ground of an emotion lane. `plot` is where values lie: its top is +2, its bottom -2.

    `legend` (where there is more than one curve with faces) is (order, where its sample line stands, name).
    """

    ground: Rect
    plot: Rect
    levels: tuple[tuple[float, PlacedText | None], ...]  #: (value, name) from delighted to frustrated
    curves: tuple[CurveBox, ...]
    legend: tuple[tuple[int, Rect, PlacedText], ...] = ()

    def y_of(self, value: float) -> float:
        return self.plot.y + (EMOTION_MAX - value) / (EMOTION_MAX - EMOTION_MIN) * self.plot.height

    def value_at(self, y: float) -> float:
        """The value at a lane-local height, held within -2 to +2."""
        value = EMOTION_MAX - (y - self.plot.y) / self.plot.height * (EMOTION_MAX - EMOTION_MIN)
        return max(EMOTION_MIN, min(EMOTION_MAX, value))


@dataclass(frozen=True, slots=True)
class MetricBox:
    """A metric in its cell: its texts, the bar's track and filled part, or the places of a small line chart."""

    metric: Metric
    rect: Rect
    texts: tuple[tuple[str, PlacedText], ...]  #: (what: "value", "label", "target"; where)
    track: Rect | None = None
    filled: Rect | None = None
    share: float | None = None  #: 0 to 1: how full
    chart: tuple[Point, ...] = ()
    tone: str = "plain"  #: "good", "fair", "poor" against the target, or "plain" where nothing is to compare
    mark: Rect | None = None  #: where the target stands on the track
    heat: bool = False  #: the whole rectangle is coloured by `share`
    level: tuple[Point, Point] | None = None  #: where the target stands in the chart


@dataclass(frozen=True, slots=True)
class RowBox:
    """A row of a touchpoint lane, lane-local, from `top` to `bottom`: one channel (None: cards without one) and its name."""

    channel: Channel | None
    top: float
    bottom: float
    icon: Rect | None
    text: PlacedText

    @property
    def id(self) -> str | None:
        return None if self.channel is None else self.channel.id


@dataclass(frozen=True, eq=False)
class LaneBox:
    """A lane, lane-local: label at the left, body to the right of it. Compared by identity.

    A collapsed lane has neither cards nor emotion nor metrics; `count` says how much it hides. `cards` stand in document
    order, in a lane with rows row by row.
    """

    lane: Lane
    height: float
    label_rect: Rect
    label: PlacedText
    hint: PlacedText | None
    body: Rect
    cards: tuple[CardBox, ...] = ()
    emotion: EmotionBox | None = None
    metrics: tuple[MetricBox, ...] = ()
    arrows: tuple[tuple[Point, ...], ...] = ()  #: between the cards of a steps lane, each of straight steps
    count: PlacedText | None = None
    assumed: int = 0  #: how many cards and metrics are assumptions
    marks: frozenset[Mark] = frozenset()  #: the signs that its cards and emotion points bear
    rows: tuple[RowBox, ...] = ()  #: of a touchpoint lane by channel, from top to bottom
    total: PlacedText | None = None  #: of a steps lane: how long all its steps take
    sums: tuple[PlacedText, ...] = ()  #: the same of a stage, beneath its last step
    fields: tuple[tuple[int, int, Rect], ...] = ()  #: what is no card but read as well: first slot, last slot, where

    @cached_property
    def card_by_id(self) -> dict[str, CardBox]:
        return {box.card.id: box for box in self.cards}

    @cached_property
    def in_slot(self) -> dict[int, list[Rect]]:
        """The cards and figures that stand in each slot, from top to bottom."""
        found: dict[int, list[Rect]] = {}
        for box in self.cards:
            for slot in range(box.first, box.last + 1):
                found.setdefault(slot, []).append(box.rect)
        for first, last, rect in self.fields:
            for slot in range(first, last + 1):
                found.setdefault(slot, []).append(rect)
        for rects in found.values():
            rects.sort(key=lambda rect: rect.y)
        return found

    @cached_property
    def over_strip(self) -> dict[int, list[Rect]]:
        """The cards and figures that lie over each strip between two slots (strip n is left of slot n)."""
        found: dict[int, list[Rect]] = {}
        for box in self.cards:
            for strip in range(box.first + 1, box.last + 1):
                found.setdefault(strip, []).append(box.rect)
        for first, last, rect in self.fields:
            for strip in range(first + 1, last + 1):
                found.setdefault(strip, []).append(rect)
        return found

    @cached_property
    def point_by_id(self) -> dict[str, PointBox]:
        curves = self.emotion.curves if self.emotion else ()
        return {box.point.id: box for curve in curves for box in curve.points}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Cards, then emotion points that have a face."""
        points = (id_ for id_, box in self.point_by_id.items() if box.center is not None)
        return (*self.card_by_id, *points)


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane's box and the height at which it stands on the map."""

    y: float
    box: LaneBox

    @property
    def rect(self) -> Rect:
        """Label and body together, on the map."""
        left = self.box.label_rect.x
        return Rect(left, self.y, self.box.body.right - left, self.box.height)


@dataclass(frozen=True, slots=True)
class LineBox:
    """A blueprint line in the gap above a lane; its label stands in the lanes' label column."""

    line: BlueprintLine
    y: float
    x1: float
    x2: float
    label: PlacedText


@dataclass(frozen=True, slots=True)
class ConnectorBox:
    """An arrow as a run of straight steps; the last point is its tip."""

    connector: Connector
    points: tuple[Point, ...]
    label: PlacedText | None = None


@dataclass(frozen=True, slots=True)
class RulerBox:
    """The ruler of time over the stages: a level line from `left` to `right` at `y` with a tick at each given place.

    `marks` are the points in time: where their tick stands, and their text, beneath which the line runs.
    """

    y: float
    left: float
    right: float
    ticks: tuple[float, ...]
    marks: tuple[PlacedText, ...]


@dataclass(frozen=True, eq=False)
class MapLayout:
    """A whole map. `stages_rect` is the band of chevrons, `body` all lanes; hidden lanes are not here."""

    size: Size
    header: HeaderBox
    stages_rect: Rect
    body: Rect
    stages: tuple[StageBox, ...]
    lanes: tuple[PlacedLane, ...]
    lines: tuple[LineBox, ...]
    connectors: tuple[ConnectorBox, ...]
    footer: tuple[PlacedText, ...]
    missing: frozenset[str] = frozenset()  #: characters that no bundled face can draw
    hairlines: tuple[float, ...] = ()  #: heights of the lines between lanes
    legend: tuple[tuple[str, Rect, PlacedText], ...] = ()  #: what the signs for fail and wait points mean
    ruler: RulerBox | None = None
    language: str = ""  #: of the map
