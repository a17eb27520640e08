"""Connectors and where the lanes and cards stand in, arrows of straight steps in the gaps between columns and lanes out.

Which way an arrow takes is found by `routes` without heights and kept; here it is drawn out, each time that something
has moved: arrows that share a card's edge, a strip or a gap are set apart, and labels get a place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.arrow_labels import LabelPlacer
from cjm_desktop.layout.boxes import CardBox, ConnectorBox, LaneBox, LineBox, PlacedLane, PlacedText
from cjm_desktop.layout.columns import Columns
from cjm_desktop.layout.routes import Place, Routes, Way, free_slot, place_of
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.records import Card, Connector
from cjm_desktop.text.lines import TextBlock, TextSetter

_APART = 1.9  #: between arrows that share a strip or a gap
_SPREAD = 7.0  #: between arrows that share a card's edge
_NEAR = 4.0  #: arrows of one strip may share a track where they are this far from each other
_TRACKS = (0.0, _APART, -_APART, 2 * _APART, -2 * _APART)
_CLEAR = 1.0  #: between arrows and what lies beside their strip or gap
_LABEL_ROOM = 260.0
_CORNER = 5.0  #: how far from a card's corner arrows keep at its sides
_SHOULDER = 8.0  #: the same at its top and bottom


@dataclass(slots=True)
class _Arrow:
    """An arrow while it is drawn out."""

    connector: Connector
    source: CardBox
    target: CardBox
    one: Rect
    two: Rect
    lane: int
    other_lane: int
    label: TextBlock | None
    way: Way | None = None
    straight: tuple[Point, Point] | None = None
    start: float = 0.0
    end: float = 0.0


class ConnectorSetter:
    """Lays out the arrows of a map, and keeps them while nothing that they depend on moves."""

    def __init__(self, setter: TextSetter, styles: Styles) -> None:
        self._setter = setter
        self._styles = styles
        self._routes = Routes()
        self._key: tuple[Mapping[str, Connector], Columns, tuple[float, ...], Sequence[PlacedLane]] | None = None
        self._boxes: tuple[ConnectorBox, ...] = ()
        self._places: dict[str, tuple[int, LaneBox, dict[str, Place]]] = {}

    def boxes(
        self,
        connectors: Mapping[str, Connector],
        cards: Mapping[str, Card],
        columns: Columns,
        lanes: Sequence[PlacedLane],
        gaps: tuple[float, ...],
    ) -> tuple[ConnectorBox, ...]:
        """The arrows whose two cards are shown. `gaps` are the heights of the gaps above each lane and below the last."""
        key = self._key
        if (
            key is None
            or key[0] is not connectors
            or key[1] is not columns
            or key[2] != gaps
            or not _unmoved(key[3], lanes)
        ):
            self._routes.fit(columns.strips(), lanes)
            known = {box.connector.id: box for box in self._boxes}
            arrows = list(self._arrows(connectors, cards, lanes))
            self._boxes = tuple(self._drawn(arrows, columns, lanes, gaps, known))
        self._key = connectors, columns, gaps, lanes
        return self._boxes

    def _arrows(
        self, connectors: Mapping[str, Connector], cards: Mapping[str, Card], lanes: Sequence[PlacedLane]
    ) -> Iterator[_Arrow]:
        numbers = {lane.box.lane.id: n for n, lane in enumerate(lanes)}
        for connector in connectors.values():
            one, two = cards.get(connector.source), cards.get(connector.target)
            if one is None or two is None or one is two:
                continue
            a, b = numbers.get(one.lane or ""), numbers.get(two.lane or "")
            if a is None or b is None:
                continue
            source, target = lanes[a].box.card_by_id.get(one.id), lanes[b].box.card_by_id.get(two.id)
            if source is None or target is None:
                continue
            text = connector.label.strip()
            label = self._setter.block(text, self._styles.footer, _LABEL_ROOM) if text else None
            yield _Arrow(
                connector,
                source,
                target,
                source.rect.moved(0, lanes[a].y),
                target.rect.moved(0, lanes[b].y),
                a,
                b,
                label,
            )

    def _drawn(
        self,
        arrows: Sequence[_Arrow],
        columns: Columns,
        lanes: Sequence[PlacedLane],
        gaps: tuple[float, ...],
        known: Mapping[str, ConnectorBox],
    ) -> Iterator[ConnectorBox]:
        taken: dict[tuple[str, str], list[float]] = defaultdict(list)
        places = self._places_in(lanes)
        for arrow in arrows:
            one = _place(places, arrow.source, arrow.lane, lanes, columns)
            two = _place(places, arrow.target, arrow.other_lane, lanes, columns)
            if arrow.lane == arrow.other_lane:
                arrow.straight = _level(arrow, lanes[arrow.lane], taken)
            elif one.first <= two.last and two.first <= one.last:
                arrow.straight = _upright(arrow, one, two, columns, lanes, taken)
            if arrow.straight is None:
                arrow.way = self._routes.way(
                    one, two, through_gap=arrow.label is not None, inside=_inside(arrow, one, two, lanes)
                )
                if arrow.way.over_cards and arrow.lane == arrow.other_lane:
                    arrow.straight = _stacked(arrow, columns, lanes[arrow.lane], taken)
                    arrow.way = None if arrow.straight is not None else arrow.way
        strips = columns.strips()
        _keep_off_steps(arrows, lanes, taken)
        _share_edges(arrows, strips, gaps, taken)
        runs = _Runs(arrows, strips, gaps, _rooms(columns, lanes, gaps))
        labels = LabelPlacer(lanes, gaps)
        for number, arrow in enumerate(arrows):
            points = arrow.straight or runs.points(number)
            placed = None
            if arrow.label is not None:
                corner = labels.place(points, arrow.label.width, arrow.label.height)
                placed = PlacedText(arrow.label, corner.x, corner.y, arrow.label.width)
            old = known.get(arrow.connector.id)
            if old is not None and old.connector is arrow.connector and old.points == points and old.label == placed:
                yield old
            else:
                yield ConnectorBox(arrow.connector, points, placed)

    def _places_in(self, lanes: Sequence[PlacedLane]) -> list[dict[str, Place]]:
        """For each lane the places that are known of its cards: those of the last time where it is the same."""
        kept = {}
        for n, lane in enumerate(lanes):
            old = self._places.get(lane.box.lane.id)
            same = old is not None and old[0] == n and old[1] is lane.box
            kept[lane.box.lane.id] = old if old is not None and same else (n, lane.box, {})
        self._places = kept
        return [found for _, _, found in kept.values()]


def gaps_of(lanes: Sequence[PlacedLane], lines: Sequence[LineBox], top: float, bottom: float) -> tuple[float, ...]:
    """The heights at which arrows run above each lane and below the last, clear of the blueprint's lines."""
    found = []
    over = top
    n = 0
    for lane in lanes:
        while n < len(lines) and lines[n].y < lane.y:
            over = max(over, lines[n].y)
            n += 1
        found.append((over + lane.y) / 2)
        over = lane.y + lane.box.height
    return (*found, (over + bottom) / 2)


