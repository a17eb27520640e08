"""Where a tool's thing lands: a tool and a place on the map go in; marks to show and the edit that makes it come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.marks import Frame, FrameKind, Insertion, Mark, Readout
from cjm_desktop.canvas.selection import Selection, cell_rect
from cjm_desktop.canvas.tools import Making, Tool
from cjm_desktop.canvas.words import value_text
from cjm_desktop.editing.cards import insert_card, new_card, update_cards
from cjm_desktop.editing.curve import curve_for, free_position, insert_point, new_point
from cjm_desktop.editing.lanes import insert_lane, new_lane
from cjm_desktop.editing.stages import insert_stage, new_stage
from cjm_desktop.editing.things import name_of
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout, PlacedLane
from cjm_desktop.layout.dropping import Cell, card_insertion, cell_at, emotion_at, lane_insertion, stage_insertion
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.layout.hit import hit
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import Lane, LaneKind

_FACE = 9.5
_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a thing would land: what shows it, and what makes it."""

    marks: tuple[Mark, ...]
    make: Callable[[], Edit]


def holds_cards(lane: Lane) -> bool:
    """Whether cards can be put into the lane where it is shown."""
    return lane.kind.holds_cards and not lane.collapsed


def landing(journey: Journey, layout: MapLayout, tool: Tool, point: Point) -> Landing | None:
    """Where the tool's thing lands when let go at `point`; None where it cannot."""
    match tool.tool:
        case Making.STAGE:
            return _stage(journey, layout, point.x)
        case Making.LANE:
            return _lane(journey, layout, tool.role, point.y)
        case Making.EMOTION:
            return _emotion(journey, layout, tool, point)
        case Making.CARD | Making.TOUCHPOINT | Making.PICTURE:
            return _card(journey, layout, tool, point)
    return None


def dropped(journey: Journey, layout: MapLayout, tool: Tool, point: Point) -> Landing | None:
    """The same for a tool that is dragged there: a channel dropped on a card goes to it and makes none."""
    if tool.tool == Making.TOUCHPOINT and tool.channel:
        under = hit(layout, point)
        if under.kind == "card":
            return giving(journey, layout, tool, (under.id,))
    return landing(journey, layout, tool, point)


def giving(journey: Journey, layout: MapLayout, tool: Tool, cards: Sequence[str]) -> Landing:
    """A channel lands on cards: they get it."""
    rects = (rect_of(layout, id_) for id_ in cards)

    def make() -> Edit:
        return Edit("Change channel", update_cards(journey, cards, channel=tool.channel), tuple(cards))

    return Landing(tuple(Frame(rect, FrameKind.LANDING) for rect in rects if rect is not None), make)


def place_of(layout: MapLayout, selection: Selection, tool: Tool, visible: Rect) -> Point:
    """The point at which a tool chosen by keyboard or click is let go: behind what is selected, else at the end."""
    rect = selection.bounds(layout)
    if selection.cell is not None:
        rect = cell_rect(layout, selection.cell)
    if rect is not None and rect.width:
        match tool.tool:
            case Making.STAGE:
                return Point(rect.right - 1, rect.y)
            case Making.LANE:
                return Point(rect.x, rect.bottom - 1)
            case Making.EMOTION:
                lane = _nearest(layout, rect.center, lambda lane: lane.kind is LaneKind.EMOTION)
                y = lane.rect.center.y if lane is not None else rect.bottom
                return Point(_column_middle(layout, rect.center.x), y)
        return Point(_column_middle(layout, rect.center.x), rect.bottom - 1)
    if tool.tool == Making.STAGE:
        return Point(layout.size.width, 0)
    if tool.tool == Making.LANE:
        return Point(0, layout.size.height)
    shown = [box for box in layout.stages if box.column.x < visible.right and visible.x < box.column.right]
    first = (shown or layout.stages or (None,))[0]
    x = layout.body.x if first is None else first.column.center.x
    lane = _nearest(layout, visible.center, lambda lane: lane.kind is LaneKind.EMOTION)
    if tool.tool == Making.EMOTION and lane is not None:
        return Point(x, lane.rect.center.y)
    return Point(x, min(visible.center.y, layout.body.bottom))


