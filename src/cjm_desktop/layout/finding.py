"""A layout and an id in, where that record stands out; and what stands within a rectangle."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from cjm_desktop.geometry import Rect
from cjm_desktop.layout.at import EDGE, FACE, first_from
from cjm_desktop.layout.boxes import ConnectorBox, CurveBox, MapLayout, PlacedLane, PointBox
from cjm_desktop.layout.curve import sample

TITLE = "title"  #: the id under which the map's title is hit and found


def rect_of(layout: MapLayout, id_: str) -> Rect | None:
    """Where a record stands on the map; None where it is not shown. A stage's is its chevron with its sub-stages."""
    if id_ == TITLE:
        return layout.header.title.rect
    for lane in layout.lanes:
        box = lane.box.card_by_id.get(id_)
        if box is not None:
            return box.rect.moved(0, lane.y)
        point = lane.box.point_by_id.get(id_)
        if point is not None:
            return None if point.center is None else _face(lane, point)
        if lane.box.lane.id == id_:
            return lane.rect
        for metric in lane.box.metrics:
            if metric.metric.id == id_:
                return metric.rect.moved(0, lane.y)
        if lane.box.emotion is not None:
            for curve in lane.box.emotion.curves:
                if curve.curve.id == id_:
                    return _curve_rect(lane, curve) or _legend_rect(lane, curve)
    for stage in layout.stages:
        if stage.stage.id == id_:
            return Rect(stage.rect.x, stage.rect.y, stage.rect.width, layout.stages_rect.height)
        for sub, (rect, _) in zip(stage.stage.sub_stages, stage.sub_stages, strict=True):
            if sub.id == id_:
                return rect
    for persona in layout.header.personas:
        if persona.persona.id == id_:
            return persona.rect
    for line in layout.lines:
        if line.line.id == id_:
            return Rect(line.label.x, line.y - EDGE, line.x2 - line.label.x, 2 * EDGE).united(line.label.rect)
    for connector in layout.connectors:
        if connector.connector.id == id_:
            return _around(connector.points).grown(2.0)
    return None


def shown_ids(layout: MapLayout) -> set[str]:
    """The ids of all for which `rect_of` finds a place; quicker than to ask for thousands one by one."""
    found = {TITLE}
    for lane in layout.lanes:
        box = lane.box
        found.update(box.ids)
        found.add(box.lane.id)
        found.update(metric.metric.id for metric in box.metrics)
        if box.emotion is not None:
            curves = box.emotion.curves
            found.update(curve.curve.id for curve in curves if curve.pieces or _legend_rect(lane, curve) is not None)
    for stage in layout.stages:
        found.add(stage.stage.id)
        found.update(sub.id for sub, _ in zip(stage.stage.sub_stages, stage.sub_stages, strict=True))
    found.update(persona.persona.id for persona in layout.header.personas)
    found.update(line.line.id for line in layout.lines)
    found.update(arrow.connector.id for arrow in layout.connectors)
    return found


def text_rect_of(layout: MapLayout, id_: str) -> Rect | None:
    """Where the main text of a record stands on the map, as wide as the room it has: the place to edit it."""
    if id_ == TITLE:
        return layout.header.title.rect
    for lane in layout.lanes:
        box = lane.box.card_by_id.get(id_)
        if box is not None:
            text = box.text.rect.moved(0, lane.y)
            return Rect(text.x, text.y, text.width, box.rect.bottom + lane.y - text.y - 3.0)
        point = lane.box.point_by_id.get(id_)
        if point is not None and point.center is not None:
            if point.label is not None:
                return point.label.rect.moved(0, lane.y)
            below = point.center.y + lane.y + FACE + 2.0
            return Rect(point.center.x - 55.0, below, 110.0, 12.0)
        if lane.box.lane.id == id_:
            return lane.box.label.rect.moved(0, lane.y)
        for metric in lane.box.metrics:
            if metric.metric.id == id_:
                value = next((text for what, text in metric.texts if what == "value"), None)
                return (value.rect if value is not None else metric.rect).moved(0, lane.y)
    for stage in layout.stages:
        if stage.stage.id == id_:
            return stage.name.rect
        for sub, (_, placed) in zip(stage.stage.sub_stages, stage.sub_stages, strict=True):
            if sub.id == id_:
                return placed.rect
    for persona in layout.header.personas:
        if persona.persona.id == id_:
            return persona.texts[0][1].rect
    for line in layout.lines:
        if line.line.id == id_:
            return line.label.rect
    for connector in layout.connectors:
        if connector.connector.id == id_:
            return connector.label.rect if connector.label is not None else _place_for_label(connector)
    return rect_of(layout, id_)


def things_in(layout: MapLayout, rect: Rect) -> tuple[str, ...]:
    """The cards and emotion points that a rubber band touches, from top to bottom."""
    found: list[str] = []
    left, right = rect.x, rect.right
    for lane in layout.lanes[first_from(layout, rect.y) :]:
        if lane.y >= rect.bottom:
            break
        area = lane.rect
        if left <= area.x and right >= area.right and rect.y <= area.y and rect.bottom >= area.bottom:
            found.extend(lane.box.ids)
            continue
        top, bottom = rect.y - lane.y, rect.bottom - lane.y
        for box in lane.box.cards:
            at = box.rect
            if at.x < right and left < at.x + at.width and at.y < bottom and top < at.y + at.height:
                found.append(box.card.id)
        found.extend(
            id_
            for id_, point in lane.box.point_by_id.items()
            if point.center is not None and _face(lane, point).intersects(rect)
        )
    return tuple(found)


def _place_for_label(connector: ConnectorBox) -> Rect:
    """Where the label of an arrow without one would stand: about the middle of its longest step."""
    a, b = max(pairwise(connector.points), key=lambda step: abs(step[1].x - step[0].x) + abs(step[1].y - step[0].y))
    return Rect((a.x + b.x) / 2 - 45.0, (a.y + b.y) / 2 - 6.0, 90.0, 12.0)


def _face(lane: PlacedLane, point: PointBox) -> Rect:
    assert point.center is not None
    return Rect(point.center.x - FACE, point.center.y + lane.y - FACE, 2 * FACE, 2 * FACE)


def _curve_rect(lane: PlacedLane, curve: CurveBox) -> Rect | None:
    points = [point for piece in curve.pieces for point in sample(piece)]
    return _around(points).moved(0, lane.y) if points else None


def _legend_rect(lane: PlacedLane, curve: CurveBox) -> Rect | None:
    """The entry of the legend of a curve without points."""
    legend = () if lane.box.emotion is None else lane.box.emotion.legend
    found = (line.united(name.rect) for order, line, name in legend if order == curve.order)
    return next((rect.moved(0, lane.y) for rect in found), None)


def _around(points: Iterable[tuple[float, float]]) -> Rect:
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