def _rooms(columns: Columns, lanes: Sequence[PlacedLane], gaps: Sequence[float]) -> dict[str, list[float]]:
    """How far arrows may run aside in each strip ("|") and gap ("-")."""
    strips = columns.strips()
    beside = [left - at for left, at in zip(columns.slot_lefts, strips, strict=False)]
    below = [lane.y - at for lane, at in zip(lanes, gaps, strict=False)]
    last = lanes[-1].rect.bottom if lanes else gaps[-1]
    return {"|": [*beside, strips[-1] - columns.slot_rights[-1]], "-": [*below, gaps[-1] - last]}


def _place(
    places: Sequence[dict[str, Place]], box: CardBox, lane: int, lanes: Sequence[PlacedLane], columns: Columns
) -> Place:
    known = places[lane]
    found = known.get(box.card.id)
    if found is None:
        found = known[box.card.id] = place_of(
            lane, lanes[lane], box.first, box.last, box.rect.y, box.rect.bottom, len(columns.slot_lefts)
        )
    return found


def _inside(arrow: _Arrow, one: Place, two: Place, lanes: Sequence[PlacedLane]) -> tuple[int, ...]:
    """The strips along which one gets from card to card without leaving the lane of both."""
    if arrow.lane != arrow.other_lane:
        return ()
    over = lanes[arrow.lane].box.over_strip
    low, high = sorted((arrow.source.rect.center.y, arrow.target.rect.center.y))
    shared = _strips_beside(one) & _strips_beside(two)
    return tuple(
        strip
        for strip in sorted(shared)
        if not any(rect.y < high and low < rect.bottom for rect in over.get(strip, ()))
    )


