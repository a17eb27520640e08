"""The outline as data: a journey, an order and words to look for go in; what stands under what comes out. No Qt here.

A key is (kind, id). Under the map stand stages, then lanes with something in them, then what stands in the cell (or
lanes, then stages); after these the personas and the cards that wait in the parking lot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from cjm_desktop.canvas.words import value_text
from cjm_desktop.editing.change import Change
from cjm_desktop.model.journey import Journey

Kind = Literal["map", "stage", "lane", "card", "point", "metric", "personas", "persona", "parked"]

#: By kind of a row, the table that holds its record and the field that is written in the outline.
RECORDS: dict[str, tuple[str, str]] = {
    "stage": ("stages", "name"),
    "lane": ("lanes", "label"),
    "card": ("cards", "text"),
    "point": ("points", "label"),
    "metric": ("metrics", "label"),
    "persona": ("personas", "name"),
}
#: Tables without which the outline is the same.
_APART = {"sources", "channels", "lines", "connectors", "views", "pictures"}


class Key(NamedTuple):
    """A row's kind and its record's id ("" for the map and the two groups)."""

    kind: Kind
    id: str


ROOT = Key("map", "")
PERSONAS = Key("personas", "")
PARKED = Key("parked", "")


class Content:
    """What stands under what in one state of a journey; frozen once it is made."""

    def __init__(self, journey: Journey, *, lanes_first: bool, words: str = "") -> None:
        self.journey = journey
        self.lanes_first = lanes_first
        self.words = words.casefold().strip()
        #: What stands in each cell, the outer id first; their keys are made only where somebody looks.
        self._cells: dict[tuple[str, str], list[str]] = {}
        self._outer: tuple[Key, ...] = ()
        self._inner: dict[str, set[str]] = {}
        self._groups: dict[Key, tuple[Key, ...]] = {}
        self._gather()

    def after(self, change: Change) -> Content:
        """The content after a change of the journey; the same object where the outline has the same rows."""
        if not (change.tables.keys() - _APART):
            self.journey = change.after
            return self
        cards = change.tables.get("cards")
        only_cards = change.tables.keys() - _APART == {"cards"}
        if (
            only_cards
            and cards is not None
            and not self.words
            and not (cards.added or cards.removed or cards.reordered)
        ):
            before, after = change.before.cards, change.after.cards
            if all(
                (before[id_].lane, before[id_].stage) == (after[id_].lane, after[id_].stage) for id_ in cards.updated
            ):
                self.journey = change.after
                return self
        return Content(change.after, lanes_first=self.lanes_first, words=self.words)

    def children(self, path: tuple[Key, ...]) -> tuple[Key, ...]:
        """What stands under the row at the end of a path from the map."""
        if len(path) == 1:
            groups = (key for key in (PERSONAS, PARKED) if self._groups[key])
            return (*self._outer, *groups)
        key = path[-1]
        if key in self._groups:
            return self._groups[key]
        if len(path) == 2:
            return tuple(self._inner_keys(key.id))
        if len(path) == 3 and key.kind in ("stage", "lane"):
            return tuple(map(self._key, self._cells.get((path[1].id, key.id), ())))
        return ()

    def has_children(self, path: tuple[Key, ...]) -> bool:
        """Whether anything stands under a row."""
        if len(path) == 2 and path[-1] not in self._groups:
            return bool(self._inner.get(path[-1].id))
        return bool(self.children(path))

    def has_same_cell(self, other: Content, path: tuple[Key, ...]) -> bool:
        """Whether in another content, in the same order, the same stands in the cell that a row stands for."""
        if len(path) != 3 or other.lanes_first != self.lanes_first:
            return False
        cell = path[1].id, path[2].id
        return self._cells.get(cell) == other._cells.get(cell)

    def path_of(self, id_: str) -> tuple[Key, ...] | None:
        """The path to the first row of a record; None where the outline has none (or the words leave it out)."""
        journey = self.journey
        for kind, (table, _) in RECORDS.items():
            if id_ in getattr(journey, table):
                return self._path_to(Key(kind, id_))  # type: ignore[arg-type]
        return None

    def count(self) -> int:
        """How many rows there are in the cells."""
        return sum(map(len, self._cells.values()))

    def _path_to(self, key: Key) -> tuple[Key, ...] | None:
        if key in self._groups[PERSONAS]:
            return (ROOT, PERSONAS, key)
        if key in self._groups[PARKED]:
            return (ROOT, PARKED, key)
        if key in self._outer:
            return (ROOT, key)
        if key.kind == self._kinds[1]:
            outer = next((outer for outer in self._outer if key.id in self._inner.get(outer.id, ())), None)
            return None if outer is None else (ROOT, outer, key)
        cell = self._cell_of(key)
        if cell is None or key.id not in self._cells.get(cell, ()):
            return None
        return (ROOT, Key(self._kinds[0], cell[0]), Key(self._kinds[1], cell[1]), key)

    def _cell_of(self, key: Key) -> tuple[str, str] | None:
        """The cell in which a record stands, the outer id first."""
        record = getattr(self.journey, RECORDS[key.kind][0])[key.id]
        lane = self.journey.curves[record.curve].lane if key.kind == "point" else record.lane
        if lane is None or record.stage is None:
            return None
        return (lane, record.stage) if self.lanes_first else (record.stage, lane)

    @property
    def _kinds(self) -> tuple[Kind, Kind]:
        """What holds what."""
        return ("lane", "stage") if self.lanes_first else ("stage", "lane")

    def _inner_keys(self, outer: str) -> Iterable[Key]:
        kind, filled = self._kinds[1], self._inner.get(outer, set())
        return _keys(kind, (id_ for id_ in getattr(self.journey, RECORDS[kind][0]) if id_ in filled))

    # Gathering

    def _gather(self) -> None:
        journey, words = self.journey, self.words
        swap = self.lanes_first
        outer = journey.lanes if swap else journey.stages
        # What is found whole, with all that stands in it.
        names = {
            **{one.id: one.name for one in journey.stages.values()},
            **{one.id: one.label for one in journey.lanes.values()},
        }
        found = {id_ for id_, name in names.items() if words in name.casefold()}
        cells: dict[tuple[str, str], list[str]] = {}
        parked: list[str] = []
        for id_, card in journey.cards.items():
            stage, lane = card.stage, card.lane
            if stage is None or lane is None:
                if words in card.text.casefold():
                    parked.append(id_)
            elif not words or lane in found or stage in found or words in card.text.casefold():
                cell = (lane, stage) if swap else (stage, lane)
                if cell in cells:
                    cells[cell].append(id_)
                else:
                    cells[cell] = [id_]
        points = sorted(journey.points.values(), key=lambda point: point.position)
        others = [(journey.curves[point.curve].lane, point.stage, Key("point", point.id)) for point in points]
        others += [(metric.lane, metric.stage, Key("metric", metric.id)) for metric in journey.metrics.values()]
        for lane, stage, key in others:
            if not words or lane in found or stage in found or words in text_of(journey, key).casefold():
                cells.setdefault((lane, stage) if swap else (stage, lane), []).append(key.id)
        personas = [persona.id for persona in journey.personas.values() if words in persona.name.casefold()]
        filled: dict[str, set[str]] = {}
        for first, second in cells:
            filled.setdefault(first, set()).add(second)
        self._cells = cells
        self._outer = tuple(_keys(self._kinds[0], (id_ for id_ in outer if id_ in filled or id_ in found)))
        self._inner = filled
        self._groups = {PERSONAS: tuple(_keys("persona", personas)), PARKED: tuple(_keys("card", parked))}

    def _key(self, id_: str) -> Key:
        """The key of what stands in a cell."""
        if id_ in self.journey.cards:
            return Key("card", id_)
        return Key("point" if id_ in self.journey.points else "metric", id_)


def _keys(kind: str, ids: Iterable[str]) -> Iterable[Key]:
    return (Key(kind, id_) for id_ in ids)  # type: ignore[arg-type]


def text_of(journey: Journey, key: Key) -> str:
    """What the user wrote of a row's record; for an emotion point or a metric with its value. Empty for a group."""
    if key.kind not in RECORDS:
        return ""
    table, field = RECORDS[key.kind]
    records: Mapping[str, object] = getattr(journey, table)
    record = records.get(key.id)
    if record is None:
        return ""
    written = str(getattr(record, field))
    value = getattr(record, "value", None)
    if key.kind == "point":
        return f"{value_text(value)} {written}".strip() if value is not None else written
    if key.kind == "metric" and value is not None:
        return f"{written} {value:g} {getattr(record, 'unit', '')}".strip()
    return written
