"""Two cards' places in, an arrow of straight steps out that runs in the gaps between columns and lanes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import CardBox, ConnectorBox, PlacedLane, PlacedText
from cjm_desktop.layout.columns import Columns
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import Connector
from cjm_desktop.text.lines import TextSetter

_BEND = 14.0  #: what a bend costs, in length
_CROSSING = 2_000.0  #: what running over a card costs
_APART = 2.4  #: between arrows that share a gap
_SPREAD = 7.0  #: between arrows that share a card's edge
_LABEL_ROOM = 150.0

_End = tuple[Point, str, float]  # where on the card's edge; "gutter" or "gap"; the strip's middle


class Router:
    """Finds ways for the arrows of one map."""

    def __init__(self, columns: Columns, lanes: Sequence[PlacedLane], top: float, bottom: float) -> None:
        self._columns = columns
        self._lanes = lanes
        self._gutters = columns.gutters()
        edges = [top, *(y for lane in lanes for y in (lane.y, lane.y + lane.box.height)), bottom]
        self._gaps = tuple((a + b) / 2 for a, b in zip(edges[::2], edges[1::2], strict=True))
        self._wide = [box.rect.moved(0, lane.y) for lane in lanes for box in lane.box.wide_cards]
        self._used: Counter[tuple[str, float]] = Counter()
        self._leaving: Counter[tuple[str, str]] = Counter()
        self._upright: list[tuple[float, float, float]] = []  # straight arrows across lanes: x, top, bottom

    def route(self, connector: Connector) -> tuple[Point, ...] | None:
        """The steps from the source's edge to the target's; None where one of the two is not shown."""
        source, target = self._find(connector.source), self._find(connector.target)
        if source is None or target is None or connector.source == connector.target:
            return None
        straight = self._straight(*source, *target)
        if straight is not None:
            return straight
        best: tuple[float, tuple[Point, ...], str, str] | None = None
        for side_out, out in self._ends(*source, connector.source):
            for side_in, into in self._ends(*target, connector.target):
                for points in self._between(out, into):
                    cost = self._cost(points)
                    if best is None or cost < best[0]:
                        best = cost, points, side_out, side_in
        if best is None:
            return None
        _, points, side_out, side_in = best
        self._leaving[connector.source, side_out] += 1
        self._leaving[connector.target, side_in] += 1
        return self._apart(points)

    def _find(self, card: str) -> tuple[int, CardBox] | None:
        """The number of the lane that shows a card, and its box."""
        for n, lane in enumerate(self._lanes):
            box = lane.box.card_by_id.get(card)
            if box is not None:
                return n, box
        return None

    def _over(self, lane: PlacedLane, left: float, right: float) -> Iterable[CardBox]:
        """The cards of a lane that reach between two places of x."""
        columns = self._columns
        for n, x in enumerate(columns.lefts):
            if x < right and columns.rights[n] - columns.inset > left:
                yield from lane.box.cards_from.get(x, ())
        for box in lane.box.wide_cards:
            if box.rect.x < right and box.rect.right > left:
                yield box

    def _straight(self, lane_a: int, a: CardBox, lane_b: int, b: CardBox) -> tuple[Point, ...] | None:
        """One step from card to card, where they face each other and nothing stands between."""
        one, two = a.rect.moved(0, self._lanes[lane_a].y), b.rect.moved(0, self._lanes[lane_b].y)
        if lane_a == lane_b:
            return self._level(lane_a, one, two)
        left, right = max(one.x, two.x) + 8, min(one.right, two.right) - 8
        if left > right:
            return None
        low, high = sorted((lane_a, lane_b))
        top, bottom = (one.bottom, two.y) if lane_a < lane_b else (two.bottom, one.y)
        middle = (left + right) / 2
        for used in range(5):
            x = self._slot(middle, left, right, used)
            taken = any(abs(x - other) < 2 and y1 < bottom and top < y2 for other, y1, y2 in self._upright)
            if taken or any(
                box is not a and box is not b and top < box.rect.bottom + lane.y and box.rect.y + lane.y < bottom
                for lane in self._lanes[low : high + 1]
                for box in self._over(lane, x - 2, x + 2)
            ):
                continue
            self._upright.append((x, top, bottom))
            return (Point(x, top), Point(x, bottom)) if lane_a < lane_b else (Point(x, bottom), Point(x, top))
        return None

    def _level(self, lane: int, one: Rect, two: Rect) -> tuple[Point, ...] | None:
        """One level step between two cards of a lane."""
        top, bottom = max(one.y, two.y) + 5, min(one.bottom, two.bottom) - 5
        if top > bottom:
            return None
        start, end = (one.right, two.x) if one.x < two.x else (one.x, two.right)
        placed, y = self._lanes[lane], (top + bottom) / 2 + (_SPREAD if self._lanes[lane].box.arrows else 0)
        if not top <= y <= bottom or any(
            box.rect.y + placed.y < y + 2 and y - 2 < box.rect.bottom + placed.y
            for box in self._over(placed, min(start, end), max(start, end))
            if box.rect.x > min(start, end) and box.rect.right < max(start, end)
        ):
            return None
        return Point(start, y), Point(end, y)

    def _ends(self, lane: int, box: CardBox, id_: str) -> Iterable[tuple[str, _End]]:
        """The sides of a card from which a gap can be reached without running over another card."""
        placed, rect = self._lanes[lane], box.rect.moved(0, self._lanes[lane].y)
        first = self._columns.index[box.card.stage or ""]
        last = min(len(self._columns.ids) - 1, first + box.card.span - 1)
        y = self._slot(rect.center.y, rect.y + 5, rect.bottom - 5, self._leaving[id_, "right"])
        yield "right", (Point(rect.right, y), "gutter", self._gutters[last + 1])
        y = self._slot(rect.center.y, rect.y + 5, rect.bottom - 5, self._leaving[id_, "left"])
        yield "left", (Point(rect.x, y), "gutter", self._gutters[first])
        others = [other.rect for other in self._over(placed, box.rect.x, box.rect.right) if other is not box]
        if all(other.y < box.rect.y for other in others):
            x = self._slot(rect.center.x, rect.x + 8, rect.right - 8, self._leaving[id_, "bottom"])
            yield "bottom", (Point(x, rect.bottom), "gap", self._gaps[lane + 1])
        if all(other.y > box.rect.y for other in others):
            x = self._slot(rect.center.x, rect.x + 8, rect.right - 8, self._leaving[id_, "top"])
            yield "top", (Point(x, rect.y), "gap", self._gaps[lane])

    @staticmethod
    def _slot(middle: float, low: float, high: float, used: int) -> float:
        """The next free place on an edge, beginning in its middle and going out to both sides in turn."""
        step = (used + 1) // 2 * _SPREAD * (1 if used % 2 else -1)
        return max(low, min(high, middle + step))

    def _between(self, out: _End, into: _End) -> Iterable[tuple[Point, ...]]:
        (start, kind_out, a), (end, kind_in, b) = out, into
        if kind_out == kind_in == "gutter":
            if a == b:
                yield start, Point(a, start.y), Point(a, end.y), end
            else:
                for gap in self._gaps_near(start.y, end.y):
                    yield start, Point(a, start.y), Point(a, gap), Point(b, gap), Point(b, end.y), end
        elif kind_out == kind_in == "gap":
            if a == b:
                yield start, Point(start.x, a), Point(end.x, a), end
            else:
                for gutter in self._gutters:
                    yield start, Point(start.x, a), Point(gutter, a), Point(gutter, b), Point(end.x, b), end
        elif kind_out == "gap":
            yield start, Point(start.x, a), Point(b, a), Point(b, end.y), end
        else:
            yield start, Point(a, start.y), Point(a, b), Point(end.x, b), end

    def _gaps_near(self, one: float, two: float) -> Sequence[float]:
        """The gaps between two heights, with one more on each side."""
        low, high = sorted((one, two))
        return self._gaps[max(0, bisect_left(self._gaps, low) - 1) : bisect_left(self._gaps, high) + 1]

    def _cost(self, points: Sequence[Point]) -> float:
        steps = list(pairwise(points))
        length = sum(abs(b.x - a.x) + abs(b.y - a.y) for a, b in steps)
        bends = len(_straightened(points)) - 2
        crossings = sum(_crosses(a, b, rect) for rect in self._wide for a, b in steps)
        shared = sum(self._used[_strip(a, b)] for a, b in steps[1:-1])
        return length + bends * _BEND + crossings * _CROSSING + shared * _BEND / 2

    def _apart(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        """The points with each inner step moved a little aside where another arrow already runs in its gap."""
        moved = list(points)
        for n in range(1, len(points) - 2):
            a, b = points[n], points[n + 1]
            if a == b:
                continue
            strip = _strip(a, b)
            used = self._used[strip]
            self._used[strip] += 1
            by = min(2, (used + 1) // 2) * _APART * (1 if used % 2 else -1)
            if a.x == b.x:
                moved[n], moved[n + 1] = Point(moved[n].x + by, moved[n].y), Point(moved[n + 1].x + by, moved[n + 1].y)
            else:
                moved[n], moved[n + 1] = Point(moved[n].x, moved[n].y + by), Point(moved[n + 1].x, moved[n + 1].y + by)
        return _straightened(moved)


def connector_boxes(
    connectors: Iterable[Connector], router: Router, setter: TextSetter, styles: Styles
) -> tuple[ConnectorBox, ...]:
    """The arrows whose two cards are shown, with their labels on the longest level step."""
    boxes = []
    for connector in connectors:
        points = router.route(connector)
        if points is None:
            continue
        label = None
        if connector.label.strip():
            block = setter.block(connector.label.strip(), styles.footer, _LABEL_ROOM)
            a, b = max(pairwise(points), key=lambda s: (abs(s[0].x - s[1].x), abs(s[0].y - s[1].y)))
            label = PlacedText(block, (a.x + b.x - block.width) / 2, (a.y + b.y - block.height) / 2, block.width)
        boxes.append(ConnectorBox(connector, points, label))
    return tuple(boxes)


def _strip(a: Point, b: Point) -> tuple[str, float]:
    """The gap in which a step runs."""
    return ("x", a.x) if a.x == b.x else ("y", a.y)


def _straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points without those that change nothing."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1].x - point.x) < 0.01 and abs(kept[-1].y - point.y) < 0.01:
            continue
        if len(kept) > 1 and (
            abs(kept[-2].x - kept[-1].x) < 0.01 > abs(kept[-1].x - point.x)
            or abs(kept[-2].y - kept[-1].y) < 0.01 > abs(kept[-1].y - point.y)
        ):
            kept[-1] = point
            continue
        kept.append(point)
    return tuple(kept)


def _crosses(a: Point, b: Point, rect: Rect) -> bool:
    """Whether an upright or level step runs through the inside of a rectangle."""
    left, right = sorted((a.x, b.x))
    top, bottom = sorted((a.y, b.y))
    return left < rect.right - 0.5 and right > rect.x + 0.5 and top < rect.bottom - 0.5 and bottom > rect.y + 0.5
