"""What layout returns: where each thing of a map stands, with its text set. All frozen, in layout units, y down.

Boxes of a lane are lane-local (y 0 is the lane's top; x is the map's), so that moving a lane re-uses its box. Drawing
and hit testing both read these boxes and nothing else, so a thing can be hit exactly where it is seen.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjm_desktop.geometry import Point, Rect, Size
from cjm_desktop.model.records import (
    EMOTION_MAX,
    EMOTION_MIN,
    BlueprintLine,
    Card,
    Channel,
    Connector,
    Curve,
    EmotionPoint,
    Lane,
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


@dataclass(frozen=True, slots=True)
class PersonaBox:
    persona: Persona
    rect: Rect
    portrait: Rect
    texts: tuple[tuple[str, PlacedText], ...]  #: (what: "name", "quote", "detail"; where)


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


@dataclass(frozen=True, slots=True)
class PillBox:
    """A channel pill: its rectangle, its icon's square, its text."""

    channel: Channel
    rect: Rect
    icon: Rect
    text: PlacedText


@dataclass(frozen=True, slots=True)
class CardBox:
    """A card. `badges` are small squares for marks, evidence and links: (what, where); `picture` where its picture stands."""

    card: Card
    rect: Rect
    text: PlacedText
    pill: PillBox | None = None
    footers: tuple[PlacedText, ...] = ()
    badges: tuple[tuple[str, Rect], ...] = ()
    picture: Rect | None = None


@dataclass(frozen=True, slots=True)
class PointBox:
    """An emotion point with its face's centre (lane-local) and its label where it has one. A gap has no center."""

    point: EmotionPoint
    center: Point | None
    label: PlacedText | None = None


@dataclass(frozen=True, slots=True)
class CurveBox:
    """A curve: its points from left to right and its pieces, each a run of cubic steps between gaps.

    A piece is (start, ((control 1, control 2, end), ...)). `order` counts the lane's curves, for colour and dash.
    """

    curve: Curve
    order: int
    points: tuple[PointBox, ...]
    pieces: tuple[tuple[Point, tuple[tuple[Point, Point, Point], ...]], ...]
    label: PlacedText | None = None


@dataclass(frozen=True, slots=True)
class EmotionBox:
    """The ground of an emotion lane. `plot` is where values lie: its top is +2, its bottom -2."""

    ground: Rect
    plot: Rect
    levels: tuple[tuple[float, PlacedText | None], ...]  #: (value, name) from delighted to frustrated
    curves: tuple[CurveBox, ...]

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


@dataclass(frozen=True, slots=True)
class LaneBox:
    """A lane, lane-local: label at the left, body to the right of it."""

    lane: Lane
    height: float
    label_rect: Rect
    label: PlacedText
    hint: PlacedText | None
    body: Rect
    cards: tuple[CardBox, ...] = ()
    emotion: EmotionBox | None = None
    metrics: tuple[MetricBox, ...] = ()
    arrows: tuple[tuple[Point, Point], ...] = ()  #: between the cards of a steps lane


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
