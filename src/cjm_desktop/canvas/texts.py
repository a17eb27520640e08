"""Which text of a thing is written in place: an id and the part that was pointed at go in; field, text and place come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cjm_desktop.editing import things
from cjm_desktop.editing.cards import insert_card, new_card
from cjm_desktop.editing.curve import curve_for, insert_point, new_point
from cjm_desktop.editing.document import update_map
from cjm_desktop.editing.fields import longest
from cjm_desktop.editing.metrics import insert_metric, new_metric, read_metric, written_metric
from cjm_desktop.editing.stages import update_stage
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.layout.boxes import MapLayout, StageBox
from cjm_desktop.layout.dropping import Cell, card_insertion
from cjm_desktop.layout.finding import TITLE, rect_of, text_rect_of
from cjm_desktop.layout.styles import Styles
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import find
from cjm_desktop.model.records import NAME_MAX, TEXT_MAX, LaneKind, Metric
from cjm_desktop.text.lines import TextStyle

#: The field that is written in place, by table; and whether Ctrl+Enter makes a new line in it.
_FIELDS = {
    "cards": ("text", True),
    "stages": ("name", False),
    "lanes": ("label", False),
    "points": ("label", False),
    "personas": ("name", False),
    "connectors": ("label", False),
    "lines": ("label", False),
    "metrics": ("value", False),
}
#: The part of a stage that is its duration.
DURATION = "duration"
_NARROWEST = 60.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to write: where it stands on the map, how it is set, what it says now, and what a new text makes of the map.

    `label` names the step where the thing exists already. `most` is how many characters the text may have, `edge` how far
    to the right, on the map, it may reach while it is written (None: as far as it needs). `into` takes the journey and
    the new text; it returns the journey itself where that changes nothing, and raises ValueError, with words for the
    user, where the text cannot be.
    """

    id: str
    part: str
    text: str
    rect: Rect
    style: TextStyle
    several_lines: bool
    label: str
    into: Callable[[Journey, str], Journey]
    most: int = TEXT_MAX
    edge: float | None = None


def passage(journey: Journey, layout: MapLayout, styles: Styles, id_: str, part: str = "") -> Passage | None:
    """The text of a thing; None where it has none that is written in place."""
    rect = text_rect_of(layout, id_)
    if id_ == TITLE:
        return _title(journey, rect, styles)
    if part.startswith("sub:"):
        return _sub_stage(journey, layout, styles, id_, part)
    found = find(journey, id_)
    if found is None or rect is None or found[0] not in _FIELDS:
        return None
    table, record = found
    field, several_lines = _FIELDS[table]
    style = _style(table, styles)
    if table == "stages" and part == DURATION:
        field, style = "duration", styles.duration
        rect = _duration_rect(layout, id_) or rect
    value = getattr(record, field)
    text = written_metric(record) if isinstance(record, Metric) else "" if value is None else str(value)
    rect = Rect(rect.x, rect.y, max(rect.width, _NARROWEST), rect.height)

    def into(now: Journey, new: str) -> Journey:
        if new == text:
            return now
        if table == "metrics":
            return things.update(now, id_, **(read_metric(new) or {"value": None}))
        return things.update(now, id_, **{field: new})

    most = longest(type(record), field) or NAME_MAX
    card = rect_of(layout, id_) if table == "cards" else None
    edge = None if card is None else card.right
    label = f"Edit {things.name_of(journey, id_)}"
    return Passage(id_, part, text, rect, style, several_lines, label, into, most, edge)


