"""Where two cards stand among the columns and lanes in, the way of an arrow between them through the free strips out.

A way is found without measures of heights: only from which lane and which columns, and what lies between. So it stays
the same while lanes grow and shrink, and is found once. Strips run down the map left of each slot and right of the last;
gaps run across it above each lane and below the last. Nothing but cards that cover several slots lies over a strip.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from cjm_desktop.layout.boxes import PlacedLane
from cjm_desktop.model.records import LaneKind

BEND = 14.0  #: what a bend costs, in length
CROSSING = 1e6  #: what running over a card costs: no way round is too long
_LANE, _TALL_LANE = 60.0, 150.0  #: how high lanes are taken to be; emotion lanes are tall
_MOST_KEPT = 20_000  #: ways, until all are found anew
_OTHERS = 4  #: so many other columns and lanes are remembered
_AWAY = 3.0  #: from a card's corner to the strip beside it

#: A stretch of a way: along the strip ("|") or the gap ("-") of that number.
Stretch = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands: its lane, its slots, how far down the lane (eighths), and what is free of other cards.

    `up_left` says that nothing lies over the strip left of the card between the card and the lane's top; and so on.
    Where something does, `beyond` are further strips that are reached level through empty cells, each with whether one
    can go up and down along it.
    """

    lane: int
    first: int
    last: int
    eighth: int
    top: bool
    bottom: bool
    up_left: bool = True
    down_left: bool = True
    up_right: bool = True
    down_right: bool = True
    beyond: tuple[tuple[int, bool, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """From a side of one card to a side of the other ("left", "right", "top", "bottom"), and the stretches between."""

    side_out: str
    side_in: str
    stretches: tuple[Stretch, ...]
    over_cards: bool = False  #: whether it runs over cards, there being no way round


#: What a way was asked for: from where to where, whether through a gap, and the strips inside of the lane of both.
_Asked = tuple[Place, Place, bool, tuple[int, ...]]


@dataclass(slots=True)
class _Memory:
    """Ways, with the cards across strips for which they hold, and for each strip the ways for which it was looked at."""

    walls: dict[int, tuple[int, ...]] = field(default_factory=dict)
    known: dict[_Asked, Way] = field(default_factory=dict)
    asked_of: dict[int, set[_Asked]] = field(default_factory=lambda: defaultdict(set))


class Routes:
    """Finds ways on one map, and keeps each until `fit` is told of other columns or lanes, or of other cards across one of
    the strips that were looked at for it. What was found for the last few columns and lanes is kept: a lane or a stage
    that is hidden is soon shown again."""

    def __init__(self) -> None:
        self._strips: tuple[float, ...] = ()
        self._heights: tuple[float, ...] = (0.0,)
        self._use(_Memory())
        #: By columns and lanes, the last used at the end.
        self._others: dict[tuple[tuple[float, ...], tuple[float, ...]], _Memory] = {}
        self._looked_at: set[int] = set()

    def _use(self, found: _Memory) -> None:
        self._kept = found
        self._walls, self._known, self._asked_of = found.walls, found.known, found.asked_of

    def fit(self, strips: tuple[float, ...], lanes: Sequence[PlacedLane]) -> None:
        """Take over where the strips stand, the kinds of the lanes, and in which lanes something lies over a strip."""
        walls: dict[int, list[int]] = defaultdict(list)
        for n, lane in enumerate(lanes):
            for strip, rects in lane.box.over_strip.items():
                walls[strip].extend([n] * len(rects))
        now = {strip: tuple(found) for strip, found in walls.items()}
        heights = [0.0]
        for placed in lanes:
            shown = placed.box.lane
            tall = shown.kind is LaneKind.EMOTION and not shown.collapsed
            heights.append(heights[-1] + (_TALL_LANE if tall else _LANE))
        if strips != self._strips or tuple(heights) != self._heights:
            self._others[self._strips, self._heights] = self._kept
            self._strips, self._heights = strips, tuple(heights)
            self._use(self._others.pop((self._strips, self._heights), _Memory()))
            for other in list(self._others)[: max(0, len(self._others) - _OTHERS)]:
                del self._others[other]
        if len(self._known) > _MOST_KEPT:
            self._use(_Memory())
        before = self._walls
        self._walls = self._kept.walls = now
        for strip in before.keys() | now.keys():
            if before.get(strip) != now.get(strip):
                for asked in self._asked_of.pop(strip, ()):
                    self._known.pop(asked, None)

    def way(self, source: Place, target: Place, *, through_gap: bool, inside: tuple[int, ...] = ()) -> Way:
        """The cheapest way. It runs along or across a gap where `through_gap` is set (for a label) and that can be.

        `inside` are, for two cards of one lane, the strips along which one gets from one to the other within the lane.
        """
        key = source, target, through_gap, inside
        way = self._known.get(key)
        if way is None:
            self._looked_at = set()
            way = self._known[key] = self._found(source, target, through_gap, inside)
            for strip in self._looked_at:
                self._asked_of[strip].add(key)
        return way

    def _walls_over(self, strip: int) -> tuple[int, ...]:
        """The lanes of the cards that lie over a strip, which is noted as looked at."""
        self._looked_at.add(strip)
        return self._walls.get(strip, ())

    def _found(self, source: Place, target: Place, through_gap: bool, inside: tuple[int, ...]) -> Way:
        found = [
            *self._candidates(source, target),
            *(Way(_side(source, strip), _side(target, strip), (("|", strip),)) for strip in inside),
        ]
        costs = [self._cost(way, source, target, inside) for way in found]
        best: tuple[float, Way] | None = None
        for cost, way in zip(costs, found, strict=True):
            elsewhere = through_gap and source.lane == target.lane and not any(kind == "-" for kind, _ in way.stretches)
            if not elsewhere and (best is None or cost < best[0]):
                best = cost, way
        if through_gap and (best is None or best[0] >= CROSSING):
            # Rather a label over a card than an arrow.
            cheapest = min(range(len(found)), key=costs.__getitem__)
            if best is None or costs[cheapest] < best[0] - CROSSING / 2:
                best = costs[cheapest], found[cheapest]
        if best is None or best[0] >= CROSSING:
            hemmed_in = best is not None and (self._is_barred(source) or self._is_barred(target))
            round_about = None if hemmed_in else self._search(source, target, math.inf if best is None else best[0])
            if round_about is not None:
                return round_about
        assert best is not None
        return replace(best[1], over_cards=best[0] >= CROSSING)

    def _candidates(self, source: Place, target: Place) -> Iterator[Way]:
        """The ways of few bends, through strips and gaps next to either card or, where those are barred, the next free ones."""
        for side_out, out in _exits(source):
            for side_in, into in _exits(target):
                if out == into:
                    yield Way(side_out, side_in, (out,))
                elif out[0] != into[0]:
                    yield Way(side_out, side_in, (out, into))
                elif out[0] == "|":
                    for gap in self._gaps_between(source, side_out, out[1], target, side_in, into[1]):
                        yield Way(side_out, side_in, (out, ("-", gap), into))
                else:
                    for strip in self._strips_between(source, target, out[1], into[1]):
                        yield Way(side_out, side_in, (out, ("|", strip), into))

    def _gaps_between(
        self, source: Place, side_out: str, out: int, target: Place, side_in: str, into: int
    ) -> Iterable[int]:
        """Gaps that both cards can reach along their strips; those next to them where there are none."""
        low, high = self._reach(source, side_out, out)
        other_low, other_high = self._reach(target, side_in, into)
        low, high = max(low, other_low), min(high, other_high)
        near = (source.lane, source.lane + 1, target.lane, target.lane + 1)
        if low > high:
            return dict.fromkeys(near)
        return dict.fromkeys(max(low, min(high, gap)) for gap in near)

    def _reach(self, place: Place, side: str, strip: int) -> tuple[int, int]:
        """The first and the last gap that a card can reach along a strip without running over another card."""
        lanes = self._walls_over(strip)
        n = place.lane
        if side == "left":
            up, down = place.up_left, place.down_left
        else:
            up, down = place.up_right, place.down_right
        before, after = bisect_left(lanes, n), bisect_right(lanes, n)
        low = (lanes[before - 1] + 1 if before else 0) if up else n + 1
        high = (lanes[after] if after < len(lanes) else len(self._heights) - 1) if down else n
        return low, high

    def _strips_between(self, source: Place, target: Place, gap: int, other: int) -> Iterable[int]:
        """Strips that are free between two gaps, nearest to either side of either card; at worst those themselves."""
        found: dict[int, None] = {}
        last = len(self._strips) - 1
        for start in (source.first, source.last + 1, target.first, target.last + 1):
            found[start] = None
            for way in (-1, 1):
                strip = start
                while 0 <= strip <= last:
                    if not self._covering(strip, gap, other):
                        found[strip] = None
                        break
                    strip += way
        return found

    def _x(self, place: Place, side: str) -> float:
        left, right = self._strips[place.first] + _AWAY, self._strips[place.last + 1] - _AWAY
        return left if side == "left" else right if side == "right" else (left + right) / 2

    def _y(self, place: Place, side: str) -> float:
        top, bottom = self._heights[place.lane], self._heights[place.lane + 1]
        middle = top + (bottom - top) * (0.5 + place.eighth) / 8
        return top if side == "top" else bottom if side == "bottom" else middle

    def _cost(self, way: Way, source: Place, target: Place, inside: tuple[int, ...]) -> float:
        """Length, bends, and cards that are run over."""
        stretches = way.stretches
        x, y = self._x(source, way.side_out), self._y(source, way.side_out)
        cost = (len(stretches) + 1) * BEND
        crossed = 0
        for n, (kind, number) in enumerate(stretches):
            if kind == "|":
                cost += abs(self._strips[number] - x)
                x = self._strips[number]
                before, after = stretches[n - 1] if n else None, stretches[n + 1] if n + 1 < len(stretches) else None
                if before is None and after is None:
                    crossed += self._between(source, way.side_out, target, way.side_in, number, inside)
                elif before is None and after is not None:
                    crossed += self._leaving(source, way.side_out, number, after[1])
                elif after is None and before is not None:
                    crossed += self._leaving(target, way.side_in, number, before[1])
                elif before is not None and after is not None:
                    crossed += self._covering(number, before[1], after[1])
            else:
                cost += abs(self._heights[number] - y)
                y = self._heights[number]
        cost += abs(self._x(target, way.side_in) - x) + abs(self._y(target, way.side_in) - y)
        return cost + crossed * CROSSING

    def _covering(self, strip: int, gap: int, other: int) -> int:
        """How many cards lie over a strip between two gaps."""
        lanes = self._walls_over(strip)
        if not lanes:
            return 0
        low, high = (gap, other) if gap < other else (other, gap)
        return bisect_left(lanes, high) - bisect_left(lanes, low)

    def _leaving(self, place: Place, side: str, strip: int, gap: int) -> int:
        """The same between a card at the strip and a gap."""
        up = gap <= place.lane
        left, right = (place.up_left, place.up_right) if up else (place.down_left, place.down_right)
        free = left if side == "left" else right
        further = self._covering(strip, gap, place.lane) if up else self._covering(strip, place.lane + 1, gap)
        return further + (not free)

    def _between(
        self, one: Place, side_one: str, two: Place, side_two: str, strip: int, inside: tuple[int, ...]
    ) -> int:
        """The same between two cards at one strip."""
        if one.lane == two.lane:
            return int(strip not in inside)
        if one.lane < two.lane:
            return self._leaving(one, side_one, strip, two.lane) + (not _free_up(two, side_two))
        return self._leaving(two, side_two, strip, one.lane) + (not _free_up(one, side_one))

    def _search(self, source: Place, target: Place, limit: float) -> Way | None:
        """The cheapest of all ways along strips and gaps that costs less than the limit; for cards that are hemmed in.

        Crossings are numbered, strip by strip, each twice: as reached across ("-") and along ("|") the map.
        """
        strips, heights = self._strips, self._heights
        gaps = len(heights)
        size = 2 * len(strips) * gaps
        ends: dict[int, tuple[float, str]] = {}
        for (strip, gap), kind, side, cost in self._nodes(target):
            at = 2 * (strip * gaps + gap) + (kind == "|")
            if cost < limit and (at not in ends or cost < ends[at][0]):
                ends[at] = cost, side
        if not ends:
            return None
        left, right = _bounds([strips[at // 2 // gaps] for at in ends])
        top, bottom = _bounds([heights[at // 2 % gaps] for at in ends])
        # No way on from a crossing is shorter.
        aside = [max(left - x, x - right, 0.0) for x in strips]
        beyond = [max(top - y, y - bottom, 0.0) for y in heights]
        queue: list[tuple[float, int]] = []
        costs = [limit] * size
        came: dict[int, int | str] = {}
        for (strip, gap), kind, side, cost in self._nodes(source):
            at = 2 * (strip * gaps + gap) + (kind == "|")
            if cost < costs[at]:
                costs[at], came[at] = cost, side
                heappush(queue, (cost + aside[strip] + beyond[gap], at))
        best: tuple[float, int, str] | None = None
        enough = limit
        done = bytearray(size)
        crossed: dict[int, list[float]] = {}
        while queue:
            hoped, at = heappop(queue)
            if hoped >= enough:
                break
            if done[at]:
                continue
            done[at] = 1
            cost = costs[at]
            crossing, along = divmod(at, 2)
            strip, gap = divmod(crossing, gaps)
            # A way arrives along the other kind of stretch by a bend, or goes straight on.
            for last in (1, 0):
                end = ends.get(2 * crossing + last)
                if end is not None:
                    total = cost + end[0] + (BEND if last != along else 0.0)
                    if total < enough:
                        best, enough = (total, at, end[1] + "-|"[last]), total
            x, y = strips[strip], heights[gap]
            bend = BEND if along else 0.0
            if strip:
                more, there = cost + (x - strips[strip - 1]) + bend, at - along - 2 * gaps
                if more < costs[there]:
                    costs[there], came[there] = more, at
                    heappush(queue, (more + (aside[strip - 1] + beyond[gap]), there))
            if strip + 1 < len(strips):
                more, there = cost + (strips[strip + 1] - x) + bend, at - along + 2 * gaps
                if more < costs[there]:
                    costs[there], came[there] = more, at
                    heappush(queue, (more + (aside[strip + 1] + beyond[gap]), there))
            walls = crossed.get(strip)
            if walls is None:
                walls = crossed[strip] = [0.0] * gaps
                for lane in self._walls_over(strip):
                    walls[lane] += CROSSING
            bend = 0.0 if along else BEND
            if gap:
                more, there = cost + ((y - heights[gap - 1]) + walls[gap - 1]) + bend, at + 1 - along - 2
                if more < costs[there]:
                    costs[there], came[there] = more, at
                    heappush(queue, (more + (aside[strip] + beyond[gap - 1]), there))
            if gap + 1 < gaps:
                more, there = cost + ((heights[gap + 1] - y) + walls[gap]) + bend, at + 1 - along + 2
                if more < costs[there]:
                    costs[there], came[there] = more, at
                    heappush(queue, (more + (aside[strip] + beyond[gap + 1]), there))
        return None if best is None else _traced(best[1], best[2], came, gaps)

    def _is_barred(self, place: Place) -> bool:
        """Whether every way out of a card runs over another one."""
        return all(cost >= CROSSING for _, _, _, cost in self._nodes(place))

    def _nodes(self, place: Place) -> Iterator[tuple[tuple[int, int], str, str, float]]:
        """The crossings of strips and gaps next to a card: (strip, gap), along what, from which side, at what cost."""
        for side, strip in (("left", place.first), ("right", place.last + 1)):
            for gap in (place.lane, place.lane + 1):
                cost = BEND + abs(self._heights[gap] - self._y(place, side))
                yield (strip, gap), "|", side, cost + CROSSING * self._leaving(place, side, strip, gap)
        for strip, up, down in place.beyond:
            side = "left" if strip < place.first else "right"
            for gap, free in ((place.lane, up), (place.lane + 1, down)):
                if free:
                    away = abs(self._strips[strip] - self._x(place, side))
                    yield (strip, gap), "|", side, BEND + away + abs(self._heights[gap] - self._y(place, side))
        for side, gap, free in (("top", place.lane, place.top), ("bottom", place.lane + 1, place.bottom)):
            if free:
                for strip in (place.first, place.last + 1):
                    cost = BEND + abs(self._strips[strip] - self._x(place, side))
                    yield (strip, gap), "-", side, cost


def free_slot(lanes: Sequence[PlacedLane], above: Place, below: Place) -> int | None:
    """The slot through which one can go straight down from one card to another; None where there is none."""
    if not (above.bottom and below.top):
        return None
    first, last = max(above.first, below.first), min(above.last, below.last)
    middle = (first + last) / 2
    for slot in sorted(range(first, last + 1), key=lambda slot: abs(slot - middle)):
        if not any(_closed(lane, slot) for lane in lanes[above.lane + 1 : below.lane]):
            return slot
    return None


def place_of(lane: int, placed: PlacedLane, first: int, last: int, top: float, bottom: float, slots: int) -> Place:
    """The place of a card that stands in these of so many slots from `top` to `bottom`, lane-local."""
    box = placed.box
    is_top = is_bottom = True
    for slot in range(first, last + 1):
        rects = box.in_slot[slot]
        is_top = is_top and rects[0].y >= top
        is_bottom = is_bottom and rects[-1].y <= top
    eighth = min(7, int(8 * (top + bottom) / 2 / max(1.0, box.height)))
    left, right = _ways_up_and_down(placed, first, top), _ways_up_and_down(placed, last + 1, top)
    if all(left) and all(right):
        return Place(lane, first, last, eighth, is_top, is_bottom)
    beyond = (*_beyond(placed, first, -1, slots, top, bottom), *_beyond(placed, last + 1, 1, slots, top, bottom))
    return Place(lane, first, last, eighth, is_top, is_bottom, *left, *right, beyond)


def _ways_up_and_down(placed: PlacedLane, strip: int, top: float) -> tuple[bool, bool]:
    """Whether one can go up and down along a strip, within a lane, from beside a card that begins at `top`."""
    over = placed.box.over_strip.get(strip, ())
    return all(rect.y >= top for rect in over), all(rect.y <= top for rect in over)


def _beyond(
    placed: PlacedLane, strip: int, step: int, slots: int, top: float, bottom: float
) -> Iterator[tuple[int, bool, bool]]:
    """The strips on one side of a card that are reached level through empty cells, with the ways up and down there."""
    while True:
        slot = strip if step > 0 else strip - 1
        if not 0 <= slot < slots:
            return
        if any(rect.y < bottom and top < rect.bottom for rect in placed.box.in_slot.get(slot, ())):
            return
        strip += step
        yield strip, *_ways_up_and_down(placed, strip, top)


def _closed(lane: PlacedLane, slot: int) -> bool:
    """Whether something that is read stands in a slot of a lane."""
    if lane.box.emotion is not None:
        return True
    return bool(lane.box.in_slot.get(slot))


def _side(place: Place, strip: int) -> str:
    return "left" if strip <= place.first else "right"


def _free_up(place: Place, side: str) -> bool:
    return place.up_left if side == "left" else place.up_right


def _bounds(places: Sequence[float]) -> tuple[float, float]:
    return min(places), max(places)


def _exits(place: Place) -> Iterable[tuple[str, Stretch]]:
    yield "right", ("|", place.last + 1)
    yield "left", ("|", place.first)
    if place.bottom:
        yield "bottom", ("-", place.lane + 1)
    if place.top:
        yield "top", ("-", place.lane)


def _traced(at: int, end: str, came: Mapping[int, int | str], gaps: int) -> Way:
    """The way back from a numbered crossing to the source, with the side and the stretch by which the target is reached."""
    side_in, last = end[:-1], end[-1]
    found: list[Stretch] = []

    def add(kind: str, at: int) -> None:
        strip, gap = divmod(at // 2, gaps)
        stretch = kind, strip if kind == "|" else gap
        if not found or found[-1] != stretch:
            found.append(stretch)

    add(last, at)
    step: int | str = at
    while not isinstance(step, str):
        add("-|"[step % 2], step)
        step = came[step]
    return Way(step, side_in, tuple(reversed(found)))
