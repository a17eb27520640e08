"""Pasting: a map, a clip and a place go in; the map with fresh copies of the clip's things comes out, with their ids.

What belongs together stays together: arrows between copied cards, channels, pictures, personas, the points of a curve.
What the map has already (a channel or persona of the same name, the same picture) is used instead of doubled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cjm_desktop.editing.cards import insert_cards
from cjm_desktop.editing.clip import Clip, bare, copied
from cjm_desktop.editing.curve import free_position
from cjm_desktop.editing.homes import family, is_open, same_lanes, same_stages, shifted
from cjm_desktop.editing.lanes import insert_lane
from cjm_desktop.editing.pictures import insert_picture
from cjm_desktop.editing.stages import insert_stage
from cjm_desktop.editing.tables import id_of, with_tables
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.ids import fresh_id
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.queries import all_ids
from cjm_desktop.model.records import Curve, CurveStyle, Lane, LaneKind, Persona, Record, Stage

R = TypeVar("R", bound=Record)
_Cell = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where to paste: into a cell (or what is known of it), or after things of the map; at `home`, whence they came.

    A cell is where the topmost, leftmost of the copied cells comes to lie. `unseen` are stages and lanes that a view of
    the map hides: they are passed over.
    """

    lane: str | None = None
    stage: str | None = None
    after: tuple[str, ...] = ()
    home: bool = False
    unseen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pasted:
    """The map after it, the new things that were copied for themselves, and for each id of the clip the new one.

    `stages` and `lanes` count those that the map did not have and that had to be added to hold the rest.
    """

    journey: Journey
    ids: tuple[str, ...] = ()
    made: Mapping[str, str] = field(default_factory=dict)
    stages: int = 0
    lanes: int = 0


def paste(journey: Journey, clip: Clip, place: Place) -> Pasted:
    """Fresh copies of what a clip holds, put where `place` says; ids of `place` that the map lacks are passed over."""
    return _Paste(journey, clip, place).done()


def duplicate(journey: Journey, ids: Iterable[str]) -> Pasted:
    """Copies of these things right behind them; the same map where none of them can be copied."""
    chosen = tuple(ids)
    clip = copied(journey, chosen)
    return Pasted(journey) if clip is None else paste(journey, clip, Place(after=chosen, home=True))


