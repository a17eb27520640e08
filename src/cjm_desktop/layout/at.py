"""A layout and a coordinate in, the lane or the stage that stands there out."""

from __future__ import annotations

from cjm_desktop.layout.boxes import MapLayout, PlacedLane, StageBox

EDGE = 4.0  #: how near an edge or a line counts as on it
FACE = 10.5  #: half of an emotion point's face


def first_from(layout: MapLayout, y: float) -> int:
    """The number of the first lane that ends below y."""
    low, high = 0, len(layout.lanes)
    while low < high:
        middle = (low + high) // 2
        if layout.lanes[middle].y + layout.lanes[middle].box.height <= y:
            low = middle + 1
        else:
            high = middle
    return low


def lane_at(layout: MapLayout, y: float) -> PlacedLane | None:
    n = first_from(layout, y)
    return layout.lanes[n] if n < len(layout.lanes) and layout.lanes[n].y <= y else None


def nearest_lane(layout: MapLayout, y: float) -> PlacedLane | None:
    """The lane at y; in a gap the nearer one; None above the first gap and below the last."""
    lanes = layout.lanes
    if not lanes or y < layout.stages_rect.bottom or y > lanes[-1].rect.bottom + 2 * EDGE:
        return None
    n = min(first_from(layout, y), len(lanes) - 1)
    if n and y < lanes[n].y and y - lanes[n - 1].rect.bottom < lanes[n].y - y:
        n -= 1
    return lanes[n]


def stage_at(layout: MapLayout, x: float) -> StageBox | None:
    """The stage in whose column x lies, the middle of a gutter deciding."""
    stages = layout.stages
    if not stages:
        return None
    low, high = 0, len(stages) - 1
    while low < high:
        middle = (low + high) // 2
        if x < (stages[middle].column.right + stages[middle + 1].column.x) / 2:
            high = middle
        else:
            low = middle + 1
    return stages[low]


def beside_body(layout: MapLayout, x: float) -> bool:
    """Whether x lies in the columns (an empty map's body may reach further than they do)."""
    return layout.body.x - EDGE <= x <= layout.stages[-1].column.right + EDGE
