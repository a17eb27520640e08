"""A laid-out map and words for a part of it in, a drawing of that part alone out: as it stands on the map, cut out of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from cjm_desktop.drawing.crop import cropped
from cjm_desktop.drawing.draw import Drawer
from cjm_desktop.drawing.primitives import Drawing, Group
from cjm_desktop.exporting.selection import NotInMapError, lanes_named, stages_named
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import ConnectorBox, LaneBox, MapLayout, PlacedLane, StageBox
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.theme import Theme

#: What is left around a part, in layout units.
MARGIN = 8.0
#: The edges of boxes are drawn half outside of them.
_EDGE = 0.75
#: An arrow between two cards of a part runs beside them; its head is so much wider than its line.
_ARROW = 4.0


@dataclass(frozen=True, slots=True)
class Subject:
    """What of a map is meant, by ids; nothing means all of it.

    Stages with all that stands in their columns, lanes with all that stands in them, or, where there are both, what
    stands where they cross; or `things`: cards, emotion points, figures, personas and arrows, without what is around.
    """

    stages: frozenset[str] = frozenset()
    lanes: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.stages or self.lanes or self.things)


def subject_of(journey: Journey, words: Collection[str]) -> Subject:
    """What words such as "stage:Purchase", "lane:3" and "card-1,card-2" mean; NotInMapError where the map has none of it.

    A stage or lane is called by its id, name (a lane also by its role) or number; all else by its id.
    """
    stages: set[str] = set()
    lanes: set[str] = set()
    things: set[str] = set()
    for word in words:
        kind, colon, name = word.partition(":")
        kind = kind.strip().casefold() if colon else ""
        if kind == "stage":
            stages |= stages_named(journey, name.strip())
        elif kind == "lane":
            lanes |= lanes_named(journey, name.strip())
        else:
            for id_ in (part.strip() for part in (name if kind == "card" else word).split(",")):
                (stages if id_ in journey.stages else lanes if id_ in journey.lanes else things).add(id_)
    return Subject(frozenset(stages), frozenset(lanes), frozenset(things - {""}))


def drawing_of(layout: MapLayout, subject: Subject, theme: Theme, dimmed: frozenset[str] = frozenset()) -> Drawing:
    """The part alone with a small margin around it; NotInMapError where nothing of it is shown."""
    if subject.things:
        kept, area = _things(layout, subject)
    else:
        kept, area = _crossing(layout, subject)
    part = cropped(Drawer(theme).draw(kept, dimmed), area.grown(_EDGE))
    around = MARGIN - _EDGE
    whole = Group(around, around, Rect(0, 0, part.width, part.height), part.items)
    return Drawing(part.width + 2 * around, part.height + 2 * around, part.ground, (whole,))


def _crossing(layout: MapLayout, subject: Subject) -> tuple[MapLayout, Rect]:
    """The stages' columns, the lanes, or what stands in both; and where that is."""
    stages = [box for box in layout.stages if box.stage.id in subject.stages]
    lanes = [placed for placed in layout.lanes if not subject.lanes or placed.box.lane.id in subject.lanes]
    if len(stages) < len(subject.stages) or (subject.lanes and len(lanes) < len(subject.lanes)):
        raise NotInMapError("what is asked for is hidden on the map")
    top, bottom = _span([(one.rect.y, one.rect.bottom) for one in lanes]) if lanes else _heads(stages)
    if stages:
        lanes = [_of_stages(placed, stages) for placed in lanes]
        if not subject.lanes:
            top = min(box.rect.y for box in stages)
            bottom = max(bottom, _heads(stages)[1])
        area = _rect(*_span(_sides(stages)), top, bottom)
    else:
        area = _rect(*_span([(one.rect.x, one.rect.right) for one in lanes]), top, bottom)
    connectors = _between(layout, {id_ for one in lanes for id_ in one.box.card_by_id})
    for box in connectors:
        area = area.united(_way(box))
    kept = replace(
        layout,
        stages=() if subject.lanes else tuple(stages),
        lanes=tuple(lanes),
        lines=layout.lines if not subject.lanes else (),
        connectors=connectors,
        hairlines=layout.hairlines if not subject.lanes else (),
        ruler=None,
    )
    return kept, area