def _stage(journey: Journey, layout: MapLayout, x: float) -> Landing:
    place = stage_insertion(layout, x)

    def make() -> Edit:
        stage = new_stage(journey, _stage_name())
        return _added(insert_stage(journey, stage, place.before), stage.id)

    return Landing((Insertion(place.marker),), make)


def _lane(journey: Journey, layout: MapLayout, role: str, y: float) -> Landing:
    place = lane_insertion(layout, y)

    def make() -> Edit:
        lane = _lane_of(journey, role)
        return _added(insert_lane(journey, lane, place.before), lane.id)

    return Landing((Insertion(place.marker),), make)


def _emotion(journey: Journey, layout: MapLayout, tool: Tool, point: Point) -> Landing:
    lane = _nearest(layout, point, lambda lane: lane.kind is LaneKind.EMOTION and not lane.collapsed)
    if lane is None or not layout.stages:
        return _emotion_lane(journey, layout, tool, point)
    emotion = lane.box.emotion
    assert emotion is not None
    inside = Point(_held_x(layout, point.x), min(max(point.y, lane.y), lane.rect.bottom - 0.01))
    place = emotion_at(layout, inside)
    if place is None:
        return _emotion_lane(journey, layout, tool, point)
    # Let go outside of the lane, a point says nothing of how good or bad it is.
    value = round(round(place.value / _STEP) * _STEP, 1) if lane.y <= point.y < lane.rect.bottom else 0.0
    with_curve, curve = curve_for(journey, place.lane, tool.persona or None)
    beside = (one.position for one in journey.points.values() if one.curve == curve and one.stage == place.stage)
    position = free_position(beside, place.position)
    column = next(box.column for box in layout.stages if box.stage.id == place.stage)
    face = Point(column.x + position * column.width, lane.y + emotion.y_of(value))

    def make() -> Edit:
        made = new_point(with_curve, curve, place.stage, position, value)
        return _added(insert_point(with_curve, made), made.id)

    shown = Rect(face.x, face.y, 0, 0).grown(_FACE)
    return Landing((Frame(shown, FrameKind.LANDING, _FACE), Readout(face, value_text(value))), make)


def _emotion_lane(journey: Journey, layout: MapLayout, tool: Tool, point: Point) -> Landing:
    """There is no emotion lane yet: one is made, with a neutral point in the stage at the pointer."""
    place = lane_insertion(layout, point.y)
    stage_id = next((box.stage.id for box in layout.stages if point.x < box.column.right), None)

    def make() -> Edit:
        after, stage = _with_stage(journey, stage_id or _last_stage(journey, layout))
        lane = new_lane(after, "emotions")
        after, curve = curve_for(insert_lane(after, lane, place.before), lane.id, tool.persona or None)
        made = new_point(after, curve, stage, 0.5, 0.0)
        return _added(insert_point(after, made), made.id)

    return Landing((Insertion(place.marker),), make)


def _card(journey: Journey, layout: MapLayout, tool: Tool, point: Point) -> Landing:
    """In the lane under the pointer where it suits the tool, else in the nearest that does, else in a new one."""
    lane = _lane_for(layout, tool, point)
    if lane is None or not layout.stages:
        return _card_with_lane(journey, layout, tool, point, None if lane is None else lane.box.lane.id)
    inside = Point(_held_x(layout, point.x), min(max(point.y, lane.y), lane.rect.bottom - 0.01))
    place = card_insertion(layout, inside)
    if place is None:
        return _card_with_lane(journey, layout, tool, point, None)
    cell = cell_rect(layout, Cell(place.lane, place.stage))
    marks: tuple[Mark, ...] = (Insertion(place.marker),)
    if cell is not None:
        marks = (Frame(cell, FrameKind.LANDING), *marks)

    def make() -> Edit:
        card = new_card(journey, place.lane, place.stage, "", **{**place.fields, **_fields(tool)})
        return _added(insert_card(journey, card, place.before), card.id)

    return Landing(marks, make)