def _strips_beside(place: Place) -> set[int]:
    return {place.first, place.last + 1, *(strip for strip, _, _ in place.beyond)}


def _upright(
    arrow: _Arrow,
    one: Place,
    two: Place,
    columns: Columns,
    lanes: Sequence[PlacedLane],
    taken: dict[tuple[str, str], list[float]],
) -> tuple[Point, Point] | None:
    """One step down or up from card to card, where they face each other and nothing stands between."""
    down = one.lane < two.lane
    slot = free_slot(lanes, one, two) if down else free_slot(lanes, two, one)
    if slot is None:
        return None
    left = max(arrow.one.x, arrow.two.x, columns.slot_lefts[slot]) + _SHOULDER
    right = min(arrow.one.right, arrow.two.right, columns.slot_rights[slot]) - _SHOULDER
    if left > right:
        return None
    ends = (
        taken[arrow.source.card.id, "bottom" if down else "top"],
        taken[arrow.target.card.id, "top" if down else "bottom"],
    )
    x = _free(left, right, ends)
    if x is None:
        return None
    for end in ends:
        end.append(x)
    if down:
        return Point(x, arrow.one.bottom), Point(x, arrow.two.y)
    return Point(x, arrow.one.y), Point(x, arrow.two.bottom)


def _level(arrow: _Arrow, lane: PlacedLane, taken: dict[tuple[str, str], list[float]]) -> tuple[Point, Point] | None:
    """One level step between two cards of a lane, where nothing stands between and there is room for the label."""
    one, two = arrow.one, arrow.two
    top, bottom = max(one.y, two.y) + _CORNER, min(one.bottom, two.bottom) - _CORNER
    on = one.x < two.x
    left, right = (one.right, two.x) if on else (two.right, one.x)
    if top > bottom or left > right or (arrow.label is not None and arrow.label.width + 8 > right - left):
        return None
    ends = (
        taken[arrow.source.card.id, "right" if on else "left"],
        taken[arrow.target.card.id, "left" if on else "right"],
    )
    # The arrows of a steps lane run through the middle.
    y = _free(top, bottom, ends, aside=_SPREAD if lane.box.arrows else 0.0)
    if y is None:
        return None
    for slot in range(min(arrow.source.last, arrow.target.last) + 1, max(arrow.source.first, arrow.target.first)):
        if any(rect.y + lane.y < y + 2 and y - 2 < rect.bottom + lane.y for rect in lane.box.in_slot.get(slot, ())):
            return None
    for end in ends:
        end.append(y)
    return (Point(left, y), Point(right, y)) if on else (Point(right, y), Point(left, y))


def _stacked(
    arrow: _Arrow, columns: Columns, lane: PlacedLane, taken: dict[tuple[str, str], list[float]]
) -> tuple[Point, Point] | None:
    """A short step between two cards of a lane that stand one right beneath the other."""
    down = arrow.one.y < arrow.two.y
    above, below = (arrow.source, arrow.target) if down else (arrow.target, arrow.source)
    for slot in range(max(above.first, below.first), min(above.last, below.last) + 1):
        rects = lane.box.in_slot[slot]
        at = next((n for n, rect in enumerate(rects) if rect.y > above.rect.y), len(rects))
        if at < len(rects) and rects[at].y == below.rect.y:
            left, right = columns.slot_lefts[slot] + _SHOULDER, columns.slot_rights[slot] - _SHOULDER
            ends = (
                taken[arrow.source.card.id, "bottom" if down else "top"],
                taken[arrow.target.card.id, "top" if down else "bottom"],
            )
            x = _free(left, right, ends)
            if x is not None:
                for end in ends:
                    end.append(x)
                top, bottom = lane.y + above.rect.bottom, lane.y + below.rect.y
                return (Point(x, top), Point(x, bottom)) if down else (Point(x, bottom), Point(x, top))
    return None