def _of_stages(placed: PlacedLane, stages: Sequence[StageBox]) -> PlacedLane:
    """A lane with what stands in these columns; a curve and its ground run on, to be cut off at the columns' edges."""
    spans = _sides(stages)

    def inside(rect: Rect) -> bool:
        return any(rect.x < right and left < rect.right for left, right in spans)

    box = placed.box
    cards = tuple(one for one in box.cards if inside(one.rect))
    metrics = tuple(one for one in box.metrics if inside(one.rect))
    arrows = tuple(one for one in box.arrows if all(_holds(spans, point) for point in one))
    sums = tuple(one for one in box.sums if inside(one.rect))
    return PlacedLane(placed.y, replace(box, cards=cards, metrics=metrics, arrows=arrows, sums=sums))


def _things(layout: MapLayout, subject: Subject) -> tuple[MapLayout, Rect]:
    """Cards and the like without what is around them; and where they are."""
    wanted = subject.things | subject.stages | subject.lanes
    rects = {id_: rect_of(layout, id_) for id_ in sorted(wanted)}
    missing = [id_ for id_, rect in rects.items() if rect is None]
    if missing:
        names = ", ".join(f"“{id_}”" for id_ in missing)
        raise NotInMapError(f"the map shows nothing that is called {names}")
    stages = tuple(box for box in layout.stages if box.stage.id in wanted)
    area = None
    for rect in (*filter(None, rects.values()), *(box.rect.united(box.column) for box in stages)):
        area = rect if area is None else area.united(rect)
    assert area is not None
    lanes = tuple(
        placed if placed.box.lane.id in wanted else PlacedLane(placed.y, _of_things(placed.box, wanted, stages))
        for placed in layout.lanes
    )
    connectors = tuple(
        box
        for box in layout.connectors
        if box.connector.id in wanted or box in _between(layout, wanted & {box.connector.source, box.connector.target})
    )
    for box in connectors:
        area = area.united(_way(box))
    return replace(layout, stages=stages, lanes=lanes, lines=(), connectors=connectors, hairlines=(), ruler=None), area


def _of_things(box: LaneBox, wanted: Collection[str], stages: Sequence[StageBox]) -> LaneBox:
    """A lane with those of its things that are wanted, or stand in one of the stages."""
    spans = _sides(stages)

    def kept(id_: str, rect: Rect) -> bool:
        return id_ in wanted or any(rect.x < right and left < rect.right for left, right in spans)

    curved = stages or not box.point_by_id.keys().isdisjoint(wanted)
    return replace(
        box,
        cards=tuple(one for one in box.cards if kept(one.card.id, one.rect)),
        metrics=tuple(one for one in box.metrics if kept(one.metric.id, one.rect)),
        emotion=box.emotion if curved else None,
        arrows=(),
        sums=(),
        rows=(),
        count=None,
        total=None,
        label_rect=Rect(box.label_rect.x, box.label_rect.y, 0.0, 0.0),
        hint=None,
    )


def _between(layout: MapLayout, cards: Collection[str]) -> tuple[ConnectorBox, ...]:
    """The arrows both of whose ends are among the cards."""
    return tuple(box for box in layout.connectors if box.connector.source in cards and box.connector.target in cards)


def _way(box: ConnectorBox) -> Rect:
    """Where an arrow and its words run."""
    xs, ys = [point.x for point in box.points], [point.y for point in box.points]
    way = _rect(min(xs), max(xs), min(ys), max(ys)).grown(_ARROW)
    return way if box.label is None else way.united(box.label.rect.grown(2.0))


def _sides(stages: Sequence[StageBox]) -> list[tuple[float, float]]:
    """From where to where each stage runs: its column, and its chevron with its point."""
    areas = [box.rect.united(box.column) for box in stages]
    return [(area.x, area.right) for area in areas]


def _heads(stages: Sequence[StageBox]) -> tuple[float, float]:
    """From where to where the heads of stages run, with their sub-stages and goals."""
    rects = [rect for box in stages for rect in _head(box)]
    return _span([(rect.y, rect.bottom) for rect in rects])


def _head(box: StageBox) -> Iterator[Rect]:
    yield box.rect
    yield from (rect for rect, _ in box.sub_stages)
    yield from (text.rect for _, text in box.goals)


def _holds(spans: Sequence[tuple[float, float]], point: Point) -> bool:
    return any(left <= point.x <= right for left, right in spans)


def _span(spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _rect(left: float, right: float, top: float, bottom: float) -> Rect:
    return Rect(left, top, right - left, bottom - top)
