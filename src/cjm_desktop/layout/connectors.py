"""Two cards' places in, an arrow of straight steps out that runs in the gaps between columns and lanes."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import CardBox, ConnectorBox, PlacedLane, PlacedText
from cjm_desktop.layout.columns import Columns
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import Connector
from cjm_desktop.text.lines import TextSetter

_BEND = 14.0  #: what a bend costs, in length
_CROSSING = 2_000.0  #: what running over a card costs
_APART = 1.9  #: between arrows that share a gap
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
        self._wide = self._barriers()
        self._used_gutters: dict[float, int] = {}
        self._used_gaps: dict[float, int] = {}
        self._leaving: Counter[tuple[str, str]] = Counter()
        self._labels: list[Rect] = []
        self._upright: list[tuple[float, float, float]] = []  # straight arrows across lanes: x, top, bottom

    def _barriers(self) -> dict[float, tuple[list[float], list[float]]]:
        """For each gutter where cards that span several stages cover it: their tops and their bottoms, each sorted."""
        found: dict[float, tuple[list[float], list[float]]] = {}
        for lane in self._lanes:
            for box in lane.box.wide_cards:
                first = self._columns.index[box.card.stage or ""]
                last = min(len(self._columns.ids) - 1, first + box.card.span - 1)
                for gutter in self._gutters[first + 1 : last + 1]:
                    tops, bottoms = found.setdefault(gutter, ([], []))
                    tops.append(lane.y + box.rect.y)
                    bottoms.append(lane.y + box.rect.bottom)
        for tops, bottoms in found.values():
            tops.sort()
            bottoms.sort()
        return found

    def route(self, connector: Connector) -> tuple[Point, ...] | None:
        """The steps from the source's edge to the target's; None where one of the two is not shown."""
        source, target = self._find(connector.source), self._find(connector.target)
        if source is None or target is None or connector.source == connector.target:
            return None
        straight = self._straight(*source, *target)
        if straight is not None:
            return straight
        exits, entries = tuple(self._ends(*source, connector.source)), tuple(self._ends(*target, connector.target))
        best = self._best(exits, entries, math.inf, everywhere=False)
        if best is not None and best[0] >= _CROSSING:
            # No dearer than what was found, which is among all ways as well.
            best = self._best(exits, entries, math.nextafter(best[0], math.inf), everywhere=True)
        if best is None:
            return None
        _, points, side_out, side_in = best
        self._leaving[connector.source, side_out] += 1
        self._leaving[connector.target, side_in] += 1
        return self._apart(points)

    def _best(
        self,
        exits: Sequence[tuple[str, _End]],
        entries: Sequence[tuple[str, _End]],
        limit: float,
        *,
        everywhere: bool,
    ) -> tuple[float, tuple[Point, ...], str, str] | None:
        """The cheapest way below the limit: (cost, points, side of the source, side of the target)."""
        best: tuple[float, tuple[Point, ...], str, str] | None = None
        for side_out, out in exits:
            for side_in, into in entries:
                way = self._way(out, into, limit, everywhere)
                if way is not None:
                    limit = way[0]
                    best = *way, side_out, side_in
        return best

    def label_place(self, points: Sequence[Point], width: float, height: float) -> Point:
        """The top left corner for a label on the arrow: where it covers the least, in a gap if it can, near the middle."""
        middle = sum(abs(b.x - a.x) + abs(b.y - a.y) for a, b in pairwise(points)) / 2
        best: tuple[float, Rect] | None = None
        walked = 0.0
        for a, b in pairwise(points):
            length = abs(b.x - a.x) + abs(b.y - a.y)
            low, high = sorted((a.y, b.y))
            places = [Point((a.x + b.x) / 2, (a.y + b.y) / 2)]
            if a.x == b.x:
                places += [Point(a.x, gap) for gap in self._gaps if low + 2 < gap < high - 2]
            for place in places:
                rect = Rect(place.x - width / 2, place.y - height / 2, width, height)
                away = abs(walked + abs(place.x - a.x) + abs(place.y - a.y) - middle)
                short = max(0.0, width + 6 - length) if a.y == b.y else 0.0
                cost = self._covered(rect.grown(1.5)) + away * 0.02 + short * 4
                if best is None or cost < best[0]:
                    best = cost, rect
            walked += length
        assert best is not None
        self._labels.append(best[1])
        return Point(best[1].x, best[1].y)

    def _covered(self, rect: Rect) -> float:
        """What a label there would hide: other labels most of all, then cards by area."""
        found = sum(5_000.0 for other in self._labels if other.intersects(rect))
        for lane in self._lanes:
            if lane.y < rect.bottom and rect.y < lane.y + lane.box.height:
                if lane.box.cards == ():
                    found += rect.width * rect.height / 2  # over a curve or figures
                for box in self._over(lane, rect.x, rect.right):
                    card = box.rect.moved(0, lane.y)
                    wide = min(card.right, rect.right) - max(card.x, rect.x)
                    tall = min(card.bottom, rect.bottom) - max(card.y, rect.y)
                    found += max(0.0, wide) * max(0.0, tall)
        return found

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
        for n in range(max(0, bisect_right(columns.lefts, left) - 1), bisect_left(columns.lefts, right)):
            if columns.rights[n] - columns.inset > left:
                yield from lane.box.cards_from.get(columns.lefts[n], ())
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

    def _way(self, out: _End, into: _End, limit: float, everywhere: bool) -> tuple[float, tuple[Point, ...]] | None:
        """The cheapest way between two places that costs less than the limit, with its cost.

        It goes through the gaps next to either card, or through any (for cards hemmed in by wide ones).
        """
        (start, kind_out, a), (end, kind_in, b) = out, into
        if kind_out == kind_in and a != b:
            if kind_out == "gutter":
                gaps = self._gaps if everywhere else _nearest(self._gaps, start.y, end.y)
                return self._over_gap(start, end, a, b, gaps, limit)
            gutters = self._gutters if everywhere else _nearest(self._gutters, start.x, end.x)
            return self._over_gutter(start, end, a, b, gutters, limit)
        points: tuple[Point, ...]
        if kind_out == kind_in == "gutter":
            points = start, Point(a, start.y), Point(a, end.y), end
        elif kind_out == kind_in:
            points = start, Point(start.x, a), Point(end.x, a), end
        elif kind_out == "gap":
            points = start, Point(start.x, a), Point(b, a), Point(b, end.y), end
        else:
            points = start, Point(a, start.y), Point(a, b), Point(end.x, b), end
        cost = self._cost(points, limit)
        return (cost, points) if cost < limit else None

    def _over_gap(
        self, start: Point, end: Point, a: float, b: float, gaps: Iterable[float], limit: float
    ) -> tuple[float, tuple[Point, ...]] | None:
        """The cheapest way from gutter `a` to gutter `b` along one of the gaps."""
        (x1, y1), (x2, y2) = start, end
        used, company = self._used_gaps.get, _BEND / 2
        first, third = self._used_gutters.get(a, 0) * company, self._used_gutters.get(b, 0) * company
        out, along, into = 4 * _BEND + abs(a - x1), abs(b - a), abs(x2 - b)
        best = None
        for gap in gaps:
            # The sum that `_cost` makes, in its order, so that ways of equal cost stay equal.
            cost = out + abs(gap - y1) + first + along + used(gap, 0) * company + abs(y2 - gap) + third + into
            if cost < limit:
                cost += _CROSSING * self._covering(a, y1, gap)
                cost += _CROSSING * self._covering(b, gap, y2)
                if cost < limit:
                    limit, best = cost, gap
        if best is None:
            return None
        return limit, (start, Point(a, y1), Point(a, best), Point(b, best), Point(b, y2), end)

    def _over_gutter(
        self, start: Point, end: Point, a: float, b: float, gutters: Iterable[float], limit: float
    ) -> tuple[float, tuple[Point, ...]] | None:
        """The cheapest way from gap `a` to gap `b` along one of the gutters."""
        (x1, y1), (x2, y2) = start, end
        used, company = self._used_gutters.get, _BEND / 2
        first, third = self._used_gaps.get(a, 0) * company, self._used_gaps.get(b, 0) * company
        out, along, into = 4 * _BEND + abs(a - y1), abs(b - a), abs(y2 - b)
        best = None
        for gutter in gutters:
            if gutter in (x1, x2):
                points = start, Point(x1, a), Point(gutter, a), Point(gutter, b), Point(x2, b), end
                cost = self._cost(points, limit)
            else:
                cost = (
                    out + abs(gutter - x1) + first + along + used(gutter, 0) * company + abs(x2 - gutter) + third + into
                )
                if cost < limit:
                    cost += _CROSSING * self._covering(gutter, a, b)
            if cost < limit:
                limit, best = cost, gutter
        if best is None:
            return None
        return limit, (start, Point(x1, a), Point(best, a), Point(best, b), Point(x2, b), end)

    def _covering(self, gutter: float, y1: float, y2: float) -> int:
        """How many cards cover a gutter between two heights."""
        barriers = self._wide.get(gutter)
        if barriers is None:
            return 0
        top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
        # Of those that begin above the bottom all but those that end above the top.
        return bisect_left(barriers[0], bottom) - bisect_right(barriers[1], top)

    def _cost(self, points: Sequence[Point], limit: float) -> float:
        """Length, bends, company and, where the rest is below the limit, cards that would be run over."""
        cost = (len(points) - 2) * _BEND
        for n in range(len(points) - 1):
            (ax, ay), (bx, by) = points[n], points[n + 1]
            cost += abs(bx - ax) + abs(by - ay)
            if 0 < n < len(points) - 2:
                cost += (self._used_gutters.get(ax, 0) if ax == bx else self._used_gaps.get(ay, 0)) * _BEND / 2
        if cost < limit:
            for n in range(1, len(points) - 2):
                (ax, ay), (bx, by) = points[n], points[n + 1]
                if ax == bx:
                    cost += _CROSSING * self._covering(ax, ay, by)
        return cost

    def _apart(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        """The points with each inner step moved a little aside where another arrow already runs in its gap."""
        moved = list(points)
        for n in range(1, len(points) - 2):
            a, b = points[n], points[n + 1]
            if a == b:
                continue
            strips, place = (self._used_gutters, a.x) if a.x == b.x else (self._used_gaps, a.y)
            used = strips.get(place, 0)
            strips[place] = used + 1
            by = min(2, (used + 1) // 2) * _APART * (1 if used % 2 else -1)
            if a.x == b.x:
                moved[n], moved[n + 1] = Point(moved[n].x + by, moved[n].y), Point(moved[n + 1].x + by, moved[n + 1].y)
            else:
                moved[n], moved[n + 1] = Point(moved[n].x, moved[n].y + by), Point(moved[n + 1].x, moved[n + 1].y + by)
        return _straightened(moved)


class ConnectorSetter:
    """Lays out the arrows of a map, and keeps them while nothing that they depend on moves."""

    def __init__(self, setter: TextSetter, styles: Styles) -> None:
        self._setter = setter
        self._styles = styles
        self._key: tuple[Mapping[str, Connector], Columns, Sequence[PlacedLane]] | None = None
        self._boxes: tuple[ConnectorBox, ...] = ()

    def boxes(
        self,
        connectors: Mapping[str, Connector],
        columns: Columns,
        lanes: Sequence[PlacedLane],
        top: float,
        bottom: float,
    ) -> tuple[ConnectorBox, ...]:
        """The arrows whose two cards are shown. `top` and `bottom` bound the gaps above and below all lanes."""
        key = self._key
        if key is None or key[0] is not connectors or key[1] is not columns or not _unmoved(key[2], lanes):
            known = {box.connector.id: box for box in self._boxes}
            self._boxes = tuple(self._routed(connectors, Router(columns, lanes, top, bottom), known))
        self._key = connectors, columns, lanes
        return self._boxes

    def _routed(
        self, connectors: Mapping[str, Connector], router: Router, known: Mapping[str, ConnectorBox]
    ) -> Iterable[ConnectorBox]:
        for connector in connectors.values():
            points = router.route(connector)
            if points is None:
                continue
            label = None
            if connector.label.strip():
                block = self._setter.block(connector.label.strip(), self._styles.footer, _LABEL_ROOM)
                corner = router.label_place(points, block.width, block.height)
                label = PlacedText(block, corner.x, corner.y, block.width)
            old = known.get(connector.id)
            if old is not None and old.connector is connector and old.points == points and old.label == label:
                yield old
            else:
                yield ConnectorBox(connector, points, label)


def _unmoved(old: Sequence[PlacedLane], new: Sequence[PlacedLane]) -> bool:
    """Whether all lanes and cards stand where they stood."""
    if len(old) != len(new):
        return False
    for one, two in zip(old, new, strict=True):
        if one.y != two.y or one.box.height != two.box.height:
            return False
        if one.box is not two.box and (
            one.box.lane.kind is not two.box.lane.kind
            or len(one.box.cards) != len(two.box.cards)
            or any(
                a is not b and (a.card.id != b.card.id or a.rect != b.rect)
                for a, b in zip(one.box.cards, two.box.cards, strict=True)
            )
        ):
            return False
    return True


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


def _nearest(strips: Sequence[float], one: float, two: float) -> Iterable[float]:
    """Of sorted strips those next to either of two places, on both sides."""
    near: dict[float, None] = {}
    for place in (one, two):
        n = bisect_left(strips, place)
        near.update(dict.fromkeys(strips[max(0, n - 1) : n + 1]))
    return near
