"""A map goes in, the cells of its readable table come out: a column a stage or sub-stage, a row a lane, with colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cjm_desktop.model.catalogue import role_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import channel_of, parked_cards
from cjm_desktop.model.records import EMOTION_MAX, Card, Curve, CurveStyle, EmotionPoint, Lane, Metric, Stage
from cjm_desktop.theme import LIGHT, contrast, mix


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


@dataclass(slots=True)
class GridSheet:
    """Cells by row and column, both from 0. `head` counts the rows above the lanes; `hidden` are rows of hidden lanes."""

    cells: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    columns: int = 1
    rows: int = 0
    head: int = 0
    hidden: set[int] = field(default_factory=set)


def grid_of(journey: Journey) -> GridSheet:
    """The whole map as a table, under its title and what it is about; cards of the parking lot stand below."""
    return _Grid(journey).made()


class _Grid:
    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._sheet = GridSheet()
        #: For each column after that of the labels its stage and sub-stage.
        self._places = [(stage, part) for stage in journey.stages.values() for part in self._parts(stage)]
        self._columns = {(stage.id, part): n for n, (stage, part) in enumerate(self._places, 1)}
        self._sheet.columns = 1 + max(1, len(self._places))

    def made(self) -> GridSheet:
        self._about()
        self._stages()
        self._told()
        self._sheet.head = self._sheet.rows
        for lane in self._journey.lanes.values():
            self._lane(lane)
        parked = parked_cards(self._journey)
        if parked:
            self._row("Parking lot", [GridCell(_joined([self._said(card) for card in parked]), self._width)])
        return self._sheet

    @property
    def _width(self) -> int:
        return self._sheet.columns - 1

    def _parts(self, stage: Stage) -> Iterator[str | None]:
        """The sub-stages of a stage that get a column, and None for what stands in the stage as a whole."""
        cards = self._journey.cards.values()
        if not stage.sub_stages or any(card.stage == stage.id and card.sub_stage is None for card in cards):
            yield None
        yield from (part.id for part in stage.sub_stages)

    def _put(self, column: int, cell: GridCell) -> None:
        self._sheet.cells[self._sheet.rows, column] = cell

    def _row(self, label: str, cells: Sequence[GridCell], *, fill: str = LIGHT.surface_soft, ink: str = "") -> None:
        """A row with a label; each cell stands where the one before it ends."""
        self._put(0, GridCell(label, fill=fill, ink=ink or LIGHT.text, bold=True))
        column = 1
        for cell in cells:
            if cell.text or cell.fill:
                self._put(column, cell)
            column += cell.wide
        self._sheet.rows += 1

    def _about(self) -> None:
        journey = self._journey
        self._put(0, GridCell(journey.title, self._sheet.columns, bold=True, scale=1.6))
        self._sheet.rows += 1
        people = ", ".join(
            persona.name for persona in sorted(journey.personas.values(), key=lambda one: not one.primary)
        )
        said = {
            "Persona": people,
            "Objective": journey.objective,
            "Scenario": journey.scenario,
            "Scope": journey.scope,
            "Expectations": journey.expectations,
            "Owner": journey.owner,
            "Date": journey.date,
            "Revision": journey.revision,
        }
        for label, text in said.items():
            if text.strip():
                self._row(label, [GridCell(text, self._width)])
        self._sheet.rows += 1

    def _stages(self) -> None:
        stages = list(self._journey.stages.values())
        wide = {stage.id: sum(1 for one, _ in self._places if one is stage) for stage in stages}
        parts = any(stage.sub_stages for stage in stages)
        for n, stage in enumerate(stages):
            ground, ink = _stage_colours(n / max(1, len(stages) - 1))
            first = min(column for (id_, _), column in self._columns.items() if id_ == stage.id)
            high = 2 if parts and not stage.sub_stages else 1
            self._put(first, GridCell(stage.name, wide[stage.id], high, ground, ink, bold=True, centred=True))
        self._put(0, GridCell("Stage", 1, 2 if parts else 1, LIGHT.surface_soft, LIGHT.text, bold=True))
        self._sheet.rows += 1
        if parts:
            for column, (stage, part) in enumerate(self._places, 1):
                name = next((one.name for one in stage.sub_stages if one.id == part), "")
                if stage.sub_stages:
                    self._put(column, GridCell(name, fill=LIGHT.pill, ink=LIGHT.pill_text, centred=True))
            self._sheet.rows += 1

    def _told(self) -> None:
        """What the map says of its stages, where it says anything."""
        stages = list(self._journey.stages.values())
        for label, texts in (
            ("Time", [" · ".join(text for text in (one.start, one.duration) if text.strip()) for one in stages]),
            ("Customer goal", [stage.customer_goal for stage in stages]),
            ("Business goal", [stage.business_goal for stage in stages]),
        ):
            if any(text.strip() for text in texts):
                wide = [sum(1 for one, _ in self._places if one is stage) for stage in stages]
                self._row(label, [GridCell(text, size) for text, size in zip(texts, wide, strict=True)])

    def _lane(self, lane: Lane) -> None:
        accent = LIGHT.accents.get(lane.accent or "") or LIGHT.accent(role_of(lane).accent)
        if lane.hidden:
            self._sheet.hidden.add(self._sheet.rows)
        said: dict[int, list[str]] = {}
        felt: dict[int, list[float]] = {}
        for card in self._journey.cards.values():
            if card.lane == lane.id and card.stage is not None:
                said.setdefault(self._columns[card.stage, card.sub_stage], []).append(self._said(card))
        first = {stage.id: n for n, (stage, _) in reversed(list(enumerate(self._places, 1)))}
        curves = {curve.id: curve for curve in self._journey.curves.values() if curve.lane == lane.id}
        for point in sorted(self._journey.points.values(), key=lambda one: one.position):
            if point.curve in curves and point.value is not None:
                name = f"{curve_name(self._journey, curves[point.curve])}: " if len(curves) > 1 else ""
                said.setdefault(first[point.stage], []).append(name + _felt(point))
                if curves[point.curve].style is CurveStyle.ACTUAL:
                    felt.setdefault(first[point.stage], []).append(point.value)
        for metric in self._journey.metrics.values():
            if metric.lane == lane.id and metric.value is not None:
                said.setdefault(first[metric.stage], []).append(metric_words(metric))
        cells = []
        for column in range(1, self._width + 1):
            fill = accent.pale if column in said else ""
            if column in felt:
                fill = _feeling(sum(felt[column]) / len(felt[column]))
            cells.append(GridCell(_joined(said.get(column, ())), fill=fill))
        self._row(lane.label, cells, fill=accent.pale, ink=accent.text)

    def _said(self, card: Card) -> str:
        channel = channel_of(self._journey, card)
        if channel is None or not channel.name.strip():
            return card.text
        return f"{channel.name}: {card.text}" if card.text.strip() else channel.name


def curve_name(journey: Journey, curve: Curve) -> str:
    """What a curve is called: by itself, by its persona, or by its place among the curves."""
    person = journey.personas.get(curve.persona or "")
    own = curve.label.strip() or (person.name.strip() if person is not None else "")
    return own or f"Curve {list(journey.curves).index(curve.id) + 1}"


def _joined(texts: Sequence[str]) -> str:
    """The texts of a cell; several of them as a list."""
    texts = [text for text in texts if text.strip()]
    return texts[0] if len(texts) == 1 else "\n".join(f"• {text}" for text in texts)


def _felt(point: EmotionPoint) -> str:
    number = f"{point.value:g}"
    label = " ".join(point.label.split())
    return f"{label} ({number})" if label else number


def metric_words(metric: Metric) -> str:
    """A metric as text: what it is, its value and unit."""
    number = f"{metric.value:.12g} {metric.unit}".strip()
    return f"{metric.label.strip()}: {number}" if metric.label.strip() else number


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
