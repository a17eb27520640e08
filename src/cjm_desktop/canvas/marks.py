"""What a gesture or the selection shows on top of the map, as frozen data in map coordinates; `overlay` paints it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from cjm_desktop.geometry import Point, Rect


class FrameKind(Enum):
    """What a frame says of the thing in it."""

    SELECTED = auto()  #: it is selected
    HOVER = auto()  #: a press would select it
    CELL = auto()  #: the empty cell in which typing makes a card
    LANDING = auto()  #: what is dragged would land here
    LIFTED = auto()  #: it is being dragged from here


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame round a thing."""

    rect: Rect
    kind: FrameKind
    radius: float = 4.0


@dataclass(frozen=True, slots=True)
class Crowd:
    """Frames round so many selected things that they are bare numbers: (x, y, width, height) each, and `rect` round all."""

    rect: Rect
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Insertion:
    """A bar between two things: what is dragged would go there. Its longer side is its direction."""

    rect: Rect


@dataclass(frozen=True, slots=True)
class Ghost:
    """The picture of what stands in `rect`, shifted to follow the pointer."""

    rect: Rect
    dx: float
    dy: float

    @property
    def target(self) -> Rect:
        return self.rect.moved(self.dx, self.dy)


@dataclass(frozen=True, slots=True)
class Band:
    """The rubber band."""

    rect: Rect


@dataclass(frozen=True, slots=True)
class Guide:
    """A thin line to which something snaps or by which it is measured."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Trace:
    """A preview of an emotion curve: cubic steps (control 1, control 2, end) from a start; and its face."""

    start: Point
    steps: tuple[tuple[Point, Point, Point], ...]
    face: Point
    radius: float


@dataclass(frozen=True, slots=True)
class Readout:
    """A small label with a value beside the pointer; it stays the same size at every zoom."""

    at: Point
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a search found, and things that hold such words out of sight; all lie in `rect` or reach into it.

    `current` is that of them to which the search has come: words, or a thing.
    """

    rect: Rect
    words: tuple[Rect, ...] = ()
    things: tuple[Rect, ...] = ()
    current_words: tuple[Rect, ...] = ()
    current_things: tuple[Rect, ...] = ()


class SignKind(Enum):
    """What a sign beside a lane says."""

    OPEN = auto()  #: it can be collapsed
    COLLAPSED = auto()  #: it can be expanded
    LOCKED = auto()


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign beside a lane."""

    rect: Rect
    kind: SignKind


@dataclass(frozen=True, slots=True)
class Joint:
    """A handle from which an arrow is drawn, or an arrow's end; it stays the same size at every zoom."""

    at: Point


@dataclass(frozen=True, slots=True)
class Pull:
    """An arrow that is being drawn."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Course:
    """An arrow that is selected, or that a press would select: its points."""

    points: tuple[Point, ...]
    kind: FrameKind


@dataclass(frozen=True, slots=True)
class Spots:
    """Where cards are voted for, and how many votes each has; all lie in `rect` or reach into it."""

    rect: Rect
    spots: tuple[tuple[Rect, int], ...]


Mark = Frame | Crowd | Insertion | Ghost | Band | Guide | Trace | Readout | Found | Sign | Joint | Pull | Course | Spots
