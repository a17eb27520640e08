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
        self._where = {id_: (n, box) for n, lane in enumerate(lanes) for id_, box in lane.box.card_by_id.items()}
        self._wide = [box.rect.moved(0, lane.y) for lane in lanes for box in lane.box.cards if box.card.span > 1]
        self._used: Counter[tuple[str, float]] = Counter()
        self._leaving: Counter[tuple[str, str]] = Counter()

    def route(self, connector: Connector) -> tuple[Point, ...] | None:
        """The steps from the source's edge to the target's; None where one of the two is not shown."""
        source, target = self._where.get(connector.source), self._where.get(connector.target)
        if source is None or target is None or connector.source == connector.target:
            return None
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

    def _ends(self, lane: int, box: CardBox, id_: str) -> Iterable[tuple[str, _End]]:
        """The sides of a card from which a gap can be reached without running over another card."""
        placed, rect = self._lanes[lane], box.rect.moved(0, self._lanes[lane].y)
        first = self._columns.index[box.card.stage or ""]
        last = min(len(self._columns.ids) - 1, first + box.card.span - 1)
        y = self._slot(rect.center.y, rect.y + 5, rect.bottom - 5, self._leaving[id_, "right"])
        yield "right", (Point(rect.right, y), "gutter", self._gutters[last + 1])
        y = self._slot(rect.center.y, rect.y + 5, rect.bottom - 5, self._leaving[id_, "left"])
        yield "left", (Point(rect.x, y), "gutter", self._gutters[first])
        others = [
            other.rect
            for other in placed.box.cards
            if other is not box and other.rect.x < box.rect.right and box.rect.x < other.rect.right
        ]
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