def new_passage(layout: MapLayout, styles: Styles, cell: Cell) -> Passage | None:
    """The text of a thing that is not there yet: a card, emotion point or metric of an empty cell."""
    lane = next((placed for placed in layout.lanes if placed.box.lane.id == cell.lane), None)
    stage = next((box for box in layout.stages if box.stage.id == cell.stage), None)
    if lane is None or stage is None or lane.box.lane.collapsed:
        return None
    column, kind = stage.column, lane.box.lane.kind
    if kind is LaneKind.EMOTION and lane.box.emotion is not None:
        y = lane.y + lane.box.emotion.y_of(0.0)
        rect = Rect(column.center.x - 55, y + 13, 110, 12)
        return Passage("", "", "", rect, styles.point, False, "", _adding_point(cell), NAME_MAX)
    if kind is LaneKind.METRIC:
        rect = Rect(column.x, lane.y + 6, column.width - 8, 16)
        return Passage("", "", "", rect, styles.number, False, "", _adding_metric(cell), NAME_MAX)
    place = card_insertion(layout, Point(column.center.x, lane.rect.bottom - 0.01))
    if place is None:
        return None
    rect = Rect(column.x + 11, place.marker.bottom + 5, column.width - 24, 14)

    def into(now: Journey, new: str) -> Journey:
        return insert_card(now, new_card(now, cell.lane, cell.stage, new)) if new.strip() else now

    return Passage("", "", "", rect, styles.body, True, "", into, edge=column.right - 4)


def _adding_point(cell: Cell) -> Callable[[Journey, str], Journey]:
    def into(now: Journey, new: str) -> Journey:
        if not new.strip():
            return now
        after, curve = curve_for(now, cell.lane)
        return insert_point(after, new_point(after, curve, cell.stage, 0.5, 0.0).model_copy(update={"label": new}))

    return into


def _adding_metric(cell: Cell) -> Callable[[Journey, str], Journey]:
    def into(now: Journey, new: str) -> Journey:
        fields = read_metric(new)
        return insert_metric(now, new_metric(now, cell.lane, cell.stage, **fields)) if fields else now

    return into


def _title(journey: Journey, rect: Rect | None, styles: Styles) -> Passage | None:
    if rect is None:
        return None

    def into(now: Journey, new: str) -> Journey:
        return update_map(now, title=new)

    return Passage(TITLE, "", journey.title, rect, styles.title, False, "Edit title", into, NAME_MAX)


def _sub_stage(journey: Journey, layout: MapLayout, styles: Styles, stage: str, part: str) -> Passage | None:
    wanted = part.removeprefix("sub:")
    sub = next((sub for sub in journey.stages[stage].sub_stages if sub.id == wanted), None)
    rect = rect_of(layout, wanted)
    if sub is None or rect is None:
        return None

    def into(now: Journey, new: str) -> Journey:
        old = now.stages[stage].sub_stages
        subs = tuple(one.model_copy(update={"name": new}) if one.id == wanted else one for one in old)
        return now if subs == old else update_stage(now, stage, sub_stages=subs)

    return Passage(stage, part, sub.name, rect.grown(-2), styles.sub_stage, False, "Edit sub-stage", into, NAME_MAX)


def _style(table: str, styles: Styles) -> TextStyle:
    return {
        "cards": styles.body,
        "stages": styles.stage,
        "lanes": styles.lane,
        "points": styles.point,
        "personas": styles.persona_name,
        "connectors": styles.hint,
        "lines": styles.line,
        "metrics": styles.number,
    }[table]


def part_at(layout: MapLayout, id_: str, part: str, point: Point) -> str:
    """The part of a thing that a double click at `point` opens: a stage's duration where it stands, else as it was hit."""
    box = _stage_box(layout, id_)
    if box is not None and box.duration is not None and point.y >= box.duration.y and not part.startswith("sub:"):
        return DURATION
    return part


def _duration_rect(layout: MapLayout, id_: str) -> Rect | None:
    box = _stage_box(layout, id_)
    if box is None:
        return None
    if box.duration is not None:
        return box.duration.rect
    name = box.name.rect
    return Rect(name.x, name.bottom, name.width, 12.0)


def _stage_box(layout: MapLayout, id_: str) -> StageBox | None:
    return next((box for box in layout.stages if box.stage.id == id_), None)
