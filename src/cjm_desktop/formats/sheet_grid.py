"""A map goes in, the cells of its readable table come out: a column a stage or sub-stage, a row a lane, with colours.

Each row and each column bears a mark of what it shows, by which `sheet_edits` finds it again when people have put in,
removed and moved rows and columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cjm_desktop.formats.told import LINES, feeling
from cjm_desktop.model.catalogue import role_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of, parked_cards
from cjm_desktop.model.records import (
    EMOTION_MAX,
    BlueprintLine,
    Card,
    Curve,
    CurveStyle,
    EmotionPoint,
    Lane,
    Metric,
    Stage,
)
from cjm_desktop.theme import LIGHT, contrast, mix

#: Marks of rows; one of a lane is `LANE` and its id, one that leaves room for the lane's chart `CHART` and its id, one of
#: a blueprint's line `LINE` and its id.
TITLE, PERSONA, STAGES, PARTS, TIME, PARKED = "title", "persona", "stages", "parts", "time", "parked"
LANE, CHART, LINE = "lane ", "chart ", "line "
#: Marks of rows that show a field of the map, above and below the lanes, and what they are called.
ABOVE = {"scenario": "Scenario"}
BELOW = {
    "objective": "Objective",
    "scope": "Scope",
    "expectations": "Expectations",
    "owner": "Owner",
    "date": "Date",
    "revision": "Revision",
}
#: Marks of rows that show a field of the stages.
GOALS = {"customer_goal": "Customer goal", "business_goal": "Business goal"}
#: The mark of the column that shows what is told of the whole map, where there are no stages.
WHOLE = "-"
#: What stands in front of each entry of a cell that holds several.
BULLET = "• "


@dataclass(frozen=True, slots=True)
class GridCell:
    """A text over `wide` columns and `high` rows. `fill` and `ink` are colours, `scale` is that of the type."""

    text: str
    wide: int = 1
    high: int = 1
    fill: str = ""
    ink: str = ""
    bold: bool = False
    scale: float = 1.0
    centred: bool = False
    dashed: bool = False  #: a dashed line runs above it


@dataclass(slots=True)
class GridSheet:
    """Cells by row and column, both from 0, column 0 being that of the labels; marks of the rows and of the columns.

    `head` counts the rows down to the names of stages and sub-stages; `hidden` are rows of hidden lanes.
    """

    cells: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    head: int = 0
    hidden: set[int] = field(default_factory=set)

    def texts(self) -> dict[tuple[str, str], str]:
        """By the marks of row and column what a cell says; labels stand in the column “”."""
        return {
            (self.rows[row], self.columns[column]): cell.text
            for (row, column), cell in self.cells.items()
            if self.rows[row]
        }


def grid_of(journey: Journey) -> GridSheet:
    """The whole map as a table, under its title; what waits in the parking lot and what the map is about stand below."""
    return _Grid(journey).made()


def place_mark(stage: str, part: str | None) -> str:
    """The mark of the column of a stage or of one of its sub-stages; no id holds the stroke."""
    return f"{stage}/{part}" if part is not None else stage


def drawn_curves(journey: Journey, lane: str) -> tuple[Curve, ...]:
    """The curves of a lane that are seen and have a value."""
    told = {point.curve for point in journey.points.values() if point.value is not None}
    return tuple(
        curve for curve in journey.curves.values() if curve.lane == lane and not curve.hidden and curve.id in told
    )


def points_of(journey: Journey, lane: str) -> tuple[EmotionPoint, ...]:
    """The emotion points of a lane that have a value, curve by curve, each from left to right."""
    curves = [curve.id for curve in journey.curves.values() if curve.lane == lane]
    points = [one for one in journey.points.values() if one.curve in curves and one.value is not None]
    return tuple(sorted(points, key=lambda one: (curves.index(one.curve), one.position)))


class _Grid:
    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._sheet = GridSheet()
        #: For each column after that of the labels its stage and sub-stage.
        whole = {card.stage for card in journey.cards.values() if card.sub_stage is None}
        self._places = [(stage, part) for stage in journey.stages.values() for part in _parts(stage, stage.id in whole)]
        self._columns = {(stage.id, part): n for n, (stage, part) in enumerate(self._places, 1)}
        self._first = {stage.id: n for n, (stage, _) in reversed(list(enumerate(self._places, 1)))}
        #: By lane the lines that run above it.
        self._lines: dict[str, list[BlueprintLine]] = {}
        for line in journey.lines.values():
            below = next((one for one in journey.lanes.values() if one.role in line.before and not one.hidden), None)
            if below is not None and not line.hidden:
                self._lines.setdefault(below.id, []).append(line)
        self._sheet.columns = ["", *(place_mark(stage.id, part) for stage, part in self._places)]
        if not self._places:
            self._sheet.columns.append(WHOLE)

    def made(self) -> GridSheet:
        journey = self._journey
        self._put(0, GridCell(journey.title, self._width + 1, bold=True, scale=1.6))
        self._sheet.rows.append(TITLE)
        people = sorted(journey.personas.values(), key=lambda one: not one.primary)
        self._about(PERSONA, "Persona", ", ".join(persona.name for persona in people))
        for name, label in ABOVE.items():
            self._about(name, label, getattr(journey, name))
        self._stages()
        self._sheet.head = len(self._sheet.rows)
        self._told()
        for lane in journey.lanes.values():
            for line in self._lines.get(lane.id, ()):
                label = line.label.strip() or LINES[line.kind]
                self._put(0, GridCell(label, self._width + 1, ink=LIGHT.text_muted, dashed=True))
                self._sheet.rows.append(LINE + line.id)
            self._lane(lane)
        self._sheet.rows.append("")
        parked = parked_cards(journey)
        self._about(PARKED, "Parking lot", listed([said(journey, card) for card in parked]))
        for name, label in BELOW.items():
            self._about(name, label, getattr(journey, name))
        return self._sheet

    @property
    def _width(self) -> int:
        return len(self._sheet.columns) - 1

    def _put(self, column: int, cell: GridCell) -> None:
        self._sheet.cells[len(self._sheet.rows), column] = cell

    def _about(self, mark: str, label: str, text: str) -> None:
        """A row that says something of the whole map, if it does."""
        if text.strip():
            self._row(mark, label, [GridCell(text, self._width)])

    def _row(self, mark: str, label: str, cells: Sequence[GridCell], fill: str = "", ink: str = "") -> None:
        """A row with a label; each cell stands where the one before it ends."""
        self._put(0, GridCell(label, fill=fill or LIGHT.surface_soft, ink=ink or LIGHT.text, bold=True))
        column = 1
        for cell in cells:
            self._put(column, cell)
            column += cell.wide
        self._sheet.rows.append(mark)

    def _stages(self) -> None:
        stages = list(self._journey.stages.values())
        parts = any(stage.sub_stages for stage in stages)
        for n, stage in enumerate(stages):
            ground, ink = _stage_colours(n / max(1, len(stages) - 1))
            high = 2 if parts and not stage.sub_stages else 1
            cell = GridCell(stage.name, self._wide(stage), high, ground, ink, bold=True, scale=1.1, centred=True)
            self._put(self._first[stage.id], cell)
        self._put(0, GridCell("Stage", 1, 2 if parts else 1, LIGHT.surface_soft, LIGHT.text, bold=True))
        self._sheet.rows.append(STAGES)
        if parts:
            for column, (stage, part) in enumerate(self._places, 1):
                name = next((one.name for one in stage.sub_stages if one.id == part), "")
                if stage.sub_stages:
                    self._put(column, GridCell(name, fill=LIGHT.pill, ink=LIGHT.pill_text, centred=True))
            self._sheet.rows.append(PARTS)

    def _wide(self, stage: Stage) -> int:
        return sum(1 for one, _ in self._places if one is stage)

    def _told(self) -> None:
        """What the map says of its stages, where it says anything."""
        stages = list(self._journey.stages.values())
        rows = [(TIME, "Time", [time_of(stage) for stage in stages])]
        rows += [(name, label, [getattr(stage, name) for stage in stages]) for name, label in GOALS.items()]
        for mark, label, texts in rows:
            if any(text.strip() for text in texts):
                cells = [GridCell(text, self._wide(stage)) for text, stage in zip(texts, stages, strict=True)]
                self._row(mark, label, cells)

    def _lane(self, lane: Lane) -> None:
        journey = self._journey
        accent = LIGHT.accents.get(lane.accent or "") or LIGHT.accent(role_of(lane).accent)
        entries: dict[int, list[str]] = {}
        felt: dict[int, list[float]] = {}
        for card in journey.cards.values():
            if card.lane == lane.id and card.stage is not None:
                entries.setdefault(self._columns[card.stage, card.sub_stage], []).append(said(journey, card))
        for point in points_of(journey, lane.id):
            entries.setdefault(self._first[point.stage], []).append(said_point(journey, point))
            if journey.curves[point.curve].style is CurveStyle.ACTUAL and point.value is not None:
                felt.setdefault(self._first[point.stage], []).append(point.value)
        for metric in journey.metrics.values():
            if metric.lane == lane.id and metric.value is not None:
                entries.setdefault(self._first[metric.stage], []).append(metric_words(metric))
        cells = []
        for column in range(1, self._width + 1):
            fill = accent.pale if column in entries else LIGHT.page
            if column in felt:
                fill = _feeling(sum(felt[column]) / len(felt[column]))
            cells.append(GridCell(listed(entries.get(column, ())), fill=fill))
        chart = bool(self._places) and bool(drawn_curves(journey, lane.id))
        for mark in (LANE + lane.id, *([CHART + lane.id] if chart else [])):
            if lane.hidden:
                self._sheet.hidden.add(len(self._sheet.rows))
            if mark.startswith(LANE):
                self._row(mark, lane.label, cells, fill=accent.pale, ink=accent.text)
            else:
                self._row(mark, "", [GridCell("", self._width)], fill=accent.pale)


def _parts(stage: Stage, whole: bool) -> Iterator[str | None]:
    """The sub-stages of a stage, and None for what stands in the stage as a whole."""
    if whole or not stage.sub_stages:
        yield None
    yield from (part.id for part in stage.sub_stages)


def time_of(stage: Stage) -> str:
    return " · ".join(text for text in (stage.start, stage.duration) if text.strip())


def said(journey: Journey, card: Card) -> str:
    """A card as text, its channel first."""
    channel = channel_of(journey, card)
    if channel is None or not channel.name.strip():
        return card.text
    return f"{channel.name}: {card.text}" if card.text.strip() else channel.name


def curve_name(journey: Journey, curve: Curve) -> str:
    """What a curve is called: by itself, by its persona, or by its place among the curves."""
    person = journey.personas.get(curve.persona or "")
    own = curve.label.strip() or (person.name.strip() if person is not None else "")
    return own or f"Curve {list(journey.curves).index(curve.id) + 1}"


def said_point(journey: Journey, point: EmotionPoint) -> str:
    """An emotion point as text: whose it is where a lane has several curves, what it says, its value."""
    curve = journey.curves[point.curve]
    several = sum(1 for one in journey.curves.values() if one.lane == curve.lane) > 1
    name = f"{curve_name(journey, curve)}: " if several else ""
    number = feeling(point.value or 0.0)
    label = " ".join(point.label.split())
    return f"{name}{label} ({number})" if label else f"{name}{number}"


def metric_words(metric: Metric) -> str:
    """A metric as text: what it is, its value and unit."""
    number = f"{metric.value:.12g} {metric.unit}".strip()
    return f"{metric.label.strip()}: {number}" if metric.label.strip() else number


def listed(texts: Sequence[str]) -> str:
    """The texts of a cell; several of them as a list."""
    texts = [text for text in texts if text.strip()]
    return texts[0] if len(texts) == 1 else "\n".join(f"{BULLET}{text}" for text in texts)


def _feeling(value: float) -> str:
    """The ground of a cell of this feeling: the stronger, the deeper."""
    tone = LIGHT.positive_pale if value > 0 else LIGHT.negative_pale
    return mix(LIGHT.page, tone, min(1.0, abs(value) / EMOTION_MAX))


def _stage_colours(share: float) -> tuple[str, str]:
    ramp = LIGHT.stage_ramp
    place = share * (len(ramp) - 1)
    n = min(int(place), len(ramp) - 2)
    ground = mix(ramp[n], ramp[n + 1], place - n)
    return ground, max(LIGHT.text_on_strong, LIGHT.text, key=lambda ink: contrast(ground, ink))