def _free(low: float, high: float, taken: Sequence[Sequence[float]], aside: float = 0.0) -> float | None:
    """A place between two others that is free on both edges, nearest to their middle moved `aside`."""
    middle = (low + high) / 2 + aside
    for used in range(9):
        at = middle + (used + 1) // 2 * _SPREAD * (1 if used % 2 else -1)
        if low <= at <= high and not any(abs(at - other) < _SPREAD - 2 for edge in taken for other in edge):
            return at
    return None


def _keep_off_steps(
    arrows: Sequence[_Arrow], lanes: Sequence[PlacedLane], taken: dict[tuple[str, str], list[float]]
) -> None:
    """The places at which the arrows of a steps lane leave and reach its cards are taken."""
    for number in {lane for arrow in arrows for lane in (arrow.lane, arrow.other_lane) if lanes[lane].box.arrows}:
        lane = lanes[number]
        ends = {(point.x, point.y) for way in lane.box.arrows for point in (way[0], way[-1])}
        by_edge: dict[float, list[float]] = defaultdict(list)
        for x, y in ends:
            by_edge[x].append(y)
        for box in lane.box.cards:
            for side, x in (("left", box.rect.x), ("right", box.rect.right)):
                here = [lane.y + y for y in by_edge.get(x, ()) if box.rect.y <= y <= box.rect.bottom]
                if here:
                    taken[box.card.id, side].extend(here)


def _share_edges(
    arrows: Sequence[_Arrow],
    strips: Sequence[float],
    gaps: Sequence[float],
    taken: Mapping[tuple[str, str], Sequence[float]],
) -> None:
    """Where on its card's edge each arrow begins and ends: beside each other, in the order of where they go."""
    edges: dict[tuple[str, str], list[tuple[float, int, bool]]] = defaultdict(list)
    rects: dict[tuple[str, str], Rect] = {}
    for number, arrow in enumerate(arrows):
        way = arrow.way
        if way is None:
            continue
        ends = (
            (arrow.source.card.id, way.side_out, way.stretches[1:2], arrow.one, arrow.two, True),
            (arrow.target.card.id, way.side_in, way.stretches[-2:-1], arrow.two, arrow.one, False),
        )
        for card, side, beyond, rect, other, leaving in ends:
            if beyond:
                kind, n = beyond[0]
                toward = strips[n] if kind == "|" else gaps[n]
            else:
                toward = other.center.y if side in ("left", "right") else other.center.x
            edges[card, side].append((toward, number, leaving))
            rects[card, side] = rect
    for (card, side), wanted in edges.items():
        rect = rects[card, side]
        if side in ("left", "right"):
            low, high = rect.y + _CORNER, rect.bottom - _CORNER
        else:
            low, high = rect.x + _SHOULDER, rect.right - _SHOULDER
        wanted.sort()
        places = _beside(low, high, len(wanted), taken.get((card, side), ()))
        for at, (_, number, leaving) in zip(places, wanted, strict=True):
            if leaving:
                arrows[number].start = at
            else:
                arrows[number].end = at