class _Paste:
    """One pasting: the map as it grows, and which record of it stands for which of the clip."""

    def __init__(self, journey: Journey, clip: Clip, place: Place) -> None:
        self._journey, self._clip, self._place = journey, clip, place
        self._from = clip.journey
        self._roots = set(clip.roots)
        self._taken = all_ids(journey)
        self._made: dict[str, str] = {}
        self._curves: dict[tuple[str, str], str] = {}
        self._added = {"stages": 0, "lanes": 0}
        #: The (lane, stage) of what was chosen for itself, and of what stands in chosen stages and lanes.
        self._loose, self._inside = self._cells()
        self._lane, self._stage = self._anchor()

    def done(self) -> Pasted:
        for picture in self._from.pictures.values():
            self._journey = insert_picture(self._journey, picture)
        self._insert_personas()
        stages, lanes = self._insert_stages(), self._insert_lanes()
        columns, rows = self._columns(), self._rows()
        homes = _Homes(stages, lanes, columns, rows, self._roots)
        self._insert_cards(homes)
        self._insert_curves(lanes)
        self._insert_points(homes)
        self._insert_metrics(homes)
        ids = tuple(self._made[id_] for id_ in self._clip.roots)
        return Pasted(self._journey, ids, self._made, self._added["stages"], self._added["lanes"])

    # Where

    def _cells(self) -> tuple[set[_Cell], set[_Cell]]:
        loose: set[_Cell] = set()
        inside: set[_Cell] = set()
        for table in ("cards", "points", "metrics"):
            for id_, record in getattr(self._from, table).items():
                lane = self._from.curves[record.curve].lane if table == "points" else record.lane
                (loose if id_ in self._roots else inside).add((lane, record.stage))
        return loose, inside

    def _anchor(self) -> _Cell:
        """The cell that the topmost, leftmost of the loose things goes to; None where it goes home."""
        place, journey = self._place, self._journey
        if place.home:
            return None, None
        if place.lane is not None or place.stage is not None:
            lane = place.lane if place.lane in journey.lanes else None
            return lane, place.stage if place.stage in journey.stages else None
        cells = [cell_of(journey, id_) for id_ in place.after]
        lanes, stages = {lane for lane, _ in cells}, {stage for _, stage in cells}
        lane = next(filter(lanes.__contains__, journey.lanes), None)
        return lane, next(filter(stages.__contains__, journey.stages), None)

    def _columns(self) -> Mapping[str, str]:
        """For each stage in which loose things stood, the one of the map in which their copies stand."""
        names = list(self._from.stages.values())
        used = [n for n, stage in enumerate(names) if any(stage.id == one for _, one in self._loose)]
        there = [id_ for id_ in self._journey.stages if id_ not in self._place.unseen]
        if self._stage not in there:
            return self._homes_of_stages([names[n] for n in used])
        found = {}
        for n, to in shifted(used, there.index(self._stage), len(there)).items():
            while to >= len(there):
                there.append(self._add_stage(names[n]))
            found[names[n].id] = there[to]
        return found

    def _rows(self) -> Mapping[str, str]:
        """For each lane in which loose things stood, the one of the map in which their copies stand."""
        used = {lane for lane, _ in self._loose}
        found: dict[str, str] = {}
        for kind in (LaneKind.CARDS, LaneKind.EMOTION, LaneKind.METRIC):
            alike = [lane for lane in self._from.lanes.values() if family(lane) is kind]
            wanted = [n for n, lane in enumerate(alike) if lane.id in used]
            there = [id_ for id_, lane in self._journey.lanes.items() if family(lane) is kind and self._is_open(lane)]
            if self._lane is None or self._lane not in there:
                found |= self._homes_of_lanes([alike[n] for n in wanted], only_open=not self._place.home)
                continue
            for n, to in shifted(wanted, there.index(self._lane), len(there)).items():
                while to >= len(there):
                    there.append(self._add_lane(alike[n]))
                found[alike[n].id] = there[to]
        return found

    def _is_open(self, lane: Lane) -> bool:
        return is_open(lane) and lane.id not in self._place.unseen

    def _homes_of_stages(self, wanted: Sequence[Stage]) -> dict[str, str]:
        copies = set(self._made.values())
        found = same_stages(wanted, [stage for id_, stage in self._journey.stages.items() if id_ not in copies])
        return {stage.id: found.get(stage.id) or self._add_stage(stage) for stage in wanted}

    def _homes_of_lanes(self, wanted: Sequence[Lane], *, only_open: bool) -> dict[str, str]:
        copies = set(self._made.values())
        lanes = [lane for id_, lane in self._journey.lanes.items() if id_ not in copies]
        found = same_lanes(wanted, [lane for lane in lanes if is_open(lane) or not only_open])
        return {lane.id: found.get(lane.id) or self._add_lane(lane) for lane in wanted}

    def _add_stage(self, stage: Stage) -> str:
        made = Stage(id=self._fresh("stage"), name=stage.name)
        self._journey = insert_stage(self._journey, made)
        self._added["stages"] += 1
        return made.id

    def _add_lane(self, lane: Lane) -> str:
        made = bare(lane).model_copy(update={"id": self._fresh("lane")})
        self._journey = insert_lane(self._journey, made)
        self._added["lanes"] += 1
        return made.id

    # What

    def _fresh(self, prefix: str) -> str:
        made = fresh_id(prefix, self._taken)
        self._taken.add(made)
        return made

    def _copy(self, prefix: str, record: R, **fields: Any) -> R:
        """The record under a fresh id, remembered as the copy of the clip's."""
        self._made[id_of(record)] = fresh = self._fresh(prefix)
        return record.model_copy(update={"id": fresh, **fields})

    def _insert_stages(self) -> Mapping[str, str]:
        """Copies of the chosen stages, side by side; returns them, and the map's for those of things in chosen lanes."""
        roots = [stage for id_, stage in self._from.stages.items() if id_ in self._roots]
        before = self._following(self._journey.stages, roots, self._stage)
        for stage in roots:
            self._journey = insert_stage(self._journey, self._copy("stage", stage), before)
        used = {stage for _, stage in self._inside} - self._roots
        others = self._homes_of_stages([stage for id_, stage in self._from.stages.items() if id_ in used])
        return others | {stage.id: self._made[stage.id] for stage in roots}

    def _insert_lanes(self) -> Mapping[str, str]:
        """Copies of the chosen lanes, one under the other; returns them, and the map's for those of things in chosen stages."""
        roots = [lane for id_, lane in self._from.lanes.items() if id_ in self._roots]
        before = self._following(self._journey.lanes, roots, self._lane)
        for lane in roots:
            self._journey = insert_lane(self._journey, self._copy("lane", lane), before)
        used = {lane for lane, _ in self._inside} - self._roots
        wanted = [lane for id_, lane in self._from.lanes.items() if id_ in used]
        others = self._homes_of_lanes(wanted, only_open=False)
        return others | {lane.id: self._made[lane.id] for lane in roots}

    def _following(self, table: Mapping[str, R], roots: Sequence[R], anchor: str | None) -> str | None:
        """In front of which record copies go: that behind the last chosen one, else behind the originals, else none."""
        order = list(table)
        originals = {id_of(record) for record in roots}
        for leaders in (set(self._place.after), {anchor}, originals):
            last = max((n for n, id_ in enumerate(order) if id_ in leaders), default=None)
            if last is not None:
                return order[last + 1] if last + 1 < len(order) else None
        return None

    def _insert_personas(self) -> None:
        """Copies of the chosen personas; a copy is primary only where the map has no other."""
        for persona in self._from.personas.values():
            if persona.id in self._roots:
                first = persona.primary and not any(one.primary for one in self._journey.personas.values())
                self._add("personas", self._copy("persona", persona, primary=first))

    def _persona(self, id_: str | None) -> str | None:
        """The map's persona for one of the clip's: the same, one of its name, or a copy of it."""
        if id_ is None:
            return None
        wanted = self._from.personas[id_]
        there = self._same_persona(wanted)
        if there is None:
            made = wanted.model_copy(update={"id": self._fresh("persona"), "primary": False})
            self._add("personas", made)
            return made.id
        return there

    def _same_persona(self, wanted: Persona) -> str | None:
        there = self._journey.personas
        if wanted.id in there and there[wanted.id].name == wanted.name:
            return wanted.id
        return next((one.id for one in there.values() if wanted.name.strip() and one.name == wanted.name), None)

    def _channel(self, id_: str | None) -> str | None:
        """The map's channel for one of the clip's: an own one travels along where the map has none of its name."""
        wanted = None if id_ is None else self._from.channels.get(id_)
        if wanted is None:
            return id_
        there = self._journey.channels
        if wanted.id in there and there[wanted.id].name == wanted.name:
            return wanted.id
        same = next((one.id for one in there.values() if wanted.name.strip() and one.name == wanted.name), None)
        if same is not None:
            return same
        # Its old id where it can keep it: files of the same people then call it the same.
        free = wanted.id not in self._taken and wanted.id not in CHANNELS
        made = wanted if free else wanted.model_copy(update={"id": self._fresh("channel")})
        self._taken.add(made.id)
        self._add("channels", made)
        return made.id

    def _insert_cards(self, homes: _Homes) -> None:
        people: dict[str | None, str | None] = {}
        channels: dict[str | None, str | None] = {}
        made = []
        for card in self._from.cards.values():
            if card.persona not in people:
                people[card.persona] = self._persona(card.persona)
            if card.channel not in channels:
                channels[card.channel] = self._channel(card.channel)
            lane, stage = homes.cell(card.id, card.lane, card.stage)
            if card.lane is None or card.stage is None:
                lane, stage = self._cell_of_parked()
            fields = {"lane": lane, "stage": stage, "persona": people[card.persona], "channel": channels[card.channel]}
            made.append(self._copy("card", card, **fields))
        behind = [id_ for id_ in self._place.after if id_ in self._journey.cards]
        self._journey = insert_cards(self._journey, made, behind=behind)
        self._add(
            "connectors",
            *(
                self._copy("connector", one, source=self._made[one.source], target=self._made[one.target])
                for one in self._from.connectors.values()
            ),
        )

    def _cell_of_parked(self) -> _Cell:
        """A card without a cell goes into the cell that was pointed at, if any."""
        lane = None if self._lane is None else self._journey.lanes[self._lane]
        if lane is None or self._stage is None or family(lane) is not LaneKind.CARDS or not is_open(lane):
            return None, None
        return lane.id, self._stage

    def _insert_curves(self, lanes: Mapping[str, str]) -> None:
        """Copies of the curves of chosen lanes."""
        made = [
            self._copy("curve", curve, lane=lanes[curve.lane], persona=self._persona(curve.persona))
            for curve in self._from.curves.values()
            if curve.lane in self._roots
        ]
        self._add("curves", *made)

    def _curve(self, curve: Curve, lane: str) -> str:
        """The map's curve, in a lane, for one of the clip's: a copy, the same, the persona's, any free one, or a new one."""
        if curve.id in self._made:
            return self._made[curve.id]
        known = self._curves.get((curve.id, lane))
        if known is not None:
            return known
        used = set(self._curves.values())
        here = [one for one in self._journey.curves.values() if one.lane == lane and one.id not in used]
        person = None if curve.persona is None else self._same_persona(self._from.personas[curve.persona])
        chosen = {self._journey.points[id_].curve for id_ in self._place.after if id_ in self._journey.points}
        wishes: tuple[Callable[[Curve], bool], ...] = (
            lambda one: one.id in chosen and not self._place.home,
            lambda one: one.id == curve.id,
            lambda one: one.persona == person and one.style is curve.style,
            lambda one: one.style is curve.style is CurveStyle.ACTUAL,
        )
        found = next((one.id for suits in wishes for one in here if suits(one)), None)
        if found is None:
            made = curve.model_copy(
                update={"id": self._fresh("curve"), "lane": lane, "persona": self._persona(curve.persona)}
            )
            self._add("curves", made)
            found = made.id
        self._curves[curve.id, lane] = found
        return found

    def _insert_points(self, homes: _Homes) -> None:
        taken: dict[tuple[str, str], list[float]] = {}
        for point in self._journey.points.values():
            taken.setdefault((point.curve, point.stage), []).append(point.position)
        made = []
        for point in self._from.points.values():
            home = self._from.curves[point.curve]
            lane, stage = homes.cell(point.id, home.lane, point.stage)
            assert lane is not None
            assert stage is not None
            curve = self._curve(home, lane)
            beside = taken.setdefault((curve, stage), [])
            position = free_position(beside, point.position) if point.id in self._roots else point.position
            beside.append(position)
            made.append(self._copy("point", point, curve=curve, stage=stage, position=position))
        self._add("points", *made)

    def _insert_metrics(self, homes: _Homes) -> None:
        made = []
        for metric in self._from.metrics.values():
            lane, stage = homes.cell(metric.id, metric.lane, metric.stage)
            made.append(self._copy("metric", metric, lane=lane, stage=stage))
        self._add("metrics", *made)

    def _add(self, table: str, *records: Record) -> None:
        if records:
            new = {**getattr(self._journey, table), **{id_of(record): record for record in records}}
            self._journey = with_tables(self._journey, **{table: Table(new)})


@dataclass(frozen=True, slots=True)
class _Homes:
    """The map's lanes and stages for the clip's: of what stands in chosen stages and lanes, and of loose things."""

    stages: Mapping[str, str]
    lanes: Mapping[str, str]
    columns: Mapping[str, str]
    rows: Mapping[str, str]
    roots: set[str]

    def cell(self, id_: str, lane: str | None, stage: str | None) -> _Cell:
        """Where the copy of a thing goes that stood in this lane and stage."""
        if lane is None or stage is None:
            return None, None
        return (self.rows[lane], self.columns[stage]) if id_ in self.roots else (self.lanes[lane], self.stages[stage])


def cell_of(journey: Journey, id_: str) -> _Cell:
    """The lane and stage in which a thing stands, or which it is, as far as it has them."""
    if id_ in journey.lanes:
        return id_, None
    if id_ in journey.stages:
        return None, id_
    if (point := journey.points.get(id_)) is not None:
        return journey.curves[point.curve].lane, point.stage
    record = journey.cards.get(id_) or journey.metrics.get(id_)
    return (None, None) if record is None else (record.lane, record.stage)
