"""The display list: a few frozen primitives, in layout units with y down, that Qt and PDF painters draw alike.

Painters know these and no journeys. Colours are `#rrggbb` as the theme gave them. Nothing here is about selection or
hovering: that is the canvas's overlay. Coordinates inside a `Group` are relative to its origin.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.text.lines import TextLine


@dataclass(frozen=True, slots=True)
class Gradient:
    """A vertical change of colour; stops are (share of the height from the top, colour), in order."""

    stops: tuple[tuple[float, str], ...]


Fill = str | Gradient | None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn edge. `dash` are lengths in layout units; round caps and joins where `round` is set, else butt and miter."""

    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    round: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle with corners of one radius (radius of half its size: a circle)."""

    rect: Rect
    radius: float = 0.0
    fill: Fill = None
    stroke: Stroke | None = None


#: A step of a path: ("m", x, y), ("l", x, y), ("c", x1, y1, x2, y2, x, y) or ("z",).
Step = tuple[str] | tuple[str, float, float] | tuple[str, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Path:
    """Lines and cubic curves."""

    steps: tuple[Step, ...]
    fill: Fill = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A line of text; (x, y) is where its baseline starts at the left."""

    line: TextLine
    x: float
    y: float
    colour: str


#: All of a picture, in shares of its width and height.
WHOLE = Rect(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Image:
    """An embedded picture by its id, with rounded corners.

    `part` of it, in shares of its width and height, fills `rect` and is cropped to it around the middle. `alt` says what
    it shows where the picture does not say so itself.
    """

    picture: str
    rect: Rect
    radius: float = 0.0
    part: Rect = WHOLE
    opacity: float = 1.0
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A place that opens an address; draws nothing. `title` says what it leads to, where that is known."""

    url: str
    rect: Rect
    title: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry of the document's outline; draws nothing. `level` 0 is the top."""

    title: str
    key: str
    level: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tag:
    """What a group is to those who hear a page instead of seeing it.

    `role` is one of PDF's structure types ("H1", "P", "Figure" ...), or "Artifact" for what is only there to be seen;
    `alt` is said instead of a figure. Without a tag, text is a paragraph and all else an artefact. The letters of a
    `sign` are there to be seen: readers that go by where texts stand would put them between the words beside them.
    """

    role: str
    alt: str = ""
    sign: bool = False


class Element(NamedTuple):
    """A part of what is read: groups with this `key` show it, and it has parts of its own, in reading order.

    `columns` are those that a cell of a table covers, `scope` ("Row" or "Column") what a head of a table is the head of.
    """

    role: str
    key: str = ""
    parts: tuple[Element, ...] = ()
    alt: str = ""
    columns: int = 1
    scope: str = ""


@dataclass(frozen=True)
class Contents:
    """What a drawing reads like, in order, and its entries of a document's outline."""

    elements: tuple[Element, ...] = ()
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, eq=False)
class Reading:
    """How a drawing is read, worked out when first asked for: only paper wants to know."""

    make: Callable[[], Contents]

    @cached_property
    def contents(self) -> Contents:
        return self.make()


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Items drawn at an offset. `bounds` (in the group's own coordinates) holds all their ink, for culling.

    `key` is the id of the record that the group shows; with more behind a colon, of a part of that record. `flat` is the
    one colour that stands for the group where it is too small to read. Groups are compared by identity, so that a painter
    can cache by them. A group whose key has an element in the drawing's reading shows that; any other with a `tag` is an
    element where it stands.
    """

    x: float
    y: float
    bounds: Rect
    items: Sequence[Item]
    key: str = ""
    flat: str | None = None
    clip: Rect | None = None
    tag: Tag | None = None


Item = Shape | Path | Glyphs | Image | Link | Anchor | Group


_ORIGIN = Point(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole page of the map: its size, its ground colour, its items in order of painting, and how it is read.

    Without a reading it is read as it is painted. A drawing that shows a part of another has the other's reading, whose
    (0, 0) is at `origin`; in `anchored` (in the other's coordinates) lies its share: the entries of the outline that it
    keeps, and the lines of text that are read there where several parts show them.
    """

    width: float
    height: float
    ground: str
    items: tuple[Item, ...]
    reading: Reading | None = None
    origin: Point = _ORIGIN
    anchored: Rect | None = None