def _beside(low: float, high: float, count: int, taken: Sequence[float]) -> list[float]:
    """So many places between two others, in order, round the middle and clear of those that are taken."""
    middle = (low + high) / 2
    if count == 1 and not taken:
        return [middle]
    found: list[float] = []
    for used in range(2 * (count + 2 * len(taken)) + 1):
        at = middle + (used + 1) // 2 * _SPREAD * (1 if used % 2 else -1)
        if low <= at <= high and not any(abs(at - other) < _SPREAD - 2 for other in taken):
            found.append(at)
            if len(found) == count:
                return sorted(found)
    # More than have room: as far from each other as goes.
    step = (high - low) / (count + 1)
    return [low + step * (n + 1) for n in range(count)]


class _Runs:
    """The steps of arrows that run through strips and gaps, set apart where they would run into one."""

    def __init__(
        self,
        arrows: Sequence[_Arrow],
        strips: Sequence[float],
        gaps: Sequence[float],
        rooms: Mapping[str, Sequence[float]],
    ) -> None:
        self._points: dict[int, list[Point]] = {}
        self._uprights: dict[int, list[bool]] = {}
        shared: dict[tuple[str, int], list[tuple[float, float, int, int]]] = defaultdict(list)
        for number, arrow in enumerate(arrows):
            if arrow.way is None:
                continue
            points = self._points[number] = _plain(arrow, arrow.way, strips, gaps)
            for n, stretch in enumerate(arrow.way.stretches):
                (ax, ay), (bx, by) = points[n + 1], points[n + 2]
                a, b = (ay, by) if stretch[0] == "|" else (ax, bx)
                shared[stretch].append((a, b, number, n) if a < b else (b, a, number, n))
        self._aside: dict[tuple[int, int], float] = {}
        for (kind, number), runs in shared.items():
            if len(runs) > 1:
                room = rooms[kind][number] - _CLEAR
                self._set_apart(runs, [aside for aside in _TRACKS if abs(aside) <= room] or [0.0])
        self._ways = {number: arrow.way.stretches for number, arrow in enumerate(arrows) if arrow.way is not None}

    def _set_apart(self, runs: Iterable[tuple[float, float, int, int]], asides: Sequence[float]) -> None:
        """Each run in order on the first track where nothing is near; on crowded ones where the fewest are."""
        tracks: list[list[tuple[float, float]]] = [[] for _ in asides]
        for low, high, number, n in runs:
            best, fewest = 0, 1_000_000
            for place, track in enumerate(tracks):
                count = 0
                for start, end in track:
                    if start < high + _NEAR and low - _NEAR < end:
                        count += 1
                        if count >= fewest:
                            break
                if count < fewest:
                    best, fewest = place, count
                    if not count:
                        break
            tracks[best].append((low, high))
            if best:
                self._aside[number, n] = asides[best]

    def points(self, number: int) -> tuple[Point, ...]:
        """The arrow's points, without those that change nothing."""
        points = self._points[number]
        for n, (kind, _) in enumerate(self._ways[number]):
            aside = self._aside.get((number, n))
            if aside is not None:
                a, b = points[n + 1], points[n + 2]
                if kind == "|":
                    points[n + 1], points[n + 2] = Point(a.x + aside, a.y), Point(b.x + aside, b.y)
                else:
                    points[n + 1], points[n + 2] = Point(a.x, a.y + aside), Point(b.x, b.y + aside)
        return _straightened(points)


def _plain(arrow: _Arrow, way: Way, strips: Sequence[float], gaps: Sequence[float]) -> list[Point]:
    """The points of an arrow that has its strips and gaps for itself."""
    x, y = _edge(arrow.one, way.side_out, arrow.start)
    last = _edge(arrow.two, way.side_in, arrow.end)
    points = [Point(x, y)]
    for kind, number in way.stretches:
        if kind == "|":
            x = strips[number]
        else:
            y = gaps[number]
        points.append(Point(x, y))
    points.append(Point(x, last.y) if way.stretches[-1][0] == "|" else Point(last.x, y))
    points.append(last)
    return points


def _edge(rect: Rect, side: str, at: float) -> Point:
    match side:
        case "left":
            return Point(rect.x, at)
        case "right":
            return Point(rect.right, at)
        case "top":
            return Point(at, rect.y)
    return Point(at, rect.bottom)


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
            or one.box.fields != two.box.fields
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