def _card_with_lane(journey: Journey, layout: MapLayout, tool: Tool, point: Point, lane_id: str | None) -> Landing:
    """A card for which a lane, a stage or both are missing: they are made along with it."""
    place = lane_insertion(layout, point.y)
    stage_id = next((box.stage.id for box in layout.stages if point.x < box.column.right), None)
    role = {Making.TOUCHPOINT: "touchpoints", Making.PICTURE: "storyboard"}.get(Making(tool.tool), tool.role)

    def make() -> Edit:
        after, stage = _with_stage(journey, stage_id or _last_stage(journey, layout))
        home = lane_id
        if home is None:
            lane = _lane_of(after, role or "actions")
            after, home = insert_lane(after, lane, place.before), lane.id
        card = new_card(after, home, stage, "", **_fields(tool))
        return _added(insert_card(after, card), card.id)

    return Landing((Insertion(place.marker),), make)


def _lane_for(layout: MapLayout, tool: Tool, point: Point) -> PlacedLane | None:
    def has_role(lane: Lane) -> bool:
        return holds_cards(lane) and lane.role == tool.role

    def is_for_touchpoints(lane: Lane) -> bool:
        return holds_cards(lane) and lane.kind is LaneKind.TOUCHPOINTS

    def is_for_pictures(lane: Lane) -> bool:
        return holds_cards(lane) and lane.kind is LaneKind.PICTURES

    cell = cell_at(layout, point)
    under = None if cell is None else _lane_by_id(layout, cell.lane)
    match tool.tool:
        case Making.PICTURE:
            return _nearest(layout, point, is_for_pictures)
        case Making.CARD if tool.role in ROLES:
            best = _nearest(layout, point, has_role)
            if best is not None:
                return best
            return under if under is not None and holds_cards(under.box.lane) else None
    if under is not None and holds_cards(under.box.lane):
        return under
    if tool.tool == Making.TOUCHPOINT:
        return _nearest(layout, point, is_for_touchpoints)
    return _nearest(layout, point, holds_cards)


def _nearest(layout: MapLayout, point: Point, suits: Callable[[Lane], bool]) -> PlacedLane | None:
    """The lane that suits and lies nearest to a height, the upper of two."""
    suitable: Iterable[PlacedLane] = (placed for placed in layout.lanes if suits(placed.box.lane))
    return min(suitable, key=lambda placed: max(placed.y - point.y, point.y - placed.rect.bottom, 0.0), default=None)


def _lane_by_id(layout: MapLayout, id_: str) -> PlacedLane | None:
    return next((placed for placed in layout.lanes if placed.box.lane.id == id_), None)


def _held_x(layout: MapLayout, x: float) -> float:
    return min(max(x, layout.body.x), layout.stages[-1].column.right)


def _column_middle(layout: MapLayout, x: float) -> float:
    """The middle of the column nearest to x."""
    columns = [box.column for box in layout.stages]
    nearest = min(columns, key=lambda column: abs(column.center.x - x), default=None)
    return x if nearest is None else nearest.center.x


def _fields(tool: Tool) -> dict[str, object]:
    return {"channel": tool.channel} if tool.channel else {}


def _lane_of(journey: Journey, role: str) -> Lane:
    return new_lane(journey, role if role in ROLES else "own")


def _last_stage(journey: Journey, layout: MapLayout) -> str | None:
    """The last stage that is shown, else the map's last; None where it has none."""
    return layout.stages[-1].stage.id if layout.stages else next(reversed(journey.stages), None)


def _with_stage(journey: Journey, stage: str | None) -> tuple[Journey, str]:
    """The journey and a stage of it; one is made where it has none."""
    if stage is not None:
        return journey, stage
    made = new_stage(journey, _stage_name())
    return insert_stage(journey, made), made.id


def _stage_name() -> str:
    return QCoreApplication.translate("canvas", "New stage")


def _added(after: Journey, id_: str) -> Edit:
    """The edit that added a thing, which is then selected and opened; writing its text belongs to the same step."""
    return Edit(f"Add {name_of(after, id_)}", after, (id_,), id_, f"new {id_}")
